"""The made stream of `benchmarks.thread_scale`, on a pool of invented texts: lazily in order of time, the same bytes each time."""

from pathlib import Path

import pytest
from benchmarks.thread_scale import parts
from benchmarks.thread_scale.pool import Pool, Row, read_rows
from benchmarks.thread_scale.stream import DAY_S, DAYS, FIRST_DAY, Item, batches, generate, write_stream

from tests.thread_factories import EVENTS

SIZE = 300


@pytest.fixture(scope="module")
def pool() -> Pool:
    turns = ((0, 1, 2, 3), (1, 0, 3, 2))
    rows = [
        Row(
            f"{event}-{turn}",
            event,
            f"{('News of the', 'All on the')[turn]} {event}",
            "\n".join([*(lines[row] for row in order), *lines]),
            "2031-05-02",
        )
        for event, lines in EVENTS.items()
        for turn, order in enumerate(turns)
    ]
    return Pool(list(read_rows(rows)), [1, 1, 2, 3, 5], [0, 0, 1, 3, 40])


@pytest.fixture(scope="module")
def stream(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("stream") / "stream.msgpack"
    write_stream(pool, SIZE, file)
    return file


def items_of(stream: Path) -> list[Item]:
    return [item for batch in batches(stream) for item in batch]


def test_the_same_pool_gives_the_same_stream(pool: Pool, stream: Path) -> None:
    assert list(generate(pool, SIZE)) == items_of(stream)


def test_reports_come_in_order_of_time_within_thirty_days(stream: Path) -> None:
    moments = [item.moment for item in items_of(stream)]
    assert len(moments) == SIZE
    assert moments == sorted(moments)
    assert all(FIRST_DAY * DAY_S <= moment <= (FIRST_DAY + DAYS) * DAY_S for moment in moments)


def test_a_copy_comes_after_what_it_copies_and_has_its_words(stream: Path) -> None:
    seen: dict[str, Item] = {}
    for item in items_of(stream):
        if item.of:
            assert seen[item.of].event == item.event
        if item.kind == "copy":
            assert len(set(item.text.split()) & set(seen[item.of].text.split())) > 0.7 * len(set(item.text.split()))
        seen[item.id] = item
    assert {"original", "copy", "partial_copy"} == {item.kind for item in seen.values()}


def test_two_events_on_one_text_have_other_names(stream: Path) -> None:
    events: dict[int, set[str]] = {}
    for item in items_of(stream):
        events.setdefault(item.event, set()).update(key for key in item.keys if not key[0].isalnum())
    named = [frozenset(names) for names in events.values() if names]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("part", [parts.lineage_live, parts.thread_live, parts.thread_batch, parts.lineage_batch])
def test_parts_are_measured(part, stream: Path) -> None:
    figures = part(stream)
    assert figures["reports"] == SIZE
    assert figures["reports_per_s"] > 0
    assert figures.get("bcubed_f1", 1) > 0.5
