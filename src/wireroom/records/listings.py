"""The list of stories as `wireroom threads` writes it: which report is in which story, and why. Extra keys may be added."""

from dataclasses import dataclass
from typing import Literal

from wireroom.records.accounts import LineageCard
from wireroom.records.runs import Failure

SCHEMA = "wireroom.threads/1"
Footing = Literal["member", "linked", "kept_out", "none"]


@dataclass(frozen=True, slots=True)
class Membership:
    """How one report stands to one story, by the log of joins.

    `footing` is `member`, `linked` (it tells of the story without being one of its reports: a digest of several, say),
    `kept_out` (somebody decided against it) or `none` (in no story). `score` is 0 to 1, None where nothing was scored.
    """

    report_id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    name: str
    footing: Footing
    score: float | None
    reasons: tuple[str, ...]
    made_by: str | None
    lineage: LineageCard | None


@dataclass(frozen=True, slots=True)
class Thread:
    """One story: what it rests on, and its reports in the order of publication (undated ones last).

    `origin_count` is the number of independent origins that its claims name, as in the account. `first` and `last` are
    publication times, None when no report states one.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    report_count: int
    outlets: tuple[str, ...]
    origin_count: int
    reports: tuple[Membership, ...]
    linked: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadList:
    """All stories of an input, largest first, and the reports that are in none."""

    made_by: str
    as_of: str | None
    threads: tuple[Thread, ...]
    unthreaded: tuple[Membership, ...]
    failures: tuple[Failure, ...]
    schema: Literal["wireroom.threads/1"] = "wireroom.threads/1"
    notes: tuple[str, ...] = ()
