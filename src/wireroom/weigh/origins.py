"""Origins of a claim: the voices of its passages, each counted once, with why.

A bare line, or a voice without a name, that says the same as somebody named in the same report has that speaker for its origin, as long as
nothing shows another: three lines on one thing in one text are three passages and one origin. A medium that relays a
body is one origin with it, and outlets that print one text are one origin. Voices that nobody named are counted at most once together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from wireroom.records.stories import Origin
from wireroom.weigh.propositions import Proposition
from wireroom.weigh.statements import SpanKey, Spoken
from wireroom.weigh.voices import UNKNOWN_KEY, UNNAMED_KEY, Voice, Voices

_COPIED_WORDS = 8
"""Words in a row that two outlets do not write by chance (plagiarism detection uses runs of 6 to 8)."""


def voiced(members: Sequence[Proposition], voices: Voices) -> list[Voice]:
    """The voice of each passage of one claim, in the same order."""
    if len(members) == 1 and members[0].statement is None:
        return [voices.of_report(members[0].report)]
    spoken_in: dict[int, list[tuple[int, Voice]]] = defaultdict(list)
    for one in members:
        if one.statement is not None:
            voice = voices.of_statement(one.statement)
            if voice.key != UNNAMED_KEY:
                spoken_in[one.report].append((one.row, voice))
    found = [_voice(one, spoken_in[one.report], voices) for one in members]
    return _without_relays(_without_copies(members, found), voices)


def origins_of(
    members: Sequence[Proposition], found: Sequence[Voice], spoken: Mapping[SpanKey, Spoken]
) -> tuple[Origin, ...]:
    """One origin a voice: known ones first, by number of passages, then by name."""
    if len(members) == 1 and members[0].statement is None:
        return _alone(found[0])
    passages: dict[str, list[int]] = defaultdict(list)
    for index, voice in enumerate(found):
        passages[voice.key].append(index)
    origins = [(len(held), _origin(held, members, found, spoken)) for held in passages.values()]
    origins.sort(key=lambda item: (not item[1].known, -item[0], item[1].name, item[1].kind))
    return tuple(origin for _, origin in origins)


@lru_cache(maxsize=4096)
def _alone(voice: Voice) -> tuple[Origin, ...]:
    """The origins of one bare passage: most claims of a large story are that."""
    return (Origin(voice.name, voice.kind, (), (voice.reason,), voice.known),)


def _voice(one: Proposition, said: Sequence[tuple[int, Voice]], voices: Voices) -> Voice:
    own = voices.of_statement(one.statement) if one.statement is not None else voices.of_report(one.report)
    if not said or (one.statement is not None and own.key != UNNAMED_KEY):
        return own
    nearest = min(said, key=lambda item: (abs(item[0] - one.row), item[0]))[1]
    subject = f"“{own.name}” names nobody; " if one.statement is not None else ""
    why = f"{subject}the same report gives {nearest.name} for it, and nothing shows another origin"
    return Voice(nearest.key, nearest.name, nearest.kind, nearest.known, why)


def _without_copies(members: Sequence[Proposition], found: list[Voice]) -> list[Voice]:
    """Bare lines of several outlets that share a run of words are one text, and have the origin of its first print."""
    bare = [place for place, one in enumerate(members) if one.statement is None]
    if len({found[place].key for place in bare}) < 2:
        return found
    first_print: dict[tuple[str, ...], int] = {}
    copied = list(found)
    for place in sorted(bare, key=lambda place: _print_order(members[place], found[place])):
        words = members[place].words
        runs = {words[start : start + _COPIED_WORDS] for start in range(len(words) - _COPIED_WORDS + 1)}
        first = min((first_print[run] for run in runs if run in first_print), default=None)
        if first is not None and copied[first].key != found[place].key:
            copied[place] = _copy(found[place], copied[first])
        for run in runs:
            first_print.setdefault(run, place if first is None else first)
    return copied


def _print_order(one: Proposition, voice: Voice) -> tuple[bool, bool, date, int, int]:
    """Agencies first, then known outlets in order of date; undated ones last."""
    return (voice.kind != "agency", not voice.known, one.published or date.max, one.report, one.row)


def _copy(voice: Voice, first: Voice) -> Voice:
    printed = f"{voice.name} has" if voice.known else "a line of an unknown outlet has"
    return Voice(first.key, first.name, first.kind, first.known, f"{printed} the words of {first.name}: one text")


def _without_relays(found: list[Voice], voices: Voices) -> list[Voice]:
    """Media that relay another voice of the same claim are that voice."""
    present = {voice.key: voice for voice in sorted(found, reverse=True)}
    relayed = {
        medium: present[key]
        for key in sorted(present)
        for medium in sorted(voices.relayed_by(key))
        if medium in present
    }
    return [_relay(voice, relayed.get(voice.key)) for voice in found]


def _relay(voice: Voice, body: Voice | None) -> Voice:
    if body is None or body.key == voice.key:
        return voice
    return Voice(body.key, body.name, body.kind, body.known, f"{voice.name} relays {body.name}: one origin with it")


def _origin(
    held: Sequence[int], members: Sequence[Proposition], found: Sequence[Voice], spoken: Mapping[SpanKey, Spoken]
) -> Origin:
    first = min((found[index] for index in held), key=lambda voice: (voice.name, voice.kind, voice.reason))
    statements = [spoken[key].record.id for index in held if (key := members[index].statement) is not None]
    reasons = sorted({found[index].reason for index in held})
    if len(held) > 1:
        reasons.append(f"{len(held)} passages, one origin")
    names = sorted({found[index].name for index in held})
    several = first.key in (UNNAMED_KEY, UNKNOWN_KEY) and len(names) > 1
    return Origin(
        name="; ".join(names[:5]) if several else first.name,
        kind=first.kind,
        statement_ids=tuple(sorted(set(statements))),
        reasons=tuple(reasons),
        known=first.known,
    )
