"""Figures: comparability before contradiction, relations by the labelling rules, policies that invent nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import Draft, story_of, with_lineage
from wireroom.errors import UnknownName
from wireroom.records.stories import Weighed
from wireroom.weigh import POLICIES, weigh
from wireroom.weigh.figures import group_of
from wireroom.weigh.tallies import counted_at, handled_as, is_former, is_running

SPAN = {
    "at least 12": {"low": 12.0, "cue": "at least"},
    "at least 20": {"low": 20.0, "cue": "at least"},
    "more than 50": {"low": 50.0, "low_exclusive": True, "cue": "more than"},
    "more than 51": {"low": 51.0, "low_exclusive": True, "cue": "more than"},
    "up to 30": {"high": 30.0, "cue": "up to"},
    "about 50": {"best": 50.0, "approximate": True, "cue": "about"},
    "10 to 20": {"low": 10.0, "high": 20.0},
    "dozens": {"qualitative": True, "cue": "dozens"},
    "hundreds": {"qualitative": True, "cue": "hundreds"},
    "thousands": {"qualitative": True, "cue": "thousands"},
}


def bounds(words: str) -> dict:
    return dict(SPAN[words]) if words in SPAN else {"best": float(words)}


def tolls(*given: dict) -> Weighed:
    """A story with one report a toll: `words`, and optionally outlet, speaker, published, and fields of the figure."""
    materials = []
    for place, toll in enumerate(given):
        fields = dict(toll)
        words = fields.pop("words")
        draft = Draft(
            f"rp-{place}",
            [f"{fields.pop('speaker', 'The mayor')} said {words} people died when the Ombra bridge fell."],
            outlet=fields.pop("outlet", f"Outlet {place}"),
            published=fields.pop("published", "2031-05-04"),
        )
        speaker = draft.lines[0].split(" said ")[0]
        draft.say(0, draft.lines[0].split(" said ")[1][:-1], speaker, speaker_kind="organisation", speaker_name=speaker)
        window = fields.pop("window", None)
        if window:
            draft.lines[0] += f" It was counted over {window}."
            fields["window"] = draft.time(0, window)
        draft.figure(0, words, **{"population": "people", "statement": 0, **bounds(words), **fields})
        materials.append(draft.material())
    return weigh(story_of(*materials), materials)


def relations(weighed: Weighed) -> dict[str, set[str]]:
    """Words of the figure -> kinds of its relations."""
    return {figure.anchor.quote: {one.kind for one in figure.relations} for figure in weighed.figures}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("50", "50", "confirms"),
        ("about 50", "50", "confirms"),
        ("at least 12", "12", "confirms"),
        ("51", "more than 50", "compatible_with"),
        ("at least 12", "14", "compatible_with"),
        ("about 50", "51", "compatible_with"),
        ("more than 50", "more than 51", "compatible_with"),
        ("up to 30", "20", "compatible_with"),
        ("10 to 20", "15", "compatible_with"),
        ("dozens", "50", "compatible_with"),
        ("12", "14", "contested"),
        ("at least 12", "at least 20", "contested"),
        ("at least 20", "14", "contested"),
        ("more than 50", "50", "confirms"),
        ("up to 30", "40", "contested"),
        ("10 to 20", "25", "contested"),
    ],
)
def test_two_counts_of_one_thing_on_one_day(left: str, right: str, kind: str) -> None:
    weighed = tolls({"words": left, "speaker": "The mayor"}, {"words": right, "speaker": "The river board"})
    assert relations(weighed) == {left: {kind}, right: {kind}}


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        ({"population": "children"}, "population: “people” against “children”"),
        ({"population": "soldiers"}, "population: “people” against “soldiers”"),
        ({"aggregation": "cumulative"}, "aggregation: incident against cumulative"),
        ({"place": "Tolo"}, "place: Ombra against Tolo"),
    ],
)
def test_a_failed_condition_is_named_and_nothing_is_contested(fields: dict, condition: str) -> None:
    weighed = tolls({"words": "12", "place": "Ombra"}, {"words": "14", "speaker": "The river board", **fields})
    found = [relation for figure in weighed.figures for relation in figure.relations]
    assert {relation.kind for relation in found} == {"not_comparable"}
    assert condition in {relation.reason for relation in found}


def test_people_civilians_and_residents_count_the_same() -> None:
    other = {"words": "14", "population": "residents of Ombra", "speaker": "The river board"}
    weighed = tolls({"words": "12", "population": "civilians"}, other)
    assert relations(weighed) == {"12": {"contested"}, "14": {"contested"}}


def test_a_period_is_not_a_single_day() -> None:
    draft = Draft(
        "rp-1",
        [
            "More than 10,000 people have reportedly left Tolo in the last several weeks.",
            "“We took out about 3,000 people” from Tolo, Ade Moru said on Monday night.",
        ],
    )
    weeks = draft.time(0, "the last several weeks")
    night = draft.time(1, "Monday night", role="stated")
    draft.say(1, "We took out about 3,000 people", "Ade Moru", speaker_kind="named", said=night)
    draft.figure(
        0,
        "More than 10,000",
        "left",
        low=10_000.0,
        low_exclusive=True,
        window=weeks,
        aggregation="period",
        population="people",
    )
    draft.figure(1, "about 3,000", "evacuated", best=3_000.0, approximate=True, statement=0, population="people")
    material = draft.material()
    weighed = weigh(story_of(material), [material])
    (relation,) = weighed.figures[0].relations
    assert relation.kind == "not_comparable"
    assert "measure: left against evacuated" in relation.reason
    assert "window: “the last several weeks” against none given (said Monday night)" in relation.reason


def test_other_windows_are_not_comparable() -> None:
    weighed = tolls(
        {"words": "12", "window": "the last two weeks", "aggregation": "period"},
        {"words": "14", "window": "the night of the storm", "aggregation": "period", "speaker": "The river board"},
    )
    (relation,) = weighed.figures[0].relations
    assert relation.kind == "not_comparable"
    assert relation.reason == "window: “the last two weeks” against “the night of the storm”"


def test_one_voice_does_not_contest_itself() -> None:
    weighed = tolls({"words": "12"}, {"words": "40"})
    assert relations(weighed) == {"12": set(), "40": set()}
    assert len(weighed.series) == 2


def test_unlike_measures_are_not_even_mentioned() -> None:
    assert relations(tolls({"words": "12"}, {"words": "14", "measure": "detained"})) == {"12": set(), "14": set()}


def test_a_later_higher_count_updates_and_supersedes() -> None:
    weighed = tolls({"words": "12", "published": "2031-05-04"}, {"words": "14", "published": "2031-05-06"})
    earlier, later = weighed.figures
    assert [(one.kind, one.to) for one in later.relations] == [("updates", earlier.id)]
    assert (earlier.relations, earlier.standing, later.standing) == ((), "superseded", "single_origin")


def test_a_falling_count_of_the_same_origin_corrects() -> None:
    weighed = tolls(
        {"words": "14", "published": "2031-05-04", "aggregation": "cumulative"},
        {"words": "12", "published": "2031-05-06", "aggregation": "cumulative"},
    )
    assert relations(weighed) == {"14": set(), "12": {"corrects"}}


def test_a_falling_count_of_another_origin_is_contested() -> None:
    weighed = tolls(
        {"words": "14", "published": "2031-05-04"},
        {"words": "12", "published": "2031-05-06", "speaker": "The river board"},
    )
    assert relations(weighed) == {"14": {"contested"}, "12": {"contested"}}


def test_ten_outlets_with_one_spokesman_are_one_origin() -> None:
    weighed = tolls(*({"words": "12", "outlet": f"Outlet {place}"} for place in range(10)))
    assert {figure.standing for figure in weighed.figures} == {"single_origin"}
    assert weighed.series[0].shown.origins == 1
    assert len(weighed.series[0].figure_ids) == 10


def test_two_origins_with_one_number_corroborate() -> None:
    weighed = tolls({"words": "12"}, {"words": "12", "speaker": "The river board"})
    assert {figure.standing for figure in weighed.figures} == {"corroborated"}
    assert weighed.series[0].standing == "corroborated"


@pytest.mark.parametrize(
    ("policy", "words", "low", "best", "high"),
    [
        ("range", ["12", "14"], 12, None, 14),
        ("range", ["12", "12"], 12, 12, 12),
        ("range", ["at least 20", "14"], 14, None, None),
        ("range", ["up to 30"], None, None, 30),
        ("range", ["more than 50"], 50, None, None),
        ("range", ["dozens"], None, None, None),
        ("conservative", ["12", "14"], None, 12, None),
        ("conservative", ["dozens", "50"], None, 12, None),
        ("conservative", ["hundreds"], None, 100, None),
        ("conservative", ["thousands"], None, None, None),
        ("conservative", ["up to 30"], None, None, None),
        ("ucdp", ["12", "14", "14"], 12, 14, 14),
        ("latest", ["12", "14"], None, 14, None),
        ("authority", ["12", "14"], None, 14, None),
    ],
)
def test_policies(policy: str, words: list[str], low: float, best: float, high: float) -> None:
    materials = []
    for place, word in enumerate(words):
        draft = Draft(
            f"rp-{place}",
            [f"There were {word} people killed when the Ombra bridge fell."],
            outlet=f"Outlet {place}",
            published=f"2031-05-04T0{place}:00",
        )
        draft.figure(0, word, population="people", **bounds(word))
        materials.append(draft.material())
    (series,) = weigh(story_of(*materials), materials, policy=policy).series
    assert (series.shown.low, series.shown.best, series.shown.high) == (low, best, high)
    assert series.policy == policy


def test_an_unknown_policy_names_the_nearest() -> None:
    draft = Draft("rp-1", ["The bridge fell."]).material()
    with pytest.raises(UnknownName, match="conservative"):
        weigh(story_of(draft), [draft], policy="conservativ")


def test_a_part_is_not_its_whole() -> None:
    draft = Draft("rp-1", ["The mayor said 12 people died at Ombra, five of them children."])
    draft.say(0, "12 people died at Ombra, five of them children", "The mayor", speaker_kind="organisation")
    draft.figure(0, "12", best=12.0, population="people", statement=0)
    draft.figure(0, "five", best=5.0, population="children", statement=0, part_of=0)
    material = draft.material()
    weighed = weigh(story_of(material), [material])
    whole, part = weighed.figures
    assert part.part_of == whole.id
    assert not {"contested", "updates"} & {one.kind for figure in weighed.figures for one in figure.relations}
    assert len(weighed.series) == 2


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("", "people"),
        ("people", "people"),
        ("residents of Ombra", "people"),
        ("children under the age of five", "children"),
        ("people, mostly children under the age of five", "people"),
        ("government soldiers", "soldiers"),
        ("civilians including three children", "people"),
        ("lighthouse keepers", "“lighthouse keepers”"),
    ],
)
def test_groups_of_the_counted(words: str, group: str) -> None:
    assert group_of(words)[0] == group


COUNTS = st.builds(
    lambda words, day, speaker: {"words": words, "published": f"2031-05-{day:02}", "speaker": speaker},
    st.sampled_from([*SPAN, "1", "12", "14", "49", "400"]),
    st.integers(1, 9),
    st.sampled_from(["The mayor", "The river board", "The fire service"]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(COUNTS, min_size=1, max_size=6), st.sampled_from(POLICIES))
def test_every_shown_bound_is_a_bound_of_an_observation(given_counts: list[dict], policy: str) -> None:
    weighed = tolls(*given_counts)
    figures = {figure.id: figure for figure in weighed.figures}
    stated = {
        bound for figure in weighed.figures for bound in (figure.low, figure.best, figure.high) if bound is not None
    }
    allowed = stated | ({10.0, 12.0, 100.0} if policy == "conservative" else set())
    for series in weighed.series:
        shown = {series.shown.low, series.shown.best, series.shown.high} - {None}
        assert shown <= allowed
        assert 0.0 not in shown
        assert set(series.figure_ids) <= set(figures)
        assert series.shown.origins <= len(series.figure_ids)


def one_count(line: str, words: str, time: str | None = None, **fields) -> tuple:
    """The material and figure of a sentence with one count, for what its words say of it."""
    draft = Draft("rp-1", [line], published="2031-05-06T12:00")
    if time:
        fields["window"] = draft.time(0, time, "2031-05-05")
    draft.figure(0, words, best=12.0, **fields)
    material = draft.material()
    return material, material.reading.figures[0]


@pytest.mark.parametrize(
    ("line", "words", "running"),
    [
        ("The toll is just 12.", "12", True),
        ("The flood has killed 12 people.", "12", True),
        ("Twelve dead as dam gate fails at Ombra", "Twelve", True),
        ("The office put the dead at 12.", "12", True),
        ("The directorate has confirmed 12 deaths.", "12", True),
        ("Twelve people were killed when mortar rounds fell on Ombra.", "Twelve", False),
        ("Twelve men died there at night.", "Twelve", False),
        ("The toll rose; in Tolo twelve men died at night.", "twelve", False),
    ],
)
def test_a_toll_is_told_from_one_incident(line: str, words: str, running: bool) -> None:
    assert is_running(*one_count(line, words)) == running


@pytest.mark.parametrize(
    ("line", "words", "former"),
    [
        ("The office revised the toll down to 35 from 38.", "38", True),
        ("The office revised the toll down to 35 from 38.", "35", False),
        ("The toll was lowered from 38 to 35.", "38", True),
        ("The toll stands at 35, down from an earlier figure of 38.", "38", True),
        ("The dead rose to 40 from 38.", "38", True),
        ("The bus carried people from 38 villages.", "38", False),
    ],
)
def test_the_count_that_was_replaced(line: str, words: str, former: bool) -> None:
    assert is_former(*one_count(line, words)) == former


@pytest.mark.parametrize(
    ("line", "words", "handled"),
    [
        ("So far 34 bodies have been identified.", "34", "identified"),
        ("It said three bodies had been counted twice.", "three", "twice"),
        ("Three bodies had been entered in two registers.", "Three", "entered"),
        ("Twelve people were killed, and three have been identified.", "Twelve", ""),
        ("Twelve bodies were recovered from the river.", "Twelve", ""),
    ],
)
def test_what_was_done_with_the_counted_makes_them_a_part(line: str, words: str, handled: str) -> None:
    assert handled_as(*one_count(line, words)) == handled


@pytest.mark.parametrize(
    ("line", "words", "time", "counted"),
    [
        ("The mortuary had received 12 bodies by Monday.", "12", "Monday", True),
        ("The office raised its toll on Monday to 12.", "12", "Monday", True),
        ("The office on Monday revised the toll to 12.", "12", "Monday", True),
        ("Twelve people were killed on Monday.", "Twelve", "Monday", False),
        ("The toll of the blast on Monday is 12.", "12", "Monday", False),
    ],
)
def test_the_time_of_counting_is_not_the_time_of_the_event(line: str, words: str, time: str, counted: bool) -> None:
    assert (counted_at(*one_count(line, words, time)) is not None) == counted


def flood(*told: tuple) -> Weighed:
    """A story of one place: (published, outlet, line, words[, fields or further (words, fields)]) a report."""
    materials = []
    for place, (published, outlet, line, *counts) in enumerate(told):
        draft = Draft(f"rp-{place}", [line], outlet=outlet, published=published)
        for words, fields in counts:
            draft.figure(0, words, population=fields.pop("population", "people"), **fields)
        materials.append(draft.material())
    return weigh(story_of(*materials), materials)


def killed(number: float, **fields) -> dict:
    return {"best": number, "place": "Ombra", **fields}


def test_a_toll_in_other_words_every_day_is_one_series_in_its_order() -> None:
    weighed = flood(
        ("2031-05-04", "Lantern", "Flood at Ombra has killed nine people", ("nine", killed(9.0))),
        ("2031-05-05", "Heron", "The toll in flooded Ombra is 17", ("17", killed(17.0, population=""))),
        (
            "2031-05-06",
            "Kite",
            "At Ombra 31 bodies have been found after flood",
            ("31", killed(31.0, population="bodies")),
        ),
    )
    (series,) = weighed.series
    assert (series.shown.best, series.population) == (31.0, "people")
    assert [figure.standing for figure in weighed.figures] == ["superseded", "superseded", "single_origin"]


def test_a_revised_toll_corrects_the_count_it_replaces_and_those_who_repeat_it() -> None:
    revised = "On 8 May the office revised the toll of the Ombra flood down to 35 from 38."
    weighed = flood(
        ("2031-05-08T10:00", "Lantern", revised, ("35", killed(35.0)), ("38", killed(38.0))),
        ("2031-05-09T10:00", "Heron", "The toll of the Ombra flood is 38.", ("38", killed(38.0))),
        ("2031-05-10T10:00", "Kite", "The office said the toll of the Ombra flood is 37.", ("37", killed(37.0))),
    )
    new, old, stale, latest = weighed.figures
    assert ("corrects", old.id) in {(one.kind, one.to) for one in new.relations}
    assert ("updates", stale.id) in {(one.kind, one.to) for one in new.relations}
    assert {one.standing for one in (new, old, stale)} == {"superseded"}
    assert "contested" not in {one.kind for figure in weighed.figures for one in figure.relations}
    (series,) = weighed.series
    assert series.shown.best == latest.best == 37.0


def test_some_of_everyone_are_not_everyone() -> None:
    line = "At least 27 people have died in Ombra, including the three of Monday."
    weighed = flood(
        ("2031-05-04", "Lantern", line, ("27", killed(27.0)), ("three", killed(3.0, population="", part_of=0))),
        ("2031-05-05", "Heron", "By now 27 people have died in Ombra.", ("27", killed(27.0))),
    )
    assert sorted(len(one.figure_ids) for one in weighed.series) == [1, 2]


def test_a_copy_brings_the_count_of_its_original() -> None:
    line = "A gate of the dam above Ombra broke on Monday, killing at least four people in the town."
    drafts = [Draft("rp-1", [line], outlet="Lantern", published="2031-05-04T09:00")]
    drafts.append(Draft("rp-2", [line], outlet="Heron", published="2031-05-06"))
    for draft in drafts:
        draft.figure(0, "at least four", low=4.0, population="people")
    first, copy = (draft.material() for draft in drafts)
    materials = [first, with_lineage(copy, "copy", "rp-1")]
    weighed = weigh(story_of(*materials), materials)
    assert {figure.as_of for figure in weighed.figures} == {"2031-05-04T09:00:00Z"}


def test_an_undated_count_that_a_dated_one_repeats_is_set_against_no_other() -> None:
    weighed = flood(
        (
            "2031-05-04",
            "Lantern",
            "In Ombra 31 people are missing",
            ("31", killed(31.0, measure="missing", aggregation="stock")),
        ),
        (
            "2031-05-08",
            "Heron",
            "In Ombra 11 people are missing",
            ("11", killed(11.0, measure="missing", aggregation="stock")),
        ),
        (None, "Kite", "In Ombra 11 people are missing", ("11", killed(11.0, measure="missing", aggregation="stock"))),
    )
    assert "contested" not in {one.kind for figure in weighed.figures for one in figure.relations}


def test_tolls_of_many_places_stay_apart() -> None:
    towns = ("Ombra", "Tolo", "Venna", "Sarno")
    weighed = flood(
        *(
            (f"2031-05-0{day}", f"Outlet {day}", line, (str(10 + day), {"best": 10.0 + day, "place": towns[day - 1]}))
            for day, line in enumerate(
                (
                    "A strike on Ombra market has killed 11 people",
                    "Shelling of a school in Tolo has killed 12 people",
                    "The toll of the mine at Venna is 13",
                    "Sarno buries 14 people dead after the fire",
                ),
                1,
            )
        ),
        ("2031-05-06", "Kite", "Ferry disaster leaves 15 dead", ("15", {"best": 15.0})),
    )
    assert len(weighed.series) == 5


def test_a_stock_of_an_unknown_moment_contests_no_other() -> None:
    stock = {"measure": "missing", "aggregation": "stock"}
    weighed = flood(
        ("2031-05-04", "Lantern", "In Ombra 31 people are missing", ("31", killed(31.0, **stock))),
        (None, "Kite", "In Ombra 11 people are missing", ("11", killed(11.0, **stock))),
    )
    assert {one.kind for figure in weighed.figures for one in figure.relations} == {"not_comparable"}
