"""Whom a pronoun, a role or a noun for a body stands for: invented hard cases, as tables."""

import pytest

from tests.test_statements import Scene
from wireroom.read import read
from wireroom.records.readings import Reading
from wireroom.records.reports import Report

PEOPLE = ("Ada Poe", "Mary Vell", "Paul Marsk", "Lee Dorn", "Kim Sall")
BODIES = ("Hill Trust", "Lake Ministry", "Vale Observatory for Rights", "Dorn Steel", "Hill Times", "Belport Hospital")
GROUPS = ("Lake Front", "Hill Brigade")


def last_name(text: str, roles: dict[str, str] | None = None, *, mixed: bool = False) -> str | None:
    """The name of the speaker of the last statement."""
    scene = Scene(text, people=PEOPLE, bodies=BODIES, groups=GROUPS, roles=roles or {}, mixed=mixed)
    return scene.statements()[-1].speaker_name


# The speaker of the last statement, None where the words must be left open.
BEARERS = [
    ("The Hill Relief Agency came.\n\nIt rained.\n\nThe agency said the road was shut.", "Hill Relief Agency"),
    ("The Anti-Fraud Bureau came.\n\nIt rained.\n\nThe bureau said the road was shut.", "Anti-Fraud Bureau"),
    ("The Lake Ministry came.\n\nIt rained.\n\nThe ministry said the road was shut.", "Lake Ministry"),
    ("The Lake Ministry came.\n\nThe lake ministry said the road was shut.", "Lake Ministry"),
    ("The Hill Relief Agency came.\n\nThe relief agency said the road was shut.", "Hill Relief Agency"),
    ("The Hill Relief Agency came.\n\nThe news agency said the road was shut.", None),
    ("The Hill Relief Agency came.\n\nAn aid agency left.\n\nThe agency said the road was shut.", None),
    ("The Hill Relief Agency and the Anti-Fraud Bureau came.\n\nThe agency said the road was shut.", None),
    ("The Lake Ministry came.\n\nThe foreign ministry left.\n\nThe ministry said the road was shut.", None),
    ("The Lake Ministry came.\n\nThe foreign ministry said so.\n\nThe ministry said the road was shut.", None),
    ("The Hill Relief Group came.\n\nThe group said the road was shut.", None),
    ("The Agency of Relief came.\n\nThe agency said the road was shut.", None),
]


@pytest.mark.parametrize(("text", "name"), BEARERS)
def test_only_bearer_of_a_noun_is_meant_across_passages_of_a_mixed_text(text: str, name: str | None) -> None:
    bodies = ("Hill Relief Agency", "Anti-Fraud Bureau", "Lake Ministry", "Hill Relief Group", "Agency of Relief")
    scene = Scene(text, bodies=tuple(body for body in bodies if body in text), mixed=True)
    assert scene.statements()[-1].speaker_name == name


def test_only_bearer_of_a_noun_is_meant_far_behind_its_name() -> None:
    text = "The Hill Relief Agency came. " + "It rained. " * 9 + "The agency said the road was shut."
    assert Scene(text, bodies=("Hill Relief Agency",)).statements()[-1].speaker_name == "Hill Relief Agency"


