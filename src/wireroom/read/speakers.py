"""Who a speaker is: the kind read off the words, and the name that a pronoun, a role or a short name stands for.

Resolution looks back in the same report only, and says how it went in `reasons`. "He" and "she" take, in this order: the
only person of the same sentence outside what is said, the subject of the sentences since then in the same paragraph, the
person who spoke last, the only person of the nearest sentence that names one; with two equal candidates they stay open.
A role ("the spokesman") takes the actor with that role, a noun for a body ("the group") the nearest organisation or
group. The order is the usual salience ranking (Lappin and Leass 1994) with the habit of news that "he said" goes on with
the speaker before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wireroom.outlets import agencies
from wireroom.read import cues
from wireroom.read.clauses import Page
from wireroom.records.readings import Mention, NamedActor, SpeakerKind
from wireroom.records.spans import Span

# How many sentences back a pronoun, and a noun for a body, may reach.
PRONOUN_REACH = 8
ROLE_REACH = 12
BODY_REACH = 3
_HE_SHE = frozenset({"he", "she"})
_OPEN = frozenset({"they", "we", "i", "you", "who"})
_DEFINITE = frozenset({"the", "its", "this", "that", "their"})
_ADJUNCT_OPENINGS = (" for", " of", " to", " by", " from", " in", " at", " near", " with", " on")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_SPOKES = re.compile(r"spokes(?:man|woman|person|men|people|persons)")


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
class _Heard:
    """One person who spoke: what a later pronoun may stand for. No name when the text gives a role only."""

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
        self._heard: list[_Heard] = []
        self._by_sentence: dict[int, list[Mention]] = {}
        self._by_surname: dict[str, list[int]] = {}
        self._by_role: dict[str, list[int]] = {}
        self._pronouns: dict[int, str] = {}
        self._inner_capitals: frozenset[str] | None = None
        for index, actor in enumerate(actors):
            if actor.kind == "person":
                self._by_surname.setdefault(actor.name.lower().split()[-1] if actor.name else "", []).append(index)
                for word in sorted(_role_words(actor)):
                    self._by_role.setdefault(word, []).append(index)
        for mention in page.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def voice_of(self, speaker: Span, sentence: int, content: Sequence[Span]) -> Voice:
        """The voice of a speaker span of a sentence; `content` is what is said there."""
        words = speaker.words(self._page.text)
        lowered = [_lower(match.group()) for match in _WORD.finditer(words)]
        if len(lowered) == 1 and lowered[0] in _HE_SHE:
            voice = self._pronoun(lowered[0], speaker, sentence, content)
        else:
            voice = self._named(speaker, words, lowered, sentence) or self._noun(lowered, sentence)
        self._complete(voice)
        self._remember(voice, words, lowered, sentence)
        return voice

    # Names.

    def _named(self, speaker: Span, words: str, lowered: list[str], sentence: int) -> Voice | None:
        inside = [mention for mention in self._by_sentence.get(sentence, ()) if mention.overlaps(speaker)]
        people = [mention for mention in inside if mention.kind == "person"]
        if people and not _is_adjunct(self._page.text, speaker, people[-1]):
            reporter = any(_is_medium(word) for word in lowered)
            person = people[-1]
            return Voice(self._actors[person.actor].name, person.actor, "media" if reporter else "named")
        if inside and inside[-1].end >= speaker.end - 2 and _head(lowered) == lowered[-1]:
            voice = self._body(inside[-1], lowered)
            if voice is not None:
                return voice
        if not inside:
            return self._unlisted(words, lowered)
        owned = inside[0].kind == "organisation" and not cues.speaker_class(_head(lowered))
        return Voice(kind="organisation") if owned else None

    def _body(self, mention: Mention, lowered: list[str]) -> Voice | None:
        """A body, or a country that speaks as its government; None when the last word is a role."""
        if cues.speaker_class(lowered[-1]) == "unnamed" or mention.kind == "person":
            return None
        actor = self._actors[mention.actor]
        media = _is_medium(lowered[-1]) or actor.name.lower() in _agency_names()
        return Voice(actor.name, mention.actor, "media" if media else "organisation")

    def _unlisted(self, words: str, lowered: list[str]) -> Voice | None:
        """A name that no mention covers: a surname of somebody named elsewhere, or capitals throughout."""
        parts = _WORD.findall(words)
        if not parts or not all(part[0].isupper() for part in parts) or cues.speaker_class(lowered[-1]):
            return None
        if words.lower() in _agency_names():
            return Voice(words, None, "media")
        surnamed = self._by_surname.get(lowered[-1], [])
        if len(surnamed) == 1:
            return Voice(self._actors[surnamed[0]].name, surnamed[0], "named")
        if len(parts) > 1 or self._is_name(parts[0]):
            return Voice(words, None, "named", reasons=("a name that is mentioned nowhere else",))
        return None

    def _is_name(self, word: str) -> bool:
        """Whether a single capitalised word is capitalised inside a sentence too."""
        if self._inner_capitals is None:
            page = self._page
            self._inner_capitals = frozenset(
                page.raw(k)
                for k in range(1, len(page.words))
                if page.capital(k) and (page.words[k - 1][-1].isalnum() or page.words[k - 1] == ",")
            )
        return word in self._inner_capitals

    # Pronouns.

    def _pronoun(self, word: str, speaker: Span, sentence: int, content: Sequence[Span]) -> Voice:
        here = [
            mention
            for mention in self._by_sentence.get(sentence, ())
            if mention.end <= speaker.start and not any(part.overlaps(mention) for part in content)
        ]
        found = self._only_person(here, word)
        if found is not None:
            return self._stands_for(word, found, "named before it in the sentence")
        last = self._last_heard(word, sentence)
        floor = sentence - PRONOUN_REACH - 1 if last is None else last.sentence
        subject = self._subject_since(word, sentence, max(floor, -1), same_paragraph=last is not None)
        if subject is not None:
            return subject
        if last is None:
            return Voice(reasons=(f"nobody before “{word}” is named",))
        if last.name is None:
            return Voice(reasons=(f"“{word}” is {last.words}, whom the text does not name",))
        return Voice(last.name, last.actor, reasons=(f"“{word}” taken for {last.name}, who spoke last before it",))

    def _last_heard(self, word: str, sentence: int) -> _Heard | None:
        paragraph = self._page.sentences[sentence].paragraph
        for heard in reversed(self._heard):
            if sentence - heard.sentence > PRONOUN_REACH:
                return None
            if heard.pronoun in {"", word} and (heard.name is not None or heard.paragraph == paragraph):
                return heard
        return None

    def _subject_since(self, word: str, sentence: int, floor: int, *, same_paragraph: bool) -> Voice | None:
        """The only person of the nearest sentence after `floor` that names one; open when it names several."""
        paragraph = self._page.sentences[sentence].paragraph
        for back in range(sentence - 1, floor, -1):
            if same_paragraph and self._page.sentences[back].paragraph != paragraph:
                return None
            people = [mention for mention in self._by_sentence.get(back, ()) if mention.kind == "person"]
            found = self._only_person(people, word)
            if found is not None:
                return self._stands_for(word, found, "named last before it")
            names = sorted({self._actors[one.actor].name for one in people if self._may_be(one.actor, word)})
            if len(names) > 1 and not same_paragraph:
                return Voice(reasons=(f"“{word}” may be {' or '.join(names[:3])}: left open",))
        return None

    def _only_person(self, mentions: Sequence[Mention], word: str) -> int | None:
        actors = {
            mention.actor for mention in mentions if mention.kind == "person" and self._may_be(mention.actor, word)
        }
        return min(actors) if len(actors) == 1 else None

    def _may_be(self, actor: int, word: str) -> bool:
        if actor not in self._pronouns:
            one = self._actors[actor]
            self._pronouns[actor] = pronoun_of((one.name, *one.aliases, one.role or ""))
        return self._pronouns[actor] in {"", word}

    def _stands_for(self, word: str, actor: int, how: str) -> Voice:
        name = self._actors[actor].name
        return Voice(name, actor, reasons=(f"“{word}” taken for {name}, {how}",))

    # Roles and bodies.

    def _noun(self, lowered: list[str], sentence: int) -> Voice:
        kind = kind_of_words(lowered)
        if len(lowered) == 1 and lowered[0] in _OPEN:
            return Voice(kind=kind, reasons=(f"“{lowered[0]}” is not resolved",))
        if lowered == ["it"] or (
            lowered[:1] and lowered[0] in _DEFINITE and len(lowered) == 2 and kind == "organisation"
        ):
            return self._nearest_body(lowered, sentence, kind)
        if lowered[:1] and lowered[0] in _DEFINITE and len(lowered) <= 3 and kind == "unnamed":
            return self._with_role(lowered, sentence)
        return Voice(kind=kind)

    def _with_role(self, lowered: list[str], sentence: int) -> Voice:
        actor = self._role_holder(lowered[-1], sentence)
        if actor is None:
            return Voice()
        name = self._actors[actor].name
        return Voice(name, actor, reasons=(f"“{' '.join(lowered)}” is the role of {name}",))

    def _role_holder(self, head: str, sentence: int) -> int | None:
        for heard in reversed(self._heard):
            if sentence - heard.sentence > ROLE_REACH:
                break
            if heard.actor is not None and _role_key(head) in _role_words(self._actors[heard.actor]):
                return heard.actor
        holders = self._by_role.get(_role_key(head), [])
        return holders[0] if len(holders) == 1 else None

    def _nearest_body(self, lowered: list[str], sentence: int, kind: SpeakerKind) -> Voice:
        """ "the authority" takes the body with that word in its name, "the group" and "it" the one named last."""
        general = lowered[-1] in cues.speaker_words("anaphors")
        reach = BODY_REACH if general else ROLE_REACH
        for back in range(sentence - 1, max(-1, sentence - reach - 1), -1):
            for mention in reversed(self._by_sentence.get(back, ())):
                if mention.kind in {"organisation", "group"} and self._may_stand_for(
                    mention.actor, lowered[-1], general
                ):
                    name = self._actors[mention.actor].name
                    words = " ".join(lowered)
                    reason = f"“{words}” taken for {name}, the body named last before it"
                    return Voice(name, mention.actor, kind, reasons=(reason,))
        return Voice(kind=kind)

    def _may_stand_for(self, actor: int, head: str, general: bool) -> bool:
        words = self._actors[actor].name.lower().split()
        if not general:
            return head in words and len(words) > 1
        return not any(_is_medium(word) for word in words) or head in {"it", "agency"}

    # Memory.

    def _complete(self, voice: Voice) -> None:
        if voice.actor is None:
            return
        actor = self._actors[voice.actor]
        voice.role = actor.role
        if actor.organisation is not None:
            voice.organisation = self._actors[actor.organisation].name

    def _remember(self, voice: Voice, words: str, lowered: list[str], sentence: int) -> None:
        person = voice.actor is not None and self._actors[voice.actor].kind == "person"
        anonymous = voice.name is None and voice.kind == "unnamed" and lowered[:1] and lowered[0] in {"a", "an", "the"}
        unlisted = voice.actor is None and voice.name is not None
        if not person and (not (unlisted or anonymous) or lowered[-1].endswith("s")):
            return
        aliases = self._actors[voice.actor].aliases if voice.actor is not None else ()
        pronoun = pronoun_of((words, voice.name or "", *aliases, voice.role or ""))
        if voice.actor is not None and pronoun:
            self._pronouns[voice.actor] = pronoun
        paragraph = self._page.sentences[sentence].paragraph
        self._heard.append(_Heard(sentence, paragraph, voice.actor, voice.name, words, pronoun))


def _lower(word: str) -> str:
    return word if word in {"WHO", "US"} else word.lower().replace("’", "'")


def kind_of_words(lowered: Sequence[str]) -> SpeakerKind:
    """The kind of a speaker from its lower-case words alone: the head noun before any "of", "for" or "in" decides."""
    found = cues.speaker_class(_head(lowered))
    if found:
        return "media" if found == "unnamed" and any(_is_medium(word) for word in lowered[-2:]) else found
    for word in reversed(lowered):
        if (found := cues.speaker_class(word)) and found != "unnamed":
            return found
    return "media" if any(_is_medium(word) for word in lowered) else "unnamed"


def pronoun_of(words: Sequence[str]) -> str:
    """The pronoun ("he", "she") when a title, a role or a given name tells; "" when nothing does or they disagree."""
    found = {told for text in words for word in _WORD.findall(text) if (told := _told_by(word.lower()))}
    return found.pop() if len(found) == 1 else ""


@cache
def _told_by(word: str) -> str:
    for pronoun in ("he", "she"):
        if word in cues.speaker_words(pronoun):
            return pronoun
    if word.endswith("woman"):
        return "she"
    return "he" if word.endswith("man") and word in cues.speaker_words("unnamed") else ""


@cache
def _agency_names() -> frozenset[str]:
    """News agencies' names and credits in lower case."""
    return frozenset(name.lower() for agency in agencies() for name in (agency.name, *agency.aliases))


