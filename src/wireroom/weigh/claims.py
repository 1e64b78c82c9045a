"""Claims: groups of propositions written out, with their words, their origins, their relations and their standing.

A claim's words are those of its fullest and plainest passage; its id hangs on its earliest passage, so that a later
report that says the same does not rename it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from wireroom.records.ids import content_id
from wireroom.records.stories import Claim, Figure, Join, Origin, Relation
from wireroom.weigh.groups import Grouping
from wireroom.weigh.likeness import Likeness
from wireroom.weigh.origins import origins_of, voiced
from wireroom.weigh.propositions import Proposition
from wireroom.weigh.scope import Scope
from wireroom.weigh.standings import origin_count, standing_of
from wireroom.weigh.statements import SpanKey, Spoken
from wireroom.weigh.voices import Voices

MADE_BY = "weigh.claims"
_RELATIONS_MOST = 12
"""Relations kept for a claim: the strongest."""
_PLAIN_WORDS = 40
"""Words from which a longer passage is no fuller, only longer."""
_HEDGE_COST = 6
"""Words that a hedge outweighs when the passage that stands for a claim is chosen."""
_REASONS_MOST = 5


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before its relations: its members, the fullest first."""

    id: str
    members: tuple[int, ...]
    origins: tuple[Origin, ...]
    voices: frozenset[str]


def claims_of(
    scope: Scope,
    grouping: Grouping,
    spoken: Mapping[SpanKey, Spoken],
    voices: Voices,
    figures: Mapping[SpanKey, Figure],
) -> tuple[tuple[Claim, ...], tuple[Join, ...]]:
    """The claims, most salient first, and the decisions that made them. `figures` carry their relations already."""
    drafts = [_draft(scope, grouping, members, spoken, voices) for members in grouping.groups]
    held = {member: draft for draft in drafts for member in draft.members}
    relations = _relations(grouping, held, figures)
    nearness = grouping.nearness().tolist()
    claims = [_claim(scope, grouping, draft, relations.get(draft.id, []), figures, nearness) for draft in drafts]
    joins = [join for draft in drafts for join in _joins(scope, grouping, draft, spoken)]
    ordered = sorted(claims, key=lambda claim: (-claim.salience, claim.anchors[0], claim.id))
    return tuple(ordered), tuple(sorted(set(joins)))


def _draft(
    scope: Scope, grouping: Grouping, members: Sequence[int], spoken: Mapping[SpanKey, Spoken], voices: Voices
) -> _Draft:
    ordered = list(members)
    if len(members) > 1:
        ordered.sort(key=lambda member: _fullness(scope, grouping.propositions[member]))
    held = [grouping.propositions[member] for member in ordered]
    found = voiced(held, voices)
    earliest = min(held, key=lambda one: _time_order(scope, one))
    place = (str(earliest.spans[0].start), str(earliest.spans[0].end), "said" if earliest.statement else "bare")
    return _Draft(
        id=content_id("cl", scope.story.id, scope.materials[earliest.report].report.id, *place),
        members=tuple(ordered),
        origins=origins_of(held, found, spoken),
        voices=frozenset(voice.key for voice in found),
    )


def _fullness(scope: Scope, one: Proposition) -> tuple[int, bool, tuple[str, str, int]]:
    """Order of passages to stand for a claim: full and plain, not a headline, early."""
    words = min(len(one.words), _PLAIN_WORDS) - _HEDGE_COST * one.hedges
    return (-words, one.headline, _time_order(scope, one))


def _time_order(scope: Scope, one: Proposition) -> tuple[str, str, int]:
    report = scope.materials[one.report].report
    return (report.published.isoformat() if report.published else "~", report.id, one.spans[0].start)


def _claim(
    scope: Scope,
    grouping: Grouping,
    draft: _Draft,
    relations: list[Relation],
    figures: Mapping[SpanKey, Figure],
    nearness: Sequence[float],
) -> Claim:
    held = [grouping.propositions[member] for member in draft.members]
    anchors = [scope.anchor(one.report, span) for one in held for span in one.spans]
    counted = [figures[key] for one in held for index in one.figures if (key := SpanKey(one.report, index)) in figures]
    replaced = bool(counted) and all(figure.standing == "superseded" for figure in counted)
    statement_ids = {identity for origin in draft.origins for identity in origin.statement_ids}
    reports = len({one.report for one in held})
    return Claim(
        id=draft.id,
        text=" … ".join(anchor.quote for anchor in anchors[: len(held[0].spans)]),
        standing=standing_of(sum(origin.known for origin in draft.origins), relations, replaced=replaced),
        origins=draft.origins,
        report_count=reports,
        relations=tuple(relations),
        anchors=tuple(anchors),
        statement_ids=tuple(sorted(statement_ids)),
        reasons=_reasons(grouping, draft),
        salience=_salience(grouping, draft, reports, nearness),
    )


