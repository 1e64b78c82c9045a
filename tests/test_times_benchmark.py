"""The benchmark of times: folds take out what only the held-out documents vouch for; peers are read generously."""

from datetime import UTC, datetime

import pytest
from benchmarks.times.__main__ import found_in
from benchmarks.times.folds import folds
from benchmarks.times.metric import Timex
from benchmarks.times.peers import compared

PUBLISHED = datetime(2019, 3, 5, tzinfo=UTC)
Document = tuple[str, datetime | None, list[Timex]]


def document(before: str, words: str, value: str) -> Document:
    return f"{before} {words}.", PUBLISHED, [(len(before) + 1, len(before) + 1 + len(words), value)]


def test_a_rule_that_one_document_alone_supports_is_not_there_when_it_is_scored() -> None:
    weekdays = [document("It rained on", "Monday", "2019-03-04")] * 4
    lone = document("It began in", "the 19th century", "18")
    result = folds([*weekdays, lone], 5, found_in)
    assert result["as_shipped_value_f1"] == 1.0
    # Four values are right of five in gold and four found.
    assert result["by_rule_value_f1"] == pytest.approx(8 / 9)


def test_a_first_word_without_support_goes_though_its_rule_stays() -> None:
    rows = [document("It rained on", "Monday", "2019-03-04")] * 2 + [document("It rained on", "Sunday", "2019-03-03")]
    result = folds(rows, 3, found_in)
    assert result["by_rule_value_f1"] == 1.0
    assert result["by_entry_value_f1"] == pytest.approx(4 / 5)


def test_a_cue_that_one_document_alone_supports_is_not_there_when_it_is_scored() -> None:
    rows = [document("It rained on", "Friday", "2019-03-01")] * 4 + [document("It is slated", "Friday", "2019-03-08")]
    result = folds(rows, 5, found_in)
    assert result["by_entry_value_f1"] == 1.0
    assert result["by_all_value_f1"] == pytest.approx(4 / 5)


def test_the_same_seed_gives_the_same_folds() -> None:
    rows = [document("It rained on", day, value) for day, value in (("Monday", "2019-03-04"), ("Sunday", "2019-03-03"))]
    assert folds(rows, 2, found_in) == folds(rows, 2, found_in)


def test_the_reader_stands_beside_whatever_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    result = compared([document("It rained on", "Monday", "2019-03-04")], found_in)
    assert result["wireroom value_f1"] == 1.0
    printed = capsys.readouterr()
    assert "ctparse" in printed.out + printed.err
