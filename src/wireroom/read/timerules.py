"""The rules for expressions of time: what each wording looks like, and which handler knows its meaning.

A rule is a set of first words, a pattern that is tried where such a word stands, and a handler (`timedays`,
`timeperiods`) that turns the match and its scene into a `Found`. The longest match wins, then the order of the rules.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

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
    around_now_meant,
    bare_year_meant,
    business_year_meant,
    century_meant,
    decade_meant,
    length_meant,
    loose_length_meant,
    near_unit_meant,
    numbered_quarter_meant,
    offset_meant,
    recent_units_meant,
    season_meant,
    season_or_none_meant,
    set_meant,
    short_year_meant,
    spoken_year_meant,
    the_quarter_meant,
    units_ago_meant,
    whole_year_meant,
    year_ago_quarter_meant,
    year_end_meant,
    year_range_meant,
    year_two_thousand_meant,
)
from wireroom.read.timescene import MONTHS, ORDINALS, SEASONS, WEEKDAYS, Handler, Rule
from wireroom.read.timewords import (
    CLOCK_DAY_PATTERN,
    COMMA_PATTERN,
    DATE_PATTERN,
    DAY_PATTERN,
    DIGITS,
    EDGE_PATTERN,
    EDGE_WORDS,
    EXTRA_PATTERN,
    HALF_DAY_PATTERN,
    HEDGE_PATTERN,
    HEDGE_WORDS,
    HOUR_PATTERN,
    MON_PATTERN,
    MONTH_WORDS,
    NUM_PATTERN,
    NUM_WORD_PATTERN,
    NUMBER_WORDS,
    ORD_WORDS,
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

# The rules to try at a word, in order; "#" stands for digits.
RuleTable = Mapping[str, tuple[Rule, ...]]


def _rule(first: str | Iterable[str], pattern: str, handler: Handler) -> Rule:
    words = first.split() if isinstance(first, str) else first
    return Rule(handler.__name__.removesuffix("_meant"), frozenset(words), re.compile(pattern, re.IGNORECASE), handler)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules; where two match the same length, the earlier one wins."""
    found = (*_dates(), *_days(), *_near(), *_periods(), *_lengths(), *_clocks(), *_moments())
    return tuple(replace(rule, name=f"{number:02d}-{rule.name}") for number, rule in enumerate(found, 1))


