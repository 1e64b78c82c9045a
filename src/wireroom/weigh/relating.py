"""Which figures of a story are set against each other, and the relations and standings that follow.

Only kindred measures meet. A small family is compared pair by pair; in a large one each figure meets the figures
before it in time of its own series and those of passages near its own, so that cost stays linear and the list readable.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wireroom.records.stories import Figure, Relation, RelationKind, Standing
from wireroom.weigh.comparability import Comparison, Nearness, compare
from wireroom.weigh.figures import Observation
from wireroom.weigh.groups import Grouping
from wireroom.weigh.standings import standing_of
from wireroom.weigh.statements import SpanKey

SMALL_FAMILY = 40
"""Figures of a family up to which every pair is compared."""
BEFORE = 6
"""Earlier figures of its series that a figure of a large family meets."""
NOT_COMPARABLE_MOST = 3
"""Failed comparisons named for a figure: the ones with the fewest failed conditions."""
RELATIONS_MOST = 12

_KINDS: Mapping[str, RelationKind] = {
    "agree": "confirms",
    "compatible": "compatible_with",
    "contested": "contested",
    "not_comparable": "not_comparable",
}
_ORDER: tuple[RelationKind, ...] = ("corrects", "updates", "contested", "confirms", "compatible_with", "not_comparable")

Found = list[tuple[Relation, Observation]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Likeness of the passages two figures stand in; None where a figure stands in no weighed proposition."""

    grouping: Grouping
    places: Mapping[SpanKey, int]
    rows: Mapping[tuple[int, int], int]

    def between(self, left: Observation, right: Observation) -> Nearness | None:
        """How near the two figures' passages lie."""
        first, second = self._place(left), self._place(right)
        if first is None or second is None or not self.grouping.vectors.shape[1]:
            return None
        cosine = round(float((self.grouping.vectors[first] * self.grouping.vectors[second]).sum()), 4)
        one, other = self.grouping.propositions[first], self.grouping.propositions[second]
        return Nearness(cosine, round(self.grouping.rarity.held(one, other), 4))

    def _place(self, one: Observation) -> int | None:
        """The proposition a figure stands in, or another of its sentence."""
        return self.places.get(one.key, self.rows.get((one.key.report, one.row)))


def surroundings_of(grouping: Grouping) -> Surroundings:
    """Look-up of the likeness of passages by figure."""
    places: dict[SpanKey, int] = {}
    rows: dict[tuple[int, int], int] = {}
    for place, one in enumerate(grouping.propositions):
        rows.setdefault((one.report, one.row), place)
        places.update((SpanKey(one.report, index), place) for index in one.figures)
    return Surroundings(grouping, places, rows)


def related(observations: Sequence[Observation], grouping: Grouping) -> list[Figure]:
    """The figures with their relations and standings, in the order of the observations."""
    surroundings = surroundings_of(grouping)
    found: dict[SpanKey, Found] = defaultdict(list)
    for left, right in _pairs(observations, grouping):
        comparison = compare(left, right, nearness=surroundings.between(left, right))
        if comparison.kind == "not_comparable" and not _worth_naming(left, right, comparison):
            continue
        for one, other, kind in _directed(left, right, comparison):
            found[one.key].append((Relation(kind, other.figure.id, comparison.reason), other))
    replaced = _replaced(found)
    return [_with(one, found.get(one.key, []), one.key in replaced) for one in observations]


def _pairs(observations: Sequence[Observation], grouping: Grouping) -> list[tuple[Observation, Observation]]:
    families: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.family != "other":
            families[one.family, one.span.unit].append(one)
    pairs: dict[tuple[SpanKey, SpanKey], tuple[Observation, Observation]] = {}
    by_key = {one.key: one for one in observations}
    for name in sorted(families):
        members = sorted(families[name], key=_in_time)
        if len(members) <= SMALL_FAMILY:
            met = [(one, other) for place, one in enumerate(members) for other in members[:place]]
        else:
            met = _before(members)
        pairs.update({(other.key, one.key): (other, one) for one, other in met})
    for one, other in _of_alike_passages(grouping, by_key):
        if (other.key, one.key) not in pairs and one.family == other.family != "other":
            pairs.setdefault((one.key, other.key), (one, other))
    return [pairs[key] for key in sorted(pairs)]


def _before(members: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """Each figure with the nearest earlier ones of its series; `members` in order of time."""
    series: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    met: list[tuple[Observation, Observation]] = []
    for one in members:
        earlier = series[one.span.measure, one.group, one.place.key if one.place else "", one.span.aggregation]
        met.extend((one, other) for other in earlier[-BEFORE:])
        earlier.append(one)
    return met


def _of_alike_passages(
    grouping: Grouping, by_key: Mapping[SpanKey, Observation]
) -> list[tuple[Observation, Observation]]:
    met = []
    for left, right in sorted(grouping.decided):
        one, other = grouping.propositions[left], grouping.propositions[right]
        for first in one.figures:
            for second in other.figures:
                pair = (by_key.get(SpanKey(one.report, first)), by_key.get(SpanKey(other.report, second)))
                if pair[0] is not None and pair[1] is not None and pair[0].key != pair[1].key:
                    met.append((pair[0], pair[1]))
    return met


def _in_time(one: Observation) -> tuple[str, str, int]:
    return (one.said.earliest.isoformat() if one.said else "", one.report_id, one.span.start)


def _worth_naming(left: Observation, right: Observation, comparison: Comparison) -> bool:
    """Whether a reader could mistake the pair for comparable: the same people, or the same measure."""
    failed = [condition.split(":")[0] for condition in comparison.reason.split("; ")]
    if "event" in failed or left.figure.part_of or right.figure.part_of:
        return False
    if "measure" in failed:
        return len(failed) <= 3 and not {"population", "place"} & set(failed)
    return len(failed) <= 2


def _directed(
    left: Observation, right: Observation, comparison: Comparison
) -> list[tuple[Observation, Observation, RelationKind]]:
    if comparison.kind in ("updates", "corrects"):
        later, earlier = (left, right) if comparison.later == "left" else (right, left)
        return [(later, earlier, "corrects" if comparison.kind == "corrects" else "updates")]
    kind = _KINDS[comparison.kind]
    return [(left, right, kind), (right, left, kind)]


def _replaced(found: Mapping[SpanKey, Found]) -> set[SpanKey]:
    """Figures that a later one of the same known origin or outlet updates or corrects."""
    return {
        other.key
        for relations in found.values()
        for relation, other in relations
        if relation.kind in ("updates", "corrects")
    }


def _with(one: Observation, found: Found, replaced: bool) -> Figure:
    kept: list[Relation] = []
    failed = 0
    for relation, _ in sorted(found, key=_strength):
        if relation.kind == "not_comparable":
            failed += 1
            if failed > NOT_COMPARABLE_MOST:
                continue
        kept.append(relation)
    return replace(one.figure, relations=tuple(kept[:RELATIONS_MOST]), standing=_standing(one, found, replaced))


def _strength(item: tuple[Relation, Observation]) -> tuple[int, int, str]:
    relation, _ = item
    return (_ORDER.index(relation.kind), relation.reason.count("; "), relation.to)


def _standing(one: Observation, found: Found, replaced: bool) -> Standing:
    agreeing = {one.voice.key} if one.voice.known else set()
    agreeing.update(other.voice.key for relation, other in found if relation.kind == "confirms" and other.voice.known)
    return standing_of(len(agreeing), [relation for relation, _ in found], replaced=replaced)
