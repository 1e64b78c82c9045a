"""An index of who holds what: 32-bit keys to report numbers, in sorted arrays of eight bytes an entry.

Entries come in order of report number and are merged as in a log-structured merge tree (O'Neil et al. 1996): small sorted
parts into larger ones, up to a limit, so that adding is cheap, memory has no slack, and old parts are dropped whole. What
is found depends on what was added and on nothing else: not on how the additions were cut into batches, nor on the parts.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Entries = NDArray[np.uint64]

# Entries of one part: 32 MB, some days of a busy stream. More would keep the forgotten longer, fewer make look-ups slower.
MOST_ENTRIES = 1 << 22
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class Index:
    """For each key the report numbers that hold it, first come first."""

    def __init__(self, parts: Sequence[Entries] = ()) -> None:
        """An index of parts as `parts` gives them."""
        self.parts = [part.astype(np.uint64, copy=False) for part in parts if len(part)]

    def add(self, keys: Keys, owners: Numbers) -> None:
        """Let `owners[i]` hold `keys[i]`. Owners are not below those added before."""
        if not len(keys):
            return
        self.parts.append(np.sort(_entries(keys, owners)))
        while len(self.parts) > 1:
            left, right = self.parts[-2:]
            if len(left) > 2 * len(right) or len(left) + len(right) > MOST_ENTRIES:
                return
            merged = np.concatenate([left, right])
            merged.sort(kind="stable")  # timsort: one pass over two sorted parts
            self.parts[-2:] = [merged]

    def find(self, keys: Keys, lows: Numbers, most: int) -> tuple[Numbers, Numbers]:
        """Pairs (place in `keys`, report number): for each key its first `most` holders of number `lows[i]` or above."""
        order = np.argsort(keys, kind="stable")
        wanted = _entries(keys[order], lows[order])
        places, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for part in self.parts:
            for place, owner in _found(part, wanted, most):
                places.append(order[place])
                owners.append(owner)
        return _first(np.concatenate(places), np.concatenate(owners), most)

    def forget(self, low: int) -> None:
        """Drop the parts whose reports are all below `low`."""
        self.parts = [part for part in self.parts if int((part & _LOW).max()) >= low]


def _entries(keys: Keys, owners: Numbers) -> Entries:
    return (keys.astype(np.uint64) << _HALF) | owners.astype(np.uint64)


def _found(part: Entries, wanted: Entries, most: int) -> list[tuple[Numbers, Numbers]]:
    """Places in `wanted` and owners in one part, one pair of arrays for each further holder."""
    at = np.searchsorted(part, wanted)
    places = np.arange(len(wanted))
    found = []
    for _ in range(most):
        inside = at < len(part)
        places, at = places[inside], at[inside]
        same = (part[at] >> _HALF) == (wanted[places] >> _HALF)
        places, at = places[same], at[same]
        if not len(places):
            break
        found.append((places, (part[at] & _LOW).astype(np.int64)))
        at = at + 1
    return found


def _first(places: Numbers, owners: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """The first `most` owners of each place."""
    order = np.lexsort((owners, places))
    places, owners = places[order], owners[order]
    begins = np.searchsorted(places, places)
    kept = np.arange(len(places)) - begins < most
    return places[kept], owners[kept]