def _dates() -> tuple[Rule, ...]:
    wd = rf"(?:(?P<wd>{WD_PATTERN})(?:{COMMA_PATTERN}(?:the[ ])?))?"
    edge = rf"(?P<edge>{EDGE_PATTERN})?"
    year = rf"(?:{COMMA_PATTERN}(?P<year>{YEAR_PATTERN}))?"
    tail = rf"(?:[ ](?P<part>{PART_PATTERN}))?"
    day_first = DIGITS | WEEKDAY_WORDS | EDGE_WORDS | frozenset(ORDINALS) | frozenset(w.split("-")[0] for w in ORDINALS)
    return (
        _rule(
            DIGITS,
            r"(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
            iso_meant,
        ),
        _rule(
            DIGITS,
            r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/.]\d)(?!\d)",
            slashed_meant,
        ),
        _rule(
            DIGITS,
            r"(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?P<hour>(?!))?(?P<minute>(?!))?(?!\d)",
            iso_meant,
        ),
        _rule(
            MONTH_WORDS | WEEKDAY_WORDS | EDGE_WORDS | {"last", "next", "this", "on"},
            rf"{edge}(?:(?P<which>last|this[ ]coming|this|next)[ ])?{wd}(?P<mon>{MON_PATTERN})[ ]?(?P<day>{DAY_PATTERN})(?:[ ]?(?P<sep>[-–—]|to|through|and|until)[ ]?(?:(?P<mon2>{MON_PATTERN})[ ]?)?(?P<day2>{DAY_PATTERN})(?![ ]?(?:{UNIT_PATTERN}|people|percent|other)))?{year}{tail}",
            calendar_date_meant,
        ),
        _rule(
            day_first,
            rf"{edge}{wd}(?P<day>{DAY_PATTERN})(?:[ ]?(?P<sep>[-–—]|to|through|and|until)[ ]?(?P<day2>{DAY_PATTERN}))?(?:[ ]of)?[ -](?P<mon>{MON_PATTERN})(?:-(?P<yy>\d\d))?{year}{tail}",
            calendar_date_meant,
        ),
        _rule(
            day_first,
            rf"(?P<day>{DAY_PATTERN})[ ](?P<mon>{MON_PATTERN})[ ]?(?P<sep>[-–—]|to|until|through|and)[ ]?(?P<day2>{DAY_PATTERN})[ ](?P<mon2>{MON_PATTERN}){year}",
            calendar_date_meant,
        ),
        _rule(
            MONTH_WORDS | EDGE_WORDS | {"mid-" + m for m in MONTHS},
            rf"(?P<edge>{EDGE_PATTERN}|(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ])?(?P<mon>{MON_PATTERN})(?:[ ]of)?{COMMA_PATTERN}(?:(?P<year>{YEAR_PATTERN}|{SPOKEN_YEAR_PATTERN})|(?P<rel>last|this|next)[ ]year)",
            month_year_meant,
        ),
        _rule(
            MONTH_WORDS
            | EDGE_WORDS
            | frozenset("last next this past previous coming end start beginning middle".split()),
            rf"(?P<edge>{EDGE_PATTERN}|(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ](?:this[ ])?)?(?:(?P<which>last|next|this[ ]coming|this|past|previous|coming)[ ])?(?P<mon>{MON_PATTERN})(?![\w]|-[a-z])",
            bare_month_meant,
        ),
    )


