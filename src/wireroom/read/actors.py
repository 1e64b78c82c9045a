"""Which names of a report mean one actor, and why.

Names are joined for stated reasons only: an acronym beside its long form or made of its initials, a sentence that
defines one name by another, a surname after a full name, two spellings of one person, one place of the gazetteer. Each
join leaves its reason in plain words. Two people who share a surname and differ in their given names stay two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wireroom.names import acronyms_of, folded, is_acronym, normal, person_words, same_person
from wireroom.read.definitions import definition_of
from wireroom.read.gazetteer import entries
from wireroom.read.namings import Naming
from wireroom.read.roles import Post, posts
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, NamedActor, Sentence

# What a name's own words say counts once, the words around it at each mention.
OWN_WEIGHT = 1.5
# A name is compared with so many others at most, so that a long text stays linear.
MOST_COMPARED = 40
_KINDS: tuple[ActorKind, ...] = ("person", "organisation", "group", "place")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,7}|(?:[A-Z]\.){2,6}")
_PAREN = re.compile(r"(?:,?\s(?:or|also known as)\s|\s?[(\[]\s?(?:or\s|also\s|known as\s)?[\"“']?)$")


@dataclass(slots=True)
class _Name:
    """One distinct name of a report: its wordings with counts, what speaks for each kind, where it stands."""

    key: str
    wordings: dict[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    kind: ActorKind = "other"

    @property
    def best(self) -> str:
        return max(self.wordings, key=lambda words: (self.wordings[words], not words.isupper()))


class _Joins:
    """A union-find over names that keeps the reason of every join."""

    def __init__(self, names: list[_Name]) -> None:
        self.names = names
        self.parent = list(range(len(names)))
        self.reasons: list[list[str]] = [[] for _ in names]

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, left: int, right: int, reason: str) -> None:
        a, b = sorted((self.root(left), self.root(right)))
        if a != b:
            self.parent[b] = a
            self.reasons[a] += [*self.reasons[b], reason]


def join_names(
    text: str, sentences: Sequence[Sentence], named: Sequence[Naming]
) -> tuple[tuple[NamedActor, ...], list[int]]:
    """The actors of a report in the order of their first mention, and for every naming the index of its actor."""
    names, owner_of = _distinct(named)
    joins = _Joins(names)
    _join_lost_apostrophes(names, joins)
    _join_acronyms(text, named, names, owner_of, joins)
    _join_definitions(text, sentences, names, joins)
    _join_longer_acronyms(text, named, names, owner_of, joins)
    _join_short_forms(names, joins)
    _join_persons(names, joins)
    _join_places(names, joins)
    return _actors(text, sentences, named, names, owner_of, joins)


def _distinct(named: Sequence[Naming]) -> tuple[list[_Name], list[int]]:
    names: dict[str, _Name] = {}
    order: dict[str, int] = {}
    owners: list[int] = []
    for place, naming in enumerate(named):
        key = normal(naming.name)
        name = names.setdefault(key, _Name(key))
        owners.append(order.setdefault(key, len(order)))
        name.wordings[naming.name] = name.wordings.get(naming.name, 0) + 1
        if not name.places:
            name.scores = {kind: OWN_WEIGHT * score for kind, score in naming.own.items()}
        for kind, score in naming.context.items():
            name.scores[kind] = name.scores.get(kind, 0.0) + score
        name.places.append(place)
    for name in names.values():
        name.kind = _kind([name])
    return list(names.values()), owners


def _join_lost_apostrophes(names: list[_Name], joins: _Joins) -> None:
    keys = {name.key: index for index, name in enumerate(names)}
    for index, name in enumerate(names):
        whole = name.key[:-1]
        if name.key.endswith("s") and whole in keys and len(whole) > 3:
            joins.join(index, keys[whole], f"“{name.best}” is “{names[keys[whole]].best}” with an s")


def _join_acronyms(text: str, named: Sequence[Naming], names: list[_Name], owner_of: list[int], joins: _Joins) -> None:
    """An acronym in brackets after its long form (or before it), then acronyms that are a long name's initials."""
    for left, right in zip(range(len(named)), range(1, len(named)), strict=False):
        between = text[named[left].end : named[right].start]
        if len(between) < 20 and _PAREN.search(between):
            short, long = sorted((named[right].name, named[left].name), key=len)
            if (_ACRONYM.fullmatch(short) and is_acronym(short, long)) or _loose_acronym(short, long):
                joins.join(owner_of[left], owner_of[right], f"the text writes “{long} ({short})”")
    by_letters: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if " " in name.key and name.kind != "person":
            for letters in acronyms_of(name.best):
                by_letters.setdefault(letters, []).append(index)
    for index, name in enumerate(names):
        if not _ACRONYM.fullmatch(name.best) or len(name.key) < 2:
            continue
        fitting = by_letters.get(name.key, [])
        roots = {joins.root(i) for i in fitting}
        if len(roots) == 1 and joins.root(index) not in roots:
            joins.join(index, fitting[0], f"“{name.best}” are the initials of “{names[fitting[0]].best}”")


