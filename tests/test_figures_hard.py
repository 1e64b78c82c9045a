"""Figures in hard wording, as a table: every count with its measure, bounds and whole. Sentences are invented.

A count reads `number measure`, the number with its bounds: `12` exact, `~12` about, `12+` at least, `>12` more than,
`-12` at most, `5-8` a range, `some` a count in words, `none` a negation. `/ 0` names the whole by its place in the list.
"""

import pytest

from tests.test_figures import figures_of
from wireroom.records.readings import FigureSpan

TABLE = """
The ministry revised the toll down to 35 from 38. | 35 killed; 38 killed
The toll was lowered from 38 to 35. | 38 killed; 35 killed
The toll has been corrected to 35, down from 38. | 35 killed; 38 killed
Officials lowered the number of dead to 35 from an earlier figure of 38. | 35 killed; 38 killed
The number of displaced people has doubled to 40,000. | 40000 displaced
The total number of possible deaths could be as high as 37, with an agency saying that dozens were hurt. | -37 killed; some injured
Rescuers found eight more bodies, bringing the toll to 62. | 8 killed; 62 killed
The agency placed the death toll at “at least 10”. | 10+ killed
On Tuesday it revised the toll to 35, saying three people had been counted twice. | 35 killed; 3 other
The army put the toll at 19, while the rebels said 22. | 19 killed; 22 killed
The army put the number of soldiers killed at 19; the rebels at 22. | 19 killed; 22 killed
Organisers said 50,000 took part; police put the figure at 12,000. | 50000 protested; 12000 protested
Thirty-one persons are listed as missing. | 31 missing
The office lists 18 people as missing. | 18 missing
The office had counted six more bodies than the directorate. |
2. Missing. |
Two men were killed, the guides say; the army put the dead at three. | 2 killed; 3 killed
Soldiers killed: 19 | 19 killed
Casualties: 12 dead, 40 wounded | 12 killed; 40 injured
12 dead / 40 injured | 12 killed; 40 injured
19 of its soldiers had been killed, the army said. | 19 killed
The group said it had killed 22 soldiers. | 22 killed
The attack claimed the life of one person and injured 20 others. | 1 killed; 20 injured
26 sailors killed and five injured cooks were named. | 26 killed; 5 injured
Some 14 people are being held at a base near the border. | ~14 detained
Rebels said they had taken 15 soldiers prisoner. | 15 detained
Fourteen people have been taken in for questioning. | 14 detained
More than 300 were taken to hospital, 45 of them in critical condition. | >300 hospitalised; 45 hospitalised / 0
Five people, clerks and displaced families, were hurt. | 5 injured
Some 1.5 million need food aid. | ~1500000 affected
The bodies of nine sailors came ashore beside 31 passengers who sustained injuries. | 9 killed; 31 injured
Ann Example was killed alongside her husband, their cook, Bo Example, and her three sisters. | 3 killed
Twelve marines were killed. | 12 killed
12 Marchers were hurt. | 12 injured
35 IS fighters were killed. | 35 killed
There were “7 [known] victims who died so far”. | 7 killed
Three 14-year-old boys were killed. | 3 killed
Four people died on Monday and six on Tuesday. | 4 killed; 6 killed
Twelve people were killed in Exampleton and seven in Otherville. | 12 killed; 7 killed
It destroyed 300 homes and damaged 1,200 others. | 300 homes_damaged; 1200 homes_damaged
Nobody is missing. | none missing
No one else was hurt. | none injured
No child was hurt. | none injured
Not a single person was injured. | none injured
Not one but three people died. | 3 killed
There were no deaths or injuries. | none affected
No civilians were harmed. | none affected
No further casualties were reported. | none affected
None of the papers said how many people were killed. |
None knew how many guests had been injured. |
No figure for the dead has been released. |
There are no reports of injuries. |
No one should be hurt. |
“No one will be harmed,” the minister said. |
If nobody is killed, the truce will hold. |
They left so that no one is hurt. |
She hopes that no one was hurt. |
There will be no casualties. |
Guards must make sure nobody is killed. |
The road will be rebuilt, but no one was hurt. | none injured
No one was hurt in the blast, which will be examined. | none injured
The minister said no one was hurt and the road would open. | none injured
Three hundred soldiers have been sent to the town, and five of them were hurt on Wednesday. | 300 deployed; 5 injured / 0
Twelve people, five of them guards, were killed. | 12 killed; 5 killed / 0
Twelve people came; four of them were hurt. | 12 other; 4 injured / 0
Twelve people have been sent to hospital. | 12 hospitalised
The militia said it had lost five fighters. | 5 killed
The army has lost at least 20 men in the valley. | 20+ killed
The rebels lost another 12 people. | 12 killed
The team lost five players. | 5 other
The firm lost 20 men. | 20 other
The party lost 12 seats and the town 300 jobs. |
4,000 people had been moved to schools. | 4000 evacuated
The match drew 9,000, and about 4,200 stayed behind to applaud both teams. |
Of the 9,000 people who attended the concert, 4,200 left early. | 9000 other; 4200 left / 0
The rally drew 9,000, and 4,200 marchers stayed. | 9000 protested; 4200 protested
Fifteen people were killed, including seven children and two women. | 15 killed; 7 killed / 0; 2 killed / 0
Five people, including a mother and her four children, were killed. | 5 killed; 4 killed / 0
Twelve people – including one woman and at least five children – were killed. | 12 killed; 1 killed / 0; 5+ killed / 0
A total of 64 people (40 men, 14 women and 10 children) died. | 64 killed; 40 killed / 0; 14 killed / 0; 10 killed / 0
Of the 15 killed, seven were children. | 15 killed; 7 killed / 0
Of 62 people on board, only four survived. | 62 other; 4 rescued / 0
Seven of the dead were children. | 7 killed
Six of the 40 wounded later died. | 6 killed / 1; 40 injured
Three sailors and two miners were among nine passengers killed when a wall fell. | 3 killed / 2; 2 killed / 2; 9 killed
Thirty people were hurt, five seriously. | 30 injured; 5 injured / 0
Most of the 50 guests hurt in the fire were tourists. | 50 injured
Nearly 90% of the 300 patients recovered. | 300 other
Twelve people died, four of whom were under ten. | 12 killed; 4 killed / 0
Three women, aged 23, 31 and 40, were hurt. | 3 injured
A relative, Bo Example (59) was killed. |
Ann Example 44 has been arrested with two others. | 2 detained
According to several accounts, she was killed. |
The army held 3000 Housing Project for a day. |
03-07-2015 Five farmers killed in landslide | 5 killed
One in five residents has left. |
The town won 3-1 before 12,000 spectators. | 12000 other
Two-and-a-half thousand people fled. | 2500 left
3-4,000 people fled. | 3000-4000 left
3,000–4,000 people fled. | 3000-4000 left
It injured between 60 and more than 90 sailors. | 60-90 injured
1 200 people fled, 1.200 stayed away and 1'200 people died. | 1200 left; 1200 killed
12,5 per cent of the 4.000 villagers fled. | 4000 other
Half a dozen people were hurt. | 6 injured
Up to 1.2m people fled. | -1200000 left
Scores were killed. | some killed
Hundreds of thousands of people fled. | some left
He paid $3 million at 6.30pm on 12 May 2019 for 40 per cent of it. | 3000000 money
"""
CASES = [line.split("|") for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_counts_in_hard_wording(text: str, expected: str) -> None:
    assert [written(figure) for figure in figures_of(text.strip())] == [
        c.strip() for c in expected.split(";") if c.strip()
    ]


def written(figure: FigureSpan) -> str:
    """A figure in the notation of the table."""
    whole = "" if figure.part_of is None else f" / {figure.part_of}"
    return f"{number(figure)} {figure.measure}{whole}"


def number(figure: FigureSpan) -> str:
    """The bounds of a figure in the notation of the table."""
    if figure.negated or figure.qualitative:
        return "none" if figure.negated else "some"
    if figure.best is not None:
        return f"{'~' if figure.approximate else ''}{figure.best:.0f}"
    if figure.low is not None and figure.high is not None:
        return f"{figure.low:.0f}-{figure.high:.0f}"
    if figure.low is not None:
        return f">{figure.low:.0f}" if figure.low_exclusive else f"{figure.low:.0f}+"
    return f"-{figure.high:.0f}"


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Rescuers found eight more bodies, bringing the toll to 62.", ["bodies", ""]),
        ("11 children among 18 dead", ["children", ""]),
        ("Forty rebels including a commander according to a local toll died.", ["rebels including a commander"]),
        ("35 IS fighters were killed.", ["IS fighters"]),
    ],
)
def test_population_ends_where_others_begin(text: str, population: list[str]) -> None:
    assert [figure.population for figure in figures_of(text)] == population
