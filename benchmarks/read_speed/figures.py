"""Passes of the measured forms to scores. Every ratio is taken inside one round, where all forms had the same company."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Pass:
    """One form over all sentences: seconds on the clock, and seconds of processors, all its processes together."""

    seconds: float
    processor_s: float


Rounds = Mapping[str, Sequence[Pass]]  # form -> its passes, one a round


def speeds(spread: Rounds, single: Rounds, sentences: int) -> dict[str, float]:
    """Sentences a second of each form (median of rounds): by the clock on all cores, by processor time on one."""
    found = {f"{form}_per_s": sentences / median(one.seconds for one in passes) for form, passes in spread.items()}
    for form, passes in single.items():
        found[f"{form}_one_core_per_s"] = sentences / median(one.processor_s for one in passes)
    return {key: round(rate, 1) for key, rate in found.items()}


def ratios(spread: Rounds, single: Rounds) -> dict[str, float]:
    """How many times one form is faster than another, and the encoder's part of the stage's processor time.

    `X_over_Y` is by the clock on all cores, `X_over_Y_one_core` by processor time on one; forms not run are left out.
    """
    found = {"encoder_share": median(_shares(single["int8"], single["stage"]))}
    for fast, slow in (("int8", "fp32"), ("int8", "torch"), ("stage", "torch")):
        if slow in spread:
            clock = [(one.seconds, other.seconds) for one, other in zip(spread[fast], spread[slow], strict=True)]
            found[f"{fast}_over_{slow}"] = median(other / one for one, other in clock)
            found[f"{fast}_over_{slow}_one_core"] = median(_shares(single[slow], single[fast]))
    return {key: round(value, 2) for key, value in found.items()}


def padding_share(batches: Iterable[Sequence[int]]) -> float:
    """The part of what a network computes that is padding, when each batch is as wide as its longest row."""
    real = filled = 0
    for lengths in batches:
        real += sum(lengths)
        filled += len(lengths) * max(lengths, default=0)
    return round(1 - real / filled, 3) if filled else 0.0


def in_lots(lengths: Sequence[int], size: int) -> list[Sequence[int]]:
    """Rows as they come, `size` a batch."""
    return [lengths[start : start + size] for start in range(0, len(lengths), size)]


def _shares(part: Sequence[Pass], whole: Sequence[Pass]) -> list[float]:
    return [one.processor_s / other.processor_s for one, other in zip(part, whole, strict=True)]
