"""`python -m benchmarks.stories PATH [--limit N] [--part all|tune|report]`: a violent_corpus or wikinews_stories file.

Each item is one report with its title, outlet (the host of its address) and day where the file states one. Gold is the
incident of a report, or the story that cites it. The path is the real one (read, dedupe, thread) with one saving: of each
report the first LEAD_LETTERS letters are read, whole lines, since threading weighs a report by its title and lead and by
the words that recur; the encoder would otherwise take most of the minutes. `--part` takes the half of the stories that
the constants were tuned on, or the other half; without it the whole file is measured. `reports_per_s` counts read, dedupe
and thread; `thread_per_s` threading alone.
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

from benchmarks.stories.metric import scores
from benchmarks.stories.peers import single_pass
from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.read.words import terms
from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.records.runs import Failure
from wireroom.records.spans import Span
from wireroom.thread import thread

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
    given = parser.parse_args(arguments)
    filed = [item for item in load(given.path) if given.part in ("all", part_of(item.story))][: given.limit]
    began = time.perf_counter()
    materials = materials_of([item.report for item in filed])
    read_s = time.perf_counter() - began
    found = stories_of(materials)
    thread_s = time.perf_counter() - began - read_s
    gold = [item.story for item in filed]
    _tell("wireroom", gold, [found[item.report.id] for item in filed])
    _tell("peer: single-pass TF-IDF, 7 days", gold, [str(number) for number in _peer(filed)])
    _tell("peer: every report alone", gold, [item.report.id for item in filed])
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
                yield Filed(_report(name, article["title"], article["text"], article["ext_url"], None), row["title"])
        else:
            yield Filed(
                _report(row["doc_id"], row["title"], row["content"], row["uri"], row["dct"]), str(row["incident_id"])
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


def _report(name: str, title: str, content: str, address: str, day: str | None) -> Report:
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


def _tell(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    parts = [f"{key} P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}" for key, s in scores(gold, found).items()]
    _WRITE(f"{name}: " + "; ".join(parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
