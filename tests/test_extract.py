"""Captures to reports: pages, mail, PDF and lines; titles, dates, outlets and ids; and what is refused, with its remedy."""

import json
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import gather_factories as make
from wireroom.errors import InputNotFound, UnknownName, UsageError
from wireroom.extract import distinct, extract, extract_one, reports
from wireroom.extract.furniture import body_lines
from wireroom.extract.language import language_of
from wireroom.extract.naming import folder_outlet, host_of
from wireroom.gather import gather
from wireroom.outlets import agencies, load_outlets
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.reports import Capture, Report
from wireroom.records.runs import Failure

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "\n".join(make.PARAGRAPHS)
TITLE = "River Orn rises again and empties the lower streets"


def report_of(capture: Capture, **options: Any) -> Report:
    outcome = extract_one(capture, **options)
    assert isinstance(outcome, Report), outcome
    return outcome


def html(page: str, **fields: Any) -> Capture:
    return Capture(fields.pop("name", "a.html"), "html", page.encode(), **fields)


def text(words: str, **fields: Any) -> Capture:
    return Capture(fields.pop("name", "a.txt"), "text", words.encode("utf-8", "surrogatepass"), **fields)


def ld(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


# ---------------------------------------------------------------- pages


def test_a_page_is_its_title_and_its_paragraphs() -> None:
    report = report_of(html(make.page()))
    assert report.text == f"{TITLE}\n\n{BODY}"
    assert report.title is not None
    assert report.title.words(report.text) == TITLE
    assert (report.lang, report.pasted) == ("en", False)


@pytest.mark.parametrize(
    "furniture",
    [
        '<p class="kicker">The valley</p>',
        '<p class="breadcrumb">Home | News | Valley</p>',
        "<div>ORN COURIER * news of the valley</div>",
    ],
)
def test_what_stands_above_the_title_is_left_out(furniture: str) -> None:
    assert report_of(html(make.page(above=furniture))).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The dam that nobody wanted",
        "RELATED – Geese in the market square",
        "Advertisement",
        "Share this article",
        '<a href="/other">Geese cross the market square in good order</a>',
        "<strong>See also:</strong> <a href='/x'>Roads that are shut</a>",
    ],
)
def test_pointers_between_paragraphs_are_left_out(line: str) -> None:
    paragraphs = (*make.PARAGRAPHS[:3], line, *make.PARAGRAPHS[3:])
    assert report_of(html(make.page(paragraphs=paragraphs))).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Related illnesses were seen in two of the shelters on Tuesday.",
        "Share prices of the dam's builder fell by a tenth.",
        "Watch towers along the river were manned all night.",
        "More on Tuesday's count: 12 people were hurt.",
        "As of 6 May 2031, 14:00 local time",
        "Updated on Tuesday, the count stood at 15.",
    ],
)
def test_lines_that_only_look_like_pointers_stay(line: str) -> None:
    kept = body_lines("\n".join((*make.PARAGRAPHS, line)), title=TITLE, author=None, links=frozenset())
    assert kept[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, 6 May 2031, 16:32 Updated 21:15",
        "By Mara Fenn",
        "Mara Fenn",
        "Published 06.05.2031 18:40",
        "By Mara Fenn · 6 May 2031",
    ],
)
def test_author_and_date_under_the_title_are_left_out(line: str) -> None:
    kept = body_lines(f"{TITLE}\n{line}\n{BODY}", title=TITLE, author="Mara Fenn", links=frozenset())
    assert kept == list(make.PARAGRAPHS)


