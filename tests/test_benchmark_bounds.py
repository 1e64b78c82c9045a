"""Bounds of benchmarks: floors, ceilings, and bounds whose score is missing."""

import importlib.util
import json
from pathlib import Path

import pytest
from benchmarks.__main__ import broken_bounds

ROOT = Path(__file__).parent.parent / "benchmarks"
BOUNDS = {"f1": 0.9, "at_most": {"peak_mb": 700}}


@pytest.mark.parametrize(
    ("scores", "broken"),
    [
        ({"f1": 0.9, "peak_mb": 700}, []),
        ({"f1": 0.95, "peak_mb": 469}, []),
        ({"f1": 0.89, "peak_mb": 469}, ["f1: 0.89 < 0.9"]),
        ({"f1": 0.9, "peak_mb": 701}, ["peak_mb: 701 > 700"]),
        ({"f1": 0.9}, ["peak_mb: None > 700"]),
        ({"peak_mb": 1}, ["f1: None < 0.9"]),
    ],
)
def test_a_score_out_of_its_bounds_is_named(scores: dict[str, float], broken: list[str]) -> None:
    assert broken_bounds(scores, BOUNDS) == broken


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/floors.json")), ids=lambda path: path.parent.name)
def test_every_benchmark_with_bounds_can_be_run(path: Path) -> None:
    assert importlib.util.find_spec(f"benchmarks.{path.parent.name}.__main__") is not None
    for bounds in json.loads(path.read_text(encoding="utf-8")).values():
        assert bounds.keys() - {"at_most"}
        assert all(isinstance(bound, int | float) for name, bound in bounds.items() if name != "at_most")
