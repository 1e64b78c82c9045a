"""Gaps: what a reader would ask and no report gives."""

import pytest

from tests.factories import Draft, story_of
from wireroom.weigh import weigh


def gaps(*measures: str, **fields) -> set[str]:
    """Measures asked for in a story that gives these."""
    draft = Draft("rp-1", [f"At Ombra there were 12 people, count {number}." for number in range(len(measures) or 1)])
    for row, measure in enumerate(measures):
        draft.figure(row, "12", measure, **{"best": 12.0, "population": "people", **fields})
    material = draft.material()
    return {gap.measure for gap in weigh(story_of(material), [material]).gaps}


def test_a_story_without_figures_asks_nothing() -> None:
    assert gaps() == set()


@pytest.mark.parametrize(
    ("given", "asked", "not_asked"),
    [
        (("infected",), "killed", "displaced"),
        (("killed", "missing"), "injured", "infected"),
        (("killed", "displaced"), "injured", "evacuated"),
    ],
)
def test_questions_of_the_kind_of_event(given: tuple[str, ...], asked: str, not_asked: str) -> None:
    found = gaps(*given)
    assert asked in found
    assert not_asked not in found
    assert not set(given) & found


def test_a_count_in_words_answers() -> None:
    assert "injured" not in gaps("killed", "missing", "injured", best=None, qualitative=True)
