"""What the rules for expressions of time share: the scene a rule looks at, the meaning it gives, and the small words.

Names of days, months and seasons with their numbers, counts of units, and TIMEX3 durations.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from wireroom.read import dates
from wireroom.read.dates import Stretch, Unit
from wireroom.read.numerals import SMALL, number_in_words
from wireroom.records.readings import Grain, TimeKind

# A month and day without a year is read as coming when it lies at most this many days after publication.
NEAR_FUTURE_DAYS = 75


# A month without a year is read as coming when it is at most this many months ahead ("last" and "since" aside).
NEAR_FUTURE_MONTHS = 1


# Up to this many weeks "ago" leads to a day, beyond to a week (TIMEX3 value; the bounds are the day either way).
FEW_WEEKS = 3


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


_MONTH_NUMBER = (
    {name: i for i, name in enumerate(MONTHS, 1)} | {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"sept": 9}
)


WEEKDAY_NUMBER = (
    {name: i for i, name in enumerate(WEEKDAYS)}
    | {name[:3]: i for i, name in enumerate(WEEKDAYS)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)


ORDINALS = {
    word: i
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "thirty-first": 31} | {f"twenty-{word}": 20 + i for i, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1)}  # fmt: skip


SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


DAY_PARTS = {
    "morning": "MO", "dawn": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF", "evening": "EV", "dusk": "EV", "night": "NI",
    "nighttime": "NI", "lunchtime": "MI", "daytime": "DT",
}  # fmt: skip


DECADES = {
    f"{word}s": i for i, word in enumerate("twentie thirtie fortie fiftie sixtie seventie eightie ninetie".split(), 2)
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at besides its match. `reference` is the stretch last mentioned before, `future` a cue."""

    text: str
    published: date | None
    reference: Stretch | None
    quarter: tuple[int, Stretch] | None
    future: Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The meaning of a match. `stretch` has no bounds while nothing says when; `absolute` when the words alone do."""

    stretch: Stretch
    kind: TimeKind = "date"
    absolute: bool = False
    approximate: bool = False
    refers: bool = True
    span: tuple[int, int] | None = None


Handler = Callable[[re.Match[str], Scene], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording: tried only where one of its first words stands. `name` is its handler's and its number in the list."""

    name: str
    first: frozenset[str]
    pattern: re.Pattern[str]
    handler: Handler


def rule(first: str | Iterable[str], pattern: str, handler: Handler) -> Rule:
    """The rule of a handler; `first` are its first words, in one string or several. Capitals do not count."""
    words = first.split() if isinstance(first, str) else first
    return Rule(handler.__name__.removesuffix("_meant"), frozenset(words), re.compile(pattern, re.IGNORECASE), handler)


def unit_called(word: str) -> Unit:
    """The unit of a word in any number: "weeks" gives week, "nights" day."""
    word = word.lower().rstrip(".")
    word = {
        "centuries": "century",
        "night": "day",
        "nights": "day",
        "fortnight": "week",
        "fortnights": "week",
        "weekend": "day",
        "weekends": "day",
    }.get(word, word)
    return word.removesuffix("s")  # type: ignore[return-value]


_LETTER = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}


def count_called(words: str) -> float | None:
    """The number of units in words; None for a vague one ("several")."""
    words = words.lower().strip()
    if words in ("a", "an", "one"):
        return 1
    if words.startswith(("half a", "a half")):
        return 0.5
    if words in ("a couple of", "couple of", "couple", "a couple"):
        return 2
    if words.startswith(("a few", "several", "few", "some", "many", "dozens", "hundreds", "thousands")):
        return None
    return number_in_words(words.removesuffix(" of"))


def measured(number: str, unit: str) -> tuple[float | None, Unit]:
    """How many of which unit: "a fortnight" is two weeks; the count is None for a vague number."""
    count = count_called(number)
    fortnights = unit.lower().startswith("fortnight")
    return (2 * count if fortnights and count is not None else count), unit_called(unit)


def duration_value(count: float | None, unit: Unit) -> str:
    """The TIMEX3 value of so many units; an X for a vague count."""
    time = "T" if unit in ("second", "minute", "hour") else ""
    if count is None:
        return f"P{time}X{_LETTER[unit]}"
    if unit in ("decade", "century"):
        years = count * (10 if unit == "decade" else 100)
        return f"P{years:g}Y"
    if count != int(count):
        return _broken_duration(count, unit)
    return f"P{time}{int(count)}{_LETTER[unit]}"


def _broken_duration(count: float, unit: Unit) -> str:
    """ "2 1/2 hours" is PT2H30M, "half a year" P6M."""
    smaller: dict[Unit, tuple[Unit, int]] = {
        "year": ("month", 12),
        "hour": ("minute", 60),
        "minute": ("second", 60),
        "week": ("day", 7),
        "day": ("hour", 24),
    }
    time = "T" if unit in ("second", "minute", "hour") else ""
    if unit not in smaller:
        return f"P{time}{count:g}{_LETTER[unit]}"
    below, size = smaller[unit]
    whole, rest = int(count), round((count - int(count)) * size)
    head = f"{whole}{_LETTER[unit]}" if whole else ""
    middle = "T" if unit == "day" else ""
    return f"P{time}{head}{middle}{rest}{_LETTER[below]}"


def month_called(word: str) -> int:
    """The number of a month from its name or abbreviation."""
    word = word.lower().rstrip(".")
    return _MONTH_NUMBER.get(word) or _MONTH_NUMBER[word[:3]]


def day_called(word: str) -> int:
    """The day of the month in digits or as an ordinal word."""
    word = word.lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def year_called(word: str, scene: Scene) -> int:
    """The year in four digits, two behind an apostrophe, or spoken."""
    word = word.strip(" ,")
    if word[0] in "'’‘`":
        two = int(word[1:])
        century = (scene.published.year if scene.published else 2020) // 100 * 100
        return (
            century + two
            if century + two <= (scene.published.year if scene.published else 2035) + 5
            else century - 100 + two
        )
    if word.isdigit():
        return int(word)
    return year_spoken(word)


def year_spoken(word: str) -> int:
    """The year in spoken words: "nineteen ninety-six"."""
    parts = re.split(r"[ -]+", word.lower())
    tail = [SMALL.get(part, 0) for part in parts[1:]]
    return SMALL[parts[0]] * 100 + sum(tail)


def named_parts(match: re.Match[str]) -> dict[str, str]:
    """The named groups of a match that are not empty; "day_b" is the same part as "day" in another order of words."""
    return {name.removesuffix("_b"): value for name, value in match.groupdict().items() if value}


def day_stretch(year_number: int, month_number: int, day_number: int) -> Stretch | None:
    """The day with that year, month and day; None when there is none."""
    try:
        return dates.day(date(year_number, month_number, day_number))
    except ValueError:
        return None


def reference_day(scene: Scene) -> date | None:
    """The day last mentioned, when it was a day."""
    if scene.reference is not None and scene.reference.grain in ("day", "part_of_day", "time"):
        return dates.day_of(scene.reference.earliest)
    return None


def grain_of(unit: Unit) -> Grain:
    """The grain of a stretch of one unit."""
    grains: dict[Unit, Grain] = {
        "second": "time",
        "minute": "time",
        "hour": "time",
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "season",
        "year": "year",
        "decade": "decade",
    }
    return grains.get(unit, "fuzzy")


def vague_value(unit: Unit) -> str:
    """The TIMEX3 value of an unknown stretch of a unit."""
    return {
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "day": "XXXX-XX-XX",
        "decade": "XXX",
        "century": "XX",
    }.get(unit, "XXXX")
