"""An account in the format asked for: one writer a format, found by name.

Formats for people (text, Markdown, HTML) are layouts of the same sheets; formats for programs are the JSON contract, linked
data (JSON-LD), a table of figures (CSV with HXL tags) and places (GeoJSON). Writers are loaded when they are first used.
"""

from collections.abc import Callable, Mapping

from wireroom.errors import UnknownName
from wireroom.records.accounts import Account


def render(account: Account, *, format: str, width: int = 80, colour: bool = False) -> str:  # noqa: A002
    """The account as text in `format`; UnknownName when there is no such format. Same account, same text.

    `width` (columns) and `colour` (terminal colours) count for the text format only.
    """
    if format == "text":
        return _text(account, width=width, colour=colour)
    if format not in WRITERS:
        raise UnknownName("format", format, ["text", *WRITERS])
    return WRITERS[format](account)


def _text(account: Account, *, width: int, colour: bool) -> str:
    from wireroom.tell.terminal import text_of

    return text_of(account, width=width, colour=colour)


def _md(account: Account) -> str:
    from wireroom.tell.markdown import markdown_of

    return markdown_of(account)


def _html(account: Account) -> str:
    from wireroom.tell.page import page_of

    return page_of(account)


def _json(account: Account) -> str:
    from wireroom.records.codec import to_json

    return to_json(account) + "\n"


def _jsonld(account: Account) -> str:
    from wireroom.tell.linked_data import linked_data_of

    return linked_data_of(account)


def _csv(account: Account) -> str:
    from wireroom.tell.figure_table import table_of

    return table_of(account)


def _geojson(account: Account) -> str:
    from wireroom.tell.place_map import map_of

    return map_of(account)


WRITERS: Mapping[str, Callable[[Account], str]] = {
    "md": _md,
    "html": _html,
    "json": _json,
    "jsonld": _jsonld,
    "csv": _csv,
    "geojson": _geojson,
}
