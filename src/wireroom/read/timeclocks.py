"""Clock times: "three o'clock on Monday afternoon", "half past six", "midnight on Friday", "6 p.m. (1600 GMT)".

The day is the one written beside the clock, else one that follows a bracket or the other end of a range, else the day
last mentioned, else the day of publication (approximate). A clock in universal time in brackets behind a local one is
the same moment, so its day is the one that lies nearest.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from wireroom.read import dates
from wireroom.read.numerals import SMALL
from wireroom.read.timedays import calendar_date_meant, today_shift, weekday_meant
from wireroom.read.timescene import WEEKDAY_NUMBER, Found, Scene, named_parts, reference_day
from wireroom.read.timewords import CLOCK_DAY_PATTERN, CLOCK_PATTERN

# Hours of a night that belong to the day after the evening it began on ("two o'clock on Monday night").
_SMALL_HOURS = 5

_UNIVERSAL = re.compile(r"(?:\b|\d)(?:GMT|UTC)\b")
# A day that belongs to a clock though a bracket or the other end of a range stands between.
_DAY_AHEAD = re.compile(
    rf"(?:\)|[ ]?\([^()\n]{{1,40}}\),?|(?:[ ]?[-–—][ ]?|[ ](?:to|and|until|till|or)[ ]){CLOCK_PATTERN})(?:{CLOCK_DAY_PATTERN})",
    re.IGNORECASE,
)
# The end of a day right before a clock: "on Monday at", "March 2, 2019, at".
_DAY_BEFORE = re.compile(r"(?:day|\d(?:st|nd|rd|th)?)\b,?(?:[ ]at)?(?:[ ](?:about|around))?[ ]$", re.IGNORECASE)
_AFTER_MIDNIGHT = re.compile(r"\b(?:after|since|from|past)[ ]$", re.IGNORECASE)
_BEFORE_HALF = re.compile(
    r"\b(?:at|by|around|about|until|till|before|after|from|to|and|just|between)[ ]$", re.IGNORECASE
)


def clock_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "5:30 p.m.", "17:30 GMT", "noon Tuesday": on the day beside it, else on the day last mentioned or published."""
    parts = named_parts(match)
    hour, minute = _hour_and_minute(parts)
    if hour is None:
        return None
    universal = _UNIVERSAL.search(match.group()) is not None
    ahead = None if beside_words(parts) else _DAY_AHEAD.match(scene.text, match.end(), match.end() + 80)
    days_on = _days_on(parts | (named_parts(ahead) if ahead else {}), hour, match, scene)
    when = _beside(parts, match, scene)
    if when is None and universal:
        when = _same_moment(hour, minute, match, scene)
    if when is None and ahead is not None:
        when = _beside(named_parts(ahead), ahead, scene)
    sure = when is not None or reference_day(scene) is not None
    day = when or reference_day(scene) or scene.published
    if day is None:
        weekday = f"XXXX-WXX-{WEEKDAY_NUMBER[parts['wd'].lower().rstrip('.')] + 1}" if "wd" in parts else "XXXX-XX-XX"
        return Found(dates.Stretch(f"{weekday}T{hour:02d}:{minute:02d}", "time"), "time", refers=False)
    stretch = dates.clock(day + timedelta(days_on), hour, minute)
    if days_on and "name" in parts:
        stretch = replace(stretch, value=f"{day.isoformat()}T24:00")
    if universal:
        stretch = replace(stretch, value=stretch.value + "Z")
    told = when is not None or (
        sure and _DAY_BEFORE.search(scene.text[max(0, match.start() - 20) : match.start()]) is not None
    )
    return Found(stretch, "time", approximate=not told or _either_half(parts), refers=sure)


def beside_words(parts: dict[str, str]) -> bool:
    """Whether a day is written beside the clock."""
    return not parts.keys().isdisjoint(("wd", "word", "near", "mon"))


def _either_half(parts: dict[str, str]) -> bool:
    """Whether "three o'clock" may be of either half of the day, or "midnight on Friday" of either end of it."""
    told = not parts.keys().isdisjoint(("half_day", "zone", "minute")) or bool(_part_of(parts))
    return ("name" in parts and parts["name"].lower() == "midnight") or ("bare" in parts and not told)


