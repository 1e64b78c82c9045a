"""Common nouns that stand for an actor of the report: "the jihadists", "the ministry", "the president".

A noun with "the" becomes another wording of an actor when that actor alone fits it in the whole report, and is named
shortly before. What fits is said by the name ("Health Ministry"), by what the text calls the actor ("LKM militants", "X,
a mining company", a definition) and by posts. Nothing is guessed between two: a second actor that fits, another that is
only described ("another group", "the interior ministry"), or a line that sets the two against each other ("LKM and the
militants") leaves the noun open. The wording goes to the actor's aliases with its reason; it is no mention.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from wireroom.names import normal
from wireroom.nations import demonyms
from wireroom.read.descriptions import descriptions, evidence_for, families, in_all_families, kin
from wireroom.read.namings import Naming
from wireroom.read.words import word_list
from wireroom.records.readings import NamedActor, Sentence

# How many sentences back the name may stand; the habit of news is one or two.
REACH = 3
_MOST_WORDS_APART = 5
_DETERMINERS = frozenset(
    "the this that these those a an another any each every no some other its their his her our".split()
)
_INDEFINITE = frozenset("a an another other any each every no some two three several many rival second".split())
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]+)\s$")
_MOST_MODIFIERS = 2
_NARROWED = re.compile(
    r"\s(?:of|who|that|whose|from|in|at|near|behind|responsible|accused|suspected|holding|led)\b(?!\s(?:said|was|were|is|are)\b)"
)
_AGAINST = re.compile(r"(?:['’]s?)?(?:\s[a-z]+)?,?\s(?:and|or|versus|against|from|with|v|vs\.?)\s$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"[,;:—–]|\b(?:that|which|who|as|after|when|while|before|because|since|until|but|if|say|says|said|saying|battling|to|where)\b"
)
_PAST = re.compile(r"\b(?:former|ex|late|vice|deputy|acting|interim|then)[\s-](?:[\w-]+\s){0,2}$", re.IGNORECASE)
_PAST_AFTER = re.compile(r",\s(?:an?\s|the\s)?(?:former|ex-|late|vice|deputy|acting)\b")


@dataclass(frozen=True, slots=True)
class _Noun:
    """One use of a telling noun: determiner and modifiers in lower case, where the whole stands, how it is written."""

    start: int
    end: int
    sentence: int
    determiner: str
    modifiers: tuple[str, ...]
    head: str
    words: str


def with_stand_ins(
    text: str, sentences: Sequence[Sentence], named: Sequence[Naming], actors: tuple[NamedActor, ...], owners: list[int]
) -> tuple[NamedActor, ...]:
    """The actors, with the common nouns that stand for them among their aliases and the reasons."""
    nouns = list(_nouns(text, sentences, named))
    if not any(noun.determiner == "the" for noun in nouns):
        return actors
    scene = _Scene(text, sentences, named, actors, owners, nouns)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for noun in nouns:
        owner = scene.owner_of(noun) if noun.determiner == "the" else None
        if owner is not None:
            found[owner].setdefault(noun.words, scene.reason(noun, owner))
    return tuple(
        replace(
            actor,
            aliases=tuple(sorted({*actor.aliases, *found[place]})),
            reasons=tuple(dict.fromkeys((*actor.reasons, *found[place].values()))),
        )
        if place in found
        else actor
        for place, actor in enumerate(actors)
    )


class _Scene:
    """What a report calls its actors, and where it names them."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        named: Sequence[Naming],
        actors: Sequence[NamedActor],
        owners: Sequence[int],
        nouns: Sequence[_Noun],
    ) -> None:
        self._text, self._sentences, self._actors = text, sentences, actors
        self._called = descriptions(text, sentences, named, owners, actors)
        self._at: dict[int, list[Naming]] = defaultdict(list)
        self._in_sentence: dict[int, list[tuple[Naming, int]]] = defaultdict(list)
        for naming, owner in zip(named, owners, strict=True):
            self._at[owner].append(naming)
            self._in_sentence[naming.sentence].append((naming, owner))
        self._posts = self._held_posts()
        self._bodies_called: dict[str, list[int]] = defaultdict(list)
        for place, called in enumerate(self._called):
            for word in sorted(called):
                self._bodies_called[word].append(place)
        self._nouns: dict[str, list[_Noun]] = defaultdict(list)
        for noun in nouns:
            self._nouns[noun.head].append(noun)
        self._decided: dict[str, int | None] = {}

    def owner_of(self, noun: _Noun) -> int | None:
        """The actor that a noun with "the" stands for at its place, None when nobody or more than one can be meant."""
        if noun.words not in self._decided:
            self._decided[noun.words] = self._only_one(noun)
        owner = self._decided[noun.words]
        if owner is None or _NARROWED.match(self._text, noun.end):
            return None
        return owner if self._named_before(noun, owner) else None

    def reason(self, noun: _Noun, owner: int) -> str:
        """Why the noun stands for the actor, in plain words."""
        name = self._actors[owner].name
        if self._actors[owner].kind == "person":
            return f"“{noun.words}” stands for “{name}”, the only {noun.head} that the text names"
        called = sorted(self._called[owner] & (kin({noun.head, *noun.modifiers}) | {noun.head}))
        how = f"the text calls it “{called[0]}”, and no other" if called else "the only one that the text names"
        return f"“{noun.words}” stands for “{name}”: {how}"

    def _only_one(self, noun: _Noun) -> int | None:
        fitting = self._fitting(noun)
        if len(fitting) != 1:
            return None
        owner = fitting[0]
        if noun.words == "the group" and self._actors[owner].kind != "group" and "group" not in self._called[owner]:
            return None  # an observatory may be meant, and a group that is not named as well
        if noun.modifiers and f"{noun.modifiers[-1]} {noun.head}s" in self._text:
            return None  # "the terrorist groups": there are several
        heads = {noun.head} | {head for head in kin({noun.head}) & _plurals() if head in self._nouns}
        rivals = any(self._is_another(other, owner) for head in heads for other in self._nouns[head])
        return None if rivals or self._strays(noun, owner) or self._set_against(noun, owner) else owner

    def _strays(self, noun: _Noun, owner: int) -> bool:
        """Whether "the militants" may be others: the text has "rebels" as well, and calls the actor nothing of the sort."""
        any_family = in_all_families()
        if noun.head not in any_family:
            return False
        used = kin({noun.head}) & _plurals() & self._nouns.keys()
        return bool(used - any_family - kin(self._called[owner] - any_family))

    def _fitting(self, noun: _Noun) -> list[int]:
        if noun.head in word_list("titles", "single_posts"):
            post = " ".join((*noun.modifiers, noun.head))
            return [place for place, posts in self._posts.items() if post in posts]
        plain = word_list("groups", "plain_adjectives")
        family = kin({noun.head, *noun.modifiers})
        if family and set(noun.modifiers) <= family | plain:
            evidence = evidence_for({noun.head, *noun.modifiers})
            return sorted({place for word in evidence for place in self._bodies_called.get(word, ())})
        modifiers = set(noun.modifiers) - plain
        if modifiers or family:
            heads = (noun.head, f"{noun.head}s", noun.head.rstrip("s"))
            places = sorted({place for head in heads for place in self._bodies_called.get(head, ())})
            return [place for place in places if self._has_words(place, modifiers, noun.head)]
        called = self._bodies_called.get(noun.head, [])
        return sorted({*called, *self._unlike_forces}) if noun.head == "group" else called

    @cached_property
    def _unlike_forces(self) -> list[int]:
        """Whom "the group" may mean: groups, all but the forces of a state, and bodies such as observatories."""
        forces, like_groups = word_list("groups", "state_forces"), word_list("groups", "like_groups")
        return [
            place
            for place, (actor, called) in enumerate(zip(self._actors, self._called, strict=True))
            if (actor.kind == "group" and not called & forces) or called & like_groups
        ]

    def _has_words(self, place: int, modifiers: set[str], head: str) -> bool:
        """Whether an actor's name holds the modifiers, or the text writes them before the name: "valley-led Lake Forces"."""
        heads = {word.rstrip("s") for word in self._called[place]}
        if head.rstrip("s") not in heads:
            return False
        names = (self._actors[place].name, *self._actors[place].aliases)
        if any(modifiers <= set(normal(name).split()) for name in names):
            return True
        words = " ".join(sorted(modifiers))
        return len(modifiers) == 1 and any(
            self._text[max(0, naming.start - len(words) - 1) : naming.start].strip().lower() == words
            for naming in self._at[place]
        )

    def _is_another(self, noun: _Noun, owner: int) -> bool:
        """Whether a noun brings in somebody else of the sort: "another group", "the interior ministry"."""
        beside = self._in_sentence.get(noun.sentence, ())
        if any(one.start - 4 <= noun.end <= one.start or one.end <= noun.start <= one.end + 3 for one, _ in beside):
            return False  # it describes the name it stands beside
        if noun.determiner in _INDEFINITE and not self._copular(noun):
            return not noun.head.endswith("s") or noun.determiner in ("other", "another", "rival")
        plain = kin(self._called[owner]) | self._called[owner] | word_list("groups", "plain_adjectives")
        name_words = {
            word for name in (self._actors[owner].name, *self._actors[owner].aliases) for word in normal(name).split()
        }
        post_words = {word for post in self._posts.get(owner, ()) for word in post.split()}
        strange = [word for word in noun.modifiers if word not in plain | name_words | post_words]
        if noun.head in _plurals():
            return any(word in demonyms() or word in word_list("groups", "peoples") for word in strange)
        return any(not self._has_words(owner, {word}, noun.head) for word in strange)

    def _copular(self, noun: _Noun) -> bool:
        """ "X is a jihadist group" calls X so, and brings in nobody."""
        before = self._text[max(0, noun.start - 6) : noun.start]
        return bool(re.search(r"(?:\b(?:is|was|are|as)|,|\()\s?$", before)) and any(
            noun.start - 12 <= naming.end <= noun.start for naming, _ in self._in_sentence.get(noun.sentence, ())
        )

    def _set_against(self, noun: _Noun, owner: int) -> bool:
        """Whether a line sets the actor against the noun: "LKM and the militants", "LKM attacked the militants"."""
        same = [one for one in self._nouns[noun.head] if one.words == noun.words and one.determiner == "the"]
        for one in same:
            if self._sentences[one.sentence].kind == "definition":
                continue  # there the noun says what the name means
            for naming, named in self._in_sentence.get(one.sentence, ()):
                if named == owner and naming.end <= one.start:
                    between = self._text[naming.end : one.start]
                    near = len(between.split()) <= _MOST_WORDS_APART and not _NEW_CLAUSE.search(between)
                    if near or _AGAINST.search(between):
                        return True
        return False

    def _named_before(self, noun: _Noun, owner: int) -> bool:
        """Whether the actor's last name before the noun stands near; words of its own may stand farther off."""
        namings = self._at[owner]
        last = bisect_right(namings, noun.start, key=lambda naming: naming.end) - 1
        if last < 0:
            return False
        if self._another_since(noun, namings[last].end):
            return False
        strange = set(noun.modifiers) - word_list("groups", "plain_adjectives")
        paragraphs = (self._sentences[namings[last].sentence].paragraph, self._sentences[noun.sentence].paragraph)
        return (
            noun.sentence - namings[last].sentence <= REACH
            or paragraphs[0] == paragraphs[1]
            or bool(strange and not kin(strange))
        )

    def _another_since(self, noun: _Noun, end: int) -> bool:
        """Whether a group of which the text does not say what it is stands nearer to a noun for a group's people."""
        if not kin({noun.head, *noun.modifiers}):
            return False
        first = self._sentence_at(end)
        return any(
            one.start >= end and one.end <= noun.start and owner in self._unlike_forces and not kin(self._called[owner])
            for number in range(max(first, noun.sentence - REACH), noun.sentence + 1)
            for one, owner in self._in_sentence.get(number, ())
        )

    def _sentence_at(self, at: int) -> int:
        return max(bisect_right(self._sentences, at, key=lambda sentence: sentence.start) - 1, 0)

    def _held_posts(self) -> dict[int, set[str]]:
        """For every person the posts held now, as they may follow "the": "interior minister", "minister"."""
        held: dict[int, set[str]] = {}
        for place, actor in enumerate(self._actors):
            if actor.kind == "person" and actor.role and not self._past(place):
                words = actor.role.replace("-elect", " elect").split()
                other = set(words) & word_list("titles", "other_posts")
                held[place] = {" ".join(words)} | (set() if other else {words[-1]})
        return held

    def _past(self, place: int) -> bool:
        """Whether the text calls a person a former or a deputy holder of the post."""
        for naming in self._at[place]:
            title = len(naming.title) + 1 if naming.title else 0
            before = self._text[max(0, naming.start - title - 30) : naming.start]
            if _PAST.search(before) or _PAST_AFTER.match(self._text, naming.end):
                return True
        return False


