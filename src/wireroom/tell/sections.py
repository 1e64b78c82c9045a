"""The sections of a story: in short, timeline, what several passages say, actors, places, gaps."""

from collections.abc import Sequence

from wireroom.records.accounts import Line, Moment
from wireroom.records.spans import Anchor
from wireroom.records.stories import Actor, Claim, Origin, Place
from wireroom.tell import phrases
from wireroom.tell.desks import Desk, because, footing, standing_alert
from wireroom.tell.sheets import Item, Section, capped, grouped

MOST_ALIASES = 8
MOST_LINE_MARKS = 6
TIMELINE_FACTOR = 2  # a timeline that stops in the middle misleads more than a long one


def in_short(desk: Desk) -> Section:
    """The digest, each line with what it rests on, and how many claims it leaves to the JSON."""
    items, _ = capped(desk.story.digest, desk.limits.items)
    more = max(0, len(desk.story.claims) - len(items))
    return Section("digest", "In short", tuple(_digest_item(desk, line) for line in items), more)


def _digest_item(desk: Desk, line: Line) -> Item:
    claim = next((desk.claims[ref] for ref in line.refs if ref in desk.claims), None)
    marks = desk.notes.marks(line.anchors[:MOST_LINE_MARKS])
    words = phrases.shorten(line.text, desk.limits.letters)
    facts = (*_said_by(desk, claim), *footing(claim)) if claim else ()
    alerts = standing_alert(claim.standing) if claim else ()
    origins = sum(origin.known for origin in claim.origins) if claim else None
    return Item("", words, facts, alerts, marks, desk.short(claim.id if claim else line.id), origins=origins)


