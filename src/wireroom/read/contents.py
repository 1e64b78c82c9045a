"""What follows a verb of saying: hearer, time and channel are passed, then content begins or nothing does."""

from wireroom.read import clauses, cues
from wireroom.read.clauses import Page
from wireroom.read.cues import Saying
from wireroom.read.drafts import DASHES, Complement
from wireroom.read.subjects import plausible

_WH = frozenset({"how", "why", "what", "whether", "if", "where", "who", "which"})
_OBJECTS = frozenset({"him", "her", "them", "me", "us", "you", "it"})
_HEARER_PARTS = frozenset("of news agency television radio tv newspaper".split())
_CHANNEL_PREPOSITIONS = frozenset("in on via by at during through from over".split())
_CHANNEL_GOES_ON = frozenset("with to from on by".split())
_TIME_OPENINGS = frozenset({"late", "early", "earlier", "later"})
_SETTLED = frozenset({"that", ",", ":", "."})
# Words after a verb that stands beside its content: "…, he said when asked".
_GOVERNED = frozenset("whether if that how what why where".split())
# What "said" may govern without saying what was said.
_EMPTY = frozenset("little nothing anything something much so enough than as".split())
_LOOSE = cues.PREP | cues.SUB | cues.CONJ | cues.ADV | cues.REL


def complement_of(page: Page, index: int, high: int, saying: Saying) -> Complement:
    """What follows a verb whose last word stands before token `index`."""
    found = Complement(-1, "none", index)
    index = _over_adverbs(page, index, high)
    if "hearer" in saying.takes and index < high:
        index = _over_hearer(page, index, high, found)
    index = over_adverbials(page, index, high, found, saying=saying)
    found.end = index
    if index < high:
        start = _over_insertion(page, index, high)
        found.comma = start > index and opens_quotation(page, start)
        _classify(page, start, high, saying, found)
    return found


def stands_beside(page: Page, found: Complement, high: int) -> bool:
    """Whether nothing that the verb governs follows it, so that what is said must stand before."""
    if found.end >= high or not page.is_word(found.end):
        return True
    word = page.words[found.end]
    if word in _GOVERNED or (word == "to" and not _is_addressed(page, found.end, high)):
        return False
    return bool(page.tags[found.end] & _LOOSE) or page.timed[found.end] >= 0


def over_adverbials(page: Page, index: int, high: int, found: Complement, *, saying: Saying | None = None) -> int:
    """The token after times, channels and places that belong to the verb; notes time and channel in `found`."""
    for _ in range(6):
        if index >= high or (saying and "warning" in saying.takes and page.words[index] in {"of", "against", "about"}):
            break
        step = _over_time(page, index, high, found) or _over_place(page, index, high, found)
        if not step:
            break
        index = step
    return index


def opens_quotation(page: Page, index: int) -> bool:
    """Whether a token is the opening mark of a quotation."""
    return clauses.is_quote_mark(page, index) and page.starts[index] == page.quotations[page.quoted[index]].start


def closes_quotation(page: Page, index: int) -> bool:
    """Whether a token is the closing mark of a quotation."""
    return clauses.is_quote_mark(page, index) and page.starts[index] != page.quotations[page.quoted[index]].start


def _is_addressed(page: Page, to: int, high: int) -> bool:
    """Whether "to" goes on with a hearer ("to reporters", "to the council") and not with an infinitive."""
    if to + 1 >= high:
        return False
    following = page.words[to + 1]
    return (
        page.capital(to + 1)
        or bool(page.tags[to + 1] & (cues.DET | cues.PRON))
        or following in _OBJECTS
        or following in cues.speaker_words("audience")
        or bool(cues.speaker_class(following))
    )


def _over_insertion(page: Page, index: int, high: int) -> int:
    """The token after an adverb or a citation between commas: "said, however, that", "said, citing officials, that"."""
    if page.words[index] != "," or index + 2 >= high:
        return index
    named = index + 2 + (page.words[index + 1 : index + 3] == ["according", "to"])
    if named > index + 2 or page.words[index + 1] in {"citing", "quoting"}:
        stop = clauses.phrase_after(page, named, high, far=True)
        return stop + 1 if named < stop < high - 1 and page.words[stop] == "," else index
    if page.words[index + 2] != ",":
        return index
    adverb = (
        page.tags[index + 1] & cues.ADV or page.words[index + 1] in cues.openers() or page.words[index + 1] == "though"
    )
    return index + 3 if adverb and index + 3 < high else index


def _over_adverbs(page: Page, index: int, high: int) -> int:
    while index < high and page.tags[index] & cues.ADV and page.timed[index] < 0 and not page.tags[index] & cues.DET:
        if page.words[index] in {"just", "even", "only"}:
            break
        index += 1
    return index


