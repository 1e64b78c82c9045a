"""Where a text names something: runs of capitalised words, cut into single names, with what stands around them.

A run is a row of capitalised words with the small words that names hold inside ("of", "bin", "van der"). It is cut at
titles, days, possessives, demonyms, "and" between two names, and after the last word of a body's name when a person
follows ("… Forces Firstname Lastname"). The first word of a sentence counts as part of a name only when its capital
says something. Lines in Title Case or capitals say nothing by their capitals: names are looked up there afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from wireroom.nations import demonyms
from wireroom.read.gazetteer import entries
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, Sentence

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩЀ-Я"
_ABBREVIATED = "Gen|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Gov|Sen|Rep|Reps|Sens|Rev|Hon|Brig|Cpl|Pvt|Pte|Supt|Det|Insp|Mr|Mrs|Ms|Dr|Prof|St|Mt|Ft|Fr|Jr|Sr"
_WORD = (
    rf"(?:(?:{_ABBREVIATED})\.(?!\w)|(?:[{_UP}]\.){{2,6}}|[{_UP}]\.(?=[ \u00a0][{_UP}])"
    rf"|(?:(?:[aA]l|[eE]l|[aA][nrsdtz]|[aA]sh|[eE][zsr]|[uU][lnrs])[-‑]|[dlDLO]['’])?[{_UP}]\w*+"
    rf"(?:['’](?!s\b|S\b)\w++|[-‑]\w++)*+)"
)
_LINK = r"(?:of|for|and|&|the|de|del|della|di|da|dos|do|das|des|du|van|von|der|den|ten|ter|bin|bint|ibn|al|el|ul|ud|la|le|les|los|las|y|zu|ben|abu|sans)"
_GAP = r"(?:[ \u00a0]|\n(?=\S))"
_BODY = "|".join(sorted(re.escape(word) for word in word_list("organisations", "heads") | word_list("groups", "heads")))
# "Writers’ Union": a plural's apostrophe stays inside the name of a body, and ends any other name.
_OWNED = rf"(?:(?<=s)['’](?={_GAP}(?:{_BODY})\b))?"
_RUN = re.compile(
    rf"(?<![\w.@/#])(?:(?:al|el|bin|ibn|abu|de|van|von){_GAP}(?=[{_UP}]))?"
    rf"{_WORD}(?:{_OWNED}{_GAP}(?:{_LINK}{_GAP}){{0,2}}{_WORD})*+"
)
_TOKEN = re.compile(r"\S+")
_NUMBER_AFTER = re.compile(
    r"[ \u00a0](\d{1,3})(?=[.,;:)\]\"'’”]|\s+(?:said|says|reported|reports|quoted|told|has|had|was|is|that)\b)"
)
_PERSONAL_LINKS = frozenset(
    "de del della di da dos do das des du van von der den ten ter bin bint ibn al el ul ud la le les los las y zu ben abu sans".split()
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays "
    "January February March April May June July August September October November December "
    "Jan Feb Aug Sept Oct Nov Dec Christmas Easter Ramadan Thanksgiving Spring Summer Autumn Winter "
    "EST EDT GMT BST PDT PST CET UTC CST CDT".split()
)
_AMBIGUOUS_MONTHS = frozenset(("May", "March", "April", "August", "June"))
_ADJECTIVE_TAIL = re.compile(
    r"(?:ed|ing|led|born|run|style|era|old|wide|own|owned|made|built|only|like|type|held|friendly|allied|aligned|bound|centric|speaking|trained|majority|dominated|linked|free|related|proof)$"
)
_OPENING_MARKS = frozenset("\"'“”‘’«([{-–—•*·>|:`")


Token = tuple[str, int, int]
Piece = tuple[list[Token], str | None, bool]


@dataclass(slots=True)
class Naming:
    """One place where a text names something: its words, and what speaks for its being this or that.

    `marked` is the kind that the encoder gives it at this place, None when only the rules found it.
    """

    start: int
    end: int
    sentence: int
    name: str
    words: tuple[str, ...]
    title: str | None = None
    initial: bool = False
    marked: ActorKind | None = None
    own: dict[str, float] = field(default_factory=dict)
    context: dict[str, float] = field(default_factory=dict)


def namings(text: str, sentences: Sequence[Sentence], plain: Sequence[bool]) -> list[Naming]:
    """The names of a text in order; `plain` marks the sentences whose capitals say nothing, which are left out."""
    found: list[Naming] = []
    for number, (sentence, skipped) in enumerate(zip(sentences, plain, strict=True)):
        if not skipped:
            for match in _RUN.finditer(text, sentence.start, sentence.end):
                found.extend(_cut(text, match, number, sentence.start, sentence.end))
    return found


def uncommon_words(text: str, number: int, start: int, end: int) -> Iterator[Naming]:
    """Runs of words that no lower-case text knows, in a stretch whose capitals say nothing."""
    for match in _RUN.finditer(text, start, end):
        tokens = [
            (m.group(), m.start() + match.start(), m.end() + match.start()) for m in _TOKEN.finditer(match.group())
        ]
        part: list[Token] = []
        for token in [*tokens, ("", 0, 0)]:
            if token[0] and (not is_common(token[0]) or (part and _is_given(part[-1][0]) and not token[0].isupper())):
                part.append(token)
                continue
            for inner in _parts(part):
                for piece, title, initial in _titled(inner, False):
                    words = tuple(word for word, _, _ in piece)
                    yield Naming(piece[0][1], piece[-1][2], number, " ".join(words), words, title, initial)
            part = []


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether a word, or the word it is inflected from, is one that news writes in lower case."""
    lower = word.lower().strip(".")
    known, often = _lower_case()
    if len(lower) == 1 and word.endswith("."):
        return False
    if lower in known or lower in word_list("titles", "roles"):
        return True
    if lower in often or (lower.endswith("s") and lower[:-1] in often):
        return not entries(word) or entries(word)[0].population < 100_000
    for tail in ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "'s"):
        if lower.endswith(tail) and (lower.removesuffix(tail) in known or lower.removesuffix(tail) + "e" in known):
            return True
    head, hyphen, tail = lower.partition("-")
    return bool(hyphen) and head in known and bool(tail) and tail.split("-")[0] in known


