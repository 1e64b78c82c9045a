"""Files and folders to items: what is there, in order, each with its name inside the input and a way to open it."""

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wireroom.gather.failures import problem_of, unreadable
from wireroom.gather.kinds import BESIDE_A_PAGE, ending_of
from wireroom.records.runs import Failure

logger = logging.getLogger("wireroom")


@dataclass(frozen=True, slots=True)
class Item:
    """One file: its path, and its name inside the input, which does not depend on where the input lies."""

    path: Path
    name: str


def walk(root: Path) -> Iterator[Item | Failure]:
    """Every file under a path, folders sorted by name; a file is itself.

    Hidden files are passed over; files that only lie beside saved pages are passed over by their ending, with one log
    line. A folder reached twice through links is read once.
    """
    if not root.is_dir():
        yield Item(root, _named(root))
        return
    prefix = f"{root.resolve().name}/" if _like_a_domain(root.resolve().name) else ""
    beside: dict[str, int] = {}
    empty = True
    for found in _files(root, prefix, set()):
        if isinstance(found, Item) and ending_of(found.name) in BESIDE_A_PAGE:
            beside[ending_of(found.name)] = beside.get(ending_of(found.name), 0) + 1
            continue
        empty = False
        yield found
    if beside:
        counts = ", ".join(f"{count} .{ending}" for ending, count in sorted(beside.items()))
        logger.info("%s: passed over by their ending: %s", root, counts)
    if empty:
        yield unreadable(str(root), "the folder holds no file that can be read", "Check the path.")


def irregular(path: Path, name: str) -> Failure | None:
    """A Failure for what is no file (a pipe, a socket, a device): opening one could wait for ever."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return problem_of(error, name)
    return None if stat.S_ISREG(mode) else unreadable(name, "it is no regular file", "Give a file, or pipe it to `-`.")


def _files(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Item | Failure]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield problem_of(error, prefix.rstrip("/") or str(folder))
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = prefix + os.fsencode(entry.name).decode("utf-8", "replace")
        if entry.is_dir():
            yield from _files(Path(entry.path), f"{name}/", seen)
        else:
            yield Item(Path(entry.path), name)


def _named(path: Path) -> str:
    """The file's name, with its folder where that names an outlet ("courier.example/x.html")."""
    folder = path.absolute().parent.name
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return f"{folder}/{name}" if _like_a_domain(folder) else name


def _like_a_domain(name: str) -> bool:
    """Whether a folder is named as wget and archivers name them: by the host."""
    labels = name.lower().split(".")
    return len(labels) >= 2 and all(label.replace("-", "").isalnum() for label in labels) and labels[-1].isalpha()
