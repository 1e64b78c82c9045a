"""JSON reports, one a line (streamed, never loaded whole) or as one document; a bad line is a Failure naming its number.

The keys of a line are those of the command-line contract. A key that we do not know is reported once a file, in the log;
a value of the wrong type is a Failure that names the key.
"""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from wireroom.gather.failures import unreadable
from wireroom.gather.limits import LINE_BYTES, MEGABYTE
from wireroom.records.dates import read_date
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure

KEYS = ("id", "url", "outlet", "title", "byline", "published", "text", "html")

logger = logging.getLogger("wireroom")

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_SEPARATORS = re.compile(rb"\r(?!\n)")


def read_lines(stream: BinaryIO, name: str) -> Iterator[Capture | Failure]:
    """One capture or Failure for every line that is not blank, named `name:line`."""
    unknown: set[str] = set()
    for number, line in _lines(stream):
        place = f"{name}:{number}"
        if line is None:
            yield unreadable(
                place, f"the line is longer than {LINE_BYTES // MEGABYTE} MB", "Split it into single reports."
            )
        elif line.strip():
            yield _capture(line, place, unknown)
    _report_unknown(name, unknown)


def read_objects(rows: list[Any], name: str) -> Iterator[Capture | Failure]:
    """One capture or Failure for every object of a JSON document, named `name:number`."""
    unknown: set[str] = set()
    for number, row in enumerate(rows, start=1):
        yield _outcome(row, f"{name}:{number}", unknown, stray=False)
    _report_unknown(name, unknown)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line (ends \\n, \\r\\n or \\r); None for the bytes of a line that is too long."""
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        if number == 0:
            line = line.removeprefix(b"\xef\xbb\xbf")
        whole = line.endswith(b"\n") or len(line) <= LINE_BYTES
        # A raw carriage return cannot stand inside JSON, so it always ends a line.
        parts = _LINE_SEPARATORS.split(line.rstrip(b"\r\n")) if b"\r" in line else [line]
        if not whole:
            parts = [b""]
            while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
        for part in parts:
            number += 1
            yield number, part if whole else None


def _capture(line: bytes, place: str, unknown: set[str]) -> Capture | Failure:
    try:
        words, stray = line.decode("utf-8"), False
    except UnicodeDecodeError:
        words, stray = line.decode("utf-8", "surrogateescape"), True
    try:
        row = json.loads(words)
    except json.JSONDecodeError as error:
        return unreadable(
            place, f"not JSON: {error.msg} at character {error.pos + 1}", "Mend the line; the others are used."
        )
    except (ValueError, RecursionError) as error:
        return unreadable(place, f"not usable JSON: {error}", "Mend the line; the others are used.")
    return _outcome(row, place, unknown, stray=stray)


def _outcome(row: object, place: str, unknown: set[str], *, stray: bool) -> Capture | Failure:
    if not isinstance(row, dict):
        return unreadable(
            place, f"a {_json_name(row)}, where one report is an object", 'Write {"text": "…"} on the line.'
        )
    unknown.update(str(key) for key in row if key not in KEYS)
    wrong = _wrong_type(row)
    if wrong:
        return unreadable(place, wrong, "Mend the line; the others are used.")
    body = row.get("text") or row.get("html")
    if not body:
        keys = ", ".join(repr(str(key)[:40]) for key in list(row)[:12]) or "none"
        problem = f'neither "text" nor "html" is there, or it is empty (keys of this line: {keys})'
        return unreadable(place, problem, 'Write the words of the report under "text".')
    return _as_capture(row, body, place, stray=stray)


def _as_capture(row: dict[str, Any], body: str, place: str, *, stray: bool) -> Capture:
    words = row.get("published")
    dated = read_date(words) if words else None
    notes = (
        () if dated or not words else (f"published {words!r} is not a date that can be read; the report is undated",)
    )
    return Capture(
        name=place,
        media_type="json-report" if row.get("text") else "html",
        content=_bytes_of(body, stray=stray),
        charset="utf-8",
        id=_words(row.get("id")),
        url=_words(row.get("url")),
        outlet=_words(row.get("outlet")),
        title=_words(row.get("title")),
        byline=_words(row.get("byline")),
        published=dated.moment if dated else None,
        published_grain=dated.grain if dated else None,
        notes=notes,
    )


def _words(value: str | int | None) -> str | None:
    """A short field as words that every codec can write; an escape of half a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", str(value)) if value not in (None, "") else None


def _wrong_type(row: dict[str, Any]) -> str | None:
    for key in KEYS:
        value = row.get(key)
        number = key == "id" and isinstance(value, int) and not isinstance(value, bool)
        if value is not None and not isinstance(value, str) and not number:
            return f'"{key}" is a {_json_name(value)}, where words are needed'
    return None


def _bytes_of(words: str, *, stray: bool) -> bytes:
    """The words in UTF-8, with bytes of the file that were not UTF-8 as they were, and lone surrogates kept for `extract`."""
    if not stray:
        return words.encode("utf-8", "surrogatepass")
    kept = re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", words)
    return kept.encode("utf-8", "surrogateescape")


def _json_name(value: object) -> str:
    names = {bool: "true or false", int: "number", float: "number", list: "list", dict: "object", str: "string"}
    return names.get(type(value), "null")


def _report_unknown(name: str, unknown: set[str]) -> None:
    if unknown:
        keys = ", ".join(repr(key) for key in sorted(unknown)[:20])
        more = f" and {len(unknown) - 20} more" if len(unknown) > 20 else ""
        logger.warning("%s: keys that are not used: %s%s. Known keys: %s.", name, keys, more, ", ".join(KEYS))
