"""Which word of a sentence says what a number counts: the noun itself, a verb behind or before it, or its whole.

The strongest link wins: "were killed" right behind the people, then a verb right before the number, then a bare
participle, then what stands farther off. Sub-groups ("including", "of them") and lists take the measure of their whole.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.measures import FALL_BACK, Role, cues_by_word, measures
from wireroom.read.quantities import Quantity
from wireroom.read.words import word_list

# How far a cue may stand from its number, in characters; measured on FA-KES, nine in ten stand within 40.
CUE_REACH = 90
# The same for a passive ("were reportedly killed") behind an apposition.
LONG_REACH = 240


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue word in a sentence, `line[start:end]`, with what it can mean in each role."""

    start: int
    end: int
    entries: tuple[tuple[Role, str], ...]


@dataclass(slots=True)
class Count:
    """A quantity on its way to a figure; offsets in the sentence."""

    quantity: Quantity
    population: str = ""
    after: int = 0
    measure: str = ""
    whole: int | None = None
    used: int = -1
    used_as: str = ""


_AUX = (
    r"(?:(?:more|others?|people|were|was|are|is|been|being|be|have|has|had|having|reportedly|allegedly|also|later|still|now|then|already|all|"
    r"feared|confirmed|believed|presumed|reported|said|thought|known|to|who|which|that|critically|seriously|severely|badly|lightly|slightly|"
    r"left|got|immediately|instantly|reported(?:ly)?|subsequently|both|each|not|either|and)[ ,]+)"
)


_TIGHT_AFTER = re.compile(rf"[ ,]*(?:\([^)]*\)[ ])?{_AUX}{{0,6}}$", re.IGNORECASE)


_HAS_AUX = re.compile(
    r"\b(?:were|was|are|is|been|being|be|have|has|had|feared|confirmed|reported|left|who)\b", re.IGNORECASE
)


_AND_ONLY = re.compile(
    r"(?:^|[ ,])(?:and|or|but)[ ]+(?!(?:were|was|are|is|have|has|had|been)\b)(?:\w+ly[ ])?$", re.IGNORECASE
)


_TIGHT_BEFORE = re.compile(
    r"[ :,]*(?:(?:of|the|a|an|another|some|up|to|at|by|its|their|his|from|has|have|had|risen|rose|rises|rising|climbed|climbs|climbing|stood|stands|standing|is|was|"
    r"now|reached|reaches|hits?|jumped|jumps|passed|tops?|topped|exceeds|exceeded|went|grew|grows|put|put at|all|off|down|increased|increases|about|between|in total|"
    r"between|these|those|nearly|soared|soars|mounts|mounted|on|least|were|fell|revised|lowered|raised|as|well|them|and|or)[ :,]+){0,7}$",
    re.IGNORECASE,
)


_BARRIER = re.compile(
    r"[;:.!?]|[(—–]|--| (?:but|while|whereas|although|though|because|after|before|when|until|unless|if|so) ",
    re.IGNORECASE,
)


_LEAVING = frozenset(("dead", "wounded", "injured", "missing", "homeless", "hurt"))


def find_cues(line: str) -> list[_Cue]:
    """The cue words of a sentence in order, without overlap, the longest first."""
    table = cues_by_word()
    lower = line.lower() if len(line.lower()) == len(line) else line
    found: list[_Cue] = []
    position = 0
    for match in _WORD.finditer(lower):
        if match.start() < position:
            continue
        for words, entries in table.get(match.group(), ()):
            end = match.start() + len(words)
            if lower.startswith(words, match.start()) and not lower[end : end + 1].isalnum():
                found.append(_Cue(match.start(), end, entries))
                position = end
                break
    return found


def measure_of(line: str, counts: Sequence[Count], index: int, cues: Sequence[_Cue]) -> tuple[str, int, str]:
    """The measure of one count, the index of the cue that gave it and its role; empty when no cue governs it."""
    count = counts[index]
    if count.quantity.kind == "money":
        return "money", -1, ""
    own = _noun_measure(line, count, cues)
    if own and not _is_weak_noun(count):
        return (*own, "noun")
    after = None if _is_partitive_whole(counts, index) else _after_cue(line, counts, index, cues)
    before = _before_cue(line, counts, index, cues)
    chosen = _better(count, after, before)
    if own and (chosen is None or chosen[0] < 3 or measures()[own[0]].kind == measures()[chosen[1]].kind):
        return (*own, "noun")
    return (chosen[1], chosen[2], "after" if chosen is after else "before") if chosen else ("", -1, "")


