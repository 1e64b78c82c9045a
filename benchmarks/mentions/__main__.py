"""`python -m benchmarks.mentions PATH [--errors]`: names on a CoNLL file (columns) or a re3d file (JSON lines)."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mentions.metric import Named, loose, strict
from wireroom.read import read
from wireroom.records.readings import Reading
from wireroom.records.reports import Report

# Our kinds in CoNLL's: groups are organisations there. MISC (nationalities, events, titles) is no actor and left out.
KINDS = {"person": "PER", "organisation": "ORG", "group": "ORG", "place": "LOC"}
RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print("usage: python -m benchmarks.mentions PATH [--errors]", file=sys.stderr)
        return 2
    path = Path(paths[0])
    is_re3d = path.suffix == ".jsonl"
    documents = list(re3d(path) if is_re3d else conll(path))
    pairs = list(zip([gold for _, gold in documents], found_in([text for text, _ in documents]), strict=True))
    if "--errors" in arguments:
        show([text for text, _ in documents], pairs)
    scores = (loose if is_re3d else strict)(pairs)
    print(json.dumps({name: round(value, 4) for name, value in scores.items()} | {"documents": len(pairs)}))
    return 0


def found_in(texts: list[str]) -> list[set[Named]]:
    """The names that the reader finds in each text, in CoNLL's kinds."""
    readings = read([Report("benchmark", text, "benchmark", lang="en") for text in texts])
    return [
        {(mention.start, mention.end, KINDS[mention.kind]) for mention in reading.mentions if mention.kind in KINDS}
        for reading in readings
        if isinstance(reading, Reading)
    ]


def conll(path: Path) -> Iterator[tuple[str, set[Named]]]:
    """Documents of a CoNLL file: tokens joined by spaces, a sentence a line; the last column is the tag."""
    pieces: list[str] = []
    tags: list[tuple[int, int, str]] = []
    position = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-DOCSTART-"):
            if tags:
                yield "".join(pieces), _spans(tags)
            pieces, tags, position = [], [], 0
        elif not line.strip():
            pieces.append("\n")
            position += 1
            tags.append((position, position, "O"))
        else:
            columns = line.split()
            tags.append((position, position + len(columns[0]), columns[-1]))
            pieces.append(columns[0] + " ")
            position += len(columns[0]) + 1
    if tags:
        yield "".join(pieces), _spans(tags)


def _spans(tags: list[tuple[int, int, str]]) -> set[Named]:
    """Spans of B-/I- tags (an I- of another kind, or after O, begins a span), without MISC."""
    found: list[Named] = []
    before = "O"
    for start, end, tag in tags:
        mark, _, kind = tag.partition("-")
        if mark == "I" and before.endswith(kind) and found:
            found[-1] = (found[-1][0], end, kind)
        elif mark in ("B", "I"):
            found.append((start, end, kind))
        before = tag
    return {name for name in found if name[2] != "MISC"}


def re3d(path: Path) -> Iterator[tuple[str, set[Named]]]:
    """Documents of a re3d file; re3d marks every noun phrase, so only phrases that hold a capitalised word count."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        gold = {
            (entity["begin"], entity["end"], RE3D[entity["type"]])
            for entity in row["entities"]
            if entity["type"] in RE3D
            and entity["confidence"] > 0.5
            and _holds_a_name(text[entity["begin"] : entity["end"]])
        }
        yield text, gold


def _holds_a_name(words: str) -> bool:
    first, *rest = words.split()
    pronouns = {
        "I",
        "We",
        "He",
        "She",
        "They",
        "It",
        "The",
        "A",
        "An",
        "Our",
        "His",
        "Her",
        "Their",
        "My",
        "You",
        "This",
        "These",
        "One",
    }
    return any(word[:1].isupper() for word in rest) or (first[:1].isupper() and first not in pronouns and not rest)


def show(texts: list[str], pairs: list[tuple[set[Named], set[Named]]]) -> None:
    """The commonest errors by kind: missed, made up, wrong kind, wrong ends."""
    kinds: dict[str, Counter[str]] = {name: Counter() for name in ("missed", "made up", "kind", "ends")}
    for text, (gold, found) in zip(texts, pairs, strict=True):
        for start, end, kind in sorted(gold - found):
            words = " ".join(text[start:end].split())
            other = [name for name in found if name[0] < end and start < name[1]]
            if any((name[0], name[1]) == (start, end) for name in other):
                kinds["kind"][f"{words} ({kind}, found {other[0][2]})"] += 1
            elif other:
                kinds["ends"][f"{words} ({kind}, found {' / '.join(text[o[0] : o[1]] for o in sorted(other))})"] += 1
            else:
                kinds["missed"][f"{words} ({kind})"] += 1
        for start, end, kind in sorted(found - gold):
            if not any(name[0] < end and start < name[1] for name in gold):
                kinds["made up"][f"{' '.join(text[start:end].split())} ({kind})"] += 1
    for name, counts in kinds.items():
        print(f"{name}: {sum(counts.values())}")
        print("   " + "; ".join(f"{words} x{count}" for words, count in counts.most_common(60)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
