"""Verbs of saying in their clauses: "X said C", "C, X said", "C, said X", "X was quoted as saying C".

For each verb what follows is read first (`contents`), then its subject (`subjects`), then the order of the two decides what
is said. The patterns are our own, made in the order in which PolNeAR's training part needs them
(docs/internals/statements.md); their cost is linear in the length of a sentence for each verb of saying in it.
"""

from itertools import pairwise

from wireroom.read import clauses, cues
from wireroom.read.clauses import Page
from wireroom.read.contents import (
    closes_quotation,
    complement_of,
    opens_quotation,
    over_adverbials,
    stands_beside,
)
from wireroom.read.cues import Saying
from wireroom.read.drafts import DASHES, Complement, Draft, Subject, Verb
from wireroom.read.subjects import (
    after_dateline,
    inverted_subject,
    is_document,
    is_nobody,
    participle_subject,
    plausible,
    subject_of,
)
from wireroom.records.readings import Modality
from wireroom.records.spans import Span

_ENDS = frozenset({".", "!", "?", ";", "…"})
_BE = frozenset("is are was were be been being".split())
# Said in a future or a possible world, so not said.
_UNREAL = frozenset("could may might should must can shall will would".split())
_COORDINATORS = frozenset("while but and although whereas though as yet or".split())
_CLAUSE_MARKS = frozenset({",", ";"}) | DASHES
# Words that follow an aside and describe its speaker, so they are not what is said.
_DESCRIBES = frozenset("who which whose whom according citing a an".split())
_PLURALS = frozenset("we they i you people police men women who which that others some many most few all both".split())
_GROUPED = cues.AUX | cues.MODAL | cues.NEG | cues.ADV
_STOPPED = cues.SUB | cues.REL | cues.PREP | cues.CONJ | cues.VERB | cues.AUX | cues.SAY
_NOT_AFTER = cues.PREP | cues.VERB
# Share of a sentence's words outside a quotation below which the quotation alone is what is said.
LOOSE_SHARE = 0.25


def attribution_at(page: Page, sentence: int, at: int, earlier: list[Draft]) -> Draft | None:
    """The statement made with the verb of saying at token `at`, or None when the word says nothing here."""
    low, high = page.bounds[sentence]
    form = cues.saying_forms()[page.words[at]]
    first, auxiliaries = _group(page, at, low)
    if _is_noun(page, at, first, low, high, form.inflections):
        return None
    negated = any(cues.tags_of(word) & cues.NEG for word in auxiliaries)
    if not negated and not auxiliaries.isdisjoint(_UNREAL):
        return None
    passive = "past" in form.inflections and not auxiliaries.isdisjoint(_BE)
    verb = Verb(page, sentence, low, content_high(page, low, high), at, first, auxiliaries, earlier)
    for saying in form.sayings:
        if saying.particle and tuple(page.words[at + 1 : verb.after(saying)]) != saying.particle:
            continue
        draft = _passive(verb, saying) if passive else _active(verb, saying, form, negated=negated)
        if draft is not None:
            return draft
    return None


def content_high(page: Page, low: int, high: int) -> int:
    """The token after the last one of a sentence that is not closing punctuation."""
    while high > low and page.words[high - 1] in _ENDS:
        if page.words[high - 1] == "." and high - 1 > low and "." in page.words[high - 2]:
            break
        high -= 1
    return high


def titled(page: Page, low: int, high: int) -> bool:
    """Whether most longer words of a sentence are capitalised, as in a headline in Title Case."""
    long = [k for k in range(low, high) if page.ends[k] - page.starts[k] > 3 and page.is_word(k)]
    return bool(long) and sum(page.capital(k) for k in long) >= 0.7 * len(long)


def _active(verb: Verb, saying: Saying, form: cues.Form, *, negated: bool) -> Draft | None:
    page = verb.page
    found = complement_of(page, verb.after(saying), verb.high, saying)
    participle = "participle" in form.inflections and verb.auxiliaries.isdisjoint(_BE)
    subject = participle_subject(verb) if participle else subject_of(verb)
    inverted = None if participle else _inverted(verb, saying, subject)
    if inverted is not None:
        subject, found = inverted
    if subject is None or subject.speaker is None or not _fits(verb, saying, form, subject, found):
        return None
    draft = Draft(
        verb.sentence,
        page.span(verb.at if participle else min(verb.first, verb.at), verb.after(saying)),
        verb.at,
        min(subject.first, verb.first),
        max(found.end, verb.at + 1),
        subject.speaker,
        modality=_modality(saying, negated=negated),
        channel=found.channel or saying.channel or _opening_channel(page, verb.low, subject.first),
        said=found.said if found.said is not None else subject.said,
        saying=saying,
        group=verb.first,
    )
    return _with_content(verb, draft, subject, found)


