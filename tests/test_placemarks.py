"""Marks of places that the words beside them mend or refuse. All sentences are invented; the towns are in the gazetteer."""

import pytest

from wireroom.read.placemarks import mended
from wireroom.read.places import find_places
from wireroom.read.tagging import Mark
from wireroom.records.readings import Mention, NamedActor


def kept(marked: str) -> list[str]:
    """The words of the marks that are left of a text in which marks stand as [words] or [words|label]."""
    text, marks = "", []
    for piece in marked.split("["):
        inside, bracket, after = piece.partition("]")
        words, _, label = inside.partition("|")
        if bracket:
            marks.append(Mark(len(text), len(text) + len(words), label or "place", 0))
        text += words + after if bracket else piece
    return [mark.words(text) for mark in mended(text, marks)]


EDGES = [
    ("Snow fell over northern [Qzaria] for a week.", ["Qzaria"]),
    ("Snow fell over [northern Qzaria] for a week.", ["Qzaria"]),
    ("The road to [south-eastern Norway] is shut.", ["Norway"]),
    ("Rain reached [al-Hasakah] at noon.", ["al-Hasakah"]),
    ("Ferries to the [U.S]. Nobody was on board.", ["U.S."]),
    ("Nurses went on strike in [Nyanza] Province on Friday.", ["Nyanza Province"]),
    ("Nurses went on strike in Central [Java] on Friday.", ["Central Java"]),
    ("Nurses went on strike in Western [Qzarvabad] on Friday.", ["Qzarvabad"]),
    ("Nurses of [Oslo] Council went on strike.", ["Oslo"]),
    ("[Ada Brel|person] left for [Oslo].", ["Ada Brel", "Oslo"]),
]
NO_PLACES = [
    ("Two farms kept a [turkey] each near [Bergen].", ["Bergen"]),
    ("A case of [Marburg] fever was treated in [Oslo]. [Marburg] is rare there.", ["Oslo"]),
    ("The [Hong Kong] flu reached [Bergen] that year.", ["Hong Kong", "Bergen"]),
    ("Hurricane [Odile] turned away from [Veracruz].", ["Veracruz"]),
    ("A resident told [Qzarwire] that the bridge near [Oslo] was shut.", ["Oslo"]),
    ("They reached [Qzarvabad] at dawn.", ["Qzarvabad"]),
    ("They spoke in [Qzarvabad] at dawn.", ["Qzarvabad"]),
    ("Families left their [Qzarvabad] Camp homes in [Oslo].", ["Qzarvabad", "Oslo"]),
    ("[E.] coli was found in [Bergen].", ["Bergen"]),
    ("snow fell in [oslo] and nobody came.", ["oslo"]),
]


@pytest.mark.parametrize(("marked", "words"), EDGES)
def test_a_place_has_the_ends_that_the_text_gives_it(marked: str, words: list[str]) -> None:
    assert kept(marked) == words


@pytest.mark.parametrize(("marked", "words"), NO_PLACES)
def test_what_is_only_called_like_a_place_is_none(marked: str, words: list[str]) -> None:
    assert kept(marked) == words


def placed(text: str, name: str, kind: str = "place") -> bool:
    start = text.index(name)
    mention = Mention(start, start + len(name), kind, 0, 0)
    return any(place.lat is not None for place in find_places(text, [mention], [NamedActor(name, kind)]))


POINTS = [
    ("Guards at the White House kept the gate shut.", "White House", False),
    ("A rock struck the Salford, sailors said.", "Salford", False),
    ("A rock struck the Salford suburbs.", "Salford", True),
    ("A rock struck Salford.", "Salford", True),
    ("Buses go to the Gold Coast and back.", "Gold Coast", True),
    ("Buses go to the Netherlands and back.", "Netherlands", True),
    ("Buses go to Corte Madera and back.", "Corte Madera", False),
    ("Buses go to Corte Madera, California, and back.", "Corte Madera", True),
]


@pytest.mark.parametrize(("text", "name", "has_point"), POINTS)
def test_a_point_is_given_only_where_a_town_can_be_meant(text: str, name: str, has_point: bool) -> None:
    assert placed(text, name) == has_point


def test_a_country_that_acts_is_a_place_too_and_a_team_is_not() -> None:
    assert placed("Norway has lifted its ban.", "Norway", "organisation")
    assert not placed("Salford beat Bergen.", "Salford", "organisation")
