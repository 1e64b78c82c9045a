"""What the linking stages decide: joins, stories, and the weighed claims and figures of a story."""

from dataclasses import dataclass
from typing import Literal

from wireroom.records.readings import ActorKind, Aggregation, Form, Modality, SpeakerKind
from wireroom.records.spans import Anchor

Verdict = Literal["same", "different", "unsure"]
DispositionKind = Literal[
    "used", "duplicate", "off_topic", "tangent", "definition", "headline", "boilerplate", "unreadable"
]
Standing = Literal[
    "single_origin", "corroborated", "acknowledged", "contested", "superseded", "withdrawn", "discounted"
]
RelationKind = Literal[
    "confirms",
    "updates",
    "corrects",
    "qualifies",
    "disputes",
    "refutes",
    "contested",
    "compatible_with",
    "not_comparable",
]
OriginKind = Literal["person", "organisation", "agency", "document", "outlet", "unnamed", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """One revocable decision that two things are the same or different; the log of these is the grouping."""

    left: str
    right: str
    kind: Literal["story", "actor", "claim", "series", "origin"]
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    made_by: str
    retracted: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """One sentence of one report, by index into `Reading.sentences`."""

    report_id: str
    sentence: int


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """Words that are not used, with the reason. A tangent is used by nobody but stays in view."""

    disposition: DispositionKind
    reason: str
    anchor: Anchor
    story_id: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Development:
    """One dated step inside a story: what its passages of one day bring that no earlier day had.

    `earliest` and `latest` are ISO dates, the same for a single day. `dated_by` says whether the text gave the day (event)
    or only the report's publication. `new` says what is new, in plain words, figures first.
    """

    earliest: str
    latest: str
    dated_by: Literal["event", "published"]
    passages: tuple[Passage, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A thread of reports: a star around `id`. `passages` are the sentences that belong, headlines included.

    `title` is the anchor of a headline or, failing one, of the sentence nearest to the story's core. `first` and
    `last` are publication times (ISO, UTC), None when no report has one. `developments` are its dated steps in order of time.
    """

    id: str
    title: Anchor
    report_ids: tuple[str, ...]
    passages: tuple[Passage, ...]
    first: str | None = None
    last: str | None = None
    developments: tuple[Development, ...] = ()


@dataclass(frozen=True, slots=True)
class Threads:
    """The outcome of threading: stories (largest first), what was set aside, and the decisions behind both."""

    stories: tuple[Story, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim or figure stands to another (CiTO's words), with the reason in plain words."""

    kind: RelationKind
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent place the information comes from, with why its statements count as one."""

    name: str
    kind: OriginKind
    statement_ids: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """The unit at rest: these words, in this voice. `id` is a hash of report, place and words; groupings are not on it.

    `content` is the words of the content (parts joined by " … " when split). `said` is an ISO date, an EDTF interval ("2019-02-25/2019-03-03") or words of the
    text ("Monday night") while it cannot be resolved; `said_words` are the words in either case. `content_anchors` carry the exact words.
    """

    id: str
    speaker: str | None
    cue: str
    content: str
    form: Form
    modality: Modality
    channel: str | None
    said: str | None
    anchor: Anchor
    content_anchors: tuple[Anchor, ...] = ()
    speaker_words: str | None = None
    speaker_kind: SpeakerKind = "unnamed"
    role: str | None = None
    organisation: str | None = None
    origin: str | None = None
    nested_in: str | None = None
    reasons: tuple[str, ...] = ()
    said_words: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The span of time a figure covers: its words, and ISO bounds where they could be resolved."""

    text: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation of a number, never overwritten. Bounds follow DESIGN section 4; `anchor` covers hedge and number."""

    id: str
    measure: str
    population: str
    low: float | None
    best: float | None
    high: float | None
    low_exclusive: bool
    approximate: bool
    qualitative: bool
    cue: str
    aggregation: Aggregation
    window: Window | None
    as_of: str | None
    place: str | None
    speaker: str | None
    standing: Standing
    anchor: Anchor
    relations: tuple[Relation, ...] = ()
    origin: str | None = None
    unit: str = "people"
    negated: bool = False
    part_of: str | None = None
    statement_id: str | None = None
    sentence_anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that one or more passages make. `text` is words of a report (its anchor first in `anchors`)."""

    id: str
    text: str
    standing: Standing
    origins: tuple[Origin, ...]
    report_count: int
    relations: tuple[Relation, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    statement_ids: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    salience: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """The value a policy shows for a series, with the number of independent origins behind it."""

    low: float | None
    best: float | None
    high: float | None
    origins: int
    figure_ids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure, population, place and aggregation, in order of time."""

    measure: str
    population: str
    place: str | None
    aggregation: Aggregation
    policy: str
    shown: Shown
    figure_ids: tuple[str, ...]
    standing: Standing = "single_origin"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something named in a story, over all its reports."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: int
    role: str | None = None
    organisation: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a story; coordinates only when the gazetteer gives them. `precision` is UCDP's where_prec."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    precision: int | None
    mentions: int
    country: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a reader would ask of this kind of event and no report gives."""

    measure: str
    question: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story with everything that was weighed in it; the parts refer to each other by id."""

    story: Story
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    series: tuple[Series, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    gaps: tuple[Gap, ...] = ()
    joins: tuple[Join, ...] = ()
    notes: tuple[str, ...] = ()
