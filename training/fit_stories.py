"""Fits the likeness of two reports and writes `src/wireroom/thread/stories.toml`.

    python -m training.fit_stories VIOLENT_CORPUS WIKINEWS_STORIES FAKES_SYRIA

* Pairs that the index proposes among the reports of half of the incidents of the violent corpus (the `tune` half of
  `benchmarks.stories --part`), once with their dates, once (at half weight) without, so that undated reports are weighed, and
  once moved, incident by incident, into one month: three reports a day say nothing of a stream where hundreds share a day.
* Pairs of reports on one war more than FAR_DAYS apart, as pairs of different stories: what recurs in a war is no story.
* Logistic regression by Newton's method with an L2 penalty. A feature that may only speak for one story (RISING) or
  against it (FALLING) and gets a weight of the other sign is taken out, and the rest fitted again.
* The threshold and the price of size are those with the best mean of the three scores on the tune halves of the violent
  corpus, as it is and in one month, and, counting SMALL_FILE, of the stories of Wikinews (undated, of all kinds of news), by the real engine.
* `common` is the mean over the three files of the mean vector of their titles, tune halves only.

Deterministic; two minutes, most of it reading.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
from benchmarks.stories.__main__ import load, materials_of, part_of, report_of
from benchmarks.stories.metric import scores
from numpy.typing import NDArray

from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.thread.joins import counted_units
from wireroom.thread.likeness import ABOUT, FALLING, FEATURES, RISING, StoryModel, pair_features
from wireroom.thread.live import ThreadState, candidates
from wireroom.thread.rows import UNDATED, Rows
from wireroom.thread.stories import gather_stories
from wireroom.thread.units import Unit, batch_order

OUT = Path(__file__).parent.parent / "src/wireroom/thread/stories.toml"
PENALTY = 3.0  # in standard units
STEPS = 30
UNDATED_WEIGHT = 0.5
WAR_WEIGHT = 0.5
FAR_DAYS = 30
CROWD_DAYS = 28
CROWD_START = date(2015, 1, 5).toordinal()
FIT_REACH_DAYS = 1500  # the weights of the gap are learnt over the whole corpus
SMALL_FILE = 0.2  # 80 reports against 1,800, but of all kinds of news
THRESHOLDS = (-1.25, -1.0, -0.75, -0.5)
SIZES = (0.0, 0.1)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Half:
    """Units in the order in which a batch folds them, and the story of each by report id."""

    units: list[Unit]
    gold: dict[str, str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("violent", type=Path)
    parser.add_argument("wikinews", type=Path)
    parser.add_argument("war", type=Path)
    given = parser.parse_args(arguments)
    write(fitted(half(given.violent), half(given.wikinews), units_of(materials_of(war_reports(given.war)))))


def half(path: Path) -> Half:
    """The reports of a file whose stories may be fitted on."""
    filed = [item for item in load(path) if part_of(item.story) == "tune"]
    return Half(units_of(materials_of([item.report for item in filed])), {item.report.id: item.story for item in filed})


def war_reports(path: Path) -> list[Report]:
    """The reports of a FA-KES file with their days (month/day/year)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        report_of(
            row["unit_id"],
            row["article_title"],
            row["article_content"].replace(". ", ".\n"),
            f"https://{row['source'].replace(' ', '')}/{row['unit_id']}",
            datetime.strptime(row["date"], "%m/%d/%Y").date().isoformat(),
        )
        for row in rows
    ]


def units_of(materials: Sequence[Material]) -> list[Unit]:
    """Units in the order in which a batch folds them."""
    return sorted(counted_units(materials), key=batch_order)


def common_vector(files: Sequence[Sequence[Unit]]) -> tuple[float, ...]:
    """The mean over files of the mean vector of their titles."""
    means = [np.mean([unit.vector for unit in units], axis=0) for units in files]
    return tuple(round(float(number), 3) for number in np.mean(means, axis=0))


def fitted(violent: Half, wikinews: Half, war: Sequence[Unit]) -> StoryModel:
    """The model of the halves' stories."""
    common = common_vector([violent.units, wikinews.units, war])
    rows, truth, weight = examples(violent, common)
    crowd, together = crowded_examples(violent, common)
    rows, truth, weight = (
        np.vstack([rows, crowd]),
        np.concatenate([truth, together]),
        np.append(weight, np.ones(len(crowd))),
    )
    far = war_examples(war, common)
    rows, truth = np.vstack([rows, far]), np.concatenate([truth, np.zeros(len(far), bool)])
    weights, bias = signed_logistic(rows, truth, np.concatenate([weight, np.full(len(far), WAR_WEIGHT)]))
    choices = [
        StoryModel(tuple(weights.tolist()), bias, threshold, size, common) for threshold in THRESHOLDS for size in SIZES
    ]
    weighed = ((violent, 1.0), (crowded(violent), 1.0), (wikinews, SMALL_FILE))
    return max(choices, key=lambda model: sum(share * mean_score(one, model) for one, share in weighed))


