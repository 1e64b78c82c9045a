"""Noun phrases behind numbers, read without a tagger: which words are counted.

English puts the counted noun at the first plural after the number ("ten armed local men"); the words between are its
modifiers. That one regularity, a list of words that end a phrase, and a list of nouns for persons
(registries/cues/people.toml) are all that is used.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from wireroom.read.words import word_list

# Modifiers between a number and its noun: measured on NewsQuant, four cover all but 1 in 100.
MOST_MODIFIERS = 5

_WORD = re.compile(
    r"(?:[ ]\([A-Z]{2,9}\))?[ \u00a0]+(?P<open>[\"'“‘«(]|``[ ]|''[ ])?(?P<word>[^\W\d_](?:[\w.&]*\w)?(?:[-–‑’'][^\W_]+)*\]?\.?)"
)
_STOPS = frozenset(
    """
    the a an this that these those his her its their our my your of in on at by for from with to into onto over under than as and or
    but nor so if when while where who whom whose which what after before since until during against between among amid about
    around near through across via per behind beside besides beyond below above along despite except inclusive plus without within outside inside upon toward towards up down out off away
    is are was were be been being am has have had having do does did done will would shall should can could may might must
    not no he she it they we you i there here then also still yet only even just now ago later earlier
    said says say told added reported including included includes mostly mainly according because due whether
    killed died fled left escaped remained reached took taken went came gone became become made got gets shot
    kills kill killing injuring wounding injures wounds dies die dying leaving leaves hit hits struck told tells
    arrived returned joined entered crossed lost lose face faces faced fell rose remain remains stood stand live lived lives
    say want wanted need needed received suffered sustained stranded trapped carried signed died known seen found
    following today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday
    every each all both either neither several many some any few most
    dozens scores hundreds thousands millions tens several
    january february april june july august september october november december
    am pm a.m. p.m. a.m p.m north south east west northeast northwest southeast southwest
    """.split()
)
_IRREGULAR = {
    "people": "people", "children": "child", "men": "man", "women": "woman", "police": "police", "troops": "troops", "teeth": "tooth",
    "feet": "foot", "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "families": "family",
    "bodies": "body", "casualties": "casualty", "criteria": "criterion", "passers-by": "passer-by", "media": "media",
    "cattle": "cattle", "personnel": "personnel", "staff": "staff", "aircraft": "aircraft", "livestock": "livestock",
    "crew": "crew", "infantry": "infantry", "series": "series", "species": "species", "sheep": "sheep", "poultry": "poultry",
    "halves": "half", "wolves": "wolf", "leaves": "leaf", "shelves": "shelf", "thieves": "thief", "viruses": "virus",
    "schoolchildren": "schoolchild", "grandchildren": "grandchild", "fishermen": "fisherman", "clergy": "clergy", "phenomena": "phenomenon",
    "movies": "movie", "cookies": "cookie", "ties": "tie", "zombies": "zombie", "rookies": "rookie", "calories": "calorie", "houses": "house",
    "horses": "horse", "cases": "case", "buses": "bus", "gases": "gas", "heroes": "hero", "shoes": "shoe", "headquarters": "headquarters",
}  # fmt: skip
_PLURAL_ENDS = ("men", "people", "children", "folk")
_SINGULAR_S = re.compile(
    r"(?:ss|us|is|ous|'s|’s|ness|less)$|^(?:news|gas|bus|plus|perhaps|always|afterwards|besides|politics|economics|christmas)$"
)
_VERB_LIKE = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A counted noun phrase, `text[start:end]`, with its head noun in the singular, lower case."""

    start: int
    end: int
    head: str
    plural: bool
    words: str
    persons: bool = False


