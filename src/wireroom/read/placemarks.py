"""Marks of places mended by what stands beside them, before they become names.

The encoder tells places from other names by the words around them, and errs where a thing is called after a place, where a
plain word stands like a name, and by a word at the edges. What the text itself and the gazetteer say goes before: "the Orda
fever" is no place, nor is a word without a capital in a text that has them; "northern Orda" is Orda, "Orda Province" a
province. What came of it: docs/internals/reading-names.md.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from wireroom.read import cues
from wireroom.read.gazetteer import finer_entries
from wireroom.read.places import options_of
from wireroom.read.tagging import Mark
from wireroom.read.words import word_list

_REACH = 30  # characters looked at before a mark
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_BEHIND = re.compile(r"[ ]([^\W\d_]+)")
_BEFORE = re.compile(r"(?<![^\s(\"“'‘-])([^\W\d_]+(?:-[^\W\d_]+)?)[ ]$")
_SMALL_BEFORE = re.compile(r"(?<![\w'’])([a-z]+)[ ](?:the[ ])?$")
_SMALL_WORDS = re.compile(r"(?:(?!al-|el-)[a-z]+[ -])+(?=[A-Z])")


def mended(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks in order, those of places with the right ends, and without what is no place."""
    has_capitals = any(_is_capitalised(mark.words(text)) for mark in marks)
    things = {mark.words(text) for mark in marks if mark.label == "place" and _is_thing(text, mark)}
    found: list[Mark] = []
    for mark in marks:
        whole = _with_full_stop(text, mark)
        if mark.label == "place":
            words = whole.words(text)
            if words in things or len(words.rstrip(".")) < 2 or (has_capitals and not _is_capitalised(words)):
                continue
            whole = _with_edges(text, whole, found[-1].end if found else 0)
            if not options_of(whole.words(text).removesuffix("-based")) and _is_unlikely(text, whole):
                continue
        found.append(whole)
    return found


def _is_capitalised(words: str) -> bool:
    """Whether a letter of the words is not small; scripts without capitals count as capitalised."""
    return any(not character.islower() for character in words if character.isalpha())


def _is_thing(text: str, mark: Mark) -> bool:
    """Whether a mark is a pathogen, an illness, a drug or a storm by the word behind it or before it. Countries stay."""
    if any(entry.precision >= 4 for entry in finer_entries(mark.words(text))):
        return False
    behind, before = _BEHIND.match(text, mark.end), _BEFORE.search(text[max(0, mark.start - _REACH) : mark.start])
    return (behind is not None and behind[1] in word_list("landmarks", "illnesses")) or (
        before is not None and before[1].lower() in word_list("landmarks", "storms")
    )


def _is_unlikely(text: str, mark: Mark) -> bool:
    """Whether a name that the gazetteer lacks stands behind a small word that leads to no place ("told", "the drug"), and
    before none that says what kind of place it is."""
    behind = _BEHIND.match(text, mark.end)
    if behind is not None and behind[1].capitalize() in word_list("landmarks", "after"):
        return False
    before = _SMALL_BEFORE.search(text[max(0, mark.start - _REACH) : mark.start])
    if before is None or before[1] in word_list("landmarks", "leads"):
        return False
    return not cues.tags_of(before[1]) & (cues.PREP | cues.CONJ)


def _with_full_stop(text: str, mark: Mark) -> Mark:
    """ "U.S" with its last full stop."""
    if text[mark.end : mark.end + 1] == "." and _INITIALS.fullmatch(mark.words(text)):
        return replace(mark, end=mark.end + 1)
    return mark


def _with_edges(text: str, mark: Mark, least: int) -> Mark:
    """A place's mark without small words in front, and over the words of the gazetteer's longer name; not before `least`."""
    words = mark.words(text)
    small = _SMALL_WORDS.match(words)
    if small:
        return replace(mark, start=mark.start + small.end())
    behind = _BEHIND.match(text, mark.end)
    if behind and behind[1] in word_list("landmarks", "after") and finer_entries(words + behind[0]):
        return replace(mark, end=behind.end())
    before = _BEFORE.search(text[max(least, mark.start - _REACH) : mark.start])
    if before and before[1] in word_list("landmarks", "directions") and finer_entries(before[0] + words):
        return replace(mark, start=mark.start - len(before[0]))
    return mark
