"""The account as Markdown (CommonMark with footnotes): the same sheets as the text, every cited passage a footnote."""

import re
from collections.abc import Iterator, Mapping, Sequence

from wireroom.records.accounts import Account, ReportCard
from wireroom.tell import phrases
from wireroom.tell.addresses import web_address
from wireroom.tell.briefs import brief_of
from wireroom.tell.characters import visible
from wireroom.tell.notes import Note, lineage_words, outlet_of, published_words
from wireroom.tell.sheets import Brief, Item, Limits, Section, Sheet

LIMITS = Limits(stories=10, items=12, inner=4, letters=600)
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")
BARE_LINK = re.compile(r"(?i)\b(https?|ftp|www)(?=[:.])")
HINT = "`wireroom explain ID` with the same inputs walks from any id above back to the words."


def markdown_of(account: Account) -> str:
    """The account as Markdown text."""
    return "\n".join(_account(brief_of(account, LIMITS, by_passage=True))).rstrip("\n") + "\n"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are: no markup, no HTML, no link, whatever a report holds."""
    plain = SPECIAL.sub(r"\\\1", visible(words))
    plain = BARE_LINK.sub(lambda match: match.group()[:-1] + f"&#{ord(match.group()[-1])};", plain)
    return OPENING.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)


def _account(brief: Brief) -> Iterator[str]:
    yield "# Wireroom account"
    yield ""
    yield escaped(" · ".join(brief.facts))
    for note in brief.account.notes:
        yield f"  \n*{escaped(note)}*"
    yield ""
    for sheet in brief.sheets:
        yield from _sheet(sheet)
    for section in (*((brief.further,) if brief.further else ()), *brief.closing):
        yield from _section(section, "##")
    yield HINT if brief.sheets else "No story: nothing that was read holds together as one."
    yield ""
    cards = {card.id: card for card in brief.account.reports}
    yield from (_footnote(note, cards) for note in brief.notes)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"## {escaped(phrases.shorten(sheet.title, 300))}{_marks(sheet.title_notes)}"
    yield ""
    yield f"**{escaped(sheet.footing)}** · `{sheet.handle}`"
    yield ""
    for section in sheet.sections:
        yield from _section(section, "###")


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"{level} {section.title}"
    yield ""
    if section.intro:
        yield f"*{escaped(section.intro)}*"
        yield ""
    for item in section.items:
        yield from _item(item, 0)
    if section.more:
        yield f"- *and {section.more} more in the JSON*"
    yield ""


def _item(item: Item, depth: int) -> Iterator[str]:
    margin = "  " * depth
    named = escaped(f"{item.lead}: {item.value}" if item.value else item.lead)
    lead = f"**{named}** " if named and (item.items or not item.words) else f"{named} "
    words = escaped(phrases.quoted(item.words)) if item.words else ""
    facts = [f"**{escaped(alert)}**" for alert in item.alerts] + [escaped(fact) for fact in item.facts]
    facts += [f"`{visible(item.handle)}`"] if item.handle else []
    head = f"{lead.lstrip()}{words}".rstrip() + _marks(item.notes)
    tail = (" — " if head else "") + " · ".join(facts) if facts else ""
    yield f"{margin}- {head}{tail}"
    for inner in item.items:
        yield from _item(inner, depth + 1)
    if item.more:
        yield f"{margin}  - *and {item.more} more in the JSON*"


def _marks(notes: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _footnote(note: Note, cards: Mapping[str, ReportCard]) -> str:
    card, anchor = note.card, note.anchor
    address = web_address(card.url)
    title = escaped(phrases.quoted(phrases.shorten(card.title, 120))) if card.title else ""
    linked = f"[{title or escaped(outlet_of(card))}](<{address}>)" if address else title
    where = [escaped(outlet_of(card)), escaped(published_words(card)), linked]
    where += [f"characters {anchor.start}–{anchor.end}", escaped(lineage_words(card, cards))]
    quote = escaped(phrases.quoted(phrases.shorten(anchor.quote, LIMITS.letters)))
    return f"[^{note.number}]: {quote} {', '.join(part for part in where if part)}"
