"""The section of voices: who said what, how and when, each statement in the report's own words."""

from collections.abc import Sequence

from wireroom.records.stories import Statement
from wireroom.tell import phrases
from wireroom.tell.desks import Desk
from wireroom.tell.sheets import Item, Section, capped, grouped

MOST_MARKS = 6
INNER_FACTOR = 2  # a speaker's statements matter more than other inner lists


def voices_of(desk: Desk) -> Section:
    """Speakers with their statements, those with most statements first, unnamed voices last."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in desk.story.statements:
        groups.setdefault((phrases.name_key(_speaker(statement)), statement.organisation or ""), []).append(statement)
    ranked = sorted(groups.values(), key=lambda group: (group[0].speaker_kind == "unnamed", -len(group), group[0].id))
    items, more = capped(ranked, desk.limits.items)
    return Section("voices", "Who said what", tuple(_speaker_item(desk, group) for group in items), more)


def _speaker(statement: Statement) -> str:
    return statement.speaker or statement.speaker_words or ""


def _speaker_item(desk: Desk, group: Sequence[Statement]) -> Item:
    first = group[0]
    role = next((statement.role for statement in group if statement.role), None)
    organisation = first.organisation if first.organisation != first.speaker else None
    post = tuple(part for part in (role, organisation) if part)
    unnamed = ("not named",) if first.speaker_kind == "unnamed" and _speaker(first) else ()
    shown, more = capped(grouped(group, _face), desk.limits.inner * INNER_FACTOR)
    items = tuple(_statement_item(desk, copies) for copies in shown)
    return Item(_speaker(first) or "Nobody named", facts=(*post, *unnamed), items=items, more=more)


def _face(statement: Statement) -> tuple[object, ...]:
    """What a reader would see of a statement: equal faces, printed by several reports, are one entry."""
    content = " ".join(statement.content.split())
    return content, statement.modality, statement.form, statement.said, statement.nested_in is None


def _statement_item(desk: Desk, copies: Sequence[Statement]) -> Item:
    """One statement: its content as a quotation, then cue, form, channel and time."""
    statement = copies[0]
    alerts = (phrases.MODALITIES[statement.modality],) if statement.modality != "asserts" else ()
    said, flag = _said(desk, statement)
    facts = (
        phrases.quoted(statement.cue) if statement.cue else "",
        phrases.FORMS[statement.form],
        _channel(statement.channel),
        said,
        "inside another’s statement" if statement.nested_in else "",
    )
    return Item(
        "",
        phrases.shorten(statement.content, desk.limits.letters),
        tuple(fact for fact in facts if fact),
        (*alerts, *flag),
        desk.notes.marks([copy.anchor for copy in copies[:MOST_MARKS]]),
        desk.short(statement.id),
    )


def _channel(channel: str | None) -> str:
    """How the words came: "via Twitter", or the report's own "told the Ledger"."""
    words = " ".join((channel or "").split())
    return words if not words or words.split()[0] in ("told", "in", "on", "at", "by", "to") else f"via {words}"


def _said(desk: Desk, statement: Statement) -> tuple[str, tuple[str, ...]]:
    """When it was said, and the alert when that cannot be resolved."""
    if not statement.said:
        return "", ()
    if statement.said[:4].isdigit():
        first, _, last = statement.said.partition("/")
        day = phrases.days(first, last or first)
        return f"{phrases.quoted(statement.said_words)}, {day}" if statement.said_words else f"on {day}", ()
    why = "cannot be resolved" if desk.dated(statement.anchor) else "no publication date"
    return "", (f"{phrases.quoted(statement.said)}, relative: {why}",)