def _days() -> tuple[Rule, ...]:
    which = r"(?:(?P<which>last|next|this[ ]past|this[ ]coming|this|past|previous|coming|upcoming|following)[ ])"
    edge_words = EDGE_WORDS | frozenset("last next this past previous coming upcoming following".split())
    return (
        _rule(
            WEEKDAY_WORDS | edge_words,
            rf"(?:the[ ](?=(?:previous|following|last|next|coming)[ ]))?(?P<edge>(?:early|late|mid)[ -](?:on[ ])?)?{which}?(?P<wd>{WD_PATTERN})(?![-\w])(?:[ ](?:at[ ])?(?P<part>{PART_PATTERN})(?!s|\w))?(?:[ ](?:of[ ])?(?P<week>last|this|next)[ ]week(?!\w))?(?![ ]?s\b)",
            weekday_meant,
        ),
        _rule(
            {*PART_WORDS, "the", "late", "early"},
            rf"(?:the[ ])?(?:(?:late|early)[ ])?(?P<part>(?!noon|midday){PART_PATTERN})[ ](?:of|on)[ ](?:{which})?(?P<wd>{WD_PATTERN})(?!\w)",
            weekday_meant,
        ),
        _rule(
            {*PART_WORDS, "the", "late", "early"},
            rf"(?:the[ ])?(?:(?:late|early)[ ])?(?P<part>(?!noon|midday){PART_PATTERN})[ ](?:of|on)[ ](?:the[ ])?{DATE_PATTERN}",
            calendar_date_meant,
        ),
        _rule(
            {"the", "early", "small", "wee"},
            rf"(?:the[ ])?(?:early|small|wee)[ ](?:morning[ ])?hours(?:[ ]of[ ](?:the[ ]morning|(?P<word>today|yesterday)|(?P<near>this[ ]morning)|(?:{which})?(?P<wd>{WD_PATTERN})(?:[ ]morning)?(?!\w)|(?:the[ ])?{DATE_PATTERN}))?",
            small_hours_meant,
        ),
        _rule(
            {"overnight"},
            rf"overnight[ ](?:(?P<into>into|to)[ ]|on[ ]|from[ ](?:{WD_PATTERN})[ ](?P<into_b>into|to)[ ])?(?P<wd>{WD_PATTERN})(?!\w)",
            overnight_meant,
        ),
        _rule(
            {"the", "day"}, rf"(?:the[ ])?day[ ]before[ ]{which}?(?P<wd>{WD_PATTERN})(?!\w)", day_before_weekday_meant
        ),
        _rule({"a"}, rf"a[ ]week[ ](?:on|from)[ ](?P<wd>{WD_PATTERN})(?![-\w]|['’]s|[ ](?:to|until)\b)", week_on_meant),
        _rule({"the", "day"}, r"(?:the[ ])?day[ ](?:before[ ]yesterday|after[ ]tomorrow)(?!\w)", two_days_off_meant),
        _rule(
            {"today", "tonight", "yesterday", "tomorrow", "overnight", "early", "late", "earlier", "later", "mid"},
            rf"(?P<edge>{EDGE_PATTERN})?(?P<word>today|tonight|yesterday|tomorrow|overnight)(?![\w]|-)(?:[ ](?P<part>{PART_PATTERN})(?!\w))?",
            today_meant,
        ),
        _rule(
            {"this", "last", "early", "late", "later", "earlier"},
            rf"(?P<edge>{EDGE_PATTERN})?(?P<which>this|last)[ ](?P<part>morning|afternoon|evening|night)(?!\w)",
            this_part_meant,
        ),
        _rule(
            {"that", "the", "early", "late", "earlier", "later", "same"},
            r"(?P<edge>(?:early|late|earlier|later)[ ](?:on[ ])?)?(?P<which>that[ ]same|that|the[ ]same|the[ ]next|the[ ]following|the[ ]previous|the[ ]preceding)[ ](?P<noun>day|morning|afternoon|evening|night)(?![\w]|-)",
            same_day_meant,
        ),
        _rule(
            {"early", "late", "earlier", "later"},
            r"(?:early|late|earlier|later)[ ](?:on[ ]|in[ ])(?P<which>the)[ ](?P<noun>day|morning|afternoon|evening|night)(?!\w)",
            same_day_meant,
        ),
        _rule({"the"}, r"(?P<which>the)[ ](?P<noun>morning|afternoon|evening)(?!\w)", same_day_meant),
        _rule(
            {"the"},
            r"(?P<which>the)[ ](?P<noun>day)(?![\w]|-|[ ](?:after|before|of|when|that|he|she|they|it|to|care)\b)",
            trading_day_meant,
        ),
    )


def _near() -> tuple[Rule, ...]:
    edge = rf"(?P<end>(?:the[ ])?(?:end|start|beginning|middle|rest|remainder)[ ]of[ ]|{EDGE_PATTERN}|sometime[ ]|somewhere[ ])?"
    which = r"(?P<which>(?:the[ ])?(?:last|next|previous|following|coming|same|current|preceding|present|past)|this[ ]past|this[ ]coming|this|that[ ]same|that|the(?=[ ](?:week(?:end)?|month|year)\b))"
    words = frozenset(
        "the end start beginning middle rest remainder early late earlier later mid very sometime last next previous following coming same current preceding this that past".split()
    )
    year_ago = r"(?:the[ ](?=(?:comparable[ ]|corresponding[ ])?year-(?:ago|earlier)[ ](?:period|\w*[ ]?quarter)))?(?:comparable[ ]|corresponding[ ]|same[ ])?year-(?:ago|earlier)(?:[ ](?:period|quarter|third[ ]quarter|second[ ]quarter|first[ ]quarter|fourth[ ]quarter))?"
    return (
        _rule(
            words,
            rf"{edge}{which}[ ](?:fiscal[ ]|calendar[ ]|school[ ]|academic[ ])?(?P<unit>week|month|quarter|year|decade|century|weekend)(?![\w]|-|[ ](?:or[ ]so[ ])?(?:ago|earlier)\b)",
            near_unit_meant,
        ),
        _rule(
            {"a", "one", "the"},
            r"(?:a|one|the)[ ]year[ ](?:ago|earlier|before)(?!\w)|the[ ](?:same|comparable|corresponding)[ ](?:quarter|period)[ ](?:a[ ]year[ ](?:ago|earlier)|last[ ]year|of[ ]last[ ]year)|the[ ]quarter[ ]a[ ]year[ ](?:ago|earlier)",
            year_ago_quarter_meant,
        ),
        _rule({"year", "the", "comparable"}, year_ago, year_ago_quarter_meant),
    )


