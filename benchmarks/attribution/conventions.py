"""Our statements in PolNeAR's terms: where its guidelines draw the spans elsewhere than LABELS.md does.

PolNeAR keeps quotation marks and the word "that" inside the content, and an apposition inside the speaker. Nothing is
added that the text does not show beside our span, and no gold is looked at.
"""

import re

from wireroom.records.readings import StatementSpan
from wireroom.records.spans import Span

_THAT = re.compile(r"\bthat\s+$")
_OPENING = re.compile(r"(?:``|''|[\"“‘'«])\s?$")
_CLOSING = re.compile(r"[,.?!]?\s?(?:''|[\"”’'»])")
_FOLLOWING = re.compile(
    r",?\s(?:who|which)\s[^.;:\"“”\n]{2,160}?(?=[.,;]\s|[.]$|$)|,\s(?!\w+ing\b|in\b|on\b|at\b|with\b|as\b|after\b|while\b|but\b|and\b)[^.;:\"“”\n]{2,240}?(?=[.;]\s|[.]$|,\s(?:\w+ing\s|[\"“]|in\s|on\s|at\s)|$)",
    re.MULTILINE,
)
_APPOSITION = re.compile(r",\s(?!\w+ing\b|in\b|on\b|at\b|with\b|as\b|after\b|while\b|also\b)[^.;:\"“”\n]{2,160}?,?\s?$")


def roles_of(text: str, statements: tuple[StatementSpan, ...]) -> dict[str, set[Span]]:
    """The spans of each role, as PolNeAR would draw them: speaker, cue, content (fragments one by one)."""
    found: dict[str, set[Span]] = {"speaker": set(), "cue": set(), "content": set()}
    for statement in statements:
        if statement.cue is not None:
            found["cue"].add(statement.cue)
        if statement.speaker is not None:
            found["speaker"].add(_with_apposition(text, statement.speaker, statement.cue))
        for part in statement.content:
            found["content"].add(_with_marks(text, part))
    return found


def _with_marks(text: str, part: Span) -> Span:
    start, end = part.start, part.end
    opening = _OPENING.search(text, max(0, start - 3), start)
    closing = _CLOSING.match(text, end)
    if opening and closing:
        start, end = opening.start(), closing.end()
    that = _THAT.search(text, max(0, start - 6), start)
    return Span(that.start() if that else start, end)


def _with_apposition(text: str, speaker: Span, cue: Span | None) -> Span:
    """The speaker up to the cue when only an apposition stands between: "Jane Doe, a spokeswoman,"."""
    if cue is None:
        return speaker
    if speaker.start >= cue.end and cue.words(text)[0].islower():
        after = _FOLLOWING.match(text, speaker.end, speaker.end + 260)
        return Span(speaker.start, after.end()) if after else speaker
    between = _APPOSITION.match(text, speaker.end, cue.start)
    return (
        Span(speaker.start, speaker.end + len(between.group().rstrip()))
        if between and between.end() >= cue.start - 1
        else speaker
    )
