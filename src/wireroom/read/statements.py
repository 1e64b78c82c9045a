"""Who says what in a report: sentences with their quotations, names and times become statements as spans.

Each word of saying gives at most one draft (`attributions`), phrases and headlines give the others (`voices`). Then the
drafts of a sentence share out its words and quotations find their speaker (`sharing`), what stands inside another
statement is nested in it, and `speakers` says who is speaking. The rules were made on PolNeAR's training part (Newell et al.
2018) with its attitudes set aside; the encoder's marks add what they miss (`attributed`). docs/internals/statements.md has the figures.
"""

from collections.abc import Sequence
from dataclasses import replace

from wireroom.read import cues, parts, sharing, voices
from wireroom.read.attributed import marked_drafts
from wireroom.read.attributions import attribution_at
from wireroom.read.clauses import Page, has_verb, page_of
from wireroom.read.drafts import Draft
from wireroom.read.quotations import find_quotations
from wireroom.read.speakers import Speakers, Voice
from wireroom.read.subjects import is_phrase
from wireroom.read.tagging import Mark
from wireroom.records.readings import Form, Mention, Modality, NamedActor, Sentence, StatementSpan, TimeExpression
from wireroom.records.spans import Span

# Verbs of saying looked at in one sentence: a guard against text that is no sentence.
MOST_CUES = 40
# Statements before and after one in which a statement that holds it is looked for.
NESTING_REACH = 12
_ARTICLES = frozenset({"the", "a", "an"})


def find_statements(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actors: Sequence[NamedActor],
    times: Sequence[TimeExpression],
    marks: Sequence[Mark] = (),
    *,
    mixed: bool = False,
) -> tuple[StatementSpan, ...]:
    """The statements of a text in its order; `nested_in` and `said` are indexes into the result and into `times`.

    `marks` are the attributions that the encoder marks; they add statements that the rules do not see.
    In a `mixed` text nobody is looked for beyond the passage.
    """
    page = page_of(text, sentences, find_quotations(text), mentions, times)
    drafts: list[Draft] = []
    for index, sentence in enumerate(sentences):
        if sentence.kind != "boilerplate":
            drafts.extend(_in_sentence(page, index))
    drafts = [draft for draft in drafts if draft.content and _returns_article(page, draft)]
    drafts += marked_drafts(page, marks, drafts)
    drafts = [draft for draft in drafts if draft.speaker is None or is_phrase(page, *draft.speaker)]
    sharing.join_quotations(page, drafts)
    return _finished(page, drafts, Speakers(page, actors, mixed=mixed))


def _in_sentence(page: Page, sentence: int) -> list[Draft]:
    low, high = page.bounds[sentence]
    drafts: list[Draft] = []
    # Words inside a quotation belong to whoever is quoted.
    for at in [k for k in range(low, high) if page.tags[k] & cues.SAY and page.quoted[k] < 0][:MOST_CUES]:
        draft = _at(page, sentence, at, drafts)
        if draft is not None:
            drafts.append(draft)
    phrased = voices.voices_in(page, sentence)
    if not drafts and not phrased:
        headline = voices.headline_voice(page, sentence)
        return [] if headline is None else [headline]
    named = [draft for draft in phrased if draft.speaker is not None or not drafts]
    found = sorted([*drafts, *named], key=lambda one: one.at)
    sharing.share_out(page, found)
    return found


def _returns_article(page: Page, draft: Draft) -> bool:
    """Gives a speaker the article that the content took where commas are missing: "six were killed the monitor said".

    False when no clause is left then: "six more than the directorate has announced" says nothing of the directorate's.
    """
    first, last = draft.speaker or (0, 0)
    part = draft.content[-1]
    if not first or page.words[first - 1] not in _ARTICLES or page.ends[first - 1] != part.end:
        return True
    begin = page.ends_at(part.start)
    if begin >= first - 1 or not has_verb(page, begin, first - 1):
        return False
    draft.speaker = (first - 1, last)
    draft.content[-1] = page.span(begin, first - 1)
    return True


