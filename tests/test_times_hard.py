"""Hard wordings of time, as a table: every expression of a sentence with its value, then bounds, roles and datelines.

The sentences are invented. A row says all that must be found, in order, so nothing surplus slips through.
"""

import re
from datetime import UTC, datetime

import pytest

from wireroom.read.times import find_times
from wireroom.records.readings import Sentence, TimeExpression

# A Tuesday.
PUBLISHED = datetime(2019, 3, 5, tzinfo=UTC)
FRIDAY = datetime(2019, 3, 8, tzinfo=UTC)


def times_of(text: str, published: datetime | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    sentences = tuple(
        Sentence(m.start(), m.end()) for m in re.finditer(r"\S(?:.*?[.!?](?=\s+[A-Z]|$)|.+$)", text, re.MULTILINE)
    )
    return find_times(text, sentences, published)


def values_of(text: str, published: datetime | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(found.words(text), found.value) for found in times_of(text, published)]


CLOCKS = [
    ("It fell at three o'clock on Monday afternoon.", ["three o'clock on Monday afternoon = 2019-03-04T15:00"]),
    ("It fell at three o'clock in the afternoon.", ["three o'clock in the afternoon = 2019-03-05T15:00"]),
    ("It fell at eight o'clock on Monday night.", ["eight o'clock on Monday night = 2019-03-04T20:00"]),
    ("It fell at 2 o'clock on Monday morning.", ["2 o'clock on Monday morning = 2019-03-04T02:00"]),
    ("It fell at twelve o'clock on Monday night.", ["twelve o'clock on Monday night = 2019-03-05T00:00"]),
    ("It fell at one o'clock this morning.", ["one o'clock this morning = 2019-03-05T01:00"]),
    ("It fell at nine o'clock last night.", ["nine o'clock last night = 2019-03-04T21:00"]),
    ("It fell at 9 p.m. last night.", ["9 p.m. last night = 2019-03-04T21:00"]),
    ("It fell at half past three on Monday afternoon.", ["half past three on Monday afternoon = 2019-03-04T15:30"]),
    ("It fell at a quarter to six on Monday evening.", ["a quarter to six on Monday evening = 2019-03-04T17:45"]),
    ("The siren rang at noon.", ["noon = 2019-03-05T12:00"]),
    ("The siren rang at noon on Monday.", ["noon on Monday = 2019-03-04T12:00"]),
    ("The siren rang at 12 noon on 4 March.", ["12 noon on 4 March = 2019-03-04T12:00"]),
    ("The siren rang at midnight on Monday.", ["midnight on Monday = 2019-03-04T24:00"]),
    ("The truce will end at midnight on Friday.", ["midnight on Friday = 2019-03-08T24:00"]),
    ("It fell shortly after midnight on Monday.", ["midnight on Monday = 2019-03-04T00:00"]),
    ("The siren rang at 8.30am on 4 March 2019.", ["8.30am on 4 March 2019 = 2019-03-04T08:30"]),
    ("The siren rang at 17:30 on 4 March.", ["17:30 on 4 March = 2019-03-04T17:30"]),
    ("It fell at 6 p.m. (1600 GMT) on Monday.", ["6 p.m. = 2019-03-04T18:00", "1600 GMT = 2019-03-04T16:00Z", "Monday = 2019-03-04"]),
    ("It fell on Monday at 11 p.m. (0300 GMT).", ["Monday = 2019-03-04", "11 p.m. = 2019-03-04T23:00", "0300 GMT = 2019-03-05T03:00Z"]),
    ("It fell at 1 a.m. on Monday (2200 GMT).", ["1 a.m. on Monday = 2019-03-04T01:00", "2200 GMT = 2019-03-03T22:00Z"]),
    ("It fell at 1 a.m. on Monday (2200 GMT Sunday).", ["1 a.m. on Monday = 2019-03-04T01:00", "2200 GMT Sunday = 2019-03-03T22:00Z"]),
    ("Shells fell between 8 a.m. and 10 a.m. on Monday.", ["8 a.m. = 2019-03-04T08:00", "10 a.m. on Monday = 2019-03-04T10:00"]),
    ("The road is shut from 9 p.m. to 5 a.m. every night.", ["9 p.m. = 2019-03-05T21:00", "5 a.m. = 2019-03-06T05:00", "every night = XXXX-XX-XXTNI"]),
]  # fmt: skip

DEADLINES_AND_PLANS = [
    ("The group hopes to bring out the last patients on Saturday.", ["Saturday = 2019-03-09"]),
    ("They aim to reopen the road on Saturday.", ["Saturday = 2019-03-09"]),
    ("She is hoping to leave on Saturday.", ["Saturday = 2019-03-09"]),
    ("The council expects to vote on Saturday.", ["Saturday = 2019-03-09"]),
    ("It brought out the patients on Saturday and hopes to go on.", ["Saturday = 2019-03-02"]),
    ("They will vote a week on Sunday.", ["a week on Sunday = 2019-03-17"]),
    ("They will vote a week from Tuesday.", ["a week from Tuesday = 2019-03-12"]),
    ("She hoped for an answer by Friday.", ["Friday = 2019-03-08"]),
    ("They demanded his release by Thursday.", ["Thursday = 2019-03-07"]),
    ("The court ordered them to leave before Sunday.", ["Sunday = 2019-03-10"]),
    ("She had hoped for an answer by Friday.", ["Friday = 2019-03-01"]),
    ("The town was empty by Friday.", ["Friday = 2019-03-01"]),
    ("They gave the group until Sunday.", ["Sunday = 2019-03-10"]),
    ("They agreed to meet again on Friday.", ["Friday = 2019-03-08"]),
    ("The court meets on Friday.", ["Friday = 2019-03-08"]),
    ("Voting begins on Sunday.", ["Sunday = 2019-03-10"]),
    ("The minister is travelling to Gorvane on Friday.", ["Friday = 2019-03-08"]),
    ("The minister was travelling to Gorvane on Friday.", ["Friday = 2019-03-01"]),
    ("He flew to Gorvane on Friday.", ["Friday = 2019-03-01"]),
    ("They met to discuss the plan on Friday.", ["Friday = 2019-03-01"]),
    ("He is going to resign on Friday.", ["Friday = 2019-03-08"]),
    ("On Friday, the court will rule.", ["Friday = 2019-03-08"]),
    ("The bridge will reopen on 12 April.", ["12 April = 2019-04-12"]),
    ("The deadline is Sunday.", ["Sunday = 2019-03-10"]),
    ("By Monday evening, the fire was out.", ["Monday evening = 2019-03-04TEV"]),
    ("The death toll by Monday was 12.", ["Monday = 2019-03-04"]),
    ("The gate broke before Monday.", ["Monday = 2019-03-04"]),
    ("The deadline expired on Sunday.", ["Sunday = 2019-03-03"]),
    ("The parties traded blows ahead of Sunday's vote.", ["Sunday = 2019-03-10"]),
    ("The parties traded blows after Sunday's vote.", ["Sunday = 2019-03-03"]),
    ("Rain is forecast for Wednesday.", ["Wednesday = 2019-03-06"]),
    ("It fell on Friday of last week.", ["Friday of last week = 2019-03-01"]),
    ("They meet Friday next week.", ["Friday next week = 2019-03-15"]),
    ("Parliament to vote on Friday", ["Friday = 2019-03-08"]),
]

SETS_AND_LENGTHS = [
    ("They pray every Friday.", ["every Friday = XXXX-WXX-5"]),
    ("They meet on Fridays.", ["Fridays = XXXX-WXX-5"]),
    ("They meet on Friday nights.", ["Friday nights = XXXX-WXX-5TNI"]),
    ("They meet twice a week.", ["twice a week = P1W"]),
    ("They meet three times a week.", ["three times a week = P1W"]),
    ("They meet once every three years.", ["once every three years = P3Y"]),
    ("They meet every other week.", ["every other week = P2W"]),
    ("They meet every two weeks.", ["every two weeks = P2W"]),
    ("They meet each morning.", ["each morning = XXXX-XX-XXTMO"]),
    ("They meet on the first Monday of every month.", ["the first Monday of every month = P1M"]),
    ("It lasted an hour and a half.", ["an hour and a half = PT1H30M"]),
    ("It lasted 48 hours.", ["48 hours = PT48H"]),
    ("It lasted for a fortnight.", ["a fortnight = P2W"]),
    ("It began a fortnight ago.", ["a fortnight ago = 2019-02-19"]),
    ("It began two decades ago.", ["two decades ago = 1999"]),
    ("It began a year and a half ago.", ["a year and a half ago = 2017-09"]),
    ("It took three to four weeks.", ["three to four weeks = P3W"]),
    ("It lasted a day and a half.", ["a day and a half = P1DT12H"]),
]

FUZZY = [
    ("It will rain in the coming days.", ["the coming days = FUTURE_REF"]),
    ("It rained early on Tuesday.", ["early on Tuesday = 2019-03-05"]),
    ("It rained late Monday.", ["late Monday = 2019-03-04"]),
    ("It rained in the early hours of Tuesday.", ["the early hours of Tuesday = 2019-03-05TMO"]),
    ("It rained in the early hours of the morning.", ["the early hours of the morning = 2019-03-05TMO"]),
    ("It rained overnight Monday.", ["overnight Monday = 2019-03-04TNI"]),
    ("It rained overnight into Tuesday.", ["overnight into Tuesday = 2019-03-05TNI"]),
    ("It rained at dawn on Monday.", ["dawn on Monday = 2019-03-04TMO"]),
    ("It rained on the night of 3 March.", ["the night of 3 March = 2019-03-03TNI"]),
    ("It rained on the night of Sunday, March 3.", ["the night of Sunday, March 3 = 2019-03-03TNI"]),
    ("It rained late last month.", ["late last month = 2019-02"]),
    ("It rained in mid-February.", ["mid-February = 2019-02"]),
    ("It rained in late 2018.", ["late 2018 = 2018"]),
    ("It rained at the end of February.", ["the end of February = 2019-02"]),
]

RANGES = [
    ("It rained between 3 and 5 March.", ["3 and 5 March = 2019-03-03/2019-03-05"]),
    ("It rained from 3 to 5 March.", ["3 to 5 March = 2019-03-03/2019-03-05"]),
    ("It rained between 3 March and 5 March.", ["3 March and 5 March = 2019-03-03/2019-03-05"]),
    ("It rained on 3–5 March 2018.", ["3–5 March 2018 = 2018-03-03/2018-03-05"]),
    ("It rained from 28 February to 2 March.", ["28 February to 2 March = 2019-02-28/2019-03-02"]),
    ("It rained from 30 December to 2 January.", ["30 December to 2 January = 2018-12-30/2019-01-02"]),
    ("It rained on 3 and 5 March.", ["3 and 5 March = 2019-03-03"]),
    ("It rained from Saturday to Monday.", ["Saturday = 2019-03-02", "Monday = 2019-03-04"]),
    ("It rained in 2014-15.", ["2014-15 = 2014/2015"]),
    ("It fell in the 2018-2019 season.", ["2018-2019 = 2018/2019"]),
    ("They fought from 2014 to 2016.", ["2014 = 2014", "2016 = 2016"]),
    ("It rained between March and May 2018.", ["March = 2018-03", "May 2018 = 2018-05"]),
    ("It rained from November to January 2018.", ["November = 2017-11", "January 2018 = 2018-01"]),
    ("It fell on 2 Mar 2019 14:30.", ["2 Mar 2019 = 2019-03-02", "14:30 = 2019-03-02T14:30"]),
    ("They counted 1,200-1,500 birds and 10-12 nests.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*CLOCKS, *DEADLINES_AND_PLANS, *SETS_AND_LENGTHS, *FUZZY, *RANGES],
    ids=lambda row: str(row)[:60],
)
def test_value(text: str, expected: list[str]) -> None:
    assert [f"{words} = {value}" for words, value in values_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained early on Tuesday.", ["2019-03-05T00:00 2019-03-05T11:59"]),
        ("It rained late Monday.", ["2019-03-04T12:00 2019-03-04T23:59"]),
        ("It rained in the early hours of Tuesday.", ["2019-03-05T00:00 2019-03-05T05:59"]),
        ("It rained at dawn on Monday.", ["2019-03-04T04:00 2019-03-04T07:59"]),
        ("The gate broke before dawn on Monday.", ["2019-03-04T00:00 2019-03-04T07:59"]),
        ("It rained overnight into Tuesday.", ["2019-03-04T18:00 2019-03-05T06:00"]),
        ("It rained overnight Sunday.", ["2019-03-03T18:00 2019-03-04T06:00"]),
        ("It rained in early February.", ["2019-02-01 2019-02-14"]),
        ("It rained in late 2018.", ["2018-07-03 2018-12-31"]),
        ("It rained in mid-February.", ["2019-02-07 2019-02-22"]),
        ("It will rain in the coming days.", ["2019-03-05 None"]),
        ("It rained recently.", ["None 2019-03-05"]),
        ("It rained from Saturday to Monday.", ["2019-03-02 2019-03-04"] * 2),
        ("The road was closed from Monday to Thursday.", ["2019-03-04 2019-03-07"] * 2),
        ("They fought between 2014 and 2016.", ["2014-01-01 2016-12-31"] * 2),
        ("They fought in 2014 and 2016.", ["2014-01-01 2014-12-31", "2016-01-01 2016-12-31"]),
        ("Shells fell between 8 a.m. and 10 a.m. on Monday.", ["2019-03-04T08:00 2019-03-04T10:00"] * 2),
        ("They fought in 2014-15.", ["2014-01-01 2015-12-31"]),
        ("The siren rang at midnight on Monday.", ["2019-03-05T00:00 2019-03-05T00:00"]),
        ("It has rained since Friday night.", ["2019-03-01T18:00 2019-03-05"]),
        ("The curfew runs from 6pm to 6am.", ["2019-03-05T18:00 2019-03-06T06:00"] * 2),
        ("It rained between March and May 2018.", ["2018-03-01 2018-05-31"] * 2),
        ("It has rained since early February.", ["2019-02-01 2019-03-05"]),
    ],
)
def test_bounds(text: str, expected: list[str]) -> None:
    assert [f"{time.earliest} {time.latest}" for time in times_of(text)] == expected


def test_an_hour_without_its_half_of_the_day_is_approximate() -> None:
    assert times_of("It fell at three o'clock on Monday.")[0].approximate
    assert not times_of("It fell at three o'clock on Monday afternoon.")[0].approximate


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The ministry said on Tuesday that a bridge fell on Monday.", ["stated", "event"]),
        ("On Tuesday, the health ministry said a bridge had fallen.", ["stated"]),
        ("On Tuesday, the bridge fell, officials said.", ["event"]),
        ("On Tuesday the damaged bridge collapsed witnesses said.", ["event"]),
        ("The mayor was quoted as saying on Monday.", ["stated"]),
        ("The mayor said Monday the bridge fell Sunday.", ["stated", "event"]),
        ("GORVANE, 8 March 2024 (Agency) — A bridge fell on Thursday.", ["published", "event"]),
        ("GORVANE, March 8 (Agency) - A bridge fell on Thursday.", ["published", "event"]),
        ("The town marked 8 March 2024 - A bridge fell.", ["event"]),
    ],
)
def test_role(text: str, roles: list[str]) -> None:
    assert [time.role for time in times_of(text)] == roles


