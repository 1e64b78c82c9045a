"""What expressions of longer times look like: beside a word of nearness, by number, as a length, and coming again.

The handlers are in `timeperiods`; `timerules` has the order of all rules.
"""

from wireroom.read.timeperiods import (
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
    season_meant,
    season_or_none_meant,
    set_meant,
    short_year_meant,
    spoken_year_meant,
    the_quarter_meant,
    units_ago_meant,
    whole_year_meant,
    year_ago_quarter_meant,
    year_range_meant,
    year_two_thousand_meant,
)
from wireroom.read.timescene import ORDINALS, SEASONS, WEEKDAYS, Rule, rule
from wireroom.read.timewords import (
    DIGITS,
    EDGE_PATTERN,
    EDGE_WORDS,
    EXTRA_PATTERN,
    HEDGE_PATTERN,
    HEDGE_WORDS,
    MON_PATTERN,
    NUM_PATTERN,
    NUM_WORD_PATTERN,
    NUMBER_WORDS,
    ORD_WORDS,
    PART_PATTERN,
    SPOKEN_YEAR_PATTERN,
    UNIT_PATTERN,
    WD_PATTERN,
    WEEKDAY_WORDS,
    YEAR_PATTERN,
)


def near() -> tuple[Rule, ...]:
    """Weeks to centuries beside a word of nearness: "late last month"."""
    edge = rf"(?P<end>(?:the[ ])?(?:end|start|beginning|middle|rest|remainder)[ ]of[ ]|{EDGE_PATTERN}|sometime[ ]|somewhere[ ])?"
    which = r"(?P<which>(?:the[ ])?(?:last|next|previous|following|coming|same|current|preceding|present|past)|this[ ]past|this[ ]coming|this|that[ ]same|that|the(?=[ ](?:week(?:end)?|month|year)\b))"
    words = frozenset(
        "the end start beginning middle rest remainder early late earlier later mid very sometime last next previous following coming same current preceding this that past".split()
    )
    year_ago = r"(?:the[ ](?=(?:comparable[ ]|corresponding[ ])?year-(?:ago|earlier)[ ](?:period|\w*[ ]?quarter)))?(?:comparable[ ]|corresponding[ ]|same[ ])?year-(?:ago|earlier)(?:[ ](?:period|quarter|third[ ]quarter|second[ ]quarter|first[ ]quarter|fourth[ ]quarter))?"
    return (
        rule(
            words,
            rf"{edge}{which}[ ](?:fiscal[ ]|calendar[ ]|school[ ]|academic[ ])?(?P<unit>week|month|quarter|year|decade|century|weekend)(?![\w]|-|[ ](?:or[ ]so[ ])?(?:ago|earlier)\b)",
            near_unit_meant,
        ),
        rule(
            {"a", "one", "the"},
            r"(?:a|one|the)[ ]year[ ](?:ago|earlier|before)(?!\w)|the[ ](?:same|comparable|corresponding)[ ](?:quarter|period)[ ](?:a[ ]year[ ](?:ago|earlier)|last[ ]year|of[ ]last[ ]year)|the[ ]quarter[ ]a[ ]year[ ](?:ago|earlier)",
            year_ago_quarter_meant,
        ),
        rule({"year", "the", "comparable"}, year_ago, year_ago_quarter_meant),
    )


def quarters() -> tuple[Rule, ...]:
    """Quarters and halves of years, and years of businesses."""
    nth = r"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
    year = rf"(?:[ ](?:of[ ])?(?:fiscal[ ])?(?P<year>{YEAR_PATTERN})|[ ](?:of[ ])?(?P<rel>last|this|next)[ ]year)?"
    pre_year = rf"(?:(?P<rel>last|this|next)[ ]year['’]s[ ]|(?P<year>{YEAR_PATTERN})(?:['’]s)?[ ])"
    mods = r"(?:(?:fiscal|current|flat|calendar|strong|weak)[ -])?"
    nth_bare = "(?:first|second|third|fourth|final|last)"
    nth_words = (
        frozenset("first second third fourth final last 1st 2nd 3rd 4th the its their fiscal flat this next".split())
        | DIGITS
    )
    return (
        rule(
            nth_words,
            rf"(?:(?:the|its|their)[ ])?{pre_year}{mods}{nth}[ -](?P<unit>quarter)(?!s|\w)",
            numbered_quarter_meant,
        ),
        rule(
            nth_words,
            rf"(?:the[ ](?=(?:fiscal[ -]|current[ ])?{nth_bare}[ ]quarter))?{mods}{nth}[ -](?P<unit>quarter)(?!s|-?final|\w){year}",
            numbered_quarter_meant,
        ),
        rule(
            nth_words,
            rf"(?:the[ ])?{mods}{nth}[ -](?P<unit>half)[ ]of[ ](?:fiscal[ ])?(?:(?P<year>{YEAR_PATTERN})|(?P<rel>last|this|next)[ ]year)",
            numbered_quarter_meant,
        ),
        rule(
            {"q1", "q2", "q3", "q4", "q"},
            rf"Q(?P<q>[1-4])(?:[ -](?P<year>{YEAR_PATTERN}))?(?!\w)",
            numbered_quarter_meant,
        ),
        rule(
            {"the", "fiscal"},
            r"(?:the[ ])?(?:fiscal[ ])?year(?=[ ]end(?:ed|ing)\b)",
            business_year_meant,
        ),
        rule({"the"}, r"the[ ](?:full|fiscal|calendar)[ ](?P<unit>year)(?P<which>)(?!\w|-)", whole_year_meant),
        rule({"the"}, r"the[ ](?:latest[ ]|most[ ]recent[ ])?(?:quarter|latest[ ]period)(?!\w|-)", the_quarter_meant),
    )