def _modality(saying: Saying, *, negated: bool) -> Modality:
    return "declines" if negated and saying.modality in {"asserts", "expects"} else saying.modality


def _opening_channel(page: Page, low: int, first: int) -> str | None:
    """The channel that opens a sentence: "In a statement, X said"."""
    if first - low > 14 or page.words[low] not in {"in", "on", "at", "via"}:
        return None
    for index in range(low + 1, min(first, low + 6)):
        if page.words[index] in cues.channels():
            return page.span(low + 1, index + 1).words(page.text)
    return None


def _fits(verb: Verb, saying: Saying, form: cues.Form, subject: Subject, found: Complement) -> bool:
    """Whether verb, subject and complement go together; nouns that look like verbs fall out here."""
    assert subject.speaker is not None, "bug: a subject without tokens cannot be tested"
    page = verb.page
    if is_nobody(page, subject.speaker[0]):
        return False
    if "participle" in form.inflections and found.kind == "thing" and page.words[verb.at - 1] != ",":
        return False
    if saying.noun and form.inflections <= {"base", "third"}:
        if "base" in form.inflections and "past" not in form.inflections and not _is_plural(page, verb.at - 1):
            return False
        if subject.how == "inverted" or (verb.first > verb.low and closes_quotation(page, verb.first - 1)):
            return True
        if not plausible(page, *subject.speaker) or not _ends_like_a_speaker(page, subject.speaker[1] - 1):
            return False
        pronoun = found.kind == "clause" and page.tags[found.start] & (cues.DET | cues.PRON)
        if not pronoun and found.kind not in {"that", "quote", "colon"}:
            return False
    if saying.needs == "document":
        return is_document(page, *subject.speaker)
    if not saying.needs or (saying.needs == "speaker" and found.kind in {"that", "quote"}):
        return True
    return plausible(page, *subject.speaker)


def _ends_like_a_speaker(page: Page, last: int) -> bool:
    """Whether the last word of a subject is a name, a pronoun or a noun for who speaks."""
    return page.capital(last) or not page.is_word(last) or bool(cues.speaker_class(page.words[last]))


def _group(page: Page, at: int, low: int) -> tuple[int, frozenset[str]]:
    """Where the verb group begins ("has repeatedly said"), and its auxiliaries and adverbs."""
    first = at
    while first > low and (page.tags[first - 1] & _GROUPED or page.words[first - 1] == "since"):
        if page.tags[first - 1] & (cues.DET | cues.PRON) or page.timed[first - 1] >= 0:
            break
        first -= 1
    return first, frozenset(page.words[first:at])


def _is_noun(page: Page, at: int, first: int, low: int, high: int, inflections: frozenset[cues.Inflection]) -> bool:
    """Whether the word is a noun, an adjective or a name here: "the claims", "his reported death", "United States"."""
    if page.capital(at) and at > low and not titled(page, low, high):
        return True
    if at <= low or first < at:
        return False
    before, tags = page.words[at - 1], page.tags[at - 1]
    if (
        tags & cues.DET
        and before not in {"that", "this", "another"}
        and before not in _PLURALS | clauses.DETERMINERS_ALONE
    ):
        return True
    if tags & _NOT_AFTER and "participle" not in inflections and before != "to":
        return True
    if before.endswith("'s") and not tags & cues.PRON:
        return True
    return before[0].isdigit() and page.words[at] != "said"


def _is_plural(page: Page, index: int) -> bool:
    """Whether a base form may follow: after a plural noun, a pronoun, a comma, or "and" between verbs."""
    word = page.words[index]
    if not page.is_word(index) or word in _PLURALS:
        return True
    if page.tags[index] & cues.CONJ:
        return word in {"and", "but"}
    return (word.endswith("s") and not word.endswith(("ss", "'s"))) or word == "to"


