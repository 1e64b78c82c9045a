"""The order in which reports are taken when all are at hand: the one that may be the first stands before those that may copy it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from wireroom.dedupe.kept import address_of
from wireroom.outlets import agencies
from wireroom.records.reports import Report

_FAR = datetime.max.replace(tzinfo=UTC)


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Reports by publication, undated ones last; at equal times an agency's own before others, then the
    version changed earlier, then by id."""
    return sorted(reports, key=order_of)


def order_of(report: Report) -> tuple[bool, datetime, bool, datetime, str]:
    """The place of a report in that order."""
    version = report.modified or report.published or _FAR
    return (*_moment(report), not _is_agency(report), version, report.id)


def _moment(report: Report) -> tuple[bool, datetime]:
    # A bare date may mean any hour: it stands after the clock times of its day, so that a timed text counts as the first.
    if report.published and report.published_grain == "day":
        return False, report.published + timedelta(hours=23, minutes=59)
    return report.published is None, report.published or _FAR


def _is_agency(report: Report) -> bool:
    """Whether an agency publishes it under its own name or address."""
    host = address_of(report.url).partition("/")[0]
    names = _agency_names()
    return (report.outlet or "").casefold() in names or any(
        host.endswith(name) for name in names if "." in name and host
    )


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for agency in agencies()
        for name in (agency.name, *agency.aliases, *agency.hosts)
        if len(name) > 2
    )
