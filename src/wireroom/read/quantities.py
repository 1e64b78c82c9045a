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
from wireroom.read.quantitykinds import kind_of
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
    skip = (*skip, *(match.span() for match in _DAY_IN_DIGITS.finditer(sentence)))
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


# "03-07-2015", "7.4.2017": one day, never three numbers.
_DAY_IN_DIGITS = re.compile(r"(?<![\w.,/-])\d{1,2}([-./])\d{1,2}\1(?:19|20)?\d\d(?![\w/-]|[.,]\d)")
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
    r"(?P<hedge>(?:as many as|up to|more than|at least|over|about|around|nearly|almost|some|even|perhaps|possibly|maybe)[ ])?(?P<money>(?:US|C|A|HK)?[$€£¥])?"
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
    elif low * 1000 < high and low >= 1 and high % 1000 == 0 and right.scale == 1.0:
        # "3-4,000" leaves out the first thousand.
        low *= 1000
    return low, high


_MOVES = re.compile(r"(?:\S+[ ]){0,3}$")


def _quantity(text: str, group: Sequence[Numeral], *, spread: str) -> Quantity:
    first, last = group[0], group[-1]
    after = None if spread else after_pattern().match(text, last.end)
    unit = unit_of(text, first, replace(last, end=after.end()) if after else last) or unit_of(text, first, last)
    if spread and (unit is None or (unit.phrase is None and unit.kind == "count")):
        # "from 208 pounds to 193"
        unit = unit_of(text, first, first) or unit
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
    kind = kind_of(text, group, unit, hedged=hedge is not None, years=spread == "years")
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
            normal_unit=_normal_unit(kind, unit, first),
            phrase=unit.phrase if unit else None,
            numerals=tuple(group),
            moved=spread == "from" and direction_of(text, begin) != "",
            unit_end=max(end, unit.end) if unit else end,
        ),
        bound,
    )


def _normal_unit(kind: QuantityKind, unit: UnitFound | None, first: Numeral) -> str:
    if kind == "age" and (unit is None or unit.kind == "count"):
        return "year of age"
    return unit.normal if unit else "% -" if first.kind == "fraction" else "-"


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


_BETWEEN_NUMBERS = re.compile(
    r"[ ]?(?:(?P<comma>,)|and|or|to|,[ ]and|versus|vs\.?|compared with|from)[ ]?(?:US|C|A|HK)?[$€£¥]?(?:from |to )?"
)
# "22 burglaries, compared with an average of 20", "40 dollars in May and 50 in June".
_SAME_AGAIN = re.compile(
    r"[^.;]{0,50}?\b(?:and|while|but|to|is|than|from|or|versus|against|(?:compared|up|down)[ ](?:with|to|from))[ ](?:(?:an?|the)[ ](?:(?:average|total|record|median)[ ]of[ ])?)?"
)
_ALSO = re.compile(r",?[ ]or[ ]")
# "rose by 2 per cent while bonds fell by 1"
_FALLS_BY = re.compile(r"[ ,]*(?:and|but|while|whereas)[ ][^.;\d]{0,50}[ ]by[ ]")
_RATE = re.compile(r"[ ]per[ ](?P<unit>day|week|month|year|hour|minute)\b")


def _with_borrowed_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Numbers without a unit take that of a neighbour they are joined to; falls told twice are falls twice."""
    for index in range(1, len(quantities)):
        quantities[index] = _listed_age(text, quantities[index - 1], quantities[index])
    for index in range(len(quantities) - 2, -1, -1):
        _lend_back(text, quantities, index)
    for index in range(1, len(quantities)):
        quantities[index] = _borrowing(text, quantities[index - 1], quantities[index])
    for index in range(1, len(quantities)):
        before, after = quantities[index - 1], quantities[index]
        joined = before.change in ("up", "down") and after.change == "="
        if joined and _ALSO.fullmatch(text[before.unit_end : after.start]):
            quantities[index] = replace(after, change=before.change)
        elif after.share and after.values and after.values[0] < 0:
            quantities[index] = replace(after, change="down")
    return quantities


def _listed_age(text: str, before: Quantity, after: Quantity) -> Quantity:
    """The second as an age when it is listed with one: "aged 23, 31 and 40"."""
    bare = before.kind == "age" and after.kind == "count" and after.normal_unit == "-"
    listed = bare and _BETWEEN_NUMBERS.fullmatch(text[before.end : after.start]) is not None
    return replace(after, kind="age", normal_unit="year of age") if listed else after


def _lend_back(text: str, quantities: list[Quantity], index: int) -> None:
    """ "eight or nine euros", "5.4, 6.1 and 6.7 inches": the unit behind the last number is that of all."""
    left, right = quantities[index], quantities[index + 1]
    joint = _BETWEEN_NUMBERS.fullmatch(text[left.end : right.start])
    if joint is None or not right.numerals:
        return
    if left.normal_unit == "-" and right.normal_unit != "-" and left.kind == "count":
        if joint["comma"] and not _is_listed(text, quantities, index + 1):
            return
        quantities[index] = replace(
            left, unit=right.unit, normal_unit=right.normal_unit, kind=right.kind, phrase=right.phrase
        )


def _is_listed(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Whether a list goes on behind a number: a bare comma ("ended at 16,644, 16 per cent up") is no list."""
    if index + 1 >= len(quantities):
        return False
    gap = text[quantities[index].end : quantities[index + 1].start]
    return _BETWEEN_NUMBERS.fullmatch(gap) is not None


def _borrowing(text: str, before: Quantity, after: Quantity) -> Quantity:
    """The second quantity with the unit of the first, where it has none and goes on with the same thing."""
    bare = after.normal_unit == "-" and after.kind == "count" and bool(after.values) and not after.share
    gap = text[before.unit_end : after.start]
    if bare and before.kind == "share" and after.change in ("up", "down") and _FALLS_BY.fullmatch(gap):
        return replace(after, normal_unit=before.normal_unit)
    if not bare or before.kind == "share" or before.normal_unit == "-" or not _SAME_AGAIN.fullmatch(gap):
        return after
    rate = _RATE.match(text, after.end) if " per " not in before.normal_unit else None
    return replace(after, normal_unit=before.normal_unit + (f" per {rate['unit']}" if rate else ""))