def capitals_say_nothing(text: str, start: int, end: int) -> bool:
    """Whether a line is in Title Case or capitals, so that a capital does not mark a name."""
    words = text[start : min(end, start + 400)].split()
    small = sum(1 for word in words if len(word) > 3 and word[0].islower())
    if 5 * small > len(words) or (small and text[end - 1] in ".!?"):
        return False
    bare = [word.lstrip("\"'“‘(") for word in words]
    bare = [word for word in bare if word[:1].isalpha()]
    if len(bare) < 4:
        return len(bare) > 1 and all(word.isupper() for word in bare)
    long = [word for word in bare if len(word) > 3 or word.isupper()]
    return len(long) >= 3 and sum(word[0].islower() for word in long) <= 0.2 * len(long)


def _cut(text: str, match: re.Match[str], number: int, opened: int, closed: int) -> Iterator[Naming]:
    tokens = [(m.group(), m.start() + match.start(), m.end() + match.start()) for m in _TOKEN.finditer(match.group())]
    at_start = not any(c.isalnum() for c in text[opened : match.start()][-200:]) or _after_opening(
        text, opened, match.start()
    )
    for piece, title, initial in _pieces(tokens, at_start):
        if not piece:
            continue
        full = _with_number(text, piece, match.end(), closed) if title is None else piece
        words = tuple(word.rstrip(".") if word.rstrip(".") in _abbreviated() else word for word, _, _ in full)
        yield Naming(full[0][1], full[-1][2], number, " ".join(words), words, title, initial)


def _with_number(text: str, piece: list[Token], run_end: int, closed: int) -> list[Token]:
    """A name at the end of a run with the number that belongs to it ("Channel 4")."""
    word, _, end = piece[-1]
    if end != run_end or len(piece) > 3 or word in _CALENDAR or word.isupper():
        return piece
    numbered = _NUMBER_AFTER.match(text, end, closed)
    return [*piece, (numbered[1], numbered.start(1), numbered.end(1))] if numbered else piece


def _after_opening(text: str, opened: int, start: int) -> bool:
    """Whether a run opens a quotation or a clause after a colon or dash, where a capital may be by place only."""
    at = start - 1
    while at >= opened and text[at] in " \u00a0":
        at -= 1
    return (
        at >= opened and text[at] in "\"“‘'«:`—–" and not (text[at] == "'" and at > opened and text[at - 1].isalnum())
    )


def _pieces(tokens: list[Token], at_start: bool) -> Iterator[Piece]:
    """A run cut into names, each with the title before it."""
    tokens = _without_opening(tokens) if at_start else tokens
    initial = at_start
    for part in _parts(tokens):
        yield from _titled(part, initial)
        initial = False


