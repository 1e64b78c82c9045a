"""Figures as a table: CSV, one row a figure, a header row and a row of HXL tags (Humanitarian Exchange Language 1.1).

Cells that a spreadsheet would run as a formula get an apostrophe in front (OWASP, "CSV Injection"). Empty cells are missing
values; missing is never zero.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from wireroom.records.accounts import Account, ReportCard, StoryAccount
from wireroom.records.stories import Figure
from wireroom.tell.addresses import web_address
from wireroom.tell.characters import encodable
from wireroom.tell.handles import series_id
from wireroom.tell.measures import label_of
from wireroom.tell.notes import Notes

COLUMNS: Mapping[str, str] = {  # column: HXL tag
    "figure_id": "#meta+id",
    "story_id": "#event+id",
    "story": "#event+name",
    "measure": "#indicator+name",
    "hxl": "#indicator+code",
    "low": "#affected+num+min",
    "best": "#affected+num+best",
    "high": "#affected+num+max",
    "exclusive": "#meta+exclusive",
    "approximate": "#meta+approximate",
    "qualitative": "#meta+qualitative",
    "negated": "#meta+negated",
    "unit": "#indicator+unit",
    "cue": "#meta+cue",
    "population": "#population+name",
    "aggregation": "#indicator+aggregation",
    "window": "#date+window+text",
    "earliest": "#date+window+start",
    "latest": "#date+window+end",
    "as_of": "#date+occurred",
    "place": "#loc+name",
    "speaker": "#contact+speaker+name",
    "standing": "#status",
    "origin": "#org+origin+name",
    "series_id": "#meta+series+id",
    "report_id": "#meta+report+id",
    "outlet": "#org+outlet+name",
    "published": "#date+reported",
    "url": "#meta+url",
    "start": "#meta+start",
    "end": "#meta+end",
    "quote": "#description+quote",
    "sentence": "#description+context",
}
FORMULA_STARTS = tuple("=+-@\t\r\n|%＝＋－＠")
Cell = str | float | int | None


def table_of(account: Account) -> str:
    """The figures of all stories as CSV text, UTF-8, lines ending in a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow(COLUMNS.values())
    notes = Notes(account)
    for story in account.stories:
        places = {figure_id: series_id(series) for series in story.series for figure_id in series.figure_ids}
        for figure in story.figures:
            card = notes.card(figure.anchor.report_id)
            writer.writerow([cell(value) for value in _row(figure, story, card, places.get(figure.id))])
    return out.getvalue()


def _row(figure: Figure, story: StoryAccount, card: ReportCard, series: str | None) -> Iterator[Cell]:
    window = figure.window
    yield from (figure.id, story.id, story.title, figure.measure, label_of(figure.measure).hxl)
    yield from (figure.low, figure.best, figure.high)
    yield from (
        _flag(figure.low_exclusive),
        _flag(figure.approximate),
        _flag(figure.qualitative),
        _flag(figure.negated),
    )
    yield from (figure.unit, figure.cue, figure.population, figure.aggregation)
    yield from (window.text, window.earliest, window.latest) if window else (None, None, None)
    yield from (figure.as_of, figure.place, figure.speaker, figure.standing, figure.origin, series)
    yield from (card.id, card.outlet, card.published, web_address(card.url))
    yield from (figure.anchor.start, figure.anchor.end, figure.anchor.quote)
    yield figure.sentence_anchor.quote if figure.sentence_anchor else None


def _flag(value: bool) -> str:
    return "true" if value else "false"


def cell(value: Cell) -> str:
    """A value as a cell: empty for None, harmless to a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    words = encodable(value).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return f"'{words}" if words.startswith(FORMULA_STARTS) or words.lstrip().startswith(FORMULA_STARTS) else words
