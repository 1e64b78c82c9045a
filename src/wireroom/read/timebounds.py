"""What the words around an expression of time do to its bounds: "since", "early", "the end of", "from … to …".

Values stay those of the expression itself, as TIMEX3 has them; only the bounds say what the stretch is. Early is the
first half of a stretch, late and the end of it the second, mid the middle half: wide enough to be true.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from wireroom.read import dates
from wireroom.read.timescene import WEEKDAY_NUMBER, day_stretch
from wireroom.read.timewords import MON_PATTERN
from wireroom.records.readings import Grain, Sentence, TimeExpression

# Characters before an expression in which the words that bear on its bounds stand.
_REACH = 24

_SINCE = re.compile(r"\bsince[ ](?:(?:the|last|early|late|mid)[ -])*$", re.IGNORECASE)
_EDGE = re.compile(
    r"\b(?P<edge>early|late|mid|middle|end|close|start|beginning)(?:[ ](?:on|in|of)(?:[ ]the)?)?(?:[ -]|$)",
    re.IGNORECASE,
)
_EDGE_BEFORE = re.compile(_EDGE.pattern + r"$", re.IGNORECASE)
_FIRST_EDGES = ("early", "start", "beginning")
_LAST_EDGES = ("late", "end", "close")
_NARROWED: tuple[Grain, ...] = ("day", "week", "month", "season", "year", "decade")

# Dawn and dusk have no TIMEX3 value of their own; their hours are wide enough for most latitudes and seasons.
_TWILIGHT = {"dawn": ("04:00", "07:59"), "dusk": ("17:00", "20:59")}
_BEFORE = re.compile(r"\b(?:before|until|pre)[ -]$", re.IGNORECASE)

_LINK = re.compile(r"[ ]?(?P<link>[-–—]|to|until|till|through|and)[ ]?(?:on[ ]|in[ ])?", re.IGNORECASE)
_MONTH = re.compile(MON_PATTERN)
_OPENS = re.compile(r"\b(?P<word>from|between)[ ](?:(?:on|in|about|around)[ ])?$", re.IGNORECASE)


def bounded(text: str, found: TimeExpression, sentence: Sentence, day: date | None) -> TimeExpression:
    """The expression with the bounds that the words before and in it give."""
    if found.earliest is None or found.kind not in ("date", "time"):
        return found
    before = text[max(sentence.start, found.start - _REACH) : found.start]
    words = text[found.start : found.end]
    twilight = found.grain == "part_of_day"
    narrowed = _twilight(before, words.lower(), found) if twilight else _narrowed(before, words, found)
    if day is not None and found.kind == "date" and _SINCE.search(before) and found.earliest[:10] <= day.isoformat():
        return replace(narrowed, latest=day.isoformat())
    return narrowed


def _twilight(before: str, words: str, found: TimeExpression) -> TimeExpression:
    """ "dawn on Monday" within the hours of dawn; "before dawn on Monday" from midnight on."""
    named = next((name for name in _TWILIGHT if name in words), None)
    if named is None or found.earliest is None:
        return found
    day, (first, last) = found.earliest[:10], _TWILIGHT[named]
    first = "00:00" if named == "dawn" and _BEFORE.search(before) else first
    return replace(found, earliest=f"{day}T{first}", latest=f"{day}T{last}")


def _narrowed(before: str, words: str, found: TimeExpression) -> TimeExpression:
    """Bounds cut to the half or middle that "early", "late" or "mid" tell of; approximate, for nobody says how early."""
    edge = _EDGE.match(re.sub(r"^(?:the|very)[ ]", "", words, flags=re.IGNORECASE)) or _EDGE_BEFORE.search(before)
    if edge is None or found.grain not in _NARROWED or "/" in found.value or found.latest is None:
        return found
    word = edge["edge"].lower()
    if found.grain == "day":
        return _part_of_the_day(word, found)
    first, last = date.fromisoformat((found.earliest or "")[:10]), date.fromisoformat(found.latest[:10])
    quarter, half = (last - first) / 4, first + (last - first) / 2
    if word in _FIRST_EDGES:
        last = half
    elif word in _LAST_EDGES:
        first = half + timedelta(1)
    else:
        first, last = first + quarter, last - quarter
    if first > last:
        return found
    return replace(found, earliest=first.isoformat(), latest=last.isoformat(), approximate=True)


def _part_of_the_day(word: str, found: TimeExpression) -> TimeExpression:
    if found.earliest != found.latest:
        return found
    hours = ("00:00", "11:59") if word in _FIRST_EDGES else ("12:00", "23:59") if word in _LAST_EDGES else None
    if hours is None:
        return found
    earliest, latest = (f"{found.earliest}T{hour}" for hour in hours)
    return replace(found, earliest=earliest, latest=latest, grain="part_of_day")


def joined(text: str, found: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions of a text, the two ends of a range ("from Monday to Wednesday") each with the bounds of both.

    A weekday that ends a range is the first one after the day the range begins with.
    """
    result = list(found)
    for index, (first, last) in enumerate(pairwise(found)):
        if first.sentence != last.sentence or not _LINK.fullmatch(text, first.end, last.start):
            continue
        with suppress(ValueError, OverflowError):  # An end outside the years 1 to 9999 stays as it is.
            result[index] = _with_year(text, result[index], last)
            if _is_range(text, first, last):
                result[index], result[index + 1] = _both(text, result[index], last)
    return tuple(result)