def _without_opening(tokens: list[Token]) -> list[Token]:
    """A run at the start of a sentence without its first word, when that is capitalised by its place only.

    Only the first word is in doubt: in "The Free Lake Movement" the capital of "Free" says something.
    """
    word = tokens[0][0]
    if not word[0].isupper() or (word.isupper() and len(word) > 1):
        return tokens
    if word.lower().split("'")[0].split("’")[0] not in common_words():
        return tokens
    if len(tokens) > 1 and _whole_name(tokens):
        return tokens
    # "Doctors of the World" keeps its first word: such names are known to go on that way.
    if len(tokens) > 2 and tokens[1][0].islower() and word in word_list("organisations", "joins_of"):
        return tokens
    rest = tokens[1:]
    while rest and rest[0][0][0].islower() and rest[0][0] not in _PERSONAL_LINKS:
        rest = rest[1:]
    return rest


def _whole_name(tokens: list[Token]) -> bool:
    """Whether a run is a name with its common first word: it ends as bodies do, or the gazetteer knows it."""
    words = [word for word, _, _ in tokens]
    if len(words) > 1 and (
        words[-1] in word_list("organisations", "heads") or words[-1] in word_list("groups", "heads")
    ):
        return words[0].lower() not in word_list("words", "stop") or words[0] == "All"
    return len(words) > 1 and bool(entries(" ".join(words[:2])))


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    """A run cut at days, hyphened adjectives, "and" between names, and links that do not belong to a name."""
    part: list[Token] = []
    for index, token in enumerate(tokens):
        word, start, _ = token
        if word[0].islower() and word in _LINKS:
            if _link_holds(part, word, tokens[index + 1 :]):
                part.append(token)
            else:
                yield part
                part = []
            continue
        if word == "&":
            part.append(token)
            continue
        bare = word.rstrip(".")
        if bare in _CALENDAR and not (bare in _AMBIGUOUS_MONTHS and part and _is_given(part[-1][0])):
            yield part
            part = []
            continue
        head, hyphen, tail = word.partition("-")
        if hyphen and tail and tail[0].islower() and _ADJECTIVE_TAIL.search(tail):
            shortened = (head, start, start + len(head))
            if part and entries(" ".join(inner for inner, _, _ in [*part, shortened])):
                yield [*part, shortened]
                part = []
                continue
            yield part
            part = []
            if head[:1].isupper() and head.lower() not in demonyms() and head.lower() not in common_words():
                yield [shortened]
            continue
        part.append(token)
    yield part


# Capitals of these in mid-sentence are slips or belong to titles of works.
_NO_FIRST_WORDS = frozenset("The A An Ah Oh Well Yes No And But Dear Reply".split())
_SETTLEMENTS = frozenset(
    ("City", "Town", "Village", "State", "Province", "County", "Municipality", "District", "Governorate", "Port")
)
_LINKS = frozenset(
    "of for and & the de del della di da dos do das des du van von der den ten ter bin bint ibn al el ul ud la le les los las y zu ben abu sans".split()
)


def _link_holds(part: list[Token], link: str, after: list[Token]) -> bool:
    """Whether a small word joins what stands before it and after it into one name."""
    if link in _PERSONAL_LINKS:
        return True
    if not part or not after:
        return not part and link in _PERSONAL_LINKS
    words = [word for word, _, _ in part]
    if link == "the":
        return words[-1] in ("of", "for")
    if link == "of" and words[-1] in _SETTLEMENTS:
        return not entries(" ".join(word for word, _, _ in after[:2])) and not entries(after[0][0])
    if link == "of":
        return words[-1] in word_list("organisations", "joins_of") or words[-1] in word_list("organisations", "heads")
    if link == "for":
        return any(
            w in word_list("organisations", "joins_of") or w in word_list("organisations", "heads") for w in words
        )
    if link == "and":
        right = next((word for word, _, _ in after if word[0].isupper()), "")
        if any(w in ("of", "for") for w in words):
            return is_common(right) or right in word_list("organisations", "heads")
        tail = next((word for word, _, _ in reversed(after) if word[0].isupper()), "")
        if is_common(words[-1]) and tail != right and tail in word_list("organisations", "heads"):
            return True
        return bool(entries(f"{words[-1]} and {right}")) and len(words) < 3
    return False


