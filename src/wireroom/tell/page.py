"""The account as one HTML page: nothing from another host, no script, readable on paper, a phone and in the dark.

Words of reports are set in serif, Wireroom's own in sans serif, so that a reader sees at a glance who is speaking.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wireroom.records.accounts import Account, ReportCard
from wireroom.tell import phrases
from wireroom.tell.addresses import web_address
from wireroom.tell.briefs import brief_of
from wireroom.tell.characters import visible
from wireroom.tell.charts import Chart, chart_of
from wireroom.tell.notes import Note, lineage_words, outlet_of, published_words
from wireroom.tell.sheets import Brief, Item, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMITS = Limits(stories=12, items=20, inner=6, letters=700)
MOST_REPORTS = 400


def page_of(account: Account) -> str:
    """The account as an HTML document."""
    brief = brief_of(account, LIMITS, by_passage=True)
    css = (files("wireroom.tell") / "static" / "page.css").read_text(encoding="utf-8")
    # Our own file, inlined so that the page is one piece.
    return _templates().get_template("page.html").render(brief=brief, page=Page(brief), css=Markup(css))


class Page:
    """What the templates ask for while they are laid out, from top to bottom."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._cards = {card.id: card for card in brief.account.reports}
        self._notes = {note.number: note for note in brief.notes}
        self._marked: set[int] = set()
        listed = self._listed()
        self.reports: Sequence[tuple[int, ReportCard]] = tuple(enumerate(listed, 1))
        self.more_reports = len(brief.account.reports) - len(listed)
        self._places = {card.id: place for place, card in self.reports}

    @property
    def title(self) -> str:
        """The page's name in a browser's tab."""
        stories = self.brief.account.stories
        return (
            stories[0].title if len(stories) == 1 else f"Account of {phrases.count(len(stories), 'story', 'stories')}"
        )

    def first_mark(self, number: int) -> bool:
        """Whether this is the first time the page cites the note: the place to come back to."""
        fresh = number not in self._marked
        self._marked.add(number)
        return fresh

    def place(self, report_id: str) -> int | None:
        """The number of a report in the page's list of reports."""
        return self._places.get(report_id)

    def language(self, item: Item) -> str | None:
        """The language of an item's words, when it is not that of the page."""
        note = self._notes.get(item.notes[0]) if item.notes else None
        card = note.card if note else self._cards.get(item.report)
        return card.lang if card and card.lang and card.lang != "en" else None

    def chart(self, item: Item) -> Chart | None:
        """The range bars of a series."""
        return chart_of([inner.figure for inner in item.items if inner.figure], item.shown)

    def note_place(self, note: Note) -> str:
        """Where a cited passage stands."""
        return f"characters {note.anchor.start}–{note.anchor.end}"

    def lineage(self, card: ReportCard) -> str:
        """How a report's words came about."""
        return lineage_words(card, self._cards)

    def _listed(self) -> list[ReportCard]:
        cited = {note.card.id for note in self.brief.notes}
        cards = self.brief.account.reports
        return [card for place, card in enumerate(cards) if place < MOST_REPORTS or card.id in cited]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("wireroom.tell"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters |= {
        "quoted": phrases.quoted, "shorten": phrases.shorten, "outlet": outlet_of, "published": published_words,
        "web_address": web_address,
    }  # fmt: skip
    return environment
