"""The list of stories as text for a terminal: large stories with their reports and reasons, stories of one report in a line each."""

import re
from collections.abc import Iterator, Sequence

from wireroom.records.accounts import Account
from wireroom.records.listings import Membership, Thread, ThreadList
from wireroom.tell import phrases
from wireroom.tell.briefs import report_item
from wireroom.tell.handles import Handles
from wireroom.tell.notes import Notes
from wireroom.tell.sheets import Item, Section, capped
from wireroom.tell.terminal import Paper, Piece, lay_out, section_lines

STORIES = 40  # of two reports or more, laid out in full
REPORTS = 12  # of one story
SINGLES = 40
LETTERS = 120
_REPORT = re.compile(r"\br-[0-9a-f]{12}\b")
HINT = "`wireroom explain ID` with the same inputs shows every decision on a story or a report."


def listing_text(account: Account, listing: ThreadList, *, width: int = 80, colour: bool = False) -> str:
    """The list as text in `width` columns."""
    return lay_out(_Page(account, listing, Paper(width, colour)).lines())


class _Page:
    """One listing on its paper."""

    def __init__(self, account: Account, listing: ThreadList, paper: Paper) -> None:
        self.listing, self.paper = listing, paper
        self.handles, self.notes = Handles(account), Notes(account)
        self.cards = {card.id: card for card in account.reports}

    def lines(self) -> Iterator[str]:
        """The whole page, top to bottom."""
        together = [thread for thread in self.listing.threads if thread.report_count > 1 or thread.linked]
        single = [thread for thread in self.listing.threads if thread.report_count == 1 and not thread.linked]
        yield from self._head()
        shown, more = capped(together, STORIES)
        for place, thread in enumerate(shown, 1):
            yield from self._thread(thread, f"{place} of {len(together)}")
        if more:
            yield from self.paper.paragraph([Piece(f"and {more} more stories in the JSON", "quiet")])
            yield ""
        yield from self._section("Stories of one report", [self._single(thread) for thread in single], SINGLES)
        yield from self._section(
            "Reports that belong to no story", [self._item(one) for one in self.listing.unthreaded]
        )
        failures = [Item(one.input, facts=(one.message,), alerts=(one.error,)) for one in self.listing.failures]
        yield from self._section("Inputs that failed", failures)
        if self.listing.threads:
            yield from self.paper.paragraph([Piece(HINT, "quiet")])

    def _head(self) -> Iterator[str]:
        facts = " · ".join(_head_facts(self.listing))
        yield from self.paper.paragraph([Piece("Wireroom", "title"), Piece(f"  {facts}")])
        for note in self.listing.notes:
            yield from self.paper.paragraph([Piece(note, "quiet")])
        yield ""
        if not self.listing.threads:
            yield from self.paper.paragraph([Piece("No story: nothing that was read holds together as one.")])
            yield ""

    def _thread(self, thread: Thread, place: str) -> Iterator[str]:
        yield self.paper.styled(self.paper.rule(place), "quiet")
        yield from self.paper.paragraph([Piece(phrases.shorten(thread.title, 300), "title")])
        handle = Piece(f" · {self.handles.short(thread.id)}", "quiet")
        yield from self.paper.paragraph([Piece(_footing(thread)), handle])
        yield from self._section("Reports, and why each is in", [self._item(one) for one in thread.reports])
        linked = [self._item(one) for one in thread.linked]
        yield from self._section("Linked to it, but not among its reports", linked)

    def _section(self, title: str, items: Sequence[Item], most: int = REPORTS) -> Iterator[str]:
        if items:
            shown, more = capped(items, most)
            yield from section_lines(Section("", title, tuple(shown), more), self.paper)

    def _item(self, one: Membership) -> Item:
        item = report_item(self.notes.card(one.report_id), self.handles.short(one.report_id), self.cards)
        alerts = ("a decision keeps it out",) if one.footing == "kept_out" else ()
        why = Item(facts=(*(self._in_words(reason) for reason in one.reasons), *_score(one)))
        return Item(item.lead, item.words, item.facts, alerts, handle=item.handle, items=(why,) if one.reasons else ())

    def _in_words(self, reason: str) -> str:
        """A reason with the ids of reports said in words: outlet, day and short id."""
        return _REPORT.sub(lambda found: self._report_words(found[0]), reason)

    def _report_words(self, report_id: str) -> str:
        card = self.cards.get(report_id)
        if card is None:
            return report_id
        day = phrases.moment(card.published[:10]) if card.published else ""
        return " ".join(part for part in (card.outlet or card.name, day, f"({self.handles.short(report_id)})") if part)

    def _single(self, thread: Thread) -> Item:
        outlet = thread.outlets[0] if thread.outlets else thread.reports[0].name
        facts = (outlet, phrases.days(thread.first, thread.last), _origins(thread))
        return Item("", phrases.shorten(thread.title, LETTERS), facts, handle=self.handles.short(thread.id))


def _head_facts(listing: ThreadList) -> Iterator[str]:
    members = [one for thread in listing.threads for one in thread.reports]
    outlets = {one.outlet for one in (*members, *listing.unthreaded) if one.outlet}
    yield phrases.count(len(members) + len(listing.unthreaded), "report")
    if outlets:
        yield phrases.count(len(outlets), "outlet")
    yield phrases.count(len(listing.threads), "story", "stories")
    if listing.as_of:
        yield f"as of {phrases.moment(listing.as_of)}"


def _footing(thread: Thread) -> str:
    reports = phrases.count(thread.report_count, "report")
    outlets = phrases.count(len(thread.outlets), "outlet") if thread.outlets else "no outlet named"
    return f"{reports}, {outlets}, {_origins(thread)}, {phrases.days(thread.first, thread.last)}"


def _origins(thread: Thread) -> str:
    return phrases.count(thread.origin_count, "independent origin") if thread.origin_count else "no named origin"


def _score(one: Membership) -> tuple[str, ...]:
    """The score, where it says more than that the report was the first or a copy."""
    return (f"score {one.score:.2f}",) if one.score is not None and one.score < 1 else ()
