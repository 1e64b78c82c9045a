"""Expressions of time: spans, TIMEX3 values, bounds, roles; relative without a date. Sentences are invented."""

import itertools
import re
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.read import dates
from wireroom.read.times import find_times
from wireroom.records.readings import Sentence, TimeExpression

# A Tuesday.
PUBLISHED = datetime(2019, 3, 5, tzinfo=UTC)


def times_of(text: str, published: datetime | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    sentences = tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"\S(?:.*?[.!?](?=\s+[A-Z]|$)|.+$)", text))
    return find_times(text, sentences, published)


def one(text: str, published: datetime | None = PUBLISHED) -> TimeExpression:
    found = times_of(text, published)
    assert len(found) == 1, [t.words(text) for t in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It rained Tuesday.", "Tuesday", "2019-03-05"),
        ("It rained on Sunday.", "Sunday", "2019-03-03"),
        ("It rained on Monday night.", "Monday night", "2019-03-04TNI"),
        ("It rained early Tuesday.", "early Tuesday", "2019-03-05"),
        ("It rained last Tuesday.", "last Tuesday", "2019-02-26"),
        ("It rained last Sunday.", "last Sunday", "2019-03-03"),
        ("They will meet on Friday.", "Friday", "2019-03-08"),
        ("They meet next Tuesday.", "next Tuesday", "2019-03-12"),
        ("They had met by Friday.", "Friday", "2019-03-01"),
        ("It rained yesterday.", "yesterday", "2019-03-04"),
        ("It rained yesterday morning.", "yesterday morning", "2019-03-04TMO"),
        ("It rained last night.", "last night", "2019-03-04TNI"),
        ("It rained overnight.", "overnight", "2019-03-05TNI"),
        ("It rained the day before yesterday.", "the day before yesterday", "2019-03-03"),
        ("It rained last week.", "last week", "2019-W09"),
        ("It rained this month.", "this month", "2019-03"),
        ("It will rain next month.", "next month", "2019-04"),
        ("It rained last year.", "last year", "2018"),
        ("It rained over the weekend.", "the weekend", "2019-W09-WE"),
        ("It began three weeks ago.", "three weeks ago", "2019-02-12"),
        ("It began six weeks ago.", "six weeks ago", "2019-W04"),
        ("It began 10 days ago.", "10 days ago", "2019-02-23"),
        ("It began two months ago.", "two months ago", "2019-01"),
        ("It began nearly four years ago.", "nearly four years ago", "2015"),
        ("It began in January.", "January", "2019-01"),
        ("It began in November.", "November", "2018-11"),
        ("It began last March.", "last March", "2018-03"),
        ("It ends in April.", "April", "2019-04"),
        ("It began on February 12.", "February 12", "2019-02-12"),
        ("It began on 12 February.", "12 February", "2019-02-12"),
        ("It began on Oct. 23.", "Oct. 23", "2018-10-23"),
        ("It began on Tuesday, March 5, 2013.", "Tuesday, March 5, 2013", "2013-03-05"),
        ("It began on the 23rd of October, 2013.", "23rd of October, 2013", "2013-10-23"),
        ("It began on 2013-03-05.", "2013-03-05", "2013-03-05"),
        ("It began at 2013-03-05T10:20:00Z.", "2013-03-05T10:20:00Z", "2013-03-05T10:20"),
        ("It began on 25/12/2013.", "25/12/2013", "2013-12-25"),
        ("It began in March 2013.", "March 2013", "2013-03"),
        ("It began in 1987.", "1987", "1987"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began in the winter of 2014.", "the winter of 2014", "2014-WI"),
        ("It began last summer.", "last summer", "2018-SU"),
        ("It rose in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
        ("It rose in Q3 2018.", "Q3 2018", "2018-Q3"),
        ("It rained between 5 and 9 March.", "5 and 9 March", "2019-03-05/2019-03-09"),
        ("It rained on 5-9 February.", "5-9 February", "2019-02-05/2019-02-09"),
        ("It rained from February 27 to March 2.", "February 27 to March 2", "2019-02-27/2019-03-02"),
        ("It lasted for three days.", "three days", "P3D"),
        ("It lasted two and a half hours.", "two and a half hours", "PT2H30M"),
        ("It rained for weeks.", "weeks", "PXW"),
        ("It was a five-year plan.", "five-year", "P5Y"),
        ("It rained in the last several weeks.", "the last several weeks", "PXW"),
        ("It rains every Friday.", "every Friday", "XXXX-WXX-5"),
        ("They meet twice a week.", "twice a week", "P1W"),
        ("It is now raining.", "now", "PRESENT_REF"),
        ("It will rain in the coming days.", "the coming days", "FUTURE_REF"),
        ("It rained recently.", "recently", "PAST_REF"),
        ("It began at 5:30 p.m. on Monday.", "5:30 p.m. on Monday", "2019-03-04T17:30"),
        ("It began at 17:30 GMT.", "17:30 GMT", "2019-03-05T17:30Z"),
        ("It began on Christmas Eve.", "Christmas Eve", "2018-12-24"),
        ("It began on Easter Sunday 2016.", "Easter Sunday 2016", "2016-03-27"),
    ],
)
def test_value(text: str, words: str, value: str) -> None:
    found = one(text)
    assert (found.words(text), found.value) == (words, value)


@pytest.mark.parametrize(
    "text",
    [
        "You may march on.",
        "Jan Example sat in the sun.",
        "They sold 2,000 of them for $1990.",
        "It costs $5 a month.",
        "He won the second set in the third.",
        "A 16-year-old won 3-1.",
        "About three-quarters agreed.",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times_of(text) == ()


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "grain"),
    [
        ("It rained on Monday night.", "2019-03-04T18:00", "2019-03-04T23:59", "part_of_day"),
        ("It rained last week.", "2019-02-25", "2019-03-03", "week"),
        ("It rained three weeks ago.", "2019-02-12", "2019-02-12", "week"),
        ("It rained in the past two months.", "2019-01-05", "2019-03-05", "month"),
        ("It rained in the last several weeks.", None, "2019-03-05", "fuzzy"),
        ("It has rained since January.", "2019-01-01", "2019-03-05", "month"),
        ("It rained in February 2016.", "2016-02-01", "2016-02-29", "month"),
        ("It rained between 5 and 9 February.", "2019-02-05", "2019-02-09", "day"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None, grain: str) -> None:
    found = one(text)
    assert (found.earliest, found.latest, found.grain, found.relative) == (earliest, latest, grain, False)


def test_three_weeks_ago_is_approximate_and_yesterday_is_not() -> None:
    assert one("It began three weeks ago.").approximate
    assert not one("It began yesterday.").approximate


@pytest.mark.parametrize(
    "words",
    "Tuesday|Monday night|last week|three weeks ago|yesterday|overnight|this month|March 5|in January|the last several weeks|since March|"
    "last summer|the third quarter|noon|every Friday|three days|a year earlier|the weekend|next year|Thanksgiving|5:30 p.m.".split(
        "|"
    ),
)
def test_without_a_date_nothing_is_guessed(words: str) -> None:
    for found in times_of(f"It rained {words}.", None):
        assert found.relative
        assert (found.earliest, found.latest, found.resolved_against) == (None, None, "nothing")


def test_a_full_date_needs_no_publication() -> None:
    found = one("It began on 5 March 2013.", None)
    assert (found.earliest, found.relative, found.resolved_against) == ("2013-03-05", False, "itself")
    assert one("It began on 5 March.").resolved_against == "published"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The mayor said on Monday night.", "stated"),
        ("The mayor told reporters in Exampleton on Monday.", "stated"),
        ("The ministry on Monday announced a plan.", "stated"),
        ("The mayor said the bridge fell on Monday.", "event"),
        ("The bridge fell on Monday.", "event"),
        ("5 March 2019", "published"),
        ("Last updated: 5 March 2019", "published"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert one(text).role == role


def test_the_next_day_hangs_on_the_day_before_it_in_the_text() -> None:
    text = "The dam broke on 3 January 2017. The next day the river fell."
    assert [t.value for t in times_of(text)] == ["2017-01-03", "2017-01-04"]


def test_year_earlier_after_a_quarter_is_that_quarter() -> None:
    text = "Sales rose in the fourth quarter from a year earlier."
    assert [t.value for t in times_of(text)] == ["2018-Q4", "2017-Q4"]


def test_tokenised_text() -> None:
    assert one("It began on March 5 , 2013 .").value == "2013-03-05"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31)), st.integers(0, 6))
def test_a_bare_weekday_lies_in_the_week_up_to_publication(published: date, number: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    found = one(f"It rained on {name}.", datetime(published.year, published.month, published.day, tzinfo=UTC))
    when = date.fromisoformat(found.value)
    assert when.weekday() == number
    assert 0 <= (published - when).days < 7


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2090, 12, 31)))
def test_a_written_date_is_that_date(when: date) -> None:
    for words in (
        f"{when:%B} {when.day}, {when.year}",
        f"{when.day} {when:%B} {when.year}",
        when.isoformat() if when.year >= 1800 else "",
    ):
        if words:
            assert one(f"It began on {words}.", None).value == when.isoformat()


