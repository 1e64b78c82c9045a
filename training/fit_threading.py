"""Fits the model of strays on stitched texts and writes `src/wireroom/thread/weights.toml`.

    WIREROOM_DATA=... python training/fit_meaning.py
    WIREROOM_DATA=... python training/fit_threading.py        (about ten minutes on two cores; needs scikit-learn)

Only stories of the part `fit` are used. They are split once more by a hash: the metric of `meaning` and the trees are
fitted on one part and judged on texts stitched from the other, and there the thresholds are chosen; then trees are fitted on
texts of all of them, with the shipped metric. Seeds are fixed; the shipped file came from more seeds than these (docs/internals/strays.md).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.stitched.make import THEMES, load_groups, part_of, recurring_lines, stitch
from numpy.typing import NDArray

from training.articles import other_groups
from training.fit_meaning import learnt
from wireroom.read import read
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.thread.heaps import Judged, holders_of_names, lines_of, strays, text_lines, unit_vectors
from wireroom.thread.lines import TextLine, joined
from wireroom.thread.meaning import StoryMetric, metric_of, shipped_metric
from wireroom.thread.strays import FEATURES, FEWEST_LINES, THRESHOLDS, StrayModel, rows_of
from wireroom.thread.trees import Trees, trees_of

OUT = Path(__file__).parent.parent / "src/wireroom/thread/weights.toml"
INNER_SHARE = 0.3  # of the stories, to choose thresholds on
TEXTS, INNER_TEXTS, SEED = 2500, 700, 31
BATCH = 32
OTHER_STORIES = 200  # of each other corpus, so that strays are not all of the benchmark's few themes
OTHER_THEMES = {"polnear": 8, "timebank": 8, "local": 8, "wire": 8}
TREES = {"max_iter": 250, "learning_rate": 0.06, "max_leaf_nodes": 8, "l2_regularization": 5.0, "min_samples_leaf": 40}
FEATURE_SHARE = 0.4  # of the features, drawn anew for each split
# How much surer or less sure than of a line with a name of its own the trees must be (LABELS: a stray shows by its own words).
# The price is printed; the smallest real case stands between `telling` and `speaker`.
TELLING_LESS = 0.18  # of a line that brings much
SPEAKER = 0.95  # of one without a name of its own that quotes a speaker
TANGENT = 0.5  # of a sentence inside a line, which must bring a name besides
EASY, HARD = "off_topic_easy", "off_topic_hard"
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Heap:
    """The open lines of one stitched text with their gold labels."""

    lines: list[TextLine]
    vectors: NDArray[np.float32]
    labels: NDArray[np.str_]

    @property
    def stray(self) -> Flags:
        """Which lines are strays of either kind."""
        return np.isin(self.labels, (EASY, HARD))


def main() -> None:
    """Choose thresholds on stories held out, fit on all, write, and say how well it does."""
    inner = metric_of(learnt(lambda story: part_of(story) == "fit" and not is_inner(story)))
    outside = list(heaps_of(lambda story: not is_inner(story), TEXTS, SEED))
    inside = list(heaps_of(is_inner, INNER_TEXTS, SEED + 1))
    thresholds = chosen_thresholds(fitted(outside, inner), inside, inner)
    every = outside + inside + list(heaps_of(lambda _: True, TEXTS, SEED + 2))
    OUT.write_text(toml_of(fitted(every, shipped_metric()), thresholds), encoding="utf-8")


def is_inner(story: str) -> bool:
    """Whether a story of the fit part is kept for choosing thresholds."""
    return int(sha256(f"half {story}".encode()).hexdigest()[:6], 16) / 0xFFFFFF < INNER_SHARE


def heaps_of(chosen: Callable[[str], bool], count: int, seed: int) -> Iterator[Heap]:
    """Texts stitched from the chosen stories of the fit part, as the shipped reader reads them."""
    stories = [group for group in load_groups() if part_of(group.name) == "fit"] + other_groups(OTHER_STORIES)
    groups = [group for group in stories if chosen(group.name)]
    records = list(stitch(groups, recurring_lines(), count=count, seed=seed, themes_drawn=THEMES | OTHER_THEMES))
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        reports = [Report(str(row["id"]), str(row["text"]), str(row["id"]), pasted=True) for row in batch]
        for record, report, reading in zip(batch, reports, read(reports), strict=True):
            assert isinstance(reading, Reading), f"{report.id} could not be read: {reading}"
            heap = heap_of(record, Material(report, reading))
            if len(heap.lines) >= FEWEST_LINES:
                yield heap


def heap_of(record: dict[str, Any], material: Material) -> Heap:
    """The open lines of a text with the labels of the places where they begin."""
    sentences, lines, units = material.reading.sentences, text_lines(material), lines_of(material)
    labels = np.array([_label(record["lines"], sentences[unit[0]].start) for unit in units])
    vectors = unit_vectors(material, units) if units else np.zeros((0, 1), np.float32)
    return Heap([joined([lines[index] for index in unit]) for unit in units], vectors, labels)


def _label(lines: Sequence[dict[str, Any]], start: int) -> str:
    return next((str(line["label"]) for line in lines if line["start"] <= start < line["end"]), "")


def fitted(heaps: Sequence[Heap], metric: StoryMetric) -> list[Any]:
    """Boosted trees of "is a stray" on the features: [base, trees as lists of nodes], rounded as they are stored."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # a tool of training only

    rows = np.vstack([rows_of(heap.lines, heap.vectors, metric) for heap in heaps])
    truth = np.concatenate([heap.stray for heap in heaps])
    model = HistGradientBoostingClassifier(
        **TREES, max_features=FEATURE_SHARE, early_stopping=False, random_state=SEED
    ).fit(rows, truth)
    trees = [[_node(node) for node in stage[0].nodes] for stage in model._predictors]
    return [round(float(model._baseline_prediction.item()), 5), trees]


