"""An account as sheets: one a story, in sections of items, said in words but not yet laid out.

The three formats for people (text, Markdown, HTML) are three layouts of the same sheets, so they say the same. An item is
our words (`lead`, `facts`), the words of a report (`words`, always shown as a quotation), and the numbers of its notes.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wireroom.records.accounts import Account
from wireroom.records.stories import Figure, Shown
from wireroom.tell.notes import Note

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a long account is laid out; the rest is counted and stands in the JSON."""

    stories: int = 10
    items: int = 12
    inner: int = 4
    letters: int = 400


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `lead`, `value` (of a series) and `facts` are ours, `words` a report's. `alerts` are facts an editor must not overlook.

    `handle` is a short id for `wireroom explain`; `more` counts inner items that are left out; `report` is the id of the
    report that a page may link to. `origins` (independent ones), `figure` and `shown` are for drawing.
    """

    lead: str = ""
    words: str = ""
    facts: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    handle: str = ""
    items: tuple["Item", ...] = ()
    more: int = 0
    report: str = ""
    origins: int | None = None
    figure: Figure | None = None
    shown: Shown | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items; `intro` says in one sentence what the reader sees."""

    key: str
    title: str
    items: tuple[Item, ...]
    more: int = 0
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One story. `notes` are the citations used in it, `footing` how many reports and origins it rests on."""

    id: str
    handle: str
    title: str
    title_notes: tuple[int, ...]
    footing: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole account: head lines, full sheets, one line each for further stories, closing sections."""

    account: Account
    facts: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    further: Section | None
    closing: tuple[Section, ...]
    notes: tuple[Note, ...]


def capped(things: Iterable[Thing], most: int) -> tuple[Sequence[Thing], int]:
    """The first `most` things and how many are left out."""
    everything = list(things)
    return everything[:most], max(0, len(everything) - most)


def grouped(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> list[list[Thing]]:
    """Things with equal keys together, groups and members in the order of first sight."""
    groups: dict[Hashable, list[Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())
