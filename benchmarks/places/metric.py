"""How well places are found and located.

`acc161` is the share of found, located toponyms within 161 km (100 miles) of the gold point, and `mean_km` their mean
distance on a sphere (Gritta et al. 2018, "What's missing in geographical parsing?"). `end_to_end_f1` counts a place as
right when its words are a gold toponym's and its point is within 161 km, over all gold and all found places.

With the gold spans given to the reader: `gold_acc161` and `gold_mean_km` over those that it places, as the published
figures count; `gold_right` the share of all gold toponyms with a point that lie within 161 km, so that "unplaced" is
wrong; `lacking` the share of those for which the gazetteer has no candidate within 161 km.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

NEAR_KM = 161.0
EARTH_KM = 6371.0

Point = tuple[float, float]
Located = dict[tuple[int, int], Point | None]
ABSENT, WRONG_POINTS = "name not in the gazetteer", "only other places of the name in the gazetteer"
UNPLACED, WRONG_CHOICE = "not placed though known", "wrong candidate"
RESOLUTION_ERRORS = (ABSENT, WRONG_POINTS, UNPLACED, WRONG_CHOICE)


@dataclass(frozen=True, slots=True)
class Document:
    """One text: gold spans, spans found, gold spans as the reader places them, and their candidates' points."""

    gold: Located
    found: Located
    resolved: Located
    candidates: dict[tuple[int, int], list[Point]]


def distance_km(left: Point, right: Point) -> float:
    """The distance along the Earth's surface (haversine)."""
    lat, lon, other_lat, other_lon = (radians(angle) for angle in (*left, *right))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def score(pairs: list[tuple[Located, Located]]) -> dict[str, float]:
    """Scores over documents of (gold, found); gold toponyms without a point count for finding only."""
    distances = [
        distance_km(point, found[span])  # type: ignore[arg-type]
        for gold, found in pairs
        for span, point in gold.items()
        if point is not None and found.get(span) is not None
    ]
    right = sum(distance < NEAR_KM for distance in distances)
    wanted = sum(len(gold) for gold, _ in pairs)
    given = sum(len(found) for _, found in pairs)
    reached = sum(len(gold.keys() & found.keys()) for gold, found in pairs)
    return {
        "acc161": right / len(distances) if distances else 0.0,
        "mean_km": sum(distances) / len(distances) if distances else 0.0,
        "end_to_end_f1": 2 * right / (wanted + given) if wanted + given else 0.0,
        "found_f1": 2 * reached / (wanted + given) if wanted + given else 0.0,
        "located": float(len(distances)),
    }


def score_resolved(documents: list[Document]) -> dict[str, float]:
    """Scores with the gold spans given."""
    wanted = [(document, span, point) for document in documents for span, point in document.gold.items() if point]
    placed = [
        distance_km(point, got) for document, span, point in wanted if (got := document.resolved.get(span)) is not None
    ]
    right = sum(distance < NEAR_KM for distance in placed)
    lacking = sum(_lacks(document, span, point) for document, span, point in wanted)
    return {
        "gold_acc161": right / len(placed) if placed else 0.0,
        "gold_mean_km": sum(placed) / len(placed) if placed else 0.0,
        "gold_right": right / len(wanted) if wanted else 0.0,
        "lacking": lacking / len(wanted) if wanted else 0.0,
        "toponyms": float(len(wanted)),
    }


def error_kind(document: Document, span: tuple[int, int]) -> str | None:
    """Why a gold span is not within 161 km of its point; None when it is, or has no point."""
    point, got = document.gold[span], document.resolved.get(span)
    if point is None or (got is not None and distance_km(point, got) < NEAR_KM):
        return None
    if not document.candidates[span]:
        return ABSENT
    if _lacks(document, span, point):
        return WRONG_POINTS
    return UNPLACED if got is None else WRONG_CHOICE


def _lacks(document: Document, span: tuple[int, int], point: Point) -> bool:
    return all(distance_km(point, other) >= NEAR_KM for other in document.candidates[span])
