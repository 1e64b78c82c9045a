"""What ties two reports, as weighed keys: words, people, places, phrases, ages, days and house numbers of a report.

Every key is a string whose first letter names its facet (FACETS), so that a bag of keys is one mapping. Weights come from
the table of rarity alone, never from the other reports of a batch: a report has the same keys whatever it is threaded
with. Counting the batch as well was tried and gained .002 of B-cubed F1 (docs/internals/threading.md).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from wireroom.records.readings import Material
from wireroom.thread.names import name_bits
from wireroom.thread.rarity import UNSEEN_BITS, rarity

OF_LANGUAGE = "|"  # between a language and its word
READ_IN = "en"  # the language of the table of rarity; words of another carry its name, and meet only their own


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of key: the letter that begins its keys, how many a report keeps, what a shared key says in words.

    `summed` facets weigh a shared key by its bits, however long the report; the others by the cosine of two reports.
    """

    name: str
    mark: str
    most: int
    says: str
    summed: bool = True


FACETS = (
    Facet("words", "", 40, "the words", summed=False),
    Facet("people", "&", 6, "the people"),
    Facet("families", "~", 8, "the family names"),
    Facet("places", "+", 8, "the places"),
    Facet("phrases", "^", 18, "the names"),
    Facet("ages", "°", 5, "the ages"),
    Facet("days", "=", 5, "the days"),
    Facet("numbers", "#", 4, "the house numbers"),
)
MARKS = {facet.mark: number for number, facet in enumerate(FACETS) if facet.mark}
FIXED_BITS = {"&": UNSEEN_BITS, "^": UNSEEN_BITS, "°": 5.0, "=": 9.0, "#": 9.0}
FINEST_AREA = 4  # where_prec: a state, a province and what is wider says little

_CAPITALS = re.compile(r"\b([^\W\d_a-z][\w'’]+)[ -](?=([^\W\d_a-z][\w'’]+))")
_AGE = re.compile(r"\b(\d{1,3})-(?:year|month)-old|(?:\baged?|,) (\d{1,2})(?=[,.;) ])")
_HOUSE = re.compile(r"\b(\d{2,5})(?: block of|-block)|\b(\d{3,5}) (?!(?:GMT|UTC|BST|EST|EDT)\b)(?=[A-Z])")
_OPENERS = frozenset("The A An In On At And But He She It They His Her Their Police".split())


def keys_of(material: Material, passages: Sequence[int]) -> Counter[str]:
    """How often each key stands in the sentences that count."""
    keys: Counter[str] = Counter()
    lang = material.reading.lang or READ_IN
    spoken = "" if lang == READ_IN else f"{lang}{OF_LANGUAGE}"
    for index in passages:
        sentence = material.reading.sentences[index]
        keys.update(f"{spoken}{term}" for term in sentence.terms if term[0] not in MARKS)
        keys.update(_said(sentence.words(material.report.text)))
    counted = frozenset(passages)
    keys.update(_named(material, counted))
    keys.update(_dated(material, counted))
    return keys


def weighed(keys: Mapping[str, int]) -> dict[str, float]:
    """The heaviest keys of each facet with their weights, so that the product of two weights is what sharing tells.

    Of a summed facet that is the key's bits; of the words a share of the cosine.
    """
    found: dict[str, float] = {}
    parted: list[dict[str, float]] = [{} for _ in FACETS]
    for key in keys:
        parted[facet_of(key)][key] = bits_of(key)
    for facet, bits in zip(FACETS, parted, strict=True):
        if facet.summed:
            found |= {key: sqrt(bits[key]) for key in _heaviest(bits, facet.most)}
        else:
            weights = {key: value * (1 + log2(keys[key])) for key, value in bits.items()}
            kept = _heaviest(weights, facet.most)
            norm = sqrt(sum(weights[key] ** 2 for key in kept)) or 1.0
            found |= {key: weights[key] / norm for key in kept}
    return found


def facet_of(key: str) -> int:
    """The number of a key's facet in FACETS."""
    return MARKS.get(key[:1], 0)


def language_of(bag: Mapping[str, float]) -> str:
    """The language of the words of a bag, empty for the language of the table or a bag without words."""
    words = (key for key in bag if key[:1] not in MARKS)
    return next((key.partition(OF_LANGUAGE)[0] for key in words if OF_LANGUAGE in key), "")


def bits_of(key: str) -> float:
    """The bits of a key: how seldom news at large has it."""
    mark = key[:1]
    if mark not in MARKS:
        return rarity(key.rpartition(OF_LANGUAGE)[2])
    return FIXED_BITS.get(mark) or name_bits(key[1:])


def _heaviest(weights: Mapping[str, float], most: int) -> list[str]:
    return sorted((key for key in weights if weights[key] > 0), key=lambda key: (-weights[key], key))[:most]


def _said(words: str) -> list[str]:
    """Keys of the wording: pairs of capitalised words, ages, house numbers."""
    pairs = (found.groups() for found in _CAPITALS.finditer(words))
    phrases = [f"^{_plain(f'{first} {second}')}" for first, second in pairs if first not in _OPENERS]
    ages = [f"°{first or second}" for first, second in _AGE.findall(words)]
    return phrases + ages + [f"#{first or second}" for first, second in _HOUSE.findall(words)]


def _named(material: Material, counted: frozenset[int]) -> list[str]:
    """Keys of people (whole name, family name) and of places below a province."""
    reading, text = material.reading, material.report.text
    found = []
    for mention in reading.mentions:
        actor = reading.actors[mention.actor]
        if mention.sentence in counted and actor.kind == "person":
            names = _plain(actor.name).split() or [""]
            found += [f"~{names[-1]}"] + ([f"&{names[0]} {names[-1]}"] if len(names) > 1 else [])
    for place in reading.places:
        name = _plain(place.name or place.words(text))
        if place.sentence in counted and (place.precision is None or place.precision <= FINEST_AREA):
            found.append(f"+{name}")
    return [name for name in found if len(name) > 1]


def _dated(material: Material, counted: frozenset[int]) -> list[str]:
    """Keys of the days that the text places something on."""
    return [
        f"={time.earliest[:10]}"
        for time in material.reading.times
        if time.earliest and time.sentence in counted and time.kind in ("date", "time")
        if time.grain in ("day", "time", "part_of_day")
    ]


def _plain(name: str) -> str:
    words = name.replace("’", "'").replace("'s", "").split()
    return " ".join(filter(None, (word.strip("'.-,").casefold() for word in words)))
