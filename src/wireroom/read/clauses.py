"""Tokens of a text with their word classes, and noun phrases found on them without a parser.

A noun phrase is scanned from the side where it is known to end or begin (beside a verb of saying) until a word that
cannot belong to it. Closed classes and a handful of verbs come from `registries/cues/grammar.toml`; everything else
counts as part of a name or noun. The scan looks at each token of a sentence a bounded number of times.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from wireroom.read import cues
from wireroom.read.quotations import Quotation
from wireroom.records.readings import Mention, Sentence, TimeExpression
from wireroom.records.spans import Span

TOKEN = re.compile(r"\d++(?:[.,]\d++)++(?!\w)|[^\W_]++(?:(?:[-‑'’&/]|\.(?![A-Z][a-z]))[^\W_]++)*+|``|''|--+|\S")
# A noun phrase longer than this is an accident of missing punctuation.
LONGEST_PHRASE = 45
_SURE = cues.AUX | cues.MODAL | cues.VERB
_VERBAL = _SURE | cues.NEG | cues.SAY
_STOP_TAGS = cues.SUB | cues.REL | cues.AUX | cues.MODAL | cues.NEG | cues.VERB
_NAME_FOLLOWS_DOT = re.compile(r"(?:[A-Z]|[A-Z][a-z]{1,3}|[A-Z](?:\.[A-Z])+)$")


@dataclass(slots=True)
class Page:
    """A text cut into tokens: words in lower case, offsets, classes, and which quotation or time each stands in."""

    text: str
    sentences: Sequence[Sentence]
    quotations: tuple[Quotation, ...]
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[int]
    quoted: list[int]
    timed: list[int]
    named: list[int]
    bounds: list[tuple[int, int]] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens first..last-1."""
        return Span(self.starts[first], self.ends[last - 1])

    def raw(self, index: int) -> str:
        """A token as it stands."""
        return self.text[self.starts[index] : self.ends[index]]

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def is_word(self, index: int) -> bool:
        """Whether a token is a word or number and not a mark."""
        return self.text[self.starts[index]].isalnum()

    def ends_at(self, offset: int) -> int:
        """The index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def page_of(
    text: str,
    sentences: Sequence[Sentence],
    quotations: tuple[Quotation, ...],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> Page:
    """The tokens of a text with everything the scan needs."""
    matches = [match.span() for match in TOKEN.finditer(text)]
    starts = [start for start, _ in matches]
    ends = [end for _, end in matches]
    raw = [text[start:end] for start, end in matches]
    words = [word if word in _CAPITAL_NAMES else word.lower().replace("’", "'") for word in raw]
    page = Page(
        text,
        sentences,
        tuple(quotation for quotation in quotations if quotation.depth == 0),
        mentions,
        times,
        words,
        starts,
        ends,
        _tags(raw, words),
        quoted=[-1] * len(words),
        timed=[-1] * len(words),
        named=[-1] * len(words),
    )
    _lay(page.quoted, page.quotations, starts)
    _lay(page.timed, times, starts)
    _lay(page.named, mentions, starts)
    for mention in mentions:
        if mention.kind == "person":
            # "Will", "May" and "Long" are names here.
            for index in range(bisect_left(starts, mention.start), bisect_left(starts, mention.end)):
                page.tags[index] &= cues.TITLE
    page.bounds = [(bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in sentences]
    return page


def _tags(raw: Sequence[str], words: Sequence[str]) -> list[int]:
    """The classes of tokens; a capital shows that "Kelly" is no adverb and the "A" of "A. Doe" no article."""
    found = [cues.tags_of(word) for word in words]
    for index, tags in enumerate(found):
        if tags and raw[index][0].isupper() and _is_name(raw, index, words[index], tags):
            found[index] = 0
    return found


def _is_name(raw: Sequence[str], index: int, word: str, tags: int) -> bool:
    """Whether a word with a capital, which would have these classes in lower case, is a name or an initial."""
    if tags == cues.ADV and (word.endswith("ly") or (index > 0 and raw[index - 1][-1].isalnum())):
        return True
    return len(raw[index]) == 1 and index + 1 < len(raw) and raw[index + 1] == "."


def _lay(row: list[int], spans: Sequence[Span], starts: list[int]) -> None:
    for index, span in enumerate(spans):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        row[first:last] = [index] * (last - first)


def phrase_before(page: Page, last: int, low: int, *, subject: bool = True) -> int | None:
    """Where the noun phrase that ends with token `last` begins, not before `low`; None when there is none.

    A `subject` does not begin with what opens its clause ("In Geneva"); any other noun phrase may follow a preposition.
    """
    if last < low or not _can_end(page, last):
        return None
    if page.tags[last] & cues.PRON and not page.tags[last] & cues.DET:
        return last
    index, start = last, last + 1
    floor = max(low, last - LONGEST_PHRASE)
    while index >= floor:
        reach, goes_on = _leftward(page, index, floor, last)
        start = min(start, reach)
        if not goes_on:
            break
        index = reach - 1
    while start <= last and page.tags[start] & (cues.PREP | cues.CONJ):
        start += 1
    start = _without_opening(page, start, last, low) if subject else start
    return start if start <= last else None


def phrase_after(page: Page, first: int, high: int, *, far: bool = False) -> int:
    """The token after the noun phrase that begins at `first`; `first` itself when there is none.

    `far` lets any preposition continue the phrase ("officials in Geneva"), else only "of" and "for" do.
    """
    index = first
    high = min(high, first + LONGEST_PHRASE)
    while index < high and _rightward(page, index, first, high, far=far):
        index += 1
    while index > first and (not page.is_word(index - 1) or page.tags[index - 1] & (cues.PREP | cues.CONJ)):
        if page.words[index - 1] in {")", "’", "'", ".", "%"} and page.words[index - 1] != ".":
            break
        if page.words[index - 1] == "." and page.starts[index - 1] == page.ends[index - 2] and index < high:
            break
        index -= 1
    return index


def is_time(page: Page, index: int) -> bool:
    """Whether a token belongs to an expression of time that owns nothing ("Monday", but not "Monday's")."""
    held = page.timed[index]
    if held < 0 or page.named[index] >= 0:
        return False
    while index + 1 < len(page.timed) and page.timed[index + 1] == held:
        index += 1
    return not page.words[index].endswith("'s")


def nounlike(page: Page, index: int) -> bool:
    """Whether a token may be a noun, a name, a number or an adjective."""
    if index < 0 or index >= len(page.words) or not page.is_word(index):
        return False
    return not page.tags[index] & (_STOP_TAGS | cues.PREP | cues.CONJ | cues.DET | cues.ADV)


def begins_phrase(page: Page, index: int) -> bool:
    """Whether a noun phrase may begin at a token."""
    if index >= len(page.words):
        return False
    return nounlike(page, index) or bool(page.tags[index] & (cues.DET | cues.PRON))


def verb_like(page: Page, index: int, low: int) -> bool:
    """Whether a token is, or may well be, a finite verb."""
    tags = page.tags[index]
    if tags & _VERBAL:
        return not (tags & cues.SAY and page.capital(index) and not tags & _SURE)
    return bool(tags & cues.PAST) and _past(page, index, low)


def has_verb(page: Page, first: int, last: int) -> bool:
    """Whether any token of first..last-1 is like a finite verb."""
    return any(verb_like(page, index, first) for index in range(first, last))


def _can_end(page: Page, index: int) -> bool:
    word = page.words[index]
    if not page.is_word(index):
        return word in {")", "’", "'", "%"} or (
            word == "." and index > 0 and page.starts[index] == page.ends[index - 1]
        )
    tags = page.tags[index]
    if tags & cues.DET:
        return word in DETERMINERS_ALONE
    return not tags & (cues.PREP | cues.CONJ | cues.AUX | cues.MODAL | cues.NEG | cues.SUB | cues.REL)


DETERMINERS_ALONE = frozenset("both all many some most each several few another others these those".split())
# Names of bodies that would be pronouns in lower case.
_CAPITAL_NAMES = frozenset({"WHO", "US"})
# Prepositions that open an adverbial before a subject; "about 40 people" and "outside experts" are subjects.
_ADVERBIAL = frozenset("in on at during by for from with despite amid within through across throughout under".split())
# Marks that may stand inside a noun phrase: a plural's apostrophe, "R&D", a handle.
_GLUE = frozenset({"’", "'", "&", "/", "#", "@"})


def _leftward(page: Page, index: int, low: int, last: int) -> tuple[int, bool]:
    """How far left the phrase reaches once token `index` is looked at, and whether the scan goes on."""
    tags, word = page.tags[index], page.words[index]
    if not page.is_word(index):
        return _mark_leftward(page, index, low)
    if is_time(page, index) and not (index > low and page.tags[index - 1] & cues.DET):
        return index + 1, False
    if tags & cues.DET and word != "that":
        return _determiner_leftward(page, index, low)
    if tags & cues.PREP and word != "like":
        inner = low < index < last and (page.tags[index - 1] & cues.DET or nounlike(page, index - 1))
        return (index, True) if inner else (index + 1, False)
    if tags & cues.CONJ:
        return _conjunction_leftward(page, index, low, last)
    if tags & _STOP_TAGS or (tags & cues.SAY and _verbal(page, index, low)):
        return _relative_leftward(page, index, low)
    if tags & cues.PRON:
        return index + 1, False
    return _past_leftward(page, index, low, last) if _past(page, index, low) else (index, True)


def _past_leftward(page: Page, index: int, low: int, last: int) -> tuple[int, bool]:
    """A participle belongs to the phrase before a preposition ("the man held in") and in "a witness named Jane"."""
    if index < last:
        named = page.words[index] in {"named", "called", "nicknamed"} and page.capital(index + 1)
        if named or page.tags[index + 1] & cues.PREP:
            return index, True
    return _relative_leftward(page, index, low)


def _mark_leftward(page: Page, index: int, low: int) -> tuple[int, bool]:
    """Parentheses and short quotations may stand inside a phrase; a dot may end an abbreviation."""
    word = page.words[index]
    if word == ")":
        for back in range(index - 1, max(low, index - LONGEST_PHRASE) - 1, -1):
            if page.words[back] == "(":
                return back, True
        return index + 1, False
    if word == "." and index > low and page.starts[index] == page.ends[index - 1]:
        return (index, True) if _NAME_FOLLOWS_DOT.match(page.raw(index - 1)) else (index + 1, False)
    return (index, True) if (word in _GLUE or word == "%") and not is_quote_mark(page, index) else (index + 1, False)


def _determiner_leftward(page: Page, index: int, low: int) -> tuple[int, bool]:
    """A determiner begins the phrase unless a preposition ties it to a noun before it."""
    before = index - 1
    if before > low and page.tags[before] & cues.PREP and nounlike(page, before - 1):
        return before, True
    if before >= low and page.tags[before] & cues.DET and page.words[before] != "that":
        return _determiner_leftward(page, before, low)
    if before > low and page.tags[before] & cues.CONJ:
        return _conjunction_leftward(page, before, low, index)[0], False
    return _relative_before(page, index, low)


def _conjunction_leftward(page: Page, index: int, low: int, last: int) -> tuple[int, bool]:
    """Whether "and" joins two noun phrases when what stands before it reaches back to the start of the clause without a verb."""
    if index <= low or index == last or not nounlike(page, index - 1):
        return index + 1, False
    start = phrase_before(page, index - 1, low)
    if start is None:
        return index + 1, False
    before = start - 1
    if before < low or page.words[before] in _BOUNDARY or page.tags[before] & (cues.SUB | cues.CONJ):
        return start, False
    return index + 1, False


_BOUNDARY = frozenset({",", ";", ":", "—", "–", "-", "“", '"', "``", "''", "”", "(", "‘"})


def _relative_leftward(page: Page, index: int, low: int) -> tuple[int, bool]:
    """A verb ends the scan unless it stands in a relative clause ("the man who attacked the office")."""
    for back in range(index - 1, max(low, index - 15), -1):
        if page.words[back] in _BOUNDARY:
            break
        if page.words[back] in {"who", "which", "whose", "that", "whom"}:
            if nounlike(page, back - 1) and not page.tags[back - 1] & cues.SAY:
                return back, True
            break
    return index + 1, False


def _relative_before(page: Page, index: int, low: int) -> tuple[int, bool]:
    """Go on over "the group which follows the war": a relative clause whose verb is not known to be one."""
    for back in range(index - 1, max(low, index - 6), -1):
        if not page.is_word(back):
            break
        if page.words[back] in {"who", "which"}:
            return (back, True) if nounlike(page, back - 1) and not page.tags[back - 1] & cues.SAY else (index, False)
    return index, False


def _past(page: Page, index: int, low: int) -> bool:
    """Whether a word in -ed stands where a verb stands and not an adjective."""
    if not page.tags[index] & cues.PAST or page.capital(index):
        return False
    before = index - 1
    if before < low or not page.is_word(before):
        return before >= low and page.words[before] in {")", "”"}
    return not page.tags[before] & (cues.DET | cues.PREP | cues.CONJ) and not page.words[before].endswith("'s")


def _verbal(page: Page, index: int, low: int) -> bool:
    """Whether a form of a verb of saying is a verb here: "reports", "claims" and "calls" are often nouns."""
    inflections = cues.saying_forms()[page.words[index]].inflections
    if "past" in inflections:
        return _past(page, index, low) or page.words[index] in {"said", "told", "wrote"}
    if "third" in inflections and index > low:
        return page.capital(index - 1) and not page.capital(index)
    return False


def _without_opening(page: Page, start: int, last: int, low: int) -> int:
    """Drop what opens the clause before its subject: "But", "However", "In Geneva", "Last week"."""
    if start == low or not page.is_word(start - 1):
        while start < last and page.words[start] in cues.openers():
            start += 1
    while start <= last and not page.is_word(start) and page.words[start] not in {"@", "#"}:
        start += 1
    if low < start <= last and page.words[start - 1] in _ADVERBIAL:
        return _after_adverbial(page, start, last)
    return start


def _after_adverbial(page: Page, start: int, last: int) -> int:
    """Where the subject begins after an opening preposition: at the last name, or where the letters change case."""
    mention = page.named[last]
    if mention >= 0:
        first = page.ends_at(page.mentions[mention].start)
        while first - 1 > start and page.tags[first - 1] & cues.TITLE:
            first -= 1
        return first if first > start else last + 1
    capital = page.capital(start)
    for index in range(start + 1, last + 1):
        if page.capital(index) != capital and page.is_word(index):
            return index
    return last + 1


def _rightward(page: Page, index: int, first: int, high: int, *, far: bool) -> bool:
    """Whether a phrase that began at `first` goes on over token `index`."""
    tags, word = page.tags[index], page.words[index]
    if not page.is_word(index):
        return _mark_rightward(page, index, first, high)
    if is_time(page, index) and not (index > first and page.tags[index - 1] & cues.DET):
        return False
    if index == first:
        return begins_phrase(page, index)
    if tags & cues.DET and word != "that":
        return bool(page.tags[index - 1] & (cues.PREP | cues.CONJ | cues.DET)) or page.words[index - 1] == "half"
    if tags & cues.PREP:
        return (far or word in {"of", "for"}) and index + 1 < high and page.timed[index + 1] < 0
    if tags & cues.CONJ:
        return _joins_rightward(page, index, high)
    return _noun_rightward(page, index, first)


def _noun_rightward(page: Page, index: int, first: int) -> bool:
    """Whether a word of no small class goes on with the phrase."""
    tags, before = page.tags[index], page.tags[index - 1]
    if tags & cues.PRON and not tags & cues.DET:
        return bool(before & (cues.PREP | cues.CONJ))
    if page.tags[first] & cues.PRON and not page.tags[first] & cues.DET:
        return False
    if tags & cues.ADV:
        return bool(before & cues.DET)
    if tags & cues.SAY and page.words[index].endswith("ing"):
        return False
    return not (tags & _STOP_TAGS or _past(page, index, first) or _says(page, index, first))


def _says(page: Page, index: int, first: int) -> bool:
    return bool(page.tags[index] & cues.SAY) and _verbal(page, index, first)


def _joins_rightward(page: Page, index: int, high: int) -> bool:
    if index + 1 >= high or not begins_phrase(page, index + 1) or page.words[index] not in {"and", "&", "or"}:
        return False
    stop = index + 1
    while stop < high and page.is_word(stop) and not page.tags[stop] & (_STOP_TAGS | cues.PREP | cues.CONJ):
        if stop > index + 1 and (_past(page, stop, index + 1) or _says(page, stop, index + 1)):
            break
        stop += 1
    return stop >= high or not (page.is_word(stop) and verb_like(page, stop, index + 1))


def _mark_rightward(page: Page, index: int, first: int, high: int) -> bool:
    word = page.words[index]
    if index == first:
        return word in {"@", "#"}
    if word == ".":
        glued = page.starts[index] == page.ends[index - 1]
        return glued and index + 1 < high and bool(_NAME_FOLLOWS_DOT.match(page.raw(index - 1)))
    if word == "(":
        return ")" in page.words[index : min(index + 6, high)]
    if word == ")":
        return "(" in page.words[max(first, index - 6) : index]
    return word in _GLUE and not is_quote_mark(page, index)


def is_quote_mark(page: Page, index: int) -> bool:
    """Whether a token is the opening or closing mark of a quotation that stands in no other."""
    held = page.quoted[index]
    if held < 0:
        return False
    quotation = page.quotations[held]
    return page.starts[index] == quotation.start or (quotation.closed and page.ends[index] == quotation.end)
