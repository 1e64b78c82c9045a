"""What a figure is over: one happening, a period or all so far; the time that governs it; the place it names."""

import re
from collections.abc import Sequence

from wireroom.measures import measures
from wireroom.read.figurecues import Count
from wireroom.read.numerals import mentions_number
from wireroom.records.readings import Aggregation, FigureSpan, Mention, TimeExpression
from wireroom.records.spans import Span

_SINCE_START = re.compile(
    r"\bsince\b[^.;]{0,60}\b(?:beg[ai]n|start(?:ed)?|erupt(?:ed)?|outbreak|beginning|onset|war|conflict|uprising|crisis|broke out|independence|revolution|launched)\b|"
    r"\b(?:so far|to date|in total|in all|overall|altogether|a total of|total of|cumulative|(?:has|have) (?:risen|climbed|grown|reached|surpassed|passed|topped)|"
    r"rises? to|rose to|risen to|climb(?:s|ed)? to|reach(?:es|ed)|toll (?:now |currently )?(?:stands|stood)|brings? the total|brought the total|bringing the|since then)\b|"
    r"\btoll (?:from|in|of) the\b[^.;]{0,40}\b(?:conflict|war|crisis|uprising)|"
    r"\b(?:conflict|war|uprising|crisis|insurgency|pandemic|epidemic|outbreak) (?:has|have) (?:already |so far )?(?:killed|claimed|displaced|left|driven|forced|cost|infected)\b",
    re.IGNORECASE,
)


_STILL = re.compile(
    r"\b(?:still|remain|remains|remained|remaining|currently|at present|now living|are living|live in|are being held|being held|are held|are stranded|trapped|stranded|besieged|under siege|in need of|need|depends? on|dependent on|cut off|as of)\b",
    re.IGNORECASE,
)


_PERIOD = re.compile(
    r"\b(?:in|over|during|within|throughout)[ ](?:(?:just|only|about|nearly|almost)[ ])?(?:the[ ])?$|\bsince[ ](?:the[ ]|last[ ]|early[ ]|late[ ])*$|\bper$|\b(?:last|past)[ ]$",
    re.IGNORECASE,
)


def aggregation_of(line: str, count: Count, near: Sequence[tuple[int, TimeExpression]], sentence: Span) -> Aggregation:
    """Incident, period, cumulative or stock, by the cues in the clause; else what the measure usually is."""
    if count.quantity.negated:
        return "incident"
    clause = _clause(line, count.quantity.start)
    if _SINCE_START.search(clause):
        return "cumulative"
    for _, time in near:
        opening = line[max(0, time.start - sentence.start - 16) : time.start - sentence.start]
        if (
            time.kind == "duration"
            and time.value.startswith("P")
            and _PERIOD.search(opening)
            and not time.value.startswith("PT")
        ):
            return "period"
        if re.search(r"\bsince[ ](?:the[ ]|last[ ]|early[ ]|late[ ]|mid-)*$", opening, re.IGNORECASE):
            return "period"
        if (
            time.grain in ("week", "month", "year")
            and _PERIOD.search(opening)
            and opening.lower().split()[-1:] != ["in"]
            and time.role == "event"
        ):
            return "period"
    measure = measures().get(count.measure)
    if _since_of(line, count) and not (measure and measure.kind == "missing"):
        return "period"
    if _STILL.search(clause) and not (measure and measure.kind in ("deaths", "injuries")):
        return "stock"
    return measure.aggregation if measure else "incident"


def _since_of(line: str, count: Count) -> bool:
    """Whether a "since" in the clause tells of this count: no further count with a verb of its own stands between."""
    clause = _clause(line, count.quantity.start)
    opened = line.find(clause)
    behind = line[count.quantity.end : opened + len(clause)]
    since = re.search(r"\bsince\b", behind)
    if since is None:
        return re.search(r"\bsince\b", line[opened : count.quantity.start]) is not None
    between = behind[: since.start()]
    return not (" and " in between and mentions_number(between.rsplit(" and ", 1)[1]))


