"""Live threading: the laws of the fold, what is forgotten, and hard streams. All names are invented."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.thread.facets import weighed
from wireroom.thread.likeness import ABOUT, shipped_model
from wireroom.thread.live import LEAST_SWEEP, Membership, ThreadState, fold
from wireroom.thread.stories import gather_stories
from wireroom.thread.units import Unit

DIMS = 384
FLOOD = "velden river flood dam harrowmouth sluice rescuer boat roof drown siren board"
HARVEST = "tarnholm grain barley harvest drought farmer union aid price doubl spring silo"
CUP = "striker cup final kestrel rover dunmor goal penalti refere goalkeep stadium crowd"
TRIAL = "jury verdict oskvale judg appeal bribe ledger harbour contract prosecutor sentenc plea"
NAMES = {
    FLOOD: ("&orla pennick", "~pennick", "+harrowmouth", "^velden board"),
    HARVEST: ("&ilse marrowe", "~marrowe", "+tarnholm", "^grain union"),
    CUP: ("&lucan abarra", "~abarra", "+dunmore", "^kestrel rovers"),
    TRIAL: ("&tomas wickery", "~wickery", "+oskvale", "^harbour trust"),
}


def vector_of(seed: str, mix: float = 0.0, other: int = 0) -> np.ndarray:
    base = np.random.default_rng(sum(map(ord, seed))).normal(size=DIMS)
    drawn = base + mix * np.random.default_rng(other).normal(size=DIMS)
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)


def unit(name: str, topic: str, day: int | None, *, skip: int = 0, lang: str = "") -> Unit:
    """A report on a topic: its words but every `skip`th, its names, a vector near the topic's."""
    words = [word for number, word in enumerate(topic.split()) if not skip or number % skip]
    keys = dict.fromkeys([*(f"{lang}{word}" for word in words), *NAMES[topic]], 1)
    return Unit(name, weighed(keys), vector_of(topic, 0.5, len(name) + skip), day, (0,), None)


def digest(name: str, topics: Sequence[str], day: int) -> Unit:
    keys = dict.fromkeys([word for topic in topics for word in topic.split()], 1)
    keys |= dict.fromkeys([key for topic in topics for key in NAMES[topic]], 1)
    mean = np.sum([vector_of(topic) for topic in topics], axis=0)
    return Unit(name, weighed(keys), np.asarray(mean / np.linalg.norm(mean), np.float32), day, (0,), None)


def stream(days: int = 6) -> list[Unit]:
    topics = (FLOOD, HARVEST, CUP)
    return [
        unit(f"r{day}{number}", topic, 100 + day, skip=2 + (day + number) % 4)
        for day in range(days)
        for number, topic in enumerate(topics)
    ]


def partition(places: Sequence[Membership]) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for place in places:
        stories.setdefault(place.story_id, set()).add(place.report_id)
    return {frozenset(members) for members in stories.values()}


class TestFold:
    def test_each_topic_is_a_story(self) -> None:
        assert sorted(len(story) for story in partition(fold(ThreadState(), stream()))) == [6, 6, 6]

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.integers(0, 18), max_size=4))
    def test_how_the_stream_is_cut_does_not_matter(self, cuts: list[int]) -> None:
        whole, state = ThreadState(), ThreadState()
        expected = fold(whole, stream())
        edges = [0, *sorted(cuts), len(stream())]
        found = [place for start, end in pairwise(edges) for place in fold(state, stream()[start:end])]
        assert tuple(found) == expected
        assert state.to_bytes() == whole.to_bytes()

    @pytest.mark.parametrize("cut", range(0, 19, 3))
    def test_saved_and_loaded_midway_gives_the_same(self, cut: int) -> None:
        state = ThreadState()
        early = fold(state, stream()[:cut])
        loaded = ThreadState.from_bytes(state.to_bytes())
        assert loaded.to_bytes() == state.to_bytes()
        assert early + fold(loaded, stream()[cut:]) == fold(ThreadState(), stream())

    def test_an_unrelated_story_changes_nothing(self) -> None:
        added = [*stream()[:9], *(unit(f"t{day}", TRIAL, 102, skip=day) for day in range(2, 6)), *stream()[9:]]
        with_trial = {place.report_id: place for place in fold(ThreadState(), added)}
        assert [with_trial[place.report_id] for place in fold(ThreadState(), stream())] == list(
            fold(ThreadState(), stream())
        )

    def test_ids_stay_when_reports_come(self) -> None:
        early = {place.story_id for place in fold(ThreadState(), stream()[:3])}
        assert early == {place.story_id for place in fold(ThreadState(), stream())}

    def test_a_copy_is_in_the_story_of_its_original(self) -> None:
        copied = replace(unit("c", TRIAL, 101), near_copy_of="r00")
        places = fold(ThreadState(), [*stream(), copied])
        assert places[-1].story_id == places[0].story_id
        assert places[-1].like == "r00"