PRONOUNS = [
    ("Lee Dorn said the road was shut. He added that it would open.", "Lee Dorn"),
    ("The road was shut, Lee Dorn said.\nHe said it would open.", "Lee Dorn"),
    ("“The road is shut,” Lee Dorn said. “It is old,” he added.", "Lee Dorn"),
    ("“The road is shut,” said Lee Dorn.\n“It is old,” he said.\n“It will open,” he said.", "Lee Dorn"),
    ("Lee Dorn said Kim Sall had left. He said the road was shut.", "Lee Dorn"),
    ("Lee Dorn said the road was shut. In a letter to Kim Sall, he said it would open.", "Lee Dorn"),
    ("Lee Dorn waited for Kim Sall, and when he spoke he said the road was shut.", "Lee Dorn"),
    ("When Lee Dorn met Kim Sall there, he said the road was shut.", "Lee Dorn"),
    ("Lee Dorn met Kim Sall there. He said the road was shut.", None),
    ("Lee Dorn and Kim Sall came. She said the road was shut.", None),
    ("Mary Vell met Paul Marsk there. She said the road was shut.", "Mary Vell"),
    ("Mary Vell met Paul Marsk there. He said the road was shut.", "Paul Marsk"),
    ("Paul Marsk said the road was shut. Mary Vell came. He said it would open.", "Paul Marsk"),
    ("Paul Marsk said the road was shut. She said it would open.", None),
    ("Mr Dorn met Kim Sall there. Ms Sall left. She said the road was shut.", "Kim Sall"),
    ("Lee Dorn drove her car to the bridge. Paul Marsk came. She said the road was shut.", "Lee Dorn"),
    ("Lee Dorn said the road was shut. Kim Sall was at the bridge. He said it would open.", None),
    ("Lee Dorn said the road was shut. Kim Sall said it was open. He said it would not last.", "Kim Sall"),
    ("Lee Dorn was there. “Kim Sall is wrong,” he said.", "Lee Dorn"),
    ("Lee Dorn said “Kim Sall is wrong”. He said the road was shut.", "Lee Dorn"),
    ("Lee Dorn's office was shut. Kim Sall said so. He said it would open.", "Kim Sall"),
    ("Lee Dorn was there. His mother asked about the road. She said it was shut.", None),
    ("Lee Dorn asked his mother about the road and she said it was shut.", None),
    ("The girl came to the bridge. She said the road was shut.", None),
    ("A neighbour said the road was shut. He said it would open.", None),
    ("Lee Dorn was there. One witness said the road was shut. He said it would open.", None),
    ("The spokeswoman said the road was shut. She said it would open.", None),
    ("The mayor praised Lee Dorn for the bridge. He said the road was shut.", None),
    ("It rained. He said the road was shut.", None),
    ("Lee Dorn, who leads the Hill Trust, was there. He said the road was shut.", "Lee Dorn"),
    ("They came. The road was shut, they said.", None),
    ("The Lake Front took the bridge. They said the road was shut.", None),
    ("The Lake Front said the bridge was shut. They said the road was open.", "Lake Front"),
    ("Officials said the bridge was shut. They said the road was open.", None),
    ("We said the road was shut.", None),
]


@pytest.mark.parametrize(("text", "name"), PRONOUNS)
def test_pronoun_stands_for(text: str, name: str | None) -> None:
    assert last_name(text) == name


BODY_NOUNS = [
    ("Two were found in Belport, directorate spokeswoman Ada Poe said. The directorate said the road was shut.", None),
    ("The Hill Trust shut the road. It said the bridge was old.", "Hill Trust"),
    ("The Hill Trust said the road was shut. It said the bridge was old.", "Hill Trust"),
    ("The Lake Front took the bridge. The group said it would stay.", "Lake Front"),
    ("The Lake Front fought the Hill Brigade. The group said it would stay.", None),
    ("The Lake Front said the Hill Brigade had left. The group said it would stay.", "Lake Front"),
    ("The Lake Ministry was near the Lake Front. The group said it would stay.", "Lake Front"),
    (
        "The Lake Ministry shut the road. It rained. It rained. It rained. The ministry said it was old.",
        "Lake Ministry",
    ),
    ("The Lake Ministry shut the road. The group said it would stay.", None),
    ("A charity said the road was shut. It said the bridge was old.", None),
    ("A charity said the road was shut. The charity said the bridge was old.", None),
    ("The Vale Observatory for Rights said six fell. The group said more were hurt.", "Vale Observatory for Rights"),
    (
        "The Vale Observatory for Rights said six fell. The Lake-based monitor said more fell.",
        "Vale Observatory for Rights",
    ),
    (
        "The Vale Observatory for Rights said six fell. The Lake-based group said more fell.",
        "Vale Observatory for Rights",
    ),
    ("The Hill-based Vale Observatory for Rights said six fell. The Lake-based group said more fell.", None),
    ("The Hill Times saw it. The newspaper said the road was shut.", "Hill Times"),
    ("Dorn Steel shut its mill. The company said the road was closed.", "Dorn Steel"),
    ("Many went to Belport Hospital. The hospital said six were hurt.", "Belport Hospital"),
    ("Many went home. The hospital said six were hurt.", None),
    ("The Hill Times saw it. The group said the road was shut.", None),
    ("The Lake Front took the bridge. The army said it had left.", None),
    ("The Lake Front took the bridge. The report said it had left.", None),
    ("The Vale Observatory for Rights said six fell.", "Vale Observatory for Rights"),
    ("The Lake-based Vale Observatory for Rights said six fell.", "Vale Observatory for Rights"),
    ("The Hill Times newspaper said six fell.", "Hill Times"),
]


@pytest.mark.parametrize(("text", "name"), BODY_NOUNS)
def test_noun_for_a_body_stands_for(text: str, name: str | None) -> None:
    assert last_name(text) == name


