"""Events: a text of the pool under names, places, numbers and words of its own, and the reports that tell of it.

An event rewrites its text once: every name word that is not common is called otherwise throughout, numbers get other
digits (years stay), and REWRITTEN of the plain words become others of the pool. A report told independently keeps the title and the lead, a
share of the other sentences (drawn anew for each report), fills up with sentences of other texts under the event's own
names, and says REWORDED of the words and names otherwise, the same one the same way throughout, and REFRAMED of the stop words. Copies repeat an earlier report of the event: whole, cut, with another
headline or with a word changed here and there; a partial copy has a run of sentences of an earlier report among its own.
Sentences keep the order they have in the text, but each report swaps a few.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from benchmarks.thread_scale.pool import NAME, NUMBER, WORD, Pool, PoolSentence, Token
from benchmarks.thread_scale.words import DRAWN, Words, keys_of_word

REWRITTEN = 0.2  # of an event's plain words
REWORDED = 0.25  # of an independent report's plain words and of its names, which it says otherwise or not at all
REFRAMED = 0.4  # of its stop words, so that it shares words with the others but hardly a run of them
UNSAID = 0.45  # of the names, days and numbers of a sentence
KEPT = (0.05, 0.6)  # shares of the text's sentences that an independent report keeps, drawn between
LEAD = 3  # sentences after the title that every independent report keeps
COPIES, PART_COPIES = 0.25, 0.1  # shares of an event's reports after its first
LATEST = 6  # earlier reports of an event that can be copied
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FILLERS = 40  # sentences of other texts that an event's reports draw on


Said = dict[tuple[str, ...], tuple[str, tuple[str, ...]] | None]


@dataclass(slots=True)
class Form:
    """A sentence of the pool ready for rewriting: its words with the gaps before them, their keys, and places of tokens.

    `changing` are the tokens that an event rewrites, `telling` those that a report may say otherwise, `stops` the stop words.
    """

    words: list[str]
    keys: list[tuple[str, ...]]
    changing: list[tuple[int, Token]]
    telling: list[int]
    stops: list[int]


@dataclass(slots=True)
class Line:
    """One sentence of an event: its words, their keys, its ties."""

    form: Form
    words: list[str]
    keys: list[tuple[str, ...]]
    end: str
    ties: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """One report as told: sentences with their keys; `of` is the place of the report it copies, `kind` how."""

    lines: list[tuple[str, tuple[str, ...]]]
    title: str
    kind: str
    of: int | None


@dataclass(slots=True)
class Event:
    """One event while its reports come. `called` is what it calls names and numbers, `shift` the days
    between it and its text; its lines are rewritten when first told."""

    number: int
    text: int
    title: int
    shift: int
    sentences: list[PoolSentence]
    fillers: list[PoolSentence]
    called: dict[str, str] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    told: list[tuple[int, Told]] = field(default_factory=list)


class Teller:
    """Makes events from a pool and tells their reports; every draw comes from the `random.Random` that is given."""

    def __init__(self, pool: Pool, words: Words) -> None:
        self.pool, self.words = pool, words
        self._forms: dict[int, Form] = {}  # by the identity of the pool's sentences, which live as long
        self.tellable = [place for place, text in enumerate(pool.texts) if len(text.sentences) > LEAD + 2]

    def event(self, number: int, day: int, draw: random.Random) -> Event:
        """A new event on a text of the pool drawn at random; `day` is an ordinal."""
        place = draw.choice(self.tellable)
        text = self.pool.texts[place]
        others = (draw.choice(self.pool.texts).sentences for _ in range(FILLERS))
        shift = day - text.day if text.day else 0
        return Event(number, place, text.title, shift, text.sentences, [draw.choice(sentences) for sentences in others])

    def tell(self, event: Event, draw: random.Random) -> Told:
        """The next report of an event."""
        place = event.told[-1][0] + 1 if event.told else 0
        chance = draw.random()
        if event.told and chance < COPIES:
            told = self._copy(event, draw)
        elif event.told and chance < COPIES + PART_COPIES:
            told = self._part_copy(event, draw)
        else:
            told = self._independent(event, draw)
        event.told = [*event.told, (place, told)][-LATEST:]
        return told

    def _line(self, event: Event, place: int, draw: random.Random) -> Line:
        """A sentence of the event's text, or a filler after the last of them, rewritten once."""
        if place not in event.lines:
            count = len(event.sentences)
            sentence = event.sentences[place] if place < count else event.fillers[place - count]
            form = self._form(sentence)
            words, keys = list(form.words), list(form.keys)
            for at, token in form.changing:
                word = self._rewritten(token.word, token.kind, event.called, draw)
                words[at], keys[at] = token.gap + word, keys_of_word(word)
            ties = tuple(self._tie(tie, event, draw) for tie in sentence.ties)
            event.lines[place] = Line(form, words, keys, sentence.end, ties)
        return event.lines[place]

    def _form(self, sentence: PoolSentence) -> Form:
        if id(sentence) not in self._forms:
            numbered = list(enumerate(sentence.tokens))
            keys = [keys_of_word(token.word) for token in sentence.tokens]
            self._forms[id(sentence)] = Form(
                [token.gap + token.word for token in sentence.tokens],
                keys,
                [(at, token) for at, token in numbered if token.kind != WORD or (token.word.islower() and keys[at])],
                [at for at, token in numbered if token.kind != NUMBER and keys[at]],
                [at for at, token in numbered if token.word.islower() and not keys[at]],
            )
        return self._forms[id(sentence)]

    def _rewritten(self, word: str, kind: int, called: dict[str, str], draw: random.Random) -> str:
        if kind == NAME:
            return self._called(word, called, draw)
        if kind == NUMBER:
            return called.setdefault(word, _other_digits(word, draw))
        key = f" {word}"  # never that of a name
        if key not in called:
            called[key] = self.words.plain[int(draw.random() * DRAWN)][0] if draw.random() < REWRITTEN else word
        return called[key]

    def _called(self, word: str, called: dict[str, str], draw: random.Random) -> str:
        """What the event calls a name word; a word in small letters stays small."""
        plain = word.casefold()
        if plain in self.words.common or (len(word) == 2 and word.isupper()):  # codes of countries
            return word
        if plain not in called:
            called[plain] = self.words.name(draw)
        return called[plain] if word != plain else called[plain].casefold()

    def _tie(self, tie: str, event: Event, draw: random.Random) -> str:
        """A name or number that threading counts, as the event says it; days move with the event."""
        if DAY.fullmatch(tie, 1):
            return f"{tie[0]}{date.fromordinal(date.fromisoformat(tie[1:]).toordinal() + event.shift)}"
        words = tie[1:].split(" ")
        said = (self._rewritten(word, NUMBER if word[:1].isdigit() else NAME, event.called, draw) for word in words)
        return tie[0] + " ".join(said)

    def _independent(self, event: Event, draw: random.Random) -> Told:
        fixed, count = event.title + LEAD, len(event.sentences)
        share = draw.uniform(*KEPT)
        kept = [place for place in range(count) if place < fixed or draw.random() < share]
        kept += [count + int(draw.random() * FILLERS) for _ in range(count - len(kept))]
        if len(kept) > fixed + 2:
            swapped = draw.randrange(fixed, len(kept) - 1)
            kept[swapped], kept[swapped + 1] = kept[swapped + 1], kept[swapped]
        said: Said = {}
        return _told(event, [self._reworded(event, place, said, draw) for place in kept], "original", None)

    def _copy(self, event: Event, draw: random.Random) -> Told:
        of, earlier = draw.choice(event.told)
        lines, chance = list(earlier.lines), draw.random()
        if chance < 0.3:
            lines = lines[: max(event.title + LEAD, int(len(lines) * draw.uniform(0.4, 0.9)))]
        elif chance < 0.5 and event.title:
            place = draw.randrange(event.title + LEAD)  # a headline has words of the lead
            lines[0] = self._reworded(event, place, {}, draw)
        elif chance < 0.6:
            place = draw.randrange(len(lines))
            lines[place] = self._reworded(event, len(event.sentences) + draw.randrange(FILLERS), {}, draw)
        return _told(event, lines, "copy", of)

    def _part_copy(self, event: Event, draw: random.Random) -> Told:
        of, earlier = draw.choice(event.told)
        own = self._independent(event, draw).lines
        count = max(2, int(len(earlier.lines) * draw.uniform(0.3, 0.6)))
        start = draw.randrange(max(1, len(earlier.lines) - count))
        taken = earlier.lines[start : start + count]
        at = min(len(own), event.title + LEAD)
        return _told(event, [*own[:at], *taken, *own[at : max(at, len(own) - count)]], "partial_copy", of)

    def _reworded(self, event: Event, place: int, said: Said, draw: random.Random) -> tuple[str, tuple[str, ...]]:
        """A sentence as one report says it; `said` is what the report says instead of a stem, wherever it stands."""
        line, chance, plain = self._line(event, place, draw), draw.random, self.words.plain
        words, keys, stops = list(line.words), list(line.keys), self.words.stops
        for at in line.form.stops:
            if chance() < REFRAMED:
                words[at] = f" {stops[int(chance() * DRAWN)]}"
        for at in line.form.telling:
            stems = keys[at]
            if stems not in said:
                said[stems] = plain[int(chance() * DRAWN)] if chance() < REWORDED else None
            if other := said[stems]:
                words[at], keys[at] = f" {other[0]}", other[1]
        ties = (tie for tie in line.ties if chance() >= UNSAID)
        return "".join(words) + line.end, (*chain.from_iterable(keys), *ties)


def keys_of_lines(lines: Iterable[tuple[str, tuple[str, ...]]]) -> Counter[str]:
    """How often each stem and each name stands in sentences."""
    return Counter(chain.from_iterable(keys for _, keys in lines))


def _told(event: Event, lines: list[tuple[str, tuple[str, ...]]], kind: str, of: int | None) -> Told:
    return Told(lines, lines[0][0].strip() if event.title and lines else "", kind, of)


def _other_digits(word: str, draw: random.Random) -> str:
    if len(word) == 4 and word[:2] in ("19", "20"):
        return word
    return "".join(draw.choice("0123456789") if letter.isdigit() else letter for letter in word)
