"""Threading: laws on texts read by the real reader, site furniture, heaps, and what cannot be read. All texts are invented."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.read import read
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Lineage, Report
from wireroom.records.spans import verify
from wireroom.records.stories import Development, Passage, Threads
from wireroom.thread import thread
from wireroom.thread.developments import developments_of
from wireroom.thread.furniture import Counts, count_page, furniture_of, recurring_lines
from wireroom.thread.heaps import links_of
from wireroom.thread.lines import TextLine
from wireroom.thread.meaning import EVIDENCE_A_LINE, StoryMetric
from wireroom.thread.strays import shipped_model, stray_probabilities
from wireroom.thread.trees import trees_of

FLOOD = (
    "The Velden river broke its banks above Harrowmouth on Tuesday and flooded the lower town.",
    "Rescuers in boats took 340 people from the roofs of Harrowmouth, the Velden Flood Board said.",
    "The dam at Upper Velden held through the night, the flood board's engineer Orla Pennick said.",
    "Pennick said the Velden would crest at Harrowmouth on Thursday morning.",
    "At least six people drowned when the Velden swept through the camp site below Harrowmouth.",
    "Schools in Harrowmouth will stay shut until the flood water from the Velden has gone.",
    "The Velden Flood Board opened the sluices of the dam to spare Harrowmouth a second flood.",
    "Residents of Harrowmouth said no siren was heard before the flood reached the lower town.",
)
HEADLINES = ("Velden Flood Drowns Six in Harrowmouth", "Harrowmouth Roofs Emptied by Boat as Velden Rises")
STRAY = "Striker Lucan Abarra scored twice as Kestrel Rovers beat Dunmore Athletic in the cup final."
OTHER_STRAY = "The central bank of Ostrava Minor raised its interest rate to four per cent, Governor Ilse Marrowe said."
DEFINITION = "VFB is an abbreviation of Velden Flood Board."
HARVEST = (
    "Grain farmers in Tarnholm brought in the smallest harvest in a decade, the Tarnholm Grain Union said.",
    "The Tarnholm Grain Union asked for aid after drought ruined half of the barley harvest.",
    "Barley prices in Tarnholm have doubled since the drought began in spring.",
)


def report(name: str, *lines: str, outlet: str | None = None, day: int | None = None, **fields: object) -> Report:
    published = datetime(2031, 5, day, tzinfo=UTC) if day else None
    grain = "day" if day else None
    text = "\n\n".join(lines)
    return Report(name, text, name, outlet=outlet, published=published, published_grain=grain, **fields)  # type: ignore[arg-type]


def materials(*reports: Report) -> list[Material]:
    found = []
    for item, reading in zip(reports, read(reports), strict=True):
        assert isinstance(reading, Reading)
        found.append(Material(item, reading))
    return found


def pasted(*lines: str) -> Material:
    return materials(report("heap", *lines, pasted=True))[0]


def dispositions(threads: Threads) -> dict[str, str]:
    return {aside.anchor.quote: aside.disposition for aside in threads.set_aside}


@pytest.fixture(scope="module")
def week() -> list[Material]:
    """Two stories over a few days, a heap, and a short piece of neither."""
    return materials(
        report("a1", HEADLINES[0], *FLOOD[:3], outlet="The Ledger", day=3),
        report("a2", HEADLINES[1], *FLOOD[3:6], outlet="Harrow Post", day=4),
        report("a3", *FLOOD[5:], FLOOD[1], outlet="Coast Wire", day=5),
        report("b1", *HARVEST, outlet="The Ledger", day=4),
        report("b2", HARVEST[1], HARVEST[2], HARVEST[0], outlet="Tarnholm Echo", day=5),
        report("c1", STRAY, outlet="Harrow Post", day=4),
        report("d1", *HEADLINES, *FLOOD, STRAY, DEFINITION, pasted=True),
    )


class TestStories:
    def test_reports_of_one_event_are_one_story(self, week: list[Material]) -> None:
        members = [set(story.report_ids) for story in thread(week).stories]
        assert {"a1", "a2", "a3", "d1"} in members
        assert {"b1", "b2"} in members

    def test_order_of_reports_does_not_matter(self, week: list[Material]) -> None:
        forwards = thread(week)
        assert thread(week[::-1]) == forwards
        assert thread(week[3:] + week[:3]) == forwards

    def test_every_readable_report_is_in_exactly_one_story(self, week: list[Material]) -> None:
        members = sorted(name for story in thread(week).stories for name in story.report_ids)
        assert members == [material.report.id for material in week]

    def test_ids_stay_when_a_report_of_another_story_is_added(self, week: list[Material]) -> None:
        before = {story.id for story in thread(week[:3]).stories}
        assert before <= {story.id for story in thread(week).stories}

    def test_every_member_is_joined_with_a_reason(self, week: list[Material]) -> None:
        threads = thread(week)
        joined = {(join.left, join.right) for join in threads.joins if join.reasons and join.verdict == "same"}
        assert joined == {(story.id, name) for story in threads.stories for name in story.report_ids}

    def test_the_same_words_long_after_are_another_story(self) -> None:
        early, late = materials(*(report(name, *HARVEST, outlet=name, day=1) for name in ("x1", "x2")))
        assert len(thread([early, late]).stories) == 1
        years_later = replace(late, report=replace(late.report, published=datetime(2033, 5, 1, tzinfo=UTC)))
        assert len(thread([early, years_later]).stories) == 2

    def test_nothing_in_nothing_out(self) -> None:
        assert thread([]) == Threads((), (), ())

    def test_a_report_without_words_is_in_no_story(self) -> None:
        assert thread(materials(report("empty", ""))).stories == ()

    def test_a_report_of_one_word_is_read(self) -> None:
        assert [story.report_ids for story in thread(materials(report("one", "Rain"))).stories] == [("one",)]


class TestNothingIsLost:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.one_of(
                st.sampled_from([*FLOOD, *HEADLINES, STRAY, OTHER_STRAY, DEFINITION, *HARVEST, "Latest News", "* * *"]),
                st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
            ),
            max_size=16,
        ),
        st.booleans(),
    )
    def test_every_character_is_in_a_passage_or_set_aside(self, lines: list[str], is_pasted: bool) -> None:
        (material,) = materials(report("r", *lines, pasted=is_pasted))
        threads = thread([material])
        sentences = material.reading.sentences
        covered = bytearray(len(material.report.text))
        spans = [
            (sentences[passage.sentence].start, sentences[passage.sentence].end)
            for story in threads.stories
            for passage in story.passages
        ] + [(aside.anchor.start, aside.anchor.end) for aside in threads.set_aside]
        for start, end in spans:
            assert not any(covered[start:end]), "a passage that is also set aside"
            covered[start:end] = b"\x01" * (end - start)
        text = material.report.text
        assert [c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace()] == []

    def test_anchors_hold_the_words_of_the_report(self, week: list[Material]) -> None:
        texts = {material.report.id: material.report.text for material in week}
        threads = thread(week)
        assert threads.set_aside
        for anchor in [aside.anchor for aside in threads.set_aside] + [story.title for story in threads.stories]:
            verify(anchor, texts[anchor.report_id])


class TestFurniture:
    LINE = "Ask the Ledger kitchen for a recipe with leeks."

    def pages(self, outlet_of_third: str = "The Ledger") -> list[Material]:
        return materials(
            report("p1", FLOOD[0], FLOOD[1], self.LINE, outlet="The Ledger"),
            report("p2", HARVEST[0], HARVEST[1], self.LINE, outlet="The Ledger"),
            report("p3", STRAY, OTHER_STRAY, self.LINE, outlet=outlet_of_third),
        )

    def test_a_line_on_three_pages_of_an_outlet_is_furniture_on_each(self) -> None:
        asides = [aside for aside in thread(self.pages()).set_aside if aside.anchor.quote == self.LINE]
        assert [aside.anchor.report_id for aside in asides] == ["p1", "p2", "p3"]
        assert {aside.disposition for aside in asides} == {"boilerplate"}
        assert "3 pages of The Ledger" in asides[0].reason

    def test_a_line_on_two_pages_is_not(self) -> None:
        assert self.LINE not in dispositions(thread(self.pages()[:2]))

    def test_pages_of_other_outlets_do_not_count(self) -> None:
        assert self.LINE not in dispositions(thread(self.pages("Harrow Post")))

    def test_copies_are_not_pages_of_their_own(self) -> None:
        pages = self.pages()
        copied = [pages[0], pages[1], replace(pages[2], lineage=Lineage("p3", "copy", of="p1", share=1.0))]
        assert self.LINE not in dispositions(thread(copied))

    def test_a_long_sentence_is_background_not_furniture(self) -> None:
        told = (
            FLOOD[0].removesuffix(".")
            + ", the third flood of the lower town since the dam at Upper Velden was built, after years in which the board had warned of one."
        )
        pages = [
            report(f"p{n}", line, told, outlet="The Ledger") for n, line in enumerate((FLOOD[1], HARVEST[0], STRAY))
        ]
        assert told not in dispositions(thread(materials(*pages)))

    def test_lines_that_differ_in_a_date_or_a_count_are_one(self) -> None:
        lines = (
            "12 comments on this page so far",
            "7 comments on this page so far",
            "148 comments on this page so far",
        )
        pages = [
            report(f"p{n}", story, line, outlet="The Ledger")
            for n, (story, line) in enumerate(zip((FLOOD[0], HARVEST[0], STRAY), lines, strict=True))
        ]
        found = {aside.anchor.quote: aside.disposition for aside in thread(materials(*pages)).set_aside}
        assert found == dict.fromkeys(lines, "boilerplate")

    def test_key_facts_under_each_article_of_a_story_are_news(self) -> None:
        fact = "Six people drowned below Harrowmouth in the flood."
        pages = [
            report(f"p{n}", *FLOOD[2 * n : 2 * n + 2], fact, self.LINE, outlet="The Ledger", day=n + 1)
            for n in range(4)
        ]
        assert set(dispositions(thread(materials(*pages)))) == {self.LINE}

    def test_key_facts_on_a_page_of_another_story_are_furniture_there(self) -> None:
        fact = "Six people drowned below Harrowmouth in the flood."
        bodies = {"p1": FLOOD[:2], "p2": FLOOD[2:4], "p3": FLOOD[4:6], "p4": HARVEST[:2]}
        pages = [report(name, *body, fact, outlet="The Ledger") for name, body in bodies.items()]
        asides = thread(materials(*pages)).set_aside
        assert [aside.anchor.report_id for aside in asides] == ["p4"]

    def test_a_sentence_inside_a_paragraph_is_news_however_often(self) -> None:
        stock = "No one was hurt."
        pages = [
            report(f"p{n}", f"{line} {stock}", outlet="The Ledger")
            for n, line in enumerate((FLOOD[0], HARVEST[1], STRAY))
        ]
        assert dispositions(thread(materials(*pages))) == {}

    def test_a_credit_inside_a_paragraph_is_furniture(self) -> None:
        pages = [
            report(f"p{n}", f"HARROWMOUTH. /Ledger/. {line}", outlet="The Ledger")
            for n, line in enumerate((FLOOD[0], HARVEST[1], STRAY))
        ]
        assert "/Ledger/." in dispositions(thread(materials(*pages)))

    def test_pages_counted_one_by_one_tell_the_same(self) -> None:
        pages = self.pages()
        counts = Counts()
        for page in pages:
            count_page(counts, page)
        found = [aside for page in pages for aside in furniture_of(page, counts)]
        assert tuple(found) == recurring_lines(pages)


class TestDevelopments:
    DAYS = (
        ("d1", 3, "Three people drowned when the Velden flooded Harrowmouth."),
        ("d2", 4, "Three people drowned in the Velden flood in Harrowmouth."),
        ("d3", 5, "Six people drowned when the Velden flooded Harrowmouth, and the hamlet of Lorne Ford was cut off."),
    )

    def steps(self, *rows: tuple[str, int, str]) -> tuple[Development, ...]:
        read_all = materials(*(report(name, text, outlet=name, day=day) for name, day, text in rows))
        passages = [Passage(material.report.id, 0) for material in read_all]
        return developments_of(passages, {material.report.id: material for material in read_all})

    def test_a_day_that_brings_a_figure_is_a_step(self) -> None:
        steps = self.steps(*self.DAYS)
        assert [step.earliest for step in steps] == ["2031-05-03", "2031-05-05"]
        assert steps[1].passages == (Passage("d3", 0),)
        assert any("Six" in words for words in steps[1].new)

    def test_the_order_of_passages_does_not_matter(self) -> None:
        assert self.steps(*self.DAYS) == self.steps(*self.DAYS[::-1])

    def test_a_date_in_the_words_goes_before_that_of_the_page(self) -> None:
        (step,) = self.steps(("d1", 9, "On 3 May 2031 the Velden flooded Harrowmouth and three people drowned."))
        assert (step.earliest, step.latest, step.dated_by) == ("2031-05-03", "2031-05-03", "event")

    def test_a_passage_without_a_date_is_in_no_step(self) -> None:
        (undated,) = materials(report("u", "Three people drowned when the Velden flooded Harrowmouth."))
        assert developments_of([Passage("u", 0)], {"u": undated}) == ()

    def test_a_story_holds_its_developments(self, week: list[Material]) -> None:
        (story,) = [story for story in thread(week).stories if "a1" in story.report_ids]
        assert story.developments
        assert [step.earliest for step in story.developments] == sorted(step.earliest for step in story.developments)
        assert {passage for step in story.developments for passage in step.passages} <= set(story.passages)


class TestTrees:
    def test_each_tree_adds_the_leaf_of_its_path(self) -> None:
        trees = trees_of([[[0, 1.0, 1, 2], [-2.0], [1, 0.5, 3, 4], [0.0], [3.0]], [[0.5]]], -0.5)
        found = trees.probability(np.array([[1.0, 9.0], [2.0, 0.0], [2.0, 1.0]]))
        assert found == pytest.approx(1 / (1 + np.exp(-np.array([-2.0, 0.0, 3.0]))))


class TestMeaning:
    def test_a_set_of_one_line_is_a_pair(self) -> None:
        metric = StoryMetric(np.eye(3), np.zeros(3), np.array([4.0, 1.0, 0.5]))
        placed = metric.placed(np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 2.0]], np.float32))
        whole = metric.set_ratios(placed, np.full(2, 1 / EVIDENCE_A_LINE))
        assert whole == pytest.approx(np.diagonal(metric.pair_ratios(placed)[::-1]))

    def test_vectors_of_another_encoder_are_not_judged(self) -> None:
        lines = [TextLine(frozenset({"flood"}), {}, False)] * 6
        assert stray_probabilities(lines, np.eye(6, 50, dtype=np.float32), shipped_model()) == [0.0] * 6


class TestHeaps:
    def test_a_stray_is_set_aside_with_the_names_it_brings(self) -> None:
        threads = thread([pasted(*HEADLINES, *FLOOD[:4], STRAY, *FLOOD[4:])])
        assert dispositions(threads) == {STRAY: "off_topic"}
        assert "Abarra" in threads.set_aside[0].reason

    def test_two_strays_of_other_stories_are_both_set_aside(self) -> None:
        threads = thread([pasted(*HEADLINES, *FLOOD[:4], STRAY, *FLOOD[4:], OTHER_STRAY)])
        assert dispositions(threads) == {STRAY: "off_topic", OTHER_STRAY: "off_topic"}

    def test_a_sentence_that_drifts_off_inside_a_line_is_a_tangent(self) -> None:
        threads = thread([pasted(*HEADLINES, *FLOOD[:4], f"{FLOOD[4]} {OTHER_STRAY}", *FLOOD[5:])])
        assert dispositions(threads) == {OTHER_STRAY: "tangent"}
        assert "weak link" in threads.set_aside[0].reason

    def test_a_definition_is_set_aside_as_one(self) -> None:
        assert dispositions(thread([pasted(*HEADLINES, *FLOOD, DEFINITION)])) == {DEFINITION: "definition"}

    def test_a_heap_without_headlines_is_sorted_too(self) -> None:
        shuffled = [FLOOD[row] for row in (4, 0, 6, 3, 1, 7, 2, 5)]
        assert STRAY in dispositions(thread([pasted(*shuffled[:4], STRAY, *shuffled[4:])]))

    def test_lines_of_one_story_all_stay(self) -> None:
        assert dispositions(thread([pasted(*HEADLINES, *FLOOD)])) == {}

    def test_a_report_of_an_outlet_is_no_heap(self) -> None:
        whole = report("r", *HEADLINES, *FLOOD, STRAY, outlet="The Ledger")
        assert STRAY not in dispositions(thread(materials(whole)))

    def test_links_of_an_article_are_weakest_where_it_drifts_off(self) -> None:
        (article,) = materials(report("r", *FLOOD[:4], OTHER_STRAY, *FLOOD[4:], outlet="The Ledger"))
        links = links_of(article)
        assert [link.sentence for link in links] == list(range(len(FLOOD) + 1))
        weakest = min(links, key=lambda link: link.strength)
        assert weakest.sentence == 4
        assert "Marrowe" in weakest.reason or "Ostrava" in weakest.reason

    def test_too_few_lines_have_no_core_to_stray_from(self) -> None:
        assert STRAY not in dispositions(thread([pasted(FLOOD[0], FLOOD[1], STRAY)]))

    def test_the_order_of_lines_does_not_change_what_is_a_stray(self) -> None:
        lines = [*HEADLINES, *FLOOD, STRAY]
        turned = [*HEADLINES, STRAY, *FLOOD[::-1]]
        assert dispositions(thread([pasted(*turned)])) == dispositions(thread([pasted(*lines)])) == {STRAY: "off_topic"}


class TestUnreadable:
    TEXT = ("Die Velden trat am Dienstag oberhalb von Harrowmouth über die Ufer.", "Sechs Menschen ertranken, hieß es.")

    def test_an_unread_report_is_kept_in_a_story_and_said_to_be_unread(self) -> None:
        (material,) = materials(report("g", *self.TEXT, lang="de"))
        threads = thread([material])
        assert [story.report_ids for story in threads.stories] == [("g",)]
        assert [aside.disposition for aside in threads.set_aside] == ["unreadable"]
        assert "de" in threads.set_aside[0].reason
        assert threads.stories[0].passages == ()
