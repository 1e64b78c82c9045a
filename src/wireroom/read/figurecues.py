"""Which word of a sentence says what a number counts: the noun itself, a verb behind or before it, or its whole.

The strongest link wins: "were killed" right behind the people, then a verb right before the number, then a bare
participle, then what stands farther off. What sub-groups and lists take from others is read in `figuregroups`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.measures import Role, cues_by_word, measures
from wireroom.read.phrases import is_person, is_plural, singular
from wireroom.read.quantities import Quantity
from wireroom.read.words import word_list

# How far a cue may stand from its number, in characters; measured on FA-KES, nine in ten stand within 40.
CUE_REACH = 90
# The same for a participle without an auxiliary, which may belong to any noun between.
BARE_REACH = 60
# The same for a passive ("were reportedly killed") behind an apposition.
LONG_REACH = 240


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in a sentence, `line[start:end]`, with what it can mean in each role."""

    start: int
    end: int
    entries: tuple[tuple[Role, str], ...]


@dataclass(slots=True)
class Count:
    """A quantity on its way to a figure; offsets in the sentence. `apart`: a part with a verb of its own; `strength`, `between`: of its cue."""

    quantity: Quantity
    population: str = ""
    after: int = 0
    measure: str = ""
    whole: int | None = None
    used: int = -1
    used_as: str = ""
    apart: bool = False
    strength: int = 0
    between: str = ""


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
    r"[ :,“\"‘«]*(?:(?:of|the|a|an|another|some|up|to|at|by|its|their|his|from|has|have|had|risen|rose|rises|rising|climbed|climbs|climbing|stood|stands|standing|is|was|"
    r"now|reached|reaches|hits?|jumped|jumps|passed|tops?|topped|exceeds|exceeded|went|grew|grows|put|put at|all|off|down|increased|increases|about|between|in total|"
    r"between|these|those|nearly|soared|soars|mounts|mounted|on|least|were|fell|revised|lowered|raised|as|well|them|and|or)[ :,“\"‘«]+){0,7}$",
    re.IGNORECASE,
)


_BARRIER = re.compile(
    r"[;:.!?]|[(—–]|--| (?:but|while|whereas|although|though|because|after|before|when|until|unless|if|so) ",
    re.IGNORECASE,
)


_LEAVING = frozenset(("dead", "wounded", "injured", "missing", "homeless", "hurt"))


# "18 people are listed as missing", "lists 18 people as dead"
_LISTED_AS = re.compile(r"^(?:[^,;]{0,30})?[ ]as[ ]$")


def find_cues(line: str) -> list[Cue]:
    """The cue words of a sentence in order, without overlap, the longest first."""
    table = cues_by_word()
    lower = line.lower() if len(line.lower()) == len(line) else line
    found: list[Cue] = []
    position = 0
    for match in _WORD.finditer(lower):
        if match.start() < position:
            continue
        for words, entries in table.get(match.group(), ()):
            end = match.start() + len(words)
            if lower.startswith(words, match.start()) and not lower[end : end + 1].isalnum():
                found.append(Cue(match.start(), end, entries))
                position = end
                break
    return found


def measure_of(line: str, counts: Sequence[Count], index: int, cues: Sequence[Cue]) -> tuple[str, int, str]:
    """The measure of one count, the index of the cue that gave it and its role; empty when no cue governs it."""
    count = counts[index]
    if count.quantity.kind == "money":
        return "money", -1, ""
    own = _noun_measure(line, count, cues)
    if own and not _is_weak_noun(count):
        return (*own, "noun")
    after = None if _is_partitive_whole(line, counts, index) else _after_cue(line, counts, index, cues)
    before = _before_cue(line, counts, index, cues)
    chosen = _better(count, after, before) or _lost_in_arms(line, count)
    if own and (chosen is None or chosen[0] < 3 or measures()[own[0]].kind == measures()[chosen[1]].kind):
        return (*own, "noun")
    if own and chosen and chosen is before and own[0] in _HARMS and chosen[1] in _HARMS:
        # "27 people killed and four injured civilians"
        return (*own, "noun")
    if chosen is None or not measures()[chosen[1]].unless.isdisjoint(_WORD.findall(line.lower())):
        return "", -1, ""
    count.strength, count.between = chosen[0], chosen[3]
    return chosen[1], chosen[2], "after" if chosen is after else "before"


