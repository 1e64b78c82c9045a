"""The words of a sentence shared out among its statements, and quotations that go on in later sentences.

Where one attribution's clause begins, the content before it ends; an aside reaches back to the aside before it; a
quotation without an attribution of its own belongs to whoever spoke last in its paragraph, or left the quotation open.
"""

from bisect import bisect_left
from collections.abc import Sequence

from wireroom.read import clauses, cues
from wireroom.read.clauses import Page
from wireroom.read.drafts import Draft
from wireroom.records.spans import Span


def share_out(page: Page, drafts: Sequence[Draft]) -> None:
    """Cut the contents of a sentence's drafts (in the order of their cues) where another one's words begin."""
    for index, draft in enumerate(drafts):
        for later in drafts[index + 1 :]:
            _end_before(page, draft, later)
    for draft in drafts:
        if draft.saying is None and draft.speaker is not None and not draft.content:
            _share_citation(page, draft, drafts)
    for index, draft in enumerate(drafts):
        for earlier in drafts[:index]:
            _begin_after(page, draft, earlier)


def join_quotations(page: Page, drafts: Sequence[Draft]) -> None:
    """Give whole-sentence quotations without an attribution to the statement they go on with."""
    taken = {held for draft in drafts for held in draft.quotes} | _said(page, drafts)
    voices = {draft.sentence: draft for draft in drafts if draft.speaker is not None and draft.outer is None}
    speaking: Draft | None = None
    for index in range(len(page.sentences)):
        if index in voices:
            speaking = voices[index]
        elif speaking is not None and not _goes_on(page, speaking, index, taken):
            speaking = None


def _said(page: Page, drafts: Sequence[Draft]) -> set[int]:
    """The quotations that stand inside the contents of the drafts."""
    starts = [quotation.start for quotation in page.quotations]
    found = set()
    for part in (part for draft in drafts for part in draft.content):
        held = bisect_left(starts, part.start - 2)
        while held < len(starts) and starts[held] < part.end:
            if part.contains(page.quotations[held].inner):
                found.add(held)
            held += 1
    return found


def _goes_on(page: Page, speaking: Draft, index: int, taken: set[int]) -> bool:
    """Whether a sentence still belongs to the last speaker; a quotation that does is added to the draft."""
    held = _whole_quotation(page, index)
    if held is None:
        return any(page.quotations[quote].overlaps(page.sentences[index]) for quote in speaking.quotes[-2:])
    inner = page.quotations[held].inner
    if held in speaking.quotes or any(part.contains(inner) for part in speaking.content):
        return True
    if held in taken or not _same_voice(page, speaking, index):
        return False
    speaking.content.append(inner)
    speaking.quotes.append(held)
    taken.add(held)
    return True


def _end_before(page: Page, draft: Draft, later: Draft) -> None:
    """End what follows the cue of `draft` where the clause of `later` begins, unless that stands inside it."""
    edge = _edge(page, draft, later)
    if edge <= draft.at:
        return
    limit, cue = page.starts[edge], draft.cue.end
    quoted = {page.quotations[held].inner for held in draft.quotes}
    kept = []
    for part in draft.content:
        if part.start < cue or part in quoted or part.end <= limit:
            resumed = draft.aside and later.aside and part.start >= cue and part not in quoted
            kept += [] if resumed and later.opens >= 0 else [part]
        elif part.start < limit and not (draft.aside and later.aside):
            kept.append(Span(part.start, limit))
        elif later.saying is None and part.start >= page.ends[later.last - 1]:
            kept.append(part)  # "X said, citing Y, that C"
    draft.content = kept


def _edge(page: Page, draft: Draft, later: Draft) -> int:
    """The token where the words of `later` begin and those of `draft` must end; -1 when the two may overlap."""
    if later.first < draft.at < later.group:
        return later.group - 1 if page.words[later.group - 1] == "," else later.group
    if later.cut >= 0:
        return later.cut
    return later.first if later.aside or later.saying is None else -1


def _begin_after(page: Page, draft: Draft, earlier: Draft) -> None:
    """An aside's content does not reach back over an aside before it."""
    if not (draft.aside and earlier.aside and earlier.speaker and draft.opens >= 0 and earlier.opens >= 0):
        return
    if draft.content and draft.content[0].start < earlier.cue.start < draft.content[0].end:
        first = draft.content[0]
        start = page.ends[max(earlier.last - 1, earlier.at)]
        draft.content[0] = Span(min(start, first.end), first.end)


def _share_citation(page: Page, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "X, citing Y, said C": what X says is what Y said; with no other attribution, the sentence before the citation."""
    outer = next((one for one in drafts if one is not draft and one.saying is not None), None)
    if outer is not None:
        draft.content, draft.outer = list(outer.content), outer
        draft.direct, draft.quotes = outer.direct, list(outer.quotes)
        return
    low, _ = page.bounds[draft.sentence]
    if draft.first - low >= 3 and not _is_attribution(page, low, draft.first):
        draft.content = [page.span(low, draft.first)]


def _is_attribution(page: Page, first: int, last: int) -> bool:
    """Whether words hold no verb but one of saying: "He told reporters on Tuesday", "According to the mayor"."""
    if page.words[first] == "according":
        return True
    verbs = [at for at in range(first, last) if clauses.verb_like(page, at, first)]
    return any(page.tags[at] & cues.SAY for at in verbs) and all(page.tags[at] & (cues.SAY | cues.AUX) for at in verbs)


def _whole_quotation(page: Page, index: int) -> int | None:
    """The quotation that holds every word of a sentence and opens it; None for any other sentence."""
    low, high = page.bounds[index]
    if low >= high or not clauses.is_quote_mark(page, low):
        return None
    held = page.quoted[low]
    inside = all(page.quoted[at] == held or not page.is_word(at) for at in range(low, high))
    return held if inside else None


def _same_voice(page: Page, speaking: Draft, index: int) -> bool:
    if page.sentences[index].paragraph == page.sentences[speaking.sentence].paragraph:
        return True
    return bool(speaking.quotes) and page.quotations[max(speaking.quotes)].goes_on
