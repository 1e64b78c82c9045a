"""Trails: what stands behind one thing of an account, from the decision down to the words, as items to lay out.

Each kind of thing has one method. A trail names its passages (outlet, report, when it was published or that it states no
date, character offsets, the words), the origins with the reasons why they are so many, how it stands to other things and
why, the decisions (joins) that made it, and how the report's own words came about.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from wireroom.records.accounts import Account, Edited, Line, ReportCard, StoryAccount
from wireroom.records.spans import Anchor
from wireroom.records.stories import Actor, Claim, Figure, Join, Place, Relation, Series, SetAside, Statement
from wireroom.tell import phrases
from wireroom.tell.briefs import footing_of
from wireroom.tell.desks import footing
from wireroom.tell.figures import heading, shown_words
from wireroom.tell.handles import Named, series_id
from wireroom.tell.notes import Notes, lineage_words, outlet_of, published_words
from wireroom.tell.sheets import Item, Section, capped
from wireroom.tell.terminal import Paper, Piece, lay_out, section_lines

WIDTH = 80
MOST = 40  # entries of one list
SHORT_EDIT = 160  # letters of the words of one change
Trail = Iterator[Section]


class Trails:
    """Walks an account; one object a question."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.notes = Notes(account)

    def text(self, found: Sequence[Named]) -> str:
        """The trails of what was found, one below the other."""
        return lay_out(line for named in found for line in self._lines(named))

    def _lines(self, named: Named) -> Iterator[str]:
        paper = Paper(WIDTH, False)
        head = f"{named.kind} {named.id}"
        if named.story and named.story is not named.thing:
            head += f", in story {named.story.id} {phrases.quoted(phrases.shorten(named.story.title, 100))}"
        yield from paper.paragraph([Piece(head, "title")])
        yield ""
        for section in self.sections(named):
            if section.items:
                yield from section_lines(section, paper)

    def sections(self, named: Named) -> Trail:
        """The sections of one thing's trail."""
        story, thing = named.story, named.thing
        walkers: Mapping[type, Callable[..., Trail]] = {
            ReportCard: self._report, StoryAccount: self._story, Line: self._line, Claim: self._claim,
            Figure: self._figure, Series: self._series, Statement: self._statement, Actor: self._actor,
            Place: self._place, SetAside: self._aside, Join: self._join,
        }  # fmt: skip
        yield from walkers[type(thing)](thing, story)

    def _line(self, line: Line, story: StoryAccount) -> Trail:
        yield _section("The line", [Item("", line.text, tuple(line.marks))])
        yield self._passages(line.anchors)
        behind = [item for ref in line.refs for item in self._brief(ref, story)]
        yield _section("Behind it", behind)
        for claim in story.claims:
            if line.refs[:1] == (claim.id,):
                yield from self._claim(claim, story)

    def _claim(self, claim: Claim, story: StoryAccount) -> Trail:
        facts = (phrases.STANDINGS[claim.standing], "one claim", *footing(claim), *claim.reasons)
        yield _section("The claim", [Item("", claim.text, facts)])
        origins = [
            Item(
                f"{origin.name} ({phrases.KINDS[origin.kind]})",
                facts=(
                    "counted" if origin.known else "not counted: it names nobody",
                    phrases.count(len(origin.statement_ids), "statement"),
                ),
                items=tuple(Item(reason) for reason in origin.reasons),
            )
            for origin in claim.origins
        ]
        yield _section("Its origins, and why they are so many", origins)
        yield self._passages(claim.anchors)
        yield _section("Statements", [item for ref in claim.statement_ids for item in self._brief(ref, story)])
        yield self._relations(claim.id, claim.relations, story)
        yield self._joins(claim.id, story)

    def _figure(self, figure: Figure, story: StoryAccount) -> Trail:
        bounds = phrases.amount(
            figure.low, figure.best, figure.high, exclusive=figure.low_exclusive, approximate=figure.approximate
        )
        window = figure.window
        facts = (
            f"measure {figure.measure}", f"counted {figure.population or figure.unit}", f"bounds {bounds}",
            f"hedge {phrases.quoted(figure.cue)}" if figure.cue else "no hedge",
            "a count in words" if figure.qualitative else "", "negated" if figure.negated else "",
            phrases.AGGREGATIONS[figure.aggregation],
            f"window {phrases.quoted(window.text)} ({window.earliest or 'not resolved'})" if window else "no window",
            f"as of {phrases.moment(figure.as_of)}" if figure.as_of else "", f"place {figure.place}" if figure.place else "",
            f"said by {figure.speaker}" if figure.speaker else "no speaker named",
            f"origin {figure.origin}" if figure.origin else "origin not named", phrases.STANDINGS[figure.standing],
        )  # fmt: skip
        yield _section("The figure", [Item("", figure.anchor.quote, tuple(fact for fact in facts if fact))])
        yield self._passages([anchor for anchor in (figure.sentence_anchor, figure.anchor) if anchor])
        wider = [item for ref in (figure.statement_id, figure.part_of) if ref for item in self._brief(ref, story)]
        yield _section("Said in, or part of", wider)
        inside = [
            item for series in story.series if figure.id in series.figure_ids for item in _series_items(series, story)
        ]
        yield _section("Series", inside)
        yield self._relations(figure.id, figure.relations, story)
        yield self._joins(figure.id, story)

    def _series(self, series: Series, story: StoryAccount) -> Trail:
        yield _section("The series", _series_items(series, story))
        used = [item for ref in series.shown.figure_ids for item in self._brief(ref, story)]
        yield _section("Figures behind the shown value", used)
        yield _section("Its figures", [item for ref in series.figure_ids for item in self._brief(ref, story)])
        yield self._joins(series_id(series), story)

    def _statement(self, statement: Statement, story: StoryAccount) -> Trail:
        said = statement.said or ""
        facts = (
            f"speaker {statement.speaker}" if statement.speaker else "no speaker named",
            f"written {phrases.quoted(statement.speaker_words)}" if statement.speaker_words else "",
            statement.role or "", statement.organisation or "", f"cue {phrases.quoted(statement.cue)}" if statement.cue else "",
            phrases.FORMS[statement.form], statement.modality, f"channel {statement.channel}" if statement.channel else "",
            (f"said on {phrases.moment(said[:10])}" if said[:4].isdigit() else f"said {phrases.quoted(said)}, relative") if said else "",
            f"origin {statement.origin}" if statement.origin else "",
        )  # fmt: skip
        reasons = tuple(Item(reason) for reason in statement.reasons)
        yield _section("The statement", [Item("", statement.content, tuple(f for f in facts if f), items=reasons)])
        yield self._passages([statement.anchor])
        yield _section("Inside the statement", self._brief(statement.nested_in or "", story))
        claims = [claim for claim in story.claims if statement.id in claim.statement_ids]
        yield _section("Claims it makes", [item for claim in claims for item in self._brief(claim.id, story)])

    def _actor(self, actor: Actor, story: StoryAccount) -> Trail:
        facts = (
            phrases.KINDS[actor.kind],
            actor.role or "",
            actor.organisation or "",
            phrases.count(actor.mentions, "mention"),
        )
        names = tuple(Item(f"also written {phrases.quoted(alias)}") for alias in actor.aliases)
        yield _section("The actor", [Item(actor.name, facts=tuple(fact for fact in facts if fact), items=names)])
        yield _section("Why these names are one", [Item(reason) for reason in actor.reasons])
        spoken = [
            statement for statement in story.statements if actor.name in (statement.speaker, statement.organisation)
        ]
        yield _section("Statements", [item for statement in spoken for item in self._brief(statement.id, story)])
        yield self._naming((actor.name, *actor.aliases), story)
        yield self._joins(actor.id, story)

    def _place(self, place: Place, story: StoryAccount) -> Trail:
        where = "no coordinates" if place.lat is None or place.lon is None else f"{place.lat}, {place.lon}"
        precision = phrases.PRECISIONS.get(place.precision or 0, "precision not stated")
        facts = (where, precision, place.country or "", phrases.count(place.mentions, "mention"))
        others = tuple(Item(f"could also be {other}") for other in place.alternatives)
        yield _section("The place", [Item(place.name, facts=tuple(fact for fact in facts if fact), items=others)])
        yield self._naming((place.name,), story)
        yield self._joins(place.id, story)

    def _aside(self, aside: SetAside, story: StoryAccount | None) -> Trail:
        del story
        facts = (phrases.DISPOSITIONS[aside.disposition], aside.reason)
        yield _section("Set aside", [Item("", aside.anchor.quote, facts)])
        yield self._passages([aside.anchor])
        near = [story for story in self.account.stories if story.id == aside.story_id]
        yield _section("Near the story", [self._story_item(story) for story in near])

    def _join(self, join: Join, story: StoryAccount) -> Trail:
        yield _section("The decision", [join_item(join)])
        sides = [item for ref in (join.left, join.right) for item in self._brief(ref, story)]
        yield _section("What it joins or keeps apart", sides)

    def _story(self, story: StoryAccount, _: StoryAccount | None) -> Trail:
        yield _section("The story", [self._story_item(story)])
        if story.title_anchor:
            yield self._passages([story.title_anchor], title="Its title")
        cards = [self.notes.card(report_id) for report_id in story.report_ids]
        yield _section("Its reports", [self._report_item(card) for card in cards])
        yield self._joins(story.id, story)

    def _report(self, card: ReportCard, _: StoryAccount | None) -> Trail:
        yield _section("The report", [self._report_item(card)])
        yield from self._lineage(card)
        about = [(story, join) for story in self.account.stories for join in story.joins if _about(join, card.id)]
        inside = [story for story in self.account.stories if card.id in story.report_ids]
        yield _section("Its stories", [self._story_item(story) for story in inside])
        threaded = [self._membership(story, join, card) for story, join in about if join.kind == "story"]
        yield _section("Why it is in the story" if inside else "What it is linked to, and why", threaded)
        yield _section("Decisions", [join_item(join) for _, join in about if join.kind != "story"])
        asides = [aside for aside in self.account.set_aside if aside.anchor.report_id == card.id]
        entries = [
            Item("", aside.anchor.quote, (phrases.DISPOSITIONS[aside.disposition], aside.reason)) for aside in asides
        ]
        yield _section("Set aside from it", entries)

    def _lineage(self, card: ReportCard) -> Trail:
        """Whose words it has, what an edit changed, whom it cites."""
        lineage = card.lineage
        if lineage is None:
            return
        spans: dict[str, list[str]] = {}
        for span in lineage.copied:
            spans.setdefault(span.of, []).append(f"{span.start}–{span.end}")
        parts = {part.of: part.share for part in lineage.also}
        copied = [
            Item(
                f"{outlet_of(self.notes.card(of))}: characters {', '.join(shown)}",
                facts=(f"{parts[of]:.0%} of its text",) if of in parts else (),
                handle=of,
            )
            for of, shown in spans.items()
            if of in self.notes.cards
        ]
        yield _section("Words that stood elsewhere first", copied)
        changes = [_edit_item(edit) for edit in lineage.changes]
        more = lineage.change_count - len(changes)
        title = (
            f"What this version changed (the first {len(changes)} of {lineage.change_count})"
            if more
            else "What this version changed"
        )
        yield _section(title, changes)
        yield _section("Whom it cites as having reported", [Item(name) for name in lineage.cites])

    def _passages(self, anchors: Iterable[Anchor], *, title: str = "The words") -> Section:
        return _section(title, [self._passage(anchor) for anchor in anchors])

    def _naming(self, names: Sequence[str], story: StoryAccount) -> Section:
        """Passages of the story's claims that hold one of the names as whole words."""
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names if name) + r")(?!\w)")
        anchors = sorted({anchor for claim in story.claims for anchor in claim.anchors if pattern.search(anchor.quote)})
        return self._passages(anchors, title="Passages that name it")

    def _passage(self, anchor: Anchor) -> Item:
        card = self.notes.card(anchor.report_id)
        name = f", {phrases.quoted(phrases.shorten(card.title, 120))}" if card.title else ""
        lead = f"{outlet_of(card)}{name}, {_published(card)}, characters {anchor.start}–{anchor.end}:"
        lineage = lineage_words(card, self.notes.cards)
        reasons = tuple(Item(reason) for reason in card.lineage.reasons) if card.lineage else ()
        facts = (card.url or "", lineage, f"check {anchor.check}")
        return Item(lead, anchor.quote, tuple(fact for fact in facts if fact), handle=anchor.report_id, items=reasons)

    def _report_item(self, card: ReportCard) -> Item:
        lineage = card.lineage
        reasons = tuple(Item(reason) for reason in (*(lineage.reasons if lineage else ()), *card.notes))
        mixed = "a heap of passages of unknown outlets" if card.mixed else ""
        unread = "" if card.readable else "no reader knows its language"
        facts = (card.name, card.url or "", lineage_words(card, self.notes.cards) or "own text", mixed, unread)
        lead = f"{outlet_of(card)}, {_published(card)}"
        return Item(lead, card.title or "", tuple(fact for fact in facts if fact), handle=card.id, items=reasons)

    def _membership(self, story: StoryAccount, join: Join, card: ReportCard) -> Item:
        """One decision on a report and a story, with its reasons and the story's other reports of that text."""
        leads = {"same": "one of the reports of", "different": "kept out of", "unsure": "linked to, not a report of,"}
        facts = _join_facts(join)
        kin = [
            Item(
                f"{outlet_of(other)}, {_published(other)}",
                facts=(lineage_words(other, self.notes.cards),),
                handle=other.id,
            )
            for other in map(self.notes.card, story.report_ids)
            if other.lineage and other.lineage.of == card.id
        ]
        reasons = (*(Item(reason) for reason in join.reasons), *kin)
        return Item(leads[join.verdict], story.title, facts, handle=story.id, items=reasons)

    def _story_item(self, story: StoryAccount) -> Item:
        return Item("", story.title, (footing_of(story, self.notes),), handle=story.id)

    def _relations(self, name: str, relations: Sequence[Relation], story: StoryAccount) -> Section:
        """How this stands to others, and how others say they stand to it."""
        found = [
            self._related(phrases.RELATIONS[relation.kind], relation, relation.to, story) for relation in relations
        ]
        told = {(relation.kind, relation.to) for relation in relations}
        things: list[Claim | Figure] = [*story.claims, *story.figures]
        found += [
            self._related(
                f"seen from the other side, which {phrases.RELATIONS[relation.kind]} this:", relation, thing.id, story
            )
            for thing in things
            for relation in thing.relations
            if relation.to == name and (relation.kind, thing.id) not in told
        ]
        return _section("How it stands to others, and why", found)

    def _related(self, lead: str, relation: Relation, other: str, story: StoryAccount) -> Item:
        words = next((item.words for item in self._brief(other, story)), "")
        return Item(lead, words, (relation.reason,), handle=other)

    def _joins(self, name: str, story: StoryAccount) -> Section:
        return _section("Decisions", [join_item(join) for join in story.joins if _about(join, name)])

    def _brief(self, name: str, story: StoryAccount) -> list[Item]:
        """One line on a thing that a trail passes; nothing for an unknown or empty id."""
        for claim in story.claims:
            if claim.id == name:
                return [Item("", claim.text, (phrases.STANDINGS[claim.standing], *footing(claim)), handle=name)]
        for figure in story.figures:
            if figure.id == name:
                anchor = figure.sentence_anchor or figure.anchor
                card = self.notes.card(anchor.report_id)
                facts = (f"in {phrases.quoted(anchor.quote)}", outlet_of(card), published_words(card))
                return [Item("", figure.anchor.quote, facts, handle=name)]
        for statement in story.statements:
            if statement.id == name:
                return [Item(f"{statement.speaker or 'nobody named'}:", statement.content, (), handle=name)]
        for actor in story.actors:
            if actor.id == name:
                return [Item(actor.name, facts=(phrases.KINDS[actor.kind],), handle=name)]
        return [self._report_item(self.notes.cards[name])] if name in self.notes.cards else []


