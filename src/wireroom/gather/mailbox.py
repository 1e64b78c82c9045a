"""Mail to captures, one message a capture; an mbox is streamed and split at its "From " lines (RFC 4155)."""

from collections.abc import Iterator
from typing import BinaryIO

from wireroom.gather.failures import unreadable
from wireroom.gather.limits import MEGABYTE, MESSAGE_BYTES
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure


def read_mailbox(stream: BinaryIO, name: str) -> Iterator[Capture | Failure]:
    """Every message of an mbox in order, named `name#number`; one that is too large is a Failure."""
    for number, message in enumerate(_messages(stream), start=1):
        place = f"{name}#{number}"
        if message is None:
            size = f"larger than {MESSAGE_BYTES // MEGABYTE} MB"
            yield unreadable(place, f"the message is {size}", "Save it without its attachments.")
        else:
            yield Capture(place, "mail", message)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message, None for one over the limit."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := stream.readline(MEGABYTE):
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines) if size <= MESSAGE_BYTES else None
            lines, size, begun = [], 0, True
        else:
            begun = True
            size += len(line)
            if size <= MESSAGE_BYTES:
                # mbox writers put ">" before a line that would otherwise begin a message.
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= MESSAGE_BYTES else None