def _is_range(text: str, first: TimeExpression, last: TimeExpression) -> bool:
    link = _LINK.fullmatch(text, first.end, last.start)
    if link is None or first.kind != last.kind or first.kind not in ("date", "time") or "/" in first.value + last.value:
        return False
    opens = _OPENS.search(text[max(0, first.start - _REACH) : first.start])
    word = opens["word"].lower() if opens else ""
    if link["link"].lower() == "and":
        return word == "between"
    return word == "from" or link["link"].lower() in ("-", "–", "—", "through")


def _both(text: str, first: TimeExpression, last: TimeExpression) -> tuple[TimeExpression, TimeExpression]:
    last = _after(text, first, last)
    if not (first.earliest and first.latest and last.earliest and last.latest):
        return first, last
    if last.kind == "time" and last.approximate and last.latest < first.earliest:
        last = _next_day(last)
    ends = last.latest or ""
    if ends < first.earliest[: len(ends)]:
        return first, last
    return replace(first, latest=ends), replace(last, earliest=first.earliest)


def _next_day(clock: TimeExpression) -> TimeExpression:
    """A clock of no sure day a day on: the end of "from 6 p.m. to 6 a.m."."""
    when = datetime.fromisoformat(clock.earliest or "") + timedelta(1)
    iso = when.isoformat(timespec="minutes")
    return replace(clock, value=iso + ("Z" if clock.value.endswith("Z") else ""), earliest=iso, latest=iso)


def _with_year(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """The first of two months or days in the year that only the second one names ("between March and May 2018")."""
    if first.grain != last.grain or first.grain not in ("month", "day") or "/" in first.value + last.value:
        return first
    if last.resolved_against != "itself" or first.resolved_against == "itself" or not _MONTH.search(first.words(text)):
        return first
    month, day = int(first.value[5:7]), int(first.value[8:10] or 1)
    year = int(last.value[:4]) - (month > int(last.value[5:7]))
    told = dates.month(year, month) if first.grain == "month" else day_stretch(year, month, day)
    if told is None:
        return first
    return replace(
        first, value=told.value, earliest=told.earliest, latest=told.latest, relative=False, resolved_against="itself"
    )


def _after(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """The end of a range a week on when it is a bare weekday that was put before the beginning."""
    weekday = WEEKDAY_NUMBER.get(last.words(text).lower())
    if weekday is None or not (first.earliest and last.earliest) or first.resolved_against == "nothing":
        return last
    begins = date.fromisoformat(first.earliest[:10])
    ends = begins + timedelta((weekday - begins.weekday()) % 7 or 7)
    if date.fromisoformat(last.value[:10]) >= begins:
        return last
    iso = ends.isoformat()
    return replace(last, value=iso, earliest=iso, latest=iso)
