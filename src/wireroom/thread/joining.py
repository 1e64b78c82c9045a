"""Which story a report joins, given how like it is to the members of each; and whether it is a digest of several.

Membership is a star, not a chain: the likest member counts half and the likest four the other half, so a report that
resembles one member of a large story is not in it. A digest is about as like to three stories or more, and by other names
to each: it is a member of none.
"""

from collections.abc import Mapping, Sequence
from math import exp, log2
from typing import TYPE_CHECKING

import numpy as np

from wireroom.thread.facets import FACETS
from wireroom.thread.likeness import StoryModel, shared_products
from wireroom.thread.rows import STARTS, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKEST = 4  # members of a story that speak for it
UNLIKE = -6.0  # log odds of a member that was not even a candidate
CERTAIN = 99.0  # log odds of a copy, or of the first report of a story
LEAST_STORIES = 3  # that a digest is of
FAINTER = 2.0  # log odds below the threshold at which a digest still touches a story
DOMINATES = 0.5  # share of all the names that tie a digest, above which one story stands out
COMMON_NAMES = (
    0.34  # share of the names tying a report to one story that tie it to another: more, and the two are one event
)

Members = Sequence[tuple[float, int]]  # log odds and row, the likest first


def story_score(members: Members, size: int, model: StoryModel) -> float:
    """Log odds that a report is of a story of `size` reports."""
    speaking = [max(value, UNLIKE) for value, _ in members[:LIKEST]]
    speaking += [UNLIKE] * (min(size, LIKEST) - len(speaking))
    return 0.5 * speaking[0] + 0.5 * sum(speaking) / len(speaking) - model.size * log2(1 + size)


def ranked_stories(by_story: Mapping[int, Members], sizes: Sequence[int], model: StoryModel) -> list[tuple[float, int]]:
    """The stories with their scores, the likeliest first, the earliest of equals."""
    scored = ((story_score(members, sizes[story], model), story) for story, members in by_story.items())
    return sorted(scored, key=lambda one: (-one[0], one[1]))


def touched_stories(
    rows: Rows, row: int, ranked: Sequence[tuple[float, int]], by_story: Mapping[int, Members], model: StoryModel
) -> list[tuple[float, int]]:
    """The stories that a digest touches, each by names of its own; none when the report is no digest.

    A digest touches LEAST_STORIES or more, and the one it is likest to has no more than DOMINATES of the names that tie it.
    """
    near = [one for one in ranked if one[0] >= model.threshold - FAINTER]
    if len(near) < LEAST_STORIES:
        return []
    ties, touched = list[set[int]](), list[tuple[float, int]]()
    for score, story in near:
        names = _names(rows, row, by_story[story][0][1])
        if len(names - set().union(*ties)) > (1 - COMMON_NAMES) * len(names):
            ties.append(names)
            touched.append((score, story))
    whole = len(set().union(*ties))
    return touched if len(ties) >= LEAST_STORIES and len(ties[0]) <= DOMINATES * whole else []


def as_share(log_odds: float) -> float:
    """Log odds as a number from 0 to 1, to three places."""
    return round(1 / (1 + exp(-log_odds)), 3)


def _names(rows: Rows, row: int, other: int) -> set[int]:
    """Hashes of the people, places and phrases that two rows share."""
    left, right = np.array([row]), np.array([other])
    shared: NDArray[np.bool_] = shared_products(rows, left, right)[0] > 0
    shared[: STARTS[1]] = False
    shared[STARTS[_AGES] :] = False
    return set(rows.keys[other][shared].tolist())


_AGES = next(number for number, facet in enumerate(FACETS) if facet.name == "ages")
