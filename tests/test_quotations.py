"""Quotation marks of every kind are paired; apostrophes are left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.read.quotations import find_quotations

CASES = [
    ('He said "yes" twice.', ["yes"]),
    ("He said “yes” twice.", ["yes"]),
    ("He said ‘yes’ twice.", ["yes"]),
    ("He said 'yes' twice.", ["yes"]),
    ("He said „yes“ twice.", ["yes"]),
    ("He said „yes” twice.", ["yes"]),
    ("He said «yes» twice.", ["yes"]),
    ("He said « yes » twice.", [" yes "]),
    ("He said »yes« twice.", ["yes"]),
    ("He said ``yes'' twice.", ["yes"]),
    ("He said ''yes'' twice.", ["yes"]),
    ('He said “yes" twice.', ["yes"]),
    ("The town's mayor didn't go.", []),
    ("The residents’ homes weren’t safe.", []),
    ("In the '90s and the ‘80s it was rock 'n' roll.", []),
    ("‘The town’s bridge is shut’, says mayor", ["The town’s bridge is shut"]),
    ("The fighters’ families said ‘no’ to it.", ["no"]),
    ('"One," he said. "Two."', ["One,", "Two."]),
    ("He said \"she said 'no' to me\" again.", ["she said 'no' to me", "no"]),
    ("He said “she said ‘no’ to me” again.", ["she said ‘no’ to me", "no"]),
    ("“We waited, said Ada Poe. She added: “It was cold.”", ["We waited", "It was cold."]),
    ('“We waited, said Ada Poe. She added: "It was cold."', ["We waited", "It was cold."]),
    ("“We waited and left. “It was cold,” she said.", ["It was cold,"]),
    ('"We waited, "she said, "and left."', ["We waited, ", "and left."]),
    ("No marks at all.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "inner"), CASES)
def test_pairs_marks(text: str, inner: list[str]) -> None:
    assert [quotation.inner.words(text) for quotation in find_quotations(text)] == inner


def test_inner_quotation_is_one_deeper() -> None:
    outer, inner = find_quotations("He said “she said ‘no’ to me” again.")
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.contains(inner)


def test_open_quotation_runs_to_the_end_of_its_line_and_goes_on() -> None:
    text = "“We waited.\n“Then we left,” she said."
    first, second = find_quotations(text)
    assert first.words(text) == "“We waited."
    assert (first.closed, first.goes_on) == (False, True)
    assert (second.closed, second.goes_on) == (True, False)


def test_open_quotation_before_plain_line_does_not_go_on() -> None:
    (only,) = find_quotations("“We waited.\nThe bridge was shut.")
    assert (only.closed, only.goes_on) == (False, False)


def test_lost_opening_mark_begins_the_sentence() -> None:
    text = 'The road was shut. We could not leave," said Ada Poe.'
    (only,) = find_quotations(text)
    assert only.inner.words(text) == "We could not leave,"


def test_inches_close_nothing() -> None:
    assert find_quotations('A pipe 12" wide was found.') == ()


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from(list("ab. ,\n\"'“”‘’«»„`?")), max_size=120))
def test_spans_lie_in_the_text_and_never_cross(text: str) -> None:
    found = find_quotations(text)
    assert list(found) == sorted(found)
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end
        assert "\n" not in quotation.words(text)
    for left in found:
        for right in found:
            crossing = left.start < right.start < left.end < right.end
            assert not crossing


@pytest.mark.parametrize("text", ["“" * 20_000, "'" * 20_000, "“‘" * 10_000 + "’”" * 10_000, "\"'“”‘’«»" * 2_500])
def test_hostile_rows_of_marks_are_quick(text: str) -> None:
    start = time.perf_counter()
    find_quotations(text)
    assert time.perf_counter() - start < 2
