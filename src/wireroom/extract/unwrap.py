"""Hard-wrapped lines back to paragraphs, for mail and PDF, whose line ends are the page's and not the writer's."""

import re
from collections.abc import Iterator, Sequence

FULL_SHARE = 0.8
"""A line this long, as a share of a nearly longest line, was broken for want of room."""
SHORTEST_FULL_LINE = 45
"""Characters; narrower text (poems, addresses, tables) is left as it is."""
WIDEST_WRAPPED = 130
"""Characters; where nearly every line is longer, a line is a paragraph already."""

_NEW = re.compile(r"(?:[-•*‣–]\s|\(?\d{1,3}[.)]\s|>|\S+:\s*$)")


def unwrapped(text: str, *, most: int = WIDEST_WRAPPED) -> str:
    """`text` with one line a paragraph; blank lines stay, a word broken with a hyphen at a line's end is joined.

    Nothing changes when lines are commonly wider than `most` characters: they were not broken for want of room.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    widest = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    if not lengths or widest > most:
        return text
    return "\n".join(_joined(part) for part in _parts(lines, max(FULL_SHARE * widest, SHORTEST_FULL_LINE)))


def _parts(lines: Sequence[str], full: float) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if part and _continues(part[-1], line, full):
            part.append(line)
        else:
            if part:
                yield part
            part = [line]
    if part:
        yield part


def _continues(before: str, line: str, full: float) -> bool:
    return bool(before and line) and len(before) >= full and not _NEW.match(line)


def _joined(part: Sequence[str]) -> str:
    text = part[0]
    for line in part[1:]:
        broken = re.search(r"[^\W\d_]{2}[-\u00ad]$", text) and line[:1].islower()
        text = (text[:-1] if broken else text + " ") + line.lstrip()
    return text