@pytest.mark.parametrize(
    "head",
    [
        "GORVANE, 8 March 2024 (Agency) — ",
        "GORVANE, Exampleland, March 8, 2024 (Agency) - ",
        "SAN TESTO (Agency), 8 March 2024 – ",
        "Published: 8 March 2024\n",
        "8 March 2024\n",
        "Bridge falls\nPublished on March 8, 2024\nUpdated on March 9, 2024\n",
    ],
)
def test_a_full_date_of_the_dateline_serves_when_the_report_has_none(head: str) -> None:
    text = head + "A bridge fell on Thursday."
    last = times_of(text, None)[-1]
    assert (last.value, last.resolved_against) == ("2024-03-07", "published")


@pytest.mark.parametrize(
    "text",
    [
        "GORVANE, March 8 (Agency) — A bridge fell on Thursday.",
        "The war began on 8 March 2024. A bridge fell on Thursday.",
        "GORVANE, 8 March 2024 (Agency) — A dam broke.\nTESTO, 2 April 2024 (Agency) — A bridge fell on Thursday.",
        "GORVANE, March 2024 (Agency) — A bridge fell on Thursday.",
    ],
)
def test_no_full_date_or_two_leave_a_weekday_relative(text: str) -> None:
    last = times_of(text, None)[-1]
    assert (last.value, last.relative) == ("XXXX-WXX-4", True)