def test_list_marks_are_no_words() -> None:
    assert body_lines("- Twelve hurt\n- Road shut", title="", author=None, links=frozenset()) == [
        "Twelve hurt",
        "Road shut",
    ]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>Evacuated</p>", "Evacuated"),
        ("Evacuated", "Evacuated"),
        ("<html><body><div>One line.<br>Another line.</div></body></html>", "One line.\nAnother line."),
        ("<p>Fish &amp; geese &lt;3 caf&#233; &#8220;so&#8221;</p>", "Fish & geese <3 café “so”"),
        ("<p>unclosed <b>tags <i>everywhere<p>and on", "unclosed tags everywhere\nand on"),
        (
            "<?xml version='1.0' encoding='utf-16'?><html><body><p>Declared wrongly.</p></body></html>",
            "Declared wrongly.",
        ),
        ("<p>NUL \x00 inside</p>", "NUL inside"),
        (
            "<html><head><title>Dam breaks | Orn Courier</title></head><body><h1>Dam breaks</h1></body></html>",
            "Dam breaks",
        ),
    ],
)
def test_small_and_broken_pages_give_their_words(page: str, words: str) -> None:
    assert report_of(html(page)).text == words


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<script>let x = 1;</script>", "<!-- nothing -->", "<img src='a'>"]
)
def test_a_page_without_words_is_refused(page: str) -> None:
    failure = extract_one(html(page))
    assert isinstance(failure, Failure)
    assert "no report text" in failure.message
    assert "browser" in failure.message


HOSTILE = {
    "deep divs": "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "deep and unclosed": "<b><i>" * 50_000 + BODY,
    "deep tables": "<table><tr><td>" * 20_000 + BODY,
    "deep lists": "<ul><li>" * 5_000 + BODY,
    "attributes": "<div " + " ".join(f'a{n}="x"' for n in range(200_000)) + f"><p>{BODY}</p></div>",
    "bare less-than signs": "<" * 1_000_000 + f"<p>{BODY}</p>",
    "an open comment": f"<p>{BODY}</p><!-- " + "x" * 1_000_000,
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{BODY}</p>",
    "a huge title": "<title>" + "a " * 500_000 + f"</title><p>{BODY}</p>",
    "a huge picture": '<img src="data:image/png;base64,' + "A" * 5_000_000 + f'"><p>{BODY}</p>',
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_costs_seconds_and_no_more(page: str) -> None:
    started = time.process_time()
    report = report_of(html(f"<html><body>{page}</body></html>"))
    assert time.process_time() - started < 6
    assert make.PARAGRAPHS[0] in " ".join(report.text.split())
    assert len(report.text) < 2_000_000


def test_a_huge_page_is_refused_by_the_length_of_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "TEXT_LIMIT", 100_000)
    paragraphs = "".join(f"<p>District {n}: {make.PARAGRAPHS[0]}</p>" for n in range(30_000))
    started = time.process_time()
    failure = extract_one(html(f"<article>{paragraphs}</article>"))
    assert time.process_time() - started < 5
    assert isinstance(failure, Failure)
    assert "100,000" in failure.message
    assert "Split it" in failure.message


