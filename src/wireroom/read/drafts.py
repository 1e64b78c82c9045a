"""What passes between the modules that find statements: a verb in its sentence, what stands beside it, a draft."""

from dataclasses import dataclass, field

from wireroom.read.clauses import Page
from wireroom.read.cues import Saying
from wireroom.records.readings import Modality
from wireroom.records.spans import Span

DASHES = frozenset({"-", "–", "—", "--"})
COLONS = frozenset({":", ";"})


@dataclass(slots=True)
class Draft:
    """A statement in the making.

    Tokens: `at` is the cue's verb, `group` where its verb group begins, `first` to `last` the attribution without its content, `cut` where its clause begins
    when it ends the content of a statement before it (-1: it does not), `opens` the first token of content before the
    attribution (-1: none). `content` are spans of text; `quotes` the quotations used, as indexes into the page's.
    `outer` is the statement that cites this one; `aside` is true when the attribution stands beside or behind its content.
    """

    sentence: int
    cue: Span
    at: int
    first: int
    last: int
    speaker: tuple[int, int] | None = None
    content: list[Span] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    modality: Modality = "asserts"
    channel: str | None = None
    said: int | None = None
    saying: Saying | None = None
    aside: bool = False
    direct: bool = False
    outer: "Draft | None" = None
    group: int = -1
    cut: int = -1
    opens: int = -1
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verb:
    """A verb of saying in its sentence: tokens of the sentence's content, of the verb and of its whole group."""

    page: Page
    sentence: int
    low: int
    high: int
    at: int
    first: int
    auxiliaries: frozenset[str]
    earlier: list[Draft]

    def after(self, saying: Saying) -> int:
        """The token after the verb and its particle."""
        return self.at + 1 + len(saying.particle)


@dataclass(slots=True)
class Complement:
    """What follows a verb: where content begins (-1: nowhere), of what kind, and what stood between.

    `end` is the token after hearer, time and channel; `comma` says that a comma or dash stands there.
    """

    start: int
    kind: str
    end: int
    channel: str | None = None
    said: int | None = None
    comma: bool = False


@dataclass(slots=True)
class Subject:
    """Who says it: tokens of the noun phrase, where the attribution begins, and how the subject was found."""

    speaker: tuple[int, int] | None
    first: int
    how: str
    said: int | None = None
