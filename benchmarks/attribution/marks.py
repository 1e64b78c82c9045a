"""The marks of the encoder's attribution head as roles: what PolNeAR annotates, attitudes included."""

from collections.abc import Sequence

from wireroom.read.encoder import load_encoder
from wireroom.read.sentences import layout
from wireroom.records.reports import Report
from wireroom.records.spans import Span


def marked_roles(texts: Sequence[str]) -> list[dict[str, set[Span]]]:
    """For each text the marked spans of every role."""
    sentences = [layout(Report("benchmark", text, "benchmark", lang="en")).sentences for text in texts]
    found = []
    for encoding in load_encoder().read(list(zip(texts, sentences, strict=True))):
        roles: dict[str, set[Span]] = {"speaker": set(), "cue": set(), "content": set()}
        for mark in encoding.marks["attribution"]:
            roles[mark.label].add(Span(mark.start, mark.end))
        found.append(roles)
    return found
