"""Counts of people, homes, strikes and money in a report, with hedge, measure, population, window, place and voice.

Every quantity of a sentence (`quantities`) that counts something becomes a `FigureSpan`; ages, shares, dates, measures
of length and counts of other things do not. The measure is that of the cue (`measures`) that governs the number: the
noun counted, a verb behind the counted people ("were killed"), a verb before the number ("killing"), the measure of
the whole a sub-group belongs to, or `other`. What is a figure and what is not follows docs/labels (LABELS.md).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wireroom.measures import FALL_BACK, Measure, measures
from wireroom.read.figurecues import Count, find_cues, inherit_measures, measure_of, tie_subgroups
from wireroom.read.numerals import mentions_number
from wireroom.read.phrases import Phrase, singular
from wireroom.read.quantities import Quantity, find_quantities
from wireroom.read.words import word_list
from wireroom.records.readings import Aggregation, FigureSpan, Mention, Sentence, StatementSpan, TimeExpression
from wireroom.records.spans import Span

# A sentence longer than this is cut before it is read (garbage, tables); the longest real one on FA-KES has 1,100.
LONGEST_SENTENCE = 1500


def find_figures(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[TimeExpression],
    statements: Sequence[StatementSpan],
    mentions: Sequence[Mention],
) -> tuple[FigureSpan, ...]:
    """The figures of a text in order, each inside one sentence. Missing is never zero; only a negation ("no one") is."""
    times_of = _by_sentence([time.sentence for time in times], len(sentences))
    mentions_of = _by_sentence([mention.sentence for mention in mentions], len(sentences))
    voices = _Voices(statements)
    figures: list[FigureSpan] = []
    for index, sentence in enumerate(sentences):
        near = [(i, times[i]) for i in times_of[index]]
        places = [mentions[i] for i in mentions_of[index] if mentions[i].kind == "place"]
        for piece in _pieces(text, sentence):
            figures.extend(_in_piece(text, piece, index, near, places, len(figures)))
    return tuple(replace(figure, statement=voices.at(figure.start, figure.end)) for figure in figures)


def _pieces(text: str, sentence: Sentence) -> Iterator[Span]:
    """The sentence, cut at spaces where it is absurdly long, so that the cost stays linear."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)


def _in_piece(
    text: str,
    piece: Span,
    index: int,
    near: Sequence[tuple[int, TimeExpression]],
    places: Sequence[Mention],
    base: int,
) -> Iterator[FigureSpan]:
    """The figures of one sentence, `base` being the number of those before it."""
    line = text[piece.start : piece.end]
    if not mentions_number(line):
        return
    near = [(i, time) for i, time in near if piece.start <= time.start and time.end <= piece.end]
    taken = [(time.start - piece.start, time.end - piece.start) for _, time in near if time.kind != "set"]
    for count in _counts(line, taken):
        figure = _figure(piece, index, count, base)
        yield replace(
            figure,
            aggregation=_aggregation(line, count, near, piece),
            window=_window(text, figure, near, piece),
            place=_place(text, figure, places),
        )


def _by_sentence(homes: Sequence[int], count: int) -> list[list[int]]:
    """For every sentence the indexes of what lies in it, given the sentence of each."""
    table: list[list[int]] = [[] for _ in range(count)]
    for index, home in enumerate(homes):
        if 0 <= home < count:
            table[home].append(index)
    return table


def _counts(line: str, taken: Sequence[tuple[int, int]]) -> list[Count]:
    """The countable quantities of a sentence with measure, population and ties between sub-group and whole."""
    quantities = _countable(line, taken)
    if not quantities:
        return []
    cues = find_cues(line)
    counts = [
        Count(quantity, after=quantity.end if quantity.phrase is None else max(quantity.end, quantity.unit_end))
        for quantity in quantities
    ]
    tie_subgroups(line, counts)
    for index, count in enumerate(counts):
        count.measure, count.used, count.used_as = measure_of(line, counts, index, cues)
    inherit_measures(line, counts)
    kept = [count for count in counts if _is_figure(line, count)]
    _renumber(counts, kept)
    for count in kept:
        count.population = _population(line, count)
    _share_population(line, kept)
    return kept


