"""The whole path on one machine: inputs in, one account out, nothing left behind.

    gather -> extract -> dedupe -> read -> thread -> weigh -> tell

Equal texts are read once: a copy takes over the reading of its twin under its own id.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from wireroom.config import Settings
from wireroom.records.accounts import Account
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.records.runs import Failure
from wireroom.records.stories import Threads, Weighed
from wireroom.run.stages import Extracted, Item, ReadOutcome, Recipe
from wireroom.run.workers import Workers, core_count

logger = logging.getLogger("wireroom")
Thing = TypeVar("Thing")
BATCH = 16  # items a job: a second or so of work, so that a lost worker loses little
WORTH_SPREADING = 24  # reports; below it, starting processes costs more than they save


class Progress(Protocol):
    """Hears how far a run is; `step` opens a stage of `total` items (None: unknown) and gives its ticker."""

    def step(self, name: str, total: int | None) -> AbstractContextManager[Callable[[int], None]]:
        """A context that yields a function to call with the number of items just done."""


class Silent:
    """Progress that nobody watches."""

    def step(self, name: str, total: int | None) -> AbstractContextManager[Callable[[int], None]]:
        """A ticker that does nothing."""
        del name, total
        return nullcontext(lambda _: None)


@dataclass(frozen=True, slots=True)
class Request:
    """What a brief is asked: inputs, and what to assume of items that do not say it themselves."""

    inputs: tuple[str, ...]
    published: datetime | None = None
    outlet: str | None = None
    as_of: datetime | None = None


def brief(
    request: Request, settings: Settings, *, stdin: BinaryIO | None = None, progress: Progress | None = None
) -> Account:
    """The checked account over all inputs; what failed is in `Account.failures`. Raises UsageError for bad use."""
    watch = progress or Silent()
    with Workers(settings.workers or core_count()) as workers:
        reports, failures = extract_all(request, settings, workers, watch, stdin)
        reports, notes = as_it_stood(reports, request.as_of)
        materials, unread = read_all(reports, settings, workers, watch)
    return tell_all(materials, [*failures, *unread], request, settings, watch, notes)


def extract_all(
    request: Request, settings: Settings, workers: Workers, watch: Progress, stdin: BinaryIO | None
) -> tuple[list[Report], list[Failure]]:
    """Every report of the inputs in order of id, each with an id of its own, and what could not be read."""
    from wireroom.extract import distinct
    from wireroom.gather import gather
    from wireroom.outlets import load_outlets
    from wireroom.run.naming import by_registry, captured_once

    registry = load_outlets(Path(settings.outlets) if settings.outlets else None)
    failures: list[Failure] = []
    captures = _good(gather(request.inputs, stdin=stdin), failures)
    recipe = Recipe(request.published, request.outlet, settings.encoder)
    reports: list[Report] = []
    with watch.step("extracting", None) as tick:
        for outcome in _outcomes("extract", captures, recipe, workers, tick, failures):
            extracted = from_bytes(outcome, Extracted)
            reports.extend(extracted.reports)
            failures.extend(extracted.failures)
    return distinct(by_registry(captured_once(reports), registry)), failures


def as_it_stood(reports: Sequence[Report], as_of: datetime | None) -> tuple[list[Report], list[str]]:
    """The reports published by `as_of`, with a note on what that leaves out. Undated reports stay, and are noted."""
    if as_of is None:
        return list(reports), []
    kept = [report for report in reports if report.published is None or report.published <= as_of]
    undated = sum(report.published is None for report in kept)
    notes = [f"As it stood at {as_of:%Y-%m-%d %H:%M} UTC: {len(reports) - len(kept)} later reports are left out."]
    if undated:
        notes.append(f"{undated} reports state no publication date; they are kept, because nothing places them later.")
    return kept, notes


def read_all(
    reports: Sequence[Report], settings: Settings, workers: Workers, watch: Progress
) -> tuple[list[Material], list[Failure]]:
    """Reports with their lineage and readings, in order of id; each distinct text is read once."""
    from wireroom.dedupe import dedupe
    from wireroom.outlets import load_outlets

    registry = load_outlets(Path(settings.outlets) if settings.outlets else None)
    lineages = {lineage.report_id: lineage for lineage in dedupe(reports, registry=registry)}
    twins = _twins(reports)
    readings, failures = _read_distinct([group[0] for group in twins], settings, workers, watch)
    materials = []
    for group in twins:
        reading = readings.get(group[0].id)
        if reading is not None:
            materials += [
                Material(report, replace(reading, report_id=report.id), lineages.get(report.id)) for report in group
            ]
    return sorted(materials, key=lambda material: material.report.id), failures


def tell_all(
    materials: Sequence[Material],
    failures: Sequence[Failure],
    request: Request,
    settings: Settings,
    watch: Progress,
    notes: Sequence[str] = (),
) -> Account:
    """The account of what was read: stories threaded, weighed and told."""
    from wireroom import __version__
    from wireroom.tell import tell
    from wireroom.thread import thread

    with _collector_at_rest():
        with watch.step("threading", None):
            threads = thread(materials)
        weighed = list(_weigh_each(threads, materials, request, settings, watch))
    notes = [*notes, *sorted({note for one in weighed for note in one.notes})]
    return tell(
        weighed,
        threads,
        materials,
        failures=sorted(failures),
        policy=settings.policy,
        as_of=request.as_of.isoformat() if request.as_of else None,
        made_by=f"wireroom {__version__}",
        notes=notes,
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Readings are many small records that live to the end; walking them at every collection costs two fifths of linking."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _weigh_each(
    threads: Threads, materials: Sequence[Material], request: Request, settings: Settings, watch: Progress
) -> Iterator[Weighed]:
    from wireroom.weigh import weigh

    by_id = {material.report.id: material for material in materials}
    with watch.step("weighing", len(threads.stories)) as tick:
        for story in threads.stories:
            members = [by_id[report_id] for report_id in story.report_ids]
            yield weigh(story, members, policy=settings.policy, as_of=request.as_of)
            tick(1)


def _read_distinct(
    reports: Sequence[Report], settings: Settings, workers: Workers, watch: Progress
) -> tuple[dict[str, Reading], list[Failure]]:
    recipe = Recipe(encoder=settings.encoder)
    readings: dict[str, Reading] = {}
    failures: list[Failure] = []
    team = workers if len(reports) >= WORTH_SPREADING else Workers(1)
    with watch.step("reading", len(reports)) as tick:
        for outcome in _outcomes("read", reports, recipe, team, tick, failures):
            read = from_bytes(outcome, ReadOutcome)
            readings.update((reading.report_id, reading) for reading in read.readings)
            failures.extend(read.failures)
    return readings, failures


def _outcomes(
    stage: str,
    items: Iterable[Item],
    recipe: Recipe,
    team: Workers,
    tick: Callable[[int], None],
    failures: list[Failure],
) -> Iterator[bytes]:
    """What the workers give for the items, batch by batch; the items of a batch that was lost go into `failures`."""
    lots: list[tuple[Item, ...]] = []
    for number, outcome in enumerate(team.map(_jobs(stage, items, to_bytes(recipe), lots))):
        if outcome is None:
            failures.extend(_killed(item.name) for item in lots[number])
        else:
            yield outcome
        tick(len(lots[number]))
        lots[number] = ()


def _jobs(
    stage: str, items: Iterable[Thing], recipe: bytes, lots: list[tuple[Thing, ...]]
) -> Iterator[tuple[str, bytes, bytes]]:
    """Jobs of BATCH items each; `lots` keeps what each job holds, so that a lost job can name its items."""
    stream = iter(items)
    while lot := tuple(islice(stream, BATCH)):
        lots.append(lot)
        yield stage, to_bytes(lot), recipe


def _twins(reports: Sequence[Report]) -> list[list[Report]]:
    groups: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        key = (report.text, report.title, report.published, report.pasted, report.outlet, report.lang)
        groups.setdefault(key, []).append(report)
    return list(groups.values())


def _good(items: Iterable[Thing | Failure], failures: list[Failure]) -> Iterator[Thing]:
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


def _killed(name: str) -> Failure:
    return Failure(
        name,
        "WorkerDied",
        "the process that worked on this item and its neighbours died twice, perhaps for want of "
        "memory. Run it again with --workers 1, or leave the largest items out.",
    )
