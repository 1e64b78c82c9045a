"""The subject of a verb of saying: directly before it, before an insertion, in the clause before, or behind it.

Each function takes a verb in its sentence and gives the tokens of a noun phrase. Nothing here looks at what is said.
"""

from wireroom.read import clauses, cues
from wireroom.read.clauses import Page
from wireroom.read.drafts import DASHES, Subject, Verb
from wireroom.read.numerals import SMALL

_SIGNATURES = frozenset("name names signature signatures".split())
_PARTITIVES = frozenset("half much part none someone somebody everyone everybody anyone anybody staff".split())
_NOT_FINITE = frozenset("be being been having".split())
_CONJOINED = frozenset({"and", "but", "then", "or"})
_BEFORE_PARTICIPLE = frozenset({",", "and", "by", "while"}) | DASHES
_ADVERBIAL_OPENINGS = frozenset("himself herself itself as when while if then though although for".split())
_NAME_PARTS = frozenset(". al el de van von bin ibn".split())
# A dateline's dash stands among the first tokens of a sentence: "GENEVA (XY) — ".
_DATELINE_REACH = 12


def subject_of(verb: Verb) -> Subject | None:
    """The subject before a finite verb, with the time that stands between the two or opens the clause."""
    page, low = verb.page, verb.low
    before, said = verb.first - 1, None
    if before >= low and page.timed[before] >= 0 and not page.words[before].endswith("'s"):
        said = page.timed[before]
        while before >= low and page.timed[before] == said:
            before -= 1
        if before >= low and page.tags[before] & cues.PREP:
            before -= 1
    if before < low:
        return None
    subject = _subject_at(verb, before)
    if subject is not None and subject.said is None:
        subject.said = said if said is not None else _opening_time(page, subject.first, low)
    return subject


def participle_subject(verb: Verb) -> Subject | None:
    """Who says it in "…, saying that", "in a statement saying", "with officials saying"."""
    page, low = verb.page, verb.low
    before = verb.at - 1
    if before > low and page.tags[before] & cues.ADV:
        before -= 1
    if before < low:
        return None
    word = page.words[before]
    if word in _BEFORE_PARTICIPLE or word in cues.channels() or clauses.is_quote_mark(page, before):
        return _of_the_clause(verb, before, "participle")
    if page.tags[before] & cues.PREP or word == "to":
        return None
    if verb.at + 1 < verb.high and page.words[verb.at + 1] == "that" and not cues.speaker_class(word):
        return _of_the_clause(verb, verb.at, "participle")
    start = clauses.phrase_before(page, before, low)
    if start is None or not (
        (start > low and page.words[start - 1] == "with") or word in cues.speaker_words("documents")
    ):
        return None
    return Subject((own_noun(page, start, before + 1), before + 1), start, "participle")


def inverted_subject(page: Page, first: int, high: int) -> int:
    """The token after a subject that follows its verb ("said X"); `first` itself when there is none."""
    stop = _name_end(page, first, clauses.phrase_after(page, first, high))
    if stop == first or page.tags[first] & cues.AUX or not plausible(page, first, stop):
        return first
    if stop < high and page.is_word(stop) and page.timed[stop] < 0:
        if page.words[stop].endswith("ing") or page.named[stop - 1] >= 0 > page.named[stop]:
            return stop
        if not page.tags[stop] & (cues.PREP | cues.SUB | cues.REL | cues.CONJ | cues.ADV):
            return first
        if page.words[stop] in {"that", "than"}:
            return first
    return stop


def _name_end(page: Page, first: int, stop: int) -> int:
    """The end of a name that stands at `first`, when an apposition without a comma follows: "Jane Doe head of"."""
    for index in range(first, stop):
        held = page.named[index]
        if held >= 0 and page.mentions[held].kind == "person":
            end = page.ends_at(page.mentions[held].end)
            apposed = end < stop and page.is_word(end) and not page.capital(end) and not page.tags[end] & cues.CONJ
            return end if apposed and not page.words[end - 1].endswith("'s") else stop
    return stop


def plausible(page: Page, start: int, stop: int) -> bool:
    """Whether a noun phrase may name somebody who speaks: a name, a pronoun, a role, a body, a document."""
    capitals = 0
    for index in range(start, stop):
        held = page.named[index]
        if held >= 0 and page.mentions[held].kind != "place":
            return True
        if page.tags[index] & cues.TITLE or cues.speaker_class(page.words[index]):
            return True
        if page.capital(index) and not page.tags[index] & cues.DET:
            capitals += 1
    if not capitals:
        return False
    opens_sentence = start == 0 or page.words[start - 1] in {".", "!", "?"}
    return not opens_sentence or capitals > 1 or page.capital(stop - 1)