def _over_hearer(page: Page, index: int, high: int, found: Complement) -> int:
    if page.words[index] in {"that", ",", ":", "of", "against"} or clauses.is_quote_mark(page, index):
        return index
    stop = _hearer_end(page, index, high)
    settled = stop < high and (page.words[stop] in _SETTLED or clauses.is_quote_mark(page, stop))
    if stop > index and not settled and not plausible(page, index, stop) and page.words[stop - 1] not in _OBJECTS:
        return index
    if stop > index and not page.tags[index] & cues.PRON and page.words[stop - 1] not in _OBJECTS:
        audience = page.words[stop - 1] in cues.speaker_words("audience")
        found.channel = "told reporters" if audience else f"told {page.span(index, stop).words(page.text)}"
    return _past_apposition(page, stop, high)


def _past_apposition(page: Page, stop: int, high: int) -> int:
    """The token after a hearer's apposition, when "that" follows it: "told Jane Doe, the mayor, that"."""
    if stop < high and page.words[stop] == ",":
        for ahead in range(stop + 2, min(high - 1, stop + 16)):
            if page.words[ahead] == "," and page.words[ahead + 1] == "that":
                return ahead + 1
    return stop


def _hearer_end(page: Page, index: int, high: int) -> int:
    """Where the hearer ends: a pronoun, a name, or a noun phrase with its determiner."""
    if page.words[index] in _OBJECTS or page.words[index] in cues.speaker_words("audience"):
        return index + 1
    held = page.named[index]
    if held >= 0:
        stop = _past_name(page, min(max(page.ends_at(page.mentions[held].end), index + 1), high), high)
        if not page.words[stop - 1].endswith("'s"):
            return stop
    stop = clauses.phrase_after(page, index, high)
    if stop > index and page.capital(index) and not page.tags[index] & cues.DET:
        run = index
        while run < stop and (page.capital(run) or not page.is_word(run) or page.words[run] in _HEARER_PARTS):
            run += 1
        return run if run > index and not page.words[run - 1].endswith("'s") else stop
    return stop


def _past_name(page: Page, stop: int, high: int) -> int:
    """The end of a hearer whose name goes on: "Hill City police", "NBX 4 Hilltown"."""
    if stop < high and (page.words[stop] in _HEARER_PARTS or cues.speaker_class(page.words[stop])):
        return stop if page.tags[stop] & cues.PRON else stop + 1
    run = stop
    while run < high and (page.capital(run) or page.words[run].isdigit()):
        run += 1
    return run if run >= high or page.words[run] in _SETTLED or page.tags[run] & (cues.PRON | cues.DET) else stop


def _over_time(page: Page, index: int, high: int, found: Complement) -> int:
    opening = page.tags[index] & cues.PREP or page.words[index] in _TIME_OPENINGS
    start = index + 1 if opening and page.timed[index] < 0 else index
    if start >= high or page.timed[start] < 0:
        return 0
    stop = start
    while stop < high and page.timed[stop] == page.timed[start]:
        stop += 1
    if page.words[stop - 1].endswith("'s"):
        return 0
    if found.said is None:
        found.said = page.timed[start]
    return stop


def _over_place(page: Page, index: int, high: int, found: Complement) -> int:
    """A phrase such as "in a statement" or "at the scene", passed when it belongs to the verb and not to the content."""
    if not page.tags[index] & cues.PREP or (page.words[index] == "to" and not _is_addressed(page, index, high)):
        return 0
    stop = clauses.phrase_after(page, index + 1, high)
    if stop == index + 1:
        return 0
    if page.words[index] in _CHANNEL_PREPOSITIONS and not cues.channels().isdisjoint(page.words[index + 1 : stop]):
        stop = _channel_end(page, stop, high)
        if found.channel is None:
            found.channel = page.span(index + 1, stop).words(page.text)
        return stop
    if stop >= high or page.words[stop] in _SETTLED or clauses.is_quote_mark(page, stop) or page.timed[stop] >= 0:
        return stop
    if not page.tags[stop] & cues.PREP or stop + 1 >= high:
        return 0
    return stop if page.timed[stop + 1] >= 0 or _settles_later(page, stop, high) else 0


def _settles_later(page: Page, index: int, high: int) -> bool:
    stop = clauses.phrase_after(page, index + 1, high, far=True)
    return stop >= high or page.words[stop] in _SETTLED or clauses.is_quote_mark(page, stop)


def _channel_end(page: Page, stop: int, high: int) -> int:
    """The end of "an interview with X" and "a statement to Y", which go on over the preposition."""
    if stop + 1 >= high or page.words[stop] not in _CHANNEL_GOES_ON or page.timed[stop + 1] >= 0:
        return stop
    longer = clauses.phrase_after(page, stop + 1, high)
    settled = longer >= high or page.words[longer] in _SETTLED or page.capital(stop + 1)
    return longer if longer > stop + 1 and settled else stop


