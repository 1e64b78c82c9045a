"""A second look at the places of a batch, when every report has come: one that is liker to another story than to its own moves.

Single-pass clustering decides on what it has seen so far; news that came first then sits with the wrong story or alone. Two
rounds over the pairs that the fold compared anyway. The first report of a story stays while others are with it, so ids
stay; one alone may join a story.
"""

from collections import defaultdict
from collections.abc import Sequence

from wireroom.thread.joining import UNLIKE, story_score
from wireroom.thread.likeness import StoryModel
from wireroom.thread.live import Pairs, ThreadState

ROUNDS = 2
BETTER = 0.25  # log odds that make a move worth while
COPIED = 20.0  # log odds of a copy and the report it comes from

Neighbours = list[list[tuple[float, int]]]


def settle(
    state: ThreadState, seen: Sequence[Pairs], copies: Sequence[tuple[int, int]], model: StoryModel
) -> dict[int, tuple[float, int]]:
    """Move rows between stories; for each row with a story of others the score of its place and its likest member.

    `copies` are rows with the row each was copied from.
    """
    near = _neighbours(state.rows.count, seen, copies)
    for _ in range(ROUNDS):
        if not sum(_moved(state, row, near[row], model) for row in range(state.rows.count)):
            break
    found = {}
    for row in range(state.rows.count):
        members = _by_story(state, near[row]).get(int(state.rows.story[row]))
        if members:
            found[row] = story_score(members, state.sizes[state.rows.story[row]] - 1, model), members[0][1]
    return found


def _neighbours(count: int, seen: Sequence[Pairs], copies: Sequence[tuple[int, int]]) -> Neighbours:
    near: Neighbours = [[] for _ in range(count)]
    pairs = [
        pair for left, right, odds in seen for pair in zip(odds.tolist(), left.tolist(), right.tolist(), strict=True)
    ]
    for odds, left, right in [*pairs, *((COPIED, left, right) for left, right in copies)]:
        near[left].append((odds, right))
        near[right].append((odds, left))
    return [sorted(one, key=lambda other: (-other[0], other[1])) for one in near]


def _by_story(state: ThreadState, near: Sequence[tuple[float, int]]) -> dict[int, list[tuple[float, int]]]:
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for odds, other in near:
        if not state.rows.shut[other]:
            found[int(state.rows.story[other])].append((odds, other))
    return found


def _moved(state: ThreadState, row: int, near: Sequence[tuple[float, int]], model: StoryModel) -> bool:
    """Move one row if another story is better by BETTER; whether it moved."""
    rows, sizes = state.rows, state.sizes
    own = int(rows.story[row])
    seeds = state.seeds[own] == rows.ids[row]
    if rows.shut[row] or (seeds and sizes[own] > 1):
        return False
    by_story = _by_story(state, near)
    mine = by_story.pop(own, None)
    stays = story_score(mine, sizes[own] - 1, model) if mine else UNLIKE
    scored = [(story_score(members, sizes[story], model), -story) for story, members in by_story.items()]
    best, story = max(scored, default=(UNLIKE, 0))
    if best < max(stays, model.threshold) + BETTER:
        return False
    sizes[own] -= 1
    sizes[-story] += 1
    rows.story[row] = -story
    return True
