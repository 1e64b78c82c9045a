"""Who copied whom: tables of hard cases on invented texts, and the laws of a link stage."""

import random
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.dedupe import dedupe
from wireroom.dedupe.lineage import credited_agency
from wireroom.dedupe.near import overlap, print_of
from wireroom.records.reports import Lineage, Report
from wireroom.records.spans import Span

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
STORY = (
    "The river Orlan broke through the eastern dyke at Tessen on Sunday night and flooded some four hundred houses, the "
    "provincial council said. Rescue teams in twelve boats brought people from their roofs until dawn. Mayor Ilda Verane "
    "told reporters that the pumping station had failed twice since March and that a repair had been put off for want of "
    "money. Schools in the district stay closed until Thursday. The council opened three halls for families who cannot "
    "return, and asked drivers to keep away from the bridge at Morrow, where water stands a metre deep. A spokesman for the "
    "power company said that nine thousand homes had no electricity and that engineers could not reach the substation."
)
OTHER = (
    "Workers at the Kellin shipyard walked out on Monday over a plan to close the smaller of its two docks. The union said "
    "that all but thirty of the nine hundred workers had joined. Management called the strike premature and offered talks "
    "on Wednesday. The yard has built ferries for a century and lost its last navy order two years ago. Ministers in the "
    "capital said they would not step in, and the town council set aside a fund for families of apprentices whose pay stops."
)


def report(
    name: str, text: str, *, title: str = "", outlet: str | None = None, hours: float | None = 0, url: str | None = None
) -> Report:
    words = f"{title}\n\n{text}" if title else text
    return Report(
        id=name,
        text=words,
        name=name,
        title=Span(0, len(title)) if title else None,
        outlet=outlet,
        url=url,
        published=None if hours is None else NOON + timedelta(hours=hours),
        published_grain=None if hours is None else "instant",
    )


def lineages(*reports: Report) -> dict[str, Lineage]:
    return {line.report_id: line for line in dedupe(reports)}


def test_equal_words_are_a_copy_of_the_earliest() -> None:
    found = lineages(report("a", STORY, hours=2), report("b", STORY.upper(), hours=0), report("c", OTHER, hours=1))
    assert (found["b"].kind, found["c"].kind) == ("original", "original")
    assert (found["a"].kind, found["a"].of, found["a"].share) == ("copy", "b", 1.0)
    assert found["a"].direction_known


def test_a_copy_under_another_headline_is_found_by_its_body() -> None:
    first = report("a", STORY, title="Dyke breaks at Tessen, houses flooded", hours=0)
    other = report("b", STORY, title="Night of the river: Mayor Verane blames missing money", hours=1)
    assert lineages(first, other)["b"].of == "a"


def test_a_text_without_a_word_of_its_title_is_furniture_and_no_copy() -> None:
    wall = (
        "Please check your inbox and follow the link that we have sent you to activate your account before reading on."
    )
    first = report("a", wall, title="Harbour strike enters second week")
    other = report("b", wall, title="Mayor resigns after flood inquiry")
    assert [line.kind for line in dedupe([first, other])] == ["original", "original"]


def test_without_dates_the_order_of_ids_decides_and_says_so() -> None:
    line = lineages(report("b", STORY, hours=None), report("a", STORY, hours=None))["b"]
    assert line.of == "a"
    assert not line.direction_known
    assert any("not known" in reason for reason in line.reasons)


def test_two_bare_dates_of_one_day_give_no_direction() -> None:
    day = {"published": NOON, "published_grain": "day"}
    pair = [Report(name, STORY, name, **day) for name in "ab"]
    assert not lineages(*pair)["b"].direction_known


def test_small_changes_stay_a_copy() -> None:
    changed = STORY.replace("four hundred", "400").replace("until dawn", "until morning")
    line = lineages(report("a", STORY, outlet="One"), report("b", changed, outlet="Two", hours=3))["b"]
    assert (line.kind, line.of) == ("copy", "a")
    assert 0.8 < line.share < 1


def test_a_cut_copy_is_a_copy_of_the_whole() -> None:
    line = lineages(report("a", STORY), report("b", STORY[:330], hours=1))["b"]
    assert (line.kind, line.of, line.share) == ("copy", "a", 1.0)


def test_half_a_copy_says_its_share() -> None:
    line = lineages(report("a", STORY, outlet="One"), report("b", f"{OTHER} {STORY}", outlet="Two", hours=1))["b"]
    assert (line.kind, line.of) == ("partial_copy", "a")
    assert 0.45 < line.share < 0.65
    assert any("of that report's stand here" in reason for reason in line.reasons)


def test_the_same_address_later_is_an_edit() -> None:
    first = report("a", STORY, url="https://one.example/flood?utm_medium=x")
    later = report("b", f"{STORY[:300]} {OTHER}", url="http://www.one.example/flood/", hours=5)
    assert lineages(first, later)["b"].kind == "edit"


def test_the_same_outlet_soon_after_is_an_edit_and_months_later_is_not() -> None:
    changed = f"{STORY} The council meets again on Friday."
    first = report("a", STORY, outlet="One")
    assert lineages(first, report("b", changed, outlet="One", hours=5))["b"].kind == "edit"
    assert lineages(first, report("b", changed, outlet="One", hours=24 * 90))["b"].kind == "copy"


