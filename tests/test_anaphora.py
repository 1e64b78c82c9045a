"""Common nouns that stand for an actor of the report: when one alone fits, and when nobody is guessed. Invented names."""

import pytest

from tests.marked import actors_of_marked
from wireroom.records.readings import NamedActor


def bearers(text: str, words: str) -> list[NamedActor]:
    return [actor for actor in actors_of_marked(text) if words in actor.aliases]


STANDS_FOR = [
    ("[LKM|g] militants took the gate. The jihadists then fled.", "the jihadists", "LKM"),
    ("The [Lake Dawn|g], a jihadist group, took the gate. The militants then fled.", "the militants", "Lake Dawn"),
    ("The jihadist group [Lake Dawn|g] took the gate. On Monday the extremists fled.", "the extremists", "Lake Dawn"),
    ("Army units shelled the last camp of the [Lake Dawn|g] group. The group said six of its men died.", "the group", "Lake Dawn"),
    ("[Harl Army|g] troops drove [LKM|g] militants out. The terrorists' leader fled.", "the terrorists", "LKM"),
    ("[ARB|g] soldiers cornered [LKM|g] rebels. The rebels' last camp fell.", "the rebels", "LKM"),
    ("Zed stands for the extremist group [Lake Dawn|g].\n\nLake Dawn took the gate, and troops later shelled the extremists.", "the extremists", "Lake Dawn"),
    ("The [Lake Movement|g] took the gate. The movement denied it.", "the movement", "Lake Movement"),
    ("The [Health Ministry|o] counted nine dead. The ministry said more may follow.", "the ministry", "Health Ministry"),
    ("The [Ministry of Health|o] counted nine dead. On Monday the ministry's figures rose.", "the ministry", "Ministry of Health"),
    ("The [Harl Rescue Agency|o] counted nine dead. The agency said more may follow.", "the agency", "Harl Rescue Agency"),
    ("[HRA|o], a relief agency, counted nine dead. The agency said more may follow.", "the agency", "HRA"),
    ("[Tolvatex|o], a mining company, closed the pit. The company said nine died.", "the company", "Tolvatex"),
    ("The [University of Harl|o] closed. The university said why.", "the university", "University of Harl"),
    ("[President/Amel Torra|p] spoke. The president then left.", "the president", "Amel Torra"),
    ("[Amel Torra|p], the mayor of Harl, spoke. The mayor then left.", "the mayor", "Amel Torra"),
    ("[Interior Minister/Amel Torra|p] spoke. The minister then left.", "the minister", "Amel Torra"),
    ("[President/Amel Torra|p] met [Vice President/Josk Varn|p]. The president then left.", "the president", "Amel Torra"),
    ("[President/Amel Torra|p] met former president [Josk Varn|p]. The president then left.", "the president", "Amel Torra"),
    ("Guards of the valley-led [Lake Forces|g] moved in. But the valley-led force slowed down.", "the valley-led force", "Lake Forces"),
    ("[LKM|g] rebels met [ARB|g] troops. The rebel group [LKM|g] left. [LKM|g] said so, and later the rebel group denied it.", "the rebel group", "LKM"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), STANDS_FOR)
def test_a_common_noun_stands_for_the_one_actor_that_fits(text: str, words: str, name: str) -> None:
    (actor,) = bearers(text, words)
    assert actor.name == name
    assert any(f"“{words}”" in reason and name in reason for reason in actor.reasons)


OPEN = [
    ("[LKM|g] militants took the gate. Abuses turned the rebels against them.", "the rebels"),
    ("[LKM|g] rebels and other rebel groups met. The rebel group left.", "the rebel group"),
    ("[LKM|g] militants took the gate. [ARB|g] came by night. The militants then fled.", "the militants"),
    ("The [Harl Observatory for Rights|o] said [LKM|g] took the gate. The group counted nine dead.", "the group"),
    ("[LKM|g] militants took the gate. Local rebels watched. The militants then fled.", "the militants"),
    ("[LKM|g] militants took the gate. The six militants then fled.", "the six militants"),
    ("A monitoring group told [HRA|o] so. The group counted nine.", "the group"),
    ("According to the group, [HRA|o] counted nine. The group left.", "the group"),
    ("The [Army of Dawn|g] took the gate. The army bombed it.", "the army"),
    ("[LKM|g] militants met [ARB|g] militants at the gate. The militants then fled.", "the militants"),
    ("[LKM|g] jihadists met [ARB|g] militants at the gate. The militants then fled.", "the militants"),
    ("Two armed groups, [LKM|g] militants and [ARB|g] extremists, met. The group fled.", "the group"),
    ("The militants fled. [LKM|g] militants had held the gate.", "the militants"),
    ("The [Lake Army|g] took the gate. The militants fled.", "the militants"),
    ("[LKM|g] rebels attacked the militants.", "the militants"),
    ("[LKM|g] rebels and the militants met.", "the militants"),
    ("Clashes broke out between [LKM|g] militants and the jihadists.", "the jihadists"),
    ("[LKM|g] militants took the gate. Another militant group came. The militant group fled.", "the militant group"),
    ("The [Health Ministry|o] met the [Defence Ministry|o]. The ministry said why.", "the ministry"),
    ("The [Health Ministry|o] counted nine dead. The ministry of the neighbouring state denied it.", "the ministry"),
    ("The ministry said nothing. The [Health Ministry|o] was closed.", "the ministry"),
    ("[Amel Torra|p] spoke. The president then left.", "the president"),
    ("[President/Amel Torra|p] met [President/Josk Varn|p]. The president then left.", "the president"),
    ("Former president [Amel Torra|p] spoke. The president then left.", "the president"),
    ("[Vice President/Amel Torra|p] spoke. The president then left.", "the president"),
    ("[President/Amel Torra|p] spoke. The president of the club left.", "the president"),
    ("The [Harl Rescue Agency|o] counted nine. A second agency, [TRA|o], counted six. The agency left.", "the agency"),
    ("A court in Harl sat. The [Supreme Court of Tolva|o] had not met. Later the court adjourned.", "the court"),
    ("[LKM|g] militants took the gate.\n\nBus fares rose in Harl.\n\nA school closed.\n\nRain fell.\n\nPrices fell.\n\nA gate fell.\n\nThe militants fled.", "the militants"),
    ("The [Lake Front|g] took the gate. The group of boys watched.", "the group"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_nobody_is_guessed(text: str, words: str) -> None:
    assert bearers(text, words) == []
