"""Places and their points; agencies in credits."""

import pytest

from wireroom.nations import demonyms
from wireroom.read.agencies import find_agencies
from wireroom.read.gazetteer import entries
from wireroom.read.mentions import find_mentions
from wireroom.read.places import distance_km, find_places
from wireroom.read.sentences import layout
from wireroom.records.readings import PlaceSpan
from wireroom.records.reports import Report


def places(text: str) -> tuple[PlaceSpan, ...]:
    sentences = layout(Report("r1", text, "one.txt")).sentences
    mentions, actors = find_mentions(text, sentences)
    found = find_places(text, mentions, actors)
    assert all(place.words(text) == place.name or "\n" in place.words(text) for place in found)
    return found


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A blast hit Aleppo on Monday.", "Aleppo", "SY", 1),
        ("A blast hit a village near Aleppo.", "Aleppo", "SY", 2),
        ("Prices rose in Syria.", "Syria", "SY", 6),
        ("He flew to the U.S. on Monday.", "U.S.", "US", 6),
        ("Ships waited in the Red Sea.", "Red Sea", None, 7),
        ("A fire burned in Texas.", "Texas", "US", 4),
        ("People left the Gaza Strip.", "Gaza Strip", "PS", 4),
        ("He was seen in Paris, Texas, on Monday.", "Paris", "US", 1),
        ("He was seen in Paris on Monday.", "Paris", "FR", 1),
        ("Crews came to Springfield, IL, at noon.", "Springfield", "US", 1),
        ("Tripoli is quiet. Lebanese troops hold Tripoli, and Lebanon closed the road to Beirut.", "Tripoli", "LB", 1),
        ("Tripoli is quiet. Libyan troops hold Tripoli, and Libya closed the road to Benghazi.", "Tripoli", "LY", 1),
    ],
)
def test_resolves_places_by_context(text: str, name: str, country: str | None, precision: int) -> None:
    place = next(place for place in places(text) if place.name == name)
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None
    assert place.gazetteer_id


def test_a_place_after_a_comma_decides() -> None:
    paris, texas = places("He was seen in Paris, Texas, on Monday.")
    assert distance_km(paris.lat or 0, paris.lon or 0, 33.66, -95.55) < 20
    assert any("FR" in other for other in paris.alternatives)
    assert texas.name == "Texas"


def test_an_unknown_village_has_no_point() -> None:
    place = next(place for place in places("Shells fell in Qzarvabad on Monday.") if place.name == "Qzarvabad")
    assert place.lat is None
    assert place.lon is None
    assert place.precision is None
    assert place.gazetteer_id is None


def test_people_are_not_places() -> None:
    assert [place.name for place in places("Jackson Torra, 44, spoke to Lincoln Varn, a doctor.")] == []


def test_gazetteer_looks_names_up_in_any_spelling() -> None:
    assert entries("Deir ez-Zor")[0].country == "SY"
    assert entries("al-Raqqa")[0].id == entries("Raqqa")[0].id
    assert entries("Kiev")[0].id == entries("Kyiv")[0].id
    assert entries("Zzyqx") == ()
    assert entries("") == ()
    assert entries("\x00\t\n") == ()
    assert demonyms()["syrian"] == "SY"


def test_distance() -> None:
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.3, rel=0.01)


CREDITS = [
    ("BEIRUT (Reuters) - Five people died.", ("Reuters",)),
    ("(AP) — Five people died.", ("Associated Press",)),
    ("By The Associated Press\n\nFive people died.", ("Associated Press",)),
    ("By Jane Doe, Associated Press\n\nFive people died.", ("Associated Press",)),
    ("Xinhua | 2019-03-04\n\nFive people died.", ("Xinhua",)),
    ("Five people died. --Reuters", ("Reuters",)),
    ("Five people died.\n\nCopyright 2019 AFP. All rights reserved.", ("Agence France-Presse",)),
    ("Five people died.\n\nThe Associated Press contributed to this report.", ("Associated Press",)),
    ("CAIRO (AFP/Reuters) - Five people died.", ("Agence France-Presse", "Reuters")),
    ("HARL (Coastal News Agency) - Five people died.", ("Coastal News Agency",)),
    ("HARL, Osk, March 4 (Tideline) - Five people died.", ("Tideline",)),
    ("BEIRUT -LRB- Reuters -RRB- - Five people died .", ("Reuters",)),
    ("He told Reuters that five people died.", ()),
    ("Five people died, Reuters reported.", ()),
    ("The strike (seen by AFP reporters) killed five.", ()),
    ("Five people died (three were children).", ()),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_finds_agencies_where_they_are_credited(text: str, expected: tuple[str, ...]) -> None:
    assert find_agencies(text, layout(Report("r1", text, "one.txt")).sentences) == expected
