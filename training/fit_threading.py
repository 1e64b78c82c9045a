"""Fits the model of strays on stitched texts and writes `src/wireroom/thread/weights.toml`.

    python -m benchmarks.stitched.make FIT.jsonl --part fit --count 800
    python training/fit_threading.py FIT.jsonl

Logistic regression by Newton's method with an L2 penalty, over features and their products; the threshold is the one with
the best F1 of the off-topic decision, found by five-fold cross-validation on the same file; lines that bring no name have
a threshold of their own. Deterministic: no random numbers.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wireroom.read import read
from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.thread.heaps import OPEN_KINDS, own_names, text_lines
from wireroom.thread.lines import FEATURES, TextLine
from wireroom.thread.strays import StrayModel, in_units, rows_of

OUT = Path(__file__).parent.parent / "src/wireroom/thread/weights.toml"
PENALTY = 30.0
STEPS = 60
FOLDS = 5
CARE = 0.03  # of F1: what the labelling rule is worth; an editor misses a lost line of the story more than a kept stray
STRAYS = ("off_topic_easy", "off_topic_hard")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heap:
    """The open lines of one stitched text with their gold labels."""

    lines: list[TextLine]
    vectors: NDArray[np.float32]
    stray: NDArray[np.bool_]


def heaps_of(path: Path) -> list[Heap]:
    """Every text of a stitched file, read by the shipped reader."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_heap(record) for record in records]


def _heap(record: dict[str, object]) -> Heap:
    report = Report(str(record["id"]), str(record["text"]), str(record["id"]), pasted=True)
    reading = read([report])[0]
    material = Material(report, reading)  # type: ignore[arg-type]
    chosen = [i for i, sentence in enumerate(material.reading.sentences) if sentence.kind in OPEN_KINDS]
    lines = text_lines(material)
    labels = [_label(record["lines"], material.reading.sentences[i].start) for i in chosen]  # type: ignore[arg-type]
    return Heap(
        [lines[i] for i in chosen], vectors_of(material.reading)[chosen], np.array([x in STRAYS for x in labels])
    )


def _label(lines: Sequence[dict[str, object]], start: int) -> str:
    return next((str(line["label"]) for line in lines if line["start"] <= start < line["end"]), "")  # type: ignore[operator]


def fitted(rows: Floats, truth: NDArray[np.bool_]) -> StrayModel:
    """The penalised logistic regression of truth on rows and products; its thresholds are 0.5."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    units = in_units(rows, mean, scale)
    left, right = np.triu_indices(units.shape[1])
    design = np.column_stack([units, units[:, left] * units[:, right], np.ones(len(rows))])
    weights = _newton(design, truth)
    count = units.shape[1]
    products = tuple(tuple(weights[count:-1][left == place].tolist()) for place in range(count))
    return StrayModel(
        tuple(mean.tolist()),
        tuple(scale.tolist()),
        tuple(weights[:count].tolist()),
        products,
        float(weights[-1]),
        0.5,
        0.5,
    )


def _newton(design: Floats, truth: NDArray[np.bool_]) -> Floats:
    penalty = PENALTY * np.diag([*np.ones(design.shape[1] - 1), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ weights)))
        slope = design.T @ (truth - chance) - penalty @ weights
        step = np.linalg.solve((design * (chance * (1 - chance) + 1e-9)[:, None]).T @ design + penalty, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-7:
            break
    return weights


def held_out(rows: Sequence[Floats], truth: Sequence[NDArray[np.bool_]]) -> Floats:
    """For every line the probability by a model that was fitted without its text's fold."""
    found: list[Floats] = [np.zeros(0)] * len(rows)
    for fold in range(FOLDS):
        others = [place for place in range(len(rows)) if place % FOLDS != fold]
        model = fitted(np.vstack([rows[place] for place in others]), np.concatenate([truth[place] for place in others]))
        for place in range(fold, len(rows), FOLDS):
            found[place] = model.probability(rows[place])
    return np.concatenate(found)


def f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """F1 of a decision."""
    return 2 * float((truth & said).sum()) / max(1, int(truth.sum() + said.sum()))


def best_thresholds(chances: Floats, truth: NDArray[np.bool_], named: NDArray[np.bool_]) -> tuple[float, float, float]:
    """F1 and the thresholds for lines with and without a name of their own.

    The first is the one with the best F1. The second is the highest that costs no more than CARE of it: a line that does
    not show by its own words that it belongs elsewhere is better kept.
    """
    grid = [float(value) for value in np.arange(0.2, 0.9, 0.02)]
    threshold = max(grid, key=lambda value: f1(truth, chances > value))
    scores = {value: f1(truth, chances > np.where(named, threshold, value)) for value in grid if value >= threshold}
    print("F1 by the threshold of nameless lines:", *(f"{value:.2f}:{score:.3f}" for value, score in scores.items()))
    nameless = max(value for value, score in scores.items() if score >= scores[threshold] - CARE)
    return scores[nameless], threshold, nameless


def main() -> None:
    """Fit, write, and say how well it does under cross-validation."""
    heaps = [heap for heap in heaps_of(Path(sys.argv[1])) if len(heap.lines) >= 4]
    rows = [rows_of(heap.lines, heap.vectors) for heap in heaps]
    truth = [heap.stray for heap in heaps]
    chances = held_out(rows, truth)
    named = np.concatenate([_named(heap, part) for heap, part in zip(heaps, _split(chances, heaps), strict=True)])
    score, threshold, nameless = best_thresholds(chances, np.concatenate(truth), named)
    model = fitted(np.vstack(rows), np.concatenate(truth))
    OUT.write_text(_toml(model, threshold, nameless), encoding="utf-8")
    print(f"{len(heaps)} texts; off-topic F1 {score:.3f} held out, at thresholds {threshold:.2f} and {nameless:.2f}")


def _split(chances: Floats, heaps: Sequence[Heap]) -> list[Floats]:
    return np.split(chances, np.cumsum([len(heap.lines) for heap in heaps])[:-1])


def _named(heap: Heap, chances: Floats) -> NDArray[np.bool_]:
    """Which lines bring a name that no line of the story has, as `heaps` asks it."""
    known = {name for line, chance in zip(heap.lines, chances, strict=True) if chance <= 0.5 for name in line.names}
    return np.array([bool(own_names(line, known)) for line in heap.lines])


def _toml(model: StrayModel, threshold: float, nameless: float) -> str:
    head = [
        "# Which lines of a mixed text are strays: a logistic model over features and their products (thread/strays.py).",
        "# Fitted by training/fit_threading.py on stitched dev texts. The products of a feature are with itself and those after it.",
        "",
        "[strays]",
        f"threshold = {threshold:.2f}",
        f"nameless_threshold = {nameless:.2f}",
        f"bias = {model.bias:.5f}",
    ]
    for name, *row, products in zip(FEATURES, model.mean, model.scale, model.single, model.products, strict=True):
        mean, scale, weight = row
        head += [
            "",
            f"[strays.features.{name}]",
            f"mean = {mean:.5f}",
            f"scale = {scale:.5f}",
            f"weight = {weight:.5f}",
        ]
        head += [f"products = [{', '.join(f'{value:.5f}' for value in products)}]"]
    return "\n".join(head) + "\n"


if __name__ == "__main__":
    main()
