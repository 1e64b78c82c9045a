"""Whether a pasted text is a heap of passages, by meaning as well as by form.

The layout says `mixed` when the form alone shows it. A heap without that form still has seams: in an article a line is
nearer to the next line than to the others, in a heap it is not (the break of cohesion of Hearst's TextTiling,
Computational Linguistics 1997, asked of the whole text). A logistic model over four features; its weights come from a
regression on stitched texts against articles of the dev data (docs/internals/strays.md tells what it costs).
"""

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING

from wireroom.records.readings import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FEWEST_BODY_LINES = 6
MOST_BODY_LINES = 400  # only the first are looked at: the cosines of all pairs are needed
LEAST_PROBABILITY = 0.3  # sorting an article costs little: of its sentences one in 85 is set aside, most of them other items, of a heap's not sorted every stray is kept
WEIGHTS = (-38.2, 3.4, 5.7, -10.5)
"""Of the seam, two headlines or more, the share of one-sentence lines, the mean cosine of all pairs."""
BIAS = -0.9


def has_seams(sentences: Sequence[Sentence], rows: "Rows") -> bool:
    """Whether the lines of a pasted text do not follow from each other; `rows` are its sentence vectors, (n, d)."""
    found = features(sentences, rows)
    if found is None:
        return False
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + exp(-logit)) > LEAST_PROBABILITY


def features(sentences: Sequence[Sentence], rows: "Rows") -> tuple[float, float, float, float] | None:
    """The features in the order of WEIGHTS; None for a text of too few body lines."""
    import numpy as np

    lines: dict[int, list[int]] = defaultdict(list)
    headlines = set()
    for index, sentence in enumerate(sentences):
        if sentence.kind == "body":
            lines[sentence.paragraph].append(index)
        elif sentence.kind == "headline":
            headlines.add(sentence.paragraph)
    if len(lines) < FEWEST_BODY_LINES:
        return None
    members = list(lines.values())[:MOST_BODY_LINES]
    cosines = _cosines(rows, members)
    count = len(members)
    every = float(cosines.sum() - np.trace(cosines)) / (count * count - count)
    seam = float(np.diagonal(cosines, 1).mean()) - every
    return seam, float(len(headlines) > 1), sum(len(line) == 1 for line in members) / count, every


def _cosines(rows: "Rows", members: Sequence[Sequence[int]]) -> "Rows":
    import numpy as np

    means = np.stack([rows[list(line)].mean(axis=0) for line in members])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
    return np.asarray(means @ means.T, np.float32)
