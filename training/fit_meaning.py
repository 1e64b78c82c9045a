"""Learns the metric of stories (`src/wireroom/thread/meaning.npy`) from the vectors of articles' sentences.

    WIREROOM_DATA=... python training/fit_meaning.py

Stories are those of the stitched benchmark's part `fit` (never of `test`), and each article of `articles` as one of its own. The spread within stories and between them are summed over sentences; the axes are those
with the greatest ratio of the two (linear discriminant analysis with a ridge on the spread within). Only the two
spreads leave the data. Deterministic: the choice of articles is seeded.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.stitched.make import load_groups, part_of
from numpy.typing import NDArray

from training.articles import other_groups
from wireroom.read.encoder import load_encoder

OUT = Path(__file__).parent.parent / "src/wireroom/thread/meaning.npy"
AXES = 256  # of 384; 128 gave .01 less F1 of strays on the held-out third of `fit`, 384 no more
RIDGE = 0.1  # of the mean spread within, added on every axis; .03 and .3 gave about as much
MOST_LINES = 60  # of a story; a longer one weighs no more
SMALLEST_BETWEEN = 1e-4
BATCH = 2048  # sentences encoded in one call
Floats = NDArray[np.float64]


class Lines(NamedTuple):
    """Sentences and the story of each."""

    stories: list[str]
    sentences: list[str]


def main() -> None:
    """Encode, fit and write."""
    np.save(OUT, learnt(lambda story: part_of(story) == "fit"))


def learnt(chosen: Callable[[str], bool]) -> NDArray[np.float16]:
    """The table of `meaning.npy` from the stories that are chosen by their names, and the other articles."""
    lines = gathered(chosen)
    encoder, count = load_encoder(), len(lines.stories)
    vectors = np.vstack([encoder.encode(lines.sentences[at : at + BATCH]) for at in range(0, count, BATCH)])
    print(f"a metric from {count} sentences of {len(set(lines.stories))} stories")
    return metric_of(lines.stories, vectors.astype(np.float64)).astype(np.float16)


def gathered(chosen: Callable[[str], bool]) -> Lines:
    """Titles and leading sentences of the stories to learn from."""
    lines = Lines([], [])
    for group in load_groups():
        if chosen(group.name):
            for article in group.articles:
                _add(lines, group.name, [article.title, *article.sentences])
    for group in other_groups():
        for article in group.articles:
            _add(lines, group.name, list(article.sentences))
    return lines


def _add(lines: Lines, story: str, sentences: list[str]) -> None:
    kept = [sentence for sentence in sentences if sentence]
    lines.stories.extend([story] * len(kept))
    lines.sentences.extend(kept)


def metric_of(stories: list[str], vectors: Floats) -> Floats:
    """(dims + 2, AXES): the projection, the offset, and the spread between stories on each axis."""
    middle, within, between = spreads(stories, vectors)
    dims = len(middle)
    within = within + RIDGE * np.trace(within) / dims * np.eye(dims)
    whiten = np.linalg.inv(np.linalg.cholesky(within))
    sizes, axes = np.linalg.eigh(whiten @ between @ whiten.T)
    chosen = np.argsort(-sizes)[:AXES]
    projection = whiten.T @ axes[:, chosen]
    return np.vstack([projection, -(middle @ projection), np.maximum(sizes[chosen], SMALLEST_BETWEEN)])


def spreads(stories: list[str], vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """The middle of all sentences, and the covariances within stories and between them, stories weighing alike."""
    counts = Counter(stories)
    order = {story: row for row, story in enumerate(sorted(counts))}
    rows = np.array([order[story] for story in stories])
    sizes = np.array([counts[story] for story in sorted(counts)], np.float64)
    means = np.zeros((len(sizes), vectors.shape[1]))
    np.add.at(means, rows, vectors)
    means /= sizes[:, None]
    weights = (np.minimum(sizes, MOST_LINES) / sizes)[rows]
    middle = np.average(vectors, axis=0, weights=weights)
    total = _covariance(vectors - middle, weights)
    many = sizes[rows] > 1
    unbiased = np.where(many, sizes[rows] / np.maximum(sizes[rows] - 1, 1), 0.0)
    within = ((vectors - means[rows]) * (weights * unbiased)[:, None]).T @ (vectors - means[rows])
    within /= (weights * unbiased * many).sum()
    return middle, within, total - within


def _covariance(centred: Floats, weights: Floats) -> Floats:
    found: Floats = (centred * weights[:, None]).T @ centred / weights.sum()
    return found


if __name__ == "__main__":
    main()
