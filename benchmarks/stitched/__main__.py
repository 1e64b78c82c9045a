"""`python -m benchmarks.stitched PATH [--errors FILE]`: the real path, read and thread, on each text as one pasted report.

PATH is a file of lines {id, text, lines: [{start, end, label}], name_variants} (DESIGN section 5), or the folder of the dev
data: then the texts are stitched from its test part on the spot. `--errors` writes every line that was misjudged.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.stitched import make
from benchmarks.stitched.metric import (
    Judged,
    Score,
    class_of,
    confusions,
    far_from_centroid,
    nothing_set_aside,
    scores,
)
from wireroom.read import read
from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.records.runs import Failure
from wireroom.records.spans import Span
from wireroom.thread import thread

BATCH = 32  # texts read in one call
STITCHED, SEED = 300, 7  # texts made from the folder of the dev data
_WRITE = print


@dataclass(frozen=True, slots=True)
class Stitched:
    """One text with its gold: spans with labels, and pairs of spellings of one name."""

    id: str
    text: str
    lines: tuple[tuple[Span, str], ...]
    variants: tuple[tuple[str, str], ...]


def main(arguments: Sequence[str]) -> int:
    """Score a stitched file, or one made from the dev data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=Path)
    given = parser.parse_args(arguments)
    texts = list(_texts(given.path))
    lines, merged = measure(texts)
    pairs = sum(len(text.variants) for text in texts)
    if given.errors:
        with given.errors.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(line)) + "\n" for line in lines if not _right(line))
    _tell(lines, len(texts))
    found = {f"{key}_f1": round(score.f1, 4) for key, score in scores(lines).items()}
    _WRITE(json.dumps(found | {"variants_merged": round(merged / pairs, 4) if pairs else 1.0, "texts": len(texts)}))
    return 0


def measure(texts: Sequence[Stitched]) -> tuple[list[Judged], int]:
    """Every gold line with the class it got, and how many pairs of spellings were merged."""
    lines: list[Judged] = []
    merged = 0
    for material, text in zip(_materials(texts), texts, strict=True):
        lines += _judged(material, text)
        merged += sum(_is_merged(material, *pair) for pair in text.variants)
    return lines, merged


def _texts(path: Path) -> Iterator[Stitched]:
    if path.is_dir():
        groups = [group for group in make.load_groups(path) if make.part_of(group.name) == "test"]
        rows = list(make.stitch(groups, make.recurring_lines(path), count=STITCHED, seed=SEED))
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        gold = tuple((Span(line["start"], line["end"]), line["label"]) for line in row["lines"])  # type: ignore[attr-defined]
        variants = tuple((pair[0], pair[1]) for pair in row["name_variants"])  # type: ignore[attr-defined]
        yield Stitched(str(row["id"]), str(row["text"]), gold, variants)


def _materials(texts: Sequence[Stitched]) -> Iterator[Material]:
    for start in range(0, len(texts), BATCH):
        reports = [Report(text.id, text.text, text.id, pasted=True) for text in texts[start : start + BATCH]]
        for report, reading in zip(reports, read(reports), strict=True):
            assert not isinstance(reading, Failure), f"{report.id} could not be read: {reading}"
            yield Material(report, reading)


def _judged(material: Material, text: Stitched) -> Iterator[Judged]:
    classes = _classes(material)
    rows = vectors_of(material.reading)
    centre = rows.sum(axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-6)
    for span, label in text.lines:
        lengths: Counter[str] = Counter()
        inside = []
        for index, sentence in enumerate(material.reading.sentences):
            if sentence.overlaps(span):
                lengths[classes[index]] += min(sentence.end, span.end) - max(sentence.start, span.start)
                inside.append(index)
        own = rows[inside].sum(axis=0)
        nearness = float(own @ centre) / max(float(np.linalg.norm(own)), 1e-6)
        yield Judged(text.id, span.words(text.text), label, class_of(lengths), round(nearness, 4))


def _classes(material: Material) -> list[str]:
    """The class of each sentence: what it was set aside as, else whether it is a headline."""
    threads = thread([material])
    aside = {(item.anchor.start, item.anchor.end): item.disposition for item in threads.set_aside}
    names = {"off_topic": "off_topic", "tangent": "off_topic", "boilerplate": "boilerplate", "definition": "definition"}
    return [
        names.get(
            aside.get((sentence.start, sentence.end), ""), "headline" if sentence.kind == "headline" else "on_topic"
        )
        for sentence in material.reading.sentences
    ]


def _is_merged(material: Material, left: str, right: str) -> bool:
    return bool(_actors_at(material, left) & _actors_at(material, right))


def _actors_at(material: Material, name: str) -> frozenset[int]:
    """The actors mentioned where a spelling stands, by a mention that covers most of it."""
    found, start = [], material.report.text.find(name)
    while start >= 0:
        found += [
            mention.actor
            for mention in material.reading.mentions
            if 2 * (min(mention.end, start + len(name)) - max(mention.start, start)) > len(name)
        ]
        start = material.report.text.find(name, start + 1)
    return frozenset(found)


def _right(line: Judged) -> bool:
    return line.label.removesuffix("_easy").removesuffix("_hard") == line.found


def _tell(lines: Sequence[Judged], texts: int) -> None:
    _WRITE(f"{texts} texts, {len(lines)} lines")
    for label, counts in confusions(lines):
        _WRITE(f"{label}: " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    for key, score in scores(lines).items():
        _WRITE(_line(key, score))
    _WRITE(_line("baseline, nothing set aside: off_topic", nothing_set_aside(lines)))
    best, threshold = far_from_centroid(lines)
    _WRITE(_line(f"baseline, cosine to the centroid under {threshold:.2f} (best on this file): off_topic", best))


def _line(name: str, score: Score) -> str:
    return f"{name}: precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
