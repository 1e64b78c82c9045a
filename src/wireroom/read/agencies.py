"""Which news agencies a report credits: in the dateline, the byline, a closing credit.

"CITY (Agency) —", "By Somebody, Agency", "Agency |", "—Agency", "Copyright 2001 The Agency", "Agency contributed to this
report". The registry of agencies knows names and aliases; an agency it does not know is found where only an agency can
stand, when its name says so ("(Somewhere Press Agency)"). A mention inside a sentence is no credit.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from wireroom.outlets import agencies
from wireroom.read.words import word_list
from wireroom.records.readings import Sentence

# A credit stands at the head or the foot of a report (sentences), in the first or last characters of a sentence.
HEAD, FOOT = 8, 6
REACH = 240

# An agency that says so in its name.
_UNKNOWN = r"(?:[A-Z][\w’'&.-]*[ ]){1,4}(?:Press Agency|News Agency|Newswire|News Wire|Wire Service|Press Service|News Service|Wire|Press Association|Press International)"
_OPENED = re.compile(r"(?:[(\[]|-LRB-)\s?$")
_CLOSED = re.compile(r"\s?(?:[)\]]|-RRB-)")
_DASH_AFTER = re.compile(r"\s?(?:[)\]]|-RRB-)?\s?(?:[-–—|]|--)(?=\s|$)")
# Before a bracketed agency: a place, perhaps a date, nothing that could be a clause.
_DATELINE = re.compile(
    r"[\"“\s]*(?:[A-Z][\w’'.-]*,?\s?|(?:of|de|la|the|el|al|and|near)\s|\d{1,4}[,.]?\s?|[/–—-]\s?){0,10}"
)
# "CITY, Country, March 4 (Name) -": only an agency signs there, known or not; call letters in capitals are stations.
_PRINTED = re.compile(
    r"[A-Z][A-Z’'.-]{2,}(?:[ ,]+(?:[A-Z][\w’'.-]*|\d{1,2})){0,7}\s?(?:\(|-LRB- )(?P<agency>[A-Z][a-z]{2}[\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,3})(?:\)| -RRB-)\s?(?:[-–—]|--)\s"
)
_BY = re.compile(
    r"(?:^|[(|]\s?)(?:by|from|source|credit|via|reported by|written by|report by)\s?:?\s(?:(?:[A-Z][\w.’'-]+\s){1,4}(?:and\s(?:[A-Z][\w.’'-]+\s){1,4})?)?(?:[,|/·–—-]\s?|of\s|for\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_JUST_NAMES = re.compile(
    r"(?:(?:[A-Z][\w.’'-]+(?: and)?[ ,]+){1,6}(?<=,\s)|(?:[A-Z][\w.’'-]+ ){1,4}[|/·–—-]\s?)?(?:(?:The|the)\s)?"
)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\))[\s\w,©]{0,24}?(?:by\s)?(?:the\s)?$", re.IGNORECASE)
_WITH = re.compile(
    r"(?:\bwith\b[\w\s]{0,24}\b(?:from|by|of)|\bwith|[Rr]eporting by [^.]{0,60}[,;]|\bcontributed by|\bcourtesy of|--|[—–])\s?(?:the\s)?$"
)
_CONTRIBUTED = re.compile(
    r"\s(?:(?:[Ww]riters?|reporters?|correspondents?|staff|and|[A-Z][\w.’'-]+,?)\s){0,9}(?:contributed|reporters?$|staff$|writers?$|news service)"
)
_LEADING = re.compile(r"^(?:(?:By|From|The|the|Copyright|Source|Credit)\s)+")
_END = re.compile(r"[\s.)\]]*(?:\d{4}|All rights reserved)?[\s.)\]]*$", re.IGNORECASE)


def find_agencies(text: str, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The names of the agencies a text credits, sorted: canonical for registered ones, as printed for others."""
    found: set[str] = set()
    last = max(HEAD, len(sentences) - FOOT)
    for number, sentence in (*enumerate(sentences[:HEAD]), *enumerate(sentences[last:], last)):
        found.update(_credits(text, sentence, at_head=number < HEAD))
    return tuple(sorted(found))


def _credits(text: str, sentence: Sentence, *, at_head: bool) -> Iterator[str]:
    stretches = [(sentence.start, min(sentence.end, sentence.start + REACH))]
    if sentence.end - sentence.start > REACH:
        stretches.append((max(sentence.end - REACH, sentence.start + REACH), sentence.end))
    if at_head:
        printed = _PRINTED.match(text, sentence.start, min(sentence.end, sentence.start + REACH))
        if (
            printed
            and printed["agency"].lower() not in word_list("words", "openers")
            and not _known().fullmatch(printed["agency"])
        ):
            yield " ".join(printed["agency"].split())
    for start, end in stretches:
        for match in _any().finditer(text, start, end):
            before = text[max(sentence.start, match.start() - REACH) : match.start()]
            after = text[match.end() : min(sentence.end, match.end() + REACH)]
            if _is_credit(before, after, at_head=at_head):
                yield from _named(match)


def _is_credit(before: str, after: str, *, at_head: bool) -> bool:
    """Whether an agency's name between these words is a credit."""
    opened = _OPENED.search(before)
    if opened and _CLOSED.match(after):
        place = before[: opened.start()]
        if (
            at_head
            and _DASH_AFTER.match(after)
            and place.split()[-1:]
            and (place.split()[-1][0].isupper() or place.split()[-1].isdigit())
        ):
            return True
        if at_head and len(place) < 90 and _DATELINE.fullmatch(place):
            return bool(_DASH_AFTER.match(after)) or bool(place.strip())
        return bool(_END.fullmatch(after)) or not place.strip()
    if (
        at_head
        and before.strip()
        and _DASH_AFTER.match(after)
        and len(before) < 70
        and before.split(maxsplit=1)[0].strip(",").isupper()
    ):
        return _DATELINE.fullmatch(before) is not None
    if _RIGHTS.search(before) or (_CONTRIBUTED.match(after) and len(before) < 40):
        return True
    if not _END.fullmatch(after) and not _DASH_AFTER.match(after):
        return False
    if not before.strip() or _JUST_NAMES.fullmatch(before):
        return True
    return bool(_BY.search(before)) or bool(_WITH.search(before) and _END.fullmatch(after))


def _named(match: re.Match[str]) -> Iterator[str]:
    names = _names()
    known = [names[part.group()] for part in _known().finditer(match.group())]
    if known:
        yield from known
    else:
        yield " ".join(_LEADING.sub("", match.group()).split())


@cache
def _names() -> dict[str, str]:
    return {alias: agency.name for agency in agencies() for alias in (agency.name, *agency.aliases)}


@cache
def _known() -> re.Pattern[str]:
    names = sorted(_names(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w.])(?:" + ("|".join(map(re.escape, names)) or r"(?!)") + r")(?![\w.]*\w)")


@cache
def _any() -> re.Pattern[str]:
    """One or several agencies in a row, registered or named as agencies are."""
    one = rf"(?:[Tt]he )?(?:{_known().pattern}|{_UNKNOWN})"
    return re.compile(rf"{one}(?:\s?(?:[/,&+]|\band\b|\bwith\b)\s?{one})*")
