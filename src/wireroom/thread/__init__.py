"""Thread: readings become stories, and every sentence is either a passage of one or set aside with a reason.

Order of the parts: `furniture` finds lines that recur over pages of an outlet; `heaps` (with `lines`, `meaning`, `clues` and
`strays`) sorts the lines of mixed texts; `units` weighs what is left of each report; `stories` gathers units around stars;
`developments` finds the dated steps of each. `rarity` and `names` say how much a shared word or name tells. A link stage: the order of the reports never matters.
"""

from collections.abc import Sequence

from wireroom.records.readings import Material
from wireroom.records.stories import Threads
from wireroom.thread.developments import developments_of

__all__ = ["developments_of", "thread"]


def thread(materials: Sequence[Material]) -> Threads:
    """The stories of reports, largest first, with what was set aside and why each report is in its story."""
    from wireroom.thread.joins import gather

    return gather(sorted(materials, key=lambda material: material.report.id))
