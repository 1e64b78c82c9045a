"""Groups of propositions that say the same: candidates, a likeness for each pair, groups grown from the likeliest down.

A merge is refused when any pair across the two groups is told apart, or when the groups' centres lie far from each
other: one likely pair must not pull two different claims together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wireroom.weigh.candidates import candidate_pairs, rows_of
from wireroom.weigh.likeness import CompareFigures, Likeness, likeness
from wireroom.weigh.propositions import Proposition
from wireroom.weigh.rarity import Rarity
from wireroom.weigh.scope import Scope
from wireroom.weigh.unions import Unions

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORTH_A_LOOK = 0.4
"""Cosine from which a candidate pair is looked at; no rule of `likeness` accepts less."""
_MERGE_COSINE = 0.5
"""Cosine of two groups' centres below which they stay apart although one pair of theirs is alike."""
_BLOCK = 4096
"""Pairs whose vectors are held side by side at a time."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Propositions of a story in groups.

    `vectors` has a row for each proposition, (n, d) float32; `decided` the pairs with something in common;
    `joined_by` the best decision that holds each member in its group.
    """

    propositions: Sequence[Proposition]
    vectors: "NDArray[np.float32]"
    rarity: Rarity
    groups: Sequence[Sequence[int]]
    decided: Mapping[Pair, Likeness]
    joined_by: Mapping[int, Likeness]

    def nearness(self) -> "NDArray[np.float32]":
        """Cosine of each proposition with the story's centre, (n,) float32."""
        centre = self.vectors.mean(axis=0) if len(self.vectors) else np.zeros(self.vectors.shape[1], np.float32)
        length = float(np.linalg.norm(centre))
        scaled = centre / length if length else centre
        return np.asarray(np.einsum("ij,j->i", self.vectors, scaled), np.float32)


def group(scope: Scope, propositions: Sequence[Proposition], compare_figures: CompareFigures) -> Grouping:
    """Groups of propositions that say the same; equal words are one from the start."""
    vectors = rows_of(scope, propositions)
    firsts, same_words = _distinct(propositions)
    distinct = [propositions[first] for first in firsts]
    rarity = Rarity(distinct)
    decided = _decide(distinct, vectors[firsts], rarity, compare_figures)
    unions = _grown(vectors[firsts], decided)
    groups = [sorted(member for place in found for member in same_words[place]) for found in unions.groups()]
    pairs = {(firsts[left], firsts[right]): found for (left, right), found in decided.items()}
    return Grouping(propositions, vectors, rarity, sorted(groups), pairs, _joined_by(groups, pairs))


def _distinct(propositions: Sequence[Proposition]) -> tuple[list[int], list[list[int]]]:
    """The first proposition of each wording, and all that share it."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, one in enumerate(propositions):
        by_words[one.text_key].append(index)
    members = sorted(by_words.values())
    return [found[0] for found in members], members


def _decide(
    distinct: Sequence[Proposition],
    vectors: "NDArray[np.float32]",
    rarity: Rarity,
    compare_figures: CompareFigures,
) -> dict[Pair, Likeness]:
    """The likeness of each candidate pair that has something in common."""
    pairs = candidate_pairs(distinct, vectors)
    decided: dict[Pair, Likeness] = {}
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        for (left, right), cosine in zip(block, _cosines(vectors, block), strict=True):
            if _same_sentence(distinct[left], distinct[right]) or (cosine < _WORTH_A_LOOK and vectors.shape[1]):
                continue
            found = likeness(
                distinct[left], distinct[right], cosine=cosine, rarity=rarity, compare_figures=compare_figures
            )
            if found.kin:
                decided[left, right] = found
    return decided


def _same_sentence(left: Proposition, right: Proposition) -> bool:
    """Whether two propositions stand in one sentence: then their vector is one, and shows nothing."""
    return left.report == right.report and left.row == right.row


def _cosines(vectors: "NDArray[np.float32]", pairs: Sequence[Pair]) -> list[float]:
    """Cosines, row by row, so that a pair's value does not depend on what else stands in the block."""
    indexes = np.array(pairs)
    found = np.einsum("ij,ij->i", vectors[indexes[:, 0]], vectors[indexes[:, 1]])
    return [round(float(cosine), 4) for cosine in found]


def _grown(vectors: "NDArray[np.float32]", decided: Mapping[Pair, Likeness]) -> Unions[int]:
    """Groups grown from the likeliest pair down."""
    growth = _Growth(vectors, decided)
    same = [(pair, found) for pair, found in decided.items() if found.label == "same_claim"]
    for (left, right), _ in sorted(same, key=lambda item: (-item[1].score, item[0])):
        growth.join(left, right)
    return growth.unions


class _Growth:
    """Groups with what a merge is judged by: the sum of a group's vectors, and what its members are told apart from."""

    def __init__(self, vectors: "NDArray[np.float32]", decided: Mapping[Pair, Likeness]) -> None:
        self.unions: Unions[int] = Unions(range(len(vectors)))
        self._vectors = vectors
        self._sums: dict[int, NDArray[np.float32]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for (left, right), found in decided.items():
            if found.kin and found.label in ("contradicts", "related_not_same"):
                self._apart[left].add(right)
                self._apart[right].add(left)

    def join(self, left: int, right: int) -> None:
        """Join two groups, unless a pair across them is told apart or their centres lie far from each other."""
        first, second = self.unions.root(left), self.unions.root(right)
        if first == second or not self._allowed(first, second):
            return
        total = self._sum(first) + self._sum(second)
        apart = self._apart.pop(first, set()) | self._apart.pop(second, set())
        self.unions.join(first, second)
        root = self.unions.root(first)
        self._sums[root] = total
        if apart:
            self._apart[root] = apart

    def _allowed(self, first: int, second: int) -> bool:
        for one, other in ((first, second), (second, first)):
            if one in self._apart and not self._apart[one].isdisjoint(self.unions.members(other)):
                return False
        sums = self._sum(first), self._sum(second)
        lengths = [float(np.linalg.norm(total)) for total in sums]
        return not all(lengths) or float(sums[0] @ sums[1]) >= _MERGE_COSINE * lengths[0] * lengths[1]

    def _sum(self, root: int) -> "NDArray[np.float32]":
        known = self._sums.get(root)
        return self._vectors[root] if known is None else known


def _joined_by(groups: Sequence[Sequence[int]], decided: Mapping[Pair, Likeness]) -> dict[int, Likeness]:
    """The best decision inside its group for each member."""
    owner = {member: place for place, members in enumerate(groups) for member in members}
    best: dict[int, Likeness] = {}
    for pair, found in sorted(decided.items()):
        if found.label != "same_claim" or owner[pair[0]] != owner[pair[1]]:
            continue
        for member in pair:
            if member not in best or found.score > best[member].score:
                best[member] = found
    return best
