"""The account as text for a terminal: wrapped to its columns, coloured only if asked, safe whatever the reports hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wireroom.records.accounts import Account, ReportCard
from wireroom.tell import phrases
from wireroom.tell.briefs import brief_of
from wireroom.tell.characters import cells, chopped, visible
from wireroom.tell.notes import Note, lineage_words, outlet_of, published_words
from wireroom.tell.sheets import Brief, Item, Limits, Section, Sheet

LIMITS = Limits(stories=10, items=14, inner=4, letters=400)
SEVERAL_STORIES = Limits(
    stories=5, items=6, inner=3, letters=300
)  # a screenful or two a story, the rest is in the JSON
STYLES = {"title": "1", "heading": "1;36", "lead": "1", "quiet": "2", "alert": "1;31", "mark": "36", "plain": ""}
WORD = re.compile(r"[^ ]+")  # no-break spaces hold words together
HINT = "`wireroom explain ID` with the same inputs walks from any id above back to the words."


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one style."""

    words: str
    style: str = "plain"


def text_of(account: Account, *, width: int = 80, colour: bool = False) -> str:
    """The account as text in `width` columns."""
    limits = LIMITS if len(account.stories) == 1 else SEVERAL_STORIES
    return lay_out(_account(brief_of(account, limits), Paper(width, colour)))


def lay_out(lines: Iterable[str]) -> str:
    """Lines as one text, without blank lines at the end or two in a row."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).rstrip("\n") + "\n"


class Paper:
    """Wraps pieces into lines of `width` columns; words of reports are made safe here and nowhere later."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour

    def paragraph(self, pieces: Sequence[Piece], *, first: str = "", rest: str | None = None) -> Iterator[str]:
        """Lines that begin with `first`, then `rest` (by default as many spaces)."""
        margin = " " * cells(first) if rest is None else rest
        line, column = [first], cells(first)
        start = column
        for piece, word, gap in self._words(pieces, self.width - max(cells(first), cells(margin))):
            size = cells(word)
            if column > start and column + gap + size > self.width:
                yield "".join(line).rstrip()
                line, column, start = [margin], cells(margin), cells(margin)
            space = " " * gap if column > start else ""
            line.append(space + self.styled(word, piece.style))
            column += len(space) + size
        yield "".join(line).rstrip()

    def styled(self, words: str, style: str) -> str:
        """The words in a style, when colours are asked for."""
        code = STYLES[style]
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour and code else words

    def rule(self, left: str) -> str:
        """A line across the page that begins with `left`."""
        return left + " " + "─" * max(0, self.width - cells(left) - 1)

    def _words(self, pieces: Sequence[Piece], room: int) -> Iterator[tuple[Piece, str, int]]:
        """Words with the gap before each; a word wider than the room comes in parts."""
        for piece in pieces:
            text = visible(piece.words)
            for match in WORD.finditer(text):
                gap = int(match.start() > 0)
                for part in _parts(match.group(), room):
                    yield piece, part, gap
                    gap = 0


def _parts(word: str, room: int) -> Sequence[str]:
    """A word as it may be broken: whole if it fits, between East Asian letters, else anywhere."""
    if cells(word) == len(word):
        return [word] if len(word) <= room else chopped(word, room)
    return chopped(word, 2) if cells(word) > room else [word]


def _account(brief: Brief, paper: Paper) -> Iterator[str]:
    yield from paper.paragraph([Piece("Wireroom", "title"), Piece("  " + " · ".join(brief.facts))])
    for note in brief.account.notes:
        yield from paper.paragraph([Piece(note, "quiet")])
    yield ""
    if not brief.sheets:
        yield from paper.paragraph([Piece("No story: nothing that was read holds together as one.")])
    for place, sheet in enumerate(brief.sheets, 1):
        yield from _sheet(sheet, f"{place} of {len(brief.account.stories)}", brief, paper)
    for section in (*((brief.further,) if brief.further else ()), *brief.closing):
        yield from section_lines(section, paper)
    if brief.sheets:
        yield from paper.paragraph([Piece(HINT, "quiet")])


