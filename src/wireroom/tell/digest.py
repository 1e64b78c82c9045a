"""The digest: the few lines that say most about a story, on the best footing, without saying anything twice.

The objective is budgeted coverage (Lin and Bilmes, "A Class of Submodular Functions for Document Summarization", ACL
2011), greedily maximised: a line is worth the weight of the story's words it adds, times its footing. A word weighs as
many claims and reports speak of it, with diminishing returns; the choice is deterministic, ties go to the earlier claim id.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, sqrt

from wireroom.records.accounts import Line
from wireroom.records.stories import Claim, Figure, Weighed
from wireroom.tell.lines import Shelf, claim_line

MOST_LINES = 12
WORTH_WEIGHING = 400  # candidates looked at again for every line
FEWEST_LINES = 5
SAME_WORDS_SHARE = 0.6  # a line that shares more of its words with a chosen one says the same thing again
DEPENDENT_PENALTY = 0.35  # a line that opens with "he" or "that" needs its neighbour to be understood
HEADLINE_PENALTY = 0.5  # headlines are for when nothing else says it
FIGURE_BONUS = 1.3  # readers ask for numbers first
SHOWN_BONUS = 1.7  # most of all for those that stand behind a shown value
OUTDATED_PENALTY = 0.5  # a count that a later one replaced is history, not news
NEWS_BONUS = 0.5  # the latest reports of a story weigh half as much again as its first
SHORT_WORDS = 4  # content words; below it a line says too little to stand alone
DEPENDENT = re.compile(
    r"[\"“‘«'`]*(?:he|she|it|they|his|her|their|its|this|that|these|those|but|and|so|however)\b", re.I
)
CONTENT_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may become a line: its content words and what its footing makes of them."""

    claim: Claim
    words: frozenset[str]
    footing: float


def digest(weighed: Weighed, shelf: Shelf) -> tuple[Line, ...]:
    """Up to MOST_LINES lines, best first; fewer when the story has fewer different things to say."""
    scales = Scales(weighed, shelf)
    candidates = [scales.candidate(claim) for claim in weighed.claims if claim.standing != "withdrawn"]
    weights = _weights(candidates)
    chosen: list[Candidate] = []
    covered: set[str] = set()
    # Gains only fall as words are covered, so what ranks low alone is never reached in a dozen lines.
    ranked = sorted(candidates, key=lambda candidate: (-_gain(candidate, set(), weights), candidate.claim.id))
    pool = sorted(ranked[:WORTH_WEIGHING], key=lambda candidate: candidate.claim.id)
    while pool and len(chosen) < _length(len(candidates)):
        best = max(pool, key=lambda candidate: _gain(candidate, covered, weights))
        pool.remove(best)
        if not any(_says_the_same(best.words, other.words) for other in chosen):
            chosen.append(best)
            covered |= best.words
    return tuple(claim_line(candidate.claim, kind="digest") for candidate in chosen)


class Scales:
    """What a claim's footing is worth in one story; figures and dates are looked up by report, so cost stays linear."""

    def __init__(self, weighed: Weighed, shelf: Shelf) -> None:
        self._shelf = shelf
        self._shown = {name for series in weighed.series for name in series.shown.figure_ids}
        self._figures: dict[str, list[Figure]] = {}
        for figure in weighed.figures:
            self._figures.setdefault(figure.anchor.report_id, []).append(figure)
        dates = [material.report.published for material in shelf.materials.values() if material.report.published]
        self._first = min(dates, default=None)
        self._last = max(dates, default=None)

    def candidate(self, claim: Claim) -> Candidate:
        """The claim with its content words and what its footing makes of them."""
        words = frozenset(word.casefold() for word in CONTENT_WORD.findall(claim.text))
        known = sum(origin.known for origin in claim.origins)
        footing = claim.salience or 1 + 0.5 * log2(1 + known) + 0.5 * log2(max(1, claim.report_count))
        footing *= self._figure_factor(claim) * (1 + NEWS_BONUS * self._lateness(claim))
        if DEPENDENT.match(claim.text):
            footing *= DEPENDENT_PENALTY
        if self._is_headline(claim):
            footing *= HEADLINE_PENALTY
        if len(words) < SHORT_WORDS:
            footing *= 0.1
        return Candidate(claim, words, footing)

    def _figure_factor(self, claim: Claim) -> float:
        first = claim.anchors[0]
        held = self._figures.get(first.report_id, [])
        found = [figure for figure in held if first.start <= figure.anchor.start < first.end]
        if not found:
            return 1.0
        if all(figure.standing == "superseded" for figure in found):
            return OUTDATED_PENALTY
        return SHOWN_BONUS if any(figure.id in self._shown for figure in found) else FIGURE_BONUS

    def _lateness(self, claim: Claim) -> float:
        """Where the claim's latest report stands between the story's first (0) and last (1); 0 without dates."""
        if self._first is None or self._last is None or self._first == self._last:
            return 0.0
        reports = (self._shelf.materials[anchor.report_id].report for anchor in claim.anchors)
        dates = [report.published for report in reports if report.published]
        return (max(dates) - self._first) / (self._last - self._first) if dates else 0.0

    def _is_headline(self, claim: Claim) -> bool:
        sentence = self._shelf.sentence_at(claim.anchors[0])
        return sentence is not None and sentence.kind == "headline"


def _length(claims: int) -> int:
    return min(MOST_LINES, max(FEWEST_LINES, round(2 * sqrt(claims))))


def _weights(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Words that one claim alone uses say little of the story, so a word weighs log2 of the claims that use it, plus a bit."""
    counts = Counter(word for candidate in candidates for word in sorted(candidate.words))
    return {word: 0.3 + log2(count) for word, count in counts.items()}


def _gain(candidate: Candidate, covered: set[str], weights: dict[str, float]) -> float:
    fresh = sum(weights[word] for word in sorted(candidate.words - covered))
    return candidate.footing * fresh / sqrt(max(len(candidate.words), 8))


def _says_the_same(left: frozenset[str], right: frozenset[str]) -> bool:
    smaller = min(len(left), len(right))
    return smaller > 0 and len(left & right) / smaller > SAME_WORDS_SHARE
