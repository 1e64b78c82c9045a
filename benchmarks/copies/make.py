"""Copies of real texts, each made in one known way, with what is true of it: of which text, how much, and who came first.

Every original has at most one copy. Texts inserted, and texts into which a quarter is copied, come from a part of the data
of which nothing else is used, each once. One copy in five has no date: then no one can say which came first.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.copies.texts import Original
from wireroom.records.reports import Report
from wireroom.records.spans import Span

UNDATED = 0.2
REWORDED = 0.1
QUARTER = 0.25
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A made copy: `share` of its body's words are those of the report `of`; the rest, where there is any, is of `other`."""

    report: Report
    of: str
    kind: str
    share: float
    other: str | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    paragraphs: list[str]
    kept_words: int


def copies_of(originals: Sequence[Original], spare: Sequence[Original], seed: int) -> tuple[list[Report], list[Copy]]:
    """The reports of the originals and one copy each of all but the last of every nine, which stay uncopied."""
    draw = random.Random(seed)
    kinds = list(KINDS)
    # Each spare text is used once: two copies with the same inserted text would truly share it.
    pool = sorted(spare, key=lambda original: original.id)
    draw.shuffle(pool)
    reports, copies = [], []
    for number, original in enumerate(originals):
        credited = number % 9 < 8 and kinds[number % 9] == "credit dropped"
        report = _report(original, [_credited(original, draw), *original.paragraphs[1:]] if credited else None)
        reports.append(report)
        kind = kinds[number % 9] if number % 9 < 8 else None
        if kind in WITH_ANOTHER and not pool:
            kind = "whole"
        if kind:
            other = pool.pop() if kind in WITH_ANOTHER else spare[draw.randrange(len(spare))]
            copies.append(_copy(original, kind, other, draw))
    return reports, copies


def _copy(original: Original, kind: str, other: Original, draw: random.Random) -> Copy:
    body = KINDS[kind](original, other, draw)
    words = sum(_count(paragraph) for paragraph in body.paragraphs)
    host = other if kind == "quarter copied" else original
    title = _headline(original, draw) if kind == "headline changed" else host.title
    published = None if draw.random() < UNDATED else original.published + timedelta(hours=draw.randint(1, 48))
    name = f"{draw.getrandbits(64):016x}"
    made = Original(
        name, title, tuple(body.paragraphs), f"copier-{draw.randrange(50)}.example", host.published, host.event
    )
    report = _report(made, None, published, dated=published is not None)
    return Copy(report, original.id, kind, body.kept_words / words, other.id if kind in WITH_ANOTHER else None)


def _whole(original: Original, _other: Original, _draw: random.Random) -> _Body:
    return _Body(list(original.paragraphs), original.words)


def _cut(original: Original, _other: Original, draw: random.Random) -> _Body:
    """The head, of 30 to 80 per cent of the words; the last paragraph may end inside."""
    wanted = int(original.words * draw.uniform(0.3, 0.8))
    kept, words = [], 0
    for paragraph in original.paragraphs:
        pieces = paragraph.split()[: wanted - words]
        if pieces:
            kept.append(" ".join(pieces))
            words += _count(kept[-1])
    return _Body(kept, words)


def _inserted(original: Original, other: Original, draw: random.Random) -> _Body:
    paragraphs = list(original.paragraphs)
    paragraphs.insert(draw.randint(1, len(paragraphs)), max(other.paragraphs[:6], key=len))
    return _Body(paragraphs, original.words)


def _reordered(original: Original, _other: Original, draw: random.Random) -> _Body:
    paragraphs = list(original.paragraphs)
    draw.shuffle(paragraphs)
    return _Body(paragraphs, original.words)


def _quarter(original: Original, other: Original, draw: random.Random) -> _Body:
    """A quarter of the words or a little more, whole paragraphs in a row, put into another text."""
    wanted = original.words * QUARTER
    ends = list(range(1, len(original.paragraphs) + 1))
    starts = [
        start
        for start in range(len(original.paragraphs))
        if sum(map(_count, original.paragraphs[start : ends[-1]])) >= wanted
    ]
    start = draw.choice(starts)
    end = next(end for end in ends if end > start and sum(map(_count, original.paragraphs[start:end])) >= wanted)
    taken = list(original.paragraphs[start:end])
    at = draw.randint(1, len(other.paragraphs))
    return _Body([*other.paragraphs[:at], *taken, *other.paragraphs[at:]], sum(map(_count, taken)))


def _reworded(original: Original, other: Original, draw: random.Random) -> _Body:
    """One word in ten replaced by one of another text."""
    pool: list[str] = [word for paragraph in other.paragraphs for word in _WORD.findall(paragraph)]
    changed = 0

    def swap(match: re.Match[str]) -> str:
        nonlocal changed
        if draw.random() >= REWORDED:
            return match.group()
        word: str = draw.choice(pool)
        changed += word.casefold() != match.group().casefold()
        return word

    paragraphs = [_WORD.sub(swap, paragraph) for paragraph in original.paragraphs]
    return _Body(paragraphs, original.words - changed)


KINDS: dict[str, Callable[[Original, Original, random.Random], _Body]] = {
    "whole": _whole,
    "cut": _cut,
    "headline changed": _whole,
    "paragraph inserted": _inserted,
    "credit dropped": _whole,
    "reordered": _reordered,
    "quarter copied": _quarter,
    "reworded": _reworded,
}

WITH_ANOTHER = ("paragraph inserted", "quarter copied")


def _credited(original: Original, draw: random.Random) -> str:
    """The first paragraph under an agency's dateline."""
    agency = draw.choice(("Reuters", "AP", "AFP", "Xinhua", "dpa"))
    return f"{draw.choice(('TESSEN', 'ARDO', 'BELIM'))} ({agency}) - {original.paragraphs[0]}"


def _headline(original: Original, draw: random.Random) -> str:
    """Another headline for the same text: eight words in a row of its body."""
    words = " ".join(original.paragraphs).split()
    at = draw.randrange(max(1, len(words) - 8))
    return " ".join(words[at : at + 8])


def _report(
    original: Original,
    paragraphs: Sequence[str] | None = None,
    published: datetime | None = None,
    *,
    dated: bool = True,
) -> Report:
    text = "\n\n".join([*([original.title] if original.title else []), *(paragraphs or original.paragraphs)])
    return Report(
        original.id,
        text,
        original.id,
        Span(0, len(original.title)) if original.title else None,
        original.outlet,
        published=(published or original.published) if dated else None,
        published_grain="instant" if dated else None,
    )


def _count(paragraph: str) -> int:
    return len(_WORD.findall(paragraph))
