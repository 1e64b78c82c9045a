"""What is measured, one function a part: a stream goes in batch by batch, seconds and scores come out.

Only the work of a part is timed, never reading the stream or making the records that it takes.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import numpy as np

from benchmarks.stories.metric import bcubed
from benchmarks.thread_scale.stream import Item, batches
from wireroom.dedupe import dedupe
from wireroom.dedupe.live import LiveLineage
from wireroom.records.reports import Lineage, Report
from wireroom.records.spans import Span
from wireroom.thread.facets import weighed
from wireroom.thread.live import ThreadState, fold
from wireroom.thread.stories import gather_stories
from wireroom.thread.units import Unit

Figures = dict[str, float]
TENTHS = 10


class Clock:
    """Seconds of processor and of wall, counted only inside `with`; `marks` are the processor's seconds after each lot."""

    def __init__(self) -> None:
        self.cpu_s, self.wall_s = 0.0, 0.0
        self.marks: list[tuple[int, float]] = []
        self._count = 0

    def __enter__(self) -> "Clock":
        self._began = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu_s += time.process_time() - self._began[0]
        self.wall_s += time.perf_counter() - self._began[1]

    def done(self, count: int) -> None:
        """Note that so many more reports are through."""
        self._count += count
        self.marks.append((self._count, self.cpu_s))

    def figures(self) -> Figures:
        """Reports a second by the processor's time and by the wall's, and the cost of the last tenth against the first."""
        last = next(mark for mark in self.marks if mark[0] >= self._count * (TENTHS - 1) / TENTHS)
        first = next(mark for mark in self.marks if mark[0] >= self._count / TENTHS)
        late = (self.marks[-1][1] - last[1]) / max(self._count - last[0], 1)
        return {
            "reports": self._count,
            "reports_per_s": round(self._count / self.cpu_s, 1),
            "wall_reports_per_s": round(self._count / self.wall_s, 1),
            "us_per_report": round(1e6 * self.cpu_s / self._count, 1),
            "late_over_early": round(late / (first[1] / first[0]), 2) if late else 1.0,
        }


def lineage_live(stream: Path) -> Figures:
    """Lineage of each report as it comes, against the thirty days before it."""
    live, clock, found = LiveLineage(), Clock(), CopyScore()
    for batch in batches(stream):
        reports = [report_of(item) for item in batch]
        with clock:
            lines = live.take(reports)
        clock.done(len(batch))
        found.add(batch, {line.report_id: line.of for line in lines if line.of})
    return clock.figures() | found.figures() | saved(live.to_bytes, LiveLineage.from_bytes)


def lineage_batch(stream: Path) -> Figures:
    """Lineage of all reports at once."""
    reports = [report_of(item) for batch in batches(stream) for item in batch]
    clock, found = Clock(), CopyScore()
    with clock:
        lines = dedupe(reports)
    clock.done(len(reports))
    of = {line.report_id: line.of for line in lines if line.of}
    for batch in batches(stream):
        found.add(batch, of)
    return clock.figures() | found.figures()


def thread_live(stream: Path) -> Figures:
    """Stories of each report as it comes; near copies are those that the stream made, as lineage would have said."""
    state, clock, found = ThreadState(), Clock(), dict[str, str]()
    for batch in batches(stream):
        units = [_given(item) for item in batch]
        with clock:
            places = fold(state, units)
        clock.done(len(batch))
        found |= {place.report_id: place.story_id for place in places}
    return clock.figures() | story_score(stream, found) | saved(state.to_bytes, ThreadState.from_bytes)


def thread_batch(stream: Path) -> Figures:
    """Stories of all reports at once."""
    units = [_given(item) for batch in batches(stream) for item in batch]
    clock = Clock()
    with clock:
        stars = gather_stories(units)
    clock.done(len(units))
    found = {unit.report_id: str(number) for number, star in enumerate(stars) for unit, _, _ in star.members}
    return clock.figures() | story_score(stream, found)


def saved(to_bytes: Callable[[], bytes], from_bytes: Callable[[bytes], object]) -> Figures:
    """Size of a state, seconds to save and to load it."""
    began = time.perf_counter()
    data = to_bytes()
    middle = time.perf_counter()
    from_bytes(data)
    ended = time.perf_counter()
    return {
        "state_mb": round(len(data) / 1e6, 1),
        "save_s": round(middle - began, 2),
        "load_s": round(ended - middle, 2),
    }


def report_of(item: Item) -> Report:
    """The report of an item of the stream."""
    return Report(
        item.id,
        item.text,
        item.id,
        Span(0, len(item.title)) if item.title else None,
        item.outlet,
        f"https://{item.outlet.replace(' ', '').lower()}.example/{item.id}",
        published=datetime.fromtimestamp(item.moment, UTC),
        published_grain="instant",
    )


def unit_of_item(item: Item, near_copy_of: str | None) -> Unit:
    """What threading takes of an item of the stream."""
    day = datetime.fromtimestamp(item.moment, UTC).toordinal()
    vector = np.frombuffer(item.vector, "<f2").astype(np.float32)
    return Unit(item.id, weighed(item.keys), vector, day, (0,), near_copy_of)


def _given(item: Item) -> Unit:
    """A unit that knows its original where the stream copied it whole."""
    return unit_of_item(item, item.of if item.kind == "copy" else None)


class CopyScore:
    """Which reports were found to have another's words, against those that the stream copied."""

    def __init__(self) -> None:
        self.right, self.found, self.gold = 0, 0, 0

    def add(self, batch: Sequence[Item], of: dict[str, str]) -> None:
        """Count a batch; a report is right when it is a copy and the other is of its event."""
        for item in batch:
            copied = item.kind != "original"
            self.gold += copied
            if item.id in of:
                self.found += 1
                self.right += copied and event_of(of[item.id]) == item.event

    def figures(self) -> Figures:
        """Precision, recall and F1 of copies."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return {"copy_precision": round(precision, 4), "copy_recall": round(recall, 4), "copy_f1": round(f1, 4)}


def story_score(stream: Path, found: dict[str, str]) -> Figures:
    """B-cubed scores of found stories against the events of the stream."""
    gold = [(item.id, item.event) for item in chain.from_iterable(batches(stream))]
    score = bcubed([str(event) for _, event in gold], [found[name] for name, _ in gold])
    return {
        "bcubed_p": round(score.precision, 4),
        "bcubed_r": round(score.recall, 4),
        "bcubed_f1": round(score.f1, 4),
        "stories": len(set(found.values())),
        "events": len({event for _, event in gold}),
    }


def event_of(report_id: str) -> int:
    """The event in a report id of the stream."""
    return int(report_id.split("-")[1])


def lines_of(lines: Iterable[Lineage]) -> Iterator[tuple[str, str | None]]:
    """For each report what threading needs of its lineage: the report that it has the words of."""
    for line in lines:
        yield line.report_id, line.of if line.kind in ("copy", "edit") else None
