"""`python -m benchmarks.stories PATH [--errors]`: dedupe, read and thread, against the stories of a gold file.

PATH is a violent_corpus file (`incident_id`, `title`, `dct`, `content`) or a wikinews_stories file (`title`, `articles`). A
report that ended in no story stands alone. The peer's threshold is the best of several on the file itself, which favours
it. Further keys: `link_ms` is the CPU time of dedupe and thread a report, `peer_*` are the peer's scores.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.stories.metric import bcubed, pairwise
from benchmarks.stories.peer import single_pass, weights_of
from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.records.spans import Span
from wireroom.thread import thread

BATCH = 64
PEER_THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
MOST_ERRORS = 40


@dataclass(frozen=True, slots=True)
class Filed:
    """A report and the story that people filed it under."""

    report: Report
    story: str


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1 or not Path(paths[0]).exists():
        print("usage: python -m benchmarks.stories PATH [--errors]   (PATH must exist)", file=sys.stderr)
        return 2
    filed = list(filed_reports(Path(paths[0])))
    gold = [item.story for item in filed]
    began = time.monotonic()
    materials, link_s = _materials([item.report for item in filed])
    linking = time.process_time()
    said = groups_of(materials)
    link_s += time.process_time() - linking
    result: dict[str, float | int] = dict(_scores(gold, said))
    result["reports_per_s"] = round(len(filed) / (time.monotonic() - began), 1)
    result |= {"link_ms": round(1000 * link_s / max(len(filed), 1), 2), "reports": len(filed)}
    result |= {f"peer_{key}": value for key, value in _peer(materials, gold).items()}
    print(f"every report alone: {_scores(gold, [item.report.id for item in filed])}")
    print(f"groups: {len(set(gold))} in the gold, {len(set(said))} found")
    if "--errors" in arguments:
        _show(filed, said)
    print(json.dumps(result))
    return 0


def filed_reports(path: Path) -> Iterator[Filed]:
    """The reports of a file in either format; ids are numbers, so nothing leaks from them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        for number, article in enumerate(row.get("articles", ())):
            yield Filed(
                _report(f"{len(line)}-{row['title'][:40]}-{number}", article["title"], article["text"]), row["title"]
            )
        if "incident_id" in row:
            name = f"{row['dct']}-{row['doc_id']}"
            yield Filed(
                _report(name, row["title"], row["content"], day=row["dct"], url=row["uri"]), str(row["incident_id"])
            )


def groups_of(materials: Sequence[Material]) -> list[str]:
    """For each report the story that holds most of its passages, else its own id."""
    held: dict[str, Counter[str]] = {material.report.id: Counter() for material in materials}
    for story in thread(materials).stories:
        for report_id in story.report_ids:
            held[report_id][story.id] += 1
        for passage in story.passages:
            held[passage.report_id][story.id] += 1
    return [_most(held[material.report.id]) or material.report.id for material in materials]


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _materials(reports: Sequence[Report]) -> tuple[list[Material], float]:
    """Everything that threading takes, and the CPU seconds of dedupe."""
    began = time.process_time()
    lineages = {line.report_id: line for line in dedupe(reports)}
    dedupe_s = time.process_time() - began
    materials = []
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        for report, reading in zip(batch, read(batch), strict=True):
            assert isinstance(reading, Reading), f"{report.id} could not be read: {reading}"
            materials.append(Material(report, reading, lineages[report.id]))
    return materials, dedupe_s


def _scores(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    return {
        "bcubed_f1": round(bcubed(gold, said).f1, 4),
        "pairwise_f1": round(pairwise(gold, said).f1, 4),
        "multi_bcubed_f1": round(bcubed(gold, said, least=2).f1, 4),
    }


def _peer(materials: Sequence[Material], gold: Sequence[str]) -> dict[str, float]:
    weights = weights_of(
        [[stem for sentence in item.reading.sentences for stem in sentence.terms] for item in materials]
    )
    days = [item.report.published.toordinal() if item.report.published else None for item in materials]
    runs = [_scores(gold, single_pass(weights, days, threshold=cut)) for cut in PEER_THRESHOLDS]
    for cut, scores in zip(PEER_THRESHOLDS, runs, strict=True):
        print(f"peer, threshold {cut}: {scores}")
    return max(runs, key=lambda scores: scores["bcubed_f1"])


def _report(name: str, title: str, body: str, *, day: str | None = None, url: str | None = None) -> Report:
    heading = " ".join(title.split())
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(
        id=name,
        text=f"{heading}\n\n{body}" if heading else body,
        name=name,
        title=Span(0, len(heading)) if heading else None,
        outlet=_host(url),
        url=url,
        published=published,
        published_grain="day" if published else None,
        lang="en",
    )


def _host(url: str | None) -> str | None:
    """The host of an address; inside a web archive's address, of the page that was archived."""
    page = "http" + url.rpartition("/http")[2] if url and "/http" in url else url
    try:
        return (urlsplit(page).hostname or "").removeprefix("www.") or None if page else None
    except ValueError:
        return None


def _show(filed: Sequence[Filed], said: Sequence[str]) -> None:
    """Pairs of reports wrongly together, then wrongly apart, by their titles."""
    first_said: dict[str, int] = {}
    first_gold: dict[str, int] = {}
    together, apart = [], []
    for number, item in enumerate(filed):
        before = first_said.setdefault(said[number], number)
        if filed[before].story != item.story:
            together.append(("together", before, number))
        before = first_gold.setdefault(item.story, number)
        if said[before] != said[number]:
            apart.append(("apart", before, number))
    for kind, left, right in [*together[:MOST_ERRORS], *apart[:MOST_ERRORS]]:
        words = [f"{str(filed[n].report.published)[:10]} {filed[n].report.text[:110]!r}" for n in (left, right)]
        print(f"{kind} | {words[0]} | {words[1]}")
    print(f"wrongly together {len(together)}, wrongly apart {len(apart)} (against the first report of the group)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
