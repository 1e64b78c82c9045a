"""`python -m benchmarks.statements PATH [--errors]`: scores on a folder with stitched.jsonl and statements.jsonl.

Each text is read as one pasted report, as `wireroom brief` reads it. The last line is one JSON object. When PATH is the
folder of the dev data, the labelled lines of gold/ are placed in freshly stitched texts first (`rebuild`).
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.statements import rebuild
from benchmarks.statements.metric import Said, misses, score, words_of
from wireroom.read import read_words
from wireroom.records.reports import Report
from wireroom.records.spans import Span

Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Score the folder named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print("usage: python -m benchmarks.statements FOLDER [--errors]", file=sys.stderr)
        return 2
    folder = Path(paths[0])
    if not (folder / "statements.jsonl").exists():
        with tempfile.TemporaryDirectory() as place:
            rebuild.build(Path(place))
            return run(Path(place), errors="--errors" in arguments)
    return run(folder, errors="--errors" in arguments)


def run(folder: Path, *, errors: bool) -> int:
    """Read the labelled texts of a folder, and print the scores."""
    texts = {row["id"]: row for row in _rows(folder / "stitched.jsonl")}
    rows = list(_rows(folder / "statements.jsonl"))
    labelled = {(row["id"], row["line"]) for row in rows}
    gold = gold_of(rows, texts)
    ids = sorted({row["id"] for row in rows})
    found = [one for id_ in ids for one in found_in(texts[id_]) if one.line in labelled]
    if errors:
        _show(gold, found)
    print(json.dumps({**score(gold, found), "lines": len(labelled)}))
    return 0


def gold_of(rows: list[Row], texts: dict[str, Row]) -> list[Said]:
    """The gold statements: rows of one line with the same speaker and cue are one."""
    parts: dict[tuple[object, ...], list[Row]] = {}
    for index, row in enumerate(rows):
        if row.get("none"):
            continue
        _check(row, texts)
        cue = row.get("cue_start")
        key = (row["id"], row["line"], row.get("speaker_start"), cue if cue is not None else index)
        parts.setdefault(key, []).append(row)
    return [_gold(group, texts[group[0]["id"]]["text"]) for group in parts.values()]


def found_in(row: Row) -> list[Said]:
    """The statements the reader finds in a stitched text, by the line their cue stands in; content of that line only."""
    text = row["text"]
    lines = [Span(line["start"], line["end"]) for line in row["lines"]]
    found = []
    for statement in read_words(Report(id=row["id"], text=text, name=row["id"], lang="en", pasted=True)).statements:
        if statement.cue is None:
            continue
        index = next((place for place, line in enumerate(lines) if line.overlaps(statement.cue)), None)
        if index is None:
            continue
        words = " ".join(_within(part, lines[index]).words(text) for part in statement.content)
        speaker = None if statement.speaker is None else (statement.speaker.start, statement.speaker.end)
        found.append(Said((row["id"], index), words_of(words), speaker, statement.speaker_kind, statement.form))
    return found


def _gold(group: list[Row], text: str) -> Said:
    first = group[0]
    words = " ".join(text[row["start"] : row["end"]] for row in group)
    start = first.get("speaker_start")
    speaker = None if start is None else (start, first["speaker_end"])
    optional = any(row.get("optional") for row in group)
    line = (first["id"], first["line"])
    return Said(line, words_of(words), speaker, first.get("speaker_kind", ""), first.get("form", ""), optional)


def _check(row: Row, texts: dict[str, Row]) -> None:
    if row["id"] not in texts or not 0 <= row["line"] < len(texts[row["id"]]["lines"]):
        raise SystemExit(f"statements.jsonl names {row['id']} line {row['line']}, which stitched.jsonl does not have")
    line = texts[row["id"]]["lines"][row["line"]]
    if not line["start"] <= row["start"] <= row["end"] <= line["end"]:
        raise SystemExit(f"{row['id']} line {row['line']}: offsets {row['start']}, {row['end']} lie outside the line")


def _within(part: Span, line: Span) -> Span:
    start = min(max(part.start, line.start), line.end)
    return Span(start, max(start, min(part.end, line.end)))


def _show(gold: list[Said], found: list[Said]) -> None:
    missed, surplus = misses(gold, found)
    for mark, ones in (("missed ", missed), ("surplus", surplus)):
        for one in ones:
            print(mark, one.line, one.kind, " ".join(one.words)[:120])


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
