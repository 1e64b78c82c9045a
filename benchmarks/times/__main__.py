"""`python -m benchmarks.times PATH [--errors | --peers | --folds 5]`: TempEval-3 scores on a TimeBank/AQUAINT or MEANTIME file.

`--errors` prints every disagreement, `--peers` runs the libraries that are installed beside the reader on the same
texts, `--folds N` scores each fold with only what other folds support (see `folds`).
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.times import folds, peers
from benchmarks.times.metric import Timex, matched, same_value, score
from wireroom.read.sentences import sentence_bounds
from wireroom.read.timerules import RuleTable
from wireroom.read.times import find_times
from wireroom.records.readings import Sentence

# MEANTIME annotates the first sentences of each article only (its guidelines: headline, date line and the first five).
MEANTIME_SENTENCES = 6

Document = tuple[str, datetime | None, list[Timex]]


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.times")
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every disagreement")
    parser.add_argument("--peers", action="store_true", help="run the libraries that are installed beside the reader")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="score N folds with what the others support")
    chosen = parser.parse_args(arguments)
    rows = list(documents(chosen.path))
    if chosen.peers:
        return _print(peers.compared(rows, found_in))
    if chosen.folds:
        return _print(folds.folds(rows, chosen.folds, found_in) | {"folds": chosen.folds, "documents": len(rows)})
    pairs = []
    for text, published, gold in rows:
        found = found_in(text, published)
        pairs.append((gold, found))
        if chosen.errors:
            show(text, published, gold, found)
    return _print(score(pairs) | {"documents": len(pairs)})


def _print(result: Mapping[str, float]) -> int:
    print(json.dumps({name: round(value, 4) for name, value in result.items()}))
    return 0


def documents(path: Path) -> Iterator[Document]:
    """Text, publication time and gold of every document of a file in either format."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield _meantime(row) if "sentences" in row else _timebank(row)


def _timebank(row: dict[str, object]) -> Document:
    timex = row["timex"]
    assert isinstance(timex, list)
    return str(row["text"]), instant(str(row["dct"])), [(t[0], t[1], t[3]) for t in timex]


def _meantime(row: dict[str, object]) -> Document:
    """Tokens joined by spaces, a line a sentence, as far as annotated; MEANTIME's empty tags are left out."""
    sentences, markables, dct = row["sentences"], row["markables"], row["dct"]
    assert isinstance(sentences, list)
    assert isinstance(markables, dict)
    assert isinstance(dct, list)
    pieces: list[str] = []
    place: dict[int, tuple[int, int]] = {}
    position = 0
    for sentence in sentences[:MEANTIME_SENTENCES]:
        for token in (token for part in sentence for token in _tokens(part)):
            place[int(token[0])] = (position, position + len(token[1]))
            pieces.append(token[1] + " ")
            position += len(token[1]) + 1
        pieces.append("\n")
        position += 1
    gold = [
        (place[mark["tokens"][0]][0], place[mark["tokens"][-1]][1], mark["value"])
        for mark in markables.values()
        if mark.get("kind") == "TIMEX3" and mark.get("tokens") and all(token in place for token in mark["tokens"])
    ]
    return "".join(pieces), instant(dct[0]) if dct else None, sorted(set(gold))


def _tokens(part: list[object]) -> Iterator[tuple[int, str]]:
    if part and isinstance(part[0], int):
        yield (int(part[0]), str(part[1]))
        return
    for token in part:
        assert isinstance(token, list)
        yield from _tokens(token)


def instant(words: str) -> datetime | None:
    """The document's creation time; None when it has none."""
    return datetime.fromisoformat(words).replace(tzinfo=UTC) if words else None


def found_in(text: str, published: datetime | None, table: RuleTable | None = None) -> list[Timex]:
    """What the reader finds: (start, end, value)."""
    bounds = [
        (start, end)
        for line_start, line in _lines(text)
        for start, end in sentence_bounds(text, line_start, line_start + len(line))
    ]
    sentences = tuple(Sentence(start, end) for start, end in bounds)
    return [(time.start, time.end, time.value) for time in find_times(text, sentences, published, table=table)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs: the corpora break lines inside sentences, so only an empty line ends one."""
    position = 0
    for block in text.split("\n\n"):
        if block.strip():
            yield position, block
        position += len(block) + 2


def show(text: str, published: datetime | None, gold: list[Timex], found: list[Timex]) -> None:
    """Print every disagreement of a document with its neighbourhood."""
    pairs = matched(gold, found)
    wrong = [(g, f) for g, f in pairs if not same_value(g[2], f[2])]
    missed = [(g, None) for g in gold if g not in [pair[0] for pair in pairs]]
    surplus = [(None, f) for f in found if f not in [pair[1] for pair in pairs]]
    spans = [(g, f) for g, f in pairs if g[:2] != f[:2] and same_value(g[2], f[2])]
    for kind, rows in (("value", wrong), ("missed", missed), ("surplus", surplus), ("span", spans)):
        for gold_one, found_one in rows:
            start, end, value = gold_one or found_one or (0, 0, "")
            around = text[max(0, start - 45) : start] + "[" + text[start:end] + "]" + text[end : end + 25]
            found_words = f"{text[found_one[0] : found_one[1]]} = {found_one[2]}" if found_one else "-"
            day = published.date().isoformat() if published else "-"
            print(
                f"{kind} | {day} | {around!r} | gold {value if gold_one else '-'} | found {found_words}".replace(
                    "\\n", " "
                )
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