def _at(page: Page, sentence: int, at: int, earlier: list[Draft]) -> Draft | None:
    if page.words[at] in {"cite", "cites", "cited"}:
        return None
    if page.words[at] == "citing" or (page.words[at] == "quoting" and voices.only_quotes(page, sentence, at)):
        return voices.citation_at(page, sentence, at)
    return attribution_at(page, sentence, at, earlier)


def _finished(page: Page, drafts: Sequence[Draft], speakers: Speakers) -> tuple[StatementSpan, ...]:
    """The statements of all drafts, sorted, each with the index of the one that it is nested in."""
    made: list[tuple[StatementSpan, Draft]] = []
    for draft in sorted(drafts, key=lambda one: one.at):
        statement = _statement(page, draft, speakers)
        if statement is not None:
            made.append((statement, draft))
    made.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[1].at))
    places = {id(draft): index for index, (_, draft) in enumerate(made)}
    statements = [statement for statement, _ in made]
    found = []
    for index, (statement, draft) in enumerate(made):
        outer = places.get(id(draft.outer)) if draft.outer is not None else _outer(statements, index)
        found.append(statement if outer is None else replace(statement, nested_in=outer, speaker_kind="nested"))
    return tuple(found)


def _statement(page: Page, draft: Draft, speakers: Speakers) -> StatementSpan | None:
    speaker = None if draft.speaker is None else page.span(*draft.speaker)
    content = parts.settled(page.text, draft.content, page.sentences[draft.sentence], draft.cue, speaker)
    if not content or _is_bare_pronoun(page, content):
        return None
    voice = Voice() if speaker is None else speakers.voice_of(speaker, draft.sentence, content)
    spans = [draft.cue, *content] + ([] if speaker is None else [speaker])
    return StatementSpan(
        min(span.start for span in spans),
        max(span.end for span in spans),
        content=content,
        speaker=speaker,
        cue=draft.cue,
        speaker_name=voice.name,
        speaker_actor=voice.actor,
        speaker_kind=voice.kind,
        role=voice.role,
        organisation=voice.organisation,
        form=_form(page, draft, content),
        modality=_modality(page.text, draft, content),
        channel=draft.channel,
        said=draft.said,
        sentence=draft.sentence,
        reasons=(*draft.reasons, *voice.reasons),
    )


def _is_bare_pronoun(page: Page, content: Sequence[Span]) -> bool:
    """Whether all that is said stands elsewhere: "the army denied it a day later"."""
    first, last = page.ends_at(content[0].start), page.ends_at(content[-1].end)
    rest = page.timed[first + 1 : last]
    return page.words[first] in {"it", "this", "that", "them"} and all(time >= 0 for time in rest)


def _form(page: Page, draft: Draft, content: Sequence[Span]) -> Form:
    if draft.direct:
        return "direct"
    for part in content:
        first, last = page.ends_at(part.start), page.ends_at(part.end)
        if any(held >= 0 for held in page.quoted[first:last]):
            return "mixed"
    return "indirect"


def _modality(text: str, draft: Draft, content: Sequence[Span]) -> Modality:
    if draft.modality != "asserts":
        return draft.modality
    words = content[0].words(text).lower()
    return "expects" if any(phrase in words for phrase in cues.phrases("expected")) else "asserts"


def _outer(statements: Sequence[StatementSpan], index: int) -> int | None:
    """The smallest statement whose content holds the attribution of this one."""
    inner = statements[index]
    if inner.cue is None or inner.speaker is None:
        return None
    best: tuple[int, int] | None = None
    for other in range(max(0, index - NESTING_REACH), min(len(statements), index + NESTING_REACH)):
        for part in statements[other].content:
            if other != index and part.contains(inner.cue) and (best is None or len(part) < best[0]):
                best = (len(part), other)
    return None if best is None else best[1]
