"""What the encoder reads: every piece of every sentence once, in order, with how it is written and what surrounds it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.read.encoder import load_encoder
from wireroom.read.sentences import layout
from wireroom.read.windows import (
    CAPITALISED,
    CAPITALS,
    INITIAL,
    LONGEST,
    LOWER,
    MIXED,
    OPENS,
    PART,
    QUOTED,
    SECOND,
    windows_of,
)
from wireroom.records.readings import Sentence
from wireroom.records.reports import Report

STORY = (
    "The tram left the rails near Corran. Nobody was hurt, the operator said.\n\n"
    "“We were lucky,” said Ona Brel. “It could have been far worse.”\n\n"
) * 12


def windows(text):
    sentences = layout(Report("r", text, "r", lang="en")).sentences
    return windows_of(text, sentences, load_encoder().tokenizer), sentences


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("tram", LOWER),
        ("Corran", CAPITALISED),
        ("NATO", CAPITALS),
        ("McKay", MIXED),
        ("iPhone", MIXED),
        ("X", INITIAL),
        ("12", LOWER),
        ("12th", LOWER),
        ("Élan", CAPITALISED),
    ],
)
def test_every_piece_of_a_word_carries_how_it_is_written(word, case):
    found, _ = windows(word)
    assert {value for part in found[0].parts for value in part.cases} == {case}


def test_pieces_inside_a_quotation_are_marked_and_its_marks_are_not():
    text = "He said “we are ready” again."
    found, _ = windows(text)
    (part,) = found[0].parts
    quoted = {
        text[start:end]
        for start, end, value in zip(part.starts, part.ends, part.surroundings, strict=True)
        if value & QUOTED
    }
    assert quoted == {"we", "are", "ready"}


def test_neighbouring_sentences_differ_and_paragraphs_open():
    found, _ = windows("It rained. It poured.\n\nIt froze.")
    parts = [part for window in found for part in window.parts]
    assert [bool(part.surroundings[1] & SECOND) for part in parts] == [False, True, False]
    assert [bool(part.surroundings[0] & OPENS) for part in parts] == [True, False, True]


@pytest.mark.parametrize("mark", ["“{}”", "«{}»", "„{}“", '"{}"', "``{}''"])
def test_quotation_marks_of_every_kind_look_alike(mark):
    plain, _ = windows('She said "no rain fell" here.')
    other, _ = windows(f"She said {mark.format('no rain fell')} here.")
    words = ("no", "rain", "fell")
    for found in (plain, other):
        (part,) = found[0].parts
        assert sum(bool(value & QUOTED) for value in part.surroundings) == len(words)


def test_a_window_is_never_longer_than_the_encoder_reads():
    found, sentences = windows(STORY)
    assert len(found) > 1
    assert all(len(window) <= LONGEST for window in found)
    assert sorted({number for window in found for number in window.sentences}) == list(range(len(sentences)))


def test_a_long_sentence_is_cut_and_nothing_is_lost():
    text = "the road " * 700
    (sentence,) = (Sentence(0, len(text)),)
    found = windows_of(text, (sentence,), load_encoder().tokenizer)
    parts = [part for window in found for part in window.parts]
    assert all(len(part) <= PART + 2 for part in parts)
    assert sum(len(part.ids) for part in parts) == 1400


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_pieces_lie_in_their_sentences_in_order(text):
    found, sentences = windows(text)
    at = 0
    for window in found:
        assert len(window) <= LONGEST
        for start, end, number in zip(window.starts, window.ends, window.sentences, strict=True):
            assert at <= start <= end <= len(text)
            assert sentences[number].start <= start
            assert end <= sentences[number].end
            at = start
