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
from itertools import pairwise

from wireroom.measures import FALL_BACK, Measure, measures
from wireroom.read.figurecues import Count, find_cues, measure_of
from wireroom.read.figuregroups import inherit_measures, name_others, tie_subgroups
from wireroom.read.figurescope import aggregation_of, place_of, window_of
from wireroom.read.numerals import mentions_number
from wireroom.read.phrases import Phrase, singular
from wireroom.read.quantities import Quantity, find_quantities
from wireroom.read.words import word_list
from wireroom.records.readings import FigureSpan, Mention, Sentence, StatementSpan, TimeExpression
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
    # A time that ends inside a word ("12 March|ers") is none.
    taken = [
        (time.start - piece.start, time.end - piece.start)
        for _, time in near
        if time.kind != "set" and not text[time.end : time.end + 1].isalpha()
    ]
    for count in _counts(line, taken):
        figure = replace(_figure(piece, index, count, base), aggregation=aggregation_of(line, count, near, piece))
        yield replace(
            figure,
            window=window_of(text, figure, near, piece),
            place=place_of(text, figure, places),
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
    name_others(counts)
    tie_subgroups(line, counts)
    for index, count in enumerate(counts):
        count.measure, count.used, count.used_as = measure_of(line, counts, index, cues)
    inherit_measures(line, counts, cues)
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
        if _DIFFERENCE.match(line, quantity.end) or (first.start == 0 and _LIST_NUMBER.match(line)):
            continue
        found.extend(_split(quantity) if quantity.moved else [_people_dots(quantity)])
    return _without_odds(line, found)


# "six more than the army announced", "six more bodies than it": a difference, no count.
_DIFFERENCE = re.compile(r"[ ](?:more|fewer|less|higher|lower)[ ](?:(?!of\b|to\b)[\w-]+[ ]){0,3}than\b")
# "2. Missing." in a numbered list
_LIST_NUMBER = re.compile(r"\d{1,2}[.)][ ]+[A-Z]")
_IN_EVERY = re.compile(r"[ ](?:in|out of)[ ](?:every[ ])?")


def _without_odds(line: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Without "one in five residents", which tells a share."""
    odds: set[int] = set()
    for place, (first, second) in enumerate(pairwise(quantities)):
        small = first.values and second.values and first.values[-1] < min(10, second.values[-1])
        if small and _IN_EVERY.fullmatch(line, first.end, second.start):
            odds |= {place, place + 1}
    return [quantity for place, quantity in enumerate(quantities) if place not in odds]


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
    r"\b(?:reports?|word|information|confirmation|claims?|evidence|details|indication|news|idea|doubt|comment|sign|figures?|numbers?|toll)\b",
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
        named = (
            _NAME_BEHIND.match(line, first.end)
            and line[: first.start].split()[-1:] != line[: first.start].title().split()[-1:]
        )
        return measure is not None and measure.id != FALL_BACK and not named
    return _counts_these(count, phrase, measure)


# "the army held 3000 Housing Project": a number that opens a name.
_NAME_BEHIND = re.compile(
    r"[ ](?!(?:In|On|At|By|As|After|When|More|Others?|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w{0,4}\b)[A-Z][a-z]+[ ][A-Z][a-z]+"
)


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
    return (named or (count.used_as == "after" and count.strength >= 3)) and singular(phrase.head) not in word_list(
        "people", "things"
    )


# "none specified how many were hurt" denies the words, not the harm.
_NOT_KNOWN = re.compile(r"\b(?:how many|whether|said|says|claimed|specified|provided|gave|knows?|knew)\b")


def _is_negation(line: str, count: Count) -> bool:
    """ "no one was hurt" is zero people hurt; "no reports of casualties" is nothing."""
    measure = measures().get(count.measure)
    phrase = count.quantity.phrase
    first = count.quantity.numerals[0]
    counted = count.used_as == "noun" or (
        phrase is not None and measure is not None and (phrase.persons or _is_noun_of(phrase.head, measure))
    )
    bare = line[first.start : first.end].lower() in ("no", "zero")
    if _is_foreseen(line, count) or (not counted and (bare or phrase is not None or _NOT_KNOWN.search(count.between))):
        return False
    tail = line[count.quantity.end : count.quantity.end + 30]
    return (
        measure is not None
        and measure.id != FALL_BACK
        and not _TALLIES.search(tail)
        and not re.match(r"[ ](?:longer|more than|less than|fewer than)\b", tail)
    )


# Words that end a clause, on either side of a count; "that" ends none behind "so", "hope" and "ensure".
_CLAUSE_END = re.compile(
    r"[;:.!?(—–“”\"]|, |[ ](?:and|but|while|though|although|because|after|before|when|since|which|who)[ ]|(?<!so)(?<!hope)(?<!hopes)(?<!hoped)(?<!ensure)(?<!sure)(?<!wish)[ ]that[ ]",
    re.IGNORECASE,
)
# Words that put a clause into a world that is wished for, feared or foreseen.
_UNREAL = re.compile(
    r"\b(?:if|unless|lest|whether|so that|in case|provided|will|would|shall|should|must|may|might|can|could|ought|(?:is|are|was|were) to be|"
    r"hop(?:e|es|ed|ing)|wish(?:es|ed)?|pray(?:s|ed|ing)?|ensur(?:e|es|ing)|mak(?:e|es|ing) sure|promis(?:e|es|ed|ing)|going to)\b|['’](?:ll|d be)\b",
    re.IGNORECASE,
)


def _is_foreseen(line: str, count: Count) -> bool:
    """Whether "no one" stands in a clause that tells of no fact: "no one will be hurt", "if nobody is killed"."""
    start, end = count.quantity.start, count.quantity.end
    opening = max((match.end() for match in _CLAUSE_END.finditer(line, 0, start)), default=0)
    closing = _CLAUSE_END.search(line, end)
    return _UNREAL.search(line[opening : len(line) if closing is None else closing.start()]) is not None


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
        if any(other.whole == index for other in counts[:index]):
            continue
        if not count.population and count.whole is not None and count.whole > index:
            count.population = counts[count.whole].population
        elif index and not count.population and count.quantity.kind == "count" and not count.quantity.negated:
            previous = next((c for c in reversed(counts[:index]) if c.whole is None), counts[index - 1])
            gap = line[counts[index - 1].after : count.quantity.start]
            if _RIVAL_TOLL.search(gap) and previous.quantity.kind == "count" and previous.measure == count.measure:
                # "Two men were killed, they said; the army put the dead at three": of the same men.
                count.population = previous.population
            elif (
                len(gap) < 60
                and not _TOLL.search(gap)
                and "." not in gap
                and ";" not in gap
                and previous.quantity.kind == "count"
            ):
                count.population = previous.population


# A count of its own begins here: "found eight more bodies, bringing the toll to 62".
_TOLL = re.compile(r"\b(?:toll|total|tally)\b", re.IGNORECASE)
_RIVAL_TOLL = re.compile(r"[;,][ ](?:(?:but|while|whereas|and)[ ])?[^.;:,\d]{2,40}[ ]puts?[ ][^.;:,\d]{2,40}[ ]at[ ]$")
_NUMBERLESS = re.compile(
    r",?[ ](?:mostly|mainly|predominantly|largely|most of them|many of them|all of them|half of them|including|among them|many of whom|most of whom)[ ][^,.;:()]{3,60}"
)


_AGES = re.compile(r"\b(?:aged|(?:under|over)(?: the age of)?|the age of)[ ]\w+(?:-\w+)?")
_MORE = re.compile(r"^(?:more|other|additional|further|them|whom)[ ](?=\w)", re.IGNORECASE)


_LOOSE_END = re.compile(r"(?:[ ,\"”']|[ ](?:and|or|a|the|of))+$")
_STOPS_GROUP = re.compile(
    r"[ ](?:were|was|are|is|have|has|had|been|killed|died|injured|wounded|who|which|in an?|in the|in[ ](?=[A-Z])|in (?:north|south|east|west|central)\w*|according|on|when|after|as|at|said|by|fled|left|suffered|and(?=[ ](?:wounded|injured|killed|left)\b)|the(?=[ ][A-Z])|(?:the|an?)(?=[ ][\w-]+(?:[ ][\w-]+){0,3}[ ](?:said|reported|says)))\b"
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