def test_copies_form_a_star_not_a_chain() -> None:
    second = STORY.replace("twelve boats", "a dozen boats")
    third = second.replace("nine thousand", "9,000")
    found = lineages(report("a", STORY), report("b", second, hours=1), report("c", third, hours=2))
    assert (found["b"].of, found["c"].of) == ("a", "a")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "A magnitude 4.6 earthquake struck 12 kilometres north of Ardo at a depth of 10 kilometres on Monday, the "
            "survey said. No damage was reported.",
            "A magnitude 5.1 earthquake struck 48 kilometres south of Belim at a depth of 10 kilometres on Friday, the "
            "survey said. No damage was reported.",
        ),
        (
            "Police are looking for a man after a robbery in Northgate on Tuesday. Anyone with information is asked to call "
            "the Harlow County hotline.",
            "Police are looking for a man after a robbery in Eastfield on Sunday. Anyone with information is asked to call "
            "the Merton County hotline.",
        ),
    ],
)
def test_two_texts_of_one_template_are_no_copies(left: str, right: str) -> None:
    assert [line.kind for line in dedupe([report("a", left), report("b", right, hours=1)])] == ["original", "original"]


def test_a_shared_quotation_alone_is_no_copy() -> None:
    said = (
        '"The pumping station had failed twice since March and a repair had been put off for want of money," she said.'
    )
    found = lineages(report("a", f"{STORY} {said}"), report("b", f"{OTHER} {said}", hours=1))
    assert found["b"].kind == "original"


@pytest.mark.parametrize(
    ("text", "outlet", "agency"),
    [
        (f"TESSEN (Reuters) - {STORY}", "One", "Reuters"),
        (f"TESSEN, May 4 (Reuters) — {STORY}", "One", "Reuters"),
        (f"{STORY} (Reuters)", "One", "Reuters"),
        (f"{STORY}-REUTERS", "One", "Reuters"),
        (f"TESSEN (Orlan News Agency) - {STORY}", "One", "Orlan News Agency"),
        (f"TESSEN (Reuters) - {STORY}", "Reuters", None),
        (f"{STORY} The council had told Reuters on Friday that the dyke was safe. It gave no detail.", "One", None),
        (STORY, "One", None),
    ],
)
def test_agency_credits(text: str, outlet: str, agency: str | None) -> None:
    assert credited_agency(report("a", text, outlet=outlet)) == agency


def test_an_agency_text_whose_original_is_absent_is_a_copy_of_the_agency() -> None:
    line = dedupe([report("a", f"TESSEN (Reuters) - {STORY}", outlet="One")])[0]
    assert (line.kind, line.of, line.agency) == ("copy", None, "Reuters")


def test_a_copy_of_an_agency_text_keeps_the_agency() -> None:
    found = lineages(
        report("a", f"TESSEN (Reuters) - {STORY}", outlet="One"), report("b", STORY, outlet="Two", hours=1)
    )
    assert (found["b"].of, found["b"].agency) == ("a", "Reuters")


@pytest.mark.parametrize("text", ["", " \n", "…", "Flood", "\ud800", "洪水" * 40, "\u202eab\u0301c 🙂"])
def test_any_text_has_a_lineage(text: str) -> None:
    found = dedupe([report("a", text), report("b", text), report("c", STORY)])
    assert [line.report_id for line in found] == ["a", "b", "c"]


def test_empty_reports_do_not_copy_each_other() -> None:
    assert [line.kind for line in dedupe([report("a", ""), report("b", "")])] == ["original", "original"]


def test_nothing_gives_nothing() -> None:
    assert dedupe([]) == ()


PIECES = [*STORY.split(". "), *OTHER.split(". ")]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=8), max_size=7),
    st.lists(st.sampled_from([None, 0.0, 1.0, 30.0]), min_size=7, max_size=7),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_never_matters(
    texts: list[list[str]], hours: list[float | None], draw: random.Random
) -> None:
    reports = [report(f"r{i}", ". ".join(text), hours=hours[i], outlet=f"o{i % 2}") for i, text in enumerate(texts)]
    shuffled = list(reports)
    draw.shuffle(shuffled)
    found = dedupe(reports)
    assert found == dedupe(shuffled)
    assert [line.report_id for line in found] == sorted(item.id for item in reports)
    assert all(0 <= line.share <= 1 for line in found)
    kinds = {line.report_id: line for line in found}
    assert all(line.of is None or line.of in kinds for line in found)
    assert all(line.of is None for line in found if line.kind == "original")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_shares_are_shares(left: str, right: str) -> None:
    seen = overlap(print_of(report("a", left)), print_of(report("b", right)))
    assert 0 <= seen.left_share <= 1
    assert 0 <= seen.right_share <= 1


def test_five_thousand_equal_reports_take_seconds() -> None:
    reports = [report(f"r{i:04d}", STORY, hours=i) for i in range(5000)]
    began = time.process_time()
    found = dedupe(reports)
    assert time.process_time() - began < 8
    assert {line.of for line in found[1:]} == {"r0000"}


def test_two_thousand_nearly_equal_reports_take_seconds() -> None:
    reports = [report(f"r{i:04d}", f"{STORY} Reader {i} wrote {i * 7}.", outlet=f"o{i}", hours=i) for i in range(2000)]
    began = time.process_time()
    found = dedupe(reports)
    assert time.process_time() - began < 10
    assert {line.of for line in found[1:]} == {"r0000"}