# "lost five fighters"; men and members only where the sentence names an armed body before.
_LOST = re.compile(
    r"\b(?:lost|loses?|losing|loss of)[ ](?:(?:about|around|nearly|some|another|a|total|of|its|their|the)[ ])*$"
)
_ARMED = re.compile(
    r"\b(?:army|militias?|rebels?|troops|forces?|brigade|battalion|regiment|guards?|police|insurgents?|fighters|militants|"
    r"jihadists?|navy|division|military|faction|soldiers|marines|garrison)\b",
    re.IGNORECASE,
)


def _lost_in_arms(line: str, count: Count) -> "_Candidate | None":
    """An armed body that "lost" a count of its people had them killed; teams, parties and firms lose others."""
    phrase, start = count.quantity.phrase, count.quantity.start
    lost = _LOST.search(line, max(0, start - 48), start)
    if lost is None or phrase is None:
        return None
    head = singular(phrase.head)
    armed = head in word_list("people", "armed") or (
        head in {"man", "men", "member", "people", "person", "officer", "commander"}
        and _ARMED.search(line, 0, lost.start())
    )
    return (3, "killed", -1, "") if armed else None


def _is_weak_noun(count: Count) -> bool:
    """Whether the counted noun names persons ("prisoners") or only carries a participle ("displaced families")."""
    return (count.quantity.phrase is not None and count.quantity.phrase.persons) or (
        count.quantity.phrase is not None and (count.quantity.phrase.head in word_list("people", "groups_counted"))
    )


# "Of the 15 killed, seven were children."
OF_THE_WHOLE = re.compile(
    r"(?:^|[.,;:(\"“—–-][ ]*|[ ](?:that|and|but)[ ])(?:out )?of (?:the |these |those |all |its |their )*$",
    re.IGNORECASE,
)
# "five of them were hurt": a part named by a pronoun.
OF_THEM = re.compile(
    r"[ ](?:of them|of whom|of those|of these|of the (?:dead|victims|wounded|injured|casualties|killed))\b",
    re.IGNORECASE,
)
# "90 per cent of the 300 patients": the verb tells of the share, not of the 300.
_SHARE_OF = re.compile(
    r"(?:%|\bper ?cent|\bpct|\bmost|\bmajority|\bpart|\bsome|\bmany|\bproportion|\bshare|\bhalf)[ ]of[ ](?:the|its|their|his|her|our|these|those)[ ](?:\w+[ ])?$",
    re.IGNORECASE,
)


def _is_partitive_whole(line: str, counts: Sequence[Count], index: int) -> bool:
    """Whether the count is the M of "N of the M" or "of the M, N", of which the verb tells nothing."""
    start = counts[index].quantity.start
    behind = index > 0 and counts[index - 1].whole == index
    ahead = index + 1 < len(counts) and counts[index + 1].whole == index
    told_of_another = (
        behind
        or (ahead and OF_THE_WHOLE.search(line, max(0, start - 24), start) is not None)
        or _SHARE_OF.search(line, max(0, start - 40), start) is not None
    )
    return told_of_another and not _names_its_own(line, counts[index])


def _names_its_own(line: str, count: Count) -> bool:
    """ "Of the 15 killed, seven …": a bare participle right behind still tells of the whole."""
    if _RELATIVE.match(line, count.after):
        return True
    return (match := _PARTICIPLE.match(line, count.after)) is not None and _OWN_ENDS.match(
        line, match.end()
    ) is not None


_OWN_ENDS = re.compile(r",|[ ](?:in|by|at|on|during|when|since|so far)\b")
_PARTICIPLE = re.compile(r"[ ](?:killed|dead|injured|wounded|hurt|missing|arrested|detained|rescued)\b")


def _noun_measure(line: str, count: Count, cues: Sequence[Cue]) -> tuple[str, int] | None:
    """ "12 deaths", "two air strikes", "40 dead": the counted noun is the cue."""
    phrase = count.quantity.phrase
    head = phrase.words.split()[-1].lower() if phrase is not None else ""
    for place, cue in enumerate(cues):
        if phrase is None:
            own = _entries_behind(line, count, cue)
        elif cue.start <= phrase.end - len(head) < cue.end:
            # A frame ("deaths of") may hide the noun that opens it.
            # So may a longer noun ("deaths or injuries"), which then counts.
            whole = cue.end <= phrase.end or any(role == "noun" for role, _ in cue.entries)
            own = cue.entries if whole else _entries_of(head)
        elif phrase.start <= cue.start and cue.end < phrase.end:
            own = tuple(("noun", name) for role, name in cue.entries if role == "after" and not measures()[name].things)
        else:
            continue
        for role, measure in own:
            if role == "noun" and _in_context(line, measure):
                return measure, place
    return None