MAYOR = {"Lee Dorn": "mayor"}
TWO = {"Lee Dorn": "foreign minister", "Kim Sall": "interior minister"}
ROLES = [
    ("Lee Dorn, mayor of Belport, came. The mayor said the road was shut.", MAYOR, "Lee Dorn"),
    ("The mayor, Lee Dorn, came. It rained. The mayor said the road was shut.", {}, "Lee Dorn"),
    ("Mayor Lee Dorn came. The mayor said the road was shut.", {}, "Lee Dorn"),
    ("Senator Lee Dorn came. The senator said the road was shut.", {}, "Lee Dorn"),
    ("Lee Dorn, who heads the Hill Trust, came. The head said the road was shut.", {}, "Lee Dorn"),
    ("Ada Poe, a spokeswoman, came. The spokesperson said the road was shut.", {}, "Ada Poe"),
    ("Lee Dorn met Kim Sall. The foreign minister said the road was shut.", TWO, "Lee Dorn"),
    ("Lee Dorn met Kim Sall. The interior minister said the road was shut.", TWO, "Kim Sall"),
    ("Lee Dorn met Kim Sall. The health minister said the road was shut.", TWO, None),
    ("Lee Dorn met Kim Sall. The minister said the road was shut.", TWO, None),
    ("Lee Dorn came. The governor said the road was shut.", MAYOR, None),
    ("Lee Dorn said it rained. The officer said the road was shut.", {}, None),
    ("Police Chief Lee Dorn came. The police chief said the road was shut.", {}, "Lee Dorn"),
    ("Mayor Lee Dorn came. He said the road was shut.", {}, "Lee Dorn"),
    ("Mayor Lee Dorn met Kim Sall. The mayor praised Kim Sall. He said the road was shut.", {}, None),
]


@pytest.mark.parametrize(("text", "roles", "name"), ROLES)
def test_role_stands_for(text: str, roles: dict[str, str], name: str | None) -> None:
    assert last_name(text, roles) == name


# In a heap of passages the line before may come from another report.
MIXED = [
    ("Lee Dorn said the road was shut.\nHe said it would open.", {}, None),
    ("Lee Dorn said the road was shut. He said it would open.", {}, "Lee Dorn"),
    ("It rained.\nLee Dorn came. He said it would open.", {}, "Lee Dorn"),
    ("The Lake Front took the bridge.\nThe group said it would stay.", {}, None),
    ("The Lake Front took the bridge.\nIt said it would stay.", {}, None),
    ("The Lake Ministry shut the road.\nThe ministry said it was old.", {}, "Lake Ministry"),
    ("Many went to Belport Hospital.\nThe hospital said six were hurt.", {}, None),
    ("Lee Dorn came.\nThe mayor said the road was shut.", MAYOR, "Lee Dorn"),
    ("Lee Dorn came.\nKim Sall left.\nThe mayor said the road was shut.", {**MAYOR, "Kim Sall": "mayor"}, None),
    ("Lee Dorn came.\nThe witness said the road was shut.", {"Lee Dorn": "witness"}, None),
]


@pytest.mark.parametrize(("text", "roles", "name"), MIXED)
def test_mixed_text_is_not_resolved_across_passages(text: str, roles: dict[str, str], name: str | None) -> None:
    assert last_name(text, roles, mixed=True) == name


HDF, COMMITTEE = "Hill Democratic Forces", "Hill Rescue Committee"
POSTS = [
    ("Olen Marsk, spokesman for the Lake-led Hill Democratic Forces, said it rained.", "spokesman", HDF),
    ("Hill Democratic Forces spokesman Olen Marsk said it rained.", "spokesman", HDF),
    ("It rained, said Olen Marsk, a spokesman for the Hill Democratic Forces.", "spokesman", HDF),
    ("The Hill Democratic Forces left. The group's spokesman, Olen Marsk, said it rained.", "spokesman", HDF),
    ("Olen Marsk, who heads the Hill Rescue Committee, said it rained.", "head", COMMITTEE),
    ("Olen Marsk, a Hill Rescue Committee spokesman, said it rained.", "spokesman", COMMITTEE),
    ("A spokesman for the Hill Rescue Committee, Olen Marsk, said it rained.", "spokesman", COMMITTEE),
    ("Dr. Olen Marsk, director of the Hill Rescue Committee, said it rained.", "director", COMMITTEE),
    ("Olen Marsk, chief executive of the Hill Rescue Committee, said it rained.", "chief executive", COMMITTEE),
    ("The mayor of Belport, Olen Marsk, said it rained.", "mayor", None),
]


@pytest.mark.parametrize(("text", "role", "organisation"), POSTS)
def test_post_of_the_speaker(text: str, role: str, organisation: str | None) -> None:
    (reading,) = read([Report(id="a", text=text, name="a", lang="en")])
    assert isinstance(reading, Reading)
    one = reading.statements[0]
    assert (one.speaker_name, one.role, one.organisation) == ("Olen Marsk", role, organisation)
