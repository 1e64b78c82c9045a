"""The peer of every run: single-pass clustering by TF-IDF cosine to centroids, stories alive for seven days.

The usual baseline of topic detection and tracking (Allan et al. 1998; Miranda et al., EMNLP 2018 compare with it). The
document frequencies are those of the whole file, which a live stream would not have: the peer is given more than it
would know.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

WINDOW_DAYS = 7
THRESHOLD = 0.2  # the best of 0.15, 0.2, … 0.4 on the whole violent corpus: the peer at its best


def single_pass(bags: Sequence[Counter[str]], days: Sequence[int]) -> list[int]:
    """A cluster number for each document, given its counts of stems and its day number."""
    frequency = Counter(stem for bag in bags for stem in bag)
    vectors = [_weighed(bag, frequency, len(bags)) for bag in bags]
    sums: list[dict[str, float]] = []
    norms: list[float] = []
    last: list[int] = []
    holders: dict[str, list[int]] = defaultdict(list)
    found = [0] * len(bags)
    for number in sorted(range(len(bags)), key=lambda number: (days[number], number)):
        scores: dict[int, float] = defaultdict(float)
        for stem, weight in vectors[number].items():
            for cluster in holders[stem]:
                if days[number] - last[cluster] <= WINDOW_DAYS:
                    scores[cluster] += weight * sums[cluster][stem]
        best = max(scores, key=lambda cluster: (scores[cluster] / norms[cluster], -cluster), default=-1)
        if best < 0 or scores[best] / norms[best] < THRESHOLD:
            best = len(sums)
            sums.append({})
            norms.append(1.0)
            last.append(days[number])
        for stem, weight in vectors[number].items():
            if stem not in sums[best]:
                holders[stem].append(best)
                sums[best][stem] = 0.0
            sums[best][stem] += weight
        norms[best] = sum(weight * weight for weight in sums[best].values()) ** 0.5 or 1.0
        last[best] = days[number]
        found[number] = best
    return found


def _weighed(bag: Counter[str], frequency: Counter[str], count: int) -> dict[str, float]:
    weights = {stem: (1 + log(times)) * log(count / frequency[stem]) for stem, times in bag.items()}
    norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
    return {stem: weight / norm for stem, weight in weights.items()}