def _part_of(parts: dict[str, str]) -> str:
    """The part of the day that stands beside: "afternoon", "night"."""
    words = parts.get("part") or parts.get("part_day") or parts.get("near", "")
    return words.lower().rsplit(" ", 1)[-1] or ("night" if parts.get("word", "").lower() == "tonight" else "")


def _hour_and_minute(parts: dict[str, str]) -> tuple[int | None, int]:
    if "name" in parts:
        return {"noon": 12, "midday": 12, "midnight": 0}[parts["name"].lower()], 0
    word = parts["hour"].lower()
    hour = SMALL.get(word, -1) if not word.isdigit() else int(word)
    minute = int(parts.get("minute", "0"))
    if "past" in parts:
        minute = {"half": 30, "quarter": 15}[parts["past"].lower()]
        if parts["way"].lower() == "to":
            hour, minute = (hour - 1) % 12, 60 - minute
    hour = _of_the_day(hour, parts)
    return (hour, minute) if 0 <= hour < 24 and minute < 60 else (None, 0)


def _of_the_day(hour: int, parts: dict[str, str]) -> int:
    """The hour of 24 from one of 12 and what says which half of the day it is."""
    half = parts.get("half_day", "").lower().replace(".", "").replace(" ", "")
    part = _part_of(parts)
    if half:
        return hour % 12 + (12 if half.startswith("p") else 0) if hour <= 12 else hour
    if part == "night" and hour == 12:
        return 0
    late = part in ("afternoon", "evening", "dusk") or (part == "night" and hour >= _SMALL_HOURS)
    late = late or (part in ("noon", "lunchtime") and hour <= 2)
    return hour + 12 if late and 0 < hour < 12 else hour


def _days_on(parts: dict[str, str], hour: int, match: re.Match[str], scene: Scene) -> int:
    """1 when the moment lies on the day after the day beside it: the midnight a day ends with, hours past midnight."""
    if parts.get("name", "").lower() == "midnight":
        before = scene.text[max(0, match.start() - 7) : match.start()]
        return int(beside_words(parts) and not _AFTER_MIDNIGHT.search(before))
    return int(_part_of(parts) == "night" and hour < _SMALL_HOURS)


def _same_moment(hour: int, minute: int, match: re.Match[str], scene: Scene) -> date | None:
    """The day that brings a clock in brackets nearest to the clock before the bracket; None when there is none."""
    if (
        scene.text[match.start() - 1 : match.start()] != "("
        or scene.reference is None
        or scene.reference.grain != "time"
    ):
        return None
    local = datetime.fromisoformat(scene.reference.earliest or "")
    days = [local.date() + timedelta(shift) for shift in (-1, 0, 1)]
    return min(days, key=lambda day: abs(datetime(day.year, day.month, day.day, hour, minute) - local))


def _beside(parts: dict[str, str], match: re.Match[str], scene: Scene) -> date | None:
    """The day that stands beside a clock time."""
    if "near" in parts:
        shift = -1 if parts["near"].lower().startswith("last") else 0
        return scene.published + timedelta(shift) if scene.published else None
    if "word" in parts:
        return scene.published + timedelta(today_shift(parts["word"])) if scene.published else None
    if "mon" in parts and "day" in parts:
        found = calendar_date_meant(match, scene)
    elif "wd" in parts:
        found = weekday_meant(match, scene)
    else:
        return None
    return dates.day_of(found.stretch.earliest) if found else None


def timed_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """Bare "17:30": a clock time only with a zone, a day, or a word of time before it; never "3.50"."""
    separator = scene.text[match.end("hour") : match.end("hour") + 1]
    before = scene.text[max(0, match.start() - 10) : match.start()]
    cued = re.search(r"\b(?:at|by|before|after|around|about|until|from|since)[ ]$|\d{4},?[ ]$", before, re.IGNORECASE)
    day = beside_words(named_parts(match))
    if not (match["zone"] or ((cued or day) and separator == ":")):
        return None
    return clock_meant(match, scene)


def half_past_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "half past three", "a quarter to six", where a clock time can stand."""
    if not _BEFORE_HALF.search(scene.text[max(0, match.start() - 9) : match.start()]):
        return None
    return clock_meant(match, scene)
