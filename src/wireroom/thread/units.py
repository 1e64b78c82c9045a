"""What is threaded: a report as a bag of weighed keys, the vector of its title, and its day.

For a mixed text only the sentences that carry its story count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material
from wireroom.thread.facets import keys_of, weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAY_END = 24 * 60
LEAD_SENTENCES = 2  # stand for the title of a report that has none


@dataclass(frozen=True, slots=True)
class Unit:
    """One report as threading sees it. `bag` maps keys (`facets`) to weights; `vector` is of unit length.

    `day` is the day number of its publication, None when it states none; `minute` the minute of that day, DAY_END when only the
    day is known. `passages` are indexes of sentences that count.
    """

    report_id: str
    bag: Mapping[str, float]
    vector: "NDArray[np.float32]"
    day: int | None
    passages: tuple[int, ...]
    near_copy_of: str | None
    minute: int = DAY_END


def unit_of(material: Material, passages: Sequence[int]) -> Unit:
    """The unit of a report from the sentences that count."""
    published, lineage = material.report.published, material.lineage
    copied = lineage is not None and lineage.of is not None and lineage.kind in ("copy", "edit")
    return Unit(
        material.report.id,
        weighed(keys_of(material, passages)),
        _title_vector(material, passages),
        published.toordinal() if published else None,
        tuple(passages),
        lineage.of if copied and lineage else None,
        published.hour * 60 + published.minute if published and material.report.published_grain != "day" else DAY_END,
    )


def _title_vector(material: Material, passages: Sequence[int]) -> "NDArray[np.float32]":
    """The mean direction of the title's sentences, of the lead where no title is known, of all in a heap."""
    import numpy as np

    rows = vectors_of(material.reading)
    title, sentences = material.report.title, material.reading.sentences
    heads = [index for index in passages if title and sentences[index].start == title.start]
    lead = list(passages) if material.reading.mixed else heads or list(passages[:LEAD_SENTENCES])
    mean = rows[lead].sum(axis=0) if lead else np.zeros(rows.shape[1], np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


def batch_order(unit: Unit) -> tuple[bool, int, bool, int, str]:
    """The order in which a batch folds units: by day (undated ones last), copies behind what they may copy, by clock, by id."""
    return unit.day is None, unit.day or 0, unit.near_copy_of is not None, unit.minute, unit.report_id
