"""What an edit changed: the words added, and the words of the version before that are gone, each where it stands.

A word-by-word alignment with the fewest insertions and deletions (Levenshtein's edits without substitution, that is the
longest common subsequence; bit-parallel by rapidfuzz), after the common head and tail are cut off.
"""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from wireroom.dedupe.words import Words, words_of
from wireroom.records.reports import Change, Lineage, Report
from wireroom.records.spans import Span, anchor_at

# Equal words in a row between two changes that are taken for chance ("the", "in the"): one change is told.
SHORT_ISLAND = 2
# Words of a version beyond which what lies between equal head and tail is told as one change: the table grows by the square.
LONGEST_ALIGNED = 20_000


def with_changes(lines: Sequence[Lineage], reports: Sequence[Report]) -> list[Lineage]:
    """The lineages, those of edits with what changed since the report that they are an edit of."""
    by_id = {report.id: report for report in reports} if any(line.kind == "edit" for line in lines) else {}
    return [
        replace(line, changes=changes(by_id[line.of], by_id[line.report_id]))
        if line.kind == "edit" and line.of
        else line
        for line in lines
    ]


def changes(before: Report, after: Report) -> tuple[Change, ...]:
    """What the text of `after` has where that of `before` had something else, in the order of `after`; titles included."""
    table = words_of([before.text, after.text])
    middle = int(table.bounds[1])
    old, new = table.hashes[:middle].tolist(), table.hashes[middle:].tolist()
    return tuple(
        _change(before, table, (old_start, old_end), (middle + new_start, middle + new_end), len(after.text))
        for old_start, old_end, new_start, new_end in _replaced(old, new)
    )


def _change(before: Report, table: Words, old: tuple[int, int], new: tuple[int, int], length: int) -> Change:
    cited = None
    if old[0] < old[1]:
        cited = anchor_at(before.id, before.text, Span(int(table.starts[old[0]]), int(table.ends[old[1] - 1])))
    if new[0] < new[1]:
        return Change(int(table.starts[new[0]]), int(table.ends[new[1] - 1]), cited)
    at = int(table.starts[new[0]]) if new[0] < len(table.starts) else length
    return Change(at, at, cited)


def _replaced(old: list[int], new: list[int]) -> list[tuple[int, int, int, int]]:
    """Half-open ranges of old and new words that stand for each other, neighbours joined."""
    head = _equal_head(old, new)
    tail = _equal_head(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old and not new:
        return []
    if max(len(old), len(new)) > LONGEST_ALIGNED:
        return [(head, head + len(old), head, head + len(new))]
    found: list[tuple[int, int, int, int]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            continue
        if found and step.src_start - found[-1][1] <= SHORT_ISLAND:
            found[-1] = (found[-1][0], step.src_end, found[-1][2], step.dest_end)
        else:
            found.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return [tuple(place + head for place in _trimmed(old, new, *one)) for one in found]  # type: ignore[misc]


def _trimmed(
    old: list[int], new: list[int], old_start: int, old_end: int, new_start: int, new_end: int
) -> tuple[int, int, int, int]:
    """The ranges without the words that both begin and both end with."""
    left, right = old[old_start:old_end], new[new_start:new_end]
    tail = _equal_head(left[::-1], right[::-1])
    head = _equal_head(left[: len(left) - tail], right[: len(right) - tail])
    return old_start + head, old_end - tail, new_start + head, new_end - tail


def _equal_head(old: list[int], new: list[int]) -> int:
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        count += 1
    return count
