"""Boosted trees as a small readable table: the chance of a row is 1 / (1 + exp(-sum of one leaf a tree)).

A tree is a list of nodes, the first its root: [feature, cut, left, right] goes left when the feature is at most the cut;
[value] is a leaf. Fitted elsewhere (`training/fit_threading.py`), so that running them takes NumPy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]

Nodes = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees padded to one length, each array (trees, nodes); a leaf points to itself."""

    feature: "Places"
    cut: "Floats"
    left: "Places"
    right: "Places"
    value: "Floats"
    depth: int
    base: float

    def probability(self, rows: "Floats") -> "Floats":
        """(n,) probabilities of rows (n, features)."""
        import numpy as np

        tree = np.arange(len(self.feature))[None, :]
        row = np.arange(len(rows))[:, None]
        place = np.zeros((len(rows), len(self.feature)), np.int64)
        for _ in range(self.depth):
            low = rows[row, self.feature[tree, place]] <= self.cut[tree, place]
            place = np.where(low, self.left[tree, place], self.right[tree, place])
        logits = self.base + self.value[tree, place].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-logits)))


def trees_of(stored: Sequence[Nodes], base: float) -> Trees:
    """Trees from their lists of nodes."""
    import numpy as np

    shape = (len(stored), max(map(len, stored), default=1))
    feature, left, right = (np.zeros(shape, np.int64) for _ in range(3))
    cut, value = np.zeros(shape), np.zeros(shape)
    for tree, nodes in enumerate(stored):
        for place, node in enumerate(nodes):
            if len(node) == 1:
                value[tree, place], left[tree, place], right[tree, place] = node[0], place, place
            else:
                feature[tree, place], cut[tree, place] = int(node[0]), node[1]
                left[tree, place], right[tree, place] = int(node[2]), int(node[3])
    return Trees(feature, cut, left, right, value, max(map(_depth, stored), default=0), base)


def _depth(nodes: Nodes, place: int = 0) -> int:
    node = nodes[place]
    return 0 if len(node) == 1 else 1 + max(_depth(nodes, int(node[2])), _depth(nodes, int(node[3])))
