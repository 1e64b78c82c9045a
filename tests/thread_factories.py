"""An invented fortnight of news for the laws of linking: eight events told by several outlets, copies, and odd reports.

Read once a process by the real reader; the tests then vary what the stages are given: order, dates, how many there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from wireroom.dedupe import dedupe
from wireroom.read import read
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report

START = datetime(2031, 5, 1, 6, tzinfo=UTC)
EVENTS: dict[str, tuple[str, ...]] = {
    "flood": (
        "The Velden river broke its banks above Harrowmouth on Tuesday and flooded the lower town, the Velden Flood Board said.",
        "Rescuers in boats took 340 people from the roofs of Harrowmouth.",
        "The dam at Upper Velden held through the night, the flood board's engineer Orla Pennick said.",
        "At least six people drowned when the Velden swept through the camp site below Harrowmouth.",
    ),
    "strike": (
        "Workers at the Kellin shipyard walked out on Monday over a plan to close the smaller of its two docks.",
        "The Kellin Shipwrights' Union said that all but thirty of the nine hundred workers had joined.",
        "The yard's director Tomas Brandvik called the strike premature and offered talks on Wednesday.",
        "The Kellin yard has built ferries for a century and lost its last navy order two years ago.",
    ),
    "harvest": (
        "Grain farmers in Tarnholm brought in the smallest harvest in a decade, the Tarnholm Grain Union said.",
        "The Tarnholm Grain Union asked for aid after drought ruined half of the barley harvest.",
        "Barley prices in Tarnholm have doubled since the drought began in spring.",
        "The union's chairwoman Hedda Morrel said that some farms in Tarnholm would not sow again.",
    ),
    "trial": (
        "A court in Ostrava Minor sentenced the banker Silvan Ketterick to nine years in prison for fraud.",
        "Ketterick had sold the same office tower to four pension funds, the court in Ostrava Minor found.",
        "His lawyer Dunja Ravel said that Ketterick would appeal against the sentence.",
        "The pension funds lost 210 million crowns, and Ketterick's villa has been seized.",
    ),
    "cup": (
        "Striker Lucan Abarra scored twice as Kestrel Rovers beat Dunmore Athletic three to one in the cup final.",
        "Kestrel Rovers had not won the cup in forty years, and coach Ines Falk wept at the whistle.",
        "Dunmore Athletic missed a penalty before half-time, and Abarra punished them.",
        "Supporters of Kestrel Rovers filled the harbour square until dawn.",
    ),
    "eruption": (
        "Mount Sarvik erupted on Friday and threw ash nine kilometres into the air over the island of Lunnoy.",
        "Some 1,900 people left the villages below Mount Sarvik, the governor of Lunnoy said.",
        "The airport of Lunnoy stays closed until the ash has settled, its manager Peder Strand said.",
        "Vulcanologist Mina Okkonen said that Mount Sarvik could erupt again within days.",
    ),
    "vaccine": (
        "The health ministry of Corvena began to vaccinate children against river fever on Thursday.",
        "River fever has killed 48 children in Corvena since January, the ministry said.",
        "The vaccine, made in Brisk by the Halden laboratory, needs two doses, Doctor Amara Quill said.",
        "Clinics in Corvena's northern districts have no refrigerators for the river fever vaccine.",
    ),
    "bridge": (
        "The old rail bridge at Morrow collapsed under a freight train on Sunday, and two drivers were hurt.",
        "Inspectors had found rust in the pillars of the Morrow bridge last autumn, the railway said.",
        "The railway's spokeswoman Greta Lindqvane said that trains would be sent round by Aldersee.",
        "Seven wagons of the freight train lie in the river below the Morrow bridge.",
    ),
}
OUTLETS = ("The Ledger", "Harrow Post", "Coast Wire", "Tarnholm Echo")
TURNS = ((0, 1, 2, 3), (1, 0, 3, 2), (3, 2, 0, 1))
DIGEST = "The day in brief"


def raw_reports() -> list[Report]:
    """Three reports an event over three days, a copy of each first one, and the odd ones: `odd_reports`."""
    found = []
    for place, (event, lines) in enumerate(EVENTS.items()):
        for turn, order in enumerate(TURNS):
            text = "\n\n".join(lines[row] for row in order)
            found.append(_report(f"{event}-{turn}", text, OUTLETS[(place + turn) % 4], place + turn))
        first = found[-3]
        found.append(
            replace(first, id=f"{event}-copy", name=f"{event}-copy", outlet="Copyist", published=_at(place + 4))
        )
    return [*found, *odd_reports()]


def odd_reports() -> list[Report]:
    """A digest of all events, one line, one word, an undated report, reports in languages that no reader knows."""
    return [
        _report("odd-digest", "\n\n".join([DIGEST, *(lines[0] for lines in EVENTS.values())]), "Harrow Post", 9),
        _report("odd-line", EVENTS["flood"][0], "Coast Wire", 1),
        _report("odd-word", "Rain", "Coast Wire", 2),
        replace(
            _report("odd-undated", "\n\n".join(EVENTS["trial"][:3]), None, 0), published=None, published_grain=None
        ),
        _report("odd-german", "Die Velden trat am Dienstag oberhalb von Harrowmouth über die Ufer.", "Bote", 1, "de"),
        _report("odd-german-2", "Oberhalb von Harrowmouth trat die Velden über die Ufer, hieß es.", "Kurier", 1, "de"),
        _report(
            "odd-greek", "Ο ποταμός Βέλντεν πλημμύρισε την κάτω πόλη την Τρίτη, είπε το συμβούλιο.", "Nea", 1, "el"
        ),
    ]


@cache
def readings() -> dict[str, Reading]:
    """The reading of every report of the fortnight, by id."""
    reports = raw_reports()
    found = {}
    for report, reading in zip(reports, read(reports), strict=True):
        assert isinstance(reading, Reading), f"{report.id} could not be read: {reading}"
        found[report.id] = reading
    return found


def materials_of(reports: Iterable[Report]) -> list[Material]:
    """Reports of the fortnight (perhaps with other dates) with their lineage and their readings, in the order given."""
    given = list(reports)
    lineages = {line.report_id: line for line in dedupe(given)}
    return [Material(report, readings()[report.id], lineages[report.id]) for report in given]


def twins(report_id: str, count: int) -> list[Material]:
    """Reports of equal words and times under ids of their own."""
    report = next(report for report in raw_reports() if report.id == report_id)
    reports = [replace(report, id=f"twin-{place:05d}", name=f"twin-{place:05d}") for place in range(count)]
    lineages = {line.report_id: line for line in dedupe(reports)}
    reading = readings()[report_id]
    return [Material(twin, replace(reading, report_id=twin.id), lineages[twin.id]) for twin in reports]


def of_event(reports: Sequence[Report], event: str) -> list[Report]:
    """The reports of one event."""
    return [report for report in reports if report.id.startswith(f"{event}-")]


def _report(name: str, text: str, outlet: str | None, day: int, lang: str | None = "en") -> Report:
    return Report(name, text, name, outlet=outlet, published=_at(day), published_grain="instant", lang=lang)


def _at(day: int) -> datetime:
    return START + timedelta(days=day)
