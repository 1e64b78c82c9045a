"""The mechanical check catches every planted falsehood and lets true words through."""

import pytest

from wireroom.errors import AnchorError, UnfoundedLineError
from wireroom.records.accounts import Line
from wireroom.records.spans import Anchor, Span, anchor_at, checksum
from wireroom.tell.check import check_line

TEXT = (
    "At least 300 people left Tolva on Monday night, Lena Orst told the Orda Wire. “We lost three boats,” she said. "
    "Dozens of fighters from the U.N. mission stayed three weeks ago in St. Vell."
)
TEXTS = {"r": TEXT, "other": "Jonas Rell said 41 people were safe on Friday."}
WHOLE = anchor_at("r", TEXT, Span(0, len(TEXT)))

TRUE_LINES = [
    "At least 300 people left Tolva on Monday night",
    "Lena Orst told the Orda Wire “We lost three boats,”",
    "Dozens of fighters stayed three weeks ago",
    "Lena Orst … she said",
    "people left\nTolva",
]
PLANTED = [
    ("At least 3 people left Tolva", "3"),
    ("At least 3,000 people left Tolva", "3,000"),
    ("At least 300 people left Belmare", "Belmare"),
    ("Lena Orsk told the Orda Wire", "Lena Orsk"),
    ("Orst Lena told them", "Orst Lena"),
    ("300 people left Tolva on Tuesday night", "Tuesday"),
    ("300 people left Tolva on Monday morning", "morning"),
    ("“We lost three goats,” she said", "We lost three goats,"),
    ('"We lost three boats!" she said', "We lost three boats!"),
    ("We lost four boats", "four"),
    ("Scores of fighters stayed", "scores"),
    ("Jonas Rell said so", "Jonas Rell"),
    ("41 people were safe", "41"),
    ("it was two weeks ago", "two"),
    ("it happened yesterday", "yesterday"),
    ("they left in March", "March"),
]


@pytest.mark.parametrize("words", TRUE_LINES)
def test_words_that_stand_in_the_passage_pass(words: str) -> None:
    check_line(Line(words, (WHOLE,)), TEXTS)


@pytest.mark.parametrize(("words", "missing"), PLANTED)
def test_a_planted_falsehood_is_named(words: str, missing: str) -> None:
    with pytest.raises(UnfoundedLineError) as caught:
        check_line(Line(words, (WHOLE,)), TEXTS)
    assert missing in caught.value.missing
    assert words in str(caught.value)


def test_a_line_without_an_anchor_cannot_be_written() -> None:
    with pytest.raises(UnfoundedLineError):
        check_line(Line("rain fell", ()), TEXTS)


def test_a_name_from_a_second_anchored_report_is_founded() -> None:
    second = anchor_at("other", TEXTS["other"], Span(0, 20))
    check_line(Line("Jonas Rell and Lena Orst", (WHOLE, second)), TEXTS)


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor("r", 0, 5, "At mos", checksum("At mos")),
        Anchor("r", 0, 8, "At least", "0" * 16),
        Anchor("gone", 0, 8, "At least", checksum("At least")),
    ],
)
def test_a_false_anchor_is_an_error_not_a_line(anchor: Anchor) -> None:
    with pytest.raises(AnchorError):
        check_line(Line(anchor.quote, (anchor,)), TEXTS)