@given(st.text(st.sampled_from("<>/=\"'& abdivphtmlscriptold!-é\x00\n"), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_a_report_or_a_failure(markup: str) -> None:
    outcome = extract_one(html(markup))
    assert isinstance(outcome, Report | Failure)


# ---------------------------------------------------------------- what a page says of itself


@pytest.mark.parametrize(
    ("head", "published", "grain"),
    [
        (ld(datePublished="2031-05-06T16:32:00+02:00"), "2031-05-06 14:32", "instant"),
        (ld(datePublished="2031-05-06"), "2031-05-06 00:00", "day"),
        ('<meta property="article:published_time" content="2031-05-06T14:32:00Z">', "2031-05-06 14:32", "instant"),
        (ld(datePublished="2031-05-06") + '<meta name="pubdate" content="2031-05-06T09:00Z">', "2031-05-06 09:00", "instant"),
        (ld(datePublished="2031-05-06") + '<meta name="pubdate" content="2030-01-01T09:00Z">', "2031-05-06 00:00", "day"),
        ('<meta name="DC.date.issued" content="2031-05-06">', "2031-05-06 00:00", "day"),
        ('<meta itemprop="datePublished" content="2031-05-06T14:32:00Z">', "2031-05-06 14:32", "instant"),
        ('<link rel="canonical" href="https://orncourier.example/2031/05/06/bells">', "2031-05-06 00:00", "day"),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2031-05-06T01:02Z"}]}</script>', "2031-05-06 01:02", "instant"),
        ('<script type="application/ld+json">not json</script><meta name="date" content="2031-05-06">', "2031-05-06 00:00", "day"),
    ],
)  # fmt: skip
def test_a_page_states_its_date(head: str, published: str, grain: str) -> None:
    report = report_of(html(make.page(head=head)))
    assert report.published is not None
    assert (f"{report.published:%Y-%m-%d %H:%M}", report.published_grain) == (published, grain)


@pytest.mark.parametrize(
    ("above", "published", "grain"),
    [
        ('<time datetime="2031-05-06T16:32:00+02:00">Tuesday</time>', "2031-05-06 14:32", "instant"),
        ("<time>6 May 2031</time>", "2031-05-06 00:00", "day"),
        ('<span class="published">Tuesday, 6 May 2031, 16:32</span>', "2031-05-06 00:00", "day"),
        ('<span class="date">6 May 2031 16:32 GMT</span>', "2031-05-06 16:32", "instant"),
    ],
)
def test_a_date_on_the_page_counts(above: str, published: str, grain: str) -> None:
    report = report_of(html(make.page(above=above)))
    assert report.published is not None
    assert (f"{report.published:%Y-%m-%d %H:%M}", report.published_grain) == (published, grain)


def test_a_page_without_a_date_stays_undated_even_when_captured() -> None:
    report = report_of(html(make.page(), captured=datetime(2031, 5, 7, tzinfo=UTC)))
    assert (report.published, report.published_grain) == (None, None)


def test_a_page_dated_by_its_prose_alone_stays_undated() -> None:
    paragraphs = ("The first dam of 3 March 1999 is not forgotten in the valley.", *make.PARAGRAPHS)
    assert report_of(html(make.page(paragraphs=paragraphs))).published is None


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("", TITLE, TITLE),
        (ld(headline="River Orn rises again, empties the lower streets"), TITLE, TITLE),
        (ld(headline="Bells in the night"), TITLE, "Bells in the night"),
        (ld(headline="Bells in the night – what we know"), "Orn Courier", "Bells in the night – what we know"),
        (
            ld(headline="Bells at night - Orn Courier", publisher={"name": "Orn Courier"}),
            "Orn Courier",
            "Bells at night",
        ),
        ('<meta property="og:title" content="Bells in the night | Orn Courier">', "Orn Courier", "Bells in the night"),
        (ld(headline="Fish &amp; geese in the night"), "Orn Courier", "Fish & geese in the night"),
    ],
)
def test_the_title_is_the_heading_that_agrees_with_the_headline(head: str, heading: str, title: str) -> None:
    page = make.page(head=head).replace(f"<h1>{TITLE}</h1>", f"<h1>{heading}</h1>")
    report = report_of(html(page))
    assert report.title is not None
    assert report.title.words(report.text) == title


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("Bells in the night | Orn Courier", "Bells in the night"),
        ("Bells in the night - geese unharmed :: Orn Courier", "Bells in the night - geese unharmed"),
        ("Bells in the night", "Bells in the night"),
        (
            "Dam – a town waits for the water to come down the hill",
            "Dam – a town waits for the water to come down the hill",
        ),
    ],
)
def test_a_page_without_a_heading_is_named_by_its_window(window: str, title: str) -> None:
    report = report_of(html(f"<html><head><title>{window}</title></head><body><p>{BODY}</p></body></html>"))
    assert report.title is not None
    assert report.title.words(report.text) == title


@pytest.mark.parametrize(
    ("head", "above", "byline"),
    [
        (ld(author={"@type": "Person", "name": "Mara Fenn"}), "", "Mara Fenn"),
        (ld(author=[{"name": "Mara Fenn"}, {"name": "Ivo Brant"}]), "", "Mara Fenn, Ivo Brant"),
        (ld(author="By Mara Fenn"), "", "Mara Fenn"),
        ('<meta name="author" content="Mara Fenn">', "", "Mara Fenn"),
        ('<meta property="article:author" content="https://social.example/mara">', "", None),
        ("", '<p class="byline">By <a rel="author">Mara Fenn</a></p>', "Mara Fenn"),
        ("", '<div class="by"><i>By Mara Fenn</i> — Tuesday, 6 May 2031, 17.00</div>', "Mara Fenn"),
        ("", '<p><time datetime="2031-05-06">Tuesday 6 May 2031</time> · Orn Wire</p>', "Orn Wire"),
        (ld(author={"name": "Orn Courier"}), '<p class="byline">By Mara Fenn</p>', "Mara Fenn"),
        (ld(author={"name": "Orn Courier"}), "", "Orn Courier"),
        ("", "", None),
    ],
)
def test_a_page_states_its_author(head: str, above: str, byline: str | None) -> None:
    assert report_of(html(make.page(head=head, above=above))).byline == byline


