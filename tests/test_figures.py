"""Figures: hedges as bounds, measures, populations, sub-groups, aggregation, windows. Sentences are invented."""

import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom import measures as measures_module
from wireroom.errors import UnknownName
from wireroom.measures import FALL_BACK, cues_by_word, measures
from wireroom.read import read_words
from wireroom.read.figures import find_figures
from wireroom.read.times import find_times
from wireroom.records.readings import FigureSpan, Mention, Sentence, StatementSpan
from wireroom.records.reports import Report
from wireroom.records.spans import Span

PUBLISHED = datetime(2019, 3, 5, tzinfo=UTC)


def cut(text: str) -> tuple[Sentence, ...]:
    """Sentences by a full stop before a capital: enough for these tests."""
    return tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"\S(?:.*?[.!?](?=\s+[A-Z\"]|$)|.+$)", text))


def figures_of(text: str) -> tuple[FigureSpan, ...]:
    sentences = cut(text)
    return find_figures(text, sentences, find_times(text, sentences, PUBLISHED), (), ())


def brief(text: str) -> list[tuple[str, str]]:
    return [(figure.words(text), figure.measure) for figure in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 20 people were killed and 35 wounded, medics said.", [("At least 20", "killed"), ("35", "injured")]),
        ("Two gunmen killed 12 people in the square.", [("Two", "other"), ("12", "killed")]),
        ("Toll rises to 40", [("40", "killed")]),
        ("Death toll from quake climbs to 1,200, officials say", [("1,200", "killed")]),
        ("57 Villagers killed 150 Injured in Northern Floods", [("57", "killed"), ("150", "injured")]),
        ("1 Dead, 4 Injured In Harbour Fire", [("1", "killed"), ("4", "injured")]),
        ("Child killed two others injured in landslide", [("two", "injured")]),
        ("The blast injured 7 people who were rushed to hospital.", [("7", "injured")]),
        ("40 killed or injured in bus crash", [("40", "affected")]),
        ("The blast left 10 people dead and dozens missing.", [("10", "killed"), ("dozens", "missing")]),
        ("Police arrested 14 suspects and released three of them.", [("14", "detained"), ("three", "released")]),
        ("Rebels freed 18 prisoners.", [("18", "released")]),
        ("The group is holding 25 hostages.", [("25", "kidnapped")]),
        ("Scores of protesters were wounded when the stand fell", [("Scores", "injured")]),
        ("Some 500 fighters surrendered.", [("Some 500", "surrendered")]),
        ("Rescuers pulled 11 survivors from the rubble, and six bodies.", [("11", "rescued"), ("six", "killed")]),
        ("More than 100 people are missing.", [("More than 100", "missing")]),
        ("Nearly 2,000 cases of the virus have been reported.", [("Nearly 2,000", "infected")]),
        ("The army carried out 15 air strikes, killing 9 civilians.", [("15", "strikes"), ("9", "killed")]),
        ("The storm damaged 300 houses.", [("300", "homes_damaged")]),
        ("The company cut 1,500 jobs.", [("1,500", "jobs_lost")]),
        ("Tens of thousands marched on Friday.", [("Tens of thousands", "protested")]),
        ("The council pledged $20 million.", [("$20 million", "money")]),
        ("Around 3,000 people were evacuated; 400 families fled.", [("Around 3,000", "evacuated"), ("400", "left")]),
        ("2,000 people were left with no power after the storm", [("2,000", "other")]),
        ("At least nine people, all members of one crew, were reportedly killed.", [("At least nine", "killed")]),
        ("Six people were shot and two of them were fatally wounded.", [("Six", "injured"), ("two", "killed")]),
    ],
)
def test_measures(text: str, expected: list[tuple[str, str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A child was killed.",
        "The third man was killed.",
        "A 34-year-old man was killed.",
        "Ann Example, 34, was killed.",
        "About 60 percent of voters stayed at home.",
        "It fired 30 rockets and 12 shells at three villages.",
        "One of the men was killed.",
        "No kind of aid has arrived since May.",
        "He was sentenced to 10 years after 3 days.",
        "There were no immediate reports of casualties.",
        "Many were hurt, some others fled, a few stayed.",
        "In 2014 it happened on 5 March at 11:30.",
        "The convoy of 17 buses left.",
        "They won 3-1 on Highway 17.",
        "",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("More than 10,000 people have left.", (10000.0, None, None, True, False, False)),
        ("No fewer than 10.000 people crossed over.", (10000.0, None, None, False, False, False)),
        ("As many as 70 people died.", (None, None, 70.0, False, False, False)),
        ("About 3,000 people died.", (None, 3000.0, None, False, True, False)),
        ("Between 50 and 60 people died.", (50.0, None, 60.0, False, False, False)),
        ("As many as 3,000-4,000 people died.", (3000.0, None, 4000.0, False, False, False)),
        ("More than a quarter of a million people died.", (250000.0, None, None, True, False, False)),
        ("Hundreds of thousands of people fled.", (None, None, None, False, False, True)),
        ("Several people died.", (None, None, None, False, False, True)),
        ("1.2m people fled.", (None, 1200000.0, None, False, False, False)),
    ],
)
def test_hedges(text: str, bounds: tuple[float | None, float | None, float | None, bool, bool, bool]) -> None:
    (f,) = figures_of(text)
    assert (f.low, f.best, f.high, f.low_exclusive, f.approximate, f.qualitative) == bounds


def test_cue_and_span_are_words_of_the_text() -> None:
    text = "On the hill more than 90 people were killed."
    (figure,) = figures_of(text)
    assert (figure.cue, figure.words(text), figure.population) == ("more than", "more than 90", "people")


def test_negation_is_zero_and_silence_is_nothing() -> None:
    (figure,) = figures_of("No one was hurt in the fire.")
    assert (figure.negated, figure.best, figure.measure) == (True, 0.0, "injured")
    assert figures_of("The fire was put out.") == ()


def test_a_toll_that_moves_is_two_counts() -> None:
    assert [f.best for f in figures_of("The number of dead rose from 12 to 17.")] == [12.0, 17.0]


def test_subgroup_is_tied_to_its_whole() -> None:
    whole, part = figures_of("Fifteen people, including seven children, died in the blast.")
    assert (whole.population, part.population, part.part_of, part.measure) == ("people", "children", 0, "killed")


def test_subgroup_in_brackets_of_tokenised_text() -> None:
    text = "Five people -LRB- three of them women -RRB- were killed ."
    whole, part = figures_of(text)
    assert (whole.measure, part.measure, part.part_of, part.population) == ("killed", "killed", 0, "women")


def test_part_of_points_into_the_whole_report() -> None:
    figures = figures_of("Two men drowned. Nine people, including four boys, were rescued.")
    assert figures[2].part_of == 1


def test_subgroup_without_a_number_stays_in_the_population() -> None:
    (figure,) = figures_of("Around 40 people, mostly pupils under the age of ten, have died.")
    assert figure.population == "people, mostly pupils under the age of ten"
    assert figure.measure == "killed"


def test_partitive_names_its_whole_and_takes_its_words() -> None:
    part, whole = figures_of("Only 3 of the 50 passengers survived.")
    assert (part.measure, part.part_of, part.population) == ("rescued", 1, "passengers")
    assert (whole.measure, whole.part_of) == ("other", None)


def test_ellipsis_takes_the_words_before() -> None:
    assert [f.population for f in figures_of("Ten miners were killed and 20 wounded.")] == ["miners", "miners"]


@pytest.mark.parametrize(
    ("text", "aggregation"),
    [
        ("Ten people were killed on Sunday.", "incident"),
        ("Ten people were killed in the last three weeks.", "period"),
        ("Ten people have been killed since March.", "period"),
        ("Ten people have been killed since the war began.", "cumulative"),
        ("The toll has risen to ten.", "cumulative"),
        ("So far ten people have died.", "cumulative"),
        ("Ten people are still trapped.", "stock"),
        ("Ten people are missing.", "stock"),
    ],
)
def test_aggregation(text: str, aggregation: str) -> None:
    assert figures_of(text)[0].aggregation == aggregation


def test_window_is_the_time_that_governs_and_never_the_time_of_saying() -> None:
    text = "The mayor said on Monday that 10 people had left in the last several weeks."
    sentences = cut(text)
    times = find_times(text, sentences, PUBLISHED)
    (figure,) = find_figures(text, sentences, times, (), ())
    assert figure.window is not None
    assert times[figure.window].words(text) == "the last several weeks"


def test_place_and_statement() -> None:
    text = "Ten people died in Exampleton, the mayor said."
    at = text.index("Exampleton")
    mention = Mention(at, at + 10, "place", 0, 0)
    statement = StatementSpan(0, len(text), content=(Span(0, at + 10),))
    (figure,) = find_figures(text, cut(text), (), (statement,), (mention,))
    assert (figure.place, figure.statement) == ("Exampleton", 0)


def test_the_innermost_statement_wins() -> None:
    text = "She said he said ten people died."
    outer = StatementSpan(0, len(text), content=(Span(9, len(text)),))
    inner = StatementSpan(9, len(text), content=(Span(17, len(text)),))
    (figure,) = find_figures(text, cut(text), (), (outer, inner), ())
    assert figure.statement == 1


def test_sentence_index_counts_every_sentence() -> None:
    assert figures_of("Nothing here. Ten people died.")[0].sentence == 1


def test_registry_is_complete() -> None:
    table = measures()
    assert len(table) >= 25
    assert FALL_BACK in table
    assert {
        "killed",
        "injured",
        "missing",
        "displaced",
        "evacuated",
        "left",
        "detained",
        "released",
        "strikes",
        "money",
    } <= set(table)
    assert all(m.hxl.startswith("#") and m.counts in ("people", "things", "money") for m in table.values())
    assert all(m.aggregation in ("incident", "period", "cumulative", "stock") for m in table.values())
    assert any("attack" in m.gaps for m in table.values())


def test_no_word_means_two_measures_of_people_in_one_role() -> None:
    for cues in cues_by_word().values():
        for words, entries in cues:
            for role in ("noun", "after", "before"):
                named = {m for r, m in entries if r == role and not measures()[m].things}
                assert len(named) <= 1, (words, role, sorted(named))


def test_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="aggregation"):
        measures_module._measure("x.toml", {"id": "x", "agregation": "stock"})


