"""Days and clock times: what a date, a weekday, "today", "the next day", a holiday or "5 p.m. Tuesday" means in a scene.

The habits of news decide: a weekday is the nearest one up to publication unless the words point ahead, a month and day
without a year the nearest past or the near future.
"""

import re
from datetime import date, timedelta

from wireroom.read import dates
from wireroom.read.dates import Stretch
from wireroom.read.timescene import (
    DAY_PARTS,
    NEAR_FUTURE_DAYS,
    NEAR_FUTURE_MONTHS,
    WEEKDAY_NUMBER,
    Found,
    Scene,
    day_called,
    day_stretch,
    month_called,
    named_parts,
    reference_day,
    year_called,
)
from wireroom.read.words import registry


def calendar_date_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "Tuesday, March 5, 2019", "5 March", "March 5-9": with a year for itself, without one against publication."""
    parts = named_parts(match)
    month_number, day_number = month_called(parts["mon"]), day_called(parts["day"])
    year_words = parts.get("year")
    year_number = year_called(year_words, scene) if year_words else _year_of_day(month_number, day_number, match, scene)
    if year_number is None:
        return Found(Stretch(f"XXXX-{month_number:02d}-{day_number:02d}", "day"))
    first = day_stretch(year_number, month_number, day_number)
    if first is None:
        return None
    if "day2" in parts and (
        parts["sep"].lower() != "and" or _BETWEEN.search(scene.text[max(0, match.start() - 9) : match.start()])
    ):
        return _range_of_days(parts, year_number, scene)
    if "day2" in parts and "mon2" in parts:
        return None  # "3 March and 5 March" are two dates, not one stretch.
    if "part" in parts:
        first = dates.part_of_day(date.fromisoformat(first.value), DAY_PARTS[parts["part"].lower()])
    return Found(first, absolute=bool(year_words))


def _range_of_days(parts: dict[str, str], year_number: int, scene: Scene) -> Found | None:
    """From one day to another; a range over the turn of the year begins in the year before a written one."""
    first_month = month_called(parts["mon"])
    last_month = month_called(parts["mon2"]) if "mon2" in parts else first_month
    turns = last_month < first_month
    begins = (
        year_number - 1
        if turns and ("year" in parts or _is_ahead(year_number, first_month, parts, scene))
        else year_number
    )
    first = day_stretch(begins, first_month, day_called(parts["day"]))
    last = day_stretch(begins + turns, last_month, day_called(parts["day2"]))
    if first is None or last is None or last.value < first.value:
        return None
    return Found(dates.between(first, last), absolute="year" in parts)


def _is_ahead(year_number: int, month_number: int, parts: dict[str, str], scene: Scene) -> bool:
    """Whether the first day of a range over the turn of the year was put into a coming December by its lone look."""
    first = day_stretch(year_number, month_number, day_called(parts["day"]))
    far = scene.published + timedelta(NEAR_FUTURE_DAYS) if scene.published else None
    return first is not None and far is not None and first.value > far.isoformat()


_BETWEEN = re.compile(r"\bbetween[ ]$", re.IGNORECASE)


def _year_of_day(month_number: int, day_number: int, match: re.Match[str], scene: Scene) -> int | None:
    """The year a month and day without one belong to: the nearest past, or the near future, or what a cue says."""
    published = scene.published
    if published is None:
        return None
    word_before = scene.text[max(0, match.start() - 6) : match.start()].lower()
    this_year = (month_number, day_number) <= (published.month, published.day)
    if "last" in named_parts(match).get("which", "").lower() or word_before.endswith("last "):
        return published.year if (month_number, day_number) < (published.month, published.day) else published.year - 1
    if this_year:
        ahead = _days_ahead(published, published.year + 1, month_number, day_number)
        return (
            published.year + 1
            if ahead <= NEAR_FUTURE_DAYS and scene.future(match.start(), match.end())
            else published.year
        )
    ahead = _days_ahead(published, published.year, month_number, day_number)
    if ahead <= NEAR_FUTURE_DAYS or scene.future(match.start(), match.end()):
        return published.year
    return published.year - 1


def _days_ahead(published: date, year_number: int, month_number: int, day_number: int) -> int:
    try:
        return (date(year_number, month_number, day_number) - published).days
    except ValueError:
        return 10**6


def month_year_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "March 2019", "July last year"."""
    parts = named_parts(match)
    number = month_called(parts["mon"])
    if "rel" in parts:
        if scene.published is None:
            return Found(Stretch(f"XXXX-{number:02d}", "month"))
        shift = {"last": -1, "this": 0, "next": 1}[parts["rel"].lower().split()[0]]
        return Found(dates.month(scene.published.year + shift, number))
    return Found(dates.month(year_called(parts["year"], scene), number), absolute=True)