# ---------------------------------------------------------------- outlets, addresses, ids


@pytest.mark.parametrize(
    ("fields", "head", "outlet"),
    [
        ({"name": "reports/www.orncourier.example/a.html"}, "", "orncourier.example"),
        ({"url": "https://www.orncourier.example/a"}, "", "orncourier.example"),
        ({"url": "https://m.orncourier.example/a"}, "", "orncourier.example"),
        (
            {"name": "x.example/a.html"},
            '<link rel="canonical" href="https://orncourier.example/a">',
            "orncourier.example",
        ),
        ({"outlet": "The Courier", "url": "https://orncourier.example/a"}, "", "The Courier"),
        (
            {"url": "https://tram.example/a"},
            '<link rel="canonical" href="https://orncourier.example/a">',
            "tram.example",
        ),
        ({"url": "https://web.archive.org/web/20310506/https://orncourier.example/a"}, "", "orncourier.example"),
        ({}, '<meta property="og:site_name" content="Orn Courier">', "Orn Courier"),
        ({"name": "reports/v1.2/a.html"}, "", "given on the command line"),
        ({}, "", "given on the command line"),
    ],
)
def test_the_outlet_is_what_names_it_most_stably(fields: dict[str, Any], head: str, outlet: str) -> None:
    assert report_of(html(make.page(head=head), **fields), outlet="given on the command line").outlet == outlet


def test_a_page_that_names_another_site_as_its_origin_is_noted() -> None:
    head = '<link rel="canonical" href="https://orncourier.example/a">'
    report = report_of(html(make.page(head=head), url="https://tram.example/b"))
    assert (report.url, report.outlet) == ("https://tram.example/b", "tram.example")
    assert "https://orncourier.example/a" in report.notes[0]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Orn.Example:8080/a?b#c", "orn.example"),
        ("https://www.example/", "www.example"),
        ("http://[::1/", None),
        ("no address", None),
        (None, None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("a.example/b.html", "a.example"), ("a.example/2031/b.html", "a.example"), ("saved/b.html", None), ("b.html", None),
     ("reports.html/b.html", None), ("v1.0/b.html", None)],
)  # fmt: skip
def test_a_folder_may_name_an_outlet(name: str, outlet: str | None) -> None:
    assert folder_outlet(name) == outlet


def test_pasted_text_is_told_from_a_report() -> None:
    assert report_of(text(BODY)).pasted
    assert report_of(text(BODY), outlet="desk").pasted
    assert not report_of(text(BODY, title="Bells")).pasted
    assert not report_of(text(BODY, url="https://orn.example/a")).pasted
    assert not report_of(text(BODY, name="orn.example/a.txt")).pasted
    assert report_of(text(BODY), outlet="desk").outlet == "desk"


def test_an_id_depends_on_address_or_name_and_text() -> None:
    ids = {
        report_of(capture).id
        for capture in (
            text(BODY),
            text(BODY),
            text(BODY, name="b.txt"),
            text(BODY + "!"),
            text(BODY, url="https://orn.example/a"),
            text(BODY, url="https://orn.example/a", name="b.txt"),
        )
    }
    assert len(ids) == 4
    assert report_of(text(BODY, id="mine")).id == "mine"


def test_five_thousand_identical_reports_have_ids_of_their_own() -> None:
    captures = [text("Bells rang.", name=f"a.jsonl:{number}") for number in range(4_000)]
    captures += [text("Bells rang.", id="same")] * 1_000
    found = distinct([outcome for outcome in extract(captures) if isinstance(outcome, Report)])
    assert len({report.id for report in found}) == 5_000
    assert {"same", "same~2", "same~1000"} <= {report.id for report in found}


