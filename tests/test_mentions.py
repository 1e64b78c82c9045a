"""Names and their kinds: hard cases as tables, and what must hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.read.mentions import find_mentions
from wireroom.read.sentences import layout
from wireroom.records.readings import Mention, NamedActor
from wireroom.records.reports import Report


def read(text: str) -> tuple[tuple[Mention, ...], tuple[NamedActor, ...]]:
    return find_mentions(text, layout(Report("r1", text, "one.txt", pasted=True)).sentences)


def named(text: str) -> list[tuple[str, str]]:
    mentions, _ = read(text)
    return [(mention.words(text), mention.kind) for mention in mentions]


# Text, then every name in it with its kind.
NAMES = [
    ("On Monday Amel Torra, 41, left for Khartoum.", [("Amel Torra", "person"), ("Khartoum", "place")]),
    (
        "Gen. Amel Torra met President Osk Varn in Cairo.",
        [("Amel Torra", "person"), ("Osk Varn", "person"), ("Cairo", "place")],
    ),
    ("The Ministry of Health said ten people died.", [("Ministry of Health", "organisation")]),
    ("Fighters of the Northern Valley Front fled.", [("Northern Valley Front", "group")]),
    ("The U.S. Department of Labor declined to comment.", [("U.S. Department of Labor", "organisation")]),
    ("In Sudan, Egypt and Jordan the price rose.", [("Sudan", "place"), ("Egypt", "place"), ("Jordan", "place")]),
    ("The rebels fled when Syrian and Russian planes came.", []),
    ("Yesterday the river rose. Nobody was hurt.", []),
    ("Many said they would stay. However, most left.", []),
    ("Speaking on Tuesday, the mayor asked for tents.", []),
    ("Harl Governor Talen Barazi asked for tents.", [("Harl", None), ("Talen Barazi", "person")]),
    ("He told Channel 4 that it was over.", [("Channel 4", "organisation")]),
    ("The charity Clear Well said the water was foul.", [("Clear Well", "organisation")]),
    ("Abu Bakr al-Safra and Omar bin Talen met.", [("Abu Bakr al-Safra", "person"), ("Omar bin Talen", "person")]),
    ("LKM fighters shelled the road near Aleppo.", [("LKM", "group"), ("Aleppo", "place")]),
    (
        "Spokesman for the Free Lake Movement Amel Torra spoke.",
        [("Free Lake Movement", "group"), ("Amel Torra", "person")],
    ),
    ("Kurdish-led troops and a UN-backed force met.", [("UN", "organisation")]),
    (
        "The Department of Health and Human Services closed.",
        [("Department of Health and Human Services", "organisation")],
    ),
    ("Syria’s army and Turkey's army met.", [("Syria", "place"), ("Turkey", "place")]),
    ("Prices rose in May, the bank said.", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_finds_names_and_their_kinds(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = named(text)
    assert [words for words, _ in found] == [words for words, _ in expected]
    for (_, kind), (_, wanted) in zip(found, expected, strict=True):
        assert wanted is None or kind == wanted


def test_headlines_in_title_case_name_only_what_is_known() -> None:
    text = (
        "Northern Valley Front Uses Boats To Stall Army Push In Syria\n\nThe Northern Valley Front denied it on Monday."
    )
    assert named(text)[:2] == [("Northern Valley Front", "group"), ("Syria", "place")]
    assert len(named(text)) == 3


def test_capital_headlines_find_places() -> None:
    assert ("ALEPPO", "place") in named("TWO DEAD AS BLAST HITS ALEPPO\n\nThe blast hit at noon.")


def test_a_word_that_opens_a_sentence_is_no_name_unless_the_text_says_so() -> None:
    assert named("Sandbags were handed out.") == []
    assert [words for words, _ in named("Torra spoke. People in Harl heard Torra speak.")] == ["Torra", "Harl", "Torra"]


def test_mentions_point_at_their_actor_and_sentence() -> None:
    text = "Amel Torra spoke in Cairo. Later Torra left Cairo."
    mentions, actors = read(text)
    assert [actors[mention.actor].name for mention in mentions] == ["Amel Torra", "Cairo", "Amel Torra", "Cairo"]
    assert [mention.sentence for mention in mentions] == [0, 0, 1, 1]
    assert actors[0].aliases == ("Torra",)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Amel",
                "Torra",
                "the",
                "of",
                "and",
                "UN",
                "said",
                ".",
                ",",
                "\n",
                "Gen.",
                "(LKM)",
                "al-Safra",
                "in",
                "Syria",
                "X.",
                "’s",
                "é",
                "😀",
                "Ministry",
                "A" * 50,
            ]
        )
        | st.text(max_size=6),
        max_size=60,
    ).map(" ".join)
)
def test_mentions_are_sorted_and_inside_their_sentence(text: str) -> None:
    sentences = layout(Report("r1", text, "one.txt", pasted=True)).sentences
    mentions, actors = find_mentions(text, sentences)
    assert list(mentions) == sorted(mentions)
    for before, after in pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        assert sentences[mention.sentence].contains(mention)
        assert mention.kind == actors[mention.actor].kind
    used = {mention.actor for mention in mentions}
    assert used == set(range(len(actors)))


@pytest.mark.parametrize("piece", ["Amel ", "Amel of ", "A. ", "Gen. ", "al-", "X-", "UN/", "Torra, ", "AMEL "])
def test_long_rows_of_capitals_are_safe(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    mentions, _ = find_mentions(text, layout(Report("r1", text, "one.txt", pasted=True)).sentences)
    assert mentions is not None