def _loose_acronym(short: str, long: str) -> bool:
    """In brackets right after a long name, an acronym need only begin alike and take its letters in order."""
    if not _ACRONYM.fullmatch(short) or len(long.split()) < 2 or short[0] != long[0].upper():
        return False
    rest = iter(long.casefold())
    return all(letter in rest for letter in short.casefold() if letter.isalnum())


def _join_short_forms(names: list[_Name], joins: _Joins) -> None:
    """A body's first or head word alone ("the Observatory") with the one longer name before it that has the word."""
    bodies: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if " " in name.key and name.kind in ("organisation", "group") and not entries(name.best):
            words = name.key.split()
            for word in dict.fromkeys((words[0], words[-1], " ".join(words[:-1]), *_head_words(name.best))):
                bodies.setdefault(word, []).append(index)
    for index, name in enumerate(names):
        if name.kind in ("person", "place") or _ACRONYM.fullmatch(name.best):
            continue
        longer = [
            i
            for i in bodies.get(name.key, ())[:MOST_COMPARED]
            if names[i].places[0] < name.places[0] or name.kind == "other"
        ]
        roots = {joins.root(i) for i in longer}
        if len(roots) == 1 and joins.root(index) not in roots:
            joins.join(index, longer[0], f"“{name.best}” is short for “{names[longer[0]].best}”")


def _head_words(name: str) -> list[str]:
    """The word before "of" or "for": the head of such a name."""
    words = name.split()
    return [normal(words[i]) for i in range(len(words) - 1) if words[i + 1] in ("of", "for")][:1]


def _join_definitions(text: str, sentences: Sequence[Sentence], names: list[_Name], joins: _Joins) -> None:
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


def _evident_group(phrase: str, known: int, names: list[_Name], joins: _Joins) -> int | None:
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


def _begins_alike(short: str, name: _Name) -> bool:
    if " " in name.key:
        initials = "".join(word[0] for word in name.best.split() if word[0].isupper()).casefold()
        return len(initials) > 1 and (short.startswith(initials) or initials.startswith(short))
    return (
        len(name.key) > 1
        and bool(_ACRONYM.fullmatch(name.best))
        and (short.startswith(name.key) or name.key.startswith(short))
    )


