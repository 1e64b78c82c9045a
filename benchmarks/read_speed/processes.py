"""A measured form in processes of its own: started once, asked for a pass at a time, watched through /proc (Linux)."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from benchmarks.memory import family, watch
from benchmarks.read_speed.figures import Pass

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
        watcher = threading.Thread(target=watch, args=(self._process.pid, peaks, done.is_set))
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


def _processor_s(pid: int) -> float:
    """Seconds that all threads of a process have computed, 0 when it is gone."""
    try:
        # The second field is the name in brackets, which may hold spaces.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    ticks = int(fields[_USER - 2]) + int(fields[_SYSTEM - 2])
    return ticks / os.sysconf("SC_CLK_TCK")