def years() -> tuple[Rule, ...]:
    """Years, decades and centuries by their numbers."""
    return (
        rule(
            DIGITS | EDGE_WORDS | frozenset("end start beginning fiscal year summer".split()) | {"mid", "the"},
            rf"(?:(?:the[ ])?(?:end|start|beginning|middle)[ ]of[ ]|{EDGE_PATTERN}|(?:the[ ])?fiscal[ ](?:year[ ])?|the[ ]year[ ]|post-|pre-)?(?P<year>(?:1[0-9]|20)\d\d)(?![\d%]|,\d|\.\d|s\b|[-–/]\d|:)(?:[ ](?:period|quarter)(?!\w))?",
            bare_year_meant,
        ),
        rule(
            DIGITS,
            r"(?P<year>(?:19|20)\d\d)[-–/](?P<year2>(?:19|20)\d\d|\d\d)(?![\w%]|[-–/.,:]\d)",
            year_range_meant,
        ),
        rule(
            {"nineteen", "eighteen", "twenty", "seventeen"},
            rf"(?P<year>{SPOKEN_YEAR_PATTERN})(?![\w-])(?![ ](?:percent|per|people|million|thousand|dollars|days|years))",
            spoken_year_meant,
        ),
        rule({"'", "’", "‘", "`"}, r"(?P<year>['’‘`]\d\d)(?![\ds])", short_year_meant),
        rule({"the"}, r"the[ ]year[ ]two[ ]thousand(?!\w)", year_two_thousand_meant),
        rule(
            DIGITS
            | EDGE_WORDS
            | {"'", "’", "nineties", "eighties", "seventies", "sixties", "fifties", "forties", "thirties", "twenties"},
            rf"(?:the[ ])?(?P<edge>{EDGE_PATTERN})?(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’‘`]\d0s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)(?!\w)",
            decade_meant,
        ),
        rule(
            DIGITS | frozenset(ORDINALS) | {"the", "early", "late", "mid"},
            rf"(?:the[ ])?(?P<edge>{EDGE_PATTERN})?(?P<nth>\d\d?(?:st|nd|rd|th)|{ORD_WORDS})[ -]century(?!\w)",
            century_meant,
        ),
    )


def seasons() -> tuple[Rule, ...]:
    """Seasons with their year or beside a word of nearness."""
    season = "|".join(SEASONS)
    which = r"(?:(?P<which>last|next|this[ ]past|this[ ]coming|this|past|coming)[ ])"
    return (
        rule(
            frozenset(SEASONS) | EDGE_WORDS | frozenset("last next this past coming".split()),
            rf"(?P<edge>the[ ](?:early[ ]|late[ ])?|{EDGE_PATTERN}(?:the[ ])?)?{which}?(?P<season>{season})(?![\w]|-)(?:(?:[ ]of)?[ ](?P<year>{YEAR_PATTERN}|{SPOKEN_YEAR_PATTERN}))",
            season_meant,
        ),
        rule(
            frozenset("spring summer autumn fall winter last next this past coming the early late".split()),
            rf"(?:(?:early|late|mid)[ -])?{which}(?P<season>{season})(?![\w]|-)|(?:the|in)[ ](?:(?:early|late)[ ])?(?P<season2>(?!))?(?:summer|winter|autumn)(?!\w)",
            season_or_none_meant,
        ),
    )


