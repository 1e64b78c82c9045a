"""Reports as a desk knows them: one address and text is one report, and an outlet goes by its registered name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wireroom.outlets import Registry
from wireroom.records.reports import Report


def captured_once(reports: Iterable[Report]) -> list[Report]:
    """The reports, those with one address and the same words merged: a page and a feed entry of it are one report.

    The first by name stays; the others are named in its notes, so that no input disappears.
    """
    groups: dict[tuple[str, str], list[Report]] = {}
    alone: list[Report] = []
    for report in sorted(reports, key=lambda report: (report.published is None, report.name, report.text, report.id)):
        if report.url:
            groups.setdefault((report.url, _words(report)), []).append(report)
        else:
            alone.append(report)
    return [*alone, *(_merged(group) for group in groups.values())]


def by_registry(reports: Sequence[Report], registry: Registry) -> list[Report]:
    """The reports with the registered name and owner of their outlet, where the registry knows it."""
    return [_registered(report, registry) for report in reports]


def _registered(report: Report, registry: Registry) -> Report:
    outlet = registry.outlet_of(report.outlet)
    return replace(report, outlet=outlet.name, owner=outlet.owner) if outlet else report


def _words(report: Report) -> str:
    return " ".join(report.text.casefold().split())


def _merged(group: Sequence[Report]) -> Report:
    first, others = group[0], group[1:]
    names = sorted({report.name for report in others} - {first.name})
    if not names:
        return first if not others else replace(first, notes=(*first.notes, f"captured {len(group)} times"))
    return replace(first, notes=(*first.notes, f"also captured as {', '.join(names)}"))
