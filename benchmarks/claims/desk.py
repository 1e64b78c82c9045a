"""All articles of a gold folder, read and laid out as one story, so that any gold passage can be weighed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wireroom.read import read
from wireroom.read.encoder import EncoderRecipe
from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.records.spans import Span, anchor_at
from wireroom.records.stories import Passage, Story
from wireroom.weigh.actors import Cast, actors_of
from wireroom.weigh.comparability import Nearness
from wireroom.weigh.figures import Observation, observations_of
from wireroom.weigh.likeness import CompareFigures
from wireroom.weigh.propositions import Proposition, passage, propositions_of
from wireroom.weigh.rarity import Rarity
from wireroom.weigh.scope import Scope, scope_of
from wireroom.weigh.statements import SpanKey, Spoken, statements_of
from wireroom.weigh.voices import Voices
from wireroom.weigh.weighing import figure_comparer

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Articles weighed together."""

    scope: Scope
    places: Mapping[str, int]
    cast: Cast
    spoken: Mapping[SpanKey, Spoken]
    voices: Voices
    observations: Sequence[Observation]
    rarity: Rarity
    vectors: Sequence[NDArray[np.float32]]
    compare_figures: CompareFigures

    def figures_at(self, mark: Row) -> list[Observation]:
        """Figures found at a gold mark {unit_id, start, end}, the best overlap first."""
        start, end = int(mark["start"]), int(mark["end"])
        at = self.places.get(str(mark["unit_id"]))
        found = [
            one for one in self.observations if one.key.report == at and one.span.start < end and start < one.span.end
        ]
        return sorted(found, key=lambda one: (-(min(one.span.end, end) - max(one.span.start, start)), one.span.start))

    def proposition_at(self, mark: Row) -> Proposition:
        """The proposition of a gold passage, with the statement that holds most of it."""
        report = self.places[str(mark["unit_id"])]
        span = Span(int(mark["start"]), int(mark["end"]))
        made = passage(self.scope, self.cast, report, [span])
        return replace(made, statement=self._statement(report, span))

    def cosine(self, left: Proposition, right: Proposition) -> float:
        """Likeness of the sentences two passages stand in."""
        return self.cosine_of_rows(left.report, left.row, right.report, right.row)

    def nearness(self, left: Row, right: Row) -> Nearness:
        """How near the sentences of two gold marks lie."""
        one, other = (self.sentence_at(mark) for mark in (left, right))
        return Nearness(self.cosine(one, other), self.rarity.held(one, other))

    def sentence_at(self, mark: Row) -> Proposition:
        """The proposition of the whole sentence in which a gold mark starts."""
        report = self.places[str(mark["unit_id"])]
        row = self.scope.rows(report, Span(int(mark["start"]), int(mark["end"])))[0]
        sentence = self.scope.materials[report].reading.sentences[row]
        return passage(self.scope, self.cast, report, [Span(sentence.start, sentence.end)])

    def cosine_of_rows(self, left: int, left_row: int, right: int, right_row: int) -> float:
        """Likeness of two sentences, by report position and sentence index."""
        return float(self.vectors[left][left_row] @ self.vectors[right][right_row])

    def _statement(self, report: int, span: Span) -> SpanKey | None:
        """The statement whose content holds at least half of the passage."""
        best: tuple[int, SpanKey] | None = None
        for at in range(len(self.scope.materials[report].reading.statements)):
            item = self.spoken.get(SpanKey(report, at))
            parts = item.span.content if item else ()
            shared = sum(max(min(part.end, span.end) - max(part.start, span.start), 0) for part in parts)
            if 2 * shared >= len(span) and (best is None or shared > best[0]):
                best = (shared, SpanKey(report, at))
        return best[1] if best else None


def desk_of(articles: Sequence[Row]) -> Desk:
    """The articles read (shipped encoder) and laid out as one story of all their sentences."""
    reports = [report_of(row) for row in articles]
    materials = [
        Material(report, reading)
        for report, reading in zip(reports, read(reports, recipe=EncoderRecipe()), strict=True)
        if isinstance(reading, Reading)
    ]
    scope = scope_of(_story(materials), materials, None)
    cast = actors_of(scope)
    spoken = statements_of(scope, cast)
    voices = Voices(scope, cast, spoken)
    observations = observations_of(scope, spoken, voices)
    return Desk(
        scope=scope,
        places={material.report.id: place for place, material in enumerate(scope.materials)},
        cast=cast,
        spoken=spoken,
        voices=voices,
        observations=observations,
        rarity=Rarity(propositions_of(scope, cast, spoken)),
        vectors=[vectors_of(material.reading) for material in scope.materials],
        compare_figures=figure_comparer(observations),
    )


def rows_of(folder: Path, name: str) -> list[Row]:
    """The lines of a JSONL file; none when the file is not there."""
    path = folder / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line] if path.exists() else []


def report_of(row: Row) -> Report:
    """The report of an article: its content is the text, untouched, since gold offsets point into it."""
    published = datetime.strptime(row["date"], "%m/%d/%Y").replace(tzinfo=UTC) if row.get("date") else None
    return Report(
        id=str(row["unit_id"]),
        text=row["article_content"],
        name=str(row["unit_id"]),
        outlet=row.get("source"),
        published=published,
        published_grain="day" if published else None,
    )


def _story(materials: Sequence[Material]) -> Story:
    passages = tuple(
        Passage(material.report.id, at)
        for material in materials
        for at, sentence in enumerate(material.reading.sentences)
        if sentence.start < sentence.end
    )
    first = materials[0].report
    title = anchor_at(first.id, first.text, Span(0, min(len(first.text), 60)))
    return Story("gold", title, tuple(material.report.id for material in materials), passages)
