"""Two sections of pairs: where reports disagree, and figures that look alike and cannot be compared.

A pair is shown once, however many copies of the two sides there are: both sides in their words, the relation, the reason.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from wireroom.records.stories import Claim, Figure, Relation
from wireroom.tell import phrases
from wireroom.tell.desks import Desk
from wireroom.tell.measures import label_of
from wireroom.tell.notes import outlet_of
from wireroom.tell.sheets import Item, Section, capped

MUTUAL = frozenset({"contested", "disputes", "not_comparable"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A relation of two claims or two figures."""

    left: Claim | Figure
    relation: Relation
    right: Claim | Figure


def disagreements(desk: Desk) -> Section:
    """Where reports disagree, qualify or correct each other; claims first, then figures."""
    found = sorted(_pairs(desk, frozenset(phrases.DISAGREEMENTS)), key=_weight)
    items, more = capped(_distinct(desk, found), desk.limits.items)
    return Section("disagreements", "Where they disagree", tuple(_item(desk, pair) for pair in items), more)


def not_compared(desk: Desk) -> Section:
    """Figures of one measure first: those are the ones that a reader is tempted to compare."""
    pairs = [pair for pair in _pairs(desk, frozenset({"not_comparable"})) if isinstance(pair.left, Figure)]
    found = sorted(pairs, key=lambda pair: pair.relation.reason.startswith("measure"))
    items, more = capped(_distinct(desk, found), desk.limits.items // 2)
    entries = tuple(_item(desk, pair) for pair in items)
    return Section("not_compared", "Figures that cannot be compared", entries, more)


def _pairs(desk: Desk, kinds: frozenset[str]) -> Iterator[Pair]:
    things: list[Claim | Figure] = [*desk.story.claims, *desk.story.figures]
    for thing in things:
        for relation in thing.relations:
            other = desk.claims.get(relation.to) or desk.figures.get(relation.to)
            if relation.kind in kinds and other is not None:
                yield Pair(thing, relation, other)


def _weight(pair: Pair) -> tuple[bool, int, float]:
    salience = pair.left.salience if isinstance(pair.left, Claim) else 0.0
    return isinstance(pair.left, Figure), phrases.DISAGREEMENTS.index(pair.relation.kind), -salience


def _distinct(desk: Desk, pairs: list[Pair]) -> Iterator[Pair]:
    """Each pair once: not again from the other side, nor between copies that say the same in the same voice."""
    seen: set[Hashable] = set()
    for pair in pairs:
        sides = (_face(desk, pair.left), _face(desk, pair.right))
        key = (pair.relation.kind, tuple(sorted(sides)) if pair.relation.kind in MUTUAL else sides)
        if key not in seen:
            seen.add(key)
            yield pair


def _face(desk: Desk, thing: Claim | Figure) -> tuple[str, str, str]:
    """What a reader would see of one side."""
    if isinstance(thing, Claim):
        return "claim", "", thing.id
    voice = thing.speaker or desk.origin_of(thing) or ""
    return thing.measure, voice, " ".join(thing.anchor.quote.casefold().split())


def _item(desk: Desk, pair: Pair) -> Item:
    left = _side(desk, pair.left)
    # Under its own heading, "not comparable with" would only be said again.
    lead = "and" if pair.relation.kind == "not_comparable" else phrases.RELATIONS[pair.relation.kind]
    right = _side(desk, pair.right, lead=lead)
    return Item(left.lead, left.words, (pair.relation.reason,), (), left.notes, left.handle, (right,))


def _side(desk: Desk, thing: Claim | Figure, *, lead: str = "") -> Item:
    if isinstance(thing, Claim):
        voice = next((origin.name for origin in thing.origins if origin.known), "")
        anchor, words = thing.anchors[0], phrases.shorten(thing.text, desk.limits.letters)
    else:
        voice = thing.speaker or desk.origin_of(thing) or ""
        anchor, words = thing.sentence_anchor or thing.anchor, thing.anchor.quote
    measure = label_of(thing.measure).name if isinstance(thing, Figure) and not lead else ""
    voice = voice or outlet_of(desk.notes.card(anchor.report_id))
    said = ", ".join(part for part in (measure, voice, desk.date_of(anchor)) if part)
    return Item(f"{lead} {said}:".lstrip(), words, notes=desk.notes.marks((anchor,)), handle=desk.short(thing.id))
