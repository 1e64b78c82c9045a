"""Who says what in a report: sentences with their quotations, names and times become statements as spans.

Each word of saying gives at most one draft (`attributions`), phrases and headlines give the others (`voices`). Then the drafts of
a sentence share out its words, quotations that go on in the next sentence are joined to the statement they belong to,
what stands inside another statement is nested in it, and `speakers` says who is speaking. Rules only, made on PolNeAR's
training part (Newell et al. 2018) after its attitudes were set aside; figures in docs/internals/statements.md.
"""

from collections.abc import Sequence

from wireroom.read import clauses, cues, voices
from wireroom.read.attributions import attribution_at
from wireroom.read.clauses import Page, page_of
from wireroom.read.drafts import Draft
from wireroom.read.quotations import find_quotations
from wireroom.read.speakers import Speakers, Voice
from wireroom.records.readings import Form, Mention, NamedActor, Sentence, StatementSpan, TimeExpression
from wireroom.records.spans import Span

# A quotation of up to this many words inside a sentence is a turn of phrase; verbs of saying outside it still count.
SHORT_QUOTATION = 3
_EXPECTED = ("likely to", "expected to", "will likely", "due to be", "set to", "unlikely to")
_TRIM_LEFT = " \t\n\r\u00a0,;:–—-…"
_TRIM_RIGHT = " \t\n\r\u00a0,;:–—-"


def find_statements(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actors: Sequence[NamedActor],
    times: Sequence[TimeExpression],
) -> tuple[StatementSpan, ...]:
    """The statements of a text in its order; `nested_in` and `said` are indexes into the result and into `times`."""
    page = page_of(text, sentences, find_quotations(text), mentions, times)
    drafts: list[Draft] = []
    for index, sentence in enumerate(sentences):
        if sentence.kind != "boilerplate":
            drafts.extend(_in_sentence(page, index))
    _join_quotations(page, drafts)
    return _finish(page, [draft for draft in drafts if draft.content], actors)


def _in_sentence(page: Page, sentence: int) -> list[Draft]:
    low, high = page.bounds[sentence]
    forms = cues.saying_forms()
    drafts: list[Draft] = []
    for at in range(low, high):
        if page.words[at] in forms and not _inside_quotation(page, at):
            draft = _at(page, sentence, at, drafts)
            if draft is not None:
                drafts.append(draft)
    phrased = voices.voices_in(page, sentence)
    if not drafts and not phrased:
        headline = voices.headline_voice(page, sentence)
        return [] if headline is None else [headline]
    found = sorted([*drafts, *(draft for draft in phrased if draft.speaker or not drafts)], key=lambda one: one.at)
    _share_out(page, found)
    return found


def _at(page: Page, sentence: int, at: int, earlier: list[Draft]) -> Draft | None:
    if page.words[at] == "citing":
        return voices.citation_at(page, sentence, at)
    if page.words[at] in {"citing", "cited", "cites", "cite"}:
        return None
    return attribution_at(page, sentence, at, earlier)


def _inside_quotation(page: Page, at: int) -> bool:
    held = page.quoted[at]
    return held >= 0


# ---- sharing out the words of a sentence


def _share_out(page: Page, drafts: list[Draft]) -> None:
    """Where one statement's words end because another begins: earlier contents are cut, asides take what is before."""
    for index, draft in enumerate(drafts):
        for later in drafts[index + 1 :]:
            _cut_right(page, draft, later)
    for draft in drafts:
        if draft.saying is None and not draft.content:
            _share_citation(page, draft, drafts)
    for index, draft in enumerate(drafts):
        if draft.aside and draft.opens >= 0:
            _cut_left(page, draft, drafts[:index])


def _cut_right(page: Page, draft: Draft, later: Draft) -> None:
    """End the content of `draft` where the clause of a later attribution begins, unless that stands inside it."""
    edge = -1
    if later.first < draft.at < later.group:
        edge = later.group - 1 if page.words[later.group - 1] == "," else later.group
    elif later.cut >= 0:
        edge = later.cut
    elif later.aside or later.saying is None:
        edge = later.first
    if edge < 0 or draft.at > edge:
        return
    limit = page.starts[edge] if edge < len(page.starts) else len(page.text)
    whole = Span(limit, max(limit, page.ends[max(later.last - 1, edge)]))
    kept: list[Span] = []
    for part in draft.content:
        if part.start < limit < part.end and not _within_quotation(page, draft, part):
            kept.append(Span(part.start, limit))
        elif (
            part.start >= limit
            and part.start >= page.starts[draft.at]
            and not part.overlaps(whole)
            and later.at > draft.at
            and part.end > whole.start
        ):
            continue
        else:
            kept.append(part)
    draft.content = kept


def _within_quotation(page: Page, draft: Draft, part: Span) -> bool:
    return any(page.quotations[held].inner == part for held in draft.quotes)


def _cut_left(page: Page, draft: Draft, earlier: list[Draft]) -> None:
    """An aside's content does not reach back over an aside before it, nor over another speaker's finished clause."""
    for other in earlier:
        if (
            other.aside
            and other.speaker
            and other.opens >= 0
            and draft.content
            and draft.content[0].start < page.starts[other.at] < draft.content[0].end
        ):
            start = page.ends[max(other.last - 1, other.at)]
            draft.content[0] = Span(min(start, draft.content[0].end), draft.content[0].end)


