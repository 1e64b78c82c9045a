"""Which words two reports share: runs of five words, sampled to find the pairs, counted in full for the shares.

A text becomes the 32-bit hashes of its words and of its runs of five. Runs whose hash is divisible by a number go into an
index ("0 mod p" sampling: every text keeps the same runs, Manber 1994; Broder 1997), more of them for short texts. Unlike
a MinHash signature this sees a short text inside a long one as well as two equal texts, and gives the shares of both. What is
shared is then counted over every run; a changed word here and there between shared runs takes only itself away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from wireroom.dedupe.notices import rights_notices
from wireroom.dedupe.words import Words, mixed, words_of
from wireroom.records.reports import Report

RUN_WORDS = 5
# (texts of fewer words, one run in so many is indexed): twelve or so of any text that is long enough, all of a short one.
SAMPLES = ((64, 1), (240, 4))
SAMPLE_LONG = 12
# Longest stretch (words) between shared runs in which single equal words count as shared.
GAP_WORDS = 12
# Of an estimate: missing runs in a row that may be changed words, shared runs needed for that, and their share of both.
MISSING_RUNS = 4
LEAST_FILLING = 6
FILLING_SHARE = 0.4
# A title's words of four letters or more, compared by their first six; over a third of them stand in a real article.
TELLING_LETTERS = 4
TITLE_SHARE = 0.34

Keys = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

_FACTORS = tuple(np.uint64(pow(0xD1342543DE82EF95, step + 1, 2**64)) for step in range(RUN_WORDS))


@dataclass(frozen=True, eq=False)
class Print:
    """What is compared of a report's body (its title left out): hashes of words and of runs of five, by position.

    `starts` and `ends` are the words' code points in the text (None for a report whose text was not kept). `key` is equal for
    equal words. `mark_bits` tell, a bit a word, which words begin with a capital or a digit.
    `titled` is false when the body has hardly a word of its title: then it may be a page's furniture, not the article;
    `title_key` is equal for titles of the same longer words, 0 without a title.
    """

    words: Keys
    mark_bits: bytes
    titled: bool = True
    key: int = 0
    title_key: int = 0
    starts: Places | None = None
    ends: Places | None = None

    @cached_property
    def marks(self) -> Keys:
        """The words that tell two events apart: those with a capital or a digit (sorted, each once)."""
        bits = np.unpackbits(np.frombuffer(self.mark_bits, np.uint8), count=len(self.words))
        return _distinct(self.words[bits.astype(bool)])

    @cached_property
    def runs(self) -> Keys:
        """Hashes of the runs of five words by position; one run of them all when there are fewer."""
        return run_hashes(self.words)

    @cached_property
    def sorted_runs(self) -> Keys:
        """The runs in order of hash."""
        return np.sort(self.runs)

    @property
    def word_count(self) -> int:
        """Words of the body."""
        return len(self.words)


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Which words (by position) of each of two reports stand in the other, and their shares of each (0 to 1).

    `sampled` is the number of runs that an estimate rests on, 0 when all were counted; then `unchanged` is the share of the
    covered words that are likely the same.
    """

    left: Flags
    right_words: int
    right_count: int
    sampled: int = 0
    unchanged: float = 1.0

    @property
    def left_share(self) -> float:
        """Share of the left report's words that stand in the right one."""
        return self.unchanged * float(self.left.sum()) / max(len(self.left), 1)

    @property
    def right_share(self) -> float:
        """Share of the right report's words that stand in the left one."""
        return min(1.0, self.right_words / max(self.right_count, 1))

    @property
    def shared_words(self) -> int:
        """Words of the left report that stand in the right one."""
        return int(self.left.sum())


def prints_of(reports: Sequence[Report]) -> list[Print]:
    """The comparable print of each report: words of the body, of the whole text when there is no body."""
    table = words_of([report.text for report in reports])
    words = (table.hashes >> np.uint64(32)).astype(np.uint32)
    return [_print(report, table, words, number) for number, report in enumerate(reports)]


def run_hashes(words: Keys) -> Keys:
    """One hash for every run of five words (fewer than five: one run of them all), by position."""
    length = min(RUN_WORDS, len(words))
    if not length:
        return words
    wide = words.astype(np.uint64)
    sums = np.zeros(len(words) - length + 1, np.uint64)
    for step in range(length):
        sums += wide[step : step + len(sums)] * _FACTORS[step]
    return (mixed(sums) >> np.uint64(32)).astype(np.uint32)


def sample_rate(word_count: int) -> int:
    """One run in so many of a text of this length is indexed."""
    return next((rate for words, rate in SAMPLES if word_count < words), SAMPLE_LONG)


def sampled(item: Print) -> Keys:
    """The runs that go into the index, each once, sorted."""
    rate = sample_rate(item.word_count)
    runs = item.runs
    return _distinct(runs if rate == 1 else runs[runs % np.uint32(rate) == 0])


def asked(item: Print) -> Keys:
    """The runs to look up: those that a text of any length may have in the index."""
    rate = min(sample_rate(item.word_count), SAMPLES[-1][1])
    runs = item.runs
    return _distinct(runs if rate == 1 else runs[runs % np.uint32(rate) == 0])


