"""What the encoder reads: sentences by themselves, and windows of them, as word pieces with what the pieces do not show.

The encoder's words are lower case, so each piece also carries how its word is written (`cases`). Who speaks and where
quoted words end is often seen in the next sentence: sentences share a window, where each piece also carries whether it
stands inside a quotation, which of two neighbouring sentences it belongs to and whether a paragraph begins with it
(`surroundings`). Windows never cross reports, so what a report gives depends on that report alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from wireroom.read.quotations import find_quotations
from wireroom.records.readings import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# A longer sentence is cut into parts; paragraphs are put together up to WINDOW pieces, a longer one has its own up to LONGEST.
PART, WINDOW, LONGEST = 126, 126, 224
# A sentence of more characters than this is read up to here.
MAX_CHARACTERS = 10_000
CLS, SEP = 101, 102  # the marks around a part in the encoder's vocabulary

LOWER, CAPITALISED, CAPITALS, MIXED, INITIAL = range(5)
CASES = 5
QUOTED, SECOND, OPENS = 1, 2, 4
SURROUNDINGS = 8

_WORD = re.compile(r"[^\W_]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
# One character for each mark, so that offsets stay: every double mark is one mark to the encoder, every single one another.
_MARKS = str.maketrans(
    dict.fromkeys("“”„«»＂「」", '"') | dict.fromkeys("‘’‚‹›`´", "'") | dict.fromkeys("\u00a0\u202f\u2009", " ")
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a part of a long one: pieces with `cases` and `surroundings`, begin and end in the text."""

    sentence: int
    ids: tuple[int, ...]
    cases: tuple[int, ...]
    surroundings: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """The number of pieces with the two marks around them."""
        return len(self.ids) + 2

    def cut(self, first: int, last: int) -> "Part":
        """The pieces from `first` up to `last` as a part."""
        here = slice(first, last)
        return Part(
            self.sentence, self.ids[here], self.cases[here], self.surroundings[here], self.starts[here], self.ends[here]
        )


@dataclass(slots=True)
class Window:
    """Parts that are read together."""

    parts: list[Part] = field(default_factory=list)

    def __len__(self) -> int:
        """The number of pieces with all marks."""
        return sum(len(part) for part in self.parts)

    @property
    def starts(self) -> list[int]:
        """Where each piece begins in the text, marks left out."""
        return [start for part in self.parts for start in part.starts]

    @property
    def ends(self) -> list[int]:
        """Where each piece ends in the text, marks left out."""
        return [end for part in self.parts for end in part.ends]

    @property
    def sentences(self) -> list[int]:
        """The sentence of each piece, marks left out."""
        return [part.sentence for part in self.parts for _ in part.ids]


def windows_of(text: str, sentences: Sequence[Sentence], tokenizer: "Tokenizer") -> list[Window]:
    """The windows of a text in order; every piece of every sentence is in one of them."""
    windows: list[Window] = []
    current = Window()
    for paragraph in _paragraphs(parts_of(text, sentences, tokenizer), sentences):
        fits = sum(len(part) for part in paragraph) <= LONGEST
        limit = WINDOW
        for parts in [paragraph] if fits else [[part] for part in paragraph]:
            if current.parts and len(current) + sum(len(part) for part in parts) > limit:
                windows.append(current)
                current = Window()
            current.parts += parts
            limit = LONGEST
    return [*windows, current] if current.parts else windows


def _paragraphs(parts: Iterator[Part], sentences: Sequence[Sentence]) -> Iterator[list[Part]]:
    paragraph: list[Part] = []
    number = -1
    for part in parts:
        here = sentences[part.sentence].paragraph
        if here != number and paragraph:
            yield paragraph
            paragraph = []
        number = here
        paragraph.append(part)
    if paragraph:
        yield paragraph


def parts_of(text: str, sentences: Sequence[Sentence], tokenizer: "Tokenizer") -> Iterator[Part]:
    """One part a sentence, several for a sentence of more than PART pieces, none for one without any."""
    cases, quoted = _cases(text), _quoted(text)
    readable = _SURROGATES.sub("\ufffd", text).translate(_MARKS)
    ends = [min(sentence.end, sentence.start + MAX_CHARACTERS) for sentence in sentences]
    words = [readable[sentence.start : end] for sentence, end in zip(sentences, ends, strict=True)]
    paragraph = -1
    for index, (sentence, found) in enumerate(
        zip(sentences, tokenizer.encode_batch(words, add_special_tokens=False), strict=True)
    ):
        starts = tuple(sentence.start + start for start, _ in found.offsets)
        around = [quoted[start] + SECOND * (index % 2) for start in starts]
        if around and sentence.paragraph != paragraph:
            around[0] += OPENS
        paragraph = sentence.paragraph
        stops = tuple(sentence.start + end for _, end in found.offsets)
        whole = Part(index, tuple(found.ids), tuple(cases[start] for start in starts), tuple(around), starts, stops)
        for first in range(0, len(starts), PART):
            yield whole.cut(first, first + PART)


def _cases(text: str) -> bytearray:
    """For every character how its word is written."""
    cases = bytearray(len(text))
    for word in _WORD.finditer(text):
        case = _case(word.group())
        if case:
            cases[word.start() : word.end()] = bytes([case]) * (word.end() - word.start())
    return cases


def _quoted(text: str) -> bytearray:
    """For every character QUOTED inside an outer quotation, 0 elsewhere."""
    quoted = bytearray(len(text))
    for quotation in find_quotations(text):
        if quotation.depth == 0:
            quoted[quotation.inner.start : quotation.inner.end] = bytes([QUOTED]) * len(quotation.inner)
    return quoted


@lru_cache(maxsize=20_000)
def _case(word: str) -> int:
    if word.islower() or not word[0].isalpha():
        return LOWER
    if len(word) == 1:
        return INITIAL if word.isupper() else LOWER
    if word.isupper():
        return CAPITALS
    return CAPITALISED if word[0].isupper() and word[1:].islower() else MIXED