def _nouns(text: str, sentences: Sequence[Sentence], named: Sequence[Naming]) -> Iterator[_Noun]:
    """Every use of a telling noun with up to two words before it, outside furniture and names."""
    starts = [naming.start for naming in named]
    for number, sentence in enumerate(sentences):
        if sentence.kind == "boilerplate":
            continue
        for match in _pattern().finditer(text, sentence.start, sentence.end):
            noun = _noun(text, match, sentence.start, number)
            last = bisect_left(starts, noun.end) - 1
            if last < 0 or named[last].end <= noun.start:
                yield noun


def _noun(text: str, match: re.Match[str], floor: int, sentence: int) -> _Noun:
    """The noun with the words before it up to a determiner or another word that ends the phrase, two at most."""
    modifiers: list[str] = []
    start, determiner = match.start(), ""
    while len(modifiers) <= _MOST_MODIFIERS and (before := _WORD_BEFORE.search(text, max(floor, start - 30), start)):
        word = before[1]
        if _ends_phrase(word.lower()):
            determiner = word.lower() if word.lower() in _DETERMINERS | _INDEFINITE else ""
            start = before.start() if determiner else start
            break
        modifiers.insert(0, word)
        start = before.start()
    lower = tuple(word.lower() for word in modifiers)
    return _Noun(start, match.end(), sentence, determiner, lower, match[0], " ".join(("the", *modifiers, match[0])))


def _ends_phrase(word: str) -> bool:
    """Whether a word before a noun is no modifier of it."""
    return (
        word in _DETERMINERS or word in _INDEFINITE or word in word_list("words", "stop") or word.endswith(("'s", "’s"))
    )


@cache
def _pattern() -> re.Pattern[str]:
    heads = (
        _plurals()
        | word_list("groups", "stand_ins")
        | word_list("organisations", "stand_ins")
        | word_list("titles", "single_posts")
    )
    either = "|".join(sorted(heads, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{either})\b(?!-|\s(?:{either})\b)")


@cache
def _plurals() -> frozenset[str]:
    return frozenset(word for family in families() for word in family if word.endswith("s"))
