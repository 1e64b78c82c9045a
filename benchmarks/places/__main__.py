"""`python -m benchmarks.places PATH [--errors]`: LGL or GeoVirus as JSON lines of `text` and `toponyms`."""

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.places.metric import NEAR_KM, Located, distance_km, score
from wireroom.read.mentions import find_mentions
from wireroom.read.places import find_places
from wireroom.read.sentences import layout
from wireroom.records.reports import Report


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print("usage: python -m benchmarks.places PATH [--errors]", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in Path(paths[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [(gold_of(row["toponyms"]), found_in(row["text"])) for row in rows]
    if "--errors" in arguments:
        show([row["text"] for row in rows], pairs)
    print(json.dumps({name: round(value, 4) for name, value in score(pairs).items()} | {"documents": len(pairs)}))
    return 0


def gold_of(toponyms: list[dict[str, object]]) -> Located:
    """Gold spans with their points."""
    gold: Located = {}
    for toponym in toponyms:
        span = (int(str(toponym["start"])), int(str(toponym["end"])))
        lat, lon = toponym.get("lat"), toponym.get("lon")
        gold[span] = (float(str(lat)), float(str(lon))) if lat not in (None, "") and lon not in (None, "") else None
    return gold


def found_in(text: str) -> Located:
    """The places that the reader finds, with their points."""
    sentences = layout(Report("benchmark", text, "benchmark")).sentences
    mentions, actors = find_mentions(text, sentences)
    return {
        (place.start, place.end): (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
        for place in find_places(text, mentions, actors)
    }


def show(texts: list[str], pairs: list[tuple[Located, Located]]) -> None:
    """The commonest toponyms missed, made up, without a point, and far off."""
    kinds: dict[str, Counter[str]] = {name: Counter() for name in ("missed", "made up", "no point", "far")}
    for text, (gold, found) in zip(texts, pairs, strict=True):
        for (start, end), point in gold.items():
            words, other = text[start:end], found.get((start, end))
            if (start, end) not in found:
                kinds["missed"][words] += 1
            elif other is None:
                kinds["no point"][words] += 1
            elif point is not None and distance_km(point, other) >= NEAR_KM:
                kinds["far"][f"{words} ({distance_km(point, other):.0f} km)"] += 1
        for start, end in found.keys() - gold.keys():
            kinds["made up"][text[start:end]] += 1
    for name, counts in kinds.items():
        print(f"{name}: {sum(counts.values())}")
        print(
            "   "
            + "; ".join(
                f"{words} x{count}"
                for words, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:60]
            )
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
