"""Stretches of time with their TIMEX3 value and their first and last day or minute.

Weeks are those of ISO 8601 (Monday first), seasons the meteorological ones of the northern half of the world, parts of
the day those that newsrooms use. Values follow TIMEX3 (TimeML 1.2.1) as TempEval-3 scores it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from wireroom.records.readings import Grain

Unit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]

# First and last minute of a part of the day. A night is counted to the evening it begins on.
PARTS: dict[str, tuple[str, str]] = {
    "MO": ("06:00", "11:59"),
    "MI": ("12:00", "12:00"),
    "AF": ("12:00", "17:59"),
    "EV": ("18:00", "21:59"),
    "NI": ("18:00", "23:59"),
    "DT": ("06:00", "17:59"),
}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: TIMEX3 value, grain, and ISO bounds (days, or minutes for times). None when unknown."""

    value: str
    grain: Grain
    earliest: str | None = None
    latest: str | None = None


def day(when: date) -> Stretch:
    """One day."""
    iso = when.isoformat()
    return Stretch(iso, "day", iso, iso)


def part_of_day(when: date, part: str) -> Stretch:
    """A morning, afternoon, evening or night ("NI") of a day."""
    first, last = PARTS[part]
    iso = when.isoformat()
    return Stretch(f"{iso}T{part}", "part_of_day", f"{iso}T{first}", f"{iso}T{last}")


def clock(when: date, hour: int, minute: int) -> Stretch:
    """A minute of a day."""
    moment = f"{when.isoformat()}T{hour:02d}:{minute:02d}"
    return Stretch(moment, "time", moment, moment)


def week(when: date) -> Stretch:
    """The ISO week with that day."""
    year_number, week_number, weekday = when.isocalendar()
    first = when - timedelta(weekday - 1)
    value = f"{year_number:04d}-W{week_number:02d}"
    return Stretch(value, "week", first.isoformat(), (first + timedelta(6)).isoformat())


def weekend(when: date) -> Stretch:
    """The Saturday and Sunday of the ISO week with that day."""
    year_number, week_number, weekday = when.isocalendar()
    first = when + timedelta(6 - weekday)
    return Stretch(
        f"{year_number:04d}-W{week_number:02d}-WE", "day", first.isoformat(), (first + timedelta(1)).isoformat()
    )


def month(year_number: int, month_number: int) -> Stretch:
    """A calendar month; ValueError outside the years 1 to 9999."""
    first = date(year_number, month_number, 1)
    last = first.replace(day=monthrange(year_number, month_number)[1])
    return Stretch(first.isoformat()[:7], "month", first.isoformat(), last.isoformat())


def quarter(year_number: int, number: int) -> Stretch:
    """A quarter of a year, 1 to 4."""
    first, last = month(year_number, 3 * number - 2), month(year_number, 3 * number)
    return Stretch(f"{year_number:04d}-Q{number}", "season", first.earliest, last.latest)


def half(year_number: int, number: int) -> Stretch:
    """A half of a year, 1 or 2."""
    first, last = month(year_number, 6 * number - 5), month(year_number, 6 * number)
    return Stretch(f"{year_number:04d}-H{number}", "season", first.earliest, last.latest)


def season(year_number: int, code: str) -> Stretch:
    """A season: SP, SU, FA or WI (winter begins in December of its year)."""
    first = _SEASON_MONTHS[code]
    last = month(year_number + (first + 2) // 13, (first + 1) % 12 + 1)
    return Stretch(f"{year_number:04d}-{code}", "season", f"{year_number:04d}-{first:02d}-01", last.latest)


def year(number: int) -> Stretch:
    """A calendar year; ValueError outside the years 1 to 9999."""
    first, last = date(number, 1, 1).isoformat(), date(number, 12, 31).isoformat()
    return Stretch(first[:4], "year", first, last)


def decade(first: int) -> Stretch:
    """The ten years from `first` (1990 for the nineties)."""
    return Stretch(f"{first // 10:03d}", "decade", f"{first:04d}-01-01", f"{first + 9:04d}-12-31")


def century(number: int) -> Stretch:
    """A century by its ordinal: 20 is 1900 to 1999 in everyday use."""
    return Stretch(f"{number - 1:02d}", "fuzzy", f"{number - 1:02d}00-01-01", f"{number - 1:02d}99-12-31")


def between(first: Stretch, last: Stretch) -> Stretch:
    """From the start of one stretch to the end of the other, as an ISO 8601 interval."""
    return Stretch(f"{first.value}/{last.value}", first.grain, first.earliest, last.latest)


def shifted(when: date, count: int, unit: Unit) -> date:
    """The day `count` units later (earlier when negative); the day of the month is cut to the month's length."""
    if unit in ("second", "minute", "hour"):
        return when
    if unit == "day":
        return when + timedelta(count)
    if unit == "week":
        return when + timedelta(7 * count)
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    index = when.year * 12 + when.month - 1 + months
    year_number, month_number = index // 12, index % 12 + 1
    last = monthrange(year_number, month_number)[1] if 1 <= year_number <= 9999 else 0
    return date(year_number, month_number, min(when.day, last))


def stretch_of(when: date, unit: Unit) -> Stretch:
    """The calendar stretch of a unit that holds a day: its week, month, quarter, year, decade or century."""
    if unit == "week":
        return week(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "year":
        return year(when.year)
    if unit == "decade":
        return decade(when.year // 10 * 10)
    if unit == "century":
        return century(when.year // 100 + 1)
    return day(when)


def day_of(value: str | None) -> date | None:
    """The day of an ISO bound ("2019-03-04T18:00" gives 4 March 2019); None for None."""
    return date.fromisoformat(value[:10]) if value else None
