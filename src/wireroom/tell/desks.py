"""What the sections of one story share: its parts by id, the numbering of notes, short ids, and common phrases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wireroom.records.accounts import StoryAccount
from wireroom.records.spans import Anchor
from wireroom.records.stories import Claim, Figure, Origin, Statement
from wireroom.tell import phrases
from wireroom.tell.handles import Handles
from wireroom.tell.notes import Notes
from wireroom.tell.sheets import Item, Limits

MOST_NAMES = 4
UNNAMED = frozenset({"unknown", "nobody named"})
MOST_REASONS = 3
ALARMING = frozenset({"contested", "withdrawn", "discounted"})


@dataclass(frozen=True, slots=True)
class Desk:
    """A story on the desk, with what its sections need to be written."""

    story: StoryAccount
    notes: Notes
    handles: Handles
    limits: Limits
    policy: str
    claims: Mapping[str, Claim]
    figures: Mapping[str, Figure]
    statements: Mapping[str, Statement]
    unnamed: frozenset[str]

    def passage(self, anchor: Anchor, *, lead: str = "", facts: tuple[str, ...] = ()) -> Item:
        """The words at a place, as a quotation with its note."""
        words = phrases.shorten(anchor.quote, self.limits.letters)
        return Item(lead, words, facts, notes=(self.notes.mark(anchor),))

    def short(self, name: str) -> str:
        """The short form of an id."""
        return self.handles.short(name)

    def origin_of(self, figure: Figure) -> str | None:
        """The figure's origin, None when it names nobody."""
        return figure.origin if figure.origin not in self.unnamed else None

    def date_of(self, anchor: Anchor) -> str:
        """The day on which the anchor's report was published, in words; empty when it states none."""
        published = self.notes.card(anchor.report_id).published
        return phrases.moment(published[:10]) if published else ""

    def dated(self, anchor: Anchor) -> bool:
        """Whether the anchor's report states when it was published."""
        return self.notes.card(anchor.report_id).published is not None


def desk_of(story: StoryAccount, notes: Notes, handles: Handles, limits: Limits, *, policy: str) -> Desk:
    """The desk for one story."""
    claims = {claim.id: claim for claim in story.claims}
    figures = {figure.id: figure for figure in story.figures}
    statements = {statement.id: statement for statement in story.statements}
    unnamed = {origin.name for claim in story.claims for origin in claim.origins if not origin.known}
    return Desk(story, notes, handles, limits, policy, claims, figures, statements, frozenset(unnamed | UNNAMED))


def footing(claim: Claim) -> tuple[str, ...]:
    """What a claim rests on: how many passages and reports, how many independent origins, and whose."""
    passages = len(claim.anchors)
    where = phrases.count(claim.report_count, "report")
    if passages > claim.report_count:
        where = f"{phrases.count(passages, 'passage')} in {where}"
    return where, origins_words(claim.origins)


def origins_words(origins: Iterable[Origin]) -> str:
    """Independent origins by number and name; voices that name nobody are not counted, and said to be there."""
    everyone = list(origins)
    known = [origin.name for origin in everyone if origin.known]
    unnamed = len(known) < len(everyone)
    if not known:
        return "origin not named"
    words = f"{phrases.count(len(known), 'origin')}: {phrases.listed(known, MOST_NAMES)}"
    words = words.replace(" origins:", " independent origins:")
    return words + (", besides unnamed voices" if unnamed else "")


def standing_alert(standing: str) -> tuple[str, ...]:
    """The standing as an alert, when it is one an editor must not overlook."""
    return (phrases.STANDINGS[standing],) if standing in ALARMING else ()


def because(origin: Origin) -> tuple[str, ...]:
    """Why an origin's statements count as one, each reason once."""
    reasons = list(dict.fromkeys(origin.reasons))
    more = len(reasons) - MOST_REASONS
    shown = tuple(f"because {reason}" if place == 0 else reason for place, reason in enumerate(reasons[:MOST_REASONS]))
    return (*shown, f"and {phrases.count(more, 'more reason')}") if more > 0 else shown
