"""Policies: the named rules that turn several figures of one series into one shown value.

range         the lowest to the highest reported, nothing chosen (BBC guidelines 12.4: "give the range").
conservative  the lowest reported; vague counts become numbers (ACLED codebook: tens 10, dozens 12, hundreds 100).
authority     the word of the weightiest origin: a body or document, then a person, an agency, an outlet (BBC 12.4).
latest        what was said last.
ucdp          low, best and high apart: the lowest, what most independent origins say, the highest (UCDP GED codebook).

A shown bound is always a bound of some observation. Nothing is averaged, nothing extrapolated, nothing missing is zero.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from wireroom.records.stories import OriginKind, Shown
from wireroom.weigh.figures import Observation

ACLED_COUNTS: Mapping[str, float] = {"tens": 10, "dozens": 12, "dozen": 12, "hundreds": 100}
"""Numbers for vague counts under the conservative policy alone; "thousands" has none and stays in words."""

_WEIGHT: Mapping[OriginKind, int] = {
    "document": 0,
    "organisation": 0,
    "person": 1,
    "agency": 2,
    "outlet": 3,
    "unnamed": 4,
    "unknown": 5,
}

Bounds = tuple[float | None, float | None, float | None]
Rule = Callable[[Sequence[Observation]], tuple[Bounds, Sequence[Observation], str]]


def shown(policy: str, observations: Sequence[Observation]) -> Shown:
    """The value shown for a series; no numbers, and a note, when no observation has any. `policy` is known."""
    counted = [one for one in observations if not one.span.negated]
    (low, best, high), used, note = RULES[policy](counted)
    return Shown(low, best, high, independent(used), tuple(sorted(one.figure.id for one in used)), note)


def independent(observations: Sequence[Observation]) -> int:
    """Independent origins behind figures: known voices, and all unnamed ones as one."""
    known = {one.voice.key for one in observations if one.voice.known}
    return len(known) + any(not one.voice.known for one in observations)


def _range(observations: Sequence[Observation]) -> tuple[Bounds, Sequence[Observation], str]:
    used = [one for one in observations if _lowest(one) is not None or _highest(one) is not None]
    if not used:
        return (None, None, None), list(observations), _in_words(observations)
    lows = [number for one in used if (number := _lowest(one)) is not None]
    highs = [number for one in used if (number := _highest(one)) is not None]
    bests = {one.span.best for one in used}
    best = next(iter(bests)) if len(bests) == 1 else None
    top = max(highs, default=None)
    if top is not None and lows and max(lows) > top:
        top = None  # somebody reports at least more than any stated number: the top is open
    return (min(lows, default=None), best, top), used, _open_note(used, top)


def _conservative(observations: Sequence[Observation]) -> tuple[Bounds, Sequence[Observation], str]:
    numbered = [(number, one) for one in observations if (number := _cautious(one)) is not None]
    if not numbered:
        return (None, None, None), list(observations), _in_words(observations)
    least = min(number for number, _ in numbered)
    used = [one for number, one in numbered if number == least]
    vague = sorted({one.span.cue or one.figure.anchor.quote for one in used if one.span.qualitative})
    note = f"“{vague[0]}” taken as {least:g} (ACLED)" if vague else "the lowest reported (ACLED)"
    return (None, least, None), used, note


def _authority(observations: Sequence[Observation]) -> tuple[Bounds, Sequence[Observation], str]:
    if not observations:
        return (None, None, None), [], ""
    weight = min(_WEIGHT[one.voice.kind] for one in observations)
    return _one(_last([one for one in observations if _WEIGHT[one.voice.kind] == weight]), "the weightiest origin")


def _latest(observations: Sequence[Observation]) -> tuple[Bounds, Sequence[Observation], str]:
    return _one(_last(observations), "said last") if observations else ((None, None, None), [], "")


def _ucdp(observations: Sequence[Observation]) -> tuple[Bounds, Sequence[Observation], str]:
    (low, _, high), used, _ = _range(observations)
    bests: dict[float, list[Observation]] = defaultdict(list)
    for one in used:
        # A bound ("more than 10,000") is no best estimate.
        if one.span.best is not None:
            bests[one.span.best].append(one)
    if not bests:
        return (low, None, high), used, _in_words(used)
    best = min(bests, key=lambda number: (-independent(bests[number]), min(map(_weight, bests[number])), number))
    return (low, best, high), used, f"best: {best:g}, from {independent(bests[best])} of {independent(used)} origins"


RULES: Mapping[str, Rule] = {
    "range": _range,
    "conservative": _conservative,
    "authority": _authority,
    "latest": _latest,
    "ucdp": _ucdp,
}


def _one(one: Observation, why: str) -> tuple[Bounds, Sequence[Observation], str]:
    span = one.span
    words = f"{why}: {one.voice.name}"
    return (span.low, span.best, span.high), [one], f"{words}, in words only" if span.qualitative else words


def _last(observations: Sequence[Observation]) -> Observation:
    """The observation said last; undated ones come before all dated ones, ties go by id."""
    return max(observations, key=lambda one: (one.said.latest.isoformat() if one.said else "", one.figure.id))


def _weight(one: Observation) -> int:
    return _WEIGHT[one.voice.kind]


def _lowest(one: Observation) -> float | None:
    return one.span.low if one.span.low is not None else one.span.best


def _highest(one: Observation) -> float | None:
    return one.span.high if one.span.high is not None else one.span.best


def _cautious(one: Observation) -> float | None:
    """The least number that the figure supports: its low bound, its number, or ACLED's number for a vague count.

    "Up to 40" supports no least number: zero is never assumed.
    """
    if one.span.qualitative:
        words = (one.span.cue or one.figure.anchor.quote).casefold().split()
        return next((ACLED_COUNTS[word] for word in words if word in ACLED_COUNTS), None)
    return _lowest(one)


def _in_words(observations: Sequence[Observation]) -> str:
    quotes = sorted({one.figure.anchor.quote for one in observations})
    return f"in words only: {', '.join(f'“{quote}”' for quote in quotes[:3])}" if quotes else ""


def _open_note(used: Sequence[Observation], top: float | None) -> str:
    if top is None:
        return "no upper bound is reported"
    return "" if any(_lowest(one) is not None for one in used) else "no lower bound is reported"
