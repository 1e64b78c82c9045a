"""Which agency a report credits: dateline, byline, a line of its own, the closing words; for the whole text or for a part of it.

A credit stands in few forms and only at the head and the foot of a text. Each form is a small pattern that cuts out a
phrase; the phrase is a credit only when every piece of it is an agency (by the registry, or by a name such as "Somewhere
News Agency"), "agencies", or next to one a person's name. So "Reuters said" and "an AP reporter was held" are none.
"""

import re
from dataclasses import dataclass
from functools import cache

from wireroom.dedupe.kept import address_of
from wireroom.outlets import agencies
from wireroom.records.reports import Report

UNNAMED = "unnamed agencies"
# Lines and letters at the head and foot of a body in which credits stand.
HEAD_LINES, FOOT_LINES = 4, 6
HEAD_LETTERS, FOOT_LETTERS = 700, 700
LONGEST_LINE = 90
DATELINE_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency named first. `whole` is false when only a part is credited ("X contributed", "with agencies")."""

    name: str
    whole: bool


_GENERIC = re.compile(
    r"(?:[A-Z][\w'’-]{1,20} ){1,4}(?:(?:News|Press) (?:Agency|Service|Association|Trust)|Newswire|News ?wire|Wire)"
)
_AGENCIES = re.compile(
    r"(?:(?:news |wire |staff and |and )?(?:agencies|wires|wire services|agency reports?|agency inputs?)|agences?|agenturen|agencias|agências|agenzie)(?: in [A-Z]\w+)?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:[A-Z][\w.'’-]*|de|van|von|bin|al|el|la|di|da|staff|writers?|reporters?|correspondents?)")
_PIECES = re.compile(r"\s*(?:[/,|&+;·•]|\s[-–—]\s|\b(?:and|with|et|und|y|e)\b)\s*")
_TOKEN = re.compile(r"[\w’'.]*\w")
_DESK = re.compile(r"[a-z]{2,4}")
_LEADING = re.compile(
    r"^[\s\"“(\[–—|*-]*(?:(?:by|from|via|from the|by the|source|sourced from|credit|courtesy|courtesy of|agency(?=:)|published by|reported by|compiled from|copyright|quelle|fonte|fuente|por|par|von|di|writes|©|\(c\)|:|\d{4}|with|the)[\s:]*(?=[\W\d]|(?-i:[A-Zd])|$))*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:\d{4}|in [A-Z][\w-]+(?: [A-Z][\w-]+)?|staff|news|newswires?|reporters?|writers?|correspondents?|all rights reserved.*))*[\s\"”)\].,:*–—|-]*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\))[\s©\d,(c)-]{0,20}(?:by )?(?:the )?(?P<credit>[A-Z][\w .'’-]{1,50}?)(?: \d{4})?(?:[.,]|\)|$| all rights)",
    re.IGNORECASE | re.MULTILINE,
)
_CONNECTIVES = "of de la le les al el du da do di and near on den der"
_PLACE = rf"(?:(?:[A-ZÀ-Þ][\w’'.-]*|\d{{1,4}}(?:st|nd|rd|th)?(?:[ .]+[a-zéûäö]{{3,9}})?|{'|'.join(_CONNECTIVES.split())})[ ,./:–—-]{{1,3}}){{0,9}}"
_IN_BRACKETS = re.compile(rf"[\W_]*(?P<place>{_PLACE})\((?P<credit>[^()\n]{{2,60}})\)(?P<dash>[ ,.]{{0,2}}[-–—:|/]*)")
_IN_SLASHES = re.compile(rf"[\W_]*?(?P<place>{_PLACE})/\s?(?P<credit>[A-Z][\w’' -]{{1,30}}?)\s?/[\s.–—-]")
_MARK = re.compile(r"\s?[|–—]\s?|:\s|\s-{1,2}\s|\s?/[\s–—-]|\s?/$")
_BEFORE_DAY = re.compile(
    r"(?P<credit>[A-Z][\w’'. -]{1,40}?),?\s(?:Mon|Tues?|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,? \d"
)
_LAST_BRACKETS = re.compile(r"\((?P<credit>[^()\n]{2,90})\)[\s.]*$")
_LAST_DASH = re.compile(r"(?:[.!?”\"’']|\s)\s?[-–—|/]{1,2}\s?(?P<credit>[A-Za-z][^\n.()–—|]{1,60})[\s.)]*$")
_LAST_WORD = re.compile(r"[.!?”\"]\s+(?P<credit>[A-Z][\w’' -]{1,30})\s*$")
_PART = re.compile(
    r"(?:\b(?:additional |further |other )?reporting (?:by|from)|\bwith (?:\w+ ){0,3}?(?:inputs?|files|reports?|reporting|materials?|information|contributions?) (?:from|by|of)|\bavec (?:l['’]|l’|les )?|\bmit (?:material|informationen|inhalten) (?:von|der)|\bcon (?:información|informaciones|datos) de|\bcom (?:informações|agência) d[aeo]|\bcon(?= (?-i:EFE))|\bmit(?= [Aa]genturen)|\bcon(?= agencias)|\bcom(?= agências)|(?:^|[(.;,–—-][ ]?)with(?= (?:news |wire )?agenc| wire|(?-i: [A-Z])))[ \t]*(?:the )?(?P<credit>[^\n.()]{2,80})",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:^|[.(]\s?|\n)\s*(?P<credit>[A-Z][^\n.()]{1,120}?)\s(?:also )?(?:contributed|helped) (?:to|with|in)? ?(?:this|the|report)",
)
_STATE_CODE = re.compile(r",\s?(?:PA|CP)$")
# Acronyms that are also words, or stand alone on pages for other things: no credit without a place or brackets.
_ALSO_WORDS = frozenset(
    "AA AAP APA APP APS CP ENA INA MAP MENA NAN NNA PA SDA SPA TT UNI WAM Fars Ma'an Petra Saba Sputnik".split()
)
_TOGETHER = re.compile(
    r"(?:\b(?:with|and|avec|mit|und|et)|,|/)\s+(?:\w+ )?(?:agenc|wire|agentur|agences)", re.IGNORECASE
)
_PICTURE = re.compile(r"\b(?:photos?|pictures?|images?|file|video|foto|getty|pool|handout)\b", re.IGNORECASE)


def credit_of(report: Report) -> Credit | None:
    """The credit of a report; None without one, and for the agency's own report."""
    body = _body(report)
    found = _credit(body, report.byline)
    return None if found is None or _is_outlet(found.name, report) else found


