"""The list of stories as a table: CSV, a row a report, a header row and a row of HXL tags (Humanitarian Exchange Language 1.1)."""

import csv
import io
from collections.abc import Iterator, Mapping

from wireroom.records.listings import Membership, Thread, ThreadList
from wireroom.tell.addresses import web_address
from wireroom.tell.figure_table import Cell, cell

STORY_COLUMNS: Mapping[str, str] = {  # column: HXL tag
    "story_id": "#event+id",
    "story": "#event+name",
    "reports": "#event+reports+num",
    "outlets": "#event+outlets+num",
    "origins": "#event+origins+num",
    "first": "#date+start",
    "last": "#date+end",
}
REPORT_COLUMNS: Mapping[str, str] = {
    "report_id": "#meta+report+id",
    "footing": "#status",
    "score": "#meta+score",
    "why": "#description+reason",
    "made_by": "#meta+made_by",
    "outlet": "#org+outlet+name",
    "published": "#date+reported",
    "title": "#description+title",
    "url": "#meta+url",
    "lineage": "#meta+lineage",
    "lineage_of": "#meta+lineage+id",
    "lineage_share": "#meta+lineage+share",
}
LIST_COLUMNS = {**STORY_COLUMNS, **REPORT_COLUMNS}


def listing_table(listing: ThreadList) -> str:
    """The list as CSV text, UTF-8, lines ending in a line feed; reports of no story come last."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LIST_COLUMNS)
    writer.writerow(LIST_COLUMNS.values())
    for row in _rows(listing):
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def _rows(listing: ThreadList) -> Iterator[list[Cell]]:
    for thread in listing.threads:
        for one in (*thread.reports, *thread.linked):
            yield [*_story(thread), *_report(one)]
    for one in listing.unthreaded:
        yield [*[None] * len(STORY_COLUMNS), *_report(one)]


def _story(thread: Thread) -> list[Cell]:
    return [
        thread.id, thread.title, thread.report_count, len(thread.outlets), thread.origin_count, thread.first, thread.last,
    ]  # fmt: skip


def _report(one: Membership) -> list[Cell]:
    lineage = one.lineage
    return [
        one.report_id, one.footing, one.score, "; ".join(one.reasons), one.made_by, one.outlet, one.published, one.title,
        web_address(one.url), lineage.kind if lineage else None, lineage.of if lineage else None, lineage.share if lineage else None,
    ]  # fmt: skip
