"""Which names are one actor, and why; posts and bodies; names compared as strings."""

import pytest

from wireroom.names import acronyms_of, is_acronym, normal, place_key, same_person
from wireroom.read.mentions import find_mentions
from wireroom.read.sentences import layout
from wireroom.records.readings import NamedActor
from wireroom.records.reports import Report


def actors(text: str) -> dict[str, NamedActor]:
    _, found = find_mentions(text, layout(Report("r1", text, "one.txt", pasted=True)).sentences)
    return {actor.name: actor for actor in found}


def body_of(text: str, person: str) -> tuple[str | None, str | None]:
    """The role of a person and the name of the body, as found."""
    _, found = find_mentions(text, layout(Report("r1", text, "one.txt", pasted=True)).sentences)
    actor = next(actor for actor in found if actor.name == person)
    return actor.role, found[actor.organisation].name if actor.organisation is not None else None


JOINED = [
    ("The Free Lake Movement (FLM) took the town. The FLM denied it.", "Free Lake Movement", ("FLM",), "(FLM)"),
    ("The Free Lake Movement took the town. Later the FLM denied it.", "Free Lake Movement", ("FLM",), "initials"),
    ("Amel Torra spoke. Mr Torra left.", "Amel Torra", ("Torra",), "part of the full name"),
    ("Amel Torra spoke on Monday. Ammel Torra spoke on Tuesday.", "Amel Torra", ("Ammel Torra",), "spelling"),
    ("Bashir al-Safra spoke. Bashir Al Safra left.", "Bashir al-Safra", ("Bashir Al Safra",), None),
    ("He left the U.S. for home. The United States closed the gate.", "United States", ("U.S.",), "initials"),
    ("The Harl Observatory for Human Rights counted ten dead. The Observatory said more may follow.", "Harl Observatory for Human Rights", ("Observatory",), "short for"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "aliases", "reason"), JOINED)
def test_joins_names_of_one_actor_with_the_reason(
    text: str, name: str, aliases: tuple[str, ...], reason: str | None
) -> None:
    found = actors(text)
    assert found[name].aliases == aliases
    assert reason is None or any(reason in line for line in found[name].reasons)


APART = [
    "Amel Torra met Bashir Torra on Monday.",
    "Ali Hassan said so. Omar Hassan denied it.",
    "The Free Lake Movement met the National Water Board.",
    "LKM fighters met FLM fighters at the gate.",
]


@pytest.mark.parametrize("text", APART)
def test_keeps_different_actors_apart(text: str) -> None:
    assert all(not actor.aliases for actor in actors(text).values())


def test_a_definition_names_the_evident_group() -> None:
    text = (
        "The Free Dawn group set fire to the gate, and FD fighters fled.\n\n"
        "FDNR is an alternative acronym for the armed group.\n\nTwo FDNR fighters died."
    )
    found = actors(text)
    group = next(actor for actor in found.values() if "FDNR" in (actor.name, *actor.aliases))
    assert "Free Dawn" in (group.name, *group.aliases)
    assert any("a line of the text says" in reason for reason in group.reasons)


def test_a_definition_names_nobody_when_two_groups_could_be_meant() -> None:
    text = "LKM fighters met ARB militants at the gate.\n\nZED is another acronym for the armed group.\n\nTwo ZED fighters died."
    assert actors(text)["ZED"].aliases == ()


POSTS = [
    ("Amel Torra, spokesman for the Free Lake Movement, spoke.", "spokesman", "Free Lake Movement"),
    ("Free Lake Movement spokesman Amel Torra spoke.", "spokesman", "Free Lake Movement"),
    ("The spokesperson for the valley-led Free Lake Movement Amel Torra spoke.", "spokesperson", "Free Lake Movement"),
    ("The spokesperson for the Free Lake Movement (FLM) Amel Torra spoke.", "spokesperson", "Free Lake Movement"),
    ("Amel Torra, the head of the National Water Board, spoke.", "head", "National Water Board"),
    ("President Amel Torra spoke.", "president", None),
    ("The doctor, Amel Torra, spoke.", "doctor", None),
    ("Amel Torra spoke.", None, None),
]