def _countable(line: str, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    found: list[Quantity] = []
    for quantity in find_quantities(line, skip=taken):
        if quantity.kind not in ("count", "money") or not quantity.numerals:
            continue
        first, last = quantity.numerals[0], quantity.numerals[-1]
        if any(start < last.end and first.start < end for start, end in taken) and not quantity.phrase:
            continue
        if (line[last.end : last.end + 1] in ("-", "–", "/", "%") and quantity.end <= last.end) or line[
            first.start - 1 : first.start
        ] in ("/", "#"):
            continue
        found.extend(_split(quantity) if quantity.moved else [_people_dots(quantity)])
    return found


def _split(quantity: Quantity) -> list[Quantity]:
    """ "rose from 10 to 23" tells two counts, not a range."""
    low, high = quantity.numerals
    plain = replace(quantity, low=None, high=None, cue="", moved=False)
    return [
        replace(
            plain,
            start=low.start,
            end=low.end,
            values=quantity.values[:1],
            best=quantity.values[0],
            numerals=(low,),
            unit_end=low.end,
        ),
        replace(
            plain, start=high.start, end=high.end, values=quantity.values[1:], best=quantity.values[1], numerals=(high,)
        ),
    ]


def _people_dots(quantity: Quantity) -> Quantity:
    """People come in whole numbers: "10.000 people" groups thousands by a point."""
    if not any(numeral.dotted for numeral in quantity.numerals) or quantity.kind != "count":
        return quantity

    def grouped(value: float | None) -> float | None:
        return None if value is None else float(round(value * 1000))

    return replace(
        quantity, values=tuple(value * 1000 for value in quantity.values),
        low=grouped(quantity.low), best=grouped(quantity.best), high=grouped(quantity.high),
    )  # fmt: skip


_TALLIES = re.compile(
    r"\b(?:reports?|word|information|confirmation|claims?|evidence|details|indication|news|idea|doubt|comment|sign)\b",
    re.IGNORECASE,
)


def _is_figure(line: str, count: Count) -> bool:
    """Whether a count is a figure of LABELS.md: people, homes, strikes or money, never a pronoun or a share."""
    quantity = count.quantity
    phrase = quantity.phrase
    if quantity.kind == "money":
        return bool(quantity.values)
    if quantity.negated:
        return _is_negation(line, count)
    if _is_single_aside(line, quantity) or (phrase is not None and line[phrase.end : phrase.end + 1] in ("'", "’")):
        return False
    first = quantity.numerals[0]
    if quantity.values and quantity.values[-1] != int(quantity.values[-1]) and first.kind != "fraction":
        return False
    measure = measures().get(count.measure)
    if phrase is None:
        return measure is not None and measure.id != FALL_BACK
    return _counts_these(count, phrase, measure)


def _is_single_aside(line: str, quantity: Quantity) -> bool:
    """ "one of the men", "one or two", "from one family": one of something, not a count."""
    if quantity.values[:1] != (1.0,):
        return False
    phrase = quantity.phrase
    group = phrase is not None and phrase.head in word_list("people", "groups_counted") and len(quantity.values) == 1
    end = quantity.numerals[0].end
    return group or re.match(r"[ ](?:of|or)\b", line[end : end + 4]) is not None


def _counts_these(count: Count, phrase: Phrase, measure: Measure | None) -> bool:
    """Whether the counted noun is what the measure counts, or persons."""
    if measure is not None and (measure.counts == "things" or phrase.head in measure.things):
        return True
    if phrase.persons or phrase.head in word_list("people", "groups_counted"):
        return True
    if measure is None or measure.id == FALL_BACK:
        return False
    if _is_noun_of(phrase.head, measure):
        return count.used_as == "noun" or not measure.context
    # A head nobody listed: people only when a verb behind it says so, or when it is a name ("12 Alawites").
    named = phrase.words.split()[-1][:1].isupper() and not phrase.words.isupper()
    return (named or count.used_as == "after") and singular(phrase.head) not in word_list("people", "things")


def _is_negation(line: str, count: Count) -> bool:
    """ "no one was hurt" is zero people hurt; "no reports of casualties" is nothing."""
    measure = measures().get(count.measure)
    phrase = count.quantity.phrase
    first = count.quantity.numerals[0]
    counted = phrase is not None and measure is not None and (phrase.persons or _is_noun_of(phrase.head, measure))
    if line[first.start : first.end].lower() in ("no", "zero") and not counted:
        return False
    tail = line[count.quantity.end : count.quantity.end + 30]
    return (
        measure is not None
        and measure.id != FALL_BACK
        and not _TALLIES.search(tail)
        and not re.match(r"[ ](?:longer|more than|less than|fewer than)\b", tail)
    )


def _is_noun_of(head: str, measure: Measure) -> bool:
    return any("noun" in measure.cues.get(form, ()) for form in (head, head + "s", head + "es", head[:-1] + "ies"))


def _renumber(counts: Sequence[Count], kept: Sequence[Count]) -> None:
    """`whole` points into the counts that stay."""
    place = {id(count): index for index, count in enumerate(kept)}
    for count in kept:
        count.whole = place.get(id(counts[count.whole])) if count.whole is not None else None


def _share_population(line: str, counts: Sequence[Count]) -> None:
    """ "10 people were killed and 20 wounded": the second count takes the words of the first."""
    for index, count in enumerate(counts):
        if not count.population and count.whole is not None and count.whole > index:
            count.population = counts[count.whole].population
        elif index and not count.population and count.quantity.kind == "count" and not count.quantity.negated:
            previous = next((c for c in reversed(counts[:index]) if c.whole is None), counts[index - 1])
            gap = line[counts[index - 1].after : count.quantity.start]
            if len(gap) < 60 and "." not in gap and ";" not in gap and previous.quantity.kind == "count":
                count.population = previous.population


_NUMBERLESS = re.compile(
    r",?[ ](?:mostly|mainly|predominantly|largely|most of them|many of them|all of them|half of them|including|among them|many of whom|most of whom)[ ][^,.;:()]{3,60}"
)


_AGES = re.compile(r"\b(?:aged|(?:under|over)(?: the age of)?|the age of)[ ]\w+(?:-\w+)?")
_MORE = re.compile(r"^(?:more|other|additional|further|them|whom)[ ](?=\w)", re.IGNORECASE)


_LOOSE_END = re.compile(r"(?:[ ,\"”']|[ ](?:and|or|a|the|of))+$")
_STOPS_GROUP = re.compile(
    r"[ ](?:were|was|are|is|have|has|had|been|killed|died|injured|wounded|who|which|in an?|in the|on|when|after|as|at|said|by|fled|left|suffered|and(?=[ ](?:wounded|injured|killed|left)\b)|the(?=[ ][A-Z])|the(?=[ ]\w+(?:[ ]\w+)?[ ]said))\b"
)


def _population(line: str, count: Count) -> str:
    """The words of the counted people, with a sub-group that carries no number."""
    phrase = count.quantity.phrase
    if phrase is None or count.quantity.kind == "money":
        return ""
    words = _MORE.sub("", line[phrase.start : phrase.end])
    match = _NUMBERLESS.match(line, phrase.end)
    if match is None or mentions_number(_AGES.sub("", match.group())):
        return words
    group = match.group()
    stop = _STOPS_GROUP.search(group, 4)
    kept = group[: stop.start()] if stop else group
    return _LOOSE_END.sub("", words + kept)


_SINCE_START = re.compile(
    r"\bsince\b[^.;]{0,60}\b(?:beg[ai]n|start(?:ed)?|erupt(?:ed)?|outbreak|beginning|onset|war|conflict|uprising|crisis|broke out|independence|revolution|launched)\b|"
    r"\b(?:so far|to date|in total|in all|overall|altogether|a total of|total of|cumulative|(?:has|have) (?:risen|climbed|grown|reached|surpassed|passed|topped)|"
    r"rises? to|rose to|risen to|climb(?:s|ed)? to|reach(?:es|ed)|toll (?:stands|stood)|brings? the total|brought the total|bringing the|since then)\b|"
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


def _aggregation(line: str, count: Count, near: Sequence[tuple[int, TimeExpression]], sentence: Span) -> Aggregation:
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
            and opening.split()[-1:] != ["in"]
            and time.role == "event"
        ):
            return "period"
    measure = measures().get(count.measure)
    if re.search(r"\bsince\b", clause):
        return "period"
    if _STILL.search(clause) and not (measure and measure.kind in ("deaths", "injuries")):
        return "stock"
    return measure.aggregation if measure else "incident"


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


def _window(text: str, figure: FigureSpan, near: Sequence[tuple[int, TimeExpression]], sentence: Span) -> int | None:
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
        and not (time.kind == "duration" and not _PERIOD.search(text[max(sentence.start, time.start - 16) : time.start]))
    ]  # fmt: skip
    return min(choices)[1] if choices else None


