"""Which figures of a story are set against each other, and the relations and standings that follow.

Only kindred measures meet. A small family is compared pair by pair; in a large one each figure meets the figures
before it in time of its own series and those of passages near its own, so that cost stays linear and the list readable.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wireroom.records.stories import Figure, Relation, RelationKind, Standing
from wireroom.weigh.comparability import WIDE_PRECISION, Comparison, Nearness, compare
from wireroom.weigh.figures import Observation
from wireroom.weigh.groups import Grouping
from wireroom.weigh.settling import settled
from wireroom.weigh.standings import standing_of
from wireroom.weigh.statements import SpanKey

SMALL_FAMILY = 64
"""Figures of a family up to which every pair is compared."""
BEFORE = 6
"""Earlier figures of its series that a figure of a large family meets; as many of its number, and running counts."""
NOT_COMPARABLE_MOST = 3
"""Failed comparisons named for a figure: the ones with the fewest failed conditions."""
RELATIONS_MOST = 12
UPDATES_MOST = 8
"""Older counts named for a figure: the newest of those that no other named one replaces."""

HARMS = ("deaths", "injuries", "missing")
ONE_PLACE_SHARE = 0.6
"""Share of the reports that name a place for the harmed from which a story is of one happening: most, and not half."""

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
    one_event: bool = False

    def between(self, left: Observation, right: Observation) -> Nearness | None:
        """How near the two figures' passages lie."""
        first, second = self._place(left), self._place(right)
        if first is None or second is None or not self.grouping.vectors.shape[1]:
            return None
        cosine = round(float((self.grouping.vectors[first] * self.grouping.vectors[second]).sum()), 4)
        one, other = self.grouping.propositions[first], self.grouping.propositions[second]
        return Nearness(cosine, round(self.grouping.rarity.held(one, other), 4), self.one_event)

    def _place(self, one: Observation) -> int | None:
        """The proposition a figure stands in, or another of its sentence."""
        return self.places.get(one.key, self.rows.get((one.key.report, one.row)))


def surroundings_of(grouping: Grouping, observations: Sequence[Observation] = ()) -> Surroundings:
    """Look-up of the likeness of passages by figure; `observations` tell whether the story is of one happening."""
    places: dict[SpanKey, int] = {}
    rows: dict[tuple[int, int], int] = {}
    for place, one in enumerate(grouping.propositions):
        rows.setdefault((one.report, one.row), place)
        places.update((SpanKey(one.report, index), place) for index in one.figures)
    return Surroundings(grouping, places, rows, _one_event(observations))


def _one_event(observations: Sequence[Observation]) -> bool:
    """Whether the people harmed in a story were harmed in one place: most reports that name one name the same."""
    named = {
        (one.report_id, one.place.key)
        for one in observations
        if one.family in HARMS and one.place and (one.place.precision or 0) < WIDE_PRECISION
    }
    counts = Counter(place for _, place in named)
    return bool(counts) and max(counts.values()) >= ONE_PLACE_SHARE * counts.total()


def related(observations: Sequence[Observation], grouping: Grouping) -> list[Figure]:
    """The figures with their relations and standings, in the order of the observations."""
    surroundings = surroundings_of(grouping, observations)
    found: dict[SpanKey, Found] = defaultdict(list)
    pairs = _pairs(observations, grouping)
    compared = [
        (left, right, compare(left, right, nearness=surroundings.between(left, right))) for left, right in pairs
    ]
    for left, right, comparison in settled(compared):
        if comparison.kind == "not_comparable" and not _worth_naming(left, right, comparison):
            continue
        for one, other, kind in _directed(left, right, comparison):
            found[one.key].append((Relation(kind, other.figure.id, comparison.reason), other))
    replaced = _replaced(found)
    older = {key: [other for relation, other in items if relation.kind == "updates"] for key, items in found.items()}
    return [_with(one, _newest(found.get(one.key, []), older), one.key in replaced) for one in observations]


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
    """Each figure with the nearest earlier ones of its files; `members` in order of time."""
    files: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    met: list[tuple[Observation, Observation]] = []
    for one in members:
        for name in _files(one):
            met.extend((one, other) for other in files[name][-BEFORE:])
            files[name].append(one)
    return met


def _files(one: Observation) -> list[tuple[object, ...]]:
    """Under what a figure of a large family is filed: its place, its number, and, for a toll, the tolls of its group."""
    counted = (one.span.measure, one.group)
    names: list[tuple[object, ...]] = [(*counted, one.place.key if one.place else "", one.span.aggregation)]
    if one.value is not None:
        names.append((*counted, one.value))
    return [*names, (*counted, "running", one.span.aggregation)] if one.running else names


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


def _newest(found: Found, older: Mapping[SpanKey, Sequence[Observation]]) -> Found:
    """Without updates of counts that a later one of the same origin updates: 37 takes the place of 31, and 31 of 17."""
    updated = [(relation, other) for relation, other in found if relation.kind == "updates"]
    behind = {old.key for _, other in updated for old in older.get(other.key, ()) if old.voice.key == other.voice.key}
    newest = [(relation, other) for relation, other in updated if other.key not in behind] or updated
    newest.sort(key=lambda item: (item[1].said.latest.isoformat() if item[1].said else "", item[1].key), reverse=True)
    return [*((relation, other) for relation, other in found if relation.kind != "updates"), *newest[:UPDATES_MOST]]


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
