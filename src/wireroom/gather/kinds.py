"""What kind of thing some bytes are: by what they begin with, then by the name's ending, then by what they look like."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "html", "pdf", "mail", "mailbox", "feed", "lines", "json", "archive", "gzip", "binary"]

BESIDE_A_PAGE = frozenset(
    "jpg jpeg png gif webp svg ico bmp tif tiff avif heic css js mjs map woff woff2 ttf otf eot mp3 mp4 m4a m4v mov avi "
    "webm ogg ogv wav flac toml yaml yml ini cfg lock db".split()
)
"""Endings of files that lie beside saved pages or configure something: in a folder they are ignored by name."""
CONTROLS_IN_TEXT = 0.3
"""Share of control characters above which even valid UTF-8 is no text."""
CONTROLS_IN_LEGACY_TEXT = 0.05
"""The same for bytes that are not UTF-8; random bytes have one in ten."""

_ENDINGS: dict[str, Kind] = {
    "txt": "text", "text": "text", "md": "text", "markdown": "text",
    "html": "html", "htm": "html", "xhtml": "html", "shtml": "html",
    "jsonl": "lines", "ndjson": "lines", "json": "json",
    "eml": "mail", "mbox": "mailbox", "pdf": "pdf", "warc": "archive",
    "xml": "feed", "rss": "feed", "atom": "feed", "rdf": "feed",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"), (b"WARC/", "archive"), (b"PK\x03\x04", "binary"), (b"\x89PNG", "binary"),
    (b"\xff\xd8\xff", "binary"), (b"GIF8", "binary"), (b"RIFF", "binary"), (b"\xd0\xcf\x11\xe0", "binary"),
    (b"7z\xbc\xaf", "binary"), (b"Rar!", "binary"), (b"\x7fELF", "binary"), (b"SQLite format 3", "binary"),
    (b"BZh", "binary"), (b"\xfd7zXZ", "binary"), (b"\x28\xb5\x2f\xfd", "binary"),
)  # fmt: skip
MOST_ODD_SHARE = 0.04  # of characters that are no text; bytes of a packed file have several times as many
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_COMMENTS = rb"(?:\s|<!--(?:(?!-->).){0,2000}-->|<\?.{0,300}?\?>)*"
_HTML = re.compile(_COMMENTS + rb"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|h1|p)\b", re.I | re.S)
_FEED = re.compile(rb"<(?:rss|feed|(?:rdf:)?rdf|channel)[\s>]", re.I)
_XML = re.compile(_COMMENTS + rb"<[\w:]+[\s>]", re.I | re.S)
_HEADER = re.compile(
    rb"^(from|date|subject|received|message-id|mime-version|return-path|delivered-to|to):", re.I | re.M
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind, and the encoding where the bytes themselves tell it (UTF-16 without a byte order mark)."""

    kind: Kind
    charset: str | None = None


def sniff(head: bytes, name: str = "") -> Sniffed:
    """The kind of an item from its first bytes and its name."""
    for mark, kind in _MAGIC:
        if head.startswith(mark):
            return Sniffed(kind)
    if b"%PDF-" in head[:1024]:
        return Sniffed("pdf")
    ending = _ENDINGS.get(ending_of(name))
    if ending == "pdf":
        return Sniffed("pdf")
    charset = _wide_charset(head)
    if charset is None and _is_binary(head):
        return Sniffed("binary")
    looks = _looks(head.removeprefix(_MARKS[0])) if charset is None else "text"
    return Sniffed(_settled(ending, looks), charset)


def ending_of(name: str) -> str:
    """The ending of a file name in lower case without the dot, "" when there is none."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def _settled(ending: Kind | None, looks: Kind) -> Kind:
    """The ending decides, except where the content cannot be of that kind."""
    if ending is None:
        return looks
    if ending == "text" and looks == "html":
        return "html"
    if ending == "feed" and looks != "feed":
        return "html" if looks == "html" else "feed"
    if ending == "html" and looks == "feed":
        return "feed"
    if ending in ("lines", "json"):
        return "json" if looks == "json" else ending
    return ending


def _looks(head: bytes) -> Kind:
    start = head.lstrip()[:4096]
    if _HTML.match(start):
        return "html"
    if _XML.match(start):
        # XML that is neither page nor feed goes to the reader of feeds, which says so.
        return "feed" if _FEED.search(start) or start.startswith(b"<?xml") else "html"
    if head.startswith(b"From ") and _HEADER.search(head):
        return "mailbox"
    if _is_mail(start):
        return "mail"
    if start.startswith(b"["):
        return "json" if start[1:].lstrip()[:1] in (b"{", b"]") else "text"
    if start.startswith(b"{"):
        return "lines" if start[1:].lstrip()[:1] in (b'"', b"}") else "text"
    return "text"


def _is_mail(head: bytes) -> bool:
    """Whether two different mail headers stand before the first blank line, the first at the very beginning."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(top)}
    return len(names) >= 2 and re.match(rb"[A-Za-z-]+:", top) is not None


def _wide_charset(head: bytes) -> str | None:
    """UTF-16 by its mark, or without one: nearly every other byte of Western text is zero."""
    if head.startswith(_MARKS) or head.count(0) < 2:
        return "utf-16" if head.startswith(_MARKS[1:]) and _reads_as_wide(head) else None
    even, odd = head[0::2], head[1::2]
    zeros = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    if zeros[1] > 0.6 and zeros[0] < 0.1:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.6 and zeros[1] < 0.1 else None


def _reads_as_wide(head: bytes) -> bool:
    """Whether bytes behind a mark of UTF-16 are text: a damaged archive may begin with one by chance."""
    text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    odd = sum(not (character.isprintable() or character.isspace()) or character == "\ufffd" for character in text)
    return odd <= MOST_ODD_SHARE * len(text)


def _is_binary(head: bytes) -> bool:
    if not head:
        return False
    controls = (len(head) - len(head.translate(None, _CONTROLS))) / len(head)
    try:
        head[:-3].decode("utf-8") if len(head) > 3 else head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A sequence cut off by the end of the head is no fault of the text.
        if len(head) - error.start > 6:
            return controls > CONTROLS_IN_LEGACY_TEXT
    return controls > CONTROLS_IN_TEXT