def _is_weak_noun(count: Count) -> bool:
    """Whether the counted noun names persons ("prisoners") or only carries a participle ("displaced families")."""
    return (count.quantity.phrase is not None and count.quantity.phrase.persons) or (
        count.quantity.phrase is not None and (count.quantity.phrase.head in word_list("people", "groups_counted"))
    )


def _is_partitive_whole(counts: Sequence[Count], index: int) -> bool:
    """Whether the count is the M of "N of the M", of which the verb tells nothing."""
    return index > 0 and counts[index - 1].whole == index


def _noun_measure(line: str, count: Count, cues: Sequence[_Cue]) -> tuple[str, int] | None:
    """ "12 deaths", "two air strikes", "40 dead": the counted noun is the cue."""
    phrase = count.quantity.phrase
    head = phrase.words.split()[-1].lower() if phrase is not None else ""
    for place, cue in enumerate(cues):
        if phrase is None:
            own = cue.entries if cue.start - count.quantity.end in (1, 2) else ()
        elif cue.start <= phrase.end - len(head) < cue.end:
            # A frame ("deaths of") may hide the noun that opens it.
            own = cue.entries if cue.end <= phrase.end else _entries_of(head)
        elif phrase.start <= cue.start and cue.end < phrase.end:
            own = tuple(("noun", name) for role, name in cue.entries if role == "after" and not measures()[name].things)
        else:
            continue
        for role, measure in own:
            if role == "noun" and _in_context(line, measure):
                return measure, place
    return None


def _entries_of(word: str) -> tuple[tuple[Role, str], ...]:
    """What one word can mean by itself."""
    return next((entries for words, entries in cues_by_word().get(word, ()) if words == word), ())


def _in_context(line: str, measure: str) -> bool:
    """Whether the sentence holds a word that the measure's nouns need to count ("cases" of a disease)."""
    needed = measures()[measure].context
    return not needed or any(word in line.lower() for word in needed)


_Candidate = tuple[int, str, int, str]


def _after_cue(line: str, counts: Sequence[Count], index: int, cues: Sequence[_Cue]) -> _Candidate | None:
    """The nearest fitting cue behind the counted people: (strength, measure, index of the cue, words between)."""
    count = counts[index]
    origin = count.after
    for place in range(bisect_left([cue.start for cue in cues], origin), len(cues)):
        cue = cues[place]
        if cue.start - origin > LONG_REACH:
            return None
        if _is_out_of_reach(line, origin, cue):
            continue
        between = _without_counts(line, counts, index, origin, cue.start)
        if _BARRIER.search(between):
            return None
        measure = _fitting(cue, "after", count)
        if measure is None:
            if any(role == "before" for role, _ in cue.entries) and not _TIGHT_AFTER.fullmatch(between):
                return None
            continue
        if _is_anothers(line, counts, index, cues, place, between):
            return None
        strength = _after_strength(between)
        if strength >= 3 or not line[cue.start : cue.end].lower().endswith("ing"):
            return strength, measure, place, between
    return None


def _is_out_of_reach(line: str, origin: int, cue: _Cue) -> bool:
    """Whether a cue stands too far for its kind, or is the "left" of "left with nothing"."""
    if line[cue.start : cue.end].lower() == "left" and _LEFT_BEHIND.match(line, cue.end):
        return True
    return cue.start - origin > CUE_REACH and not _PASSIVE.search(line[max(0, cue.start - 24) : cue.start])


def _is_anothers(
    line: str, counts: Sequence[Count], index: int, cues: Sequence[_Cue], place: int, between: str
) -> bool:
    """Whether the cue tells of others: the counted people did it, or "and" begins a new clause."""
    if _is_active(line, counts, index, cues, place, between):
        return True
    return bool(_AND_ONLY.search(between)) and not _lists_people(line, counts, index, cues[place].start)


_LEFT_BEHIND = re.compile(
    r"[ ](?:with|without|in[ ]need|homeless|stranded|dead|wounded|injured|trapped|behind|unaccounted|to[ ]die)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"[ ](?:an?|his|her|their|its|himself|themselves|the(?![ ](?:same|day|next|previous|week|attack))|several|many|some|civilians|people)\b",
    re.IGNORECASE,
)


