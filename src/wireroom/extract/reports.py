"""One capture to one report: what the item itself states wins over what the channel states, which wins over defaults.

The outlet is what names it most stably: the name that a JSON line gives, else the host of the address, else the folder
it lay in, else the sender's domain, else the site's name, else the default.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wireroom.errors import DataError, UnreadableInput
from wireroom.extract.charsets import declared_in, decode
from wireroom.extract.language import language_of
from wireroom.extract.naming import folder_outlet, host_of
from wireroom.extract.text import TEXT_LIMIT, normalised, title_first, title_within
from wireroom.records.dates import Dated
from wireroom.records.ids import content_id
from wireroom.records.reports import Capture, Report
from wireroom.records.runs import Failure
from wireroom.records.spans import Span

YEARS = range(1990, 2101)
"""Publication years that are believed; anything else is a default value or a slip of the pen."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one kind of item gives, before outlet, date and id are settled."""

    text: str
    title: Span | None = None
    address: str | None = None
    site: str | None = None
    byline: str | None = None
    published: Dated | None = None
    modified: datetime | None = None
    lang: str | None = None
    notes: tuple[str, ...] = ()


def extract(
    captures: Sequence[Capture], *, published: datetime | None = None, outlet: str | None = None
) -> list[Report | Failure]:
    """The report of each capture, in the same order; `published` and `outlet` are for items that state none."""
    return [extract_one(capture, published=published, outlet=outlet) for capture in captures]


def extract_one(capture: Capture, *, published: datetime | None = None, outlet: str | None = None) -> Report | Failure:
    """The report of one capture, or a Failure with what to do about it."""
    try:
        draft = _DRAFTS[capture.media_type](capture)
        _check(capture, draft)
    except DataError as error:
        return Failure(capture.name, type(error).__name__, str(error))
    return _report(capture, draft, published, outlet)


def _text_draft(capture: Capture) -> _Draft:
    decoded = decode(capture.content, capture.charset)
    text, title = title_within(capture.title or "", decoded.text)
    return _Draft(text, title, notes=_notes(decoded.note))


def _page_draft(capture: Capture) -> _Draft:
    from wireroom.extract.page import read_page

    decoded = decode(capture.content, capture.charset or declared_in(capture.content))
    page = read_page(decoded.text, url=capture.url, title=capture.title)
    facts = page.facts
    if not page.body:
        raise UnreadableInput(
            capture.name,
            "the page holds no report text",
            "If a script builds the page, open it in a browser, save it once it shows the text, and give that file.",
        )
    text, title = title_first(facts.title or "", page.body)
    return _Draft(
        text, title, facts.address, facts.site, facts.author, facts.published, facts.modified, facts.lang,
        _notes(decoded.note, page.note),
    )  # fmt: skip


def _entry_draft(capture: Capture) -> _Draft:
    from wireroom.extract.page import read_fragment

    decoded = decode(capture.content, capture.charset)
    text, title = title_first(capture.title or "", read_fragment(decoded.text))
    return _Draft(text, title, notes=_notes(decoded.note))


def _mail_draft(capture: Capture) -> _Draft:
    from wireroom.extract.mail import read_mail
    from wireroom.extract.page import read_page

    letter = read_mail(capture.content)
    body, note = letter.body, None
    if letter.html:
        page = read_page(letter.body, title=letter.subject)
        body, note = page.body, page.note
    if not body.strip():
        raise UnreadableInput(
            capture.name, "the message has no text of its own", "Give its attachments as files of their own, if any."
        )
    text, title = title_first(letter.subject, body)
    attached = f"not read: {len(letter.attachments)} attachments ({', '.join(letter.attachments)})"
    notes = _notes(letter.note, note, attached if letter.attachments else None)
    # A free mail provider is nobody's outlet, so the sender's name stands in.
    return _Draft(text, title, site=letter.host or letter.sender or None, byline=letter.sender or None,
                  published=letter.date, notes=notes)  # fmt: skip


def _pdf_draft(capture: Capture) -> _Draft:
    from wireroom.extract.pdf import read_pdf

    text, title = title_within(capture.title or "", read_pdf(capture.content, name=capture.name))
    return _Draft(text, title)


