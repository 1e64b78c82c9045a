"""How much a person or body named before a place stands out there: the ranking behind "he", "she", "it" and "the group".

After Lappin and Leass (1994), cut down to what can be seen without a parser: nearness in sentences, standing as a
subject, having spoken. What stands inside a quotation, or is itself said of, counts little. The weights are set by hand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from wireroom.read import cues
from wireroom.read.clauses import Page, verb_like
from wireroom.read.genders import gender_noun, told_by
from wireroom.records.readings import Mention
from wireroom.records.spans import Span

# What a sentence of distance leaves of the weight.
DECAY = 0.7
SPOKE, SUBJECT, OTHER, BEHIND_PREPOSITION, OTHER_HERE, OWNER, SAID_OF, QUOTED = 1.3, 1.0, 0.8, 0.6, 0.5, 0.4, 0.5, 0.3
# How far the best must stand above the next, else the pronoun is left open.
MARGIN = 1.28
_PLURALS = frozenset(
    {"people", "police", "men", "women", "children", "media", "clergy", "family", "couple", "head", "chair"}
)
_SKIPPED = frozenset({",", "who", "also", "then", "later"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice that spoke: what a later pronoun may stand for. No name when the text gives a role only."""

    sentence: int
    paragraph: int
    start: int
    actor: int | None
    name: str | None
    words: str
    pronoun: str
    person: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody that may be meant: an actor, or words for one whom the text does not name."""

    weight: float
    actor: int | None
    name: str | None
    words: str
    how: str


@dataclass(slots=True)
class Window:
    """The sentences before a place that may be looked at, nearest first; `content` is what is said there."""

    page: Page
    before: int
    sentence: int
    floor: int
    content: Sequence[Span]
    said: Sequence[Span] = ()
    mentions: dict[int, list[Mention]] = field(default_factory=dict)

    def sentences(self) -> Iterator[tuple[int, float]]:
        """Each sentence with the weight that its distance leaves."""
        for number in range(self.sentence, self.floor - 1, -1):
            yield number, DECAY ** (self.sentence - number)


def named_in(window: Window, fits: Callable[[Mention], bool]) -> Iterator[Candidate]:
    """The actors named in the window for whom `fits` holds, each naming with its weight."""
    for number, near in window.sentences():
        for mention in window.mentions.get(number, ()):
            if mention.end > window.before or any(part.overlaps(mention) for part in window.content):
                continue
            if fits(mention):
                weight = near * _standing(window, mention, here=number == window.sentence)
                how = "named before it in the sentence" if number == window.sentence else "named last before it"
                yield Candidate(weight, mention.actor, None, "", how)


def heard_in(window: Window, heard: Sequence[Heard], fits: Callable[[Heard], bool]) -> Iterator[Candidate]:
    """Those who have spoken in the window, the last first."""
    for one in reversed(heard):
        if one.sentence < window.floor:
            return
        if window.floor <= one.sentence <= window.sentence and one.start < window.before and fits(one):
            near = DECAY ** (window.sentence - one.sentence)
            yield Candidate(SPOKE * near, one.actor, one.name, one.words, "who spoke last before it")


def unnamed_in(window: Window, pronoun: str, holder: Callable[[str], int | None]) -> Iterator[Candidate]:
    """People whom the window brings in by a common noun: "his mother", "the girl", and as a subject "the mayor".

    `holder` gives the actor whose role a definite noun is, None when the text names none.
    """
    page = window.page
    for number, near in window.sentences():
        for index in range(*page.bounds[number]):
            if page.starts[index] >= window.before or page.quoted[index] >= 0 or page.named[index] >= 0:
                continue
            weight = _unnamed_weight(page, index, pronoun)
            if weight and not _describes(page, index):
                start = index - 1 if index and page.tags[index - 1] & cues.DET else index
                words = page.span(start, index + 1).words(page.text)
                actor = holder(page.words[index]) if page.words[start] == "the" else None
                yield Candidate(near * weight, actor, None, words, "whose role stands before it")


def _unnamed_weight(page: Page, index: int, pronoun: str) -> float:
    """What a common noun for a person weighs: a role counts as a subject only; 0 for any other word."""
    word = page.words[index]
    telling = gender_noun(word)
    following = page.words[index + 1] if index + 1 < len(page.words) else "."
    subject = following in {",", "who"} or (index + 1 < len(page.words) and verb_like(page, index + 1, index))
    if telling:
        return (SUBJECT if subject else OTHER_HERE) if telling == pronoun else 0.0
    before = index - 1
    while before >= 0 and index - before < 3 and not page.tags[before] & cues.DET and page.is_word(before):
        before -= 1
    introduced = before >= 0 and (page.tags[before] & cues.DET or page.words[before] == "one")
    role = cues.speaker_class(word) == "unnamed" and not is_plural(word)
    role = role and not page.tags[index] & (cues.PRON | cues.DET)
    return SUBJECT if subject and introduced and role and told_by(word) in {"", pronoun} else 0.0


def best_of(candidates: Iterable[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """The candidate with the most weight, and another whose weight is too near to leave no doubt."""
    most: dict[object, Candidate] = {}
    for one in candidates:
        key = one.actor if one.actor is not None else (one.name or one.words).lower()
        if key not in most or one.weight > most[key].weight:
            most[key] = one
    ranked = sorted(most.values(), key=lambda one: (-one.weight, one.actor or -1, one.words))
    if not ranked:
        return None, None
    rival = ranked[1] if len(ranked) > 1 and ranked[1].weight * MARGIN > ranked[0].weight else None
    return ranked[0], rival


def _standing(window: Window, mention: Mention, *, here: bool) -> float:
    page = window.page
    first, last = page.ends_at(mention.start), page.ends_at(mention.end)
    if page.quoted[first] >= 0:
        return QUOTED
    said_of = SAID_OF if any(part.contains(mention) for part in window.said) else 1.0
    owner = page.words[last - 1].endswith("'s") or (last < len(page.words) and page.words[last] in {"'", "’"})
    if owner:
        return OWNER * said_of
    if is_subject(page, first, last):
        return SUBJECT * said_of
    if here:
        return OTHER_HERE * said_of
    behind = first > 0 and bool(page.tags[first - 1] & cues.PREP)
    return (BEHIND_PREPOSITION if behind else OTHER) * said_of


def is_subject(page: Page, first: int, last: int) -> bool:
    """Whether a name looks like the subject of a clause: a verb follows it, perhaps behind an apposition."""
    high = next((high for low, high in page.bounds if low <= first < high), last)
    if last < high and page.words[last] in {",", "("}:
        before = first - 1
        return before < 0 or not page.tags[before] & cues.PREP
    while last < high and page.words[last] in _SKIPPED:
        last += 1
    return last < high and (verb_like(page, last, last) or page.words[last].endswith("ed"))


def _describes(page: Page, index: int) -> bool:
    """Whether a common noun stands right beside a name, which it describes ("her father, Ada Poe")."""
    if any(_is_person(page, at) for at in range(max(0, index - 2), index)):
        return True
    for at in range(index + 1, min(len(page.words), index + 6)):
        if _is_person(page, at):
            return True
        if verb_like(page, at, index):
            return False
    return False


def _is_person(page: Page, at: int) -> bool:
    return page.named[at] >= 0 and page.mentions[page.named[at]].kind == "person"


def is_plural(word: str) -> bool:
    """Whether a lower-case noun means more than one person, so that no "he" or "she" stands for it."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss"))
