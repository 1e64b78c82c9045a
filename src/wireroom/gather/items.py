"""One opened item to captures, by its kind: the place where every format meets its reader."""

import codecs
import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from wireroom.gather import limits
from wireroom.gather.archive import read_archive
from wireroom.gather.failures import unreadable
from wireroom.gather.feeds import JSON_FEED, read_feed, read_json_feed
from wireroom.gather.fetch import Answer
from wireroom.gather.kinds import Kind, Sniffed, sniff
from wireroom.gather.lines import read_lines, read_objects
from wireroom.gather.mailbox import read_mailbox
from wireroom.records.reports import Capture, MediaType
from wireroom.records.runs import Failure

Outcome = Capture | Failure

_WHOLE: dict[Kind, tuple[MediaType, int, str]] = {
    "text": ("text", limits.TEXT_BYTES, "Split it into single reports, or give a .jsonl file with one report a line."),
    "html": ("html", limits.PAGE_BYTES, "Save the page without its pictures, or split it."),
    "pdf": ("pdf", limits.DOCUMENT_BYTES, "Split it, or export its text."),
    "mail": ("mail", limits.MESSAGE_BYTES, "Save it without its attachments."),
}
_STREAMED: dict[Kind, Callable[[BinaryIO, str], Iterator[Outcome]]] = {
    "lines": read_lines,
    "mailbox": read_mailbox,
    "archive": read_archive,
}


def read_file(path: Path, name: str) -> Iterator[Outcome]:
    """The captures of a file."""
    with path.open("rb") as stream:
        yield from read_stream(stream, name)


def read_pipe(pipe: BinaryIO, name: str) -> Iterator[Outcome]:
    """The captures of a stream that can be read only once; what can be streamed is, the rest is kept on disk."""
    head = pipe.read(limits.HEAD_BYTES)
    chained = cast(BinaryIO, io.BufferedReader(_Chained(head, pipe)))
    if sniff(head, name).kind in ("gzip", "archive"):
        chained = _spooled(chained)
    yield from _read(chained, head, name, None)


def read_stream(stream: BinaryIO, name: str, *, channel: Answer | None = None) -> Iterator[Outcome]:
    """The captures of a seekable stream; `channel` is what a server said of it."""
    head = stream.read(limits.HEAD_BYTES)
    stream.seek(0)
    yield from _read(stream, head, name, channel)


def _read(stream: BinaryIO, head: bytes, name: str, channel: Answer | None) -> Iterator[Outcome]:
    empty = True
    for outcome in _by_kind(stream, head, name, channel):
        empty = False
        yield outcome
    if empty:
        yield unreadable(
            name, "there is no report in it", "Check the file; a .jsonl or .json file has one report an object."
        )


def _by_kind(stream: BinaryIO, head: bytes, name: str, channel: Answer | None) -> Iterator[Outcome]:
    if not head.strip(b"\x00 \t\r\n\f\v"):
        yield unreadable(name, "the file is empty", "Check that it was saved to its end.")
        return
    sniffed = sniff(head, name)
    if sniffed.kind == "gzip":
        yield from _unpacked(stream, name)
    elif sniffed.kind in _STREAMED:
        yield from _STREAMED[sniffed.kind](_in_utf8(stream, sniffed), name)
    elif sniffed.kind in ("feed", "json"):
        yield from _document(stream, name, sniffed, channel)
    elif sniffed.kind == "binary":
        yield unreadable(name, _binary_problem(head), "Save it as text, HTML or PDF (a .zip: unpack it) and give that.")
    else:
        yield _whole(stream, name, sniffed, channel)


def _spooled(stream: BinaryIO) -> BinaryIO:
    """A seekable copy of a stream; a large one rests on disk."""
    copy = tempfile.SpooledTemporaryFile(max_size=limits.TEXT_BYTES)  # noqa: SIM115 (lives as long as the stream)
    while chunk := stream.read(limits.MEGABYTE):
        copy.write(chunk)
    copy.seek(0)
    return cast(BinaryIO, copy)


def _whole(stream: BinaryIO, name: str, sniffed: Sniffed, channel: Answer | None) -> Outcome:
    media_type, limit, remedy = _WHOLE[sniffed.kind]
    content = stream.read(limit + 1)
    if len(content) > limit:
        return unreadable(name, f"larger than the {limit // limits.MEGABYTE} MB that one item may have", remedy)
    return Capture(
        name,
        media_type,
        content,
        charset=(channel.charset if channel else None) or sniffed.charset,
        url=channel.url if channel else None,
        captured=channel.fetched if channel else None,
    )


def _document(stream: BinaryIO, name: str, sniffed: Sniffed, channel: Answer | None) -> Iterator[Outcome]:
    content = stream.read(limits.FEED_BYTES + 1)
    if len(content) > limits.FEED_BYTES:
        limit = limits.FEED_BYTES // limits.MEGABYTE
        yield unreadable(
            name, f"larger than the {limit} MB that one document may have", "Give one report a line (.jsonl)."
        )
        return
    fetched: datetime | None = channel.fetched if channel else None
    if sniffed.kind == "feed":
        yield from read_feed(content, name, url=channel.url if channel else None, captured=fetched)
        return
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        # Not one document: perhaps one report a line under the ending .json. Each line then says what is wrong with it.
        yield from read_lines(io.BytesIO(content), name)
        return
    if isinstance(document, dict) and JSON_FEED in str(document.get("version", "")):
        yield from read_json_feed(document, name, captured=fetched)
    else:
        yield from read_objects(document if isinstance(document, list) else [document], name)


def _unpacked(stream: BinaryIO, name: str) -> Iterator[Outcome]:
    """The captures of a gzip file; a web archive keeps its packing, because its reader goes member by member."""
    if _starts_with_record(stream):
        yield from read_archive(stream, name)
        return
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    try:
        with gzip.open(stream) as unpacked:
            yield from read_stream(cast(BinaryIO, unpacked), inner)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield unreadable(name, "the compressed file is damaged or ends too soon", "Download or copy it again.")


def _starts_with_record(stream: BinaryIO) -> bool:
    stream.seek(0)
    head = stream.read(4096)
    stream.seek(0)
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _in_utf8(stream: BinaryIO, sniffed: Sniffed) -> BinaryIO:
    """A stream of lines in UTF-8 when the file is in UTF-16 (some exports are)."""
    if sniffed.charset is None or sniffed.kind != "lines":
        return stream
    return cast(BinaryIO, codecs.EncodedFile(stream, "utf-8", sniffed.charset, errors="replace"))


class _Chained(io.RawIOBase):
    """The bytes already taken from a pipe, then the rest of the pipe."""

    def __init__(self, head: bytes, pipe: BinaryIO) -> None:
        self.head, self.pipe = head, pipe

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.head[: len(buffer)] or self.pipe.read(len(buffer))
        self.head = self.head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _binary_problem(head: bytes) -> str:
    names = {
        b"PK\x03\x04": "a zip or office file",
        b"\x89PNG": "a picture",
        b"\xff\xd8\xff": "a picture",
        b"GIF8": "a picture",
    }
    known = next((what for mark, what in names.items() if head.startswith(mark)), "binary data")
    return f"{known}, not text"