def examples(tune: Half, common: tuple[float, ...]) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """Features, truth and weight of every pair that the index proposes, with and without dates."""
    state, left, right = _proposed(tune.units, common)
    dated = pair_features(state.rows, left, right)
    state.rows.days[:] = UNDATED
    undated = pair_features(state.rows, left, right)
    stories = np.array([tune.gold[unit.report_id] for unit in tune.units])
    same = stories[left] == stories[right]
    weight = np.repeat([1.0, UNDATED_WEIGHT], len(same))
    return np.vstack([dated, undated]).astype(np.float64), np.concatenate([same, same]), weight


def crowded_examples(tune: Half, common: tuple[float, ...]) -> tuple[Floats, NDArray[np.bool_]]:
    """Features and truth of the pairs when every story begins in one month."""
    moved = crowded(tune)
    state, left, right = _proposed(moved.units, common)
    stories = np.array([moved.gold[unit.report_id] for unit in moved.units])
    return np.asarray(pair_features(state.rows, left, right), np.float64), stories[left] == stories[right]


def crowded(half: Half) -> Half:
    """The same reports with all stories moved, dates and days named alike, so that they begin within CROWD_DAYS."""
    first: dict[str, int] = {}
    for unit in half.units:
        first.setdefault(half.gold[unit.report_id], unit.day or 0)
    moved = []
    for unit in half.units:
        story = half.gold[unit.report_id]
        shift = CROWD_START + int(sha256(story.encode()).hexdigest()[6:10], 16) % CROWD_DAYS - first[story]
        bag = {_moved_key(key, shift): weight for key, weight in unit.bag.items()}
        moved.append(replace(unit, bag=bag, day=None if unit.day is None else unit.day + shift))
    return Half(sorted(moved, key=batch_order), half.gold)


def _moved_key(key: str, shift: int) -> str:
    return f"={date.fromordinal(date.fromisoformat(key[1:]).toordinal() + shift)}" if key[:1] == "=" else key


def war_examples(units: Sequence[Unit], common: tuple[float, ...]) -> Floats:
    """Features of the pairs that the index proposes and that lie far apart."""
    state, left, right = _proposed(units, common)
    features = pair_features(state.rows, left, right)
    far = np.abs(state.rows.days[left] - state.rows.days[right]) > FAR_DAYS
    return np.asarray(features[far], np.float64)


def _proposed(
    units: Sequence[Unit], common: tuple[float, ...]
) -> tuple[ThreadState, NDArray[np.int64], NDArray[np.int64]]:
    state = ThreadState(window_days=None, reach_days=FIT_REACH_DAYS, rows=Rows(common=common))
    state.rows.append(units, [0] * len(units))
    state.postings.insert(state.rows, 0)
    return state, *candidates(state, 0)


def signed_logistic(rows: Floats, truth: NDArray[np.bool_], weight: Floats) -> tuple[Floats, float]:
    """Weights and bias in raw units; weights of the wrong sign are 0."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    standard = (rows - mean) / scale
    allowed = np.ones(len(FEATURES), bool)
    while True:
        found = np.zeros(len(FEATURES) + 1)
        design = np.column_stack([standard[:, allowed], np.ones(len(rows))])
        found[np.append(allowed, True)] = _newton(design, truth, weight)
        wrong = np.array([_wrong(name, value) for name, value in zip(FEATURES, found[:-1], strict=True)])
        if not wrong.any():
            weights = found[:-1] / scale
            return weights, float(found[-1] - weights @ mean)
        allowed[np.argmax(np.where(wrong, np.abs(found[:-1]), -1))] = False


def _wrong(name: str, value: float) -> bool:
    return (name in RISING and value < 0) or (name in FALLING and value > 0)


def _newton(design: Floats, truth: NDArray[np.bool_], weight: Floats) -> Floats:
    found = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], PENALTY)
    penalty[-1] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ found)))
        slope = design.T @ (weight * (chance - truth)) + penalty * found
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return found


def mean_score(tune: Half, model: StoryModel) -> float:
    """The mean of the three F1 of the stories that a batch gathers."""
    found = {
        unit.report_id: star.seed.report_id
        for star in gather_stories(tune.units, model=model)
        for unit, *_ in star.members
    }
    names = [unit.report_id for unit in tune.units]
    shown = scores([tune.gold[name] for name in names], [found[name] for name in names])
    return sum(score.f1 for score in shown.values()) / len(shown)


def write(model: StoryModel, path: Path = OUT) -> None:
    """The model as readable TOML."""
    path.write_text("\n".join([*_lines(model)]) + "\n", encoding="utf-8")


def _lines(model: StoryModel) -> Iterator[str]:
    yield "# How surely two reports are of one story (thread/likeness.py), and when a report joins one (thread/live.py)."
    yield "# Fitted by training/fit_stories.py, which says on what."
    yield ""
    yield f"threshold = {model.threshold:g}  # log odds from which a report joins"
    yield f"size = {model.size:g}  # log odds for each doubling of the story's reports"
    yield f"bias = {model.bias:.4f}"
    yield "# what the vectors of all titles have in common, taken off before cosines; of the shipped encoder"
    yield f"common = [{', '.join(f'{number:g}' for number in model.common)}]"
    for name, weight in zip(FEATURES, model.weights, strict=True):
        yield f"\n[features.{name}]  # {ABOUT[name]}\nweight = {weight:.4f}"


if __name__ == "__main__":
    main()
