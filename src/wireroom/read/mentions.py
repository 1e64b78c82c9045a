"""Who and what a text names: mentions with a kind, joined into actors.

Two passes. The first cuts names out of ordinary lines (`namings`) and weighs for each what speaks for a person, an
organisation, a group or a place: titles and roles, the words of the name, the words around it, the gazetteer. The
second finds the names so learnt, and those of the registries, in lines whose capitals say nothing (headlines in Title
Case). `actors` then joins the names that mean one actor. The rules are ours; `docs/internals/reading-names.md` measures
them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from wireroom.names import normal
from wireroom.nations import demonyms
from wireroom.read.actors import join_names
from wireroom.read.gazetteer import entries
from wireroom.read.kinds import favour_named_countries, share_in_rows, weigh_naming
from wireroom.read.marked import with_marks
from wireroom.read.namings import Naming, capitals_say_nothing, common_words, is_common, namings, uncommon_words
from wireroom.read.tagging import Mark
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, Mention, NamedActor, Sentence

# A row of more capitalised words is a list or a heading, not a name.
LONGEST_NAME = 9
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-z]{2,}")
# Endings of plain words; a name that ends so and opens a sentence is only believed when it stands elsewhere too.
_INFLECTED = ("s", "ing", "ed", "ly", "er", "ers")
_HEAD_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.’'-](?!s\b|S\b)[^\W_]+)*")


def find_mentions(
    text: str, sentences: Sequence[Sentence], marks: Sequence[Mark] | None = None
) -> tuple[tuple[Mention, ...], tuple[NamedActor, ...]]:
    """The mentions of a text in order, and the actors they name (each mention carries its actor's index).

    `marks` are the names that the encoder marks; None leaves the finding to the rules.
    """
    small_words = frozenset(_SMALL_WORD.findall(text))
    plain = [capitals_say_nothing(text, sentence.start, sentence.end) for sentence in sentences]
    named = _kept(sentences, namings(text, sentences, plain), small_words)
    if marks is not None:
        named = with_marks(text, sentences, named, marks)
    for naming in named:
        weigh_naming(text, naming, sentences[naming.sentence])
    if marks is None:
        named += _known_names(text, sentences, plain, named)
    named.sort(key=lambda naming: (naming.start, naming.end))
    share_in_rows(text, named)
    favour_named_countries(frozenset(_SMALL_WORD.findall(text.lower())), named)
    actors, owners = join_names(text, sentences, named)
    mentions = tuple(
        Mention(naming.start, naming.end, _kind_here(naming, actors[owner]), owner, naming.sentence)
        for naming, owner in zip(named, owners, strict=True)
    )
    return mentions, actors


def _kind_here(naming: Naming, actor: NamedActor) -> ActorKind:
    """The kind of an actor where it is named: a place may act ("Northtown beat Southtown"), a body is no place."""
    return naming.marked or actor.kind if actor.kind == "place" else actor.kind


def _kept(sentences: Sequence[Sentence], named: Sequence[Naming], small_words: frozenset[str]) -> list[Naming]:
    """The namings without words that only look like names: capitals by place, acronyms that name nobody."""
    inside = {naming.name for naming in named if not naming.initial}
    return [
        naming
        for naming in named
        if sentences[naming.sentence].kind != "boilerplate"
        and naming.name not in _not_names()
        and len(naming.name) >= 2
        and len(naming.words) <= LONGEST_NAME
        and (len(naming.words) > 1 or _is_name(naming, inside, small_words))
    ]


def _is_name(naming: Naming, inside: set[str], small_words: frozenset[str]) -> bool:
    """Whether a single capitalised word is a name."""
    word = naming.words[0]
    if _plain_word(word) and (naming.initial or naming.title is None):
        return False
    if not naming.initial or naming.title is not None or naming.name in inside:
        return True
    # It opens a sentence: a name when the registries know it, or when nothing shows it as a plain word.
    if (word.isupper() and len(word) > 1) or entries(word) or word in _known():
        return True
    lower = word.lower()
    return not lower.endswith(_INFLECTED) and lower not in small_words and not is_common(word)


@lru_cache(maxsize=20_000)
def _plain_word(word: str) -> bool:
    """Whether a capitalised word by itself is no name: a demonym, a faith, a title, a common word."""
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        return lower in word_list("groups", "peoples")
    return (
        lower in demonyms()
        or (lower.endswith("s") and lower[:-1] in demonyms() and not entries(word))
        or lower in word_list("groups", "peoples")
        or word in word_list("titles", "titles")
        or (lower in common_words() and not entries(word))
        or lower in word_list("titles", "roles")
    )


def _known_names(text: str, sentences: Sequence[Sentence], plain: Sequence[bool], named: list[Naming]) -> list[Naming]:
    """Names in lines whose capitals say nothing: those of the rest of the text and of the registries, the longest
    first, then words that no lower-case text knows."""
    learnt = {normal(naming.name): naming.name for naming in named}
    found: list[Naming] = []
    for number, sentence in enumerate(sentences):
        if sentence.kind == "boilerplate" or not plain[number]:
            continue
        known = list(_learnt_in(text, number, sentence, learnt))
        edges = [sentence.start, *(edge for naming in known for edge in (naming.start, naming.end)), sentence.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            known.extend(naming for naming in uncommon_words(text, number, start, end) if _worth_naming(naming))
        all_capitals = text[sentence.start : sentence.end].isupper()
        for naming in known:
            if all_capitals and naming.name.isupper() and (len(naming.name) > 5 or not naming.name.isascii()):
                naming.name = naming.name.title()
                naming.words = tuple(naming.name.split())
            weigh_naming(text, naming, sentence)
        found += known
    return found


def _worth_naming(naming: Naming) -> bool:
    if len(naming.words) > 1:
        return len(naming.words) <= LONGEST_NAME
    word = naming.words[0]
    return len(word) > 2 and not _plain_word(word) and word not in _not_names() and word.rstrip("s") not in _not_names()


def _learnt_in(text: str, number: int, sentence: Sentence, learnt: dict[str, str]) -> Iterator[Naming]:
    words = [(m.start(), m.end()) for m in _HEAD_WORD.finditer(text, sentence.start, sentence.end)]
    index = 0
    while index < len(words):
        for length in range(min(6, len(words) - index), 0, -1):
            start, end = words[index][0], words[index + length - 1][1]
            name = " ".join(text[start:end].split())
            if _is_known(name, length, learnt):
                shown = learnt.get(normal(name), name)
                yield Naming(start, end, number, shown, tuple(shown.split()))
                index += length
                break
        else:
            index += 1


def _is_known(name: str, length: int, learnt: dict[str, str]) -> bool:
    if not name[0].isupper() and not name.startswith(("al-", "el-")):
        return False
    if normal(name) in learnt:
        return length > 1 or name.lower() not in common_words()
    if name in _known() and (len(name) > 2 or name in ("UN", "EU")):
        return True
    if length == 1 and (
        name.lower() in common_words() or name in word_list("names", "given") or (len(name) < 4 and not name.isupper())
    ):
        return False
    known = entries(name)
    return bool(known) and (known[0].precision >= 4 or known[0].population >= (200_000 if length == 1 else 20_000))


@cache
def _known() -> frozenset[str]:
    return word_list("organisations", "known") | word_list("groups", "known")


@cache
def _not_names() -> frozenset[str]:
    return word_list("organisations", "not_names")
