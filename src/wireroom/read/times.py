"""Expressions of time in a report's text, resolved against its publication date, never guessed without one.

Words are looked up once in a table of first words; only where one stands are rules tried (`timerules`), the longest
match winning. The date last mentioned is carried along for "the next day" and "a year earlier". What a weekday means
follows the habits of news: the nearest such day in the week up to publication, unless the words point ahead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from wireroom.read.dates import Stretch
from wireroom.read.timebounds import bounded, joined
from wireroom.read.timecues import points_ahead
from wireroom.read.timelines import day_of_publication, says_publication
from wireroom.read.timerules import RuleTable, rules_by_word
from wireroom.read.timescene import Found, Rule, Scene
from wireroom.read.timewords import strong_words, weak_words
from wireroom.read.words import word_list
from wireroom.records.readings import Sentence, TimeExpression, TimeRole

# Characters of the words of saying that may stand between verb and time ("told reporters in the capital on").
_SAYING_REACH = 60
# A weak first word opens an expression only when a word of time stands within so many words.
_WORDS_AHEAD = 7

_WORD = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*|['’‘`](?=\d\ds?\b)")
# What may stand between a verb of saying and its time; a comma or "that" ends the clause of saying.
_SAID_TAIL = re.compile(
    r"(?P<verb>[^\W\d_]+)"
    r"(?:[ ](?:late|early|earlier|later|on|in|at|to|from|by|a|an|the|its|his|her|their|news|press|statement|briefing|conference|interview|report|"
    r"tweet|post|twitter|facebook|telegram|television|state|radio|phone|telephone|email|reporters|journalists|lawmakers|parliament|"
    r"agency|agencies|[A-Z][\w.’'-]*)){0,8}[ ]?$"
)
# "said its Monday raid": the time belongs to what is said.
_OWNED = re.compile(r"^[^\W\d_]+[ ](?:its|his|her|their|the|an?)[ ]$")
# A time that opens the sentence of one who says: "On Tuesday, the health ministry said".
_OPENS = re.compile(r"[\W_]*(?:(?:on|late|early|earlier|later)[ ]){0,3}", re.IGNORECASE)
_SUBJECT = re.compile(
    r",?[ ](?:[^\W\d_][\w.’'-]*[ ]){1,6}?(?P<verb>said|says|told|announced|confirmed|warned|claimed|declared|stated|denied)\b"
)
_SAID_NEXT = re.compile(r",?[ ](?P<verb>[^\W\d_]+)\b")


def find_times(
    text: str, sentences: Sequence[Sentence], published: datetime | None, *, table: RuleTable | None = None
) -> tuple[TimeExpression, ...]:
    """The expressions of time of a text in order, each inside one sentence; linear in the length of the text.

    Without `published` a full date in the dateline serves; without one whatever leans on publication stays relative:
    no bounds, a TIMEX3 value with X for what is unknown. `table` holds the rules by first word (all of them by default).
    """
    table = rules_by_word() if table is None else table
    if published is not None:
        return _resolved(text, sentences, published.date(), table)
    found = _resolved(text, sentences, None, table)
    day = day_of_publication(text, found)
    return found if day is None else _resolved(text, sentences, day, table)


def _resolved(
    text: str, sentences: Sequence[Sentence], day: date | None, table: RuleTable
) -> tuple[TimeExpression, ...]:
    """All expressions, resolved against a day or against nothing."""
    expressions: list[TimeExpression] = []
    reference: Stretch | None = None
    quarter: tuple[int, Stretch] | None = None
    for index, sentence in enumerate(sentences):
        for start, end, found in _in_sentence(text, sentence, day, reference, quarter, table):
            expressions.append(_expression(text, start, end, found, sentence, index, day))
            reference, quarter = _carried(start, found, reference, quarter)
    return joined(text, [_repeated(text, before, one) for before, one in pairwise([None, *expressions]) if one])


def _repeated(text: str, before: TimeExpression | None, one: TimeExpression) -> TimeExpression:
    """The expression, marked when it says the moment of the clock before it again: "6 p.m. (1600 GMT)"."""
    clocks = before is not None and before.grain == one.grain == "time" and one.value.endswith("Z")
    if before is None or not clocks or before.value.endswith("Z") or text[before.end : one.start] not in {" (", "("}:
        return one
    return replace(one, role="repeated")


def _in_sentence(
    text: str,
    sentence: Sentence,
    day: date | None,
    reference: Stretch | None,
    quarter: tuple[int, Stretch] | None,
    table: RuleTable,
) -> Iterator[tuple[int, int, Found]]:
    """The expressions of one sentence with their meaning; `reference` moves along inside the sentence too."""
    position = sentence.start

    def future(start: int, end: int) -> bool:
        return points_ahead(text, sentence, start, end)

    for start, key in _openings(text, sentence, table):
        if start < position or (key == "#" and _inside_number(text, start)):
            continue
        rules = table.get(key, ())
        matches = [(match, rule) for rule in rules if (match := rule.pattern.match(text, start, sentence.end))]
        if not matches:
            continue
        scene = Scene(text, day, reference, quarter, future)
        for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
            found = _meaning(rule, match, scene)
            if found is not None:
                end = start + len(text[start : match.end()].rstrip(" ,"))
                yield start, end, found
                position = end
                reference, quarter = _carried(start, found, reference, quarter)
                break


def _meaning(rule: Rule, match: re.Match[str], scene: Scene) -> Found | None:
    """What the handler makes of a match; None when it refuses, or when the date falls outside the years 1 to 9999."""
    if match.end() == match.start():
        return None
    try:
        return rule.handler(match, scene)
    except (ValueError, OverflowError):
        return None


def _openings(text: str, sentence: Sentence, table: RuleTable) -> list[tuple[int, str]]:
    """Where an expression may start, with the key of its rules; weak words ("the", "two") need a word of time soon."""
    weak, strong = weak_words(), strong_words()
    found: list[tuple[int, str]] = []
    soon = 0
    for word in reversed(
        [(match.start(), match.group()) for match in _WORD.finditer(text, sentence.start, sentence.end)]
    ):
        start, key = word[0], word[1].lower()
        soon -= 1
        if key[0].isdigit():
            found.append((start, "#"))
            soon = _WORDS_AHEAD if len(key) in (2, 4) else soon
            continue
        if "-" in key:
            head, _, tail = key.partition("-")
            if tail in strong or head in strong or tail.rpartition("-")[2] in strong:
                soon = _WORDS_AHEAD
            key = head
        elif key in strong:
            soon = _WORDS_AHEAD
        if key in table and (soon > 0 or key not in weak):
            found.append((start, key))
    found.reverse()
    return found


def _carried(
    start: int, found: Found, reference: Stretch | None, quarter: tuple[int, Stretch] | None
) -> tuple[Stretch | None, tuple[int, Stretch] | None]:
    """The date and the quarter last mentioned, after one more expression."""
    if found.refers and found.stretch.earliest:
        reference = found.stretch
        if "-Q" in found.stretch.value:
            quarter = (start, found.stretch)
    return reference, quarter


def _inside_number(text: str, start: int) -> bool:
    """Whether the digits at `start` go on a number or a name ("1,997", "A-10", "$5")."""
    before = text[max(0, start - 2) : start]
    return (
        before[-1:] in tuple("$€£#№_")
        or (len(before) == 2 and before[1] in ".,:/" and before[0].isdigit())
        or before[-1:].isalpha()
    )


def _expression(
    text: str, start: int, end: int, found: Found, sentence: Sentence, index: int, day: date | None
) -> TimeExpression:
    stretch = found.stretch
    known = stretch.earliest is not None or stretch.latest is not None
    expression = TimeExpression(
        start,
        end,
        kind=found.kind,
        grain=stretch.grain,
        value=stretch.value,
        earliest=stretch.earliest,
        latest=stretch.latest,
        relative=not known,
        approximate=found.approximate,
        resolved_against="nothing" if not known else "itself" if found.absolute else "published",
        role=_role(text, start, end, sentence),
        sentence=index,
    )
    return bounded(text, expression, sentence, day)


def _role(text: str, start: int, end: int, sentence: Sentence) -> TimeRole:
    """ "stated" when the time belongs to a verb of saying, "published" when it stands on a line of its own or says so."""
    before = text[max(sentence.start, start - _SAYING_REACH) : start]
    if says_publication(text, start, end, sentence):
        return "published"
    said = word_list("times", "saying")
    tail = _SAID_TAIL.search(before)
    if tail and tail["verb"].lower() in said and not _OWNED.search(tail.group()):
        return "stated"
    follows = _SAID_NEXT.match(text, end, sentence.end)
    if follows and follows["verb"].lower() in said:
        return "stated"
    return "stated" if _opens_saying(text, start, end, sentence) else "event"


def _opens_saying(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Whether the time opens a sentence whose subject, right behind, is one who says."""
    if not _OPENS.fullmatch(text, sentence.start, start):
        return False
    subject = _SUBJECT.match(text, end, sentence.end)
    return subject is not None and not re.search(r"ed[ ]", subject.group()[: -len(subject["verb"])])
