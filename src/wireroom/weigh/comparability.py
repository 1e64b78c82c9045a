"""Can two figures be compared, and if so, how do they stand to each other? Comparability comes before contradiction.

Six conditions must hold: measure, population, place, aggregation, window, event; where one fails the pair is
not_comparable and the failed conditions are named. Then LABELS.md's rules for pairs of figures and DESIGN section 4's
rules 3 to 7 decide between agreement, bounds that can both hold, a later count, and a contest.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from wireroom.measures import measures
from wireroom.weigh.figures import Observation, group_of
from wireroom.weigh.measures import compared_as
from wireroom.weigh.wording import word_list, words_of

PairKind = Literal["agree", "compatible", "updates", "corrects", "contested", "not_comparable"]
Side = Literal["left", "right"]

BOUND_RATIO = 1.5
"""Bounds this far apart cannot be two views of one count (LABELS.md, "Pairs of figures")."""
ROUNDING_SHARE = 0.1
"""Largest difference, as a share of the larger number, that "about" can bridge."""
ORDER_GAP = timedelta(hours=6)
"""Reports of different origins this close in time are rivals, not one after the other."""
EVENT_NEARNESS = ((1.0, 0.4, 0.0), (1.5, 0.5, 0.15), (3.0, 0.6, 0.2), (float("inf"), 0.72, 0.35))
"""By how many times the larger count is the smaller: the cosine, and the share of rare stems, that their passages need
to be of one happening. The further the numbers lie apart, the more must speak for it. Set by eye on the dev articles."""
RUNNING_NEARNESS = ((1.0, 0.25, 0.0), (1.5, 0.25, 0.0), (3.0, 0.35, 0.0), *EVENT_NEARNESS[-1:])
"""The same for two running counts of a story of one happening: a toll is kept up in other words from day to day."""
WIDE_PRECISION = 5
"""Precision class (UCDP where_prec) from which a place is too wide to differ from a place inside it."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two passages lie: the cosine of their sentences, and the share of rare stems of the lighter one.

    `one_event` when the counts of the story name one place: its tolls are then of one happening.
    """

    cosine: float
    held: float
    one_event: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a pair of figures stands. For updates and corrects `later` tells which of the two replaces the other."""

    kind: PairKind
    reason: str
    later: Side | None = None


def compare(left: Observation, right: Observation, *, nearness: Nearness | None = None) -> Comparison:
    """The relation of two figures, either order; `nearness` is that of their passages, None if unknown."""
    revision = _revision(left, right)
    if revision:
        return revision
    failed = failed_conditions(left, right, nearness=nearness)
    if failed:
        return Comparison("not_comparable", "; ".join(failed))
    if left.span.negated != right.span.negated:
        return Comparison("contested", "one says it is so many, the other that it is not")
    return _numbers(left, right)


def _revision(left: Observation, right: Observation) -> Comparison | None:
    """A count and the one it replaces, both given by one sentence: "down to 35 from 38"."""
    if left.former == right.former or (left.key.report, left.row) != (right.key.report, right.row):
        return None
    if _measure(left, right) or _population(left, right):
        return None
    later: Side = "left" if right.former else "right"
    one, other = (left, right) if right.former else (right, left)
    kind: PairKind = _revised(one) if _midpoint(one) < _midpoint(other) else "updates"
    return Comparison(kind, f"the sentence puts {_shown(one)} in the place of {_shown(other)}", later)


def _revised(one: Observation) -> PairKind:
    """What a falling count of one origin is: people cannot come back from the dead, but return home or are found."""
    return "updates" if one.span.aggregation in ("stock", "period") else "corrects"


def failed_conditions(left: Observation, right: Observation, *, nearness: Nearness | None = None) -> list[str]:
    """The conditions of comparison that fail, the weightiest first, each with both sides' words."""
    found = (
        _measure(left, right),
        _population(left, right),
        _place(left, right),
        _aggregation(left, right),
        _window(left, right),
    )
    failed = [condition for condition in found if condition]
    event = "" if failed else _former(left, right) or _event(left, right, nearness)
    return [event] if event else failed


def _former(left: Observation, right: Observation) -> str:
    """A count that its own report replaces stands for the time before that report alone."""
    if left.former == right.former or left.value == right.value:
        return ""
    old, other = (left, right) if left.former else (right, left)
    if _later(old, other, True) and _midpoint(old) > _midpoint(other):
        return ""
    return f"time: {_shown(old)} is given as a count that no longer stood"


def _measure(left: Observation, right: Observation) -> str:
    if compared_as(left.span.measure) != compared_as(right.span.measure):
        return f"measure: {left.span.measure} against {right.span.measure}"
    if left.span.unit != right.span.unit:
        return f"measure: {left.span.unit} against {right.span.unit}"
    return ""


