"""The speed and memory of the main job, each run in fresh processes.

`python -m benchmarks.path_speed DATA` times `wireroom brief` on DATA/seed/mixed_report.txt (the median of five), on the
first 1,000 reports of DATA/timeline/t17/bpoil, and on 1,000 and 2,000 reports drawn from all of t17, side by side. Keys:
`seed_s`, `seed_mb`, `reports_per_s`, `peak_mb` (all processes together), `doubling` (seconds for 2,000 over seconds for
1,000), `encoder_reports_per_s` (the same sentences through the encoder alone on the same cores: the floor) and
`encoder_share` (its part of the whole).
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.memory import watch


def main() -> None:
    """Print progress, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", type=int, default=1000, help="reports in the smaller run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(arguments.data, Path(folder), arguments.size)))


def measure(data: Path, folder: Path, size: int) -> dict[str, float]:
    """All figures of the benchmark, rounded."""
    seeds = [timed([str(data / "seed/mixed_report.txt")]) for _ in range(5)]
    oil = _written(folder / "oil.jsonl", _articles(data, ["bpoil"])[:size])
    drawn = _articles(data, ["bpoil", "egypt", "h1n1", "mj"])
    random.Random(11).shuffle(drawn)
    single, double = (_written(folder / f"{count}.jsonl", drawn[:count]) for count in (size, 2 * size))
    oil_s, oil_mb = timed([str(oil)])
    encoder_s = encoder_seconds(oil)
    single_s, double_s = timed([str(single)])[0], timed([str(double)])[0]
    return {
        "seed_s": round(statistics.median(seconds for seconds, _ in seeds), 2),
        "seed_mb": round(max(peak for _, peak in seeds)),
        "reports_per_s": round(size / oil_s, 1),
        "peak_mb": round(oil_mb),
        "doubling": round(double_s / single_s, 2),
        "encoder_reports_per_s": round(size / encoder_s, 1),
        "encoder_share": round(encoder_s / oil_s, 2),
    }


def timed(inputs: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes (summed over processes, shared pages counted once) of one `wireroom brief`."""
    command = [sys.executable, "-m", "wireroom.cli", "brief", "--format", "json", *inputs]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks = [0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, peaks, lambda: process.poll() is not None), daemon=True)
    watcher.start()
    code = process.wait()
    watcher.join()
    seconds = time.monotonic() - began
    if code not in (0, 1):
        raise SystemExit(f"wireroom brief {inputs} ended with {code}")
    print(f"{Path(inputs[0]).name}: {seconds:.2f} s, {peaks[0]:.0f} MB", flush=True)
    return seconds, peaks[0]


def encoder_seconds(reports: Path) -> float:
    """Seconds the encoder alone needs for the sentences of the reports, on the same number of processes."""
    from wireroom.run.workers import core_count

    began = time.monotonic()
    code = "import sys; from benchmarks.path_speed.encoding import encode; encode(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"
    cores = core_count()
    team = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(reports), str(part), str(cores)], stdout=subprocess.PIPE, text=True
        )
        for part in range(cores)
    ]
    spent = [float(process.communicate()[0].split()[-1]) for process in team]
    print(f"encoder alone: {max(spent):.2f} s in {time.monotonic() - began:.2f} s", flush=True)
    return max(spent)


def _articles(data: Path, topics: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for topic in topics:
        lines += (data / "timeline/t17" / topic / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [_as_report(line) for line in lines]


def _as_report(line: str) -> str:
    article = json.loads(line)
    report = {"id": article["id"], "outlet": article["outlet"], "published": article["time"], "text": article["text"]}
    return json.dumps(report, ensure_ascii=False)


def _written(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
