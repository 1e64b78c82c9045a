"""One tree of exceptions. Bad *use* raises one of these; bad *data* is a `Failure` value and never stops a batch.

The tree:

    WireroomError
    ├── UsageError            the caller asked for something that does not exist or cannot be
    │   ├── InputNotFound     a path or address that is not there
    │   └── UnknownName       a policy, format, measure or key we do not know (names the nearest one)
    ├── DataError             one item cannot be processed; the run layer turns it into a Failure
    │   ├── UnreadableInput   empty, binary, damaged, too large, without text
    │   └── FetchError        an address that could not be fetched
    ├── AnchorError           a citation whose words are not at its place
    ├── UnfoundedLineError    a line of an account that no anchored passage carries
    └── EncoderError          the shipped model is missing or damaged
"""

from collections.abc import Iterable
from difflib import get_close_matches


class WireroomError(Exception):
    """Anything this package raises on purpose."""


class UsageError(WireroomError):
    """The caller asked for something that cannot be done; the message says what can."""


class InputNotFound(UsageError):
    """A path or address that does not exist."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name}: no such file, folder or address. Check the spelling; use - for standard input.")


class UnknownName(UsageError):
    """A name outside a closed list; the message names the nearest known one."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        near = get_close_matches(name, self.known, n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        super().__init__(f"unknown {kind} {name!r}.{hint} Known: {', '.join(self.known)}.")


class DataError(WireroomError):
    """One item cannot be processed; the others go on."""


class UnreadableInput(DataError):
    """An input without usable text."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        self.name, self.problem, self.remedy = name, problem, remedy
        super().__init__(f"{problem}. {remedy}")


class FetchError(DataError):
    """An address that could not be fetched."""

    def __init__(self, url: str, problem: str, remedy: str) -> None:
        self.url, self.problem, self.remedy = url, problem, remedy
        super().__init__(f"{problem}. {remedy}")


class AnchorError(WireroomError):
    """A citation whose words do not stand at its place."""

    def __init__(self, report_id: str, start: int, end: int, problem: str) -> None:
        self.report_id, self.start, self.end, self.problem = report_id, start, end, problem
        super().__init__(f"anchor {report_id}[{start}:{end}]: {problem}")


class UnfoundedLineError(WireroomError):
    """A line of an account with a number, name, date or quotation that is in none of its anchored passages."""

    def __init__(self, line: str, missing: Iterable[str]) -> None:
        self.line, self.missing = line, tuple(missing)
        words = ", ".join(repr(word) for word in self.missing)
        super().__init__(f"the line {line!r} says {words}, which stands in none of its anchored passages")


class EncoderError(WireroomError):
    """The shipped encoder cannot be used."""

    def __init__(self, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(
            f"encoder file {path}: {problem}. Install the package again, or rebuild the file with "
            "`python -m training.export_encoder`."
        )
