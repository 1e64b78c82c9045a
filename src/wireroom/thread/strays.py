"""Which lines of a mixed text belong together, which are strays, and which sentences drift off inside a line.

Two passes of a logistic model over the features of `lines`: the first against the core of all lines, the second against a
core from which likely strays are taken out, so that two strays of one theme do not vouch for each other. Weights are
learnt by `training/fit_threading.py` on texts stitched from dev data and rest in `weights.toml`.
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
SECOND_PASS = ("first_logit", "suspect_neighbours")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model in standard units: probability = 1 / (1 + exp(-(bias + weights · (x - mean) / scale)))."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def probability(self, rows: "Floats") -> "Floats":
        """(n,) probabilities of rows (n, features)."""
        import numpy as np

        standard = (rows - np.array(self.mean)) / np.array(self.scale)
        chance: Floats = 1 / (1 + np.exp(-(standard @ np.array(self.weights) + self.bias)))
        return chance


@dataclass(frozen=True, slots=True)
class StrayModel:
    """Both passes and the probability above which a line is set aside."""

    first: Logistic
    second: Logistic
    threshold: float


def stray_probabilities(lines: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    """For each line the probability that it belongs to another story; zeros when there are too few lines to tell."""
    if len(lines) < FEWEST_LINES:
        return [0.0] * len(lines)
    found: list[float] = []
    for start in range(0, len(lines), MOST_LINES):
        part = slice(start, start + MOST_LINES)
        found += _in_one_heap(lines[part], vectors[part], model)
    return found


def _in_one_heap(lines: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    if len(lines) < FEWEST_LINES:
        return [0.0] * len(lines)
    first, second = both_passes(lines, vectors, model.first)
    del first
    return [float(value) for value in model.second.probability(second)]


def both_passes(
    lines: Sequence[TextLine], vectors: "NDArray[np.float32]", first_model: Logistic | None
) -> tuple["Floats", "Floats"]:
    """Rows for the first pass, (n, FEATURES), and for the second, (n, FEATURES + SECOND_PASS).

    Without a first model (while it is being fitted) the second rows are empty.
    """
    import numpy as np

    ties = ties_of(lines, vectors)
    weights = core_weights(ties)
    first = features(lines, ties, weights)
    if first_model is None:
        return first, np.zeros((len(lines), 0))
    suspicion = np.clip(first_model.probability(first), 1e-4, 1 - 1e-4)
    cleared = weights * (1 - suspicion) ** 2
    again = features(lines, ties, cleared / max(float(cleared.sum()), 1e-9))
    logit = np.log(suspicion / (1 - suspicion))
    neighbours = (ties.affinity @ (1 - suspicion)) / np.maximum(ties.affinity.sum(axis=1), 1e-9)
    return first, np.column_stack([again, logit, neighbours])


@cache
def shipped_model() -> StrayModel:
    """The model of `weights.toml`; an assertion says "bug" when its features are not those of the code."""
    stored = tomllib.loads((files("wireroom") / "thread/weights.toml").read_text(encoding="utf-8"))["strays"]
    names = (FEATURES, (*FEATURES, *SECOND_PASS))
    passes = [_logistic(stored[key], known) for key, known in zip(("first", "second"), names, strict=True)]
    return StrayModel(passes[0], passes[1], float(stored["threshold"]))


def _logistic(stored: dict[str, list[float]], names: Sequence[str]) -> Logistic:
    assert sorted(stored) == sorted([*names, "bias"]), "bug: weights.toml was fitted on other features"
    mean, scale, weights = zip(*(stored[name] for name in names), strict=True)
    return Logistic(mean, scale, weights, float(stored["bias"][0]))
