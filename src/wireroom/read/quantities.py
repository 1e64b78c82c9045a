"""Every quantity of a sentence: its bounds, its unit and what kind of thing it measures.

A numeral (`numerals`) becomes a `Quantity` with the hedge before it ("more than", registries/cues/hedges.toml), the
range it stands in ("between 5 and 9", "3,000-4,000"), the unit around it (registries/cues/units.toml) or, failing one,
the noun phrase behind it. Dates, clock times and references ("Highway 17", "Part 3") are named as such, so that nobody
counts them. The bounds are those of DESIGN section 4; the change symbol is that of CQE (Almasian et al., EMNLP 2023).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wireroom.read.hedges import Change, HedgeFound, after_pattern, change_of, direction_of, hedge_before
from wireroom.read.numerals import Numeral, find_numerals
from wireroom.read.phrases import Phrase, noun_phrase
from wireroom.read.units import QuantityKind, UnitFound, currency_before, unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity, `text[start:end]` from its hedge to the end of its number (the unit stands outside).

    `values` holds one number, two for a range, none for a vague count; `unit` is words of the text, `normal_unit` its
    normal name ("%" gives percentage; a noun phrase its singular), "-" when none is given. `phrase` is the counted
    noun phrase; `moved` marks "from A to B" after a verb of rising or falling.
    """

    start: int
    end: int
    values: tuple[float, ...]
    kind: QuantityKind
    low: float | None = None
    best: float | None = None
    high: float | None = None
    low_exclusive: bool = False
    high_exclusive: bool = False
    approximate: bool = False
    qualitative: bool = False
    negated: bool = False
    share: bool = False
    cue: str = ""
    change: Change = "="
    unit: str = "-"
    normal_unit: str = "-"
    phrase: Phrase | None = None
    numerals: tuple[Numeral, ...] = ()
    moved: bool = False
    unit_end: int = 0


