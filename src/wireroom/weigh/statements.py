"""Statements at rest: each span "who says what" of a reading becomes a record with anchors, a speaker and an id."""

from dataclasses import dataclass
from typing import NamedTuple

from wireroom.records.ids import content_id
from wireroom.records.readings import Material, StatementSpan
from wireroom.records.stories import Statement
from wireroom.weigh.actors import Cast
from wireroom.weigh.scope import Scope


class SpanKey(NamedTuple):
    """A span of a reading: the report's position in the scope, and the index into that reading's list."""

    report: int
    at: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with the span it was read from and the sentences its content stands in."""

    key: SpanKey
    span: StatementSpan
    record: Statement
    rows: tuple[int, ...]
    actor_id: str | None


def statements_of(scope: Scope, cast: Cast) -> dict[SpanKey, Spoken]:
    """Every statement of the story's sentences, in the order of reports and text."""
    found: dict[SpanKey, Spoken] = {}
    for report, material in enumerate(scope.materials):
        spans = material.reading.statements
        ids = [statement_id(material, span) for span in spans]
        for index, span in enumerate(spans):
            if span.start < span.end and scope.includes(report, span.sentence):
                key = SpanKey(report, index)
                found[key] = _spoken(scope, cast, key, ids)
    return found


def statement_id(material: Material, span: StatementSpan) -> str:
    """The id of a statement: report, words, and where it and its content start (a nested one may share its words)."""
    starts = [str(span.start), *(str(part.start) for part in span.content)]
    return content_id("st", material.report.id, span.words(material.report.text), *starts)


def _spoken(scope: Scope, cast: Cast, key: SpanKey, ids: list[str]) -> Spoken:
    material = scope.materials[key.report]
    span = material.reading.statements[key.at]
    actor_id = None if span.speaker_actor is None else cast.of.get((key.report, span.speaker_actor))
    rows = sorted({row for part in span.content for row in scope.rows(key.report, part)} or {span.sentence})
    return Spoken(key, span, _record(scope, cast, key, ids, actor_id), tuple(rows), actor_id)


def _record(scope: Scope, cast: Cast, key: SpanKey, ids: list[str], actor_id: str | None) -> Statement:
    material = scope.materials[key.report]
    text, span = material.report.text, material.reading.statements[key.at]
    contents = [part for part in span.content if part.start < part.end <= len(text)]
    words = span.speaker.words(text) if span.speaker else None
    actor = cast.by_id.get(actor_id) if actor_id else None
    outer = span.nested_in
    nested = outer is not None and 0 <= outer < len(ids) and (scope.includes(key.report, _outer(material, outer)))
    return Statement(
        id=ids[key.at],
        speaker=actor.name if actor else span.speaker_name or words,
        cue=span.cue.words(text) if span.cue else "",
        content=" … ".join(part.words(text) for part in contents),
        form=span.form,
        modality=span.modality,
        channel=span.channel,
        said=_said(material, span),
        anchor=scope.anchor(key.report, span),
        content_anchors=tuple(scope.anchor(key.report, part) for part in contents),
        speaker_words=words,
        speaker_kind=span.speaker_kind,
        role=span.role or (actor.role if actor else None),
        organisation=span.organisation or (actor.organisation if actor else None),
        nested_in=ids[outer] if nested and outer is not None else None,
        reasons=span.reasons,
        said_words=_time_words(material, span),
    )


def _outer(material: Material, outer: int) -> int:
    return material.reading.statements[outer].sentence


def _said(material: Material, span: StatementSpan) -> str | None:
    if span.said is None or not 0 <= span.said < len(material.reading.times):
        return None
    time = material.reading.times[span.said]
    if time.earliest is None:
        return time.words(material.report.text)
    if time.latest and time.latest[: len("2019-03-04")] != time.earliest[: len("2019-03-04")]:
        return f"{time.earliest}/{time.latest}"  # an interval, as EDTF writes it
    # "Monday night" is a day and a part of it; printing 18:00 would be finer than what was said.
    return time.earliest if time.grain == "time" else time.earliest[: len("2019-03-04")]


def _time_words(material: Material, span: StatementSpan) -> str | None:
    if span.said is None or not 0 <= span.said < len(material.reading.times):
        return None
    return material.reading.times[span.said].words(material.report.text)
