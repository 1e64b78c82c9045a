"""Threading as a fold: reports in order of arrival, in lots of any size, join stories or begin them.

Each report is compared with the earlier reports that hold its heaviest words and names (an index, never all pairs); the
log odds of being of one story (`likeness`) are gathered by story, and the report joins the best story that is likely
enough (`joining`). How the stream is cut into lots never matters, nor whether
the state was saved and loaded between two. Single-pass clustering of news streams with several signals: Miranda et al.,
"Multilingual Clustering of Streaming News", EMNLP 2018.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.ids import content_id
from wireroom.thread.joining import CERTAIN, Members, as_share, ranked_stories, touched_stories
from wireroom.thread.likeness import StoryModel, days_between, pair_features, shipped_model
from wireroom.thread.postings import Postings
from wireroom.thread.rows import UNDATED, Rows
from wireroom.thread.units import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIVE_DAYS = 30  # a report older than this is forgotten; a story is closed when it has none left
LOT = 128  # reports taken at once: large enough that arrays pay, small enough for the processor's cache
MOST_CANDIDATES = 40  # earlier reports compared with one report, those that share most
# Reports from beyond LEAP_DAYS ahead before the stream's newest day follows them: one wrong date closes no story.
BELIEVED = 4
LEAP_DAYS = 7
FOREVER = -1  # a window that forgets nothing, in saved states
LEAST_SWEEP = 1 << 16  # rows between two sweeps of what is too old

Pairs = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float32]"]  # row, earlier row, log odds


@dataclass(frozen=True, slots=True)
class Membership:
    """A report's place: its story, the score of that (0 to 1; 1.0 for the first of a story), and the likest earlier member.

    `also` is for a digest, which is in a story of its own: the stories it touches with their scores, the likeliest first.
    """

    report_id: str
    story_id: str
    score: float
    like: str | None = None
    also: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class ThreadState:
    """The open stories of a stream. `fold` changes it in place; `to_bytes` and `from_bytes` carry it to another process.

    `window_days` None forgets nothing; pairs of reports farther apart than `reach_days` are never of one story.
    """

    window_days: int | None = LIVE_DAYS
    reach_days: int = LIVE_DAYS
    rows: Rows = field(default_factory=lambda: Rows(common=shipped_model().common))
    postings: Postings = field(default_factory=Postings)
    home: dict[str, int] = field(default_factory=dict)
    seeds: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    newest: int = UNDATED
    ahead: int = 0
    sweep_at: int = LEAST_SWEEP

    def to_bytes(self) -> bytes:
        """The state in MessagePack: equal states give equal bytes."""
        rows = self.rows
        arrays = {name: _raw(getattr(rows, name)[: rows.count]) for name in _DTYPES}
        buckets = np.flatnonzero(self.postings.latest).astype("<u4")
        arrays |= {"buckets": _raw(buckets), "latest": _raw(self.postings.latest[buckets])}
        arrays["before"] = _raw(self.postings.before[: rows.count])
        window = FOREVER if self.window_days is None else self.window_days
        numbers = (window, self.reach_days, self.newest, self.ahead, self.sweep_at, rows.dims)
        return to_bytes(_Saved(numbers, rows.ids, self.seeds, self.sizes, arrays))

    @classmethod
    def from_bytes(cls, data: bytes) -> "ThreadState":
        """The state that `to_bytes` gave; msgspec.ValidationError when the bytes do not fit."""
        saved = from_bytes(data, _Saved)
        window, reach, newest, ahead, sweep_at, dims = saved.numbers
        arrays = {name: np.frombuffer(saved.arrays[name], kind).copy() for name, kind in _DTYPES.items()}
        count = len(saved.ids)
        for name in ("keys", "weights", "vectors"):
            arrays[name] = arrays[name].reshape(count, dims if name == "vectors" else -1) if count else arrays[name]
        common = shipped_model().common
        rows = Rows(dims, common, count, saved.ids, **arrays) if count else Rows(dims, common)
        state = cls(None if window == FOREVER else window, reach, rows, seeds=saved.seeds, sizes=saved.sizes)
        state.newest, state.ahead, state.sweep_at = newest, ahead, sweep_at
        buckets, latest, before = (np.frombuffer(saved.arrays[name], "<u4") for name in ("buckets", "latest", "before"))
        state.postings.latest[buckets] = latest
        state.postings.before = before.reshape(count, -1).copy() if count else state.postings.before
        state.home = {name: row for row, name in enumerate(saved.ids)}
        return state


def fold(
    state: ThreadState, units: Iterable[Unit], *, model: StoryModel | None = None, seen: "list[Pairs] | None" = None
) -> tuple[Membership, ...]:
    """The places of units, one each, in their order; `state` takes them in. Pairs that were compared are added to `seen`.

    A report that the state holds already keeps its place and is not entered again.
    """
    chosen = model or shipped_model()
    stream, found = iter(units), list[Membership]()
    while lot := list(islice(stream, min(LOT, max(1, state.sweep_at - state.rows.count)))):
        new: dict[str, Unit] = {}
        for unit in lot:
            if unit.report_id not in state.home:
                new.setdefault(unit.report_id, unit)
        places = {place.report_id: place for place in _take(state, list(new.values()), chosen, seen)} if new else {}
        found += [places.get(unit.report_id) or _held(state, unit.report_id) for unit in lot]
        if state.rows.count >= state.sweep_at:
            _sweep(state)
    return tuple(found)


def _held(state: ThreadState, report_id: str) -> Membership:
    """The place of a report that came before; the score it got then is not kept."""
    story = int(state.rows.story[state.home[report_id]])
    return Membership(report_id, content_id("s", state.seeds[story]), as_share(CERTAIN))


def _take(
    state: ThreadState, lot: Sequence[Unit], model: StoryModel, seen: "list[Pairs] | None"
) -> Iterator[Membership]:
    start = state.rows.count
    state.rows.append(lot, [_arrival(state, unit) for unit in lot])
    state.postings.insert(state.rows, start)
    left, right = candidates(state, start)
    odds = model.log_odds(pair_features(state.rows, left, right))
    if seen is not None:
        seen.append((left, right, odds))
    order = np.lexsort((right, -odds, left))
    right, odds = right[order], odds[order]
    bounds = np.searchsorted(left[order], np.arange(start, state.rows.count + 1))
    for number, unit in enumerate(lot):
        part = slice(bounds[number], bounds[number + 1])
        yield _place(
            state, start + number, unit, list(zip(odds[part].tolist(), right[part].tolist(), strict=True)), model
        )


def _arrival(state: ThreadState, unit: Unit) -> int:
    """The newest day of the stream when the unit came; a date far ahead is believed when several reports bear one."""
    if unit.day is not None and unit.day > state.newest:
        leaps = state.newest != UNDATED and unit.day > state.newest + LEAP_DAYS
        state.ahead = state.ahead + 1 if leaps else 0
        if not leaps or state.ahead >= BELIEVED:
            state.newest, state.ahead = unit.day, 0
    return state.newest


def candidates(state: ThreadState, start: int) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Pairs of a row from `start` on with an earlier one: those that share most of its heaviest keys, within reach."""
    left, right, weights = state.postings.holders(state.rows, start)
    pairs, place = np.unique(left * state.rows.count + right, return_inverse=True)
    shared = np.bincount(place, weights, len(pairs))
    left, right = np.divmod(pairs, state.rows.count)
    gaps, _ = days_between(state.rows, left, right)
    near = gaps <= state.reach_days
    if state.window_days is not None:
        near &= state.rows.arrived[left] - state.rows.arrived[right] <= state.window_days
    left, right, shared = left[near], right[near], shared[near]
    order = np.lexsort((-right, -np.round(shared, 4), left))
    left, right = left[order], right[order]
    rank = np.arange(len(left)) - np.searchsorted(left, left)
    kept = rank < MOST_CANDIDATES
    return left[kept], right[kept]