def overlap(left: Print, right: Print) -> Overlap:
    """How much of each report's words stands in the other, counted over every run."""
    ours, theirs = _covered(left, right), _covered(right, left)
    if ours.all() or not ours.any():
        return Overlap(ours, int(theirs.sum()), right.word_count)
    our_gaps, their_gaps = _gaps(ours), _gaps(theirs)
    between, beyond = left.words[our_gaps], right.words[their_gaps]
    ours[our_gaps] = np.isin(between, beyond)
    return Overlap(ours, int(theirs.sum()) + int(np.isin(beyond, between).sum()), right.word_count)


def guessed_overlap(left: Print, right_count: int, shared: Keys) -> Overlap:
    """The overlap with a report of which only the indexed runs are known: `shared` of them stand here.

    Every word goes with the nearest run that the other report would have in the index. A missing run between shared ones is
    a changed word or two, not all the words around it; several in a row are only where many others are shared.
    """
    rate = np.uint32(sample_rate(right_count))
    places = np.flatnonzero(left.runs % rate == 0)
    hits = np.isin(left.runs[places], shared)
    if not hits.any():
        return Overlap(np.zeros(left.word_count, bool), 0, right_count, len(places))
    filled = _filled(hits)
    # A run is missing when any of its words is changed: where changes are even, a word is unchanged with the fifth root.
    unchanged = float((hits.sum() / filled.sum()) ** (1 / RUN_WORDS))
    middles = places + RUN_WORDS // 2
    nearest = np.searchsorted((middles[1:] + middles[:-1]) / 2, np.arange(left.word_count))
    covered = filled[nearest]
    return Overlap(covered, round(unchanged * covered.sum()), right_count, len(places), unchanged)


def _filled(hits: Flags) -> Flags:
    """The sampled runs that are shared or lie between shared ones."""
    filled = hits.copy()
    filled[1:-1] |= hits[:-2] & hits[2:]
    wide = hits.copy()
    for start, end in stretches(~hits, 1):
        if start and end < len(hits) and end - start <= MISSING_RUNS:
            wide[start:end] = True
    enough = hits.sum() >= LEAST_FILLING and hits.sum() >= FILLING_SHARE * wide.sum()
    return wide if enough else filled


def stretches(flags: Flags, least: int) -> list[tuple[int, int]]:
    """The half-open ranges of places where the flags hold for `least` places or more."""
    if not len(flags):
        return []
    turns = (np.flatnonzero(flags[1:] != flags[:-1]) + 1).tolist()
    edges = [*([0] if flags[0] else []), *turns, *([len(flags)] if flags[-1] else [])]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= least]


def _distinct(keys: Keys) -> Keys:
    """Each key once, sorted; a third of the cost of np.unique at this size."""
    keys = np.sort(keys)
    fresh = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return keys[fresh]


def _covered(item: Print, other: Print) -> Flags:
    """Which words of the print lie in a run of five that the other has as well."""
    covered = np.zeros(item.word_count, bool)
    theirs = other.sorted_runs
    if not len(item.runs) or not len(theirs):
        return covered
    at = np.minimum(np.searchsorted(theirs, item.runs), len(theirs) - 1)
    hits = theirs[at] == item.runs
    for step in range(min(RUN_WORDS, item.word_count)):
        covered[step : step + len(hits)] |= hits
    return covered


def _gaps(covered: Flags) -> Flags:
    """The places of short stretches that are not covered, between two that are."""
    gaps = np.zeros(len(covered), bool)
    for start, end in stretches(~covered, 1):
        if start and end < len(covered) and end - start <= GAP_WORDS:
            gaps[start:end] = True
    return gaps


def _print(report: Report, table: Words, words: Keys, number: int) -> Print:
    first, end = int(table.bounds[number]), int(table.bounds[number + 1])
    starts = table.starts[first:end]
    heading = None if report.title is None else _places(starts, report.title.start, report.title.end, first)
    left_out = [_places(starts, at, until, first) for at, until in rights_notices(report.text)]
    left_out += [heading] if heading else []
    if not left_out:
        return _from(table, words, slice(first, end), None)
    kept = np.ones(end - first, bool)
    for places in left_out:
        kept[places.start - first : places.stop - first] = False
    body = first + np.flatnonzero(kept)
    return _from(table, words, body if len(body) else slice(first, end), heading)


def _places(starts: Places, at: int, until: int, first: int) -> slice:
    low, high = np.searchsorted(starts, (at, until))
    return slice(first + int(low), first + int(high))


def _from(table: Words, words: Keys, body: "slice | Places", heading: slice | None) -> Print:
    own = words[body]
    telling = _telling(table, heading)
    titled = heading is None or _bears(telling, table.stems[body])
    title_key = 0 if heading is None else _digest(telling)
    mark_bits = np.packbits(table.marks[body]).tobytes()
    return Print(own, mark_bits, titled, _digest(own), title_key, table.starts[body], table.ends[body])


def _telling(table: Words, heading: slice | None) -> NDArray[np.uint64]:
    """The beginnings of the title's longer words, sorted."""
    if heading is None:
        return table.stems[:0]
    return np.unique(table.stems[heading][table.ends[heading] - table.starts[heading] >= TELLING_LETTERS])


def _bears(telling: NDArray[np.uint64], body: NDArray[np.uint64]) -> bool:
    """Whether enough of the title's longer words stand in the body, compared by their beginnings."""
    found = (telling[:, None] == body[None, :]).any(axis=1).sum()
    return bool(found >= TITLE_SHARE * len(telling))


def _digest(values: NDArray[np.generic]) -> int:
    return int.from_bytes(blake2b(values.tobytes(), digest_size=8).digest(), "little")
