"""What is right on a stitched text: each line of the gold has one label, and gets one class from what the path decided.

A line's class is the decision that covers most of its letters: `off_topic` (set aside as off topic or as a tangent),
`boilerplate`, `definition`, or used; a used line is a `headline` when most of its letters are in sentences of that kind,
else `on_topic`. Every score is an F1 over the lines of all texts:

* `off_topic_f1`: strays of both kinds against everything else.
* `easy_f1`, `hard_f1`: strays of the one kind; lines of the other kind are left out of the count, found or not. False alarms
  (lines of the story or furniture set aside as off topic) count in full in both, so each is lower than it would be with
  false alarms shared out.
* `boilerplate_f1`, `headline_f1`, `definition_f1`: lines of that label against lines of that class.

An F1 is 1.0 where there is nothing to find and nothing was found. `variants_merged` is the share of the pairs of
spellings that are one actor: in one reading a mention on an occurrence of the one and a mention on an occurrence of the
other have the same actor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

EASY, HARD = "off_topic_easy", "off_topic_hard"
CLASSES = ("off_topic", "boilerplate", "definition", "headline", "on_topic")


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold line: its label, the class it got, and its cosine to the centroid of its text (for the baseline)."""

    text_id: str
    words: str
    label: str
    found: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def class_of(lengths: Counter[str]) -> str:
    """The class that covers most letters of a line; a line that nothing covers is used and no headline."""
    return max(CLASSES, key=lambda name: (lengths[name], -CLASSES.index(name))) if lengths else "on_topic"


def scores(lines: Sequence[Judged]) -> dict[str, Score]:
    """Every score by its key, without `_f1`."""
    without_hard = [line for line in lines if line.label != HARD]
    without_easy = [line for line in lines if line.label != EASY]
    return {
        "easy": _score((line.label == EASY, line.found == "off_topic") for line in without_hard),
        "hard": _score((line.label == HARD, line.found == "off_topic") for line in without_easy),
        "off_topic": _score((line.label in (EASY, HARD), line.found == "off_topic") for line in lines),
        **{name: _score((line.label == name, line.found == name) for line in lines) for name in CLASSES[1:4]},
    }


def nothing_set_aside(lines: Sequence[Judged]) -> Score:
    """The off-topic score of setting nothing aside."""
    return _score((line.label in (EASY, HARD), False) for line in lines)


def far_from_centroid(lines: Sequence[Judged]) -> tuple[Score, float]:
    """The best off-topic score that a threshold on the cosine to the centroid can have on these very lines, and it.

    The threshold is chosen on the lines it is scored on, so this is an upper bound of the baseline. Lines that the path
    took for furniture or definitions are given to it as such.
    """
    strays = sum(line.label in (EASY, HARD) for line in lines)
    ranked = sorted((line.nearness, line.label in (EASY, HARD)) for line in lines if line.found not in CLASSES[1:3])
    best, right = (Score(0.0, 0.0, 0.0), 0.0), 0
    for count, (nearness, stray) in enumerate(ranked, start=1):
        right += stray
        f1 = 2 * right / (strays + count)
        if f1 > best[0].f1:
            best = Score(right / count, right / max(strays, 1), f1), nearness
    return best


def confusions(lines: Sequence[Judged]) -> Iterator[tuple[str, Counter[str]]]:
    """For each label, in order, how often each class was found."""
    for label in sorted({line.label for line in lines}):
        yield label, Counter(line.found for line in lines if line.label == label)


def _score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    counts = Counter(pairs)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    if not right + wrong + missed:
        return Score(1.0, 1.0, 1.0)
    return Score(
        right / max(right + wrong, 1), right / max(right + missed, 1), 2 * right / (2 * right + wrong + missed)
    )