_OF_THE = re.compile(r"[ ]of[ ](?:(?:the|those|these)[ ])?")


def _entries_behind(line: str, count: Count, cue: Cue) -> tuple[tuple[Role, str], ...]:
    """What a cue right behind a bare number makes of it: "40 dead", "seven of the dead", "seven of those killed"."""
    if cue.start - count.quantity.end in (1, 2):
        return cue.entries
    if count.whole is None and _OF_THE.fullmatch(line, count.quantity.end, max(count.quantity.end, cue.start)):
        return tuple(("noun", name) for _, name in cue.entries)
    return ()


def _entries_of(word: str) -> tuple[tuple[Role, str], ...]:
    """What one word can mean by itself."""
    return next((entries for words, entries in cues_by_word().get(word, ()) if words == word), ())


def _in_context(line: str, measure: str) -> bool:
    """Whether the sentence holds a word that the measure's nouns need to count ("cases" of a disease)."""
    needed = measures()[measure].context
    return not needed or any(word in line.lower() for word in needed)


_Candidate = tuple[int, str, int, str]


def _after_cue(line: str, counts: Sequence[Count], index: int, cues: Sequence[Cue]) -> _Candidate | None:
    """The nearest fitting cue behind the counted people: (strength, measure, index of the cue, words between)."""
    count = counts[index]
    origin = _origin(line, counts, index)
    for place in range(bisect_left([cue.start for cue in cues], origin), len(cues)):
        cue = cues[place]
        if cue.start - origin > LONG_REACH:
            return None
        if _is_out_of_reach(line, origin, cue) or _is_of_a_part(line, counts, index, cue):
            continue
        between = _without_counts(line, counts, index, origin, cue.start)
        if _BARRIER.search(between) or _BESIDE.search(between):
            return None
        measure = _fitting(cue, "after", count)
        if measure is None:
            if _governs_others(cue, between):
                return None
            continue
        if _is_attribute(line, cue, between):
            continue
        if _is_anothers(line, counts, index, cues, place, between):
            return None
        listed = _LISTED_AS.search(between) is not None and line[cue.start : cue.end].lower() in _LEAVING
        strength = 4 if listed else _after_strength(between)
        if strength >= 3 or not line[cue.start : cue.end].lower().endswith("ing"):
            far = strength == 1 and cue.start - origin > BARE_REACH
            return None if far else (strength, measure, place, between)
    return None


def _is_of_a_part(line: str, counts: Sequence[Count], index: int, cue: Cue) -> bool:
    """Whether the cue is the verb of a part of the count: "300 came, and five of them were hurt"."""
    for part in counts[index + 1 :]:
        them = OF_THEM.match(line, part.quantity.end)
        if them is not None and part.whole == index and them.end() < cue.start:
            between = line[them.end() : cue.start]
            if "," not in between and _TIGHT_AFTER.fullmatch(between):
                return True
    return False


def _governs_others(cue: Cue, between: str) -> bool:
    """Whether a cue that tells nothing of what stands before it begins a clause of its own ("and injuring 20")."""
    governs = any(role == "before" for role, _ in cue.entries)
    return governs and bool(_AND_ONLY.search(between) or not _TIGHT_AFTER.fullmatch(between))


# "as high as 37, with an agency saying that dozens were hurt"
_BESIDE = re.compile(r", with[ ]")
_JOINT_BEFORE = re.compile(r"(?:,|[ ](?:and|or|the|of|with|among|for|many|some))[ ]$")
_NOUN_BEHIND = re.compile(r"[ ](?P<word>[^\W\d_]+)")


def _is_attribute(line: str, cue: Cue, between: str) -> bool:
    """Whether a participle belongs to the noun behind it: "five people, workers and displaced families, were hurt"."""
    noun = _NOUN_BEHIND.match(line, cue.end)
    if noun is None or not _JOINT_BEFORE.search(between):
        return False
    word = noun["word"].lower()
    return is_plural(word) and (is_person(word) or singular(word) in word_list("people", "groups"))