_WORDS = st.sampled_from(
    "ten 12 3,000 people killed were wounded including of them and to between at least dozens families fled , . ( ) $ % no one since Monday houses arrested".split()
)


@settings(max_examples=150)
@given(st.lists(_WORDS, max_size=40))
def test_figures_lie_in_order_inside_their_sentences(words: list[str]) -> None:
    text = " ".join(words)
    sentences = cut(text)
    found = find_figures(text, sentences, find_times(text, sentences, None), (), ())
    for index, figure in enumerate(found):
        home = sentences[figure.sentence]
        assert home.start <= figure.start < figure.end <= home.end
        assert figure.measure in measures()
        assert figure.part_of is None or (figure.part_of != index and 0 <= figure.part_of < len(found))
        assert figure.cue in text
        assert not figure.qualitative or (figure.low, figure.best, figure.high) == (None, None, None)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    sentences = (Sentence(0, len(text)),)
    for figure in find_figures(text, sentences, find_times(text, sentences, PUBLISHED), (), ()):
        assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.parametrize("seed", ["killed 5 ", "1 ", "at least 5 people, including 3 children, ", "no ", "and "])
def test_absurdly_long_sentences_take_linear_time(seed: str) -> None:
    text = (seed * 10_000)[:10_000]
    began = time.process_time()
    find_figures(text, (Sentence(0, len(text)),), (), (), ())
    assert time.process_time() - began < 5.0


def test_a_count_with_a_verb_of_its_own_is_no_part_of_the_list_before_it() -> None:
    words = "The flood has killed 37 people, including nine children, and six are missing."
    found = read_words(Report("r", words, "r")).figures
    assert [(figure.words(words), figure.measure, figure.part_of) for figure in found] == [
        ("37", "killed", None),
        ("nine", "killed", 0),
        ("six", "missing", None),
    ]
