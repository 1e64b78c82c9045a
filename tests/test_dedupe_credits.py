"""Agency credits in all their forms, on invented texts: which agency, and for the whole text or a part of it."""

import pytest

from wireroom.dedupe.credits import UNNAMED, credit_of
from wireroom.records.reports import Report

S = "Water stands a metre deep at the bridge. The council said on Monday that the dyke would hold."
REUTERS, AP, AFP, DPA = "Reuters", "Associated Press", "Agence France-Presse", "Deutsche Presse-Agentur"
SANA, ANSA = "Syrian Arab News Agency", "Agenzia Nazionale Stampa Associata"

WHOLE = [
    (f"TESSEN (Reuters) - {S}", REUTERS),
    (f"TESSEN, May 4 (Reuters) — {S}", REUTERS),
    (f"(AP) — {S}", AP),
    (f"TESSEN, Orlan (AP) _ {S}", AP),
    (f"AFP\n{S}", AFP),
    (f"By The Associated Press\n{S}", AP),
    (f"By Jane Roe, Associated Press\n{S}", AP),
    (f"By JANE ROE and SAM POE, The Associated Press\n{S}", AP),
    (f"PA Media\n{S}", "PA Media"),
    (f"Xinhua | May 4\n{S}", "Xinhua"),
    (f"TESSEN, May 4 (Xinhua) -- {S}", "Xinhua"),
    (f"TESSEN, SANA/ {S}", SANA),
    (f"Tessen, SANA – {S}", SANA),
    (f"Tessen, (SANA)- {S}", SANA),
    (f"SANA/- {S}", SANA),
    (f"MOSCOW, May 4. /TASS/. {S}", "TASS"),
    (f"Tessen (dpa) - {S}", DPA),
    (f"Tessen (dpa/tmn) - {S}", DPA),
    (f"dpa/ {S}", DPA),
    (f"{S}\n(dpa)", DPA),
    (f"{S} (dpa)", DPA),
    (f"{S}\nEFE", "EFE"),
    (f"TESSEN (EFE).- {S}", "EFE"),
    (f"Tessen, 4 may (EFE).- {S}", "EFE"),
    (f"Reuters in Tessen\n{S}", REUTERS),
    (f"{S}\n© AFP 2019", AFP),
    (f"{S}\n© 2019 AFP", AFP),
    (f"{S}\nCopyright 2019 The Associated Press. All rights reserved. This material may not be published.", AP),
    (f"{S}\nvia AP", AP),
    (f"{S}\nIANS", "Indo-Asian News Service"),
    (f"{S} IANS", "Indo-Asian News Service"),
    (f"{S}-REUTERS", REUTERS),
    (f"{S} — Bernama", "Bernama"),
    (f"{S}\nSource: Xinhua", "Xinhua"),
    (f"{S}\nFonte: ANSA", ANSA),
    (f"(ANSA) - TESSEN, 4 MAG - {S}", ANSA),
    (f"TESSEN (Orlan News Agency) - {S}", "Orlan News Agency"),
    (f"AFP - {S}", AFP),
    (f"TESSEN — AFP — {S}", AFP),
    (f"TESSEN (AFP, Reuters) - {S}", AFP),
    (f"Reuters, AFP\n{S}", REUTERS),
    (f"TESSEN: (APP) {S}", "Associated Press of Pakistan"),
    (f"The Associated Press\n{S}", AP),
    (f"Published by AFP\n{S}", AFP),
    (f"From Reuters\n{S}", REUTERS),
    (f"Tessen, 4. Mai (APA) - {S}", "Austria Press Agency"),
    (f"TESSEN — (AP) {S}", AP),
    (f"AFP, Mon 4 May\n{S}", AFP),
    (f"{S}\nAP", AP),
    (f"Anadolu Agency | 4 May\n{S}", "Anadolu Agency"),
]
PART = [
    (f"{S}\navec AFP", AFP),
    (f"{S} (avec AFP)", AFP),
    (f"{S}\nmit Material von dpa", DPA),
    (f"{S}\n(Mit Material der dpa)", DPA),
    (f"{S}\nCon información de EFE", "EFE"),
    (f"{S}\nwith agencies", UNNAMED),
    (f"{S} (with agencies)", UNNAMED),
    (f"Jane Roe and agencies\n{S}", UNNAMED),
    (f"By Jane Roe with agencies\n{S}", UNNAMED),
    (f"Agencies\n{S}", UNNAMED),
    (f"Staff and agencies in Tessen\n{S}", UNNAMED),
    (f"{S}\nReuters contributed to this report.", REUTERS),
    (f"{S} Reuters contributed to this report.", REUTERS),
    (f"{S}\nAssociated Press writer Jane Roe contributed to this report.", AP),
    (f"{S}\nAssociated Press writers Jane Roe in Tessen and Sam Poe in Ardo contributed to this report.", AP),
    (f"{S}\nThe Associated Press and Reuters contributed to this report.", AP),
    (f"{S}\nAdditional reporting by AFP", AFP),
    (f"{S}\n(Additional reporting by AFP and Jane Roe)", AFP),
    (f"{S}\n(With inputs from ANI)", "Asian News International"),
    (f"{S} (with agency inputs)", UNNAMED),
    (f"{S}\nmit Agenturen", UNNAMED),
    (f"{S}\nCon agencias", UNNAMED),
]
NONE = [
    f"{S} The mayor told Reuters on Friday that it was safe.",
    f"Reuters said the dyke held. {S}",
    f"An AP reporter was held at the bridge. {S}",
    f"PHILADELPHIA, PA — {S}",
    f"Scranton, PA - {S}",
    f"(AP Photo/Jane Roe) {S}",
    f"Photo: AFP\n{S}",
    f"{S} (Reuters file photo)",
    f"A Reuters/Ipsos poll found that many agree. {S}",
    f"Reuters/Ipsos: most back the mayor. {S}",
    f"The Associated Press is suing the council over its records. {S}",
    f"{S} He works with agencies that house families who lost everything there.",
    f"{S} The mayor spoke with AFP.",
    f"TESSEN (KXYZ) - {S}",
    f"TESSEN (Orlan) - {S}",
    f"{S} The council thanked Reuters.",
    f"Fighters (FSA) - {S}",
    f"{S} She will go with the AA.",
    f"MAP: where the water stands\n{S}",
    f"Follow us on Facebook, Twitter\n{S}",
    f"{S}",
    f"The SPA said it would close. {S}",
    f"AP reporter held at bridge, council says\n{S}",
    f"He joined the agencies. {S}",
    f"{S} Witnesses told AFP - and police confirmed - that two had drowned.",
]


