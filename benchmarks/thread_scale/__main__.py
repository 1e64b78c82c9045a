"""`python -m benchmarks.thread_scale DATA [--cache FOLDER] [--sizes 10000,100000,1000000] [--peers] [--parts …]`.

Lineage and threading at the scale of a month's news. The stream (`stream`, `events`) is made once a size and kept in the
cache, so that making it is in no figure; it never lies in memory whole. Each part of each size runs in a fresh process on
one thread of arithmetic. Seconds are those of the processor, so that another's work on the machine does not count; `wall_reports_per_s`
is by the clock. Keys of the last line: `<part>_reports_per_s` at the largest size, `cost_ratio` of the largest
against the smallest size for each part, `peak_mb` of the largest process, `state_mb` of both live states together and
the seconds to save and load them, `f1` of stories and copies; everything by size stands under `sizes`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.thread_scale.measure import PARTS, PEERS
from benchmarks.thread_scale.pool import load_pool
from benchmarks.thread_scale.stream import write_stream

Figures = dict[str, float]
CACHE = Path(tempfile.gettempdir()) / "wireroom-thread-scale"
SIZES = "10000,100000,1000000"
PEER_PATIENCE_S = 1200  # a peer that takes longer on a size cannot do it


def main(arguments: Sequence[str]) -> int:
    """Measure every part on every size, then print one line of JSON."""
    given = _arguments(arguments)
    sizes = [int(size) for size in given.sizes.split(",")]
    parts = [*given.parts.split(","), *(PEERS if given.peers else ())]
    found: dict[str, dict[str, Figures]] = {}
    for size in sizes:
        stream = _stream(given.data, given.cache, size)
        found[str(size)] = {part: figures for part in parts if (figures := _measured(part, stream))}
    print(json.dumps({**_summary(found, sizes), "sizes": found}))
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with threading, timeline and reports")
    parser.add_argument("--cache", type=Path, default=CACHE, help="for the pool and the streams (5 GB a million)")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--peers", action="store_true", help="also the peers (pip install datasketch rensa)")
    return parser.parse_args(arguments)


def _stream(data: Path, cache: Path, size: int) -> Path:
    file = cache / f"stream-{size}.msgpack"
    if not file.exists():
        write_stream(load_pool(data, cache), size, file)
    return file


def _measured(part: str, stream: Path) -> Figures | None:
    """The figures of a part in a process of its own; None for a peer that cannot do the size."""
    command = [sys.executable, "-m", "benchmarks.thread_scale.measure", part, str(stream)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    patience = PEER_PATIENCE_S if part in PEERS else None
    try:
        done = subprocess.run(
            command, env={**os.environ, **threads}, stdout=subprocess.PIPE, text=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"{part} {stream.name}: not done in {patience} s", flush=True)
        return None
    if done.returncode:
        raise SystemExit(f"{part} on {stream} ended with {done.returncode}")
    line = done.stdout.strip().splitlines()[-1]
    print(f"{part} {stream.name}: {line}", flush=True)
    figures: Figures = json.loads(line)
    return figures


def _summary(found: dict[str, dict[str, Figures]], sizes: Sequence[int]) -> dict[str, object]:
    largest, smallest = found[str(max(sizes))], found[str(min(sizes))]
    summary: dict[str, object] = {
        f"{part}_reports_per_s": figures["reports_per_s"] for part, figures in largest.items()
    }
    ratios = {
        part: round(figures["us_per_report"] / smallest[part]["us_per_report"], 2)
        for part, figures in largest.items()
        if part in smallest
    }
    live = [largest[part] for part in ("lineage_live", "thread_live") if part in largest]
    kept = {key: round(sum(figures[key] for figures in live), 1) for key in ("state_mb", "save_s", "load_s")}
    scores = {key: figures[key] for figures in largest.values() for key in ("bcubed_f1", "copy_f1") if key in figures}
    peak = max((figures["peak_mb"] for part, figures in largest.items() if part not in PEERS), default=0)
    summary |= {"cost_ratio": ratios, "peak_mb": peak}
    return summary | kept | scores


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
