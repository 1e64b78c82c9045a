"""A measured form in processes of its own: started once, asked for a pass at a time, watched through /proc (Linux)."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.read_speed.figures import Pass

KB_A_MB = 1024
WATCH_EVERY_S = 0.1
_USER, _SYSTEM = 13, 14  # fields of /proc/PID/stat, counted from 0 (proc_pid_stat(5))


class Child:
    """A form of `benchmarks.read_speed.forms`, ready to run when the constructor returns."""

    def __init__(self, arguments: Sequence[str]) -> None:
        command = [sys.executable, "-m", "benchmarks.read_speed.forms", *arguments]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._name = " ".join(arguments[:2])
        self._answer()

    def run(self) -> Pass:
        """One pass over all reports."""
        before = sum(_processor_s(pid) for pid in family(self._process.pid))
        seconds = self._ask()
        return Pass(seconds, sum(_processor_s(pid) for pid in family(self._process.pid)) - before)

    def peak_mb(self) -> float:
        """The most memory during one pass, summed over its processes, pages that they share counted once."""
        peaks = [0.0]
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(self._process.pid, peaks, done))
        watcher.start()
        self._ask()
        done.set()
        watcher.join()
        return peaks[0]

    def close(self) -> None:
        """End the form and its processes."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()

    def _ask(self) -> float:
        if self._process.stdin is None:
            raise AssertionError("bug: a form without a pipe")
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> float:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"the form {self._name} ended with {self._process.wait()}")
        return float(line)


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


def _processor_s(pid: int) -> float:
    """Seconds that all threads of a process have computed, 0 when it is gone."""
    try:
        # The second field is the name in brackets, which may hold spaces.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    ticks = int(fields[_USER - 2]) + int(fields[_SYSTEM - 2])
    return ticks / os.sysconf("SC_CLK_TCK")


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KB_A_MB


def _watch(pid: int, peaks: list[float], done: threading.Event) -> None:
    while not done.is_set():
        peaks[0] = max(peaks[0], sum(_proportional_mb(one) for one in family(pid)))
        time.sleep(WATCH_EVERY_S)
