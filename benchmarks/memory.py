"""What processes of a benchmark take of the machine's memory, by Linux's own accounts (/proc)."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

KB_A_MB = 1024


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        threads = os.listdir(f"/proc/{pid}/task")
        children = [Path(f"/proc/{pid}/task/{thread}/children").read_text().split() for thread in threads]
    except OSError:
        return
    for child in (child for own in children for child in own):
        yield from family(int(child))


def proportional_mb(pid: int) -> float:
    """Megabytes of a process, shared pages split between those who share them (Pss); 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KB_A_MB


def watch(pid: int, peaks: list[float], ended: Callable[[], object], *, every_s: float = 0.05) -> None:
    """Raise `peaks[0]` to the most megabytes of a process and all that it started, until `ended()`."""
    while not ended():
        peaks[0] = max(peaks[0], sum(proportional_mb(one) for one in family(pid)))
        time.sleep(every_s)
