"""Which measures belong together, and what a reader would ask; a measure the registry does not know stands for itself."""

from collections.abc import Mapping

from wireroom.measures import measures


def family_of(measure: str) -> str:
    """The family of kindred measures (people who left, were displaced or evacuated: movement)."""
    known = measures().get(measure)
    return known.kind if known else measure


def compared_as(measure: str) -> str:
    """The word that measures share when their counts may be compared."""
    known = measures().get(measure)
    return known.compares if known else measure


def questions_of(measure: str) -> Mapping[str, str]:
    """What a reader would ask where no report gives this measure, by kind of event ("attack", "disaster")."""
    known = measures().get(measure)
    return known.gaps if known else {}
