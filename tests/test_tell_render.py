"""What people see: the text, Markdown and HTML of an account, safe and whole whatever the reports hold."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.account_factories import account, hostile, line, many_stories, story, words_at
from wireroom.config import FORMATS
from wireroom.errors import UnknownName
from wireroom.records.accounts import Account, Moment
from wireroom.records.stories import Relation
from wireroom.tell import explain, phrases, render
from wireroom.tell.addresses import web_address
from wireroom.tell.characters import cells, visible
from wireroom.tell.charts import chart_of
from wireroom.tell.handles import Handles, everything

NASTY = [
    "\x1b[31mred\x1b[0m and \x1b]0;title\x07",
    "\u202eesrever\u202c \u2066isolate\u2069 \u200fmark",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "**bold** [link](javascript:alert(1)) ![img](http://evil.example/x.png) <http://evil.example>",
    "日本語の長い文は空白なしで続くので折り返しが必要になりますが文字は切れてはいけません" * 3,
    "e\u0301" * 60 + "👩‍👩‍👧‍👦" * 20,
    "x" * 300,
    "line one\nline two\r\n\tline three\u2028four",
    "1. not a list\n# not a heading\n- nor this | table |",
    "lone \ud800 surrogate and \x00 nothing",
    "“quoted” and \"quoted\" and 'quoted' & ]]> --> ",
]
ANYTHING = st.text(min_size=1, max_size=120).filter(lambda words: bool(words.strip()))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_always_the_same(name: str) -> None:
    assert render(account(), format=name) == render(account(), format=name) != ""


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="'html'"):
        render(account(), format="htlm")


@pytest.mark.parametrize("name", ["text", "md", "html"])
def test_rival_numbers_of_several_voices_are_one_row(name: str) -> None:
    four, seven, *others = story().figures
    voices = [
        replace(seven, id=f"fg-aaaaaaaaaaa{number}", speaker=f"Voice {number}", relations=()) for number in range(3)
    ]
    rivals = tuple(Relation("contested", voice.id, "“4” against “7”, with no order in time") for voice in voices)
    figures = (replace(four, relations=rivals), *voices, *others)
    claims = tuple(replace(claim, relations=()) for claim in story().claims)
    text = render(account(stories=(replace(story(), figures=figures, claims=claims),)), format=name)
    assert text.count("“4” against “7”, with no order in time") == 1
    assert all(f"Voice {number}" in text for number in range(3))


@pytest.mark.parametrize("name", ["text", "md", "html"])
def test_an_account_of_nothing_says_so(name: str) -> None:
    nothing = Account("wireroom test", None, "range", (), (), (), ())
    assert "No story" in render(nothing, format=name)


@pytest.mark.parametrize("name", ["text", "md", "html"])
@pytest.mark.parametrize(
    "words",
    [
        "4 reports (1 of them a mixed text), 3 independent origins, 4–6 March 2024",
        "one claim",
        "1 origin: Harbour Board",
        "because",
        "contested",
        "relative: no publication date",
        "also written",
        "Fenwyck",
        "People killed, Tarnmouth",
        "4 to 7",
        "2 independent origins",
        "More than 1,200",
        "a count in words",
        "disputes",
        "in the last two days",
        "How many people were injured?",
        "54.50° N",
        "Not in the gazetteer",
        "shares no name, place or number with the story",
        "Run it through OCR first.",
        "copy of Northwire",
        "wireroom explain ID",
    ],
)
def test_an_editor_finds(name: str, words: str) -> None:
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", render(account(), format=name)).replace("\\", ""))
    assert words in shown.replace("&gt;", ">")


def test_lines_of_reports_are_shown_as_quotations() -> None:
    text = re.sub(r"\s+", " ", render(account(), format="text"))
    for named in story().digest:
        assert phrases.quoted(named.text) in text


def test_words_with_quotation_marks_get_other_marks_around_them() -> None:
    assert phrases.quoted("“no” she said") == "«“no” she said»"
    assert phrases.quoted("it’s so") == "“it’s so”"


# --- the text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("words", NASTY)
def test_text_keeps_its_width_and_lets_no_control_character_through(words: str, width: int) -> None:
    text = render(hostile(words), format="text", width=width)
    assert max(cells(row) for row in text.splitlines()) <= width
    assert visible(text.replace("\n", "")) == text.replace("\n", "")


@settings(max_examples=60, deadline=None)
@given(ANYTHING, st.integers(40, 100))
def test_text_is_safe_for_any_words(words: str, width: int) -> None:
    text = render(hostile(words), format="text", width=width)
    assert visible(text.replace("\n", "")) == text.replace("\n", "")
    assert all(cells(row) <= width for row in text.split("\n"))


def test_colours_come_only_when_asked_for() -> None:
    plain, coloured = render(account(), format="text"), render(account(), format="text", colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain != coloured


def test_two_hundred_stories_are_five_sheets_and_a_line_each() -> None:
    text = render(many_stories(200), format="text")
    assert len(re.findall(r"^\d+ of 200 ─", text, re.MULTILINE)) == 5
    assert all(f"“Story number {number}”" in text for number in range(5, 200))


@pytest.mark.parametrize(("name", "more"), [("text", 2), ("md", 6)])
def test_long_lists_are_cut_and_say_by_how_much(name: str, more: int) -> None:
    anchor = words_at("r-aaaaaaaaaaaa", "At least four")
    moments = tuple(Moment(f"2024-01-{day:02}", None, "day", (line(anchor),)) for day in range(1, 31))
    cut = replace(story(), timeline=moments)
    assert f"and {more} more in the JSON" in render(account(stories=(cut,)), format=name)


def test_every_short_id_shown_leads_to_its_thing() -> None:
    whole = account()
    text = render(whole, format="text")
    handles = set(re.findall(r"\b(?:cl|fg|st|se|s|l|ac|pl|aside)-[0-9a-f]{4,12}\b", text))
    assert len(handles) > 15
    for handle in sorted(handles):
        assert handle in explain(whole, handle)


def test_short_ids_are_unique() -> None:
    whole = many_stories(300)
    handles = Handles(whole)
    ids = {named.id for named in everything(whole)}
    assert len({handles.short(name) for name in ids}) == len(ids)
    assert all(name.startswith(handles.short(name)) for name in ids)


# --- Markdown -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", NASTY)
def test_markdown_shows_words_and_runs_nothing(words: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).render(render(hostile(words), format="md"))
    assert not re.search(r"<(script|img|a|table|h[3-6][^>]*>not)\b", page)
    # One title, one story, the set-aside list and what failed, whatever the words are.
    assert len(re.findall(r"<h[12]>", page)) == 4


def test_markdown_notes_and_marks_agree() -> None:
    text = render(account(), format="md")
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert len(defined) == len(set(defined))
    assert set(defined) == used


def test_a_report_with_a_web_address_is_linked_and_another_is_not() -> None:
    assert "(<https://northwire.example/r-aaaaaaaaaaaa>)" in render(account(), format="md")
    assert "](<" not in render(hostile("words"), format="md")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" HTTP://a.example/ü ", "http://a.example/%C3%BC"),
        ("https://a.example/<b>\"'> y", "https://a.example/%3Cb%3E%22'%3E%20y"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,<b>", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


# --- HTML -----------------------------------------------------------------------------------------------------------


class Outline(HTMLParser):
    """Elements, ids, links and headings of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for key, value in attrs:
            self.attributes.append((tag, key, value or ""))
            if key == "id":
                self.ids.append(value or "")
            if key == "href":
                self.links.append(value or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data


def pages() -> list[tuple[str, str]]:
    alone, several = account(), many_stories(30)
    return [("one story", render(alone, format="html")), ("many stories", render(several, format="html"))]


@pytest.mark.parametrize(("name", "page"), pages())
def test_the_page_is_one_piece_and_accessible(name: str, page: str) -> None:
    outline = Outline(page)
    assert page.lstrip().startswith("<!DOCTYPE html>")
    assert not set(outline.tags) & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [key for _, key, _ in outline.attributes if key.startswith("on") or key in ("src", "style")]
    assert "url(" not in page
    assert "@import" not in page
    assert ("html", "lang", "en") in outline.attributes
    assert outline.tags["h1"] == 1
    assert all(tag in outline.tags for tag in ("header", "main", "footer", "title"))
    assert outline.levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(outline.levels, outline.levels[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)
    labels = [value for _, key, value in outline.attributes if key == "aria-labelledby"]
    assert set(labels) <= set(outline.ids), name


def test_every_note_can_be_gone_back_from() -> None:
    page = render(account(), format="html")
    outline = Outline(page)
    notes = [name for name in outline.ids if re.fullmatch(r"n\d+", name)]
    assert notes
    assert {f"m{name[1:]}" for name in notes} <= set(outline.ids)


@pytest.mark.parametrize("words", NASTY)
def test_words_of_reports_never_become_elements(words: str) -> None:
    page = render(hostile(words), format="html")
    assert Outline(page).tags == Outline(render(hostile("plain words"), format="html")).tags
    assert "javascript:" not in "".join(Outline(page).links)
    page.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_any_words_give_a_page_of_the_same_shape(words: str) -> None:
    assert Outline(render(hostile(words), format="html")).tags == Outline(render(hostile("x"), format="html")).tags


CSS = (Path(__file__).parent.parent / "src/wireroom/tell/static/page.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    long = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(long[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", range(3), ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [("ink", "paper", 7), ("quiet", "paper", 4.5), ("link", "paper", 4.5), ("alert", "paper", 4.5), ("ink", "band", 4.5),
     ("link", "band", 4.5), ("quiet", "band", 4.5), ("bar", "paper", 3), ("bar", "band", 3)],
)  # fmt: skip
def test_contrast_is_enough(theme: int, ink: str, paper: str, least: float) -> None:
    block = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[theme]
    colours = dict(re.findall(r"--(\w+): #([0-9a-f]{3,6})", block))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_bars_stand_on_one_axis_in_order_of_size() -> None:
    counted = story().figures
    chart = chart_of(counted[:2], story().series[0].shown)
    assert chart is not None
    four, seven = chart.bars
    assert four is not None
    assert seven is not None
    assert four.arrow_right
    assert four.dots[0][0] < seven.dots[0][0]
    assert chart.ticks[0][1] == "0"
    assert chart.band is not None
    assert chart.band[0] < four.dots[0][0]


def test_one_number_needs_no_chart() -> None:
    assert chart_of(story().figures[:1], None) is None


# --- words and numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 4.0}, "at least 4"),
        ({"low": 10000.0, "exclusive": True}, "more than 10,000"),
        ({"high": 50.0}, "up to 50"),
        ({"best": 90.0, "approximate": True}, "about 90"),
        ({"low": 4.0, "high": 38.0}, "4 to 38"),
        ({"low": 4.0, "best": 17.0, "high": 38.0}, "4 to 38, best 17"),
        ({"low": 7.0, "best": 7.0, "high": 7.0}, "7"),
        ({"best": 0.0}, "0"),
        ({"best": 2.5}, "2.5"),
        ({}, "no number"),
    ],
)
def test_bounds_in_words(bounds: dict[str, float], words: str) -> None:
    all_bounds: dict[str, float | None] = {"low": None, "best": None, "high": None}
    flags = {key: bool(bounds.pop(key)) for key in ("exclusive", "approximate") if key in bounds}
    assert phrases.amount(**{**all_bounds, **bounds}, **flags) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-03-04", "2024-03-04T09:00:00+00:00", "4 March 2024"),
        ("2024-03-03", "2024-03-09", "3–9 March 2024"),
        ("2024-02-27", "2024-03-04", "27 February–4 March 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023–2 January 2024"),
        (None, "2024-01-02", "2 January 2024"),
        (None, None, "no date stated"),
    ],
)
def test_days_in_words(first: str | None, last: str | None, words: str) -> None:
    assert phrases.days(first, last) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-03-04", "4 March 2024"),
        ("2024-03-04T11:52:00+00:00", "4 March 2024, 11:52 UTC"),
        ("2024-03-04T18:00", "4 March 2024, 18:00"),
        ("2024-03", "March 2024"),
        ("2024", "2024"),
        ("Monday night", "Monday night"),
        (None, "no date"),
    ],
)
def test_moments_in_words(iso: str | None, words: str) -> None:
    assert phrases.moment(iso) == words


def test_shortening_keeps_whole_words() -> None:
    assert phrases.shorten("one two three four five", 16) == "one two […]"
    assert phrases.shorten("short", 16) == "short"
    assert len(phrases.shorten("x" * 500, 100)) <= 100
