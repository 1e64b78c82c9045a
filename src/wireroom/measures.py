"""The registry of measures: what a count can be a count of, the words that say so, and what it may be compared with.

One TOML file a measure in `registries/measures`, reviewed by anyone; unknown keys are errors. The cue words stand in
four lists: `nouns` are counted themselves ("12 deaths"), `after` follow the counted people ("12 people died"),
`before` precede them ("killing 12 people"); frames are the same in several words.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from wireroom.errors import UnknownName
from wireroom.records.readings import Aggregation

Counts = Literal["people", "things", "money"]
Role = Literal["noun", "after", "before"]

FALL_BACK = "other"
_KEYS = frozenset(
    "id name kind counts aggregation hxl compares things context unless nouns after before frames_after frames_before gaps".split()
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `compares` names the measures it may be compared with: only those with the same word.

    `things` limits it to these head nouns when it does not count people; with `context` its nouns count only in a
    sentence that holds one of these words ("cases" of a disease); verbs do not count in a sentence that holds a word of
    `unless` (a crowd at a match does not protest). `gaps` maps a kind of event to the question
    a reader would ask when no report gives this measure.
    """

    id: str
    name: str
    kind: str
    counts: Counts
    aggregation: Aggregation
    hxl: str
    compares: str
    things: frozenset[str]
    context: tuple[str, ...]
    unless: frozenset[str]
    cues: Mapping[str, tuple[Role, ...]]
    gaps: Mapping[str, str]


@cache
def measures() -> Mapping[str, Measure]:
    """All measures by id, sorted; a wrong key or value in a file is an error that names the file."""
    folder = files("wireroom") / "registries" / "measures"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    found = [_measure(path.name, tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return {measure.id: measure for measure in found}


@cache
def cues_by_word() -> Mapping[str, tuple[tuple[str, tuple[tuple[Role, str], ...]], ...]]:
    """First word of a cue -> its cues, longest first, each with (role, measure id) pairs in the order of ids."""
    table: dict[str, dict[str, list[tuple[Role, str]]]] = {}
    for measure in measures().values():
        for words, roles in measure.cues.items():
            entries = table.setdefault(words.split()[0], {}).setdefault(words, [])
            entries.extend((role, measure.id) for role in roles)
    return {
        first: tuple(
            (words, tuple(entries))
            for words, entries in sorted(cues.items(), key=lambda item: (-len(item[0]), item[0]))
        )
        for first, cues in table.items()
    }


def _measure(name: str, table: dict[str, object]) -> Measure:
    for key in table:
        if key not in _KEYS:
            raise UnknownName(f"key in measures/{name}", key, _KEYS)
    cues: dict[str, tuple[Role, ...]] = {}
    lists: tuple[tuple[str, Role], ...] = (
        ("nouns", "noun"), ("after", "after"), ("frames_after", "after"), ("before", "before"), ("frames_before", "before"),
    )  # fmt: skip
    for key, role in lists:
        for words in _words(table, key):
            cues[words] = (*cues.get(words, ()), role)
    gaps = table.get("gaps", {})
    assert isinstance(gaps, dict), f"bug: gaps of measures/{name} is not a table"
    return Measure(
        id=str(table["id"]),
        name=str(table["name"]),
        kind=str(table["kind"]),
        counts=cast(Counts, table["counts"]),
        aggregation=cast(Aggregation, table["aggregation"]),
        hxl=str(table["hxl"]),
        compares=str(table.get("compares", table["id"])),
        things=frozenset(_words(table, "things")),
        context=tuple(_words(table, "context")),
        unless=frozenset(_words(table, "unless")),
        cues=cues,
        gaps={str(event): str(question) for event, question in gaps.items()},
    )


def _words(table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    assert isinstance(value, list), f"bug: {key} of a measure is not a list"
    return [str(item).lower() for item in value]
