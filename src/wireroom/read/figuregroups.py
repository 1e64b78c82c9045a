"""Counts that lean on other counts: sub-groups of a whole, lists, and a second count that leaves its words out.

"including N", "N of them", "40 men, 14 women" in brackets are parts of the count before and take its measure; "six on
Tuesday", "seven in the next town" and "the rebels said 22" go on with what was counted before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wireroom.measures import FALL_BACK, measures
from wireroom.read.figurecues import OF_THE_WHOLE, OF_THEM, Count, Cue
from wireroom.read.words import word_list

_INCLUDING = re.compile(
    r"(?:,|\(|—|-|–)?[ ]*(?:including|among them|amongst them|among whom|of whom|of them|mostly|among the dead|among the victims|including also|comprising|"
    r"mainly|them|most of them|as well as including|included|include|and including)(?:[ ](?:were|are|at least|the))?"
    r"(?:[ ](?:an?|his|her|their)[ ][\w’'-]+(?:[ ][\w’'-]+){0,2}(?:,|,?[ ]and)(?:[ ](?:his|her|their))?)?[ ]*$",
    re.IGNORECASE,
)


# "…, including nine children, and six are missing": a verb of its own ends the list.
_OWN_CLAUSE = re.compile(r"[ ](?:others?[ ]|more[ ])?(?:are|were|is|was|remain\w*|have|has|had)\b", re.IGNORECASE)


_OF_A_WHOLE = re.compile(r"[ ](?:out[ ])?of[ ](?:the|its|their|his|her|our|some|about|a total of|these|those|all)?[ ]*")
_COMMA_ONE = re.compile(r",[ ]+(?:\w+[ ])?$")
_LISTED = re.compile(r"[ ,]*(?:and[ ]+)?(?:a[ ])?")
# "three sailors and two miners were among nine passengers killed"
_AMONG = re.compile(r"[ ](?:(?:were|was|are|is)[ ])?among[ ](?:the[ ])?")


def _tie_back(line: str, counts: Sequence[Count], whole: int) -> None:
    """Mark the counts listed right before a whole as its parts."""
    place = whole - 1
    counts[place].whole = whole
    while place and re.fullmatch(
        r"[ ]*(?:,|and|,[ ]and)[ ]*", line[counts[place - 1].after : counts[place].quantity.start]
    ):
        place -= 1
        counts[place].whole = whole


# "30 people were hurt, five seriously"
_MANNER = re.compile(
    r"[ ](?:seriously|critically|severely|gravely|lightly|slightly|badly|mortally|fatally)(?=[,.;)]|[ ]and\b|$)"
)


# "the civilians included three children" tells of civilians named elsewhere.
_OTHERS_INCLUDED = re.compile(
    r"\b[Tt]he (?!dead|victims|wounded|injured|killed|casualties|toll|fatalities|missing|detained)[\w-]+ (?:also )?included?\b"
)


def _opener(line: str, after: int, start: int) -> re.Match[str] | None:
    """The words that open a sub-group between a whole and its part."""
    gap = line[max(after, start - 80) : start]
    return None if _OTHERS_INCLUDED.search(gap) else _INCLUDING.search(gap)


def _tie_to_named_whole(line: str, counts: Sequence[Count], index: int) -> bool:
    """Whether one of two neighbours is said to be of the other: "N of the M", "of the M, N", "N were among M"."""
    count, previous = counts[index], counts[index - 1]
    gap = line[previous.quantity.end : count.quantity.start]
    if _OF_A_WHOLE.fullmatch(gap):
        previous.whole, previous.apart = index, True
        return True
    opening = max(0, previous.quantity.start - 24)
    if OF_THE_WHOLE.search(line, opening, previous.quantity.start) and _COMMA_ONE.search(
        line[previous.after : count.quantity.start]
    ):
        count.whole, count.apart = index - 1, True
        return True
    if _AMONG.fullmatch(line, previous.after, count.quantity.start):
        _tie_back(line, counts, index)
        return True
    return False


def _tie_to_count_before(line: str, counts: Sequence[Count], index: int) -> None:
    count, previous = counts[index], counts[index - 1]
    whole = previous.whole if previous.whole is not None else index - 1
    opened = _opener(line, previous.after, count.quantity.start)
    if _is_manner(line, count) or _is_breakdown(line, counts, index):
        count.whole = whole
    elif opened and previous.quantity.kind == "count":
        count.whole = index - 1
    elif OF_THEM.match(line, count.quantity.end):
        count.whole = whole
    elif (
        previous.whole is not None
        and _LISTED.fullmatch(line, previous.after, count.quantity.start)
        and not _OWN_CLAUSE.match(line, count.after)
    ):
        count.whole = previous.whole


def _is_manner(line: str, count: Count) -> bool:
    return count.quantity.phrase is None and _MANNER.match(line, count.quantity.end) is not None


def _is_breakdown(line: str, counts: Sequence[Count], index: int) -> bool:
    """Whether brackets behind counted people open with a count of some of them: "64 people (40 men, 24 women)"."""
    count, previous = counts[index], counts[index - 1]
    phrase = count.quantity.phrase
    if phrase is None or not phrase.persons or line[previous.after : count.quantity.start].strip(" ") != "(":
        return False
    first, second = previous.quantity.values, count.quantity.values
    return previous.quantity.phrase is not None and (not first or not second or second[-1] < first[-1])


def name_others(counts: Sequence[Count]) -> None:
    """ "300 homes destroyed and 1,200 others damaged": others are what was counted before, when that was a thing."""
    for before, count in pairwise(counts):
        phrase, named = count.quantity.phrase, before.quantity.phrase
        if phrase is None or named is None or phrase.words.lower() not in ("others", "more", "other"):
            continue
        if not named.persons and named.head in word_list("people", "things"):
            count.quantity = replace(count.quantity, phrase=replace(phrase, head=named.head, persons=False))


def tie_subgroups(line: str, counts: list[Count]) -> None:
    """Mark "including N", "N of them" as parts of the count before, and what is listed with such a part as well."""
    for index in range(1, len(counts)):
        if not _tie_to_named_whole(line, counts, index):
            _tie_to_count_before(line, counts, index)
    for count in counts:
        seen = 0
        while count.whole is not None and counts[count.whole].whole is not None and seen < len(counts):
            count.whole = counts[count.whole].whole
            seen += 1


def inherit_measures(line: str, counts: list[Count], cues: Sequence[Cue]) -> None:
    """Sub-groups and listed counts take the measure of their whole or neighbour; everything else is `other`."""
    for index, count in enumerate(counts):
        if count.measure:
            if (
                count.whole is not None
                and counts[count.whole].measure
                and count.used_as != "noun"
                and not count.apart
                and _weak(line, count)
            ):
                count.measure = counts[count.whole].measure
            continue
        if count.whole is not None and counts[count.whole].measure:
            count.measure = counts[count.whole].measure
            continue
        neighbour = (
            _listed_with(line, counts, index) or _going_on(line, counts, index) or _in_company(line, count, cues)
        )
        count.measure = neighbour or (FALL_BACK if count.quantity.phrase is not None else "")


def _weak(line: str, count: Count) -> bool:
    """Whether a part has no cue of its own: it stands before the verb of the whole or has none near."""
    return OF_THEM.match(line, count.quantity.end) is None


def _listed_with(line: str, counts: Sequence[Count], index: int) -> str:
    """ "killed five soldiers, two officers and a civilian": a list shares its measure."""
    if index == 0:
        return ""
    previous = counts[index - 1]
    gap = line[previous.after : counts[index].quantity.start]
    listed = re.fullmatch(
        r"[ ]*(?:,|and|, and|as well as|plus|along with|together with|,? ?in addition to)[ ]+(?:at least |another |a |the )?",
        gap,
    )
    return previous.measure if listed and previous.measure not in ("", "money", FALL_BACK) else ""


# "…, seven in Otherville", "… and six on Tuesday"
_ELSEWHERE = re.compile(
    r"[ ](?:on|in|at|near|from|last|this|yesterday|today|overnight|there|more|outside|inside|around|across|elsewhere|near|when|north|south|east|west)\b"
)
_JOINED = re.compile(r"[^.;:]{0,70}?(?:,|,? and)[ ](?:another[ ]|at least[ ])?", re.DOTALL)
# "the army put the dead at 19; the rebels said 22."
_RIVAL = re.compile(
    r"[^.:]{0,60}?(?:;|,|,? while|,? whereas|,? but|,? and)[ ][^.;:,\d]{2,40}[ ]"
    r"(?:at|said|says|say|claimed|gave|reported|counted|spoke of|put (?:it|them|the (?:figure|number|toll|count)) at)[ ]"
)
_FIGURE_OF = re.compile(
    r"[^.;:]{0,50}?\b(?:figure|number|estimate|count|total|tally|toll)[ ](?:(?:of|was|at)|[^.;:,\d]{0,24}\bto)[ ]"
)


def _going_on(line: str, counts: Sequence[Count], index: int) -> str:
    """The measure of the count before, for a bare number that goes on with it in another place, day or voice."""
    if index == 0 or counts[index].quantity.phrase is not None or not counts[index].quantity.values:
        return ""
    previous, count = counts[index - 1], counts[index]
    if previous.measure in ("", "money", FALL_BACK) or previous.quantity.kind != "count":
        return ""
    gap, tail = line[previous.after : count.quantity.start], line[count.quantity.end :]
    if _ELSEWHERE.match(tail) and _JOINED.fullmatch(gap):
        return previous.measure
    ends = re.match(r"[ ]*(?:[.,;)]|$)", tail) is not None
    rival = _RIVAL.fullmatch(gap) or _FIGURE_OF.fullmatch(gap)
    return previous.measure if ends and rival else ""


# How far "was killed alongside …" reaches over the names and ages of a family, in characters.
COMPANY_REACH = 260
_COMPANY = re.compile(r"[^.;:]{0,40}?\b(?:alongside|along with|together with|as well as)\b")


def _in_company(line: str, count: Count, cues: Sequence[Cue]) -> str:
    """ "was killed alongside his wife, … and their three daughters": the last verb before, told of those with one as well."""
    phrase = count.quantity.phrase
    if phrase is None or not phrase.persons:
        return ""
    before = [cue for cue in cues if cue.end <= count.quantity.start]
    if not before or count.quantity.start - before[-1].end > COMPANY_REACH:
        return ""
    gap = line[before[-1].end : count.quantity.start]
    if not _COMPANY.match(gap) or ";" in gap or ". " in gap:
        return ""
    return next((name for role, name in before[-1].entries if role == "after" and not measures()[name].things), "")
