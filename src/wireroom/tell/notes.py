"""Citations: numbers for the reports and passages that an account points to, in the order of first use.

A report has one number wherever it is cited. Of a mixed text (a heap of passages of unknown outlets) each passage has its
own, because the passage is what the reader has to find.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wireroom.records.accounts import Account, ReportCard
from wireroom.records.spans import Anchor
from wireroom.tell import phrases


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of the list of citations. `anchor` is the passage it was first cited for."""

    number: int
    card: ReportCard
    anchor: Anchor
    whole_report: bool


class Notes:
    """Numbers handed out as they are asked for; `by_passage` numbers every passage, not every report.

    A passage that lies inside another one of the account shares its number, and the note shows the longer: a statement and
    its content, a figure and its sentence are one place to look up.
    """

    def __init__(self, account: Account, *, by_passage: bool = False) -> None:
        self.cards: Mapping[str, ReportCard] = {card.id: card for card in account.reports}
        self._by_passage = by_passage
        self._widest = _widest_passages(account)
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.all: list[Note] = []

    def mark(self, anchor: Anchor) -> int:
        """The number of the anchor's report or passage."""
        card = self.card(anchor.report_id)
        whole = not (self._by_passage or card.mixed)
        anchor = anchor if whole else self._passage(anchor)
        key = (card.id, 0, 0) if whole else (card.id, anchor.start, anchor.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.all.append(Note(self._numbers[key], card, anchor, whole))
        return self._numbers[key]

    def marks(self, anchors: Iterable[Anchor]) -> tuple[int, ...]:
        """The numbers of several anchors, each once, in rising order."""
        return tuple(sorted({self.mark(anchor) for anchor in anchors}))

    def card(self, report_id: str) -> ReportCard:
        """The report's card; one that says so when the account does not list the report."""
        return self.cards.get(report_id) or ReportCard(report_id, None, None, None, None, None, None, name=report_id)

    def _passage(self, anchor: Anchor) -> Anchor:
        """The widest passage of the account that holds the anchor."""
        passages = self._widest.get(anchor.report_id, [])
        place = bisect_left(passages, anchor.end, key=lambda passage: passage.end)
        holds = place < len(passages) and passages[place].start <= anchor.start
        return passages[place] if holds else anchor


def _widest_passages(account: Account) -> Mapping[str, list[Anchor]]:
    """Passages of each report that lie in no other one, in the order of the text: starts and ends both rise."""
    found: dict[str, list[Anchor]] = {}
    for anchor in sorted(_anchors(account), key=lambda anchor: (anchor.report_id, anchor.start, -anchor.end)):
        passages = found.setdefault(anchor.report_id, [])
        if not passages or passages[-1].end < anchor.end:
            passages.append(anchor)
    return found


def _anchors(account: Account) -> Iterator[Anchor]:
    for story in account.stories:
        yield from (anchor for claim in story.claims for anchor in claim.anchors)
        yield from (figure.sentence_anchor or figure.anchor for figure in story.figures)
        yield from (statement.anchor for statement in story.statements)
        yield from (anchor for moment in story.timeline for line in moment.lines for anchor in line.anchors)


def outlet_of(card: ReportCard) -> str:
    """What to call the publisher: its name, or the item's own name with a word on why there is no outlet."""
    if card.outlet:
        return card.outlet
    return f"{card.name or card.id} (mixed text, outlets unknown)" if card.mixed else card.name or card.id


def published_words(card: ReportCard) -> str:
    """When the report says it was published, in words."""
    return phrases.moment(card.published) if card.published else "states no date"


def lineage_words(card: ReportCard, others: Mapping[str, ReportCard]) -> str:
    """How the report's words came about, in a few words; empty for a report's own text."""
    lineage = card.lineage
    if lineage is None or lineage.kind == "original":
        return f"credits {lineage.agency}" if lineage and lineage.agency else ""
    other = others.get(lineage.of or "")
    of = outlet_of(other) if other else lineage.agency or lineage.of or "a text that is not among these reports"
    credited = lineage.agency and other and outlet_of(other) != lineage.agency
    agency = f", credited to {lineage.agency}" if credited else ""
    link = " " if lineage.kind == "cites" else " of "
    share = f" ({lineage.share:.0%} of its text)" if lineage.share else ""
    unknown = "" if lineage.direction_known or not lineage.of else ", which came first is not known"
    return f"{phrases.LINEAGES[lineage.kind]}{link}{of}{share}{agency}{unknown}"


def place_words(card: ReportCard, anchor: Anchor) -> str:
    """Where a passage stands, in words: outlet and characters."""
    return f"{outlet_of(card)}, characters {anchor.start}–{anchor.end}"
