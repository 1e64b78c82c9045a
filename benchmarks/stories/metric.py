"""How alike two groupings of the same reports are; every score is F1 of the named precision and recall, 0 to 1.

* BCubed (Bagga and Baldwin 1998): for each report the share of its group that belongs with it (precision) and the share of
  what belongs with it that is in its group (recall), averaged over reports.
* multi BCubed: the same averages over the reports alone whose gold story has two reports or more. A corpus of mostly single
  reports rewards doing nothing; this does not.
* pairwise: over all pairs of reports, together or not.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(gold: Sequence[str], said: Sequence[str], *, least: int = 1) -> Score:
    """BCubed over the reports whose gold story has at least `least` reports; groups are named by any strings."""
    stories, groups = Counter(gold), Counter(said)
    together = Counter(zip(gold, said, strict=True))
    counted = [pair for pair in zip(gold, said, strict=True) if stories[pair[0]] >= least]
    precision = sum(together[pair] / groups[pair[1]] for pair in counted)
    recall = sum(together[pair] / stories[pair[0]] for pair in counted)
    return Score(precision / max(len(counted), 1), recall / max(len(counted), 1))


def pairwise(gold: Sequence[str], said: Sequence[str]) -> Score:
    """Pairs of reports that are rightly together, over those put together and those that belong together."""
    right = _pairs(Counter(zip(gold, said, strict=True)))
    return Score(right / max(_pairs(Counter(said)), 1), right / max(_pairs(Counter(gold)), 1))


def _pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
