"""What a measure is called in words and in HXL, from the registry of measures that anyone can review."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

GRAVEST = tuple("killed missing injured kidnapped detained affected starved displaced evacuated left returned".split())
"""Measures that readers ask for first, in that order; the rest follow by name."""


@dataclass(frozen=True, slots=True)
class Label:
    """A measure's name in words and its HXL tag."""

    name: str
    hxl: str


def label_of(measure: str) -> Label:
    """The label of a measure; one made of its id when the registry does not know it."""
    plain = measure.replace("_", " ")
    return _labels().get(measure) or Label(plain, f"#affected+{plain.replace(' ', '').replace('-', '').lower()}")


def gravity(measure: str) -> tuple[int, str]:
    """A key that puts measures in the order in which they are asked for."""
    return (GRAVEST.index(measure) if measure in GRAVEST else len(GRAVEST), measure)


@cache
def _labels() -> Mapping[str, Label]:
    folder = files("wireroom") / "registries" / "measures"
    tables = [tomllib.loads(path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".toml")]
    return {str(table["id"]): Label(str(table["name"]), str(table["hxl"])) for table in tables}