def _node(node: Any) -> list[float]:
    if node["is_leaf"]:
        return [round(float(node["value"]), 5)]
    return [
        int(node["feature_idx"]),
        float(f"{float(node['num_threshold']):.6g}"),
        int(node["left"]),
        int(node["right"]),
    ]


def chosen_thresholds(model: list[Any], heaps: Sequence[Heap], metric: StoryMetric) -> dict[str, float]:
    """The thresholds of `StrayModel`: the first has the best sum of the F1 of easy and of hard strays, the rest hang on it."""
    trees: Trees = trees_of(model[1], model[0])
    parts = [trees.probability(rows_of(heap.lines, heap.vectors, metric)) for heap in heaps]
    chances, labels = np.concatenate(parts), np.concatenate([heap.labels for heap in heaps])
    models = [
        StrayModel(trees, first, first - TELLING_LESS, SPEAKER, TANGENT)
        for first in (round(float(value), 2) for value in np.arange(0.3, 0.9, 0.02))
    ]

    def found(model: StrayModel) -> Flags:
        return np.concatenate([said(heap, part, model) for heap, part in zip(heaps, parts, strict=True)])

    chosen = max(models, key=lambda model: f1(labels, found(model), EASY) + f1(labels, found(model), HARD))
    for name, flags in (("one threshold", chances > chosen.threshold), ("the rule of own words", found(chosen))):
        print(f"held out, {name}: easy {f1(labels, flags, EASY):.3f}, hard {f1(labels, flags, HARD):.3f}")
    return {name: round(float(getattr(chosen, name)), 2) for name in THRESHOLDS}


def said(heap: Heap, chances: Floats, model: StrayModel) -> Flags:
    """Which lines are said to be strays, as `heaps` says it."""
    judged = [Judged((), line, float(chance)) for line, chance in zip(heap.lines, chances, strict=True)]
    holders = holders_of_names(judged, model)
    return np.array([strays(unit, holders, model) for unit in judged])


def f1(labels: NDArray[np.str_], said: Flags, kind: str = "") -> float:
    """F1 of strays, of one kind alone when named: then lines of the other kind are left out."""
    counted = np.ones(len(labels), bool) if not kind else ~np.isin(labels, [{EASY: HARD, HARD: EASY}[kind]])
    truth = np.isin(labels, (EASY, HARD))[counted]
    return 2 * float((truth & said[counted]).sum()) / max(1, int(truth.sum() + said[counted].sum()))


def toml_of(model: list[Any], thresholds: dict[str, float]) -> str:
    """The text of `weights.toml`."""
    head = [
        "# Which lines of a mixed text are strays: boosted trees over the features of thread/strays.py.",
        "# Fitted by training/fit_threading.py on stitched dev texts. A tree is a list of nodes, the first its root:",
        "# [feature, cut, left, right] goes left when the feature is at most the cut; [value] is a leaf, in log odds.",
        "",
        "[strays]",
        *(f"{name} = {value:.2f}" for name, value in thresholds.items()),
        f"base = {model[0]}",
        "features = [",
        *(f'  "{name}",  # {place}' for place, name in enumerate(FEATURES)),
        "]",
        "trees = [",
    ]
    rows = ["  [" + ", ".join(str(node) for node in tree) + "]," for tree in model[1]]
    return "\n".join([*head, *rows, "]"]) + "\n"


if __name__ == "__main__":
    main()
