"""What a person decided about actors, laid over what the machine joined.

A ruling is a `Join` of kind "actor" between two of the ids that the log of joins shows. The machine's own join handed
back with `retracted=True`, or a join with the verdict "different", keeps the two apart; "same" puts them together. A
ruling outranks the machine, and holds over a re-run because an id is made of the name alone. Names that the reader put
together inside one report are taken apart in its reading first, so that everything after sees two actors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wireroom.records.ids import content_id
from wireroom.records.readings import Material, NamedActor, Reading
from wireroom.records.stories import Join
from wireroom.weigh.naming import key_of


@dataclass(frozen=True, slots=True)
class Rulings:
    """A person's decisions: pairs of ids to keep apart, and joins to make first."""

    apart: frozenset[tuple[str, str]] = frozenset()
    together: tuple[Join, ...] = ()
    retracted: tuple[Join, ...] = ()

    def parts(self, left: str, right: str) -> bool:
        """Whether a person keeps these two apart."""
        return (min(left, right), max(left, right)) in self.apart


NO_RULINGS = Rulings()


def rulings_of(decisions: Iterable[Join]) -> Rulings:
    """The rulings on actors among a person's decisions, in an order of their own; decisions of other kinds are left."""
    actors = sorted(join for join in decisions if join.kind == "actor")
    split = [join for join in actors if join.retracted or join.verdict == "different"]
    apart = frozenset((min(join.left, join.right), max(join.left, join.right)) for join in split)
    together = tuple(join for join in actors if join.verdict == "same" and not join.retracted)
    return Rulings(apart, together, tuple(split))


def actor_id(name: str, kind: str) -> str:
    """The id of everything called by one normal name, for each sort of thing: people, places and bodies apart."""
    sort = kind if kind in ("person", "place") else "body"
    return content_id("ac", sort, key_of(name) or name)


def ruled(materials: Sequence[Material], rulings: Rulings) -> tuple[Material, ...]:
    """The materials with every actor taken apart whose wordings a person keeps apart."""
    if not rulings.apart:
        return tuple(materials)
    return tuple(replace(one, reading=_ruled_reading(one, rulings)) for one in materials)


def _ruled_reading(material: Material, rulings: Rulings) -> Reading:
    reading = material.reading
    for index, actor in enumerate(reading.actors):
        kept = [actor_id(actor.name, actor.kind)]
        for alias in actor.aliases:
            other = actor_id(alias, actor.kind)
            if any(rulings.parts(own, other) for own in kept):
                reading = _parted(reading, material.report.text, index, alias)
            else:
                kept.append(other)
    return reading


def _parted(reading: Reading, text: str, index: int, alias: str) -> Reading:
    """A reading in which one wording of an actor is an actor of its own, with its mentions and statements."""
    actor, key = reading.actors[index], key_of(alias)
    kept = tuple(words for words in actor.aliases if key_of(words) != key)
    other = NamedActor(
        alias, actor.kind, tuple(words for words in actor.aliases if words != alias and words not in kept)
    )
    whole = replace(actor, aliases=kept, reasons=tuple(r for r in actor.reasons if f"“{alias}”" not in r))
    moved = len(reading.actors)
    mentions = tuple(
        replace(one, actor=moved) if one.actor == index and key_of(one.words(text)) == key else one
        for one in reading.mentions
    )
    named = {(one.sentence, one.start) for one in mentions if one.actor == moved}
    statements = tuple(
        replace(one, speaker_actor=moved, speaker_name=alias, role=None, organisation=None)
        if one.speaker_actor == index
        and one.speaker is not None
        and any(one.speaker.start <= start < one.speaker.end for _, start in named)
        else one
        for one in reading.statements
    )
    actors = (*reading.actors[:index], whole, *reading.actors[index + 1 :], other)
    return replace(reading, actors=actors, mentions=mentions, statements=statements)
