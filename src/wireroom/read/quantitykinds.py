"""What kind of thing a number is when no unit says so: a date, an age, a name's number, the score of a match, a count.

"in 2014", "Ann Example, 45,", "Highway 17", "3-1", "22 Mill Road" are told from counts by the words around them.
"""

import re
from collections.abc import Sequence

from wireroom.read.numerals import Numeral
from wireroom.read.units import QuantityKind, UnitFound


def kind_of(text: str, group: Sequence[Numeral], unit: UnitFound | None, *, hedged: bool, years: bool) -> QuantityKind:
    """The kind of a number, or of both ends of a range: that of its unit, else date, age, reference or count."""
    first, last = group[0], group[-1]
    before = text[max(0, first.start - 28) : first.start]
    if unit and unit.kind != "count":
        return unit.kind
    if years or _is_date(text, before, first, last, unit, hedged=hedged):
        return "date"
    if _is_age(text, before, first, last):
        return "age"
    if first.kind == "digits" and _is_reference(before) and not hedged and len(group) == 1:
        return "reference"
    if first.kind == "digits" and (_is_score(text, first) or _ADDRESS.match(text, last.end)):
        return "reference"
    if first.kind == "words" and first.value == 1 and len(group) == 1 and _is_pronoun(text, before, first):
        return "reference"
    if (
        text[first.start : first.end].startswith("0")
        and len(text[first.start : first.end]) > 1
        and "." not in text[first.start : first.end]
    ):
        return "reference"
    return "count"


_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?![\w])"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?![\w])))"
)


_DATE_BEFORE = re.compile(
    rf"(?:\b{_MONTH}|\b(?:fiscal|FY|year|Q[1-4]|early|late|mid|summer|winter|spring|autumn|fall|class of)),?[ -]$",
    re.IGNORECASE,
)


_DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}(?![\w])|[ ]?(?:a\.?m\b|p\.?m\b|o['’]clock|GMT\b|hours?[ ]GMT|BST\b|EST\b|EDT\b|noon\b|BC\b|AD\b)",
    re.IGNORECASE,
)


_TIME_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|during|of|from|after|before|to|for|around|the|and|between|through|season|late|early)[ ](?:the[ ])?$",
    re.IGNORECASE,
)


_REFERENCES = frozenset(
    """
    section row room highway interstate route road rt chapter part page article no nos number resolution game week day level phase stage
    division group grade type version volume gate platform track lane exit unit suite apt apartment floor flight channel radio act
    rule title line column figure table appendix category class formula area zone block district ward sector station schedule proposition
    prop iphone xbox windows galaxy boeing airbus watch top round lap turn heat set bowl covid euro g stoxx russell nikkei ftse dax cac asx tsx csi sp ta topix ibex
    fortune plane tier step hole episode season series draft pick code box dial call hall pier terminal # № id tel phone fax zip p&p s&p p
    """.split()
)


def _is_reference(before: str) -> bool:
    """Whether the word before a number makes it a name: "Highway 17", "No. 5"."""
    words = before.split()
    return bool(words) and words[-1].lower().rstrip(".").lstrip("(\"'“‘").rpartition("/")[2] in _REFERENCES


_ONE_ELSE = re.compile(
    r"[ ](?:another|an?|by one|day|night|morning|can|could|would|should|might|must|may|has|is|was|thing|time|or two|who|that|which|side)\b|[ ]hand,",
    re.IGNORECASE,
)


_ONE_BEFORE = re.compile(
    r"\b(?:the|this|that|no|any|every|each|some|which|another|only|first|last|new|big|good|next|number|day|little)[ ]$",
    re.IGNORECASE,
)


_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|aged between|under the age of|over the age of|age of|at the age of|turns?|turned|turning|children under|kids under|under-|over-))[ ]?$",
    re.IGNORECASE,
)


_AGE_APPOSITION = re.compile(r"[A-Z][\w’'.-]+,[ ]$")
# "Ann Example (59) was killed"
_AGE_IN_BRACKETS = re.compile(r"[A-Z][\w’'.-]+[ ](?:[a-z]{2,3}[ -])?[A-Z][\w’'.-]+[ ]\($")
# "He was 35.", "she will be 35 by May", "I'm 35"
_AGE_OF_PRONOUN = re.compile(
    r"\b(?:he|she|i|who|they|we)(?:[ ](?:is|was|are|were|am|will be|would be|would have been|will turn|just turned)|['’](?:s|m|re|ll be|d be))[ ](?:only[ ]|just[ ]|about[ ]|now[ ])?$",
    re.IGNORECASE,
)
_AGE_CLOSES = re.compile(
    r"[ ]*(?:[.,;:)]|$|[ ](?:by|when|at|and|but|or|then|now|this|next|in|on|who|with|last|years?[ ]old)\b)"
)
# "the average life expectancy of weavers there is around 61"
_AGE_EXPECTED = re.compile(
    r"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)\b[^.;\d]{0,60}$", re.IGNORECASE
)
# "four of whom were under ten", "children under ten"
_AGE_LIMIT = re.compile(
    r"\b(?:whom|them|they|who|people|children|kids|boys|girls|men|women|all)[ ](?:(?:were|was|are|is)[ ])?(?:aged[ ])?(?:under|over|below|above)[ ](?:the age of[ ])?$",
    re.IGNORECASE,
)
# Names without their commas: "Ann Example 44 has said so".
_AGE_OF_NAME = re.compile(r"(?:^|[a-z,][ ]|[.][ ])[A-Z][a-z]+(?:[ ][A-Z][\w’'-]+){1,2}[ ]$")
_AGE_NAME_GOES_ON = re.compile(r"[ ](?:has|had|was|is|said|says|told|who|whose|of|from|died)\b")


