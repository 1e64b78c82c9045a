"""Which lines of a mixed text belong together and which are strays.

A logistic model over the features of `lines` and the products of each two of them: that a line shares no name tells much
in a long line and little in a short one. Weights are learnt by `training/fit_threading.py` on texts stitched from dev data
and rest in `weights.toml`. A second pass against a core without the likely strays, and boosted trees, were tried and gave no more
(docs/internals/dedupe-and-thread.md).
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wireroom.thread.lines import FEATURES, MOST_LINES, TextLine, core_weights, features, ties_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEWEST_LINES = 4  # below it there is no core to stray from
FARTHEST = 3.0  # standard units; a feature farther out counts as this far, so that no product runs away


@dataclass(frozen=True, slots=True)
class StrayModel:
    """Logistic in standard units: probability = 1 / (1 + exp(-(bias + single · z + z · products · z))).

    `z` is (features - mean) / scale within FARTHEST; `products` has a row a feature, upper triangle. A line whose
    probability is above `threshold` is a stray when it brings a name of its own, above `nameless_threshold` when not.
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    single: tuple[float, ...]
    products: tuple[tuple[float, ...], ...]
    bias: float
    threshold: float
    nameless_threshold: float

    def probability(self, rows: "Floats") -> "Floats":
        """(n,) probabilities of rows (n, features)."""
        import numpy as np

        units = in_units(rows, np.array(self.mean), np.array(self.scale))
        products = np.zeros((len(self.mean), len(self.mean)))
        for place, row in enumerate(self.products):
            products[place, place:] = row
        logits = units @ np.array(self.single) + ((units @ products) * units).sum(axis=1) + self.bias
        return np.asarray(1 / (1 + np.exp(-logits)))


def in_units(rows: "Floats", mean: "Floats", scale: "Floats") -> "Floats":
    """Rows in standard units, within FARTHEST."""
    import numpy as np

    return np.clip((rows - mean) / scale, -FARTHEST, FARTHEST)


def stray_probabilities(lines: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    """For each line the probability that it belongs to another story; zeros when there are too few lines to tell."""
    found: list[float] = []
    for start in range(0, len(lines), MOST_LINES):
        part = slice(start, start + MOST_LINES)
        found += _in_one_heap(lines[part], vectors[part], model)
    return found


def _in_one_heap(lines: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    if len(lines) < FEWEST_LINES:
        return [0.0] * len(lines)
    return [float(value) for value in model.probability(rows_of(lines, vectors))]


def rows_of(lines: Sequence[TextLine], vectors: "NDArray[np.float32]") -> "Floats":
    """The features of the lines of one heap, (n, FEATURES)."""
    ties = ties_of(lines, vectors)
    return features(lines, ties, core_weights(ties))


@cache
def shipped_model() -> StrayModel:
    """The model of `weights.toml`; an assertion says "bug" when its features are not those of the code."""
    stored = tomllib.loads((files("wireroom") / "thread/weights.toml").read_text(encoding="utf-8"))["strays"]
    rows = stored["features"]
    assert list(rows) == list(FEATURES), "bug: weights.toml was fitted on other features"
    mean, scale, single = (tuple(float(row[part]) for row in rows.values()) for part in ("mean", "scale", "weight"))
    products = tuple(tuple(float(value) for value in row["products"]) for row in rows.values())
    thresholds = float(stored["threshold"]), float(stored["nameless_threshold"])
    return StrayModel(mean, scale, single, products, float(stored["bias"]), *thresholds)