_MAY_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|last|next|this|early|late|mid|of|from|and|through|to|during|before|after|for|between|each|every|and|or)[ -]|^)$",
    re.IGNORECASE,
)


def bare_month_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "March": the latest one, that of publication included; "next" and cues of the future go ahead."""
    parts = named_parts(match)
    word = parts["mon"]
    before = scene.text[max(0, match.start("mon") - 9) : match.start("mon")]
    cued = "which" in parts or "edge" in parts or bool(_MAY_BEFORE.search(before) and before)
    if word.rstrip(".").lower() in ("may", "march", "mar", "august") and not cued:
        return None
    if (
        re.match(r"[-'’]?[A-Za-z]|[ ](?-i:[A-Z][a-z])", scene.text[match.end() : match.end() + 3])
        and not cued
        and word.lower() in ("april", "june", "january", "may", "august")
    ):
        return None
    if (
        len(word) <= 4
        and not word.endswith(".")
        and word.lower() not in ("may", "june", "july")
        and not ("which" in parts or "edge" in parts)
    ):
        return None
    number = month_called(word)
    published = scene.published
    if published is None:
        return Found(Stretch(f"XXXX-{number:02d}", "month"))
    which = parts.get("which", "").lower()
    year_number = published.year if number <= published.month else published.year - 1
    if which in ("last", "past", "previous") and number == published.month:
        year_number -= 1
    elif which in ("next", "coming", "this coming"):
        year_number = published.year if number > published.month else published.year + 1
    elif which == "this":
        year_number = published.year
    elif (
        not which
        and number != published.month
        and ((number - published.month) % 12 <= NEAR_FUTURE_MONTHS or scene.future(match.start(), match.end()))
    ):
        year_number = published.year if number > published.month else published.year + 1
    return Found(dates.month(year_number, number))


def iso_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "2019-03-05", with or without a clock time."""
    stretch = day_stretch(int(match["y"]), int(match["m"]), int(match["d"]))
    if stretch and match["hour"]:
        stretch = dates.clock(date.fromisoformat(stretch.value), int(match["hour"]), int(match["minute"]))
    return Found(stretch, "time" if match["hour"] else "date", absolute=True) if stretch else None


def slashed_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "03/05/2019": month first, as in American copy, unless only the other order is a date."""
    one, two, tail = int(match["a"]), int(match["b"]), match["y"]
    year_number = int(tail) if len(tail) == 4 else 2000 + int(tail) if int(tail) < 50 else 1900 + int(tail)
    orders = ((two, one), (one, two)) if match["sep"] == "." else ((one, two), (two, one))
    for month_number, day_number in orders:
        stretch = day_stretch(year_number, month_number, day_number) if 1 <= month_number <= 12 else None
        if stretch:
            sure = one > 12 or two > 12 or one == two
            return Found(stretch, absolute=True, approximate=not sure)
    return None


def weekday_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "Tuesday": publication day itself when it is one, else the last; "next" and cues of the future go ahead."""
    parts = named_parts(match)
    number = WEEKDAY_NUMBER[parts["wd"].lower().rstrip(".")]
    part = DAY_PARTS.get(parts.get("part", "").lower())
    if scene.published is None:
        value = f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else "")
        return Found(Stretch(value, "part_of_day" if part else "day"))
    when = _day_of_weekday(number, parts.get("which", "").lower(), match, scene, scene.published)
    if "week" in parts:
        shift = {"last": -1, "this": 0, "next": 1}[parts["week"].lower()]
        when = scene.published + timedelta(7 * shift + number - scene.published.weekday())
    return Found(dates.part_of_day(when, part) if part else dates.day(when))