def is_phrase(page: Page, start: int, stop: int) -> bool:
    """Whether a subject is a noun phrase: no participle opens it ("killed in the town") and no clause stands in it."""
    if not page.capital(start) and page.tags[start] & (cues.PAST | cues.VERB) and not plausible(page, start, stop):
        return False
    if _opens_loosely(page, start, stop) and not plausible(page, start, stop):
        return False
    for index in range(start, stop):
        tags = page.tags[index]
        if tags & cues.REL or page.words[index] == "that":
            return True
        finite = tags & (cues.AUX | cues.MODAL) and page.words[index] not in _NOT_FINITE
        if finite and not tags & (cues.PRON | cues.NEG) and not page.capital(index):
            return False
    return True


def _signatory(page: Page, start: int, low: int) -> tuple[int, int] | None:
    """Who "put his name to a statement which said": the subject of the verb before "his name"."""
    signed = page.tags[start] & (cues.DET | cues.PRON) and page.words[start + 1] in _SIGNATURES
    if not signed or start - 2 < low:
        return None
    first = clauses.phrase_before(page, start - 2, low)
    return None if first is None or not plausible(page, first, start - 1) else (first, start - 1)


def _opens_loosely(page: Page, start: int, stop: int) -> bool:
    """Whether a bare singular word and a preposition open a phrase, as after a verb: "hurt near the bridge"."""
    if start + 1 >= stop or not page.tags[start + 1] & cues.PREP or page.capital(start):
        return False
    word = page.words[start]
    counted = word in SMALL or word in _PARTITIVES
    return word.isalpha() and not word.endswith("s") and not counted and not page.tags[start] & (cues.DET | cues.PRON)


def own_noun(page: Page, start: int, stop: int) -> int:
    """Where a document begins that stands behind a thing which cannot speak: "his name to a statement"."""
    for index in range(stop - 2, start, -1):
        if page.tags[index] & cues.PREP:
            spoken = plausible(page, start, index)
            return index + 1 if is_document(page, index + 1, stop) and not spoken else start
    return start


def is_nobody(page: Page, start: int) -> bool:
    """Whether a noun phrase names nobody: "nobody said", "no official said"."""
    return page.words[start] in {"nobody", "no", "none", "neither", "nothing"}


def is_document(page: Page, start: int, stop: int) -> bool:
    """Whether a noun phrase is a document: "the survey", "court records"."""
    return not cues.speaker_words("documents").isdisjoint(page.words[start:stop])


def _subject_at(verb: Verb, before: int) -> Subject | None:
    page, low = verb.page, verb.low
    word = page.words[before]
    if word in {"who", "which", "that"}:
        return _antecedent(page, before, low)
    if word in _CONJOINED:
        return _of_the_clause(verb, before - 1 if before > low and page.words[before - 1] == "," else before, "shared")
    if word == "to":
        return _licensed(verb, before)
    if word == "," or word in DASHES:
        return _before_insertion(page, before, low)
    start = clauses.phrase_before(page, before, low)
    if start is None:
        return None
    name = _bare_apposition(page, start, low)
    if name is not None:
        return Subject((name, start), name, "subject")
    return Subject((start, _without_channel(page, start, before + 1)), start, "subject")


def _bare_apposition(page: Page, start: int, low: int) -> int | None:
    """Where a name begins to which the phrase at `start` is apposed without commas: "The Hill Trust a charity said"."""
    held = page.named[start - 1] if start > low else -1
    if held < 0 or page.words[start] not in {"a", "an", "the"} or page.mentions[held].kind == "place":
        return None
    name = page.ends_at(page.mentions[held].start)
    if name > low and page.words[name - 1] == "the":
        name -= 1
    return name if name == low or page.words[name - 1] in cues.openers() else None


def _opening_time(page: Page, first: int, low: int) -> int | None:
    """The time that opens the clause: "On Monday the ministry said"."""
    before = first - 1
    if before >= low and page.words[before] == ",":
        before -= 1
    if before < low or page.timed[before] < 0:
        return None
    held = page.timed[before]
    return held if page.ends_at(page.times[held].start) <= low + 1 else None


def _without_channel(page: Page, start: int, stop: int) -> int:
    """The end of a subject without a trailing "in a statement"."""
    if page.words[stop - 1] not in cues.channels():
        return stop
    for index in range(stop - 2, max(start, stop - 5), -1):
        if page.words[index] in {"in", "on", "via"}:
            return index
    return stop


def _antecedent(page: Page, relative: int, low: int) -> Subject | None:
    before = relative - 1
    if before >= low and page.words[before] == ",":
        before -= 1
    start = clauses.phrase_before(page, before, low, subject=False) if before >= low else None
    if start is None:
        return None
    speaker = _signatory(page, start, low) or (own_noun(page, start, before + 1), before + 1)
    return Subject(speaker, relative, "relative")


def _of_the_clause(verb: Verb, first: int, how: str) -> Subject | None:
    """The speaker of the statement before in the sentence, else the noun phrase the sentence opens with."""
    last = verb.earlier[-1] if verb.earlier else None
    if last is not None and last.speaker is not None and last.first < verb.at:
        return Subject(last.speaker, first, how)
    lead = _lead(verb.page, verb.low, first)
    return None if lead is None else Subject(lead, first, how)


