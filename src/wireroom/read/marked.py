"""Names as the encoder marks them, put together with those that the rules find.

The encoder decides where a name begins and ends and of what kind it is at that place; the rules keep what they know
better: titles before a name, and names of the registries that the encoder passes over.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from wireroom.names import normal, same_person
from wireroom.read.descriptions import in_any_family
from wireroom.read.epithets import agency_names
from wireroom.read.gazetteer import entries
from wireroom.read.kinds import known_groups
from wireroom.read.namejoins import MOST_COMPARED
from wireroom.read.namings import Naming
from wireroom.read.placemarks import mended
from wireroom.read.tagging import Mark
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, Sentence

# What a mark adds to the evidence for its kind; a sure word of the name itself weighs 3 to 4.
MARK_WEIGHT = 4.0
# A longer name in a line of capitals is no acronym.
LONGEST_ACRONYM = 5
_ACTORS = frozenset(("person", "organisation", "group", "place"))
_BODIES = frozenset(("organisation", "group"))


def with_marks(
    text: str, sentences: Sequence[Sentence], named: Sequence[Naming], marks: Sequence[Mark]
) -> list[Naming]:
    """The namings of a text in order: one a mark of an actor or place, and the rules' own where no mark stands."""
    whole = [
        _without_members(text, mark)
        for mark in mended(text, sorted(marks))
        if _may_be_name(text, sentences[mark.sentence], mark)
    ]
    kept = _as_runs(text, whole, {(naming.start, naming.end) for naming in named})
    starts = [mark.start for mark in kept]
    free: list[Naming] = []
    titles: dict[int, str] = {}
    for naming in named:
        met = list(_meeting(kept, starts, naming))
        titles |= {mark.start: naming.title for mark in met if naming.title is not None}
        # A registry knows better than a mark that calls the name of a group a title or a language.
        if not met or (known_kind(naming.name) and all(mark.label not in _ACTORS for mark in met)):
            free.append(naming)
    found = [
        _naming(text, sentences[mark.sentence], mark, titles.get(mark.start)) for mark in kept if mark.label in _ACTORS
    ]
    _favour_people_spelt_alike(found)
    defined = {normal(naming.name) for naming in free if sentences[naming.sentence].kind == "definition"}
    names = defined.union(normal(naming.name) for naming in found)
    return sorted([*found, *(naming for naming in free if _stands(naming, names))], key=lambda one: one.start)


def _favour_people_spelt_alike(found: Sequence[Naming]) -> None:
    """A name of no body that is spelt nearly like a marked person's full name is that person's: "Ines Caldwel"."""
    people = [naming for naming in found if naming.marked == "person" and len(naming.words) > 1]
    for naming in found[:MOST_COMPARED]:
        if naming.marked in ("place", "organisation") and any(
            same_person(naming.name, one.name)[0] for one in people[:MOST_COMPARED]
        ):
            naming.context["person"] = naming.context.get("person", 0.0) + MARK_WEIGHT


def _without_members(text: str, mark: Mark) -> Mark:
    """A body's mark without the plain noun of its people at the end: "Corran Front fighters"."""
    words = mark.words(text).split()
    if mark.label not in _BODIES or len(words) < 2 or words[-1] not in word_list("groups", "after"):
        return mark
    return replace(mark, end=mark.start + len(mark.words(text)[: -len(words[-1])].rstrip()))


def _may_be_name(text: str, sentence: Sentence, mark: Mark) -> bool:
    """False in page furniture, for marks without a letter, and for a noun of people that only opens its sentence: "Rebels say …"."""
    if sentence.kind == "boilerplate" or not normal(mark.words(text)).strip():
        return False
    opens = not any(character.isalnum() for character in text[sentence.start : mark.start])
    return not (opens and mark.words(text).lower() in in_any_family())


def _as_runs(text: str, marks: Sequence[Mark], runs: set[tuple[int, int]]) -> list[Mark]:
    """The marks with those joined of which the rules see one name: "Corranian Rescue Corps", "Miners’ Front of Corran"."""
    found: list[Mark] = []
    for mark in marks:
        before = found[-1] if found else None
        if before is None or (before.start, mark.end) not in runs:
            found.append(mark)
        elif before.label == "other" and mark.label in _BODIES and text[before.end : mark.start].isspace():
            found[-1] = replace(mark, start=before.start)
        elif before.label in _BODIES and text[before.end : mark.start] == " of ":
            found[-1] = replace(before, end=mark.end)
        else:
            found.append(mark)
    return found


def _meeting(marks: Sequence[Mark], starts: Sequence[int], naming: Naming) -> Iterator[Mark]:
    at = max(0, bisect_left(starts, naming.start) - 1)
    while at < len(marks) and marks[at].start < naming.end:
        if naming.start < marks[at].end:
            yield marks[at]
        at += 1


def known_kind(name: str) -> ActorKind | None:
    """The kind of a name that the registries list, or that ends as groups' names do; None for all others."""
    words = name.split()
    if normal(name) in known_groups():
        return "group"
    if len(words) > 1 and words[-1] in word_list("groups", "heads") and not entries(" ".join(words[:-1])):
        return "group"
    is_body = name.replace(".", "") in word_list("organisations", "known") or name.lower() in agency_names()
    return "organisation" if is_body else None


def _naming(text: str, sentence: Sentence, mark: Mark, title: str | None) -> Naming:
    name = " ".join(text[mark.start : mark.end].split())
    if name.isupper() and len(name) > LONGEST_ACRONYM and text[sentence.start : sentence.end].isupper():
        name = name.title()  # a line in capitals: so that the name shows as elsewhere
    words = tuple(name.split())
    kind = known_kind(name) or cast(ActorKind, mark.label)
    naming = Naming(mark.start, mark.end, mark.sentence, name, words, title if kind == "person" else None)
    naming.marked = kind
    naming.context[kind] = MARK_WEIGHT
    return naming


def _stands(naming: Naming, names: set[str]) -> bool:
    """Whether a name that only the rules see is believed: marked elsewhere in the text, titled, or known to a registry."""
    if normal(naming.name) in names or naming.title is not None or known_kind(naming.name):
        return True
    return any(entry.precision == 6 for entry in entries(naming.name))