def _is_active(line: str, counts: Sequence[Count], index: int, cues: Sequence[_Cue], place: int, between: str) -> bool:
    """Whether the counted people did it ("two gunmen killed 12 people"): the cue has an object and no auxiliary."""
    cue = cues[place]
    if _HAS_AUX.search(between) or not any(role == "before" for role, _ in cue.entries):
        return False
    if _OBJECT.match(line, cue.end):
        return True
    following = next((c for c in counts[index + 1 :] if c.quantity.start >= cue.end), None)
    if following is None or not _TIGHT_BEFORE.fullmatch(line[cue.end : following.quantity.start]):
        return False
    # "57 killed 150 injured" is a list without commas: the next count has a cue of its own right behind.
    own = next((c for c in cues[place + 1 :] if c.start >= following.after), None)
    listed = (
        own is not None
        and _TIGHT_AFTER.fullmatch(line[following.after : own.start])
        and _fitting(own, "after", following)
    )
    return not listed


def _after_strength(between: str) -> int:
    """4: right behind with an auxiliary; 3: right behind; 2: farther, with an auxiliary; 1: farther."""
    tight = bool(_TIGHT_AFTER.fullmatch(between))
    aux = bool(_HAS_AUX.search(between))
    return 4 if tight and aux else 3 if tight else 2 if aux else 1


def _lists_people(line: str, counts: Sequence[Count], index: int, cue_start: int) -> bool:
    """Whether only further counts stand before the cue ("10 civilians and 5 soldiers killed")."""
    return any(
        counts[i].quantity.start < cue_start and counts[i].after <= cue_start and cue_start - counts[i].after < 24
        for i in range(index + 1, len(counts))
    )


def _before_cue(line: str, counts: Sequence[Count], index: int, cues: Sequence[_Cue]) -> _Candidate | None:
    """The nearest fitting cue before the count that no count before it was governed by from behind."""
    count = counts[index]
    start = count.quantity.start
    taken = {other.used for other in counts[:index] if other.used_as in ("after", "noun")}
    for place in range(bisect_left([cue.start for cue in cues], start) - 1, -1, -1):
        cue = cues[place]
        if cue.end > start:
            continue
        if start - cue.end > CUE_REACH or place in taken:
            return None
        between = _without_counts(line, counts, index, cue.end, start)
        passive = bool(_PASSIVE.search(line[max(0, cue.start - 10) : cue.start]))
        if _BARRIER.search(between):
            return None
        measure = _fitting(cue, "before", count)
        if measure is None:
            if passive:
                return None
            continue
        tight = bool(_TIGHT_BEFORE.fullmatch(between) or _RISEN_TO.search(between)) and not passive
        return 3 if tight else 1, measure, place, between
    return None


_RISEN_TO = re.compile(
    r"\b(?:ris\w+|rose|climb\w*|stand\w*|stood|jump\w*|grow\w*|grew|fell|fallen|falls?|reach\w*|hits?|tops?|topped|pass\w*|revised|put|is|was)\b[^,]{0,24}?[ ]*$",
    re.IGNORECASE,
)


_PASSIVE = re.compile(r"\b(?:were|was|are|been|being|be)[ ](?:\w+ly[ ]|also[ ])?$", re.IGNORECASE)


def _better(count: Count, after: _Candidate | None, before: _Candidate | None) -> _Candidate | None:
    """The stronger of both; a passive behind beats a verb before, a verb right before beats a bare participle."""
    if before is None or after is None:
        one = after or before
        weakest = one is not None and one[0] == 1 and count.quantity.phrase is None and count.whole is None
        return None if weakest else one
    if before[0] == 3 and _RELATIVE.match(after[3]):
        return before
    bare = after[0] == 3 and not after[3].strip()
    listed = bare and (count.quantity.phrase is None or (after[1] != before[1] and after[1] in _HARMS))
    if after[0] == 4 or listed or before[0] < 3 <= after[0]:
        return after
    if before[0] == 3:
        return before
    return after if after[0] >= before[0] else before


_RELATIVE = re.compile(r"[ ,]*(?:who|which|that|whom)\b", re.IGNORECASE)
# "Child killed two others injured": nobody kills the injured, so the participle behind tells of the counted.
_HARMS = frozenset(("killed", "injured", "missing"))


