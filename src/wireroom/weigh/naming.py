"""Keys by which names of different reports meet, so that no name is compared with all others.

Whether two names are one is `wireroom.names`' to say, as it is inside a report; here are the blocks it is asked in.
"""

import re
from functools import lru_cache

from wireroom import names

_POSSESSIVE = re.compile(r"['’]s?\b")
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "sir"})
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "al", "el"})
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """The normal form of a name, without possessive, punctuation, article or plain title."""
    words = _WORD.findall(names.normal(_POSSESSIVE.sub("", name)))
    kept = [word for word in words if word not in _LEFT_OUT]
    return " ".join(kept or words)


def is_acronym(name: str) -> bool:
    """Whether the name is two to six capitals, full stops aside."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def is_name_like(name: str) -> bool:
    """Whether the wording names by itself ("SDF", "Islamic State") and does not merely describe ("the group")."""
    words = name.split()
    return bool(words) and all(word[0].isupper() or word.lower() in _SMALL for word in words) and words[0][0].isupper()


@lru_cache(maxsize=1 << 14)
def initials_of(name: str) -> tuple[str, ...]:
    """Acronyms the name could have: initials of its words, with and without its small ones."""
    words = [part for part in re.split(r"[\s\-–]+", name) if part[:1].isalpha()]
    if len(words) < 2:
        return ()
    every = "".join(word[0] for word in words)
    big = "".join(word[0] for word in words if word.lower() not in _SMALL)
    return tuple(sorted({letters.upper() for letters in (every, big) if len(letters) >= 2}))


def given_and_surname(name: str) -> tuple[str, str] | None:
    """Given name and surname of a person, normal forms; None when the name is one word."""
    words = names.person_words(name)
    return (words[0], words[-1]) if len(words) > 1 else None


def variant_blocks(name: str) -> tuple[str, ...]:
    """Keys that two spellings of one person's name share; none for a name with a mere initial before the surname."""
    parts = given_and_surname(name)
    if parts is None or len(parts[0]) == 1:
        return ()
    given, surname = (names.folded(part) for part in parts)
    return (
        f"last {_VOWELS.sub('', surname)} {given[:1]}",
        f"first {given} {surname[:1]}",
        f"sounds {names.surname_block(name)} {names.surname_block(parts[0])}",
    )


def same_person(left: str, right: str) -> tuple[float, str] | None:
    """How sure, and why, two full names are one person's; None when they are not."""
    same, score, reason = names.same_person(left, right)
    return (score, f"“{left}” and “{right}”: {reason}") if same else None
