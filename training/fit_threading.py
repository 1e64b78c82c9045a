"""Fits the model of strays on stitched texts and writes `src/wireroom/thread/weights.toml`.

    python -m benchmarks.stitched.make FIT.jsonl --part fit --count 800
    python training/fit_threading.py FIT.jsonl

Logistic regression by Newton's method with an L2 penalty, both passes; the threshold is the one with the best F1 of the
off-topic decision, found by five-fold cross-validation on the same file. Deterministic: no random numbers.
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
from wireroom.thread.heaps import OPEN_KINDS, text_lines
from wireroom.thread.lines import FEATURES, TextLine
from wireroom.thread.strays import SECOND_PASS, Logistic, both_passes

OUT = Path(__file__).parent.parent / "src/wireroom/thread/weights.toml"
PENALTY = 3.0
STEPS = 60
FOLDS = 5
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


def fitted(rows: Floats, truth: NDArray[np.bool_]) -> Logistic:
    """The penalised logistic regression of truth on rows."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    penalty = PENALTY * np.diag([*np.ones(rows.shape[1]), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ weights)))
        slope = design.T @ (truth - chance) - penalty @ weights
        weights += np.linalg.solve((design * (chance * (1 - chance) + 1e-9)[:, None]).T @ design + penalty, slope)
    return Logistic(tuple(mean), tuple(scale), tuple(weights[:-1]), float(weights[-1]))


def fit(heaps: Sequence[Heap]) -> tuple[Logistic, Logistic]:
    """Both passes."""
    truth = np.concatenate([heap.stray for heap in heaps])
    first = fitted(np.vstack([both_passes(heap.lines, heap.vectors, None)[0] for heap in heaps]), truth)
    second = fitted(np.vstack([both_passes(heap.lines, heap.vectors, first)[1] for heap in heaps]), truth)
    return first, second


def chances(heaps: Sequence[Heap], models: tuple[Logistic, Logistic]) -> Floats:
    """The second pass's probabilities over all lines of the heaps."""
    return np.concatenate([models[1].probability(both_passes(h.lines, h.vectors, models[0])[1]) for h in heaps])


def f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """F1 of a decision."""
    return 2 * float((truth & said).sum()) / max(1, int(truth.sum() + said.sum()))


def best_threshold(heaps: Sequence[Heap]) -> tuple[float, float]:
    """The threshold with the best cross-validated F1, and that F1."""
    folds = [list(range(fold, len(heaps), FOLDS)) for fold in range(FOLDS)]
    found, truth = [], []
    for fold in folds:
        models = fit([heap for index, heap in enumerate(heaps) if index not in set(fold)])
        held = [heaps[index] for index in fold]
        found.append(chances(held, models))
        truth.append(np.concatenate([heap.stray for heap in held]))
    said, gold = np.concatenate(found), np.concatenate(truth)
    scores = [(float(t), f1(gold, said > t)) for t in np.arange(0.2, 0.8, 0.02)]
    print(*(f"{t:.2f}:{score:.3f}" for t, score in scores[::3]))
    return max(scores, key=lambda pair: pair[1])


def main() -> None:
    """Fit, write, and say how well it does under cross-validation."""
    heaps = [heap for heap in heaps_of(Path(sys.argv[1])) if len(heap.lines) >= 4]
    threshold, score = best_threshold(heaps)
    first, second = fit(heaps)
    parts = [
        "# Which lines of a mixed text are strays: a logistic model in two passes (thread/strays.py).",
        "# Fitted by training/fit_threading.py on stitched dev texts. A row a feature: mean, scale, weight.",
        f"[strays]\nthreshold = {threshold:.2f}",
        _table("strays.first", first, FEATURES),
        _table("strays.second", second, (*FEATURES, *SECOND_PASS)),
    ]
    OUT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(f"{len(heaps)} texts; cross-validated off-topic F1 {score:.3f} at threshold {threshold:.2f}")


def _table(name: str, model: Logistic, names: Sequence[str]) -> str:
    rows = [
        f"{feature} = [{mean:.5f}, {scale:.5f}, {weight:.5f}]"
        for feature, mean, scale, weight in zip(names, model.mean, model.scale, model.weights, strict=True)
    ]
    return "\n".join([f"[{name}]", f"bias = [{model.bias:.5f}]", *rows])


if __name__ == "__main__":
    main()