@pytest.mark.parametrize(("text", "role", "body"), POSTS)
def test_reads_posts_beside_names(text: str, role: str | None, body: str | None) -> None:
    assert body_of(text, "Amel Torra") == (role, body)


def test_order_of_actors_is_that_of_first_mention() -> None:
    text = "Cairo heard Amel Torra. The UN heard Bashir Varn."
    _, found = find_mentions(text, layout(Report("r1", text, "one.txt")).sentences)
    assert [actor.name for actor in found] == ["Cairo", "Amel Torra", "UN", "Bashir Varn"]


SAME = [
    ("Mohammed Safra", "Muhammad Safra"),
    ("Mustapha Qadir", "Mustafa Kadir"),
    ("Abd al-Karim Haddad", "Abdul Kareem Haddad"),
    ("Yusuf Osman", "Youssef Ousman"),
    ("J. Varn", "Josk Varn"),
    ("Amel K. Torra", "Amel Torra"),
    ("Torra", "Amel Torra"),
    ("Zoë Müller", "Zoe Muller"),
    ("Steve Varn", "Steven Varn"),
    ("Osk Robertson", "Osk Roberston"),
    ("Rustam Qadri", "Rustem Qadri"),
]
DIFFERENT = [
    ("Ali Hassan", "Omar Hassan"),
    ("Maria Varn", "Martin Varn"),
    ("Maria Varn", "Mario Varn"),
    ("Daniel Varn", "Daniela Varn"),
    ("Christian Varn", "Christina Varn"),
    ("Anthony Varn", "Antwone Varn"),
    ("Amel Torra", "Amel Varn"),
    ("Torra", "Varn"),
    ("", "Varn"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_person(left: str, right: str) -> None:
    same, score, reason = same_person(left, right)
    assert same
    assert 0.5 < score <= 1
    assert reason
    assert same_person(right, left)[:2] == (same, score)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_people(left: str, right: str) -> None:
    assert same_person(left, right)[:2] == (False, 0.0)


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("FLM", "Free Lake Movement", True),
        ("MoD", "Ministry of Defence", True),
        ("MD", "Ministry of Defence", True),
        ("NCHR", "National Committee for Human Rights", True),
        ("OOHR", "Osk Observatory for Human Rights", True),
        ("OHR", "Osk Observatory for Human Rights", False),
        ("FM", "Free Lake Movement", False),
        ("FLX", "Free Lake Movement", False),
        ("F", "Free", False),
    ],
)
def test_acronyms(short: str, name: str, fits: bool) -> None:
    assert is_acronym(short, name) is fits


def test_normal_forms() -> None:
    assert normal("Al-Ṣafrā’") == "al safra"
    assert place_key("al-Safra") == place_key("Safra") == "safra"
    assert acronyms_of("one") == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jorin Kasdrel spoke first. Yorin Kazdrel spoke last.", {"Jorin Kasdrel", "Yorin Kazdrel"}),
        ("The Salt Miners’ Front of Tolva is armed. The SMFT denies it.", {"Salt Miners’ Front of Tolva", "SMFT"}),
        ("The Salt Miners' Union met. The SMU has 40 members.", {"Salt Miners' Union", "SMU"}),
    ],
)
def test_spellings_and_owned_bodies_are_one_actor(text: str, names: set[str]) -> None:
    _, actors = find_mentions(text, layout(Report("r", text, "r")).sentences)
    assert any({actor.name, *actor.aliases} >= names for actor in actors), actors


@pytest.mark.parametrize(
    "words",
    [
        "The Lake Front holds the town. The group's spokesman, Ada Poe, said so.",
        "The Harbour Directorate opened the gate. Directorate spokeswoman Ada Poe said so.",
    ],
)
def test_a_common_noun_names_the_only_body_it_can_mean(words: str) -> None:
    _, actors = find_mentions(words, layout(Report("r", words, "r")).sentences)
    poe = next(actor for actor in actors if actor.name == "Ada Poe")
    assert poe.organisation is not None
    assert actors[poe.organisation].name in ("Lake Front", "Harbour Directorate")
