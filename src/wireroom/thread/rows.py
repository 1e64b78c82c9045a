"""Reports packed in arrays, a row each: what the live state holds of a report in about a kilobyte.

Keys are 32-bit hashes in a fixed block of columns a facet, heaviest first, zeros where a report has fewer; weights are
bytes; the vector of the title is eight bits a number. Twenty million keys of one facet give one false tie in some two
hundred thousand pairs of reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from wireroom.thread.facets import FACETS, facet_of, language_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wireroom.thread.units import Unit

WIDTH = sum(facet.most for facet in FACETS)
STARTS = tuple(sum(facet.most for facet in FACETS[:number]) for number in range(len(FACETS)))
WEIGHT_STEPS = np.array([255.0 if not facet.summed else 64.0 for facet in FACETS], np.float32)  # steps of one unit
VECTOR_STEPS = 127.0
UNDATED = -1
FIRST_ROWS = 1024


@dataclass(slots=True)
class Rows:
    """`count` rows in arrays that may be longer.

    `arrived` is the newest day of the stream when the report came, `tongues` a hash of the language of its words, `shut` 1
    for a report that none may join (a digest). `common` is taken off every vector (`likeness.StoryModel`).
    """

    dims: int = 0
    common: tuple[float, ...] = ()
    count: int = 0
    ids: list[str] = field(default_factory=list)
    keys: "NDArray[np.uint32]" = field(default_factory=lambda: np.zeros((0, WIDTH), np.uint32))
    weights: "NDArray[np.uint8]" = field(default_factory=lambda: np.zeros((0, WIDTH), np.uint8))
    vectors: "NDArray[np.int8]" = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    days: "NDArray[np.int32]" = field(default_factory=lambda: np.zeros(0, np.int32))
    arrived: "NDArray[np.int32]" = field(default_factory=lambda: np.zeros(0, np.int32))
    story: "NDArray[np.int32]" = field(default_factory=lambda: np.zeros(0, np.int32))
    tongues: "NDArray[np.uint16]" = field(default_factory=lambda: np.zeros(0, np.uint16))
    shut: "NDArray[np.uint8]" = field(default_factory=lambda: np.zeros(0, np.uint8))

    def append(self, units: "Sequence[Unit]", arrived: Sequence[int]) -> None:
        """Pack units at the end; their story is -1 until they are placed."""
        self.dims = self.dims or max((len(unit.vector) for unit in units), default=0)
        self._make_room(self.count + len(units))
        for row, (unit, day) in enumerate(zip(units, arrived, strict=True), start=self.count):
            self.keys[row], self.weights[row] = packed_bag(unit.bag)
            self.vectors[row] = packed_vector(unit.vector, self.dims, self.common)
            self.days[row] = UNDATED if unit.day is None else unit.day
            self.arrived[row], self.story[row], self.shut[row] = day, -1, 0
            self.tongues[row] = hashed(language_of(unit.bag)) & 0xFFFF
        self.ids += [unit.report_id for unit in units]
        self.count += len(units)

    def keep(self, kept: "NDArray[np.intp]") -> None:
        """Only these rows, in order."""
        self.ids = [self.ids[row] for row in kept]
        self.count = len(kept)
        for name in _ARRAYS:
            setattr(self, name, getattr(self, name)[kept])

    def _make_room(self, rows: int) -> None:
        """Arrays grow one at a time and by a quarter, so that the largest is the only one that is held twice."""
        if rows <= len(self.days) and self.vectors.shape[1] == self.dims:
            return
        room = max(FIRST_ROWS, rows, len(self.days) + len(self.days) // 4)
        for name in _ARRAYS:
            old = getattr(self, name)
            shape = (room, self.dims) if name == "vectors" else (room, *old.shape[1:])
            new = np.zeros(shape, old.dtype)
            if self.count:
                new[: self.count] = old[: self.count]
            setattr(self, name, new)


_ARRAYS = ("keys", "weights", "vectors", "days", "arrived", "story", "tongues", "shut")


def packed_bag(bag: Mapping[str, float]) -> "tuple[NDArray[np.uint32], NDArray[np.uint8]]":
    """Hashed keys and weights in bytes, (WIDTH,) each."""
    blocks: list[list[tuple[float, str]]] = [[] for _ in FACETS]
    for key, weight in bag.items():
        blocks[facet_of(key)].append((-weight, key))
    keys, weights = np.zeros(WIDTH, np.uint32), np.zeros(WIDTH, np.float32)
    for number, block in enumerate(blocks):
        if not block:
            continue
        kept = sorted(block)[: FACETS[number].most]
        place = slice(STARTS[number], STARTS[number] + len(kept))
        keys[place] = [hashed(key) for _, key in kept]
        weights[place] = [-weight * WEIGHT_STEPS[number] for weight, _ in kept]
    return keys, np.rint(weights.clip(0, 255)).astype(np.uint8)


def packed_vector(vector: "NDArray[np.float32]", dims: int, common: Sequence[float]) -> "NDArray[np.int8]":
    """The vector without `common`, what all news has in common, in VECTOR_STEPS; zeros where it has other dims."""
    if len(vector) != dims or not vector.any():
        return np.zeros(dims, np.int8)
    own = vector - np.array(common, np.float32) if len(common) == dims else vector
    length = max(float(np.linalg.norm(own)), 1e-6)
    return np.asarray(np.rint(own * (VECTOR_STEPS / length)), np.int8)


def hashed(key: str) -> int:
    """A 32-bit number for a key, never 0."""
    return crc32(key.encode()) or 1


@cache
def column_steps() -> "NDArray[np.float32]":
    """(WIDTH,) what one step of two weights' product is worth, by column."""
    return np.repeat(1 / WEIGHT_STEPS**2, [facet.most for facet in FACETS]).astype(np.float32)
