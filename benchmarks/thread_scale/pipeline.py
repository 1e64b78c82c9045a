"""Dedupe and live threading together, as a service runs them: two processes, lineage in one, stories in the other.

Everything after the stream is counted here: decoding it, making the records, telling one process what the other
found. The slower of the two sets the pace.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.thread_scale.parts import CopyScore, Figures, lines_of, report_of, story_score, unit_of_item
from benchmarks.thread_scale.stream import batches
from wireroom.dedupe.live import LiveLineage
from wireroom.thread.live import ThreadState, fold
from wireroom.thread.units import Unit

Copied = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What the threading process says at its end."""

    found: dict[str, str]
    cpu_s: float


def together(stream: Path) -> Figures:
    """Reports a second through both, by the wall and by the processor time of the slower process."""
    ours, theirs = get_context("spawn").Pipe()
    child = get_context("spawn").Process(target=_thread, args=(stream, theirs))
    child.start()
    ours.recv()
    live, found, count = LiveLineage(), CopyScore(), 0
    began, cpu_began = time.perf_counter(), time.process_time()
    for batch in batches(stream):
        lines = live.take([report_of(item) for item in batch])
        found.add(batch, {line.report_id: line.of for line in lines if line.of})
        ours.send(dict(lines_of(lines)))
        count += len(batch)
    ours.send(None)
    cpu_s = time.process_time() - cpu_began
    told: Told = ours.recv()
    wall_s = time.perf_counter() - began
    child.join()
    slower = max(cpu_s, told.cpu_s)
    return (
        {
            "reports": count,
            "reports_per_s": round(count / slower, 1),
            "wall_reports_per_s": round(count / wall_s, 1),
            "us_per_report": round(1e6 * slower / count, 1),
            "dedupe_us": round(1e6 * cpu_s / count, 1),
            "thread_us": round(1e6 * told.cpu_s / count, 1),
        }
        | found.figures()
        | story_score(stream, told.found)
    )


def _thread(stream: Path, pipe: Connection) -> None:
    """The threading process: stories of each batch as soon as its lineage is known."""
    state, found = ThreadState(), dict[str, str]()
    pipe.send("ready")
    began = time.process_time()
    for batch in batches(stream):
        copied: Copied = pipe.recv()
        found |= _placed(state, [unit_of_item(item, copied[item.id]) for item in batch])
    pipe.recv()
    pipe.send(Told(found, time.process_time() - began))


def _placed(state: ThreadState, units: Sequence[Unit]) -> dict[str, str]:
    return {place.report_id: place.story_id for place in fold(state, units)}
