"""The account as it is written out: the JSON contract of DESIGN section 5, key for key (extra keys may be added)."""

from dataclasses import dataclass
from typing import Literal

from wireroom.records.reports import CopiedSpan, SharedPart
from wireroom.records.runs import Failure
from wireroom.records.spans import Anchor
from wireroom.records.stories import Actor, Claim, Figure, Gap, Join, Place, Series, SetAside, Statement

SCHEMA = "wireroom.account/1"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an account. Every number, name, date and quotation in it stands in a passage of `anchors`.

    `kind` says what the line is for; `marks` are words of the closed vocabulary ("contested", "single_origin", …);
    `refs` are ids of the claims, figures and statements behind it.
    """

    text: str
    anchors: tuple[Anchor, ...]
    kind: str = "claim"
    marks: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """One change of an edited article: the words `after` in the new version, the words `before` in the old; None where there are none."""

    before: Anchor | None = None
    after: Anchor | None = None


@dataclass(frozen=True, slots=True)
class LineageCard:
    """How a report's words came about, as shown in an account; see `Lineage` for what the fields say.

    `changes` are an edit's first few; `change_count` says how many there are.
    """

    kind: str
    of: str | None
    share: float
    agency: str | None = None
    reasons: tuple[str, ...] = ()
    of_share: float = 0.0
    group: str = ""
    direction_known: bool = True
    also: tuple[SharedPart, ...] = ()
    cites: tuple[str, ...] = ()
    copied: tuple[CopiedSpan, ...] = ()
    estimated: bool = False
    changes: tuple[Edited, ...] = ()
    change_count: int = 0


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as listed in an account: no full text is republished."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    lang: str | None
    lineage: LineageCard | None
    name: str = ""
    readable: bool = True
    mixed: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a timeline: when (event time), and the lines that say what happened.

    `approximate` when the reports say it roughly ("three weeks ago"); `words` are theirs while a time stays relative.
    """

    earliest: str | None
    latest: str | None
    grain: str
    lines: tuple[Line, ...]
    words: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class StoryAccount:
    """One story of an account."""

    id: str
    title: str
    first: str | None
    last: str | None
    report_ids: tuple[str, ...]
    digest: tuple[Line, ...]
    timeline: tuple[Moment, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    series: tuple[Series, ...]
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    gaps: tuple[Gap, ...]
    title_anchor: Anchor | None = None
    origin_count: int = 0
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One account over all stories of an input, as of a time, under a policy."""

    made_by: str
    as_of: str | None
    policy: str
    reports: tuple[ReportCard, ...]
    stories: tuple[StoryAccount, ...]
    set_aside: tuple[SetAside, ...]
    failures: tuple[Failure, ...]
    schema: Literal["wireroom.account/1"] = "wireroom.account/1"
    notes: tuple[str, ...] = ()
