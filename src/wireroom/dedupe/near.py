"""Which reports share runs of words, and how much: shingles of five words, sampled for candidates, counted in full for shares.

Every text becomes the hashes of its runs of five words. One run in eight (hash divisible by eight, so every text keeps
the same ones: "0 mod p" sampling, Manber 1994; Broder 1997; all runs of a short text) goes into an index; reports that
share sampled runs are compared in full. Unlike a MinHash signature this sees a short text inside a long one as well as two equal texts.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256

import numpy as np
from numpy.typing import NDArray

from wireroom.records.reports import Report

RUN_WORDS = 5
SAMPLE_ONE_IN = 8
SHORT_WORDS = 160
# A run is compared with the first reports that have it only: five thousand near-equal reports stay linear.
FIRST_HOLDERS = 8
# Shared sampled runs before two reports are compared in full; one alone is chance or a stock phrase.
LEAST_SHARED_RUNS = 2
CANDIDATES_A_REPORT = 6
# A title's words of four letters or more, compared by their first six; over a third of them stand in a real article.
TELLING_LETTERS = 4
STEM_LETTERS = 6
TITLE_SHARE = 0.34

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """What is compared of a report's body (its title left out): word count, run hashes by position, names and numbers.

    `key` is equal for equal words. `marks` are the tokens that tell two events apart: those with a capital or a digit.
    `titled` is false when the body has hardly a word of its title: then it is a page's furniture, not the article.
    """

    report: Report
    key: str
    word_count: int
    runs: Hashes
    marks: frozenset[str]
    titled: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares (0 to 1) of each report's words that stand in the other in runs of five, and the words shared of the left."""

    left_share: float
    right_share: float
    shared_words: int


def print_of(report: Report) -> Print:
    """The comparable print of a report: words of the body, of the whole text when there is no body."""
    words = _WORD.findall(_body(report)) or _WORD.findall(report.text)
    folded = [word.casefold() for word in words]
    key = sha256(" ".join(folded).encode("utf-8", "surrogatepass")).hexdigest()
    marks = frozenset(low for word, low in zip(words, folded, strict=True) if word[0].isupper() or word[0].isdigit())
    return Print(report, key, len(folded), _run_hashes(folded), marks, _bears_title(report, folded))


def overlap(left: Print, right: Print) -> Overlap:
    """How much of each report's words stands in the other, counted over every run of five words."""
    left_words = _covered(left, right.runs)
    right_words = _covered(right, left.runs)
    return Overlap(left_words / max(left.word_count, 1), right_words / max(right.word_count, 1), left_words)


def candidates(prints: list[Print]) -> list[list[int]]:
    """For each print the earlier ones (by place in the list) that share sampled runs with it, most shared first."""
    later, earlier = _pairs(prints)
    found: list[list[int]] = [[] for _ in prints]
    if not len(later):
        return found
    pair, count = np.unique(later * len(prints) + earlier, return_counts=True)
    enough = count >= LEAST_SHARED_RUNS
    pair, count = pair[enough], count[enough]
    for at in np.lexsort((pair, -count)):
        right, left = divmod(int(pair[at]), len(prints))
        if len(found[right]) < CANDIDATES_A_REPORT:
            found[right].append(left)
    return found


def _pairs(prints: list[Print]) -> tuple[Positions, Positions]:
    """Places (later, earlier) of prints that share a sampled run, once for each shared run."""
    sampled = [_sampled(item) for item in prints]
    owner = np.repeat(np.arange(len(prints)), [len(runs) for runs in sampled])
    runs = np.concatenate(sampled) if sampled else np.zeros(0, np.uint64)
    order = np.lexsort((owner, runs))
    owner, runs = owner[order], runs[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.zeros(0, np.int64)
    first = np.repeat(starts, np.diff(np.r_[starts, len(runs)]))
    later, earlier = [], []
    for step in range(FIRST_HOLDERS):
        holder = first + step
        here = np.flatnonzero(holder < np.arange(len(runs)))
        later.append(owner[here])
        earlier.append(owner[holder[here]])
    return np.concatenate(later), np.concatenate(earlier)


def _sampled(item: Print) -> Hashes:
    """The runs that go into the index: all of a short text, one in eight of a long one; each once."""
    runs = item.runs if item.word_count < SHORT_WORDS else item.runs[item.runs % np.uint64(SAMPLE_ONE_IN) == 0]
    return np.unique(runs)


def _covered(item: Print, runs: Hashes) -> int:
    """How many words of the print lie in a run that is among `runs`."""
    width = min(RUN_WORDS, item.word_count)
    hits = np.isin(item.runs, runs)
    covered = np.zeros(item.word_count, bool)
    for step in range(width):
        covered[step : step + len(hits)] |= hits
    return int(covered.sum())


def _run_hashes(words: list[str]) -> Hashes:
    """One hash for every run of five words (fewer than five words: one run of them all), by position."""
    hashes = np.array([_word_hash(word) for word in words], np.uint64)
    length = min(RUN_WORDS, len(hashes))
    if not length:
        return hashes
    runs = np.zeros(len(hashes) - length + 1, np.uint64)
    for step in range(length):
        runs = (runs ^ hashes[step : step + len(runs)]) * _MULTIPLIER
        runs ^= runs >> np.uint64(29)
    return runs


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _bears_title(report: Report, words: list[str]) -> bool:
    """Whether enough of the title's longer words stand in the body, compared by their beginnings."""
    if report.title is None:
        return True
    title = {word.casefold()[:STEM_LETTERS] for word in _WORD.findall(report.title.words(report.text))}
    telling = {word for word in title if len(word) >= TELLING_LETTERS}
    beginnings = {word[:STEM_LETTERS] for word in words}
    return len(telling & beginnings) >= TITLE_SHARE * len(telling)


def _body(report: Report) -> str:
    title = report.title
    return report.text if title is None else f"{report.text[: title.start]} {report.text[title.end :]}"
