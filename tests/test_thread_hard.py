"""Hard negatives, invented: two events of one kind close in place and time must stay two stories, each with its own reports."""

from datetime import UTC, datetime, timedelta

import pytest

from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.records.spans import Span
from wireroom.thread import thread

START = datetime(2031, 5, 1, 9, tzinfo=UTC)
OUTLETS = ("The Ledger", "Harrow Post", "Coast Wire")

# Name -> the first event's reports and the second's: day, title, text.
TWINS: dict[str, tuple[list[tuple[int, str, str]], list[tuple[int, str, str]]]] = {
    "two shootings in one town in one week": (
        [
            (0, "Man shot dead outside bakery in Harrowmouth", "Joren Pell, 34, was shot dead outside a bakery on Mill Lane in Harrowmouth on Thursday evening, police said. Two men fled on a scooter."),
            (1, "Victim of Mill Lane shooting named", "The man killed outside a bakery on Mill Lane in Harrowmouth was Joren Pell, 34, a roofer, police said on Friday. No one has been arrested."),
            (2, "Bakery shooting: police seek scooter", "Police in Harrowmouth asked for pictures of a grey scooter seen on Mill Lane when Joren Pell was shot dead outside a bakery."),
        ],
        [
            (3, "Teenager wounded in Harrowmouth car park shooting", "A girl of 17, Asta Rohm, was wounded when shots were fired at a car in the Quarry Road car park in Harrowmouth on Sunday, police said."),
            (4, "Girl shot in car park is stable, hospital says", "Asta Rohm, 17, who was hit by a bullet in the Quarry Road car park in Harrowmouth, is stable, Saint Brannoc hospital said."),
            (5, "Man held over Quarry Road shooting", "A man of 22, Dario Venk, was held on Tuesday over the shots that wounded Asta Rohm, 17, in the Quarry Road car park in Harrowmouth."),
        ],
    ),
    "two battles of one war": (
        [
            (0, "Rebels take Karsh airfield", "The Northern Front seized the airfield at Karsh after two days of fighting with the army, its commander Idris Mavuto said on Thursday."),
            (1, "Army shells Karsh airfield", "The army shelled the airfield at Karsh a day after the Northern Front of Idris Mavuto took it. Eleven people were killed."),
            (2, "Planes burn at Karsh airfield", "Four transport planes burned at Karsh airfield as the army tried to drive out the Northern Front, a pilot said."),
        ],
        [
            (3, "Army holds bridge at Velden Ford", "The army threw back an attack by the Northern Front on the bridge at Velden Ford on Sunday, Colonel Adem Rolle said. Thirty fighters were killed."),
            (4, "Second attack on Velden Ford bridge fails", "The Northern Front attacked the bridge at Velden Ford again and was thrown back, Colonel Adem Rolle said on Monday."),
            (5, "Villagers flee Velden Ford", "Some 2,000 people fled the villages around Velden Ford as the Northern Front and the army fought for its bridge."),
        ],
    ),
    "two elections on one day": (
        [
            (0, "Ruling party ahead in Corvena", "The Harvest Party of Prime Minister Hedda Morrel was ahead in Corvena's parliamentary election with half of the votes counted."),
            (1, "Morrel wins third term in Corvena", "Hedda Morrel won a third term in Corvena's parliamentary election, the electoral commission in Brisk said."),
            (2, "Opposition in Corvena asks for recount", "The opposition Lantern League asked for a recount of votes in Brisk after Corvena's election, won by Hedda Morrel."),
        ],
        [
            (0, "Run-off likely in Asmerin", "No candidate for president of Asmerin was near half of the votes, so that Silvan Ketterick and Mina Okkonen may meet in a run-off."),
            (1, "Ketterick and Okkonen in Asmerin run-off", "Silvan Ketterick and Mina Okkonen will meet in a run-off for president of Asmerin in two weeks, the electoral commission in Lutvary said."),
            (2, "Asmerin: third candidate backs Okkonen", "Peder Strand, third in Asmerin's presidential election, asked his voters to choose Mina Okkonen in the run-off against Silvan Ketterick."),
        ],
    ),
    "two shootings where nobody is named": (
        [
            (0, "Three shot at market in Harrowmouth", "Three people were shot at a market in Harrowmouth on Thursday, police said. The gunman fled."),
            (0, "Shooting at Harrowmouth market", "A gunman opened fire at a market in Harrowmouth and hit three people, police said on Thursday."),
        ],
        [
            (3, "Two shot at school in Harrowmouth", "Two people were shot at a school in Harrowmouth on Sunday, police said. The gunman was held."),
            (3, "Shooting at Harrowmouth school", "A gunman opened fire at a school in Harrowmouth and hit two people, police said on Sunday."),
        ],
    ),
}  # fmt: skip
NAMELESS = pytest.mark.xfail(
    strict=True,
    reason="nameless events of one kind in one town: only the plain nouns differ (docs/internals/threading.md)",
)
CASES = [pytest.param(name, marks=NAMELESS if "nobody" in name else ()) for name in TWINS]


def _report(name: str, number: int, day: int, title: str, text: str) -> Report:
    return Report(
        id=name,
        text=f"{title}\n\n{text}",
        name=name,
        title=Span(0, len(title)),
        outlet=OUTLETS[number % len(OUTLETS)],
        published=START + timedelta(days=day, hours=number),
        published_grain="instant",
        lang="en",
    )


def _materials(reports: list[Report]) -> list[Material]:
    lineages = {line.report_id: line for line in dedupe(reports)}
    found = []
    for report, reading in zip(reports, read(reports), strict=True):
        assert isinstance(reading, Reading)
        found.append(Material(report, reading, lineages[report.id]))
    return found


@pytest.mark.parametrize("twins", CASES)
def test_two_events_of_one_kind_are_two_stories(twins: str) -> None:
    first, second = TWINS[twins]
    reports = [
        _report(f"{letter}{n}", n, *one) for letter, side in (("a", first), ("b", second)) for n, one in enumerate(side)
    ]
    stories = {frozenset(story.report_ids) for story in thread(_materials(reports)).stories}
    assert stories == {frozenset(f"a{n}" for n in range(len(first))), frozenset(f"b{n}" for n in range(len(second)))}
