"""Words and how they stand in a text: word lists of the registry, tokens with offsets, and stems laid over tokens."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_QUOTED = re.compile(r"(?<![^\W_])[“\"‘']([^“”\"‘’'\n]{3,60})[”\"’'](?![^\W_])")
_INNER = re.compile(r"[-'’.]")
_QUOTE_WORDS = 4
"""Longest quotation, in words, that counts as a distinctive phrase and not as somebody's sentence."""


@cache
def _registry(name: str) -> Mapping[str, object]:
    path = files("wireroom") / "registries" / "weigh" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list of `registries/weigh/wording.toml`; an unknown list is a bug."""
    words = _registry("wording").get(name)
    assert isinstance(words, str), f"bug: wording.toml has no list {name}"
    return frozenset(words.split())


@cache
def population_groups() -> Mapping[str, tuple[str, bool]]:
    """Head word -> (group, whether the group can stand for everyone counted)."""
    groups = _registry("populations")["groups"]
    assert isinstance(groups, dict), "bug: populations.toml has no groups"
    return {
        word: (name, bool(group.get("whole", False)))
        for name, group in groups.items()
        for word in str(group["words"]).split()
    }


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Words of a text in lower case with their offsets; a hyphen or apostrophe inside keeps a word together."""
    return [(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Words of a text in lower case, cut as `tokens` cuts them."""
    return _TOKEN.findall(text.lower())


def placed_terms(found: Sequence[tuple[str, int, int]], terms: Sequence[str]) -> list[tuple[str, int]]:
    """The sentence's stems with the offset of the word each came from.

    Stems come in the order of the text and keep all of a word but its ending, so one pass over both lays them on the
    words; a word that is no stem's is a stop word. A stem whose word is not found takes the place of the one before.
    """
    placed: list[tuple[str, int]] = []
    index, last, size = 0, found[0][1] if found else 0, len(found)
    for term in terms:
        head = term[: max(2, len(term) - 1)]
        ahead = index
        while ahead < size:
            word = found[ahead][0]
            if word.startswith(head) or (head in word and _carries(word, head)):
                break
            ahead += 1
        if ahead < size:
            index, last = ahead, found[ahead][1]
        placed.append((term, last))
    return placed


def quoted_phrases(text: str) -> list[tuple[int, int]]:
    """Offsets of short quotations inside a sentence ("human shields"): a phrase somebody chose."""
    if not ('"' in text or "'" in text or "“" in text or "‘" in text):
        return []
    spans = [match.span(1) for match in _QUOTED.finditer(text)]
    return [(start, end) for start, end in spans if 2 <= len(text[start:end].split()) <= _QUOTE_WORDS]


def _carries(word: str, head: str) -> bool:
    """Whether a later part of a compound word starts with the head."""
    return any(part.startswith(head) for part in _INNER.split(word)[1:])
