"""Which place a name stands for, of all that bear it.

Every name of the text votes for the countries, first-order areas and squares of the map where its own candidates lie,
each candidate in proportion to its people and to what stands beside the name. A candidate is then scored by its people,
by what stands beside it (`placeclues`) and by the votes of the text's other names, and the votes are counted once more
with what was chosen. The cost grows with the number of candidates, never with its square. The idea that the places of a
text lie together is Leidner's (2007, "Toponym Resolution in Text"); the weights are ours, set on GeoVirus and on the
towns of American incident reports.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, log10, radians

from wireroom.read.gazetteer import Entry, look_up_key
from wireroom.read.placeclues import Clue

# Weights in units of the logarithm of people: ten times more people are worth PEOPLE.
PEOPLE = 0.7
COUNTRY_BONUS, REGION_BONUS = 4.0, 1.5
COUNTRY_VOTES, AREA_VOTES, SQUARE_VOTES = 3.0, 3.0, 2.0
SAID_INSIDE, SAID_ELSEWHERE = 8.0, -2.0
SAID_LOOSELY = 4.0
SAID_KIND = 5.0
# A neighbour in a row is of the same kind (two states, two countries); an area named in the sentence; a name of its own
# and not another spelling.
SAME_ROW, SAME_SENTENCE, OWN_NAME = 3.0, 1.0, 0.5
# A large town before the region of its name ("New York", "Washington"), unless the text says which.
LARGE_TOWN = 500_000
# Sides of the map's squares in degrees, and distances that count as inside a district, a landscape, a town.
SQUARE = 1.5
_AROUND = ((0, 0), (-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
DISTRICT_KM, LANDSCAPE_KM, TOWN_KM = 100.0, 600.0, 60.0
# Inhabitants added to every candidate before their votes are shared out.
SMOOTHING = 500
# Votes for its country from the other names that tie a name to a text.
TIED = 0.5
# Names that vote: more would not change the outcome, and would cost.
VOTERS = 60

Key = tuple[object, ...]


@dataclass(slots=True)
class Name:
    """One name of a text: its candidates, what stands beside its namings, and whether it names what holds another."""

    options: tuple[Entry, ...]
    words: str = ""
    holds: bool = False
    clues: list[Clue] = field(default_factory=list)
    # Candidates of its neighbours in rows ("A, B and C"), and the states and provinces named in its sentences.
    row: list[tuple[Entry, ...]] = field(default_factory=list)
    beside: list[Entry] = field(default_factory=list)
    # Where each candidate lies, in the order of the candidates (`_keys`).
    keys: list[tuple[Key, ...]] = field(default_factory=list)
    chosen: Entry | None = None
    # Whether another name, or an adjective, speaks for the country of what was chosen.
    tied: bool = False


def choose(names: Sequence[Name], adjectives: Mapping[str, int]) -> None:
    """Fill in what every name stands for; `adjectives` counts the countries whose adjectives the text uses."""
    for name in names:
        name.keys = [_keys(entry) for entry in name.options]
    for _ in range(2):
        votes = [_votes(name) for name in names[:VOTERS]]
        total: Counter[Key] = Counter({("country", iso): float(min(count, 4)) for iso, count in adjectives.items()})
        for vote in votes:
            total.update(vote)
        weight = len(votes) + sum(min(count, 4) for count in adjectives.values())
        for number, name in enumerate(names):
            own: Mapping[Key, float] = votes[number] if number < VOTERS else {}
            name.chosen = _best(name, total, own, max(1.0, weight - bool(own)))
            country = ("country", name.chosen.country) if name.chosen else ()
            name.tied = total.get(country, 0.0) - own.get(country, 0.0) > TIED


def _best(name: Name, total: Mapping[Key, float], own: Mapping[Key, float], weight: float) -> Entry | None:
    if not name.options:
        return None
    clue = best_clue(name)
    key = look_up_key(name.words)
    scored = [
        (_score(entry, name, clue, key) + _voted(keys, total, own, weight), entry.population, entry.id, number)
        for number, (entry, keys) in enumerate(zip(name.options, name.keys, strict=True))
    ]
    return name.options[max(scored)[-1]]


def best_clue(name: Name) -> Clue:
    """The clue that says most: a state or region after a comma, else a wider place, else a kind."""
    return max(
        name.clues,
        key=lambda clue: (clue.after_comma, bool(clue.wider), clue.kind is not None, -clue.start),
        default=Clue(),
    )


def _score(entry: Entry, name: Name, clue: Clue, key: str) -> float:
    """How well an entry fits by its people, its kind and what stands beside the name; `key` is the name's."""
    value = log10(entry.population + 1) * PEOPLE + _kind_bonus(entry, name, clue)
    value += _said(entry, clue) + _beside(entry, name)
    return value + (OWN_NAME if entry.precision == 1 and look_up_key(entry.name) == key else 0.0)


