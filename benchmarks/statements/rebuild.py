"""`python -m benchmarks.statements.rebuild OUT`: the labelled folder, from the checksums in gold/ and the dev data."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold" / "lines.jsonl"
COUNT, SEED = 120, 7
_OFFSETS = ("start", "end", "speaker_start", "speaker_end", "cue_start", "cue_end")
Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Write stitched.jsonl and statements.jsonl into the folder named in the arguments."""
    if len(arguments) != 1:
        print("usage: python -m benchmarks.statements.rebuild OUT", file=sys.stderr)
        return 2
    return build(Path(arguments[0]))


def build(out: Path) -> int:
    """Stitch the texts, place the labelled lines, and say on standard error how many were found."""
    out.mkdir(parents=True, exist_ok=True)
    make = [sys.executable, "-m", "benchmarks.stitched.make", str(out / "stitched.jsonl")]
    subprocess.run([*make, "--count", str(COUNT), "--seed", str(SEED), "--part", "test"], check=True, stdout=sys.stderr)
    texts = [json.loads(line) for line in (out / "stitched.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {row["check"]: row["statements"] for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    rows, placed = rows_of(texts, gold)
    (out / "statements.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{placed} of {len(gold)} labelled lines found", file=sys.stderr)
    return 0


def rows_of(texts: list[Row], gold: dict[str, list[Row]]) -> tuple[list[Row], int]:
    """The rows of statements.jsonl with offsets into the texts, and how many labelled lines were found."""
    rows: list[Row] = []
    seen: set[str] = set()
    for text in texts:
        for index, line in enumerate(text["lines"]):
            check = sha256(text["text"][line["start"] : line["end"]].encode()).hexdigest()[:16]
            if check in gold and check not in seen:
                seen.add(check)
                rows += _placed(text["id"], index, line["start"], gold[check])
    return rows, len(seen)


def _placed(id_: str, index: int, start: int, statements: list[Row]) -> list[Row]:
    if not statements:
        return [{"id": id_, "line": index, "none": True}]
    return [
        {"id": id_, "line": index} | {key: value + start if key in _OFFSETS else value for key, value in one.items()}
        for one in statements
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