def _periods() -> tuple[Rule, ...]:
    nth = r"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
    year = rf"(?:[ ](?:of[ ])?(?:fiscal[ ])?(?P<year>{YEAR_PATTERN})|[ ](?:of[ ])?(?P<rel>last|this|next)[ ]year)?"
    pre_year = rf"(?:(?P<rel>last|this|next)[ ]year['’]s[ ]|(?P<year>{YEAR_PATTERN})(?:['’]s)?[ ])"
    mods = r"(?:(?:fiscal|current|flat|calendar|strong|weak)[ -])?"
    season = "|".join(SEASONS)
    which = r"(?:(?P<which>last|next|this[ ]past|this[ ]coming|this|past|coming)[ ])"
    nth_bare = "(?:first|second|third|fourth|final|last)"
    nth_words = (
        frozenset("first second third fourth final last 1st 2nd 3rd 4th the its their fiscal flat this next".split())
        | DIGITS
    )
    return (
        _rule(
            nth_words,
            rf"(?:(?:the|its|their)[ ])?{pre_year}{mods}{nth}[ -](?P<unit>quarter)(?!s|\w)",
            numbered_quarter_meant,
        ),
        _rule(
            nth_words,
            rf"(?:the[ ](?=(?:fiscal[ -]|current[ ])?{nth_bare}[ ]quarter))?{mods}{nth}[ -](?P<unit>quarter)(?!s|-?final|\w){year}",
            numbered_quarter_meant,
        ),
        _rule(
            nth_words,
            rf"(?:the[ ])?{mods}{nth}[ -](?P<unit>half)[ ]of[ ](?:fiscal[ ])?(?:(?P<year>{YEAR_PATTERN})|(?P<rel>last|this|next)[ ]year)",
            numbered_quarter_meant,
        ),
        _rule(
            {"q1", "q2", "q3", "q4", "q"},
            rf"Q(?P<q>[1-4])(?:[ -](?P<year>{YEAR_PATTERN}))?(?!\w)",
            numbered_quarter_meant,
        ),
        _rule(
            {"the", "fiscal"},
            r"(?:the[ ])?(?:fiscal[ ])?year(?=[ ]end(?:ed|ing)\b)",
            business_year_meant,
        ),
        _rule({"the"}, r"the[ ](?:full|fiscal|calendar)[ ](?P<unit>year)(?P<which>)(?!\w|-)", whole_year_meant),
        _rule({"the"}, r"the[ ](?:latest[ ]|most[ ]recent[ ])?(?:quarter|latest[ ]period)(?!\w|-)", the_quarter_meant),
        _rule(
            DIGITS | EDGE_WORDS | frozenset("end start beginning fiscal year summer".split()) | {"mid", "the"},
            rf"(?:(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ]|{EDGE_PATTERN}|(?:the[ ])?fiscal[ ](?:year[ ])?|the[ ]year[ ]|post-|pre-)?(?P<year>(?:1[0-9]|20)\d\d)(?![\d%]|,\d|\.\d|s\b|[-–/]\d|:)(?:[ ](?:period|quarter)(?!\w))?",
            bare_year_meant,
        ),
        _rule(
            DIGITS,
            r"(?P<year>(?:19|20)\d\d)[-–/](?P<year2>(?:19|20)\d\d|\d\d)(?![\w%]|[-–/.,:]\d)",
            year_range_meant,
        ),
        _rule(
            {"nineteen", "eighteen", "twenty", "seventeen"},
            rf"(?P<year>{SPOKEN_YEAR_PATTERN})(?![\w-])(?![ ](?:percent|per|people|million|thousand|dollars|days|years))",
            spoken_year_meant,
        ),
        _rule({"'", "’", "‘", "`"}, r"(?P<year>['’‘`]\d\d)(?![\ds])", short_year_meant),
        _rule({"the"}, r"the[ ]year[ ]two[ ]thousand(?!\w)", year_two_thousand_meant),
        _rule(
            DIGITS
            | EDGE_WORDS
            | {"'", "’", "nineties", "eighties", "seventies", "sixties", "fifties", "forties", "thirties", "twenties"},
            rf"(?:the[ ])?(?P<edge>{EDGE_PATTERN})?(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’‘`]\d0s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)(?!\w)",
            decade_meant,
        ),
        _rule(
            DIGITS | frozenset(ORDINALS) | {"the", "early", "late", "mid"},
            rf"(?:the[ ])?(?P<edge>{EDGE_PATTERN})?(?P<nth>\d\d?(?:st|nd|rd|th)|{ORD_WORDS})[ -]century(?!\w)",
            century_meant,
        ),
        _rule(
            frozenset(SEASONS) | EDGE_WORDS | frozenset("last next this past coming".split()),
            rf"(?P<edge>the[ ](?:early[ ]|late[ ])?|{EDGE_PATTERN}(?:the[ ])?)?{which}?(?P<season>{season})(?![\w]|-)(?:(?:[ ]of)?[ ](?P<year>{YEAR_PATTERN}|{SPOKEN_YEAR_PATTERN}))",
            season_meant,
        ),
        _rule(
            frozenset("spring summer autumn fall winter last next this past coming the early late".split()),
            rf"(?:(?:early|late|mid)[ -])?{which}(?P<season>{season})(?![\w]|-)|(?:the|in)[ ](?:(?:early|late)[ ])?(?P<season2>(?!))?(?:summer|winter|autumn)(?!\w)",
            season_or_none_meant,
        ),
    )


