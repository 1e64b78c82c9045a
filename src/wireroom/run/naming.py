"""Reports as a desk knows them: one address and text is one report, and an outlet goes by its registered name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wireroom.outlets import Registry
from wireroom.records.reports import Report

WORD = re.compile(r"\w+")


def captured_once(reports: Iterable[Report]) -> list[Report]:
    """The reports, captures of one article merged: a page and the feed entry of it are one report.

    A capture goes into another of the same address and date that has every line of it (a page may add a standfirst). The
    fuller one stays and names the others in its notes, so that no input disappears.
    """
    groups: dict[tuple[str, str], list[Report]] = defaultdict(list)
    alone: list[Report] = []
    for report in reports:
        if report.url:
            groups[report.url, str(report.published)].append(report)
        else:
            alone.append(report)
    return [*alone, *(report for group in groups.values() for report in _merged(group))]


def by_registry(reports: Sequence[Report], registry: Registry) -> list[Report]:
    """The reports with the registered name and owner of their outlet, where the registry knows it."""
    return [_registered(report, registry) for report in reports]


def _registered(report: Report, registry: Registry) -> Report:
    outlet = registry.outlet_of(report.outlet)
    return replace(report, outlet=outlet.name, owner=outlet.owner) if outlet else report


def _merged(group: Sequence[Report]) -> list[Report]:
    kept: list[tuple[Report, frozenset[str], list[str]]] = []
    for report in sorted(group, key=lambda one: (-len(one.text), one.name, one.text, one.id)):
        lines = _lines(report)
        home = next((names for _, fuller, names in kept if lines <= fuller), None)
        if home is None:
            kept.append((report, lines, []))
        else:
            home.append(report.name)
    return [replace(report, notes=(*report.notes, *_captures(names))) for report, _, names in kept]


def _lines(report: Report) -> frozenset[str]:
    lines = (" ".join(WORD.findall(line)) for line in report.text.casefold().splitlines())
    return frozenset(line for line in lines if line)


def _captures(names: Sequence[str]) -> tuple[str, ...]:
    return (f"also captured as {', '.join(names)}",) if names else ()
