"""The peers of the same run: MinHash with an index for copies (datasketch, rensa), single-pass TF-IDF for stories.

A MinHash peer says that a report has another's words when its index holds an earlier report whose signature is alike in
THRESHOLD or more; shingles are runs of five words, signatures of 128 numbers. The packages are
no part of the project: `pip install datasketch rensa` into the environment to run them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.stories.single_pass import single_pass
from benchmarks.thread_scale.parts import Clock, CopyScore, Figures, story_score
from benchmarks.thread_scale.stream import Item, batches

THRESHOLD = 0.3  # of signatures: low, since partial copies share a third of their runs; not swept
NUMBERS = 128
RUN = 5
BANDS = 32  # for rensa, which asks for it: four rows a band catch likeness from about .4
WORD = re.compile(r"\w+")


class _Missing(SystemExit):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed: pip install {name} (a peer, no part of the project)")


def datasketch(stream: Path) -> Figures:
    """datasketch: MinHash and MinHashLSH, each report asked for before it is entered."""
    package = _imported("datasketch")
    index = package.MinHashLSH(threshold=THRESHOLD, num_perm=NUMBERS)

    def take(item: Item) -> str | None:
        signature = package.MinHash(num_perm=NUMBERS)
        signature.update_batch([run.encode() for run in _runs(item.text)])
        near = index.query(signature)
        index.insert(item.id, signature)
        return min(near) if near else None

    return _copies(stream, take)


def rensa(stream: Path) -> Figures:
    """rensa: RMinHash and RMinHashLSH, each report asked for before it is entered."""
    package = _imported("rensa")
    index = package.RMinHashLSH(threshold=THRESHOLD, num_perm=NUMBERS, num_bands=BANDS)
    names: list[str] = []

    def take(item: Item) -> str | None:
        signature = package.RMinHash(num_perm=NUMBERS, seed=7)
        signature.update(_runs(item.text))
        near = index.query(signature)
        index.insert(len(names), signature)
        names.append(item.id)
        return names[min(near)] if near else None

    return _copies(stream, take)


def tfidf(stream: Path) -> Figures:
    """Single-pass clustering by TF-IDF cosine with an inverted index, seven days (benchmarks/stories/single_pass.py)."""
    items = [(item.id, _bag(item), _day(item)) for batch in batches(stream) for item in batch]
    clock = Clock()
    with clock:
        clusters = single_pass([bag for _, bag, _ in items], [day for _, _, day in items])
    clock.done(len(items))
    found = {name: str(cluster) for (name, _, _), cluster in zip(items, clusters, strict=True)}
    return clock.figures() | story_score(stream, found)


def _copies(stream: Path, take: Callable[[Item], str | None]) -> Figures:
    clock, score = Clock(), CopyScore()
    for batch in batches(stream):
        with clock:
            of = {item.id: other for item in batch if (other := take(item))}
        clock.done(len(batch))
        score.add(batch, of)
    return clock.figures() | score.figures()


def _runs(text: str) -> Sequence[str]:
    words = WORD.findall(text.casefold())
    return [" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))]


def _bag(item: Item) -> Counter[str]:
    return Counter({key: count for key, count in item.keys.items() if key[0].isalnum()})


def _day(item: Item) -> int:
    return datetime.fromtimestamp(item.moment, UTC).toordinal()


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise _Missing(name) from error
