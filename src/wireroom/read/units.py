"""Units around a number: currencies before it, shares, ages and measures behind it, else the counted noun phrase.

The table of units is registries/cues/units.toml.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from wireroom.read.numerals import Numeral
from wireroom.read.phrases import Phrase, is_stop, noun_phrase, singular
from wireroom.read.words import registry

QuantityKind = Literal["count", "money", "share", "age", "duration", "physical", "date", "reference"]


class UnitFound(NamedTuple):
    """A unit around a number: its place, words, normal name, kind, and the noun phrase when it is one."""

    start: int
    end: int
    words: str
    normal: str
    kind: QuantityKind
    phrase: Phrase | None = None


_CURRENCY_BEFORE = re.compile(
    r"(?P<unit>(?:(?:US|U\.S\.|C|A|HK|NZ|NT|S|CA|AU|R)[ ]?)?\$(?:US|A|C|NZ|AU|HK)?|[€£₹₽₩₺₪₦¥]|Y=|PS|(?<![A-Z])(?:USD|EUR|GBP|CHF|CAD|AUD|JPY|INR|RM|Rs\.?))[ ]?$"
)


_CURRENCY_ENDS = "$€£₹₽₩₺₪₦¥=SDRPFYMs.AC"


_SHARE_AFTER = re.compile(
    r"[ ]?(?:%|pct?\b|per[- ]?cent\b|percent\b)(?:age)?(?P<points>[ -](?:age[ ])?points?)?(?:-owned)?", re.IGNORECASE
)


_WORD_AFTER = re.compile(
    r"(?P<gap>[ \u00a0]?-?[ ]?)(?P<word>°[CF]?|[^\W\d_²]+(?:/[a-z]+)?[²³]?|\"|″|['’](?=[ ]\d))(?P<tail>(?:-[^\W\d_]+)*)"
)


_AGE_AFTER = re.compile(r"[ -](?P<words>(?P<unit>year|month|week|day|yr)s?[- ]olds?|years? of age)\b", re.IGNORECASE)


_PER_AFTER = re.compile(r"[ ]?(?P<words>(?:/|per[ ]|a[ -]|an[ ]|each[ ])(?P<unit>sq[ ]?m|[^\W\d_]+))")


_OF_AFTER = re.compile(r"[ ]of[ ](?P<words>[^\W\d_]{3,})")


_PER_UNITS = frozenset(
    "year month week day hour minute second share barrel gallon ounce person head capita night mile litre liter kilo kg tonne ton square foot sqm sq pound km kilometre kilometer century decade annum game mmbtu unit pint user customer household shot kwh acre dose bottle ticket".split()
)


@cache
def _units() -> Mapping[str, tuple[str, QuantityKind]]:
    """How a unit may be written -> (normal name, kind). Short symbols keep their case."""
    table: dict[str, tuple[str, QuantityKind]] = {}
    kinds: tuple[QuantityKind, ...] = ("money", "share", "age", "duration", "physical")
    for kind in kinds:
        group = registry("units")[kind]
        assert isinstance(group, dict), "bug: units.toml groups are tables"
        for normal, forms in group.items():
            for form in str(forms).split():
                table.setdefault(form.replace("_", " "), (normal, kind))
    return table


@cache
def _long_openers() -> frozenset[str]:
    """First words of the units of several words ("fluid ounce", "kilowatt-hour")."""
    return frozenset(re.split("[ -]", form)[0].lower() for form in _units() if " " in form or "-" in form)


def _unit_word(word: str) -> tuple[str, QuantityKind] | None:
    return _units().get(word) or (_units().get(word.lower()) if len(word) > 3 else None)


def currency_before(text: str, start: int) -> re.Match[str] | None:
    """The currency written right before a number."""
    near = text[start - 1 : start] if text[start - 1 : start] != " " else text[start - 2 : start - 1]
    return _CURRENCY_BEFORE.search(text[max(0, start - 6) : start]) if near and near in _CURRENCY_ENDS else None


def unit_of(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    """The unit of a number: a currency before it, a share, age or measure after it, else the counted noun phrase."""
    if currency := currency_before(text, first.start):
        return _money(text, first, last, currency)
    for reader in (_share_unit, _age_unit, _written_unit):
        if unit := reader(text, first, last):
            return unit
    return _counted(text, first, last)


def _money(text: str, first: Numeral, last: Numeral, currency: re.Match[str]) -> UnitFound:
    words = currency["unit"].replace(" ", "")
    start = max(0, first.start - 6) + currency.start("unit")
    normal = _units().get(words, ("dollar", "money"))[0]
    end = last.end
    if suffix := re.compile(r"[ ](?:U\.?S\.?|sterling|Canadian|Australian)(?!\w)").match(text, end):
        end = suffix.end()
        normal = {"sterling": "pound sterling", "Canadian": "canadian dollar"}.get(suffix.group().strip(), normal)
    return _per(text, UnitFound(start, end, words, normal, "money"))


def _share_unit(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    match = _SHARE_AFTER.match(text, last.end)
    if match is None:
        return None
    normal = "percentage point" if match["points"] else "percentage"
    return _per(text, UnitFound(first.start, match.end(), match.group().strip(), normal, "share"))


def _age_unit(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    match = _AGE_AFTER.match(text, last.end)
    if match is None:
        return None
    unit = (match["unit"] or "year").lower().replace("yr", "year")
    return UnitFound(first.start, match.end(), match["words"], f"{unit} of age", "age")


def _written_unit(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    match = _WORD_AFTER.match(text, last.end)
    if match is None:
        return None
    if long := _long_unit(text, first, match.start("word"), match["word"]):
        return _per(text, long)
    if match["tail"] and match["gap"] == " ":
        return None
    word, end = match["word"], match.end("word")
    joined = word_list_of_joined().get(word.lower())
    if (
        joined
        and (following := re.compile(r"\.?[ -]?([^\W\d_]+)").match(text, end))
        and (known := _unit_word(following[1]))
    ):
        return _per(
            text,
            UnitFound(
                first.start,
                following.end(),
                text[match.start("word") : following.end()],
                f"{joined} {known[0]}",
                known[1],
            ),
        )
    if word.lower() in ("degrees", "degree", "°", "deg") and (
        scale := re.compile(r"[ ]?(celsius|fahrenheit|C|F)\b", re.IGNORECASE).match(text, end)
    ):
        normal = "celsius" if scale[1][0].lower() == "c" else "fahrenheit"
        return UnitFound(first.start, scale.end(), text[match.start("word") : scale.end()], normal, "physical")
    known = _unit_word(word)
    if known is None:
        return _foreign_money(text, first, match)
    if match["gap"] == "-" and first.kind == "words" and known[1] == "duration":
        return UnitFound(first.start, end, word, known[0], "duration")
    if known[0] == "point" and known[1] == "share":
        return UnitFound(first.start, end, word, "point", "physical")
    return _per(text, _of(text, UnitFound(first.start, end, word, *known)))


_LONG = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){1,3}+")


def _long_unit(text: str, first: Numeral, start: int, word: str) -> UnitFound | None:
    """A unit of several words, the longest that is known: "kilowatt-hours", "inches of mercury"."""
    if word.lower() not in _long_openers() or (match := _LONG.match(text, start)) is None:
        return None
    ends = [*[gap.start() for gap in re.finditer(r"[ -]", match.group())][1:], len(match.group())]
    for end in reversed(ends):
        words = match.group()[:end]
        if known := _units().get(words) or _units().get(words.lower()):
            return UnitFound(first.start, start + end, words, *known)
    return None


@cache
def word_list_of_joined() -> Mapping[str, str]:
    """ "sq" -> "square": the words that make one unit with the word behind them."""
    group = registry("units")["joined"]
    assert isinstance(group, dict), "bug: units.toml groups are tables"
    return {form: normal for normal, forms in group.items() for form in str(forms).split()}


def _foreign_money(text: str, first: Numeral, match: re.Match[str]) -> UnitFound | None:
    """ "10.5 million Australian dollars", "25 trillion won"."""
    if first.scale >= 1000 and (normal := _money_of_scale().get(match["word"])):
        return UnitFound(first.start, match.end("word"), match["word"], normal, "money")
    group = registry("units")["of_currency"]
    assert isinstance(group, dict), "bug: units.toml groups are tables"
    full = re.compile(r"(?P<words>(?:Hong Kong|New Zealand|U\.S\.|[A-Z]\w+) (?:dollars?))\b").match(
        text, match.start("word")
    )
    if full is None:
        return None
    normal = str(group.get(full["words"].rsplit(" ", 1)[0].lower(), "dollar"))
    return UnitFound(first.start, full.end(), full["words"], normal, "money")


@cache
def _money_of_scale() -> Mapping[str, str]:
    group = registry("units")["money_of_scale"]
    assert isinstance(group, dict), "bug: units.toml groups are tables"
    return {str(form): normal for normal, form in group.items()}


def _of(text: str, unit: UnitFound) -> UnitFound:
    """ "barrels of oil": a measure of stuff keeps the stuff."""
    match = _OF_AFTER.match(text, unit.end)
    if match is None or unit.kind != "physical" or unit.normal not in ("barrel", "tonne", "ton", "gallon", "litre"):
        return unit
    return UnitFound(
        unit.start,
        match.end(),
        f"{unit.words} of {match['words']}",
        f"{unit.normal} of {match['words'].lower()}",
        unit.kind,
    )


def _per(text: str, unit: UnitFound) -> UnitFound:
    match = _PER_AFTER.match(text, unit.end)
    if match is None or (match["unit"].lower() not in _PER_UNITS and match["unit"].lower() not in ("sq m",)):
        return unit
    normal = (
        "square metre"
        if match["unit"].startswith("sq")
        else (_unit_word(match["unit"]) or (match["unit"].lower(), ""))[0]
    )
    return UnitFound(
        unit.start, match.end(), f"{unit.words} {match['words'].strip()}", f"{unit.normal} per {normal}", unit.kind
    )


_OF_NOUNS = re.compile(
    r"[ ]of[ ](?:(?:the|its|his|her|their|our|these|those|all)[ ])?(?:(?:most|more|least)[ ])?(?=\w)"
)
# Negations that take a noun in the singular ("no child was hurt").
_NO_ONE_THING = ("no", "not a single", "not one")
_OF_A_UNIT = re.compile(r"[ ]of[ ](?:an?|one)[ ](?:US[ ]|U\.S\.[ ])?(?P<word>[^\W\d_]+)")
# A size between a number and its noun: "three 500-pound bombs", "twelve 10-year-old girls".
_SIZE = re.compile(r"[ ]\d[\d.,]*+(?:[ -]?[^\W\d_]+){1}(?:-olds?)?(?=[ -][^\W\d_])")


def _counted(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    """The counted noun phrase behind the number; behind "of" for vague counts, fractions and "one of the"."""
    position = last.end
    if first.kind == "fraction" and (unit := _part_of_unit(text, first, position)):
        return unit
    of = _OF_NOUNS.match(text, position)
    if of and (first.kind in ("vague", "fraction") or first.value is not None):
        phrase = noun_phrase(text, of.end() - 1)
        if phrase is None and first.kind != "vague":
            return None
        share = "% " if first.kind == "fraction" else ""
        return _noun(text, first, phrase, share) if phrase else None
    phrase = noun_phrase(
        text,
        position,
        one=(first.value == 1 and first is last) or text[first.start : last.end].lower() in _NO_ONE_THING,
    )
    if (
        phrase is None
        and first.kind == "fraction"
        and (the := re.compile(r"[ ](?:the|its|his|her|their|our|all)(?=[ ])").match(text, position))
    ):
        phrase = noun_phrase(text, the.end())
    if phrase is None and (size := _SIZE.match(text, position)):
        phrase = noun_phrase(text, size.end())
    if phrase is None and text[position : position + 1] == "-":
        phrase = noun_phrase(text.replace("-", " ", 1) if position == text.find("-") else text, position)
    if phrase:
        return _noun(text, first, phrase, "% " if first.kind == "fraction" else "")
    return _attributive(text, first, last)


def _part_of_unit(text: str, first: Numeral, position: int) -> UnitFound | None:
    """ "three quarters of a mile"."""
    match = _OF_A_UNIT.match(text, position)
    known = _unit_word(match["word"]) if match else None
    return UnitFound(first.start, match.end(), match["word"], *known) if match and known else None


_NEXT_WORD = re.compile(r"[ -](?P<word>[^\W\d_]+)(?=[ ,.;)-]|$)")


def _attributive(text: str, first: Numeral, last: Numeral) -> UnitFound | None:
    """ "a 12 page document", "a four-cylinder engine": the next word, where it can be a noun; counts nothing."""
    match = _NEXT_WORD.match(text, last.end)
    if match is None or first.year_like or is_stop(match["word"]):
        return None
    if first.kind != "digits" and (first.kind != "words" or text[last.end] != "-"):
        return None
    return UnitFound(first.start, match.end("word"), match["word"], singular(match["word"].lower()), "count")


# Conjunctions and possessives are no part of a normal unit.
_JOINTS = re.compile(r"['’]s(?= )|(?<= )(?:and|or) ")


# Modifiers of the noun that English puts before the number: "the top three seeds", "a record 32 goals".
_LED = re.compile(
    r"(?<!\w)(?P<word>top|record|first|last|next|final|other|remaining|previous|leading)[ ]$", re.IGNORECASE
)


def _noun(text: str, first: Numeral, phrase: Phrase, share: str) -> UnitFound:
    words = phrase.words
    known = _unit_word(phrase.head)
    if known and known[1] == "duration" and " " in words:
        return UnitFound(first.start, phrase.end, words.split()[-1], known[0], "duration")
    led = _LED.search(text, max(0, first.start - 12), first.start)
    share += led["word"] + " " if led and not share else ""
    modifiers = _positive(words[: len(words) - len(words.split()[-1])])
    normal = _JOINTS.sub("", (share + modifiers + phrase.head).lower())
    return UnitFound(first.start, phrase.end, words, normal, "count", phrase)


_GRADES = {"best": "good", "worst": "bad", "latest": "late", "furthest": "far", "farthest": "far"}
_DOUBLED = re.compile(r"([bdgmnpt])\1est$")
_GRADED = re.compile(r"(?<![\w-])(?P<word>[a-z]+?est)(?= )", re.IGNORECASE)
# Words in -est that are no superlatives.
_NO_GRADES = frozenset(
    "guest honest modest forest interest test request protest west rest nest contest harvest".split()
)
_KEEPS_E = frozenset(
    "larg lat wid saf wis clos nic rar strang pur brav fin hug cut whit pal rud simpl nobl gentl humbl tru sever dens tens rip tam lon".split()
)


def _positive(modifiers: str) -> str:
    """The modifiers with superlatives in the positive: a unit is the same thing, whatever its degree."""
    return _GRADED.sub(lambda match: _positive_word(match["word"]), modifiers)


def _positive_word(word: str) -> str:
    lower = word.lower()
    if lower in _GRADES or lower in _NO_GRADES:
        return _GRADES.get(lower, word)
    if lower.endswith("iest"):
        return lower[:-4] + "y"
    if _DOUBLED.search(lower):
        return lower[:-4]
    return lower[:-2] if lower[:-3] in _KEEPS_E else lower[:-3]
