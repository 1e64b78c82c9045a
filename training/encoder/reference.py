"""The same network in NumPy: the reference of the graph, and what its peaks are measured with."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from training.encoder.graph import (
    DIMS,
    EPSILON,
    HEADS,
    LAYERS,
    LOWER,
    MIDDLE,
    Floats,
    Peaks,
    Weights,
    head_names,
)
from wireroom.read.windows import CLS, SEP, Part, Window


def measured_peaks(weights: Weights, windows: Sequence[Window]) -> Peaks:
    """The largest absolute value of every channel that enters a matrix product, over the given windows."""
    peaks: Peaks = {}
    for window in windows:
        for place, values in _forward(weights, window):
            seen = np.abs(values).max(axis=0)
            peaks[place] = np.maximum(peaks.get(place, seen), seen)
    return {place: seen for place, seen in peaks.items() if "." in place and not place.endswith(".wide")}


def reference(weights: Weights, window: Window) -> tuple[Floats, Floats]:
    """The vectors (parts, 384) and the scores (n, tags) of one window, marks included."""
    seen = dict(_forward(weights, window))
    both = np.concatenate([seen["middle"], seen["lower"]], axis=1)
    edges = np.cumsum([len(part) for part in window.parts])[:-1]
    means = np.stack([part.mean(axis=0) for part in np.split(both, edges)]) @ weights["pooled"].T
    scores = [_dense(weights, f"heads.{name}", seen["upper"]) for name in head_names(weights)]
    return means / np.linalg.norm(means, axis=1, keepdims=True), np.concatenate(scores, axis=1)


def _forward(weights: Weights, window: Window) -> Iterator[tuple[str, Floats]]:
    """What enters each matrix product of one window (n, k), by place; `middle`, `lower` and `upper` are states (n, 384)."""
    parts = [_embedded(weights, part) for part in window.parts]
    for layer in range(LOWER):
        steps = [dict(_layer(weights, layer, part)) for part in parts]
        parts = [step.pop("states") for step in steps]
        for place in steps[0]:
            yield place, np.concatenate([step[place] for step in steps])
        if layer + 1 == MIDDLE:
            yield "middle", np.concatenate(parts)
    tokens = np.concatenate(parts)
    yield "lower", tokens
    around = [value for part in window.parts for value in (0, *part.surroundings, 0)]
    tokens = np.asarray(tokens + weights["surroundings"][around] + weights["order"][: len(around)], dtype=np.float32)
    for layer in range(LOWER, LAYERS):
        step = dict(_layer(weights, layer, tokens))
        tokens = step.pop("states")
        yield from step.items()
    yield "upper", tokens


def _embedded(weights: Weights, part: Part) -> Floats:
    ids, cases = [CLS, *part.ids, SEP], [0, *part.cases, 0]
    tokens = weights["embeddings.word_embeddings.weight"][ids] + weights["cases"][cases]
    tokens = tokens + weights["embeddings.position_embeddings.weight"][: len(ids)]
    return _norm(weights, "embeddings.LayerNorm", tokens + weights["embeddings.token_type_embeddings.weight"][0])


def _layer(weights: Weights, layer: int, tokens: Floats) -> Iterator[tuple[str, Floats]]:
    prefix = f"encoder.layer.{layer}"
    yield f"{layer}.block", tokens
    parts = (_dense(weights, f"{prefix}.attention.self.{part}", tokens) for part in ("query", "key", "value"))
    mixed = _attend(*parts)
    yield f"{layer}.context", mixed
    dense = _dense(weights, f"{prefix}.attention.output.dense", mixed)
    tokens = _norm(weights, f"{prefix}.attention.output.LayerNorm", dense + tokens)
    yield f"{layer}.middle", tokens
    wide = _gelu(_dense(weights, f"{prefix}.intermediate.dense", tokens))
    yield f"{layer}.wide", wide
    yield (
        "states",
        _norm(weights, f"{prefix}.output.LayerNorm", _dense(weights, f"{prefix}.output.dense", wide) + tokens),
    )


def _dense(weights: Weights, prefix: str, tokens: Floats) -> Floats:
    return tokens @ weights[f"{prefix}.weight"].T + weights[f"{prefix}.bias"]


def _norm(weights: Weights, prefix: str, tokens: Floats) -> Floats:
    centred = tokens - tokens.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    return np.asarray(scaled * weights[f"{prefix}.weight"] + weights[f"{prefix}.bias"], dtype=np.float32)


def _attend(query: Floats, key: Floats, value: Floats) -> Floats:
    query, key, value = (part.reshape(len(part), HEADS, -1).transpose(1, 0, 2) for part in (query, key, value))
    scores = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(DIMS / HEADS))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return np.asarray((shares @ value).transpose(1, 0, 2).reshape(-1, DIMS), dtype=np.float32)


def _gelu(values: Floats) -> Floats:
    error = np.array([math.erf(value / math.sqrt(2)) for value in values.ravel()]).reshape(values.shape)
    return np.asarray(values * 0.5 * (1 + error), dtype=np.float32)
