"""What kind of line a line is: headline, definition, page furniture, or body, each with the reason in plain words.

A report's title is a headline. In a pasted text a headline shows by its form: a line of its own, no full stop, and the
syntax of headlines (present or bare verbs, few articles, no past auxiliaries, Title Case). Furniture is known by the
patterns of `registries/cues/boilerplate.toml` and by shape: a very short line of furniture words without a verb.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from wireroom.read.definitions import definition_of
from wireroom.read.words import registry
from wireroom.records.readings import SentenceKind

Kind = tuple[SentenceKind, str]

BODY: Kind = ("body", "")
# Longer lines are neither headlines nor furniture (characters; headlines of the dev data: 99 % under 120).
LONGEST_HEADLINE, LONGEST_FURNITURE = 150, 240
HEADLINE_SCORE = 1.5
MIXED_SCORE = 2.0

_FINAL = ".!?…。！？؟।\"”’'"
_PAST = re.compile(r"\b(?:was|were|had|has been|have been|did|would have|said|told|added)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:a|an|the)\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:is|are|has|have|will be|am|been|being|does|do)\b", re.IGNORECASE)
_HEADLINE_WORD = re.compile(
    r"\b(?:says?|vows?|urges?|warns?|kills?|dies?|dead|hits?|slams?|amid|after|over|as|for|in|faces?|calls?|seeks?|wins?|bids?|eyes?|mulls?|rocks?|fears?|toll|probe|clashe?s?|plans?|to)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|it|its|who|which|that)\b", re.IGNORECASE)
_CAPTION_OR_LIST = re.compile(r"^(?:[-–—•*·▪►>|]|\d{1,2}[.)]\s|\[|\()|[:;,]$|\|$")
# Labels that stand before a headline and leave it one.
_LABELLED = re.compile(
    r"(?:updated?|breaking(?: news)?|just in|developing|exclusive|analysis|factbox|explainer|timeline|opinion|editorial|profile|live(?: updates?| blog)?|recap|interview|report|fact check|photos|video|pictures)(?: \d+)?: (?P<rest>.+)",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"(?:updated|posted|published)\b[^\]:]{0,40}(?:\d:\d\d[^\]:]{0,20})?(?:\]|[ap]\.?m\.?:)\s(?:\S+\s+){7}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\((?:photo|image|picture|source|file|credit|video|courtesy|ap photo|reuters|getty)\b[^)]{0,80}\)\.?$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line of a text and the bounds of its sentences."""

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


def line_kinds(
    text: str, lines: Sequence[Line], *, title: tuple[int, int] | None, pasted: bool
) -> list[tuple[Kind, ...]]:
    """The kind of every sentence of every line."""
    shown = _SPACE.sub(" ", text[title[0] : title[1]]).strip().casefold() if title else ""
    return [tuple(_kinds_of(text, line, title, shown)) for line in lines]


def _kinds_of(text: str, line: Line, title: tuple[int, int] | None, shown: str) -> Iterator[Kind]:
    if title is not None and line.start < title[1] and title[0] < line.end:
        yield from (("headline", "the title of the report"),) * len(line.sentences)
        return
    words = text[line.start : line.end]
    if shown and len(words) <= len(shown) + 4 and words.strip().casefold() == shown:
        yield from (("headline", "repeats the title of the report"),) * len(line.sentences)
        return
    reason = furniture_reason(words) if len(words) <= LONGEST_FURNITURE else ""
    if reason:
        yield from (("boilerplate", reason),) * len(line.sentences)
        return
    if len(line.sentences) == 1 and len(words) <= LONGEST_HEADLINE and headline_score(words) >= HEADLINE_SCORE:
        yield "headline", "a line of its own in the form of a headline, without a full stop"
        return
    for start, end in line.sentences:
        yield _sentence_kind(text[start:end])


def _sentence_kind(sentence: str) -> Kind:
    definition = definition_of(sentence)
    if definition is not None:
        return "definition", definition.reason
    if len(sentence) <= 120:
        reason = furniture_reason(sentence)
        if reason:
            return "boilerplate", reason
    return BODY


