"""Which outlets and agencies a report cites for something: "told X", "citing X", "as X reported", "X reported on Monday".

X is an agency, an outlet of the registry, or an outlet of a report that came before. A name is only looked for next to a
cue, so that "the Reuters office" is no citation.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from wireroom.dedupe.credits import ambiguous_names
from wireroom.outlets import Registry, agencies
from wireroom.records.reports import Report

_BEFORE_NAME = (
    " told ",
    " tells ",
    " citing ",
    " quoting ",
    "ccording to ",
    " quoted by ",
    " cited by ",
    " reported by ",
    " an interview with ",
    " a report by ",
    " a report in ",
)
_AFTER_NAME = (" reported", " reports ", " reports,", " quoted ", " cited ", " quotes ", " cites ", " said in a report")
# Letters beside a cue in which the name stands; words of a name.
REACH = 60
LONGEST_NAME = 5
_NAME_AFTER = re.compile(r"(?:[Tt]he )?(?P<name>[A-ZÀ-Þ][\w'’&.-]*(?: (?:of |and |de )?[A-ZÀ-Þ][\w'’&.-]*){0,4})")
_NAME_BEFORE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’&.-]*(?: (?:of |and |de )?[A-ZÀ-Þ][\w'’&.-]*){0,4})(?: (?:has|had|also|first|earlier|later))*$"
)
# Second labels of hosts that belong to the country, as in one.co.example.
_COUNTRY_LABELS = frozenset("co com org net gov ac edu".split())
_LEAST_LETTERS = 3


def cited(report: Report, registry: Registry, seen: Mapping[str, str]) -> tuple[str, ...]:
    """The names of what the report cites, sorted, its own outlet left out. `seen` are outlets by `outlet_names`."""
    own = set(outlet_names(report.outlet))
    found = set()
    for parts, from_end in _phrases(report.text):
        name = _known_name(parts, registry, seen, from_end=from_end)
        if name and own.isdisjoint(outlet_names(name)):
            found.add(name)
    return tuple(sorted(found))


@lru_cache(maxsize=20_000)
def outlet_names(outlet: str | None) -> tuple[str, ...]:
    """The forms under which an outlet is looked up: its name without spaces and "The", the telling label of its host."""
    if not outlet:
        return ()
    labels = outlet.casefold().split(".")
    if len(labels) < 2 or " " in outlet:
        return _worth(_squeezed(outlet))
    telling = labels[-3] if len(labels) > 2 and labels[-2] in _COUNTRY_LABELS else labels[-2]
    return (*_worth(_squeezed(outlet)), *_worth(_squeezed(telling)))


def _phrases(text: str) -> Iterator[tuple[list[str], bool]]:
    """Capitalised words beside a cue, and whether the name stands at their end."""
    for cue in _BEFORE_NAME:
        for at in _places(text, cue):
            if match := _NAME_AFTER.match(text, at + len(cue), at + len(cue) + REACH):
                yield match["name"].split(), False
    for cue in _AFTER_NAME:
        for at in _places(text, cue):
            if match := _NAME_BEFORE.search(text[max(0, at - REACH) : at]):
                yield match["name"].split(), True


def _places(text: str, cue: str) -> Iterator[int]:
    at = text.find(cue)
    while at >= 0:
        yield at
        at = text.find(cue, at + 1)


def _known_name(parts: list[str], registry: Registry, seen: Mapping[str, str], *, from_end: bool) -> str | None:
    """The longest name at the start (or the end) of the words that is an agency or an outlet."""
    for count in range(min(len(parts), LONGEST_NAME), 0, -1):
        words = " ".join(parts[-count:] if from_end else parts[:count])
        plain = re.sub(r"['’]s?$|[.,]+$", "", words)
        if agency := _agencies().get(plain):
            return agency
        if outlet := registry.outlet_of(plain):
            return outlet.name
        key = _squeezed(plain)
        if len(key) >= _LEAST_LETTERS and key in seen:
            return seen[key]
    return None


def _worth(key: str) -> tuple[str, ...]:
    return (key,) if len(key) >= _LEAST_LETTERS else ()


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name.casefold().removeprefix("the "))


@cache
def _agencies() -> dict[str, str]:
    forms = {form: agency.name for agency in agencies() for form in (agency.name, *agency.aliases)}
    return {form: name for form, name in forms.items() if form not in ambiguous_names()}
