"""Adjectives and inhabitants of countries ("Malian", "Briton") with ISO codes, from `registries/places/countries.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and inhabitants in lower case with the country's ISO code."""
    table = tomllib.loads((files("wireroom") / "registries/places/countries.toml").read_text(encoding="utf-8"))
    return {
        word.strip().lower(): iso
        for iso, (_, _, _, words) in table["countries"].items()
        for word in words.split(",")
        if word.strip()
    }


def nations_in(text: str) -> dict[str, str]:
    """ISO codes of the countries whose people the text names, each with the adjective as written, lower case."""
    known = demonyms()
    found = {}
    for match in _CAPITALISED.finditer(text):
        lower = match.group().lower()
        iso = known.get(lower) or known.get(lower.removesuffix("s"))
        if iso:
            found[iso] = lower
    return found
