"""What expressions of days and hours look like: dates, days beside a word of nearness, clocks, festivals, and now.

The handlers are in `timedays` and `timeclocks`; `timerules` has the order of all rules.
"""

import re

from wireroom.read.numerals import SMALL
from wireroom.read.timeclocks import clock_meant, half_past_meant, timed_meant
from wireroom.read.timedays import (
    bare_month_meant,
    calendar_date_meant,
    day_before_weekday_meant,
    holiday_meant,
    iso_meant,
    month_year_meant,
    overnight_meant,
    same_day_meant,
    slashed_meant,
    small_hours_meant,
    this_part_meant,
    today_meant,
    trading_day_meant,
    two_days_off_meant,
    week_on_meant,
    weekday_meant,
)
from wireroom.read.timeperiods import (
    always,
    recent_units_meant,
    year_end_meant,
)
from wireroom.read.timescene import MONTHS, ORDINALS, Rule, rule
from wireroom.read.timewords import (
    CLOCK_DAY_PATTERN,
    COMMA_PATTERN,
    DATE_PATTERN,
    DAY_PATTERN,
    DIGITS,
    EDGE_PATTERN,
    EDGE_WORDS,
    HALF_DAY_PATTERN,
    HOUR_PATTERN,
    MON_PATTERN,
    MONTH_WORDS,
    PART_PATTERN,
    PART_WORDS,
    SPOKEN_YEAR_PATTERN,
    UNIT_PATTERN,
    WD_PATTERN,
    WEEKDAY_WORDS,
    YEAR_PATTERN,
    ZONE_PATTERN,
    holiday_names,
    holiday_table,
)


def dates() -> tuple[Rule, ...]:
    """Days of the calendar, and months with and without their year."""
    wd = rf"(?:(?P<wd>{WD_PATTERN})(?:{COMMA_PATTERN}(?:the[ ])?))?"
    edge = rf"(?P<edge>{EDGE_PATTERN})?"
    year = rf"(?:{COMMA_PATTERN}(?P<year>{YEAR_PATTERN}))?"
    tail = rf"(?:[ ](?P<part>{PART_PATTERN}))?"
    day_first = DIGITS | WEEKDAY_WORDS | EDGE_WORDS | frozenset(ORDINALS) | frozenset(w.split("-")[0] for w in ORDINALS)
    return (
        rule(
            DIGITS,
            r"(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
            iso_meant,
        ),
        rule(
            DIGITS,
            r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/.]\d)(?!\d)",
            slashed_meant,
        ),
        rule(
            DIGITS,
            r"(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?P<hour>(?!))?(?P<minute>(?!))?(?!\d)",
            iso_meant,
        ),
        rule(
            MONTH_WORDS | WEEKDAY_WORDS | EDGE_WORDS | {"last", "next", "this", "on"},
            rf"{edge}(?:(?P<which>last|this[ ]coming|this|next)[ ])?{wd}(?P<mon>{MON_PATTERN})[ ]?(?P<day>{DAY_PATTERN})(?:[ ]?(?P<sep>[-–—]|to|through|and|until)[ ]?(?:(?P<mon2>{MON_PATTERN})[ ]?)?(?P<day2>{DAY_PATTERN})(?![ ]?(?:{UNIT_PATTERN}|people|percent|other)))?{year}{tail}",
            calendar_date_meant,
        ),
        rule(
            day_first,
            rf"{edge}{wd}(?P<day>{DAY_PATTERN})(?:[ ]?(?P<sep>[-–—]|to|through|and|until)[ ]?(?P<day2>{DAY_PATTERN}))?(?:[ ]of)?[ -](?P<mon>{MON_PATTERN})(?:-(?P<yy>\d\d))?{year}{tail}",
            calendar_date_meant,
        ),
        rule(
            day_first,
            rf"(?P<day>{DAY_PATTERN})[ ](?P<mon>{MON_PATTERN})[ ]?(?P<sep>[-–—]|to|until|through|and)[ ]?(?P<day2>{DAY_PATTERN})[ ](?P<mon2>{MON_PATTERN}){year}",
            calendar_date_meant,
        ),
        rule(
            MONTH_WORDS | EDGE_WORDS | {"mid-" + m for m in MONTHS},
            rf"(?P<edge>{EDGE_PATTERN}|(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ])?(?P<mon>{MON_PATTERN})(?:[ ]of)?{COMMA_PATTERN}(?:(?P<year>{YEAR_PATTERN}|{SPOKEN_YEAR_PATTERN})|(?P<rel>last|this|next)[ ]year)",
            month_year_meant,
        ),
        rule(
            MONTH_WORDS
            | EDGE_WORDS
            | frozenset("last next this past previous coming end start beginning middle".split()),
            rf"(?P<edge>{EDGE_PATTERN}|(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ](?:this[ ])?)?(?:(?P<which>last|next|this[ ]coming|this|past|previous|coming)[ ])?(?P<mon>{MON_PATTERN})(?![\w]|-[a-z])",
            bare_month_meant,
        ),
    )


