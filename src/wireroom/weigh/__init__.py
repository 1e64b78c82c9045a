"""Weigh a story: who says what on whose word, which figures can be compared, and where reports disagree.

The stage is a *link*: it takes one story and the materials of its reports, in any order, and gives one `Weighed`.
The parts, in the order of the path: `scope` (which sentences count), `actors` and `places` (over reports),
`statements` (the units at rest), `voices` (whose word a passage is), `propositions`, `pairs`, `likeness` and
`claims` (which passages say the same), `figures`, `comparability` and `series` (which numbers belong together),
`policies` (which value is shown), `standings` and `gaps`. Nothing is averaged, nothing is decided to be true.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from wireroom.errors import UnknownName

if TYPE_CHECKING:
    from wireroom.records.readings import Material
    from wireroom.records.stories import Join, Story, Weighed

POLICIES: tuple[str, ...] = ("range", "conservative", "authority", "latest", "ucdp")
"""Names of the rules that turn several figures into one shown value; `weigh.policies` says what each does."""


def weigh(
    story: "Story",
    materials: "Sequence[Material]",
    *,
    policy: str = "range",
    as_of: datetime | None = None,
    decisions: "Sequence[Join]" = (),
) -> "Weighed":
    """The story with its statements, claims, figures, series, actors, places and gaps.

    `materials` are those of the story's reports, in any order; others are ignored. Only the story's passages are
    weighed. Reports published after `as_of` are left out; undated ones stay and are noted in `Weighed.notes`.
    `decisions` are a person's joins: they outrank the machine's (see `weigh.rulings`; actors only so far).
    An unknown policy is an UnknownName error. Cost grows linearly with the number of sentences.
    """
    if policy not in POLICIES:
        raise UnknownName("policy", policy, POLICIES)
    from wireroom.weigh.weighing import weigh_story  # lazily: numpy stays out of `import wireroom`

    return weigh_story(story, materials, policy=policy, as_of=as_of, decisions=decisions)