def _is_date(text: str, before: str, first: Numeral, last: Numeral, unit: UnitFound | None, *, hedged: bool) -> bool:
    if first.kind in ("vague", "none", "fraction"):
        return False
    if _DATE_AFTER.match(text, last.end) and (first.value or 0) < 32:
        return True
    if (
        first.kind == "digits"
        and _DATE_BEFORE.search(before)
        and first.scale == 1
        and (first.year_like or (first.value or 0) < 32)
    ):
        return True
    if not first.year_like or hedged:
        return False
    counted = (
        unit is not None and unit.phrase is not None and unit.phrase.plural and not _modifier_only(text, first, unit)
    )
    value = first.value or 0
    if (
        counted
        and 1950 < value < 2060
        and value != 2000
        and unit is not None
        and unit.phrase is not None
        and not unit.phrase.persons
    ):
        return True
    plausible = 1900 <= value <= 2060 or (value <= 2200 and re.search(r"\b(?:by|in|until)[ ]$", before) is not None)
    return (plausible and bool(_TIME_BEFORE.search(before))) or (plausible and not counted) or first.kind == "words"


def _modifier_only(text: str, first: Numeral, unit: UnitFound) -> bool:
    """Whether the plural is too far from a year to be counted by it ("the 2019 Australian Open finals")."""
    return unit.phrase is not None and len(unit.phrase.words.split()) > 2


def _is_age(text: str, before: str, first: Numeral, last: Numeral) -> bool:
    value = first.value
    if value is None or not 0 < value < 120 or first.scale != 1.0 or first.kind == "fraction":
        return False
    if _AGE_BEFORE.search(before) or (value > 1 and _is_age_told(text, before, first, last)):
        return True
    closing = text[last.end : last.end + 1]
    if closing == ")" and value == int(value) and _AGE_IN_BRACKETS.search(text, max(0, first.start - 40), first.start):
        return first.kind == "digits"
    return (
        first.kind == "digits"
        and closing in (",", ".", ")", ";")
        and bool(_AGE_APPOSITION.search(before))
        and value == int(value)
    )


def _is_age_told(text: str, before: str, first: Numeral, last: Numeral) -> bool:
    """Whether a sentence gives a bare number as an age: "he was 35", "life expectancy is 73", "Ann Example 44 said"."""
    if _AGE_OF_PRONOUN.search(before) and _AGE_CLOSES.match(text, last.end):
        return True
    if _AGE_LIMIT.search(text[max(0, first.start - 48) : first.start]) and _AGE_CLOSES.match(text, last.end):
        return True
    if _AGE_EXPECTED.search(text[max(0, first.start - 90) : first.start]):
        return True
    named = _AGE_OF_NAME.search(text[max(0, first.start - 48) : first.start])
    return (
        first is last and first.kind == "digits" and named is not None and bool(_AGE_NAME_GOES_ON.match(text, last.end))
    )


_ADDRESS = re.compile(
    r"[ ](?:[NSEW][ ])?(?:[A-Z0-9][\w.'’-]*[ ]){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Court|Place|Square|Highway|Hwy|Parkway|Circle)(?![\w])"
)


_SCORE = re.compile(r"[-–](\d{1,3})(?![\d,.]\d|\w|[-–])")


_SCORE_BACK = re.compile(r"(?<![\w.,-])(\d{1,3})[-–]$")


def _is_score(text: str, first: Numeral) -> bool:
    """Whether a number is part of a falling pair ("3-1", "21-14"): the score of a match."""
    ahead = _SCORE.match(text, first.end)
    if ahead and int(ahead[1]) <= (first.value or 0):
        return True
    back = _SCORE_BACK.search(text, max(0, first.start - 5), first.start)
    return back is not None and int(back[1]) >= (first.value or 0)


def _is_pronoun(text: str, before: str, first: Numeral) -> bool:
    return bool(_ONE_BEFORE.search(before) or _ONE_ELSE.match(text, first.end))
