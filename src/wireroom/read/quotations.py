"""Quotation marks of every kind paired into quotations; apostrophes are told apart by what stands beside them.

Marks are paired inside a line of the text, outermost first. A quotation that is not closed on its line runs to the end
of the line: newspapers leave a quotation open when the next paragraph goes on with it. The rules are our own, written
against news text with “ ”, " ", ‘ ’, ' ', „ “, « », » «, `` '' and their mixtures.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from wireroom.records.spans import Span

Mark = Literal["open", "close", "apostrophe"]

_MARK = re.compile(r"``|''|[\"“”„«»‘’‚'‹›＂「」]")
# Quotations inside quotations: more open marks than this are no quotations.
DEEPEST = 6
_LINE = re.compile(r"[^\n]+")
_DOUBLE = frozenset({"``", "''", '"', "“", "”", "„", "＂"})
_SINGLE = frozenset({"‘", "’", "'", "‚"})
_ALWAYS_OPEN = frozenset({"``", "„", "‚", "「"})
_OPENS_AFTER = frozenset(" \t\u00a0\u202f([{—–-:;,/…>")
_CLOSES_BEFORE = frozenset(" \t\u00a0\u202f)]}—–-:;,.!?/…<")
_STOPS = frozenset(".,!?…;")
_SENTENCE = re.compile(r"[.!?…]\s+(?=[^\W\d_])")
# The attribution of a quotation that nobody closed.
_SAID = re.compile(r",\s+(?:(?:said|says|added)\s+(?!that\b)|(?:he|she|they)\s+(?:said|says|added)\b)")
# Clipped words that begin with an apostrophe.
_CLIPPED = re.compile(r"['’‘](?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """Quoted words with their marks; `inner` leaves the marks out. `depth` is 0 unless it stands inside another.

    `closed` is false when the line ends first; `goes_on` is true when the next line opens with a mark again.
    """

    inner: Span
    depth: int = 0
    closed: bool = True
    goes_on: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    family: str


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in order, nested ones included; linear in the length of the text."""
    if _MARK.search(text) is None:
        return ()
    found: list[Quotation] = []
    lines = [line.span() for line in _LINE.finditer(text)]
    for index, (start, end) in enumerate(lines):
        following = lines[index + 1][0] if index + 1 < len(lines) else -1
        found.extend(_in_line(text, start, end, following))
    return tuple(sorted(found))


def _in_line(text: str, start: int, end: int, following: int) -> list[Quotation]:
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        return []
    closers = _last_closers(text, marks, start, end)
    stack: list[_Open] = []
    found: list[Quotation] = []
    opener = _lost_opening(text, marks, start, end)
    if opener is not None:
        stack.append(opener)
    for position, mark in enumerate(marks):
        family = _family(mark.group())
        kind = _kind(text, mark, stack, start, end, has_closer=closers[family] > position)
        if kind == "open" and len(stack) < DEEPEST:
            stack.append(_Open(mark.start(), mark.end(), family))
        elif kind == "close":
            _close(stack, found, mark, family)
    return _with_unclosed(text, stack, found, end, following)


def _lost_opening(text: str, marks: list[re.Match[str]], start: int, end: int) -> _Open | None:
    """A quotation that began before the line: its first double mark closes, behind a comma or a full stop."""
    for mark in marks:
        if _family(mark.group()) == "double":
            before, _ = _around(text, mark, start, end)
            lost = before in _STOPS and _may_close(text, mark, start, end) and mark.group() not in _ALWAYS_OPEN
            if not lost or mark.group() == "“":
                return None
            begin = max((at.end() for at in _SENTENCE.finditer(text, start, mark.start())), default=start)
            return _Open(begin, begin, "double")
    return None


