"""Run every benchmark whose data is in WIREROOM_DATA, hold each to its bounds, and say what was skipped.

`floors.json` of a benchmark has for each path the scores that may not be fallen short of, and under `at_most` those that
may not be gone beyond (memory, times, distances).
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = Path(os.environ.get("WIREROOM_DATA", "../shared/data"))


def main() -> int:
    """0 when every bound holds; 1 when one does not, naming it."""
    broken: list[str] = []
    for floors in sorted(HERE.glob("*/floors.json")):
        for path, bounds in json.loads(floors.read_text(encoding="utf-8")).items():
            broken += _run(floors.parent.name, path, bounds)
    for line in broken:
        print(f"out of bounds: {line}", file=sys.stderr)
    return 1 if broken else 0


def _run(task: str, path: str, bounds: Mapping[str, Any]) -> list[str]:
    data = DATA / path
    if not data.exists():
        print(f"{task}: skipped, {path} is not in WIREROOM_DATA", flush=True)
        return []
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{task}", str(data)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return [f"{task} on {path} failed: {done.stderr.strip().splitlines()[-1:]}"]
    last = done.stdout.strip().splitlines()[-1]
    print(f"{task} {path}: {last}", flush=True)
    scores = json.loads(last)
    return [f"{task} {path} {line}" for line in broken_bounds(scores, bounds)]


def broken_bounds(scores: Mapping[str, float], bounds: Mapping[str, Any]) -> list[str]:
    """The scores below their floors or above their ceilings (`at_most`). A bound without its score is broken too."""
    floors = {name: bound for name, bound in bounds.items() if name != "at_most"}
    below = [f"{name}: {scores.get(name)} < {bound}" for name, bound in floors.items() if not _has(scores, name, bound)]
    ceilings: Mapping[str, float] = bounds.get("at_most", {})
    return below + [
        f"{name}: {scores.get(name)} > {bound}"
        for name, bound in ceilings.items()
        if name not in scores or scores[name] > bound
    ]


def _has(scores: Mapping[str, float], name: str, floor: float) -> bool:
    return name in scores and scores[name] >= floor


if __name__ == "__main__":
    sys.exit(main())