class TestTime:
    def test_a_story_without_reports_for_the_window_is_closed(self) -> None:
        late = unit("late", FLOOD, 100 + 6 + 31)
        fillers = [unit(f"f{day}", HARVEST, day, skip=3) for day in range(106, 138)]
        places = fold(ThreadState(), [*stream(), *fillers, late])
        assert places[-1].like is None

    def test_a_report_late_by_days_still_joins(self) -> None:
        places = fold(ThreadState(), [*stream(20), unit("late", FLOOD, 101, skip=3)])
        assert places[-1].story_id == places[0].story_id

    def test_an_undated_report_joins(self) -> None:
        places = fold(ThreadState(), [*stream(), unit("undated", FLOOD, None)])
        assert places[-1].story_id == places[0].story_id

    def test_one_date_in_the_future_closes_nothing(self) -> None:
        wrong = unit("wrong", TRIAL, 40_000)
        places = fold(ThreadState(), [*stream(), wrong, *(unit(f"n{day}", FLOOD, day, skip=3) for day in (106, 107))])
        assert places[-1].story_id == places[0].story_id

    def test_equal_times_are_taken_in_order_of_id_in_a_batch(self) -> None:
        units = [replace(one, day=100) for one in stream()]
        names = [[one.report_id for one, *_ in star.members] for star in gather_stories(units)]
        assert names == [[one.report_id for one, *_ in star.members] for star in gather_stories(units[::-1])]
        assert len(names) == 3

    def test_what_is_too_old_leaves_the_state(self) -> None:
        state = ThreadState(sweep_at=40)
        fold(state, [unit(f"r{day}", FLOOD, 100 + day, skip=2 + day % 4) for day in range(40)])
        assert state.rows.count == 31
        assert len(state.seeds) == len(state.sizes) == 1
        assert state.sweep_at == 31 + LEAST_SWEEP
        (place,) = fold(state, [unit("next", FLOOD, 140, skip=3)])
        assert place.like is not None


class TestHardStreams:
    def test_ten_thousand_equal_texts_are_one_story(self) -> None:
        one = unit("x", FLOOD, 100)
        places = fold(ThreadState(), [replace(one, report_id=f"x{number:05}") for number in range(10_000)])
        assert len({place.story_id for place in places}) == 1

    def test_texts_of_one_line_are_threaded_by_what_they_have(self) -> None:
        lines = [
            Unit(f"l{number}", weighed({"velden": 1, "flood": 1}), vector_of("l"), 100, (0,), None)
            for number in range(3)
        ]
        assert len(partition(fold(ThreadState(), lines))) == 1

    def test_a_report_without_a_key_stands_alone(self) -> None:
        empty = [Unit(name, {}, np.zeros(DIMS, np.float32), 100, (0,), None) for name in "ab"]
        assert len(partition(fold(ThreadState(), empty))) == 2

    def test_a_digest_of_several_stories_is_a_member_of_none(self) -> None:
        topics = (FLOOD, HARVEST, CUP, TRIAL)
        units = [
            unit(f"{number}{copy}", topic, 100, skip=copy) for number, topic in enumerate(topics) for copy in (0, 3, 4)
        ]
        *places, last = fold(ThreadState(), [*units, digest("z", topics, 101)])
        assert last.like is None
        assert {story for story, _ in last.also} == {place.story_id for place in places}

    def test_nothing_joins_a_digest(self) -> None:
        topics = (FLOOD, HARVEST, CUP, TRIAL)
        units = [
            unit(f"{number}{copy}", topic, 100, skip=copy) for number, topic in enumerate(topics) for copy in (0, 3)
        ]
        places = fold(ThreadState(), [*units, digest("y", topics, 101), digest("z", topics, 102)])
        assert places[-1].story_id != places[-2].story_id

    def test_a_report_that_one_story_dominates_is_in_it(self) -> None:
        units = [unit(f"{number}", topic, 100) for number, topic in enumerate((FLOOD, HARVEST, CUP))]
        aside = unit("z", FLOOD, 101)
        aside = replace(aside, bag={**aside.bag, "+tarnholm": 3.0, "~abarra": 3.6})
        places = fold(ThreadState(), [*units, aside])
        assert places[-1].story_id == places[0].story_id


class TestLanguages:
    def bare(self, one: Unit) -> Unit:
        """With its words alone, in a vector that says nothing."""
        words = {key: weight for key, weight in one.bag.items() if key[0] not in "&~^+"}
        return replace(one, bag=words, vector=np.zeros(DIMS, np.float32))

    def test_words_of_one_language_meet_only_their_own(self) -> None:
        english, other = self.bare(unit("a", FLOOD, 100)), self.bare(unit("b", FLOOD, 100, lang="de|"))
        again = self.bare(unit("c", FLOOD, 100, lang="de|", skip=5))
        places = fold(ThreadState(), [english, other, again])
        assert partition(places) == {frozenset("a"), frozenset("bc")}

    def test_the_vectors_of_another_encoder_join_across(self) -> None:
        wide = np.asarray(np.random.default_rng(1).normal(size=512), np.float32)
        wide /= np.linalg.norm(wide)
        pair = [replace(unit(name, FLOOD, 100, lang=lang), vector=wide) for name, lang in (("a", ""), ("b", "de|"))]
        pair = [
            replace(one, bag={key: weight for key, weight in one.bag.items() if key[0] not in "&~"}) for one in pair
        ]
        assert len(partition(fold(ThreadState(), pair))) == 1
        apart = [pair[0], replace(pair[1], vector=np.roll(wide, 7))]
        assert len(partition(fold(ThreadState(), apart))) == 2


def test_every_feature_is_documented_and_has_a_weight() -> None:
    assert len(shipped_model().weights) == len(ABOUT)
    assert len(shipped_model().common) == DIMS


def test_reasons_name_what_is_shared() -> None:
    (star,) = gather_stories([unit("a", FLOOD, 100), unit("b", FLOOD, 103, skip=4)])
    (_, score, told) = star.members[1]
    assert 0 < score <= 1
    assert "shares the people orla pennick" in told
    assert "3 days apart" in told
