"""What the words around a number say of its count: a running toll or one incident's, the day it was counted, a count
that was replaced, a part singled out by what was done with it.

Everything is read off the sentence and the word lists of `registries/weigh/wording.toml`; nothing is looked up elsewhere.
"""

import re

from wireroom.records.readings import FigureSpan, Material, TimeExpression
from wireroom.weigh.wording import word_list, words_of

_NEAR = 6
"""Words from a number within which a verb of counting, or an adjective of state, tells of that number."""
_FROM = re.compile(r"\bfrom (?:(?:an?|the|its|their) )?(?:[\w-]+ )?(?:(?:figure|toll|count|total|tally|number|estimate) (?:of )?)?$", re.IGNORECASE)  # fmt: skip
_DOWN_FROM = re.compile(r"\b(?:up|down|revised|lowered|corrected|amended) $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|as of|as at|until)(?: (?:early|late|the|about|around))* $", re.IGNORECASE)
_ON = re.compile(r"(?: (?:on|at|by|in|early|late|the))* $", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:,]|\.\s|\s[–—-]\s")
_BREAK = re.compile(r"[;:]|\.\s|,\s(?:while|but|whereas)\b")


def is_running(material: Material, span: FigureSpan) -> bool:
    """Whether the words give the count as it stands: a toll, a state ("23 dead"), a perfect ("has killed 37"), "at least".

    A plain past ("three were killed when …") tells of one happening among others and is no running count.
    """
    if span.aggregation == "stock" or (span.low is not None and span.best is None and span.high is None):
        return True
    before, after = _around(material, span)
    near_before, near_after = before[-_NEAR:], after[:_NEAR]
    return (
        bool(set(before) & word_list("toll"))
        or bool(set(near_before) & word_list("counting"))
        or bool(set(near_after) & word_list("state"))
        or bool({*near_before, *near_after} & word_list("perfect"))
    )


def is_former(material: Material, span: FigureSpan) -> bool:
    """Whether the sentence gives the number as the one replaced: "to 35 from 38", "up from 12"."""
    start = material.reading.sentences[span.sentence].start
    text = material.report.text
    sentence = material.reading.sentences[span.sentence]
    before = text[start : span.start]
    opened = _FROM.search(before)
    if opened is None:
        return False
    changed = set(words_of(text[start : sentence.end])) & word_list("changing")
    return bool(changed) or _DOWN_FROM.search(before[: opened.start()]) is not None


def handled_as(material: Material, span: FigureSpan) -> str:
    """The word for what was done with the counted ("identified", "buried"), which makes them a part; else empty."""
    sentence = material.reading.sentences[span.sentence]
    after = words_of(_CLAUSE_END.split(material.report.text[span.end : sentence.end])[0])
    for place, word in enumerate(after[:_NEAR]):
        if word in word_list("handled") and set(after[:place]) & word_list("auxiliary"):
            return word
    return ""


def counted_at(material: Material, span: FigureSpan) -> TimeExpression | None:
    """The time up to which the words say it was counted: "23 by noon", "raised its toll on Wednesday to 31"."""
    if span.window is None or not 0 <= span.window < len(material.reading.times):
        return None
    time = material.reading.times[span.window]
    text = material.report.text
    start = material.reading.sentences[span.sentence].start
    before, after = text[max(start, time.start - 40) : time.start], text[time.end : time.end + 24]
    if _UNTIL.search(before):
        return time
    told = words_of(before[: match.start()] if (match := _ON.search(before)) else before)[-1:]
    behind = words_of(after)[:1]
    if set(told) & word_list("toll") or set(behind) & (word_list("replacing") | word_list("counting")):
        return time
    return None


def _around(material: Material, span: FigureSpan) -> tuple[list[str], list[str]]:
    """The words of the figure's clause before and behind it."""
    sentence = material.reading.sentences[span.sentence]
    text = material.report.text
    before = _BREAK.split(text[sentence.start : span.start])[-1]
    after = _BREAK.split(text[span.end : sentence.end])[0]
    return words_of(before), words_of(after)