def _join_longer_acronyms(
    text: str, named: Sequence[Naming], names: list[_Name], owner_of: list[int], joins: _Joins
) -> None:
    """Acronyms of which one begins the other, when both name a group and the same plain word follows both."""
    following: dict[int, set[str]] = {}
    for naming, owner in zip(named, owner_of, strict=True):
        if names[owner].kind == "group":
            after = text[naming.end : naming.end + 20].split()
            if after and after[0].strip(".,") in word_list("groups", "after"):
                following.setdefault(owner, set()).add(after[0].strip(".,").rstrip("s"))
    short_names = [i for i in sorted(following) if _ACRONYM.fullmatch(names[i].best)][:MOST_COMPARED]
    for position, left in enumerate(short_names):
        for right in short_names[position + 1 :]:
            a, b = sorted((names[left].key, names[right].key), key=lambda key: (len(key), key))
            if a != b and b.startswith(a) and following[left] & following[right]:
                shared = min(following[left] & following[right])
                joins.join(
                    left, right, f"“{b.upper()}” goes on from “{a.upper()}”, and both are followed by “{shared}”"
                )


def _join_persons(names: list[_Name], joins: _Joins) -> None:
    """Spellings of one full name, then surnames (and first names) alone with the full name before them."""
    full = [i for i, name in enumerate(names) if name.kind == "person" and len(person_words(name.best)) > 1]
    _join_spellings(full, names, joins)
    by_part: dict[str, list[int]] = {}
    for index in full:
        words = person_words(names[index].best)
        for part in dict.fromkeys((" ".join(words[1:]), words[-1], words[0])):
            by_part.setdefault(part, []).append(index)
    for index, name in enumerate(names):
        words = person_words(name.best)
        if len(words) > 3 or not (name.kind in ("person", "other") or name.scores.get("person", 0.0) > 0):
            continue
        candidates = [i for i in by_part.get(" ".join(words), ())[:MOST_COMPARED] if i != index]
        roots = {joins.root(i) for i in candidates}
        if candidates and joins.root(index) not in roots:
            chosen = candidates[0] if len(roots) == 1 else _nearest(name, candidates, names)
            joins.join(index, chosen, f"“{name.best}” is part of the full name “{names[chosen].best}”")


def _join_spellings(full: list[int], names: list[_Name], joins: _Joins) -> None:
    blocks: dict[str, list[int]] = {}
    for index in full:
        blocks.setdefault(folded(person_words(names[index].best)[-1])[:2], []).append(index)
    for block in blocks.values():
        for position, left in enumerate(block):
            for right in block[position + 1 : position + MOST_COMPARED]:
                same, _, reason = same_person(names[left].best, names[right].best)
                if same:
                    joins.join(left, right, f"“{names[right].best}” and “{names[left].best}”: {reason}")


def _nearest(name: _Name, candidates: list[int], names: list[_Name]) -> int:
    first = name.places[0]
    return min(
        candidates,
        key=lambda i: (min(abs(first - place) + (100_000 if place > first else 0) for place in names[i].places), i),
    )


def _join_places(names: list[_Name], joins: _Joins) -> None:
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        if name.kind != "place":
            continue
        known = entries(name.best)
        if known and known[0].precision >= 4:
            other = seen.setdefault(known[0].id, index)
            if other != index:
                joins.join(other, index, f"“{name.best}” and “{names[other].best}” are one place of the gazetteer")


def _actors(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Naming],
    names: list[_Name],
    owner_of: list[int],
    joins: _Joins,
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


def _kind(members: list[_Name]) -> ActorKind:
    """The kind that most evidence speaks for; the long name counts more than its short forms."""
    totals = {
        kind: sum(member.scores.get(kind, 0.0) * (2 if " " in member.key else 1) for member in members)
        for kind in _KINDS
    }
    best = max(_KINDS, key=lambda kind: (totals[kind], -_KINDS.index(kind)))
    least = max(0.4, sum(member.scores.get("other", 0.0) for member in members))
    return best if totals[best] > least else "other"


def _actor(members: list[_Name], kind: ActorKind, reasons: list[str], post: Post | None) -> NamedActor:
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
            words[:-1] not in wordings,
            wordings[words],
        ),
    )
    aliases = tuple(sorted(words for words in wordings if words != name))
    role = post.role if post else None
    organisation = post.organisation if post else None
    return NamedActor(name, kind, aliases, role, organisation, tuple(dict.fromkeys(reasons)))
