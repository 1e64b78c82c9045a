"""Which names of a report mean one actor, and why.

Names are joined for stated reasons only: an acronym beside its long form or made of its initials, a sentence that
defines one name by another, a surname after a full name, two spellings of one person, one place of the gazetteer. Each
join leaves its reason in plain words. Two people who share a surname and differ in their given names stay two.
"""

from collections.abc import Sequence

from wireroom.names import normal
from wireroom.read.anaphora import with_stand_ins
from wireroom.read.bodynames import (
    ACRONYM,
    join_acronyms,
    join_longer_acronyms,
    join_short_forms,
    join_spellings_of_bodies,
)
from wireroom.read.definitions import definition_of
from wireroom.read.gazetteer import Entry, entries
from wireroom.read.namejoins import MOST_COMPARED, Joins, Name
from wireroom.read.namings import Naming
from wireroom.read.personnames import join_persons
from wireroom.read.roles import Post, posts
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, NamedActor, Sentence

# What a name's own words say counts once, the words around it at each mention.
OWN_WEIGHT = 1.5
# Two names of the gazetteer are one town's only from this size on: small towns share their names.
LEAST_POPULATION = 100_000
_KINDS: tuple[ActorKind, ...] = ("person", "organisation", "group", "place")


def join_names(
    text: str, sentences: Sequence[Sentence], named: Sequence[Naming]
) -> tuple[tuple[NamedActor, ...], list[int]]:
    """The actors of a report in the order of their first mention, and for every naming the index of its actor."""
    names, owner_of = _distinct(named)
    joins = Joins(names)
    _join_lost_apostrophes(names, joins)
    join_spellings_of_bodies(names, joins)
    join_acronyms(text, named, names, owner_of, joins)
    _join_definitions(text, sentences, names, joins)
    join_longer_acronyms(text, named, names, owner_of, joins)
    join_short_forms(names, joins)
    join_persons(names, joins)
    _join_places(names, joins)
    actors, owners = _actors(text, sentences, named, names, owner_of, joins)
    return with_stand_ins(text, sentences, named, actors, owners), owners


def _distinct(named: Sequence[Naming]) -> tuple[list[Name], list[int]]:
    names: dict[str, Name] = {}
    order: dict[str, int] = {}
    owners: list[int] = []
    for place, naming in enumerate(named):
        key = normal(naming.name)
        name = names.setdefault(key, Name(key))
        owners.append(order.setdefault(key, len(order)))
        name.wordings[naming.name] = name.wordings.get(naming.name, 0) + 1
        if not name.places:
            name.scores = {kind: OWN_WEIGHT * score for kind, score in naming.own.items()}
        if naming.title:
            name.titles.add(naming.title)
        for kind, score in naming.context.items():
            name.scores[kind] = name.scores.get(kind, 0.0) + score
        name.places.append(place)
    for name in names.values():
        name.kind = _kind([name])
    return list(names.values()), owners


def _join_lost_apostrophes(names: list[Name], joins: Joins) -> None:
    keys = {name.key: index for index, name in enumerate(names)}
    for index, name in enumerate(names):
        whole = name.key[:-1]
        if name.key.endswith("s") and whole in keys and len(whole) > 3:
            joins.join(index, keys[whole], f"“{name.best}” is “{names[keys[whole]].best}” with an s")


def _join_definitions(text: str, sentences: Sequence[Sentence], names: list[Name], joins: Joins) -> None:
    keys = {name.key: index for index, name in enumerate(names)}
    defining = [sentence for sentence in sentences if sentence.kind == "definition"]
    for sentence in defining[:MOST_COMPARED]:
        definition = definition_of(sentence.words(text))
        if definition is None:
            continue
        left, right = _in_keys(definition.name, keys), _in_keys(definition.other, keys)
        if left is not None and right is None:
            right = _evident_group(definition.other, left, names, joins)
        elif right is not None and left is None:
            left = _evident_group(definition.name, right, names, joins)
        if left is not None and right is not None and left != right:
            full = max((names[i].best for i in range(len(names)) if joins.root(i) == joins.root(right)), key=len)
            reason = f"a line of the text says that “{names[left].best}” is another name of “{full}”"
            joins.join(left, right, reason)


