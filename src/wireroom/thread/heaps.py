"""A mixed text, line by line: which sentences carry its story, which are set aside and why.

Lines are judged by `strays`, each as a whole: two sentences of one line belong together unless one shows that it does not.
A line that belongs is then judged sentence by sentence: a sentence that strays while another stays is a tangent (a weak
link: it stands in the same line and shares nothing else).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material, PlaceSpan, Sentence
from wireroom.records.spans import anchor_at
from wireroom.records.stories import DispositionKind, SetAside
from wireroom.thread.lines import TextLine, joined
from wireroom.thread.names import COUNTRY, kinds_by_sentence, names_by_sentence, shown_names, speakers_by_sentence
from wireroom.thread.strays import StrayModel, shipped_model, stray_probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OPEN_KINDS = ("body", "headline")  # definitions and furniture were recognised by their own words
LEAST_WORDS = 4  # content stems; a shorter sentence has no words of its own to stray by
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
QUOTES = '"“”'
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Heap:
    """The sentences of a report that carry its story, by index, and what is set aside."""

    kept: tuple[int, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How strongly a sentence (by index) is tied to the core of its text, 0 to 1, and by what names."""

    sentence: int
    strength: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A line or a sentence: indexes of its sentences, what it says, and the probability that it is a stray."""

    sentences: tuple[int, ...]
    line: TextLine
    chance: float


def sort_heap(material: Material, *, model: StrayModel | None = None) -> Heap:
    """The lines of a mixed text sorted; each sentence is either kept or set aside."""
    chosen = model or shipped_model()
    candidates = open_sentences(material)
    asides = tuple(_asides(material, chosen)) if candidates else ()
    gone = {aside.anchor.start for aside in asides}
    return Heap(tuple(index for index in candidates if _sentences(material)[index].start not in gone), asides)


def links_of(material: Material, *, model: StrayModel | None = None) -> tuple[Link, ...]:
    """How each open sentence of any report, one article or a heap, is linked to the core of all of them.

    The strength is that of a heap's line: in an article, background (an earlier attack, the constitution) is linked weakly but
    belongs; nothing is set aside by it.
    """
    chosen = model or shipped_model()
    units = [(index,) for index in open_sentences(material)]
    if not units:
        return ()
    judged = judged_lines(material, text_lines(material), units, chosen)
    holders, shown = holders_of_names(judged, chosen), shown_names(material)
    return tuple(
        Link(
            unit.sentences[0],
            round(1 - unit.chance, 3),
            _names_told(unit.line, _own_names(unit, holders, chosen), holders, shown),
        )
        for unit in judged
    )


def open_sentences(material: Material) -> list[int]:
    """The indexes of the sentences that may be strays."""
    return [index for index, sentence in enumerate(_sentences(material)) if sentence.kind in OPEN_KINDS]


def lines_of(material: Material) -> list[tuple[int, ...]]:
    """The open sentences of each line, by index."""
    found = groupby(open_sentences(material), key=lambda index: _sentences(material)[index].paragraph)
    return [tuple(members) for _, members in found]


def text_lines(material: Material) -> list[TextLine]:
    """Each sentence of a reading as a line, with the actors and places it names."""
    names, kinds, speakers = names_by_sentence(material), kinds_by_sentence(material), speakers_by_sentence(material)
    places: dict[int, list[PlaceSpan]] = defaultdict(list)
    for place in material.reading.places:
        places[place.sentence].append(place)
    lines = []
    for index, sentence in enumerate(_sentences(material)):
        words = sentence.words(material.report.text)
        named = TextLine(
            frozenset(sentence.terms),
            names.get(index, {}),
            sentence.kind == "headline",
            speakers.get(index, frozenset()),
            kinds.get(index, {}),
        )
        lines.append(_placed(named, places[index], words))
    return lines


def _placed(line: TextLine, places: Sequence[PlaceSpan], words: str) -> TextLine:
    return replace(
        line,
        points=tuple(
            (place.lat, place.lon)
            for place in places
            if place.lat is not None and place.lon is not None and (place.precision or COUNTRY) < COUNTRY
        ),
        countries=frozenset(place.country for place in places if place.country),
        weekdays=WEEKDAYS & frozenset(_WORD.findall(words.casefold())),
        quoted=any(mark in words for mark in QUOTES),
    )


def judged_lines(
    material: Material, lines: Sequence[TextLine], units: Sequence[tuple[int, ...]], model: StrayModel
) -> list[Judged]:
    """Units of one or more sentences, each against all the others."""
    whole = [joined([lines[index] for index in unit]) for unit in units]
    chances = stray_probabilities(whole, unit_vectors(material, units), model)
    return [Judged(*found) for found in zip(units, whole, chances, strict=True)]


def unit_vectors(material: Material, units: Sequence[tuple[int, ...]]) -> "NDArray[np.float32]":
    """The mean vectors of units of sentences, (n, dims), of unit length."""
    import numpy as np

    rows = vectors_of(material.reading).astype(np.float32)
    sums = np.stack([rows[list(unit)].sum(axis=0) for unit in units])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6), np.float32)


def own_names(line: TextLine, holders: Counter[str], *, counted: bool) -> list[str]:
    """Names that no other line of the story has, the speaker's left out; `counted` when the line is among the holders."""
    return sorted(name for name in line.names if holders[name] <= counted and name not in line.speakers)