def find_quantities(sentence: str, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of a sentence in order, those of kind date and reference included; linear in its length.

    Numbers that lie wholly inside a stretch of `skip` (expressions of time already found) are passed over.
    """
    found_numerals = find_numerals(sentence)
    if skip:
        found_numerals = tuple(
            n for n in found_numerals if not any(start <= n.start and n.end <= end for start, end in skip)
        )
    numerals = _settled(sentence, found_numerals)
    found: list[Quantity] = []
    index = 0
    while index < len(numerals):
        partner = _range_partner(sentence, numerals, index)
        group = numerals[index : index + 2] if partner else numerals[index : index + 1]
        found.append(_quantity(sentence, group, spread=partner))
        index += len(group)
    return tuple(_with_borrowed_units(sentence, found))


_METRES_AFTER = re.compile(r"[ ]?(?:long|wide|high|tall|deep|race|sprint|freestyle|from\b|away|above|below|\))")


def _settled(text: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """The numerals with one-letter scales decided: "$5m" and "1.2m people" are millions, "250m" and "8 m" metres."""
    return [_settle(text, numeral) if numeral.letter else numeral for numeral in numerals]


def _settle(text: str, numeral: Numeral) -> Numeral:
    spaced = text[numeral.end - 2 : numeral.end - 1] in " \u00a0-"
    money = currency_before(text, numeral.start) is not None
    letter = numeral.letter.lower()
    phrase = noun_phrase(text, numeral.end)
    counted = phrase is not None and phrase.plural and not _METRES_AFTER.match(text, numeral.end)
    if (
        money
        or (counted and not (spaced and letter == "m"))
        or (letter == "k" and not spaced)
        or (numeral.letter == "M" and not spaced)
    ):
        return numeral
    end = numeral.end - (2 if spaced else 1)
    return Numeral(numeral.start, end, numeral.bare, "digits", 1.0, "", numeral.bare)


_LINK = re.compile(
    r"(?P<unit>[ ]?(?:%|percent|per[ ]cent|million|billion|people|(?!(?:to|or|and)\b)[^\W\d_]{1,12}))?"
    r"(?:[ ]?(?P<dash>[-–—‑])[ ]?(?:to[ -])?|[ ](?P<word>to|or|and)[ -]|[ ]?-?to-)"
    r"(?P<hedge>(?:as many as|up to|about|around|nearly|almost|some|even|perhaps|possibly|maybe)[ ])?(?P<money>(?:US|C|A|HK)?[$€£¥])?"
)


_BETWEEN = re.compile(
    r"\b(?P<word>between|from|ranging[ ]from|in[ ]between|anywhere[ ]from|anywhere[ ]between)[ ]+(?:US|C|A|HK)?[$€£¥]?$",
    re.IGNORECASE,
)


def _range_partner(text: str, numerals: Sequence[Numeral], index: int) -> str:
    """How numerals `index` and `index + 1` make one range ("to", "or", "and", "-"); empty when they do not."""
    if index + 1 >= len(numerals):
        return ""
    left, right = numerals[index], numerals[index + 1]
    gap = text[left.end : right.start]
    if len(gap) > 40 or left.value is None or right.value is None or "none" in (left.kind, right.kind):
        return ""
    link = _LINK.fullmatch(gap)
    if link is None:
        return ""
    before = _BETWEEN.search(text[max(0, left.start - 24) : left.start])
    opener = before["word"].split()[-1].lower() if before else ""
    if _own_unit_differs(text, link, opener, left, right) or (
        not opener and _BY.search(text[max(0, left.start - 6) : left.start])
    ):
        return ""
    return _range_kind(link, opener, left, right)


_BY = re.compile(r"\bby[ ][$€£]?$")


def _range_kind(link: re.Match[str], opener: str, left: Numeral, right: Numeral) -> str:
    word = link["word"] or ("-" if link["dash"] else "to")
    unit = (link["unit"] or "").strip()
    if left.year_like and (right.year_like or (word == "-" and (right.value or 0) < 100)):
        return "years"
    if word == "and":
        return "between" if opener == "between" else ""
    if unit and word in ("-", "or") and unit not in _RANGE_UNITS:
        return ""
    low, high = _spread_values(left, right)
    if opener == "from" and word == "to":
        return "from"
    if low >= high:
        return ""
    if word == "or":
        return "or" if high <= max(low * 3, low + 3) and not link["money"] else ""
    return "to"


# Units that may stand on both sides of a range ("5% to 10%", "20 million to 30 million").
_RANGE_UNITS = frozenset(
    {
        "%",
        "percent",
        "per cent",
        "million",
        "billion",
        "people",
        "km",
        "miles",
        "mpg",
        "years",
        "kg",
        "m",
        "bn",
        "cents",
    }
)


def _own_unit_differs(text: str, link: re.Match[str], opener: str, left: Numeral, right: Numeral) -> bool:
    """Whether "rose 0.4% to 13,176" joins two quantities and no range: the first has a unit the second lacks."""
    if opener or not link["unit"] or link["dash"]:
        return False
    unit = link["unit"].strip().lower()
    tail = text[right.end : right.end + len(unit) + 2].lstrip(" -").lower()
    return not tail.startswith(unit[:3])


def _spread_values(left: Numeral, right: Numeral) -> tuple[float, float]:
    """Both values, the left one scaled like the right where it leans on it: "1 to 2 thousand", "$10 to $15 billion"."""
    low, high = left.value or 0.0, right.value or 0.0
    if left.scale == 1.0 and right.scale > 1.0 and low < (right.bare or high) and low < 1000:
        low *= right.scale
    return low, high


_MOVES = re.compile(r"(?:\S+[ ]){0,3}$")


def _quantity(text: str, group: Sequence[Numeral], *, spread: str) -> Quantity:
    first, last = group[0], group[-1]
    after = None if spread else after_pattern().match(text, last.end)
    unit = unit_of(text, first, replace(last, end=after.end()) if after else last) or unit_of(text, first, last)
    start = min(first.start, unit.start) if unit else first.start
    opener = _BETWEEN.search(text[max(0, first.start - 24) : first.start]) if spread in ("between", "from") else None
    if opener:
        start = max(0, first.start - 24) + opener.start("word")
    hedge = hedge_before(text, start)
    after = None if hedge else after
    values = _spread_values(first, last) if spread else (() if first.value is None else (first.value,))
    bound = hedge.bound if hedge else (after.lastgroup or "" if after else "")
    begin = hedge.start if hedge else start
    end = after.end() if after else last.end
    kind = _kind_of(text, group, unit, hedged=hedge is not None, years=spread == "years")
    return _bounded(
        Quantity(
            begin,
            end,
            values,
            kind,
            qualitative=first.kind == "vague",
            negated=first.kind == "none",
            share=first.kind == "fraction" or (unit is not None and unit.kind == "share"),
            cue=_cue_of(text, begin, start, end, last.end, hedge, opener),
            change=change_of(text, begin, bound, spread),
            unit=unit.words if unit else "-",
            normal_unit="year of age"
            if kind == "age" and (unit is None or unit.kind == "count")
            else unit.normal
            if unit
            else "-",
            phrase=unit.phrase if unit else None,
            numerals=tuple(group),
            moved=spread == "from" and direction_of(text, begin) != "",
            unit_end=max(end, unit.end) if unit else end,
        ),
        bound,
    )


def _bounded(quantity: Quantity, bound: str) -> Quantity:
    """The quantity with low, best and high after DESIGN section 4, rule 2."""
    if not quantity.values:
        return quantity
    if len(quantity.values) == 2:
        low, high = quantity.values
        return replace(quantity, low=low, high=high, approximate=bound == "about")
    value = quantity.values[0]
    if bound in ("at_least", "more_than"):
        return replace(quantity, low=value, low_exclusive=bound == "more_than")
    if bound in ("up_to", "less_than"):
        return replace(quantity, high=value, high_exclusive=bound == "less_than")
    return replace(quantity, best=value, approximate=bound == "about")


def _cue_of(
    text: str, begin: int, start: int, end: int, number_end: int, hedge: HedgeFound | None, opener: re.Match[str] | None
) -> str:
    if hedge:
        return text[begin:start].rstrip(" $€£¥").rstrip()
    if end > number_end:
        return text[number_end:end].strip(" -")
    return opener["word"] if opener else ""


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"


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
    prop iphone xbox windows galaxy boeing airbus watch top round lap turn heat set bowl covid euro g stoxx russell nikkei ftse dax cac
    fortune plane tier step hole episode season series draft pick code box dial call hall pier terminal # № id tel phone fax zip p&p s&p p
    """.split()
)


