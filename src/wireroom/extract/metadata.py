"""What a page says of itself: title, author, dates, site, address, language.

JSON-LD first, then meta tags, then microdata and `time` elements, then the address. Our own reader because it gives the
exact instant where general ones give days, and runs at over a thousand pages a second (see docs/internals/extract.md).
htmldate is asked only when nothing else gives a date; it never sees the clock.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from wireroom.extract.text import one_line
from wireroom.records.dates import Dated, find_date, read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Json = dict[str, Any]

LONGEST_TITLE = 400
"""Characters; a longer `h1` or headline is a paragraph in the wrong element."""
AGREEMENT = 0.5
"""Share of a headline's words that an `h1` must have to be the same title."""
JSON_LD_CHARACTERS = 2_000_000
"""A longer block is data for a program, not a description."""
LONGEST_NAME = 100
"""Characters of a byline; longer words are a paragraph about the author."""
SAME_DAY = timedelta(days=2)
"""How far an instant in UTC may lie from the day that the page states in its own zone."""
NODES = 2_000
"""How many nodes of one JSON-LD block are looked at."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "parsely-pub-date", "datepublished",
    "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate", "article.published", "published_time", "published_at",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "article_date_original",
    "originalpublicationdate", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod",
    "last-modified",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_ADDRESSES = ("og:url", "parsely-link", "twitter:url")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_MARKS = " |»·•:-–—"
_SITE_MARK = re.compile(r"\s+(?:[|»·•]|::)\s+")
"""What sets off a site's name and hardly anything else; a dash may belong to the headline."""
_ANY_MARK = re.compile(r"\s+(?:[|»·•]|::|[-–—])\s+")
_BY = re.compile(r"^\s*(?:(?:reporting |written |words )?by|author)\b[\s:]*", re.IGNORECASE)
_DATE_TAIL = re.compile(r"\s+[|·•–—-]\s+|\s*(?=\b\d{1,4}[ ./-])")
_DATED_CLASS = (
    "//*[self::span or self::div or self::p or self::small or self::em or self::i]"
    "[contains(@class,'publish') or contains(@class,'date') or contains(@class,'posted') or contains(@class,'stamp')"
    " or contains(@class,'time') or contains(@id,'date')]"
)
_AUTHOR_PATHS = (
    "//*[@itemprop='author']", "//a[@rel='author']", "//*[contains(@class,'author-name') or contains(@class,'byline__name')]",
    "//*[contains(concat(' ',@class,' '),' byline ') or contains(concat(' ',@class,' '),' author ')"
    " or contains(concat(' ',@class,' '),' by ')]",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    published: Dated | None = None
    modified: datetime | None = None
    site: str | None = None
    address: str | None = None
    lang: str | None = None


def facts_of(
    tree: "HtmlElement", *, url: str | None = None, given_title: str | None = None, thorough: bool = True
) -> PageFacts:
    """What the parsed page says of itself. `given_title` is what a feed or JSON line calls it.

    With `thorough`, htmldate is asked when nothing else gives a date; on a huge page it would take seconds.
    """
    article, metas = _article_node(tree), _metas(tree)
    address = _address(tree, article, metas, url)
    return PageFacts(
        title=_title(tree, article, metas, given_title),
        author=_author(tree, article, metas),
        published=_published(tree, article, metas, address or url, thorough=thorough),
        modified=_modified(article, metas),
        site=_site(article, metas),
        address=address,
        lang=(tree.get("lang") or "").split("-")[0].lower() or None,
    )


def similarity(left: str, right: str) -> float:
    """The share of the longer title's words that both have (0 to 1), capitals and punctuation aside."""
    one, two = (set(re.findall(r"\w+", words.casefold())) for words in (left, right))
    return len(one & two) / max(len(one), len(two)) if one and two else 0.0


def _title(tree: "HtmlElement", article: Json, metas: dict[str, str], given: str | None) -> str | None:
    """The `h1` that agrees with a stated headline; else the headline; else the only `h1`; else the window's title."""
    known = one_line(given)
    stated = [known, _words(article.get("headline")), *(_words(metas.get(key)) for key in _TITLES)]
    stated = [title for title in stated if 0 < len(title) <= LONGEST_TITLE]
    window = one_line(tree.findtext(".//title"))
    window = window if len(window) <= LONGEST_TITLE else ""
    shown = [one_line(node.text_content()) for node in tree.iter("h1")][:10]
    shown = [title for title in shown if 0 < len(title) <= LONGEST_TITLE]
    for title in stated or [window]:
        for heading in shown:
            inside = heading.casefold() in title.casefold() and len(heading) >= AGREEMENT * len(title)
            if inside or similarity(title, heading) >= AGREEMENT:
                return heading
    if stated:
        return known or _without_site(stated[0], _SITE_MARK, _site(article, metas))
    if len(shown) == 1:
        return shown[0]
    return _without_site(window, _ANY_MARK, _site(article, metas)) or None


def _without_site(title: str, mark: re.Pattern[str], site: str | None) -> str:
    """The title without the site's name at either end: the known name, or else a short last part after a mark."""
    parts = _ANY_MARK.split(title)
    if len(parts) > 1 and site and parts[0].casefold() == site.casefold():
        return title[title.index(parts[1], len(parts[0])) :]
    if len(parts) > 1 and site and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(_MARKS)
    parts = mark.split(title)
    if len(parts) == 1 or len(parts[-1].split()) > 5:
        return title
    return title[: title.rindex(parts[-1])].rstrip(_MARKS)


def _author(tree: "HtmlElement", article: Json, metas: dict[str, str]) -> str | None:
    """The stated authors; where only the site itself is stated, or nobody, the byline that the page shows."""
    names = list(_names(article.get("author"))) or list(_names(article.get("creator")))
    names = names or [value for key in _AUTHORS if (value := one_line(metas.get(key)))][:1]
    names = [name for name in map(_bare, names) if name]
    window = one_line(tree.findtext(".//title"))
    if not names or all(name in window for name in names):
        names = _shown_author(tree) or names
    return ", ".join(dict.fromkeys(names)) or None


def _shown_author(tree: "HtmlElement") -> list[str]:
    """The name in an element made for it, else what stands beside the date ("6 May 2031 · Orn Wire")."""
    for path in _AUTHOR_PATHS:
        for node in tree.xpath(path)[:3]:
            words = one_line(node.text_content())
            dated = find_date(words)
            name = _bare(_DATE_TAIL.split(words)[0] if dated else words)
            if name:
                return [name]
    for node in list(tree.iter("time"))[:1]:
        line = one_line(node.getparent().text_content()) if node.getparent() is not None else ""
        rest = line.replace(one_line(node.text_content()), " ", 1).strip(_MARKS)
        if len(line) <= LONGEST_NAME and _bare(rest) and not any(character.isdigit() for character in rest):
            return [_bare(rest)]
    return []


def _bare(name: str) -> str:
    """A name without "By" before it; "" for an address, a handle, or a sentence."""
    name = _BY.sub("", one_line(name)).strip(_MARKS + ",")
    return "" if len(name) > LONGEST_NAME or name.startswith(("http", "/", "@")) else name


def _published(
    tree: "HtmlElement", article: Json, metas: dict[str, str], url: str | None, *, thorough: bool
) -> Dated | None:
    """The first stated date, with the clock time of a later-ranked one that gives the same day more exactly."""
    found: Dated | None = None
    for dated in _dates(tree, article, metas, url):
        if found is None or (dated.grain == "instant" and abs(dated.moment - found.moment) < SAME_DAY):
            found = dated
        if found.grain == "instant":
            break
    return found or (_from_htmldate(tree, url) if thorough else None)


def _dates(tree: "HtmlElement", article: Json, metas: dict[str, str], url: str | None) -> Iterator[Dated]:
    words = [article.get("datePublished"), article.get("dateCreated"), *(metas.get(key) for key in _PUBLISHED)]
    yield from (dated for word in words if isinstance(word, str) and (dated := read_date(word)))
    yield from _time_elements(tree)
    match = _URL_DATE.search(urlsplit(url).path) if url else None
    if match and (dated := read_date("{}-{:0>2}-{:0>2}".format(*match.groups()))):
        yield dated
    for node in tree.xpath(_DATED_CLASS)[:20]:
        text = one_line(node.text_content())
        # A clock time on the page is the outlet's local time; without a zone only the day is known.
        if len(text) <= 120 and (dated := find_date(text)):
            yield dated if dated.zoned else _day_of(dated)


def _time_elements(tree: "HtmlElement") -> Iterator[Dated]:
    nodes = list(tree.iter("time"))
    nodes.sort(key=lambda node: "publish" not in (node.get("itemprop") or node.get("class") or "").lower())
    for node in nodes[:3]:
        dated = read_date(node.get("datetime") or "") or find_date(one_line(node.text_content()))
        if dated and "modified" not in (node.get("itemprop") or "").lower():
            yield dated


def _day_of(dated: Dated) -> Dated:
    return Dated(dated.moment.replace(hour=0, minute=0, second=0, microsecond=0), "day")


def _from_htmldate(tree: "HtmlElement", url: str | None) -> Dated | None:
    from wireroom.extract.engines import date_by_htmldate

    words = date_by_htmldate(tree, url)
    return read_date(words) if words else None


def _modified(article: Json, metas: dict[str, str]) -> datetime | None:
    for words in (article.get("dateModified"), *(metas.get(key) for key in _MODIFIED)):
        dated = read_date(words) if isinstance(words, str) else None
        if dated:
            return dated.moment.astimezone(UTC)
    return None


def _site(article: Json, metas: dict[str, str]) -> str | None:
    names = list(_names(article.get("publisher")))
    names = names or [value for key in _SITES if (value := one_line(metas.get(key)))]
    return names[0] if names else None


def _address(tree: "HtmlElement", article: Json, metas: dict[str, str], url: str | None) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    for address in (*links, *(metas.get(key) for key in _ADDRESSES), main, article.get("url")):
        whole = _whole(address, url) if isinstance(address, str) else None
        if whole:
            return whole
    return None


def _whole(address: str, url: str | None) -> str | None:
    try:
        whole = urljoin(url or "", address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname else None
    except ValueError:
        return None


def _article_node(tree: "HtmlElement") -> Json:
    """The node of the page's JSON-LD that describes the article; an empty one when there is none."""
    best: Json = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        for node in _nodes(script.text):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                if node.get("headline") or node.get("datePublished"):
                    return node
                best = best or node
            elif not best and "WebPage" in kinds:
                best = {key: value for key, value in node.items() if key in ("datePublished", "dateModified")}
    return best


def _nodes(words: str) -> Iterator[Json]:
    """Every object of a JSON-LD block, outer ones first; nothing when it is not JSON."""
    if len(words) > JSON_LD_CHARACTERS:
        return
    try:
        waiting = [json.loads(words.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node[:NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _metas(tree: "HtmlElement") -> dict[str, str]:
    """Name to content of every meta tag, names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = node.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = node.get(attribute)
            if key and content:
                found.setdefault(key.strip().lower(), content)
    for node in tree.xpath("//*[@itemprop='headline' or @itemprop='datePublished' or @itemprop='dateModified']")[:20]:
        value = node.get("content") or node.get("datetime") or node.text_content()
        found.setdefault(node.get("itemprop").lower(), value)
    return found


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if name := _words(name):
            yield name


def _words(value: object) -> str:
    # JSON-LD often carries HTML escapes inside its strings.
    return one_line(_unescaped(value)) if isinstance(value, str) else ""


@cache
def _unescape_needed() -> re.Pattern[str]:
    return re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w{2,8});", re.IGNORECASE)


def _unescaped(words: str) -> str:
    from html import unescape

    return unescape(words) if _unescape_needed().search(words) else words