@lru_cache(maxsize=20_000)
def furniture_reason(line: str) -> str:
    """Why a line is page furniture, empty when it is not."""
    bare = _SPACE.sub(" ", line).strip(' \t*•·▪►▶>»«|[](){}#-–—_=~"“”').replace("’", "'")
    if not any(c.isalpha() for c in bare):
        return "no words" if (len(bare) < 40 and not any(c.isdigit() for c in bare)) or len(bare) < 12 else ""
    labelled = _LABELLED.fullmatch(bare)
    if (
        labelled
        and "/" not in bare
        and len(labelled["rest"].split()) >= 5
        and headline_score(labelled["rest"]) >= HEADLINE_SCORE
    ):
        return ""
    if _STAMPED.match(bare):
        # "[Updated 5:04 p.m.] The dam …": the words after the stamp are news.
        return ""
    for pattern, reason in _furniture():
        if pattern.match(bare):
            return reason
    credit = _CREDIT.search(line.rstrip())
    if credit and len(line[: credit.start()].split()) <= 6:
        return "a caption with its credit"
    return "only words of a page's menus" if bare[-1] not in ".?" and _is_menu(bare) else ""


def _is_menu(bare: str) -> bool:
    """Whether a line is up to eight words that all stand in menus."""
    words = [word for part in bare.split() if (word := part.strip(".,:;!?'\"&+/|-–—").lower())]
    return 0 < len(words) <= 8 and all(word in _menu_words() for word in words)


def headline_score(line: str) -> float:
    """How far a line has the form of a headline; `HEADLINE_SCORE` or more is one. Weights set by hand on titles of the dev data."""
    words = line.split()
    if not 2 <= len(words) <= 24 or not (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘£$€"):
        return 0.0
    if _CAPTION_OR_LIST.search(line):
        return 0.0
    score = _ending_score(line)
    if score < 0:
        return 0.0
    capitals = [word for word in words if len(word) > 3]
    marked = sum(word[0].isupper() or not word[0].isalpha() for word in capitals)
    if len(capitals) >= 3 and marked >= 0.75 * len(capitals):
        score += 1.2
    if len(words) <= 14:
        score += 0.4
    elif len(words) > 18:
        score -= 0.8
    score -= 0.5 * len(_PAST.findall(line)) + 0.3 * len(_AUXILIARY.findall(line))
    score -= 0.3 * max(0, len(_ARTICLE.findall(line)) - 1)
    if _HEADLINE_WORD.search(line):
        score += 0.4
    if len(words) > 8:
        score -= 0.3 * len(_PRONOUN.findall(line))
    return score


def _ending_score(line: str) -> float:
    last = line[-1]
    if line.endswith(("...", "…", " -")):
        return 0.8
    if last.isalnum() or last in ")%]":
        return 2.0
    if last in "\"”’'":
        return 1.5 if line[-2:-1] not in ".!?…" else -1.0
    return 0.5 if last in "?!" else -1.5


def is_mixed(text: str, lines: Sequence[Line], kinds: Sequence[tuple[Kind, ...]]) -> bool:
    """Whether a text is a heap of passages and not one article.

    Speaks for a heap: several headlines, headlines or furniture or definitions between passages, passages of one
    sentence each.
    """
    order = [kind[0][0] if kind else "body" for kind in kinds]
    bodies = [index for index, kind in enumerate(order) if kind == "body"]
    heads = [index for index, kind in enumerate(order) if kind == "headline"]
    if not bodies:
        return len(heads) > 2
    top = [index for index in heads if index < bodies[0]]
    late = [index for index in heads if bodies[0] < index < bodies[-1] and lines[index].end - lines[index].start > 30]
    score = 1.5 if len(top) > 2 else 0.75 if len(top) == 2 else 0.0
    score += min(1.5, 0.75 * len(late))
    between = [i for i, kind in enumerate(order) if kind in ("boilerplate", "definition") and bodies[0] < i]
    score += 0.5 if between else 0.0
    score += 0.5 if "definition" in order else 0.0
    single = sum(len(lines[index].sentences) == 1 for index in bodies)
    if len(bodies) >= 6 and single >= 0.97 * len(bodies):
        score += 1.25
    elif len(bodies) >= 4 and single >= 0.85 * len(bodies):
        score += 0.5
    return score >= MIXED_SCORE


@cache
def _furniture() -> tuple[tuple[re.Pattern[str], str], ...]:
    tables = registry("boilerplate")["furniture"]
    assert isinstance(tables, list), "bug: furniture of boilerplate.toml is not a list of tables"
    return tuple(
        (re.compile("(?:" + "|".join(str(part) for part in table["begins"]) + ")", re.IGNORECASE), str(table["reason"]))
        for table in tables
    )


@cache
def _menu_words() -> frozenset[str]:
    table = registry("boilerplate")["words"]
    assert isinstance(table, dict), "bug: words of boilerplate.toml is not a table"
    return frozenset(str(table["furniture"]).split())