def _share_citation(page: Page, draft: Draft, drafts: list[Draft]) -> None:
    """ "X, citing Y, said C": what X says is what Y said; with no other attribution, the sentence around it."""
    outer = next((one for one in drafts if one is not draft and one.saying is not None), None)
    if outer is not None:
        draft.content = list(outer.content)
        draft.direct, draft.quotes = outer.direct, list(outer.quotes)
        return
    low, high = page.bounds[draft.sentence]
    if draft.first - low >= 3:
        draft.content = [page.span(low, draft.first)]


# ---- quotations that go on


def _join_quotations(page: Page, drafts: list[Draft]) -> None:
    """Give quotations without an attribution of their own to the direct statement before them in the paragraph."""
    taken = {held for draft in drafts for held in draft.quotes}
    by_sentence: dict[int, Draft] = {}
    for draft in drafts:
        if draft.direct and draft.speaker is not None:
            by_sentence[draft.sentence] = draft
    speaking: Draft | None = None
    for index in range(len(page.sentences)):
        if index in by_sentence:
            speaking = by_sentence[index]
            continue
        if any(draft.sentence == index for draft in ()):
            continue
        held = _whole_quotation(page, index)
        if speaking is None or held is None or held in taken or not _same_voice(page, speaking, index):
            if held is None or held not in taken:
                speaking = None if not _inside_taken(page, index, speaking) else speaking
            continue
        speaking.content.append(page.quotations[held].inner)
        speaking.quotes.append(held)
        taken.add(held)


def _inside_taken(page: Page, index: int, speaking: Draft | None) -> bool:
    """Whether a sentence lies inside a quotation that the speaking statement already has."""
    if speaking is None:
        return False
    sentence = page.sentences[index]
    return any(page.quotations[held].overlaps(sentence) for held in speaking.quotes)


def _whole_quotation(page: Page, index: int) -> int | None:
    """The quotation a sentence begins with, when nearly all its words stand in it; None for any other sentence."""
    low, high = page.bounds[index]
    if low >= high or not clauses.is_quote_mark(page, low):
        return None
    held = page.quoted[low]
    loose = sum(1 for at in range(low, high) if page.quoted[at] != held and page.is_word(at))
    return held if loose == 0 else None


def _same_voice(page: Page, speaking: Draft, index: int) -> bool:
    last = max(speaking.quotes, default=-1)
    if last < 0:
        return False
    quotation = page.quotations[last]
    if page.sentences[index].paragraph == page.sentences[speaking.sentence].paragraph:
        return True
    return quotation.goes_on and index > 0


# ---- from drafts to statements


def _finish(page: Page, drafts: list[Draft], actors: Sequence[NamedActor]) -> tuple[StatementSpan, ...]:
    speakers = Speakers(page, actors)
    found: list[StatementSpan] = []
    for draft in sorted(drafts, key=lambda one: one.at):
        statement = _statement(page, draft, speakers)
        if statement is not None:
            found.append(statement)
    found.sort()
    return _nested(tuple(found))


def _statement(page: Page, draft: Draft, speakers: Speakers) -> StatementSpan | None:
    speaker = None if draft.speaker is None else page.span(*draft.speaker)
    content = tuple(
        part for part in (_trimmed(page, draft, span) for span in sorted(draft.content)) if part is not None
    )
    if not content:
        return None
    voice = Voice() if speaker is None else speakers.voice_of(speaker, draft.sentence, content)
    parts = [draft.cue, *content] + ([] if speaker is None else [speaker])
    return StatementSpan(
        min(part.start for part in parts),
        max(part.end for part in parts),
        content=content,
        speaker=speaker,
        cue=draft.cue,
        speaker_name=voice.name,
        speaker_actor=voice.actor,
        speaker_kind=voice.kind,
        role=voice.role,
        organisation=voice.organisation,
        form=_form(page, draft, content),
        modality=_modality(page, draft, content),
        channel=draft.channel,
        said=draft.said,
        sentence=draft.sentence,
        reasons=(*draft.reasons, *voice.reasons),
    )


def _trimmed(page: Page, draft: Draft, span: Span) -> Span | None:
    """A part of the content without marks at its edges; None when no word is left."""
    text, start, end = page.text, span.start, span.end
    for hole in (draft.cue,):
        if span.overlaps(hole):
            end = min(end, hole.start) if hole.start > start else end
            start = max(start, hole.end) if hole.start <= span.start else start
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def _form(page: Page, draft: Draft, content: tuple[Span, ...]) -> Form:
    if draft.direct:
        return "direct"
    quoted = any(quotation.overlaps(part) for quotation in page.quotations for part in content)
    return "mixed" if quoted else "indirect"


def _modality(page: Page, draft: Draft, content: tuple[Span, ...]) -> str:
    if draft.modality != "asserts":
        return draft.modality
    words = page.text[content[0].start : content[0].end].lower()
    return "expects" if any(phrase in words for phrase in _EXPECTED) else "asserts"


def _nested(found: tuple[StatementSpan, ...]) -> tuple[StatementSpan, ...]:
    """The same statements with `nested_in` set for those that stand inside the content of another."""
    from dataclasses import replace

    out: list[StatementSpan] = []
    for index, inner in enumerate(found):
        outer = _outer(found, index)
        out.append(inner if outer is None else replace(inner, nested_in=outer, speaker_kind="nested"))
    return tuple(out)


def _outer(found: tuple[StatementSpan, ...], index: int) -> int | None:
    """The smallest statement whose content holds the attribution of this one."""
    inner = found[index]
    best: tuple[int, int] | None = None
    for other in range(max(0, index - 12), min(len(found), index + 12)):
        if other == index or inner.cue is None or inner.speaker is None:
            continue
        for part in found[other].content:
            if part.contains(inner.cue) and (best is None or len(part) < best[0]):
                best = (len(part), other)
    return None if best is None else best[1]