def _reasons(grouping: Grouping, draft: _Draft) -> tuple[str, ...]:
    """Why these passages are one claim, and how they count."""
    passages, origins = len(draft.members), origin_count(draft.origins)
    if passages == 1:
        return ()
    found = {reason for one in draft.members if one in grouping.joined_by for reason in grouping.joined_by[one].reasons}
    count = f"{passages} passages, {origins} {'origin' if origins == 1 else 'origins'}"
    return (count, *sorted(found or {"the same words"})[:_REASONS_MOST])


def _salience(grouping: Grouping, draft: _Draft, reports: int, nearness: Sequence[float]) -> float:
    """How much of the story hangs on a claim: reports, passages, origins, nearness to its centre, a headline."""
    near = max(sum(nearness[member] for member in draft.members) / len(draft.members), 0.0)
    headline = any(grouping.propositions[member].headline for member in draft.members)
    weight = log2(1 + reports) + 0.5 * log2(1 + len(draft.members)) + 0.5 * log2(1 + origin_count(draft.origins))
    return round(weight * (0.5 + near) + (0.25 if headline else 0.0), 3)


def _joins(scope: Scope, grouping: Grouping, draft: _Draft, spoken: Mapping[SpanKey, Spoken]) -> Iterator[Join]:
    """A star around the claim: why each further passage belongs to it."""
    for member in draft.members[1:]:
        one = grouping.propositions[member]
        right = spoken[one.statement].record.id if one.statement else scope.materials[one.report].report.id
        found = grouping.joined_by.get(member)
        reasons = found.reasons if found else ("the same words",)
        yield Join(draft.id, right, "claim", "same", found.score if found else 1.0, reasons, MADE_BY)


def _relations(
    grouping: Grouping, held: Mapping[int, _Draft], figures: Mapping[SpanKey, Figure]
) -> dict[str, list[Relation]]:
    """Relations between claims, the strongest first; a dispute outranks a later count, that a shared core."""
    found: dict[str, dict[str, tuple[int, float, Relation]]] = defaultdict(dict)
    owners = {figure.id: key for key, figure in figures.items()}
    for (left, right), alike in sorted(grouping.decided.items()):
        if held[left].id == held[right].id:
            continue
        for one, other in ((left, right), (right, left)):
            ranked = _relation(grouping, one, other, alike, held, figures, owners)
            if ranked:
                known = found[held[one].id].get(held[other].id)
                if known is None or (ranked[0], -alike.score) < (known[0], -known[1]):
                    found[held[one].id][held[other].id] = (ranked[0], alike.score, ranked[1])
    return {claim: _strongest(list(relations.values())) for claim, relations in found.items()}


def _strongest(relations: list[tuple[int, float, Relation]]) -> list[Relation]:
    relations.sort(key=lambda item: (item[0], -item[1], item[2].to))
    return [relation for _, _, relation in relations[:_RELATIONS_MOST]]


def _relation(
    grouping: Grouping,
    one: int,
    other: int,
    alike: Likeness,
    held: Mapping[int, _Draft],
    figures: Mapping[SpanKey, Figure],
    owners: Mapping[str, SpanKey],
) -> tuple[int, Relation] | None:
    """The relation of one claim to another by a pair of their propositions, with its rank."""
    to, reason = held[other].id, alike.reasons[0]
    if alike.label == "contradicts" and held[one].voices != held[other].voices:
        return 0, Relation("disputes", to, reason)
    later = _replaced_figure(grouping, one, other, figures, owners)
    if later:
        return 1, Relation(later.kind, to, later.reason)
    if alike.label == "overlaps":
        return 2, Relation("compatible_with", to, reason)
    return None


def _replaced_figure(
    grouping: Grouping, one: int, other: int, figures: Mapping[SpanKey, Figure], owners: Mapping[str, SpanKey]
) -> Relation | None:
    """The relation by which a figure of the one replaces a figure of the other."""
    newer, older = grouping.propositions[one], grouping.propositions[other]
    wanted = {SpanKey(older.report, index) for index in older.figures}
    for index in newer.figures:
        figure = figures.get(SpanKey(newer.report, index))
        for relation in figure.relations if figure else ():
            if relation.kind in ("updates", "corrects") and owners.get(relation.to) in wanted:
                return relation
    return None
