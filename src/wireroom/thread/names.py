"""The names of a report as ties: which actors each sentence names, and how much sharing one tells.

Who speaks is no part of what is spoken of: on one event many bodies speak once each, so the speaker of a sentence ties it to
other lines when they name that speaker too, and is never counted as a name of its own that shows another story.
"""

from collections import defaultdict
from collections.abc import Iterator

from wireroom.nations import nations_in
from wireroom.records.readings import ActorKind, Material, Mention
from wireroom.thread.rarity import UNSEEN_BITS, rarity

COUNTRY = 6  # where_prec of a whole country


def names_by_sentence(material: Material) -> dict[int, dict[str, float]]:
    """For each sentence index the actors it names (by their fullest name), with their bits.

    A country and its people are one name, by its ISO code: "Malian" ties to "Mali".
    """
    reading = material.reading
    bits = {actor.name: name_bits(actor.name) for actor in reading.actors}
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for mention, key in _keyed_mentions(material):
        found[mention.sentence][key] = bits[reading.actors[mention.actor].name]
    for index, sentence in enumerate(reading.sentences):
        for iso, word in nations_in(sentence.words(material.report.text)).items():
            found[index].setdefault(iso, rarity(word))
    return dict(found)


def kinds_by_sentence(material: Material) -> dict[int, dict[str, ActorKind]]:
    """For each sentence index the kinds of the actors it names, by the same names."""
    found: dict[int, dict[str, ActorKind]] = defaultdict(dict)
    for mention, key in _keyed_mentions(material):
        found[mention.sentence][key] = material.reading.actors[mention.actor].kind
    return dict(found)


def shown_names(material: Material) -> dict[str, str]:
    """How to show a country's code to people: the words the report has for it, its name before an adjective."""
    text = material.report.text
    shown = {iso: word.capitalize() for iso, word in sorted(nations_in(text).items())}
    places = sorted(material.reading.places, reverse=True)
    return shown | {place.country: place.name for place in places if place.precision == COUNTRY and place.country}


def speakers_by_sentence(material: Material) -> dict[int, frozenset[str]]:
    """For each sentence index the actors that speak in it."""
    reading = material.reading
    found: dict[int, set[str]] = defaultdict(set)
    for statement in reading.statements:
        if statement.speaker is None:
            continue
        for mention in reading.mentions:
            if mention.sentence == statement.sentence and statement.speaker.overlaps(mention):
                found[statement.sentence].add(reading.actors[mention.actor].name)
    return {sentence: frozenset(names) for sentence, names in found.items()}


def _keyed_mentions(material: Material) -> Iterator[tuple[Mention, str]]:
    """Each mention with the name it counts under: its actor's fullest, or the ISO code of a country."""
    reading = material.reading
    countries = {place.start: place.country for place in reading.places if place.precision == COUNTRY}
    for mention in reading.mentions:
        yield mention, countries.get(mention.start) or reading.actors[mention.actor].name


def name_bits(name: str) -> float:
    """The bits of a name's rarest word; a name of unseen words weighs most."""
    words = [word.strip("'’.-").casefold() for word in name.split()]
    return max((rarity(word) for word in words if word), default=UNSEEN_BITS)
