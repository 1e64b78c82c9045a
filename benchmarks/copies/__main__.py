"""`python -m benchmarks.copies PATH [--part tune|report|all] [--peers] [--live]`: copies made from real texts, found again.

PATH is a file or folder of reports (violent_corpus, wikinews_stories, fakes_syria, t17, or lines of {text, title?, outlet?,
published?}). From every text of 120 words or more, distinct by an exact count of shared runs of eight words, one copy is made
in one of eight ways (`make`). The texts fall into two parts by a hash of their event: constants and peers' thresholds were
set on `tune`; `report` is the default. `--peers` runs datasketch, rensa and semhash on the same reports (they must be
installed). `--live` takes the reports as a stream that keeps no text, so that all shares are estimates.
`reports_per_s` is of processor time.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from benchmarks.copies.make import KINDS, Copy, copies_of
from benchmarks.copies.metric import GREY, Found, Pair, Score, score
from benchmarks.copies.texts import Original, load, overlaps
from wireroom.dedupe import dedupe
from wireroom.records.reports import Lineage, Report

SEED = 20190305
_WRITE = print


def main(arguments: Sequence[str]) -> int:
    """Score one file or folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--peers", action="store_true", help="run datasketch, rensa and semhash beside")
    parser.add_argument("--live", action="store_true", help="as a stream that keeps no text: estimated shares")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, by id")
    given = parser.parse_args(arguments)
    originals = load(given.path)
    reports, copies, grey = case(originals, given.part)
    began = time.process_time()
    found = _ours(reports, live=given.live)
    seconds = time.process_time() - began
    scores = _tell("wireroom", found, copies, grey)
    _WRITE(f"{len(reports)} reports, {len(copies)} of them copies; {len(reports) / seconds:.0f} reports/s")
    _WRITE(f"{_negatives(originals, reports, grey)} pairs of one event written independently (under {GREY:.0%} shared)")
    if given.errors:
        _list_errors(found, copies, grey)
    if given.peers:
        from benchmarks.copies.peers import run

        tuned = case(originals, "tune" if given.part == "report" else "report")
        for name, rows, threshold, rate in run(tuned, (reports, copies, grey)):
            _tell(f"peer: {name} (threshold {threshold}), {rate:.0f} reports/s", rows, copies, grey)
    per_kind = {f"{kind.replace(' ', '_')}_f1": round(scores[kind].f1, 4) for kind in KINDS}
    _WRITE(json.dumps(_values(scores["all"]) | per_kind | {"reports_per_s": round(len(reports) / seconds, 1)}))
    return 0


def case(originals: Sequence[Original], part: str) -> tuple[list[Report], list[Copy], set[Pair]]:
    """Reports of one part with the copies among them in order of id, and the pairs that share text by nature."""
    mine = [original for original in originals if part == "all" or _part(original) in (part, "spare")]
    spare = [original for original in mine if _part(original) == "spare"]
    shared = overlaps(mine)
    dropped: set[str] = set()
    for (left, right), share in shared.items():
        if share >= 0.5 and left not in dropped:
            dropped.add(right)
    mine = [one for one in mine if one.id not in dropped and _part(one) != "spare"]
    reports, copies = copies_of(mine, [one for one in spare if one.id not in dropped], SEED)
    grey = {frozenset(pair) for pair, share in shared.items() if share >= GREY}
    reports = sorted([*reports, *(copy.report for copy in copies)], key=lambda report: report.id)
    return reports, copies, grey | _copied_grey(grey, copies)


def _copied_grey(grey: set[Pair], copies: Sequence[Copy]) -> set[Pair]:
    """What shares text by nature with an original, or with a text inserted, may share it with the copy."""
    made_of: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        for part in (copy.of, copy.other or copy.of):
            made_of[part].add(copy.report.id)
    return {
        frozenset((one, other))
        for left, right in map(sorted, grey)
        for one in {left} | made_of[left]
        for other in {right} | made_of[right]
    }


def _part(original: Original) -> str:
    number = int(sha256(original.event.encode()).hexdigest()[:6], 16) % 10
    return "spare" if number >= 8 else "tune" if number % 2 else "report"


def _negatives(originals: Sequence[Original], reports: Sequence[Report], grey: set[Pair]) -> int:
    """Pairs of originals among the reports that tell of one event and share next to no text."""
    ids = {report.id for report in reports}
    told: dict[str, list[str]] = defaultdict(list)
    for original in originals:
        if original.id in ids and original.event:
            told[original.event].append(original.id)
    return sum(frozenset(pair) not in grey for members in told.values() for pair in combinations(members, 2))


def _ours(reports: Sequence[Report], *, live: bool) -> list[Found]:
    if not live:
        return [one for line in dedupe(reports) for one in found_in(line)]
    from wireroom.dedupe.live import LiveLineage
    from wireroom.dedupe.ordering import in_order

    stream = LiveLineage(window_days=None, whole_reports=0)
    return [one for line in stream.take(in_order(reports)) for one in found_in(line)]


def found_in(line: Lineage) -> list[Found]:
    """The pairs that a lineage gives."""
    if line.of is None:
        return []
    first = Found(frozenset((line.report_id, line.of)), line.share, line.of, line.direction_known)
    return [first, *(Found(frozenset((line.report_id, part.of)), part.share, part.of) for part in line.also)]


def _tell(name: str, found: Sequence[Found], copies: Sequence[Copy], grey: set[Pair]) -> dict[str, Score]:
    scores = {"all": score(found, copies, grey, copies)}
    scores |= {kind: score(found, copies, grey, [copy for copy in copies if copy.kind == kind]) for kind in KINDS}
    _WRITE(name)
    for kind, one in scores.items():
        _WRITE(
            f"  {kind:18} P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f}"
            f"  share error {one.share_error:.3f}  direction {one.direction:.3f}"
        )
    return scores


def _values(one: Score) -> dict[str, float]:
    values = {"pair_f1": one.f1, "precision": one.precision, "recall": one.recall}
    return {
        key: round(value, 4)
        for key, value in {**values, "share_accuracy": 1 - one.share_error, "direction_accuracy": one.direction}.items()
    }


def _list_errors(found: Sequence[Found], copies: Sequence[Copy], grey: set[Pair]) -> None:
    gold = {frozenset((copy.report.id, copy.of)): copy for copy in copies}
    pairs = {one.pair: one for one in found}
    for pair, copy in gold.items():
        if pair not in pairs:
            _WRITE(f"missed {copy.kind}: {copy.report.id} of {copy.of}, share {copy.share:.2f}")
        elif abs(pairs[pair].share - copy.share) > 0.1:
            _WRITE(f"share {copy.kind}: {copy.report.id} of {copy.of}, {pairs[pair].share:.2f} for {copy.share:.2f}")
    for pair, one in pairs.items():
        if pair not in gold and pair not in grey:
            _WRITE(f"wrong: {sorted(pair)} share {one.share:.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
