"""Builds `registries/words/rarity.txt`: how rare each stem is in news texts, in whole bits.

    python training/build_rarity.py        (texts from WIREROOM_DATA)

Only statistics of single words leave the data: a stem is kept when four texts of two corpora or more use it, so that few
names of persons get in. Each corpus weighs alike (up to 400 texts), so that no theme makes its words common.
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import Any

from wireroom.read.words import terms

DATA = Path(os.environ.get("WIREROOM_DATA", "../shared/data"))
OUT = Path(__file__).parent.parent / "src/wireroom/registries/words/rarity.txt"
FULL_WEIGHT_TEXTS = 400
LEAST_TEXTS, LEAST_CORPORA = 4, 2
LETTERS_A_TEXT = 6000
COMMONEST_BITS, RAREST_BITS = 1, 12


def texts() -> Iterator[tuple[str, str]]:
    """Every text with the name of its corpus."""
    for story in _lines("threading/wikinews_stories.dev.jsonl"):
        yield from (("wikinews", f"{article['title']}\n{article['text']}") for article in story["articles"])
    for line in _lines("threading/violent_corpus.dev.jsonl"):
        yield "violent", f"{line['title']}\n{line['content']}"
    for line in _lines("reports/fakes_syria.dev.jsonl"):
        yield "syria", line["article_content"]
    for part in ("train", "dev"):
        yield from (("polnear", line["text"]) for line in _lines(f"attribution/polnear.{part}.jsonl"))
    for topic in ("bpoil", "egypt", "h1n1", "mj"):
        yield from ((topic, line["text"]) for line in _lines(f"timeline/t17/{topic}/articles.jsonl"))
    for line in _lines("times/timebank_aquaint.train.jsonl"):
        yield "timebank", line["text"]


def levels() -> dict[int, list[str]]:
    """Stems by rounded bits."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for corpus, text in texts():
        sizes[corpus] += 1
        used[corpus].update(set(terms(text[:LETTERS_A_TEXT])))
    weights = {corpus: min(1.0, size / FULL_WEIGHT_TEXTS) for corpus, size in sizes.items()}
    found: dict[int, list[str]] = defaultdict(list)
    for stem in sorted(set().union(*used.values())):
        counts = {corpus: used[corpus][stem] for corpus in used if used[corpus][stem]}
        if sum(counts.values()) < LEAST_TEXTS or len(counts) < LEAST_CORPORA or not stem.isalpha():
            continue
        share = sum(weights[corpus] * count / sizes[corpus] for corpus, count in counts.items()) / sum(weights.values())
        found[min(RAREST_BITS, max(COMMONEST_BITS, round(-log2(share))))].append(stem)
    return found


def main() -> None:
    """Write the table and say how large it is."""
    found = levels()
    lines = ["# Bits of rarity, then the stems of that rarity in news texts. Built by training/build_rarity.py."]
    lines += [f"{level} {' '.join(found[level])}" for level in sorted(found)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, found.values()))} stems, {OUT.stat().st_size / 1000:.0f} kB")


def _lines(path: str) -> Iterator[dict[str, Any]]:
    with (DATA / path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
