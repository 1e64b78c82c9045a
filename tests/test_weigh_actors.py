"""Actors and places over reports: what is one, what is not, and why. All names are invented."""

from dataclasses import replace

import pytest

from tests.factories import Draft, story_of
from wireroom.records.readings import Material, Mention
from wireroom.records.stories import Join, Weighed
from wireroom.weigh import weigh
from wireroom.weigh.rulings import actor_id


def cast(*named: tuple[str, str], aliases: dict[str, tuple[str, ...]] | None = None) -> Weighed:
    """A story with one report a name."""
    materials = []
    for number, (name, kind) in enumerate(named):
        draft = Draft(f"rp-{number}", [f"In Ombra {name} spoke of the flood."], outlet=f"Outlet {number}")
        draft.actor(name, kind, 0, aliases=(aliases or {}).get(name, ()))
        materials.append(draft.material())
    return weigh(story_of(*materials), materials)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Harbour Board", "the Harbour Board", "organisation"),
        ("Valley Defence Forces", "VDF", "organisation"),
        ("Ade Moru", "Ade Moru", "person"),
        ("Mustafa Korali", "Mustefa Korali", "person"),
        ("Ida Solberg", "Solberg", "person"),
        ("Siân Prys", "Sian Prys", "person"),
        ("Karim Gadhafi", "Kareem Qaddafi", "person"),
        ("Nasir Abdulrahman", "Nasir Abdel Rahman", "person"),
        ("Ministry of Health", "Health Ministry", "organisation"),
        ("Harbour Defence Board", "Harbor Defense Board", "organisation"),
        ("Civil Protection Directorate", "Civil Protection", "organisation"),
        ("al-Zahid Front", "Zahid Front", "group"),
    ],
)
def test_one_actor(left: str, right: str, kind: str) -> None:
    weighed = cast((left, kind), (right, kind))
    assert len(weighed.actors) == 1
    assert weighed.actors[0].mentions == 2
    if left != right and left.removeprefix("the ") != right.removeprefix("the ") and "â" not in left:
        assert [join.kind for join in weighed.joins if join.kind == "actor"] == ["actor"]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ade Moru", "Ola Moru", "person"),
        ("Ali Hasan", "Adel Hasan", "person"),
        ("Ida Solberg", "Ida Solheim", "person"),
        ("Harbour Board", "Harbour Bank", "organisation"),
        ("Valley Defence Forces", "VDC", "organisation"),
        ("Health Ministry", "Defence Ministry", "organisation"),
        ("Hasan Moru", "Husain Moru", "person"),
        ("Osk Moru Jr", "Osk Moru Sr", "person"),
        ("Maria Brel", "Jon Brel", "person"),
    ],
)
def test_two_actors(left: str, right: str, kind: str) -> None:
    assert len(cast((left, kind), (right, kind)).actors) == 2


def test_a_surname_of_two_people_joins_neither() -> None:
    weighed = cast(("Ada Lund", "person"), ("Per Lund", "person"), ("Lund", "person"))
    assert len(weighed.actors) == 3


def test_an_acronym_of_two_bodies_joins_neither() -> None:
    named = (
        ("Valley Defence Forces", "organisation"),
        ("Veterans Defence Fund", "organisation"),
        ("VDF", "organisation"),
    )
    assert len(cast(*named).actors) == 3


def test_a_body_short_of_two_longer_names_joins_neither() -> None:
    named = ("Civil Protection Directorate", "Civil Protection Fund", "Civil Protection")
    assert len(cast(*((name, "organisation") for name in named)).actors) == 3


def test_an_acronym_that_two_reports_give_to_two_bodies_joins_neither() -> None:
    aliases = {"Valley Defence Forces": ("VDF",), "Veterans Donation Fund": ("VDF",)}
    named = (("Valley Defence Forces", "group"), ("Veterans Donation Fund", "group"), ("VDF", "group"))
    assert len(cast(*named, aliases=aliases).actors) == 3


def test_near_spellings_do_not_chain_two_people_into_one() -> None:
    weighed = cast(("Josk Varn", "person"), ("J. Varn", "person"), ("Jana Varn", "person"))
    assert len(weighed.actors) == 3


def test_two_spellings_of_one_place_are_one_by_the_gazetteer() -> None:
    materials = []
    for number, name in enumerate(("Ombra", "Umbria Nova")):
        draft = Draft(f"rp-{number}", [f"The flood reached {name}."], outlet=f"Outlet {number}")
        draft.actor(name, "place", 0)
        draft.place(0, name, gazetteer_id="gz-1", lat=1.5, lon=2.5, precision=2)
        materials.append(draft.material())
    (actor,) = weigh(story_of(*materials), materials).actors
    assert any("gazetteer" in reason for reason in actor.reasons)


