"""Stories of a batch: the live fold over reports in order of day and id with nothing forgotten, a second look, and why.

So the order in which reports are given never matters, and batch and live are one engine (`live`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.thread.facets import FACETS, OF_LANGUAGE, facet_of
from wireroom.thread.joining import CERTAIN, as_share
from wireroom.thread.likeness import StoryModel, shipped_model
from wireroom.thread.live import Pairs, ThreadState, fold
from wireroom.thread.rows import Rows
from wireroom.thread.secondlook import settle
from wireroom.thread.units import Unit, batch_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH_DAYS = 700  # court reports follow a crime after a year and more; what recurs every second year is another story
FIRST = ("the first report of the story",)
SHOWN_KEYS = 4


@dataclass(frozen=True, slots=True)
class Star:
    """A story: its first report, its members with scores and reasons in order of time, and the stories it may touch.

    `touches` is for a digest: the first reports of other stories, with scores.
    """

    seed: Unit
    members: tuple[tuple[Unit, float, tuple[str, ...]], ...]
    touches: tuple[tuple[str, float], ...] = ()

    @property
    def vector(self) -> "NDArray[np.float32]":
        """The sum of the members' vectors."""
        return sum((unit.vector for unit, _, _ in self.members[1:]), self.members[0][0].vector)


def gather_stories(units: Iterable[Unit], *, model: StoryModel | None = None) -> list[Star]:
    """The stars of units, in order of their first report; the order of units does not matter."""
    chosen = model or shipped_model()
    ordered = sorted(units, key=batch_order)
    rows, seen = Rows(common=chosen.common), list[Pairs]()
    state = ThreadState(window_days=None, reach_days=REACH_DAYS, rows=rows)
    touches = {place.report_id: place.also for place in fold(state, ordered, model=chosen, seen=seen)}
    copies = [
        (row, state.home[unit.near_copy_of]) for row, unit in enumerate(ordered) if unit.near_copy_of in state.home
    ]
    places = settle(state, seen, copies, chosen)
    gathered: dict[int, list[tuple[Unit, float, tuple[str, ...]]]] = {}
    for row, unit in enumerate(ordered):
        story = int(state.rows.story[row])
        odds, like = places.get(row, (CERTAIN, row))
        first = state.seeds[story] == unit.report_id
        told = FIRST if first else reasons(unit, ordered[like])
        gathered.setdefault(story, []).append((unit, 1.0 if first else as_share(odds), told))
    by_id = {unit.report_id: unit for unit in ordered}
    return [
        Star(by_id[state.seeds[story]], tuple(members), touches[state.seeds[story]])
        for story, members in gathered.items()
    ]


def reasons(unit: Unit, like: Unit) -> tuple[str, ...]:
    """Why a report is in its story, in plain words: what it shares with the likest other member."""
    if unit.near_copy_of == like.report_id:
        return (f"a copy of {like.report_id}",)
    shared = (f"shares {says} {', '.join(keys)}" for says, keys in shared_keys(unit, like))
    meaning = f"its title is {float(unit.vector @ like.vector):.2f} alike in meaning"
    days = abs(unit.day - like.day) if unit.day and like.day else None
    gap = "no date to go by" if days is None else "on one day" if not days else f"{days} day{'s' * (days > 1)} apart"
    return (f"most like {like.report_id}", *shared, meaning, gap)


def shared_keys(left: Unit, right: Unit) -> Sequence[tuple[str, list[str]]]:
    """What two reports share, facet by facet, the keys that tell most first."""
    told = {key: weight * right.bag[key] for key, weight in left.bag.items() if key in right.bag}
    ranked = sorted(told, key=lambda key: (-told[key], key))
    found = []
    for number in (*range(1, len(FACETS)), 0):
        marked = [key[len(FACETS[number].mark) :] for key in ranked if facet_of(key) == number]
        keys = [key.rpartition(OF_LANGUAGE)[2] for key in marked]
        if keys:
            found.append((FACETS[number].says, keys[:SHOWN_KEYS]))
    return found