def offsets() -> tuple[Rule, ...]:
    """Stretches of time away from now: "two weeks ago", "the next three days"."""
    hedge, num, unit = rf"(?P<hedge>{HEDGE_PATTERN})?", rf"(?P<num>{NUM_PATTERN})", rf"(?P<unit>{UNIT_PATTERN})"
    near = r"(?P<which>last|past|next|coming|following|previous|first|final|recent|latest|preceding|initial|opening|future)"
    words = NUMBER_WORDS | HEDGE_WORDS
    near_words = frozenset(
        "the last past next coming following previous first final recent latest preceding initial opening future".split()
    )
    return (
        rule(
            words,
            rf"{hedge}{num}[ -]{EXTRA_PATTERN}?{unit}(?P<so>[ ]or[ ](?:so|more))?[ ](?P<way>ago|earlier|later|from[ ]now|hence|previously)(?!\w)",
            offset_meant,
        ),
        rule(
            {"a", "one"},
            r"(?P<num>an?|one)[ ](?P<unit>year|month|week|decade|century)(?P<half>[ ]and[ ]a[ ]half)[ ](?P<way>ago|earlier|later|from[ ]now)(?!\w)",
            offset_meant,
        ),
        rule(
            frozenset("seconds minutes hours days weeks months years decades centuries long".split()),
            rf"(?:{UNIT_PATTERN}|not[ ]long|long)[ ]ago(?!\w)",
            units_ago_meant,
        ),
        rule(
            near_words | HEDGE_WORDS,
            rf"{hedge}(?:the[ ])?{near}[ ](?:{num}[ -])?{EXTRA_PATTERN}?{unit}(?:[ ]or[ ]so)?(?![\w]|-)",
            around_now_meant,
        ),
    )


def lengths() -> tuple[Rule, ...]:
    """Lengths of time."""
    hedge, num, unit = rf"(?P<hedge>{HEDGE_PATTERN})?", rf"(?P<num>{NUM_PATTERN})", rf"(?P<unit>{UNIT_PATTERN})"
    words = NUMBER_WORDS | HEDGE_WORDS
    return (
        rule(
            words,
            rf"{hedge}(?P<num>an?|one|1)[ ](?P<unit>hour|minute|day|year|week|month|decade)(?P<half>[ ]and[ ]a[ ]half)(?!\w)",
            length_meant,
        ),
        rule(
            words,
            rf"{hedge}{num}(?:[ ](?:to|or)[ ]{NUM_PATTERN})?[ -]{EXTRA_PATTERN}?{unit}(?![\w]|-old|[ ]old\b)(?:-long|-term(?!\w))?(?:[ ]or[ ]so)?",
            length_meant,
        ),
        rule(
            {"the"},
            rf"the[ ](?:(?:first|last|next|full)[ ])?(?P<num>{NUM_WORD_PATTERN}|\d+)[ ](?P<unit>(?:second|minute|hour|day|week|month|year|decade)s)(?![\w]|-)",
            length_meant,
        ),
        rule(
            frozenset("seconds minutes hours days weeks months years decades centuries".split()),
            r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?![\w]|-old|[ ]old\b)(?:[ ]or[ ](?:weeks|months|years|days))?(?:-long)?",
            loose_length_meant,
        ),
    )


def sets() -> tuple[Rule, ...]:
    """What comes again: every so often, on certain days."""
    return (
        rule(
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
        rule(
            {"every", "each"},
            rf"(?:every|each)[ ](?:(?P<wd>{WD_PATTERN})(?:[ ](?P<part>{PART_PATTERN}))?|(?P<mon>{MON_PATTERN}))(?!\w)",
            set_meant,
        ),
        rule(
            {"every", "each"},
            rf"(?:every|each)[ ](?:(?:single|(?P<other>other))[ ])?(?:(?P<part>morning|evening|night|afternoon)|(?:(?P<num>{NUM_PATTERN})[ ])?(?P<unit>{UNIT_PATTERN}))(?!\w)",
            set_meant,
        ),
        rule(
            NUMBER_WORDS | {"once", "twice", "thrice"},
            rf"(?:once|twice|thrice|(?:{NUM_PATTERN})[ ]times)[ ](?:an?|every|each|per)[ ](?:(?P<num>{NUM_PATTERN})[ ]|(?P<other>other)[ ])?(?P<unit>{UNIT_PATTERN})(?!\w)",
            set_meant,
        ),
        rule(
            {"the", "every", *ORDINALS, "last", "#"},
            rf"(?:the[ ])?(?:{ORD_WORDS}|last|\d(?:st|nd|rd|th))[ ](?:{WD_PATTERN}|day)[ ](?:of|in)[ ](?:every|each|the)[ ](?P<unit>month|year|week)(?!\w)",
            set_meant,
        ),
        rule(
            frozenset(w + "s" for w in WEEKDAYS) | WEEKDAY_WORDS,
            rf"(?P<wd>{'|'.join(WEEKDAYS)})(?:s|[ ](?P<part>{PART_PATTERN})s)(?!\w)",
            set_meant,
        ),
    )
