"""Series: figures of one measure, population, place and aggregation, in order of time, with the value a policy shows."""

from collections import Counter
from collections.abc import Mapping, Sequence

from wireroom.records.ids import content_id
from wireroom.records.stories import Figure, RelationKind, Series, Standing
from wireroom.weigh.comparability import WIDE_PRECISION
from wireroom.weigh.figures import Observation, Whereabouts
from wireroom.weigh.policies import shown
from wireroom.weigh.standings import standing_of
from wireroom.weigh.statements import SpanKey
from wireroom.weigh.unions import Unions
from wireroom.weigh.wording import word_list, words_of

EVERYONE = "people"
"""The population of a series that counts everyone, whatever its reports call them."""

LINKING: tuple[tuple[RelationKind, ...], ...] = (
    ("confirms", "corrects"),
    ("updates", "compatible_with"),
    ("contested",),
)
"""Relations that put figures into one series, the surest first: a headline joins the town of its own report's count."""


def series_of(
    observations: Sequence[Observation], figures: Mapping[SpanKey, Figure], policy: str
) -> tuple[Series, ...]:
    """The series of a story, those with most figures first.

    Figures belong together when they could be compared (so the conditions of `comparability` hold, the event among
    them) and no two of them name other places.
    """
    ordered = sorted(observations, key=lambda one: (one.said.latest.isoformat() if one.said else "", one.figure.id))
    by_id = {one.figure.id: place for place, one in enumerate(ordered)}
    unions = Unions(range(len(ordered)))
    places = {at: one.place.key for at, one in enumerate(ordered) if one.place and not _wide(one.place)}
    for kinds in LINKING:
        for place, one in enumerate(ordered):
            for relation in figures[one.key].relations:
                if relation.kind in kinds and relation.to in by_id:
                    _join(unions, places, place, by_id[relation.to])
    made = [_series([ordered[place] for place in group], figures, policy) for group in unions.groups()]
    return tuple(sorted(made, key=lambda one: (-len(one.figure_ids), one.measure, one.population, one.id)))


def _join(unions: Unions[int], places: dict[int, str], left: int, right: int) -> None:
    """Join two groups of figures unless they name two places; `places` is by the root of a group."""
    named = {places[root] for root in (unions.root(left), unions.root(right)) if root in places}
    if len(named) <= 1 and unions.join(left, right) and named:
        places[unions.root(left)] = named.pop()


def _series(members: list[Observation], figures: Mapping[SpanKey, Figure], policy: str) -> Series:
    """One series; `members` in order of time."""
    current = [one for one in members if figures[one.key].standing != "superseded"] or members
    first = members[0]
    return Series(
        measure=first.span.measure,
        population=_population(members),
        place=_place(members),
        aggregation=first.span.aggregation,
        policy=policy,
        shown=shown(policy, current),
        figure_ids=tuple(one.figure.id for one in members),
        standing=_standing(current, figures),
        id=content_id("se", min(one.figure.id for one in members)),
    )


def _wide(place: Whereabouts) -> bool:
    return (place.precision or 0) >= WIDE_PRECISION


def _place(members: Sequence[Observation]) -> str | None:
    """The words of the narrowest place named, the commonest first."""
    places = Counter(one.place.words for one in members if one.place and not _wide(one.place))
    places = places or Counter(one.place.words for one in members if one.place)
    return min(places, key=lambda words: (-places[words], words)) if places else None


def _population(members: Sequence[Observation]) -> str:
    if all(one.whole for one in members) and any(_is_everyone(one) for one in members):
        return EVERYONE
    counts = Counter(one.span.population for one in members if one.span.population)
    return min(counts, key=lambda words: (-counts[words], words)) if counts else ""


def _is_everyone(one: Observation) -> bool:
    """Whether the words for the counted name nobody in particular: "bodies", "deaths", "persons"."""
    words = words_of(one.span.population)
    return bool(words) and set(words) <= word_list("everyone")


def _standing(current: Sequence[Observation], figures: Mapping[SpanKey, Figure]) -> Standing:
    inside = {figures[one.key].id for one in current}
    relations = [relation for one in current for relation in figures[one.key].relations if relation.to in inside]
    agreeing: set[str] = set()
    for one in current:
        if one.voice.known and figures[one.key].standing == "corroborated":
            agreeing.add(one.voice.key)
    return standing_of(len(agreeing), relations)
