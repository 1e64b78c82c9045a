"""Batches spread over processes, in order, with a bounded number under way.

`multiprocessing.Pool` hangs when a worker is killed; `concurrent.futures` says so, and that is what this builds on. What
was under way when a worker died may be innocent: each of those batches is tried once more, alone in a fresh process.
"""

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from types import ModuleType

from wireroom.run.stages import run_stage

Job = tuple[str, bytes, bytes]
AHEAD = 4  # batches under way for each worker: enough to keep it busy, few enough to bound memory


def core_count() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Runs stage jobs in this process (`count` 1) or in `count` others, started when first needed."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._close(at_once=kind is not None)

    def map(self, jobs: Iterable[Job]) -> Iterator[bytes | None]:
        """One outcome a job, in order; None for a job that killed its worker twice. A single job runs right here."""
        stream = iter(jobs)
        first = list(islice(stream, 2))
        if self.count == 1 or len(first) < 2:
            yield from (run_stage(*job) for job in first)
            yield from (run_stage(*job) for job in stream)
            return
        yield from self._spread(first, stream)

    def _spread(self, first: list[Job], stream: Iterator[Job]) -> Iterator[bytes | None]:
        under_way: deque[tuple[Job, Future[bytes]]] = deque()
        for job in first:
            under_way.append((job, self._submit(job)))
        while under_way:
            for job in islice(stream, self.count * AHEAD - len(under_way)):
                under_way.append((job, self._submit(job)))
            job, future = under_way.popleft()
            try:
                outcome: bytes | None = future.result()
            except BrokenProcessPool:
                outcome = self._once_more(job)
                under_way = deque((other, self._submit_if_lost(other, lost)) for other, lost in under_way)
            yield outcome

    def _once_more(self, job: Job) -> bytes | None:
        self._close()
        try:
            return self._submit(job).result()
        except BrokenProcessPool:
            self._close()
            return None

    def _submit_if_lost(self, job: Job, future: Future[bytes]) -> Future[bytes]:
        safe = future.done() and not future.cancelled() and future.exception() is None
        return future if safe else self._submit(job)

    def _submit(self, job: Job) -> Future[bytes]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
        try:
            with _script_hidden():
                return self._pool.submit(run_stage, *job)
        except BrokenProcessPool as error:
            lost: Future[bytes] = Future()
            lost.set_exception(error)
            return lost

    def _close(self, *, at_once: bool = False) -> None:
        """End the processes; `at_once` (after Ctrl-C, say) does not wait for what they are doing."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values()) if at_once else []
        pool.shutdown(wait=not at_once, cancel_futures=True)
        for process in processes:
            process.terminate()


@contextmanager
def _script_hidden() -> Iterator[None]:
    """A process started now does not run the caller's script again, as `spawn` otherwise does to find what it pickled.

    Stages are found by their own names, so a script or notebook needs no `if __name__ == "__main__"` around `brief`.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
