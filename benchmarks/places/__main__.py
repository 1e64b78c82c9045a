"""`python -m benchmarks.places PATH [--errors]`: LGL or GeoVirus as JSON lines of `text` and `toponyms`.

Each text goes through `wireroom.read.read`, marks and all, as in an account; then the gold spans are given to `find_places`.
A row may name its `corpus`; the scores of each then stand on a line of their own before the last.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.places.metric import (
    RESOLUTION_ERRORS,
    Document,
    Located,
    Point,
    distance_km,
    error_kind,
    score,
    score_resolved,
)
from wireroom.read import read
from wireroom.read.places import find_places, options_of
from wireroom.records.readings import Mention, NamedActor, PlaceSpan, Reading
from wireroom.records.reports import Report


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print("usage: python -m benchmarks.places PATH [--errors]", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in Path(paths[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = [
        _document(row, found) for row, found in zip(rows, found_in([row["text"] for row in rows]), strict=True)
    ]
    if "--errors" in arguments:
        show([row["text"] for row in rows], documents)
    corpora = [str(row.get("corpus", "")) for row in rows]
    for corpus in sorted(set(corpora)) if len(set(corpora)) > 1 else []:
        own = [document for document, name in zip(documents, corpora, strict=True) if name == corpus]
        print(json.dumps({"corpus": corpus} | _scores(own)))
    print(json.dumps(_scores(documents)))
    return 0


def _document(row: dict[str, Any], found: Located) -> Document:
    text, gold = row["text"], gold_of(row["toponyms"])
    return Document(gold, found, resolved(text, gold), candidates(text, gold))


def _scores(documents: list[Document]) -> dict[str, float]:
    scores = score([(document.gold, document.found) for document in documents]) | score_resolved(documents)
    return {name: round(value, 4) for name, value in scores.items()} | {"documents": len(documents)}


def gold_of(toponyms: list[dict[str, object]]) -> Located:
    """Gold spans with their points."""
    gold: Located = {}
    for toponym in toponyms:
        span = (int(str(toponym["start"])), int(str(toponym["end"])))
        lat, lon = toponym.get("lat"), toponym.get("lon")
        gold[span] = (float(str(lat)), float(str(lon))) if lat not in (None, "") and lon not in (None, "") else None
    return gold


def found_in(texts: Sequence[str]) -> list[Located]:
    """The places that the shipped reader finds in each text, with their points."""
    readings = read([Report(f"benchmark-{number}", text, "benchmark") for number, text in enumerate(texts)])
    assert all(isinstance(reading, Reading) for reading in readings), "bug: a text of the benchmark was not read"
    return [_located(reading.places) for reading in readings if isinstance(reading, Reading)]


def resolved(text: str, gold: Located) -> Located:
    """The points of the gold spans, each given to the reader as the naming of a place."""
    actors: dict[str, int] = {}
    mentions = [
        Mention(start, end, "place", actors.setdefault(text[start:end], len(actors)), 0) for start, end in sorted(gold)
    ]
    named = tuple(NamedActor(name, "place") for name in actors)
    return _located(find_places(text, mentions, named))


def _located(places: Iterable[PlaceSpan]) -> Located:
    return {
        (place.start, place.end): (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
        for place in places
    }


def candidates(text: str, gold: Located) -> dict[tuple[int, int], list[Point]]:
    """The points that the gazetteer has for each gold span."""
    return {(start, end): [(entry.lat, entry.lon) for entry in options_of(text[start:end])] for start, end in gold}


def show(texts: list[str], documents: list[Document]) -> None:
    """The commonest errors by kind, of gold spans given and of spans found."""
    kinds: dict[str, Counter[str]] = {name: Counter() for name in (*RESOLUTION_ERRORS, "span missed", "span made up")}
    for text, document in zip(texts, documents, strict=True):
        for span, point in document.gold.items():
            kind = error_kind(document, span)
            if kind and point is not None:
                got = document.resolved.get(span)
                far = f" ({distance_km(point, got):.0f} km)" if got else ""
                kinds[kind][text[slice(*span)] + far] += 1
            if span not in document.found:
                kinds["span missed"][text[slice(*span)]] += 1
        for span in document.found.keys() - document.gold.keys():
            kinds["span made up"][text[slice(*span)]] += 1
    for name, counts in kinds.items():
        commonest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:60]
        print(f"{name}: {sum(counts.values())}")
        print("   " + "; ".join(f"{words} x{count}" for words, count in commonest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
