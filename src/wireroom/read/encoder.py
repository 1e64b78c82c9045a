"""Sentences to vectors and marks: a small transformer (int8) that ships with the package and runs offline.

It is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) trained further (MODEL_CARD.md). Four layers read
each sentence by itself and give its vector, which stays close to the original's; two more read a window of sentences
and mark who said what and what is named; other heads of `heads` a model may have, the shipped one does not. Only equally
long inputs share a batch, so nothing is padded, and the model scales its numbers token by token: a sentence's vector is
the same bytes in any company, a report's marks in any company of reports, in any order and number of threads. See
docs/decisions/0002-encoder-runtime.md.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.read.cues import speaks
from wireroom.read.heads import HEADS
from wireroom.read.modelfiles import SHIPPED, ModelFiles, read_model
from wireroom.read.tagging import Mark, marks_in
from wireroom.read.windows import CLS, SEP, Part, Window, parts_of, windows_of
from wireroom.records.readings import Sentence
from wireroom.records.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    PartKey = tuple[tuple[int, ...], tuple[int, ...]]
    # By a part's ids and cases: its states and its vector.
    States = list[NDArray[np.float32]]
    Lower = dict[PartKey, tuple[NDArray[np.float32], NDArray[np.float32]]]

BATCH_PIECES = 256  # pieces a batch: two full windows. Larger batches were no faster (0002-encoder-runtime.md)


@dataclass(frozen=True, slots=True)
class EncoderRecipe:
    """What travels between processes instead of a model. `folder` None is the shipped encoder; `threads` is 1 or more."""

    folder: str | None = None
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder says of one text: a vector a sentence (n, dims) of unit length, and for each head its marks.

    A head that the model does not have is missing in `marks`; `nested` holds the attribution marks inside contents.
    """

    vectors: "NDArray[np.float32]"
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)


