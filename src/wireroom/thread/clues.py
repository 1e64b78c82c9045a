"""What a line says that ties it to the event of the others or shows another: kinds of names, places, weekdays, who speaks.

A speaker alone shows little: on one event many bodies speak once each. A name of a newsroom shows nothing: "told Channel 5"
stands in every story. Features measured on stitched dev texts (docs/internals/strays.md says which were tried and left out).
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.thread.lines import TextLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
NOWHERE = -1.0  # distance of a line that names no place, or where no other line names one
NO_COUNTRY = -0.1
_NEWSROOM = re.compile(
    r"\b(?:News|Channel|TV|Times|Post|Radio|Herald|Tribune|Journal|Gazette|Press|Fox|FOX|Reuters|AFP|AP|CNN|BBC|NBC|ABC|CBS)\b"
    r"|^[KW][A-Z]{2,3}(?:-TV)?\b"
)

FEATURES = (
    "own_telling_bits",  # of names no other line has, speakers and newsrooms left out
    "own_places",  # how many of these are places
    "speakers",
    "own_speakers",  # who speak and are named in no other line
    "quoted",
    "person_share",  # of the other lines, those with the person of it that most of them have
    "country_share",  # the same of countries, by the places it names
    "own_weekdays",  # that no other line has
    "farthest_place",  # log of 1 + km from its farthest place to the nearest place of another line
)


def clue_features(lines: Sequence[TextLine]) -> dict[str, "Floats"]:
    """The columns FEATURES, each (n,), of the lines of one heap."""
    import numpy as np

    names = Counter(name for line in lines for name in line.names)
    weekdays = Counter(day for line in lines for day in line.weekdays)
    countries = Counter(country for line in lines for country in line.countries)
    rows = [_row(line, names, weekdays, countries, max(1, len(lines) - 1)) for line in lines]
    columns = {key: np.array([row[key] for row in rows], np.float64) for key in rows[0]}
    return columns | {"farthest_place": _farthest(lines)}


def is_newsroom(name: str) -> bool:
    """Whether a name is that of a newspaper, an agency or a station."""
    return _NEWSROOM.search(name) is not None


def _row(
    line: TextLine, names: Counter[str], weekdays: Counter[str], countries: Counter[str], others: int
) -> dict[str, float]:
    own = [name for name in line.names if names[name] == 1 and name not in line.speakers and not is_newsroom(name)]
    people = [names[name] - 1 for name in line.names if line.kinds.get(name) == "person"]
    return {
        "own_telling_bits": sum(sorted(line.names[name] for name in own)),
        "own_places": sum(line.kinds.get(name) == "place" for name in own),
        "speakers": len(line.speakers),
        "own_speakers": sum(names[name] <= 1 for name in line.speakers),
        "quoted": float(line.quoted),
        "person_share": max(people, default=0) / others,
        "country_share": max(((countries[country] - 1) / others for country in line.countries), default=NO_COUNTRY),
        "own_weekdays": sum(weekdays[day] == 1 for day in line.weekdays),
    }


def _farthest(lines: Sequence[TextLine]) -> "Floats":
    import numpy as np

    points = np.radians([point for line in lines for point in line.points]).reshape(-1, 2)
    owners = np.array([row for row, line in enumerate(lines) for _ in line.points], np.int64)
    nearest = np.array([_nearest(points, owners, row) for row in range(len(points))])
    found = np.full(len(lines), NOWHERE)
    known = np.isfinite(nearest)
    np.maximum.at(found, owners[known], np.log1p(nearest[known]))
    return found


def _nearest(points: "Floats", owners: "NDArray[np.int64]", row: int) -> float:
    """The distance in km from a point to the nearest one of another line; infinite where there is none (haversine)."""
    import numpy as np

    others = points[owners != owners[row]]
    if not len(others):
        return float("inf")
    half = np.sin((others - points[row]) / 2) ** 2
    square = half[:, 0] + np.cos(points[row, 0]) * np.cos(others[:, 0]) * half[:, 1]
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(min(1.0, float(square.min())))))
