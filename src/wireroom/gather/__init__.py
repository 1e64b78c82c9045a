"""Inputs in, captures out: files, folders, archives, feeds, mail, addresses and standard input, item by item.

The only stage that touches the world. Inputs are checked before anything is read; after that, whatever cannot be read is
a Failure that names it, and the rest goes on. The parts in order: `files` (what is there), `kinds` (what it is), `items`
(which reader takes it), then the readers `lines`, `mailbox`, `feeds`, `archive`, and `fetch` for addresses.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from wireroom.errors import FetchError, InputNotFound
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure

STANDARD_INPUT = "-"

__all__ = ["STANDARD_INPUT", "gather"]


def gather(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Capture | Failure]:
    """The captures of all inputs, in their order and, inside a folder, in order of name.

    An input is a file, a folder, an http(s) address, or `-` for `stdin` (the process's own when None is given). Raises
    InputNotFound for a path that does not exist, before anything is read.
    """
    for name in inputs:
        if name != STANDARD_INPUT and not _is_address(name) and not _exists(name):
            raise InputNotFound(name)
    return _captures(inputs, stdin)


def _captures(inputs: Sequence[str], stdin: BinaryIO | None) -> Iterator[Capture | Failure]:
    for name in inputs:
        if name == STANDARD_INPUT:
            yield from _from_stream(stdin or sys.stdin.buffer)
        elif _is_address(name):
            yield from _from_address(name)
        else:
            yield from _from_path(Path(name))


def _from_path(root: Path) -> Iterator[Capture | Failure]:
    from wireroom.gather.failures import problem_of
    from wireroom.gather.files import Item, irregular, walk
    from wireroom.gather.items import read_file

    for found in walk(root):
        if not isinstance(found, Item):
            yield found
        elif failure := irregular(found.path, found.name):
            yield failure
        else:
            try:
                yield from read_file(found.path, found.name)
            except OSError as error:
                yield problem_of(error, found.name)


def _from_stream(stdin: BinaryIO) -> Iterator[Capture | Failure]:
    from wireroom.gather.items import read_pipe

    yield from read_pipe(stdin, "standard input")


def _from_address(url: str) -> Iterator[Capture | Failure]:
    import io

    from wireroom.gather.fetch import Fetcher
    from wireroom.gather.items import read_stream

    try:
        answer = Fetcher().fetch(url)
    except FetchError as error:
        yield Failure(url, type(error).__name__, str(error))
        return
    yield from read_stream(io.BytesIO(answer.content), url, channel=answer)


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _exists(name: str) -> bool:
    """Whether there is something at a path, a dangling link included: that is a fault of one item, not of use."""
    try:
        return Path(name).exists() or Path(name).is_symlink()
    except (OSError, ValueError):
        return False