@pytest.mark.parametrize(("text", "agency"), WHOLE)
def test_a_credit_for_the_whole_text(text: str, agency: str) -> None:
    found = credit_of(Report("a", text, "a", outlet="One"))
    assert found
    assert (found.name, found.whole) == (agency, True)


@pytest.mark.parametrize(("text", "agency"), PART)
def test_a_credit_for_a_part_of_the_text(text: str, agency: str) -> None:
    found = credit_of(Report("a", text, "a", outlet="One"))
    assert found
    assert (found.name, found.whole) == (agency, False)


@pytest.mark.parametrize("text", NONE)
def test_naming_an_agency_is_no_credit(text: str) -> None:
    assert credit_of(Report("a", text, "a", outlet="One")) is None


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By Jane Roe, Associated Press", AP),
        ("Reuters", REUTERS),
        ("Jane Roe with agencies", UNNAMED),
        ("Jane Roe", None),
    ],
)
def test_a_credit_in_the_byline(byline: str, agency: str | None) -> None:
    found = credit_of(Report("a", S, "a", outlet="One", byline=byline))
    assert (found.name if found else None) == agency


@pytest.mark.parametrize(
    ("outlet", "url"), [("Reuters", None), ("reuters", None), ("One", "https://www.reuters.com/world/tessen")]
)
def test_an_agency_does_not_credit_itself(outlet: str, url: str | None) -> None:
    assert credit_of(Report("a", f"TESSEN (Reuters) - {S}", "a", outlet=outlet, url=url)) is None
