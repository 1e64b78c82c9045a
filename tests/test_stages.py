"""The laws of the stages: map(a + b) = map(a) + map(b), links ignore order, processes change nothing."""

from dataclasses import replace

import pytest

from wireroom.config import Settings
from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.records.codec import to_bytes
from wireroom.records.readings import Material
from wireroom.records.reports import Report
from wireroom.records.runs import Failure
from wireroom.records.stories import Threads
from wireroom.run.local import Silent, read_all
from wireroom.run.stages import map_safely
from wireroom.run.workers import Workers
from wireroom.thread import thread
from wireroom.weigh import weigh

TEXTS = (
    "BELMARE (Orda Wire) - At least 12 people were killed when the dam broke on Monday, the mayor said.",
    "The mayor of Belmare, Lena Orst, said on Tuesday that 14 people had died. About 300 were moved to schools.",
    "Fighters of the River Front shelled the mine near Tolva. A spokesman denied that civilians were held.",
    "The film took three prizes at the festival. Its maker thanked her mother.",
    "Bus fares rise by a tenth in May, the town hall said.",
)
REPORTS = [Report(f"r{number}", text, f"{number}.txt") for number, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def materials() -> list[Material]:
    lineages = {lineage.report_id: lineage for lineage in dedupe(REPORTS)}
    readings = read(REPORTS)
    return [Material(report, reading, lineages[report.id]) for report, reading in zip(REPORTS, readings, strict=True)]


@pytest.mark.parametrize("cut", range(len(REPORTS) + 1))
def test_reading_a_batch_is_reading_its_parts(cut: int, materials: list[Material]) -> None:
    parts = read(REPORTS[:cut]) + read(REPORTS[cut:])
    assert [to_bytes(part) for part in parts] == [to_bytes(material.reading) for material in materials]


def test_dedupe_ignores_order() -> None:
    copies = [*REPORTS, replace(REPORTS[0], id="r9", name="9.txt")]
    assert dedupe(copies) == dedupe(copies[::-1])


def test_threading_ignores_order(materials: list[Material]) -> None:
    assert thread(materials) == thread(materials[::-1])


def test_weighing_ignores_order(materials: list[Material]) -> None:
    threads: Threads = thread(materials)
    assert threads.stories
    for story in threads.stories:
        members = [material for material in materials if material.report.id in story.report_ids]
        assert weigh(story, members) == weigh(story, members[::-1])


def test_processes_change_nothing() -> None:
    many = [
        replace(report, id=f"{report.id}-{copy}", text=f"{report.text} ({copy})")
        for report in REPORTS
        for copy in range(6)
    ]
    with Workers(1) as one, Workers(2) as two:
        alone = read_all(many, Settings(), one, Silent())
        together = read_all(many, Settings(), two, Silent())
    assert to_bytes(alone) == to_bytes(together)


def test_one_bad_item_costs_only_itself() -> None:
    def stage(items: list[Report]) -> list[str]:
        return [str(1 / len(item.text)) for item in items]

    outcomes = map_safely(stage, [REPORTS[0], replace(REPORTS[1], text="", name="empty.txt"), REPORTS[2]])
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].input == "empty.txt"
    assert [type(outcome) for outcome in outcomes] == [str, Failure, str]
