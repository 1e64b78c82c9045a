"""What a place name may stand for: towns, countries, regions and waters, from GeoNames (CC BY 4.0) and our own list.

The packed file (built by `training/build_gazetteer.py`) holds sorted lines in compressed blocks. A look-up bisects the
index and opens one block; blocks stay open, so a process pays only for the letters it meets.
"""

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from wireroom.names import place_key

# Of a name that more places bear (one in ten thousand names), the smallest are not looked at.
MOST = 80
# The last field of a line that `entries` leaves out.
FINER = "+"
# Letters that Unicode does not decompose, as news in English writes them.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `precision` is UCDP's where_prec (1 town, 4 first-order area … 7 waters)."""

    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    id: str
    precision: int


@lru_cache(maxsize=50_000)
def entries(name: str) -> tuple[Entry, ...]:
    """Every place a name may stand for: countries first, then regions, then towns, larger ones first.

    Without the finer places, whose names are surnames and plain words too often to tell that a name is a place.
    """
    return tuple(entry for entry, finer in _all_by_key(look_up_key(name)) if not finer)


@lru_cache(maxsize=50_000)
def finer_entries(name: str) -> tuple[Entry, ...]:
    """As `entries`, with hamlets, provinces, counties and districts: for a name that is known to be a place."""
    return tuple(entry for entry, _ in _all_by_key(look_up_key(name)))[:MOST]


def look_up_key(name: str) -> str:
    """The key of a name in the packed file: its normal form, in letters that decompose no further."""
    return place_key(name).translate(_LETTERS)


def _all_by_key(key: str) -> tuple[tuple[Entry, bool], ...]:
    found: dict[str, tuple[Entry, bool]] = {}
    for fields in _lines(key):
        finer = fields[-1] == FINER
        for entry in _pointed_at(fields) if fields[1].startswith(">") else (_entry(fields),):
            # A town may stand under a key by its name and by another spelling.
            found[entry.id] = (entry, finer and found.get(entry.id, (entry, True))[1])
    return tuple(sorted(found.values(), key=lambda pair: _rank(pair[0])))


def _rank(entry: Entry) -> tuple[bool, bool, int, str]:
    return (entry.precision != 6, entry.precision < 4, -entry.population, entry.id)


def _pointed_at(fields: list[str]) -> Iterator[Entry]:
    """The town whose other spelling this line is, from the lines of its own name."""
    for other in _lines(fields[1][1:]):
        if not other[1].startswith(">") and other[7] == fields[2]:
            yield _entry(other)


def _entry(fields: list[str]) -> Entry:
    key, name, country, admin, lat, lon, population, number, precision = fields[:9]
    shown = name or key.title()
    own = f"geonames:{number}" if number else f"wireroom:{place_key(shown).replace(' ', '-')}"
    return Entry(shown, country, admin, float(lat), float(lon), int(population), own, int(precision))


def _lines(key: str) -> list[list[str]]:
    """The fields of every line of a key, in the file's order."""
    firsts, _ = _index()
    number = bisect_right(firsts, key) - 1
    if number < 0 or not key:
        return []
    block, head = _block(number), f"{key}\t".encode("utf-8", "surrogatepass")
    found = []
    at = block.find(b"\n" + head)
    while at >= 0:
        stop = block.index(b"\n", at + 1)
        found.append(block[at + 1 : stop].decode().split("\t"))
        at = stop if block.startswith(head, stop + 1) else -1
    return found


@cache
def _packed() -> bytes:
    return (files("wireroom") / "registries" / "places" / "gazetteer.bin").read_bytes()


@cache
def _index() -> tuple[list[str], list[tuple[int, int]]]:
    data = _packed()
    (length,) = struct.unpack_from("<I", data)
    firsts: list[str] = []
    places: list[tuple[int, int]] = []
    start = 4 + length
    for line in data[4 : 4 + length].decode().split("\n"):
        first, size = line.split("\t")
        firsts.append(first)
        places.append((start, start + int(size)))
        start += int(size)
    return firsts, places


@cache
def _block(number: int) -> bytes:
    start, end = _index()[1][number]
    return zlib.decompress(_packed()[start:end])
