"""Words of a text: tokens, stop words, stems, and the word lists of the registries.

Word-level work is cached, so a text costs one look-up a token. Stems are Porter's second English stemmer (Snowball).
Runs of Chinese, Japanese and Korean characters have no spaces: they count by pairs of characters.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

# Letters and digits with inner apostrophes; numbers keep their inner commas and points.
_TOKEN = re.compile(r"\d++(?:[.,:]\d++)*+(?:st|nd|rd|th|s)?+|[^\W\d_]++(?:['’][^\W\d_]++)*+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@cache
def registry(name: str) -> Mapping[str, object]:
    """The registry file `cues/NAME.toml` of the package, parsed; a missing file is a bug."""
    path = files("wireroom") / "registries" / "cues" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(name: str, key: str) -> frozenset[str]:
    """The words under `key` of a cues registry: a list of strings, or one string of words between spaces."""
    value = registry(name)[key]
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list):
        return frozenset(str(item) for item in value)
    raise AssertionError(f"bug: {key} of cues/{name}.toml is neither words nor a list")


@cache
def tables(name: str, key: str) -> Mapping[str, str]:
    """The table under `key` of a cues registry: words between spaces, by their heading."""
    value = registry(name)[key]
    if isinstance(value, dict):
        return {str(heading): str(words) for heading, words in value.items()}
    raise AssertionError(f"bug: {key} of cues/{name}.toml is no table")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, as they stand, in order."""
    return _TOKEN.findall(text)


def terms(text: str) -> tuple[str, ...]:
    """Lower-case stems of the content words in order; stop words and single letters are left out."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found.extend(_stems(token))
    return tuple(found)


def stem(word: str) -> str:
    """The stem of one word, lower case, without a possessive."""
    return _stem(_bare(word))


@lru_cache(maxsize=200_000)
def _stems(token: str) -> tuple[str, ...]:
    word = _bare(token)
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if word in word_list("words", "stop"):
        return ()
    if _CJK.search(word):
        return tuple(word[i : i + 2] for i in range(max(len(word) - 1, 1)))
    return (_stem(word),) if len(word) > 1 else ()


def _bare(token: str) -> str:
    word = token.replace("’", "'").lower()
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word.strip("'") or word


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    # Our own cache stands before it, so its own is off.
    stem_word: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord
    return stem_word
