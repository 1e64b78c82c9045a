"""Actors over reports: which named actors of different reports are one, decided through keys and never pair by pair.

Inside a report the reader has already put the names of an actor together. Here reports meet: the same normal name, two
spellings of a body's name, an acronym and the one long name of the story it abbreviates, a long name and its short form,
one place of the gazetteer, two spellings of a person's name, a surname and the one full name of the story that ends in
it. Every decision, the reader's too, is a `Join` with its reason, and can be taken back (`rulings`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from wireroom.names import body_key, part_key, person_words
from wireroom.records.readings import ActorKind, Material, NamedActor
from wireroom.records.stories import Actor, Join
from wireroom.weigh.naming import (
    given_and_surname,
    initials_of,
    is_acronym,
    is_name_like,
    key_of,
    same_person,
    variant_blocks,
)
from wireroom.weigh.rulings import NO_RULINGS, Rulings, actor_id
from wireroom.weigh.scope import Scope
from wireroom.weigh.unions import Unions

MADE_BY = "weigh.actors"
MADE_BY_READER = "read.actors"
_BLOCK_CAP = 40
"""Spellings compared within one block of person names; a block this full is a common surname, not a variant."""

Value = TypeVar("Value", bound=str)
Local = tuple[int, int]
"""A named actor: the report's position in the scope, and its index in that reading."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a story, with the way from a named actor or a name to the actor it belongs to."""

    actors: tuple[Actor, ...] = ()
    joins: tuple[Join, ...] = ()
    of: Mapping[Local, str] = field(default_factory=dict)
    by_id: Mapping[str, Actor] = field(default_factory=dict)
    by_key: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str | None) -> Actor | None:
        """The actor that bears this name in the story, None when no actor or more than one does."""
        return self.by_id.get(self.by_key.get(key_of(name), "")) if name else None


@dataclass(slots=True)
class _Bearer:
    """All named actors with one normal name and one sort of kind: the unit that further joins connect."""

    id: str
    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    locals: list[Local] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    mentions: int = 0

    @property
    def name(self) -> str:
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


def actors_of(scope: Scope, rulings: Rulings = NO_RULINGS) -> Cast:
    """The cast of a story: everyone named or heard in its sentences, in order of mentions."""
    bearers = _bearers(scope)
    unions = Unions(sorted(bearers))
    wanted = [join for join in rulings.together if join.left in bearers and join.right in bearers]
    joins = [join for join in (*wanted, *_decisions(bearers)) if _joined(join, unions, bearers, rulings)]
    groups: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer_id in sorted(bearers):
        groups[unions.root(bearer_id)].append(bearers[bearer_id])
    reasons: dict[str, set[str]] = defaultdict(set)
    for join in joins:
        reasons[unions.root(join.left)].update(join.reasons)
    made = [(_actor(scope, group, reasons[root]), group) for root, group in groups.items()]
    kept = [join for join in rulings.retracted if {join.left, join.right} & bearers.keys()]
    return _cast(made, [*_inside_reports(scope, bearers), *joins, *kept])


def _joined(join: Join, unions: Unions[str], bearers: Mapping[str, _Bearer], rulings: Rulings) -> bool:
    """Join two groups, unless a person keeps two of their members apart or two of them are two people."""
    if join not in rulings.together:
        left, right = unions.members(join.left), unions.members(join.right)
        if any(rulings.parts(a, b) or _two_people(bearers[a], bearers[b]) for a in left for b in right):
            return False
    return unions.join(join.left, join.right)


def _two_people(left: _Bearer, right: _Bearer) -> bool:
    """Whether two full names cannot be one person's: a chain of near spellings must not lead from one to the other."""
    full = left.kind == right.kind == "person" and all(given_and_surname(one.name) for one in (left, right))
    return full and same_person(left.name, right.name) is None


def _inside_reports(scope: Scope, bearers: Mapping[str, _Bearer]) -> list[Join]:
    """The reader's joins of an actor's names, one for each other wording, with the reasons that speak of it."""
    reasons: dict[tuple[str, str], set[str]] = defaultdict(set)
    for bearer_id in sorted(bearers):
        for report, index in bearers[bearer_id].locals:
            actor = scope.materials[report].reading.actors[index]
            for alias in actor.aliases:
                other = actor_id(alias, actor.kind)
                if other != bearer_id:
                    told = {reason for reason in actor.reasons if f"“{alias}”" in reason}
                    reasons[min(other, bearer_id), max(other, bearer_id)] |= told or {
                        f"the reader takes “{alias}” and “{actor.name}” for one name"
                    }
    return [
        Join(left, right, "actor", "same", 0.9, tuple(sorted(told)), MADE_BY_READER)
        for (left, right), told in sorted(reasons.items())
    ]


