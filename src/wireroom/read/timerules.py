"""The rules for expressions of time, in order: what each wording looks like, and which handler knows its meaning.

A rule is a set of first words, a pattern that is tried where such a word stands (`timedayrules`, `timeperiodrules`), and a
handler (`timedays`, `timeclocks`, `timeperiods`) that turns the match and its scene into a `Found`. The longest match
wins, then the order of the rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from wireroom.read.timedayrules import clocks, dates, days, moments, same_days
from wireroom.read.timeperiodrules import lengths, near, offsets, quarters, seasons, sets, years
from wireroom.read.timescene import Rule

# The rules to try at a word, in order; "#" stands for digits.
RuleTable = Mapping[str, tuple[Rule, ...]]

# Where two match the same length, the earlier one wins.
_GROUPS = (dates, days, same_days, near, quarters, years, seasons, offsets, lengths, sets, clocks, moments)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in order, with their numbers in their names."""
    found = (rule for group in _GROUPS for rule in group())
    return tuple(replace(rule, name=f"{number:02d}-{rule.name}") for number, rule in enumerate(found, 1))


@cache
def rules_by_word() -> RuleTable:
    """All rules, to try at a word in order; "#" stands for digits."""
    return table_of(rules())


def table_of(chosen: Iterable[Rule]) -> RuleTable:
    """Rules by their first words, each word's in the order given."""
    table: dict[str, list[Rule]] = {}
    for rule in chosen:
        for word in sorted(rule.first):
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}