class Encoder:
    """A loaded model; safe to share between threads."""

    def __init__(self, files: ModelFiles, threads: int) -> None:
        manifest = files.manifest
        self.name, self.version, self.dims = manifest.name, manifest.version, manifest.dims
        self.tokenizer, self.chains = files.tokenizer, files.chains
        self._lower, self._upper, self._pooled, self._threads = files.lower, files.upper, files.pooled, threads

    def read(self, texts: Sequence[tuple[str, Sequence[Sentence]]]) -> list[Encoding]:
        """One encoding a text with its sentences, in order. Equal parts are encoded once."""
        windows = [windows_of(text, sentences, self.tokenizer) for text, sentences in texts]
        flat = [window for own in windows for window in own]
        lower = self._parts([part for window in flat for part in window.parts])
        states = [[lower[key_of(part)][0] for part in window.parts] for window in flat]
        marks = self._marks(flat, self._scores(flat, states))
        if "attribution" in marks:
            marks["nested"] = self._nested(texts, windows, states, marks["attribution"])
        found, at = [], 0
        for (_, sentences), own in zip(texts, windows, strict=True):
            here = slice(at, at + len(own))
            vectors = _joined(len(sentences), self.dims, own, lower)
            found.append(Encoding(vectors, {head: _chained(rows[here]) for head, rows in marks.items()}))
            at += len(own)
        return found

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """One vector a sentence: `(n, dims)` float32, rows of unit length, in the order of the input."""
        import numpy as np

        if not sentences:
            return np.empty((0, self.dims), dtype=np.float32)
        windows = [Window(list(parts_of(text, (Sentence(0, len(text)),), self.tokenizer))) for text in sentences]
        lower = self._parts([part for window in windows for part in window.parts])
        return np.concatenate([_joined(1, self.dims, [window], lower) for window in windows])

    def _parts(self, parts: Sequence[Part]) -> "Lower":
        """For each different part its states (pieces with marks, dims) and its vector (dims,)."""
        different = list({key_of(part): part for part in parts}.items())
        found: Lower = {}
        batches = list(equal_lengths([len(part) for _, part in different]))
        inputs = [part_inputs([different[row][1] for row in rows]) for rows in batches]
        for rows, (middle, states) in zip(batches, self._run(self._lower, inputs), strict=True):
            for at, row in enumerate(rows):
                found[different[row][0]] = states[at], self._vector(middle[at], states[at])
        return found

    def _vector(self, middle: "NDArray[np.float32]", states: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """The vector (dims,) of one part. Each is computed alone: over a whole batch its last bit would vary."""
        import numpy as np

        projected = self._pooled @ np.concatenate([middle.mean(axis=0), states.mean(axis=0)])
        return np.asarray(projected / np.linalg.norm(projected), dtype=np.float32)

    def _scores(self, windows: Sequence[Window], states: "Sequence[States]") -> "list[NDArray[np.float32]]":
        """For each window, with the states of its parts, the scores of all heads (pieces, tags), marks left out."""
        found: dict[int, NDArray[np.float32]] = {}
        batches = list(equal_lengths([len(window) for window in windows])) if self.chains else []
        inputs = [window_inputs([windows[row] for row in rows], [states[row] for row in rows]) for rows in batches]
        for rows, (scores,) in zip(batches, self._run(self._upper, inputs), strict=True):
            for at, row in enumerate(rows):
                found[row] = scores[at][_pieces(windows[row])]
        return [found[row] for row in range(len(windows))] if self.chains else []

    def _run(
        self, session: "InferenceSession", inputs: "list[dict[str, NDArray[Any]]]"
    ) -> "Iterator[list[NDArray[np.float32]]]":
        if self._threads == 1 or len(inputs) < 2:
            yield from (session.run(None, one) for one in inputs)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(lambda one: session.run(None, one), inputs)

    def _nested(
        self,
        texts: Sequence[tuple[str, Sequence[Sentence]]],
        windows: Sequence[Sequence[Window]],
        states: "Sequence[States]",
        marks: Sequence[tuple[Mark, ...]],
    ) -> list[tuple[Mark, ...]]:
        """For each window the attributions inside its contents: those that hold a word of saying are read by themselves.

        Only the upper layers read again; the pieces keep the states that they have in their sentences.
        """
        inner: list[tuple[Window, States]] = []
        owners: list[int] = []
        flat = [(text, window) for (text, _), own in zip(texts, windows, strict=True) for window in own]
        for number, (text, window) in enumerate(flat):
            for mark in marks[number]:
                if mark.label == "content" and speaks(mark.words(text)):
                    inner.append(_inside(window, states[number], mark))
                    owners.append(number)
        scores = self._scores([window for window, _ in inner], [own for _, own in inner])
        found: list[tuple[Mark, ...]] = [()] * len(flat)
        rows = self._marks([window for window, _ in inner], scores, heads=("attribution",))["attribution"]
        for owner, row in zip(owners, rows, strict=True):
            found[owner] += row
        return found

    def _marks(
        self,
        windows: Sequence[Window],
        scores: "Sequence[NDArray[np.float32]]",
        heads: Sequence[str] = tuple(HEADS),
    ) -> dict[str, list[tuple[Mark, ...]]]:
        """For each head the marks of every window."""
        found: dict[str, list[tuple[Mark, ...]]] = {}
        column = 0
        for head, chain in self.chains.items():
            own = [rows[:, column : column + chain.size] for rows in scores]
            column += chain.size
            if head not in heads:
                continue
            paths = chain.best_paths(own)
            found[head] = [
                tuple(marks_in(window, path, HEADS[head])) for window, path in zip(windows, paths, strict=True)
            ]
        return found


def key_of(part: Part) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What a part's states depend on: its pieces and how they are written."""
    return part.ids, part.cases


def part_inputs(parts: Sequence[Part]) -> "dict[str, NDArray[Any]]":
    """The lower model's inputs for equally long parts: ids and cases (b, s)."""
    import numpy as np

    return {
        "ids": np.array([[CLS, *part.ids, SEP] for part in parts], dtype=np.int64),
        "cases": np.array([[0, *part.cases, 0] for part in parts], dtype=np.int64),
    }


def window_inputs(windows: Sequence[Window], states: "Sequence[States]") -> "dict[str, NDArray[Any]]":
    """The upper model's inputs for equally long windows: the states of their parts (b, n, dims) and surroundings (b, n)."""
    import numpy as np

    around = [[value for part in window.parts for value in (0, *part.surroundings, 0)] for window in windows]
    joined = np.stack([np.concatenate(own) for own in states])
    return {"states": joined, "surroundings": np.array(around, dtype=np.int64)}


def _inside(window: Window, states: "States", span: Span) -> "tuple[Window, States]":
    """The pieces of a window that lie in a span, with their states and those of the marks around their sentences."""
    import numpy as np

    cut, kept = Window(), []
    for part, own in zip(window.parts, states, strict=True):
        first, last = bisect_left(part.starts, span.start), bisect_left(part.starts, span.end)
        if first < last:
            cut.parts.append(part.cut(first, last))
            kept.append(np.concatenate([own[:1], own[first + 1 : last + 1], own[-1:]]))
    return cut, kept


def _pieces(window: Window) -> "NDArray[np.bool_]":
    """Which rows of a window are pieces and not marks."""
    import numpy as np

    kept = np.ones(len(window), dtype=bool)
    at = 0
    for part in window.parts:
        kept[[at, at + len(part) - 1]] = False
        at += len(part)
    return kept


def _joined(count: int, dims: int, windows: Sequence[Window], lower: "Lower") -> "NDArray[np.float32]":
    """One vector a sentence; a sentence in several parts has the mean of theirs, weighted by length."""
    import numpy as np

    sums = np.zeros((count, dims), dtype=np.float32)
    for window in windows:
        for part in window.parts:
            sums[part.sentence] += lower[key_of(part)][1] * np.float32(len(part))
    sums[~sums.any(axis=1), 0] = 1  # no words: a vector all the same, which means nothing
    return np.stack([row / np.linalg.norm(row) for row in sums]) if count else sums


def _chained(rows: Iterable[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    return tuple(mark for row in rows for mark in row)


def load_encoder(recipe: EncoderRecipe | None = None) -> Encoder:
    """Return the encoder of a recipe (None: the shipped one, one thread), loaded and checked once a process.

    A missing, altered or unusable file raises `EncoderError`; nothing else is used in its place.
    """
    return _loaded(recipe or EncoderRecipe())


@cache
def _loaded(recipe: EncoderRecipe) -> Encoder:
    folder = Path(recipe.folder) if recipe.folder is not None else SHIPPED
    return Encoder(read_model(folder), recipe.threads)


def equal_lengths(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of equal length, about 256 pieces at a time, short ones first."""
    by_length = sorted(range(len(lengths)), key=lambda row: (lengths[row], row))
    for length, group in groupby(by_length, key=lambda row: lengths[row]):
        rows, size = list(group), max(1, BATCH_PIECES // length)
        yield from (rows[start : start + size] for start in range(0, len(rows), size))
