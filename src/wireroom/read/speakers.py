"""Who a speaker is: the kind read off the words, and the name that a pronoun, a role or a short name stands for.

Names are looked up among the mentions; pronouns, roles and nouns for bodies go to `antecedents`, which looks back in the
same report only and says how it went in `reasons`. Every voice is heard by `antecedents`, so that "he added" goes on with
the speaker before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.read import cues
from wireroom.read.antecedents import Antecedents, Found
from wireroom.read.clauses import Page
from wireroom.read.epithets import WORD, agency_names, is_medium
from wireroom.read.genders import pronoun_of
from wireroom.read.salience import Heard, is_plural
from wireroom.records.readings import Mention, NamedActor, SpeakerKind
from wireroom.records.spans import Span

_HE_SHE = frozenset({"he", "she"})
_OPEN = frozenset({"we", "i", "you", "who"})
_DEFINITE = frozenset({"the", "its", "this", "that", "their"})
_ADJUNCT_OPENINGS = (" for", " of", " to", " by", " from", " in", " at", " near", " with", " on")
# A longer noun phrase describes somebody new more often than it points back.
_LONGEST_ROLE, _LONGEST_BODY = 4, 4
# Nouns that may follow a body's name and leave it the same body.
_KIND_NOUNS = frozenset(
    "newspaper magazine daily news agency group organisation organization network movement channel television tv radio "
    "website broadcaster charity watchdog party company militia monitor monitoring militant rebel rights".split()
)
# Words by which an unnamed speaker is brought in: a pronoun behind it means that one.
_INTRODUCED = frozenset("a an the one another his her its their my our".split())


@dataclass(slots=True)
class Voice:
    """What is known of one speaker: the name, the actor, the kind, and how it was found."""

    name: str | None = None
    actor: int | None = None
    kind: SpeakerKind = "unnamed"
    role: str | None = None
    organisation: str | None = None
    reasons: tuple[str, ...] = ()


class Speakers:
    """Resolves the speakers of one report in the order of the text; `mixed` says that the text is a heap of passages."""

    def __init__(self, page: Page, actors: Sequence[NamedActor], *, mixed: bool = False) -> None:
        self._page = page
        self._actors = actors
        self._antecedents = Antecedents(page, actors, mixed=mixed)
        self._by_sentence: dict[int, list[Mention]] = {}
        self._by_surname: dict[str, list[int]] = {}
        self._inner_capitals: frozenset[str] | None = None
        for index, actor in enumerate(actors):
            if actor.kind == "person":
                self._by_surname.setdefault(actor.name.lower().split()[-1] if actor.name else "", []).append(index)
        for mention in page.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def voice_of(self, speaker: Span, sentence: int, content: Sequence[Span]) -> Voice:
        """The voice of a speaker span of a sentence; `content` is what is said there."""
        words = speaker.words(self._page.text)
        lowered = [_lower(match.group()) for match in WORD.finditer(words)]
        if len(lowered) == 1 and lowered[0] in _HE_SHE:
            voice = _voice(self._antecedents.pronoun(lowered[0], speaker, sentence, content), "unnamed")
        else:
            voice = self._named(speaker, words, lowered, sentence) or self._noun(lowered, speaker, sentence, content)
        self._complete(voice)
        self._remember(voice, speaker, lowered, sentence, content)
        return voice

    # Names.

    def _named(self, speaker: Span, words: str, lowered: list[str], sentence: int) -> Voice | None:
        inside = [mention for mention in self._by_sentence.get(sentence, ()) if mention.overlaps(speaker)]
        people = [mention for mention in inside if mention.kind == "person"]
        if people and not _is_adjunct(self._page.text, speaker, people[-1]):
            reporter = any(is_medium(word) for word in lowered)
            person = people[-1]
            return Voice(self._actors[person.actor].name, person.actor, "media" if reporter else "named")
        if inside and self._ends_in(speaker, inside[-1]):
            voice = self._body(inside[-1], lowered)
            if voice is not None:
                return voice
        if not inside:
            return self._unlisted(words, lowered)
        owned = inside[0].kind == "organisation" and not cues.speaker_class(_head(lowered))
        return Voice(kind="organisation") if owned else None

    def _ends_in(self, speaker: Span, mention: Mention) -> bool:
        """Whether a speaker's words are a body's name with what stands before it: "the Lake-based Hill Watch for Rights".

        A noun of its kind may follow ("the Lake Times newspaper").
        """
        text = self._page.text
        before = [_lower(word) for word in WORD.findall(text[speaker.start : mention.start])]
        after = [_lower(word) for word in WORD.findall(text[mention.end : speaker.end])]
        owned = text[mention.start : min(mention.end + 2, speaker.end)].replace("’", "'").endswith("'s")
        if any(cues.tags_of(word) & (cues.PREP | cues.REL) for word in before) or (owned and after):
            return False
        if not after or mention.end >= speaker.end - 2:
            return True
        definite = before[:1] != ["a"] and before[:1] != ["an"] and mention.kind in {"organisation", "group"}
        return definite and all(word in _KIND_NOUNS for word in after)

    def _body(self, mention: Mention, lowered: list[str]) -> Voice | None:
        """A body, or a country that speaks as its government; None when the last word is a role."""
        if cues.speaker_class(lowered[-1]) == "unnamed" or mention.kind == "person":
            return None
        actor = self._actors[mention.actor]
        media = is_medium(lowered[-1]) or actor.name.lower() in agency_names()
        return Voice(actor.name, mention.actor, "media" if media else "organisation")

    def _unlisted(self, words: str, lowered: list[str]) -> Voice | None:
        """A name that no mention covers: a surname of somebody named elsewhere, or capitals throughout."""
        parts = WORD.findall(words)
        if not parts or not all(part[0].isupper() for part in parts) or cues.speaker_class(lowered[-1]):
            return None
        if words.lower() in agency_names():
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

    # Pronouns, roles and bodies.

    def _noun(self, lowered: list[str], speaker: Span, sentence: int, content: Sequence[Span]) -> Voice:
        kind = kind_of_words(lowered)
        if lowered == ["they"]:
            return _voice(self._antecedents.plural(speaker, sentence, content), kind)
        if len(lowered) == 1 and lowered[0] in _OPEN:
            return Voice(kind=kind, reasons=(f"“{lowered[0]}” is not resolved",))
        if lowered == ["it"]:
            return _voice(self._antecedents.body(lowered, speaker, sentence, content), kind)
        if len(lowered) < 2 or lowered[0] not in _DEFINITE or cues.tags_of(lowered[-1]) & cues.PREP:
            return Voice(kind=kind)
        if kind == "unnamed" and len(lowered) <= _LONGEST_ROLE:
            found = self._antecedents.role(lowered, speaker, sentence, content)
            if found.name is None and not found.reasons and self._antecedents.epithets.is_kind_noun(lowered[-1]):
                found = self._antecedents.body(lowered, speaker, sentence, content)
            return _voice(found, kind)
        if kind in {"organisation", "media"} and len(lowered) <= _LONGEST_BODY and not _is_paper(lowered):
            return _voice(self._antecedents.body(lowered, speaker, sentence, content), kind)
        return Voice(kind=kind)

    # Memory.

    def _complete(self, voice: Voice) -> None:
        if voice.actor is None:
            return
        actor = self._actors[voice.actor]
        voice.role = actor.role
        if actor.organisation is not None:
            voice.organisation = self._actors[actor.organisation].name

    def _remember(
        self, voice: Voice, speaker: Span, lowered: list[str], sentence: int, content: Sequence[Span]
    ) -> None:
        person = self._is_person(voice, lowered)
        words = speaker.words(self._page.text)
        known = voice.actor is not None or voice.name is not None
        introduced = bool(lowered) and lowered[0] in _INTRODUCED
        if not known and (not introduced or is_plural(lowered[-1])):
            return
        if self._page.quoted[self._page.ends_at(speaker.start)] >= 0 and voice.actor is None:
            return  # a word inside a quotation that no mention covers may be no name at all
        pronoun = pronoun_of((words, *_fronts(voice.name), voice.role or "")) if person else ""
        if voice.actor is not None and pronoun:
            self._antecedents.genders.learn(voice.actor, pronoun)
        paragraph = self._page.sentences[sentence].paragraph
        heard = Heard(sentence, paragraph, speaker.start, voice.actor, voice.name, words, pronoun, person)
        self._antecedents.hear(heard, content)

    def _is_person(self, voice: Voice, lowered: Sequence[str]) -> bool:
        if voice.actor is not None:
            return self._actors[voice.actor].kind == "person"
        return voice.kind in {"unnamed", "named"} and lowered[-1:] != ["it"]


def _voice(found: Found, kind: SpeakerKind) -> Voice:
    return Voice(found.name, found.actor, kind, reasons=found.reasons)


def _fronts(name: str | None) -> tuple[str, ...]:
    """A name without its last word: surnames tell no gender."""
    return tuple(name.split()[:-1]) if name else ()


def _lower(word: str) -> str:
    return word if word in {"WHO", "US"} else word.lower().replace("’", "'")


def kind_of_words(lowered: Sequence[str]) -> SpeakerKind:
    """The kind of a speaker from its lower-case words alone: the head noun before any "of", "for" or "in" decides."""
    found = cues.speaker_class(_head(lowered))
    if found:
        return "media" if found == "unnamed" and any(is_medium(word) for word in lowered[-2:]) else found
    for word in reversed(lowered):
        if (found := cues.speaker_class(word)) and found != "unnamed":
            return found
    return "media" if any(is_medium(word) for word in lowered) else "unnamed"


def _is_paper(lowered: Sequence[str]) -> bool:
    """Whether the words mean a document: "the report" has an author, not a name."""
    return _head(lowered) in cues.speaker_words("documents")


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
