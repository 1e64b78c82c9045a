"""Settings, frozen once a run: a flag beats an environment variable WIREROOM_*, which beats a file, which beats the default.

Every key of a file is used or is an error that names the nearest known one.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from wireroom.errors import UnknownName, UsageError

FORMATS = ("text", "md", "html", "json", "jsonld", "csv", "geojson")
POLICIES = ("range", "conservative", "authority", "latest", "ucdp")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told. `workers` 0 means as many as there are cores; `authority` ranks speakers, best first."""

    policy: str = "range"
    format: str = "text"
    width: int = 80
    workers: int = 0
    encoder: str | None = None
    outlets: str | None = None
    authority: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise UnknownName("policy", self.policy, POLICIES)
        if self.format not in FORMATS:
            raise UnknownName("format", self.format, FORMATS)
        if self.width < 40:
            raise UsageError(f"width is {self.width}: an account needs 40 columns or more")
        if self.workers < 0:
            raise UsageError(f"workers is {self.workers}: give 0 (one a core) or a positive number")


def load_settings(
    flags: Mapping[str, object], *, environment: Mapping[str, str] = os.environ, file: Path | None = None
) -> Settings:
    """The settings from flags (None means not given), environment and file; UsageError for a bad value or key."""
    chosen: dict[str, object] = {}
    for layer in (_from_file(file), _from_environment(environment), flags):
        chosen.update({key: value for key, value in layer.items() if value is not None})
    return Settings(**{key: _typed(key, value) for key, value in chosen.items()})  # type: ignore[arg-type]


def _from_file(file: Path | None) -> Mapping[str, object]:
    if file is None:
        return {}
    try:
        keys = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"settings file {file}: {error}") from error
    for key in keys:
        _known(key)
    return keys


def _from_environment(environment: Mapping[str, str]) -> Mapping[str, object]:
    names = [field.name for field in fields(Settings)]
    return {name: environment.get(f"WIREROOM_{name.upper()}") for name in names}


def _known(key: str) -> None:
    names = [field.name for field in fields(Settings)]
    if key not in names:
        raise UnknownName("setting", key, names)


def _typed(key: str, value: object) -> object:
    if key in ("width", "workers"):
        try:
            return int(str(value))
        except ValueError as error:
            raise UsageError(f"{key} is {value!r}: give a whole number") from error
    if key == "authority":
        names = value.split(",") if isinstance(value, str) else value
        return tuple(str(name).strip() for name in names if str(name).strip())  # type: ignore[attr-defined]
    return str(value)