def days() -> tuple[Rule, ...]:
    """Weekdays, today and its neighbours, and parts of them."""
    which = r"(?:(?P<which>last|next|this[ ]past|this[ ]coming|this|past|previous|coming|upcoming|following)[ ])"
    edge_words = EDGE_WORDS | frozenset("last next this past previous coming upcoming following".split())
    return (
        rule(
            WEEKDAY_WORDS | edge_words,
            rf"(?:the[ ](?=(?:previous|following|last|next|coming)[ ]))?(?P<edge>(?:early|late|mid)[ -](?:on[ ])?)?{which}?(?P<wd>{WD_PATTERN})(?![-\w])(?:[ ](?:at[ ])?(?P<part>{PART_PATTERN})(?!s|\w))?(?:[ ](?:of[ ])?(?P<week>last|this|next)[ ]week(?!\w))?(?![ ]?s\b)",
            weekday_meant,
        ),
        rule(
            {*PART_WORDS, "the", "late", "early"},
            rf"(?:the[ ])?(?:(?:late|early)[ ])?(?P<part>(?!noon|midday){PART_PATTERN})[ ](?:of|on)[ ](?:{which})?(?P<wd>{WD_PATTERN})(?!\w)",
            weekday_meant,
        ),
        rule(
            {*PART_WORDS, "the", "late", "early"},
            rf"(?:the[ ])?(?:(?:late|early)[ ])?(?P<part>(?!noon|midday){PART_PATTERN})[ ](?:of|on)[ ](?:the[ ])?{DATE_PATTERN}",
            calendar_date_meant,
        ),
        rule(
            {"the", "early", "small", "wee"},
            rf"(?:the[ ])?(?:early|small|wee)[ ](?:morning[ ])?hours(?:[ ]of[ ](?:the[ ]morning|(?P<word>today|yesterday)|(?P<near>this[ ]morning)|(?:{which})?(?P<wd>{WD_PATTERN})(?:[ ]morning)?(?!\w)|(?:the[ ])?{DATE_PATTERN}))?",
            small_hours_meant,
        ),
        rule(
            {"overnight"},
            rf"overnight[ ](?:(?P<into>into|to)[ ]|on[ ]|from[ ](?:{WD_PATTERN})[ ](?P<into_b>into|to)[ ])?(?P<wd>{WD_PATTERN})(?!\w)",
            overnight_meant,
        ),
        rule(
            {"the", "day"}, rf"(?:the[ ])?day[ ]before[ ]{which}?(?P<wd>{WD_PATTERN})(?!\w)", day_before_weekday_meant
        ),
        rule({"a"}, rf"a[ ]week[ ](?:on|from)[ ](?P<wd>{WD_PATTERN})(?![-\w]|['’]s|[ ](?:to|until)\b)", week_on_meant),
        rule({"the", "day"}, r"(?:the[ ])?day[ ](?:before[ ]yesterday|after[ ]tomorrow)(?!\w)", two_days_off_meant),
        rule(
            {"today", "tonight", "yesterday", "tomorrow", "overnight", "early", "late", "earlier", "later", "mid"},
            rf"(?P<edge>{EDGE_PATTERN})?(?P<word>today|tonight|yesterday|tomorrow|overnight)(?![\w]|-)(?:[ ](?P<part>{PART_PATTERN})(?!\w))?",
            today_meant,
        ),
        rule(
            {"this", "last", "early", "late", "later", "earlier"},
            rf"(?P<edge>{EDGE_PATTERN})?(?P<which>this|last)[ ](?P<part>morning|afternoon|evening|night)(?!\w)",
            this_part_meant,
        ),
    )


def same_days() -> tuple[Rule, ...]:
    """The day that the text speaks of: "that morning", "the next day"."""
    return (
        rule(
            {"that", "the", "early", "late", "earlier", "later", "same"},
            r"(?P<edge>(?:early|late|earlier|later)[ ](?:on[ ])?)?(?P<which>that[ ]same|that|the[ ]same|the[ ]next|the[ ]following|the[ ]previous|the[ ]preceding)[ ](?P<noun>day|morning|afternoon|evening|night)(?![\w]|-)",
            same_day_meant,
        ),
        rule(
            {"early", "late", "earlier", "later"},
            r"(?:early|late|earlier|later)[ ](?:on[ ]|in[ ])(?P<which>the)[ ](?P<noun>day|morning|afternoon|evening|night)(?!\w)",
            same_day_meant,
        ),
        rule({"the"}, r"(?P<which>the)[ ](?P<noun>morning|afternoon|evening)(?!\w)", same_day_meant),
        rule(
            {"the"},
            r"(?P<which>the)[ ](?P<noun>day)(?![\w]|-|[ ](?:after|before|of|when|that|he|she|they|it|to|care)\b)",
            trading_day_meant,
        ),
    )


