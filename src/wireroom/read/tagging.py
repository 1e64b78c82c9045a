"""From scores of word pieces to labelled spans: the best path under a linear-chain model (Lafferty et al. 2001).

Each head has one tag for "outside" and four a label: begins, goes on, ends, stands alone. Transitions are learnt with
the encoder and kept beside it; those that no span could make are not allowed. The best path is found for all windows of
a call together (Viterbi 1967), so the cost in Python is a step a position, not a step a piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from wireroom.read.windows import Window
from wireroom.records.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORBIDDEN = -1e4
BEGINS, GOES_ON, ENDS, ALONE = range(4)


def tag_of(label: int, part: int) -> int:
    """The number of a label's tag; 0 is outside."""
    return 1 + 4 * label + part


def tags_of(labels: int) -> int:
    """How many tags a head of so many labels has."""
    return 1 + 4 * labels


def allowed(labels: int) -> "tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]":
    """Which tag may follow which (tags, tags), which may come first and which last."""
    import numpy as np

    size = tags_of(labels)
    inside = [tag for label in range(labels) for tag in (tag_of(label, BEGINS), tag_of(label, GOES_ON))]
    enters = [0, *(tag_of(label, part) for label in range(labels) for part in (BEGINS, ALONE))]
    follows = np.zeros((size, size), dtype=bool)
    for before in range(size):
        if before in inside:
            label = (before - 1) // 4
            follows[before, [tag_of(label, GOES_ON), tag_of(label, ENDS)]] = True
        else:
            follows[before, enters] = True
    first, last = np.zeros(size, dtype=bool), np.ones(size, dtype=bool)
    first[enters] = True
    last[inside] = False
    return follows, first, last


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span of pieces: the first, the one after the last, and the index of the label."""

    first: int
    last: int
    label: int


@dataclass(frozen=True, slots=True, order=True)
class Mark(Span):
    """A span of text with the label that a head gives it, and the sentence where it begins."""

    label: str = ""
    sentence: int = 0


class ChainWeights(msgspec.Struct, frozen=True):
    """A chain as it is kept in `chains.json`: rows of transitions, starts and ends."""

    transitions: list[list[float]]
    starts: list[float]
    ends: list[float]


@dataclass(frozen=True, slots=True)
class Chain:
    """How likely tags follow each other: transitions (tags, tags), starts and ends (tags,)."""

    transitions: "NDArray[np.float32]"
    starts: "NDArray[np.float32]"
    ends: "NDArray[np.float32]"

    @classmethod
    def of(cls, weights: ChainWeights) -> "Chain":
        """The chain of weights that were read from a file; `ValueError` when their shapes do not fit."""
        import numpy as np

        transitions, starts, ends = (
            np.array(part, dtype=np.float32) for part in (weights.transitions, weights.starts, weights.ends)
        )
        if not transitions.shape == (len(starts), len(starts)) == (len(ends), len(ends)):
            raise ValueError("the shapes of a chain do not fit")
        return cls(transitions, starts, ends)

    @property
    def size(self) -> int:
        """The number of tags."""
        return len(self.starts)

    def best_paths(self, scores: "Sequence[NDArray[np.float32]]") -> "list[NDArray[np.int64]]":
        """The best tags (pieces,) of each window, from its scores (pieces, tags)."""
        import numpy as np

        # A window whose best tags are all "outside" by themselves has that path: most windows of most heads.
        paths = [np.zeros(len(rows), dtype=np.int64) for rows in scores]
        busy = [index for index, rows in enumerate(scores) if len(rows) and (rows.argmax(axis=1) != 0).any()]
        for index, path in zip(busy, self._searched([scores[index] for index in busy]), strict=True):
            paths[index] = path
        return paths

    def _searched(self, scores: "Sequence[NDArray[np.float32]]") -> "list[NDArray[np.int64]]":
        """Viterbi over all windows at once, longest first, so that the live ones are always the first columns."""
        import numpy as np

        if not scores:
            return []
        order = sorted(range(len(scores)), key=lambda index: -len(scores[index]))
        lengths = np.array([len(scores[index]) for index in order])
        # Windows along the last axis: the largest of each column is found for all of them at once.
        best = np.zeros((int(lengths[0]), self.size, len(order)), dtype=np.float32)
        for column, index in enumerate(order):
            best[: len(scores[index]), :, column] = scores[index]
        best[0] += self.starts[:, None]
        alive = np.searchsorted(-lengths, -np.arange(len(best))).tolist()
        moves = self.transitions[:, :, None]
        for step in range(1, len(best)):
            here = slice(alive[step])
            best[step, :, here] += (best[step - 1, :, None, here] + moves).max(axis=0)
        paths = self._walked_back(best, lengths, alive)
        found = [paths[:0, 0]] * len(order)
        for column, index in enumerate(order):
            found[index] = paths[: lengths[column], column]
        return found

    def _walked_back(
        self, best: "NDArray[np.float32]", lengths: "NDArray[np.int64]", alive: list[int]
    ) -> "NDArray[np.int64]":
        """The best tags (steps, windows) from the best score of each tag at each step (steps, tags, windows).

        Where a tag came from is asked for the tags of the path only, which is cheaper than keeping it for all.
        """
        import numpy as np

        paths = np.zeros((len(best), best.shape[2]), dtype=np.int64)
        tags = (best[lengths - 1, :, np.arange(len(lengths))] + self.ends).argmax(axis=1)
        towards = np.ascontiguousarray(self.transitions.T)
        for step in range(len(best) - 1, -1, -1):
            here = slice(alive[step])
            paths[step, here] = tags[here]
            if step:
                tags[here] = (best[step - 1, :, here].T + towards[tags[here]]).argmax(axis=1)
        return paths


def spans_in(path: "NDArray[np.int64]") -> Iterator[Labelled]:
    """The labelled spans of a path, in order."""
    start = 0
    for index in path.nonzero()[0].tolist():
        tag = int(path[index])
        part = (tag - 1) % 4
        if part == BEGINS:
            start = index
        elif part in (ENDS, ALONE):
            yield Labelled(index if part == ALONE else start, index + 1, (tag - 1) // 4)


def marks_in(window: Window, path: "NDArray[np.int64]", labels: Sequence[str]) -> Iterator[Mark]:
    """The marks of a window's best path, in order, as spans of the text."""
    spans = list(spans_in(path))
    if not spans:
        return
    starts, ends, sentences = window.starts, window.ends, window.sentences
    for found in spans:
        yield Mark(starts[found.first], ends[found.last - 1], labels[found.label], sentences[found.first])
