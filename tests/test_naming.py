"""One article captured twice is one report; an outlet goes by its registered name."""

from dataclasses import replace
from datetime import UTC, datetime

from wireroom.outlets import Outlet, Registry
from wireroom.records.reports import Report
from wireroom.run.naming import by_registry, captured_once

DAY = datetime(2024, 3, 5, tzinfo=UTC)
PAGE = Report(
    "r1", "Dam breaks\n\nA standfirst.\n\nTwelve died.", "page.html", url="https://a.example/1", published=DAY
)
ENTRY = Report("r2", "Dam breaks\n\nTwelve died!", "feed.xml#1", url="https://a.example/1", published=DAY)


def test_a_feed_entry_goes_into_its_fuller_page() -> None:
    for order in ([PAGE, ENTRY], [ENTRY, PAGE]):
        (kept,) = captured_once(order)
        assert kept.id == "r1"
        assert kept.notes == ("also captured as feed.xml#1",)


def test_a_changed_line_keeps_two_versions_apart() -> None:
    edited = replace(PAGE, id="r3", text=PAGE.text.replace("Twelve", "Fourteen"), name="page-v2.html")
    assert {report.id for report in captured_once([PAGE, edited])} == {"r1", "r3"}


def test_equal_texts_at_two_addresses_stay_two_reports() -> None:
    other = replace(PAGE, id="r4", url="https://b.example/1")
    assert len(captured_once([PAGE, other])) == 2


def test_reports_without_an_address_are_never_merged() -> None:
    bare = replace(PAGE, url=None)
    assert len(captured_once([bare, replace(bare, id="r5")])) == 2


def test_the_registry_names_the_outlet_and_its_owner() -> None:
    registry = Registry(outlets=(Outlet("a.example", "The A", hosts=("a.example",), owner="House"),))
    named = by_registry([replace(PAGE, outlet="a.example"), replace(PAGE, outlet="b.example")], registry)
    assert [(report.outlet, report.owner) for report in named] == [("The A", "House"), ("b.example", None)]
