"""Numbers of a text, in digits and in English words, with their values.

"1.2m", "3,000", "10 000", "2 1/2", "two-and-a-half thousand", "a dozen", "half a million", "two thirds" and the vague
ones ("dozens", "tens of thousands", "several hundred") become `Numeral`s. What is counted, and how a number is hedged,
is read in `quantities`. The grammar is our own; the groupings of digits follow ISO 80000-1 and newspaper habit.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NumeralKind = Literal["digits", "words", "fraction", "vague", "none"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: value for value, word in enumerate(_ONES)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_GLYPHS = {
    "¼": 0.25,
    "½": 0.5,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 0.2,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
}
# What vague counts may mean at the least, for nobody but a policy that asks (ACLED: tens 10, dozens 12, hundreds 100).
VAGUE_FLOOR = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}

_SPACE = "[ \u00a0\u2009\u202f]"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})++(?:\.\d++)?(?![\d])"
    r"|\d{1,2}(?:,\d\d(?=,))++,\d{3}(?!\d)"
    r"|(?<!\d[ ,.])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})++(?![\d,:%]|[ ]\d)"
    r"|\d++,\d{1,2}(?= ?-?(?:million|billion|trillion|bn\b|mn\b|m\b))"
    r"|\d++(?:\.\d++)*+"
    r"|\.\d++"
)
_MIXED = r"(?:[ -]?(?:[¼½¾⅓⅔⅕⅛⅜⅝⅞]|\d{1,2}[/⁄]\d{1,3}(?![\d/])))?"
# A scale written after digits. One letter must touch its digits; "m" and "b" are weighed by what follows (`quantities`).
_SCALE_AFTER = (
    r"(?:(?:[ \u00a0-]?(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|dozen|mn|mln|bn|bln|tn|trn|[kK]|[Mm](?![\w²])|[Bb])"
    r"(?![\w]))(?:[ -](?P<scale2>thousand|million|billion|trillion)(?!\w))?)?"
)
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w)\d])[-−–](?=[\d.]))?(?P<digits>{_DIGITS}){_MIXED}{_SCALE_AFTER}", re.IGNORECASE
)
_SLASH = re.compile(r"(?<![\d/⁄])(\d{1,3})[/⁄](\d{1,3})(?![\d/⁄])")

_WORD = "|".join(
    sorted(
        [*SMALL, "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen"],
        key=len,
        reverse=True,
    )
)
_PART_WORD = "|".join(f"{part}s?" for part in _PARTS if part != "half") + "|half|halves"
_VAGUE = (
    r"(?:tens|dozens|scores|hundreds)[ ]of[ ](?:thousands|millions|billions)|(?:hundreds|thousands)[ ](?:and|upon)[ ](?:hundreds|thousands)"
    r"|tens|dozens|scores|hundreds|thousands|millions|billions|several"
)
# Words that make a scale behind them vague: "several hundred", "a couple of thousand", "many thousands".
_VAGUE_BEFORE = re.compile(r"(?<!\w)(?:several|a[ ]few|a[ ]couple(?:[ ]of)?|many|untold)[ ]$", re.IGNORECASE)
# Where a number can start; everything else is decided by the small parsers below.
_START = re.compile(
    rf"(?P<digit>(?:(?<![\w.])(?:(?<![^\W\d_][-–‑])|(?<=\bto-)|(?<=\bsub-)|(?<=\bminus-))|(?<=\bPS)|(?<=\$US)|(?<=\$A)|(?<=\bUSD)|(?<=\bGBP)|(?<=\bEUR)|(?<=\bRs)|(?<=\bRM))(?:[-−–](?=[\d.]))?\.?\d)|(?P<glyph>(?<![\w¿½])[¼½¾⅓⅔⅕⅛⅜⅝⅞](?![\w¿½]))"
    rf"|(?<![\w'’])(?:(?P<vague>{_VAGUE})|(?P<none>not[ ](?:a[ ]single|one)(?![ ,]+but)|no[ ]one|nobody|none|no|zero)|(?P<word>{_WORD})|(?P<part>{_PART_WORD}))(?:(?=fold\b)|(?![\w]|['’][a-z]))",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(
    rf"(?P<joint>[ \u00a0]?-[ ]?|[ \u00a0]+(?:and[ ]+)?|-and-)(?P<word>{_WORD})(?![\w])", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"[ -]and[ -](?:a|one)[ -](?P<part>half|quarter|third)(?!\w)", re.IGNORECASE)
_SCALE_NEXT = re.compile(
    r"[ -](?:a[ ]|of[ ]a[ ])?(?P<scale>hundred|thousand|million|billion|trillion|dozen)(?!\w)", re.IGNORECASE
)
_PART_NEXT = re.compile(rf"[ -](?P<part>{_PART_WORD})(?!\w)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:an?|one)[ -]$", re.IGNORECASE)
_HALF_A = re.compile(
    r"[ -](?:an?|of[ ]an?)[ -](?P<scale>dozen|hundred|thousand|million|billion|trillion)(?!\w)", re.IGNORECASE
)
_POWER = re.compile(r"[ ]?[×x][ ]?10(?:\^|\*\*)?(?P<power>[-−]?\d{1,3})(?!\d)")
_GOES_ON = re.compile(r"[:/⁄][\d]|\d|[.:]\d")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th|s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number as written: `text[start:end]`.

    `value` is None for vague counts. `scale` is the trailing multiplier ("1 to 2 thousand" has 1,000 on the second),
    `letter` the scale when it is a single letter and may be a unit ("5m"), `decimals` the value without that letter.
    `dotted` is true when one point with three digits behind it may also group thousands ("10.000").
    """

    start: int
    end: int
    value: float | None
    kind: NumeralKind = "digits"
    scale: float = 1.0
    letter: str = ""
    bare: float | None = None
    dotted: bool = False
    year_like: bool = False


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of a text in order, without overlap; linear in its length. Ordinals ("4th") are left out."""
    found: list[Numeral] = []
    position = 0
    for candidate in _CANDIDATE.finditer(text):
        begin = candidate.start()
        if begin < position or (candidate.lastgroup == "word" and candidate.group().lower() not in _START_WORDS):
            continue
        match = _START.match(text, begin - 1) if begin > position and text[begin - 1] in "-−–." else None
        match = match or _START.match(text, begin)
        if match is None:
            position = max(position, _skip_digits(text, begin)) if candidate.lastgroup != "word" else position
            continue
        numeral = _parse(text, match)
        if numeral is None:
            position = max(match.end(), _skip_digits(text, match.start()))
        elif not found or numeral.start >= found[-1].end:
            found.append(numeral)
            position = max(numeral.end, begin + 1)
    return tuple(found)


def mentions_number(text: str) -> bool:
    """Whether a text holds a digit or a number word at all: a cheap test before the real reading."""
    return bool(_ANY_DIGIT.search(text)) or not _START_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


_ANY_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_CANDIDATE = re.compile(r"(?P<digits>\d)|(?P<glyph>[¼½¾⅓⅔⅕⅛⅜⅝⅞])|(?P<word>[^\W\d_]+)")
_START_WORDS = frozenset(
    [*SMALL, "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen", "half", "halves"]
    + [part + plural for part in _PARTS if part != "half" for plural in ("", "s")]
    + [f"{word}fold" for word in (*SMALL, "hundred", "thousand", "million")]
    + "tens dozens scores hundreds thousands millions billions several no nobody none not zero".split()
)


@lru_cache(maxsize=4096)
def number_in_words(words: str) -> float | None:
    """The value of a number written in words or digits ("twenty-four", "1.5 million"); None when it is not one."""
    found = find_numerals(words)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(words):
        return found[0].value
    return None


def _parse(text: str, match: re.Match[str]) -> Numeral | None:
    if match["digit"] or match["glyph"]:
        return _digits_at(text, match.start())
    if match["vague"]:
        return _vague_at(text, match)
    if match["none"]:
        if _NO_BOUND.match(text, match.end()):
            return None
        return Numeral(match.start(), match.end(), 0.0, "none")
    if match["part"]:
        return _part_at(text, match)
    return _words_at(text, match)


def _vague_at(text: str, match: re.Match[str]) -> Numeral:
    start, end = match.span("vague")
    if match["vague"].lower() == "several" and (scale := _SCALE_NEXT.match(text, end)):
        end = scale.end()
    elif before := _VAGUE_BEFORE.search(text, max(0, start - 12), start):
        start = before.start()
    return Numeral(start, end, None, "vague")


def _digits_at(text: str, start: int) -> Numeral | None:
    if text[start] in _GLYPHS:
        return Numeral(start, start + 1, _GLYPHS[text[start]], "fraction")
    if fraction := _SLASH.match(text, start):
        over, under = int(fraction[1]), int(fraction[2])
        return Numeral(start, fraction.end(), over / under, "fraction") if 0 < over < under else None
    match = _NUMBER.match(text, start)
    if match is None or _ORDINAL_AFTER.match(text, match.end()) or _GOES_ON.match(text, match.end()):
        return None
    digits = match["digits"]
    value = _value_of(digits)
    if value is None:
        return None
    value += _mixed_part(text[match.end("digits") : match.start("scale") if match["scale"] else match.end()])
    if match["sign"] or text[max(0, start - 6) : start].lower() in ("minus-", "minus "):
        value = -value
    if power := _POWER.match(text, match.end()):
        exponent = int(power["power"].replace("−", "-"))
        return Numeral(start, power.end(), value * 10.0**exponent, "digits") if abs(exponent) < 99 else None
    return _scaled(match, value)


def _scaled(match: re.Match[str], bare: float) -> Numeral:
    digits, scale_word = match["digits"], (match["scale"] or "").lower()
    scale = SCALES.get(scale_word, 1.0) * SCALES.get((match["scale2"] or "").lower(), 1.0)
    letter = match["scale"] if len(scale_word) == 1 else ""
    plain = digits.isdigit() and not scale_word
    return Numeral(
        match.start(),
        match.end(),
        _tidy(bare * scale),
        "digits",
        scale,
        letter,
        bare,
        dotted=not scale_word and bool(re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits)),
        year_like=plain and len(digits) == 4 and 1000 <= bare < 2200,
    )


def _value_of(digits: str) -> float | None:
    plain = re.sub("[ \u00a0\u2009\u202f'’]", "", digits)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", "."))
    plain = plain.replace(",", "")
    if plain.count(".") > 1:
        # 1.234.567 groups thousands; 192.168.0.1 and 1.2.3 are no numbers.
        return float(plain.replace(".", "")) if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain) else None
    return float(plain) if len(plain) <= 300 else None


def _mixed_part(rest: str) -> float:
    rest = rest.strip(" -")
    if rest in _GLYPHS:
        return _GLYPHS[rest]
    over, _, under = rest.replace("⁄", "/").partition("/")
    return int(over) / int(under) if over.isdigit() and under.isdigit() and int(under) else 0.0


def _words_at(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span("word")
    word = match["word"].lower()
    if word in SCALES and (before := _VAGUE_BEFORE.search(text, max(0, start - 12), start)):
        return Numeral(before.start(), end, None, "vague")
    run = [word]
    while len(run) < _LONGEST_RUN and (following := _NEXT_WORD.match(text, end)):
        following_word = following["word"].lower()
        if not _fits(run, following_word, joined_by_and="and" in following["joint"].lower()):
            break
        run.append(following_word)
        end = following.end()
    value, scale = _sum_of(run)
    if run[0] in SCALES and (article := _ARTICLE_BEFORE.search(text, max(0, start - 5), start)):
        start = article.start()
    if fraction := _fraction_of(text, start, end, value):
        return fraction
    if half := _AND_A_HALF.match(text, end):
        value, end = value + max(scale, 1.0) / _PARTS[half["part"].lower()], half.end()
        if scale == 1.0 and (after := _SCALE_NEXT.match(text, end)):
            scale = SCALES[after["scale"].lower()]
            value, end = value * scale, after.end()
    year = len(run) in (2, 3) and _spoken_year(run)
    if year:
        return Numeral(start, end, float(year), "words", year_like=True)
    return Numeral(start, end, _tidy(value), "words", scale, bare=value / scale)


def _fits(run: list[str], word: str, *, joined_by_and: bool) -> bool:
    """Whether `word` goes on the number in `run`: "hundred and five", "twenty five", "nineteen ninety"."""
    last = run[-1]
    if joined_by_and:
        return last in SCALES and last != "dozen" and word in SMALL
    if word in SCALES:
        return not (last in SCALES and SCALES[last] >= SCALES[word] and last != "hundred")
    if last in SCALES:
        return last != "dozen" and SMALL[word] > 0
    if last in _TENS:
        return SMALL[word] < 10 and SMALL[word] > 0
    # Spoken years: "nineteen ninety six", "twenty twelve".
    return len(run) == 1 and 13 <= SMALL[last] <= 20 and SMALL[word] >= 10


def _sum_of(run: list[str]) -> tuple[float, float]:
    total = current = 0.0
    for word in run:
        if word in SMALL:
            current += SMALL[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        else:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
    scale = SCALES.get(run[-1], 1.0)
    return total + current, scale


def _spoken_year(run: list[str]) -> int:
    if any(word in SCALES for word in run) or not 13 <= SMALL[run[0]] <= 20:
        return 0
    tail = sum(SMALL[word] for word in run[1:])
    return SMALL[run[0]] * 100 + tail if tail >= 10 else 0


def _fraction_of(text: str, start: int, end: int, value: float) -> Numeral | None:
    """ "two thirds", "three-quarters", "one in five"."""
    if part := _PART_NEXT.match(text, end):
        word = part["part"].lower()
        plural = word.endswith("s") and word != "halves"
        if value >= 1 and value < 20 and (plural or value == 1) and word != "halves":
            denominator = _PARTS[word.rstrip("s")]
            if value < denominator and not (value == 1 and not plural and _ORDINAL_CONTEXT.match(text, part.end())):
                return Numeral(start, part.end(), value / denominator, "fraction")
    return None


_ORDINAL_CONTEXT = re.compile(r"[ ](?!of\b|the\b|that\b|to\b)\w")
_OF_AFTER = re.compile(r"[ ]+(?:of\b|the[ ]|their[ ]|its[ ]|his[ ]|her[ ]|our[ ]|all[ ])", re.IGNORECASE)


def _part_at(text: str, match: re.Match[str]) -> Numeral | None:
    """ "half of", "a third of", "half a million", "a quarter of a million"; bare ordinals are no numbers."""
    start, end = match.span("part")
    word = match["part"].lower()
    if word in ("halves",) or (word.endswith("s") and word != "half"):
        return None
    share = 1 / _PARTS[word]
    article = _ARTICLE_BEFORE.search(text, max(0, start - 5), start)
    if scale := _HALF_A.match(text, end):
        factor = SCALES[scale["scale"].lower()]
        begin = article.start() if article else start
        return Numeral(begin, scale.end(), factor * share, "words", factor, bare=share)
    if word == "half":
        before_of = _OF_AFTER.match(text, end)
        return Numeral(start, end, share, "fraction") if before_of else None
    if article and _OF_AFTER.match(text, end):
        return Numeral(article.start(), end, share, "fraction")
    return None


def _skip_digits(text: str, start: int) -> int:
    """The end of the run of digits and separators at `start`, so that a rejected number is not read from its middle."""
    match = _JUNK.match(text, start)
    return match.end() if match else start + 1


# Words in one number at most ("nine hundred ninety-nine billion nine hundred ..." has 15).
_LONGEST_RUN = 16
# "no fewer than", "no longer", "no matter": words that make "no" anything but zero.
_NO_BOUND = re.compile(
    r"[ ](?:fewer|less|more|longer|later|greater|higher|lower|other|matter|doubt|wonder|one['’]s)\b", re.IGNORECASE
)
_JUNK = re.compile(r"[-−–]?[\d.,:/⁄]+(?:st|nd|rd|th|s)?\b", re.IGNORECASE)


def _tidy(value: float) -> float:
    """The value without the dust of binary fractions: 1.2 million is 1,200,000."""
    return float(round(value)) if abs(value - round(value)) < 1e-6 * max(1.0, abs(value)) * 1e-3 else value
