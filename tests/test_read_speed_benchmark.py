"""The scores of benchmarks/read_speed: rates, ratios inside a round, padding, and which reports are read."""

import json
import os
from pathlib import Path

import pytest
from benchmarks.memory import family
from benchmarks.read_speed.__main__ import reports_in
from benchmarks.read_speed.figures import Pass, in_lots, padding_share, ratios, speeds


def passes(*seconds: float) -> list[Pass]:
    return [Pass(each, each * 2) for each in seconds]


def test_speeds_are_medians_by_the_clock_and_by_processor_time() -> None:
    found = speeds({"stage": passes(1, 2, 50)}, {"stage": passes(4, 5, 90)}, sentences=200)
    assert found == {"stage_per_s": 100.0, "stage_one_core_per_s": 20.0}


def test_ratios_compare_forms_of_one_round() -> None:
    # The machine is ten times slower in the second round: the ratio is the same.
    forms = {"stage": passes(2, 20), "int8": passes(1, 10), "torch": passes(6, 60)}
    found = ratios(forms, forms)
    assert found["encoder_share"] == 0.5
    assert (found["int8_over_torch"], found["int8_over_torch_one_core"], found["stage_over_torch"]) == (6, 6, 3)


def test_ratios_leave_out_peers_that_did_not_run() -> None:
    forms = {"stage": passes(2), "int8": passes(1)}
    assert set(ratios(forms, forms)) == {"encoder_share"}


@pytest.mark.parametrize(
    ("batches", "share"), [([], 0.0), ([[]], 0.0), ([[5, 5], [7]], 0.0), ([[2, 4]], 0.25), ([[1, 9], [10]], 0.286)]
)
def test_padding_is_what_rows_lack_to_the_longest(batches: list[list[int]], share: float) -> None:
    assert padding_share(batches) == pytest.approx(share, abs=1e-3)


def test_lots_keep_the_order_and_every_row() -> None:
    assert in_lots([3, 1, 2, 9, 4], 2) == [[3, 1], [2, 9], [4]]


def test_reports_of_equal_text_are_read_once(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "The bridge is shut.", "time": "2031-05-02", "outlet": "harn"},
        {"id": "b", "text": "The bridge is shut.", "time": "2031-05-03"},
        {"text": "The bridge is open."},
        {"text": "The bridge is gone."},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    reports = reports_in(path, most=3)
    assert [report.text for report in reports] == ["The bridge is shut.", "The bridge is open."]
    assert reports[1].published is None


def test_family_begins_with_the_process_itself() -> None:
    assert next(iter(family(os.getpid()))) == os.getpid()
