"""What a text calls the actors it names: "LKM militants", "the jihadist group X", "X, a mining company", the head of a name.

These words are the evidence by which `anaphora` takes "the militants" or "the company" for an actor.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from wireroom.names import normal
from wireroom.read.definitions import definition_of
from wireroom.read.namings import Naming
from wireroom.read.words import word_list
from wireroom.records.readings import NamedActor, Sentence

_AFTER = re.compile(r"(?:['’]s?)?\s([a-z]+)(?:\s([a-z]+))?")
_BEFORE = re.compile(r"([\w-]+)(?:\s([a-z]+))?(,)?\s(?:called\s|named\s|known\sas\s)?(?:the\s)?[\"“'‘]?$")
# "X, a jihadist group based in …", "X (a mining company)", "X is an extremist movement".
_CALLED = re.compile(r"(?:\s?,|\s\(|\s(?:is|was|are))\s(?:an?|the|another|one\sof\sthe)\s((?:[\w’'-]+\s?){1,6})")
_STOP = frozenset("that which who whose in of for from at with by based led founded run and or".split())
FAMILIES = ("called_militants", "called_rebels", "called_separatists")
_MOST_DEFINITIONS = 40


def descriptions(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Naming],
    owners: Sequence[int],
    actors: Sequence[NamedActor],
) -> list[set[str]]:
    """For every actor the lower-case words that its name ends in and that the text calls it by."""
    found = [_heads(actor) for actor in actors]
    for naming, owner in zip(named, owners, strict=True):
        if actors[owner].kind not in ("person", "place"):
            sentence = sentences[naming.sentence]
            found[owner].update(_beside(text, naming.start, naming.end, sentence.start, sentence.end))
    _by_definitions(text, sentences, actors, found)
    return found


def kin(words: set[str] | frozenset[str]) -> frozenset[str]:
    """All words of the families that some of the words stand in: what a group so called may be called as well."""
    return frozenset().union(*(family for family in families() if family & words))


def evidence_for(words: set[str] | frozenset[str]) -> frozenset[str]:
    """What a group must be called by, so that one of the words can mean it: militants may be meant by "jihadists", not by
    "rebels"."""
    return kin(words) if words & families()[0] else kin(words) - in_all_families()


@cache
def in_all_families() -> frozenset[str]:
    """Words that say least ("militants"): they stand for members of every family."""
    return frozenset.intersection(*families())


@cache
def in_any_family() -> frozenset[str]:
    """Every word for a group's people: "rebels", "jihadists", "separatists"."""
    return frozenset().union(*families())


@cache
def families() -> tuple[frozenset[str], ...]:
    """The families of words for a group's people."""
    return tuple(word_list("groups", key) for key in FAMILIES)


@cache
def _telling() -> frozenset[str]:
    return frozenset().union(*families()) | word_list("groups", "stand_ins") | word_list("organisations", "stand_ins")


def _heads(actor: NamedActor) -> set[str]:
    """The head words of an actor's names: the last, and the one before "of" or "for"."""
    if actor.kind in ("person", "place"):
        return set()
    heads = set()
    for name in (actor.name, *actor.aliases):
        words = normal(name).split()
        if len(words) > 1:
            inner = [word for word, link in pairwise(words) if link in ("of", "for")]
            heads.add(inner[0] if inner else words[-1])
    return heads


def _beside(text: str, start: int, end: int, first: int, last: int) -> set[str]:
    called: set[str] = set()
    after = _AFTER.match(text, end, last)
    if after:
        described = after[1] in word_list("groups", "plain_adjectives") or after[1] in _telling()
        called |= {word for word in after.groups()[: 1 + described] if word and word in _telling()}
    before = _BEFORE.search(text[max(first, start - 50) : start])
    if before and (not before[3] or text.startswith(",", end)):
        called |= _called_before(before[1].lower(), before[2])
    apposed = _CALLED.match(text, end, last)
    if apposed:
        words = apposed[1].lower().split()
        stop = next((place for place, word in enumerate(words) if word in _STOP), len(words))
        called |= {word for word in words[:stop] if word in _telling()}
    return called


def _called_before(first: str, second: str | None) -> set[str]:
    """What stands right before a name: "jihadist X", "the jihadist group X"; "the rebels met X" says nothing of X."""
    nearest = second or first
    if nearest not in _telling() or nearest.endswith("s"):
        return set()
    return {nearest} | ({first} & _telling() if second else set())


def _by_definitions(
    text: str, sentences: Sequence[Sentence], actors: Sequence[NamedActor], found: list[set[str]]
) -> None:
    """ "ISX is another acronym for the extremist group" calls ISX an extremist group."""
    by_name = {normal(name): place for place, actor in enumerate(actors) for name in (actor.name, *actor.aliases)}
    defining = [sentence for sentence in sentences if sentence.kind == "definition"]
    for sentence in defining[:_MOST_DEFINITIONS]:
        definition = definition_of(sentence.words(text))
        if definition is None:
            continue
        for name, words in ((definition.name, definition.other), (definition.other, definition.name)):
            place = by_name.get(normal(name))
            if place is not None:
                found[place].update(word for word in words.lower().split() if word in _telling())