def _classify(page: Page, index: int, high: int, saying: Saying, found: Complement) -> None:
    """Where content begins after the verb, and its kind; leaves `found` alone when nothing fits."""
    word = page.words[index]
    if word == "," or word in DASHES:
        found.comma = True
        if index + 1 < high and opens_quotation(page, index + 1):
            found.start, found.kind = index + 1, "quote"
    elif word == ":":
        found.start, found.kind = index + 1, "colon"
    elif opens_quotation(page, index):
        found.start, found.kind = index, "quote"
    else:
        kind = _kind_of(page, index, high, saying)
        if kind:
            found.start, found.kind = (index + 1 if kind == "that" else index), kind


def _kind_of(page: Page, index: int, high: int, saying: Saying) -> str:
    word, takes = page.words[index], saying.takes
    if word == "that" and not takes.isdisjoint({"clause", "that", "hearer"}):
        return "that"
    if word in _WH and not takes.isdisjoint({"clause", "that"}) and saying.needs:
        return "clause"
    if word == "to":
        return _infinitive(page, index, high, saying)
    if "warning" in takes and word in {"of", "against", "about"}:
        return "thing"
    if "gerund" in takes and word.endswith("ing"):
        return "thing"
    if clauses.begins_phrase(page, index) and _is_framed(page, index, high, takes):
        return "thing"
    return _clause_or_thing(page, index, high, saying)


def _is_framed(page: Page, index: int, high: int, takes: frozenset[str]) -> bool:
    """Whether somebody follows, and then what the verb says of them: "urged both to stop", "accused X of"."""
    if "request" in takes:
        return _ahead(page, index, high, {"to", "not"}, 14)
    if "charge" in takes:
        return _ahead(page, index, high, {"of", "for", "with", "on"}, 14)
    if "naming" in takes:
        return _ahead(page, index, high, {"as"}, 14)
    if "calling" in takes:
        return _calls(page, index, high)
    if "toll" in takes:
        return _ahead(page, index, high, {"toll", "number", "figure", "death"}, 5) and _ahead(
            page, index, high, {"at"}, 9
        )
    return False


def _clause_or_thing(page: Page, index: int, high: int, saying: Saying) -> str:
    takes = saying.takes
    if "clause" in takes and high - index >= 2 and _is_clause(page, index, high, saying):
        return "clause"
    if "thing" in takes and clauses.begins_phrase(page, index) and page.timed[index] < 0:
        stop = clauses.phrase_after(page, index, high, far=True)
        if not saying.objects or not saying.objects.isdisjoint(page.words[index : stop + 1]):
            return "thing"
    return ""


def _is_clause(page: Page, index: int, high: int, saying: Saying) -> bool:
    """After "said" anything goes; after other verbs a noun phrase and then a verb."""
    tags = page.tags[index]
    unheard = "hearer" in saying.takes and bool(page.tags[index - 1] & cues.SAY)
    if not saying.needs and not unheard:
        bare = page.words[index] == "it" and bool(page.tags[index + 1] & (cues.PREP | cues.DET | cues.CONJ))
        return not tags & cues.CONJ and page.is_word(index) and page.words[index] not in _EMPTY and not bare
    if not clauses.begins_phrase(page, index) and not tags & (cues.PREP | cues.SUB):
        return False
    stop = clauses.phrase_after(page, index, high, far=True)
    while stop < high and page.tags[stop] & cues.ADV:
        stop += 1
    if tags & cues.PRON and stop < high and page.is_word(stop):
        return True
    if index < stop < high and page.words[stop] == "," and "thing" not in saying.takes:
        return page.capital(index) and clauses.has_verb(page, stop, high)
    return index < stop < high and clauses.verb_like(page, stop, index)


def _infinitive(page: Page, index: int, high: int, saying: Saying) -> str:
    following = page.words[index + 1] if index + 1 < high else ""
    if "silence" in saying.takes:
        return "deed" if following in cues.phrases("silent") else ""
    return "deed" if "deed" in saying.takes and following else ""


def _ahead(page: Page, index: int, high: int, words: set[str], reach: int) -> bool:
    for ahead in range(index + 1, min(high, index + reach)):
        if page.words[ahead] in words:
            return True
        if page.words[ahead] in {",", ":", ";"}:
            return False
    return False


def _calls(page: Page, index: int, high: int) -> bool:
    """Whether somebody and what they are called follow: "called it a mistake", "called the raid 'cowardly'"."""
    stop = (
        index + 1
        if page.words[index] in _OBJECTS or page.words[index] in {"this", "that"}
        else clauses.phrase_after(page, index, high, far=True)
    )
    return index < stop < high and (opens_quotation(page, stop) or page.words[stop] in {"a", "an", "the"})
