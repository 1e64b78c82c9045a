"""The lines of a mixed text as numbers: for each line, how it ties to the others by meaning, words, names and figures.

A heap of lines has a core, the set of lines that tie to each other best (the main axis of the tie matrix, by power
iteration, as in LexRank: Erkan and Radev, JAIR 2004). Every feature measures a line against the other lines, weighted by
how much these belong to the core. Costs grow with the square of the lines of one mixed text, up to MOST_OTHERS.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from wireroom.records.readings import ActorKind
from wireroom.thread.rarity import UNSEEN_BITS, rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COMMON_BITS = 3.0  # words below it tie nothing to anything
FULL_TIE_BITS = 25.0  # shared bits at which two lines are as tied by words as they can be
NAME_BONUS = 0.5  # a shared name counts half as much again as a shared word
TELLING_NAME_BITS = 6.0
POWER_STEPS = 20
MOST_LINES = 1500  # of one mixed text looked at together; longer heaps are taken in parts

FEATURES = (
    "mean_cosine",  # to the lines of the core, weighted
    "best_cosine",
    "cosine_deviation",  # of mean_cosine, in median absolute deviations over the lines
    "shared_bits_share",  # of the bits of its words, those that another line uses too
    "lines_with_its_name",  # share of lines that have a telling name of it
    "own_name_bits",  # of names that no other line has
    "own_names",
    "names_shared_share",
    "length",  # log of its different words
    "numbers_own",  # that no other line has
    "headline",
    "headline_cosine",  # to the nearest headline
    "best_tie",  # shared bits with the line it shares most with
    "second_tie",
    "centrality",  # its weight in the core
    "tie_deviation",
    "best_shared_word",
    "core_name",  # how much of the core has its rarest name
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line (or one sentence of it): its stems, and the actors it names with their bits, their kinds and who of them speak.

    `points` are latitude and longitude of the places it names, in degrees; `countries` their ISO codes; `weekdays` in lower case.
    """

    stems: frozenset[str]
    names: Mapping[str, float]
    headline: bool
    speakers: frozenset[str] = frozenset()
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()
    countries: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    quoted: bool = False


def joined(lines: Sequence[TextLine]) -> TextLine:
    """The sentences of one line as one."""
    if len(lines) == 1:
        return lines[0]
    return TextLine(
        frozenset().union(*(line.stems for line in lines)),
        {name: bits for line in lines for name, bits in line.names.items()},
        any(line.headline for line in lines),
        frozenset().union(*(line.speakers for line in lines)),
        {name: kind for line in lines for name, kind in line.kinds.items()},
        tuple(point for line in lines for point in line.points),
        frozenset().union(*(line.countries for line in lines)),
        frozenset().union(*(line.weekdays for line in lines)),
        any(line.quoted for line in lines),
    )


@dataclass(frozen=True, slots=True)
class Ties:
    """How lines tie to each other: cosine of vectors, shared bits, and both in one affinity, each (n, n)."""

    cosine: "Floats"
    bits: "Floats"
    affinity: "Floats"


def ties_of(lines: Sequence[TextLine], vectors: "NDArray[np.float32]") -> Ties:
    """The ties of lines with unit vectors (n, d); a line has none with itself."""
    import numpy as np

    cosine = np.asarray(vectors @ vectors.T, np.float64)
    bits = _shared([{stem: max(0.0, rarity(stem) - COMMON_BITS) for stem in line.stems} for line in lines])
    bits += NAME_BONUS * _shared([line.names for line in lines])
    for matrix in (cosine, bits):
        np.fill_diagonal(matrix, 0.0)
    return Ties(cosine, bits, np.clip(cosine, 0, 1) + np.minimum(bits / FULL_TIE_BITS, 1))


def core_weights(ties: Ties) -> "Floats":
    """How much each line belongs to the core, (n,), summing to 1."""
    import numpy as np

    count = len(ties.affinity)
    weights = np.full(count, 1 / max(count, 1))
    for _ in range(POWER_STEPS):
        weights = ties.affinity @ weights
        weights /= max(float(weights.sum()), 1e-9)
    return weights


def tie_features(lines: Sequence[TextLine], ties: Ties, weights: "Floats") -> dict[str, "Floats"]:
    """The columns FEATURES, each (n,): each line against the others, which count by their weights (n,)."""
    import numpy as np

    active = weights > 0.3 * np.median(weights)
    return {
        **_nearness(lines, ties.cosine, weights, active),
        **_words_and_names(lines, active, weights),
        **_bits(ties.bits, weights, active),
    }