def _inverted(verb: Verb, saying: Saying, subject: Subject | None) -> tuple[Subject, Complement] | None:
    """ "C, said X": the subject after the verb, when what stands before the verb is what is said."""
    page, before = verb.page, verb.first - 1
    if "aside" not in saying.takes or before < verb.low or verb.first != verb.at:
        return None
    if not closes_quotation(page, before):
        if page.words[before] not in {",", "?", "!"} and page.words[before] not in DASHES:
            return None
        if subject is not None and subject.how == "apposition":
            return None
    start = verb.after(saying)
    stop = inverted_subject(page, start, verb.high)
    if stop == start:
        return None
    found = Complement(-1, "none", stop)
    found.end = over_adverbials(page, stop, verb.high, found)
    if found.end < verb.high and page.words[found.end] == ",":
        found.comma = True
        _quotation_later(page, found.end, verb.high, found)
    elif found.end < verb.high and page.words[found.end] == ":":
        found.start, found.kind = found.end + 1, "colon"
    return Subject((start, stop), verb.first, "inverted"), found


def _quotation_later(page: Page, index: int, high: int, found: Complement) -> None:
    """The next quotation, past an apposition: "Q1," said X, head of Y, "Q2"."""
    for ahead in range(index + 1, min(high, index + 25)):
        if opens_quotation(page, ahead):
            if page.words[ahead - 1] == ",":
                found.start, found.kind, found.end = ahead, "quote", ahead
            return


# What is said.


def _with_content(verb: Verb, draft: Draft, subject: Subject, found: Complement) -> Draft | None:
    """The draft with its content: beside the attribution when it is an aside, else after it."""
    saying = draft.saying
    assert saying is not None, "bug: the draft of a verb knows its verb"
    if subject.how not in {"relative", "shared", "participle"} and "aside" in saying.takes:
        aside = _as_someone_said(verb, draft, found)
        if aside or _content_before(verb, draft, found) or _opened_by_adverbial(verb, draft, found):
            draft.aside = True
            if found.comma or found.kind == "colon":
                _resume(verb.page, draft, found, verb.high)
            return draft if draft.content else None
    if found.start < 0 or subject.how == "inverted":
        return None
    if not _so_called(verb.page, draft, found.start):
        _content_after(verb.page, draft, found.start, verb.high)
    draft.cut = _cut(verb.page, draft, subject, found, verb.low)
    return draft if draft.content else None


def _so_called(page: Page, draft: Draft, start: int) -> bool:
    """ "What X called 'Q'": the quoted words alone are said."""
    if draft.first < 1 or page.words[draft.first - 1] != "what" or not opens_quotation(page, start):
        return False
    held = page.quoted[start]
    draft.content, draft.quotes, draft.direct = [page.quotations[held].inner], [held], True
    return True


def _as_someone_said(verb: Verb, draft: Draft, found: Complement) -> bool:
    """ "As X noted, C" and "C, as X noted": the whole of "as X noted" is the attribution."""
    page, opening = verb.page, draft.first - 1
    if opening < verb.low or page.words[opening] != "as" or found.start >= 0:
        return False
    if not stands_beside(page, found, verb.high):
        return False
    if opening > verb.low and page.words[opening - 1] not in _CLAUSE_MARKS:
        return False
    draft.first = opening
    if opening - 1 > verb.low:
        _take_clause(page, draft, verb.low, opening - 1)
    return True


def _opened_by_adverbial(verb: Verb, draft: Draft, found: Complement) -> bool:
    """ "In any case, X said, C": all that is said comes after the aside."""
    page, behind = verb.page, draft.first - 1
    return found.comma and found.start < 0 and behind > verb.low - 1 and page.words[behind] == ","


def _content_before(verb: Verb, draft: Draft, found: Complement) -> bool:
    """Take what stands before the attribution, when a comma, a dash or a quotation mark sets it off."""
    page, behind = verb.page, draft.first - 1
    later_quote = found.kind in {"quote", "colon"}
    if behind < verb.low:
        return (found.start < 0 or found.kind == "quote") and _quotation_behind(page, draft, verb.low)
    if closes_quotation(page, behind):
        return found.kind != "that" and _take_quotation(page, draft, page.quoted[behind], verb.low)
    if page.words[behind] not in {",", "?", "!"} and page.words[behind] not in DASHES:
        return found.start < 0 and _unmarked_clause(verb, draft, found)
    if found.start >= 0 and not later_quote:
        return False
    if found.kind == "quote" and page.tags[verb.low] & cues.SUB:
        return False
    if behind - 1 >= verb.low and closes_quotation(page, behind - 1):
        return _take_quotation(page, draft, page.quoted[behind - 1], verb.low)
    if (found.start >= 0 and not found.comma) or not stands_beside(page, found, verb.high):
        return False
    return _take_clause(page, draft, verb.low, behind)


