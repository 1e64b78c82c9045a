"""Run every benchmark whose data is in WIREROOM_DATA, hold each to its floors, and say what was skipped."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATA = Path(os.environ.get("WIREROOM_DATA", "../shared/data"))


def main() -> int:
    """0 when every floor holds; 1 when one does not, naming it."""
    broken: list[str] = []
    for floors in sorted(HERE.glob("*/floors.json")):
        for path, scores in json.loads(floors.read_text(encoding="utf-8")).items():
            broken += _run(floors.parent.name, path, scores)
    for line in broken:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if broken else 0


def _run(task: str, path: str, floors: dict[str, float]) -> list[str]:
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
    return [f"{task} {path} {key}: {scores[key]} < {floor}" for key, floor in floors.items() if scores[key] < floor]


if __name__ == "__main__":
    sys.exit(main())
