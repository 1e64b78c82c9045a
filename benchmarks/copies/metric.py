"""What is measured: pairs of copy and original, the share of the copy's text, and which of the two came first.

A pair is right when it is (copy, its original); pairs that truly share text by nature (`texts.overlaps` of GREY or more) count
neither way. `share_error` is the mean distance of the found share from the true one over the pairs found. `direction`
is the share of pairs found whose original is named as the first and whose direction is said to be known, or, for
a copy without a date, to be unknown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.copies.make import Copy

GREY = 0.1

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that a system gives, with the share of the later report and the earlier one's id when it says so."""

    pair: Pair
    share: float
    first: str | None = None
    direction_known: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one kind of copy, or of all."""

    precision: float
    recall: float
    share_error: float
    direction: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: Sequence[Found], copies: Sequence[Copy], grey: Collection[Pair], among: Collection[Copy]) -> Score:
    """Scores over the copies `among`; a wrong pair counts where one of its reports is such a copy, and in all for all."""
    gold: Mapping[Pair, Copy] = {frozenset((copy.report.id, copy.of)): copy for copy in copies}
    ids = {copy.report.id for copy in among}
    whole = len(among) == len(copies)
    right = [one for one in found if one.pair in gold and gold[one.pair].report.id in ids]
    wrong = [one for one in found if one.pair not in gold and one.pair not in grey and (whole or one.pair & ids)]
    errors = [abs(one.share - gold[one.pair].share) for one in right]
    ways = [_way_is_right(one, gold[one.pair]) for one in right]
    return Score(
        len(right) / (len(right) + len(wrong)) if right else 0.0,
        len(right) / len(among) if among else 1.0,
        sum(errors) / len(errors) if errors else 0.0,
        sum(ways) / len(ways) if ways else 0.0,
    )


def _way_is_right(one: Found, copy: Copy) -> bool:
    if copy.report.published is None:
        return not one.direction_known
    return one.first == copy.of and one.direction_known
