"""Which lines of a mixed text belong together and which are strays.

Boosted trees over the features of `lines` (words, names, cosines), `meaning` (likelihood ratios of the vectors) and `clues`
(kinds of names, places, weekdays). Fitted by `training/fit_threading.py` on texts stitched from dev data, they rest in
`weights.toml`. A logistic model over the same features and their products gave less (docs/internals/strays.md).
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wireroom.thread import clues, lines, meaning
from wireroom.thread.lines import MOST_LINES, TextLine, core_weights, tie_features, ties_of
from wireroom.thread.meaning import StoryMetric
from wireroom.thread.trees import Trees, trees_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEWEST_LINES = 4  # below it there is no core to stray from
TELLING_BITS = 25.0  # about two rare names
THRESHOLDS = ("threshold", "telling_threshold", "speaker_threshold", "tangent_threshold")
FEATURES = (*lines.FEATURES, *meaning.FEATURES, *clues.FEATURES)


@dataclass(frozen=True, slots=True)
class StrayModel:
    """Trees over FEATURES, and how sure they must be that a line is a stray (LABELS: it must show by its own words).

    A line with names of its own of TELLING_BITS together shows most: `telling_threshold`; one without a name of its own that
    quotes a speaker shows least, for on one event many bodies speak once each: `speaker_threshold`; every other line:
    `threshold`. A sentence inside a line is a tangent above `tangent_threshold`.
    """

    trees: Trees
    threshold: float
    telling_threshold: float
    speaker_threshold: float
    tangent_threshold: float

    def threshold_of(self, line: TextLine, own: Sequence[str]) -> float:
        """How sure the trees must be of a line with these names of its own, speakers left out."""
        if line.speakers and not own:
            return self.speaker_threshold
        telling = sum(sorted(line.names[name] for name in own)) >= TELLING_BITS
        return self.telling_threshold if telling else self.threshold


def stray_probabilities(heap: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    """For each line the probability that it belongs to another story.

    Zeros when there are too few lines to tell, or when the vectors come from an encoder that the metric was not learnt with.
    """
    found: list[float] = []
    for start in range(0, len(heap), MOST_LINES):
        part = slice(start, start + MOST_LINES)
        found += _in_one_heap(heap[part], vectors[part], model)
    return found


def _in_one_heap(heap: Sequence[TextLine], vectors: "NDArray[np.float32]", model: StrayModel) -> list[float]:
    if len(heap) < FEWEST_LINES or vectors.shape[1] != len(meaning.shipped_metric().projection):
        return [0.0] * len(heap)
    return [float(value) for value in model.trees.probability(rows_of(heap, vectors))]


def rows_of(heap: Sequence[TextLine], vectors: "NDArray[np.float32]", metric: StoryMetric | None = None) -> "Floats":
    """The features of the lines of one heap, (n, FEATURES)."""
    import numpy as np

    metric = metric or meaning.shipped_metric()
    ties = ties_of(heap, vectors)
    headlines = np.array([line.headline for line in heap])
    columns = {
        **tie_features(heap, ties, core_weights(ties)),
        **meaning.meaning_features(vectors, headlines, metric),
        **clues.clue_features(heap),
    }
    return np.stack([np.asarray(columns[name], np.float64) for name in FEATURES], axis=1)


@cache
def shipped_model() -> StrayModel:
    """The model of `weights.toml`; an assertion says "bug" when its features are not those of the code."""
    stored = tomllib.loads((files("wireroom") / "thread/weights.toml").read_text(encoding="utf-8"))["strays"]
    assert tuple(stored["features"]) == FEATURES, "bug: weights.toml was fitted on other features"
    return StrayModel(trees_of(stored["trees"], float(stored["base"])), *(float(stored[name]) for name in THRESHOLDS))
