"""Whether lines are of one story, by their vectors alone: the likelihood ratio of probabilistic linear discriminant analysis.

Sentence vectors spread along some directions within every story (who speaks, how long) and along others between stories
(where, what kind of event). Both spreads are learnt from articles (`training/fit_meaning.py`); a pair or a set of lines
then has the ratio of "one story" to "two stories" in closed form. From speaker verification: Ioffe, "Probabilistic
linear discriminant analysis", ECCV 2006. On stitched dev texts it raised the area under the curve of "mean tie to the other lines"
from .948 to .989 for easy strays, from .685 to .787 for hard ones (docs/internals/strays.md).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EVIDENCE_A_LINE = 0.3  # lines of one story repeat each other: each counts as so much of an independent one
ROUNDS = 4  # of weighing lines by how much they belong to the rest
READINESS = 1.5  # how far under the median a line may lie before it counts half

FEATURES = (
    "story_ratio",  # log of (it belongs to the others : it does not), the others counted by how much they belong
    "plain_story_ratio",  # the others counted alike
    "story_gap",  # story_ratio less its median over the lines
    "story_weight",  # how much it belongs, 0 to 1
    "story_rank",  # 0 for the line that belongs least, towards 1
    "story_deviation",  # of story_ratio, in mean deviations from the median
    "pair_gap",  # weighted_pair_ratio less spread_of_heap
    "weighted_pair_ratio",  # mean over the others of the ratio of the pair, counted by how much they belong
    "middle_pair_ratio",  # median
    "best_pair_ratio",
    "three_pair_ratio",  # mean of the three best
    "five_pair_ratio",
    "headline_pair_ratio",  # with the nearest headline; the mean where there is none
    "strangeness",  # how far it lies from the middle of all news
    "spread_of_heap",  # median over the lines of their mean pair ratio
    "lines",
)


@dataclass(frozen=True, slots=True)
class StoryMetric:
    """Vectors (n, dims) go to `vectors @ projection + offset`, (n, axes): there the spread within a story is 1 on every
    axis and the spread between stories `between`, (axes,)."""

    projection: "Floats"
    offset: "Floats"
    between: "Floats"

    def placed(self, vectors: "NDArray[np.float32]") -> "Floats":
        """(n, axes) of unit vectors (n, dims)."""
        placed: Floats = vectors.astype("float64") @ self.projection + self.offset
        return placed

    def pair_ratios(self, placed: "Floats") -> "Floats":
        """(n, n) logs of the ratio that two lines are of one story, natural; the diagonal means nothing."""
        import numpy as np

        total = self.between + 1
        joint = total * total - self.between**2
        alone = 0.5 * (placed * placed * (1 / total - total / joint)).sum(axis=1)
        ratios: Floats = (placed * (self.between / joint)) @ placed.T + alone[:, None] + alone[None, :]
        return ratios - 0.5 * float(np.log(joint / (total * total)).sum())

    def set_ratios(self, placed: "Floats", weights: "Floats") -> "Floats":
        """(n,) logs of the ratio that a line is of the story of the others, which count by their weights (n,)."""
        import numpy as np

        heft = EVIDENCE_A_LINE * weights
        others = (heft @ placed)[None, :] - heft[:, None] * placed
        precision = 1 / self.between[None, :] + (heft.sum() - heft)[:, None]
        spread, total = 1 + 1 / precision, 1 + self.between[None, :]
        inside = np.log(spread) + (placed - others / precision) ** 2 / spread
        ratios: Floats = 0.5 * (np.log(total) + placed * placed / total - inside).sum(axis=1)
        return ratios


def meaning_features(
    vectors: "NDArray[np.float32]", headlines: "NDArray[np.bool_]", metric: StoryMetric
) -> dict[str, "Floats"]:
    """The columns FEATURES, each (n,), of two lines or more with unit vectors (n, dims)."""
    import numpy as np

    placed = metric.placed(vectors)
    count = len(placed)
    plain = metric.set_ratios(placed, np.ones(count))
    weights, ratios = _belonging(placed, plain, metric)
    strangeness = (placed * placed / (1 + metric.between)).sum(axis=1)
    return {
        "story_ratio": ratios,
        "story_gap": ratios - np.median(ratios),
        "plain_story_ratio": plain,
        "story_weight": weights,
        "story_rank": np.argsort(np.argsort(ratios, kind="stable"), kind="stable") / count,
        "story_deviation": np.clip(_deviation(ratios), -8, 8),
        "strangeness": strangeness,
        "lines": np.full(count, float(count)),
        **_pairs(metric.pair_ratios(placed), weights, headlines),
    }


@cache
def shipped_metric() -> StoryMetric:
    """The metric of `meaning.npy`."""
    import numpy as np

    return metric_of(np.load(BytesIO((files("wireroom") / "thread/meaning.npy").read_bytes()), allow_pickle=False))


def metric_of(table: "NDArray[np.float16]") -> StoryMetric:
    """The metric of a table (dims + 2, axes): the projection, then the offset, then the spread between stories."""
    rows = table.astype("float64")
    return StoryMetric(rows[:-2], rows[-2], rows[-1])


def _belonging(placed: "Floats", ratios: "Floats", metric: StoryMetric) -> tuple["Floats", "Floats"]:
    """How much each line belongs, 0 to 1, and its ratio against the others so weighed: begun with all alike."""
    import numpy as np

    weights = np.ones(len(placed))
    for _ in range(ROUNDS):
        ratios = metric.set_ratios(placed, weights)
        weights = 1 / (1 + np.exp(-np.clip(_spread(ratios) + READINESS, -8, 8)))
    return weights, ratios


def _spread(values: "Floats") -> "Floats":
    import numpy as np

    middle = np.median(values)
    spread: Floats = (values - middle) / (np.abs(values - middle).mean() + 1)
    return spread


def _deviation(values: "Floats") -> "Floats":
    import numpy as np

    middle = np.median(values)
    deviation: Floats = (values - middle) / (np.median(np.abs(values - middle)) + 1)
    return deviation


def _pairs(ratios: "Floats", weights: "Floats", headlines: "NDArray[np.bool_]") -> dict[str, "Floats"]:
    import numpy as np

    count = len(ratios)
    own = np.eye(count, dtype=bool)
    zeroed = np.where(own, 0.0, ratios)
    best = np.sort(np.where(own, -np.inf, ratios), axis=1)[:, ::-1][:, : max(count - 1, 1)]
    mean = zeroed.sum(axis=1) / max(count - 1, 1)
    heads = np.where(headlines[None, :] & ~own, ratios, -np.inf).max(axis=1)
    weighted = zeroed @ weights / np.maximum(weights.sum() - weights, 1e-9)
    return {
        "weighted_pair_ratio": weighted,
        "pair_gap": weighted - np.median(mean),
        "middle_pair_ratio": np.median(best, axis=1),
        "best_pair_ratio": best[:, 0],
        "three_pair_ratio": best[:, :3].mean(axis=1),
        "five_pair_ratio": best[:, :5].mean(axis=1),
        "headline_pair_ratio": np.where(np.isfinite(heads), heads, mean),
        "spread_of_heap": np.full(count, float(np.median(mean))),
    }
