"""Who a speaker is: the kind read off the words, and the name that a pronoun, a role or a short name stands for.

Resolution looks back in the same report only. A pronoun takes the nearest person who spoke or was named before it; with
two equal candidates it stays unresolved and says so. A role ("the spokesman") takes the actor with that role, a noun for
a body ("the group", "the force") the nearest organisation or group. The order of preference follows the usual salience
ranking (Lappin and Leass 1994): speaker of the statement before, then subject, then any mention.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.read import cues
from wireroom.read.clauses import Page
from wireroom.records.readings import Mention, NamedActor, SpeakerKind
from wireroom.records.spans import Span

# How many sentences back a pronoun may reach, headlines and set-aside lines included.
PRONOUN_REACH = 8
NOUN_REACH = 12
_HE_SHE = frozenset({"he", "she"})
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|men|people|persons)\b", re.IGNORECASE)


@dataclass(slots=True)
class Voice:
    """What is known of one speaker: the name, the actor, the kind, and how it was found."""

    name: str | None = None
    actor: int | None = None
    kind: SpeakerKind = "unnamed"
    role: str | None = None
    organisation: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """One person who spoke, with where: what a later pronoun may stand for. No name when the text gives only a role."""

    sentence: int
    paragraph: int
    actor: int | None
    name: str | None
    words: str
    pronoun: str


class Speakers:
    """Resolves the speakers of one report in the order of the text; remembers who has spoken."""

    def __init__(self, page: Page, actors: Sequence[NamedActor]) -> None:
        self._page = page
        self._actors = actors
        self._heard: list[Heard] = []
        self._by_start = sorted(page.mentions)

    def voice_of(self, speaker: Span, sentence: int) -> Voice:
        """The voice of a speaker span of a sentence; a name once found is remembered for later pronouns."""
        words = speaker.words(self._page.text)
        lowered = [match.group().lower() for match in _WORD.finditer(words)]
        voice = self._named(speaker, words, lowered) or self._unnamed(speaker, lowered, sentence)
        self._fill(voice)
        if voice.name is not None and (voice.actor is None or self._actors[voice.actor].kind == "person"):
            self._remember(voice, sentence)
        return voice

    def _named(self, speaker: Span, words: str, lowered: list[str]) -> Voice | None:
        inside = [mention for mention in self._page.mentions if mention.overlaps(speaker)]
        person = next((mention for mention in reversed(inside) if mention.kind == "person"), None)
        if person is not None and not _is_adjunct(self._page.text, speaker, person):
            return Voice(self._actors[person.actor].name, person.actor, "named")
        body = [one for one in inside if one.kind in {"organisation", "group"}]
        if body and body[-1].end >= speaker.end - 2 and (body[-1].start <= speaker.start + 4 or not _heads(lowered)):
            return self._body(body[-1], lowered)
        if not lowered or not words[:1].isupper() or len(lowered) < 2 or cues.speaker_class(lowered[-1]):
            return None
        if all(word[:1].isupper() for word in _WORD.findall(words)) and not inside:
            return Voice(words, None, "named", reasons=("a name that is mentioned nowhere else",))
        return None

    def _body(self, mention: Mention, lowered: list[str]) -> Voice:
        media = any(cues.speaker_class(word) == "media" for word in lowered)
        return Voice(self._actors[mention.actor].name, mention.actor, "media" if media else "organisation")

    def _unnamed(self, speaker: Span, lowered: list[str], sentence: int) -> Voice:
        kind = kind_of_words(lowered)
        if len(lowered) == 1 and lowered[0] in _HE_SHE:
            return self._pronoun(lowered[0], sentence)
        if len(lowered) == 1 and lowered[0] in {"it", "they", "we", "i", "you", "who"}:
            return (
                Voice(kind=kind, reasons=(f"“{lowered[0]}” is not resolved",))
                if lowered[0] != "it"
                else self._noun(speaker, lowered, sentence, kind)
            )
        if lowered and lowered[0] in {"the", "its", "this", "that"}:
            return self._noun(speaker, lowered, sentence, kind)
        return Voice(kind=kind)

    def _pronoun(self, word: str, sentence: int) -> Voice:
        """ "he" and "she": the last person who spoke, else the only person of the nearest sentence that names one."""
        paragraph = self._page.sentences[sentence].paragraph
        for heard in reversed(self._heard):
            if sentence - heard.sentence > PRONOUN_REACH:
                break
            reason = f"“{word}” taken for {heard.name}, who spoke last before it"
            if not self._between(heard, sentence) or heard.paragraph == paragraph:
                return Voice(heard.name, heard.actor, reasons=(reason,))
            return self._nearest_person(word, sentence, heard)
        return self._nearest_person(word, sentence, None)

    def _between(self, heard: Heard, sentence: int) -> bool:
        """Whether a person other than the last speaker is named between that speaker and the pronoun."""
        return any(
            heard.sentence < mention.sentence < sentence and mention.kind == "person" and mention.actor != heard.actor
            for mention in self._page.mentions
        )

    def _nearest_person(self, word: str, sentence: int, heard: Heard | None) -> Voice:
        for back in range(sentence - 1, max(-1, sentence - PRONOUN_REACH - 1), -1):
            if heard is not None and back <= heard.sentence:
                break
            people = [mention for mention in self._by_start if mention.sentence == back and mention.kind == "person"]
            actors = list(dict.fromkeys(mention.actor for mention in people))
            if len(actors) == 1 and self._opens(people[0]):
                name = self._actors[actors[0]].name
                return Voice(name, actors[0], reasons=(f"“{word}” taken for {name}, named last before it",))
            if len(actors) > 1 and heard is None:
                names = " or ".join(self._actors[actor].name for actor in actors[:3])
                return Voice(reasons=(f"“{word}” may be {names}: left open",))
        if heard is not None:
            reason = f"“{word}” taken for {heard.name}, who spoke last before it"
            return Voice(heard.name, heard.actor, reasons=(reason,))
        return Voice(reasons=(f"nobody before “{word}” is named",))

    def _opens(self, mention: Mention) -> bool:
        """Whether a mention stands in the first half of its sentence, where subjects stand."""
        sentence = self._page.sentences[mention.sentence]
        return mention.start - sentence.start <= (sentence.end - sentence.start) / 2 + 20

    def _noun(self, speaker: Span, lowered: list[str], sentence: int, kind: SpeakerKind) -> Voice:
        head = lowered[-1]
        people = kind == "unnamed" and head != "it"
        if people and len(lowered) <= 3:
            actor = self._with_role(lowered[-1], sentence)
            if actor is not None:
                name = self._actors[actor].name
                return Voice(name, actor, kind, reasons=(f"“{' '.join(lowered)}” is the role of {name}",))
            return Voice(kind=kind)
        if not people and len(lowered) <= 2:
            return self._nearest_body(lowered, sentence, kind)
        return Voice(kind=kind)

    def _with_role(self, head: str, sentence: int) -> int | None:
        for heard in reversed(self._heard):
            if (
                heard.actor is not None
                and sentence - heard.sentence <= NOUN_REACH
                and _has_role(self._actors[heard.actor], head)
            ):
                return heard.actor
        named = [index for index, actor in enumerate(self._actors) if actor.kind == "person" and _has_role(actor, head)]
        return named[0] if len(named) == 1 else None

    def _nearest_body(self, lowered: list[str], sentence: int, kind: SpeakerKind) -> Voice:
        """ "the group", "the force", "it": the nearest organisation or group named before it."""
        words = " ".join(lowered)
        wanted = {"group": {"organisation", "group"}, "force": {"group", "organisation"}}.get(
            lowered[-1], {"organisation", "group"}
        )
        for mention in reversed(self._by_start):
            if mention.sentence >= sentence or sentence - mention.sentence > 3 or mention.kind not in wanted:
                continue
            name = self._actors[mention.actor].name
            return Voice(
                name, mention.actor, kind, reasons=(f"“{words}” taken for {name}, the body named last before it",)
            )
        return Voice(kind=kind)

    def _fill(self, voice: Voice) -> None:
        if voice.actor is None:
            return
        actor = self._actors[voice.actor]
        voice.role = actor.role
        if actor.organisation is not None:
            voice.organisation = self._actors[actor.organisation].name

    def _remember(self, voice: Voice, sentence: int) -> None:
        assert voice.name is not None, "bug: a voice without a name is not remembered"
        self._heard.append(Heard(sentence, self._page.sentences[sentence].paragraph, voice.actor, voice.name))


def kind_of_words(lowered: Sequence[str]) -> SpeakerKind:
    """The kind of a speaker from its lower-case words alone: the head noun before any "of", "for" or "in" decides."""
    head = _head(lowered)
    found = cues.speaker_class(head) if head else ""
    if found:
        return found
    for word in reversed(lowered):
        if (found := cues.speaker_class(word)) and found != "unnamed":
            return found
    return "unnamed"


def _head(lowered: Sequence[str]) -> str:
    for index, word in enumerate(lowered):
        if index and word in {"of", "for", "in", "at", "from", "with", "on", "to", "who", "near"}:
            return lowered[index - 1]
    return lowered[-1] if lowered else ""


def _heads(lowered: Sequence[str]) -> bool:
    return _head(lowered) != lowered[-1] or bool(cues.speaker_class(_head(lowered)) == "unnamed")


def _is_adjunct(text: str, speaker: Span, person: Mention) -> bool:
    """Whether the person only modifies somebody else: "a spokesman for X", "X's lawyer"."""
    before = text[speaker.start : person.start].rstrip().lower()
    after = text[person.end : speaker.end]
    owner = after.startswith(("'s", "’s", "'", "’")) and len(after.split()) > 1
    owned = text[person.start : person.end].endswith(("'s", "’s")) and bool(after.split())
    return owner or owned or (before.endswith((" for", " of", " to", " by", " from")) and bool(before.split()))


def _has_role(actor: NamedActor, head: str) -> bool:
    if not actor.role:
        return False
    role = actor.role.lower()
    return head in role.split() or (bool(_SPOKES.search(head)) and bool(_SPOKES.search(role)))