@given(
    st.lists(st.tuples(st.sampled_from(["a", "a~2", "b"]), st.sampled_from("xyz"), st.sampled_from("pq")), max_size=8),
    st.randoms(),
)
def test_ids_do_not_depend_on_the_order_of_arrival(rows: list[tuple[str, str, str]], chance: random.Random) -> None:
    found = [Report(id=id_, text=words, name=name) for id_, words, name in rows]
    shuffled = list(found)
    chance.shuffle(shuffled)
    once = distinct(found)
    assert once == distinct(shuffled)
    assert len({report.id for report in once}) == len(rows)
    assert distinct(once) == once


# ---------------------------------------------------------------- given texts


@given(st.text(max_size=150).filter(lambda words: words.strip() and not any(c in words for c in "\r\ufeff")))
@settings(deadline=None)
def test_offsets_into_a_clean_given_text_are_offsets_into_the_report(words: str) -> None:
    import unicodedata

    words = unicodedata.normalize("NFC", words)
    outcome = extract_one(
        Capture("a", "json-report", words.encode(), "utf-8", title="Bells in the night, geese at dawn")
    )
    if isinstance(outcome, Failure):
        return
    assert outcome.title is not None
    assert one_for_one(words, outcome.text)


def one_for_one(given_words: str, report_text: str) -> bool:
    """Whether every letter of the given text stands at its own place."""
    return all(a == b for a, b in zip(given_words, report_text, strict=False) if a.isprintable())


@pytest.mark.parametrize(
    "words",
    ["Evacuated", "👩\u200d🚒 and 12 geese", "\u202e12\u202c hurt", "a\u0301 stays composed", "lone \ud83d surrogate", "bell \x07 rings",
     "Zażółć gęślą jaźń", "水", "1"],
)  # fmt: skip
def test_any_words_are_a_report_that_every_codec_can_write(words: str) -> None:
    report = report_of(text(words))
    assert from_bytes(to_bytes(report), Report) == report


@pytest.mark.parametrize("words", ["", " ", "\n\n", "\x00 \n"])
def test_a_text_without_words_is_refused(words: str) -> None:
    failure = extract_one(text(words))
    assert isinstance(failure, Failure)
    assert "no text" in failure.message


def test_a_text_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "TEXT_LIMIT", 10)
    failure = extract_one(text("eleven letters"))
    assert isinstance(failure, Failure)
    assert "more than the 10" in failure.message


def test_mixed_encodings_are_noted_on_the_report() -> None:
    content = (BODY + " Die Bürger verließen Häuser. ").encode() + b"\x93so\x94"
    report = report_of(Capture("a.txt", "text", content))
    assert report.text.endswith("“so”")
    assert "mixed encodings" in report.notes[0]


# ---------------------------------------------------------------- dates of reports

DAY = datetime(2031, 5, 6, tzinfo=UTC)


def test_the_default_date_is_for_items_that_state_none() -> None:
    dated = html(make.page(head=ld(datePublished="2031-05-01T10:00Z")))
    assert report_of(dated, published=DAY).published == datetime(2031, 5, 1, 10, tzinfo=UTC)
    report = report_of(text(BODY), published=DAY)
    assert (report.published, report.published_grain) == (DAY, "day")
    report = report_of(text(BODY), published=DAY.replace(hour=9))
    assert report.published_grain == "instant"


@pytest.mark.parametrize("year", [1970, 1899, 2199])
def test_an_unbelievable_year_is_noted_and_not_used(year: int) -> None:
    report = report_of(text(BODY, published=DAY.replace(year=year)))
    assert report.published is None
    assert str(year) in report.notes[0]


def test_a_date_after_the_capture_is_kept_and_noted() -> None:
    report = report_of(text(BODY, published=DAY, captured=datetime(2031, 5, 1, tzinfo=UTC)))
    assert report.published == DAY
    assert "after the capture" in report.notes[0]


# ---------------------------------------------------------------- mail and PDF


