"""The one door to the registry of measures: which measures belong together, and what a reader would ask."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def registry() -> Mapping[str, Mapping[str, object]]:
    """Every measure by id, as its TOML file gives it."""
    folder = files("wireroom") / "registries" / "measures"
    tables = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir() if path.name.endswith(".toml")
    ]
    return {str(table["id"]): table for table in sorted(tables, key=lambda table: str(table["id"]))}


def family_of(measure: str) -> str:
    """The family of kindred measures (people who left, were displaced or evacuated: movement)."""
    return str(registry().get(measure, {}).get("kind", measure))


def compared_as(measure: str) -> str:
    """The word that measures share when their counts may be compared."""
    return str(registry().get(measure, {}).get("compares", measure))


def questions_of(measure: str) -> Mapping[str, str]:
    """What a reader would ask where no report gives this measure, by kind of event ("attack", "disaster")."""
    questions = registry().get(measure, {}).get("gaps", {})
    return {str(kind): str(words) for kind, words in questions.items()} if isinstance(questions, dict) else {}
