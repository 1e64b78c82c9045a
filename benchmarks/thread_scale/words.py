"""The words of the pool as an event needs them: what to call its people and places, what to write instead of a word.

Names are drawn as often as texts of the pool bear them; a share of them is fresh, that of names that the pool has only
once (the unseen mass by Good and Turing: I. J. Good, Biometrika 1953). Name words that stand in one text of a hundred or more
("County", "Police") are parts of names everywhere and stay.
"""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from benchmarks.thread_scale.pool import NAME, WORD, Pool, Token
from wireroom.read.words import terms

COMMON_SHARE = 0.01  # of the texts; a name word in so many is a common part of names
FEWEST = 3  # texts, however small the pool
DRAWN = 1 << 16  # entries of the table of plain words, each word as often as the pool has it
SYLLABLES = "ba dor kel mir sun tav rin osk lu pel gra vint hol mae cor zeb ardin ulst yev fen".split()


class Words:
    """Word statistics of a pool: tables of plain words with their keys and of stop words, each as often as the pool has it."""

    def __init__(self, pool: Pool) -> None:
        names: Counter[str] = Counter()
        plain: Counter[str] = Counter()
        for text in pool.texts:
            kinds = {(token.word, token.kind) for sentence in text.sentences for token in sentence.tokens}
            names.update(sorted(word for word, kind in kinds if kind == NAME))
            plain.update(token.word for s in text.sentences for token in s.tokens if _plain(token))
        most = max(COMMON_SHARE * len(pool.texts), FEWEST)
        self.common = frozenset(word.casefold() for word, count in names.items() if count >= most)
        rare = sorted((word, count) for word, count in names.items() if count < most)
        self.fresh_share = sum(count == 1 for _, count in rare) / max(sum(count for _, count in rare), 1)
        self._names, self._name_steps = [word for word, _ in rare], list(accumulate(count for _, count in rare))
        self.plain = [
            (word, keys_of_word(word)) for word in _drawn({w: n for w, n in plain.items() if keys_of_word(w)})
        ]
        self.stops = _drawn({word: count for word, count in plain.items() if not keys_of_word(word)})

    def name(self, draw: random.Random) -> str:
        """A name word for somebody or somewhere, perhaps one that no text of the pool has."""
        if draw.random() < self.fresh_share:
            return "".join(draw.choice(SYLLABLES) for _ in range(draw.choice((2, 3, 3, 4)))).capitalize()
        return self._names[bisect(self._name_steps, draw.random() * self._name_steps[-1])]


@lru_cache(maxsize=1_000_000)
def keys_of_word(word: str) -> tuple[str, ...]:
    """The stems that threading counts for a word."""
    return terms(word)


def _plain(token: Token) -> bool:
    return token.kind == WORD and token.word.islower()


def _drawn(counts: Mapping[str, int]) -> list[str]:
    """DRAWN words, each as often as its share of the counts."""
    words = sorted(counts)
    steps = list(accumulate(counts[word] for word in words))
    return [words[bisect(steps, (place + 0.5) / DRAWN * steps[-1])] for place in range(DRAWN)]
