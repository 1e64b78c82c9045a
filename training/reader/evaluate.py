"""Scores of the model in training, on windows: exact spans of pieces, and how near its sentence vectors are."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from training.reader.batches import padded
from training.reader.device import DEVICE, half
from training.reader.examples import Example
from training.reader.model import Reader
from wireroom.read.heads import HEADS
from wireroom.read.tagging import Chain, spans_in

_BATCH = 24


def span_scores(model: Reader, head: str, examples: Sequence[Example]) -> dict[str, float]:
    """F1 of each label of a head, and of all together."""
    counts: Counter[tuple[str, str]] = Counter()
    chain = Chain(*(part.cpu().numpy() for part in model.chains[head].weights()))
    for chosen, scores in _scored(model, head, examples):
        for example, path in zip(chosen, chain.best_paths(scores), strict=True):
            right, found = set(spans_in(example.tags[head].astype(np.int64))), set(spans_in(path))
            for label, name in enumerate(HEADS[head]):
                counts[name, "gold"] += sum(span.label == label for span in right)
                counts[name, "found"] += sum(span.label == label for span in found)
                counts[name, "right"] += sum(span.label == label for span in right & found)
    totals = {kind: sum(counts[name, kind] for name in HEADS[head]) for kind in ("gold", "found", "right")}
    for kind, total in totals.items():
        counts[head, kind] = total
    return {name: _f1(counts, name) for name in (*HEADS[head], head)}


def vector_score(model: Reader, examples: Sequence[Example]) -> float:
    """The mean cosine between the model's sentence vectors and the teacher's."""
    cosines: list[float] = []
    for batch in _batches(examples):
        shaped = padded(batch).to(DEVICE)
        with half():
            middle, lower, _ = model.states(shaped)
        found = model.vectors(middle, lower, shaped)
        wanted = np.concatenate([example.vectors for example in batch if example.vectors is not None])
        cosines += (found.cpu().numpy() * wanted).sum(axis=1).tolist()
    return round(float(np.mean(cosines)), 4)


def _scored(
    model: Reader, head: str, examples: Sequence[Example]
) -> Iterator[tuple[Sequence[Example], list[NDArray[np.float32]]]]:
    for batch in _batches(examples):
        shaped = padded(batch).to(DEVICE)
        with half():
            _, _, upper = model.states(shaped)
            scores = model.scores(upper, shaped)[head].cpu().numpy()
        yield batch, [scores[row, :length] for row, length in enumerate(shaped.lengths.tolist())]


def _batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    ordered = sorted(examples, key=len)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def _f1(counts: Counter[tuple[str, str]], name: str) -> float:
    both = counts[name, "gold"] + counts[name, "found"]
    return round(2 * counts[name, "right"] / both, 4) if both else 0.0
