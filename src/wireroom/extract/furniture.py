"""Lines of a page's body that are not the report: kicker and dateline above the title, pointers elsewhere, buttons.

trafilatura leaves a few. What goes is decided by where a line stands (above the title), by what it consists of (a date,
the author's name, one link), and by the reviewable list `registries/pages/furniture.toml`. A line is dropped whole or
kept whole; nothing inside a line changes.
"""

import re
import tomllib
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wireroom.records.dates import find_date

HEAD_LINES = 12
"""How many lines from the top the title is looked for; what stands above it there is the site's, not the report's."""
DATELINE_CHARACTERS = 90
"""Longer lines are prose even when they hold a date."""
TEASER_CHARACTERS = 160
"""A line that is one link and no longer than this points to another page."""
SHOULDER_LINES = 4
"""How many lines under the title may be author and date."""

_BULLET = re.compile(r"^(?:- )+")
_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun st nd rd th".split()
)
_BYLINE = re.compile(r"(?:by|written by|words by|story by)\b[\s:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The reviewable word lists, ready to match."""

    pointer: re.Pattern[str]
    lines: frozenset[str]
    dating: frozenset[str]


def body_lines(raw: str, *, title: str, author: str | None, links: Set[str]) -> list[str]:
    """The report's own lines of an extracted body. `links` are the texts of the page's links, white space single."""
    lines = [" ".join(_BULLET.sub("", line).split()) for line in raw.split("\n")]
    lines = _below_title([line for line in lines if line], title)
    head = [line for line in lines[:SHOULDER_LINES] if not _is_shoulder(line, author)]
    lines = head + lines[SHOULDER_LINES:]
    return [line for line in lines if not _is_furniture(line, links)]


def _below_title(lines: Sequence[str], title: str) -> list[str]:
    wanted = title.casefold()
    for place, line in enumerate(lines[:HEAD_LINES]):
        if wanted and line.casefold() == wanted:
            return list(lines[place + 1 :])
    return list(lines)


def _is_shoulder(line: str, author: str | None) -> bool:
    """Whether a line near the top only says who wrote it or when."""
    if len(line) > DATELINE_CHARACTERS:
        return False
    name = _BYLINE.sub("", line, count=1).strip(" .|–—-").casefold()
    if author and name == author.casefold():
        return True
    if not any(character.isdigit() for character in line) or not find_date(line):
        return False
    allowed = _furniture().dating | _CALENDAR | frozenset(_WORD.findall((author or "").lower()))
    return all(word.strip(".'’") in allowed for word in _WORD.findall(line.lower()))


def _is_furniture(line: str, links: Set[str]) -> bool:
    known = _furniture()
    plain = line.casefold().strip(" .!:|›»>→…-–—")
    if not plain or plain in known.lines or known.pointer.match(line):
        return True
    return len(line) <= TEASER_CHARACTERS and line[-1] not in ".!?”\"’'" and line in links


@cache
def _furniture() -> Furniture:
    words = tomllib.loads((files("wireroom") / "registries/pages/furniture.toml").read_text(encoding="utf-8"))
    pointers = "|".join(re.escape(words_) for words_ in sorted(words["pointers"], key=lambda w: (-len(w), w)))
    pointer = re.compile(rf"(?:{pointers})\s*(?:[:|»›→]|[-–—]\s|$)", re.IGNORECASE)
    return Furniture(pointer, frozenset(words["lines"]), frozenset(words["dating"]))