def ambiguous_names() -> frozenset[str]:
    """Forms of credit that are also words or stand for other things: no sign of an agency by themselves."""
    return _ALSO_WORDS


def _credit(body: str, byline: str | None) -> Credit | None:
    head = [line.strip() for line in body[:HEAD_LETTERS].split("\n") if line.strip()][:HEAD_LINES]
    foot = [line.strip() for line in body[-FOOT_LETTERS:].split("\n") if line.strip()][-FOOT_LINES:]
    for line in head:
        if _may_name(line[: 2 * DATELINE_LETTERS]) and (found := _dateline(line) or _line(line)):
            return found
    if byline and (found := _line(byline, "By ")):
        return found
    for number, line in enumerate(reversed(foot)):
        if _may_name(line[-3 * LONGEST_LINE :]) and (found := _line(line) or _closing(line, last=number == 0)):
            return found
    return None


def _dateline(line: str) -> Credit | None:
    """The credit that opens a line: "CITY (Agency) -", "CITY, day /Agency/.", "CITY, AGENCY —", "Agency |"."""
    line = line[: 2 * DATELINE_LETTERS]
    match = _IN_BRACKETS.match(line)
    if match and (match["place"].strip() or match["dash"].strip()):
        name = _names(match["credit"])
        if name and not _PICTURE.search(match["credit"]):
            return Credit(name, whole=True)
    match = _IN_SLASHES.match(line)
    if match and (name := _names(match["credit"])):
        return Credit(name, whole=True)
    match = _BEFORE_DAY.match(line)
    if match and (found := _after_place(match["credit"])):
        return found
    marks = list(_MARK.finditer(line, 0, DATELINE_LETTERS))[:3]
    return next((found for mark in marks if (found := _after_place(line[: mark.start()], mark.group()))), None)


def _after_place(words: str, mark: str = "") -> Credit | None:
    """The agency at the end of the words before a dash, when all before it is a place and a date."""
    if _STATE_CODE.search(words) or _PICTURE.search(words) or (":" in mark and words in _ALSO_WORDS):
        return None
    parts = re.sub(r"[–—|]", " ", words).strip(" (").split()
    for start in range(min(len(parts), 9)):
        if name := _names(" ".join(parts[start:])):
            place = " ".join(parts[:start])
            return Credit(name, whole=True) if re.fullmatch(_PLACE, f"{place} " if place else "") else None
    return None


