"""How telling each stem is in a story: the rarer, the more two passages that share it have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import fsum, isqrt, log

from wireroom.weigh.propositions import Proposition
from wireroom.weigh.wording import word_list

_FEW = 6
"""Propositions in which a distinctive stem may stand however small the story; in a large one, its square root."""


class Rarity:
    """Weights of stems: the logarithm of propositions over those that have the stem (idf, Spärck Jones 1972)."""

    def __init__(self, propositions: Sequence[Proposition]) -> None:
        self.counts: Counter[str] = Counter()
        for one in propositions:
            self.counts.update(one.stems)
        total = self._total = len(propositions) + 1
        self.most = log(total) if propositions else 1.0
        self._weights = {
            term: 0.0 if tells_nothing(term) else log(total / count) for term, count in self.counts.items()
        }
        self._known: dict[frozenset[str], float] = {}

    def weight(self, terms: Iterable[str]) -> float:
        """The sum of the weights; a stem of no proposition counts as the rarest."""
        return fsum(self._weights.get(term, self.most) for term in terms)

    def weight_of(self, one: Proposition) -> float:
        """The weight of all stems of a proposition; kept, since each meets many others."""
        known = self._known.get(one.stems)
        if known is None:
            known = self._known[one.stems] = self.weight(one.stems)
        return known

    def held(self, left: Proposition, right: Proposition) -> float:
        """Share of the weight of the lighter proposition's stems that the other has too, 0 to 1."""
        least = min(self.weight_of(left), self.weight_of(right))
        return self.weight(left.stems & right.stems) / least if least else 0.0

    def distinctive(self, phrase: Sequence[str]) -> bool:
        """Whether the phrase belongs to one matter: its rarest stem stands in few propositions of the story."""
        return min(self.counts[term] for term in phrase) <= max(_FEW, isqrt(self._total))

    def telling(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The stems that say something of the matter, the rarest first."""
        kept = [term for term in terms if not tells_nothing(term)]
        return tuple(sorted(kept, key=lambda term: (-self._weights.get(term, self.most), term)))


@lru_cache(maxsize=1 << 16)
def tells_nothing(term: str) -> bool:
    """Whether a stem is a word of the calendar or a year: shared dates are no shared matter."""
    return term in word_list("calendar") or (len(term) == 4 and term[:2] in ("19", "20") and term.isdigit())
