"""What was captured and what was reported: captures, reports, who copied whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wireroom.records.spans import Span

MediaType = Literal["html", "text", "pdf", "mail", "feed-entry", "json-report"]
LineageKind = Literal["original", "copy", "partial_copy", "edit", "cites"]


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one item as they came, with what the channel said of them.

    `name` is the path inside the input or the address, for people and for messages. `captured` is when the bytes were
    fetched and is never used as the publication date. `title`, `outlet`, `published` are what the channel (a feed, a
    JSON line, the command line) states; the page's own statements are read in `extract`. `notes` go on to the report.
    """

    name: str
    media_type: MediaType
    content: bytes
    charset: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    captured: datetime | None = None
    published_grain: Literal["instant", "day"] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One published item in one version. `text` is normalised once and never altered; everything points into it.

    `title` is a span of `text`, None when no title is known apart from the body. `published` is aware and UTC;
    `published_grain` says whether the clock time is known. `pasted` is true when nothing is known of an outlet, an
    address or a title, so the text may be a heap of passages. `owner` is who owns the outlet, when a registry says so.
    """

    id: str
    text: str
    name: str
    title: Span | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: datetime | None = None
    published_grain: Literal["instant", "day"] | None = None
    modified: datetime | None = None
    captured: datetime | None = None
    lang: str | None = None
    pasted: bool = False
    owner: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a report's words come from: `share` (0 to 1) of its text stands in report `of`.

    `of` is None for an original, and for a copy of an agency text that is not among the reports (then `agency` names
    it). `direction_known` is false when no publication time tells which of two equal texts came first.
    """

    report_id: str
    kind: LineageKind
    of: str | None = None
    share: float = 0.0
    agency: str | None = None
    direction_known: bool = True
    reasons: tuple[str, ...] = ()