def _day_of_weekday(number: int, which: str, match: re.Match[str], scene: Scene, published: date) -> date:
    back = (published.weekday() - number) % 7
    if which in ("previous", "following") and (base := reference_day(scene)):
        step = (base.weekday() - number) % 7 or 7
        return base - timedelta(step) if which == "previous" else base + timedelta(7 - step or 7)
    if which in ("last", "past", "this past", "previous"):
        return published - timedelta(back or 7)
    if which in ("next", "coming", "this coming", "upcoming", "following"):
        return published + timedelta((-back) % 7 or 7)
    if which == "this":
        return published - timedelta(published.weekday() - number)
    if back and scene.future(match.start(), match.end()):
        return published + timedelta(7 - back)
    return published - timedelta(back)


def week_on_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "a week on Sunday": the seventh day after the Sunday that comes next."""
    number = WEEKDAY_NUMBER[named_parts(match)["wd"].lower().rstrip(".")]
    if scene.published is None:
        return Found(Stretch(f"XXXX-WXX-{number + 1}", "day"))
    ahead = (number - scene.published.weekday()) % 7
    return Found(dates.day(scene.published + timedelta(7 + ahead)))


def day_before_weekday_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the day before last Tuesday"."""
    found = weekday_meant(match, scene)
    when = dates.day_of(found.stretch.earliest) if found else None
    return Found(dates.day(when - timedelta(1))) if when else found


def today_shift(word: str) -> int:
    """How many days "today", "tonight", "yesterday", "tomorrow" or "overnight" lies from publication."""
    return {"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0)


def today_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "today", "yesterday morning", "overnight": against publication."""
    parts = named_parts(match)
    word = parts["word"].lower()
    part = DAY_PARTS.get(parts.get("part", "").lower()) or ("NI" if word in ("tonight", "overnight") else None)
    if scene.published is None:
        suffix = f"T{part}" if part else ""
        return Found(Stretch(f"XXXX-XX-XX{suffix}", "part_of_day" if part else "day"))
    when = scene.published + timedelta(today_shift(word))
    if word == "overnight":
        # The night that ends on the day of publication.
        return Found(_night(when - timedelta(1), value_of=when), approximate=True)
    return Found(dates.part_of_day(when, part) if part else dates.day(when))


def overnight_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "overnight Monday" is the night that begins then, "overnight into Tuesday" the one that ends then."""
    parts = named_parts(match)
    found = weekday_meant(match, scene)
    when = dates.day_of(found.stretch.earliest) if found else None
    if when is None:
        return Found(Stretch(found.stretch.value + "TNI" if found else "XXXX-XX-XXTNI", "part_of_day"))
    return Found(_night(when - timedelta("into" in parts), value_of=when), approximate=True)


def _night(eve: date, *, value_of: date) -> Stretch:
    """The night from an evening to six the next morning, named after the day `value_of`."""
    morning = (eve + timedelta(1)).isoformat()
    return Stretch(f"{value_of.isoformat()}TNI", "part_of_day", f"{eve.isoformat()}T18:00", f"{morning}T06:00")


def small_hours_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the early hours of Tuesday": from midnight to six, on the day beside it, last mentioned or published."""
    parts = named_parts(match)
    if "wd" in parts or "mon" in parts:
        found = weekday_meant(match, scene) if "wd" in parts else calendar_date_meant(match, scene)
        when = dates.day_of(found.stretch.earliest) if found else None
        value = found.stretch.value if found else "XXXX-XX-XX"
    else:
        shift = timedelta(today_shift(parts.get("word", "today")))
        told = parts.keys() & {"word", "near"} and scene.published
        when = scene.published + shift if told and scene.published else reference_day(scene) or scene.published
        value = "XXXX-XX-XX"
    if when is None:
        return Found(Stretch(f"{value}TMO", "part_of_day"))
    iso = when.isoformat()
    return Found(Stretch(f"{iso}TMO", "part_of_day", f"{iso}T00:00", f"{iso}T05:59"))


def two_days_off_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    shift = -2 if "yesterday" in match.group().lower() else 2
    if scene.published is None:
        return Found(Stretch("XXXX-XX-XX", "day"))
    return Found(dates.day(scene.published + timedelta(shift)))


def this_part_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "this morning", "last night": publication day, and the night before it."""
    which, part = match["which"].lower(), DAY_PARTS[match["part"].lower()]
    if scene.published is None:
        return Found(Stretch(f"XXXX-XX-XXT{part}", "part_of_day"))
    return Found(dates.part_of_day(scene.published - timedelta(1 if which == "last" else 0), part))


def same_day_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "that day", "the next day", "a day earlier", "the previous night": against the day last mentioned."""
    parts = named_parts(match)
    which = parts["which"].lower()
    base = reference_day(scene)
    shift = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which.rsplit(" ", 1)[-1], 0)
    part = DAY_PARTS.get(parts["noun"].lower())
    if base is None:
        if which == "the" and scene.published:
            base = scene.published
        else:
            return Found(Stretch("XXXX-XX-XX" + (f"T{part}" if part else ""), "part_of_day" if part else "day"))
    when = base + timedelta(shift)
    return Found(dates.part_of_day(when, part) if part else dates.day(when))