def _close(stack: list[_Open], found: list[Quotation], mark: re.Match[str], family: str) -> None:
    """Close the innermost open quotation of this family; whatever was opened inside it and never closed is dropped."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == family:
            opened = stack[depth]
            found.append(Quotation(opened.start, mark.end(), Span(opened.end, mark.start()), depth))
            del stack[depth:]
            return


def _with_unclosed(text: str, stack: list[_Open], found: list[Quotation], end: int, following: int) -> list[Quotation]:
    """The quotations of a line with the one left open; one in which another begins afresh ends before it, or was none."""
    while stack and stack[0].family != "single":
        opened = stack.pop(0)
        last = _unclosed(text, opened, end, following)
        starts = [one.start for one in found] + [one.start for one in stack]
        afresh = [start for start in starts if start > opened.start and text[start] in _DOUBLE]
        if last.goes_on or not afresh:
            return [*found, last]
        kept = [last] if last.end <= min(afresh) else []
        found = kept + [replace(one, depth=one.depth - 1) if one.start > opened.start else one for one in found]
    return found


def _unclosed(text: str, opened: _Open, end: int, following: int) -> Quotation:
    """A quotation to the end of its line, or to its attribution when nothing goes on with it."""
    goes_on = following >= 0 and _MARK.match(text, following) is not None
    said = None if goes_on else _SAID.search(text, opened.end, end)
    end = end if said is None else said.start()
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    return Quotation(opened.start, end, Span(opened.end, end), closed=False, goes_on=goes_on)


def _family(mark: str) -> str:
    if mark in _DOUBLE:
        return "double"
    return "single" if mark in _SINGLE else "angle"


def _kind(text: str, mark: re.Match[str], stack: list[_Open], start: int, end: int, *, has_closer: bool) -> Mark:
    family = _family(mark.group())
    is_open = any(opened.family == family for opened in stack)
    may_open = _may_open(text, mark, start, end)
    may_close = _may_close(text, mark, start, end)
    if family == "single":
        return _single_kind(text, mark, start, end, is_open=is_open, has_closer=has_closer)
    if mark.group() in _ALWAYS_OPEN and not (is_open and may_close and not may_open):
        return "open"
    if is_open and (may_close or not may_open):
        return "close"
    if mark.group() == "“" and not is_open:
        return "open"
    if is_open:
        return "open" if mark.group() in {"“", "«"} or _begins_afresh(text, mark, stack, start) else "close"
    return "open" if may_open or not may_close else "apostrophe"


def _begins_afresh(text: str, mark: re.Match[str], stack: list[_Open], start: int) -> bool:
    """Whether a straight mark that looks like an opening one is one, though a quotation is open: behind a colon, or in “."""
    return text[stack[-1].start] == "“" or text.endswith(": ", start, mark.start())


def _single_kind(text: str, mark: re.Match[str], start: int, end: int, *, is_open: bool, has_closer: bool) -> Mark:
    """An apostrophe stands inside a word, or after a plural; a single quotation mark beside a word."""
    before, after = _around(text, mark, start, end)
    if before.isalnum() and after.isalnum():
        return "apostrophe"
    if is_open and mark.group() != "‘" and not before.isspace() and not after.isalnum():
        plural = before == "s" and after.isspace() and has_closer
        return "apostrophe" if plural else "close"
    opens = _may_open(text, mark, start, end) and mark.group() != "’" and not _CLIPPED.match(text, mark.start())
    return "open" if opens and has_closer and not is_open else "apostrophe"


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before, after = _around(text, mark, start, end)
    return (before in _OPENS_AFTER or _MARK.match(before) is not None) and not after.isspace() and after not in _STOPS


def _may_close(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before, after = _around(text, mark, start, end)
    return not before.isspace() and (after in _CLOSES_BEFORE or _MARK.match(after) is not None)


def _around(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return before, after


def _last_closers(text: str, marks: list[re.Match[str]], start: int, end: int) -> dict[str, int]:
    """For each family the index of the last mark of the line that could close: without one nothing opens."""
    last = {"single": -1, "double": -1, "angle": -1}
    for position, mark in enumerate(marks):
        before, after = _around(text, mark, start, end)
        if not before.isspace() and not after.isalnum():
            last[_family(mark.group())] = position
    return last
