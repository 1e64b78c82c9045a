"""What is threaded: a report as a bag of weighed stems and names, a vector of its title and lead, and its day.

For a mixed text only the sentences that carry its story count.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material
from wireroom.thread.names import names_by_sentence
from wireroom.thread.rarity import rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAD_SENTENCES = 4  # with the title: where news says what it is about
MOST_KEYS = 60  # weighed stems and names kept a report, the heaviest
NAME_WEIGHT = 1.5  # a name against a stem of equal rarity
LEAST_BATCH = 50  # reports; below it the batch is too small to say which of its words are common


@dataclass(frozen=True, slots=True)
class Unit:
    """One report as threading sees it. `bag` maps stems and names ("@" before them) to weights of unit length.

    `day` is the day number of its publication, None when it states none. `passages` are indexes of sentences that count.
    """

    report_id: str
    bag: Mapping[str, float]
    vector: "NDArray[np.float32]"
    day: int | None
    passages: tuple[int, ...]
    near_copy_of: str | None


def unit_of(
    material: Material, passages: Sequence[int], keys: Mapping[str, int], background: Mapping[str, float]
) -> Unit:
    """The unit of a report from the sentences that count and their keys; `background` gives bits of keys common in the batch."""
    published, lineage = material.report.published, material.lineage
    copied = lineage is not None and lineage.of is not None and lineage.kind in ("copy", "edit")
    return Unit(
        material.report.id,
        _unit_length(_weighed(keys, background)),
        _lead_vector(material, passages),
        published.toordinal() if published else None,
        tuple(passages),
        lineage.of if copied and lineage else None,
    )


def background_bits(bags: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """For each key of a large batch the bits of its share of reports; empty for a small one."""
    if len(bags) < LEAST_BATCH:
        return {}
    counts = Counter(key for bag in bags for key in bag)
    return {key: log2(len(bags) / count) for key, count in counts.items() if count > 2}


def keys_of(material: Material, passages: Sequence[int]) -> Counter[str]:
    """How often each stem and each named actor stands in the sentences that count."""
    names = names_by_sentence(material)
    keys: Counter[str] = Counter()
    for index in passages:
        keys.update(material.reading.sentences[index].terms)
        keys.update(f"@{name}" for name in names.get(index, {}))
    return keys


def _weighed(keys: Mapping[str, int], background: Mapping[str, float]) -> dict[str, float]:
    weighed = {}
    for key, count in keys.items():
        bits = rarity(key) if key[0] != "@" else NAME_WEIGHT * max(map(rarity, key[1:].casefold().split()), default=0.0)
        if key in background:
            bits = (bits + background[key]) / 2
        weighed[key] = bits * (1 + log2(count))
    return weighed


def _unit_length(weights: Mapping[str, float]) -> dict[str, float]:
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_KEYS]
    norm = sum(weight * weight for _, weight in heaviest) ** 0.5 or 1.0
    return {key: weight / norm for key, weight in heaviest}


def _lead_vector(material: Material, passages: Sequence[int]) -> "NDArray[np.float32]":
    import numpy as np

    rows = vectors_of(material.reading)
    title = material.report.title
    heads = [index for index in passages if title and material.reading.sentences[index].start == title.start]
    lead = list(dict.fromkeys([*heads, *passages[:LEAD_SENTENCES]]))
    if material.reading.mixed:
        lead = list(passages)
    mean = rows[lead].sum(axis=0) if lead else np.zeros(rows.shape[1], np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)
