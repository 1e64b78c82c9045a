"""How much a shared word tells: the rarity of stems in news at large, in bits.

The table (`registries/words/rarity.txt`) holds word statistics only, built by `training/build_rarity.py`: a line a level,
the level in bits first. A stem that is not in it is rarer than all that are.
"""

from functools import cache
from importlib.resources import files

UNSEEN_BITS = 13.0  # one level above the rarest in the table
LONG_NUMBER_BITS, SHORT_NUMBER_BITS = 8.0, 5.0  # "1,746" says much when shared, "12" little


@cache
def rarity(stem: str) -> float:
    """Bits of a stem: -log2 of the share of news texts that use it."""
    if stem[:1].isdigit():
        return LONG_NUMBER_BITS if len(stem) > 2 else SHORT_NUMBER_BITS
    return _table().get(stem, UNSEEN_BITS)


@cache
def _table() -> dict[str, float]:
    lines = (files("wireroom") / "registries/words/rarity.txt").read_text(encoding="utf-8").splitlines()
    return {
        stem: float(level)
        for level, *stems in (line.split() for line in lines if line and not line.startswith("#"))
        for stem in stems
    }
