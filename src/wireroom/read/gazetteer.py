"""What a place name may stand for: towns, countries, regions and waters, from GeoNames (CC BY 4.0) and our own list.

The packed file (built by `training/build_gazetteer.py`) holds sorted lines in compressed blocks. A look-up bisects the
index and opens one block; blocks stay open, so a process pays only for the letters it meets.
"""

import struct
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from wireroom.names import place_key


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
    """Every place a name may stand for: countries first, then regions, then towns, larger ones first."""
    return entries_by_key(place_key(name))


@lru_cache(maxsize=50_000)
def entries_by_key(key: str) -> tuple[Entry, ...]:
    """As `entries`, for a name that is already a key."""
    firsts, _ = _index()
    number = bisect_right(firsts, key) - 1
    if number < 0 or not key:
        return ()
    block = _block(number)
    found: list[Entry] = []
    at = block.find(f"\n{key}\t".encode())
    while at >= 0:
        stop = block.index(b"\n", at + 1)
        found.extend(_entries_of(key, block[at + 1 : stop].decode().split("\t")))
        at = stop if block.startswith(f"{key}\t".encode(), stop + 1) else -1
    return tuple(sorted(found, key=lambda e: (e.precision != 6, e.precision < 4, -e.population, e.id)))


def _entries_of(key: str, fields: list[str]) -> tuple[Entry, ...]:
    if fields[1].startswith(">"):
        return tuple(entry for entry in entries_by_key(fields[1][1:]) if entry.id == f"geonames:{fields[2]}")
    _, name, country, admin, lat, lon, population, number, precision = fields
    shown = name or key.title()
    own = f"geonames:{number}" if number else f"wireroom:{place_key(shown).replace(' ', '-')}"
    return (Entry(shown, country, admin, float(lat), float(lon), int(population), own, int(precision)),)


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
