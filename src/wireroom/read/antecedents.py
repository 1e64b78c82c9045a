"""Whom "he", "the spokesman", "it" or "the group" stands for: a named actor of the report, or nobody that is sure.

Candidates are ranked by `salience`; two that are near each other leave the words open. In a mixed text the passage (its
line) is the border: the line before may come from another report, so only what can mean one actor of the whole text
(the only mayor, the only ministry of health) reaches across it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.read import cues
from wireroom.read.clauses import Page
from wireroom.read.epithets import Epithets, is_medium_name, role_key
from wireroom.read.genders import Genders
from wireroom.read.salience import Candidate, Heard, Window, best_of, heard_in, named_in, unnamed_in
from wireroom.read.words import word_list
from wireroom.records.readings import Mention, NamedActor
from wireroom.records.spans import Span

# How many sentences back a pronoun, a role, a noun for a body, and a man or woman without a name, may reach.
PRONOUN_REACH, ROLE_REACH, BODY_REACH, UNNAMED_REACH = 8, 12, 3, 1
_BODIES = frozenset({"organisation", "group"})
# Bodies of a state: "the army" may be that of any country, so only the only one of the text is taken.
_STATE = frozenset(
    "government army military navy police regime parliament administration authorities state forces".split()
)
# Nouns of which a text about one event seldom has two, one named and one not.
_ONE_OF_A_KIND = _STATE | frozenset(
    "ministry observatory monitor watchdog council commission committee directorate coalition alliance group secretariat".split()
)
# Nouns that any body may be called by, whatever its name.
_VAGUE_BODIES = _STATE | frozenset(
    "it group movement body organisation organization company firm party alliance coalition union force militia charity ngo".split()
)
# Words before a noun that points back.
_POINTING = frozenset('the this that its their . , ; : “ ” " ('.split())
_VAGUE = frozenset("former then new same late own official local senior top".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An actor (or a name without one) that words stand for, and the reason; no name: left open for that reason."""

    name: str | None = None
    actor: int | None = None
    reasons: tuple[str, ...] = ()


OPEN = Found()


