"""Who copied whom: tables of hard cases on invented texts, and the laws of a link stage."""

import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.dedupe import dedupe
from wireroom.dedupe.credits import credit_of
from wireroom.dedupe.near import overlap, prints_of
from wireroom.outlets import Outlet, Registry
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.reports import Lineage, Report, first_reports
from wireroom.records.spans import Span, verify

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
    found = credit_of(report("a", text, outlet=outlet))
    assert (found.name if found else None) == agency


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
    seen = overlap(*prints_of([report("a", left), report("b", right)]))
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


def test_an_article_that_joins_two_texts_names_both() -> None:
    join = f"{STORY}\n\n{OTHER}"
    found = lineages(
        report("a", STORY, outlet="One"), report("b", OTHER, outlet="Two", hours=1), report("c", join, hours=2)
    )
    line = found["c"]
    assert (line.kind, line.of, [part.of for part in line.also]) == ("partial_copy", "a", ["b"])
    assert line.of_share == 1.0
    assert line.also[0].of_share == 1.0
    assert [(span.start, span.of) for span in line.copied] == [(0, "a"), (len(STORY) + 2, "b")]


def test_each_sentence_knows_the_report_it_stood_in_first() -> None:
    own = "A baker in the flooded street said she had slept through all of it and woke to a boat at her window."
    text = f"{own} {STORY}"
    line = lineages(report("a", STORY), report("b", text, hours=1), report("c", STORY, hours=2))["b"]
    sentences = [Span(0, len(own)), Span(len(own) + 1, len(own) + 1 + STORY.index(". ")), Span(len(text), len(text))]
    assert first_reports(line, sentences) == (None, "a", None)


def test_a_copied_stretch_belongs_to_the_first_that_had_it_not_to_the_nearest() -> None:
    found = lineages(
        report("a", STORY), report("b", f"{STORY} {OTHER}", hours=1), report("c", f"{STORY} {OTHER}", hours=2)
    )
    assert {span.of for span in found["c"].copied} == {"a", "b"}
    assert found["c"].copied[0].of == "a"


def test_an_edit_tells_what_was_added_and_what_was_taken_out() -> None:
    changed = STORY.replace("twelve boats", "thirty boats").replace(
        "Schools in the district stay closed until Thursday. ", ""
    )
    changed += " The council meets on Friday."
    first = report("a", STORY, outlet="One", url="https://one.example/flood")
    later = report("b", changed, outlet="One", url="https://one.example/flood", hours=5)
    line = lineages(first, later)["b"]
    told = [(changed[one.start : one.end], one.before.quote if one.before else None) for one in line.changes]
    assert line.kind == "edit"
    assert ("thirty", "twelve") in told
    assert ("", "Schools in the district stay closed until Thursday") in told
    assert told[-1] == ("The council meets on Friday", None)
    for one in line.changes:
        if one.before:
            assert one.before.report_id == "a"
            verify(one.before, first.text)


def test_an_edit_without_a_change_of_words_tells_none() -> None:
    first, later = (
        report(name, STORY, url="https://one.example/a", hours=hours) for name, hours in (("a", 0), ("b", 5))
    )
    assert lineages(first, later)["b"].changes == ()


def test_copies_and_edits_share_a_group_and_others_stand_alone() -> None:
    found = lineages(
        report("a", STORY, outlet="One"),
        report("b", STORY, outlet="Two", hours=1),
        report("c", f"{STORY} The council meets again on Friday.", outlet="Two", hours=2),
        report("d", OTHER, hours=3),
    )
    assert [found[name].group for name in "abcd"] == ["a", "a", "a", "d"]


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("The council had told Reuters on Friday that the dyke was safe.", ("Reuters",)),
        ("The dyke was safe, the Morrow Gazette reported on Monday.", ("Morrow Gazette",)),
        ("As the Morrow Gazette reported, the dyke was safe.", ("Morrow Gazette",)),
        ("The dyke was safe, she said, citing AFP.", ("Agence France-Presse",)),
        ("According to the Associated Press, the dyke was safe.", ("Associated Press",)),
        ("The Reuters office in Tessen stands under water.", ()),
        ("Police reported on Monday that the Morrow bridge was closed.", ()),
        ("She told Ilda Verane that the dyke was safe.", ()),
    ],
)
def test_citations_of_outlets(words: str, cited: tuple[str, ...]) -> None:
    first = report("a", STORY, outlet="Morrow Gazette")
    line = lineages(first, report("b", f"{OTHER} {words}", outlet="One", hours=1))["b"]
    assert (line.cites, line.kind) == (cited, "original")