def clocks() -> tuple[Rule, ...]:
    """Times of the clock."""
    hour, half, day = HOUR_PATTERN, HALF_DAY_PATTERN, f"(?:{CLOCK_DAY_PATTERN})?"
    in_the = r"[ ](?:in[ ]the|at)[ ](?P<part>morning|afternoon|evening|night)(?!\w)"
    return (
        rule(
            DIGITS | SMALL.keys() | {"about", "around"},
            rf"(?:(?:about|around)[ ])?{hour}(?:[:.](?P<minute>[0-5]\d))?[ ]?{half}{ZONE_PATTERN}?{day}",
            clock_meant,
        ),
        rule(
            DIGITS,
            rf"{hour}[:.](?P<minute>[0-5]\d)(?!\d|[.:]\d)(?P<zone>{ZONE_PATTERN})?{day}",
            timed_meant,
        ),
        rule(
            DIGITS,
            rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)[ ]?(?P<zone>GMT|UTC|hrs|hours|local[ ]time)(?!\w){day}",
            clock_meant,
        ),
        rule(SMALL.keys() | DIGITS, rf"{hour}(?P<bare>[ ]o['’]clock)(?:{in_the})?{day}", clock_meant),
        rule(DIGITS | SMALL.keys(), rf"{hour}(?:[:.](?P<minute>[0-5]\d))?{in_the}", clock_meant),
        rule(
            {"half", "quarter", "a"},
            rf"(?:a[ ])?(?P<past>half|quarter)(?P<bare>[ ])(?P<way>past|to)[ ]{hour}(?![\w.,]*\d|[ ](?:{UNIT_PATTERN}|percent|million|billion))(?:[ ]?{half})?(?:{in_the})?{day}",
            half_past_meant,
        ),
        rule(
            DIGITS | {"twelve", "noon", "midday", "midnight"},
            rf"(?:(?:12|twelve)[ ])?(?P<name>noon|midday|midnight)(?![\w]|-){ZONE_PATTERN}?{day}",
            clock_meant,
        ),
    )


def moments() -> tuple[Rule, ...]:
    """Now, lately and some time to come; festivals."""
    holidays = sorted([*holiday_table("fixed_holidays"), *holiday_names("movable_holidays")], key=len, reverse=True)
    holiday = "|".join(re.escape(name).replace("'", "['’]") for name in holidays)
    present = r"now|right[ ]now|just[ ]now|currently|presently|nowadays|at[ ]present|these[ ]days|the[ ]time[ ]being|this[ ](?:crucial[ ])?moment"
    past = r"recently|more[ ]recently|most[ ]recently|lately|formerly|the[ ](?:recent[ ])?past(?![ ]\w+[ ](?:year|month|week|day)|[ ](?:\w+[ ])?(?:year|month|week|day|decade|quarter|few|several|two|three|four|five|six|seven))"
    return (
        rule(
            {"now", "right", "just", "currently", "presently", "nowadays", "at", "these", "the", "this"},
            rf"(?:{present})(?![\w]|-)",
            always("PRESENT_REF"),
        ),
        rule({"current"}, r"current(?!\w|[ ](?:affairs|account|event))", always("PRESENT_REF")),
        rule({"recent"}, rf"recent[ ](?P<unit>{UNIT_PATTERN})(?:[ ]and[ ]{UNIT_PATTERN})?(?!\w)", recent_units_meant),
        rule({"recently", "more", "most", "lately", "formerly", "the"}, rf"(?:{past})(?!\w)", always("PAST_REF")),
        rule({"recent"}, r"recent(?!\w)", always("PAST_REF")),
        rule(
            {"the", "future", "near"},
            r"(?:the[ ](?:near[ ]|immediate[ ])?future|future|the[ ]near[ ]term|the[ ]short[ ]term)(?![\w]|-)",
            always("FUTURE_REF"),
        ),
        rule({"coming", "the"}, rf"(?:the[ ])?coming[ ](?P<unit>{UNIT_PATTERN})(?!\w)", always("FUTURE_REF")),
        rule(
            {"the", "weeks", "days", "months"},
            r"the[ ](?:days|weeks|months|years)[ ](?:ahead|to[ ]come)(?!\w)",
            always("FUTURE_REF"),
        ),
        rule({"year"}, r"year(?:['’]s)?[ -]end(?!\w)", year_end_meant),
        rule(
            frozenset(name.split()[0].rstrip(".") for name in holidays) | {"last", "next", "this", "easter", "new"},
            rf"(?:(?P<which>last|next|this)[ ])?(?P<holiday>{holiday})(?![\w])(?:,?[ ](?P<year>{YEAR_PATTERN}))?",
            holiday_meant,
        ),
    )
