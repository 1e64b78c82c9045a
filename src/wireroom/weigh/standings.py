"""How well something stands: from the origins behind it and the relations it has. No verdict on truth."""

from collections.abc import Iterable, Sequence

from wireroom.records.stories import Origin, Relation, Standing

CORROBORATED_FROM = 2
"""Independent known origins from which a claim is corroborated (Airwars: two or more make it "fair")."""


def standing_of(known_origins: int, relations: Iterable[Relation], *, replaced: bool = False) -> Standing:
    """The standing: a later count supersedes, then a dispute shows, then origins are counted."""
    kinds = {relation.kind for relation in relations}
    if replaced:
        return "superseded"
    if kinds & {"disputes", "refutes", "contested"}:
        return "contested"
    return "corroborated" if known_origins >= CORROBORATED_FROM else "single_origin"


def origin_count(origins: Sequence[Origin]) -> int:
    """Independent origins: every known one, and all voices that nobody named as one."""
    known = sum(origin.known for origin in origins)
    return known + any(not origin.known for origin in origins)
