"""Read: a report becomes a reading, everything in it that names, dates, counts or says something, as spans.

Order of the parts: `sentences` lays the text out in sentences with their kinds; `mentions` and `actors` find who is
named and which names are one; `times` resolves when; `statements` finds who says what; `figures` finds counts with their
hedges, windows and speakers; `places` asks the gazetteer; `agencies` finds credits; `encoder` gives each sentence its
vector; `mixtures` says by the vectors whether a pasted text is a heap. A map stage: one outcome a report, in order, and
no report's reading depends on its neighbours.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.read.encoder import EncoderRecipe
from wireroom.records.readings import Reading
from wireroom.records.reports import Report
from wireroom.records.runs import Failure

if TYPE_CHECKING:
    from wireroom.read.encoder import Encoder

READ_LANGUAGES = ("en",)


def read(reports: Sequence[Report], *, recipe: EncoderRecipe | None = None) -> list[Reading | Failure]:
    """One reading a report, in order; the sentences of all reports go through the encoder in one call."""
    from wireroom.read.encoder import load_encoder

    encoder = load_encoder(recipe or EncoderRecipe())
    return list(_with_vectors(reports, [read_words(report) for report in reports], encoder))


def read_words(report: Report) -> Reading:
    """The reading of a report without vectors. A language no reader knows gives sentences only."""
    from wireroom.read.sentences import layout

    laid_out = layout(report)
    bare = Reading(report.id, report.lang, sentences=laid_out.sentences, mixed=laid_out.mixed)
    if report.lang is None or report.lang in READ_LANGUAGES:
        return _read_names_and_numbers(report, bare)
    note = f"The language is {report.lang}; the readers know {', '.join(READ_LANGUAGES)}. The words are kept unread."
    return replace(bare, readable=False, notes=(note,))


def _read_names_and_numbers(report: Report, bare: Reading) -> Reading:
    from wireroom.read.agencies import find_agencies
    from wireroom.read.figures import find_figures
    from wireroom.read.mentions import find_mentions
    from wireroom.read.places import find_places
    from wireroom.read.statements import find_statements
    from wireroom.read.times import find_times

    text, sentences = report.text, bare.sentences
    mentions, actors = find_mentions(text, sentences)
    times = find_times(text, sentences, report.published)
    statements = find_statements(text, sentences, mentions, actors, times)
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


def _with_vectors(reports: Sequence[Report], readings: Sequence[Reading], encoder: "Encoder") -> list[Reading]:
    from wireroom.read.mixtures import has_seams

    words = [
        sentence.words(report.text)
        for report, reading in zip(reports, readings, strict=True)
        for sentence in reading.sentences
    ]
    rows = encoder.encode(words)
    placed, row = [], 0
    for report, reading in zip(reports, readings, strict=True):
        own = rows[row : row + len(reading.sentences)]
        mixed = reading.mixed or (report.pasted and has_seams(reading.sentences, own))
        placed.append(replace(reading, mixed=mixed, vectors=own.astype("<f2").tobytes(), dims=encoder.dims))
        row += len(reading.sentences)
    return placed