def _place(state: ThreadState, row: int, unit: Unit, others: Members, model: StoryModel) -> Membership:
    """Put one row into the best story, or begin one. `others` are earlier rows, the likest first."""
    rows = state.rows
    copied = state.home.get(unit.near_copy_of or "")
    state.home[unit.report_id] = row
    if copied is not None and _is_open(state, copied, row):
        return _join(state, row, int(rows.story[copied]), CERTAIN, unit, rows.ids[copied])
    by_story: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for odds, other in others:
        if not rows.shut[other]:
            by_story[int(rows.story[other])].append((odds, other))
    ranked = ranked_stories(by_story, state.sizes, model)
    touched = touched_stories(rows, row, ranked, by_story, model)
    if ranked and ranked[0][0] >= model.threshold and not touched:
        score, story = ranked[0]
        return _join(state, row, story, score, unit, rows.ids[by_story[story][0][1]])
    rows.shut[row] = bool(touched)
    state.seeds.append(unit.report_id)
    state.sizes.append(0)
    place = _join(state, row, len(state.seeds) - 1, CERTAIN, unit, None)
    also = tuple((content_id("s", state.seeds[story]), as_share(score)) for score, story in touched)
    return replace(place, also=also)


def _is_open(state: ThreadState, earlier: int, row: int) -> bool:
    """Whether an earlier row is still inside the window, swept or not."""
    gap = int(state.rows.arrived[row]) - int(state.rows.arrived[earlier])
    return state.window_days is None or gap <= state.window_days


def _join(state: ThreadState, row: int, story: int, score: float, unit: Unit, like: str | None) -> Membership:
    state.rows.story[row] = story
    state.sizes[story] += 1
    return Membership(unit.report_id, content_id("s", state.seeds[story]), as_share(score), like)


def _sweep(state: ThreadState) -> None:
    """Forget the reports that came before the window, and the stories that have none left."""
    rows = state.rows
    arrived = rows.arrived[: rows.count]
    kept = np.arange(rows.count)
    if state.window_days is not None:
        kept = np.flatnonzero(arrived >= state.newest - state.window_days)
    if len(kept) < rows.count:
        rows.keep(kept)
        stories, numbers = np.unique(rows.story[: rows.count], return_inverse=True)
        rows.story[: rows.count] = numbers
        state.seeds = [state.seeds[story] for story in stories]
        state.sizes = [state.sizes[story] for story in stories]
        state.postings = Postings()
        state.postings.insert(rows, 0)
        state.home = {name: row for row, name in enumerate(rows.ids)}
    state.sweep_at = rows.count + max(LEAST_SWEEP, rows.count // 4)


_DTYPES = {
    "keys": "<u4",
    "weights": "u1",
    "vectors": "i1",
    "days": "<i4",
    "arrived": "<i4",
    "story": "<i4",
    "tongues": "<u2",
    "shut": "u1",
}


@dataclass(frozen=True, slots=True)
class _Saved:
    numbers: tuple[int, int, int, int, int, int]
    ids: list[str]
    seeds: list[str]
    sizes: list[int]
    arrays: dict[str, bytes]


def _raw(array: "NDArray[np.generic]") -> bytes:
    return np.ascontiguousarray(array).tobytes()
