"""Lineage of a stream: it agrees with the batch, survives save and reload, forgets, and says when a share is an estimate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_dedupe import OTHER, PIECES, STORY, report
from wireroom.dedupe import dedupe
from wireroom.dedupe.index import Index
from wireroom.dedupe.live import LiveLineage
from wireroom.dedupe.ordering import in_order
from wireroom.records.reports import Lineage, Report

DAY = 24.0
MOMENTS = st.sampled_from([None, 0.0, 1.0, 30.0, 24.0 * 9, 24.0 * 20])
TEXTS = st.lists(st.tuples(st.lists(st.sampled_from(PIECES), max_size=8), MOMENTS, st.booleans()), max_size=9)


def reports_of(drawn: Sequence[tuple[list[str], float | None, bool]]) -> list[Report]:
    return [
        report(
            f"r{number}",
            ". ".join(pieces),
            hours=hours,
            outlet=f"o{number % 3}",
            url="https://one.example/a" if addressed else None,
        )
        for number, (pieces, hours, addressed) in enumerate(drawn)
    ]


def without_changes(lines: Sequence[Lineage]) -> dict[str, Lineage]:
    return {line.report_id: replace(line, changes=()) for line in lines}


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_stream_in_order_of_publication_agrees_with_the_batch(
    drawn: list[tuple[list[str], float | None, bool]],
) -> None:
    reports = reports_of(drawn)
    assert without_changes(LiveLineage().take(in_order(reports))) == without_changes(dedupe(reports))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 9), st.sampled_from([0, 2, 100]))
def test_saved_and_loaded_midway_gives_the_same(
    drawn: list[tuple[list[str], float | None, bool]], cut: int, whole: int
) -> None:
    reports = reports_of(drawn)
    straight = LiveLineage(whole_reports=whole)
    first = LiveLineage(whole_reports=whole)
    before = first.take(reports[:cut])
    second = LiveLineage.from_bytes(first.to_bytes())
    assert [*before, *second.take(reports[cut:])] == straight.take(reports)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_one_by_one_is_all_at_once(drawn: list[tuple[list[str], float | None, bool]]) -> None:
    reports = reports_of(drawn)
    at_once, one_by_one = LiveLineage(whole_reports=3), LiveLineage(whole_reports=3)
    assert at_once.take(reports) == [line for item in reports for line in one_by_one.take([item])]


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 200))
def test_an_unrelated_report_changes_nothing(drawn: list[tuple[list[str], float | None, bool]], hours: int) -> None:
    reports = reports_of(drawn)
    stranger = report("z", "Ein Zug hielt gestern ohne Grund im Tunnel bei Ardo, teilte die Bahn mit.", hours=hours)
    assert [line for line in dedupe([*reports, stranger]) if line.report_id != "z"] == list(dedupe(reports))


def test_reports_older_than_the_window_are_forgotten() -> None:
    live = LiveLineage(window_days=30)
    live.take([report("a", STORY)])
    within = live.take([report("b", STORY, hours=29 * DAY)])[0]
    live.take([report("n", OTHER, hours=70 * DAY), report("m", OTHER[:200], hours=70 * DAY)])
    after = live.take([report("c", STORY, hours=70 * DAY)])[0]
    assert (within.of, after.kind, after.of) == ("a", "original", None)


def test_forgotten_reports_leave_no_weight() -> None:
    live = LiveLineage(window_days=1, whole_reports=10)
    sizes = []
    for day in range(6):
        texts = [" ".join(f"w{day}x{number}x{place}" for place in range(12)) for number in range(4200)]
        live.take([report(f"{day}-{number}", text, hours=day * DAY * 2) for number, text in enumerate(texts)])
        sizes.append(len(live.to_bytes()))
    assert sizes[-1] < 2.5 * sizes[0]


def test_one_date_in_the_future_does_not_make_the_stream_forget() -> None:
    live = LiveLineage(window_days=30)
    live.take([report("a", STORY), report("f", OTHER, hours=24 * 365 * 80)])
    assert live.take([report("b", STORY, hours=5)])[0].of == "a"


def test_the_time_of_capture_moves_the_clock_and_is_no_publication() -> None:
    captured = datetime(2031, 5, 4, tzinfo=UTC)
    first, late = (
        replace(report(name, STORY, hours=None), captured=captured + timedelta(days=days))
        for name, days in (("a", 0), ("b", 3))
    )
    line = LiveLineage().take([first, late])[1]
    assert (line.of, line.direction_known) == ("a", False)


def test_a_share_without_the_words_is_an_estimate_that_says_so() -> None:
    live = LiveLineage(whole_reports=0)
    long = f"{STORY} {OTHER}"
    lines = live.take([report("a", long), report("b", f"{long} The council meets on Friday.", hours=1)])
    assert (lines[1].kind, lines[1].of, lines[1].estimated) == ("copy", "a", True)
    assert any("estimated" in reason for reason in lines[1].reasons)
    assert abs(lines[1].share - 0.97) < 0.1


def test_what_came_in_later_with_an_earlier_date_is_not_said_to_be_the_copy() -> None:
    line = LiveLineage().take([report("a", STORY, hours=5), report("b", STORY, hours=0)])[1]
    assert (line.of, line.direction_known) == ("a", False)
    assert any("earlier publication" in reason for reason in line.reasons)


def test_other_bytes_are_no_state() -> None:
    with pytest.raises(msgspec.DecodeError):
        LiveLineage.from_bytes(b"nonsense")


def test_the_index_finds_the_first_holders_whatever_its_parts() -> None:
    draw = np.random.default_rng(7)
    keys = draw.integers(0, 50, 4000, np.uint32)
    owners = np.sort(draw.integers(0, 900, 4000))
    whole, pieces = Index(), Index()
    whole.add(keys, owners)
    for start in range(0, 4000, 37):
        pieces.add(keys[start : start + 37], owners[start : start + 37])
    asked = np.arange(60, dtype=np.uint32)
    lows = draw.integers(0, 900, 60)
    for index in (whole, pieces):
        at, found = index.find(asked, lows, 5)
        for key in asked.tolist():
            held = sorted(owners[(keys == key) & (owners >= lows[key])].tolist())[:5]
            assert sorted(found[at == key].tolist()) == held
