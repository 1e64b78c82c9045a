"""What a measure is called in words and in HXL, from the registry of measures that anyone can review."""

from dataclasses import dataclass

from wireroom.measures import measures

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
    known = measures().get(measure)
    if known:
        return Label(known.name, known.hxl)
    return Label(plain, f"#affected+{plain.replace(' ', '').replace('-', '').lower()}")


def gravity(measure: str) -> tuple[int, str]:
    """A key that puts measures in the order in which they are asked for."""
    return (GRAVEST.index(measure) if measure in GRAVEST else len(GRAVEST), measure)
