"""Names compared as strings: normal forms, acronyms, spellings of one person's name. Pure functions, no records.

Used inside one report and across reports, so that both say the same. Names transliterated from other scripts come in
many spellings; a spelling class folds the letters that vary between romanisations, and an edit distance on the folded
forms (Damerau-Levenshtein, via rapidfuzz) allows one or two slips in long names. Two different given names before one
surname are two people.
"""

import re
import unicodedata
from functools import lru_cache

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
    "al el ul ud ad as ash at an ar az abu abou bin ben ibn abd abdul abdel de da di du van von der den la le the".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The spelling class of one word: what is left when romanisations of the same name are made equal."""
    text = normal(word).replace(" ", "")
    if len(text) > 3 and text.endswith(("ah", "eh")):
        text = text[:-1]
    for spelled, plain in _FOLDS:
        text = text.replace(spelled, plain)
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=50_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name that carry it: no articles, no initials' full stops, no "Jr"."""
    words = [word for word in normal(name).split() if word not in _SUFFIXES]
    kept = tuple(word for word in words if word not in _PREFIXES)
    return kept or tuple(words)


def same_word(left: str, right: str) -> bool:
    """Whether two words may be spellings of one name.

    Equal when folded; or equal but for inner vowels; or two letters swapped; or one slip in eight letters; or one the
    short form of the other ("Steve", "Steven"). A vowel more or another at the end tells men's from women's names.
    """
    if {left[:1].casefold(), right[:1].casefold()} == {"j", "y"}:
        # One sound in many romanisations ("Jusuf", "Yusuf"); elsewhere "j" is folded with "g" ("Jamal", "Gamal").
        left, right = f"y{left[1:]}", f"y{right[1:]}"
    a, b = folded(left), folded(right)
    if a == b:
        return True
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if len(short) < 4 or a[0] != b[0] or _is_vowel(a[-1]) != _is_vowel(b[-1]):
        return len(short) >= 4 and long.startswith(short) and not _is_vowel(long[-1])
    if {a[-1], b[-1]} == {"a", "u"}:
        return False
    slips = _distance(a, b)
    swapped = slips == 1 and len(a) == len(b) and sorted(a) == sorted(b)
    return (
        swapped
        or (slips <= 2 and _consonants(a) == _consonants(b))
        or (slips == 1 and len(short) >= 8)
        or long.startswith(short)
    )


def _is_vowel(letter: str) -> bool:
    return letter in "aiu"


def _consonants(folded_word: str) -> str:
    return "".join(letter for letter in folded_word if letter not in "aiu")


def same_person(left: str, right: str) -> tuple[bool, float, str]:
    """Whether two full names may be one person, how sure (0 to 1), and why in plain words.

    Given names and surnames must both agree; an initial agrees with any name it begins. A single word is compared
    with the other's surname.
    """
    a, b = person_words(left), person_words(right)
    if not a or not b:
        return False, 0.0, "no words to compare"
    if a == b:
        return True, 1.0, "the same name"
    if len(a) == 1 or len(b) == 1:
        if a[-1] == b[-1]:
            return True, 0.75, "the surname alone"
        if same_word(a[-1], b[-1]) and min(len(a[-1]), len(b[-1])) > 4:
            return True, 0.6, "the surname alone, in another spelling"
        return False, 0.0, "different surnames"
    if not same_word(a[-1], b[-1]):
        return False, 0.0, "different surnames"
    if not _given_agree(a[:-1], b[:-1]):
        return False, 0.0, "different given names before one surname"
    if folded(a[-1]) == folded(b[-1]) and folded(a[0]) == folded(b[0]):
        return True, 0.95, "two spellings of one name"
    return True, 0.85, "nearly the same spelling of both names"


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
def _distance(left: str, right: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(left, right))