_DRAFTS: dict[str, Callable[[Capture], _Draft]] = {
    "text": _text_draft,
    "json-report": _text_draft,
    "html": _page_draft,
    "feed-entry": _entry_draft,
    "mail": _mail_draft,
    "pdf": _pdf_draft,
}


def _check(capture: Capture, draft: _Draft) -> None:
    if not draft.text.strip():
        raise UnreadableInput(
            capture.name, "there is no text in it", "Check that the right file was saved, and not empty."
        )
    if len(draft.text) > TEXT_LIMIT:
        raise UnreadableInput(
            capture.name,
            f"its text has {len(draft.text):,} characters, more than the {TEXT_LIMIT:,} that one report may have",
            "Split it into single reports, or give a .jsonl file with one report a line.",
        )


def _report(capture: Capture, draft: _Draft, published: datetime | None, outlet: str | None) -> Report:
    url, host = _address(capture, draft)
    named = capture.outlet or host or folder_outlet(capture.name) or draft.site
    url_note = _foreign(capture.url, draft.address)
    dated, date_notes = _dated(capture, draft, published)
    body = draft.text[draft.title.end :] if draft.title and draft.title.start == 0 else draft.text
    report = Report(
        id=capture.id or content_id("r", url or capture.name, draft.text),
        text=draft.text,
        name=capture.name,
        title=draft.title,
        outlet=named or outlet,
        url=url,
        byline=capture.byline or draft.byline,
        published=dated.moment if dated else None,
        published_grain=dated.grain if dated else None,
        modified=draft.modified if draft.modified and draft.modified.year in YEARS else None,
        captured=capture.captured,
        lang=language_of(body) or language_of(draft.text),
        # The default outlet of a command line says who pasted the text together, not that it is one article.
        pasted=not (named or url or draft.title),
        notes=(*capture.notes, *draft.notes, *_notes(url_note), *date_notes),
    )
    return _clean(report)


def _address(capture: Capture, draft: _Draft) -> tuple[str | None, str | None]:
    """The report's address and its outlet's host: the page's own canonical one unless it points to another site."""
    if _foreign(capture.url, draft.address):
        return capture.url, host_of(capture.url)
    url = draft.address or capture.url
    return url, host_of(url)


def _foreign(url: str | None, canonical: str | None) -> str | None:
    """A note when a page names an address on another site as its own: who published it is where it was fetched."""
    ours, theirs = host_of(url), host_of(canonical)
    if not ours or not theirs or ours == theirs or ours.endswith("." + theirs) or theirs.endswith("." + ours):
        return None
    return f"the page names {canonical} as its original address"


def _dated(capture: Capture, draft: _Draft, default: datetime | None) -> tuple[Dated | None, list[str]]:
    """The publication date by rank, and notes on one that cannot be right."""
    notes: list[str] = []
    given = _given(capture.published, capture.published_grain)
    for dated in (given, draft.published):
        if dated is None:
            continue
        if dated.moment.year not in YEARS:
            notes.append(f"the stated date {dated.moment:%Y-%m-%d} is not believed; the report is undated")
            continue
        if capture.captured and dated.moment > capture.captured:
            notes.append(
                f"the stated date {dated.moment:%Y-%m-%d %H:%M} lies after the capture, {capture.captured:%Y-%m-%d %H:%M}"
            )
        return dated, notes
    return _given(default, None), notes


def _given(moment: datetime | None, grain: str | None) -> Dated | None:
    """A moment as Dated; midnight stands for a day without a clock time unless the channel says otherwise."""
    if moment is None:
        return None
    day = grain == "day" or (grain is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0))
    return Dated(moment, "day" if day else "instant")


def _clean(report: Report) -> Report:
    """The report with its short fields free of lone surrogates and controls, so that every codec can write them."""
    fields = {
        name: normalised(value)
        for name in ("id", "name", "outlet", "url", "byline")
        if isinstance(value := getattr(report, name), str)
    }
    return replace(report, **fields, notes=tuple(normalised(note) for note in report.notes))  # type: ignore[arg-type]


def _notes(*notes: str | None) -> tuple[str, ...]:
    return tuple(note for note in notes if note)