def _cast(made: list[tuple[Actor, list[_Bearer]]], joins: list[Join]) -> Cast:
    made.sort(key=lambda pair: (-pair[0].mentions, pair[0].name, pair[0].id))
    by_key: dict[str, set[str]] = defaultdict(set)
    for actor, _ in made:
        for name in (actor.name, *filter(_names, actor.aliases)):
            by_key[key_of(name)].add(actor.id)
    return Cast(
        actors=tuple(actor for actor, _ in made),
        joins=tuple(sorted(joins)),
        of={local: actor.id for actor, group in made for bearer in group for local in bearer.locals},
        by_id={actor.id: actor for actor, _ in made},
        by_key={key: min(ids) for key, ids in by_key.items() if len(ids) == 1},
    )


def _bearers(scope: Scope) -> dict[str, _Bearer]:
    """One bearer for each normal name, filled in the order of reports."""
    bearers: dict[str, _Bearer] = {}
    for report, material in enumerate(scope.materials):
        counts = _heard(scope, report)
        for index in sorted(counts):
            actor = material.reading.actors[index]
            bearer_id = actor_id(actor.name, actor.kind)
            bearer = bearers.setdefault(bearer_id, _Bearer(bearer_id, actor.kind))
            bearer.names[actor.name] += 1
            bearer.aliases.update(actor.aliases)
            bearer.locals.append((report, index))
            bearer.reasons.update(actor.reasons)
            bearer.mentions += counts[index]
            if actor.kind == "place":
                bearer.places |= _gazetteer_ids(material, actor)
    return bearers


def _gazetteer_ids(material: Material, actor: NamedActor) -> set[str]:
    """The places of the gazetteer that a report's readings of a place name stand for."""
    names = {key_of(name) for name in (actor.name, *actor.aliases)}
    return {
        place.gazetteer_id
        for place in material.reading.places
        if place.gazetteer_id and key_of(place.words(material.report.text)) in names
    }


def _heard(scope: Scope, report: int) -> Counter[int]:
    """Actors of a report that the story's sentences name or hear, and the bodies they speak for, with mentions."""
    reading = scope.materials[report].reading
    counts: Counter[int] = Counter()
    known = range(len(reading.actors))
    for mention in reading.mentions:
        if scope.includes(report, mention.sentence) and mention.actor in known:
            counts[mention.actor] += 1
    for statement in reading.statements:
        if (
            statement.speaker_actor is not None
            and statement.speaker_actor in known
            and scope.includes(report, statement.sentence)
        ):
            counts[statement.speaker_actor] += 0
    for index in list(counts):
        body = reading.actors[index].organisation
        if body is not None and body in known:
            counts[body] += 0
    return counts


def _decisions(bearers: dict[str, _Bearer]) -> Iterator[Join]:
    """Joins in order of trust: a spelling, an alias that is another's name, an acronym, a short form, a surname."""
    ordered = [bearers[bearer_id] for bearer_id in sorted(bearers)]
    bodies = [bearer for bearer in ordered if bearer.kind not in ("person", "place")]
    yield from _same_key_joins(bodies)
    yield from _alias_joins([bearer for bearer in ordered if bearer.kind != "person"])
    yield from _acronym_joins(bodies)
    yield from _short_form_joins(bodies)
    yield from _place_joins([bearer for bearer in ordered if bearer.kind == "place"])
    people = [bearer for bearer in ordered if bearer.kind == "person"]
    yield from _alias_joins(people)
    yield from _spelling_joins(people)
    yield from _surname_joins(people)


def _names(alias: str) -> bool:
    """Whether a wording names by itself; "the group" of one report may be another's in the next."""
    return alias[:4].lower() != "the " or is_name_like(alias)


def _same_key_joins(bodies: list[_Bearer]) -> Iterator[Join]:
    """Names of bodies that `names.body_key` makes equal."""
    seen: dict[tuple[str, ...], _Bearer] = {}
    for bearer in bodies:
        other = seen.setdefault(body_key(bearer.name), bearer)
        if other is not bearer:
            yield _join(bearer, other, 0.9, f"“{bearer.name}” and “{other.name}” are two wordings of one name")


def _short_form_joins(bodies: list[_Bearer]) -> Iterator[Join]:
    """A name of two words or more, and the only longer name of the story that ends in one more word or begins so."""
    longer: dict[tuple[str, ...], list[_Bearer]] = defaultdict(list)
    for bearer in bodies:
        key = body_key(bearer.name)
        if len(key) > 2:
            longer[key[:-1]].append(bearer)
    for bearer in bodies:
        owners = longer.get(body_key(bearer.name), [])
        if len({body_key(owner.name) for owner in owners}) == 1:
            yield _join(bearer, owners[0], 0.8, f"“{bearer.name}” is short for “{owners[0].name}”, the only such name")


def _place_joins(places: list[_Bearer]) -> Iterator[Join]:
    """Names that the readers placed at one entry of the gazetteer, and at no other."""
    seen: dict[str, _Bearer] = {}
    for bearer in places:
        if len(bearer.places) == 1:
            other = seen.setdefault(min(bearer.places), bearer)
            if other is not bearer:
                yield _join(bearer, other, 0.9, f"“{bearer.name}” and “{other.name}” are one place of the gazetteer")


