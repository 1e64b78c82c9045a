"""Places and their points; agencies in credits."""

import pytest
from benchmarks.places.metric import ABSENT, WRONG_CHOICE, WRONG_POINTS, Document, Located, error_kind, score_resolved

from wireroom.nations import demonyms
from wireroom.read.agencies import find_agencies
from wireroom.read.gazetteer import entries, finer_entries
from wireroom.read.mentions import find_mentions
from wireroom.read.places import distance_km, find_places, options_of
from wireroom.read.sentences import layout
from wireroom.records.readings import Mention, NamedActor, PlaceSpan
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


def pointed(text: str, *names: str) -> list[PlaceSpan]:
    """The places of a text whose namings of places are given, so that finding them plays no part."""
    mentions, actors, at = [], [], 0
    for number, name in enumerate(names):
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), "place", number, 0))
        actors.append(NamedActor(name, "place"))
        at += len(name)
    return list(find_places(text, mentions, actors))


@pytest.mark.parametrize(
    ("text", "name", "wider", "precision"),
    [
        ("Shells fell on the village of Qzarvabad in Helmand province.", "Qzarvabad", "Helmand", 4),
        ("Shells fell on Qzarvabad, Helmand, on Monday.", "Qzarvabad", "Helmand", 4),
        ("Crews came to Qzarvtown in Pangasinan province.", "Qzarvtown", "Pangasinan", 3),
        ("Shells fell on the Helmand village of Qzarvabad.", "Qzarvabad", "Helmand", 4),
    ],
)
def test_an_unknown_village_is_placed_in_the_region_that_the_text_names(
    text: str, name: str, wider: str, precision: int
) -> None:
    found = {place.name: place for place in pointed(text, *sorted((name, wider), key=text.index))}
    village, region = found[name], found[wider]
    assert (village.lat, village.lon, village.precision) == (region.lat, region.lon, precision)
    # Its own name and no id: it is not the region.
    assert village.gazetteer_id is None
    assert region.gazetteer_id is not None
    assert region.gazetteer_id in village.alternatives[0]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the village of Qzarvabad in Syria.",
        "Shells fell on the village of Qzarvabad in the Middle East.",
        "Shells fell on Qzarvabad. Helmand was quiet.",
        "Troops left Kandahar, Qzarvabad, Helmand and Kunar.",
    ],
)
def test_an_unknown_village_without_a_region_of_its_own_has_no_point(text: str) -> None:
    names = [word for word in ("Kandahar", "Qzarvabad", "Syria", "Middle East", "Helmand", "Kunar") if word in text]
    village = next(place for place in pointed(text, *sorted(names, key=text.index)) if place.name == "Qzarvabad")
    assert (village.lat, village.lon, village.precision) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Crews came to Lebanon, Ohio.", ("Lebanon", "Ohio"), "US.OH"),
        ("Crews came to Lebanon in Ohio.", ("Lebanon", "Ohio"), "US.OH"),
        ("Crews came to the Ohio town of Lebanon.", ("Ohio", "Lebanon"), "US.OH"),
        ("Crews came to Lebanon, Syria and Iraq.", ("Lebanon", "Syria", "Iraq"), "LB."),
        ("Crews came to Georgia, Alabama and Texas.", ("Georgia", "Alabama", "Texas"), "US.GA"),
        ("Crews came to Georgia, Armenia and Turkey.", ("Georgia", "Armenia", "Turkey"), "GE."),
        ("Roads near Lancaster, Lititz and Ephrata were shut.", ("Lancaster", "Lititz", "Ephrata"), "US.PA"),
        ("Roads near Lancaster, Morecambe and Heysham were shut.", ("Lancaster", "Morecambe", "Heysham"), "GB.ENG"),
        ("Crews came to Washington.", ("Washington",), "US.DC"),
        ("Crews came to Washington, Pa., at noon.", ("Washington",), "US.PA"),
        ("Crews came to Washington, Oregon and Idaho.", ("Washington", "Oregon", "Idaho"), "US.WA"),
        ("Crews came to Rome.", ("Rome",), "IT.07"),
        ("Crews came to Rome, Ga., at noon.", ("Rome",), "US.GA"),
        ("The sheriff of Polk County, Iowa, spoke.", ("Polk County",), "US.IA"),
        ("Iowa sent help. Scott and Polk counties were hit.", ("Iowa", "Scott", "Polk"), "US.IA"),
    ],
)
def test_what_stands_near_a_name_chooses(text: str, names: tuple[str, ...], expected: str) -> None:
    wanted = next(
        (name for name in names if name in ("Lebanon", "Georgia", "Lancaster", "Washington", "Rome")), names[-1]
    )
    place = next(place for place in pointed(text, *names) if place.name == wanted)
    entry = next(
        entry for entry in options_of(place.name) + options_of(f"{place.name} County") if entry.id == place.gazetteer_id
    )
    assert f"{entry.country}.{entry.admin}".startswith(expected)


def test_a_state_that_holds_a_town_is_not_the_town_of_its_name() -> None:
    town, state = pointed("Crews left Seattle, Washington.", "Seattle", "Washington")
    assert (town.precision, state.precision) == (1, 4)


def test_a_region_word_tells_a_province_from_its_town() -> None:
    (town,) = pointed("Crews came to Aleppo.", "Aleppo")
    (province,) = pointed("Crews came to Aleppo province.", "Aleppo")
    assert (town.precision, province.precision) == (1, 4)


def test_finer_places_are_no_names_by_themselves() -> None:
    assert entries("Scott County") == ()
    assert {entry.precision for entry in finer_entries("Scott County")} == {3}
    assert set(entries("Paris")) < set(finer_entries("Paris"))


def test_the_choice_does_not_hang_on_the_numbers_of_actors() -> None:
    text = "Georgia, Alabama and Texas sent crews to Lebanon, Ohio."
    names = ("Georgia", "Alabama", "Texas", "Lebanon", "Ohio")
    first = pointed(text, *names)
    mentions = [Mention(place.start, place.end, "place", 9 - number, 0) for number, place in enumerate(first)]
    assert list(find_places(text, mentions, [])) == first


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


def test_the_benchmark_tells_why_a_toponym_is_wrong() -> None:
    gold: Located = {(0, 1): (0.0, 0.0), (2, 3): (0.0, 0.0), (4, 5): (0.0, 0.0), (6, 7): (0.0, 0.0), (8, 9): None}
    placed: Located = {(0, 1): (0.0, 1.0), (2, 3): (9.0, 9.0), (4, 5): (9.0, 9.0), (6, 7): None, (8, 9): (1.0, 1.0)}
    near, far = (0.1, 0.1), (9.0, 9.0)
    document = Document(gold, {}, placed, {(0, 1): [near], (2, 3): [far, near], (4, 5): [far], (6, 7): [], (8, 9): []})
    assert [error_kind(document, span) for span in gold] == [None, WRONG_CHOICE, WRONG_POINTS, ABSENT, None]
    scores = score_resolved([document])
    assert scores["gold_acc161"] == pytest.approx(1 / 3)
    assert (scores["gold_right"], scores["lacking"], scores["toponyms"]) == (0.25, 0.5, 4.0)


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
