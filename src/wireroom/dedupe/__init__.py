"""Who copied whom: reports in, one lineage a report out.

`words` turns texts into numbers, `near` finds which words two reports share, `memory` holds what a stream of reports leaves
behind (`index`, `kept`), `lineage` decides what sharing means, `credits`, `citing` and `family` add what the text and the
registry say of agencies and outlets, `changes` tells what an edit changed. `live` runs them over a stream as a fold.

`dedupe` is that fold over all reports in the order of publication: a link stage, so the order of the reports never matters.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.records.reports import Lineage, Report

if TYPE_CHECKING:
    from wireroom.outlets import Registry


def dedupe(reports: Sequence[Report], *, registry: "Registry | None" = None) -> tuple[Lineage, ...]:
    """The lineage of every report, sorted by report id. Linear in the number of reports; two reports never share an id.

    Reports stand in the order of publication, undated ones last, an agency's own before others, ties by id. `registry` tells
    families of outlets and whose copy they take.
    """
    from wireroom.dedupe.changes import with_changes
    from wireroom.dedupe.live import LiveLineage
    from wireroom.dedupe.ordering import in_order

    ordered = in_order(reports)
    found = LiveLineage(window_days=None, whole_reports=None, registry=registry).take(ordered)
    return tuple(sorted(with_changes(found, reports), key=lambda line: line.report_id))