def holders_of_names(judged: Sequence[Judged], model: StrayModel) -> Counter[str]:
    """How many lines that surely belong have each name."""
    return Counter(name for unit in judged if _surely_belongs(unit, model) for name in unit.line.names)


def _surely_belongs(unit: Judged, model: StrayModel) -> bool:
    return unit.chance <= model.telling_threshold


def _sentences(material: Material) -> Sequence[Sentence]:
    return material.reading.sentences


def _asides(material: Material, model: StrayModel) -> Iterator[SetAside]:
    lines, units = text_lines(material), lines_of(material)
    judged = judged_lines(material, lines, units, model)
    holders = holders_of_names(judged, model)
    gone = [unit for unit in judged if strays(unit, holders, model)]
    yield from _told(material, "off_topic", gone, holders)
    off = {unit.sentences for unit in gone}
    left = [unit.sentences for unit in judged if unit.sentences not in off]
    if any(len(unit) > 1 for unit in left):
        parts = judged_lines(material, lines, [part for unit in units for part in _parts(unit, off)], model)
        holders = holders_of_names(parts, model)
        yield from _told(material, "tangent", _tangents(parts, left, holders, model), holders)


def _parts(unit: tuple[int, ...], off: Set[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The sentences of a line that stays, one by one; a line that strays as it is."""
    return [unit] if unit in off else [(index,) for index in unit]


def _tangents(
    parts: Sequence[Judged], left: Sequence[tuple[int, ...]], holders: Counter[str], model: StrayModel
) -> list[Judged]:
    """Sentences that stray, of lines of which another sentence does not."""
    single = {part.sentences[0]: part for part in parts}
    found = []
    for unit in left:
        off = [single[index] for index in unit if single[index].chance > model.tangent_threshold]
        found += [part for part in off if len(off) < len(unit) and _speaks_for_itself(part, holders, model)]
    return found


def strays(unit: Judged, holders: Counter[str], model: StrayModel) -> bool:
    """Whether a line is a stray, by how much it shows by its own words."""
    return unit.chance > model.threshold_of(unit.line, _own_names(unit, holders, model))


def _own_names(unit: Judged, holders: Counter[str], model: StrayModel) -> list[str]:
    return own_names(unit.line, holders, counted=_surely_belongs(unit, model))


def _speaks_for_itself(part: Judged, holders: Counter[str], model: StrayModel) -> bool:
    """A sentence inside a line that goes on is a tangent only when it brings a name that the story does not have."""
    return len(part.line.stems) >= LEAST_WORDS and bool(_own_names(part, holders, model))


def _told(
    material: Material, kind: DispositionKind, units: Sequence[Judged], holders: Counter[str]
) -> Iterator[SetAside]:
    shown = shown_names(material)
    for unit in units:
        for index in unit.sentences:
            anchor = anchor_at(material.report.id, material.report.text, _sentences(material)[index])
            yield SetAside(kind, _reason(kind, unit.line, holders, shown), anchor)


def _reason(kind: DispositionKind, line: TextLine, holders: Counter[str], shown: Mapping[str, str]) -> str:
    told = _names_told(line, own_names(line, holders, counted=False), holders, shown)
    if kind == "tangent":
        return f"a weak link: it stands in a line of the story, but {told}, and it is far in meaning"
    return f"{told}, and it is far in meaning from the other lines"


def _names_told(line: TextLine, own: Sequence[str], holders: Counter[str], shown: Mapping[str, str]) -> str:
    shared = [shown.get(name, name) for name in sorted(line.names) if holders[name] and name not in own]
    if own:
        names = f"it names {_listed([shown.get(name, name) for name in own])}, which no other line names"
        return names + (f"; all it shares is {_listed(shared)}" if shared else "")
    return f"it names {_listed(shared)}, as other lines do" if shared else "it names nobody the story names"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
