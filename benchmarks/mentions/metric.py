"""Precision, recall and F1 over typed spans.

Strict (CoNLL-2003, as `conlleval`): a span is right when both ends and the kind are those of a gold span. Loose (re3d):
a found name is right when it overlaps a gold name of its kind, and a gold name is found when a name of its kind overlaps
it; precision counts found names, recall gold names.
"""

from collections.abc import Iterable

Named = tuple[int, int, str]


def strict(pairs: Iterable[tuple[set[Named], set[Named]]]) -> dict[str, float]:
    """Scores over documents of (gold, found), micro-averaged."""
    right = wanted = given = 0
    for gold, found in pairs:
        right += len(gold & found)
        wanted += len(gold)
        given += len(found)
    return _scores(right, given, right, wanted)


def loose(pairs: Iterable[tuple[set[Named], set[Named]]]) -> dict[str, float]:
    """Scores by overlap of equal kind, micro-averaged."""
    right = wanted = given = reached = 0
    for gold, found in pairs:
        right += sum(any(_meet(name, other) for other in gold) for name in found)
        reached += sum(any(_meet(name, other) for other in found) for name in gold)
        wanted += len(gold)
        given += len(found)
    return _scores(right, given, reached, wanted)


def _meet(left: Named, right: Named) -> bool:
    return left[2] == right[2] and left[0] < right[1] and right[0] < left[1]


def _scores(right: int, given: int, reached: int, wanted: int) -> dict[str, float]:
    precision = right / given if given else 0.0
    recall = reached / wanted if wanted else 0.0
    total = precision + recall
    return {"f1": 2 * precision * recall / total if total else 0.0, "precision": precision, "recall": recall}
