"""Spans, anchors and codecs: offsets are code points of any text, a wrong quotation is an error, bytes round-trip."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.errors import AnchorError
from wireroom.records import readings
from wireroom.records.accounts import Account
from wireroom.records.codec import from_bytes, from_json, to_bytes, to_json
from wireroom.records.ids import content_id
from wireroom.records.readings import FigureSpan, Mention, Reading, Sentence, StatementSpan, TimeExpression
from wireroom.records.spans import Anchor, Span, anchor_at, verify

ANY_TEXT = st.text(min_size=1, max_size=60)


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(ANY_TEXT)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(text_and_span())
def test_an_anchor_verifies_against_its_own_text(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    anchor = anchor_at("r", text, span)
    assert anchor.quote == text[span.start : span.end]
    verify(anchor, text)


@given(text_and_span(), st.characters())
def test_changing_one_character_breaks_the_anchor(drawn: tuple[str, Span], other: str) -> None:
    text, span = drawn
    anchor = anchor_at("r", text, span)
    changed = text[: span.start] + other + text[span.start + 1 :]
    if changed != text:
        with pytest.raises(AnchorError):
            verify(anchor, changed)


def test_a_forged_quote_with_the_right_words_needs_the_right_checksum() -> None:
    forged = Anchor("r", 0, 3, "abc", "0" * 16)
    with pytest.raises(AnchorError, match="checksum"):
        verify(forged, "abcdef")


@pytest.mark.parametrize("bounds", [(3, 2), (-1, 4)])
def test_a_span_runs_forward(bounds: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="0 <= start"):
        Span(*bounds)


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 9)])
def test_an_anchor_stands_inside_the_text(span: Span) -> None:
    with pytest.raises(AnchorError):
        anchor_at("r", "abc", span)


spans = st.integers(0, 50).flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start, 60)))
numbers = st.none() | st.floats(0, 1e9, allow_nan=False)


def place(cls: type) -> st.SearchStrategy:
    """Records of a Span kind with a legal span and drawn fields."""
    drawn = {
        Sentence: {"kind": st.sampled_from(get_args(readings.SentenceKind)), "terms": st.tuples(ANY_TEXT)},
        Mention: {"kind": st.sampled_from(get_args(readings.ActorKind))},
        TimeExpression: {"value": ANY_TEXT, "earliest": st.none() | ANY_TEXT},
        FigureSpan: {"low": numbers, "best": numbers, "high": numbers, "cue": ANY_TEXT},
        StatementSpan: {
            "content": st.tuples(spans),
            "speaker": st.none() | spans,
            "speaker_name": st.none() | ANY_TEXT,
        },
    }[cls]
    return spans.flatmap(lambda span: st.builds(cls, start=st.just(span.start), end=st.just(span.end), **drawn))


reading_records = st.builds(
    Reading,
    report_id=ANY_TEXT,
    sentences=st.lists(place(Sentence), max_size=3).map(tuple),
    mentions=st.lists(place(Mention), max_size=3).map(tuple),
    times=st.lists(place(TimeExpression), max_size=3).map(tuple),
    figures=st.lists(place(FigureSpan), max_size=3).map(tuple),
    statements=st.lists(place(StatementSpan), max_size=3).map(tuple),
    vectors=st.binary(max_size=20),
)


@given(reading_records)
def test_readings_survive_both_codecs(reading: Reading) -> None:
    assert from_bytes(to_bytes(reading), Reading) == reading
    assert from_json(to_json(reading), Reading) == reading


@given(reading_records)
def test_equal_readings_give_equal_bytes(reading: Reading) -> None:
    assert to_bytes(from_bytes(to_bytes(reading), Reading)) == to_bytes(reading)


def test_decoding_validates() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json('{"made_by": 3}', Account)


@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_ids_tell_contents_apart(left: list[str], right: list[str]) -> None:
    assert (content_id("x", *left) == content_id("x", *right)) == ("\x1f".join(left) == "\x1f".join(right))