def _fitting(cue: _Cue, role: Role, count: Count) -> str | None:
    """The measure a cue means in a role for this head noun."""
    phrase = count.quantity.phrase
    for entry_role, name in cue.entries:
        if entry_role != role:
            continue
        measure = measures()[name]
        if measure.things and (phrase is None or phrase.head not in measure.things):
            continue
        if (
            measure.counts == "people"
            and phrase is not None
            and not phrase.persons
            and phrase.head in word_list("people", "things")
        ):
            continue
        return name
    return None


_ASIDE = re.compile(r"[ ]?\([^()]{0,60}\)[ ]?")


def _without_counts(line: str, counts: Sequence[Count], index: int, start: int, end: int) -> str:
    """The words between two places, other counts and their nouns taken out."""
    pieces: list[str] = []
    position = start
    for place, other in enumerate(counts):
        if place != index and start <= other.quantity.start and other.after <= end:
            pieces.append(line[position : other.quantity.start])
            position = other.after
    pieces.append(line[position:end])
    return _ASIDE.sub(" ", "".join(pieces))


_INCLUDING = re.compile(
    r"(?:,|\(|—|-|–)?[ ]*(?:including|among them|amongst them|among whom|of whom|of them|mostly|among the dead|among the victims|including also|comprising|"
    r"mainly|them|most of them|as well as including|included|include|and including)(?:[ ](?:were|are|at least|the))?[ ]*$",
    re.IGNORECASE,
)


_OF_THEM = re.compile(
    r"[ ](?:of them|of whom|of those|of these|of the (?:dead|victims|wounded|injured|casualties|killed))\b",
    re.IGNORECASE,
)


# "…, including nine children, and six are missing": a verb of its own ends the list.
_OWN_CLAUSE = re.compile(r"[ ](?:others?[ ]|more[ ])?(?:are|were|is|was|remain\w*|have|has|had)\b", re.IGNORECASE)


def tie_subgroups(line: str, counts: list[Count]) -> None:
    """Mark "including N", "N of them" as parts of the count before, and what is listed with such a part as well."""
    for index, count in enumerate(counts):
        start = count.quantity.start
        previous = counts[index - 1] if index else None
        if previous is None:
            continue
        if re.fullmatch(
            r"[ ]of[ ](?:the|its|their|his|her|our|some|about|a total of|these|those|all)?[ ]*",
            line[previous.quantity.end : start],
        ):
            previous.whole = index
            continue
        opened = _INCLUDING.search(line[max(previous.after, start - 40) : start])
        if (opened and previous.quantity.kind == "count") or _OF_THEM.match(line, count.quantity.end):
            count.whole = previous.whole if previous.whole is not None and not opened else index - 1
        elif (
            previous.whole is not None
            and re.fullmatch(r"[ ,]*(?:and[ ]+)?(?:a[ ])?", line[previous.after : start])
            and not _OWN_CLAUSE.match(line, count.after)
        ):
            count.whole = previous.whole
    for count in counts:
        seen = 0
        while count.whole is not None and counts[count.whole].whole is not None and seen < len(counts):
            count.whole = counts[count.whole].whole
            seen += 1


def inherit_measures(line: str, counts: list[Count]) -> None:
    """Sub-groups and listed counts take the measure of their whole or neighbour; everything else is `other`."""
    for index, count in enumerate(counts):
        if count.measure:
            if (
                count.whole is not None
                and counts[count.whole].measure
                and count.used_as != "noun"
                and _weak(line, count)
            ):
                count.measure = counts[count.whole].measure
            continue
        if count.whole is not None and counts[count.whole].measure:
            count.measure = counts[count.whole].measure
            continue
        neighbour = _listed_with(line, counts, index)
        count.measure = neighbour or (FALL_BACK if count.quantity.phrase is not None else "")


def _weak(line: str, count: Count) -> bool:
    """Whether a part has no cue of its own: it stands before the verb of the whole or has none near."""
    return _OF_THEM.match(line, count.quantity.end) is None


def _listed_with(line: str, counts: Sequence[Count], index: int) -> str:
    """ "killed five soldiers, two officers and a civilian": a list shares its measure."""
    if index == 0:
        return ""
    previous = counts[index - 1]
    gap = line[previous.after : counts[index].quantity.start]
    listed = re.fullmatch(
        r"[ ]*(?:,|and|, and|as well as|plus|along with|together with|,? ?in addition to)[ ]+(?:at least |another |a |the )?",
        gap,
    )
    return previous.measure if listed and previous.measure not in ("", "money", FALL_BACK) else ""
