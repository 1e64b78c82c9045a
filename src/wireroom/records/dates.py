"""Dates as machines and papers write them: the words in, an aware UTC moment and its grain out; never a guess.

ISO 8601, RFC 2822 (mail, RSS), and the common written forms ("4 March 2024, 16:32", "March 4, 2024 11:52 GMT",
"04.03.2024 16:32"). A clock time without a zone is taken as UTC. "07/03/2024" is read only when one of the two numbers
is over 12: otherwise it could be July or March.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

LONGEST_DATE = 120
"""Characters; longer values are prose, not dates."""


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A moment (aware, UTC) and whether its clock time is known. `zoned` is true when a zone was stated.

    A day is midnight UTC of the date as written. A clock time of exactly midnight is how systems write a date without a
    time, so it counts as a day.
    """

    moment: datetime
    grain: Literal["instant", "day"]
    zoned: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "west": 1, "cest": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "jst": 9, "kst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_CLOCK = (
    r"(?:[\s,]*(?:T|at|\||-|–|—|·|\s)\s*(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|\(?[A-Z]{1,5}\b\)?)?)?"
)
_DAY, _YEAR = r"(?P<day>3[01]|[12]\d|0?[1-9])", r"(?P<year>(?:19|20|21)\d\d)"
_FORMS = tuple(
    re.compile(r"(?<!\d)" + form + _CLOCK + r"(?!\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])",
        r"(?P<year>(?:19|20)\d\d)(?P<number>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])",
        _YEAR + r"/(?P<number>1[0-2]|0?[1-9])/" + _DAY,
        _DAY + r"(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + _MONTH + r"[\s,-]+" + _YEAR,
        r"\b" + _MONTH + r"\s*" + _DAY + r"(?:st|nd|rd|th)?[\s,]+" + _YEAR,
        _DAY + r"\.\s?(?P<number>1[0-2]|0?[1-9])\.\s?" + _YEAR,
        r"(?P<first>[0-3]?\d)/(?P<other>[0-3]?\d)/" + _YEAR,
    )
)
_COMPACT_CLOCK = re.compile(r"(?<=\d{8}T)(\d\d)(\d\d)(\d\d)")
_AROUND = re.compile(
    r"(?:(?:published|posted|updated|on|date|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b[\s,.:]*)*", re.IGNORECASE
)


def read_date(words: str) -> Dated | None:
    """The date that `words` consist of, None when they are anything else."""
    words = words.strip()
    if not words or len(words) > LONGEST_DATE:
        return None
    found = _first(words)
    if found is None:
        return None
    start, end, dated = found
    before, after = words[:start], words[end:]
    return dated if _AROUND.fullmatch(before) and not after.strip(" .,;)") else None


def find_date(words: str) -> Dated | None:
    """The first full date that stands in `words`, None when there is none; only the first 120 characters count."""
    found = _first(words[:LONGEST_DATE])
    return found[2] if found else None


def _first(words: str) -> tuple[int, int, Dated] | None:
    words = _COMPACT_CLOCK.sub(r"\1:\2:\3", words)
    hits = [(match.start(), number, match) for number, form in enumerate(_FORMS) if (match := form.search(words))]
    for _, _, match in sorted(hits, key=lambda hit: hit[:2]):
        dated = _dated(match)
        if dated:
            return match.start(), match.end(), dated
    return None


def _dated(match: re.Match[str]) -> Dated | None:
    part = match.groupdict()
    day_month = _day_and_month(part)
    if day_month is None:
        return None
    try:
        date = datetime(int(part["year"]), day_month[1], day_month[0], tzinfo=UTC)
    except ValueError:
        return None
    if part["hour"] is None:
        return Dated(date, "day")
    return _with_clock(date, part)


def _day_and_month(part: dict[str, str | None]) -> tuple[int, int] | None:
    if part.get("first") is None:
        number = part.get("number")
        return int(part["day"] or 0), int(number) if number else _MONTHS[(part["month"] or "").lower()]
    first, other = int(part["first"] or 0), int(part["other"] or 0)
    if first == other or first > 12:
        return first, other
    return (other, first) if other > 12 else None


def _with_clock(date: datetime, part: dict[str, str | None]) -> Dated:
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    half = (part["half"] or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = _offset(part["zone"])
    if (hour, minute, second) == (0, 0, 0) or offset is None:
        return Dated(date, "day", zoned=bool(part["zone"]))
    local = date.replace(hour=hour, minute=minute, second=second, tzinfo=timezone(offset))
    try:
        return Dated(local.astimezone(UTC), "instant", zoned=bool(part["zone"]))
    except OverflowError:
        return Dated(date, "day")


def _offset(zone: str | None) -> timedelta | None:
    """The offset of a zone; zero when none is written, None for a zone we do not know (the clock time is then unknown)."""
    if not zone:
        return timedelta(0)
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        size = timedelta(hours=hours, minutes=minutes)
        return None if hours > 15 or minutes > 59 else size if zone[0] == "+" else -size
    hours_known = _ZONES.get(zone.strip("()").lower())
    return None if hours_known is None else timedelta(hours=hours_known)
