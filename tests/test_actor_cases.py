"""Hard cases of who is who in one report: what must be one actor, what must stay apart. All names are invented.

Common nouns that stand for an actor are in `test_anaphora.py`, reports that meet in `test_weigh_actors.py`.
"""

import pytest

from tests.marked import bearer
from wireroom.names import body_key, same_person

ACRONYMS = [
    ("The [Free Lake Movement|g] ([FLM|g]) took the town.", "Free Lake Movement", "FLM"),
    ("The [FLM|g] ([Free Lake Movement|g]) took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g]'s ([FLM|g]) fighters took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g]'s ([FLM|g]'s) fighters took the town.", "Free Lake Movement", "FLM"),
    ("The [FLM|g], or [Free Lake Movement|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [FLM|g], or the [Free Lake Movement|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g], or [FLM|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g], known as the [FLM|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g], known by its initials [FLM|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g], better known by its acronym [FLM|g], took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g] [[FLM|g]] took the town.", "Free Lake Movement", "FLM"),
    ("The [Free Lake Movement|g] – [FLM|g] – took the town.", "Free Lake Movement", "FLM"),
    ("The [Harl Directorate for Rescue|o] (HDR) came. The [H.D.R.|o] left.", "Harl Directorate for Rescue", "H.D.R."),
    ("[Nurses Beyond Rivers|o] ([PSR|o]) sent a team. [PSR|o] treated forty people.", "Nurses Beyond Rivers", "PSR"),
    ("The [Party of the Red Lamp|o] ([PRL|o]) met.", "Party of the Red Lamp", "PRL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "long", "short"), ACRONYMS)
def test_an_acronym_beside_its_long_name_is_one_with_it(text: str, long: str, short: str) -> None:
    assert bearer(text, short) == bearer(text, long)
    assert bearer(text, short).reasons


BODIES = [
    ("[Civil Protection|o] counted nine dead. The [Civil Protection Directorate|o] sent boats.", "Civil Protection", "Civil Protection Directorate"),
    ("The [Civil Protection Directorate|o] sent boats. [Civil Protection|o] counted nine dead.", "Civil Protection", "Civil Protection Directorate"),
    ("The [Directorate of Civil Protection|o] sent boats. [Civil Protection|o] counted nine dead.", "Civil Protection", "Directorate of Civil Protection"),
    ("The [Ministry of Health|o] sent boats. The [Health Ministry|o] counted nine dead.", "Ministry of Health", "Health Ministry"),
    ("The [Ministry of Defence|o] sent boats. The [Defense Ministry|o] counted nine dead.", "Ministry of Defence", "Defense Ministry"),
    ("The [Harl Relief Organisation|o] came. The [Harl Relief Organization|o] left.", "Harl Relief Organisation", "Harl Relief Organization"),
    ("The [Harl Relief & Rescue Council|o] came. The [Harl Relief and Rescue Council|o] left.", "Harl Relief & Rescue Council", "Harl Relief and Rescue Council"),
    ("The [Harl Observatory for Human Rights|o] counted ten. The [Observatory|o] said more.", "Harl Observatory for Human Rights", "Observatory"),
    ("The [al-Zahid Front|g] took the gate. The [Zahid Front|g] denied it.", "al-Zahid Front", "Zahid Front"),
    ("The [al-Zahid Front|g] took the gate. The [el-Zahid Front|g] denied it.", "al-Zahid Front", "el-Zahid Front"),
    ("The [Ansar Zahid Brigade|g] took the gate. The [Ansar Zaheed Brigade|g] denied it.", "Ansar Zahid Brigade", "Ansar Zaheed Brigade"),
    ("[Kyiv|l] closed the bridge. [Kiev|l] said why.", "Kyiv", "Kiev"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left", "right"), BODIES)
def test_wordings_of_one_body_are_one_actor(text: str, left: str, right: str) -> None:
    assert bearer(text, left) == bearer(text, right)


PEOPLE = [
    ("[Amel Torra|p] spoke. [Torra|p]'s aide left.", "Amel Torra", "Torra"),
    ("[President/Amel Torra|p] spoke. [Mr/Torra|p] left.", "Amel Torra", "Torra"),
    ("[Mohammed Safra|p] spoke. [Muhammad Safra|p] left.", "Mohammed Safra", "Muhammad Safra"),
    ("[Karim al-Dahabi|p] spoke. [Karim el-Dahabi|p] left.", "Karim al-Dahabi", "Karim el-Dahabi"),
    ("[Karim al-Dahabi|p] spoke. [Karim Dahabi|p] left. [Dahabi|p] returned.", "Karim al-Dahabi", "Dahabi"),
    ("[Karim Gadhafi|p] spoke. [Kareem Qaddafi|p] left.", "Karim Gadhafi", "Kareem Qaddafi"),
    ("[Nasir Abdul Rahman|p] spoke. [Nasir Abdulrahman|p] left. [Nasir Abdel-Rahman|p] came back.", "Nasir Abdul Rahman", "Nasir Abdulrahman"),
    ("[Jean-Marc Tolvert|p] spoke. [Jean Marc Tolvert|p] left.", "Jean-Marc Tolvert", "Jean Marc Tolvert"),
    ("[Park Ji-won Lo|p] spoke. [Park Jiwon Lo|p] left.", "Park Ji-won Lo", "Park Jiwon Lo"),
    ("[Ada Brel|p] spoke. [President/Maria Brel|p] heard her. [President/Brel|p] left.", "Maria Brel", "Brel"),
    ("[Jon Brel|p] met his wife [Maria Brel|p]. [Mrs/Brel|p] left.", "Maria Brel", "Brel"),
    ("[Nadir Abdel Rahman|p] spoke. [Abdal Rahman|p] left.", "Nadir Abdel Rahman", "Abdal Rahman"),
    ("[Amel Qassemi|p] spoke. [Kasemi|p] left.", "Amel Qassemi", "Kasemi"),
    ("[Osk Varn Jr.|p] spoke. [Varn|p] left.", "Osk Varn Jr.", "Varn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left", "right"), PEOPLE)
def test_wordings_of_one_person_are_one_actor(text: str, left: str, right: str) -> None:
    assert bearer(text, left) == bearer(text, right)


APART = [
    ("[Maria Brel|p] met [Jon Brel|p]. [Brel|p] left early.", ("Maria Brel", "Jon Brel", "Brel")),
    ("[Hafid Talim|p] ruled. His son [Bashir Talim|p] follows. [Talim|p] spoke.", ("Hafid Talim", "Bashir Talim", "Talim")),
    ("[Josk Varn|p] came. [Jana Varn|p] came. [J. Varn|p] left.", ("Josk Varn", "Jana Varn", "J. Varn")),
    ("[Osk Varn Sr.|p] spoke. [Osk Varn Jr.|p] left.", ("Osk Varn Sr.", "Osk Varn Jr.")),
    ("[Kamil Torra|p] met [Jamil Torra|p].", ("Kamil Torra", "Jamil Torra")),
    ("[Daniel Torra|p] met [Daniela Torra|p].", ("Daniel Torra", "Daniela Torra")),
    ("[Hasan Torra|p] met [Husain Torra|p].", ("Hasan Torra", "Husain Torra")),
    ("[Kim Jo-un|p] met [Kim Jo-il|p].", ("Kim Jo-un", "Kim Jo-il")),
    ("The [Valley Defence Forces|g] ([VDF|g]) met the [Veterans Donation Fund|o] ([VDF|g]). The [VDF|g] left.", ("Valley Defence Forces", "Veterans Donation Fund")),
    ("The [Civil Protection Directorate|o] and the [Civil Protection Fund|o] met. [Civil Protection|o] counted nine dead.", ("Civil Protection Directorate", "Civil Protection Fund", "Civil Protection")),
    ("The [Health Ministry|o] met the [Defence Ministry|o].", ("Health Ministry", "Defence Ministry")),
    ("The [Harl Health Ministry|o] met the [Tolva Health Ministry|o].", ("Harl Health Ministry", "Tolva Health Ministry")),
    ("The [Northern Lake Front|g] fought the [Southern Lake Front|g].", ("Northern Lake Front", "Southern Lake Front")),
    ("The [Lake Front|g] fought the [Lake Army|g].", ("Lake Front", "Lake Army")),
    ("The [Bank of Harl|o] sued the [Bank of Tolva|o].", ("Bank of Harl", "Bank of Tolva")),
    ("[LKM|g] fighters met [LKN|g] fighters.", ("LKM", "LKN")),
    ("The [Bank of Tolva|o] closed. [Tolva|o] won the cup.", ("Bank of Tolva", "Tolva")),
    ("[Amel Torra|p] spoke. The [Torra Foundation|o] paid.", ("Amel Torra", "Torra Foundation")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), APART)
def test_different_actors_stay_apart(text: str, names: tuple[str, ...]) -> None:
    bearers = [bearer(text, name) for name in names]
    assert len({actor.name for actor in bearers}) == len(names), bearers


SAME_PERSON = [
    ("Karim Gadhafi", "Karim Qaddafi"),
    ("Karim Gaddafi", "Karim Qadhafi"),
    ("Karim Ghadafi", "Karim Qadhafi"),
    ("Nasir Abdulrahman", "Nasir Abdel Rahman"),
    ("Nasir ElBarad", "Nasir el-Barad"),
    ("Park Ji-won", "Park Jiwon"),
    ("Osk Varn Jr.", "Osk Varn"),
    ("Volodymyr Tolvenko", "Volodimir Tolvenko"),
    ("Sergei Tolvin", "Sergey Tolvin"),
]
NOT_ONE_PERSON = [
    ("Osk Varn Jr.", "Osk Varn Sr."),
    ("Osk Varn II", "Osk Varn III"),
    ("Jamal Torra", "Kamal Torra"),
    ("Hasan Torra", "Husain Torra"),
    ("Kim Jo-un", "Kim Jo-il"),
    ("Ali Reza Torra", "Ali Hamid Torra"),
    ("Said Torra", "Sadi Torra"),
    ("Amir Torra", "Emir Sorra"),
]


@pytest.mark.parametrize(("left", "right"), SAME_PERSON)
def test_romanisations_of_one_person(left: str, right: str) -> None:
    assert same_person(left, right)[0]
    assert same_person(right, left)[0]


@pytest.mark.parametrize(("left", "right"), NOT_ONE_PERSON)
def test_near_names_of_two_people(left: str, right: str) -> None:
    assert not same_person(left, right)[0]
    assert not same_person(right, left)[0]


SAME_BODY = [
    ("Ministry of Health", "Health Ministry"),
    ("Ministry of Defence", "Defense Ministry"),
    ("World Relief Organisation", "World Relief Organization"),
    ("al-Zahid Front", "Zahid Front"),
    ("Hizbullat", "Hezbollat"),
    ("Civil Protection Dept.", "Civil Protection Department"),
]
NOT_ONE_BODY = [
    ("Lake Front", "Lake Army"),
    ("Bank of Harl", "Bank of Tolva"),
    ("Health Ministry", "Wealth Ministry"),
    ("First Army", "Fifth Army"),
    ("LKM", "LKN"),
    ("Brigade 12", "Brigade 21"),
    ("Council of Harl Ministers", "Harl Council of Ministers"),
]


@pytest.mark.parametrize(("left", "right"), SAME_BODY)
def test_spellings_of_one_body(left: str, right: str) -> None:
    assert body_key(left) == body_key(right)


@pytest.mark.parametrize(("left", "right"), NOT_ONE_BODY)
def test_near_names_of_two_bodies(left: str, right: str) -> None:
    assert body_key(left) != body_key(right)
