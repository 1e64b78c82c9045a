"""Stories: reports gathered around a star, in order of time.

Each report is compared with the stories that share its weightiest words or names and were alive in the days before it (an
index, never all pairs), and joins the best one that is like enough; else it begins a story. Membership is a star, not a
chain: a report must be like the story's centre as well as like one of its latest members, and a large story, whose centre is
like everything of its kind, must be more alike; so news that drifts does not pull a season of battles into one story. Single-pass clustering of news streams with several signals: Miranda et al., "Multilingual Clustering of
Streaming News", EMNLP 2018.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import TYPE_CHECKING

from wireroom.thread.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW_DAYS = 90  # a story without a report for so long is closed
INDEX_KEYS = 14  # of a report's weightiest keys, each looked up
CENTRE_KEYS = 120
MOST_CANDIDATES = 60  # stories compared with one report, those that share most
# The rest were chosen together on half of the incidents of the violent corpus, the stories of wikinews and, for hard negatives,
# the dates and towns of FA-KES (docs/internals/dedupe-and-thread.md).
BAG_WEIGHT, VECTOR_WEIGHT = 0.7, 0.3
NEAREST_WEIGHT = 0.5  # of the likest of the latest members, against the centre
LATEST_MEMBERS = 8
CLOSEST_STARS = 10  # stars by their centre that are looked at member by member
GAP_PENALTY = 0.08  # for each doubling of the days since the story's last report (and one more)
SIZE_PENALTY = 0.01  # for each doubling of the story's reports
LIKE_ENOUGH = 0.22


@dataclass(slots=True)
class Star:
    """A story being gathered: its centre (summed bags and vectors), its members with score and reasons, its last day."""

    seed: Unit
    members: list[tuple[Unit, float, tuple[str, ...]]]
    bag: dict[str, float]
    vector: "NDArray[np.float32]"
    last: int | None
    norm: float = 1.0

    def add(self, unit: Unit, score: float, reasons: tuple[str, ...]) -> None:
        """Take a report in and move the centre."""
        self.members.append((unit, score, reasons))
        for key, weight in unit.bag.items():
            self.bag[key] = self.bag.get(key, 0.0) + weight
        if len(self.bag) > 2 * CENTRE_KEYS:
            heaviest = sorted(self.bag.items(), key=lambda pair: (-pair[1], pair[0]))[:CENTRE_KEYS]
            self.bag = dict(heaviest)
        self.norm = sum(weight * weight for weight in self.bag.values()) ** 0.5
        self.vector = self.vector + unit.vector
        if unit.day is not None:
            self.last = max(unit.day, self.last or unit.day)


@dataclass(slots=True)
class Sky:
    """All stars, with an index from keys to the stars that hold them."""

    stars: list[Star] = field(default_factory=list)
    index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    home: dict[str, int] = field(default_factory=dict)


def gather_stories(units: Iterable[Unit]) -> list[Star]:
    """The stars of units; the order of units does not matter, they are taken in order of day and id."""
    sky = Sky()
    for unit in sorted(units, key=lambda unit: (unit.day is None, unit.day or 0, unit.report_id)):
        _place(sky, unit)
    return sky.stars


def _place(sky: Sky, unit: Unit) -> None:
    copied = sky.home.get(unit.near_copy_of or "")
    if copied is not None:
        _join(sky, copied, unit, 1.0, (f"a copy of {unit.near_copy_of}",))
        return
    best = max(((score, -number) for number, score in _scores(sky, unit)), default=(0.0, 0))
    if best[0] >= LIKE_ENOUGH:
        star = sky.stars[-best[1]]
        _join(sky, -best[1], unit, best[0], _reasons(star, unit))
    else:
        sky.stars.append(Star(unit, [], {}, unit.vector * 0, unit.day))
        _join(sky, len(sky.stars) - 1, unit, 1.0, ("the first report of the story",))


def _join(sky: Sky, number: int, unit: Unit, score: float, reasons: tuple[str, ...]) -> None:
    sky.stars[number].add(unit, round(score, 3), reasons)
    sky.home[unit.report_id] = number
    for key in _leading(unit.bag):
        if not sky.index[key] or sky.index[key][-1] != number:
            sky.index[key].append(number)


def _leading(bag: Mapping[str, float]) -> Sequence[str]:
    return list(bag)[:INDEX_KEYS]


def _scores(sky: Sky, unit: Unit) -> Iterable[tuple[int, float]]:
    """Scores of the stars that share most of the unit's leading keys; only the latest holders of a key are looked at."""
    shared: dict[int, float] = defaultdict(float)
    for key in _leading(unit.bag):
        for number in set(sky.index.get(key, [])[-MOST_CANDIDATES:]):
            shared[number] += unit.bag[key]
    nearest = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_CANDIDATES]
    central = {number: centre_likeness(sky.stars[number], unit) for number in nearest}
    closest = sorted(central, key=lambda number: (-central[number], number))[:CLOSEST_STARS]
    return [(number, _score(sky.stars[number], unit, central[number])) for number in closest]


def _score(star: Star, unit: Unit, central: float) -> float:
    gap = 0 if unit.day is None or star.last is None else max(0, unit.day - star.last)
    if gap > WINDOW_DAYS:
        return 0.0
    nearest = max(_likeness(member, unit) for member, _, _ in star.members[-LATEST_MEMBERS:])
    penalty = GAP_PENALTY * log2(1 + gap) + SIZE_PENALTY * log2(1 + len(star.members))
    return (1 - NEAREST_WEIGHT) * central + NEAREST_WEIGHT * nearest - penalty


def centre_likeness(star: Star, unit: Unit) -> float:
    """How like the unit is to the star's centre, by words and names and by meaning."""
    return BAG_WEIGHT * bag_cosine(star, unit) + VECTOR_WEIGHT * vector_cosine(star, unit)


def _likeness(left: Unit, right: Unit) -> float:
    shared = sum(weight * right.bag.get(key, 0.0) for key, weight in left.bag.items())
    return BAG_WEIGHT * shared + VECTOR_WEIGHT * float(left.vector @ right.vector)


def bag_cosine(star: Star, unit: Unit) -> float:
    """The cosine of the unit's words and names with the star's centre."""
    return sum(weight * star.bag.get(key, 0.0) for key, weight in unit.bag.items()) / (star.norm or 1.0)


def vector_cosine(star: Star, unit: Unit) -> float:
    """The cosine of the unit's lead vector with the star's mean."""
    norm = float((star.vector @ star.vector) ** 0.5)
    return float(star.vector @ unit.vector) / norm if norm else 0.0


def _reasons(star: Star, unit: Unit) -> tuple[str, ...]:
    gained = {key: weight * star.bag.get(key, 0.0) for key, weight in unit.bag.items()}
    best = sorted((key for key in gained if gained[key] > 0), key=lambda key: (-gained[key], key))
    names = [key[1:] for key in best if key[0] == "@"][:3]
    words = [key for key in best if key[0] != "@"][:4]
    parts = [
        f"shares the names {', '.join(names)}" if names else "",
        f"shares the words {', '.join(words)}" if words else "",
    ]
    meaning = f"title and lead are {vector_cosine(star, unit):.2f} alike in meaning"
    gap = f"{abs(unit.day - star.last)} days from its latest report" if unit.day and star.last else "no date to go by"
    return (*(part for part in parts if part), meaning, gap)
