"""From any id back to the words, with every decision on the way."""

import re
from dataclasses import replace

import pytest

from tests.account_factories import A, C, account, cards, hostile, many_stories, words_at
from wireroom.errors import UnknownName, UsageError
from wireroom.records.accounts import Account, Edited, LineageCard
from wireroom.records.codec import from_json
from wireroom.records.reports import CopiedSpan
from wireroom.tell import explain, render
from wireroom.tell.characters import visible
from wireroom.tell.handles import everything

EVERYTHING = list(everything(account()))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("named", EVERYTHING, ids=lambda named: f"{named.kind} {named.id}")
def test_everything_with_an_id_can_be_explained(named: object) -> None:
    name = getattr(named, "id")  # noqa: B009
    text = explain(account(), name)
    assert text.startswith(f"{getattr(named, 'kind')} {name}")  # noqa: B009
    assert len(text.splitlines()) > 3


def test_all_kinds_are_covered() -> None:
    assert {named.kind for named in EVERYTHING} == {
        "report", "story", "line", "claim", "figure", "series", "statement", "actor", "place", "set-aside passage", "decision",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Northwire, “Lock gate gives way at Tarnmouth”, published 4 March 2024, 11:52 UTC, characters 57–165:",
        "“At least four people were killed on Monday when the lock gate at Tarnmouth gave way, the Harbour Board said.”",
        "https://northwire.example/r-aaaaaaaaaaaa",
        "Harbour Board (organisation)",
        "copied from Northwire",
        "copy of Northwire (91% of its text)",
        "14 of 15 sentences are the same",
        "is the same as cl-111111111112",
        "score 0.97",
        "equal words",
    ],
)
def test_a_claim_shows(words: str) -> None:
    assert words in flat(explain(account(), "cl-111111111111"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("st-222222222222", "states no date"),
        ("st-222222222222", "“Monday night”, relative"),
        ("st-333333333333", "denies"),
        ("cl-222222222222", "disputes “Harbour bosses deny that the gate was cracked.”"),
        ("cl-222222222222", "one says it, the other denies it"),
        ("cl-333333333333", "seen from the other side, which disputes this:"),
        ("ac-111111111111", "Fenwick and Fenwyck differ by one letter"),
        ("pl-111111111111", "Passages that name it".upper()),
        ("r-bbbbbbbbbbbb", "copy of Northwire"),
        ("r-dddddddddddd", "a heap of passages"),
        ("se-111111111111", "policy range"),
    ],
)
def test_the_way_back_shows(name: str, words: str) -> None:
    assert words in flat(explain(account(), name))


def test_a_figure_shows_its_sentence_hedge_window_and_why_it_is_not_compared() -> None:
    about = next(named.id for named in EVERYTHING if named.kind == "figure" and "About" in getattr(named.thing, "cue"))  # noqa: B009
    text = flat(explain(account(), about))
    for words in ("“About 300 people were moved to the school on Tuesday night.”", "hedge “About”", "about 300",
                  "“on Tuesday night” (2024-03-05)", "not comparable with “More than 1,200”"):  # fmt: skip
        assert words in text


def test_first_letters_are_enough_when_no_other_id_begins_so() -> None:
    assert explain(account(), "cl-1") == explain(account(), "cl-111111111111")


def test_first_letters_of_several_ids_are_wrong_use_that_lists_them() -> None:
    with pytest.raises(UsageError, match=r"'cl-' begins 3 ids: cl-111111111111 \(claim\), cl-2"):
        explain(account(), "cl-")


@pytest.mark.parametrize("name", ["cl-999", "", "nonsense", "CL-1"])
def test_an_unknown_id_names_near_ones(name: str) -> None:
    with pytest.raises(UnknownName, match=r"Known: .*-"):
        explain(account(), name)


def test_a_report_in_many_stories_is_explained_once() -> None:
    text = explain(many_stories(30), "r-aaaaaaaaaaaa")
    assert text.count("THE REPORT\n") == 1
    assert text.count("“Story number ") == 30


def test_an_account_read_back_from_json_explains_the_same() -> None:
    back = from_json(render(account(), format="json"), Account)
    assert all(explain(back, named.id) == explain(account(), named.id) for named in EVERYTHING)


@pytest.mark.parametrize("words", ["\x1b[2Jgone", "\u202egnp.exe", "x" * 500])
def test_hostile_words_are_made_visible(words: str) -> None:
    whole = hostile(words)
    for named in everything(whole):
        text = explain(whole, named.id)
        assert visible(text.replace("\n", "")) == text.replace("\n", "")


def test_a_report_tells_what_it_copied_what_it_changed_and_whom_it_cites() -> None:
    lineage = LineageCard(
        "edit",
        A,
        0.9,
        cites=("Northwire",),
        copied=(CopiedSpan(3, 40, A), CopiedSpan(60, 90, A)),
        changes=(Edited(words_at(A, "four people"), words_at(C, "Seven people")), Edited(None, words_at(C, "cracked"))),
        change_count=3,
    )
    edited = tuple(replace(card, lineage=lineage) if card.id == C else card for card in cards())
    text = flat(explain(account(reports=edited), C))
    assert "Northwire: characters 3–40, 60–90" in text
    assert "“Seven people” for “four people”" in text
    assert "added: “cracked”" in text
    assert "THE FIRST 2 OF 3" in text
    assert "WHOM IT CITES AS HAVING REPORTED • Northwire" in text
