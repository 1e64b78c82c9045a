"""Contests that another pair of the story settles: counts that were withdrawn, and undated ones that a dated one repeats.

A count is withdrawn when its own origin corrects it. A report that prints the old number is no rival of the new one: the
correction, and every count given after it, stands in its place. A count without a date that agrees with a dated one is
set against no other: the dated one already stands in its order.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from wireroom.weigh.comparability import Comparison, Side
from wireroom.weigh.figures import Observation
from wireroom.weigh.statements import SpanKey

STALE = timedelta(days=2)
"""How long after a correction a report by others may still carry the number that was corrected (set by judgement)."""

Compared = tuple[Observation, Observation, Comparison]
Number = tuple[str, str, float]


def settled(compared: Sequence[Compared]) -> list[Compared]:
    """The pairs, with contests about withdrawn numbers turned into updates, and those of settled undated counts left out."""
    withdrawn, dated = _withdrawn(compared), _dated(compared)
    if not withdrawn and not dated:
        return list(compared)
    current = (_current(one, withdrawn) for one in compared)
    return [one for one in current if not _is_settled(one, dated)]


def _withdrawn(compared: Sequence[Compared]) -> dict[Number, list[Observation]]:
    """Each number that was corrected -> the counts that correct it."""
    found: dict[Number, list[Observation]] = defaultdict(list)
    for left, right, comparison in compared:
        if comparison.kind == "corrects":
            new, old = (left, right) if comparison.later == "left" else (right, left)
            if old.value is not None:
                found[old.span.measure, old.group, old.value].append(new)
    return found


def _dated(compared: Sequence[Compared]) -> dict[SpanKey, list[Observation]]:
    """Each count without a date -> the dated ones that agree with it."""
    found: dict[SpanKey, list[Observation]] = defaultdict(list)
    for left, right, comparison in compared:
        if comparison.kind == "agree" and (left.said is None) != (right.said is None):
            undated, dated = (left, right) if left.said is None else (right, left)
            found[undated.key].append(dated)
    return found


def _current(one: Compared, withdrawn: Mapping[Number, Sequence[Observation]]) -> Compared:
    left, right, comparison = one
    sides: tuple[tuple[Observation, Observation, Side], ...] = ((left, right, "right"), (right, left, "left"))
    for old, new, later in sides:
        if old.value is None or not (comparison.kind == "contested" or _rises_again(comparison, old, new, later)):
            continue
        corrections = withdrawn.get((old.span.measure, old.group, old.value), ())
        if any(_stands_for(new, correction) for correction in corrections):
            reason = (
                f"“{old.figure.anchor.quote}” repeats a count that {corrections[0].voice.name} reports as corrected"
            )
            return left, right, Comparison("updates", reason, later)
    return one


def _rises_again(comparison: Comparison, old: Observation, new: Observation, later: Side) -> bool:
    """Whether somebody else gives the old number so soon after the correction that it is more likely stale than new."""
    if comparison.kind != "updates" or comparison.later == later or old.voice.key == new.voice.key:
        return False
    return old.said is not None and new.said is not None and old.said.middle - new.said.middle <= STALE


def _stands_for(one: Observation, correction: Observation) -> bool:
    """Whether a count is the corrected one, or one given later than the correction."""
    if one.value == correction.value:
        return True
    return one.said is not None and correction.said is not None and correction.said.before(one.said)


def _is_settled(one: Compared, dated: Mapping[SpanKey, Sequence[Observation]]) -> bool:
    left, right, comparison = one
    if comparison.kind != "contested":
        return False
    return any(
        other.said and twin.said and (twin.said.before(other.said) or other.said.before(twin.said))
        for undated, other in ((left, right), (right, left))
        for twin in dated.get(undated.key, ())
    )