def _lead(page: Page, low: int, high: int) -> tuple[int, int] | None:
    """The noun phrase a sentence opens with, once a dateline, an opening word and adverbials are passed."""
    first = after_dateline(page, low, high)
    for _ in range(3):
        while first < high and (page.words[first] in cues.openers() or not page.is_word(first)):
            first += 1
        if first >= high or not _opens_adverbial(page, first):
            break
        comma = next((k for k in range(first, high) if page.words[k] == "," and page.quoted[k] < 0), None)
        if comma is None:
            return None
        first = comma + 1
    stop = _name_end(page, first, clauses.phrase_after(page, first, high))
    return (first, stop) if first < stop else None


def after_dateline(page: Page, low: int, high: int) -> int:
    """The token after a dateline; a sentence has one when capitals only stand before an early dash."""
    if not page.raw(low).isupper() or len(page.raw(low)) < 3:
        return low
    for index in range(low + 1, min(high, low + _DATELINE_REACH)):
        if page.words[index] in DASHES:
            return index + 1
    return low


def _opens_adverbial(page: Page, first: int) -> bool:
    if not clauses.begins_phrase(page, first):
        return True
    return (
        bool(page.tags[first] & (cues.PREP | cues.SUB)) or page.timed[first] >= 0 or page.words[first].endswith("ing")
    )


def _licensed(verb: Verb, to: int) -> Subject | None:
    """An infinitive says something only after such words as "went on"."""
    page = verb.page
    opening = " ".join(page.words[max(verb.low, to - 6) : to])
    for phrase in cues.phrases("licensed"):
        if opening.endswith(phrase):
            verb.first = to - len(phrase.split())
            return subject_of(verb)
    return None


def _before_insertion(page: Page, comma: int, low: int) -> Subject | None:
    """The noun phrase before an insertion: "Jane Doe, a spokeswoman who …, said"."""
    close = comma
    for _ in range(4):
        opening = _previous_mark(page, close, low)
        if opening is None or not _is_insertion(page, opening + 1, close):
            return _before_list(page, comma, low)
        start = clauses.phrase_before(page, opening - 1, low)
        if start is None:
            return None
        outer = _outer_name(page, start, low)
        if outer is not None:
            return Subject((outer, start - 1), outer, "apposition")
        adverb = page.tags[opening + 1] & cues.ADV or page.words[opening + 1] in cues.openers()
        if adverb or start == low or plausible(page, start, opening):
            return Subject((start, _apposed_end(page, start, opening, close)), start, "apposition")
        close = opening
    return None


def _before_list(page: Page, comma: int, low: int) -> Subject | None:
    """The noun phrase that opens the sentence, before an insertion with commas of its own."""
    lead = _lead(page, low, comma)
    if lead is None or page.words[lead[1]] != "," or not _is_insertion(page, lead[1] + 1, comma):
        return None
    return Subject(lead, lead[0], "apposition") if plausible(page, *lead) else None


def _outer_name(page: Page, start: int, low: int) -> int | None:
    """Where a name begins that the phrase at `start` is apposed to: "Jane Doe, a spokeswoman, who …, said"."""
    if start - 2 < low or page.words[start - 1] != "," or page.capital(start):
        return None
    outer = clauses.phrase_before(page, start - 2, low)
    if outer is None or not page.capital(outer) or page.tags[outer] & cues.DET or not page.capital(start - 2):
        return None
    return outer


def _apposed_end(page: Page, start: int, opening: int, close: int) -> int:
    """The end of the subject: a name after its role is kept ("the mayor, Jane Doe,"), anything else is left out."""
    is_name = close - opening <= 7 and all(
        page.capital(k) or page.words[k] in _NAME_PARTS for k in range(opening + 1, close)
    )
    return close if is_name and page.tags[start] & cues.DET else opening


def _previous_mark(page: Page, close: int, low: int) -> int | None:
    """The comma or dash that opens the insertion closed at `close`."""
    for index in range(close - 1, max(low, close - 60), -1):
        word = page.words[index]
        if word == page.words[close] and page.quoted[index] < 0:
            return index
        if word in {";", ":"} or (clauses.is_quote_mark(page, index) and page.quoted[index] != page.quoted[close]):
            return None
    return None


def _is_insertion(page: Page, first: int, close: int) -> bool:
    """Whether the words between two commas may stand between a subject and its verb."""
    if first >= close:
        return False
    word, tags = page.words[first], page.tags[first]
    if tags & cues.PRON and not tags & cues.DET:
        return False
    if tags & (cues.REL | cues.DET | cues.PREP | cues.TITLE | cues.ADV):
        return True
    if word in cues.openers() or word in _ADVERBIAL_OPENINGS or word[0].isdigit() or word.endswith("ing"):
        return True
    if page.timed[first] >= 0 or all(page.capital(k) or page.words[k] in _NAME_PARTS for k in range(first, close)):
        return True
    return any(cues.speaker_class(page.words[k]) for k in range(first, min(close, first + 6)))