@given(st.text(max_size=300), st.one_of(st.none(), st.just(PUBLISHED)))
def test_any_text_is_read_in_order(text: str, published: datetime | None) -> None:
    found = find_times(text, (Sentence(0, len(text)),), published)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


_WORDS = st.sampled_from(
    "the last next two weeks ago Monday night March 5 , 2019 since early a year earlier quarter third 31 February 0 9999 centuries every at noon '82".split()
)


@given(
    st.lists(_WORDS, max_size=25),
    st.sampled_from([None, PUBLISHED, datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]),
)
def test_heaps_of_time_words_never_fail_and_bounds_are_ordered(words: list[str], published: datetime | None) -> None:
    text = " ".join(words)
    for found in find_times(text, (Sentence(0, len(text)),), published):
        assert found.relative == (found.earliest is None and found.latest is None)
        if found.earliest and found.latest:
            assert found.earliest[:10] <= found.latest[:10]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-500, 500))
def test_months_shift_there_and_stay_in_the_month(when: date, count: int) -> None:
    moved = dates.shifted(when, count, "month")
    assert moved.year * 12 + moved.month == when.year * 12 + when.month + count
    assert moved.day <= when.day


def test_many_expressions_take_linear_time() -> None:
    text = ("since March 5 the last two weeks " * 400)[:10_000]
    began = time.process_time()
    find_times(text, (Sentence(0, len(text)),), PUBLISHED)
    assert time.process_time() - began < 2.0
