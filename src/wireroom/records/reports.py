"""What was captured and what was reported: captures, reports, who copied whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wireroom.records.spans import Anchor, Span

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


@dataclass(frozen=True, slots=True, order=True)
class CopiedSpan:
    """Words of a report, code points `start` to `end` of its text, that stood in the report `of` first."""

    start: int
    end: int
    of: str


@dataclass(frozen=True, slots=True, order=True)
class SharedPart:
    """A report with which text is shared: `share` (0 to 1) of the later one stands in it, `of_share` of it in the later one."""

    of: str
    share: float
    of_share: float


@dataclass(frozen=True, slots=True)
class Change:
    """What one version of an article has where the version before had something else.

    `start` and `end` are in the text of the new version, equal when words were only taken out; `before` cites the words
    taken out of the version before, None when words were only added.
    """

    start: int
    end: int
    before: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a report's words come from: `share` (0 to 1) of its text stands in report `of`, `of_share` of that one's in it.

    `of` is None for an original, and for a copy of an agency text that is not among the reports (then `agency` names
    it). `direction_known` is false when no publication time tells which of two reports came first. `group` is the id of
    the first report of the copy group, the report's own id when it is the first. `also` are further reports of which a part
    stands here, most first. `copied` are the copied words with the report each stood in first, in order, without overlap.
    `changes` are filled for an edit whose version before is at hand. `cites` names outlets and agencies that the text
    gives as having reported something. `estimated` is true when the shares come from a sample of the words.
    """

    report_id: str
    kind: LineageKind
    of: str | None = None
    share: float = 0.0
    agency: str | None = None
    direction_known: bool = True
    reasons: tuple[str, ...] = ()
    of_share: float = 0.0
    group: str = ""
    also: tuple[SharedPart, ...] = ()
    copied: tuple[CopiedSpan, ...] = ()
    changes: tuple[Change, ...] = ()
    cites: tuple[str, ...] = ()
    estimated: bool = False


# A sentence with a word or two of its own in it is still the other's.
COPIED_SENTENCE_SHARE = 0.7


def first_reports(lineage: Lineage, sentences: Sequence[Span]) -> tuple[str | None, ...]:
    """For each sentence (a span of the report's text) the report that most of it stood in first; None for one of its own."""
    return tuple(_first_report(lineage.copied, sentence) for sentence in sentences)


def _first_report(copied: Sequence[CopiedSpan], sentence: Span) -> str | None:
    """The report behind COPIED_SENTENCE_SHARE of the letters, the one with the most of them."""
    held: dict[str, int] = {}
    for span in copied:
        shared = min(span.end, sentence.end) - max(span.start, sentence.start)
        if shared > 0:
            held[span.of] = held.get(span.of, 0) + shared
    if sum(held.values()) < COPIED_SENTENCE_SHARE * max(len(sentence), 1):
        return None
    return max(sorted(held), key=lambda report_id: held[report_id])
