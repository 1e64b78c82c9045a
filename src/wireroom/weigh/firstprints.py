"""When a report's count was first printed: a copy brings yesterday's count, an edited article today's.

A figure of a copy whose sentence stands in the original is as old as the original; one of an edited article is as new
as the edit. Everything else is as old as its report.
"""

from datetime import datetime

from wireroom.records.readings import FigureSpan, Material
from wireroom.weigh.moments import iso_of, moment_of
from wireroom.weigh.scope import Scope
from wireroom.weigh.wording import words_of

_RUN = 8
"""Words in a row around a number that no two writers choose by chance."""
_LONGEST_CHAIN = 20


class FirstPrints:
    """Look-up of the time a figure was first printed, over the reports of a story."""

    def __init__(self, scope: Scope) -> None:
        self._materials = scope.materials
        self._places = {material.report.id: place for place, material in enumerate(scope.materials)}
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}

    def printed(self, report: int, span: FigureSpan) -> str | None:
        """ISO text of when the figure's sentence was first printed; None when no report with it has a date."""
        material = self._materials[report]
        originals = self._chain(report)
        if not originals:
            return iso_of(*_date(material))
        sentence = material.reading.sentences[span.sentence]
        number = words_of(span.words(material.report.text))[-1:]
        runs = {run for run in _runs(material.report.text[sentence.start : sentence.end]) if set(number) <= set(run)}
        for original in originals:
            if not runs.isdisjoint(self._runs_of(original)):
                material = self._materials[original]
        return iso_of(*_date(material))

    def _chain(self, report: int) -> list[int]:
        """The dated reports that this one copies, the nearest first; an edit is no copy, it says what is new."""
        found: list[int] = []
        material = self._materials[report]
        while len(found) < _LONGEST_CHAIN:
            lineage = material.lineage
            if lineage is None or lineage.kind not in ("copy", "partial_copy") or not lineage.of:
                break
            place = self._places.get(lineage.of)
            if place is None or place in found or place == report or not _dated_first(self._materials[place], material):
                break
            material = self._materials[place]
            found.append(place)
        return found

    def _runs_of(self, report: int) -> frozenset[tuple[str, ...]]:
        if report not in self._runs:
            self._runs[report] = frozenset(_runs(self._materials[report].report.text))
        return self._runs[report]


def _dated_first(one: Material, other: Material) -> bool:
    """Whether the one has a date that is no later than any the other can have: of one text, the earlier print counts."""
    first, second = (moment_of(iso_of(item.report.published, item.report.published_grain)) for item in (one, other))
    return first is not None and (second is None or first.latest <= second.latest)


def _date(material: Material) -> tuple[datetime | None, str | None]:
    """When the words of a report were written: an edited article's when it was edited."""
    report = material.report
    edited = material.lineage is not None and material.lineage.kind == "edit"
    if edited and report.modified and report.published and report.modified > report.published:
        return report.modified, "instant"
    return report.published, report.published_grain


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