def _unmarked_clause(verb: Verb, draft: Draft, found: Complement) -> bool:
    """ "Shells hit the town the mayor said": an aside at the end of its clause whose comma is missing."""
    page = verb.page
    _without_neighbour(page, draft)
    first = draft.first
    if found.end < verb.high and page.is_word(found.end) and not _trails(page, found.end):
        return False
    if page.tags[first] & cues.PRON or page.tags[first - 1] & _STOPPED or page.words[first - 1] in {":", ";"}:
        return False
    if first - verb.low < 4 or not clauses.has_verb(page, verb.low, first):
        return False
    known = page.words[draft.first] in {"the", "a", "an"} or page.capital(draft.first)
    return (
        known
        and draft.speaker is not None
        and plausible(page, *draft.speaker)
        and _take_clause(page, draft, verb.low, draft.first)
    )


def _trails(page: Page, index: int) -> bool:
    """Whether a word may follow an aside whose comma is missing: "the mayor said but", "the mayor said as"."""
    return bool(page.tags[index] & cues.CONJ) or page.words[index] in {"with", "as", "after", "when", "while"}


def _without_neighbour(page: Page, draft: Draft) -> None:
    """Cut the subject down to the name it ends with: in "fled to Iraq Hill TV reported" Iraq is no part of it."""
    assert draft.speaker is not None, "bug: only a draft with a speaker has an aside"
    start, stop = draft.speaker
    held = page.named[stop - 1]
    name = page.ends_at(page.mentions[held].start) if held >= 0 else start
    if name > start and not any(cues.speaker_class(page.words[k]) for k in range(start, name)):
        draft.speaker, draft.first = (name, stop), name


def _quotation_behind(page: Page, draft: Draft, low: int) -> bool:
    """A quotation that closes right before the sentence: '"Will it hold?" she asked.' cut in two by the splitter."""
    before = low - 1
    if before < 0 or not closes_quotation(page, before) or "\n" in page.text[page.ends[before] : page.starts[low]]:
        return False
    held = page.quoted[before]
    draft.content, draft.direct, draft.quotes = [page.quotations[held].inner], True, [held]
    return True


def _take_quotation(page: Page, draft: Draft, held: int, low: int) -> bool:
    """The quotation that closes before the attribution; with words before it, both together."""
    quotation = page.quotations[held]
    opening, first = page.ends_at(quotation.start), low
    while first < opening and (page.words[first] in cues.openers() or not page.is_word(first)):
        first += 1
    draft.quotes, draft.opens = [held], min(opening, low)
    if first >= opening or _is_sentence(page, quotation.inner):
        draft.content, draft.direct = [quotation.inner], True
    else:
        draft.content = [Span(page.starts[low], quotation.end)]
    return True


def _is_sentence(page: Page, inner: Span) -> bool:
    """Whether quoted words are a sentence of their own: a capital and five words or more."""
    first, last = page.ends_at(inner.start), page.ends_at(inner.end)
    return last - first >= 5 and page.capital(first)


def _take_clause(page: Page, draft: Draft, low: int, behind: int) -> bool:
    low = after_dateline(page, low, behind + 1)
    adverbial = page.tags[low] & (cues.PREP | cues.SUB) and behind - low < 5
    if behind <= low or (adverbial and not clauses.has_verb(page, low, behind)):
        return False
    held = page.named[low]
    if held >= 0 and page.named[behind - 1] == held and page.tags[draft.first] & cues.DET:
        return False
    if behind - low == 1 and (not clauses.nounlike(page, low) or page.words[low] in cues.openers()):
        return False
    draft.content, draft.opens = [page.span(low, behind)], low
    return True


def _resume(page: Page, draft: Draft, found: Complement, high: int) -> None:
    """Content that goes on after an aside: "C1, X said, C2"."""
    if found.start >= 0:
        _content_after(page, draft, found.start, high)
        return
    index = _past_description(page, found.end + 1, high)
    if draft.direct or index >= high or page.words[index].endswith("ing") or page.words[index] in _DESCRIBES:
        return
    if page.tags[index] & (cues.REL | cues.PREP | cues.DET) and not clauses.has_verb(page, index, high):
        return
    draft.content.append(page.span(index, high))