def test_an_alias_joins_two_reports() -> None:
    weighed = cast(
        ("Grey Tide", "group"), ("Marea Gris", "group"), aliases={"Grey Tide": ("Marea Gris", "the movement")}
    )
    (actor,) = weighed.actors
    assert (actor.name, actor.aliases) == ("Marea Gris", ("Grey Tide", "the movement"))
    assert any("also called" in reason for reason in actor.reasons)


def test_a_descriptive_alias_joins_nobody() -> None:
    aliases = {"Grey Tide": ("the group",), "Red Lamp": ("the group",)}
    assert len(cast(("Grey Tide", "group"), ("Red Lamp", "group"), aliases=aliases).actors) == 2


def test_places_gather_by_gazetteer_and_take_no_point_from_a_namesake() -> None:
    first = Draft("rp-1", ["The flood reached Ombra and Tolo."])
    first.place(0, "Ombra", gazetteer_id="gz-1", lat=1.5, lon=2.5, precision=2)
    first.place(0, "Tolo")
    second = Draft("rp-2", ["In Ombra Vecchia the water fell."])
    second.place(0, "Ombra Vecchia", name="Ombra", gazetteer_id="gz-1", lat=1.5, lon=2.5, precision=2)
    materials = [first.material(), second.material()]
    places = weigh(story_of(*materials), materials).places
    assert [(place.name, place.mentions, place.lat) for place in places] == [("Ombra", 2, 1.5), ("Tolo", 1, None)]


def kept_apart(join: Join) -> Join:
    """A join handed back by a person who takes it back."""
    return replace(join, retracted=True, made_by="person")


def joins_of_actors(weighed: Weighed) -> list[Join]:
    return [join for join in weighed.joins if join.kind == "actor"]


def test_a_person_undoes_a_join_over_reports() -> None:
    materials = [spoken_by("rp-1", "Harbour Board Fund"), spoken_by("rp-2", "HBF")]
    (join,) = joins_of_actors(weigh(story_of(*materials), materials))
    again = weigh(story_of(*materials), materials, decisions=[kept_apart(join)])
    assert {actor.name for actor in again.actors} == {"Harbour Board Fund", "HBF"}
    assert joins_of_actors(again) == [kept_apart(join)]


def test_a_person_undoes_a_join_inside_a_report() -> None:
    draft = Draft("rp-1", ["The Grey Tide took Ombra.", "Later Red Lamp said it had left."])
    tide = draft.actor("Grey Tide", "group", 0, aliases=("Red Lamp",), reasons=("“Red Lamp” is short for “Grey Tide”",))
    lamp = draft.span(1, "Red Lamp")
    draft.mentions.append(Mention(lamp.start, lamp.end, kind="group", actor=tide, sentence=1))
    draft.say(1, "it had left", "Red Lamp", speaker_actor=tide, speaker_name="Grey Tide", speaker_kind="organisation")
    material = draft.material()
    before = weigh(story_of(material), [material])
    (join,) = joins_of_actors(before)
    assert (len(before.actors), before.statements[0].speaker) == (1, "Grey Tide")
    assert (join.reasons, join.made_by) == (("“Red Lamp” is short for “Grey Tide”",), "read.actors")
    after = weigh(story_of(material), [material], decisions=[kept_apart(join)])
    assert [(actor.name, actor.mentions) for actor in after.actors] == [("Grey Tide", 1), ("Red Lamp", 1)]
    assert after.statements[0].speaker == "Red Lamp"


def test_an_undone_join_is_not_made_again_by_a_detour() -> None:
    names = ("Harbour Board Fund", "HBF", "Harbour Board Fund of Ombra")
    aliases = {"Harbour Board Fund of Ombra": ("HBF", "Harbour Board Fund")}
    materials = [spoken_by(f"rp-{number}", name, aliases.get(name, ())) for number, name in enumerate(names)]
    undone = Join(
        actor_id(names[0], "group"), actor_id("HBF", "group"), "actor", "different", 1.0, ("two bodies",), "person"
    )
    weighed = weigh(story_of(*materials), materials, decisions=[undone])
    assert not any({"HBF", "Harbour Board Fund"} <= {actor.name, *actor.aliases} for actor in weighed.actors)


def test_a_person_joins_what_no_rule_would() -> None:
    materials = [spoken_by("rp-1", "Grey Tide"), spoken_by("rp-2", "Red Lamp")]
    same = Join(
        actor_id("Grey Tide", "group"), actor_id("Red Lamp", "group"), "actor", "same", 1.0, ("one body",), "person"
    )
    (actor,) = weigh(story_of(*materials), materials, decisions=[same]).actors
    assert "one body" in actor.reasons


def spoken_by(report_id: str, name: str, aliases: tuple[str, ...] = ()) -> Material:
    draft = Draft(report_id, [f"In Ombra {name} spoke of the flood."], outlet=f"Outlet {report_id}")
    draft.actor(name, "group", 0, aliases=aliases)
    return draft.material()
