"""What shared words mean: copy, part of a copy, or edit; which report the words come from; and why we say so.

A report is judged against the few earlier ones that share runs of words with it (`near`), in the order in which they came.
The earliest that explains its words is its original: copies form a star around it, never a chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from wireroom.dedupe.kept import Facts
from wireroom.dedupe.near import Keys, Overlap, Print, stretches
from wireroom.records.reports import CopiedSpan, LineageKind, SharedPart

# Shares of words, measured on the dev texts (docs/internals/dedupe.md).
COPY_SHARE = 0.8
PART_SHARE = 0.2
# An outlet repeats its own background paragraphs: a part of an article of the same outlet must be larger.
OWN_PART_SHARE = 0.5
EDIT_SHARE = 0.6
SAME_ADDRESS_SHARE = 0.2
# A later candidate must explain this much more of the words than the earliest one to be named instead.
CLEARLY_MORE = 0.1
# Under this many shared words a partial copy is a stock phrase or one quotation.
PART_WORDS = 35
# A further report is named when so many of its words stand here that the reports named before do not have.
FURTHER_WORDS = 40
EDIT_REACH_DAYS = 7
# Two short texts from one template share most words and differ in names and numbers; copies carry the same ones.
SHORT_WORDS = 150
SAME_MARKS = 0.75
# Names and numbers interrupt what a template's instances share; so many words in a row were copied.
ONE_PIECE_WORDS = 30
# Accounts of like events share many short formulas ("was taken to hospital, where he was"); copied words stand in a row.
PIECE_WORDS = 12
# Copied words are told from this length on: of a report that this one copies, and of any other (a quotation both have).
COPIED_WORDS = 8
QUOTED_WORDS = 15


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """An earlier report beside the one judged: its number and id, its facts, the overlap, and its names and numbers.

    `marks` is None when they were not kept: then the overlap is an estimate as well.
    """

    number: int
    id: str
    facts: Facts
    seen: Overlap
    marks: Keys | None


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """How a report stands to an earlier one."""

    kind: LineageKind
    of: Earlier


def judge(item: Print, facts: Facts, earlier: Sequence[Earlier]) -> Verdict | None:
    """The earliest report that explains about as many words as any, and how; None for an original. Earliest first."""
    found = [Verdict(kind, other) for other in earlier if (kind := kind_of(item, facts, other))]
    if not found:
        return None
    most = max(verdict.of.seen.left_share for verdict in found)
    return next(verdict for verdict in found if verdict.of.seen.left_share >= most - CLEARLY_MORE)


def kind_of(item: Print, facts: Facts, other: Earlier) -> LineageKind | None:
    """How a report stands to an earlier one; None when the shared words say nothing."""
    if not facts.may_be_one_text(other.facts):
        return None
    left, right = other.seen.left_share, other.seen.right_share
    if facts.same_address(other.facts) and max(left, right) >= SAME_ADDRESS_SHARE:
        return "edit"
    if min(facts.words, other.facts.words) < SHORT_WORDS and not (_same_facts(item, other) or _in_one_piece(other)):
        return None
    same_outlet = facts.same_outlet(other.facts)
    if max(left, right) >= EDIT_SHARE and same_outlet and _soon_after(facts, other.facts):
        return "edit"
    if left >= COPY_SHARE:
        return "copy"
    if same_outlet and left < OWN_PART_SHARE and right < COPY_SHARE:
        return None
    return "partial_copy" if _is_part(facts, other) else None


def further_parts(facts: Facts, of: Earlier | None, earlier: Sequence[Earlier]) -> tuple[SharedPart, ...]:
    """Further reports of which a part stands here, of other copy groups than `of`, each bringing words of its own."""
    if of is None:
        return ()
    told, groups = of.seen.left.copy(), {of.facts.root}
    found = []
    for other in sorted(earlier, key=lambda other: (-other.seen.shared_words, other.number)):
        fresh = int((other.seen.left & ~told).sum())
        apart = other.facts.root not in groups and facts.may_be_one_text(other.facts)
        if apart and fresh >= FURTHER_WORDS and _is_part(facts, other):
            found.append(SharedPart(other.id, round(other.seen.left_share, 4), round(other.seen.right_share, 4)))
            groups.add(other.facts.root)
            told |= other.seen.left
    return tuple(found)


def copied_spans(item: Print, further: set[str], of: str | None, earlier: Sequence[Earlier]) -> tuple[CopiedSpan, ...]:
    """The copied words, each with the first report that has it; short shares count only of the reports named so far."""
    assert item.starts is not None, "bug: a report is judged with its text"
    assert item.ends is not None, "bug: a report is judged with its text"
    holder = np.full(item.word_count, -1)
    for place, other in enumerate(earlier):
        least = COPIED_WORDS if other.id == of or other.id in further else QUOTED_WORDS
        for start, end in stretches(other.seen.left, min(least, max(item.word_count, 1))):
            own = holder[start:end]
            own[own < 0] = place
    turns = np.flatnonzero(np.diff(holder)) + 1
    edges = [0, *turns.tolist(), item.word_count]
    return tuple(
        CopiedSpan(int(item.starts[start]), int(item.ends[end - 1]), earlier[holder[start]].id)
        for start, end in pairwise(edges)
        if start < end and holder[start] >= 0
    )


def reasons_of(kind: LineageKind, facts: Facts, of: Earlier, *, equal: bool) -> tuple[str, ...]:
    """Why: what is shared, which signs say so, and what says which came first."""
    return (_share_words(of, equal=equal), *_edit_words(kind, facts, of.facts), _direction_words(facts, of))


def _same_facts(item: Print, other: Earlier) -> bool:
    """Whether the report with fewer names and numbers finds most of them in the other: a template's instances do not.

    Names that were not kept tell nothing: then short texts are only related when their words are equal.
    """
    if other.marks is None:
        return False
    fewer = min(len(item.marks), len(other.marks))
    return int(np.isin(item.marks, other.marks).sum()) >= SAME_MARKS * fewer


def _is_part(facts: Facts, other: Earlier) -> bool:
    """Whether what is shared in long pieces is enough of either report."""
    words = sum(end - start for start, end in stretches(other.seen.left, PIECE_WORDS))
    return words >= PART_WORDS and words >= PART_SHARE * min(facts.words, other.facts.words)


def _in_one_piece(other: Earlier) -> bool:
    return bool(stretches(other.seen.left, ONE_PIECE_WORDS))


def _soon_after(facts: Facts, earlier: Facts) -> bool:
    """Whether the report came surely later, and within the days in which articles are edited."""
    return facts.surely_after(earlier) and facts.days_after(earlier) <= EDIT_REACH_DAYS


def _share_words(of: Earlier, *, equal: bool) -> str:
    if equal:
        return f"its words are exactly those of {of.id}"
    left, right = of.seen.left_share, of.seen.right_share
    about = f" (estimated from {of.seen.sampled} of its runs of words)" if of.seen.sampled else ""
    if right > left and right >= COPY_SHARE > left:
        return (
            f"{_percent(left)} of its words stand in {of.id}, and {_percent(right)} of that report's stand here{about}"
        )
    return f"{_percent(left)} of its words stand in {of.id}{about}"


def _percent(share: float) -> str:
    """The share in words; only all of it is 100%."""
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _edit_words(kind: LineageKind, facts: Facts, earlier: Facts) -> tuple[str, ...]:
    if kind != "edit":
        return ()
    return (f"both have the same {'address' if facts.same_address(earlier) else 'outlet'}",)


def _direction_words(facts: Facts, of: Earlier) -> str:
    if facts.surely_after(of.facts):
        return f"published after {of.id}" if facts.published != of.facts.published else f"a later version than {of.id}"
    if of.facts.surely_after(facts):
        return f"it states an earlier publication than {of.id} but came in later; which came first is not known"
    missing = None in (facts.published, of.facts.published)
    same = "on the same day" if facts.bare_day or of.facts.bare_day else "at the same time"
    why = "one has no publication date" if missing else f"published {same}"
    return f"which came first is not known ({why}); the order in which they stand decides"
