"""Actors and places over reports: what is one, what is not, and why. All names are invented."""

import pytest

from tests.factories import Draft, story_of
from wireroom.records.stories import Weighed
from wireroom.weigh import weigh


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
