"""When a count was made, as a report's words tell it: counted by noon, said on Thursday evening, printed that day."""

from bisect import bisect_left
from itertools import islice, takewhile

from wireroom.records.readings import FigureSpan, Material, TimeExpression
from wireroom.weigh.moments import Moment, moment_of
from wireroom.weigh.statements import Spoken
from wireroom.weigh.tallies import counted_at


def told(
    material: Material, span: FigureSpan, speech: Spoken | None, printed: str | None
) -> tuple[str | None, Moment | None]:
    """ISO text and bounds of the time a count is as of; `printed` is when its report was, for words that give none.

    The text is a day, or an instant; the bounds are as fine as the words ("Thursday evening"), for order within a day.
    """
    counted = counted_at(material, span)
    if (moment := _bounds(counted)) and counted:
        return _iso(counted), moment
    said = speech.record.said if speech else None
    if speech and moment_of(said):
        index = speech.span.said
        exact = material.reading.times[index] if index is not None and index < len(material.reading.times) else None
        return said, _bounds(exact) or moment_of(said)
    stated = _stated(material, span)
    if (moment := _bounds(stated)) and stated and not _later_than(moment, printed):
        return _iso(stated), moment
    return printed, moment_of(printed)


def _stated(material: Material, span: FigureSpan) -> TimeExpression | None:
    """The one time of saying in the figure's sentence ("…, the harbour master said early on Thursday")."""
    times = material.reading.times
    first = bisect_left(times, span.sentence, key=lambda time: time.sentence)
    here = takewhile(lambda time: time.sentence == span.sentence, islice(times, first, None))
    stated = [time for time in here if time.role == "stated"]
    # "Last week" is no day on which something was counted.
    one_day = len(stated) == 1 and (stated[0].earliest or "")[:10] == (stated[0].latest or "")[:10]
    return stated[0] if one_day else None


def _bounds(time: TimeExpression | None) -> Moment | None:
    first, last = (moment_of(time.earliest), moment_of(time.latest)) if time else (None, None)
    return Moment(first.earliest, last.latest) if first and last else None


def _iso(time: TimeExpression) -> str:
    """A day, or the instant where the words give one: a part of a day is not printed finer than it was said."""
    latest = time.latest or ""
    return latest if time.earliest == time.latest else latest[:10]


def _later_than(moment: Moment, printed: str | None) -> bool:
    """Whether words were said after they were printed, which cannot be: the time is another's."""
    report = moment_of(printed)
    return report is not None and report.latest < moment.earliest
