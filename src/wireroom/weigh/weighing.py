"""The path through the stage: each part takes what the one before it gave."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wireroom.records.readings import Material
from wireroom.records.stories import Join, Statement, Story, Weighed
from wireroom.weigh.actors import actors_of
from wireroom.weigh.claims import claims_of
from wireroom.weigh.comparability import Comparison, compare
from wireroom.weigh.figures import Observation, observations_of
from wireroom.weigh.gaps import gaps_of
from wireroom.weigh.groups import group
from wireroom.weigh.likeness import CompareFigures
from wireroom.weigh.places import places_of
from wireroom.weigh.propositions import Proposition, propositions_of
from wireroom.weigh.relating import related
from wireroom.weigh.rulings import ruled, rulings_of
from wireroom.weigh.scope import scope_of
from wireroom.weigh.series import series_of
from wireroom.weigh.statements import SpanKey, Spoken, statements_of
from wireroom.weigh.voices import Voices

AGREEING = ("agree", "compatible")


def weigh_story(
    story: Story,
    materials: Sequence[Material],
    *,
    policy: str,
    as_of: datetime | None,
    decisions: Sequence[Join] = (),
) -> Weighed:
    """The weighed story; see `wireroom.weigh.weigh`."""
    rulings = rulings_of(decisions)
    scope = scope_of(story, ruled(materials, rulings), as_of)
    cast = actors_of(scope, rulings)
    spoken = statements_of(scope, cast)
    voices = Voices(scope, cast, spoken)
    observations = observations_of(scope, spoken, voices)
    grouping = group(scope, propositions_of(scope, cast, spoken), figure_comparer(observations))
    figures = dict(zip((one.key for one in observations), related(observations, grouping), strict=True))
    claims, joins = claims_of(scope, grouping, spoken, voices, figures)
    return Weighed(
        story=story,
        statements=_with_origins(spoken, voices),
        claims=claims,
        figures=tuple(figures.values()),
        series=series_of(observations, figures, policy),
        actors=cast.actors,
        places=places_of(scope),
        gaps=gaps_of(observations),
        joins=tuple(sorted((*cast.joins, *joins))),
        notes=scope.notes,
    )


def figure_comparer(observations: Sequence[Observation]) -> CompareFigures:
    """Compares the figures of two propositions: those of one measure and group, leaving the event to the caller."""
    by_key: Mapping[SpanKey, Observation] = {one.key: one for one in observations}

    def compare_figures(left: Proposition, right: Proposition) -> list[Comparison]:
        firsts = [by_key.get(SpanKey(left.report, index)) for index in left.figures]
        seconds = [by_key.get(SpanKey(right.report, index)) for index in right.figures]
        rows = [[_kindred(one, other) for other in seconds] for one in firsts]
        columns = list(zip(*rows, strict=True))
        agreed_rows, agreed_columns = [_agrees(row) for row in rows], [_agrees(column) for column in columns]
        # A number that agrees with one of the other side is not also in dispute with the next.
        return [
            cell
            for row, row_agrees in zip(rows, agreed_rows, strict=True)
            for cell, column_agrees in zip(row, agreed_columns, strict=True)
            if cell and (cell.kind in AGREEING or not (row_agrees or column_agrees))
        ]

    return compare_figures


def _kindred(one: Observation | None, other: Observation | None) -> Comparison | None:
    if one and other and one.span.measure == other.span.measure and one.group == other.group:
        return compare(one, other)
    return None


def _agrees(cells: Sequence[Comparison | None]) -> bool:
    return any(cell is not None and cell.kind in AGREEING for cell in cells)


def _with_origins(spoken: Mapping[SpanKey, Spoken], voices: Voices) -> tuple[Statement, ...]:
    return tuple(replace(item.record, origin=voices.of_statement(key).name) for key, item in spoken.items())
