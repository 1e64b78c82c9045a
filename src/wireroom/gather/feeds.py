"""Feeds to captures, one entry a capture: RSS and Atom by feedparser, JSON Feed by a reader of our own.

feedparser's sanitising and link resolution stay off: the text is extracted later, and both cost more than the parsing
(ENGINES.md: 1,957 of 2,097 conformance cases, 1,300 to 1,900 items a second).
"""

import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from wireroom.gather.failures import unreadable
from wireroom.records.dates import Dated, read_date
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure

JSON_FEED = "jsonfeed.org"
"""What the `version` of a JSON Feed holds."""


def read_feed(
    content: bytes, name: str, *, url: str | None = None, captured: datetime | None = None
) -> Iterator[Capture | Failure]:
    """Every entry in order, named `name#number`; a Failure when the document is no feed, or ends in the middle."""
    import feedparser

    # A stream, never the bytes themselves: feedparser takes a short string for an address and would fetch it.
    parsed = feedparser.parse(
        io.BytesIO(content),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-location": url or ""},
    )
    channel = parsed.get("feed", {})
    for number, entry in enumerate(parsed.get("entries", ()), start=1):
        yield _entry(entry, channel, f"{name}#{number}", captured)
    if not parsed.get("version") and not parsed.get("entries"):
        yield unreadable(name, "an XML file that is no feed", "Give RSS or Atom, or save the items as .html or .txt.")
    elif parsed.get("bozo") and _is_fatal(parsed.get("bozo_exception")):
        count = len(parsed.get("entries", ()))
        yield unreadable(name, f"the feed is damaged ({_reason(parsed)}); {count} entries were read", "Fetch it again.")
    elif not parsed.get("entries"):
        yield unreadable(name, "the feed has no entries", "Check the address; some feeds are empty between updates.")


def read_json_feed(
    document: Mapping[str, Any], name: str, *, captured: datetime | None = None
) -> Iterator[Capture | Failure]:
    """Every item of a JSON Feed (version 1 or 1.1) in order, named `name#number`."""
    items = document.get("items")
    if not isinstance(items, list) or not items:
        yield unreadable(name, "the feed has no items", "Check the address; some feeds are empty between updates.")
        return
    for number, item in enumerate(items, start=1):
        place = f"{name}#{number}"
        if isinstance(item, dict):
            yield _json_item(item, document, place, captured)
        else:
            yield unreadable(place, "an item that is no object", "Tell the feed's publisher; the other items are used.")


def _entry(entry: Mapping[str, Any], channel: Mapping[str, Any], place: str, captured: datetime | None) -> Capture:
    dated = _published(entry)
    link = _text(entry, "link")
    return Capture(
        name=place,
        media_type="feed-entry",
        content=_body(entry).encode("utf-8", "surrogatepass"),
        charset="utf-8",
        url=link if link and link.startswith(("http://", "https://")) else None,
        # An entry's own address names its outlet better than the title of a section's feed.
        outlet=None if link else _text(channel, "title"),
        title=_plain(entry),
        byline=_text(entry, "author"),
        published=dated.moment if dated else None,
        published_grain=dated.grain if dated else None,
        captured=captured,
    )


def _body(entry: Mapping[str, Any]) -> str:
    """The full content if the feed has it, else the summary, as HTML."""
    parts = entry.get("content") or []
    best = max(
        (part for part in parts if isinstance(part.get("value"), str)), key=lambda p: len(p["value"]), default=None
    )
    if best is None:
        best = entry.get("summary_detail") or {"value": _text(entry, "summary") or "", "type": "text/html"}
    value = str(best.get("value") or "")
    return _as_html(value) if best.get("type") == "text/plain" else value


def _as_html(words: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in words.split("\n") if line.strip())


def _plain(entry: Mapping[str, Any]) -> str | None:
    """The title as words: RSS does not say whether it is markup, so tags and escapes are taken for markup."""
    from html import unescape
    from re import sub

    title = _text(entry, "title")
    return unescape(sub(r"</?[a-zA-Z][^<>]{0,200}>", "", title)) if title else None


def _published(entry: Mapping[str, Any]) -> Dated | None:
    """The stated publication time; the time of the last change where a feed (often Atom) gives only that."""
    for key in ("published", "updated", "created"):
        words, moment = entry.get(key), entry.get(f"{key}_parsed")
        dated = read_date(words) if isinstance(words, str) else None
        if dated is None and moment:
            # feedparser knows more forms than we do; its times are UTC.
            seconds = timedelta(seconds=timegm(moment))
            dated = Dated(datetime(1970, 1, 1, tzinfo=UTC) + seconds, "instant")
        if dated:
            return dated
    return None


def _json_item(item: Mapping[str, Any], document: Mapping[str, Any], place: str, captured: datetime | None) -> Capture:
    html, words = _text(item, "content_html"), _text(item, "content_text") or _text(item, "summary") or ""
    dated = read_date(_text(item, "date_published") or "")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [name for author in authors or () if isinstance(author, dict) and (name := _text(author, "name"))]
    link = _text(item, "url") or _text(item, "external_url")
    return Capture(
        name=place,
        media_type="feed-entry",
        content=(html or _as_html(words)).encode("utf-8", "surrogatepass"),
        charset="utf-8",
        url=link,
        outlet=None if link else _text(document, "title"),
        title=_text(item, "title"),
        byline=", ".join(names) or None,
        published=dated.moment if dated else None,
        published_grain=dated.grain if dated else None,
        captured=captured,
    )


def _text(mapping: Mapping[str, Any], key: str) -> str | None:
    value = mapping.get(key)
    # JSON can escape half a surrogate pair, which no codec can write.
    return (
        value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if isinstance(value, str) and value.strip()
        else None
    )


def _is_fatal(error: object) -> bool:
    """Whether the document could not be read to its end; a wrong encoding label is mended by feedparser itself."""
    return type(error).__name__ in ("SAXParseException", "ExpatError", "UndeclaredNamespace")


def _reason(parsed: Mapping[str, Any]) -> str:
    error = parsed.get("bozo_exception")
    message = getattr(error, "getMessage", lambda: str(error))()
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"{message} in line {line}" if line else str(message)
