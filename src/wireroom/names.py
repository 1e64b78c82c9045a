"""Names compared as strings: normal forms, acronyms, spellings of one person's name. Pure functions, no records.

Used inside one report and across reports, so that both say the same. Names transliterated from other scripts come in
many spellings; a spelling class folds the letters that vary between romanisations, and an edit distance on the folded
forms (Damerau-Levenshtein, via rapidfuzz) allows one or two slips in long names. Two different given names before one
surname are two people.
"""

import re
import unicodedata
from functools import lru_cache

# Heads of offices of a state, whose names go both ways round: "Ministry of Health", "Health Ministry".
_TURNING_HEADS = frozenset("ministry department directorate office bureau authority agency administration".split())
_SMALL_WORDS = frozenset("the and for a an".split())
# British spellings and short forms in the names of bodies, at the end of a word.
_SPELLINGS = (
    ("fence", "fense"), ("isation", "ization"), ("isations", "izations"), ("centre", "center"), ("theatre", "theater"),
    ("labour", "labor"), ("harbour", "harbor"), ("programme", "program"), ("dept", "department"),
)  # fmt: skip
_SHORTEST_FOLDED = 5
_ARTICLE = re.compile(r"^(?:(?:al|el)[ -]|(?:ar|as|ash|at|ad|az|an)-)(?=\w{3})", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def normal(name: str) -> str:
    """Lower case without diacritics, full stops, apostrophes; hyphens and runs of space become one space."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(" " if c in "-‐‑–_/" else c for c in folded if not unicodedata.combining(c) and c not in ".'’ʼʻ`´‘")
    return " ".join(kept.split())


@lru_cache(maxsize=50_000)
def place_key(name: str) -> str:
    """The look-up key of a place name: its normal form without an Arabic article."""
    return normal(_ARTICLE.sub("", name.strip()))


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters of `short` are initials of `name`: "FLM" of "Free Lake Movement"; see `acronyms_of`."""
    return "".join(c for c in short.casefold() if c.isalnum()) in acronyms_of(name)


@lru_cache(maxsize=20_000)
def acronyms_of(name: str) -> frozenset[str]:
    """Every acronym a name of two words or more may have: its words' initials in order, small words taken or left out.

    One capitalised word may be skipped, not the first, when three letters or more remain ("UNHCR" skips nothing of
    "United Nations High Commissioner for Refugees").
    """
    words = [word for word in re.split(r"[\s\-‑/]+", name) if word[:1].isalnum()]
    if not 2 <= len(words) <= 9:
        return frozenset()
    forms = {words[0][0].casefold()}
    for word in words[1:]:
        letter = word[0].casefold()
        forms = {form + letter for form in forms} if word[0].isupper() else forms | {form + letter for form in forms}
    if all(word[0].isupper() for word in words):
        whole = next(iter(forms))
        forms |= {whole[:i] + whole[i + 1 :] for i in range(1, len(whole)) if len(whole) > 3}
    return frozenset(form for form in forms if 2 <= len(form) <= 8)


# Letters that vary between romanisations of one name, folded in this order.
_FOLDS = (
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("tch", "ch"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("aw", "au"), ("ow", "au"), ("v", "f"),
    ("y", "i"), ("j", "g"), ("z", "s"), ("x", "ks"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_PREFIXES = frozenset(
    "al el ul ud ad as ash at an ar az abu abou bin ben ibn abd abdul abdel abdal abdur abdoul de da di du van von der den la le the".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_GUTTURAL = re.compile(r"^(?:gh|g|q)")
_VOWELS = re.compile(r"[aeiouy]+")
# Vowels that stand for one another between romanisations of one name; "a" and "i", "a" and "u" tell names apart.
_NEAR_VOWELS = frozenset(frozenset(pair) for pair in ("ae", "ei", "ey", "ou", "iy", "eu"))


# "Abdulrahman" is written "Abdul Rahman" as often; "Abdullah" is a name by itself.
_GLUED_ABD = re.compile(r"^abd[aeu][lrnszd](?!lah)(?=\w{4})")
_GLUED_ARTICLE = re.compile(r"\b(Al|El)(?=[A-Z])")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The spelling class of one word: what is left when romanisations of the same name are made equal."""
    text = _GLUED_ABD.sub("", normal(word).replace(" ", "")).replace("abdal", "abdul")
    if len(text) > 3 and text.endswith(("ah", "eh")):
        text = text[:-1]
    for spelled, plain in _FOLDS:
        text = text.replace(spelled, plain)
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=50_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name that carry it: no articles, no initials' full stops, no "Jr"."""
    words = [word for word in normal(_GLUED_ARTICLE.sub(r"\1 ", name)).split() if word not in _SUFFIXES]
    kept = tuple(word for word in words if word not in _PREFIXES)
    return kept or tuple(words)


@lru_cache(maxsize=50_000)
def part_key(word: str) -> str:
    """What a word of a person's name is found by when it stands alone: its spelling class, short words as they are."""
    return folded(word) if len(word) >= _SHORTEST_FOLDED else word


@lru_cache(maxsize=50_000)
def surname_block(name: str) -> str:
    """A key that the surnames of all spellings of one person's name share: their first sound and consonants' beginning."""
    words = person_words(name)
    surname = folded(words[-1]) if words else ""
    first = "k" if surname[:1] in ("g", "h", "i", "k") else surname[:1]
    return first + _consonants(surname[1:])[:1]


def same_word(left: str, right: str) -> bool:
    """Whether two words may be spellings of one name.

    Equal when folded; or equal but for inner vowels; or two letters swapped; or one slip in eight letters; or one the
    short form of the other ("Steve", "Steven"). A vowel more or another at the end tells men's from women's names.
    """
    left, right = _one_sound(left.casefold(), right.casefold())
    a, b = folded(left), folded(right)
    if a == b:
        return True
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if len(short) < 4 or a[0] != b[0] or _is_vowel(a[-1]) != _is_vowel(b[-1]):
        return len(short) >= 4 and long.startswith(short) and not _is_vowel(long[-1])
    if {a[-1], b[-1]} == {"a", "u"}:
        return False
    slips = _distance(a, b)
    swapped = slips == 1 and len(a) == len(b) >= 6 and sorted(a) == sorted(b)
    return (
        swapped
        or (slips <= 2 and _consonants(a) == _consonants(b) and _near_vowels(left, right))
        or (slips == 1 and len(short) >= 8)
        or long.startswith(short)
    )


def _one_sound(left: str, right: str) -> tuple[str, str]:
    """Two words with their first letters made one where these write one sound ("Jusuf" and "Yusuf", "Gadal" and "Qadal").

    Elsewhere "j" is folded with "g" ("Jamal", "Gamal") and "q" with "k".
    """
    firsts = {left[:1], right[:1]}
    if firsts == {"j", "y"}:
        return f"y{left[1:]}", f"y{right[1:]}"
    if firsts == {"q", "g"}:
        return _GUTTURAL.sub("q", left), _GUTTURAL.sub("q", right)
    return left, right


def _near_vowels(left: str, right: str) -> bool:
    """Whether the vowels of two words of equal consonants may be one name's; a vowel left out says nothing."""
    a, b = (_VOWELS.findall(normal(word).lstrip("y").replace("ou", "u")) for word in (left, right))
    return len(a) != len(b) or all(
        one[0] == other[0] or frozenset((one[0], other[0])) in _NEAR_VOWELS for one, other in zip(a, b, strict=True)
    )


def _is_vowel(letter: str) -> bool:
    return letter in "aiu"


def _consonants(folded_word: str) -> str:
    return "".join(letter for letter in folded_word if letter not in "aiu")


def same_person(left: str, right: str) -> tuple[bool, float, str]:
    """Whether two full names may be one person, how sure (0 to 1), and why in plain words.

    Given names and surnames must both agree; an initial agrees with any name it begins. A single word is compared
    with the other's surname. "Sr" and "Jr", "II" and "III" behind one name are two people.
    """
    a, b = person_words(left), person_words(right)
    if not a or not b:
        return False, 0.0, "no words to compare"
    if _generations(left) and _generations(right) and _generations(left) != _generations(right):
        return False, 0.0, "two generations of one name"
    if a == b:
        return True, 1.0, "the same name"
    if min(len(a), len(b)) > 1 and "".join(a) == "".join(b):
        return True, 0.95, "the same name, its parts written together or apart"
    if len(a) == 1 or len(b) == 1:
        return _same_surname(a[-1], b[-1])
    if not same_word(a[-1], b[-1]):
        return False, 0.0, "different surnames"
    if not _given_agree(a[:-1], b[:-1]):
        return False, 0.0, "different given names before one surname"
    if folded(a[-1]) == folded(b[-1]) and folded(a[0]) == folded(b[0]):
        return True, 0.95, "two spellings of one name"
    return True, 0.85, "nearly the same spelling of both names"


def _same_surname(left: str, right: str) -> tuple[bool, float, str]:
    if left == right:
        return True, 0.75, "the surname alone"
    if same_word(left, right) and min(len(left), len(right)) > 4:
        return True, 0.6, "the surname alone, in another spelling"
    return False, 0.0, "different surnames"


def _generations(name: str) -> frozenset[str]:
    return frozenset(normal(name).replace(",", "").split()) & _SUFFIXES


def _given_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if len(left) > len(right):
        left, right = right, left
    first = left[0]
    if len(first) == 1 or len(right[0]) == 1:
        return first[0] == right[0][0]
    return same_word(first, right[0]) and all(
        any(same_word(word, other) or (other.startswith(word) and len(word) == 1) for other in right)
        for word in left[1:]
    )


@lru_cache(maxsize=50_000)
def body_key(name: str) -> tuple[str, ...]:
    """What is left of a body's name when its spellings are made equal; two names are one body's when these agree.

    Words in capitals, numbers and words under five letters stand as they are: "LKM" and "LKN" are two bodies.
    """
    plain = name.replace("&", " and ").removesuffix(".")
    capitals = frozenset(normal(word) for word in plain.split() if word.isupper())
    turned = _turned(normal(plain).split())
    words = [word for word in turned if word not in _SMALL_WORDS and word not in ("al", "el")]
    return tuple(_body_word(word, word in capitals) for word in words or turned)


def _turned(words: list[str]) -> list[str]:
    """The words of "Ministry of Health" in the order of "Health Ministry"; other names as they stand."""
    if "of" not in words or words[0] not in _TURNING_HEADS:
        return words
    place = words.index("of")
    return [*_turned(words[place + 1 :]), *words[:place]]


def _body_word(word: str, capitals: bool) -> str:
    for british, american in _SPELLINGS:
        if word.endswith(british):
            word = word.removesuffix(british) + american
            break
    return word if capitals or len(word) < _SHORTEST_FOLDED or not word.isalpha() else folded(word)


@lru_cache(maxsize=50_000)
def _distance(left: str, right: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(left, right))