def test_an_outlet_does_not_cite_itself() -> None:
    line = lineages(report("a", f"{STORY} The mayor told the Morrow Gazette so.", outlet="Morrow Gazette"))["a"]
    assert line.cites == ()


def test_the_registry_gives_reasons() -> None:
    registry = Registry((Outlet("two.example", "Two", takes=("Reuters", "One")),))
    first = replace(report("a", STORY, outlet="One"), owner="Brandlow")
    later = replace(report("b", STORY, outlet="Two", hours=1), owner="Brandlow")
    reasons = dedupe([first, later], registry=registry)[1].reasons
    assert "both outlets belong to Brandlow" in reasons
    assert "Two takes copy from One" in reasons


def test_a_part_credited_to_an_agency_is_still_an_original() -> None:
    line = dedupe([report("a", f"{STORY}\nReuters contributed to this report.", outlet="One")])[0]
    assert (line.kind, line.agency) == ("original", "Reuters")
    assert any("for a part of it" in reason for reason in line.reasons)


def test_at_equal_times_an_agency_stands_first() -> None:
    found = lineages(report("a", STORY, outlet="One"), report("b", STORY, outlet="Reuters"))
    assert (found["a"].of, found["a"].direction_known) == ("b", False)


def test_formulas_in_common_are_no_copy() -> None:
    left = " ".join(
        f"A {age}-year-old man was shot in the {part} and was taken to Saint Orla Hospital, where he was in {state} condition."
        for age, part, state in ((19, "leg", "good"), (31, "arm", "fair"), (44, "back", "grave"), (52, "hand", "good"))
    )
    right = " ".join(
        f"A {age}-year-old woman was shot in the {part} and was taken to Northgate Hospital, where she was in {state} condition."
        for age, part, state in (
            (23, "foot", "fair"),
            (37, "neck", "grave"),
            (48, "hip", "good"),
            (61, "chest", "grave"),
        )
    )
    found = lineages(
        report("a", f"{STORY} {left}", outlet="One"), report("b", f"{OTHER} {right}", outlet="Two", hours=1)
    )
    assert found["b"].kind == "original"


def test_a_lineage_is_a_record() -> None:
    lines = dedupe([report("a", STORY), report("b", f"{STORY} {OTHER}", hours=1)])
    assert from_bytes(to_bytes(lines), tuple[Lineage, ...]) == lines


def test_other_scripts_are_compared_too() -> None:
    text = "大雨过后河水漫过堤坝,村里四百间房屋被淹,救援人员连夜用船把居民从屋顶接走。市长说水泵三月以来坏了两次。" * 2
    assert lineages(report("a", text), report("b", f"昨日。{text}", hours=1))["b"].of == "a"


def test_of_two_versions_at_one_address_the_later_change_is_the_edit() -> None:
    address = "https://one.example/flood"
    early, late = (
        replace(report(name, f"{STORY}{more}", url=address), modified=NOON + timedelta(hours=hours))
        for name, more, hours in (("b", "", 1), ("a", " The council meets on Friday.", 3))
    )
    line = lineages(early, late)["a"]
    assert (line.kind, line.of, line.direction_known) == ("edit", "b", True)


def test_all_but_all_is_not_called_all() -> None:
    line = lineages(report("a", STORY * 6), report("b", f"{STORY * 6} Now.", hours=1))["b"]
    assert any("over 99%" in reason for reason in line.reasons)


def test_a_notice_of_rights_is_no_shared_text() -> None:
    notice = (
        "(TM and © Copyright 2031 Brandlow Broadcasting Inc. and its relevant subsidiaries. Brandlow and the Wave logo TM and "
        "used under licence. All Rights Reserved. This material may not be published, broadcast, rewritten, or redistributed.)"
    )
    one, two = STORY[:330], OTHER[:330]
    found = lineages(
        report("a", f"{one}\n\n{notice}", outlet="One"), report("b", f"{two}\n\n{notice}", outlet="Two", hours=1)
    )
    assert found["b"].kind == "original"
    assert lineages(report("a", notice), report("b", notice, hours=1))["b"].kind == "copy"
