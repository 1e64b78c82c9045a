"""Hedges around a number, and what they make of it: at least, more than, up to, less than, about.

The word lists are registries/cues/hedges.toml; the change symbols are those of CQE.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from wireroom.read.words import registry, word_list

Change = Literal["=", "~", "<", ">", "up", "down"]


_HEDGE_WORDS = 6


_HEDGE_REACH = 64


class HedgeFound(NamedTuple):
    """A hedge before a number: where it starts, its bound (empty for none), its words."""

    start: int
    bound: str
    cue: str


@cache
def _hedges() -> Mapping[str, str]:
    table = registry("hedges")
    bounds = ("neutral", "at_least", "more_than", "up_to", "less_than", "about")
    return {words: bound for bound in bounds for words in _strings(table[bound])}


@cache
def after_pattern() -> re.Pattern[str]:
    """Hedges behind a number ("or more", "-odd"), one group a bound."""
    table = registry("hedges")
    groups = "|".join(
        f"(?P<{bound}>{'|'.join(re.escape(words) for words in sorted(_strings(table['after_' + bound]), key=len, reverse=True))})"
        for bound in ("at_least", "more_than", "up_to", "about")
    )
    return re.compile(rf"[ -]?(?:{groups})(?!\w)", re.IGNORECASE)


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise AssertionError("bug: a hedge list is not a list")
    return [str(item) for item in value]


_BEFORE = re.compile(r"[^\s(\[\"“]+")


def hedge_before(text: str, start: int) -> HedgeFound | None:
    """The hedge that ends at `start`; several in a row count as one, the strongest bound winning."""
    base = max(0, start - _HEDGE_REACH)
    words = [(base + match.start(), match.group().lower()) for match in _BEFORE.finditer(text[base:start])]
    words = words[-_HEDGE_WORDS * 2 :]
    if text[max(0, start - 4) : start].lower() == "sub-":
        return HedgeFound(start - 4, "less_than", text[start - 4 : start])
    if not words or text[start - 1 : start] not in " \u00a0~":
        return None
    begin, bounds = -1, []
    while words:
        length = next(
            (n for n in range(min(_HEDGE_WORDS, len(words)), 0, -1) if " ".join(w for _, w in words[-n:]) in _hedges()),
            0,
        )
        if not length:
            break
        phrase = " ".join(word for _, word in words[-length:])
        bound = _hedges()[phrase]
        if bound != "neutral" or phrase in _kept():
            begin = words[-length][0]
        if bound != "neutral":
            bounds.append(bound)
        words = words[:-length]
    if begin < 0:
        return None
    return HedgeFound(begin, _strongest(bounds), text[begin:start].strip())


@cache
def _kept() -> frozenset[str]:
    return frozenset(_strings(registry("hedges")["kept"]))


def _strongest(bounds: Sequence[str]) -> str:
    order = ("at_least", "more_than", "up_to", "less_than", "about")
    return next((bound for bound in order if bound in bounds), "")


_DIRECTION = re.compile(
    r"(?P<verb>[^\W\d_]+)(?:[ ](?:by|to|another|a|an|more|again|its|their|further|sharply|slightly|as|much)){0,3}[ ]*$"
)


def direction_of(text: str, start: int) -> str:
    """Whether a word of rising or falling stands right before: "up", "down" or empty."""
    match = _DIRECTION.search(text[max(0, start - 40) : start])
    word = match["verb"].lower() if match else ""
    if word in word_list("hedges", "up"):
        return "up"
    return "down" if word in word_list("hedges", "down") else ""


def change_of(text: str, begin: int, bound: str, spread: str) -> Change:
    """CQE's change symbol of a quantity."""
    symbols: Mapping[str, Change] = {"at_least": ">", "more_than": ">", "up_to": "<", "less_than": "<", "about": "~"}
    direction = "" if spread or bound not in ("", "about") else direction_of(text, begin)
    if direction and not (
        bound and re.search(r"\b(?:up|down|growing|losing)[ ]$", text[max(0, begin - 9) : begin], re.IGNORECASE)
    ):
        return "up" if direction == "up" else "down"
    return symbols.get(bound, "=")