def _lengths() -> tuple[Rule, ...]:
    hedge, num, unit = rf"(?P<hedge>{HEDGE_PATTERN})?", rf"(?P<num>{NUM_PATTERN})", rf"(?P<unit>{UNIT_PATTERN})"
    near = r"(?P<which>last|past|next|coming|following|previous|first|final|recent|latest|preceding|initial|opening|future)"
    words = NUMBER_WORDS | HEDGE_WORDS
    near_words = frozenset(
        "the last past next coming following previous first final recent latest preceding initial opening future".split()
    )
    return (
        _rule(
            words,
            rf"{hedge}{num}[ -]{EXTRA_PATTERN}?{unit}(?P<so>[ ]or[ ](?:so|more))?[ ](?P<way>ago|earlier|later|from[ ]now|hence|previously)(?!\w)",
            offset_meant,
        ),
        _rule(
            {"a", "one"},
            r"(?P<num>an?|one)[ ](?P<unit>year|month|week|decade|century)(?P<half>[ ]and[ ]a[ ]half)[ ](?P<way>ago|earlier|later|from[ ]now)(?!\w)",
            offset_meant,
        ),
        _rule(
            frozenset("seconds minutes hours days weeks months years decades centuries long".split()),
            rf"(?:{UNIT_PATTERN}|not[ ]long|long)[ ]ago(?!\w)",
            units_ago_meant,
        ),
        _rule(
            near_words | HEDGE_WORDS,
            rf"{hedge}(?:the[ ])?{near}[ ](?:{num}[ -])?{EXTRA_PATTERN}?{unit}(?:[ ]or[ ]so)?(?![\w]|-)",
            around_now_meant,
        ),
        _rule(
            words,
            rf"{hedge}(?P<num>an?|one|1)[ ](?P<unit>hour|minute|day|year|week|month|decade)(?P<half>[ ]and[ ]a[ ]half)(?!\w)",
            length_meant,
        ),
        _rule(
            words,
            rf"{hedge}{num}(?:[ ](?:to|or)[ ]{NUM_PATTERN})?[ -]{EXTRA_PATTERN}?{unit}(?![\w]|-old|[ ]old\b)(?:-long|-term(?!\w))?(?:[ ]or[ ]so)?",
            length_meant,
        ),
        _rule(
            {"the"},
            rf"the[ ](?:(?:first|last|next|full)[ ])?(?P<num>{NUM_WORD_PATTERN}|\d+)[ ](?P<unit>(?:second|minute|hour|day|week|month|year|decade)s)(?![\w]|-)",
            length_meant,
        ),
        _rule(
            frozenset("seconds minutes hours days weeks months years decades centuries".split()),
            r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?![\w]|-old|[ ]old\b)(?:[ ]or[ ](?:weeks|months|years|days))?(?:-long)?",
            loose_length_meant,
        ),
        _rule(
            {
                "daily",
                "nightly",
                "weekly",
                "fortnightly",
                "biweekly",
                "monthly",
                "quarterly",
                "yearly",
                "annually",
                "hourly",
            },
            r"(?P<adverb>daily|nightly|weekly|fortnightly|biweekly|monthly|yearly|annually|hourly)(?![\w]|-)",
            set_meant,
        ),
        _rule(
            {"every", "each"},
            rf"(?:every|each)[ ](?:(?P<wd>{WD_PATTERN})(?:[ ](?P<part>{PART_PATTERN}))?|(?P<mon>{MON_PATTERN}))(?!\w)",
            set_meant,
        ),
        _rule(
            {"every", "each"},
            rf"(?:every|each)[ ](?:(?:single|(?P<other>other))[ ])?(?:(?P<part>morning|evening|night|afternoon)|(?:(?P<num>{NUM_PATTERN})[ ])?(?P<unit>{UNIT_PATTERN}))(?!\w)",
            set_meant,
        ),
        _rule(
            NUMBER_WORDS | {"once", "twice", "thrice"},
            rf"(?:once|twice|thrice|(?:{NUM_PATTERN})[ ]times)[ ](?:an?|every|each|per)[ ](?:(?P<num>{NUM_PATTERN})[ ]|(?P<other>other)[ ])?(?P<unit>{UNIT_PATTERN})(?!\w)",
            set_meant,
        ),
        _rule(
            {"the", "every", *ORDINALS, "last", "#"},
            rf"(?:the[ ])?(?:{ORD_WORDS}|last|\d(?:st|nd|rd|th))[ ](?:{WD_PATTERN}|day)[ ](?:of|in)[ ](?:every|each|the)[ ](?P<unit>month|year|week)(?!\w)",
            set_meant,
        ),
        _rule(
            frozenset(w + "s" for w in WEEKDAYS) | WEEKDAY_WORDS,
            rf"(?P<wd>{'|'.join(WEEKDAYS)})(?:s|[ ](?P<part>{PART_PATTERN})s)(?!\w)",
            set_meant,
        ),
    )