class Antecedents:
    """What may be meant at each place of a report; hears who speaks, in the order of the text."""

    def __init__(self, page: Page, actors: Sequence[NamedActor], *, mixed: bool = False) -> None:
        self._page, self._actors, self._mixed = page, actors, mixed
        self.genders = Genders(page, actors)
        self.epithets = Epithets(page, actors)
        self._heard: list[Heard] = []
        self._said: list[Span] = []
        self._bearers: dict[str, int | None] = {}
        self._mentions: dict[int, list[Mention]] = {}
        for mention in page.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._called = {alias: index for index, actor in reversed(list(enumerate(actors))) for alias in actor.aliases}

    def hear(self, heard: Heard, content: Sequence[Span]) -> None:
        """Remember who spoke, and what was said."""
        self._heard.append(heard)
        self._said.extend(content)

    def pronoun(self, word: str, speaker: Span, sentence: int, content: Sequence[Span]) -> Found:
        """Whom "he" or "she" stands for."""
        window = self._window(speaker, sentence, content, PRONOUN_REACH)
        near = self._window(speaker, sentence, content, UNNAMED_REACH)
        best, rival = best_of(
            [
                *named_in(window, lambda mention: self._is_person(mention.actor, word)),
                *heard_in(window, self._heard, lambda heard: heard.person and self._heard_fits(heard, word)),
                *unnamed_in(near, word, self._holder),
            ]
        )
        return self._answer(word, best, rival)

    def plural(self, speaker: Span, sentence: int, content: Sequence[Span]) -> Found:
        """Whom "they" stands for: a body that spoke last in the same passage, and nobody in the plural since."""
        paragraph = self._page.sentences[sentence].paragraph
        last = next((one for one in reversed(self._heard) if one.start < speaker.start), None)
        if last is None or last.person or last.paragraph != paragraph or last.actor is None:
            return Found(reasons=("“they” is not resolved",))
        return self._answer("they", Candidate(1.0, last.actor, last.name, last.words, "who spoke last before it"), None)

    def role(self, lowered: Sequence[str], speaker: Span, sentence: int, content: Sequence[Span]) -> Found:
        """Who is meant by "the mayor" or "the police chief": somebody whom the text gives that role."""
        words = " ".join(lowered)
        window = self._window(speaker, sentence, content, ROLE_REACH)
        best, rival = best_of(
            [
                *named_in(window, lambda mention: self._holds(mention.actor, lowered)),
                *heard_in(window, self._heard, lambda one: one.actor is not None and self._holds(one.actor, lowered)),
            ]
        )
        if best is None:
            return self._only_holder(lowered)
        if rival is not None:
            return Found(reasons=(f"“{words}” may be {self._either(best, rival)}: left open",))
        name = self._name(best)
        return Found(name, best.actor, (f"“{words}” is the role of {name}",))

    def body(self, lowered: Sequence[str], speaker: Span, sentence: int, content: Sequence[Span]) -> Found:
        """The body that "it", "the group" or "the ministry" stands for."""
        words = " ".join(lowered)
        called = self._called.get(words)
        if called is not None and self._actors[called].kind in _BODIES:
            name = self._actors[called].name
            return Found(name, called, (f"“{words}” taken for {name}, which the text calls so",))
        general = lowered[-1] in cues.speaker_words("anaphors")
        if lowered[-1] in _STATE:
            return self._only_body(lowered)
        window = self._window(speaker, sentence, content, BODY_REACH if general else ROLE_REACH)
        best, rival = best_of(
            [
                *named_in(window, lambda mention: self._is_body(mention.actor, lowered)),
                *heard_in(window, self._heard, lambda one: self._heard_body(one, lowered)),
            ]
        )
        if best is None:
            return (self._bearer(lowered) or self._only_body(lowered)) if lowered != ["it"] else OPEN
        if best.actor is None:
            return Found(reasons=(f"“{words}” is {best.words}, whom the text does not name",))
        if rival is not None:
            return Found(reasons=(f"“{words}” may be {self._either(best, rival)}: left open",))
        meant = self._actors[best.actor].name
        return Found(meant, best.actor, (f"“{words}” taken for {meant}, {_body_how(best)}",))

    # Windows and answers.

    def _window(self, speaker: Span, sentence: int, content: Sequence[Span], reach: int) -> Window:
        floor = max(0, sentence - reach)
        if self._mixed:
            paragraph = self._page.sentences[sentence].paragraph
            while self._page.sentences[floor].paragraph != paragraph:
                floor += 1
        return Window(self._page, speaker.start, sentence, floor, content, self._said[-20:], self._mentions)

    def _answer(self, word: str, best: Candidate | None, rival: Candidate | None) -> Found:
        if best is None:
            where = " in its passage of a mixed text" if self._mixed else ""
            return Found(reasons=(f"nobody before “{word}” is named{where}",))
        if rival is not None:
            return Found(reasons=(f"“{word}” may be {self._either(best, rival)}: left open",))
        name = self._name(best)
        if name is None:
            return Found(reasons=(f"“{word}” is {best.words}, whom the text does not name",))
        if best.actor is not None and word != "they":
            self.genders.learn(best.actor, word)
        return Found(name, best.actor, (f"“{word}” taken for {name}, {best.how}",))

    def _name(self, one: Candidate) -> str | None:
        return one.name if one.actor is None else self._actors[one.actor].name

    def _either(self, best: Candidate, rival: Candidate) -> str:
        return " or ".join(sorted(self._name(one) or one.words for one in (best, rival)))

    # What fits.

    def _is_person(self, actor: int, word: str) -> bool:
        return self._actors[actor].kind == "person" and self.genders.of(actor) in {"", word}

    def _heard_fits(self, heard: Heard, word: str) -> bool:
        if heard.actor is not None:
            return self.genders.of(heard.actor) in {"", word}
        return heard.pronoun in {"", word}

    def _holds(self, actor: int, lowered: Sequence[str]) -> bool:
        if self._actors[actor].kind != "person":
            return False
        modifiers = [word for word in lowered[1:-1] if word not in _VAGUE]
        held = role_key(lowered[-1]) in self.epithets.words(actor)
        return held and self.epithets.has_modifiers(actor, modifiers)

    def _holder(self, noun: str) -> int | None:
        """The only person of the text with a role."""
        holders = [index for index in range(len(self._actors)) if self._holds(index, ("the", noun))]
        return holders[0] if len(holders) == 1 else None

    def _only_holder(self, lowered: Sequence[str]) -> Found:
        """The only person of the whole text with a post that one person holds."""
        head = role_key(lowered[-1])
        posts = word_list("titles", "single_posts") | {"spokesperson", "sheriff", "chairman", "coroner"}
        holders = [index for index in range(len(self._actors)) if self._holds(index, lowered)]
        if head not in posts or len(holders) != 1:
            return OPEN
        name = self._actors[holders[0]].name
        return Found(name, holders[0], (f"“{' '.join(lowered)}” is the role of {name}, the only one in the text",))

    def _is_body(self, actor: int, lowered: Sequence[str]) -> bool:
        one = self._actors[actor]
        head, modifiers = lowered[-1], [word for word in lowered[1:-1] if word not in _VAGUE]
        general = head in cues.speaker_words("anaphors")
        if one.kind not in _BODIES and (one.kind != "place" or general):
            return False
        if head == "it":
            return True
        if self.epithets.contradicts(actor, modifiers):
            return False
        return self.epithets.is_called(actor, head) or (general and self._may_be_called(actor, head))

    def _may_be_called(self, actor: int, head: str) -> bool:
        """Whether a body that the text does not call so may be "the group" or "the company": nothing in its name tells more."""
        if is_medium_name(self._actors[actor].name):
            return head == "agency"
        named = self.epithets.named(actor)
        like_groups = word_list("groups", "like_groups") | {
            "front",
            "forces",
            "movement",
            "committee",
            "council",
            "centre",
        }
        telling = {word for word in named if cues.speaker_class(word) == "organisation"} - like_groups
        group = self._actors[actor].kind == "group"
        if (telling and not group) or not named.isdisjoint(_STATE - {"forces"}):
            return False
        if head in {"company", "firm"}:
            return not group
        return group or head not in {"party", "agency", "union", "militia", "charity"}

    def _heard_body(self, heard: Heard, lowered: Sequence[str]) -> bool:
        if heard.person:
            return False
        if heard.actor is not None:
            return self._is_body(heard.actor, lowered)
        last = heard.words.lower().split()[-1]
        return lowered[-1] in {"it", last}

    def _only_body(self, lowered: Sequence[str]) -> Found:
        """The only body of the whole text that the noun can mean; in a mixed text only a noun for one of a kind reaches so far."""
        head, modifiers = lowered[-1], lowered[1:-1]
        general = head in cues.speaker_words("anaphors")
        if (general and not modifiers) or (self._mixed and head not in _ONE_OF_A_KIND):
            return OPEN
        fitting = [
            index
            for index in sorted({mention.actor for mention in self._page.mentions})
            if self._is_body(index, lowered) and (not general or self.epithets.has_modifiers(index, modifiers))
        ]
        if len(fitting) != 1 or (self._mixed and self._has_unnamed(head, fitting[0])):
            return OPEN
        only = self._actors[fitting[0]].name
        return Found(only, fitting[0], (f"“{' '.join(lowered)}” taken for {only}, the only one in the text",))

    def _bearer(self, lowered: Sequence[str]) -> Found | None:
        """The one body of the whole text whose own name ends in the noun: "the bureau" for the Hill Relief Bureau."""
        head = lowered[-1]
        if head not in self._bearers:
            self._bearers[head] = self._only_bearer(head)
        bearer = self._bearers[head]
        if bearer is None or self.epithets.contradicts(bearer, [word for word in lowered[1:-1] if word not in _VAGUE]):
            return None
        name = self._actors[bearer].name
        return Found(name, bearer, (f"“{' '.join(lowered)}” taken for {name}, the only one of the text so named",))

    def _only_bearer(self, head: str) -> int | None:
        """Who alone may be called by a noun; None when another body may be, or one that the text does not name."""
        reaches = head in _ONE_OF_A_KIND or head in {"agency", "bureau"} or not self._mixed
        if not reaches or head in _VAGUE_BODIES or cues.speaker_class(head) != "organisation":
            return None
        bodies = sorted({one.actor for one in self._page.mentions if self._actors[one.actor].kind in _BODIES})
        fitting = [index for index in bodies if self.epithets.is_called(index, head)]
        if len(fitting) != 1 or self._actors[fitting[0]].name.lower().split()[-1] != head:
            return None
        return None if self._has_unnamed(head, fitting[0]) else fitting[0]

    def _has_unnamed(self, head: str, named: int) -> bool:
        """Whether the text tells of another such body without a name: "the foreign ministry", "an aid agency"."""
        page, own = self._page, self.epithets.named(named)
        places = (at for at, word in enumerate(page.words) if at and word.removesuffix("'s") in {head, f"{head}s"})
        return any(page.named[at] < 0 and page.words[at - 1] not in _POINTING | own for at in places)


def _body_how(one: Candidate) -> str:
    return "who spoke last before it" if one.how.startswith("who") else "the body named last before it"
