"""Attribution without a verb of saying in its usual place: "according to X", "citing X", headlines, "reportedly"."""

import re
from functools import cache

from wireroom.read import clauses, cues
from wireroom.read.attributions import content_high
from wireroom.read.clauses import Page
from wireroom.read.drafts import DASHES, Draft
from wireroom.read.subjects import after_dateline, plausible

# A headline's speaker has few words: "Toll rises: officials", "Officials: toll rises".
LONGEST_HEADLINE_SPEAKER = 5
LONGEST_HEADLINE = 28
# Phrases of attribution taken from one sentence: a guard against text that is no sentence.
MOST_PHRASES = 10
_NOT_SPEAKERS = frozenset(
    {"plan", "plans", "law", "schedule", "which", "rules", "constitution", "need", "custom", "tradition"}
)


# Law text says nothing on its own account (LABELS.md).
_LAW = frozenset({"Article", "Protocol", "Convention", "Constitution", "Act", "Section"})


@cache
def starters() -> frozenset[str]:
    """The longest word of every phrase that this module knows: the cheap test before any other."""
    keys = ("according", "impersonal", "hearsay", "adverbs")
    return frozenset(max(phrase.split(), key=len) for key in keys for phrase in cues.phrases(key))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in cues.phrases(key))
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def voices_in(page: Page, sentence: int) -> list[Draft]:
    """Statements of a sentence that hang on a phrase: according to, it was reported that, reportedly."""
    low, high = page.bounds[sentence]
    if low == high or starters().isdisjoint(page.words[low:high]):
        return []
    start, end = page.starts[low], page.ends[high - 1]
    high = content_high(page, low, high)
    found = []
    for match in _pattern("according").finditer(page.text, start, end):
        found.append(_according(page, sentence, page.ends_at(match.start()), page.ends_at(match.end()), low, high))
    for match in _pattern("impersonal").finditer(page.text, start, end):
        found.append(_impersonal(page, sentence, page.ends_at(match.start()), page.ends_at(match.end()), low, high))
    for key in ("hearsay", "adverbs"):
        for match in _pattern(key).finditer(page.text, start, end):
            found.append(_unnamed(page, sentence, page.ends_at(match.start()), page.ends_at(match.end()), low, high))
    return [draft for draft in found if draft is not None][:MOST_PHRASES]


def _according(page: Page, sentence: int, at: int, first: int, low: int, high: int) -> Draft | None:
    stop = clauses.phrase_after(page, first, high, far=True)
    if stop == first or page.words[stop - 1] in _NOT_SPEAKERS or page.quoted[at] >= 0:
        return None
    if not _LAW.isdisjoint(page.raw(k) for k in range(first, stop)):
        return None
    if not plausible(page, first, stop) and not any(page.capital(k) for k in range(first, stop)):
        return None
    draft = Draft(sentence, page.span(at, first), at, at, stop, (first, stop), aside=True)
    while stop < high and page.timed[stop] >= 0:
        draft.said, stop = page.timed[stop], stop + 1
    opening = at
    while opening > low and (page.words[opening - 1] in {",", "and"} or page.words[opening - 1] in DASHES):
        opening -= 1
    if opening > low and page.words[opening] == "," and page.tags[opening - 1] & cues.SAY and stop < high:
        return draft  # "X said, according to Y, that C": the words of X
    _beside(page, draft, low, opening, stop, high)
    return draft if draft.content else None


def _beside(page: Page, draft: Draft, low: int, opening: int, stop: int, high: int) -> None:
    """Content on both sides of an attribution set off by commas."""
    low = after_dateline(page, low, opening)
    if opening - low > 1 or (opening > low and page.words[low] not in cues.openers()):
        mark = opening - 1
        if clauses.is_quote_mark(page, mark) and page.quotations[page.quoted[mark]].start <= page.starts[low]:
            held = page.quoted[mark]
            draft.content, draft.quotes, draft.direct = [page.quotations[held].inner], [held], True
        else:
            draft.content, draft.opens = [page.span(low, opening)], low
        if stop < high and page.words[stop] == "," and _goes_on(page, stop + 1, high):
            draft.content.append(page.span(stop + 1, high))
        return
    after = _main_clause(page, stop, high)
    if after < high:
        draft.content = [page.span(after, high)]