def _voted(keys: tuple[Key, ...], total: Mapping[Key, float], own: Mapping[Key, float], weight: float) -> float:
    """What the other names' votes for its country, area and square add: shares, each worth its weight."""
    value = 0.0
    for worth, key in zip((COUNTRY_VOTES, AREA_VOTES, SQUARE_VOTES), keys, strict=False):
        others = total.get(key, 0.0) - own.get(key, 0.0)
        if others > 0:
            value += worth * min(1.0, others / weight)
    return value


def _kind_bonus(entry: Entry, name: Name, clue: Clue) -> float:
    if entry.precision == 6:
        return 0.0 if clue.kind == "area" else COUNTRY_BONUS
    towns = [other for other in name.options if other.precision <= 2]
    if entry.precision < 3:
        return SAID_KIND if clue.kind == "town" else 0.0
    if clue.kind == "area" or name.holds:
        return SAID_KIND
    if entry.precision == 7 or entry.id.startswith("wireroom:"):
        return REGION_BONUS
    if any(other.population >= LARGE_TOWN for other in towns):
        return -REGION_BONUS
    # A province is called by its bare name when no town of it bears the name.
    same = any(other.country == entry.country and other.admin == entry.admin for other in towns)
    return -REGION_BONUS if same else REGION_BONUS


def is_surely_an_area(name: Name) -> bool:
    """Whether a name stands for a state or province: no large town bears it, or it holds what stands before it."""
    first = name.options[0] if name.options else None
    towns = (other for other in name.options if other.precision <= 2)
    large = any(other.population >= LARGE_TOWN for other in towns)
    return first is not None and first.precision == 4 and (name.holds or not large)


def _beside(entry: Entry, name: Name) -> float:
    """What the neighbours of the name's namings say of an entry."""
    value = 0.0
    if entry.precision in (4, 6):
        value += SAME_ROW * any(_alike(entry, other) for mate in name.row for other in mate)
    if any(lies_in(entry, area) for area in name.beside):
        value += SAME_SENTENCE
    return value


def _alike(entry: Entry, other: Entry) -> bool:
    return entry.precision == other.precision and (entry.precision == 6 or entry.country == other.country)


def _said(entry: Entry, clue: Clue) -> float:
    """What the wider place beside the name says of an entry."""
    if clue.state:
        return SAID_INSIDE if entry.country == "US" and entry.admin == clue.state else SAID_ELSEWHERE
    if not clue.wider:
        return 0.0
    inside = any(lies_in(entry, wider) for wider in clue.wider)
    if clue.after_comma:
        # After a comma may stand the next name of a row.
        return SAID_INSIDE if inside else SAID_ELSEWHERE
    return SAID_LOOSELY if inside else 0.0


def lies_in(entry: Entry, wider: Entry) -> bool:
    """Whether a place lies in another, by codes where both have them, else by distance."""
    if entry.id == wider.id or entry.precision >= wider.precision > 2:
        return False
    if wider.precision == 6:
        return entry.country == wider.country
    if wider.country and entry.country != wider.country:
        return False
    if wider.precision == 4 and wider.admin:
        return entry.admin == wider.admin
    reach_km = DISTRICT_KM if wider.precision == 3 else LANDSCAPE_KM if wider.precision >= 4 else TOWN_KM
    return distance_km(entry.lat, entry.lon, wider.lat, wider.lon) < reach_km


def _keys(entry: Entry) -> tuple[Key, ...]:
    """Country, first-order area, square of the map and the eight squares around it, as far as its size lets it say."""
    if entry.precision >= 5:
        return (("country", entry.country),) if entry.country else ()
    country, area = ("country", entry.country), ("area", entry.country, entry.admin)
    if entry.precision == 4:
        return country, area
    north, east = round(entry.lat / SQUARE), round(entry.lon / SQUARE)
    return country, area, *(("square", north + up, east + right) for up, right in _AROUND)


def _votes(name: Name) -> dict[Key, float]:
    """For each country, area and square the share of the name's candidates there, by people; what was chosen counts
    for most of it. A square also gets the votes of the squares around it."""
    clue = best_clue(name)
    weights = [_weight(entry, name, clue) for entry in name.options]
    whole = sum(weights)
    votes: dict[Key, float] = {}
    for weight, keys in zip(weights, name.keys, strict=True):
        share = weight / whole
        for key in keys:
            if share > votes.get(key, 0.0):
                votes[key] = share
    return votes


def _weight(entry: Entry, name: Name, clue: Clue) -> float:
    weight = float(entry.population + SMOOTHING)
    if _said(entry, clue) > 0:
        weight *= 100
    if name.chosen is not None and entry.id == name.chosen.id:
        weight *= 3
    return weight * (3 if entry.precision == 6 else 1)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points, on a plane that is good enough to rank places (about 1 % within 500 km)."""
    north = (lat - other_lat) * 111.2
    across = abs(lon - other_lon)
    east = min(across, 360.0 - across) * 111.3 * cos(radians((lat + other_lat) / 2))
    return hypot(north, east)
