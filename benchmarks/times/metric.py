"""TempEval-3's scores for expressions of time (UzZaman et al., SemEval 2013, task 1).

`strict_f1`: both ends equal; `relaxed_f1`: the spans share a character; `value_f1`: relaxed matches whose TIMEX3 value
equals gold's, as F1 over all gold and found expressions (TempEval-3's "value F1", which is relaxed F1 times the share
of right values). Values are compared as its scorer does, as text; only the hyphen-less week number is padded.
"""

import re
from collections.abc import Iterable, Sequence

Timex = tuple[int, int, str]


def score(documents: Iterable[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, float]:
    """The three F1 over (gold, found) of every document; a timex is (start, end, value)."""
    gold_count = found_count = strict = relaxed = right = 0
    for gold, found in documents:
        gold_count += len(gold)
        found_count += len(found)
        strict += len({span[:2] for span in gold} & {span[:2] for span in found})
        for left, other in matched(gold, found):
            relaxed += 1
            right += same_value(left[2], other[2])
    total = gold_count + found_count
    counts = {"strict_f1": strict, "relaxed_f1": relaxed, "value_f1": right}
    return {name: 2 * count / total if total else 1.0 for name, count in counts.items()}


def matched(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Gold and found that share a character, each used once; equal spans first, then in the order of the text."""
    pairs = sorted(
        (left[:2] != other[:2], i, j)
        for i, left in enumerate(gold)
        for j, other in enumerate(found)
        if left[0] < other[1] and other[0] < left[1]
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    result = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            result.append((gold[i], found[j]))
    return result


def same_value(gold: str, found: str) -> bool:
    """Whether two TIMEX3 values are equal; "2000-W7" counts as "2000-W07"."""
    return _padded(gold) == _padded(found)


def _padded(value: str) -> str:
    return re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
