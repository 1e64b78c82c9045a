"""How well places are found and located.

`acc161` is the share of found, located toponyms within 161 km (100 miles) of the gold point, and `mean_km` their mean
distance on a sphere (Gritta et al. 2018, "What's missing in geographical parsing?"). `end_to_end_f1` counts a place as
right when its words are a gold toponym's and its point is within 161 km, over all gold and all found places.
"""

from math import asin, cos, radians, sin, sqrt

NEAR_KM = 161.0
EARTH_KM = 6371.0

Point = tuple[float, float]
Located = dict[tuple[int, int], Point | None]


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
