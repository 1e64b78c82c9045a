"""Range bars: the observations of one series on one axis from zero, as positions in per cent of the axis.

A dot is a number (hollow when the report hedges it: "about", "more than"), a bar a range, an arrow a bound that is open to
one side. The band behind them is the value that the policy shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from wireroom.records.stories import Figure, Shown
from wireroom.tell import phrases

HEADROOM = 1.06  # an open bound needs room for its arrow beyond the largest number
TICKS = 4
STEPS = (1, 2, 5, 10)  # never halves: the axes count people
MARGIN = 3.0  # per cent left free on both sides, so that dots and labels are not cut


@dataclass(frozen=True, slots=True)
class Bar:
    """One observation: `dots` with their hollowness, a line from `start` to `end` (None: no line), arrows at its ends."""

    dots: tuple[tuple[float, bool], ...] = ()
    start: float | None = None
    end: float | None = None
    arrow_left: bool = False
    arrow_right: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in the order of the figures (None where a figure has no number), ticks, and the band of the shown value."""

    bars: tuple[Bar | None, ...]
    ticks: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None


def chart_of(figures: Sequence[Figure], shown: Shown | None) -> Chart | None:
    """The chart of a series; None when fewer than two figures have numbers, since then there is nothing to compare."""
    numbered = [figure for figure in figures if _values((figure.low, figure.best, figure.high))]
    if len(numbered) < 2:
        return None
    top = max(value for figure in numbered for value in _values((figure.low, figure.best, figure.high)))
    step = _step(top)
    end = max(step * ceil(top * HEADROOM / step), step)
    axis = Axis(end)
    ticks = tuple((axis.at(step * place), phrases.number(step * place)) for place in range(round(end / step) + 1))
    return Chart(tuple(_bar(figure, axis) for figure in figures), ticks, _band(shown, axis))


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from zero to `end`."""

    end: float

    def at(self, value: float) -> float:
        """The place of a value, in per cent of the drawing's width."""
        return round(MARGIN + (100 - 2 * MARGIN) * value / self.end, 2)


def _values(bounds: Iterable[float | None]) -> list[float]:
    return [value for value in bounds if value is not None]


def _step(top: float) -> float:
    """A round distance between ticks that gives about TICKS of them."""
    rough = max(top, 1) / TICKS
    unit = 10.0 ** floor(log10(rough)) if rough >= 1 else 1.0
    return next(step * unit for step in STEPS if step * unit >= rough)


def _bar(figure: Figure, axis: Axis) -> Bar | None:
    low, best, high = figure.low, figure.best, figure.high
    if not _values((low, best, high)):
        return None
    dots = ((axis.at(best), figure.approximate),) if best is not None else ()
    if low is not None and high is not None:
        return Bar(dots or ((axis.at(low), False),)) if low == high else Bar(dots, axis.at(low), axis.at(high))
    if low is not None:
        return Bar(dots or ((axis.at(low), figure.low_exclusive),), axis.at(low), 100.0, arrow_right=True)
    if high is not None:
        return Bar(dots or ((axis.at(high), False),), axis.at(0), axis.at(high), arrow_left=True)
    return Bar(dots)


def _band(shown: Shown | None, axis: Axis) -> tuple[float, float] | None:
    if shown is None:
        return None
    known = _values((shown.low, shown.best, shown.high))
    if not known or max(known) > axis.end:
        return None
    left = axis.at(shown.low) if shown.low is not None else axis.at(min(known) if shown.best is not None else 0)
    right = axis.at(shown.high) if shown.high is not None else 100.0 if shown.low is not None else axis.at(max(known))
    return (max(0.0, left - 0.6), round(min(100.0, right + 0.6) - max(0.0, left - 0.6), 2))
