"""What the words beside a place name say of it: the country, region or town it lies in, and what kind of place it is.

"Name, Region", "Name in Region province", "Name (Country)", "the Region town of Name", "Country's province of Name",
"Name, ST" with a state's two letters, "Name County", "the village of Name", "near Name". Only what stands beside the
name counts; what the whole text says is weighed in `placechoice`.
"""

import re
from dataclasses import dataclass

from wireroom.nations import demonyms
from wireroom.read.gazetteer import Entry, finer_entries

_UP = "A-ZÀ-ÖØ-ÞĀ-Ž"
_NAME = rf"(?:[A-Z]\.){{2,4}}|(?:[aA]l-|[eE]l-|[aA]n-|[aA]s-)?[{_UP}][\w'’-]*\.?"
_NAMES = rf"(?P<wider>(?:{_NAME})(?:[ \u00a0](?:(?:and|of|de|del|do|da|al|el|the)[ \u00a0])?(?:{_NAME})){{0,3}})"
_AREA = (
    r"(?:province|governorate|state|county|district|region|prefecture|oblast|department|territory|parish|municipality|"
    r"regency|canton|republic|subdistrict|sub-district|division|voivodeship|raion|commune)"
)
_TOWN = (
    r"(?:towns?|cit(?:y|ies)|villages?|suburbs?|hamlets?|ports?|capital|neighbou?rhoods?|boroughs?|communit(?:y|ies)|"
    r"settlements?|camps?|resorts?|townships?|enclave|outskirts)"
)
_SIDE = r"(?:(?:north|south|east|west|central|upper|lower|rural|far|mid|inner|coastal|mountainous|remote)[\w-]*\s){0,3}"
# "Name, Region": the commonest way to say where a town lies; it outweighs everything else.
_COMMA = re.compile(rf"\s?,\s(?:in\s(?:the\s)?)?{_SIDE}{_NAMES}")
_IN = re.compile(rf"\s?,?\s(?:(?:a|an|the)\s(?:[\w-]+\s){{0,4}})?(?:in|of)\s(?:the\s)?(?:[\w-]+\s)?{_SIDE}{_NAMES}")
_BRACKETED = re.compile(rf"\s\((?:in\s(?:the\s)?)?{_SIDE}{_NAMES}\)")
_POSTAL = re.compile(r"\s?,\s([A-Z]{2})\b(?!\.)")
_SHORTENED = re.compile(r"\s?,\s((?:W\.\s?)?[A-Z][a-z]{1,4})\.")
_AREA_AFTER = re.compile(rf"\s(?:{_AREA}s?|counties|territories|municipalities|regencies|parishes)\b", re.IGNORECASE)
_AREA_BEFORE = re.compile(rf"\b{_AREA}\sof\s(?:the\s)?$", re.IGNORECASE)
_TOWN_BEFORE = re.compile(rf"\b{_TOWN}\sof\s$", re.IGNORECASE)
_OWNER = re.compile(rf"{_NAMES}(?:['’]s?)?\s(?:[a-z-]+\s){{0,3}}(?:{_TOWN}|{_AREA})\s(?:of\s)?(?:the\s)?$")
_NEARBY = re.compile(
    r"\b(?:near|outside|around|km from|miles from|kilometers from|kilometres from|suburbs? of|outskirts of)\s(?:the\s)?(?:[a-z]+\s){0,3}$"
)
_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC".split()
)
# States as newspapers shorten them, where the short form is no name by itself ("La", "Mo"); others are in `regions.toml`.
_SHORT_STATES = {
    "Ga": "GA", "La": "LA", "Md": "MD", "Me": "ME", "Mo": "MO", "Pa": "PA", "Va": "VA", "Vt": "VT", "Wn": "WA",
    "W.Va": "WV", "W. Va": "WV", "Penn": "PA", "Tex": "TX", "Mass": "MA", "Wash": "WA", "Ore": "OR", "Okla": "OK",
}  # fmt: skip
# How far before a name its clues may stand, in characters.
_REACH = 80
# A town that another name may lie in ("Name, a suburb of Town").
_LARGE = 50_000


@dataclass(frozen=True, slots=True)
class Clue:
    """What stands beside one name. `wider` are the places it may be said to lie in, `start` and `end` their name.

    `after_comma` says that the wider place follows a comma, which is near certain. `kind` is "area" or "town" when a
    word for one stands beside the name. `nearby` says that the text speaks of somewhere near the place.
    """

    wider: tuple[Entry, ...] = ()
    start: int = -1
    end: int = -1
    after_comma: bool = False
    state: str | None = None
    kind: str | None = None
    nearby: bool = False


def clue_at(text: str, start: int, end: int) -> Clue:
    """The clue for the name between two offsets."""
    before = text[max(0, start - _REACH) : start]
    kind = _kind(text, start, end, before)
    nearby = _NEARBY.search(before[-40:]) is not None
    state = _state(text, end)
    if state:
        return Clue(state=state, kind=kind, nearby=nearby, after_comma=True)
    for pattern in (_COMMA, _IN, _BRACKETED):
        found = pattern.match(text, end, end + _REACH)
        named = _longest(found["wider"]) if found else None
        if found and named:
            at = found.start("wider")
            return Clue(named[0], at, at + named[1], pattern is not _IN, None, kind, nearby)
    owner = _OWNER.search(before)
    if owner:
        offset = start - len(before) + owner.start("wider")
        people = demonyms().get(owner["wider"].split()[-1].lower())
        named = (_country(people), len(owner["wider"])) if people else _longest(owner["wider"])
        if named:
            return Clue(named[0], offset, offset + named[1], False, None, kind, nearby)
    return Clue(kind=kind, nearby=nearby)


def _state(text: str, end: int) -> str | None:
    """The code of the state that follows a comma in short: ", OH", ", Pa."."""
    postal = _POSTAL.match(text, end)
    if postal and postal[1] in _STATES:
        return postal[1]
    shortened = _SHORTENED.match(text, end)
    return _SHORT_STATES.get(shortened[1]) if shortened else None


def _kind(text: str, start: int, end: int, before: str) -> str | None:
    if _AREA_AFTER.match(text, end) or _AREA_BEFORE.search(before) or _AREA_AFTER.search(text[start:end]):
        return "area"
    return "town" if _TOWN_BEFORE.search(before) else None


def _longest(name: str) -> tuple[tuple[Entry, ...], int] | None:
    """The places that the longest known beginning of a name stands for, and how long it is."""
    words = [(match.group(), match.end()) for match in re.finditer(r"\S+", name)]
    for _, length in reversed(words):
        found = _containers(name[:length])
        if found:
            return found, length
    return None


def _containers(name: str) -> tuple[Entry, ...]:
    known = finer_entries(name)
    areas = tuple(entry for entry in known if 3 <= entry.precision <= 6)
    return areas + tuple(entry for entry in known if entry.precision == 1 and entry.population >= _LARGE)


def _country(iso: str) -> tuple[Entry, ...]:
    return (Entry("", iso, "", 0.0, 0.0, 0, "", 6),)
