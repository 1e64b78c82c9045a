"""Passages to what the model learns from: windows as the reader cuts them, tags for each labelled head, teacher vectors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.reader.corpora import Passage
from training.reader.teacher import Teacher
from wireroom.read.heads import HEADS
from wireroom.read.tagging import ALONE, BEGINS, ENDS, GOES_ON, tag_of
from wireroom.read.windows import CLS, SEP, Window, windows_of


@dataclass(slots=True)
class Example:
    """One window. For each of its n pieces with all marks: id, case, surrounding, place in its part, number of its part,
    and whether it is a piece (`real`); tags of the labelled heads for the real ones; for each part the vector (dims,)
    that the untrained model gives it by itself."""

    ids: NDArray[np.int32]
    cases: NDArray[np.uint8]
    surroundings: NDArray[np.uint8]
    places: NDArray[np.int16]
    parts: NDArray[np.int16]
    real: NDArray[np.bool_]
    tags: dict[str, NDArray[np.int8]] = field(default_factory=dict)
    vectors: NDArray[np.float16] | None = None

    def __len__(self) -> int:
        return len(self.ids)


def examples_of(passages: Iterable[Passage], tokenizer: Tokenizer, teacher: Teacher | None) -> Iterator[Example]:
    """The examples of passages in order; `teacher` None leaves the vectors out."""
    for passage in passages:
        for window in windows_of(passage.text, passage.sentences, tokenizer):
            yield _example(window, passage, teacher)


def _example(window: Window, passage: Passage, teacher: Teacher | None) -> Example:
    ids = [piece for part in window.parts for piece in (CLS, *part.ids, SEP)]
    return Example(
        np.array(ids, dtype=np.int32),
        np.array([case for part in window.parts for case in (0, *part.cases, 0)], dtype=np.uint8),
        np.array([around for part in window.parts for around in (0, *part.surroundings, 0)], dtype=np.uint8),
        np.concatenate([np.arange(len(part), dtype=np.int16) for part in window.parts]),
        np.repeat(np.arange(len(window.parts), dtype=np.int16), [len(part) for part in window.parts]),
        np.array([piece not in (CLS, SEP) for piece in ids]),
        {name: tags_in(window, spans, HEADS[name]) for name, spans in passage.labels.items()},
        None if teacher is None else teacher.vectors([part.ids for part in window.parts]),
    )


def tags_in(window: Window, spans: Sequence[tuple[int, int, str]], labels: tuple[str, ...]) -> NDArray[np.int8]:
    """The tags of a window's pieces; a span that a window's edge cuts becomes a span in each."""
    starts, ends = np.array(window.starts), np.array(window.ends)
    tags = np.zeros(len(starts), dtype=np.int8)
    for start, end, label in spans:
        inside = np.nonzero((starts < end) & (ends > start))[0]
        if not len(inside) or tags[inside].any():
            continue
        number = labels.index(label)
        tags[inside] = tag_of(number, GOES_ON)
        tags[inside[0]], tags[inside[-1]] = tag_of(number, BEGINS), tag_of(number, ENDS)
        if len(inside) == 1:
            tags[inside[0]] = tag_of(number, ALONE)
    return tags
