"""CleanCoNLL's convention for CoNLL's training part: a country that plays is a team, so an organisation.

Ruecker and Akbik (2023) relabelled national teams; the part we train on has them as places. In documents of team sports a
place is taken for a team unless the words beside it say where something happens.
"""

from collections.abc import Iterable

Line = list[tuple[str, str]]  # tokens with their tags

_TEAM_SPORTS = frozenset(
    "SOCCER CRICKET RUGBY BASKETBALL BASEBALL HOCKEY NHL NFL NBA VOLLEYBALL HANDBALL FOOTBALL".split()
)
_WHERE_BEFORE = frozenset("in at from near outside to around into across inside through via leaving ( reached".split())


def with_teams(lines: Iterable[Line]) -> list[Line]:
    """The lines of a document with places that play marked ORG, and "-based" words marked LOC."""
    kept = list(lines)
    title = [token for token, _ in kept[0]] if kept else []
    is_sport = "CUP" in title or not _TEAM_SPORTS.isdisjoint(title[:3])
    return [_line(line, is_sport=is_sport) for line in kept]


def _line(line: Line, *, is_sport: bool) -> Line:
    found = [
        (token, tag.replace("MISC", "LOC") if token.endswith("-based") and tag.endswith("MISC") else tag)
        for token, tag in line
    ]
    if not is_sport or _is_dateline(line):
        return found
    at = 0
    while at < len(found):
        if not found[at][1].endswith("LOC"):
            at += 1
            continue
        end = at + 1
        while end < len(found) and found[end][1] == "I-LOC":
            end += 1
        if _plays(found, at, end):
            found[at:end] = [(token, tag.replace("LOC", "ORG")) for token, tag in found[at:end]]
        at = end
    return found


def _is_dateline(line: Line) -> bool:
    """A place and a date alone on a line."""
    return len(line) <= 6 and any(token[:4].isdigit() and token[4:5] == "-" for token, _ in line)


def _plays(line: Line, first: int, last: int) -> bool:
    before = line[first - 1][0].lower() if first else ""
    after = line[last][0] if last < len(line) else ""
    if before in _WHERE_BEFORE or (before == "," and first > 1 and line[first - 2][1].endswith("LOC")):
        return False
    return not (after == ")" or (after == "," and last + 1 < len(line) and line[last + 1][1].endswith("LOC")))
