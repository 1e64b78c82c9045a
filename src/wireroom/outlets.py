"""The registries of who publishes: news agencies (shipped), and outlets with their names, addresses and owners (a user's own).

A registry is TOML that a non-programmer can review: `[[agency]]` and `[[outlet]]` tables. Every key is used or is an error
that names the nearest known one; two entries may not claim the same alias or address.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from wireroom.errors import InputNotFound, UnknownName, UsageError


@dataclass(frozen=True, slots=True, order=True)
class Agency:
    """A news agency: its usual name, every other form of credit exactly as printed, and its own addresses.

    `state` is true when a state owns or directs it. `country` is ISO 3166 alpha-2.
    """

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    country: str | None = None
    state: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Outlet:
    """Who publishes: `id` is the name used in reports (a host), `owner` is equal for outlets of one family.

    `agency` names the agency that this outlet is, when it is one. `takes` names the agencies and outlets whose copy it prints.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    owner: str | None = None
    country: str | None = None
    state: bool = False
    agency: str | None = None
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Outlets and agencies, each sorted by name, with look-ups by any of their names."""

    outlets: tuple[Outlet, ...] = ()
    agencies: tuple[Agency, ...] = ()

    def outlet_of(self, words: str | None) -> Outlet | None:
        """The outlet that a name, alias, id or host (or a host below it) belongs to, None when it is not registered."""
        return _outlet_of(self, words) if words else None


_AGENCY_KEYS = ("name", "aliases", "hosts", "country", "state")
_OUTLET_KEYS = ("id", "name", "aliases", "hosts", "owner", "country", "state", "agency", "takes")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@cache
def agencies() -> tuple[Agency, ...]:
    """The shipped agencies, sorted by name."""
    text = (files("wireroom") / "registries/outlets/agencies.toml").read_text(encoding="utf-8")
    return _read(text, "agencies.toml").agencies


def load_outlets(path: Path | None = None) -> Registry:
    """The shipped agencies and what a user's file, or the .toml files of a folder, adds; a user's entry replaces a shipped
    one of the same name.

    Raises InputNotFound when the path does not exist, UnknownName for an unknown key, UsageError for anything else wrong.
    """
    if path is None:
        return Registry(agencies=agencies())
    if not path.exists():
        raise InputNotFound(str(path))
    parts = [_read(_text_of(file), str(file)) for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
    own = {agency.name: agency for part in parts for agency in part.agencies}
    merged = {agency.name: agency for agency in agencies()} | own
    outlets = [outlet for part in parts for outlet in part.outlets]
    _check_unique(outlets, str(path))
    return Registry(tuple(sorted(outlets)), tuple(sorted(merged.values())))


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"registry {file}: {error}") from error


def _read(text: str, name: str) -> Registry:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"registry {name}: {error}") from error
    for key in document:
        if key not in ("agency", "outlet"):
            raise UnknownName(f"table in registry {name}", key, ("agency", "outlet"))
    found = [Agency(**_fields(row, _AGENCY_KEYS, f"{name}, agency")) for row in _rows(document, "agency", name)]
    outlets = [_outlet(_fields(row, _OUTLET_KEYS, f"{name}, outlet")) for row in _rows(document, "outlet", name)]
    return Registry(tuple(sorted(outlets)), tuple(sorted(found)))


def _outlet(fields: dict[str, Any]) -> Outlet:
    fields.setdefault("id", fields["hosts"][0] if fields.get("hosts") else fields["name"])
    return Outlet(**fields)


def _rows(document: Mapping[str, Any], key: str, name: str) -> list[Mapping[str, Any]]:
    rows = document.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"registry {name}: write [[{key}]] with two brackets, once for every {key}")
    return rows


def _fields(row: Mapping[str, Any], known: tuple[str, ...], name: str) -> dict[str, Any]:
    """The checked values of one table, lists as tuples."""
    for key in row:
        if key not in known:
            raise UnknownName(f"key in registry {name}", key, known)
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise UsageError(f"registry {name}: an entry without a name")
    return {key: _value(key, value, f"{name} {row['name']!r}") for key, value in row.items()}


def _value(key: str, value: object, name: str) -> object:
    if key in ("aliases", "hosts", "takes"):
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise UsageError(f"registry {name}: {key} is a list of words")
        bad = [item for item in value if key == "hosts" and not _HOST.fullmatch(item)]
        if bad:
            raise UsageError(f"registry {name}: {bad[0]!r} is no host; write it like courier.example")
        return tuple(value)
    wanted = bool if key == "state" else str
    if not isinstance(value, wanted):
        raise UsageError(f"registry {name}: {key} is {'true or false' if wanted is bool else 'words'}, not {value!r}")
    return value


def _check_unique(outlets: Iterable[Outlet], name: str) -> None:
    taken: dict[str, Outlet] = {}
    for outlet in outlets:
        for key in dict.fromkeys(word.casefold() for word in (outlet.id, outlet.name, *outlet.aliases, *outlet.hosts)):
            if taken.setdefault(key, outlet) is not outlet:
                raise UsageError(f"registry {name}: {taken[key].name!r} and {outlet.name!r} both claim {key!r}")


def _outlet_of(registry: Registry, words: str) -> Outlet | None:
    known = _index(registry.outlets)
    key = words.strip().casefold().removeprefix("www.")
    while key:
        if key in known:
            return known[key]
        if not _HOST.fullmatch(key):
            return None
        key = key.partition(".")[2]
    return None


@cache
def _index(outlets: tuple[Outlet, ...]) -> dict[str, Outlet]:
    return {
        word.casefold(): outlet
        for outlet in outlets
        for word in (outlet.id, outlet.name, *outlet.aliases, *outlet.hosts)
    }
