"""Places over reports: every naming of a place in the story's sentences, gathered by gazetteer id or by name."""

from collections import Counter, defaultdict

from wireroom.records.ids import content_id
from wireroom.records.readings import PlaceSpan
from wireroom.records.stories import Place
from wireroom.weigh.naming import key_of
from wireroom.weigh.scope import Scope


def places_of(scope: Scope) -> tuple[Place, ...]:
    """Places of a story, most named first. A name without coordinates takes none from a namesake."""
    groups: dict[str, list[PlaceSpan]] = defaultdict(list)
    for report, material in enumerate(scope.materials):
        text = material.report.text
        for span in material.reading.places:
            if scope.includes(report, span.sentence):
                groups[place_key(span, span.words(text))].append(span)
    places = [_place(key, spans) for key, spans in groups.items()]
    return tuple(sorted(places, key=lambda place: (-place.mentions, place.name, place.id)))


def place_key(span: PlaceSpan, words: str) -> str:
    """What makes two namings one place: the gazetteer's id, or the normal name where the gazetteer is silent."""
    return f"gazetteer {span.gazetteer_id}" if span.gazetteer_id else f"name {key_of(span.name or words)}"


def _place(key: str, spans: list[PlaceSpan]) -> Place:
    names = Counter(span.name for span in spans)
    # All spans of a gazetteer id carry the same point; sorting keeps the choice free of the order of reports.
    chosen = min(spans, key=lambda span: (span.precision or 9, span.name, span.lat or 0.0, span.lon or 0.0))
    return Place(
        id=content_id("pl", key),
        name=min(names, key=lambda name: (-names[name], name)),
        lat=chosen.lat,
        lon=chosen.lon,
        precision=chosen.precision,
        mentions=len(spans),
        country=chosen.country,
        alternatives=tuple(sorted({alternative for span in spans for alternative in span.alternatives})),
    )