def noun_phrase(text: str, position: int, *, one: bool = False) -> Phrase | None:
    """The noun phrase that starts at `position` (after a number); None when no noun follows.

    With `one` the noun may be singular: the first noun for a person, or the last word before the phrase ends.
    """
    start = end = -1
    last = ""
    for _ in range(MOST_MODIFIERS + 1):
        match = _WORD.match(text, position)
        if match is None or (match["open"] == "(" and start >= 0):
            break
        word, lower = match["word"], match["word"].lower()
        if lower in ("and", "or") and last and not _VERB_LIKE.search(last):
            position, last = match.end("word"), ""
            continue
        final = lower.endswith(".") and lower not in _DOTTED
        word, lower = (word[:-1], lower[:-1]) if final else (word, lower)
        if (
            (lower in _STOPS and word not in _ACRONYMS)
            or (one and lower in word_list("people", "standalone"))
            or (one and last and _VERB_LIKE.search(lower))
        ):
            break
        start = match.start("word") if start < 0 else start
        end, last, position = match.start("word") + len(word), lower, match.end("word")
        if is_plural(lower) or (one and is_person(lower)):
            return _plural_phrase(text, start, end, lower)
        if final:
            break
    return _phrase(text, start, end, last, plural=False) if one and last else None


# Written large these are names before a noun ("35 IS fighters", "12 WHO doctors"), though small they end a phrase.
_ACRONYMS = frozenset(("IS", "WHO", "IT"))
_DOTTED = frozenset(("u.s.", "u.n.", "u.k."))


def _plural_phrase(text: str, start: int, end: int, head: str) -> Phrase:
    """The phrase that ends at a plural, or one word on when the plural is only a modifier."""
    following = _WORD.match(text, end)
    if following is not None and not following["open"] and _goes_on(head, following["word"].lower()):
        head, end = following["word"].lower(), following.end("word")
    return _phrase(text, start, end, head, plural=is_plural(head))


def is_stop(word: str) -> bool:
    """Whether a word ends a noun phrase: articles, prepositions, auxiliaries, verbs that follow counts."""
    return word.lower() in _STOPS


def _goes_on(word: str, following: str) -> bool:
    """Whether a plural is only the modifier of the noun behind it ("women prisoners", "Forces fighters")."""
    return (
        following not in _STOPS and is_plural(following) and is_person(following) and word not in ("others", "people")
    )


def _phrase(text: str, start: int, end: int, head: str, *, plural: bool) -> Phrase:
    bare = head.removesuffix("'s").removesuffix("’s")
    return Phrase(start, end, singular(bare), plural, text[start:end], is_person(bare))


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    tail = word.rsplit("-", 1)[-1]
    if (
        tail in _IRREGULAR
        or word in _IRREGULAR
        or (tail.endswith(_PLURAL_ENDS) and tail not in word_list("people", "not_persons"))
    ):
        return True
    return len(tail) > 3 and tail.endswith("s") and not _SINGULAR_S.search(tail)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of a lower-case noun by the rules of English spelling."""
    head, dash, tail = word.rpartition("-")
    if tail in _IRREGULAR:
        return head + dash + _IRREGULAR[tail]
    if tail.endswith(_PLURAL_ENDS) and tail not in word_list("people", "not_persons"):
        return head + dash + tail[:-2] + "an" if tail.endswith("men") else head + dash + tail
    if not is_plural(word):
        return word
    if tail.endswith("ies") and len(tail) > 4:
        return head + dash + tail[:-3] + "y"
    if re.search(r"(?:ch|sh|x|ss|zz)es$", tail):
        return head + dash + tail[:-2]
    return head + dash + tail[:-1]


@lru_cache(maxsize=20_000)
def is_person(word: str) -> bool:
    """Whether a lower-case noun names a person (registries/cues/people.toml)."""
    if word in _persons() or singular(word) in _persons():
        return True
    tail = word.rsplit("-", 1)[-1]
    if tail in _persons() or singular(tail) in _persons():
        return True
    return word.endswith(_endings()) and word not in word_list("people", "not_persons")


@cache
def _persons() -> frozenset[str]:
    return word_list("people", "persons")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(word_list("people", "endings")))
