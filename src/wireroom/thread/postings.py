"""Which earlier reports hold a key: chains of postings through arrays, the latest holder first.

Every row has a posting for the heaviest keys of each facet. A chain runs through one bucket of
keys; a posting of another key in the same bucket is stepped over. At most STEPS postings are looked at a key, so the
cost of a report never grows with the stream.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from wireroom.thread.rows import STARTS, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

LED = (12, 3, 3, 3, 4, 0, 0, 0)  # keys a facet that are looked up
COLUMNS = np.array([start + place for start, most in zip(STARTS, LED, strict=True) for place in range(most)])
OF_WORDS = np.repeat([True, False], [LED[0], sum(LED[1:])])
NAME_SHARE = 0.1  # of a name's weight (its root of bits), against a word's share of the cosine
BUCKET_BITS = 22
STEPS = 48


@dataclass(slots=True)
class Postings:
    """`latest` has for each bucket the number of its latest posting and one more, `before` the one before each posting.

    Posting `row * len(COLUMNS) + place` is that of a row's key in column COLUMNS[place].
    """

    latest: "NDArray[np.uint32]" = field(default_factory=lambda: np.zeros(1 << BUCKET_BITS, np.uint32))
    before: "NDArray[np.uint32]" = field(default_factory=lambda: np.zeros((0, len(COLUMNS)), np.uint32))

    def insert(self, rows: Rows, start: int) -> None:
        """Post the rows from `start` on, in order."""
        if len(self.before) < len(rows.days):
            grown = np.zeros((len(rows.days), len(COLUMNS)), np.uint32)
            grown[:start] = self.before[:start]
            self.before = grown
        keys = rows.keys[start : rows.count, COLUMNS].ravel()
        posted = np.flatnonzero(keys)
        buckets = _buckets(keys[posted])
        order = np.argsort(buckets, kind="stable")
        posted, buckets = posted[order], buckets[order]
        numbers = (posted + start * len(COLUMNS) + 1).astype(np.uint32)
        first = np.ones(len(buckets), bool)
        first[1:] = buckets[1:] != buckets[:-1]
        before = np.zeros(len(buckets), np.uint32)
        before[1:] = numbers[:-1]
        before[first] = self.latest[buckets[first]]
        self.before[start : rows.count].reshape(-1)[posted] = before
        last = np.append(first[1:], True)[: len(buckets)]
        self.latest[buckets[last]] = numbers[last]

    def holders(self, rows: Rows, start: int) -> "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]":
        """For the rows from `start` on, which earlier rows hold which of their keys: row, earlier row, weight of the key."""
        keys = rows.keys[start : rows.count, COLUMNS].ravel()
        weights = rows.weights[start : rows.count, COLUMNS] * np.where(OF_WORDS, 1 / 255, NAME_SHARE / 64)
        asked = np.flatnonzero(keys)
        at = self.before[start : rows.count].ravel()[asked]
        found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for _ in range(STEPS):
            going = at > 0
            asked, at = asked[going], at[going]
            if not len(at):
                break
            earlier, place = np.divmod(at.astype(np.int64) - 1, len(COLUMNS))
            held = rows.keys[earlier, COLUMNS[place]] == keys[asked]
            found.append((asked[held], earlier[held]))
            at = self.before[earlier, place]
        wanted = np.concatenate([one for one, _ in found]) if found else np.zeros(0, np.int64)
        holding = np.concatenate([other for _, other in found]) if found else np.zeros(0, np.int64)
        return wanted // len(COLUMNS) + start, holding, weights.ravel()[wanted].astype(np.float32)


def _buckets(keys: "NDArray[np.uint32]") -> "NDArray[np.int64]":
    return (keys >> np.uint32(32 - BUCKET_BITS)).astype(np.int64)
