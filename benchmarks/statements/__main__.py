"""`python -m benchmarks.statements PATH [--errors]`: scores on a folder with stitched.jsonl and statements.jsonl.

Each text is read as one pasted report, as `wireroom brief` reads it. The last line is one JSON object. When PATH is the
folder of the dev data, the labelled lines of gold/ are placed in freshly stitched texts first (`rebuild`), and the fresh
part, which no rule was made with, is scored beside them under keys of its own (`fresh_…`). Its errors are never shown.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.statements import fresh, rebuild
from benchmarks.statements.metric import Said, misses, named_right, score, words_of
from wireroom.read import read
from wireroom.records.readings import Reading, StatementSpan
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
    errors = "--errors" in arguments
    if (folder / "statements.jsonl").exists():
        print(json.dumps(scores_of(folder, errors=errors)))
        return 0
    with tempfile.TemporaryDirectory() as place:
        rebuild.build(Path(place))
        scores = scores_of(Path(place), errors=errors)
        print(json.dumps({**scores, **fresh_scores(Path(place) / "fresh")}))
    return 0


def fresh_scores(folder: Path) -> dict[str, float | int]:
    """The scores of the fresh part under keys that begin with `fresh`; no errors are shown, so that nobody tunes on it."""
    fresh.build(folder)
    gold, found, lines = _read(folder)
    scores = {key.removeprefix("statement_"): value for key, value in score(gold, found).items()}
    return {f"fresh_{key}": value for key, value in {**scores, **named_right(gold, found), "lines": lines}.items()}


def scores_of(folder: Path, *, errors: bool) -> dict[str, float | int]:
    """Read the labelled texts of a folder and score them; print what was missed or surplus when asked."""
    gold, found, lines = _read(folder)
    if errors:
        _show(gold, found)
    return {**score(gold, found), "lines": lines}


def _read(folder: Path) -> tuple[list[Said], list[Said], int]:
    """Gold, what the reader finds in the labelled lines, and how many those are."""
    texts = {row["id"]: row for row in _rows(folder / "stitched.jsonl")}
    rows = list(_rows(folder / "statements.jsonl"))
    labelled = {(row["id"], row["line"]) for row in rows}
    ids = sorted({row["id"] for row in rows})
    found = [one for id_ in ids for one in found_in(texts[id_]) if one.line in labelled]
    return gold_of(rows, texts), found, len(labelled)


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
    (reading,) = read([Report(id=row["id"], text=text, name=row["id"], lang="en", pasted=True)])
    assert isinstance(reading, Reading), "bug: a report in English always has a reading"
    for statement in reading.statements:
        if statement.cue is None:
            continue
        index = next((place for place, line in enumerate(lines) if line.overlaps(statement.cue)), None)
        if index is None:
            continue
        words = " ".join(_within(part, lines[index]).words(text) for part in statement.content)
        speaker = None if statement.speaker is None else (statement.speaker.start, statement.speaker.end)
        said = Said((row["id"], index), words_of(words), speaker, statement.speaker_kind, statement.form)
        found.append(replace(said, name=_name_found(statement, text)))
    return found


def _name_found(statement: StatementSpan, text: str) -> tuple[str, ...]:
    """The words of the resolved name; empty when it adds nothing to the speaker's own words."""
    name = words_of(statement.speaker_name or "")
    own = words_of("" if statement.speaker is None else statement.speaker.words(text))
    return () if set(name) <= set(own) else name


def _gold(group: list[Row], text: str) -> Said:
    first = group[0]
    words = " ".join(text[row["start"] : row["end"]] for row in group)
    start = first.get("speaker_start")
    speaker = None if start is None else (start, first["speaker_end"])
    optional = any(row.get("optional") for row in group)
    line = (first["id"], first["line"])
    said = Said(line, words_of(words), speaker, first.get("speaker_kind", ""), first.get("form", ""), optional)
    return replace(said, name=_name_labelled(first, text))


def _name_labelled(row: Row, text: str) -> tuple[str, ...] | None:
    if "name_start" in row:
        return words_of(text[row["name_start"] : row["name_end"]])
    return () if row.get("open") else None


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
