"""Which lines the digest prefers, and what `tell` adds to what it is given."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.account_factories import FOUR_A, SEVEN, TEXTS, A, C, D, asides, figure, words_at
from wireroom.records.readings import Material, Reading, Sentence
from wireroom.records.reports import Report
from wireroom.records.stories import Claim, Origin, Passage, Series, Shown, Story, Threads, Weighed
from wireroom.tell import tell

DATES = {A: datetime(2024, 3, 4, 12, tzinfo=UTC), C: datetime(2024, 3, 6, 12, tzinfo=UTC)}


def material(report_id: str) -> Material:
    text = TEXTS[report_id]
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
    sentences = tuple(Sentence(start, text.find("\n", start) % (len(text) + 1)) for start in starts)
    report = Report(report_id, text, f"{report_id}.txt", published=DATES.get(report_id))
    return Material(report, Reading(report_id, sentences=sentences))


def weighed(*, standing: str = "single_origin", dated: bool = True) -> tuple[Weighed, list[Material]]:
    materials = [material(A), material(C)]
    if not dated:
        materials = [replace(each, report=replace(each.report, published=None)) for each in materials]
    four = figure(words_at(A, "At least four"), "killed", low=4.0, standing=standing)
    seven = figure(words_at(C, "Seven"), "killed", low=7.0, best=7.0, high=7.0)
    shown = Series("killed", "people", None, "cumulative", "range", Shown(7.0, 7.0, 7.0, 1, (seven.id,)),
                   (four.id, seven.id))  # fmt: skip
    claims = tuple(
        Claim(
            f"cl-{place}", anchor.quote, "single_origin", (Origin("x", "person"),), 1, anchors=(anchor,), salience=1.0
        )
        for place, anchor in enumerate((FOUR_A, SEVEN))
    )
    story = Story("s-1", FOUR_A, (A, C), (Passage(A, 1), Passage(C, 1)))
    return Weighed(story, claims=claims, figures=(four, seven), series=(shown,)), materials


def first_line(found: tuple[Weighed, list[Material]]) -> str:
    account = tell([found[0]], Threads((found[0].story,)), found[1])
    return account.stories[0].digest[0].text


def test_the_count_that_still_stands_comes_before_the_one_it_replaced() -> None:
    assert first_line(weighed(standing="superseded")) == SEVEN.quote
    assert first_line(weighed(standing="superseded", dated=False)) == SEVEN.quote


def test_the_order_of_claims_does_not_matter() -> None:
    found, materials = weighed()
    turned = replace(found, claims=found.claims[::-1], figures=found.figures[::-1])
    assert first_line((turned, materials[::-1])) == first_line((found, materials))


def test_words_set_aside_get_ids_and_stand_in_the_order_of_the_text() -> None:
    bare = tuple(replace(aside, id="") for aside in asides())
    account = tell([], Threads((), bare), [material(D)])
    assert [aside.anchor.start for aside in account.set_aside] == sorted(aside.anchor.start for aside in bare)
    assert {aside.id for aside in account.set_aside} == {aside.id for aside in asides()}
