"""The metric of benchmarks/statements: what matches, what is left out, what a wrong speaker costs."""

import pytest
from benchmarks.attribution.conventions import roles_of
from benchmarks.statements.metric import Said, score, token_f1, words_of
from benchmarks.statements.rebuild import rows_of

from wireroom.records.readings import StatementSpan
from wireroom.records.spans import Span, checksum

LINE = ("text", 0)


def said(words: str, speaker: tuple[int, int] | None = (0, 5), *, optional: bool = False) -> Said:
    return Said(LINE, words_of(words), speaker, "unnamed", "indirect", optional)


def test_token_f1_counts_repeated_words() -> None:
    assert token_f1(words_of("the road the bridge"), words_of("the road")) == pytest.approx(2 * 2 / 6)
    assert token_f1(words_of("road"), words_of("bridge")) == 0


def test_overlapping_speakers_and_half_the_words_match() -> None:
    result = score([said("the bridge was shut")], [said("the bridge was", (3, 9))])
    assert (result["statement_f1"], result["speaker_accuracy"]) == (1.0, 1.0)


def test_wrong_speaker_is_a_miss_and_a_surplus() -> None:
    result = score([said("the bridge was shut")], [said("the bridge was shut", (20, 25))])
    assert (result["statement_precision"], result["statement_recall"], result["speaker_accuracy"]) == (0.0, 0.0, 0.0)


def test_optional_gold_counts_for_nobody() -> None:
    gold = [said("the bridge was shut"), said("it may rain soon", optional=True)]
    assert score(gold, [said("the bridge was shut")])["statement_recall"] == 1.0
    assert score(gold, [said("the bridge was shut"), said("it may rain soon")])["statement_precision"] == 1.0


def test_statement_without_a_speaker_is_left_out() -> None:
    assert score([said("the bridge was shut")], [said("the bridge was shut"), said("x", None)])["found"] == 1


def test_surplus_lowers_precision_only() -> None:
    result = score([said("the bridge was shut")], [said("the bridge was shut"), said("it rained all day")])
    assert (result["statement_precision"], result["statement_recall"]) == (0.5, 1.0)


def test_labels_are_placed_by_the_checksum_of_their_line() -> None:
    text = "A headline\n\nShe said no."
    gold = {
        checksum("She said no."): [{"start": 9, "end": 11, "speaker_start": 0, "speaker_end": 3, "form": "indirect"}]
    }
    rows, placed = rows_of(
        [{"id": "a", "text": text, "lines": [{"start": 0, "end": 10}, {"start": 12, "end": 24}]}], gold
    )
    assert placed == 1
    assert [(row["line"], text[row["start"] : row["end"]]) for row in rows] == [(1, "no")]


def test_conventions_restore_marks_and_appositions() -> None:
    text = "“It is shut,” said Ada Poe, a clerk in Hill."
    statement = StatementSpan(0, 26, content=(Span(1, 11),), speaker=Span(19, 26), cue=Span(14, 18))
    roles = roles_of(text, (statement,))
    assert {span.words(text) for span in roles["content"]} == {"“It is shut,”"}
    assert {span.words(text) for span in roles["speaker"]} == {"Ada Poe, a clerk in Hill"}


def test_conventions_restore_that() -> None:
    text = "She said that it was shut."
    statement = StatementSpan(0, 25, content=(Span(14, 25),), speaker=Span(0, 3), cue=Span(4, 8))
    assert {span.words(text) for span in roles_of(text, (statement,))["content"]} == {"that it was shut"}
