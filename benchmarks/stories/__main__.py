"""`python -m benchmarks.stories PATH [--limit N] [--part all|tune|report] [--peers]`: a violent_corpus or wikinews_stories file.

Each item is one report with its title, outlet (the host of its address) and day where the file states one. Gold is the
incident of a report, or the story that cites it. The path is the real one (read, dedupe, thread) with one saving: of each
report the first LEAD_LETTERS letters are read, whole lines, since threading weighs a report by its title and lead and by
the words that recur; the encoder would otherwise take most of the minutes. `--part` takes the half of the stories that
the weights were learnt on (violent corpus) or the threshold was chosen on (both), or the other half; without it the whole
file is measured. `live` is the fold alone, without the second look of a batch, over the same reports in order of time.
`--peers` adds the online clustering of Miranda et al., DBSCAN and Leiden, each fitted on the tune half of the same file;
they need scikit-learn, igraph and leidenalg. `reports_per_s` counts read, dedupe and thread; `thread_per_s` threading alone.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from benchmarks.stories.density import best_cosine, dbscan, lead_vector, leiden
from benchmarks.stories.metric import scores
from benchmarks.stories.online import Online, bags_of
from benchmarks.stories.single_pass import single_pass
from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.read.words import terms
from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.records.runs import Failure
from wireroom.records.spans import Span
from wireroom.thread import thread
from wireroom.thread.joins import counted_units
from wireroom.thread.live import ThreadState, fold
from wireroom.thread.stories import REACH_DAYS

LEAD_LETTERS = 1500
BATCH = 64
_ARCHIVED = "web.archive.org"
_WRITE = print


@dataclass(frozen=True, slots=True)
class Filed:
    """A report with the story that people filed it under."""

    report: Report
    story: str


def main(arguments: Sequence[str]) -> int:
    """Score one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N reports")
    parser.add_argument("--part", choices=("all", "tune", "report"), default="all")
    parser.add_argument("--peers", action="store_true", help="also the peers that need other packages")
    given = parser.parse_args(arguments)
    filed = [item for item in load(given.path) if given.part in ("all", part_of(item.story))][: given.limit]
    began = time.perf_counter()
    materials = materials_of([item.report for item in filed])
    read_s = time.perf_counter() - began
    found = stories_of(materials)
    thread_s = time.perf_counter() - began - read_s
    gold = [item.story for item in filed]
    _tell("wireroom", gold, [found[item.report.id] for item in filed])
    _tell("wireroom, live", gold, _live(materials))
    _tell("peer: single-pass TF-IDF, 7 days", gold, [str(number) for number in _peer(filed)])
    _tell("peer: every report alone", gold, [item.report.id for item in filed])
    if given.peers:
        _tell_peers(filed, materials)
    shown = scores(gold, [found[item.report.id] for item in filed])
    rates = {"reports_per_s": len(filed) / (read_s + thread_s), "thread_per_s": len(filed) / thread_s}
    values = {f"{key}_f1": round(score.f1, 4) for key, score in shown.items()}
    _WRITE(json.dumps(values | {key: round(rate, 1) for key, rate in rates.items()} | {"reports": len(filed)}))
    return 0


def part_of(story: str) -> str:
    """Which half a story falls into, by a hash of its name."""
    return "tune" if int(sha256(story.encode()).hexdigest()[:6], 16) % 2 else "report"


def load(path: Path) -> Iterator[Filed]:
    """The reports of a file in its order, each with its story."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "articles" in row:
            for number, article in enumerate(row["articles"]):
                name = f"{row['title']}/{number}"
                yield Filed(report_of(name, article["title"], article["text"], article["ext_url"], None), row["title"])
        else:
            yield Filed(
                report_of(row["doc_id"], row["title"], row["content"], row["uri"], row["dct"]), str(row["incident_id"])
            )


def materials_of(reports: Sequence[Report]) -> list[Material]:
    """Every report read and with its lineage, in order."""
    lineages = {lineage.report_id: lineage for lineage in dedupe(reports)}
    found = []
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        for report, reading in zip(batch, read(batch), strict=True):
            assert not isinstance(reading, Failure), f"{report.id} could not be read: {reading}"
            found.append(Material(report, reading, lineages[report.id]))
    return found


def stories_of(materials: Sequence[Material]) -> dict[str, str]:
    """For each report the story it is in; a report that is in none stands alone."""
    found = {material.report.id: material.report.id for material in materials}
    for story in thread(materials).stories:
        found |= dict.fromkeys(story.report_ids, story.id)
    return found


def report_of(name: str, title: str, content: str, address: str, day: str | None) -> Report:
    """A report as this benchmark reads it: its title and the first letters of its text."""
    title = " ".join(title.split())
    lines = [line.strip() for line in content.split("\n") if line.strip()]
    kept, letters = [], 0
    for line in lines:
        if letters >= LEAD_LETTERS:
            break
        kept.append(line)
        letters += len(line)
    text = "\n\n".join([title, *kept] if title else kept) or "-"
    published = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else None
    identity = sha256(f"{name}\x1f{address}".encode()).hexdigest()[:16]
    return Report(
        identity,
        text,
        name,
        Span(0, len(title)) if title else None,
        _host(address),
        address,
        published=published,
        published_grain="day" if day else None,
    )


def _host(address: str) -> str | None:
    inner = address[address.index("/http") + 1 :] if _ARCHIVED in address and "/http" in address else address
    return (urlsplit(inner).hostname or "").removeprefix("www.") or None


def _peer(filed: Sequence[Filed]) -> list[int]:
    bags = [Counter(terms(item.report.text)) for item in filed]
    return single_pass(bags, [item.report.published.toordinal() if item.report.published else 0 for item in filed])


def _live(materials: Sequence[Material]) -> list[str]:
    """The story of each report by the fold, nothing forgotten."""
    units = sorted(counted_units(materials), key=lambda unit: (unit.day is None, unit.day or 0, unit.report_id))
    state = ThreadState(window_days=None, reach_days=REACH_DAYS)
    found = {place.report_id: place.story_id for place in fold(state, units)}
    return [found.get(material.report.id, material.report.id) for material in materials]


def _tell_peers(filed: Sequence[Filed], materials: Sequence[Material]) -> None:
    """The peers that are fitted, with their seconds."""
    gold = [item.story for item in filed]
    fit = [number for number, story in enumerate(gold) if part_of(story) == "tune"]
    fit_gold = [gold[number] for number in fit]
    bags = [bags_of(material) for material in materials]
    days = [item.report.published.toordinal() if item.report.published else 0 for item in filed]
    online = Online().fit([bags[number] for number in fit], [days[number] for number in fit], fit_gold)
    began = time.perf_counter()
    labels = online.clusters(bags, days)
    _tell(f"peer: online, Miranda et al. ({_rate(filed, began)})", gold, labels)
    vectors = np.array([lead_vector(material) for material in materials])
    for clustering in (dbscan, leiden):
        cosine = best_cosine(clustering, vectors[fit], fit_gold)
        began = time.perf_counter()
        labels = clustering(vectors, cosine)
        _tell(f"peer: {clustering.__name__}, cosine {cosine} ({_rate(filed, began)})", gold, labels)


def _rate(filed: Sequence[Filed], began: float) -> str:
    return f"{len(filed) / (time.perf_counter() - began):.0f} reports a second"


def _tell(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    parts = [f"{key} P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}" for key, s in scores(gold, found).items()]
    _WRITE(f"{name}: " + "; ".join(parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