def _is_reference(before: str) -> bool:
    """Whether the word before a number makes it a name: "Highway 17", "No. 5"."""
    words = before.split()
    return bool(words) and words[-1].lower().rstrip(".").lstrip("(\"'“‘") in _REFERENCES


_ONE_ELSE = re.compile(
    r"[ ](?:another|by one|day|night|morning|can|could|would|should|might|must|may|has|is|was|thing|time|or two|who|that|which|side|hand)\b",
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


def _kind_of(text: str, group: Sequence[Numeral], unit: UnitFound | None, *, hedged: bool, years: bool) -> QuantityKind:
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
    if _AGE_BEFORE.search(before):
        return True
    closing = text[last.end : last.end + 1]
    return (
        first.kind == "digits"
        and closing in (",", ".", ")", ";")
        and bool(_AGE_APPOSITION.search(before))
        and value == int(value)
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


_BETWEEN_NUMBERS = re.compile(
    r"[ ]?(?:,|and|or|to|,[ ]and|versus|vs\.?|compared with|from)[ ]?(?:US|C|A|HK)?[$€£¥]?(?:from |to )?"
)


_SAME_AGAIN = re.compile(r"[^.;]{0,50}?\b(?:and|while|to|is|versus|than|from|or)[ ]")


_ALSO = re.compile(r",?[ ]or[ ]")


def _with_borrowed_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Numbers without a unit take that of the next one they are joined to: "eight or nine euros", "5.4, 6.1 and 6.7 inches"."""
    for index in range(len(quantities) - 2, -1, -1):
        left, right = quantities[index], quantities[index + 1]
        if (
            left.kind == "age"
            and right.normal_unit == "-"
            and right.kind == "count"
            and _BETWEEN_NUMBERS.fullmatch(text[left.end : right.start])
        ):
            quantities[index + 1] = replace(right, kind="age")
            continue
        if left.normal_unit != "-" or right.normal_unit == "-" or left.kind != "count":
            continue
        if right.numerals and _BETWEEN_NUMBERS.fullmatch(text[left.end : right.start]):
            quantities[index] = replace(
                left, unit=right.unit, normal_unit=right.normal_unit, kind=right.kind, phrase=right.phrase
            )
    for index in range(1, len(quantities)):
        before, after = quantities[index - 1], quantities[index]
        alone = after.normal_unit == "-" and after.kind == "count" and after.values and not after.share
        if (
            alone
            and before.kind != "share"
            and before.normal_unit != "-"
            and _SAME_AGAIN.fullmatch(text[before.unit_end : after.start])
        ):
            quantities[index] = replace(after, normal_unit=before.normal_unit)
    for index in range(1, len(quantities)):
        before, after = quantities[index - 1], quantities[index]
        if (
            before.change in ("up", "down")
            and after.change == "="
            and _ALSO.fullmatch(text[before.unit_end : after.start])
        ):
            quantities[index] = replace(after, change=before.change)
        elif after.share and after.values and after.values[0] < 0:
            quantities[index] = replace(after, change="down")
    return quantities
