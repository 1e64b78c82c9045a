"""Who copied whom: reports in, one lineage a report out.

`near` finds which reports share runs of words, `lineage` decides what that sharing means (copy, part of a copy, edit,
agency text). A link stage: the order of the reports never matters.
"""

from collections.abc import Sequence

from wireroom.records.reports import Lineage, Report


def dedupe(reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """The lineage of every report, sorted by report id. Linear in the number of reports; two reports never share an id."""
    from wireroom.dedupe.lineage import trace

    return trace(reports)
