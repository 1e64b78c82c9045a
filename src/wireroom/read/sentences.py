"""A report's text cut into sentences: sorted spans that cover every visible character.

Lines are cut first (a blank line always ends a sentence; a line break does too, unless the text is hard-wrapped at a
fixed width, as in mails and agency files). Inside a line every full stop, question mark, exclamation mark or ellipsis
before white space is a candidate, and a short list of reasons may refuse it: titles, initials, abbreviations, clock
times, list numbers, a lower-case continuation. The rules are our own; ENGINES.md compares them with six libraries.
Each line is then given its kind by `headlines`.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wireroom.read.headlines import Line, is_mixed, line_kinds
from wireroom.read.words import terms, word_list
from wireroom.records.readings import Sentence
from wireroom.records.reports import Report

# Widths between which a plain text counts as hard-wrapped (mail: 72 to 78; agency files: 60 to 100).
WRAP_NARROWEST, WRAP_WIDEST = 45, 110
# Share of the inner line breaks that must fall where the next word would not have fitted.
WRAP_SHARE = 0.8

_CLOSERS = "\"'”’»›)\\]}」』】）"
# The atomic runs and the look-behind keep long rows of dots linear.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++(?P<close>[{_CLOSERS}]*+)(?=\s)"
    rf"|[。！？｡]++[{_CLOSERS}]*+(?=\S|\s)"
    rf"|[؟۔।॥።။։؛]++[{_CLOSERS}]*+(?=\s)"
    r"|(?<=[a-z\d][a-z])[.!?](?P<tight>[\"”]?)(?=[\"“]?(?:The|He|She|It|They|But|And|In|On|We|A|This|That|There|At|As)\s)"
)
_TOKENISED_CLOSE = re.compile(r"[^\S\n]*(?:''|-RRB-|-RCB-|[)\]”»])+(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[{\"“”‘«]+$")
_NEXT = re.compile(r"\s*(?P<open>(?:[\"'“‘«(\[]|``|-LRB-|--|—|–)*+)\s?(?P<word>[^\s]*)")
_CONTINUES_LOWER = re.compile(r"(?:al|el|an|as|ar|ad|bin|ibn|abu|van|von|de|da|di|du|la|le)[-\s]", re.IGNORECASE)
_SAID_NEXT = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,4}?(?:said|says|asked|asks|told|added|shouted|wrote|tweeted|wondered|cried|replied|yelled)\b"
)
_CLOCK = re.compile(r"[ap]\.?m", re.IGNORECASE)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences of a text, and whether the text is a heap of passages rather than one article."""

    sentences: tuple[Sentence, ...]
    mixed: bool = False


def layout(report: Report) -> Layout:
    """The sentences of a report with kind, paragraph and terms, in the order of the text; linear in its length."""
    text = report.text
    lines = [Line(start, end, tuple(sentence_bounds(text, start, end))) for start, end in logical_lines(text)]
    title = (report.title.start, report.title.end) if report.title else None
    kinds = line_kinds(text, lines, title=title, pasted=report.pasted)
    found: list[Sentence] = []
    for paragraph, (line, line_kind) in enumerate(zip(lines, kinds, strict=True)):
        for (start, end), (kind, reason) in zip(line.sentences, line_kind, strict=True):
            found.append(Sentence(start, end, kind, paragraph, terms(text[start:end]), reason))
    return Layout(tuple(found), report.pasted and is_mixed(text, lines, kinds))


