"""Exact span F1 of a loaded encoder on the development corpora, through the reader's own windows and chains."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.reader import corpora
from wireroom.read.encoder import Encoder
from wireroom.read.heads import HEADS

SEED = 7  # which CoNLL documents are printed with spaces before punctuation


def span_scores(encoder: Encoder, data: Path) -> dict[str, float]:
    """F1 a label (0 to 1) for each head that the encoder has and that has a development corpus in the folder."""
    found: dict[str, float] = {}
    for head, passages in _development(data):
        if head in encoder.chains:
            found |= _scores(encoder, head, list(passages))
    return found


def _development(data: Path) -> Iterator[tuple[str, Iterator[corpora.Passage]]]:
    polnear, conll = data / "attribution/polnear.dev.jsonl", data / "entities/cleanconll.dev.txt"
    if polnear.exists():
        yield "attribution", corpora.polnear(polnear, 1)
    if conll.exists():
        yield "mentions", corpora.conll(conll, SEED)


def _scores(encoder: Encoder, head: str, passages: list[corpora.Passage]) -> dict[str, float]:
    counts: Counter[tuple[str, str]] = Counter()
    encodings = encoder.read([(passage.text, passage.sentences) for passage in passages])
    for passage, encoding in zip(passages, encodings, strict=True):
        right = set(passage.labels[head])
        found = {(mark.start, mark.end, mark.label) for mark in encoding.marks[head]}
        for kind, spans in (("gold", right), ("found", found), ("right", right & found)):
            counts.update((label, kind) for _, _, label in spans)
    return {
        f"{head} {label}": 2 * counts[label, "right"] / max(1, counts[label, "gold"] + counts[label, "found"])
        for label in HEADS[head]
    }
