"""What speaks for a name being a person, an organisation, a group or a place.

Evidence adds up: what the words of the name say by themselves (counted once a name) and what the words around it say at
each mention: titles and roles, ages, prepositions of place, plain nouns beside the name, rows of names. Weights are set
by hand on CoNLL's training part; only their order of size matters.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from wireroom.names import normal
from wireroom.nations import demonyms
from wireroom.read.gazetteer import entries
from wireroom.read.namings import Naming
from wireroom.read.words import word_list
from wireroom.records.readings import Sentence

PERSON, ORGANISATION, GROUP, PLACE, OTHER = "person", "organisation", "group", "place", "other"
# Where towns and families share their names so often that the country says nothing.
SURNAME_COUNTRIES = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))

_BEFORE = re.compile(r"([\w'’.-]+)[\s,]*(?:[\"“‘'(]\s?)?$")
_AGE = re.compile(r"\s?,\s(?:aged\s)?\d{1,3}(?:,|\.|\s)|\s\(\d{2}\)")
_AFTER = re.compile(r"(?:['’]s?)?\s+([\w'’-]+)")
_ROW = frozenset((", ", " and ", ", and ", " or ", " & ", " , ", ", or ", ", the ", " and the "))
# A row of results: "Northtown 3 Southtown 1".
_RESULT = re.compile(r"\s+\d{1,3}(?=\s+(?:\d|[A-Z(])|\s*$)")
_WHO = re.compile(r",?\swho(?:se)?\b")
_APPOSED = re.compile(
    r"\s?,\s(?:a|an|the|its|their|his|her|\d+-year-old)?\s?(?:[\w'’-]+\s){0,4}?([\w-]+)"
    r"(?=\s(?:for|of|at|in|with|from|and|to)\b|[,.;])"
)
_IN_COUNTRY = re.compile(r"\s?,\s(?:in\s)?((?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*)?)")
_LOCATIVE = frozenset(
    "in near at from to into around outside inside across towards toward throughout via leaving reach reached captured "
    "recaptured besieged".split()
)
_SAYING = frozenset(
    "said says told tweeted added wrote claimed warned announced reported confirmed denied insisted argued explained "
    "testified".split()
)
_PLACE_FIRST = frozenset("Mount Lake Cape Fort Port St. Saint River Camp New".split())
_PERSON_INSIDE = frozenset("al bin ibn van von de".split())
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,7}")
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]+)?\s?(?:\(|\[|--|[—–-]\s|,?\s(?:\d{4}-|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d))"
)


def weigh_naming(text: str, naming: Naming, sentence: Sentence) -> None:
    """Fill in what the name's own words say, and the words before and after it."""
    naming.own = dict(_own_words(naming.words))
    before = text[max(sentence.start, naming.start - 40) : naming.start]
    after = text[naming.end : min(sentence.end, naming.end + 60)]
    scores = naming.context
    for kind, score in (*_preceding(text, naming, before), *_following(after)):
        scores[kind] = scores.get(kind, 0.0) + score
    if _RESULT.match(after):
        scores[ORGANISATION] = scores.get(ORGANISATION, 0.0) + (3.0 if naming.own[PLACE] else 1.0)


def share_in_rows(text: str, named: Sequence[Naming]) -> None:
    """Names in a row ("A, B and C") are of one kind: what the words before the first say holds for the next."""
    for left, right in itertools.pairwise(named):
        if left.sentence != right.sentence or text[left.end : right.start] not in _ROW:
            continue
        if left.context.get(PLACE, 0.0) > 0 or left.own[PLACE] >= 1.5 > left.context.get(PERSON, 0.0):
            right.context[PLACE] = right.context.get(PLACE, 0.0) + (0.9 if right.own[PLACE] else 0.5)


def favour_named_countries(small_words: frozenset[str], named: Sequence[Naming]) -> None:
    """A town of a country that the text names is more likely meant than a person of that name."""
    countries = {demonyms()[word] for word in small_words & demonyms().keys()}
    for naming in named:
        known = entries(naming.name) if naming.own[PLACE] else ()
        if known and known[0].precision == 6:
            countries.add(known[0].country)
    countries -= SURNAME_COUNTRIES
    for naming in named:
        if len(naming.words) == 1 and 0 < naming.own[PLACE] < 2 and entries(naming.name)[0].country in countries:
            naming.context[PLACE] = naming.context.get(PLACE, 0.0) + 0.6