def test_a_report_with_a_date_keeps_it_whatever_the_dateline_says() -> None:
    assert times_of("GORVANE, 8 March 2024 (Agency) — It fell on Sunday.", FRIDAY)[-1].value == "2019-03-03"


REPEATED = [
    ("The army said its 3:40 a.m. (0140 GMT) raid hit a depot on Monday.", ["event", "repeated", "event"]),
    ("It fell at 6 p.m. (1600 GMT) on Monday.", ["event", "repeated", "event"]),
    ("It fell at 6 p.m. on Monday (1600 GMT).", ["event", "repeated"]),
    ("The army said at 6 p.m. (1600 GMT) that it had left.", ["stated", "repeated"]),
    ("It fell at 6 p.m. and again at 1900 GMT.", ["event", "event"]),
    ("It fell on Monday (1600 GMT).", ["event", "event"]),
]


@pytest.mark.parametrize(("text", "roles"), REPEATED)
def test_moment_told_again_in_universal_time_is_marked(text: str, roles: list[str]) -> None:
    assert [found.role for found in times_of(text)] == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The army said its Monday raid hit a depot.", "event"),
        ("The army said the Monday raid hit a depot.", "event"),
        ("The army said in its Monday statement that it had left.", "stated"),
        ("The army said on Monday that it had left.", "stated"),
    ],
)
def test_time_owned_by_what_is_said_is_no_time_of_saying(text: str, role: str) -> None:
    assert [found.role for found in times_of(text)] == [role]
