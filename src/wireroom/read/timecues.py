"""Whether the words around an expression of time point ahead: "will meet on Friday", "an answer by Friday".

Cues are looked for in the clause of the expression only. A deadline ("by", "until", "before") points ahead unless its
clause tells of the past; what was hoped, demanded or agreed still lies ahead, unless it "had been". The words are in
`registries/cues/times.toml`.
"""

import itertools
import re
from collections.abc import Sequence

from wireroom.read.words import word_list
from wireroom.records.readings import Sentence

# How far around an expression a cue of the future is looked for, in characters.
_CUE_REACH = 80
# How far before it a word that leads to it may tell of the past, in characters.
_LEAD_REACH = 40

_CLAUSE_BREAK = re.compile(
    r"[;:()“”]|\b(?:that|but|after|when|while|because|since|who|which|said|says|told|announced)\b|, ", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_FRONT = re.compile(r"(?:(?:on|by|in|at|from|until|beginning|starting|early|late|later)\s)?$", re.IGNORECASE)


def points_ahead(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a cue of the future stands before the expression in its clause, or after it when it opens the clause."""
    before = _last_clause(text[max(sentence.start, start - _CUE_REACH) : start])
    if _ends_with(_words(before), "future_ahead"):
        return True
    if re.match(r" ?['’]s\b", text[end : end + 3]):
        return False
    opens = _FRONT.fullmatch(text[sentence.start : start].strip(" \"'“‘`-") + " ")
    following = text[end : min(sentence.end, end + _CUE_REACH)]
    after = _first_clause(following.lstrip(" ,") if opens else following)
    rest = _words(after)
    if opens and "had" in rest:
        return False
    past = any(_is_past(rest, index) for index in range(len(rest)))
    return _has_cue(before) or (_leads(before) and not past) or (opens is not None and _has_cue(after))


def _last_clause(words: str) -> str:
    breaks = [match.end() for match in _CLAUSE_BREAK.finditer(words)]
    return words[breaks[-1] :] if breaks else words


def _first_clause(words: str) -> str:
    ended = _CLAUSE_BREAK.search(words)
    return words[: ended.start()] if ended else words


def _words(clause: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(clause)]


def _ends_with(words: Sequence[str], key: str) -> bool:
    """Whether the last one to three words are one of a list of cues."""
    return any(" ".join(words[-count:]) in word_list("times", key) for count in (1, 2, 3))


def _leads(clause: str) -> bool:
    """Whether the clause ends in a word that leads to a coming time ("until"), and does not tell of the past."""
    words = _words(clause)
    if not _ends_with(words, "future_before"):
        return False
    if words[-1:] != ["from"] and any(word in word_list("times", "hoping") for word in words):
        return not _takes_back(words)
    near = _words(clause[-_LEAD_REACH:])
    return not _takes_back(near) and not any(_is_past(near, index) for index in range(len(near)))


def _is_past(words: Sequence[str], index: int) -> bool:
    """Whether a word is a verb of the past: an -ed form without "is" or "be" before it, or a bare "was"."""
    word, before = words[index], words[index - 1] if index else ""
    if word in ("was", "were"):
        return words[index + 1 : index + 2] != ["to"]
    if word in word_list("times", "past_verbs"):
        return True
    return word.endswith("ed") and before not in word_list("times", "being")


def _takes_back(words: Sequence[str]) -> bool:
    return any(word in word_list("times", "not_future") for word in words)


def _has_cue(clause: str) -> bool:
    """Whether a word or a pair of words of the clause speaks of what is to come."""
    words = _words(clause)
    if _takes_back(words):
        return False
    cues, pairs = word_list("times", "future"), word_list("times", "future_pairs")
    if any(word in cues and not _is_noun(words, index) for index, word in enumerate(words)):
        return True
    return any(f"{one} {two}" in pairs or _progressive(one, two) for one, two in itertools.pairwise(words)) or (
        _scheduled(words)
    )


def _is_noun(words: Sequence[str], index: int) -> bool:
    """Whether "plan" or "will" is a noun here ("the plan"), and not one with a purpose ("a plan to meet")."""
    noun = index > 0 and words[index - 1] in word_list("times", "determiners")
    return noun and words[index] in ("plan", "plans", "will", "must") and words[index + 1 : index + 2] != ["to"]


def _progressive(one: str, two: str) -> bool:
    """ "is travelling on Friday": the present progressive with a day is a plan."""
    return one in ("is", "are", "am") and two.endswith("ing")


def _scheduled(words: Sequence[str]) -> bool:
    """ "the court meets on Friday", "parliament to vote on Friday": verbs of the calendar in the present or after "to"."""
    if any(word in word_list("times", "scheduled") for word in words):
        return True
    bare = word_list("times", "scheduled_to")
    if not any(one == "to" and two in bare for one, two in itertools.pairwise(words)):
        return False
    return not any(word in word_list("times", "past_motion") for word in words)