def _sheet(sheet: Sheet, place: str, brief: Brief, paper: Paper) -> Iterator[str]:
    yield paper.styled(paper.rule(place), "quiet")
    yield from paper.paragraph([Piece(phrases.shorten(sheet.title, 300), "title"), *_marks(sheet.title_notes)])
    yield from paper.paragraph([Piece(sheet.footing), Piece(f" · {sheet.handle}", "quiet")])
    yield ""
    for section in sheet.sections:
        yield from section_lines(section, paper)
    yield from _cited(sheet.notes, brief, paper)


def section_lines(section: Section, paper: Paper) -> Iterator[str]:
    """A section laid out: its heading, its items, how many more there are."""
    yield paper.styled(section.title.upper(), "heading")
    for item in section.items:
        yield from _item(item, paper, 0)
    yield from _more(section.more, paper, "  ")
    yield ""


def _item(item: Item, paper: Paper, depth: int) -> Iterator[str]:
    bullet = "  " * depth + ("• " if depth == 0 else "– ")
    if depth == 0 and item.items and not item.words:
        bullet = ""
    tail = _facts(item)
    head = [*_head(item), *_marks(item.notes)]
    whole = [*head, Piece(" " if item.words else ": " if item.lead and tail else ""), *tail]
    if _fits(whole, bullet, paper):
        yield from paper.paragraph(whole, first=bullet)
    elif not head and tail:
        yield from paper.paragraph([Piece(tail[0].words.lstrip(), tail[0].style), *tail[1:]], first=bullet)
    elif head and len(tail) == 1:
        yield from paper.paragraph([*head, Piece(" · "), *tail], first=bullet)
    else:
        yield from paper.paragraph(head, first=bullet)
        if tail:
            margin = " " * max(2, cells(bullet))
            yield from paper.paragraph([Piece(tail[0].words.lstrip(), tail[0].style), *tail[1:]], first=margin)
    for inner in item.items:
        yield from _item(inner, paper, depth + 1)
    yield from _more(item.more, paper, "  " * (depth + 1))


def _head(item: Item) -> list[Piece]:
    words = f"{item.lead}: {item.value}" if item.value else item.lead
    lead = [Piece(words, "lead" if item.items or not item.words else "plain")] if words else []
    space = [Piece(" ")] if item.lead and item.words else []
    return [*lead, *space, *([Piece((" " if lead else "") + phrases.quoted(item.words))] if item.words else [])]


def _facts(item: Item) -> list[Piece]:
    pieces: list[Piece] = []
    facts = (*item.facts, item.handle) if item.handle else item.facts
    for fact, style in (*((alert, "alert") for alert in item.alerts), *((fact, "quiet") for fact in facts)):
        pieces.append(Piece((" · " if pieces else " ") + fact, style))
    return pieces


def _marks(notes: Sequence[int]) -> list[Piece]:
    return [Piece(" " + "".join(f"[{number}]" for number in notes), "mark")] if notes else []


def _fits(pieces: Sequence[Piece], bullet: str, paper: Paper) -> bool:
    return cells(bullet) + sum(cells(visible(piece.words)) for piece in pieces) <= paper.width


def _more(number: int, paper: Paper, margin: str) -> Iterator[str]:
    if number:
        yield from paper.paragraph([Piece(f"and {number} more in the JSON", "quiet")], first=margin)


def _cited(notes: Sequence[Note], brief: Brief, paper: Paper) -> Iterator[str]:
    """The reports that a sheet cites; passages of one mixed text stand together, by the places of their characters."""
    cards = {card.id: card for card in brief.account.reports}
    yield paper.styled("REPORTS CITED", "heading")
    heaps: dict[str, list[Note]] = {}
    for note in notes:
        if note.whole_report:
            lineage = lineage_words(note.card, cards)
            words = [Piece(_report_words(note.card)), Piece(f" · {lineage}" if lineage else "", "quiet")]
            yield from paper.paragraph(words, first=f"[{note.number}] ")
        else:
            heaps.setdefault(note.card.id, []).append(note)
    for group in heaps.values():
        places = " ".join(f"[{note.number}]\u00a0{note.anchor.start}–{note.anchor.end}" for note in group)
        yield from paper.paragraph([Piece(f"{_report_words(group[0].card)}; passages by characters: {places}")])
    yield ""


def _report_words(card: ReportCard) -> str:
    title = f", {phrases.quoted(phrases.shorten(card.title, 120))}" if card.title else ""
    return f"{outlet_of(card)}, {published_words(card)}{title}"
