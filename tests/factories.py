"""Records built by hand for tests: every text here is invented; no person, outlet or event in them is real."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from wireroom.read.words import terms
from wireroom.records.readings import (
    FigureSpan,
    Material,
    Mention,
    NamedActor,
    PlaceSpan,
    Reading,
    Sentence,
    StatementSpan,
    TimeExpression,
)
from wireroom.records.reports import Lineage, Report
from wireroom.records.spans import Anchor, Span, anchor_at
from wireroom.records.stories import Passage, Story

DIMS = 96


def at(text: str) -> datetime:
    """An aware UTC datetime from ISO words."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def bag_vector(words: tuple[str, ...]) -> np.ndarray:
    """A unit vector of a bag of stems: sentences that share stems lie close."""
    row = np.zeros(DIMS, np.float32)
    for word in words:
        digest = sha256(word.encode()).digest()
        for place in digest[:3]:
            row[place % DIMS] += 1.0
    length = float(np.linalg.norm(row))
    return row / length if length else row


@dataclass
class Draft:
    """A report under construction: sentences first, then what stands in them, found by their words."""

    id: str
    lines: list[str]
    outlet: str | None = None
    published: str | None = None
    headlines: int = 0
    kinds: dict[int, str] = field(default_factory=dict)
    mixed: bool = False
    agencies: tuple[str, ...] = ()
    lineage: Lineage | None = None
    actors: list[NamedActor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    figures: list[FigureSpan] = field(default_factory=list)
    places: list[PlaceSpan] = field(default_factory=list)
    statements: list[StatementSpan] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.lines)

    def start(self, row: int) -> int:
        return sum(len(line) + 2 for line in self.lines[:row])

    def span(self, row: int, words: str) -> Span:
        """The span of words in a line; the words must stand there."""
        start = self.lines[row].index(words) + self.start(row)
        return Span(start, start + len(words))

    def actor(self, name: str, kind: str = "person", *rows: int, words: str | None = None, **fields) -> int:
        """An actor with a mention in each row; gives its index."""
        self.actors.append(NamedActor(name, kind, **fields))
        index = len(self.actors) - 1
        for row in rows:
            span = self.span(row, words or name)
            self.mentions.append(Mention(span.start, span.end, kind=kind, actor=index, sentence=row))
        return index

    def time(self, row: int, words: str, earliest: str | None = None, latest: str | None = None, **fields) -> int:
        span = self.span(row, words)
        self.times.append(
            TimeExpression(
                span.start,
                span.end,
                earliest=earliest,
                latest=latest or earliest,
                relative=earliest is None,
                sentence=row,
                **fields,
            )
        )
        return len(self.times) - 1

    def figure(self, row: int, words: str, measure: str = "killed", **fields) -> int:
        span = self.span(row, words)
        self.figures.append(FigureSpan(span.start, span.end, measure=measure, sentence=row, **fields))
        return len(self.figures) - 1

    def place(self, row: int, words: str, **fields) -> int:
        span = self.span(row, words)
        self.places.append(PlaceSpan(span.start, span.end, name=fields.pop("name", words), sentence=row, **fields))
        return len(self.places) - 1

    def say(self, row: int, content: str, speaker: str | None = None, cue: str = "said", **fields) -> int:
        """A statement whose whole is its line."""
        line = Span(self.start(row), self.start(row) + len(self.lines[row]))
        self.statements.append(
            StatementSpan(
                line.start,
                line.end,
                content=(self.span(row, content),) if content else (),
                speaker=self.span(row, speaker) if speaker else None,
                cue=self.span(row, cue) if cue else None,
                speaker_name=fields.pop("speaker_name", speaker),
                sentence=row,
                **fields,
            )
        )
        return len(self.statements) - 1

    def material(self) -> Material:
        text = self.text
        report = Report(
            id=self.id,
            text=text,
            name=f"{self.id}.txt",
            outlet=self.outlet,
            published=at(self.published) if self.published else None,
            published_grain=("instant" if self.published and "T" in self.published else "day"),
        )
        return Material(report, self.reading(), self.lineage)

    def reading(self) -> Reading:
        sentences = []
        for row, line in enumerate(self.lines):
            kind = self.kinds.get(row, "headline" if row < self.headlines else "body")
            start = self.start(row)
            sentences.append(Sentence(start, start + len(line), kind=kind, paragraph=row, terms=terms(line)))
        rows = np.array([bag_vector(sentence.terms) for sentence in sentences] or np.zeros((0, DIMS)), "<f2")
        return Reading(
            report_id=self.id,
            lang="en",
            mixed=self.mixed,
            sentences=tuple(sentences),
            mentions=tuple(sorted(self.mentions)),
            actors=tuple(self.actors),
            times=tuple(self.times),
            figures=tuple(self.figures),
            places=tuple(sorted(self.places)),
            statements=tuple(self.statements),
            agencies=self.agencies,
            vectors=rows.tobytes(),
            dims=DIMS,
        )


def story_of(*materials: Material, without: frozenset[tuple[str, int]] = frozenset()) -> Story:
    """A story over all sentences of the materials, except definitions, boilerplate and those named in `without`."""
    passages = tuple(
        Passage(material.report.id, row)
        for material in sorted(materials, key=lambda item: item.report.id)
        for row, sentence in enumerate(material.reading.sentences)
        if sentence.kind in ("headline", "body") and (material.report.id, row) not in without
    )
    first = min(materials, key=lambda item: item.report.id)
    sentence = first.reading.sentences[0]
    title: Anchor = anchor_at(first.report.id, first.report.text, Span(sentence.start, sentence.end))
    return Story("sr-1", title, tuple(sorted(item.report.id for item in materials)), passages)


def with_lineage(material: Material, kind: str, of: str | None, **fields) -> Material:
    """The material with a lineage."""
    return replace(material, lineage=Lineage(material.report.id, kind, of=of, share=1.0, **fields))