def _population(left: Observation, right: Observation) -> str:
    if _sums_of_unknown_use(left, right):
        return "population: it is not said what the money is for"
    words = f"population: “{_counted(left)}” against “{_counted(right)}”"
    if {left.figure.part_of, right.figure.part_of} & {left.figure.id, right.figure.id}:
        return f"{words}, one a part of the other"
    if left.group != right.group:
        return words
    # Some of everyone are not everyone; some others of everyone are the same only when they are as many.
    if left.whole != right.whole:
        return f"{words}, one a part of a larger count"
    unnamed = left.figure.part_of and right.figure.part_of and group_of(left.span.population)[1]
    return f"{words}, parts of two counts" if unnamed and left.value != right.value else ""


def _sums_of_unknown_use(left: Observation, right: Observation) -> bool:
    """Two different sums of money of which one does not say what it is for: anything costs something."""
    known = measures().get(left.span.measure)
    if known is None or known.counts != "money" or (left.span.population and right.span.population):
        return False
    return (left.span.low, left.span.best, left.span.high) != (right.span.low, right.span.best, right.span.high)


def _counted(one: Observation) -> str:
    return one.span.population or "people (not named)"


def _place(left: Observation, right: Observation) -> str:
    first, second = left.place, right.place
    if first is None or second is None or first.key == second.key or first.folded == second.folded:
        return ""
    if first.country == second.country and max(first.precision or 0, second.precision or 0) >= WIDE_PRECISION:
        return ""
    return f"place: {first.words} against {second.words}"


def _aggregation(left: Observation, right: Observation) -> str:
    first, second = left.span.aggregation, right.span.aggregation
    if left.additional != right.additional:
        return "aggregation: one is counted on top of another count"
    if first == second:
        return ""
    # A period and a cumulative count differ only in where they start; their windows decide.
    if {first, second} == {"period", "cumulative"} and left.figure.window and right.figure.window:
        return ""
    return f"aggregation: {first} against {second}"


def _window(left: Observation, right: Observation) -> str:
    first, second = left.figure.window, right.figure.window
    if first is None and second is None:
        return ""
    words = f"window: {_window_words(left)} against {_window_words(right)}"
    if first is None or second is None:
        spans = {left.span.aggregation, right.span.aggregation}
        return words if spans & {"period"} else ""
    if first.text.casefold() == second.text.casefold() and (not left.window or not right.window):
        return ""
    if left.window and right.window:
        apart = left.window.before(right.window) or right.window.before(left.window)
        return words if apart or not _alike_length(left, right) else ""
    # "Dawn on Monday" and "the early hours of Monday" name one day, resolved or not.
    day = set(words_of(first.text)) & set(words_of(second.text)) & word_list("calendar")
    return "" if day and left.span.aggregation == right.span.aggregation == "incident" else words


def _alike_length(left: Observation, right: Observation) -> bool:
    """Whether two resolved windows cover spans of about one length: a day is not a week."""
    windows = [one.window for one in (left, right) if one.window]
    lengths = sorted(window.latest - window.earliest + timedelta(days=1) for window in windows)
    return lengths[-1] <= lengths[0] * 2


def _window_words(one: Observation) -> str:
    if one.figure.window:
        return f"“{one.figure.window.text}”"
    return f"none given (said {one.said_words})" if one.said_words else "none given"


def _event(left: Observation, right: Observation, nearness: Nearness | None) -> str:
    if left.voice.known and left.voice.key == right.voice.key and not _one_count(left, right):
        return f"event: {left.voice.name} gives two counts at one time, so of two things"
    if nearness is not None and not _near_enough(left, right, nearness):
        return "event: nothing shows that both count the same happening"
    return ""


def _one_count(left: Observation, right: Observation) -> bool:
    """Whether two counts of one voice can be one count: they fit, or one was given after the other."""
    if left.value == right.value or can_both_hold(left, right) or left.span.qualitative or right.span.qualitative:
        return True
    if left.report_id == right.report_id:
        return False
    return _later(left, right, True) or _later(right, left, True) or left.replaces != right.replaces


def _near_enough(left: Observation, right: Observation, nearness: Nearness) -> bool:
    """Whether the passages are near enough for two counts so far apart to be of one happening."""
    low, high = sorted((_midpoint(left), _midpoint(right)))
    vague = left.span.qualitative or right.span.qualitative
    ratio = 1.0 if vague or high == low else high / low if low else float("inf")
    table = RUNNING_NEARNESS if nearness.one_event and left.running and right.running else EVENT_NEARNESS
    cosine, held = next(needed for most, *needed in table if ratio <= most)
    return nearness.cosine >= cosine and nearness.held >= held


def _numbers(left: Observation, right: Observation) -> Comparison:
    if left.span.qualitative or right.span.qualitative:
        return _qualitative(left, right)
    first, second = left.value, right.value
    if first is not None and first == second:
        return Comparison("agree", f"the same number, {first:g}")
    if (left.span.low, left.span.high) == (right.span.low, right.span.high) and first is None:
        return Comparison("agree", "the same range")
    if _share_a_bound(left, right):
        return Comparison("compatible", f"{_shown(left)} and {_shown(right)} have a bound in common")
    ordered = _order(left, right)
    if ordered:
        return ordered
    if can_both_hold(left, right):
        return Comparison("compatible", f"{_shown(left)} and {_shown(right)} can both hold")
    if "stock" in (left.span.aggregation, right.span.aggregation) and (left.said is None) != (right.said is None):
        return Comparison(
            "not_comparable", f"time: {_shown(left)} and {_shown(right)}, one at a moment that is not given"
        )
    return Comparison("contested", f"{_shown(left)} against {_shown(right)}, with no order in time")


