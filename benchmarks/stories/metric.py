"""How well reports are gathered into stories; gold and found are one label a report.

`bcubed_f1`: for every report the share of its found story that is of its gold story (precision), and the share of its gold
story that is in its found one (recall), averaged over reports (Bagga and Baldwin, ACL 1998). `multi_bcubed_f1` is the same
averaged over the reports whose gold story has two reports or more: where most stories have one report, leaving every report
alone already scores well. `pairwise_f1`: pairs of reports in one story. An F1 is 1.0 where there is nothing to find and
nothing was found.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(gold: Sequence[str], found: Sequence[str], *, least_members: int = 1) -> Score:
    """B-cubed over the reports whose gold story has `least_members` or more."""
    of_gold, of_found, of_both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    counted = [pair for pair in zip(gold, found, strict=True) if of_gold[pair[0]] >= least_members]
    if not counted:
        return Score(1.0, 1.0)
    precision = sum(of_both[pair] / of_found[pair[1]] for pair in counted) / len(counted)
    recall = sum(of_both[pair] / of_gold[pair[0]] for pair in counted) / len(counted)
    return Score(precision, recall)


def pairwise(gold: Sequence[str], found: Sequence[str]) -> Score:
    """Pairs of reports that stand in one story."""
    right = _pairs(Counter(zip(gold, found, strict=True)).values())
    wanted, given = _pairs(Counter(gold).values()), _pairs(Counter(found).values())
    if not wanted + given:
        return Score(1.0, 1.0)
    return Score(right / given if given else 0.0, right / wanted if wanted else 0.0)


def scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, Score]:
    """Every score by its key, without `_f1`."""
    return {
        "bcubed": bcubed(gold, found),
        "pairwise": pairwise(gold, found),
        "multi_bcubed": bcubed(gold, found, least_members=2),
    }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
