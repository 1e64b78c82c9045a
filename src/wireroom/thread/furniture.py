"""Site furniture learnt from the pages themselves: a line that stands on several pages of one outlet is not news.

Copies of one article do not count as pages of their own, and a long sentence is never furniture: an outlet may well tell
the same background twice. Measured with the page extraction: two other pages are the least that tell.
"""

from collections import defaultdict
from collections.abc import Sequence

from wireroom.records.readings import Material
from wireroom.records.spans import anchor_at
from wireroom.records.stories import SetAside

LEAST_PAGES = 3
LONGEST_LINE = 160  # characters


def recurring_lines(materials: Sequence[Material]) -> tuple[SetAside, ...]:
    """Lines that stand on LEAST_PAGES pages or more of one outlet, each set aside as boilerplate."""
    places: dict[tuple[str, str], dict[str, list[SetAside]]] = defaultdict(lambda: defaultdict(list))
    for material in materials:
        outlet = material.report.outlet
        if outlet is None:
            continue
        page = _page_of(material)
        for key, aside in _short_lines(material):
            places[outlet, key][page].append(aside)
    found = []
    for (outlet, _), pages in places.items():
        if len(pages) >= LEAST_PAGES:
            reason = f"it stands on {len(pages)} pages of {outlet}"
            found += [_with_reason(aside, reason) for asides in pages.values() for aside in asides]
    return tuple(sorted(found, key=lambda aside: (aside.anchor.report_id, aside.anchor.start)))


def _page_of(material: Material) -> str:
    """Copies and edits count as the page they come from."""
    lineage = material.lineage
    return lineage.of if lineage and lineage.of else material.report.id


def _short_lines(material: Material) -> list[tuple[str, SetAside]]:
    report = material.report
    lines = []
    for sentence in material.reading.sentences:
        if sentence.kind == "body" and len(sentence) <= LONGEST_LINE:
            anchor = anchor_at(report.id, report.text, sentence)
            lines.append((" ".join(anchor.quote.casefold().split()), SetAside("boilerplate", "", anchor)))
    return lines


def _with_reason(aside: SetAside, reason: str) -> SetAside:
    return SetAside(aside.disposition, reason, aside.anchor)
