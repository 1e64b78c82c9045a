"""Which names of people mean one: spellings of a full name, and the surname or first name of one person alone."""

from wireroom.names import part_key, person_words, same_person, surname_block
from wireroom.read.cues import speaker_words
from wireroom.read.namejoins import MOST_COMPARED, Joins, Name


def join_persons(names: list[Name], joins: Joins) -> None:
    """Spellings of one full name, then surnames (and first names) alone with the full name they are part of."""
    full = [i for i, name in enumerate(names) if name.kind == "person" and len(person_words(name.best)) > 1]
    _join_spellings(full, names, joins)
    by_part: dict[str, list[int]] = {}
    for index in full:
        keys = [part_key(word) for word in person_words(names[index].best)]
        for part in dict.fromkeys((" ".join(keys[1:]), keys[-1], keys[0])):
            by_part.setdefault(part, []).append(index)
    for index, name in enumerate(names):
        words = person_words(name.best)
        if len(words) > 3 or not (name.kind in ("person", "other") or name.scores.get("person", 0.0) > 0):
            continue
        key = " ".join(part_key(word) for word in words)
        bearers = [i for i in by_part.get(key, ())[:MOST_COMPARED] if i != index]
        if len({joins.root(i) for i in bearers}) > 1:
            bearers = _titled_alike(name, bearers, names)
        joins.join_the_only(index, bearers, lambda a, b: f"“{a.best}” is part of the full name “{b.best}”")


def _join_spellings(full: list[int], names: list[Name], joins: Joins) -> None:
    """Names that `same_person` allows, unless a name would fit two people ("J. Varn", "Osk Varn" of two generations)."""
    blocks: dict[str, list[int]] = {}
    for index in full:
        blocks.setdefault(surname_block(names[index].best), []).append(index)
    for block in blocks.values():
        members = block[:MOST_COMPARED]
        fitting = {one: [other for other in members if other != one and _same(one, other, names)] for one in members}
        open_names = {one for one, others in fitting.items() if not _all_one(others, names)}
        for left in members:
            for right in fitting[left]:
                if left < right and not {left, right} & open_names and _no_contradiction(left, right, names, joins):
                    _, _, reason = same_person(names[left].best, names[right].best)
                    joins.join(left, right, f"“{names[right].best}” and “{names[left].best}”: {reason}")


def _same(left: int, right: int, names: list[Name]) -> bool:
    return same_person(names[left].best, names[right].best)[0]


def _all_one(members: list[int], names: list[Name]) -> bool:
    return all(_same(a, b, names) for place, a in enumerate(members) for b in members[place + 1 :])


def _no_contradiction(left: int, right: int, names: list[Name], joins: Joins) -> bool:
    """Whether all full names of two groups agree, so that a chain of near spellings does not join two people."""
    return all(_same(a, b, names) for a in joins.members(left) for b in joins.members(right))


def _titled_alike(name: Name, bearers: list[int], names: list[Name]) -> list[int]:
    """Of several people of one surname, those whose title or gender the bare surname's title fits; none without one."""
    if len(name.titles) != 1:
        return []
    (title,) = name.titles
    alike = [i for i in bearers if title in names[i].titles]
    pronoun = _pronoun(title)
    return alike or [i for i in bearers if pronoun and _pronoun(person_words(names[i].best)[0]) == pronoun]


def _pronoun(word: str) -> str:
    lower = word.lower().rstrip(".")
    return next((pronoun for pronoun in ("he", "she") if lower in speaker_words(pronoun)), "")
