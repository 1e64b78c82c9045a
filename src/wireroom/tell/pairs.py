"""Two sections of pairs: where reports disagree, and figures that look alike and cannot be compared.

A pair is shown once, however many copies of the two sides there are: both sides in their words, the relation, the reason.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

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
    rows, more = capped(_rows(_distinct(desk, found)), desk.limits.items)
    return Section("disagreements", "Where they disagree", tuple(_row(desk, row) for row in rows), more)


def not_compared(desk: Desk) -> Section:
    """Figures of one measure first: those are the ones that a reader is tempted to compare."""
    pairs = [pair for pair in _pairs(desk, frozenset({"not_comparable"})) if isinstance(pair.left, Figure)]
    found = sorted(pairs, key=lambda pair: pair.relation.reason.startswith("measure"))
    rows, more = capped(_rows(_distinct(desk, found)), desk.limits.items // 2)
    entries = tuple(_row(desk, row) for row in rows)
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


def _rows(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs of figures that set the same numbers of one measure against each other, together; every other pair alone."""
    rows: dict[Hashable, list[Pair]] = {}
    for pair in pairs:
        rows.setdefault(_numbers(pair), []).append(pair)
    return list(rows.values())


def _numbers(pair: Pair) -> Hashable:
    if isinstance(pair.left, Claim) or isinstance(pair.right, Claim) or pair.relation.kind not in MUTUAL:
        return pair.left.id, pair.right.id, pair.relation.kind
    bounds = frozenset((side.low, side.best, side.high) for side in (pair.left, pair.right))
    why = pair.relation.reason if pair.relation.kind == "not_comparable" else ""
    return pair.relation.kind, pair.left.measure, bounds, why


def _row(desk: Desk, row: list[Pair]) -> Item:
    """One pair with its two sides, or one heading for several pairs with every voice once."""
    if len(row) == 1:
        return _item(desk, row[0])
    sides = {_face(desk, side): side for pair in row for side in (pair.left, pair.right)}
    ordered = sorted(sides.values(), key=lambda side: (_least(side), side.id))
    shown, more = capped([_voice(desk, side) for side in ordered], desk.limits.inner * 2)
    measure = label_of(row[0].left.measure).name if isinstance(row[0].left, Figure) else ""
    return Item(measure, facts=(row[0].relation.reason,), items=tuple(shown), more=more)


def _least(side: Claim | Figure) -> float:
    """The lowest bound of a figure, by which the two camps of a row stand together."""
    bounds = (side.low, side.best, side.high) if isinstance(side, Figure) else ()
    return min((bound for bound in bounds if bound is not None), default=0.0)


def _voice(desk: Desk, side: Claim | Figure) -> Item:
    bare = _side(desk, side, lead="–")
    return replace(bare, lead=bare.lead.removeprefix("– "))


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