_DAY_CUE = re.compile(
    r"\b(?:end|ended|ending|finish|finished|finishing|close|closed|for|begin|began|start|started)[ ]$", re.IGNORECASE
)


def trading_day_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """ "ended the day", "for the day": the day being told about; a bare "the day" says nothing."""
    return (
        same_day_meant(match, scene)
        if _DAY_CUE.search(scene.text[max(0, match.start() - 12) : match.start()])
        else None
    )


def holiday_meant(match: re.Match[str], scene: Scene) -> Found | None:
    """Holidays against publication: the nearest past or coming one; those of the moon stay without a date."""
    parts = named_parts(match)
    name = parts["holiday"].lower().replace("’", "'")
    year_number = (
        year_called(parts["year"], scene) if "year" in parts else (scene.published.year if scene.published else None)
    )
    if year_number is None:
        return Found(Stretch("XXXX", "day"))
    when = _holiday_date(name, year_number)
    if when is None:
        return Found(Stretch(f"{year_number:04d}", "fuzzy"), approximate=True, refers=False)
    if "year" not in parts and scene.published and when > scene.published:
        back = parts.get("which", "").lower() == "last" or (when - scene.published).days > 2 * NEAR_FUTURE_DAYS
        when = (_holiday_date(name, year_number - 1) or when) if back else when
    return Found(dates.day(when), absolute="year" in parts)


def _holiday_date(name: str, year_number: int) -> date | None:
    fixed = registry("times")["fixed_holidays"]
    assert isinstance(fixed, dict), "bug: fixed_holidays is a table"
    if name in fixed:
        return date(year_number, int(fixed[name][:2]), int(fixed[name][3:]))
    weekday_rules = {
        "thanksgiving": (11, 3, 4),
        "thanksgiving day": (11, 3, 4),
        "labor day": (9, 0, 1),
        "memorial day": (5, 0, -1),
    }
    if name in weekday_rules:
        return _nth_weekday(year_number, *weekday_rules[name])
    if name == "election day":
        return _nth_weekday(year_number, 11, 0, 1) + timedelta(1)
    shift = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}.get(name)
    return None if shift is None else _easter(year_number) + timedelta(shift)


def _nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year_number, month_number, 31)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year_number, month_number, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year_number: int) -> date:
    """Western Easter (the anonymous Gregorian computus of Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year_number % 19, year_number // 100, year_number % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month_number = (h - m + r + 90) // 25
    return date(year_number, month_number, (h - m + r + month_number + 19) % 32)
