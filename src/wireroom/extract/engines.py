"""The third-party readers of pages behind plain functions: trafilatura, resiliparse, htmldate, lxml. No other module knows them.

Each is kept from what it must not do: look at the clock, log to the terminal, run for minutes on a hostile page.
"""

import copy
import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LATEST_DATE = "2100-12-31"
"""htmldate refuses later dates than today unless it is told a limit; a stage has no today."""
DEEPEST = 250
"""Levels of nesting; pages that people write have about thirty."""
ABSURD_TAG_CHARACTERS = 40_000
"""Characters of one tag; shorter ones cannot hold enough attributes to matter (16,000 of them take a second)."""
ABSURD_ATTRIBUTES = 1_000
"""Signs of equality or blanks in one tag; pictures inside a page make long tags with few of either."""

_LONG_STRETCH = re.compile(rf"<(?!script|style)[a-zA-Z][^<]{{{ABSURD_TAG_CHARACTERS},}}")
_TAG = re.compile(r"""<([a-zA-Z][^\s>/]*)(?:[^"'>]|"[^"]*"|'[^']*')*+>?""")


def tamed(html: str) -> str:
    """The page without the attributes of absurd tags: libxml2 and resiliparse are quadratic in the attributes of one tag."""
    if len(html) < ABSURD_TAG_CHARACTERS:
        return html
    return _LONG_STRETCH.sub(lambda match: _without_attributes(match.group()), html)


def parsed(html: str) -> "HtmlElement | None":
    """The page as a tree (libxml2 cuts it at 255 levels), None when there is no element in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def size_of(tree: "HtmlElement") -> int:
    """How many elements the page has."""
    return int(tree.xpath("count(//*)"))


def is_deep(tree: "HtmlElement") -> bool:
    """Whether it is nested `DEEPEST` levels: libxml2 drops what lies deeper than 255, and other readers take for ever."""
    return bool(tree.xpath("/*" * DEEPEST))


def main_text(tree: "HtmlElement", *, fast: bool) -> str:
    """The article's lines by trafilatura (Barbaresi 2021), "" when it finds none. The tree is left as it is."""
    from trafilatura import extract

    for name in ("trafilatura", "justext", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return extract(copy.deepcopy(tree), fast=fast, include_comments=False, include_formatting=False) or ""
    except Exception:
        # It is one opinion of several: whatever it trips over, the plain text is still there.
        logging.getLogger("wireroom").debug("trafilatura failed", exc_info=True)
        return ""


def whole_text(html: str, *, main_only: bool = False) -> str:
    """All visible lines by resiliparse (Bevendorff et al. 2018), linear in size; `main_only` is quadratic in depth."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(
        extract_plain_text(
            html, preserve_formatting=True, main_content=main_only, list_bullets=False, alt_texts=False, links=False
        )
    )


def date_by_htmldate(tree: "HtmlElement", url: str | None) -> str | None:
    """A publication date by htmldate (Barbaresi 2020) without its search through the prose, which guesses."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(
            copy.deepcopy(tree), url=url, original_date=True, extensive_search=False, max_date=LATEST_DATE,
            min_date="1990-01-01", outputformat="%Y-%m-%d",
        )  # fmt: skip
    except Exception:
        logging.getLogger("wireroom").debug("htmldate failed", exc_info=True)
        return None
    return str(found) if found else None


def _without_attributes(stretch: str) -> str:
    match = _TAG.match(stretch)
    if match is None or len(match.group()) < ABSURD_TAG_CHARACTERS:
        return stretch
    if match.group().count("=") + match.group().count(" ") < ABSURD_ATTRIBUTES:
        return stretch
    return f"<{match.group(1)}>" + stretch[match.end() :]