def _line(line: str, before: str = "") -> Credit | None:
    """The credit that is all of a short line: "AFP", "By The Associated Press", "© AFP 2019", "Jane Roe, Reuters"."""
    if len(line) > LONGEST_LINE or _PICTURE.search(line) or line in _ALSO_WORDS:
        return None
    if part := _part(line):
        return part
    named = bool(re.match(r"\s*(?:by|from|par|von|por|di)\b", f"{before}{line}", re.IGNORECASE))
    together = _TOGETHER.search(line)
    name = _names(line, persons=named or together is not None or any(mark in line for mark in ",|/"))
    if name is None:
        return None
    return Credit(name, whole=name != UNNAMED and not together)


def _closing(line: str, *, last: bool) -> Credit | None:
    """The credit at the end of a line of the foot: "(Reuters)", "-AFP", "(with inputs from X)", "X contributed to this report"."""
    tail = line[-3 * LONGEST_LINE :]
    if (rights := _RIGHTS.search(tail)) and (name := _names(rights["credit"])):
        return Credit(name, whole=True)
    if part := _part(tail):
        return part
    for pattern in (_LAST_BRACKETS, _LAST_DASH, _LAST_WORD) if last else ():
        match = pattern.search(tail)
        if match and not _PICTURE.search(match["credit"]) and (name := _names(match["credit"])):
            return Credit(name, whole=name != UNNAMED)
    return None


def _part(words: str) -> Credit | None:
    """A credit for a part of the text."""
    for pattern in (_PART, _CONTRIBUTED):
        for match in pattern.finditer(words):
            if name := _names(match["credit"], persons=True):
                return Credit(name, whole=False)
    return None


def _may_name(words: str) -> bool:
    """False when no word of an agency's name stands here: most lines need no pattern."""
    return not _telling_words().isdisjoint(_TOKEN.findall(words))


@cache
def _telling_words() -> frozenset[str]:
    """The longest word of every form of credit, and the words by which agencies without a name are credited."""
    longest = {max(_TOKEN.findall(form.removeprefix("The ")), key=len) for form in _known()}
    generic = "agency agencies service association trust newswire wire wires agences agence agenturen agencias agências agenzie"
    return frozenset(longest | set(generic.split()) | set(generic.title().split()) | set(generic.upper().split()))


@cache
def _known() -> dict[str, str]:
    """Agency names by every form in which they are credited."""
    forms = {form: agency.name for agency in agencies() for form in (agency.name, *agency.aliases)}
    capitals = {form.upper(): name for form, name in forms.items() if len(form) > 4}
    return capitals | forms


def _names(words: str, *, persons: bool = False) -> str | None:
    """The agency that a phrase names first, when the phrase is nothing but agencies (and persons, where they may stand)."""
    words = _TRAILING.sub("", _LEADING.sub("", words))
    found = None
    for piece in _PIECES.split(words):
        name = _name(piece) or (_with_writers(piece) if persons else None)
        desk = found is not None and _DESK.fullmatch(piece)
        if name is None and piece and not desk and not (persons and _is_person(piece)):
            return None
        found = found or name
    return found


def _name(piece: str) -> str | None:
    plain = re.sub(r"^[Tt]he ", "", piece.strip(" .'\"“”"))
    known = _known()
    if plain in known or piece in known:
        return known.get(plain) or known[piece]
    if _AGENCIES.fullmatch(plain):
        return UNNAMED
    return plain if _GENERIC.fullmatch(plain) else None


def _with_writers(piece: str) -> str | None:
    """The agency before its writers: "Associated Press writers Jane Roe", "Reuters correspondent Sam Poe"."""
    match = re.match(
        r"(?P<agency>.+?)(?:['’]s?)? (?:staff |news |video )*(?:writers?|reporters?|journalists?|correspondents?|researchers?)\b",
        piece,
    )
    return _name(match["agency"]) if match else None


def _is_person(piece: str) -> bool:
    parts = piece.split()
    return 0 < len(parts) <= 5 and all(_PERSON.fullmatch(part) for part in parts)


def _is_outlet(name: str, report: Report) -> bool:
    """Whether the credited agency is the outlet itself."""
    outlet = (report.outlet or "").casefold()
    host = address_of(report.url).partition("/")[0]
    forms = [form for form, agency in _known().items() if agency == name] or [name]
    plain = [re.sub(r"\W", "", form.casefold()) for form in forms]
    return outlet in [form.casefold() for form in forms] or any(len(form) > 3 and form in host for form in plain)


def _body(report: Report) -> str:
    title = report.title
    return report.text if title is None else f"{report.text[: title.start]}\n{report.text[title.end :]}"
