"""CQE's scores: F1 of the value, of value and unit, of value and change (Almasian et al., EMNLP 2023).

A found quantity is right when its value equals a gold value of the sentence (relative tolerance 1e-5; a range equals a
range); each gold and each found quantity counts once. `unit_f1` also asks for the normal unit, `change_f1` for the
change symbol. The published script may match one found quantity with two equal gold ones; here each matches one, and
among equal values the pairing that agrees most is taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isclose


@dataclass(frozen=True, slots=True)
class Item:
    """One quantity for scoring."""

    value: tuple[float, ...]
    unit: str
    change: str


def value_of(written: str) -> tuple[float, ...]:
    """A value of the file: one number, or two for "low-high"."""
    head, _, tail = written[1:].partition("-") if "e-" not in written.lower() else (written[1:], "", "")
    return (float(written[0] + head), float(tail)) if tail else (float(written),)


def score(pairs: Iterable[tuple[Sequence[Item], Sequence[Item]]]) -> dict[str, float]:
    """The three F1 over (gold, found) of every sentence."""
    gold_count = found_count = 0
    right = [0, 0, 0]
    for gold, found in pairs:
        gold_count += len(gold)
        found_count += len(found)
        for both in _matched(gold, found):
            right[0] += 1
            right[1] += both[0].unit.lower() == both[1].unit.lower()
            right[2] += both[0].change == both[1].change
    total = gold_count + found_count
    names = ("value_f1", "unit_f1", "change_f1")
    return {name: 2 * count / total if total else 1.0 for name, count in zip(names, right, strict=True)}


def _matched(gold: Sequence[Item], found: Sequence[Item]) -> list[tuple[Item, Item]]:
    candidates = sorted(
        (-(g.unit.lower() == f.unit.lower()) - (g.change == f.change), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _same(g.value, f.value)
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _same(left: tuple[float, ...], right: tuple[float, ...]) -> bool:
    return len(left) == len(right) and all(
        isclose(a, b, rel_tol=1e-5, abs_tol=1e-8) for a, b in zip(left, right, strict=True)
    )
