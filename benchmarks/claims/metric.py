"""The scores of the claims task, each from 0 to 1."""

from collections import Counter
from collections.abc import Hashable, Sequence

from wireroom.records.spans import Span


def matched(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs (gold, found) of overlapping spans, each used once, the largest overlap first."""
    overlaps = [
        (min(one.end, other.end) - max(one.start, other.start), left, right)
        for left, one in enumerate(gold)
        for right, other in enumerate(found)
        if one.overlaps(other)
    ]
    pairs: list[tuple[int, int]] = []
    for _, left, right in sorted(overlaps, key=lambda item: (-item[0], item[1], item[2])):
        if all(left != used[0] and right != used[1] for used in pairs):
            pairs.append((left, right))
    return pairs


def f1(hits: int, gold: int, found: int) -> float:
    """Harmonic mean of precision and recall; 0 when nothing is right."""
    return 2 * hits / (gold + found) if hits else 0.0


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Mean F1 over the labels that occur in the gold."""
    pairs = Counter(zip(gold, found, strict=True))
    golds, founds = Counter(gold), Counter(found)
    scores = [f1(pairs[label, label], golds[label], founds[label]) for label in golds]
    return sum(scores) / len(scores) if scores else 0.0


def share(right: Sequence[bool]) -> float:
    """Share of answers that are right; 0 when nothing was asked."""
    return sum(right) / len(right) if right else 0.0