def _in_keys(term: str, keys: dict[str, int]) -> int | None:
    key = normal(term)
    for tail in ("", " group", " organisation", " organization", " militant group", " movement"):
        if key.endswith(tail) and key.removesuffix(tail) in keys:
            return keys[key.removesuffix(tail)]
    return None


def _evident_group(phrase: str, known: int, names: list[Name], joins: Joins) -> int | None:
    """The one group that a phrase as "the extremist group" can mean; None unless it is evident."""
    words = normal(phrase).split()
    if not words or words[-1] not in word_list("groups", "plain"):
        return None
    others = [
        i for i, name in enumerate(names) if i != known and joins.root(i) != joins.root(known) and name.kind == "group"
    ]
    roots = sorted({joins.root(i) for i in others})
    short = names[known].key
    alike = sorted({joins.root(i) for i in others if _begins_alike(short, names[i])})
    if len(alike) == 1:
        return alike[0]
    return roots[0] if len(roots) == 1 else None


def _begins_alike(short: str, name: Name) -> bool:
    if " " in name.key:
        initials = "".join(word[0] for word in name.best.split() if word[0].isupper()).casefold()
        return len(initials) > 1 and (short.startswith(initials) or initials.startswith(short))
    return (
        len(name.key) > 1
        and bool(ACRONYM.fullmatch(name.best))
        and (short.startswith(name.key) or name.key.startswith(short))
    )


def _join_places(names: list[Name], joins: Joins) -> None:
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        if name.kind != "place":
            continue
        known = entries(name.best)
        if known and _known_place(known[0]):
            other = seen.setdefault(known[0].id, index)
            if other != index:
                joins.join(other, index, f"“{name.best}” and “{names[other].best}” are one place of the gazetteer")


def _known_place(entry: Entry) -> bool:
    return entry.precision >= 4 or entry.population >= LEAST_POPULATION


def _actors(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Naming],
    names: list[Name],
    owner_of: list[int],
    joins: Joins,
) -> tuple[tuple[NamedActor, ...], list[int]]:
    groups: dict[int, list[int]] = {}
    for index in range(len(names)):
        groups.setdefault(joins.root(index), []).append(index)
    roots = sorted(groups, key=lambda root: min(names[i].places[0] for i in groups[root]))
    number = {root: position for position, root in enumerate(roots)}
    owners = [number[joins.root(owner)] for owner in owner_of]
    kinds = [_kind([names[i] for i in groups[root]]) for root in roots]
    held = posts(text, sentences, named, owners, kinds)
    actors = tuple(
        _actor([names[i] for i in groups[root]], kinds[position], joins.reasons[root], held.get(position))
        for position, root in enumerate(roots)
    )
    return actors, owners


def _kind(members: list[Name]) -> ActorKind:
    """The kind that most evidence speaks for; the long name counts more than its short forms."""
    totals = {
        kind: sum(member.scores.get(kind, 0.0) * (2 if " " in member.key else 1) for member in members)
        for kind in _KINDS
    }
    best = max(_KINDS, key=lambda kind: (totals[kind], -_KINDS.index(kind)))
    least = max(0.4, sum(member.scores.get("other", 0.0) for member in members))
    return best if totals[best] > least else "other"


def _actor(members: list[Name], kind: ActorKind, reasons: list[str], post: Post | None) -> NamedActor:
    wordings: dict[str, int] = {}
    for member in members:
        for words, count in member.wordings.items():
            wordings[words] = wordings.get(words, 0) + count
    length = 1 if kind == "place" else 5
    name = max(
        wordings,
        key=lambda words: (
            min(len(normal(words).split()), length),
            not words.isupper(),
            not (words.endswith("s") and words[:-1] in wordings),
            sum(count for other, count in wordings.items() if f" {other} " in f" {words} "),
        ),
    )
    aliases = tuple(sorted(words for words in wordings if words != name))
    role = post.role if post else None
    organisation = post.organisation if post else None
    return NamedActor(name, kind, aliases, role, organisation, tuple(dict.fromkeys(reasons)))
