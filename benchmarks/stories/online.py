"""A peer: online clustering with several similarities and a learnt score (the idea of Miranda et al., EMNLP 2018), in our words.

Each report has TF-IDF vectors of the words and of the names of its title, of its body and of both; a cluster has their
sums, and the first, mean and last day of its reports. A report is compared with the clusters that share a word or name
with it: six cosines and three Gaussians of the days between. A logistic regression, learnt on the fit half with the gold
clusters, gives the score; the best cluster takes the report when it is above a threshold chosen on the same half.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, log

import numpy as np

from benchmarks.stories.metric import scores
from wireroom.records.readings import Material

PARTS = ("title words", "body words", "all words", "title names", "body names", "all names")
SPREAD_DAYS = 3.0  # of the Gaussian, as in the paper
MOST_CLUSTERS = 20  # the nearest by all words; comparing more changes nothing and takes an hour
THRESHOLDS = tuple(np.arange(0.1, 0.95, 0.05).round(2).tolist())

Bags = tuple[Counter[str], ...]
Vector = dict[str, float]


@dataclass(slots=True)
class Cluster:
    """Summed vectors, one a part, with the sum of squares of each; and its days."""

    sums: list[Vector] = field(default_factory=lambda: [{} for _ in PARTS])
    squares: list[float] = field(default_factory=lambda: [0.0] * len(PARTS))
    days: list[int] = field(default_factory=list)


def bags_of(material: Material) -> Bags:
    """Counts of the words and names of the title, of the body and of both."""
    title, reading = material.report.title, material.reading
    inside = [bool(title and sentence.start < title.end) for sentence in reading.sentences]
    words = [
        Counter(t for s, i in zip(reading.sentences, inside, strict=True) if i == own for t in s.terms)
        for own in (True, False)
    ]
    names = [
        Counter(reading.actors[m.actor].name for m in reading.mentions if inside[m.sentence] == own)
        for own in (True, False)
    ]
    return words[0], words[1], words[0] + words[1], names[0], names[1], names[0] + names[1]


class Online:
    """Fit on one half, cluster any reports; document frequencies are those of the reports given."""

    def fit(self, bags: Sequence[Bags], days: Sequence[int], gold: Sequence[str]) -> "Online":
        """Learn the score and the threshold."""
        from sklearn.linear_model import LogisticRegression

        pairs = list(_examples(bags, days, gold))
        rows, truth = np.array([row for row, _ in pairs]), np.array([same for _, same in pairs])
        learnt = LogisticRegression(C=1.0, max_iter=2000).fit(rows, truth)
        self.weights, self.bias = learnt.coef_[0], float(learnt.intercept_[0])
        self.threshold = max(THRESHOLDS, key=lambda threshold: self._mean_score(bags, days, gold, threshold))
        return self

    def clusters(self, bags: Sequence[Bags], days: Sequence[int], threshold: float | None = None) -> list[str]:
        """A cluster number for each report, as a string."""
        bar = self.threshold if threshold is None else threshold
        vectors, found = weighed(bags), [""] * len(bags)
        stream = _Stream()
        for number in order_of(days):
            near = stream.near(vectors[number])
            rows = [stream.features(one, vectors[number], days[number]) for one in near]
            chances = 1 / (1 + np.exp(-(np.array(rows) @ self.weights + self.bias))) if rows else np.zeros(0)
            best = near[int(chances.argmax())] if len(chances) and chances.max() >= bar else None
            found[number] = str(stream.add(best, vectors[number], days[number]))
        return found

    def _mean_score(self, bags: Sequence[Bags], days: Sequence[int], gold: Sequence[str], threshold: float) -> float:
        shown = scores(gold, self.clusters(bags, days, threshold))
        return sum(score.f1 for score in shown.values())


def order_of(days: Sequence[int]) -> list[int]:
    """Numbers of reports in order of time."""
    return sorted(range(len(days)), key=lambda number: (days[number], number))


def weighed(bags: Sequence[Bags]) -> list[list[Vector]]:
    """TF-IDF vectors of unit length, one a part."""
    frequency = [Counter(key for bag in bags for key in bag[part]) for part in range(len(PARTS))]
    return [[_unit(bag[part], frequency[part], len(bags)) for part in range(len(PARTS))] for bag in bags]


def _unit(bag: Counter[str], frequency: Counter[str], count: int) -> Vector:
    weights = {key: (1 + log(times)) * log((count + 1) / frequency[key]) for key, times in bag.items()}
    norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
    return {key: weight / norm for key, weight in weights.items()}


class _Stream:
    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self.holders: dict[str, list[int]] = defaultdict(list)

    def near(self, vectors: Sequence[Vector]) -> list[int]:
        """The clusters nearest by all words."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in vectors[2].items():
            for cluster in self.holders[key]:
                shared[cluster] += weight * self.clusters[cluster].sums[2][key]
        nearest = {cluster: value / self.clusters[cluster].squares[2] ** 0.5 for cluster, value in shared.items()}
        return sorted(nearest, key=lambda cluster: (-nearest[cluster], cluster))[:MOST_CLUSTERS]

    def features(self, number: int, vectors: Sequence[Vector], day: int) -> list[float]:
        """Six cosines, three likenesses in time."""
        cluster = self.clusters[number]
        cosines = [
            sum(weight * cluster.sums[part].get(key, 0.0) for key, weight in vector.items())
            / (cluster.squares[part] ** 0.5 or 1.0)
            for part, vector in enumerate(vectors)
        ]
        spots = (min(cluster.days), sum(cluster.days) / len(cluster.days), max(cluster.days))
        return [*cosines, *(exp(-((day - spot) ** 2) / (2 * SPREAD_DAYS**2)) for spot in spots)]

    def add(self, number: int | None, vectors: Sequence[Vector], day: int) -> int:
        """Put a report into a cluster, or begin one; its number."""
        if number is None:
            number = len(self.clusters)
            self.clusters.append(Cluster())
        cluster = self.clusters[number]
        for part, vector in enumerate(vectors):
            for key, weight in vector.items():
                old = cluster.sums[part].get(key)
                if old is None and part == 2:
                    self.holders[key].append(number)
                cluster.sums[part][key] = (old or 0.0) + weight
                cluster.squares[part] += weight * (weight + 2 * (old or 0.0))
        cluster.days.append(day)
        return number


def _examples(bags: Sequence[Bags], days: Sequence[int], gold: Sequence[str]) -> Iterator[tuple[list[float], bool]]:
    """Each report against the gold clusters so far: features, and whether it is of that cluster."""
    vectors, stream, numbers = weighed(bags), _Stream(), dict[str, int]()
    for number in order_of(days):
        own = numbers.get(gold[number])
        for cluster in stream.near(vectors[number]):
            yield stream.features(cluster, vectors[number], days[number]), cluster == own
        numbers[gold[number]] = stream.add(own, vectors[number], days[number])
