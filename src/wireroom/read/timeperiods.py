"""Longer stretches: weeks, months, quarters, seasons, years and decades, lengths of time, sets, and times told from now.

Each function is the handler of one wording in `timeperiodrules`: it takes the match and the scene and gives the meaning.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from wireroom.read import dates
from wireroom.read.dates import Stretch, Unit
from wireroom.read.phrases import noun_phrase
from wireroom.read.timescene import (
    DAY_PARTS,
    DECADES,
    FEW_WEEKS,
    ORDINALS,
    SEASONS,
    WEEKDAY_NUMBER,
    Found,
    Handler,
    Scene,
    count_called,
    duration_value,
    grain_of,
    measured,
    month_called,
    named_parts,
    reference_day,
    unit_called,
    vague_value,
    year_called,
    year_spoken,
)
from wireroom.records.readings import Grain

_SHIFT = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "following": 1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "present": 0,
    "upcoming": 1,
    "preceding": -1,
    "that same": 0,
    "the": 0,
    "latest": 0,
}


def near_unit_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "last week", "this month", "next year", "the following month", "that year", with "early", "late", "the end of"."""
    parts = named_parts(match)
    if (
        parts["unit"][0].isupper()
        and not parts["which"].isupper()
        and re.match(r"[A-Z]?[a-z]+", parts["which"])
        and not match.group().isupper()
    ):
        return None
    unit, which = unit_called(parts["unit"]), " ".join(parts["which"].lower().removeprefix("the ").split())
    if parts["unit"].lower() == "weekend":
        return _weekend(which, scene)
    backwards = which in ("following", "that", "same", "previous", "preceding", "that same")
    base = (dates.day_of(scene.reference.earliest) if scene.reference and backwards else None) or (
        None if backwards and which != "previous" else scene.published
    )
    if base is None:
        return Found(Stretch(vague_value(unit), grain_of(unit)))
    if parts.get("end") and unit == "year" and "end" in parts["end"].lower():
        return Found(_end_of_year(dates.shifted(base, _SHIFT[which], unit)))
    return Found(dates.stretch_of(dates.shifted(base, _SHIFT[which], unit), unit))


def _end_of_year(when: date) -> Stretch:
    return Stretch(f"{when.year:04d}", "year", f"{when.year:04d}-12-01", f"{when.year:04d}-12-31")


def _weekend(which: str, scene: Scene) -> Found:
    """ "the weekend", "last weekend": in news the one just gone unless a cue says otherwise."""
    if scene.published is None:
        return Found(Stretch("XXXX-WXX-WE", "day"))
    published = scene.published
    shift = 1 if which in ("next", "coming", "this coming", "upcoming") else 0
    recent = published if published.weekday() >= 5 or shift else published - timedelta(7)
    if which == "this" and published.weekday() < 5:
        recent = published if published.weekday() >= 2 else published - timedelta(7)
    if which in ("last", "past", "previous") and published.weekday() >= 5:
        recent = published - timedelta(7)
    return Found(dates.weekend(recent + timedelta(7 if shift and published.weekday() >= 5 else 0)))


