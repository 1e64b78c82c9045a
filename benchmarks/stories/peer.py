"""The peer: single-pass clustering on TF-IDF, the usual baseline for news streams (Allan et al. 1998).

Reports are taken in order of their dates; each joins the group with the nearest mean if the cosine reaches a threshold and
the group had a report in the last seven days, else it starts a group. Weights are (1 + log tf) · log(N / df) over the same
stems that Wireroom uses, the heaviest of each report.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt

WINDOW_DAYS = 7
HEAVIEST = 80

Weights = dict[str, float]


@dataclass(slots=True)
class Group:
    """The sum of its members' weights, its length, and the day of its last report."""

    centre: Weights = field(default_factory=lambda: defaultdict(float))
    norm: float = 1.0
    last: int | None = None

    def add(self, weights: Weights, day: int | None) -> None:
        """Take a report in."""
        for stem, weight in weights.items():
            self.centre[stem] += weight
        self.norm = sqrt(sum(weight * weight for weight in self.centre.values())) or 1.0
        self.last = day


def weights_of(stems: Sequence[Sequence[str]]) -> list[Weights]:
    """Unit-length TF-IDF weights of each report."""
    holders = Counter(stem for words in stems for stem in set(words))
    return [_weights(Counter(words), holders, len(stems)) for words in stems]


def single_pass(weights: Sequence[Weights], days: Sequence[int | None], *, threshold: float) -> list[str]:
    """The group of each report, named by its number."""
    groups: list[Group] = []
    holders: dict[str, list[int]] = defaultdict(list)
    said = [""] * len(weights)
    for number in sorted(range(len(weights)), key=lambda number: (days[number] or 0, number)):
        own, day = weights[number], days[number]
        products: dict[int, float] = defaultdict(float)
        for stem, weight in own.items():
            for candidate in holders[stem]:
                if _alive(groups[candidate], day):
                    products[candidate] += weight * groups[candidate].centre[stem]
        cosine, best = max(((value / groups[key].norm, -key) for key, value in products.items()), default=(0.0, 1))
        if cosine < threshold:
            best = -len(groups)
            groups.append(Group())
        for stem in own:
            if stem not in groups[-best].centre:
                holders[stem].append(-best)
        groups[-best].add(own, day)
        said[number] = str(-best)
    return said


def _weights(counts: Counter[str], holders: Counter[str], total: int) -> Weights:
    found = {stem: (1 + log(count)) * log(total / holders[stem]) for stem, count in counts.items()}
    heaviest = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:HEAVIEST])
    norm = sqrt(sum(weight * weight for weight in heaviest.values())) or 1.0
    return {stem: weight / norm for stem, weight in heaviest.items()}


def _alive(group: Group, day: int | None) -> bool:
    return day is None or group.last is None or abs(day - group.last) <= WINDOW_DAYS
