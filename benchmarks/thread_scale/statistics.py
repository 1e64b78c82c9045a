"""`python -m benchmarks.thread_scale.statistics DATA --cache FOLDER --size N`: is the stream like the texts it is made of?

Prints the same figures of the pool and of the stream side by side: words a report, how alike two reports of one event are that do not
copy (cosine of words, cosine of titles, log odds of the shipped story model), how alike a report is to the likest of
another event, and how many reports have a title of which hardly a word stands in the body.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path

import numpy as np

from benchmarks.thread_scale.pool import Pool, load_pool
from benchmarks.thread_scale.stream import batches, write_stream
from benchmarks.thread_scale.words import keys_of_word
from wireroom.dedupe import dedupe
from wireroom.records.reports import Report
from wireroom.records.spans import Span
from wireroom.thread.facets import weighed
from wireroom.thread.likeness import pair_features, shipped_model
from wireroom.thread.rows import Rows
from wireroom.thread.units import Unit

DRAWN = 300  # reports whose likest other is looked for
OF_ONE = 5  # reports of one event that are paired
LOOKED_AT = 3000  # reports


@dataclass(frozen=True, slots=True)
class One:
    """A report as both sides have it."""

    report: Report
    unit: Unit
    event: str


def main(arguments: Sequence[str]) -> int:
    """Print one line a figure: its name, the pool's value, the stream's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--size", type=int, default=10_000)
    given = parser.parse_args(arguments)
    pool, file = load_pool(given.data, given.cache), given.cache / f"stream-{given.size}.msgpack"
    if not file.exists():
        write_stream(pool, given.size, file)
    sides = figures(_of_pool(pool)), figures(_of_stream(file))
    for name in sides[0]:
        print(f"{name:45}{sides[0][name]:>10.3f}{sides[1][name]:>10.3f}")
    return 0


def figures(ones: Sequence[One]) -> dict[str, float]:
    """The figures of one side."""
    rows = Rows()
    rows.append([one.unit for one in ones], [0] * len(ones))
    copies = {line.report_id for line in dedupe([one.report for one in ones]) if line.of}
    within = np.array(list(_pairs(ones, copies)), np.int64).reshape(-1, 2)
    others = _likest(ones, rows)
    words = [len(one.report.text.split()) for one in ones]
    same, other = (pair_features(rows, *np.ascontiguousarray(pairs.T)) for pairs in (within, others))
    model = shipped_model()
    found = {"words a report, median": float(np.median(words)), "words a report, 95 %": float(np.percentile(words, 95))}
    for name, features in (("same event, no copies", same), ("likest other event", other)):
        odds = model.log_odds(features)
        found[f"{name}: root of cosine of words"] = float(features[:, 0].mean())
        found[f"{name}: cosine of titles"] = float(features[:, 1].mean())
        found[f"{name}: log odds, mean"] = float(odds.mean())
        found[f"{name}: log odds over the threshold"] = float((odds > model.threshold).mean())
    found["copies among reports"] = len(copies) / len(ones)
    return found


def _pairs(ones: Sequence[One], copies: set[str]) -> Iterable[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(ones):
        if one.event and one.report.id not in copies:
            groups[one.event].append(place)
    return sorted(chain.from_iterable(combinations(group[:OF_ONE], 2) for group in groups.values()))


def _likest(ones: Sequence[One], rows: Rows) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    """For DRAWN reports the report of another event with the highest log odds."""
    model, everyone = shipped_model(), np.arange(len(ones))
    events = np.array([one.event or f"alone {place}" for place, one in enumerate(ones)])
    found = []
    for place in sorted(random.Random(5).sample(range(len(ones)), min(DRAWN, len(ones)))):
        odds = model.log_odds(pair_features(rows, np.full(len(ones), place), everyone))
        odds[events == events[place]] = -np.inf
        found.append((place, int(odds.argmax())))
    return np.array(found, np.int64)


def _of_pool(pool: Pool) -> list[One]:
    """The filed texts of the pool: those whose event is known."""
    found = []
    for text in pool.texts:
        if not text.story:
            continue
        lines = [
            "".join(token.gap + token.word for token in sentence.tokens) + sentence.end for sentence in text.sentences
        ]
        keys = Counter(key for s in text.sentences for token in s.tokens for key in keys_of_word(token.word))
        keys.update(tie for sentence in text.sentences for tie in sentence.ties)
        title = Span(0, len(lines[0])) if text.title else None
        vector = np.frombuffer(text.vector, "<f2").astype(np.float32)
        unit = Unit(text.id, weighed(keys), vector, text.day or None, (0,), None)
        found.append(One(Report(text.id, "\n\n".join(lines), text.id, title, text.id), unit, text.story))
    return found


def _of_stream(file: Path) -> list[One]:
    from benchmarks.thread_scale.parts import report_of, unit_of_item

    found: list[One] = []
    for batch in batches(file):
        found += [One(report_of(item), unit_of_item(item, None), str(item.event)) for item in batch]
        if len(found) >= LOOKED_AT:
            break
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