def logical_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that are not empty, trimmed, as (start, end); hard-wrapped lines are joined."""
    block: list[tuple[int, int]] = []
    width = wrap_width(text)
    position = 0
    for raw in text.split("\n"):
        start = position + len(raw) - len(raw.lstrip())
        end = position + len(raw.rstrip())
        position += len(raw) + 1
        if start >= end:
            yield from _joined(block)
            block = []
            continue
        if block and not _flows_on(text, block[-1], (start, end), width):
            yield from _joined(block)
            block = []
        block.append((start, end))
    yield from _joined(block)


def wrap_width(text: str) -> int:
    """The width at which a plain text is hard-wrapped, 0 when its line breaks are its own."""
    lines = text.split("\n")
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 2:
        return 0
    width = max(len(a.rstrip()) for a, _ in pairs)
    if not WRAP_NARROWEST <= width <= WRAP_WIDEST or max(map(len, lines)) > WRAP_WIDEST:
        return 0
    open_pairs = [(a, b) for a, b in pairs if a.rstrip()[-1] not in '.!?"”:']
    if 2 * len(open_pairs) < len(pairs):
        return 0
    full = sum(len(a.rstrip()) + 1 + len(b.split(None, 1)[0]) > width - 2 for a, b in open_pairs)
    return width if full >= WRAP_SHARE * len(open_pairs) else 0


def sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets of one logical line, trimmed, in order."""
    opened = counted = start
    quotes = 0
    tokenised = " ." in text[max(start, end - 3) : end] or " ''" in text[start:end]
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop <= opened:
            continue
        if tokenised:
            closing = _TOKENISED_CLOSE.match(text, stop, end)
            stop = closing.end() if closing else stop
        quotes += text.count('"', counted, stop)
        counted = stop
        if text[stop : stop + 2] == ' "' and (stop + 2 >= end or text[stop + 2].isspace()) and quotes % 2:
            # A straight quotation mark between spaces closes when one is open.
            stop += 2
        if stop >= end or not _ends(text, opened, match, stop, end):
            continue
        yield opened, stop
        opened = stop
        while opened < end and text[opened].isspace():
            opened += 1
    if opened < end:
        yield opened, end


def _ends(text: str, opened: int, match: re.Match[str], stop: int, end: int) -> bool:
    """Whether the candidate really ends a sentence; asked only where more text follows."""
    mark = text[match.start()]
    if mark not in ".!?…" or match["tight"] is not None:
        return True
    following = _NEXT.match(text, stop, min(end, stop + 80))
    word = following["word"] if following else ""
    if not word and not (following and following["open"]):
        return False
    if word[:1].islower():
        return _CONTINUES_LOWER.match(word) is not None and word[-1:].isalpha() and word != word.lower()
    if mark in "!?":
        return not (match["close"] and _SAID_NEXT.match(text, stop + 1, min(end, stop + 80)))
    if mark == "…" or match.end() - match.start() - len(match["close"]) > 1:
        return True
    if match["close"]:
        return True
    last = _LAST_WORD.search(text, max(opened, match.start() - 24), match.start())
    if last is None:
        return True
    if _CLOCK.fullmatch(last[0]) and following and "(" in following["open"]:
        return False
    return _word_may_end(last[0], last.start() == opened, word, bool(following and following["open"]))


@lru_cache(maxsize=50_000)
def _word_may_end(last: str, is_first: bool, word: str, quoted: bool) -> bool:
    """Whether a full stop after `last` ends a sentence when `word` comes next."""
    lower = last.lower()
    following = word.strip(".,;:!?\"'”’)]").lower()
    opener = (
        quoted or following in word_list("words", "openers") or following.split("'")[0].split("’")[0] in _pronouns()
    )
    if lower in word_list("words", "titles_before_names"):
        return False
    if is_first and (last.isdigit() or len(last) == 1):
        return False
    if _CLOCK.fullmatch(last):
        return (
            word != "|"
            and following not in word_list("words", "after_clock")
            and following[:3] not in word_list("words", "dates")
        )
    if len(last) == 1 and last.isalpha() and last != "I":
        return opener
    if lower in word_list("words", "dates"):
        return not word[:1].isdigit() and opener and last[0].isupper()
    if lower in word_list("words", "abbreviations") or _DOTTED.fullmatch(last):
        if lower in ("no", "nos"):
            return not word[:1].isdigit()
        return opener
    return True


def _pronouns() -> frozenset[str]:
    return frozenset(("i", "it", "he", "she", "they", "we", "you", "that", "there"))


def _flows_on(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether a line continues the one before it."""
    if width == 0:
        first = text[line[0]]
        return first.islower() and before[1] - before[0] >= WRAP_NARROWEST and text[before[1] - 1] not in '.!?:;"”'
    word = text[line[0] : line[1]].split(None, 1)[0]
    begin = text.rfind("\n", 0, before[0]) + 1
    return before[1] - begin + 1 + len(word) > width - 2


def _joined(block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if block:
        yield block[0][0], block[-1][1]