def _origin(line: str, counts: Sequence[Count], index: int) -> int:
    """Where the words behind a count begin: for "six of the 40 wounded later died" behind the wounded."""
    count = counts[index]
    if count.whole is None or count.whole < index:
        return count.after
    end = counts[count.whole].after
    participle = _PARTICIPLE.match(line, end)
    return participle.end() if participle else end


def _is_out_of_reach(line: str, origin: int, cue: Cue) -> bool:
    """Whether a cue stands too far for its kind, or is the "left" of "left with nothing"."""
    if line[cue.start : cue.end].lower() == "left" and _LEFT_BEHIND.match(line, cue.end):
        return True
    return cue.start - origin > CUE_REACH and not _PASSIVE.search(line[max(0, cue.start - 24) : cue.start])


def _is_anothers(line: str, counts: Sequence[Count], index: int, cues: Sequence[Cue], place: int, between: str) -> bool:
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


# No object stands behind a comma or "and": "34 people killed and four injured".
_NO_OBJECT = re.compile(r",|[ ](?:and|or)[ ]")


def _is_active(line: str, counts: Sequence[Count], index: int, cues: Sequence[Cue], place: int, between: str) -> bool:
    """Whether the counted people did it ("two gunmen killed 12 people"): the cue has an object and no auxiliary."""
    cue = cues[place]
    if _NO_OBJECT.match(line, cue.end):
        return False
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


def _before_cue(line: str, counts: Sequence[Count], index: int, cues: Sequence[Cue]) -> _Candidate | None:
    """The nearest fitting cue before the count that no count before it was governed by from behind."""
    count = counts[index]
    start = count.quantity.start
    taken = {other.used for other in counts[:index] if other.used_as in ("after", "noun")}
    for place in range(bisect_left([cue.start for cue in cues], start) - 1, -1, -1):
        cue = cues[place]
        if cue.end > start:
            continue
        counted = (
            _NUMBER_OF.search(line, max(0, cue.start - 48), cue.start) is not None and count.quantity.phrase is None
        )
        if start - cue.end > (LONG_REACH if counted else CUE_REACH) or place in taken:
            return None
        between = _without_counts(line, counts, index, cue.end, start)
        passive = bool(_PASSIVE.search(line[max(0, cue.start - 10) : cue.start]))
        labelled = _LABEL.fullmatch(between) is not None
        if not labelled and (_BARRIER.search(between) or _SAID.search(between)):
            return None
        measure = _fitting(cue, "before", count)
        if measure is None and (labelled or counted):
            measure = _fitting(cue, "after", count) or _fitting(cue, "noun", count)
        if measure is None:
            if passive:
                return None
            continue
        tied = _TIGHT_BEFORE.fullmatch(between) or _RISEN_TO.search(between)
        tight = labelled or (tied is not None and not passive)
        return 3 if tight else 1, measure, place, between
    return None


# "the number of soldiers killed", "the total number of possible deaths"
_NUMBER_OF = re.compile(r"\b(?:number|total|count|tally)[ ]of[ ](?:[\w-]+[ ]){0,3}$", re.IGNORECASE)
# "Killed: 19", as tables and posters have it.
_LABEL = re.compile(r"[ ]?:[ ]*")
# What is said next is a clause of its own ("revised the toll, saying three people had been counted twice").
_SAID = re.compile(r"[ ](?:saying|adding|noting|said that|that)[ ]")


_RISEN_TO = re.compile(
    r"\b(?:ris\w+|rose|climb\w*|stand\w*|stood|jump\w*|grow\w*|grew|fell|fallen|falls?|reach\w*|hits?|tops?|topped|pass\w*|revised|corrected|lowered|raised|amended|cut|down|up|doubled|tripled|quadrupled|swell\w*|swollen|increased|decreased|dropped|drops|put|is|was|be)\b[^,]{0,24}?[ ]*$",
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


def _fitting(cue: Cue, role: Role, count: Count) -> str | None:
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


_ASIDE = re.compile(r"[ ]?\([^()]{0,60}\)[ ]?|[ ](?:[–—]|--)[ ][^–—();]{0,90}[ ](?:[–—]|--)[ ]")


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