def _goes_on(page: Page, first: int, high: int) -> bool:
    """Whether the words after an inserted attribution go on with the clause and do not describe its speaker."""
    if (
        first >= high
        or page.words[first] in {"who", "which", "whose", "a", "an", "one"}
        or page.words[first].endswith("ing")
    ):
        return False
    return bool(page.tags[first] & cues.PAST) or clauses.has_verb(page, first, high)


def _main_clause(page: Page, stop: int, high: int) -> int:
    """The token where the clause after "According to X, a group that …," begins."""
    if stop < high and page.words[stop] != ",":
        comma = next((k for k in range(stop, min(stop + 25, high)) if page.words[k] == ","), None)
        return stop if comma is None else comma + 1
    first = stop + 1
    if first < high and page.words[first] in {"a", "an", "who", "which", "whose", "citing"}:
        comma = next((k for k in range(first, high) if page.words[k] == "," and page.quoted[k] < 0), None)
        if comma is not None and clauses.has_verb(page, comma, high):
            return comma + 1
    return first


def _impersonal(page: Page, sentence: int, at: int, stop: int, low: int, high: int) -> Draft | None:
    """ "It was reported that C", "C, it was reported", "C1, it was reported, C2"."""
    if page.quoted[at] >= 0:
        return None
    draft = Draft(sentence, page.span(at, stop), at, at, stop)
    draft.reasons.append("the text names no speaker")
    stop = _over_time(page, draft, stop, high)
    inserted = stop < high and page.words[stop] == ","
    trails = inserted or (page.words[stop : stop + 1] != ["that"] and not clauses.has_verb(page, stop, high))
    if trails and _set_apart(page, at, low, inserted=inserted):
        _beside(page, draft, low, at - (page.words[at - 1] == ","), stop, high)
        draft.aside = True
    start = stop + 1 if stop < high and page.words[stop] == "that" else stop
    if not draft.content and start + 1 < high:
        draft.content = [page.span(start, high)]
    return draft


def _set_apart(page: Page, at: int, low: int, *, inserted: bool) -> bool:
    """Whether a clause or a quotation ends right before token `at`, or its subject when the words are `inserted`."""
    if at - 1 <= low:
        return False
    if clauses.is_quote_mark(page, at - 1):
        return True
    return page.words[at - 1] == "," and (inserted or page.quoted[at - 2] >= 0 or clauses.has_verb(page, low, at - 1))


def _over_time(page: Page, draft: Draft, stop: int, high: int) -> int:
    """The token after the time that follows an attribution, which is noted in the draft."""
    first = stop + 1 if stop + 1 < high and page.words[stop] in {"on", "late", "early"} else stop
    if first >= high or page.timed[first] < 0:
        return stop
    draft.said = page.timed[first]
    while first < high and page.timed[first] == draft.said:
        first += 1
    return first


def _unnamed(page: Page, sentence: int, at: int, stop: int, low: int, high: int) -> Draft | None:
    """A clause with "reportedly" or "is said to": a voice without a name; the words around it are the content."""
    if page.quoted[at] >= 0 or high - low < 4:
        return None
    draft = Draft(sentence, page.span(at, stop), at, at, stop, aside=True)
    if at > low:
        draft.content.append(page.span(low, at))
    if stop < high:
        draft.content.append(page.span(stop, high))
    draft.opens = low
    draft.reasons.append("the text names no speaker")
    return draft


