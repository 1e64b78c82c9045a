"""Places in a report's text: half-open code-point spans, and anchors that can be checked against the words."""

from dataclasses import dataclass
from hashlib import sha256

from wireroom.errors import AnchorError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def words(self, text: str) -> str:
        """The words of `text` in this span."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A citation: a place in a report, its words, and their checksum (W3C position and quote selectors in one)."""

    report_id: str
    start: int
    end: int
    quote: str
    check: str


def checksum(words: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the words in UTF-8."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def anchor_at(report_id: str, text: str, span: Span) -> Anchor:
    """The anchor of `span` in the text of a report; an empty span or one outside the text is an AnchorError."""
    if not span.start < span.end <= len(text):
        raise AnchorError(report_id, span.start, span.end, f"outside the text of {len(text)} characters, or empty")
    words = text[span.start : span.end]
    return Anchor(report_id, span.start, span.end, words, checksum(words))


def verify(anchor: Anchor, text: str) -> None:
    """Raise AnchorError unless the anchor's words and checksum are those of `text` at its place."""
    words = text[anchor.start : anchor.end]
    if words != anchor.quote:
        raise AnchorError(anchor.report_id, anchor.start, anchor.end, f"the text says {words!r}, not {anchor.quote!r}")
    if checksum(words) != anchor.check:
        raise AnchorError(anchor.report_id, anchor.start, anchor.end, "the checksum is not that of the words")
