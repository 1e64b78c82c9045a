"""What a text says of its actors beside their names: roles of persons, kinds of bodies.

"Ada Poe, mayor of Hill", "Mayor Ada Poe" and "the mayor, Ada Poe" tell that "the mayor" may be her; "the Lake-based Hill
Watch, a monitoring group" tells that "the Lake-based group" and "the monitor" may be that body.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from wireroom.outlets import agencies
from wireroom.read import cues
from wireroom.read.clauses import Page
from wireroom.read.words import tables, word_list
from wireroom.records.readings import Mention, NamedActor

WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_BEFORE_REACH, _AFTER_REACH, _MOST_BEFORE, _MOST_AFTER = 60, 90, 4, 8
_BEFORE = re.compile(r"[^,.;:()\"“”]*,?\s*[\"“]?$")
_AFTER = re.compile(r"\s*(?:,|\(|\sis\s|\swas\s|[—–]|-\s)?\s*(?P<words>[^.,;:()\"“”]*)")
_SPOKES = re.compile(r"spokes(?:man|woman|person|men|people|persons)")


class Epithets:
    """The words beside the names of each actor, in lower case, looked up once an actor."""

    def __init__(self, page: Page, actors: Sequence[NamedActor]) -> None:
        self._page, self._actors = page, actors
        self._of: dict[int, list[Mention]] = {}
        self._words: dict[int, frozenset[str]] = {}
        for mention in page.mentions:
            self._of.setdefault(mention.actor, []).append(mention)

    def words(self, actor: int) -> frozenset[str]:
        """Every word right before a name of the actor, or in an apposition behind it, and its role's."""
        if actor not in self._words:
            role = self._actors[actor].role
            found = {role_key(word) for word in WORD.findall((role or "").lower())}
            for mention in self._of.get(actor, ()):
                found.update(self._beside(mention))
            self._words[actor] = frozenset(found)
        return self._words[actor]

    def named(self, actor: int) -> frozenset[str]:
        """The words of the actor's names."""
        one = self._actors[actor]
        return frozenset(
            word.lower() for name in (one.name, *one.aliases) if name[:1].isupper() for word in WORD.findall(name)
        )

    def has_modifiers(self, actor: int, modifiers: Sequence[str]) -> bool:
        """Whether the text says all the modifiers of the actor or of its body."""
        organisation = self._actors[actor].organisation
        known = self.words(actor) | self.named(actor)
        if organisation is not None:
            known |= self.named(organisation)
        return all(word in known or role_key(word) in known for word in modifiers)

    def contradicts(self, actor: int, modifiers: Sequence[str]) -> bool:
        """Whether the text gives the actor another seat than "the Lake-based group" has, or lacks a plain modifier."""
        seats = {word for word in self.words(actor) if word.endswith("-based")}
        wanted = [word for word in modifiers if word.endswith("-based")]
        rest = [word for word in modifiers if not word.endswith("-based")]
        return bool(wanted and seats and seats.isdisjoint(wanted)) or not self.has_modifiers(actor, rest)

    def is_called(self, actor: int, noun: str) -> bool:
        """Whether a body's name ends in a noun, holds one of its kind, or is described by it."""
        named = self.named(actor)
        alike = next((words for words in _alike() if noun in words), frozenset({noun}))
        if len(named) > 1 and not alike.isdisjoint(named):
            return True
        if noun in self.words(actor):
            return True
        name = self._actors[actor].name.lower()
        if name in agency_names():
            return noun == "agency"
        return (
            noun in word_list("organisations", "media_nouns") or cues.speaker_class(noun) == "media"
        ) and is_medium_name(name)

    def is_kind_noun(self, noun: str) -> bool:
        """Whether a noun for persons may be a body too: "the monitor"."""
        return any(noun in words for words in _alike())

    def _beside(self, mention: Mention) -> set[str]:
        page = self._page
        sentence = page.sentences[mention.sentence]
        before = page.text[max(sentence.start, mention.start - _BEFORE_REACH) : mention.start]
        after = page.text[mention.end : min(sentence.end, mention.end + _AFTER_REACH)]
        left = _BEFORE.search(before)
        found = [] if left is None else _nearest(WORD.findall(left[0].lower()))
        right = _AFTER.match(after)
        if right is not None:
            words = WORD.findall(right["words"].lower())[:_MOST_AFTER]
            apposed = bool(re.match(r"\s*(?:,|\(|is\s|was\s|[—–])", after))
            person = self._actors[mention.actor].kind == "person"
            found += _apposition(words, person=person) if apposed else _heads(words[:2])
        return {role_key(word) for word in found}


