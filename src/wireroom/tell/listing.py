"""An account as a list of stories: for every report, whether it is in a story, and the decisions that put it there.

The list is a view of the account and decides nothing: what `brief` counts, it counts. Text for people is laid out by
`listing_text`, a table for programs by `listing_table`.
"""

from collections.abc import Iterable, Iterator, Mapping

from wireroom.errors import UnknownName
from wireroom.records.accounts import Account, ReportCard, StoryAccount
from wireroom.records.codec import to_json
from wireroom.records.listings import Footing, Membership, Thread, ThreadList
from wireroom.records.stories import Join, Verdict

LIST_FORMATS = ("text", "json", "csv")
FOOTINGS: Mapping[Verdict, Footing] = {"same": "member", "unsure": "linked", "different": "kept_out"}


def list_threads(account: Account, *, format: str = "text", width: int = 80, colour: bool = False) -> str:  # noqa: A002
    """The stories of an account as text in `format`; UnknownName when there is no such format. Same account, same text.

    `width` (columns) and `colour` (terminal colours) count for the text format only.
    """
    from wireroom.tell.listing_table import listing_table
    from wireroom.tell.listing_text import listing_text

    if format not in LIST_FORMATS:
        raise UnknownName("format", format, LIST_FORMATS)
    if format == "text":
        return listing_text(account, listing_of(account), width=width, colour=colour)
    listing = listing_of(account)
    return listing_table(listing) if format == "csv" else to_json(listing) + "\n"


def listing_of(account: Account) -> ThreadList:
    """The list of stories of an account, in its order."""
    cards = {card.id: card for card in account.reports}
    order = {card.id: place for place, card in enumerate(account.reports)}
    threads = tuple(_thread(story, cards, order) for story in account.stories)
    inside = {report.report_id for thread in threads for report in thread.reports}
    links = [link for thread in threads for link in thread.linked]
    alone = tuple(_alone(card, account, links) for card in account.reports if card.id not in inside)
    return ThreadList(account.made_by, account.as_of, threads, alone, account.failures, notes=account.notes)


def story_joins(story: StoryAccount) -> dict[str, Join]:
    """The decision that stands, for each report that one was made on: a person's outranks the machine's."""
    found: dict[str, Join] = {}
    for join in sorted(story.joins, key=lambda join: join.made_by.startswith("wireroom."), reverse=True):
        if join.kind == "story" and not join.retracted and story.id in (join.left, join.right):
            found[join.right if join.left == story.id else join.left] = join
    return found


def _thread(story: StoryAccount, cards: Mapping[str, ReportCard], order: Mapping[str, int]) -> Thread:
    joins = story_joins(story)
    members = sorted((cards[name] for name in story.report_ids if name in cards), key=lambda card: order[card.id])
    others = sorted(
        (cards[name] for name in joins.keys() & cards.keys() - set(story.report_ids)), key=lambda c: order[c.id]
    )
    return Thread(
        story.id,
        story.title,
        story.first,
        story.last,
        len(members),
        tuple(sorted({card.outlet for card in members if card.outlet})),
        story.origin_count,
        tuple(_membership(card, joins.get(card.id), "member") for card in members),
        tuple(_membership(card, joins[card.id], FOOTINGS[joins[card.id].verdict]) for card in others),
    )


def _membership(card: ReportCard, join: Join | None, footing: Footing, reasons: tuple[str, ...] = ()) -> Membership:
    return Membership(
        card.id,
        card.outlet,
        card.title,
        card.published,
        card.url,
        card.name,
        footing,
        join.score if join else None,
        join.reasons if join else reasons,
        join.made_by if join else None,
        card.lineage,
    )


def _alone(card: ReportCard, account: Account, links: Iterable[Membership]) -> Membership:
    """A report of no story, with why: what it is linked to, or what became of its words."""
    linked = [link for link in links if link.report_id == card.id and link.footing == "linked"]
    reasons = tuple(reason for link in linked for reason in link.reasons) or tuple(_fates(card, account))
    return _membership(card, None, "linked" if linked else "none", tuple(dict.fromkeys(reasons)))


def _fates(card: ReportCard, account: Account) -> Iterator[str]:
    asides = [aside for aside in account.set_aside if aside.anchor.report_id == card.id]
    if not asides:
        yield "no sentence of it was left to thread"
    for disposition in sorted({aside.disposition for aside in asides}):
        count = sum(aside.disposition == disposition for aside in asides)
        yield f"set aside as {disposition.replace('_', ' ')}: {count} of its passages"