def _qualitative(left: Observation, right: Observation) -> Comparison:
    if left.span.qualitative and right.span.qualitative:
        same = left.span.cue.casefold() == right.span.cue.casefold() and bool(left.span.cue)
        return Comparison("agree" if same else "compatible", "counts in words, which set no number")
    return Comparison("compatible", "a count in words sets no number that the other could break")


def _order(left: Observation, right: Observation) -> Comparison | None:
    """Which of two counts replaces the other, where text or dates show an order; None where nothing does."""
    if left.report_id == right.report_id and left.voice.key != right.voice.key:
        return None  # a report that gives the counts of two puts neither in the other's place
    sides: tuple[tuple[Observation, Observation, Side], ...] = ((right, left, "right"), (left, right, "left"))
    for one, other, later in sides:
        same_voice = one.voice.known and one.voice.key == other.voice.key
        same_outlet = one.outlet is not None and one.outlet == other.outlet
        falls = _midpoint(one) < _midpoint(other)
        # "At least nine" an hour after "at least four" of somebody else is no rival of it.
        grows = other.at_least and not falls
        if not (_says_so(one, other) or _later(one, other, same_voice or same_outlet or grows)):
            continue
        if not falls or one.span.aggregation == "stock":
            return Comparison("updates", f"a later count: {_shown(other)}, then {_shown(one)}", later)
        if same_voice or same_outlet:
            return Comparison(
                _revised(one), f"the same origin later says fewer: {_shown(other)}, then {_shown(one)}", later
            )
    return None


def _share_a_bound(left: Observation, right: Observation) -> bool:
    """Whether one is a bound of the other's range: "as many as 150" tells of "between 120 and 150"."""
    ranges = [one for one in (left, right) if one.span.low is not None and one.span.high is not None]
    ranges = [one for one in ranges if one.span.low != one.span.high]
    if len(ranges) != 1:
        return False
    single = right if ranges[0] is left else left
    return single.value in (ranges[0].span.low, ranges[0].span.high) and can_both_hold(left, right)


def _says_so(one: Observation, other: Observation) -> bool:
    """Whether the one says of itself that it replaces an earlier count, and the other, a smaller and no later one, does not.

    A report that gives both puts neither in the other's place, and "raised to 31" leaves another's "at least 29" standing.
    """
    if one.report_id == other.report_id or (one.said and other.said and one.said.before(other.said)):
        return False
    if one.voice.key != other.voice.key and can_both_hold(one, other):
        return False
    return one.replaces and not other.replaces and _midpoint(one) > _midpoint(other)


def _later(one: Observation, other: Observation, same: bool) -> bool:
    """Whether the one was said after the other; counts of different origins must lie further apart in time."""
    if one.said is None or other.said is None or not other.said.before(one.said):
        return False
    return same or one.said.middle - other.said.middle > ORDER_GAP


def _midpoint(one: Observation) -> float:
    """Any number of the figure that puts it in order with another: best, or the bound it has."""
    span = one.span
    numbers = [number for number in (span.best, span.low, span.high) if number is not None]
    return numbers[0] if numbers else 0.0


def can_both_hold(left: Observation, right: Observation) -> bool:
    """Whether two different numbers or bounds may describe one count."""
    first, second = left.value, right.value
    bare = [one.span.best is not None for one in (left, right)]
    if all(bare) and first is not None and second is not None:
        close = abs(first - second) <= ROUNDING_SHARE * max(first, second)
        return close and (left.span.approximate or right.span.approximate)
    if any(bare):
        number, bound = (left, right) if bare[0] else (right, left)
        return _within(number.span.best or 0.0, bound)
    if left.span.low is not None and right.span.low is not None and left.span.high is None and right.span.high is None:
        low, high = sorted((left.span.low, right.span.low))
        return high < BOUND_RATIO * low
    return _ranges_meet(left, right)


def _within(number: float, bound: Observation) -> bool:
    low, high = bound.span.low, bound.span.high
    if high is None and low is not None and number >= BOUND_RATIO * low:
        return False
    if low is not None and (number < low or (bound.span.low_exclusive and number == low)):
        return False
    return high is None or number <= high


def _ranges_meet(left: Observation, right: Observation) -> bool:
    low = max(left.span.low or 0.0, right.span.low or 0.0)
    highs = [one.span.high for one in (left, right) if one.span.high is not None]
    return not highs or low <= min(highs)


def _shown(one: Observation) -> str:
    return f"“{one.figure.anchor.quote}”"
