"""The reader beside libraries that find or resolve dates in English text, on the same texts in one run.

Most libraries give a moment, not a TIMEX3 value, so they are read generously: a moment counts as right when it lies in
the day, week, month, quarter or year that gold names. What a library calls a length or a set counts by its TIMEX3
value. `ctparse` searches nothing; it is told gold's spans. A library that is not installed is named and left out.
"""

import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from benchmarks.times.metric import Timex, matched, same_value, score

Document = tuple[str, datetime | None, list[Timex]]
# A finding of a peer: its span and everything it gives as the value, moments or TIMEX3 values.
Finding = tuple[int, int, Sequence[datetime | str]]
Peer = Callable[[str, datetime, Sequence[Timex]], list[Finding]]

_NO_DATE = datetime(2000, 1, 1)
_FIRST_CALL = ("It rained on Tuesday, 5 March 2019, at 3 p.m.", _NO_DATE, [(13, 20, "2019-03-05")])


def compared(documents: Sequence[Document], read: Callable[[str, datetime | None], list[Timex]]) -> dict[str, float]:
    """Scores and milliseconds for 5,000 characters of the reader and of each peer that is installed, printed and given."""

    def wireroom(text: str, published: datetime, gold: Sequence[Timex]) -> list[Finding]:
        return [(start, end, [value]) for start, end, value in read(text, published)]

    result: dict[str, float] = {}
    makers: dict[str, Callable[[], Peer]] = {"wireroom": lambda: wireroom, **PEERS}
    for name, make in makers.items():
        try:
            peer = make()
        except ImportError as error:
            print(f"{name:24} not installed ({error.name})", file=sys.stderr)
            continue
        row = _measured(documents, peer)
        print(f"{name:24} " + "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
        result |= {f"{name} {key}": value for key, value in row.items()}
    return result


def _measured(documents: Sequence[Document], peer: Peer) -> dict[str, float]:
    pairs, seconds = [], 0.0
    peer(*_FIRST_CALL)  # Patterns and models are made ready at the first call; that is not measured.
    for text, published, gold in documents:
        day = (published or _NO_DATE).replace(tzinfo=None)
        began = time.perf_counter()
        found = peer(text, day, gold)
        seconds += time.perf_counter() - began
        pairs.append((gold, _valued(gold, found)))
    characters = sum(len(text) for text, _, _ in documents)
    return score(pairs) | {"ms_per_5000_characters": 1000 * seconds * 5000 / characters}


def _valued(gold: Sequence[Timex], found: Sequence[Finding]) -> list[Timex]:
    """The findings with gold's value where one of theirs is right for it."""
    values = {(start, end): candidates for start, end, candidates in found}
    plain = [(start, end, "") for start, end in values]
    right = {other[:2]: left[2] for left, other in matched(gold, plain) if _agrees(left[2], values[other[:2]])}
    return [(start, end, right.get((start, end), "")) for start, end in values]


def _agrees(gold: str, candidates: Sequence[datetime | str]) -> bool:
    return any(same_value(gold, one) if isinstance(one, str) else gold in _values_of(one) for one in candidates if one)


def _values_of(moment: datetime) -> set[str]:
    """Every TIMEX3 value that a moment may stand for, from its minute to its decade, and the present."""
    year, week, _ = moment.isocalendar()
    iso = moment.isoformat()
    return {
        iso[:16],
        iso[:13],
        iso[:10],
        iso[:7],
        iso[:4],
        iso[:3],
        f"{year:04d}-W{week:02d}",
        f"{moment.year:04d}-Q{(moment.month + 2) // 3}",
        "PRESENT_REF",
    }


def _dateparser() -> Peer:
    search: Any = import_module("dateparser.search")

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past"}
        found: list[Finding] = []
        position = 0
        for words, moment in search.search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                found.append((start, position, [moment.replace(tzinfo=None)]))
        return found

    return peer


def _datefinder() -> Peer:
    module: Any = import_module("datefinder")

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        return [
            (span[0], span[1], [moment.replace(tzinfo=None)])
            for moment, span in module.find_dates(text, index=True, base_date=day)
        ]

    return peer


def _parsedatetime() -> Peer:
    calendar: Any = import_module("parsedatetime").Calendar()

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        return [(start, end, [moment]) for moment, _, start, end, _ in calendar.nlp(text, sourceTime=day) or ()]

    return peer


def _timexy() -> Peer:
    import_module("timexy")
    language: Any = import_module("spacy").blank("en")
    language.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        return [(ent.start_char, ent.end_char, _timexy_values(ent.kb_id_)) for ent in language(text).ents]

    return peer


def _timexy_values(tag: str) -> list[datetime | str]:
    told = re.search(r'value="([^"]+)"', tag)
    value = told[1] if told else ""
    return [_moment(value) or value]


def _recognizers() -> Peer:
    module: Any = import_module("recognizers_date_time")

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        return [
            (one.start, one.end + 1, _recognizer_values(one.resolution))
            for one in module.recognize_datetime(text, "en-us", reference=day)
        ]

    return peer


def _recognizer_values(resolution: Any) -> list[datetime | str]:
    """The TIMEX value and the moments of the first reading, which is the one in the past."""
    rows = (resolution or {}).get("values") or [{}]
    told = [str(rows[0].get(key, "")) for key in ("timex", "value", "start")]
    return [_moment(words) or words for words in told if words]


def _moment(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _ctparse() -> Peer:
    parse: Any = import_module("ctparse").ctparse

    def peer(text: str, day: datetime, gold: Sequence[Timex]) -> list[Finding]:
        found: list[Finding] = []
        for start, end, _ in gold:
            parsed = parse(text[start:end], ts=day, timeout=0.2)
            found.append((start, end, _ctparse_values(parsed.resolution) if parsed else []))
        return found

    return peer


def _ctparse_values(resolution: Any) -> list[datetime | str]:
    """The day or the part of a date that it gives; an interval by its start."""
    when = getattr(resolution, "t_from", None) or resolution
    known: list[Any] = [getattr(when, name, None) for name in ("year", "month", "day")]
    if None not in known:
        return [datetime(*known)]
    words = [f"{part:02d}" for part in known[: known.index(None)]]
    return ["-".join(words)] if words else []


PEERS: dict[str, Callable[[], Peer]] = {
    "dateparser": _dateparser,
    "datefinder": _datefinder,
    "parsedatetime": _parsedatetime,
    "timexy": _timexy,
    "recognizers-text": _recognizers,
    "ctparse (told the spans)": _ctparse,
}