def _said_by(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Who says it in the words shown, when that is not the origin's own name."""
    names = {phrases.name_key(origin.name) for origin in claim.origins}
    for ref in claim.statement_ids:
        statement = desk.statements.get(ref)
        if (
            statement
            and phrases.name_key(statement.speaker or "") not in names
            and claim.anchors[0] in statement.content_anchors
        ):
            return (f"said by {statement.speaker}",) if statement.speaker else ()
    return ()


def timeline_of(desk: Desk) -> Section:
    """What happened when, by the time of the event; times that stay relative come last, and say so."""
    items, more = capped(desk.story.timeline, TIMELINE_FACTOR * desk.limits.items)
    intro = "By the time of the event as the reports give it, never by the time of publication."
    return Section("timeline", "Timeline", tuple(_moment_item(desk, moment) for moment in items), more, intro)


def _moment_item(desk: Desk, moment: Moment) -> Item:
    lines, more = capped(moment.lines, desk.limits.inner)
    inner = tuple(_line_item(desk, line) for line in lines)
    if moment.earliest is not None:
        return Item(moment_words(moment), items=inner, more=more)
    dated = any(desk.dated(anchor) for line in moment.lines for anchor in line.anchors)
    alert = "relative: cannot be resolved" if dated else "relative: no publication date"
    return Item(phrases.quoted(moment.words or "no time given"), alerts=(alert,), items=inner, more=more)


def moment_words(moment: Moment) -> str:
    """When, in words: a day with its weekday, a span of days, a month, or a day with the part that is meant."""
    start, end = moment.earliest or "", moment.latest or moment.earliest or ""
    if moment.approximate:
        return f"about {phrases.days(start[:10], end[:10])}"
    if moment.grain in ("month", "year") and start[:7] == end[:7]:
        return phrases.moment(start[:7])
    if moment.grain == "year" and start[:4] == end[:4]:
        return start[:4]
    if start[:10] != end[:10]:
        return phrases.days(start[:10], end[:10])
    if start == end:
        return phrases.moment(start, weekday=True)
    until = end[11:16].replace("23:59", "24:00")
    return f"{phrases.moment(start[:10], weekday=True)}, {start[11:16] or '00:00'} to {until or '24:00'}"


def _line_item(desk: Desk, line: Line) -> Item:
    words = phrases.shorten(line.text, desk.limits.letters)
    return Item("", words, notes=desk.notes.marks(line.anchors[:MOST_LINE_MARKS]), handle=desk.short(line.id))


def several(desk: Desk) -> Section:
    """Claims that more than one passage or origin makes, with the passages and why they count as so many origins."""
    found = [claim for claim in desk.story.claims if len(claim.anchors) > 1 or len(claim.origins) > 1]
    items, more = capped(sorted(found, key=lambda claim: (-claim.salience, claim.id)), desk.limits.items)
    intro = "Passages that say the same, and how many independent origins stand behind them."
    return Section("claims", "Said more than once", tuple(_claim_item(desk, claim) for claim in items), more, intro)


def _claim_item(desk: Desk, claim: Claim) -> Item:
    origins, _ = capped(claim.origins, desk.limits.inner)
    behind = [Item(_origin_lead(origin), facts=because(origin)) for origin in origins]
    behind += [Item("why one claim", facts=claim.reasons)] if claim.reasons else []
    same, *others = grouped(claim.anchors, lambda anchor: " ".join(anchor.quote.split()))
    shown, more = capped(others, desk.limits.inner)
    passages = tuple(_wording(desk, anchors) for anchors in shown)
    words = phrases.shorten(claim.text, desk.limits.letters)
    facts = ("one claim", *footing(claim))
    marks = desk.notes.marks(same[:MOST_LINE_MARKS])
    return Item(
        "", words, facts, standing_alert(claim.standing), marks, desk.short(claim.id), (*passages, *behind), more
    )


def _wording(desk: Desk, anchors: Sequence[Anchor]) -> Item:
    """Another wording of a claim, with the passages that have it."""
    words = phrases.shorten(anchors[0].quote, desk.limits.letters)
    return Item("also", words, notes=desk.notes.marks(anchors[:MOST_LINE_MARKS]))


def _origin_lead(origin: Origin) -> str:
    kind = phrases.KINDS[origin.kind]
    return f"origin {origin.name} ({kind})" if origin.known else "no named origin"


def actors_of(desk: Desk) -> Section:
    """Who and what is named, with every other wording."""
    ranked = sorted(desk.story.actors, key=lambda actor: (-actor.mentions, actor.id))
    items, more = capped(ranked, desk.limits.items)
    return Section("actors", "Named", tuple(_actor_item(desk, actor) for actor in items), more)


def _actor_item(desk: Desk, actor: Actor) -> Item:
    aliases = phrases.listed([phrases.quoted(alias) for alias in actor.aliases], MOST_ALIASES)
    post = ", ".join(part for part in (actor.role, actor.organisation) if part)
    facts = (post or phrases.KINDS[actor.kind], f"also written {aliases}" if aliases else "")
    named = phrases.count(actor.mentions, "mention")
    return Item(actor.name, facts=(*(fact for fact in facts if fact), named), handle=desk.short(actor.id))


def places_of(desk: Desk) -> Section:
    """Places named, with coordinates only where the gazetteer gives them; those it does not know share one entry."""
    ranked = sorted(desk.story.places, key=lambda place: (-place.mentions, place.id))
    known = [place for place in ranked if place.lat is not None or place.alternatives]
    unknown = [place.name for place in ranked if place.lat is None and not place.alternatives]
    items, more = capped(known, desk.limits.items)
    entries = [_place_item(desk, place) for place in items]
    if unknown:
        entries.append(
            Item("Not in the gazetteer, not placed", facts=(phrases.listed(unknown, 3 * desk.limits.items),))
        )
    return Section("places", "Places", tuple(entries), more)


def _place_item(desk: Desk, place: Place) -> Item:
    named = phrases.count(place.mentions, "mention")
    if place.lat is None or place.lon is None:
        why = f"could be {phrases.listed(place.alternatives, MOST_ALIASES)}: not placed"
        return Item(place.name, facts=(why, named), handle=desk.short(place.id))
    where = f"{abs(place.lat):.2f}° {'N' if place.lat >= 0 else 'S'}, {abs(place.lon):.2f}° {'E' if place.lon >= 0 else 'W'}"
    precision = phrases.PRECISIONS.get(place.precision or 0, "precision not stated")
    facts = tuple(fact for fact in (place.country, where, precision, named) if fact)
    return Item(place.name, facts=facts, handle=desk.short(place.id))


def gaps_of(desk: Desk) -> Section:
    """What one would ask of such an event and no report gives."""
    items, more = capped(desk.story.gaps, desk.limits.items)
    return Section("gaps", "No report says", tuple(Item(gap.question) for gap in items), more)
