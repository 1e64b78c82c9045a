"""The whole account as a brief for people: head lines, sheets of the first stories, a line each for the rest, closing lists."""

from collections.abc import Iterator

from wireroom.records.accounts import Account, ReportCard, StoryAccount
from wireroom.records.stories import SetAside
from wireroom.tell import phrases
from wireroom.tell.desks import Desk, desk_of
from wireroom.tell.figures import figures_of
from wireroom.tell.handles import Handles, aside_id
from wireroom.tell.notes import Notes, lineage_words, outlet_of, place_words, published_words
from wireroom.tell.pairs import disagreements, not_compared
from wireroom.tell.sections import actors_of, gaps_of, in_short, places_of, several, timeline_of
from wireroom.tell.sheets import Brief, Item, Limits, Section, Sheet, capped
from wireroom.tell.voices import voices_of

PARTS = (
    in_short,
    figures_of,
    disagreements,
    not_compared,
    voices_of,
    several,
    timeline_of,
    gaps_of,
    actors_of,
    places_of,
)


def brief_of(account: Account, limits: Limits, *, by_passage: bool = False) -> Brief:
    """The account in words. `by_passage` numbers each passage that is cited instead of each report."""
    notes, handles = Notes(account, by_passage=by_passage), Handles(account)
    desks = (
        desk_of(story, notes, handles, limits, policy=account.policy) for story in account.stories[: limits.stories]
    )
    sheets = tuple(_sheet(desk) for desk in desks)
    further = _further(account, handles, limits)
    closing = tuple(section for section in _closing(account, notes, handles, limits) if section.items)
    return Brief(account, head_facts(account), sheets, further, closing, tuple(notes.all))


def head_facts(account: Account) -> tuple[str, ...]:
    """What the account is made of and under which rules, for its first lines."""
    outlets = {card.outlet for card in account.reports if card.outlet}
    facts = [phrases.count(len(account.reports), "report"), phrases.count(len(account.stories), "story", "stories")]
    if outlets:
        facts.insert(1, phrases.count(len(outlets), "outlet"))
    facts.append(f"policy {account.policy}")
    if account.as_of:
        facts.append(f"as of {phrases.moment(account.as_of)}")
    return tuple(facts)


def footing_of(story: StoryAccount, notes: Notes) -> str:
    """What a story rests on: reports, independent origins, days of publication."""
    cards = [notes.card(report_id) for report_id in story.report_ids]
    mixed = sum(card.mixed for card in cards)
    reports = phrases.count(len(cards), "report")
    if mixed:
        heaps = f"{mixed} of them {'a mixed text' if mixed == 1 else 'mixed texts'}"
        reports = "1 mixed text" if mixed == len(cards) == 1 else f"{reports} ({heaps})"
    origins = phrases.count(story.origin_count, "independent origin") if story.origin_count else "no named origin"
    return f"{reports}, {origins}, {phrases.days(story.first, story.last)}"


def _sheet(desk: Desk) -> Sheet:
    story = desk.story
    title_notes = desk.notes.marks((story.title_anchor,)) if story.title_anchor else ()
    sections = tuple(section for section in (part(desk) for part in PARTS) if section.items)
    cited = {number for section in sections for item in section.items for number in _numbers(item)} | set(title_notes)
    listed = tuple(note for note in desk.notes.all if note.number in cited)
    words = footing_of(story, desk.notes)
    return Sheet(story.id, desk.short(story.id), story.title, title_notes, words, sections, listed)


def _numbers(item: Item) -> Iterator[int]:
    yield from item.notes
    for inner in item.items:
        yield from _numbers(inner)


def _further(account: Account, handles: Handles, limits: Limits) -> Section | None:
    rest = account.stories[limits.stories :]
    if not rest:
        return None
    notes = Notes(account)
    items = tuple(
        Item("", phrases.shorten(story.title, 120), (footing_of(story, notes),), handle=handles.short(story.id))
        for story in rest
    )
    return Section("further", "Further stories, in the JSON in full", items)


def _closing(account: Account, notes: Notes, handles: Handles, limits: Limits) -> Iterator[Section]:
    yield _storyless(account, handles, limits)
    for disposition, title in phrases.DISPOSITIONS.items():
        asides = [aside for aside in account.set_aside if aside.disposition == disposition]
        shown, more = capped(asides, limits.items)
        items = tuple(_aside_item(aside, notes, handles, limits) for aside in shown)
        yield Section(f"aside_{disposition}", f"Set aside: {title}", items, more)
    shown_failures, more = capped(account.failures, limits.items)
    items = tuple(Item(failure.input, facts=(failure.message,), alerts=(failure.error,)) for failure in shown_failures)
    yield Section("failures", "Inputs that failed", items, more)


def _aside_item(aside: SetAside, notes: Notes, handles: Handles, limits: Limits) -> Item:
    words = phrases.shorten(aside.anchor.quote, limits.letters // 2)
    where = place_words(notes.card(aside.anchor.report_id), aside.anchor)
    handle = handles.short(aside_id(aside))
    return Item("", words, (aside.reason, where), handle=handle, report=aside.anchor.report_id)


def _storyless(account: Account, handles: Handles, limits: Limits) -> Section:
    threaded = {report_id for story in account.stories for report_id in story.report_ids}
    alone, more = capped((card for card in account.reports if card.id not in threaded), limits.items)
    items = tuple(report_item(card, handles.short(card.id), {}) for card in alone)
    return Section("storyless", "Reports that belong to no story", items, more)


def report_item(card: ReportCard, handle: str, others: dict[str, ReportCard]) -> Item:
    """A report as an entry of a list: outlet and date, its headline, how its words came about."""
    facts = (
        lineage_words(card, others),
        "" if card.readable else "kept, but no reader knows its language",
        *card.notes,
    )
    lead = f"{outlet_of(card)}, {published_words(card)}"
    words = phrases.shorten(card.title, 200) if card.title else ""
    return Item(lead, words, tuple(fact for fact in facts if fact), handle=handle, report=card.id)