_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|of|inside|outside|across|around|on|to|into|for|leave|left|fled|throughout)[ ](?:the[ ]|\w+[ ])?(?:\w+[ ](?:of|in)[ ])?$",
    re.IGNORECASE,
)


def _place(text: str, figure: FigureSpan, mentions: Sequence[Mention]) -> str | None:
    """Words of the place nearest behind the figure, else before it, that stands behind a preposition."""
    places = [
        mention for mention in mentions
        if mention.kind == "place" and _PLACE_BEFORE.search(text[max(0, mention.start - 28) : mention.start])
    ]  # fmt: skip
    behind = [mention for mention in places if mention.start >= figure.end]
    chosen = min(behind, key=lambda m: m.start) if behind else max(places, key=lambda m: m.start, default=None)
    return text[chosen.start : chosen.end] if chosen else None


class _Voices:
    """The statements by place: which one says the words at an offset."""

    def __init__(self, statements: Sequence[StatementSpan]) -> None:
        self.parts = sorted(
            (part.start, part.end, index) for index, statement in enumerate(statements) for part in statement.content
        )
        self.longest = max((end - start for start, end, _ in self.parts), default=0)

    def at(self, start: int, end: int) -> int | None:
        """The statement with the shortest content around `start` to `end`."""
        place = bisect_left(self.parts, (start + 1, 0, 0)) - 1
        best: tuple[int, int] | None = None
        while place >= 0 and self.parts[place][0] >= start - self.longest:
            left, right, index = self.parts[place]
            if left <= start and end <= right and (best is None or (right - left, index) < best):
                best = (right - left, index)
            place -= 1
        return best[1] if best else None


def _figure(sentence: Span, index: int, count: Count, base: int) -> FigureSpan:
    quantity = count.quantity
    first = quantity.numerals[0]
    negated = quantity.negated
    vague = quantity.qualitative or first.kind == "fraction"
    return FigureSpan(
        sentence.start + quantity.start,
        sentence.start + quantity.end,
        low=0.0 if negated else None if vague else quantity.low,
        best=0.0 if negated else None if vague else quantity.best,
        high=0.0 if negated else None if vague else quantity.high,
        low_exclusive=quantity.low_exclusive and not vague,
        approximate=quantity.approximate and not vague,
        qualitative=vague,
        negated=negated,
        cue="" if negated else quantity.cue,
        measure=count.measure or FALL_BACK,
        unit=_unit(count),
        population=count.population,
        part_of=None if count.whole is None else base + count.whole,
        sentence=index,
    )


def _unit(count: Count) -> str:
    phrase: Phrase | None = count.quantity.phrase
    if count.quantity.kind == "money":
        return count.quantity.normal_unit
    measure = measures().get(count.measure)
    if measure is not None and measure.counts == "things":
        return phrase.head if phrase is not None else "things"
    if phrase is not None and phrase.head in word_list("people", "groups_counted"):
        return phrase.head
    return "people"
