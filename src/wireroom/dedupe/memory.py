"""What a stream of reports leaves behind: rows, indexes of sampled runs, of whole texts and of addresses, and the latest in full.

Reports have numbers in the order in which they came. About 500 bytes a report stay (of 450 words), and four bytes a word
more for the latest ones. Reports older than the window are invisible at once and dropped in lots.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wireroom.dedupe.index import Index, Numbers
from wireroom.dedupe.kept import NO_TIME, ROW, Facts, facts_at, row_of
from wireroom.dedupe.near import Keys, Print, asked, sampled
from wireroom.records.codec import from_bytes, to_bytes

# A run is compared with the first reports that have it only: five thousand near-equal reports stay linear.
FIRST_HOLDERS = 8
# Equal 32-bit keys of different texts or addresses are one in thousands of millions: some further holders are asked.
FURTHER_KEYS = 4
# Shared sampled runs before two reports are compared in full; one alone is chance or a stock phrase.
LEAST_SHARED_RUNS = 2
CANDIDATES_A_REPORT = 6
# Prints at hand, with their runs worked out: most copies come within the hour.
PRINTS_AT_HAND = 1024
# Rows dropped in one go.
LOT = 4096


@dataclass(frozen=True, slots=True)
class Saved:
    """A memory as bytes and plain values (arrays little-endian), as it rests on disk."""

    format: str
    window: int | None
    whole_reports: int | None
    first: int
    low: int
    times: tuple[int, int]
    ids: tuple[str, ...]
    agencies: tuple[str, ...]
    outlets: tuple[tuple[str, str], ...]
    rows: bytes
    indexes: tuple[tuple[bytes, ...], ...]
    whole_from: int
    whole: tuple[bytes, ...]


FORMAT = "wireroom.live-lineage/1"


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An earlier report that shares runs with one at hand: its number and the sampled runs shared."""

    number: int
    shared: Keys


