"""A web page to the lines of its report and what it says of itself.

A cascade, each step only when the one before under-delivers: trafilatura fast; trafilatura default; all visible text.
Measured by the project (ENGINES.md): fast alone .92 to .96 F1, with default for short results .93 to .965. Pages too
big or too deep for trafilatura's time go to resiliparse, which is linear in size.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.extract import engines
from wireroom.extract.furniture import body_lines
from wireroom.extract.metadata import PageFacts, facts_of
from wireroom.extract.text import TEXT_LIMIT, normalised, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT_BODY = 600
"""Characters; under this, trafilatura is asked again in its default mode (ENGINES.md)."""
TINY_BODY = 60
"""Characters; under this, the whole visible text is looked at."""
BIG_PAGE = 20_000
"""Elements; above this trafilatura takes over a second, and the linear reader is used."""


@dataclass(frozen=True, slots=True)
class Page:
    """The body's lines, joined by `\\n`, and what the page says of itself."""

    body: str
    facts: PageFacts
    note: str | None = None


def read_page(html: str, *, url: str | None = None, title: str | None = None) -> Page:
    """The report on a page; an empty body when there is no text. `title` is what a feed or JSON line calls it."""
    html = engines.tamed(normalised(html))
    tree = engines.parsed(html)
    if tree is None:
        return Page(_tidy(engines.whole_text(html), title or "", None, frozenset()), PageFacts(title=title))
    size, deep = engines.size_of(tree), engines.is_deep(tree)
    facts = facts_of(tree, url=url, given_title=title, thorough=size <= BIG_PAGE)
    raw, note = _raw_body(html, tree, big=size > BIG_PAGE, deep=deep)
    return Page(_tidy(raw, facts.title or "", facts.author, _link_texts(tree)), facts, note)


def read_fragment(html: str) -> str:
    """The lines of a piece of HTML that has no page around it (a feed entry, a mail); everything visible is text."""
    lines = (" ".join(line.split()) for line in engines.whole_text(normalised(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def _raw_body(html: str, tree: "HtmlElement", *, big: bool, deep: bool) -> tuple[str, str | None]:
    if big or deep:
        return engines.whole_text(html, main_only=not deep), "a very large or deep page, read by the quick reader"
    body = engines.main_text(tree, fast=True)
    if len(body) < SHORT_BODY:
        body = max(body, engines.main_text(tree, fast=False), key=len)
    if len(body) < TINY_BODY:
        body = max(body, engines.whole_text(html, main_only=True), key=len)
    return body, None


def _tidy(raw: str, title: str, author: str | None, links: frozenset[str]) -> str:
    if len(raw) > TEXT_LIMIT:
        return raw
    title = one_line(title)
    lines = body_lines(raw, title=title, author=author, links=links)
    # A page may show a headline and nothing else yet.
    return "\n".join(lines) or (title if title and title in raw else "")


def _link_texts(tree: "HtmlElement") -> frozenset[str]:
    return frozenset(text for node in tree.iter("a") if (text := " ".join(node.text_content().split())))