def test_a_message_is_a_report() -> None:
    report = report_of(Capture("a.eml", "mail", make.mail()))
    assert report.text == f"Belmare: bells in the night – what we know\n\n{BODY}"
    assert (report.outlet, report.byline) == ("orncourier.example", "Orn Courier desk")
    assert (str(report.published), report.published_grain) == ("2031-05-06 07:10:00+00:00", "instant")


def test_an_html_message_is_read_as_a_page() -> None:
    report = report_of(Capture("a.eml", "mail", make.mail(text=None, html=make.page())))
    assert report.text.endswith(BODY)
    assert "cookies" not in report.text


def test_a_plain_part_is_preferred_and_attachments_are_noted() -> None:
    message = make.mail(html="<p>markup</p>", attach=("list.pdf", "map.png"))
    report = report_of(Capture("a.eml", "mail", message))
    assert "markup" not in report.text
    assert report.notes == ("not read: 2 attachments (list.pdf, map.png)",)


def test_a_private_address_names_no_outlet() -> None:
    report = report_of(Capture("a.eml", "mail", make.mail(sender="Mara Fenn <mara@gmail.com>")))
    assert report.outlet == "Mara Fenn"


def test_a_message_without_words_is_refused() -> None:
    failure = extract_one(Capture("a.eml", "mail", make.mail(text="", attach=("list.pdf",))))
    assert isinstance(failure, Failure)
    assert "attachments" in failure.message


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_as_mail_give_a_report_or_a_failure(content: bytes) -> None:
    headers = (
        b"Subject: =?utf-8?q?=FF?=\nFrom: <\nDate: Tue, 99 May 2031\nContent-Type: text/plain; charset=nonsense\n\n"
    )
    for message in (content, headers + content):
        assert isinstance(extract_one(Capture("a.eml", "mail", message)), Report | Failure)


def test_a_pdf_is_its_paragraphs() -> None:
    lines = (
        "The river Orn rose again on Tuesday night and about 300 people left the",
        "lower streets of Belmare, the mayor said.",
        "Roads: shut",
    )
    report = report_of(Capture("a.pdf", "pdf", make.pdf((lines, ("Second page.",)))))
    assert report.text == (
        "The river Orn rose again on Tuesday night and about 300 people left the lower streets of Belmare, the mayor "
        "said.\nRoads: shut\n\nSecond page."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make.pdf(((),)), ("no text", "OCR")),
        (make.pdf((make.PARAGRAPHS,), password="geese"), ("password",)),
        (make.pdf((make.PARAGRAPHS,))[:200], ("damaged",)),
        (b"%PDF-1.4 nonsense", ("damaged",)),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, words: Sequence[str]) -> None:
    failure = extract_one(Capture("a.pdf", "pdf", content))
    assert isinstance(failure, Failure)
    for word in words:
        assert word in failure.message


def test_a_feed_entry_is_a_report() -> None:
    entry = Capture(
        "a.xml#1",
        "feed-entry",
        b"<p>One.</p><ul><li>Two</li></ul>Three",
        "utf-8",
        title="Bells",
        url="https://orn.example/a",
    )
    report = report_of(entry)
    assert report.text == "Bells\n\nOne.\nTwo\nThree"
    assert report.outlet == "orn.example"


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("Hundreds of families left their homes on Monday night.", "en"),
        ("MAYOR SAYS HUNDREDS LEFT THEIR HOMES", "en"),
        ("Der Fluss ist in der Nacht über die Ufer getreten, sagte die Bürgermeisterin.", "de"),
        ("Le fleuve est sorti de son lit dans la nuit de lundi, a déclaré le maire.", "fr"),
        ("قال رئيس البلدية إن مئات السكان تم إجلاؤهم خلال الليل.", "ar"),
        ("Мэр города сообщил об эвакуации сотен жителей ночью.", "ru"),
        ("Evacuated", None),
        ("12 345 678 90 12 345 678 90", None),
    ],
)
def test_languages_are_told(words: str, lang: str | None) -> None:
    assert language_of(words) == lang


# ---------------------------------------------------------------- the laws of a map


