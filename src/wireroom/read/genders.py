"""Whether "he" or "she" can stand for somebody: titles, roles, given names, and the pronouns the text itself uses.

A name whose gender nothing tells may be either. The text tells it where a sentence names one person and goes on with
"his" or "her"; such hints count only when they agree.
"""

from collections.abc import Sequence
from functools import cache

from wireroom.read import cues
from wireroom.read.clauses import Page
from wireroom.records.readings import NamedActor

_GENDER_OF = {
    **dict.fromkeys(("he", "his", "him", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
# Tokens between a name and the pronoun that tells its gender.
_HINT_REACH = 25
# "Mr" before a name is worth as many hints.
_TITLE_VOTES = 4
_TITLES = {
    "mr": "he",
    "sir": "he",
    "lord": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "lady": "she",
    "dame": "she",
}


class Genders:
    """The pronoun ("he", "she") of each actor of a report, "" when nothing tells; learns as pronouns are resolved."""

    def __init__(self, page: Page, actors: Sequence[NamedActor]) -> None:
        self._actors = actors
        self._known: dict[int, str] = {}
        self._hints = _hints(page)

    def of(self, actor: int) -> str:
        """The pronoun of an actor."""
        if actor not in self._known:
            one = self._actors[actor]
            named = pronoun_of((*(word for name in (one.name, *one.aliases) for word in _front(name)), one.role or ""))
            self._known[actor] = named or self._hinted(actor)
        return self._known[actor]

    def learn(self, actor: int, pronoun: str) -> None:
        """Keep what the words of a speaker told."""
        self._known[actor] = pronoun

    def _hinted(self, actor: int) -> str:
        votes = self._hints.get(actor, {})
        he, she = votes.get("he", 0), votes.get("she", 0)
        if he > 2 * she:
            return "he"
        return "she" if she > 2 * he else ""


def pronoun_of(words: Sequence[str]) -> str:
    """The pronoun ("he", "she") when a title, a role or a given name tells; "" when nothing does or they disagree."""
    found = {told for text in words for word in text.lower().split() if (told := told_by(word.strip(".,’'\"“”()")))}
    return found.pop() if len(found) == 1 else ""


@cache
def told_by(word: str) -> str:
    """What one lower-case word tells: "he", "she" or ""."""
    if word in _GENDER_OF:
        return _GENDER_OF[word]
    for pronoun in ("he", "she"):
        if word in cues.speaker_words(pronoun) or word in cues.speaker_words(f"{pronoun}_nouns"):
            return pronoun
    if word.endswith("woman"):
        return "she"
    return "he" if word.endswith("man") and word in cues.speaker_words("unnamed") else ""


def gender_noun(word: str) -> str:
    """ "he" for "man" or "father", "she" for "woman" or "mother", "" for other nouns and for names."""
    for pronoun in ("he", "she"):
        if word in cues.speaker_words(f"{pronoun}_nouns"):
            return pronoun
    return ""


def _front(name: str) -> tuple[str, ...]:
    """Titles and given names of a person: a surname tells nothing ("Mr. James" is, "Ada James" is not)."""
    return tuple(name.split()[:-1])


def _hints(page: Page) -> dict[int, dict[str, int]]:
    """How often "his" or "her" follows the only person named so far in a sentence, by actor."""
    found: dict[int, dict[str, int]] = {}
    for low, high in page.bounds:
        people = {page.mentions[held].actor for held in page.named[low:high] if held >= 0 and _is_person(page, held)}
        if people:
            _hint_in(page, low, high, found)
    for mention in page.mentions:
        at = page.ends_at(mention.start)
        before = [page.words[index] for index in range(max(0, at - 2), min(at + 1, len(page.words)))]
        title = next((_TITLES[word] for word in before if word in _TITLES), "")
        if mention.kind == "person" and title:
            _vote(found, mention.actor, title, _TITLE_VOTES)
    return found


def _vote(found: dict[int, dict[str, int]], actor: int, pronoun: str, count: int = 1) -> None:
    votes = found.setdefault(actor, {})
    votes[pronoun] = votes.get(pronoun, 0) + count


def _hint_in(page: Page, low: int, high: int, found: dict[int, dict[str, int]]) -> None:
    actor, last = -1, -1
    for index in range(low, high):
        held = page.named[index]
        if held >= 0 and _is_person(page, held):
            if actor not in {-1, page.mentions[held].actor}:
                return
            actor, last = page.mentions[held].actor, index
        elif gender_noun(page.words[index]):
            return
        elif page.words[index] in _GENDER_OF and page.quoted[index] < 0:
            if actor >= 0 and index - last <= _HINT_REACH:
                _vote(found, actor, _GENDER_OF[page.words[index]])
            return


def _is_person(page: Page, held: int) -> bool:
    return page.mentions[held].kind == "person"
