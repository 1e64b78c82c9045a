"""Batches of about equally long windows, padded, in an order that a seed fixes; letters' case is disturbed now and then."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.reader.examples import Example
from training.reader.model import Batch
from wireroom.read.windows import CAPITALISED, CAPITALS, INITIAL, LOWER

MASK = 103
# Shares of windows in which every word is written in capitals, in Title Case, or small: headlines, agencies, messages.
SHOUTED, TITLED, WHISPERED = 0.03, 0.03, 0.02
# Share of pieces that are hidden from the model, against learning words by heart.
HIDDEN = 0.03
_BANDS = 50  # batches whose windows are sorted by length together


def order_of(examples: Sequence[Example], chance: random.Random, pieces: int) -> list[list[int]]:
    """Indexes of windows, batch by batch: drawn at random, then sorted by length within bands of 50 batches."""
    rows = list(range(len(examples)))
    chance.shuffle(rows)
    batches: list[list[int]] = []
    band, held = [], 0
    for row in rows:
        band.append(row)
        held += len(examples[row])
        if held >= _BANDS * pieces:
            batches += _cut(examples, band, pieces)
            band, held = [], 0
    batches += _cut(examples, band, pieces)
    chance.shuffle(batches)
    return batches


def _cut(examples: Sequence[Example], band: list[int], pieces: int) -> Iterator[list[int]]:
    band.sort(key=lambda row: len(examples[row]))
    batch: list[int] = []
    for row in band:
        if batch and (len(batch) + 1) * len(examples[row]) > pieces:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def padded(examples: Sequence[Example], noise: np.random.Generator | None = None) -> Batch:
    """One batch; `noise` None leaves the windows as they are."""
    longest, most = max(map(len, examples)), max(int(example.real.sum()) for example in examples)
    ids, cases, surroundings, places = (np.zeros((len(examples), longest), dtype=np.int64) for _ in range(4))
    parts = np.full((len(examples), longest), -1, dtype=np.int64)
    real = np.zeros((len(examples), most), dtype=np.int64)
    for row, example in enumerate(examples):
        end, pieces = len(example), np.nonzero(example.real)[0]
        ids[row, :end], cases[row, :end], parts[row, :end] = example.ids, example.cases, example.parts
        surroundings[row, :end], places[row, :end] = example.surroundings, example.places
        real[row, : len(pieces)] = pieces
        if noise is not None:
            cases[row, :end] = _rewritten(cases[row, :end], noise)
            ids[row, :end][example.real & (noise.random(end) < HIDDEN)] = MASK
    lengths = np.array([int(example.real.sum()) for example in examples], dtype=np.int64)
    return Batch(*(torch.from_numpy(part) for part in (ids, cases, surroundings, places, parts, real, lengths)))


def _rewritten(cases: NDArray[np.int64], noise: np.random.Generator) -> NDArray[np.int64]:
    draw = noise.random()
    if draw < SHOUTED:
        return np.where(cases == INITIAL, INITIAL, CAPITALS)
    if draw < SHOUTED + TITLED:
        return np.where(cases == LOWER, CAPITALISED, cases)
    if draw < SHOUTED + TITLED + WHISPERED:
        return np.zeros_like(cases)
    return cases