def _clause(line: str, position: int) -> str:
    """The stretch of a sentence around a place, cut at semicolons and at "but", "while" and their like."""
    start = end = -1
    for match in re.finditer(r";| but | while | whereas |[.] ", line):
        if match.end() <= position:
            start = match.end()
        elif match.start() > position:
            end = match.start()
            break
    return line[max(start, 0) : end if end >= 0 else len(line)]


# ", which a day earlier had counted six,": what stands in brackets of commas is told of its own noun.
_ASIDE_CLAUSE = re.compile(r", (?:which|who|whose|whom|where)\b[^;]{0,160}?, ")
# "this week's flood" dates the flood, not the count.
_OF_A_STRETCH = re.compile(
    r"\b(?:week|fortnight|month|season|year|spring|summer|autumn|fall|winter)['’]s?$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?[ ](?=\w)")
# "the evening ferry": part of a name, not of the time.
_PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|night)$", re.IGNORECASE)
_NOUN_NEXT = re.compile(
    r"[ ](?!(?:and|or|but|as|at|by|in|on|of|to|for|from|with|when|while|after|before|since|until|said|says|the|an?|that|"
    r"which|who|near|were|was|are|is|had|has|have|when|where|killed|killing|left|alone|told|\w+ed|\w+ly|\w+ing)\b)[a-z]+"
)


def _is_of_another(line: str, start: int, end: int, figure: int) -> bool:
    """Whether a time belongs to a noun of its own: an aside between commas, a possessive stretch, "the evening ferry"."""
    for aside in _ASIDE_CLAUSE.finditer(line):
        if aside.start() <= start < aside.end() and not aside.start() <= figure < aside.end():
            return True
    if _OF_A_STRETCH.search(line[:end]) or (
        _POSSESSIVE.match(line, end)
        and re.search(r"(?:week|month|season|year|spring|summer|autumn|winter)$", line[:end])
    ):
        return True
    words = line[start:end].split()
    bare = len(words) <= 2 and _PART_OF_DAY.search(line[start:end]) is not None
    return bare and words[0].lower() in ("the", "an", "a") and _NOUN_NEXT.match(line, end) is not None


def window_of(text: str, figure: FigureSpan, near: Sequence[tuple[int, TimeExpression]], sentence: Span) -> int | None:
    """The time that governs a figure: nearest in its clause, never the time of saying, a set or "now"."""
    line = text[sentence.start : sentence.end]
    offset = figure.start - sentence.start
    clause = _clause(line, offset)
    opened = line.find(clause)
    choices = [
        (abs(time.start - figure.start), index)
        for index, time in near
        if time.role == "event" and time.kind != "set" and not time.value.endswith("_REF")
        and not (time.start < figure.end and figure.start < time.end)
        and opened <= time.start - sentence.start <= opened + len(clause)
        and not _is_of_another(line, time.start - sentence.start, time.end - sentence.start, offset)
        and not (time.kind == "duration" and not _PERIOD.search(text[max(sentence.start, time.start - 16) : time.start]))
    ]  # fmt: skip
    return min(choices)[1] if choices else None


_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|of|inside|outside|across|around|on|to|into|for|leave|left|fled|throughout)[ ](?:the[ ]|\w+[ ])?(?:\w+[ ](?:of|in)[ ])?$",
    re.IGNORECASE,
)


_WHY = re.compile(r", (?:after|because|although|though|while|whereas)\b")


def place_of(text: str, figure: FigureSpan, mentions: Sequence[Mention]) -> str | None:
    """Words of the place nearest behind the figure, else before it, that stands behind a preposition."""
    places = [
        mention for mention in mentions
        if mention.kind == "place" and _PLACE_BEFORE.search(text[max(0, mention.start - 28) : mention.start])
    ]  # fmt: skip
    if figure.aggregation == "stock" and (told := _WHY.search(text, figure.end)):
        # "Eleven are still missing, after a man was found in Tolo": the man was, not the eleven.
        places = [mention for mention in places if mention.start < told.start()]
    behind = [mention for mention in places if mention.start >= figure.end]
    chosen = min(behind, key=lambda m: m.start) if behind else max(places, key=lambda m: m.start, default=None)
    return text[chosen.start : chosen.end] if chosen else None