def _preceding(text: str, naming: Naming, before: str) -> Iterator[tuple[str, float]]:
    previous = _BEFORE.search(before)
    word = previous[1].lower() if previous else ""
    if naming.title:
        yield PERSON, 3.0
    if word in word_list("titles", "roles"):
        yield PERSON, 1.5
    elif word in _LOCATIVE:
        yield PLACE, 1.0
    elif word in word_list("organisations", "before"):
        # "the water company Tellwater": against a mark too, except for a group, of which much the same nouns are said.
        yield ORGANISATION, 4.5 if naming.marked in ("person", "place") and not naming.own[PLACE] else 2.0
    elif word == "the":
        yield PERSON, -1.5
        yield ORGANISATION, 0.7
    capitals = naming.own[PLACE] > 0 and text[naming.start : naming.end].isupper()
    if capitals and not before.strip() and _DATELINE.match(text, naming.end):
        yield PLACE, 4.0


def _following(after: str) -> Iterator[tuple[str, float]]:
    if _AGE.match(after) or _WHO.match(after):
        yield PERSON, 2.0
    country = _IN_COUNTRY.match(after)
    if country and any(entry.precision in (4, 6) for entry in entries(country[1])):
        yield PLACE, 1.5
    apposed = _APPOSED.match(after)
    if apposed and apposed[1].lower() in word_list("titles", "roles"):
        yield PERSON, 1.5
    follower = _AFTER.match(after)
    if follower:
        word = follower[1].lower()
        if word in word_list("groups", "after"):
            yield GROUP, 2.5
        elif word in word_list("groups", "plain"):
            yield GROUP, 1.5
        elif word in _SAYING:
            yield PERSON, 0.5
            yield ORGANISATION, 0.3


@lru_cache(maxsize=20_000)
def _own_words(words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """What the words of a name say by themselves."""
    organisation, group = _as_body(words), _as_group(words)
    place = _as_place(words)
    person = _as_person(words) if organisation < 3 and group < 2 else 0.0
    scores = {PERSON: person, ORGANISATION: organisation, GROUP: group, PLACE: place}
    if words[-1] in word_list("organisations", "things") or words[0] in word_list("organisations", "things_first"):
        scores[OTHER] = 4.0
    return tuple(scores.items())


def _as_body(words: tuple[str, ...]) -> float:
    name, first, last = " ".join(words), words[0], words[-1]
    heads = word_list("organisations", "heads")
    inner = any(word in heads and word in word_list("organisations", "joins_of") for word in words)
    score = 3.0 if inner or last in heads or (first in heads and "of" in words) else 0.0
    if normal(name) in known_groups() or normal(first) in known_groups():
        return score
    if name in word_list("organisations", "known") or name.replace(".", "") in word_list("organisations", "known"):
        return score + 4.0
    if last.isdigit():
        return score + 2.0
    return score + (1.6 if _ACRONYM.fullmatch(name.replace(".", "")) else 0.0)


def _as_group(words: tuple[str, ...]) -> float:
    heads = word_list("groups", "heads")
    score = 0.0
    if len(words) > 1 and any(word in heads for word in words):
        score = 3.2 if words[-1] in heads else 2.5
    known = normal(" ".join(words)) in known_groups() or normal(words[0]) in known_groups()
    return score + (4.0 if known else 0.0)


def _as_place(words: tuple[str, ...]) -> float:
    name = " ".join(words)
    shaped = len(words) > 1 and (words[-1] in word_list("groups", "place_heads") or words[0] in _PLACE_FIRST)
    score = 2.6 if shaped else 0.0
    known = entries(name)
    if not known or (name.isupper() and len(name) < 5 and known[0].precision < 4):
        return score
    if known[0].precision >= 4:
        return score + 4.0
    if known[0].population >= 1_000_000:
        return score + 3.0
    if known[0].population >= 200_000:
        return score + (1.6 if len(words) == 1 else 2.6)
    return score + (0.2 if len(words) == 1 else 1.5)


def _as_person(words: tuple[str, ...]) -> float:
    given = words[0] in word_list("names", "given")
    if not 2 <= len(words) <= 5:
        return 1.0 if given and len(words) == 1 else 0.0
    score = 3.0 if given or (words[0].endswith(".") and len(words[0]) == 2) else 1.0
    middle_initial = len(words) > 2 and len(words[1].rstrip(".")) == 1
    if (
        middle_initial
        or words[1] in _PERSON_INSIDE
        or any(word.startswith(("al-", "Al-", "el-")) for word in words[1:])
    ):
        score += 1.0
    return score


@cache
def known_groups() -> frozenset[str]:
    """Normal forms of the groups that the registry knows by name."""
    return frozenset(normal(name) for name in word_list("groups", "known"))
