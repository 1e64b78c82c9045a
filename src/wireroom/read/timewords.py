"""The words of time: patterns for days, months, years, parts and lengths, and the first words that rules hang on."""

from functools import cache

from wireroom.read.numerals import SMALL
from wireroom.read.timescene import MONTHS, ORDINALS, WEEKDAYS
from wireroom.read.words import registry

WD_PATTERN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun)(?:\.|(?=[ ,]+(?-i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d)))"
MON_PATTERN = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])\.?)"
)
ORD_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
DAY_PATTERN = (
    rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:\d|[.,]\d\d?(?!\d)|,\d{{3}})|(?:{ORD_WORDS})(?!\w))"
)
YEAR_PATTERN = r"(?:(?:1[5-9]|20)\d\d(?![\d%]|,\d{3}|\.\d|[-–]\d{4,})|['’‘`]\d\d(?!\d))"
SPOKEN_YEAR_PATTERN = (
    r"(?:nineteen|eighteen|twenty|seventeen)[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:oh|o)[ -](?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
COMMA_PATTERN = r"(?:[ ]?,[ ]?|[ ]+)"
PART_PATTERN = r"(?:morning|afternoon|evening|night|noon|midday|dawn|dusk|nighttime|lunchtime)"
EDGE_PATTERN = r"(?:(?:very[ ])?(?:early|late|earlier|later|mid|middle)(?:[ ](?:on|in|of))?[ -])"
UNIT_PATTERN = r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|centur(?:y|ies))s?"
NUM_WORD_PATTERN = "|".join(sorted([*SMALL, "hundred", "thousand", "million", "dozen"], key=len, reverse=True))
NUM_PATTERN = (
    rf"(?:an?[ ](?:couple|few|dozen|hundred|thousand|half)(?:[ ](?:dozen|hundred|thousand))?(?:[ ]of)?|half[ ]an?|several|few|some|many|dozens[ ]of|hundreds[ ]of|thousands[ ]of|couple[ ]of|couple"
    rf"|(?:{NUM_WORD_PATTERN})(?:[ -](?:and[ -](?:a[ -])?)?(?:{NUM_WORD_PATTERN}|half))*|an?|\d[\d,]*(?:\.\d+)?(?:[ -]\d/\d)?)"
)
HEDGE_PATTERN = (
    r"(?:(?:nearly|almost|about|around|roughly|approximately|some|over(?=[ ]an?[ ])|more[ ]than|less[ ]than|fewer[ ]than|at[ ]least|up[ ]to|no[ ]more[ ]than|"
    r"just[ ](?:over|under)|well[ ]over|an[ ]estimated|as[ ](?:many|much)[ ]as)[ ]+)"
)
EXTRA_PATTERN = r"(?:(?:more|additional|consecutive|straight|full|long|whole|entire|trading|business|working|calendar|solid|successive|short|difficult|further)[ ])"
ZONE_PATTERN = r"(?:[ ]?(?:GMT|UTC|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|ET|CT|PT|local[ ]time|Eastern|Pacific)\b(?:[ ]time)?)"
HOUR_PATTERN = r"(?P<hour>[01]?\d|2[0-3]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
HALF_DAY_PATTERN = r"(?P<half_day>a\.?[ ]?m(?![a-z])\.?|p\.?[ ]?m(?![a-z])\.?)"
# A clock time without groups, and the day that may stand behind one; "_b" marks the other order of day and month.
CLOCK_PATTERN = r"\d{1,2}(?:[:.]\d\d)?(?:[ ]?[ap]\.?[ ]?m(?![a-z])\.?)?"
CLOCK_DAY_PATTERN = (
    r",?[ ](?:on[ ])?(?:(?P<near>this[ ](?:morning|afternoon|evening)|last[ ]night)|(?P<word>today|tonight|yesterday|tomorrow)(?!\w)(?:[ ](?P<part_day_b>"
    rf"{PART_PATTERN}))?"
    rf"|(?:(?:the[ ])?(?P<which>last|next)[ ])?(?P<wd>{WD_PATTERN})(?!\w)(?:[ ](?P<part_day>{PART_PATTERN})(?!s))?"
    rf"|(?P<mon>{MON_PATTERN})[ ](?P<day>{DAY_PATTERN})(?:,[ ](?P<year>{YEAR_PATTERN}))?"
    rf"|(?P<day_b>{DAY_PATTERN})[ ](?P<mon_b>{MON_PATTERN})(?:,?[ ](?P<year_b>{YEAR_PATTERN}))?)(?!\w)"
)
# A month and day in either order, perhaps with weekday and year.
DATE_PATTERN = (
    rf"(?:(?:{WD_PATTERN}),?[ ])?(?:(?P<mon>{MON_PATTERN})[ ](?P<day>{DAY_PATTERN})(?:{COMMA_PATTERN}(?P<year>{YEAR_PATTERN}))?"
    rf"|(?P<day_b>{DAY_PATTERN})(?:[ ]of)?[ ](?P<mon_b>{MON_PATTERN})(?:{COMMA_PATTERN}(?P<year_b>{YEAR_PATTERN}))?)"
)
# Noon of a day is a clock time; the others are parts of it.
PART_WORDS = frozenset(PART_PATTERN.strip("(?:)").split("|")) - {"noon", "midday"}
MONTH_WORDS = frozenset([*MONTHS, *(m[:3] for m in MONTHS), "sept"])
WEEKDAY_WORDS = frozenset([*WEEKDAYS, *(w[:3] for w in WEEKDAYS), "tues", "weds", "thur", "thurs"])
EDGE_WORDS = frozenset("early late earlier later mid middle very the".split())
DIGITS = frozenset(["#"])
NUMBER_WORDS = frozenset(
    [
        *SMALL,
        "hundred",
        "a",
        "an",
        "several",
        "few",
        "some",
        "many",
        "couple",
        "half",
        "dozens",
        "hundreds",
        "thousands",
        "dozen",
        "#",
    ]
)
HEDGE_WORDS = frozenset(
    "nearly almost about around roughly approximately some over more less fewer at up no just well within under an as".split()
)