@cache
def _is_medium(word: str) -> bool:
    bare = word.removesuffix("'s")
    return (
        cues.speaker_class(bare) == "media"
        or bare.endswith(("-tv", "-fm"))
        or bare.rstrip("0123456789") in {"cbs", "nbc", "abc", "fox"}
    )


def _head(lowered: Sequence[str]) -> str:
    for index, word in enumerate(lowered):
        if index and cues.tags_of(word) & (cues.PREP | cues.REL):
            return lowered[index - 1]
    return lowered[-1] if lowered else ""


def _is_adjunct(text: str, speaker: Span, person: Mention) -> bool:
    """Whether the person only modifies somebody else: "a spokesman for X", "X's lawyer"."""
    before = text[speaker.start : person.start].rstrip().lower()
    after = text[person.end : speaker.end].replace("’", "'")
    owned = text[person.start : person.end].replace("’", "'").endswith("'s")
    if (owned and after.strip()) or (after.startswith("'") and len(after.split()) > 1):
        return True
    return before.endswith(_ADJUNCT_OPENINGS)


def _role_words(actor: NamedActor) -> frozenset[str]:
    """The words of an actor's role, all spokespersons under one."""
    return frozenset(_role_key(word) for word in actor.role.lower().split()) if actor.role else frozenset()


def _role_key(word: str) -> str:
    return "spokesperson" if _SPOKES.fullmatch(word) else word
