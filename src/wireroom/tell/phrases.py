"""The account's own words: closed lists for standings, forms and relations, and how numbers, dates and counts are written.

Everything here is ours and fixed; words of reports never pass through it, except to be put in quotation marks.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

STANDINGS: Mapping[str, str] = {
    "single_origin": "single origin",
    "corroborated": "corroborated",
    "acknowledged": "acknowledged by the side it speaks against",
    "contested": "contested",
    "superseded": "superseded by a later count",
    "withdrawn": "withdrawn",
    "discounted": "discounted by a person",
}
DISPOSITIONS: Mapping[str, str] = {
    "off_topic": "Off topic",
    "tangent": "Tangents, weakly linked",
    "definition": "Definitions, used for aliases",
    "headline": "Headlines",
    "duplicate": "Duplicates",
    "boilerplate": "Page furniture",
    "unreadable": "Unreadable",
    "used": "Used",
}
FORMS: Mapping[str, str] = {"direct": "direct speech", "indirect": "indirect speech", "mixed": "partly quoted"}
MODALITIES: Mapping[str, str] = {"asserts": "", "denies": "denies", "expects": "expects", "declines": "declines to say"}
AGGREGATIONS: Mapping[str, str] = {
    "incident": "one incident",
    "period": "over a period",
    "cumulative": "since the beginning",
    "stock": "at one moment",
}
RELATIONS: Mapping[str, str] = {
    "confirms": "confirms",
    "updates": "updates",
    "corrects": "corrects",
    "qualifies": "qualifies",
    "disputes": "disputes",
    "refutes": "refutes",
    "contested": "contested with",
    "compatible_with": "compatible with",
    "not_comparable": "not comparable with",
}
DISAGREEMENTS = ("contested", "refutes", "disputes", "corrects", "qualifies")
LINEAGES: Mapping[str, str] = {
    "original": "own text",
    "copy": "copy",
    "partial_copy": "partial copy",
    "edit": "edited version",
    "cites": "cites",
}
KINDS: Mapping[str, str] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "place": "place",
    "other": "",
    "agency": "news agency",
    "document": "document",
    "outlet": "outlet",
    "unnamed": "nobody named",
    "unknown": "not known",
}
PRECISIONS: Mapping[int, str] = {  # UCDP GED codebook 23.1, where_prec
    1: "exact place",
    2: "within about 25 km",
    3: "second-order division",
    4: "first-order division",
    5: "feature without a point",
    6: "country",
    7: "international waters or airspace",
}
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
DOUBLE_QUOTES = re.compile(r"[\"“”„‟«»]")
MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)")


def quoted(words: str) -> str:
    """Words of a report in quotation marks: curly ones, or guillemets when the words have double marks of their own."""
    words = " ".join(words.split())
    return f"«{words}»" if DOUBLE_QUOTES.search(words) else f"“{words}”"


def shorten(words: str, most: int) -> str:
    """The words on one line, cut at a space to at most `most` characters, the cut marked with […]."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    cut = words[: most - 4].rstrip()
    at_space = cut.rfind(" ")
    return (cut[:at_space] if at_space > most // 3 else cut) + " […]"


def count(number: int, thing: str, things: str | None = None) -> str:
    """A counted noun: "1 report", "1,200 reports"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(words: Sequence[str], most: int) -> str:
    """Words in a row, at most `most` of them, and how many more there are."""
    shown = ", ".join(words[:most])
    return shown + (f" and {len(words) - most} more" if len(words) > most else "")


def number(value: float) -> str:
    """A number with thousands separators and no empty decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def amount(
    low: float | None,
    best: float | None,
    high: float | None,
    *,
    exclusive: bool = False,
    approximate: bool = False,
) -> str:
    """Bounds in words: "at least 4", "more than 10,000", "4 to 38", "about 90"; "no number" when all are missing."""
    about = "about " if approximate else ""
    if low is not None and high is not None:
        span = number(low) if low == high else f"{number(low)} to {number(high)}"
        inner = best is not None and low != high and best not in (low, high)
        return about + span + (f", best {number(best)}" if inner and best is not None else "")
    if low is not None:
        return f"{'more than' if exclusive else 'at least'} {about}{number(low)}" + _best(best, low)
    if high is not None:
        return f"up to {about}{number(high)}" + _best(best, high)
    return about + number(best) if best is not None else "no number"


def _best(best: float | None, bound: float) -> str:
    return "" if best is None or best == bound else f", best {number(best)}"


def moment(iso: str | None, *, weekday: bool = False) -> str:
    """A date or instant in words: "4 March 2024", "4 March 2024, 11:52 UTC"; the text itself when it is no date."""
    parsed = _parsed(iso)
    if parsed is None:
        month = MONTH_ONLY.fullmatch(iso or "")
        known = month and 1 <= int(month[2]) <= 12
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}" if month and known else iso or "no date"
    day = f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"
    day = f"{WEEKDAYS[parsed.weekday()]} {day}" if weekday else day
    if not isinstance(parsed, datetime):
        return day
    zone = " UTC" if parsed.utcoffset() is not None else ""
    return f"{day}, {parsed:%H:%M}{zone}"


def days(first: str | None, last: str | None) -> str:
    """A span of days in words: "3–9 March 2024", "27 February–4 March 2024"; "no date stated" without either."""
    start, end = _day(first), _day(last)
    if start is None or end is None or start == end:
        only = start or end
        return moment(only.isoformat()) if only else moment(first or last) if first or last else "no date stated"
    return f"{_day_words(start, end)}–{moment(end.isoformat())}"


def _day_words(start: date, end: date) -> str:
    if start.year != end.year:
        return moment(start.isoformat())
    return str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"


def _day(iso: str | None) -> date | None:
    parsed = _parsed(iso)
    return parsed.date() if isinstance(parsed, datetime) else parsed


def _parsed(iso: str | None) -> date | datetime | None:
    if not iso:
        return None
    try:
        return date.fromisoformat(iso) if len(iso) <= len("2019-03-05") else datetime.fromisoformat(iso)
    except ValueError:
        return None


def name_key(name: str) -> str:
    """What makes two wordings of a speaker one heading: case and article do not count."""
    return re.sub(r"^(?:the|a|an)\s", "", " ".join(name.casefold().split()))