def test_extracting_a_batch_is_extracting_its_parts() -> None:
    captures = [html(make.page()), text(""), text(BODY), Capture("a.eml", "mail", make.mail()), text(BODY)]
    assert extract(captures) == extract(captures[:2]) + extract(captures[2:])
    assert [type(outcome).__name__ for outcome in extract(captures)] == [
        "Report",
        "Failure",
        "Report",
        "Report",
        "Report",
    ]
    assert extract([]) == []


# ---------------------------------------------------------------- the example corpus

LEAKS = ("cookie", "Sign up", "Subscribe", "Read more", "Latest News", "Most read", "MOST READ", "Share this", "Related stories",
         "Sign in", "Skip to", "DON’T MISS", "See also", "Your next stop", "free articles this month", "newsletter")  # fmt: skip
PAGES = sorted((EXAMPLES / "reports").glob("*/*.html"))


@pytest.mark.skipif(not PAGES, reason="examples/ is not there")
def test_every_example_page_is_read_cleanly() -> None:
    captures = [outcome for outcome in gather([str(EXAMPLES / "reports")]) if isinstance(outcome, Capture)]
    found = [outcome for outcome in extract(captures) if isinstance(outcome, Report)]
    assert len(found) == len(captures)
    for report in found:
        assert not [leak for leak in LEAKS if leak.lower() in report.text.lower() and report.name.endswith("html")], (
            report.name
        )
        assert "\ufffd" not in report.text, report.name
        if report.name.endswith(".html"):
            assert report.title is not None, report.name
            assert report.outlet == report.name.split("/")[0], report.name
            assert len(report.text) > 400, report.name


# ---------------------------------------------------------------- registries


def test_agencies_are_sorted_and_no_two_share_a_name() -> None:
    names = [agency.name for agency in agencies()]
    assert names == sorted(names)
    assert len(names) >= 40
    every = [word for agency in agencies() for word in (agency.name, *agency.aliases)]
    assert len(every) == len(set(every))


OUTLETS = """
[[outlet]]
name = "Orn Courier"
hosts = ["orncourier.example"]
aliases = ["The Courier"]
owner = "Valley Press"

[[agency]]
name = "Tolva Wire"
aliases = ["TW"]

[[agency]]
name = "Reuters"
aliases = ["RTR"]
"""


def test_a_users_registry_adds_to_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OUTLETS)
    for path in (tmp_path, tmp_path / "own.toml"):
        registry = load_outlets(path)
        names = {agency.name: agency for agency in registry.agencies}
        assert names["Tolva Wire"].aliases == ("TW",)
        assert names["Reuters"].aliases == ("RTR",)
        assert len(names) == len(agencies()) + 1
        outlet = registry.outlet_of("news.orncourier.example")
        assert outlet is not None
        assert (outlet.id, outlet.owner) == ("orncourier.example", "Valley Press")
        assert registry.outlet_of("the courier") == outlet
        assert registry.outlet_of("courier.example") is None
    assert load_outlets().agencies == agencies()


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        ('[[outlet]]\nname = "a"\nhost = ["a.example"]', UnknownName, "'hosts'"),
        ('[[outlets]]\nname = "a"', UnknownName, "'outlet'"),
        ('[outlet]\nname = "a"', UsageError, "two brackets"),
        ("[[outlet]]\nowner = 'b'", UsageError, "without a name"),
        ('[[agency]]\nname = "a"\naliases = "b"', UsageError, "list of words"),
        ('[[agency]]\nname = "a"\nstate = "yes"', UsageError, "true or false"),
        ('[[agency]]\nname = "a"\nhosts = ["https://a.example/"]', UsageError, "is no host"),
        ("not toml", UsageError, "registry"),
        (
            '[[outlet]]\nname = "a"\nhosts=["x.example"]\n[[outlet]]\nname = "b"\nhosts=["x.example"]',
            UsageError,
            "both claim",
        ),
    ],
)
def test_a_bad_registry_is_an_error_that_helps(
    tmp_path: Path, content: str, error: type[Exception], words: str
) -> None:
    (tmp_path / "own.toml").write_text(content)
    with pytest.raises(error, match=words):
        load_outlets(tmp_path)
    with pytest.raises(InputNotFound):
        load_outlets(tmp_path / "missing.toml")
