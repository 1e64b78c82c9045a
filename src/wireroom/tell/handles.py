"""Every thing of an account by its id, derived ids where a record has none, and short prefixes that stay unique."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from wireroom.records.accounts import Account, Line, ReportCard, StoryAccount
from wireroom.records.ids import content_id
from wireroom.records.stories import Actor, Claim, Figure, Join, Place, Series, SetAside, Statement

FEWEST_DIGITS = 4
Thing = (
    Account | StoryAccount | ReportCard | Line | Claim | Figure | Series | Statement | Actor | Place | SetAside | Join
)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of an account with its id and the story it stands in (None for reports and things between stories)."""

    id: str
    kind: str
    thing: Thing
    story: StoryAccount | None = None


def aside_id(aside: SetAside) -> str:
    """The id of words set aside: report, place and words."""
    return aside.id or content_id("aside", aside.anchor.report_id, str(aside.anchor.start), aside.anchor.quote)


def join_id(join: Join) -> str:
    """The id of a decision: what it joins, as what, and who decided."""
    return content_id("join", join.kind, join.left, join.right, join.made_by)


def series_id(series: Series) -> str:
    """The id of a series: its own, or one made of its figures."""
    return series.id or content_id("series", *series.figure_ids)


def everything(account: Account) -> Iterator[Named]:
    """All that has an id, in the order of the account."""
    for card in account.reports:
        yield Named(card.id, "report", card)
    for story in account.stories:
        yield Named(story.id, "story", story, story)
        yield from _inside(story)
    for aside in account.set_aside:
        yield Named(aside_id(aside), "set-aside passage", aside)


def _inside(story: StoryAccount) -> Iterator[Named]:
    lines = [*story.digest, *(line for moment in story.timeline for line in moment.lines)]
    yield from (Named(line.id, "line", line, story) for line in lines if line.id)
    yield from (Named(claim.id, "claim", claim, story) for claim in story.claims)
    yield from (Named(figure.id, "figure", figure, story) for figure in story.figures)
    yield from (Named(series_id(series), "series", series, story) for series in story.series)
    yield from (Named(statement.id, "statement", statement, story) for statement in story.statements)
    yield from (Named(actor.id, "actor", actor, story) for actor in story.actors)
    yield from (Named(place.id, "place", place, story) for place in story.places)
    yield from (Named(join_id(join), "decision", join, story) for join in story.joins)


class Handles:
    """Short forms of ids: the shortest prefix that no other id of the account shares, at least four digits long."""

    def __init__(self, account: Account) -> None:
        self._ids = sorted({named.id for named in everything(account)})

    def short(self, name: str) -> str:
        """The short form of an id; ids that are not ours (given by the input) stay whole."""
        place = bisect_left(self._ids, name)
        if place == len(self._ids) or self._ids[place] != name:
            return name
        prefix, dash, digits = name.rpartition("-")
        if not dash or len(digits) != 12 or not set(digits) <= set("0123456789abcdef"):
            return name
        near = self._ids[max(0, place - 1) : place] + self._ids[place + 1 : place + 2]
        unique = max((_shared(name, other) for other in near), default=0) + 1
        return name[: max(unique, len(prefix) + 1 + FEWEST_DIGITS)]


def _shared(left: str, right: str) -> int:
    """How many letters two words begin with in common."""
    return next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), len(left))
