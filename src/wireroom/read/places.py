"""Which places a text names: every place mention with what the gazetteer knows of it.

A name may stand for several places. The choice weighs a name after a comma ("Name, Region"), the countries the text
names or calls by their adjective, nearness to the text's other places, and the number of people; a choice that hangs on
people alone is made only for large towns. No coordinates when the gazetteer lacks the name: never a made-up point.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import cos, hypot, log10, radians

from wireroom.nations import demonyms
from wireroom.read.gazetteer import Entry, entries
from wireroom.records.readings import Mention, NamedActor, PlaceSpan

NEAR_KM = 400.0
# Below this a town without any tie to the text is not preferred to "unknown".
LEAST_PEOPLE = 1_000
_FOLLOWS = re.compile(r"\s?,\s((?:[A-Z][\w'’-]*\.?|[A-Z]\.[A-Z]\.)(?:\s[A-Z][\w'’-]+)?)")
_NEARBY = re.compile(
    r"\b(?:near|outside|around|km from|miles from|kilometers from|kilometres from|suburbs? of|outskirts of)\s(?:the\s)?(?:[a-z]+\s){0,3}$"
)
_CAPITALISED = re.compile(r"[A-Z][a-z]+")
_POSTAL = re.compile(r"\s?,\s([A-Z]{2})\b")


def find_places(text: str, mentions: Sequence[Mention], actors: Sequence[NamedActor]) -> tuple[PlaceSpan, ...]:
    """The places among the mentions, in order, resolved together: the choice for one helps the others."""
    named = [mention for mention in mentions if mention.kind == "place"]
    options = [_options(text, mention) for mention in named]
    countries = _countries(text, options)
    settled = [choice[0] for choice in options if len(choice) == 1]
    chosen: dict[int, Entry | None] = {}
    by_actor: dict[tuple[int, str], Entry | None] = {}
    for index, mention in enumerate(named):
        hint = _hint(text, mention)
        key = (mention.actor, text[mention.start : mention.end])
        if hint is None and key in by_actor:
            chosen[index] = by_actor[key]
            continue
        chosen[index] = _choose(options[index], hint, countries, settled)
        if hint is not None or key not in by_actor:
            by_actor[key] = chosen[index]
        if chosen[index] is not None and len(options[index]) > 1:
            settled.append(chosen[index])  # type: ignore[arg-type]
    return tuple(_span(text, mention, chosen[index], options[index]) for index, mention in enumerate(named))


def _options(text: str, mention: Mention) -> tuple[Entry, ...]:
    words = " ".join(text[mention.start : mention.end].split())
    found = entries(words)
    if found:
        return found
    for tail in (" City", " city", " Province", " Governorate", " District", " State", " Region", " Township", " Town"):
        if words.endswith(tail):
            return entries(words.removesuffix(tail))
    if words.endswith("s") and len(words) > 4:
        return entries(words[:-1])
    return ()


def _countries(text: str, options: Sequence[tuple[Entry, ...]]) -> Counter[str]:
    """How often the text names a country, by its name, its adjective, or a place that only it has."""
    found: Counter[str] = Counter()
    for choice in options:
        wide = [entry for entry in choice if entry.precision in (4, 6)]
        if choice and ((len(wide) == 1 and wide[0].precision == 6) or len({entry.country for entry in choice}) == 1):
            found[choice[0].country] += 2 if choice[0].precision == 6 else 1
        elif choice and len(wide) < 2 and choice[0].population > 20 * max(1, choice[1].population):
            found[choice[0].country] += 1
    adjectives = demonyms()
    for word in _CAPITALISED.findall(text):
        iso = adjectives.get(word.lower())
        if iso:
            found[iso] += 1
    return found


def _hint(text: str, mention: Mention) -> Entry | str | None:
    """The country or region named right after a comma, or a two-letter state of the United States."""
    postal = _POSTAL.match(text, mention.end)
    if postal and postal[1] in _STATES:
        return postal[1]
    follows = _FOLLOWS.match(text, mention.end)
    if not follows:
        return None
    for words in (follows[1], follows[1].split()[0]):
        wider = [entry for entry in entries(words) if entry.precision in (4, 6)]
        if wider:
            return wider[-1] if any(entry.precision == 4 for entry in wider) and follows[1].endswith(".") else wider[0]
    return None


def _choose(
    options: tuple[Entry, ...], hint: Entry | str | None, countries: Counter[str], settled: Sequence[Entry]
) -> Entry | None:
    if not options:
        return None
    wide = [entry for entry in options if entry.precision in (4, 6)]
    if (len(options) == 1 and wide) or (len(wide) == 1 and wide[0].precision == 6):
        # "India, Pakistan" is a row of countries, not a town named India.
        return wide[0]
    best = max(options, key=lambda entry: (_score(entry, hint, countries, settled), entry.id))
    return best if best.population >= LEAST_PEOPLE or best.precision >= 4 or countries[best.country] else None


def _score(entry: Entry, hint: Entry | str | None, countries: Counter[str], settled: Sequence[Entry]) -> float:
    score = log10(entry.population + 1) * 0.7
    if entry.precision == 6:
        score += 4.0
    elif entry.precision in (4, 5, 7):
        score += 1.5
    total = sum(countries.values())
    if total:
        score += 3.0 * countries[entry.country] / total
    if isinstance(hint, str):
        score += 8.0 if entry.country == "US" and entry.admin == hint else -2.0
    elif hint is not None:
        inside = entry.country == hint.country and (hint.precision == 6 or not hint.admin or entry.admin == hint.admin)
        score += 8.0 if inside and entry.id != hint.id else -2.0
    near = [other for other in settled[:40] if other.id != entry.id and other.precision < 6]
    if near:
        close = sum(distance_km(entry.lat, entry.lon, other.lat, other.lon) < NEAR_KM for other in near)
        score += 2.0 * close / len(near)
    return score


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points, on a plane that is good enough to rank places (about 1 % within 500 km)."""
    north = (lat - other_lat) * 111.2
    across = abs(lon - other_lon)
    east = min(across, 360.0 - across) * 111.3 * cos(radians((lat + other_lat) / 2))
    return hypot(north, east)


def _span(text: str, mention: Mention, entry: Entry | None, options: tuple[Entry, ...]) -> PlaceSpan:
    words = " ".join(text[mention.start : mention.end].split())
    if entry is None:
        return PlaceSpan(mention.start, mention.end, words, sentence=mention.sentence)
    precision = entry.precision
    if precision == 1 and _NEARBY.search(text, max(0, mention.start - 40), mention.start):
        precision = 2
    others = tuple(_described(other) for other in options if other.id != entry.id)[:5]
    return PlaceSpan(
        mention.start,
        mention.end,
        words,
        entry.id,
        entry.lat,
        entry.lon,
        precision,
        entry.country or None,
        others,
        mention.sentence,
    )


def _described(entry: Entry) -> str:
    where = ", ".join(
        part for part in (entry.name, entry.admin if entry.country == "US" else "", entry.country) if part
    )
    return f"{where} ({entry.id})"


_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
)