class Memory:
    """The state of the stream. `window` is in microseconds, None for ever; `whole_reports` None keeps the words of all."""

    def __init__(self, window: int | None, whole_reports: int | None) -> None:
        self.window, self.whole_reports = window, whole_reports
        self.first = self.low = 0
        self.ids: list[str] = []
        self.agencies: list[str] = []
        self.outlets: dict[str, str] = {}
        self._rows = np.zeros(LOT, ROW)
        # The latest time seen and the one before it: the clock goes by the second, so that one bad date moves nothing.
        self._times = (NO_TIME, NO_TIME)
        self._runs, self._texts, self._addresses = Index(), Index(), Index()
        # Of each of the latest reports, from the number `_whole_from` on, its words' hashes and then its bits of marks.
        self._whole: deque[bytes] = deque()
        self._whole_from = 0
        self._at_hand: OrderedDict[int, Print] = OrderedDict()

    @property
    def end(self) -> int:
        """The number that the next report gets."""
        return self.first + len(self.ids)

    def enter(self, report_id: str, facts: Facts, item: Print, moment: int | None) -> int:
        """Take up a report that came in at `moment` (None: nobody says when); the first number that it still sees."""
        started, clock = self._times[1] != NO_TIME, self._tick(moment)
        if clock != NO_TIME and not started:
            # What came in before any time was known came in just now, for all that we know.
            self._rows["stamp"][: len(self.ids)] = clock
        if len(self.ids) == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros(max(LOT, len(self._rows) // 2), ROW)])
        number = self.end
        self._rows[len(self.ids)] = row_of(facts, clock)
        self.ids.append(report_id)
        self._whole.append(item.words.astype("<u4", copy=False).tobytes() + item.mark_bits)
        self._put_at_hand(number, item)
        if self.window is not None:
            while self.low < number and int(self._rows["stamp"][self.low - self.first]) < clock - self.window:
                self.low += 1
        return self.low

    def settle(self, number: int, root: int, agency: str | None) -> None:
        """Write down the first report of a report's copy group, and its agency."""
        row = self._rows[number - self.first]
        row["root"] = root
        if agency is not None:
            if agency not in self.agencies:
                self.agencies.append(agency)
            row["agency"] = self.agencies.index(agency)

    def id_of(self, number: int) -> str:
        """The id of a report that is still kept."""
        return self.ids[number - self.first]

    def facts_of(self, number: int) -> Facts:
        """The facts of a report that is still kept."""
        return facts_at(self._rows[number - self.first])

    def agency_of(self, number: int) -> str | None:
        """The agency behind a report that is still kept."""
        at = int(self._rows["agency"][number - self.first])
        return None if at < 0 else self.agencies[at]

    def print_of(self, number: int, by: int) -> Print | None:
        """The print of an earlier report as report `by` sees it; None when its words are no longer kept for that one."""
        if self.whole_reports is not None and number < by - self.whole_reports:
            return None
        if number in self._at_hand:
            self._at_hand.move_to_end(number)
            return self._at_hand[number]
        data = self._whole[number - self._whole_from]
        count = int(self._rows["words"][number - self.first])
        item = Print(np.frombuffer(data, "<u4", count), data[4 * count :])
        self._put_at_hand(number, item)
        return item

    def equals(self, lows: Sequence[int], facts: Sequence[Facts], start: int) -> list[int | None]:
        """For each report from `start` on the first visible one with the same words; they become findable by later ones."""
        wanted = [bool(one.words) for one in facts]
        return self._same(self._texts, "key", lows, [one.key for one in facts], wanted, start)

    def same_address(self, lows: Sequence[int], facts: Sequence[Facts], start: int) -> list[int | None]:
        """For each report from `start` on the first visible one at its address; they become findable by later ones."""
        wanted = [bool(one.address) for one in facts]
        return self._same(self._addresses, "address", lows, [one.address for one in facts], wanted, start)

    def candidates(
        self, lows: Sequence[int], prints: Sequence[Print], new: Sequence[bool], start: int
    ) -> list[list[Candidate]]:
        """For each report from `start` on the earlier ones with the most shared runs; the `new` become findable by later ones."""
        numbers = np.arange(start, start + len(prints))
        held = [sampled(item) if fresh else item.runs[:0] for item, fresh in zip(prints, new, strict=True)]
        self._runs.add(np.concatenate(held), np.repeat(numbers, [len(runs) for runs in held]))
        wanted = [asked(item) for item in prints]
        counts = [len(runs) for runs in wanted]
        keys, askers = np.concatenate(wanted), np.repeat(np.arange(len(prints)), counts)
        at, owners = self._runs.find(keys, np.repeat(np.array(lows, np.int64), counts), FIRST_HOLDERS)
        earlier = owners < numbers[askers[at]]
        return _ranked(len(prints), askers[at][earlier], owners[earlier], keys[at][earlier])

    def forget(self) -> None:
        """Drop what no later report can see."""
        gone = self.low - self.first
        if gone >= LOT:
            kept = len(self.ids) - gone
            rows = np.zeros(max(LOT, kept + kept // 8), ROW)
            rows[:kept] = self._rows[gone : gone + kept]
            self._rows, self.ids, self.first = rows, self.ids[gone:], self.low
            for index in (self._runs, self._texts, self._addresses):
                index.forget(self.low)
        least = self.low if self.whole_reports is None else max(self.low, self.end - self.whole_reports)
        while self._whole_from < least:
            self._whole.popleft()
            self._at_hand.pop(self._whole_from, None)
            self._whole_from += 1

    def to_bytes(self) -> bytes:
        """All of it; equal memories give equal bytes."""
        return to_bytes(
            Saved(
                FORMAT,
                self.window,
                self.whole_reports,
                self.first,
                self.low,
                self._times,
                tuple(self.ids),
                tuple(self.agencies),
                tuple(self.outlets.items()),
                self._rows[: len(self.ids)].tobytes(),
                tuple(tuple(part.astype("<u8").tobytes() for part in index.parts) for index in self._indexes()),
                self._whole_from,
                tuple(self._whole),
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Memory":
        """The memory that gave these bytes; msgspec.ValidationError when they are of something else."""
        saved = from_bytes(data, Saved)
        memory = cls(saved.window, saved.whole_reports)
        memory.first, memory.low, memory._times = saved.first, saved.low, saved.times
        memory.ids, memory.agencies, memory.outlets = list(saved.ids), list(saved.agencies), dict(saved.outlets)
        memory._rows = np.frombuffer(saved.rows, ROW).copy()
        parts = [[np.frombuffer(part, "<u8") for part in index] for index in saved.indexes]
        memory._runs, memory._texts, memory._addresses = (Index(each) for each in parts)
        memory._whole_from, memory._whole = saved.whole_from, deque(saved.whole)
        return memory

    def _indexes(self) -> tuple[Index, Index, Index]:
        return self._runs, self._texts, self._addresses

    def _tick(self, moment: int | None) -> int:
        if moment is not None:
            latest, second = self._times
            self._times = (max(latest, moment), max(second, min(latest, moment)))
        return self._times[1]

    def _put_at_hand(self, number: int, item: Print) -> None:
        self._at_hand[number] = item
        if len(self._at_hand) > PRINTS_AT_HAND:
            self._at_hand.popitem(last=False)

    def _same(
        self, index: Index, field: str, lows: Sequence[int], keys: Sequence[int], wanted: Sequence[bool], start: int
    ) -> list[int | None]:
        """For each report the first visible one whose whole key is equal; all that are `wanted` are added first."""
        asking = np.flatnonzero(wanted)
        low_bits = (np.array(keys, np.uint64)[asking] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        index.add(low_bits, start + asking)
        at, owners = index.find(low_bits, np.array(lows, np.int64)[asking], FURTHER_KEYS)
        found: list[int | None] = [None] * len(keys)
        for place, owner in zip(asking[at].tolist(), owners.tolist(), strict=True):
            same = owner < start + place and int(self._rows[field][owner - self.first]) == keys[place]
            if same and found[place] is None:
                found[place] = owner
        return found


def _ranked(count: int, askers: Numbers, owners: Numbers, keys: Keys) -> list[list[Candidate]]:
    """For each asker its candidates, most shared runs first, then the earliest."""
    found: list[list[Candidate]] = [[] for _ in range(count)]
    order = np.lexsort((owners, askers))
    askers, owners, keys = askers[order], owners[order], keys[order]
    turns = np.flatnonzero((np.diff(askers) != 0) | (np.diff(owners) != 0)) + 1
    edges = np.concatenate([[0], turns, [len(askers)]])
    sizes = np.diff(edges)
    for at in np.argsort(-sizes, kind="stable"):
        if sizes[at] < LEAST_SHARED_RUNS:
            break
        asker = int(askers[edges[at]])
        if len(found[asker]) < CANDIDATES_A_REPORT:
            found[asker].append(Candidate(int(owners[edges[at]]), keys[edges[at] : edges[at + 1]]))
    return found
