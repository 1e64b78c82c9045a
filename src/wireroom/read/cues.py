"""The words of saying, from `registries/cues/saying.toml`: every form of every verb with what may follow it.

The registry holds base forms in groups with hints; this module builds the inflected forms once a process, so that a
token costs one look-up. The grouping by frames follows the usual treatment of reporting verbs (Quirk et al. 1985,
chapter 16) cut down to what news needs; attitudes are left out (LABELS.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from wireroom.read.words import registry, word_list
from wireroom.records.readings import Modality, SpeakerKind

Inflection = Literal["base", "third", "past", "participle"]

# Tags of words: one bit each, so that a token carries all its classes in one number.
# SAY marks every form of a verb of saying, PAST a word in -ed that may be a verb.
DET, PRON, PREP, CONJ, SUB, REL, AUX, MODAL, NEG, ADV, VERB, TITLE, SAY, PAST = (1 << bit for bit in range(14))
_CLASSES = {
    "determiners": DET,
    "pronouns": PRON,
    "contractions": PRON | AUX,
    "prepositions": PREP,
    "conjunctions": CONJ,
    "subordinators": SUB,
    "relatives": REL,
    "auxiliaries": AUX,
    "modals": MODAL,
    "negations": NEG,
    "adverbs": ADV,
    "verbs": VERB,
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One verb of saying: what may follow it (`takes`), who may say it (`needs`), and how what is said is meant."""

    lemma: str
    takes: frozenset[str]
    needs: str = ""
    modality: Modality = "asserts"
    channel: str | None = None
    noun: bool = False
    factive: bool = False
    particle: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """One word as it stands in a text: the verbs it may be, longest particle first, and its inflection."""

    word: str
    inflections: frozenset[Inflection]
    sayings: tuple[Saying, ...]


@cache
def saying_forms() -> Mapping[str, Form]:
    """Every form of every verb of saying, by its first word in lower case."""
    table: dict[str, tuple[set[Inflection], list[Saying]]] = {}
    for saying in _sayings():
        for inflection, word in _inflected(saying.lemma.split()[0]):
            inflections, sayings = table.setdefault(word, (set(), []))
            inflections.add(inflection)
            if saying not in sayings:
                sayings.append(saying)
    return {
        word: Form(word, frozenset(inflections), tuple(sorted(sayings, key=lambda one: -len(one.particle))))
        for word, (inflections, sayings) in table.items()
    }


@lru_cache(maxsize=100_000)
def tags_of(word: str) -> int:
    """The classes of a lower-case word, as bits; 0 for a word of no closed class."""
    tags = _tag_table().get(word, 0)
    if word in saying_forms():
        tags |= SAY
    if tags & ~SAY:
        return tags
    if word.endswith(("n't", "n’t")):
        return NEG
    if len(word) > 4 and word.endswith("ly") and word not in word_list("grammar", "not_adverbs"):
        return ADV
    return tags | PAST if len(word) > 4 and word.endswith("ed") and "-" not in word else tags


@cache
def channels() -> frozenset[str]:
    """Nouns of what a statement is given in or at."""
    return _phrase_words("channels")


def phrases(key: str) -> tuple[str, ...]:
    """The phrases under `key`, longest first."""
    values = cast(Mapping[str, list[str]], registry("saying")["phrases"])[key]
    return tuple(sorted(values, key=lambda phrase: (-len(phrase), phrase)))


@cache
def speaker_words(key: str) -> frozenset[str]:
    """Head words of noun phrases that can speak: "unnamed", "organisation", "media", "documents", "titles", …"""
    value = cast(Mapping[str, str], registry("saying")["speakers"])[key]
    return frozenset(value.split())


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence before its subject: "but", "however", "meanwhile"."""
    return word_list("grammar", "openers")


@lru_cache(maxsize=50_000)
def speaker_class(word: str) -> SpeakerKind | Literal[""]:
    """What kind of speaker a head noun names: unnamed, organisation or media; "" when it cannot speak."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if bare in speaker_words("unnamed") or bare in speaker_words("pronouns"):
        return "unnamed"
    if bare in speaker_words("media"):
        return "media"
    return "organisation" if bare in speaker_words("organisation") else ""


_NOT_ADVERBS = frozenset(
    {"family", "italy", "assembly", "july", "reply", "daily", "weekly", "rally", "monopoly", "ally"}
)


@cache
def _tag_table() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for key, tag in _CLASSES.items():
        for word in word_list("grammar", key):
            table[word] = table.get(word, 0) | tag
            table[word.replace("'", "’")] = table[word]
    for word in speaker_words("titles"):
        table[word] = table.get(word, 0) | TITLE
    return table


def _phrase_words(key: str) -> frozenset[str]:
    value = cast(Mapping[str, str], registry("saying")["phrases"])[key]
    return frozenset(value.split())


def _sayings() -> tuple[Saying, ...]:
    groups = cast(list[Mapping[str, object]], registry("saying")["group"])
    return tuple(_saying(group, verb) for group in groups for verb in cast(list[str], group["verbs"]))


def _saying(group: Mapping[str, object], verb: str) -> Saying:
    return Saying(
        lemma=verb,
        takes=frozenset(cast(list[str], group["takes"])),
        needs=str(group.get("needs", "")),
        modality=cast(Modality, group.get("modality", "asserts")),
        channel=cast("str | None", group.get("channel")),
        noun=verb.split(maxsplit=1)[0] in word_list("saying", "nouns"),
        factive=bool(group.get("factive", False)),
        particle=tuple(verb.split()[1:]),
        objects=frozenset(cast(list[str], group.get("objects", []))),
    )


def _inflected(base: str) -> list[tuple[Inflection, str]]:
    """The forms of a verb: irregular ones from the registry, the others by rule."""
    irregular = cast(Mapping[str, str], registry("saying")["forms"]).get(base)
    third, past, participle, ing = irregular.split() if irregular else _regular(base)
    return [("base", base), ("third", third), ("past", past), ("past", participle), ("participle", ing)]


def _regular(base: str) -> tuple[str, str, str, str]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base[:-1]}ied", f"{base}ing"
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z")) else f"{base}s"
    if base.endswith("e"):
        return third, f"{base}d", f"{base}d", f"{base[:-1]}ing"
    return third, f"{base}ed", f"{base}ed", f"{base}ing"


def speaks(words: str) -> bool:
    """Whether some words hold a verb of saying or "according to": another attribution may stand inside."""
    forms = saying_forms()
    return any(word in forms or word == "according" for word in words.lower().split())
