"""Five folds for rules that were written with all documents in view: what stays when a fold may not vouch for itself.

For each fold, whatever no other fold supports is taken out, and the fold is scored with what is left:

* `by_rule`: a rule stays when it gave a right value in another fold;
* `by_entry`: the same for each first word of a rule (the rule for months counts "May" and "June" apart);
* `by_all`: also each cue word of `cues/times.toml` stays only when the other folds lose right values without it, and
  the four tuned numbers are chosen anew on the other folds.

What this cannot take back is the shape of a pattern, which may have been bent to a held-out document.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from unittest.mock import patch

from benchmarks.times.metric import Timex, matched, same_value, score
from wireroom.read import timecues
from wireroom.read.timerules import RuleTable, rules_by_word
from wireroom.read.timescene import Found, Handler, Rule
from wireroom.read.words import word_list

SEED = 2013
CUE_LISTS = (
    "future",
    "future_pairs",
    "future_before",
    "not_future",
    "hoping",
    "being",
    "scheduled",
    "scheduled_to",
    "past_motion",
    "past_verbs",
)
# Each tuned number with the values that a fold may choose from, the first being today's.
NUMBERS: Mapping[str, tuple[int, ...]] = {
    "wireroom.read.timedays.NEAR_FUTURE_DAYS": (75, 15, 30, 45, 60, 90, 120),
    "wireroom.read.timedays.NEAR_FUTURE_MONTHS": (1, 0, 2, 3),
    "wireroom.read.timeperiods.FEW_WEEKS": (3, 0, 1, 2, 4, 5),
    "wireroom.read.timeperiods._QUARTER_REACH": (400, 0, 200, 800),
}

Document = tuple[str, datetime | None, list[Timex]]
Reader = Callable[[str, datetime | None, RuleTable], list[Timex]]
Entry = tuple[str, str]
Cue = tuple[str, str]
Counts = tuple[int, int]


@dataclass(frozen=True)
class Evidence:
    """What each document says for each part: entries that were right in it, and right and found counts by knob."""

    entries: Sequence[frozenset[Entry]]
    cues: Mapping[Cue, Mapping[int, int]]
    numbers: Mapping[str, Mapping[int, Sequence[Counts]]]


def folds(documents: Sequence[Document], count: int, read: Reader) -> dict[str, float]:
    """The scores of all folds together under each of the three rules, and the value F1 of what ships."""
    order = list(range(len(documents)))
    random.Random(SEED).shuffle(order)
    held_out = [order[start::count] for start in range(count)]
    evidence = Evidence(_right_entries(documents, read), _cue_gains(documents, read), _number_counts(documents, read))
    result = {"as_shipped_value_f1": score(_pairs(documents, order, read, rules_by_word()))["value_f1"]}
    for name, reading in (("by_rule", _by_rule), ("by_entry", _by_entry), ("by_all", _by_all)):
        pairs = [pair for fold in held_out for pair in reading(documents, fold, evidence, read)]
        result |= {f"{name}_{key}": value for key, value in score(pairs).items()}
    return result


Pairs = list[tuple[list[Timex], list[Timex]]]


def _pairs(documents: Sequence[Document], chosen: Sequence[int], read: Reader, table: RuleTable) -> Pairs:
    return [(documents[index][2], read(*documents[index][:2], table)) for index in chosen]


def _by_rule(documents: Sequence[Document], fold: Sequence[int], evidence: Evidence, read: Reader) -> Pairs:
    names = {name for name, _ in _supported(fold, evidence)}
    return _pairs(documents, fold, read, _kept(lambda rule, word: rule.name in names))


def _by_entry(documents: Sequence[Document], fold: Sequence[int], evidence: Evidence, read: Reader) -> Pairs:
    entries = _supported(fold, evidence)
    return _pairs(documents, fold, read, _kept(lambda rule, word: (rule.name, word) in entries))


def _by_all(documents: Sequence[Document], fold: Sequence[int], evidence: Evidence, read: Reader) -> Pairs:
    held = set(fold)
    dropped = {
        cue for cue, gains in evidence.cues.items() if sum(gain for i, gain in gains.items() if i not in held) <= 0
    }
    with _without(dropped), _numbers(_best_numbers(documents, held, evidence)):
        return _by_entry(documents, fold, evidence, read)


def _supported(fold: Sequence[int], evidence: Evidence) -> set[Entry]:
    held = set(fold)
    return {entry for index, entries in enumerate(evidence.entries) if index not in held for entry in entries}


def _kept(keep: Callable[[Rule, str], bool]) -> RuleTable:
    chosen = {word: tuple(rule for rule in rules if keep(rule, word)) for word, rules in rules_by_word().items()}
    return {word: rules for word, rules in chosen.items() if rules}


def _right_entries(documents: Sequence[Document], read: Reader) -> list[frozenset[Entry]]:
    """The rules with the first words at which they gave a right value, for each document."""
    fired: dict[int, Entry] = {}
    table = {
        word: tuple(replace(rule, handler=_watched(rule, word, fired)) for rule in rules)
        for word, rules in rules_by_word().items()
    }
    result = []
    for text, published, gold in documents:
        fired.clear()
        found = read(text, published, table)
        result.append(frozenset(fired[right[0]] for right in _right(gold, found)))
    return result


def _watched(rule: Rule, word: str, fired: dict[int, Entry]) -> Handler:
    def handler(match, scene) -> Found | None:  # type: ignore[no-untyped-def]
        found = rule.handler(match, scene)
        if found is not None:
            fired[match.start()] = (rule.name, word)
        return found

    return handler


def _right(gold: Sequence[Timex], found: Sequence[Timex]) -> list[Timex]:
    return [right for left, right in matched(gold, found) if same_value(left[2], right[2])]


def _counts(document: Document, read: Reader) -> Counts:
    found = read(document[0], document[1], rules_by_word())
    return len(_right(document[2], found)), len(found)


def _cue_gains(documents: Sequence[Document], read: Reader) -> dict[Cue, dict[int, int]]:
    """How many right values each cue word brings to each document that has it."""
    whole = [_counts(document, read)[0] for document in documents]
    lower = [f" {' '.join(text.lower().split())} " for text, _, _ in documents]
    gains: dict[Cue, dict[int, int]] = {}
    for key in CUE_LISTS:
        for word in sorted(word_list("times", key)):
            with _without({(key, word)}):
                gains[key, word] = {
                    index: whole[index] - _counts(documents[index], read)[0]
                    for index, text in enumerate(lower)
                    if word in text
                }
    return gains


@contextmanager
def _without(dropped: set[Cue]) -> Iterator[None]:
    """The reader without some cue words."""

    def fewer(name: str, key: str) -> frozenset[str]:
        return frozenset(word for word in word_list(name, key) if (key, word) not in dropped)

    with patch.object(timecues, "word_list", fewer):
        yield


@contextmanager
def _numbers(chosen: Mapping[str, int]) -> Iterator[None]:
    """The reader with other tuned numbers."""
    with ExitStack() as stack:
        for name, value in chosen.items():
            stack.enter_context(patch(name, value))
        yield


def _number_counts(documents: Sequence[Document], read: Reader) -> dict[str, dict[int, list[Counts]]]:
    counts: dict[str, dict[int, list[Counts]]] = {}
    for name, values in NUMBERS.items():
        counts[name] = {}
        for value in values:
            with _numbers({name: value}):
                counts[name][value] = [_counts(document, read) for document in documents]
    return counts


def _best_numbers(documents: Sequence[Document], held: set[int], evidence: Evidence) -> dict[str, int]:
    """The value of each number with the best value F1 outside the held-out fold; today's where nothing is better."""
    gold = sum(len(document[2]) for index, document in enumerate(documents) if index not in held)

    def worth(rows: Sequence[Counts]) -> float:
        kept = [row for index, row in enumerate(rows) if index not in held]
        return 2 * sum(right for right, _ in kept) / (gold + sum(found for _, found in kept))

    return {name: max(values, key=lambda value: worth(values[value])) for name, values in evidence.numbers.items()}