def headline_voice(page: Page, sentence: int) -> Draft | None:
    """ "Toll rises to 40: officials", "Officials: toll rises", "Toll rises – UN"; None for any other line."""
    low, high = page.bounds[sentence]
    if not 3 <= high - low <= LONGEST_HEADLINE or page.words[high - 1] in {".", "”", "''"}:
        return None
    for index in range(high - 2, low, -1):
        word = page.words[index]
        if word != ":" and not (word in DASHES and _spaced(page, index)):
            continue
        if page.quoted[index] >= 0 and not clauses.is_quote_mark(page, index):
            continue
        if _short_speaker(page, index + 1, high) and (word == ":" or not _is_site(page, high - 1)):
            return _headline(page, sentence, index, (index + 1, high), (low, index))
        opening = next((k + 1 for k in range(index - 1, low, -1) if page.words[k] == ":"), low)
        if word == ":" and _short_speaker(page, opening, index):
            return _headline(page, sentence, index, (opening, index), (index + 1, high))
    return None


def _is_site(page: Page, last: int) -> bool:
    """Whether a word ends the name of a site, which pages set behind their titles."""
    return cues.speaker_class(page.words[last]) == "media" or page.words[last].isdigit()


def _spaced(page: Page, index: int) -> bool:
    return page.starts[index] > page.ends[index - 1] and page.starts[index + 1] > page.ends[index]


def _headline(page: Page, sentence: int, mark: int, speaker: tuple[int, int], content: tuple[int, int]) -> Draft | None:
    if content[1] - content[0] < 2:
        return None
    draft = Draft(sentence, page.span(mark, mark + 1), mark, mark, mark + 1, speaker, aside=True)
    first, last = content
    if (
        clauses.is_quote_mark(page, first)
        and clauses.is_quote_mark(page, last - 1)
        and page.quoted[first] == page.quoted[last - 1]
    ):
        draft.content, draft.quotes, draft.direct = (
            [page.quotations[page.quoted[first]].inner],
            [page.quoted[first]],
            True,
        )
    else:
        draft.content = [page.span(first, last)]
    draft.reasons.append("a headline's colon or dash sets the speaker apart")
    return draft


def _short_speaker(page: Page, first: int, last: int) -> bool:
    """Whether a few words of a headline name a speaker: a role, a body, a medium, a person or an organisation."""
    if not 0 < last - first <= LONGEST_HEADLINE_SPEAKER or any(page.timed[k] >= 0 for k in range(first, last)):
        return False
    if any(not clauses.nounlike(page, k) and not page.tags[k] & (cues.PREP | cues.DET) for k in range(first, last)):
        return False
    if page.tags[first] & cues.PREP:
        return False
    held = page.named[last - 1]
    if held >= 0:
        mention = page.mentions[held]
        shouted = last - first > 1 and page.span(first, last).words(page.text).isupper()
        return mention.kind in {"person", "organisation"} and mention.start <= page.starts[first] + 12 and not shouted
    return bool(cues.speaker_class(page.words[last - 1]))


def citation_at(page: Page, sentence: int, at: int) -> Draft | None:
    """ "citing Y": the one behind what the sentence says; the outer statement is set by the caller."""
    low, high = page.bounds[sentence]
    stop = clauses.phrase_after(page, at + 1, high, far=True)
    if stop == at + 1 or page.quoted[at] >= 0 or not cites_a_speaker(page, at + 1, stop):
        return None
    draft = Draft(sentence, page.span(at, at + 1), at, at, stop, (at + 1, stop), aside=True)
    if at > low and page.words[at - 1] == ",":
        draft.first = at - 1
    draft.reasons.append("cited by the speaker of the sentence")
    return draft


def only_quotes(page: Page, sentence: int, at: int) -> bool:
    """Whether "quoting Y" stands between commas like "citing Y", and nothing is quoted there."""
    _, high = page.bounds[sentence]
    stop = clauses.phrase_after(page, at + 1, high, far=True)
    return at > 0 and page.words[at - 1] == "," and (stop >= high or page.words[stop] in {",", "."})


def cites_a_speaker(page: Page, first: int, stop: int) -> bool:
    """Whether a noun phrase names somebody or something that can be cited: its head decides."""
    head = next((k - 1 for k in range(first + 1, stop) if page.tags[k] & cues.PREP), stop - 1)
    head -= head > first and page.words[head] in {"close", "familiar", "briefed"}
    held = page.named[head]
    named = held >= 0 and page.mentions[held].kind in {"person", "organisation"}
    return named or bool(cues.speaker_class(page.words[head]))
