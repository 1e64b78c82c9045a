"""A text with its names marked by hand, so that joins are tested whatever finds the names.

"[Amel Torra|p] met the [Lake Front|g]." marks a person, a group; o is an organisation, l a place, x anything else. A title before a
slash is no part of the name: "[President/Amel Torra|p]".
"""

import re

from wireroom.read.actors import join_names
from wireroom.read.namings import Naming
from wireroom.read.sentences import layout
from wireroom.records.readings import NamedActor, Sentence
from wireroom.records.reports import Report

_MARK = re.compile(r"\[(?:([^/|\[\]]+)/)?([^|\[\]]+)\|([pgolx])\]")
_KINDS = {"p": "person", "g": "group", "o": "organisation", "l": "place", "x": "other"}


def actors_of_marked(marked: str) -> tuple[NamedActor, ...]:
    """The actors of a marked text, as `join_names` gives them."""
    text, spans, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()] + (f"{match[1]} " if match[1] else "")
        spans.append((len(text), match))
        text += match[2]
        end = match.end()
    text += marked[end:]
    sentences = layout(Report("r1", text, "one.txt", pasted=True)).sentences
    named = [_naming(start, match, sentences) for start, match in spans]
    return join_names(text, sentences, named)[0]


def bearer(marked: str, name: str) -> NamedActor:
    """The one actor of a marked text that bears a name."""
    actors = actors_of_marked(marked)
    bearers = [actor for actor in actors if name in (actor.name, *actor.aliases)]
    assert len(bearers) == 1, (name, actors)
    return bearers[0]


def _naming(start: int, match: re.Match[str], sentences: tuple[Sentence, ...]) -> Naming:
    number = next(place for place, one in enumerate(sentences) if one.start <= start < one.end)
    own = {kind: 4.0 * (kind == _KINDS[match[3]]) for kind in ("person", "organisation", "group", "place")}
    return Naming(start, start + len(match[2]), number, match[2], tuple(match[2].split()), match[1], own=own)
