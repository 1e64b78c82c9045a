"""The list of stories: which report is in which story and why, for people and for programs."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import wireroom.tell
from tests.account_factories import TEXTS, account, hostile, many_stories, story
from wireroom.errors import UnknownName
from wireroom.records.accounts import Account
from wireroom.records.codec import from_json
from wireroom.records.listings import ThreadList
from wireroom.records.stories import Join, Verdict
from wireroom.tell import explain, list_threads
from wireroom.tell.listing import LIST_FORMATS, listing_of
from wireroom.tell.listing_table import LIST_COLUMNS
from wireroom.tell.schema import LIST_FILE, list_schema

ROOT = Path(__file__).parent.parent
REMEDY = "write it again with: make schema"
A, B, C, D = TEXTS
S = "s-111111111111"


def join(report_id: str, verdict: Verdict = "same", made_by: str = "wireroom.thread/1", **more: object) -> Join:
    return Join(S, report_id, "story", verdict, 0.61, (f"{verdict}: names Tarnmouth",), made_by, **more)  # type: ignore[arg-type]


def joined(*joins: Join, members: tuple[str, ...] = (A, B, C, D)) -> Account:
    return account(stories=(replace(story(), joins=joins, report_ids=members),))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_report_is_listed_once_with_its_reasons() -> None:
    listing = listing_of(joined(*map(join, TEXTS)))
    thread = listing.threads[0]
    assert [one.report_id for one in thread.reports] == [A, B, C, D]
    assert all(one.footing == "member" and one.reasons and one.score == 0.61 for one in thread.reports)
    assert (thread.report_count, thread.outlets) == (4, ("County Herald", "Estuary Post", "Northwire"))
    assert thread.origin_count == story().origin_count
    assert not listing.unthreaded


def test_a_digest_is_linked_and_a_member_of_none() -> None:
    listing = listing_of(joined(*map(join, (A, B, C)), join(D, "unsure"), members=(A, B, C)))
    assert [one.report_id for one in listing.threads[0].linked] == [D]
    assert [(one.report_id, one.footing) for one in listing.unthreaded] == [(D, "linked")]
    assert "Linked to it, but not among its reports".upper() in list_threads(joined(join(D, "unsure"), members=(A,)))


def test_a_decision_of_a_person_outranks_the_machine() -> None:
    listing = listing_of(joined(join(D, "different", "desk"), join(D), members=(A,)))
    assert [one.footing for one in listing.threads[0].linked] == ["kept_out"]


def test_a_retracted_decision_is_no_reason() -> None:
    assert listing_of(joined(join(A, retracted=True), members=(A,))).threads[0].reports[0].reasons == ()


def test_a_report_of_no_story_says_what_became_of_its_words() -> None:
    alone = listing_of(joined(join(A), members=(A, B, C))).unthreaded[0]
    assert (alone.report_id, alone.footing) == (D, "none")
    assert "set aside as off topic: 1 of its passages" in alone.reasons


def test_the_text_shows_footing_reasons_and_failures() -> None:
    text = flat(list_threads(joined(*map(join, TEXTS))))
    assert "4 reports, 3 outlets, 3 independent origins, 4–6 March 2024" in text
    assert "same: names Tarnmouth · score 0.61" in text
    assert "copy of Northwire (91% of its text)" in text
    assert "broken.pdf" in text


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    text = list_threads(joined(*map(join, TEXTS)), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_stories_of_one_report_take_two_lines_at_most() -> None:
    single = [replace(one, report_ids=(A,)) for one in many_stories(200).stories]
    text = list_threads(account(stories=tuple(single)))
    assert len(text.splitlines()) < 120
    assert "and 160 more in the JSON" in text


def test_nothing_in_nothing_out() -> None:
    empty = account(reports=(), stories=(), set_aside=(), failures=())
    assert "No story" in list_threads(empty)
    assert json.loads(list_threads(empty, format="json"))["threads"] == []


def test_escape_sequences_of_a_report_reach_no_terminal() -> None:
    assert "\x1b" not in list_threads(hostile("\x1b[31mred\u202e"))


def test_the_json_fits_its_schema_and_reads_back() -> None:
    text = list_threads(joined(*map(join, TEXTS)), format="json")
    assert not list(Draft202012Validator(json.loads(list_schema())).iter_errors(json.loads(text)))
    assert json.loads(text)["schema"] == "wireroom.threads/1"
    assert from_json(text, ThreadList) == listing_of(joined(*map(join, TEXTS)))


@pytest.mark.parametrize("copy", [ROOT / "docs" / LIST_FILE, Path(wireroom.tell.__file__).parent / LIST_FILE], ids=str)
def test_the_shipped_schema_is_that_of_the_records(copy: Path) -> None:
    assert copy.read_text(encoding="utf-8") == list_schema(), REMEDY


def test_the_table_has_a_row_a_report() -> None:
    rows = list(csv.DictReader(io.StringIO(list_threads(joined(*map(join, TEXTS)), format="csv"))))
    assert list(rows[0]) == list(LIST_COLUMNS)
    assert [row["report_id"] for row in rows[1:]] == [A, B, C, D]
    assert rows[1]["why"] == "same: names Tarnmouth"


def test_a_cell_is_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(list_threads(hostile("=1+1"), format="csv"))))
    assert rows[1]["title"] == "'=1+1"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="csv"):
        list_threads(account(), format="htm")


@pytest.mark.parametrize("format_", LIST_FORMATS)
def test_the_same_account_gives_the_same_text(format_: str) -> None:
    assert list_threads(account(), format=format_) == list_threads(account(), format=format_)


def test_explain_shows_why_a_report_is_in_its_story() -> None:
    text = flat(explain(joined(*map(join, TEXTS)), C))
    assert "WHY IT IS IN THE STORY" in text
    assert "one of the reports of “Lock gate gives way at Tarnmouth”" in text
    assert "same: names Tarnmouth" in text


def test_explain_shows_what_a_digest_is_linked_to() -> None:
    text = flat(explain(joined(join(D, "unsure"), members=(A,)), D))
    assert "WHAT IT IS LINKED TO, AND WHY" in text
    assert "linked to, not a report of," in text


def test_explain_of_a_story_shows_the_reason_of_every_report() -> None:
    text = flat(explain(joined(*map(join, TEXTS)), S))
    assert all(f"{S} has the report {name}" in text for name in TEXTS)