def _past_description(page: Page, index: int, high: int) -> int:
    """The token where a clause begins behind an apposition that opens with a role: "said X, head of the office, but …"."""
    if index < high and page.words[index].isdigit() and (index + 1 == high or page.words[index + 1] == ","):
        return _past_description(page, index + 2, high) if index + 2 < high else high  # past an age
    first = index + (index < high and (page.tags[index] & cues.ADV > 0 or page.words[index] == "now"))
    stop = clauses.phrase_after(page, first, high, far=True)
    of = next((k for k in range(first, stop) if page.tags[k] & cues.PREP), stop)
    role = any(page.tags[k] & cues.TITLE or cues.speaker_class(page.words[k]) == "unnamed" for k in range(first, of))
    if not role or (stop < high and (clauses.verb_like(page, stop, first) or page.tags[stop] & cues.ADV)):
        return index
    commas = [k for k in range(stop, high) if page.words[k] == "," and page.quoted[k] < 0]
    for comma, end in pairwise([*commas, high]):
        if page.words[comma + 1] not in _DESCRIBES and clauses.has_verb(page, comma + 1, end):
            return comma + 1
    return high


def _content_after(page: Page, draft: Draft, start: int, high: int) -> None:
    """Content after the attribution up to the end of the sentence, or the whole quotation that begins there."""
    if start >= high:
        return
    if opens_quotation(page, start):
        held = page.quoted[start]
        rest = page.ends_at(page.quotations[held].end)
        loose = sum(1 for k in range(rest, high) if page.is_word(k))
        inner = sum(1 for k in range(start, min(rest, high)) if page.is_word(k))
        if loose < inner * LOOSE_SHARE or loose == 0 or page.words[rest] == ",":
            draft.content.append(page.quotations[held].inner)
            draft.quotes.append(held)
            draft.direct = draft.direct or not draft.aside
            return
    draft.content.append(page.span(start, high))


def _cut(page: Page, draft: Draft, subject: Subject, found: Complement, low: int) -> int:
    """The token where this attribution's own clause begins, when it ends the content before it; else -1."""
    if subject.how in {"shared", "participle"}:
        return draft.first
    if subject.how == "apposition":
        return -1
    before = draft.first - 1
    if before > low and page.words[before] in _COORDINATORS and page.words[before - 1] in _CLAUSE_MARKS:
        return before - 1
    if before > low and page.words[before] in {"and", "but"} and page.words[draft.first] in {"he", "she", "they", "it"}:
        return before
    if before >= low and (page.words[before] in DASHES or page.words[before] in {";", ",", "."}):
        return before
    return -1


# Passives.


def _passive(verb: Verb, saying: Saying) -> Draft | None:
    """ "X was quoted as saying C" and "C was confirmed by X"; other passives have no speaker."""
    if "cited" in saying.takes:
        return _quoted_as(verb)
    page, at = verb.page, verb.at
    if saying.takes.isdisjoint({"thing", "clause"}) or at + 2 >= verb.high or page.words[at + 1] != "by":
        return None
    stop = clauses.phrase_after(page, at + 2, verb.high)
    subject = clauses.phrase_before(page, verb.first - 1, verb.low) if verb.first > verb.low else None
    if stop == at + 2 or subject is None or not plausible(page, at + 2, stop):
        return None
    if page.tags[subject] & cues.PRON:
        return None
    draft = Draft(verb.sentence, page.span(verb.first, at + 1), at, verb.first, stop, (at + 2, stop), saying=saying)
    draft.modality = saying.modality
    draft.content = [page.span(subject, verb.first)]
    draft.aside, draft.opens = True, subject
    return draft


def _quoted_as(verb: Verb) -> Draft | None:
    page, at = verb.page, verb.at
    window = range(at + 2, min(verb.high, at + 14))
    inner = next((k for k in window if page.words[k] in {"saying", "telling"} and page.words[k - 1] == "as"), None)
    subject = subject_of(verb)
    if inner is None or subject is None or subject.speaker is None:
        return None
    saying = cues.saying_forms()[page.words[inner]].sayings[0]
    found = complement_of(page, inner + 1, verb.high, saying)
    cue = page.span(verb.first, inner + 1)
    draft = Draft(verb.sentence, cue, at, subject.first, found.end, subject.speaker, saying=saying, said=found.said)
    if page.words[at + 1] == "by" and inner - 1 > at + 2:
        draft.channel = page.span(at + 2, inner - 1).words(page.text)
    return _with_content(verb, draft, subject, found)
