"""How surely two reports are of one story: a logistic model over what they share, what sets them apart, and the days between.

Learnt weights with one entry a feature rest in `stories.toml`, written by `training/fit_stories.py`. In reports of crime and
conflict the family names of those concerned tell most; two reports that both give ages, days or house numbers and share
none are of two events more often than not.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from wireroom.thread.facets import FACETS
from wireroom.thread.rows import STARTS, UNDATED, VECTOR_STEPS, Rows, column_steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows_ = NDArray[np.int64]

MOST_BITS = 40.0  # of one facet: beyond it more of the same says nothing new
MOST_AGES = 1.0  # tens of bits
TENS = 10.0  # summed bits are counted in tens, so that weights are of one size
PARTING = ("places", "ages", "days", "numbers")  # facets that set two reports apart when both have some and share none
ABOUT = {
    "words": "root of the cosine of their weighed words",
    "meaning": "cosine of the vectors of their titles",
    "people": "tens of bits of the whole names of people they share",
    "families": "tens of bits of the family names they share",
    "places": "tens of bits of the towns and sites they share",
    "any_phrase": "1 when they share a pair of capitalised words",
    "ages": "tens of bits of the ages they share, two at most",
    "any_day": "1 when both place something on one day: one, however many, since reports of one week share its days",
    "places_apart": "1 when both name towns or sites and share none",
    "ages_apart": "1 when both give ages and share none",
    "days_apart": "1 when both place something on a day and share none",
    "numbers_apart": "1 when both give house numbers and share none",
    "gap": "doublings of the days between them (and one more)",
    "gap_words": "the same times the cosine of their words",
    "gap_people": "the same when they share people or family names",
    "gap_day": "the same when they place something on one day: long after, it is the day of the event",
    "undated": "1 when either is undated",
}
FEATURES = tuple(ABOUT)
RISING = ("words", "meaning", "people", "families", "places", "any_phrase", "ages", "any_day", "gap_day")
FALLING = ("places_apart", "ages_apart", "days_apart", "numbers_apart")
_FACET = {facet.name: number for number, facet in enumerate(FACETS)}
_SLOT_BITS = 12


@dataclass(frozen=True, slots=True)
class StoryModel:
    """`weights` of FEATURES and `bias` give the log odds of a pair; the rest says how a report joins a story (`live`)."""

    weights: tuple[float, ...]
    bias: float
    threshold: float
    size: float
    common: tuple[float, ...]

    def log_odds(self, features: "Floats") -> "Floats":
        """(n,) of features (n, FEATURES)."""
        return np.asarray(features @ np.array(self.weights, np.float32) + np.float32(self.bias), np.float32)


@cache
def shipped_model() -> StoryModel:
    """The model of `stories.toml`; an assertion says "bug" when its features are not those of the code."""
    stored = tomllib.loads((files("wireroom") / "thread/stories.toml").read_text(encoding="utf-8"))
    assert tuple(stored["features"]) == FEATURES, "bug: stories.toml was fitted on other features"
    weights = tuple(float(entry["weight"]) for entry in stored["features"].values())
    common = tuple(float(number) for number in stored["common"])
    return StoryModel(weights, float(stored["bias"]), float(stored["threshold"]), float(stored["size"]), common)


def pair_features(rows: Rows, left: "Rows_", right: "Rows_") -> "Floats":
    """(n, FEATURES) for pairs of rows; pairs of one `left` row stand together, so that it is unfolded once."""
    sums = shared_sums(rows, left, right)
    meaning = cosines(rows, left, right)
    cosine = _across(rows, left, right, sums[:, 0].clip(0, 1), meaning)
    tens = sums.clip(0, MOST_BITS) / TENS
    gaps, known = days_between(rows, left, right)
    doublings = np.log2(1 + gaps) * known
    columns: dict[str, NDArray[np.generic]] = {
        name: tens[:, number] for name, number in _FACET.items() if name != "words"
    }
    columns |= {f"{name}_apart": _apart(rows, left, right, _FACET[name], sums) for name in PARTING}
    columns |= {
        "words": np.sqrt(cosine),
        "meaning": meaning,
        "any_day": sums[:, _FACET["days"]] > 0,
        "gap_day": doublings * (sums[:, _FACET["days"]] > 0),
        "ages": tens[:, _FACET["ages"]].clip(0, MOST_AGES),
        "any_phrase": sums[:, _FACET["phrases"]] > 0,
        "gap": doublings,
        "gap_words": doublings * cosine,
        "gap_people": doublings * (sums[:, [_FACET["people"], _FACET["families"]]] > 0).any(axis=1),
        "undated": ~known,
    }
    return np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)


def _across(rows: Rows, left: "Rows_", right: "Rows_", cosine: "Floats", meaning: "Floats") -> "Floats":
    """The cosine of words; across languages, where another encoder than the shipped one reads both, half that of meaning.

    Two texts of one event in one language share about half as much of their words as of their meaning (violent corpus).
    """
    if rows.dims in (0, len(rows.common)):
        return cosine
    across = rows.tongues[left] != rows.tongues[right]
    return np.where(across, meaning.clip(0, 1) / 2, cosine).astype(np.float32)


def shared_sums(rows: Rows, left: "Rows_", right: "Rows_") -> "Floats":
    """(n, FACETS): for each facet the sum of the products of the weights of the keys that both rows hold."""
    products = shared_products(rows, left, right)
    return np.asarray(np.add.reduceat(products, STARTS, axis=1), np.float32)


def shared_products(rows: Rows, left: "Rows_", right: "Rows_") -> "Floats":
    """(n, WIDTH): for each key of the right row what sharing it tells, 0 where the left row lacks it.

    The keys of a left row are laid out in a table of slots by their last bits; where two fall in one slot the first counts.
    """
    own, which = np.unique(left, return_inverse=True)
    keys = rows.keys[own]
    slots = np.zeros((len(own), 1 << _SLOT_BITS), np.uint8)
    mask = np.uint32((1 << _SLOT_BITS) - 1)
    columns = np.arange(keys.shape[1] - 1, -1, -1)
    for column in columns:  # the heaviest of a facet are written last
        slots[np.arange(len(own)), keys[:, column] & mask] = column
    theirs = rows.keys[right]
    at = slots[which[:, None], theirs & mask]
    shared = (keys[which[:, None], at] == theirs) & (theirs != 0)
    weights = rows.weights[own].astype(np.float32)[which[:, None], at] * rows.weights[right]
    return np.asarray(np.where(shared, weights * column_steps(), 0), np.float32)


def cosines(rows: Rows, left: "Rows_", right: "Rows_") -> "Floats":
    """(n,) of the vectors of the titles."""
    if not rows.dims:
        return np.zeros(len(left), np.float32)
    ours, theirs = rows.vectors[left].astype(np.float32), rows.vectors[right].astype(np.float32)
    return np.asarray(np.einsum("ij,ij->i", ours, theirs) / VECTOR_STEPS**2, np.float32)


def days_between(rows: Rows, left: "Rows_", right: "Rows_") -> "tuple[Floats, NDArray[np.bool_]]":
    """Days between the reports (0 where either is undated), and whether both are dated."""
    known = (rows.days[left] != UNDATED) & (rows.days[right] != UNDATED)
    return np.where(known, np.abs(rows.days[left] - rows.days[right]), 0).astype(np.float32), known


def _apart(rows: Rows, left: "Rows_", right: "Rows_", facet: int, sums: "Floats") -> "NDArray[np.bool_]":
    column = STARTS[facet]
    both = (rows.keys[left, column] != 0) & (rows.keys[right, column] != 0)
    return np.asarray(both & (sums[:, facet] == 0))
