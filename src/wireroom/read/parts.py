"""The law of what is said: its parts ascend, share no character, and hold neither the cue nor the speaker.

Whatever the rules and the encoder gave, the parts of one statement are joined where they overlap, and the words of the
attribution are taken out of them. A part that goes on over its own attribution into other sentences comes from quotation
marks that do not pair; of such a part only the attribution's own sentence is kept.
"""

import re
from collections.abc import Iterable, Sequence

from wireroom.read import cues
from wireroom.records.spans import Span

_TRIM_LEFT = " \t\n\r\u00a0,;:–—-…"
_TRIM_RIGHT = " \t\n\r\u00a0,;:–—-"
_MARKS = '“”"„«»'
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Words that say nothing when they are all that is left of a part.
_EMPTY = cues.PREP | cues.CONJ | cues.DET | cues.SUB | cues.REL | cues.AUX | cues.PRON


def settled(text: str, given: Iterable[Span], sentence: Span, cue: Span, speaker: Span | None) -> tuple[Span, ...]:
    """The parts of a content as they may stand in a statement; none when no word is left."""
    attribution = [cue] if speaker is None else sorted((cue, speaker))
    pieces = [piece for part in given for piece in _without(text, part, sentence, attribution)]
    trimmed = [_trimmed(text, piece) for piece in _joined(pieces)]
    return tuple(piece for piece in trimmed if piece is not None)


def _joined(pieces: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def _without(text: str, part: Span, sentence: Span, attribution: Sequence[Span]) -> list[Span]:
    """What is left of a part once the words of its attribution are taken out."""
    if not any(part.overlaps(one) for one in attribution):
        return [Span(part.start, part.end)]
    start, end = max(part.start, sentence.start), min(part.end, sentence.end)
    found = []
    for one in attribution:
        found.append(_rest(text, start, min(one.start, end)))
        start = max(start, one.end)
    found.append(_rest(text, start, end))
    return [piece for piece in found if piece is not None]


def _rest(text: str, start: int, end: int) -> Span | None:
    """A rest of a part without "that" before it and "and" behind it; None when it says nothing."""
    words = [match.span() for match in _WORD.finditer(text, start, max(start, end))]
    tags = [cues.tags_of(text[first:last].lower()) for first, last in words]
    if all(tag & _EMPTY for tag in tags):
        return None
    first = int(text[slice(*words[0])].lower() == "that")
    while tags and tags[-1] & (cues.CONJ | cues.SUB | cues.DET):
        tags.pop()
    opening = words[first][0] if first else start
    return Span(opening, end if len(tags) == len(words) else words[len(tags) - 1][1])


def _trimmed(text: str, part: Span) -> Span | None:
    """A part without the marks at its edges, and without a quotation mark that opens nothing; None when no word is left."""
    start, end = part.start, part.end
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    if start < end and text[start] in _MARKS and not any(mark in text[start + 1 : end] for mark in _MARKS):
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None