def join_item(join: Join) -> Item:
    """A decision in one line: what, how sure, by whom, why."""
    verdicts = {"same": "is the same as", "different": "is not the same as", "unsure": "may be the same as"}
    if join.kind == "story":
        verdicts = {"same": "has the report", "different": "has not the report", "unsure": "is linked to the report"}
    lead = f"{join.left} {verdicts[join.verdict]} {join.right}"
    return Item(lead, facts=_join_facts(join), items=tuple(Item(reason) for reason in join.reasons))


def _join_facts(join: Join) -> tuple[str, ...]:
    """What kind of decision it is, how sure, by whom."""
    state = "decision retracted" if join.retracted else "decision"
    return f"{join.kind} {state}", f"score {join.score:.2f}", f"made by {join.made_by}"


def _series_items(series: Series, story: StoryAccount) -> list[Item]:
    members = [figure for figure in story.figures if figure.id in series.figure_ids]
    value = shown_words(series.shown, members)
    origins = phrases.count(series.shown.origins, "independent origin")
    facts = (f"policy {series.policy}", origins, phrases.STANDINGS[series.standing], series.shown.note)
    return [Item(heading(series), facts=tuple(f for f in facts if f), handle=series_id(series), value=value)]


def _section(title: str, items: Iterable[Item]) -> Section:
    shown, more = capped(items, MOST)
    return Section("", title, tuple(shown), more)


def _about(join: Join, name: str) -> bool:
    return name in (join.left, join.right)


def _published(card: ReportCard) -> str:
    return f"published {published_words(card)}" if card.published else "states no date"


def _edit_item(edit: Edited) -> Item:
    """One change of an edited article, old words first."""
    old = phrases.quoted(phrases.shorten(edit.before.quote, SHORT_EDIT)) if edit.before else ""
    new = phrases.quoted(phrases.shorten(edit.after.quote, SHORT_EDIT)) if edit.after else ""
    said = f"{new} for {old}" if old and new else f"added: {new}" if new else f"taken out: {old}"
    return Item(said)
