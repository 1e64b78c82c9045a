"""The mechanical check: nothing in an account says a number, name, date or quotation that its anchored words do not.

It runs on every account before it is written. Lines are words of reports, so the check is strict: figures are compared as
whole tokens ("3" is not in "300"), names as whole runs of capitalised words, quotations character by character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wireroom.errors import AnchorError, UnfoundedLineError
from wireroom.records.accounts import Account, Line, StoryAccount
from wireroom.records.spans import Anchor, verify

NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f:/-]\d+)*")
NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions dozen dozens score scores half quarter third no none".split()
)
DATE_WORDS = frozenset(
    "today yesterday tomorrow tonight overnight morning afternoon evening night noon midnight day days week weeks month "
    "months year years hour hours minute minutes last next ago earlier later since until".split()
)
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]|(?<!\w)‘([^’]+)’")


def check_account(account: Account, texts: Mapping[str, str]) -> None:
    """Raise AnchorError or UnfoundedLineError at the first line, claim, figure or statement that its words do not carry.

    `texts` maps report ids to `Report.text`.
    """
    for story in account.stories:
        for line in _lines(story):
            check_line(line, texts)
        for claim in story.claims:
            check_line(Line(claim.text, claim.anchors), texts)
        for anchor in _plain_anchors(story):
            _verify(anchor, texts)
    for aside in account.set_aside:
        _verify(aside.anchor, texts)


def check_line(line: Line, texts: Mapping[str, str]) -> None:
    """Raise unless the line has anchors, each true to its text, that together carry everything the line says."""
    if not line.anchors:
        raise UnfoundedLineError(line.text, ["anything at all: it has no anchor"])
    for anchor in line.anchors:
        _verify(anchor, texts)
    if any(line.text == anchor.quote for anchor in line.anchors):
        return
    missing = list(_missing(line.text, [anchor.quote for anchor in line.anchors]))
    if missing:
        raise UnfoundedLineError(line.text, missing)


def _missing(text: str, passages: Iterable[str]) -> Iterator[str]:
    quotes = [_plain(passage) for passage in passages]
    said = [_facts(passage) for passage in quotes]
    text = _plain(text)
    for fact in sorted(_facts(text)):
        if not any(fact in facts for facts in said):
            yield fact
    for run in _names(text):
        if not any(_stands_in(run, quote) for quote in quotes):
            yield run
    for match in QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        if not any(words in quote for quote in quotes):
            yield words


@lru_cache(maxsize=4096)
def _facts(text: str) -> frozenset[str]:
    """Numbers as written, and number and date words in lower case."""
    words = {word.rstrip(".").casefold() for word in WORD.findall(text)}
    parts = words | {part for word in words for part in word.split("-")}
    return frozenset(NUMBER.findall(text)) | (parts & (NUMBER_WORDS | DATE_WORDS))


def _names(text: str) -> Iterator[str]:
    """Runs of capitalised words, broken at anything but a space between two of them."""
    run: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        word = match.group()
        joined = text[end : match.start()] == " "
        if run and not (joined and word[0].isupper()):
            yield " ".join(run)
            run = []
        if word[0].isupper():
            run.append(word.rstrip("."))
        end = match.end()
    if run:
        yield " ".join(run)


def _stands_in(run: str, quote: str) -> bool:
    words = r"\.?\s+".join(re.escape(word) for word in run.split(" "))
    return re.search(r"(?<![^\W_])" + words + r"(?![^\W_])", quote) is not None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lines(story: StoryAccount) -> Iterator[Line]:
    yield from story.digest
    for moment in story.timeline:
        yield from moment.lines


def _plain_anchors(story: StoryAccount) -> Iterator[Anchor]:
    if story.title_anchor:
        yield story.title_anchor
    for figure in story.figures:
        yield figure.anchor
    for statement in story.statements:
        yield statement.anchor
        yield from statement.content_anchors


def _verify(anchor: Anchor, texts: Mapping[str, str]) -> None:
    if anchor.report_id not in texts:
        raise AnchorError(anchor.report_id, anchor.start, anchor.end, "no such report")
    verify(anchor, texts[anchor.report_id])
