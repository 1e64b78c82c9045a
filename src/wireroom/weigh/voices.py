"""Whose word a passage is: the unit of independence that origins count.

A spokesman's word is the body's word; a copy's word is the original's; an agency text is the agency's, whoever prints
it; a line without attribution is the outlet's own, or nobody's that we know. Two passages with one key are one origin.
The distinction of who published from who said it is UCDP's (source_office, source_original).
"""

from dataclasses import dataclass
from functools import cache

from wireroom.outlets import agencies
from wireroom.records.readings import Material
from wireroom.records.stories import OriginKind
from wireroom.weigh.actors import Cast
from wireroom.weigh.naming import key_of
from wireroom.weigh.scope import Scope
from wireroom.weigh.statements import SpanKey, Spoken
from wireroom.weigh.wording import word_list

UNNAMED_KEY = "?unnamed"
UNKNOWN_KEY = "?unknown"
_LONGEST_COPY_CHAIN = 20


_INDEFINITE = frozenset("a an one some several many two three other another".split())


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """An origin before it is counted: `key` makes two voices one, `reason` says in plain words why it is this one."""

    key: str
    name: str
    kind: OriginKind
    known: bool
    reason: str


class Voices:
    """Voices of a story's passages, each resolved once."""

    def __init__(self, scope: Scope, cast: Cast, spoken: dict[SpanKey, Spoken]) -> None:
        self._scope, self._cast, self._spoken = scope, cast, spoken
        self._places = {material.report.id: place for place, material in enumerate(scope.materials)}
        self._own: dict[int, Voice] = {}
        self._wordings = self._one_wording()
        self._relays = self._relayed()

    def of_statement(self, key: SpanKey) -> Voice:
        """The voice of a statement: the body spoken for, the person, the medium, or an unnamed voice."""
        spoken = self._spoken[key]
        record, span = spoken.record, spoken.span
        name = record.speaker
        if name and (span.speaker_kind == "media" or key_of(name) in _agencies()):
            return self._medium(name)
        if record.organisation and (span.speaker_kind != "organisation" or not name):
            return self._body(record.organisation, name, record.role)
        if spoken.actor_id is None and (span.speaker_kind == "unnamed" or _indefinite(record.speaker_words or name)):
            words = record.speaker_words or name or "nobody named"
            return Voice(UNNAMED_KEY, words, "unnamed", False, f"“{words}” names nobody: counted at most once")
        if not name:
            return Voice(UNNAMED_KEY, "nobody named", "unnamed", False, "no speaker is named: counted at most once")
        actor = self._cast.by_id.get(spoken.actor_id or "")
        kind = actor.kind if actor else "organisation" if span.speaker_kind == "organisation" else "person"
        if kind == "person":
            return Voice(self._key(name), name, "person", True, f"{name} says so")
        name = self._wordings.get(self._key(name), name)
        return Voice(self._key(name), name, "organisation", True, f"{name} says so")

    def _one_wording(self) -> dict[str, str]:
        """One wording for each speaker that is no actor: "the army" for "The army", "Army" and "the army"."""
        found: dict[str, str] = {}
        for item in self._spoken.values():
            name = item.record.speaker
            if name and item.actor_id is None:
                key = self._key(name)
                found[key] = max(found.get(key, name), name)  # small letters come after capitals
        return found

    def of_report(self, report: int) -> Voice:
        """The voice of a line that a report does not attribute."""
        if report not in self._own:
            self._own[report] = self._own_voice(report)
        return self._own[report]

    def relayed_by(self, key: str) -> frozenset[str]:
        """Keys of the media that this story shows relaying the voice with this key."""
        return self._relays.get(key, frozenset())

    def _relayed(self) -> dict[str, frozenset[str]]:
        """Body -> media whose report of it stands in the story: as the channel, or as the outer speaker."""
        pairs: dict[str, set[str]] = {}
        by_id = {item.record.id: key for key, item in self._spoken.items()}
        for key, item in self._spoken.items():
            media = []
            if item.record.channel and self._cast.named(item.record.channel):
                media.append(self._key(item.record.channel))
            outer = by_id.get(item.record.nested_in or "")
            if outer and self._spoken[outer].span.speaker_kind == "media":
                media.append(self.of_statement(outer).key)
            voice = self.of_statement(key)
            if voice.known:
                pairs.setdefault(voice.key, set()).update(medium for medium in media if medium != voice.key)
        return {voice: frozenset(media) for voice, media in pairs.items() if media}

    def _body(self, body: str, name: str | None, role: str | None) -> Voice:
        speaks = bool(role) and any(word in word_list("spokespeople") for word in key_of(role or "").split())
        actor = self._cast.named(body)
        body = actor.name if actor else body
        if not name or key_of(name) == key_of(body):
            return Voice(self._key(body), body, "organisation", True, f"{body} says so")
        how = f"{name} ({role}) speaks for {body}" if speaks else f"{name} belongs to {body}"
        return Voice(self._key(body), body, "organisation", True, f"{how}: one origin with it")

    def _medium(self, name: str) -> Voice:
        agency = _agencies().get(key_of(name))
        if agency:
            return Voice(self._key(name), agency, "agency", True, f"{agency} reports it")
        return Voice(self._key(name), name, "outlet", True, f"{name} reports it")

    def _key(self, name: str) -> str:
        """What makes two names one origin: a registered agency, an actor of the story, or the normal name."""
        agency = _agencies().get(key_of(name))
        if agency:
            return f"agency {agency}"
        actor = self._cast.named(name)
        return actor.id if actor else f"name {key_of(name)}"

    def _own_voice(self, report: int) -> Voice:
        material = self._scope.materials[report]
        agency = self._agency(material)
        if agency:
            known = _agencies().get(key_of(agency), agency)
            return Voice(self._key(agency), known, "agency", True, f"the text is credited to {known}")
        first, copied = self._original(material)
        outlet = first.report.outlet
        if outlet and key_of(outlet) in _agencies():
            return self._medium(outlet)
        if outlet and first.report.owner:
            owner = first.report.owner
            why = f"{outlet} belongs to {owner}: outlets of one owner are one origin"
            return Voice(self._key(owner), owner, "outlet", True, why)
        if outlet:
            why = f"copied from {outlet}" if copied else f"{outlet} reports it in its own words"
            return Voice(self._key(outlet), outlet, "outlet", True, why)
        why = "no outlet, agency or speaker is known for this line: counted at most once"
        return Voice(UNKNOWN_KEY, "unknown", "unknown", False, why)

    def _agency(self, material: Material) -> str | None:
        """The one agency behind a report: its lineage's, its original's, or the only one it credits."""
        first, _ = self._original(material)
        for item in (material, first):
            if item.lineage and item.lineage.agency and item.lineage.kind in ("copy", "partial_copy", "edit"):
                return item.lineage.agency
            if len(item.reading.agencies) == 1 and not item.reading.mixed:
                return item.reading.agencies[0]
        return None

    def _original(self, material: Material) -> tuple[Material, bool]:
        """Follow copies back to the first report at hand, and whether there was one to follow."""
        seen, item = {material.report.id}, material
        for _ in range(_LONGEST_COPY_CHAIN):
            lineage = item.lineage
            if lineage is None or lineage.kind not in ("copy", "edit") or not lineage.of:
                break
            place = self._places.get(lineage.of)
            if place is None or lineage.of in seen:
                break
            seen.add(lineage.of)
            item = self._scope.materials[place]
        return item, item is not material


@cache
def _agencies() -> dict[str, str]:
    """Normal form of every name of a registered agency -> its usual name."""
    return {key_of(words): agency.name for agency in agencies() for words in (agency.name, *agency.aliases)}


def _indefinite(words: str | None) -> bool:
    """Whether the words point at somebody without saying who: "a British charity", "two witnesses"."""
    return bool(words) and str(words).split()[0].lower() in _INDEFINITE