def holiday_table(key: str) -> list[str]:
    """The names of a table of holidays."""
    value = registry("times")[key]
    assert isinstance(value, dict), f"bug: {key} is a table"
    return [str(name) for name in value]


def holiday_names(key: str) -> list[str]:
    """The names of a list of holidays."""
    value = registry("times")[key]
    assert isinstance(value, dict), f"bug: {key} is a table"
    return [str(name) for name in value["names"]]


@cache
def weak_words() -> frozenset[str]:
    """First words that say nothing of time by themselves: they need a strong word behind them."""
    return (
        NUMBER_WORDS
        | HEDGE_WORDS
        | frozenset(ORDINALS)
        | EDGE_WORDS
        | frozenset("the that this last next past in of on every each final its their same right flat first".split())
    ) - {"#", "nineteen", "eighteen"}


@cache
def strong_words() -> frozenset[str]:
    """Words of which every expression that opens weakly holds one: units, days, months, seasons, parts of the day."""
    units = "second minute hour day night week fortnight weekend month quarter year decade century".split()
    plurals = [*(unit + "s" for unit in units), "centuries"]
    others = (
        "morning afternoon evening noon midday midnight dawn dusk today tonight yesterday tomorrow overnight ago now past future present "
        "moment term being time half period spring summer autumn fall winter recently recent o'clock clock thanksgiving christmas easter "
        "ramadan half quarter twenties thirties forties fifties sixties seventies eighties nineties gmt utc am pm hrs come ahead earlier later hence"
    ).split()
    return frozenset(
        [
            *units,
            *plurals,
            *others,
            *WEEKDAY_WORDS,
            *MONTH_WORDS,
            *(w.split()[0] for w in (*holiday_table("fixed_holidays"), *holiday_names("movable_holidays"))),
        ]
    )