def _clocks() -> tuple[Rule, ...]:
    hour, half, day = HOUR_PATTERN, HALF_DAY_PATTERN, f"(?:{CLOCK_DAY_PATTERN})?"
    in_the = r"[ ](?:in[ ]the|at)[ ](?P<part>morning|afternoon|evening|night)(?!\w)"
    return (
        _rule(
            DIGITS | SMALL.keys() | {"about", "around"},
            rf"(?:(?:about|around)[ ])?{hour}(?:[:.](?P<minute>[0-5]\d))?[ ]?{half}{ZONE_PATTERN}?{day}",
            clock_meant,
        ),
        _rule(
            DIGITS,
            rf"{hour}[:.](?P<minute>[0-5]\d)(?!\d|[.:]\d)(?P<zone>{ZONE_PATTERN})?{day}",
            timed_meant,
        ),
        _rule(
            DIGITS,
            rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)[ ]?(?P<zone>GMT|UTC|hrs|hours|local[ ]time)(?!\w){day}",
            clock_meant,
        ),
        _rule(SMALL.keys() | DIGITS, rf"{hour}(?P<bare>[ ]o['’]clock)(?:{in_the})?{day}", clock_meant),
        _rule(DIGITS | SMALL.keys(), rf"{hour}(?:[:.](?P<minute>[0-5]\d))?{in_the}", clock_meant),
        _rule(
            {"half", "quarter", "a"},
            rf"(?:a[ ])?(?P<past>half|quarter)(?P<bare>[ ])(?P<way>past|to)[ ]{hour}(?![\w.,]*\d|[ ](?:{UNIT_PATTERN}|percent|million|billion))(?:[ ]?{half})?(?:{in_the})?{day}",
            half_past_meant,
        ),
        _rule(
            DIGITS | {"twelve", "noon", "midday", "midnight"},
            rf"(?:(?:12|twelve)[ ])?(?P<name>noon|midday|midnight)(?![\w]|-){ZONE_PATTERN}?{day}",
            clock_meant,
        ),
    )


