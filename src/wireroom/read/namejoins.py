"""The distinct names of one report, and the groups they are joined into, with the reason of every join."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wireroom.records.readings import ActorKind

# A name is compared with so many others at most, so that a long text stays linear.
MOST_COMPARED = 40


@dataclass(slots=True)
class Name:
    """One distinct name of a report: its wordings with counts, what speaks for each kind, where it stands."""

    key: str
    wordings: dict[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    kind: ActorKind = "other"

    @property
    def best(self) -> str:
        """The wording that stands oftenest, capitals throughout last."""
        return max(self.wordings, key=lambda words: (self.wordings[words], not words.isupper()))


class Joins:
    """A union-find over names that keeps the reason of every join."""

    def __init__(self, names: list[Name]) -> None:
        self.names = names
        self.parent = list(range(len(names)))
        self.reasons: list[list[str]] = [[] for _ in names]
        self._members: list[list[int]] = [[index] for index in range(len(names))]

    def root(self, index: int) -> int:
        """The first name of the group that a name is in."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def members(self, index: int) -> list[int]:
        """All names of the group that a name is in."""
        return self._members[self.root(index)]

    def join(self, left: int, right: int, reason: str) -> None:
        """Make two groups one; nothing when they are."""
        a, b = sorted((self.root(left), self.root(right)))
        if a != b:
            self.parent[b] = a
            self.reasons[a] += [*self.reasons[b], reason]
            self._members[a] += self._members[b]

    def join_the_only(self, index: int, fitting: list[int], reason: Callable[[Name, Name], str]) -> None:
        """Join a name with the names that fit it, when these are one group: between two groups nothing is guessed."""
        roots = {self.root(one) for one in fitting}
        if len(roots) == 1 and self.root(index) not in roots:
            self.join(index, fitting[0], reason(self.names[index], self.names[fitting[0]]))