def _alias_joins(bearers: list[_Bearer]) -> Iterator[Join]:
    """A name-like alias of one that is the name of another, when only one has it as its name; of people only full names."""
    owners: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer in bearers:
        owners[key_of(bearer.name)].append(bearer)
    claimed: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer in bearers:
        for alias in sorted(filter(is_name_like, bearer.aliases)):
            if bearer.kind == "person" and " " not in alias:
                continue  # a surname alone may be anybody's; it is looked at last
            claimed[key_of(alias)].append(bearer)
    for key in sorted(claimed):
        if any(_rivals(key, a.name, b.name) for a in claimed[key] for b in claimed[key]):
            continue
        for left in claimed[key]:
            for right in owners.get(key, claimed[key][:1]):
                if left.id != right.id and _kindred(left, right):
                    yield _join(left, right, 0.9, f"“{left.name}” is also called “{right.name}”")


def _rivals(key: str, left: str, right: str) -> bool:
    """Whether an acronym is of two bodies: both names have its letters, and few of their words agree."""
    if not all(key.upper() in initials_of(name) for name in (left, right)):
        return False
    a, b = set(body_key(left)), set(body_key(right))
    return 2 * len(a & b) < min(len(a), len(b))


def _acronym_joins(bearers: list[_Bearer]) -> Iterator[Join]:
    """An acronym and the only long name of the story whose initials it has."""
    longs: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer in bearers:
        for name in sorted({bearer.name, *bearer.aliases}):
            for initials in initials_of(name):
                if bearer not in longs[initials]:
                    longs[initials].append(bearer)
    for bearer in bearers:
        names = longs.get(key_of(bearer.name).upper(), []) if is_acronym(bearer.name) else []
        if len(names) == 1 and names[0].id != bearer.id and _kindred(bearer, names[0]):
            yield _join(
                bearer, names[0], 0.85, f"“{bearer.name}” has the initials of “{names[0].name}”, the only such name"
            )


def _spelling_joins(people: list[_Bearer]) -> Iterator[Join]:
    blocks: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer in people:
        for block in variant_blocks(bearer.name):
            blocks[block].append(bearer)
    for block in sorted(blocks):
        members = blocks[block][:_BLOCK_CAP]
        for place, left in enumerate(members):
            for right in members[place + 1 :]:
                found = same_person(left.name, right.name)
                if found:
                    yield _join(left, right, *found)


def _surname_joins(people: list[_Bearer]) -> Iterator[Join]:
    """A surname, alone or behind an initial, belongs to the only full name of the story that it fits."""
    full: dict[str, list[_Bearer]] = defaultdict(list)
    for bearer in people:
        if variant_blocks(bearer.name):
            parts = given_and_surname(bearer.name)
            full[part_key(parts[1]) if parts else ""].append(bearer)
    for bearer in people:
        if variant_blocks(bearer.name):
            continue
        parts = given_and_surname(bearer.name)
        surname = part_key(parts[1] if parts else " ".join(person_words(bearer.name)))
        owners = [owner for owner in full.get(surname, []) if parts is None or same_person(bearer.name, owner.name)]
        if owners and all(same_person(owners[0].name, owner.name) for owner in owners[1:]):
            yield _join(bearer, owners[0], 0.7, f"“{owners[0].name}” is the only one of that surname in the story")


def _kindred(left: _Bearer, right: _Bearer) -> bool:
    return (left.kind == "place") == (right.kind == "place")


def _join(left: _Bearer, right: _Bearer, score: float, reason: str) -> Join:
    first, second = sorted((left.id, right.id))
    return Join(first, second, "actor", "same", score, (reason,), MADE_BY)


def _actor(scope: Scope, group: list[_Bearer], reasons: set[str]) -> Actor:
    counts: Counter[str] = Counter()
    for bearer in group:
        counts.update(bearer.names)
    name = min(counts, key=lambda one: (is_acronym(one), len(one.split()) == 1, -counts[one], -len(one), one))
    aliases = {*counts, *(alias for bearer in group for alias in bearer.aliases)} - {name}
    named = [scope.materials[report].reading.actors[index] for bearer in group for report, index in bearer.locals]
    return Actor(
        id=min(bearer.id for bearer in group),
        name=name,
        kind=_most([actor.kind for actor in named]) or "other",
        aliases=tuple(sorted(aliases)),
        mentions=sum(bearer.mentions for bearer in group),
        role=_most([actor.role for actor in named if actor.role]),
        organisation=_most(_bodies(scope, group)),
        reasons=tuple(sorted(reasons.union(*(bearer.reasons for bearer in group)))),
    )


def _bodies(scope: Scope, group: list[_Bearer]) -> list[str]:
    """Names of the bodies that the group's reports say this actor belongs to."""
    names = []
    for bearer in group:
        for report, index in bearer.locals:
            actors = scope.materials[report].reading.actors
            body = actors[index].organisation
            if body is not None and 0 <= body < len(actors):
                names.append(actors[body].name)
    return names


def _most(values: list[Value]) -> Value | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value))) if counts else None