def _moments() -> tuple[Rule, ...]:
    holidays = sorted([*holiday_table("fixed_holidays"), *holiday_names("movable_holidays")], key=len, reverse=True)
    holiday = "|".join(re.escape(name).replace("'", "['’]") for name in holidays)
    present = r"now|right[ ]now|just[ ]now|currently|presently|nowadays|at[ ]present|these[ ]days|the[ ]time[ ]being|this[ ](?:crucial[ ])?moment"
    past = r"recently|more[ ]recently|most[ ]recently|lately|formerly|the[ ](?:recent[ ])?past(?![ ]\w+[ ](?:year|month|week|day)|[ ](?:\w+[ ])?(?:year|month|week|day|decade|quarter|few|several|two|three|four|five|six|seven))"
    return (
        _rule(
            {"now", "right", "just", "currently", "presently", "nowadays", "at", "these", "the", "this"},
            rf"(?:{present})(?![\w]|-)",
            always("PRESENT_REF"),
        ),
        _rule({"current"}, r"current(?!\w|[ ](?:affairs|account|event))", always("PRESENT_REF")),
        _rule({"recent"}, rf"recent[ ](?P<unit>{UNIT_PATTERN})(?:[ ]and[ ]{UNIT_PATTERN})?(?!\w)", recent_units_meant),
        _rule({"recently", "more", "most", "lately", "formerly", "the"}, rf"(?:{past})(?!\w)", always("PAST_REF")),
        _rule({"recent"}, r"recent(?!\w)", always("PAST_REF")),
        _rule(
            {"the", "future", "near"},
            r"(?:the[ ](?:near[ ]|immediate[ ])?future|future|the[ ]near[ ]term|the[ ]short[ ]term)(?![\w]|-)",
            always("FUTURE_REF"),
        ),
        _rule({"coming", "the"}, rf"(?:the[ ])?coming[ ](?P<unit>{UNIT_PATTERN})(?!\w)", always("FUTURE_REF")),
        _rule(
            {"the", "weeks", "days", "months"},
            r"the[ ](?:days|weeks|months|years)[ ](?:ahead|to[ ]come)(?!\w)",
            always("FUTURE_REF"),
        ),
        _rule({"year"}, r"year(?:['’]s)?[ -]end(?!\w)", year_end_meant),
        _rule(
            frozenset(name.split()[0].rstrip(".") for name in holidays) | {"last", "next", "this", "easter", "new"},
            rf"(?:(?P<which>last|next|this)[ ])?(?P<holiday>{holiday})(?![\w])(?:,?[ ](?P<year>{YEAR_PATTERN}))?",
            holiday_meant,
        ),
    )


@cache
def rules_by_word() -> RuleTable:
    """All rules, to try at a word in order; "#" stands for digits."""
    return table_of(rules())


def table_of(chosen: Iterable[Rule]) -> RuleTable:
    """Rules by their first words, each word's in the order given."""
    table: dict[str, list[Rule]] = {}
    for rule in chosen:
        for word in sorted(rule.first):
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}
