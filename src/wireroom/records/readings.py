"""What the reader found in one report: one flat record of spans that refer to each other by index."""

from dataclasses import dataclass
from typing import Literal

from wireroom.records.reports import Lineage, Report
from wireroom.records.spans import Span

SentenceKind = Literal["headline", "body", "definition", "boilerplate"]
ActorKind = Literal["person", "organisation", "group", "place", "other"]
Grain = Literal["time", "part_of_day", "day", "week", "month", "season", "year", "decade", "fuzzy"]
TimeRole = Literal["event", "stated", "published", "repeated"]
TimeKind = Literal["date", "time", "duration", "set"]
Aggregation = Literal["incident", "period", "cumulative", "stock"]
Form = Literal["direct", "indirect", "mixed"]
Modality = Literal["asserts", "denies", "expects", "declines"]
SpeakerKind = Literal["named", "organisation", "media", "unnamed", "nested"]


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence or headline. `paragraph` counts lines of the text that are not empty, from 0.

    `terms` are lower-case stems of its content words in order, for counting words without tokenising twice. `reason`
    says why its kind is not `body`.
    """

    kind: SentenceKind = "body"
    paragraph: int = 0
    terms: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """Someone or something named in one report: its fullest name, every other wording, and why they are one."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    organisation: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """One naming of an actor; `actor` is an index into `Reading.actors`, `sentence` into `Reading.sentences`."""

    kind: ActorKind = "other"
    actor: int = 0
    sentence: int = 0


@dataclass(frozen=True, slots=True, order=True)
class TimeExpression(Span):
    """An expression of time. `earliest` and `latest` are ISO dates or minutes ("2019-03-04", "2019-03-04T18:00").

    Both are None while `relative` is true: the text alone does not say when, and nothing is guessed. `value` is the
    TIMEX3 value ("2019-03-04TNI", "P3W"). `resolved_against` says what the resolution hung on. The `role` "repeated" marks
    the moment of the clock right before again, in universal time: "6 p.m. (1600 GMT)".
    """

    kind: TimeKind = "date"
    grain: Grain = "day"
    value: str = ""
    earliest: str | None = None
    latest: str | None = None
    relative: bool = False
    approximate: bool = False
    resolved_against: Literal["itself", "published", "nothing"] = "nothing"
    role: TimeRole = "event"
    sentence: int = 0


@dataclass(frozen=True, slots=True, order=True)
class FigureSpan(Span):
    """A count in a report, hedge included. The span covers hedge and number ("More than 10,000").

    Bounds follow DESIGN section 4: missing is never zero; `qualitative` counts ("thousands") carry no number.
    `population` and `place` are words of the text. `window`, `statement` and `part_of` are indexes into the reading's
    times, statements and figures; `part_of` ties a sub-group to its whole. `unit` is "people" for counts of persons.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None
    low_exclusive: bool = False
    approximate: bool = False
    qualitative: bool = False
    negated: bool = False
    cue: str = ""
    measure: str = "other"
    unit: str = "people"
    population: str = ""
    aggregation: Aggregation = "incident"
    window: int | None = None
    place: str | None = None
    statement: int | None = None
    part_of: int | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True, order=True)
class PlaceSpan(Span):
    """A naming of a place with what the gazetteer knows. `precision` is UCDP's where_prec, 1 (exact) to 7.

    No coordinates when the gazetteer lacks the name or cannot choose: never a made-up point.
    """

    name: str = ""
    gazetteer_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    country: str | None = None
    alternatives: tuple[str, ...] = ()
    sentence: int = 0


@dataclass(frozen=True, slots=True, order=True)
class StatementSpan(Span):
    """Who says what, as spans. The whole covers speaker, cue and content.

    `content` has more than one span when the attribution stands in the middle. `speaker_name` is the resolved name
    ("he" gives "Mustafa Bali"), `speaker_actor` its index into the reading's actors. `said` is an index into times.
    """

    content: tuple[Span, ...] = ()
    speaker: Span | None = None
    cue: Span | None = None
    speaker_name: str | None = None
    speaker_actor: int | None = None
    speaker_kind: SpeakerKind = "unnamed"
    role: str | None = None
    organisation: str | None = None
    form: Form = "indirect"
    modality: Modality = "asserts"
    channel: str | None = None
    said: int | None = None
    nested_in: int | None = None
    sentence: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one report, in the order of the text.

    `mixed` is true when the text is a heap of passages and not one article. `readable` is false when no reader knows
    the language: then only sentences and vectors are filled. `vectors` holds one row a sentence, float16,
    little-endian, `dims` wide, of unit length.
    """

    report_id: str
    lang: str | None = None
    readable: bool = True
    mixed: bool = False
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[NamedActor, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    figures: tuple[FigureSpan, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    statements: tuple[StatementSpan, ...] = ()
    agencies: tuple[str, ...] = ()
    vectors: bytes = b""
    dims: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """One report with all that is known of it: what the linking stages take."""

    report: Report
    reading: Reading
    lineage: Lineage | None = None