def the_quarter_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the quarter", "the latest period": the quarter last mentioned, else the last one that was over at publication."""
    if scene.quarter is not None:
        return Found(scene.quarter[1])
    if scene.published is None:
        return Found(Stretch("XXXX-QX", "season"), refers=False)
    over = dates.shifted(scene.published, -1, "quarter")
    return Found(dates.quarter(over.year, (over.month + 2) // 3), approximate=True)


def numbered_quarter_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the third quarter", "Q3 2018", "first half of 2019", "last year's fourth quarter"."""
    parts = named_parts(match)
    word = (parts.get("nth") or parts.get("q") or "1").lower()
    number = ORDINALS.get(word) or (4 if word in ("last", "final") else int(word[0]) if word[0].isdigit() else 1)
    halves = parts.get("unit", "").lower() == "half"
    if number > (2 if halves else 4):
        if not (halves and word in ("last", "final")):
            return None
        number = 2
    year_number = _year_for_quarter(parts, number, scene, match)
    maker = dates.half if halves else dates.quarter
    if year_number is None:
        return Found(Stretch(f"XXXX-{'H' if halves else 'Q'}{number}", "season"))
    return Found(maker(year_number, number), absolute="year" in parts)


def _year_for_quarter(parts: dict[str, str], number: int, scene: Scene, match: re.Match[str]) -> int | None:
    if "year" in parts:
        return year_called(parts["year"], scene)
    if scene.published is None:
        return None
    this_year = scene.published.year
    if rel := parts.get("rel", "").lower():
        return this_year + {"last": -1, "this": 0, "next": 1, "year-ago": -1, "year-earlier": -1}[rel.split()[0]]
    begun = 3 * number - 2 <= scene.published.month
    return this_year if begun or scene.future(match.start(), match.end()) else this_year - 1


def year_ago_quarter_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "a year earlier", "year-ago", "the year-earlier period": the quarter last mentioned, one year back."""
    words = match.group().lower()
    if scene.quarter is not None and (
        "quarter" in words or "-" in words or match.start() - scene.quarter[0] < _QUARTER_REACH
    ):
        value = scene.quarter[1].value
        return Found(dates.quarter(int(value[:4]) - 1, int(value[-1])), refers=False)
    base = (reference_day(scene) if "earlier" in words else None) or scene.published
    if base is None:
        return Found(Stretch("XXXX", "year"), approximate=True)
    return Found(dates.year(base.year - 1), approximate=True, refers=False)


# How many characters after a quarter "a year ago" still means the same quarter of the year before.
_QUARTER_REACH = 400


_YEAR_AFTER = re.compile(
    r"[ ]?(?:%|percent\b|per cent\b|points?\b|million\b|billion\b|people\b|miles\b|km\b|kilomet|dollars\b|euros\b|GMT\b|hours\b|feet\b|square\b|acres\b|barrels\b|troops\b|soldiers\b|civilians\b|m\b|kg\b|shares\b|others\b)|-(?:[a-z]|\d)",
    re.IGNORECASE,
)


_YEAR_BEFORE = re.compile(
    r"(?:[$€£#№]|\b(?:than|least|about|nearly|almost|some|number|no\.|flight|room|route|highway|of|over|to|up)[ ])$",
    re.IGNORECASE,
)


_YEAR_CUE = re.compile(
    r"\b(?:in|since|by|until|till|from|during|before|after|early|late|mid|of|and|to|the|through|between|for|around|fiscal|year|season|circa)[ -]$",
    re.IGNORECASE,
)


def bare_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "in 2014": four digits that count nothing and belong to no larger number."""
    number = int(match["year"])
    before = scene.text[max(0, match.start("year") - 10) : match.start("year")]
    if (
        _YEAR_AFTER.match(scene.text, match.end())
        or (before[-1:] in "$€£#№-/.,'’" and before[-1:] and not before.endswith(("-", ", ")))
        or re.search(r"\d[ ]?[-–/.,]$", before)
    ):
        return None
    cue = bool(_YEAR_CUE.search(before))
    if not cue and (not 1900 <= number <= 2040 or _counts_persons(scene.text, match.end())):
        return None
    if _YEAR_BEFORE.search(before) and not re.search(r"\b(?:of|to|about|some)[ ]$", before):
        return None
    return Found(dates.year(number), absolute=True)


def _counts_persons(text: str, end: int) -> bool:
    """Whether persons follow right behind, so that the number counts them ("1950 soldiers")."""
    phrase = noun_phrase(text, end)
    return phrase is not None and phrase.persons and phrase.words.count(" ") < 2


# The widest stretch that "1939-45" may write, in years: beyond it two numbers stand side by side.
_WIDEST_RANGE = 40


def year_range_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "2019-20", "1939-1945": from the one year to the other; "2019-03" is no range of years."""
    first, tail = int(match["year"]), match["year2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    before = scene.text[max(0, match.start() - 2) : match.start()]
    counts = _YEAR_AFTER.match(scene.text, match.end()) or _counts_persons(scene.text, match.end())
    if not 0 < last - first <= _WIDEST_RANGE or counts or re.search(r"[$€£#№\-/.,]$|\d[ ]$", before):
        return None
    return Found(dates.between(dates.year(first), dates.year(last)), absolute=True)


def short_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "since '82"."""
    if not _YEAR_CUE.search(scene.text[max(0, match.start() - 10) : match.start()]):
        return None
    return Found(dates.year(year_called(match["year"], scene)), absolute=True)


def business_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the fiscal year" that ended or is ending: its length."""
    return Found(Stretch("P1Y", "year"), "duration", refers=False)


def spoken_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "nineteen ninety-six"."""
    return Found(dates.year(year_spoken(match["year"])), absolute=True)


def year_two_thousand_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the year two thousand"."""
    return Found(dates.year(2000), absolute=True)


def decade_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the 1990s", "the eighties"."""
    parts = named_parts(match)
    word = parts["decade"].lower().rstrip("s").strip("'’‘`").rstrip("'’")
    if parts["decade"].lower() in DECADES:
        first = 1900 + 10 * DECADES[parts["decade"].lower()]
    elif len(word) == 2:
        first = 1900 + int(word) if int(word) >= 20 else 2000 + int(word)
    else:
        first = int(word)
    if first % 10 or first > 2090:
        return None
    return Found(dates.decade(first), absolute=True, approximate="edge" in parts)


def century_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the 20th century"."""
    word = match["nth"].lower()
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return Found(dates.century(number), absolute=True) if 1 <= number <= 30 else None


def season_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "last spring", "the winter of 2014"."""
    parts = named_parts(match)
    code = SEASONS[parts["season"].lower()]
    if "year" in parts:
        return Found(dates.season(year_called(parts["year"], scene), code), absolute=True, approximate=True)
    if scene.published is None:
        return Found(Stretch(f"XXXX-{code}", "season"), approximate=True)
    which = parts.get("which", "").lower()
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year_number = scene.published.year
    if which in ("last", "this past", "past", "previous"):
        year_number -= start + 2 >= scene.published.month
    elif which in ("next", "coming", "this coming"):
        year_number += start <= scene.published.month
    elif (
        not which.startswith("this") and start > scene.published.month and not scene.future(match.start(), match.end())
    ):
        year_number -= 1
    return Found(dates.season(year_number, code), approximate=True)


# "A year and a half" leads to a month, a month and a half to a week.
_HALVED: dict[Unit, tuple[Unit, float]] = {
    "week": ("day", 10),
    "month": ("week", 6),
    "year": ("month", 18),
    "decade": ("year", 15),
    "century": ("year", 150),
}


def offset_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "three weeks ago", "two days later", "five years from now"."""
    parts = named_parts(match)
    (count, unit), word = measured(parts["num"], parts["unit"]), parts["way"].lower()
    anchor = scene.published if word in ("ago", "from now", "hence") else (reference_day(scene) or None)
    if count is None or (anchor is None and word not in ("ago", "from now")):
        return _vague_offset(word, count, unit)
    if anchor is None:
        return Found(Stretch(vague_value(unit), grain_of(unit)), approximate=True)
    if "half" in parts:
        unit, count = _HALVED[unit]
    sign = -1 if word in ("ago", "earlier", "before", "previously") else 1
    if unit in ("second", "minute", "hour"):
        return Found(dates.day(anchor), approximate=True)
    try:
        when = dates.shifted(anchor, sign * int(count), unit)
    except (ValueError, OverflowError):
        return None
    approximate = unit != "day" or count >= 10 or not parts.keys().isdisjoint(("hedge", "so", "half"))
    return Found(_offset_stretch(when, unit, count), approximate=approximate)


def _offset_stretch(when: date, unit: Unit, count: float) -> Stretch:
    """Weeks keep the day they lead to, as a day of that week; longer units keep their own grain."""
    if unit == "week":
        iso = when.isoformat()
        return Stretch(iso if count <= FEW_WEEKS else dates.week(when).value, "week", iso, iso)
    if unit in ("decade", "century"):
        return dates.year(when.year)
    return dates.stretch_of(when, unit)


def _vague_offset(word: str, count: float | None, unit: Unit) -> Found:
    if word == "ago":
        return Found(Stretch("PAST_REF", "fuzzy"), approximate=True, refers=False)
    if word == "from now":
        return Found(Stretch("FUTURE_REF", "fuzzy"), approximate=True, refers=False)
    return Found(Stretch(duration_value(count, unit), grain_of(unit)), "duration", refers=False)


def units_ago_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "years ago": some time in the past."""
    return Found(Stretch("PAST_REF", "fuzzy"), approximate=True, refers=False)


def around_now_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the last several weeks", "the past two months", "the next 24 hours": a duration that touches publication."""
    parts = named_parts(match)
    count = count_called(parts["num"]) if "num" in parts else None
    unit, which = unit_called(parts["unit"]), parts["which"].lower()
    plural = parts["unit"].lower().endswith("s")
    if "num" not in parts and (not plural or which in ("first", "final", "initial", "opening", "latest")):
        return None
    value = duration_value(count, unit)
    if which in ("coming", "future") and "num" not in parts:
        value = "FUTURE_REF"
    stretch = Stretch(value, "fuzzy" if count is None else grain_of(unit))
    return Found(
        _touching(stretch, which, count, unit, scene),
        "date" if value == "FUTURE_REF" else "duration",
        approximate=count is None,
        refers=False,
    )


def _touching(stretch: Stretch, which: str, count: float | None, unit: Unit, scene: Scene) -> Stretch:
    back = which in ("last", "past", "previous", "recent", "preceding")
    ahead = which in ("next", "coming", "following", "future")
    if scene.published is None or not (back or ahead):
        return stretch
    iso = scene.published.isoformat()
    far = None
    if count is not None:
        try:
            steps = max(1, round(count / 24)) if unit == "hour" else int(count)
            far = dates.shifted(
                scene.published, -steps if back else steps, "day" if unit == "hour" else unit
            ).isoformat()
        except (ValueError, OverflowError):
            far = None
    return replace(stretch, earliest=far if back else iso, latest=iso if back else far)


def _is_rate(parts: dict[str, str], match: re.Match[str], scene: Scene) -> bool:
    """Whether "a year" means "per year": nothing before it makes it a length of time."""
    if parts["num"].lower() not in ("a", "an") or "half" in parts or "hedge" in parts or "-" in match.group():
        return False
    return not _BEFORE_A.search(scene.text[max(0, match.start() - 9) : match.start()])


def length_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "three days", "a two-year", "nearly 4 1/2 hours", "an hour and a half"."""
    parts = named_parts(match)
    count, unit = measured(parts["num"], parts["unit"])
    if count is not None and "half" in parts:
        count += 0.5
    if count is not None and (count > 99999 or count < 0):
        return None
    if (
        _is_rate(parts, match, scene)
        or (match.group().lower().endswith("-quarters"))
        or re.search(r"\d[ ](?-i:[A-Z])", match.group())
    ):
        return None
    if parts["unit"].lower() == "second" and parts["num"].lower() in ("a", "the", "one"):
        return None
    return Found(Stretch(duration_value(count, unit), grain_of(unit)), "duration", refers=False)


_BEFORE_A = re.compile(
    r"\b(?:for|in|within|after|of|over|than|about|nearly|almost|lasted|lasting|took|takes|take|by|to|as|under|only|just|be|is|was|once|least)[ ]$",
    re.IGNORECASE,
)


_LOOSE_BEFORE = re.compile(
    r"\b(?:for|in|within|over|after|of|lasted|lasting|took|take|takes|during|through|throughout|by|spent|the|many|into)[ ]$",
    re.IGNORECASE,
)


def loose_length_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "for weeks", "within days": a plural unit without a number counts only behind a preposition."""
    before = scene.text[max(0, match.start() - 12) : match.start()]
    if not _LOOSE_BEFORE.search(before):
        return None
    return Found(Stretch(duration_value(None, unit_called(match["unit"])), "fuzzy"), "duration", refers=False)


def set_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "every Friday", "each year", "daily", "Mondays"."""
    parts = named_parts(match)
    if "adverb" in parts:
        value = {
            "daily": "P1D",
            "nightly": "P1D",
            "weekly": "P1W",
            "fortnightly": "P2W",
            "biweekly": "P2W",
            "monthly": "P1M",
            "quarterly": "P1Q",
            "yearly": "P1Y",
            "annually": "P1Y",
            "hourly": "PT1H",
        }[parts["adverb"].lower()]
        return Found(Stretch(value, "fuzzy"), "set", refers=False)
    if "wd" in parts:
        number = WEEKDAY_NUMBER[parts["wd"].lower().rstrip(".")]
        part = DAY_PARTS.get(parts.get("part", "").lower())
        return Found(Stretch(f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "day"), "set", refers=False)
    if "mon" in parts:
        return Found(Stretch(f"XXXX-{month_called(parts['mon']):02d}", "month"), "set", refers=False)
    if "part" in parts:
        return Found(Stretch(f"XXXX-XX-XXT{DAY_PARTS[parts['part'].lower()]}", "part_of_day"), "set", refers=False)
    count, unit = measured(parts.get("num", "one"), parts["unit"])
    if "other" in parts and count is not None:
        count *= 2
    return Found(Stretch(duration_value(count, unit), "fuzzy"), "set", refers=False)


def always(value: str, grain: Grain = "fuzzy") -> Handler:
    """The handler of wordings that always mean the same; what is past or to come has publication as its one bound."""

    def meant(match: re.Match[str], scene: Scene) -> Found:
        day = scene.published.isoformat() if scene.published else None
        earliest, latest = day if value == "FUTURE_REF" else None, day if value == "PAST_REF" else None
        return Found(Stretch(value, grain, earliest, latest), refers=False)

    meant.__name__ = value.lower()
    return meant


def recent_units_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "recent weeks": a vague length up to publication."""
    unit = unit_called(match["unit"])
    stretch = Stretch(duration_value(None, unit) if unit != "year" else "PAST_REF", "fuzzy")
    if scene.published:
        stretch = replace(stretch, latest=scene.published.isoformat())
    return Found(stretch, approximate=True, refers=False)


def year_end_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "year-end": the last day of the year of publication."""
    if scene.published is None:
        return Found(Stretch("XXXX-12-31", "day"))
    return Found(dates.day(date(scene.published.year, 12, 31)), approximate=True)


def whole_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the full year": the year of publication."""
    if scene.published is None:
        return Found(Stretch("XXXX", "year"), refers=False)
    return Found(dates.year(scene.published.year), approximate=True, refers=False)


def season_or_none_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """A season with "last" or "next", or a bare "the summer"."""
    if match["season"]:
        return season_meant(match, scene)
    code = SEASONS[match.group().lower().rsplit(" ", 1)[-1]]
    if scene.published is None:
        return Found(Stretch(f"XXXX-{code}", "season"), approximate=True)
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year_number = scene.published.year - (
        start > scene.published.month and not scene.future(match.start(), match.end())
    )
    return Found(dates.season(year_number, code), approximate=True)
