"""The way from any id of an account back to the words in the reports, with every decision on the way."""

from collections.abc import Iterator, Sequence

from wireroom.errors import UnknownName, UsageError
from wireroom.records.accounts import Account
from wireroom.tell.handles import Named, everything

NEAR = 8  # ids named in a message
LETTERS = 4  # shared first letters that make two ids near


def explain(account: Account, id: str) -> str:  # noqa: A002
    """What stands behind the thing called `id`, as plain text.

    `id` may be the first letters of an id, if no other id begins so. UnknownName when nothing is called so, UsageError
    when several things are.
    """
    from wireroom.tell.trails import Trails

    found = look_up(account, id)
    return Trails(account).text(found)


def look_up(account: Account, name: str) -> Sequence[Named]:
    """All things with this id, or with the one id that begins so (a report can stand in several stories)."""
    everyone = list(everything(account))
    exact = [named for named in everyone if named.id == name]
    if exact:
        return _once(exact)
    begun = [named for named in everyone if name and named.id.startswith(name)]
    ids = sorted({named.id for named in begun})
    if len(ids) > 1:
        kinds = {named.id: named.kind for named in begun}
        shown = ", ".join(f"{found} ({kinds[found]})" for found in ids[:NEAR])
        more = f" and {len(ids) - NEAR} more" if len(ids) > NEAR else ""
        raise UsageError(f"{name!r} begins {len(ids)} ids: {shown}{more}. Write more of it.")
    if not begun:
        raise UnknownName("id", name, _near(name, sorted({named.id for named in everyone})))
    return _once(begun)


def _once(found: Sequence[Named]) -> Sequence[Named]:
    """One entry an id, story and kind."""
    return list({(named.kind, named.story.id if named.story else ""): named for named in found}.values())


def _near(name: str, ids: Sequence[str]) -> Sequence[str]:
    """A few ids that look like the name: those that begin alike, else the first of each kind."""
    alike = list(_alike(name, ids))
    if alike:
        return alike[:NEAR]
    first: dict[str, str] = {}
    for found in ids:
        first.setdefault(found.split("-")[0], found)
    return list(first.values())[:NEAR]


def _alike(name: str, ids: Sequence[str]) -> Iterator[str]:
    for length in range(len(name), LETTERS - 1, -1):
        found = [other for other in ids if other[:length] == name[:length]]
        if found:
            yield from found
            return
