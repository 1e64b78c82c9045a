"""A mixed text, line by line: which sentences carry its story, which are set aside and why.

Lines are judged by `strays`. A line with several sentences is judged sentence by sentence: when one belongs and another
does not, the other is a tangent (a weak link: it stands in the same line and shares nothing else).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material, Sentence
from wireroom.records.spans import anchor_at
from wireroom.records.stories import DispositionKind, SetAside
from wireroom.thread.lines import TextLine
from wireroom.thread.names import names_by_sentence, shown_names, speakers_by_sentence
from wireroom.thread.strays import StrayModel, shipped_model, stray_probabilities

OPEN_KINDS = ("body", "headline")  # definitions and furniture were recognised by their own words
LEAST_WORDS = 4  # content stems; a shorter sentence has no words of its own to stray by


@dataclass(frozen=True, slots=True)
class Heap:
    """The sentences of a report that carry its story, by index, and what is set aside."""

    kept: tuple[int, ...]
    set_aside: tuple[SetAside, ...]


def sort_heap(material: Material, *, model: StrayModel | None = None) -> Heap:
    """The lines of a mixed text sorted; each sentence is either kept or set aside."""
    chosen = model or shipped_model()
    candidates = [index for index, sentence in enumerate(_sentences(material)) if sentence.kind in OPEN_KINDS]
    if not candidates:
        return Heap((), ())
    lines = text_lines(material)
    probabilities = dict(
        zip(
            candidates,
            stray_probabilities(
                [lines[index] for index in candidates], vectors_of(material.reading)[candidates], chosen
            ),
            strict=True,
        )
    )
    asides = tuple(_asides(material, lines, probabilities, chosen))
    gone = {aside.anchor.start for aside in asides}
    kept = tuple(index for index in candidates if _sentences(material)[index].start not in gone)
    return Heap(kept, asides)


def text_lines(material: Material) -> list[TextLine]:
    """Each sentence of a reading as a line, with the actors it names."""
    names, speakers = names_by_sentence(material), speakers_by_sentence(material)
    return [
        TextLine(
            frozenset(sentence.terms),
            names.get(index, {}),
            sentence.kind == "headline",
            speakers.get(index, frozenset()),
        )
        for index, sentence in enumerate(_sentences(material))
    ]


def _sentences(material: Material) -> Sequence[Sentence]:
    return material.reading.sentences


def _asides(
    material: Material, lines: Sequence[TextLine], probabilities: dict[int, float], model: StrayModel
) -> Iterator[SetAside]:
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for index in probabilities:
        paragraphs[_sentences(material)[index].paragraph].append(index)
    shown = shown_names(material)
    known = _names_of([lines[index] for index, chance in probabilities.items() if chance <= model.threshold])
    for members in paragraphs.values():
        off = [index for index in members if _strays(lines[index], known, probabilities[index], model)]
        whole_line = len(off) == len(members)
        for index in off:
            if whole_line or _speaks_for_itself(lines[index], known):
                kind: DispositionKind = "off_topic" if whole_line else "tangent"
                reason = _reason(kind, lines[index], known, shown)
                anchor = anchor_at(material.report.id, material.report.text, _sentences(material)[index])
                yield SetAside(kind, reason, anchor)


def _strays(line: TextLine, known: set[str], chance: float, model: StrayModel) -> bool:
    """A line that brings no name of its own must be farther from the others (LABELS: a stray shows by its own words)."""
    return chance > (model.threshold if own_names(line, known) else model.nameless_threshold)


def own_names(line: TextLine, known: set[str]) -> list[str]:
    """Names that no line of the story has, the speaker's left out."""
    return sorted(name for name in line.names if name not in known | line.speakers)


def _names_of(lines: Sequence[TextLine]) -> set[str]:
    return {name for line in lines for name in line.names}


def _speaks_for_itself(line: TextLine, known: set[str]) -> bool:
    """A sentence inside a line that goes on is a tangent only when it brings a name that the story does not have."""
    return len(line.stems) >= LEAST_WORDS and bool(own_names(line, known))


def _reason(kind: DispositionKind, line: TextLine, known: set[str], shown: Mapping[str, str]) -> str:
    own = [shown.get(name, name) for name in own_names(line, known)]
    shared = [shown.get(name, name) for name in sorted(name for name in line.names if name in known)]
    names = f"it names {_listed(own)}, which no other line names" if own else "it names nobody the story names"
    tie = f"; all it shares is {_listed(shared)}" if shared else ""
    if kind == "tangent":
        return f"a weak link: it stands in a line of the story, but {names}{tie}, and it is far in meaning"
    return f"{names}{tie}, and it is far in meaning from the other lines"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
