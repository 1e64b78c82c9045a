"""Tell: weighed stories become one account, checked word by word, and the account becomes a page, a text or a table.

Order of the parts: `lines` cuts lines from reports; `digest` chooses the few that say most; `timeline` orders them by the
time of the event; `check` proves every line against its passages (an account that fails is never returned); `render`
writes the account in the format asked for; `listing` shows which report is in which story and why; `explain` walks back
from any id to the words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wireroom.records.accounts import Account, Edited, LineageCard, ReportCard, StoryAccount
from wireroom.records.readings import Material
from wireroom.records.reports import Change, Lineage, Report
from wireroom.records.runs import Failure
from wireroom.records.spans import Span, anchor_at
from wireroom.records.stories import SetAside, Threads, Weighed
from wireroom.tell.check import check_account
from wireroom.tell.digest import digest
from wireroom.tell.explain import explain
from wireroom.tell.handles import aside_id
from wireroom.tell.lines import shelve
from wireroom.tell.listing import list_threads
from wireroom.tell.render import render
from wireroom.tell.timeline import timeline

__all__ = ["check_account", "explain", "list_threads", "render", "tell"]


MOST_CHANGES = 60  # of one edit, listed in an account


def tell(
    weighed: Sequence[Weighed],
    threads: Threads,
    materials: Sequence[Material],
    *,
    failures: Sequence[Failure] = (),
    policy: str = "range",
    as_of: str | None = None,
    made_by: str = "wireroom",
    notes: Sequence[str] = (),
) -> Account:
    """The checked account of weighed stories. UnfoundedLineError or AnchorError when a line is not what its words say."""
    by_id = {material.report.id: material for material in materials}
    account = Account(
        made_by,
        as_of,
        policy,
        tuple(sorted((report_card(material) for material in materials), key=_by_time)),
        tuple(_story(story, threads, by_id) for story in weighed),
        _named(threads.set_aside),
        tuple(failures),
        notes=tuple(notes),
    )
    check_account(account, {report_id: material.report.text for report_id, material in by_id.items()})
    return account


def _lineage_card(lineage: Lineage, report: Report) -> LineageCard:
    return LineageCard(
        lineage.kind,
        lineage.of,
        lineage.share,
        lineage.agency,
        lineage.reasons,
        lineage.of_share,
        lineage.group,
        lineage.direction_known,
        lineage.also,
        lineage.cites,
        lineage.copied,
        lineage.estimated,
        tuple(_edited(change, report) for change in lineage.changes[:MOST_CHANGES]),
        len(lineage.changes),
    )


def _edited(change: Change, report: Report) -> Edited:
    after = None if change.start == change.end else anchor_at(report.id, report.text, Span(change.start, change.end))
    return Edited(change.before, after)


def report_card(material: Material) -> ReportCard:
    """A report as an account lists it, without its text."""
    report, lineage = material.report, material.lineage
    published = report.published.isoformat() if report.published else None
    if published and report.published_grain == "day":
        published = published[: len("2019-03-05")]
    return ReportCard(
        report.id,
        report.outlet,
        report.title.words(report.text) if report.title else None,
        published,
        report.url,
        report.lang,
        _lineage_card(lineage, report) if lineage else None,
        report.name,
        material.reading.readable,
        material.reading.mixed,
        (*report.notes, *material.reading.notes),
    )


def _story(weighed: Weighed, threads: Threads, materials: Mapping[str, Material]) -> StoryAccount:
    story, shelf = weighed.story, shelve(weighed, materials)
    joins = [join for join in threads.joins if story.id in (join.left, join.right)]
    known = {(origin.kind, origin.name) for claim in weighed.claims for origin in claim.origins if origin.known}
    return StoryAccount(
        story.id,
        story.title.quote,
        story.first,
        story.last,
        story.report_ids,
        digest(weighed, shelf),
        timeline(weighed, shelf),
        weighed.claims,
        weighed.figures,
        weighed.series,
        weighed.statements,
        weighed.actors,
        weighed.places,
        weighed.gaps,
        story.title,
        len(known),
        (*joins, *weighed.joins),
    )


def _named(asides: Iterable[SetAside]) -> tuple[SetAside, ...]:
    """Words set aside in the order of reports and text, each with its id."""
    ordered = sorted(asides, key=lambda aside: (aside.anchor.report_id, aside.anchor.start, aside.anchor.end))
    return tuple(replace(aside, id=aside_id(aside)) for aside in ordered)


def _by_time(card: ReportCard) -> tuple[bool, str, str]:
    return card.published is None, card.published or "", card.id
