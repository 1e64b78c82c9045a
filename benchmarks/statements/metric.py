"""How statements are matched with gold: same passage, speaker spans overlap, token F1 of the content 0.5 or more.

Gold rows of one speaker and one cue are one statement (a split quotation has two spans). An optional gold statement counts
for nobody: found or not. A statement without a speaker ("reportedly") cannot match by the rule, so it is left out unless
its line has gold without a speaker. Only lines that have a gold row, or a row that says `none`, are looked at.

A pronoun or role of the fresh gold has the name it stands for, or none when the text does not name that person: then to
leave it open is right. A name is right when one name has all words of the other, or half of the words are shared.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_TOKEN_F1 = 0.5
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a line, gold or found: content words in order, the speaker's span in the text, its kind."""

    line: tuple[str, int]
    words: tuple[str, ...]
    speaker: tuple[int, int] | None
    kind: str
    form: str
    optional: bool = False
    # Whom a pronoun or role stands for; empty: nobody whom the text names; None (gold only): not labelled.
    name: tuple[str, ...] | None = None


def words_of(text: str) -> tuple[str, ...]:
    """The lower-case tokens of a content."""
    return tuple(_TOKEN.findall(text.lower()))


def token_f1(left: Sequence[str], right: Sequence[str]) -> float:
    """F1 over tokens as a bag, 0 to 1."""
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared / (len(left) + len(right)) if shared else 0.0


def score(gold: Sequence[Said], found: Sequence[Said]) -> dict[str, float | int]:
    """Precision, recall and F1 of statements, and how often the speaker is right where the content was found."""
    speakerless = {one.line for one in gold if one.speaker is None}
    found = [one for one in found if one.speaker is not None or one.line in speakerless]
    pairs = _pairs(gold, found, by_speaker=True)
    matched = {left for left, _ in pairs}
    used = {right for _, right in pairs}
    counted = [index for index, one in enumerate(gold) if not one.optional]
    right = sum(index in matched for index in counted)
    surplus = len(found) - len(used)
    said = [(left, right) for left, right in _pairs(gold, found, by_speaker=False) if not gold[left].optional]
    voiced = sum(_overlap(gold[left].speaker, found[right].speaker) for left, right in said)
    kinds = sum(gold[left].kind == found[right].kind for left, right in pairs if not gold[left].optional)
    forms = sum(gold[left].form == found[right].form for left, right in pairs if not gold[left].optional)
    precision = _share(right, right + surplus)
    recall = _share(right, len(counted))
    return {
        "statement_precision": precision,
        "statement_recall": recall,
        "statement_f1": round(_share(2 * precision * recall, precision + recall), 4),
        "speaker_accuracy": _share(voiced, len(said)),
        "kind_accuracy": _share(kinds, right),
        "form_accuracy": _share(forms, right),
        "gold": len(counted),
        "found": right + surplus,
    }


def named_right(gold: Sequence[Said], found: Sequence[Said]) -> dict[str, float | int]:
    """Of the matched statements whose pronoun or role has a labelled name (or none in the text): the shares that are right."""
    pairs = [(gold[left], found[right].name or ()) for left, right in _pairs(gold, found, by_speaker=True)]
    named = [_same_name(one.name, name) for one, name in pairs if one.name]
    left_open = [not name for one, name in pairs if one.name == ()]
    return {
        "named": _share(sum(named), len(named)),
        "left_open": _share(sum(left_open), len(left_open)),
        "names": len(named),
        "open": len(left_open),
    }


def misses(gold: Sequence[Said], found: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """Gold statements that were not found, and found ones that are no gold."""
    pairs = _pairs(gold, found, by_speaker=True)
    matched, used = {left for left, _ in pairs}, {right for _, right in pairs}
    missed = [one for index, one in enumerate(gold) if index not in matched and not one.optional]
    return missed, [one for index, one in enumerate(found) if index not in used and one.speaker is not None]


def _pairs(gold: Sequence[Said], found: Sequence[Said], *, by_speaker: bool) -> list[tuple[int, int]]:
    """The best one-to-one matches, greedily by token F1; ties by position."""
    by_line: dict[tuple[str, int], list[int]] = {}
    for index, one in enumerate(found):
        by_line.setdefault(one.line, []).append(index)
    likely = []
    for left, one in enumerate(gold):
        for right in by_line.get(one.line, ()):
            other = found[right]
            likeness = token_f1(one.words, other.words)
            same = one.speaker is other.speaker is None or _overlap(one.speaker, other.speaker)
            if likeness >= LEAST_TOKEN_F1 and (same or not by_speaker):
                likely.append((not same, -likeness, left, right))
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, left, right in sorted(likely):
        if left not in taken[0] and right not in taken[1]:
            pairs.append((left, right))
            taken[0].add(left)
            taken[1].add(right)
    return pairs


def _same_name(gold: tuple[str, ...], name: tuple[str, ...]) -> bool:
    within = set(gold) <= set(name) or set(name) <= set(gold)
    return bool(name) and (within or token_f1(gold, name) >= LEAST_TOKEN_F1)


def _overlap(left: tuple[int, int] | None, right: tuple[int, int] | None) -> bool:
    return left is not None and right is not None and left[0] < right[1] and right[0] < left[1]


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
