"""A web archive (WARC, plain or gzip) to captures: HTML responses with their address, time and encoding, by fastwarc.

fastwarc stops at damage and gives a truncated record as if it were whole. So each gzip member is taken out by itself
(its checksum shows damage), each record is checked against its stated length, and after damage the reader goes on at the
next member or record that begins with "WARC/". One Failure a file says where the first damage was and how much is lost.
"""

import logging
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, BinaryIO

from wireroom.gather.failures import unreadable
from wireroom.gather.limits import MEGABYTE, RECORD_BYTES
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure

CHUNK_BYTES = 65_536
IN_MEMORY_BYTES = 64 * MEGABYTE
"""A gzip member that unpacks to more than this rests on disk: some writers put a whole archive in one member."""

logger = logging.getLogger("wireroom")

_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(slots=True)
class _Tally:
    """What is seen on the way: damaged places, and records that are no pages."""

    damage: list[tuple[int, str]] = field(default_factory=list)
    others: int = 0
    pages: int = 0

    def note(self, place: int, problem: str) -> None:
        """Remember damage at a byte; what follows from it at the same place is the same damage."""
        if not self.damage or self.damage[-1][0] != place:
            self.damage.append((place, problem))


def read_archive(stream: BinaryIO, name: str) -> Iterator[Capture | Failure]:
    """Every HTML response in order, named by its address; then at most one Failure for all damage of the file."""
    tally = _Tally()
    stream.seek(0)
    packed = stream.read(2) == _GZIP[:2]
    stream.seek(0)
    parts = _members(stream, tally) if packed else iter([(0, stream, False)])
    for offset, part, damaged in parts:
        for outcome in _records(part, name, offset if packed else None, tally, damaged=damaged):
            tally.pages += isinstance(outcome, Capture)
            yield outcome
    if tally.others:
        logger.info("%s: %d records that are no web pages were passed over", name, tally.others)
    if tally.damage:
        offset, reason = tally.damage[0]
        more = f" ({len(tally.damage)} damaged places in all)" if len(tally.damage) > 1 else ""
        yield unreadable(
            name,
            f"the archive is damaged near byte {offset:,}: {reason}{more}; {tally.pages} pages were read",
            "Download or copy it again to get the rest.",
        )
    elif not tally.pages:
        yield unreadable(
            name, "the archive holds no web pages", "Check that it has response records of type text/html."
        )


def _members(stream: BinaryIO, tally: _Tally) -> Iterator[tuple[int, BinaryIO, bool]]:
    """Offset and unpacked content of every gzip member, and whether it is damaged."""
    offset: int | None = 0
    while offset is not None:
        unpacked, end, problem = _member(stream, offset)
        if problem:
            tally.note(offset, problem)
        if unpacked is not None:
            yield offset, unpacked, problem is not None
            unpacked.close()
        offset = _next_member(stream, offset + 1) if problem else end


def _member(stream: BinaryIO, offset: int) -> tuple[BinaryIO | None, int | None, str | None]:
    """The content of the member at `offset`, where the next begins (None at the end), and what is wrong with it."""
    stream.seek(offset)
    unpacker = zlib.decompressobj(wbits=31)
    unpacked: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (closed by the caller)
    position, problem = offset, None
    while not unpacker.eof:
        chunk = stream.read(CHUNK_BYTES)
        if not chunk:
            problem = "it ends in the middle of a record" if position > offset else None
            break
        position += len(chunk)
        try:
            unpacked.write(unpacker.decompress(chunk))
        except zlib.error:
            problem = "the compressed data are broken"
            break
    end = position - len(unpacker.unused_data)
    unpacked.seek(0)
    if position == offset:
        return None, None, None
    return unpacked, end, problem  # type: ignore[return-value]


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Where the next gzip member that holds a WARC record begins, None when there is none."""
    for offset in _finds(stream, _GZIP, start):
        stream.seek(offset)
        try:
            if zlib.decompressobj(wbits=31).decompress(stream.read(4096), 16).startswith(_RECORD):
                return offset
        except zlib.error:
            continue
    return None


def _finds(stream: BinaryIO, wanted: bytes, start: int) -> Iterator[int]:
    """Every offset from `start` at which `wanted` stands."""
    base = start
    while True:
        stream.seek(base)
        chunk = stream.read(MEGABYTE)
        place = chunk.find(wanted)
        while place >= 0:
            yield base + place
            place = chunk.find(wanted, place + 1)
        if len(chunk) < MEGABYTE:
            return
        base += len(chunk) - len(wanted) + 1


def _records(
    part: BinaryIO, name: str, member: int | None, tally: _Tally, *, damaged: bool
) -> Iterator[Capture | Failure]:
    """The pages of one stretch of records, going on at the next record after damage. `member` is its offset if packed.

    The last record of a damaged member is not given even when it seems whole: damage shows only after wrong bytes.
    """
    start: int | None = 0
    while start is not None:
        good_until = start
        reader = _Stretch(part, start)
        held: Capture | Failure | None = None
        for record, offset in reader:
            if held is not None:
                yield held
            good_until = offset + 1
            held = _capture(record, name, offset if member is None else member, tally)
        if held is not None and not damaged and not (reader.problem and _swallowed(held)):
            yield held
        if reader.problem is None:
            return
        tally.note(max(0, good_until - 1) if member is None else member, reader.problem)
        start = next((found + 1 for found in _finds(part, b"\n" + _RECORD, good_until)), None)


def _swallowed(outcome: Capture | Failure) -> bool:
    """Whether a record that lost its end ran on into the next one."""
    return isinstance(outcome, Capture) and b"\n" + _RECORD in outcome.content


class _Stretch:
    """fastwarc over a file from an offset: records with their offsets, then `problem` when it could not go on."""

    def __init__(self, part: BinaryIO, start: int) -> None:
        self.part, self.start = part, start
        self.problem: str | None = None

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        from fastwarc.warc import ArchiveIterator

        self.part.seek(self.start)
        try:
            for record in ArchiveIterator(self.part, parse_http=False):
                yield record, record.stream_pos
        except OSError as error:
            self.problem = str(error) or "a record cannot be read"


def _capture(record: Any, name: str, place: int, tally: _Tally) -> Capture | Failure | None:
    from fastwarc.warc import WarcRecordType

    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    address = record.headers.get("WARC-Target-URI") or f"{name}@{place}"
    if record.content_length > RECORD_BYTES:
        return unreadable(
            address,
            f"the record at byte {place:,} of {name} is larger than {RECORD_BYTES // MEGABYTE} MB",
            "Leave it out.",
        )
    stated = record.content_length
    record.freeze()
    # A record cut inside its own header is given without a length.
    if record.content_length < stated or record.headers.get("Content-Length") is None:
        tally.note(place, "it ends in the middle of a record")
        return None
    return _page(record, address, tally)


def _page(record: Any, address: str, tally: _Tally) -> Capture | None:
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if kind not in _PAGE_TYPES or (headers is not None and not 200 <= (headers.status_code or 0) < 300):
        tally.others += 1
        return None
    moment = record.record_date
    return Capture(
        name=address,
        media_type="html",
        content=record.reader.read(),
        charset=_stated_charset(headers),
        url=address.strip("<>"),
        captured=moment.astimezone(UTC) if isinstance(moment, datetime) else None,
    )


def _stated_charset(headers: Any) -> str | None:
    """The charset of the Content-Type header, None when the server named none (fastwarc would then guess)."""
    words = (headers.get("Content-Type") or "") if headers is not None else ""
    label = words.lower().partition("charset=")[2]
    return label.split(";")[0].strip(" \"'") or None