def _nearness(
    lines: Sequence[TextLine], cosine: "Floats", weights: "Floats", active: "NDArray[np.bool_]"
) -> dict[str, "Floats"]:
    import numpy as np

    mean = _weighted(cosine, weights)
    best = np.sort(np.where(active[None, :], cosine, -1), axis=1)[:, ::-1]
    heads = np.array([line.headline for line in lines]) & active
    nearest = np.where(heads[None, :], cosine, -1).max(axis=1, initial=-1)
    return {
        "mean_cosine": mean,
        "best_cosine": best[:, 0],
        "cosine_deviation": _deviation(mean),
        "headline_cosine": np.where(heads.any(), nearest, mean),
    }


def _bits(bits: "Floats", weights: "Floats", active: "NDArray[np.bool_]") -> dict[str, "Floats"]:
    import numpy as np

    best = np.sort(np.where(active[None, :], bits, 0), axis=1)[:, ::-1]
    return {
        "best_tie": np.minimum(best[:, 0] / 40, 1.5),
        "second_tie": np.minimum(best[:, min(1, len(best) - 1)] / 40, 1.5),
        "centrality": weights * len(weights),
        "tie_deviation": _deviation(_weighted(np.minimum(bits / FULL_TIE_BITS, 1), weights)),
    }


def _weighted(matrix: "Floats", weights: "Floats") -> "Floats":
    """The weighted mean over the other lines."""
    import numpy as np

    mean: Floats = matrix @ weights / np.maximum(weights.sum() - weights, 1e-9)
    return mean


def _deviation(values: "Floats") -> "Floats":
    import numpy as np

    middle = np.median(values)
    spread = float(np.median(np.abs(values - middle))) + 0.02
    deviation: Floats = np.clip((values - middle) / spread, -6, 6)
    return deviation


def _words_and_names(lines: Sequence[TextLine], active: "NDArray[np.bool_]", weights: "Floats") -> dict[str, "Floats"]:
    import numpy as np

    stems = Counter(stem for line, on in zip(lines, active, strict=True) if on for stem in line.stems)
    names = Counter(name for line, on in zip(lines, active, strict=True) if on for name in line.names)
    heft: Counter[str] = Counter()
    for line, weight in zip(lines, weights, strict=True):
        heft.update({name: float(weight) for name in line.names})
    rows = []
    for line, weight, on in zip(lines, weights, active, strict=True):
        # A line does not count among its own others, and only lines of the core were counted.
        row = _of_words(line, frozenset(stem for stem in line.stems if stems[stem] > on))
        row |= _of_names(line, {name: names[name] - int(on) for name in line.names}, max(1, int(active.sum())))
        row["core_name"] = max(((heft[name] - weight) * bits for name, bits in line.names.items()), default=0.0) / 5
        rows.append(row)
    return {key: np.array([row[key] for row in rows], np.float64) for key in rows[0]}


def _of_words(line: TextLine, shared: frozenset[str]) -> dict[str, float]:
    numbers = [stem for stem in line.stems if stem[:1].isdigit()]
    all_bits = sum(sorted(rarity(stem) for stem in line.stems)) or 1.0
    return {
        "shared_bits_share": sum(sorted(rarity(stem) for stem in shared)) / all_bits,
        "length": log1p(len(line.stems)),
        "numbers_own": min(2.0, sum(stem not in shared for stem in numbers)),
        "headline": float(line.headline),
        "best_shared_word": max((rarity(stem) for stem in shared), default=0.0) / UNSEEN_BITS,
    }


def _of_names(line: TextLine, others: Mapping[str, int], count: int) -> dict[str, float]:
    shared = [bits for name, bits in line.names.items() if others[name]]
    own = [bits for name, bits in line.names.items() if not others[name] and name not in line.speakers]
    telling = [others[name] for name, bits in line.names.items() if bits >= TELLING_NAME_BITS]
    return {
        "lines_with_its_name": max(telling, default=0) / count,
        "own_name_bits": min(sum(sorted(own)) / 40, 2.0),
        "own_names": min(len(own), 6) / 3,
        "names_shared_share": len(shared) / (len(shared) + len(own)) if shared or own else 0.5,
    }


def _shared(bags: Sequence[Mapping[str, float]]) -> "Floats":
    """For each pair of bags the summed bits of what both hold, (n, n)."""
    import numpy as np

    counts = Counter(key for bag in bags for key in bag)
    columns = {key: index for index, key in enumerate(sorted(key for key, count in counts.items() if count > 1))}
    table = np.zeros((len(bags), max(len(columns), 1)))
    for row, bag in enumerate(bags):
        for key, bits in bag.items():
            if key in columns:
                table[row, columns[key]] = bits**0.5
    return np.asarray(table @ table.T)
