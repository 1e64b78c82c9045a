"""Groups that grow by joining two at a time."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", str, int)


class Unions(Generic[Item]):
    """Disjoint groups of items; a group's root is its smallest item, so that the order of joins leaves no trace."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._above: dict[Item, Item] = {item: item for item in items}
        self._members: dict[Item, list[Item]] = {item: [item] for item in self._above}

    def root(self, item: Item) -> Item:
        """The smallest item of the item's group."""
        while self._above[item] != item:
            self._above[item] = self._above[self._above[item]]
            item = self._above[item]
        return item

    def members(self, item: Item) -> list[Item]:
        """All items of the item's group, not sorted."""
        return self._members[self.root(item)]

    def join(self, left: Item, right: Item) -> bool:
        """Join the groups of two items; False when they are one already."""
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return False
        self._above[high] = low
        small, large = sorted((self._members.pop(low), self._members.pop(high)), key=len)
        large.extend(small)
        self._members[low] = large
        return True

    def groups(self) -> list[list[Item]]:
        """Every group, sorted inside and by smallest item."""
        return [sorted(self._members[root]) for root in sorted(self._members)]