def role_key(word: str) -> str:
    """A word of a role in its common form: all spokespersons under one, "Sen" as "senator"."""
    bare = word.rstrip(".").lower()
    return "spokesperson" if _SPOKES.fullmatch(bare) else _long_forms().get(bare, bare)


@cache
def _long_forms() -> Mapping[str, str]:
    """Short and other forms of roles with the common one."""
    return {form: role for role, forms in tables("titles", "long_forms").items() for form in forms.split()}


@cache
def _alike() -> tuple[frozenset[str], ...]:
    """Nouns for one kind of body, a set a kind: a name with one of them is meant by another."""
    return tuple(frozenset(words.split()) for words in tables("organisations", "alike").values())


def is_role(word: str) -> bool:
    """Whether a noun names a role or post."""
    return cues.speaker_class(word) == "unnamed" or word in word_list("titles", "roles")


@cache
def agency_names() -> frozenset[str]:
    """News agencies' names and credits in lower case."""
    return frozenset(name.lower() for agency in agencies() for name in (agency.name, *agency.aliases))


@cache
def is_medium(word: str) -> bool:
    """Whether a lower-case word shows a medium or a reporter."""
    bare = word.removesuffix("'s")
    return (
        cues.speaker_class(bare) == "media"
        or bare.endswith(("-tv", "-fm"))
        or bare.rstrip("0123456789") in word_list("organisations", "stations")
    )


@cache
def is_medium_name(name: str) -> bool:
    """Whether a name is a medium's."""
    lower = name.lower()
    return lower in agency_names() or any(is_medium(word) for word in lower.split())


def _nearest(words: Sequence[str]) -> list[str]:
    """The words right before a name up to a verb or another word that no title holds."""
    found: list[str] = []
    for word in reversed(words[-_MOST_BEFORE:]):
        tags = cues.tags_of(word)
        if tags & (cues.PREP | cues.CONJ | cues.SUB | cues.REL | cues.AUX | cues.MODAL | cues.VERB | cues.PAST) or (
            tags & cues.SAY and not is_role(word)
        ):
            break
        if tags & cues.DET:
            break
        found.append(word)
    return found


def _apposition(words: Sequence[str], *, person: bool) -> list[str]:
    """The words of an apposition; a clause with a verb of its own is none, but "who heads" and "head of" are.

    A person's role is no apposition of a body: "left the Hill Trust, ministry spokeswoman Ada Poe said".
    """
    found: list[str] = []
    in_head = True
    for word in words:
        if is_role(word) and in_head and not person:
            return []
        in_head = in_head and not cues.tags_of(word) & cues.PREP
        if cues.tags_of(word) & (cues.AUX | cues.MODAL | cues.SAY) and not is_role(word):
            break
        if word in {"and", "but", "when", "while", "after"}:
            break
        found.append({"heads": "head", "leads": "leader", "chairs": "chairman", "runs": "director"}.get(word, word))
    return found


def _heads(words: Sequence[str]) -> list[str]:
    """What right behind a name says what it is: "the Lake Times newspaper", "Hill Watch monitoring group"."""
    return [word for word in words if cues.speaker_class(word) in {"organisation", "media"}]
