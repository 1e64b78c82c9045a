"""Read: a report becomes a reading, everything in it that names, dates, counts or says something, as spans.

Order of the parts: `sentences` lays the text out in sentences with their kinds; `mentions` and `actors` find who is
named and which names are one; `times` resolves when; `statements` finds who says what; `figures` finds counts with their
hedges, windows and speakers; `places` asks the gazetteer; `agencies` finds credits; `encoder` gives each sentence its
vector; `mixtures` says by the vectors whether a pasted text is a heap. A map stage: one outcome a report, in order, and
no report's reading depends on its neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.read.encoder import EncoderRecipe
from wireroom.records.readings import Reading
from wireroom.records.reports import Report
from wireroom.records.runs import Failure

if TYPE_CHECKING:
    from wireroom.read.encoder import Encoding
    from wireroom.read.sentences import Layout
    from wireroom.read.tagging import Mark

Marks = Mapping[str, Sequence["Mark"]]
READ_LANGUAGES = ("en",)


def read(reports: Sequence[Report], *, recipe: EncoderRecipe | None = None) -> list[Reading | Failure]:
    """One reading a report, in order; the windows of all reports go through the encoder in one call."""
    from wireroom.read.encoder import load_encoder
    from wireroom.read.sentences import layout

    encoder = load_encoder(recipe or EncoderRecipe())
    layouts = [layout(report) for report in reports]
    encodings = encoder.read([(report.text, own.sentences) for report, own in zip(reports, layouts, strict=True)])
    return [
        _with_vectors(_words(report, _sorted_out(report, own, encoding), encoding.marks), encoding, encoder.dims)
        for report, own, encoding in zip(reports, layouts, encodings, strict=True)
    ]


def read_words(report: Report) -> Reading:
    """The reading of a report by rules alone: no marks of the encoder, no vectors."""
    from wireroom.read.sentences import layout

    return _words(report, layout(report), {})


def _words(report: Report, laid_out: "Layout", marks: "Marks") -> Reading:
    """The reading without vectors. A language no reader knows gives sentences only."""
    bare = Reading(report.id, report.lang, sentences=laid_out.sentences, mixed=laid_out.mixed)
    if report.lang is None or report.lang in READ_LANGUAGES:
        return _read_names_and_numbers(report, bare, marks)
    note = f"The language is {report.lang}; the readers know {', '.join(READ_LANGUAGES)}. The words are kept unread."
    return replace(bare, readable=False, notes=(note,))


def _read_names_and_numbers(report: Report, bare: Reading, marks: "Marks") -> Reading:
    from wireroom.read.agencies import find_agencies
    from wireroom.read.figures import find_figures
    from wireroom.read.mentions import find_mentions
    from wireroom.read.places import find_places
    from wireroom.read.statements import find_statements
    from wireroom.read.times import find_times

    text, sentences = report.text, bare.sentences
    mentions, actors = find_mentions(text, sentences, marks.get("mentions"))
    times = find_times(text, sentences, report.published)
    statements = find_statements(text, sentences, mentions, actors, times, _attributions(marks), mixed=bare.mixed)
    return replace(
        bare,
        mentions=mentions,
        actors=actors,
        times=times,
        statements=statements,
        figures=find_figures(text, sentences, times, statements, mentions),
        places=find_places(text, mentions, actors),
        agencies=find_agencies(text, sentences),
    )


def _attributions(marks: "Marks") -> list["Mark"]:
    """The attribution marks of a text with those found inside contents, in its order."""
    return sorted([*marks.get("attribution", ()), *marks.get("nested", ())])


def _sorted_out(report: Report, laid_out: "Layout", encoding: "Encoding") -> "Layout":
    """The layout with `mixed` also true when the vectors of a pasted text show seams between passages."""
    from wireroom.read.mixtures import has_seams

    mixed = laid_out.mixed or (report.pasted and has_seams(laid_out.sentences, encoding.vectors))
    return replace(laid_out, mixed=mixed)


def _with_vectors(reading: Reading, encoding: "Encoding", dims: int) -> Reading:
    return replace(reading, vectors=encoding.vectors.astype("<f2").tobytes(), dims=dims)