def _titled(part: list[Token], initial: bool) -> Iterator[Piece]:
    """A part cut at titles and after the last word of a body's name; demonyms alone are no names."""
    while len(part) > 1 and part[0][0] in _NO_FIRST_WORDS:
        part = part[1:]
    while part and part[0][0] in _LINKS and part[0][0] not in _PERSONAL_LINKS:
        part = part[1:]
    while part and part[-1][0] in _LINKS:
        part = part[:-1]
    title: str | None = None
    piece: list[Token] = []
    index = 0
    while index < len(part):
        length = title_length(tuple(word for word, _, _ in part[index : index + 6]))
        if length:
            for cut in _bodies(piece):
                yield cut, title, initial
                initial, title = False, None
            title = " ".join(word.rstrip(".") for word, _, _ in part[index : index + length])
            piece = []
            index += length
            while index < len(part) and part[index][0] in _LINKS and part[index][0] not in _PERSONAL_LINKS:
                index += 1
            continue
        piece.append(part[index])
        index += 1
    for cut in _bodies(piece):
        yield cut, title, initial
        initial, title = False, None


@lru_cache(maxsize=20_000)
def title_length(words: tuple[str, ...]) -> int:
    """How many of the first words are a title; 0 when they are none or only look like one."""
    bare = [word.rstrip(".") for word in words[:5]]
    if any(" ".join(words).startswith(name) for name in _not_titles()):
        return 0
    if len(bare) > 2 and bare[1] in word_list("titles", "titles_of_a_field") and bare[0].lower() in common_words():
        return 2
    for length in range(min(4, len(bare)), 0, -1):
        if " ".join(bare[:length]) in _titles():
            rest = words[length:]
            if length == 1 and rest and not words[0].endswith(".") and _is_body(rest):
                return 0
            return length
    return 0


def _is_body(words: tuple[str, ...]) -> bool:
    return len(words) <= 2 and (
        words[-1] in word_list("organisations", "heads") or words[-1] in word_list("groups", "place_heads")
    )


def _bodies(piece: list[Token]) -> Iterator[list[Token]]:
    """A piece cut between a body's last word and the person that follows, and without demonyms that say no name."""
    words = [word for word, _, _ in piece]
    cut = 0
    for index in range(len(words) - 1):
        is_head = words[index] in _strong_heads() and index > 0
        rest = words[index + 1 :]
        if (
            is_head
            and len(rest) in (2, 3)
            and not any(_any_head(w) or (w in _LINKS and w not in _PERSONAL_LINKS) for w in rest)
            and (_is_given(rest[0]) or not all(w.lower() in common_words() for w in rest))
        ):
            cut = index + 1
    for part in (piece[:cut], piece[cut:]) if cut else (piece,):
        trimmed = _without_demonyms(part)
        if trimmed:
            yield trimmed


def _without_demonyms(piece: list[Token]) -> list[Token]:
    words = [word for word, _, _ in piece]
    if not words or all(_is_people(word) for word in words) or _is_people(" ".join(words)):
        return []
    if (
        len(words) in (3, 4)
        and words[0].lower() in demonyms()
        and _is_given(words[1])
        and not any(_any_head(w) for w in words)
    ):
        return piece[1:]
    return piece


@lru_cache(maxsize=20_000)
def _is_people(word: str) -> bool:
    lower = word.lower()
    return (
        lower in demonyms()
        or lower in word_list("groups", "peoples")
        or (lower.endswith("s") and lower[:-1] in demonyms() and not entries(word))
    )


def _any_head(word: str) -> bool:
    return word in word_list("organisations", "heads") or word in word_list("groups", "heads")


@cache
def _strong_heads() -> frozenset[str]:
    return frozenset(
        "Forces Army Ministry Department Party Police Agency Council Committee Organization Organisation Front Union Commission Corporation Inc Association "
        "Authority Government Movement Militia Brigade Brigades Command Corps Guard Service Office University Parliament Congress Senate Court Foundation Institute Center Centre Observatory Group Network".split()
    )


@lru_cache(maxsize=20_000)
def _is_given(word: str) -> bool:
    return word in word_list("names", "given")


@cache
def _titles() -> frozenset[str]:
    return word_list("titles", "titles")


@cache
def _not_titles() -> tuple[str, ...]:
    return tuple(sorted(word_list("titles", "not_titles")))


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(_ABBREVIATED.split("|"))


@cache
def common_words() -> frozenset[str]:
    """Words that news writes in lower case unless they open a sentence."""
    return _lower_case()[0]


@cache
def _lower_case() -> tuple[frozenset[str], frozenset[str]]:
    """Words always, and words often, in lower case."""
    path = files("wireroom") / "registries" / "cues" / "lowercase.txt"
    words = path.read_text(encoding="utf-8").split()
    always = frozenset(word for word in words if word[0] != "~")
    return always | word_list("words", "stop") | word_list("words", "openers"), frozenset(
        word[1:] for word in words if word[0] == "~"
    )
