"""Do two propositions say the same? Decided from shared rare words, vectors, polarity, actors, places, days, figures.

The labels are those of LABELS.md, "Pairs of statements". Merging two different claims is worse than leaving one claim
in two, so every rule for `same_claim` asks for two kinds of evidence, and anything that tells the two apart (another
day, other actors, figures that do not fit, a denial, a forecast) refuses it and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from wireroom.weigh.comparability import Comparison, PairKind
from wireroom.weigh.propositions import Proposition
from wireroom.weigh.rarity import Rarity

Label = Literal["same_claim", "overlaps", "contradicts", "related_not_same", "unrelated"]
CompareFigures = Callable[[Proposition, Proposition], list[Comparison]]

# Set on 100 hand-labelled pairs of the dev articles (docs/internals/weigh.md); cosines are all-MiniLM-L6-v2's.
SAME_COSINE = 0.72
SAME_SHARE = 0.45
"""Cosine and share of rare words (weighted Jaccard) that together make one claim."""
CLOSE_COSINE = 0.85
CLOSE_SHARE = 0.3
"""The same for a closer pair."""
EQUAL_COSINE = 0.9
EQUAL_SHARE = 0.2
"""The same for passages that differ in spellings and synonyms only."""
WORDS_SHARE = 0.65
"""Share of rare words that makes one claim whatever the vectors say, from WORDS_LEAST shared stems on."""
WORDS_LEAST = 4
PHRASE_LEAST = 4
"""Stems that each passage needs besides: a bare phrase says nothing of the matter."""
PHRASE_COSINE = 0.4
"""Cosine that a shared phrase in quotation marks needs to make one claim."""
FIGURE_COSINE = 0.6
"""Cosine from which two passages that give the same count of the same people speak of one happening."""
ACTORS_SHARE = 0.55
"""Share of rare words from which other actors are only other names: readers do not know every alias."""
CORE_COSINE = 0.6
CORE_HELD = 0.5
"""Cosine, and share of the shorter passage's rare words found in the longer, that make a shared core."""
COUNT_COSINE = 0.7
COUNT_HELD = 0.25
"""The same where both give counts that can both hold."""
RIVAL_COSINE = 0.65
RIVAL_HELD = 0.28
"""The same from which rival counts of one day are of one happening."""
EVENT_HELD = 0.125
"""Share below which nothing shows that two passages speak of one event."""
EVENT_DAYS = 3
"""Days between two reports beyond which likeness of matter is no sign of one event."""


OTHER_DAY, OTHER_PLACES = "they speak of different days", "they speak of different places"
_OTHER_EVENT = (OTHER_DAY, OTHER_PLACES)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two propositions stand, with a score from 0 to 1 (uncalibrated) and the reasons in plain words."""

    label: Label
    score: float
    reasons: tuple[str, ...]
    kin: bool = True
    """Whether the two have anything in common that a decision was taken on."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two propositions have in common."""

    cosine: float
    shared: tuple[str, ...]
    share: float
    held: float
    phrase: tuple[str, ...]


def likeness(
    left: Proposition,
    right: Proposition,
    *,
    cosine: float,
    rarity: Rarity,
    compare_figures: CompareFigures,
) -> Likeness:
    """The label of a pair; `cosine` is that of their sentences."""
    if left.text_key == right.text_key:
        return Likeness("same_claim", 1.0, ("the same words",))
    found = _evidence(left, right, cosine, rarity)
    score = round(0.5 * max(cosine, 0.0) + 0.5 * found.share, 4)
    figures = compare_figures(left, right) if left.figures and right.figures else []
    core = _same_core(found, figures)
    apart = _told_apart(left, right, found, any(one.kind == "agree" for one in figures))
    if core:
        return _same_matter(left, right, found, score, core, apart, figures)
    return _in_part(left, right, found, score, apart, figures)


def _same_matter(
    left: Proposition,
    right: Proposition,
    found: _Evidence,
    score: float,
    core: str,
    apart: str,
    figures: list[Comparison],
) -> Likeness:
    """The label of a pair with one core: the same claim, unless something tells the two apart."""
    if apart:
        return Likeness("related_not_same", score, (apart,))
    if left.negative != right.negative:
        return Likeness("contradicts", score, (f"one says it is not so; both speak of {_words(found)}",))
    by_kind = {one.kind: one.reason for one in reversed(figures)}
    if "contested" in by_kind:
        return Likeness("contradicts", score, (by_kind["contested"],))
    for kind in ("corrects", "updates"):
        if kind in by_kind:
            return Likeness("related_not_same", score, (by_kind[kind],))
    if "compatible" in by_kind and not found.phrase:
        return Likeness("overlaps", score, (by_kind["compatible"],))
    return Likeness("same_claim", score, (core,))


def _in_part(
    left: Proposition, right: Proposition, found: _Evidence, score: float, apart: str, figures: list[Comparison]
) -> Likeness:
    """The label of a pair without one core: an overlap, a rival count, the same event, or another."""
    kinds = {one.kind for one in figures}
    days = _days_between(left, right)
    other_event = apart in _OTHER_EVENT or days > EVENT_DAYS
    if "contested" in kinds and not other_event and days < 1 and _rivals(found):
        return Likeness("contradicts", score, next((one.reason,) for one in figures if one.kind == "contested"))
    alike = not apart and not other_event and "contested" not in kinds and left.negative == right.negative
    if alike and _partly(found, kinds):
        return Likeness("overlaps", score, (f"a shared core: {_words(found)}",))
    if other_event or "contested" in kinds or found.held < EVENT_HELD:
        return Likeness("unrelated", score, (apart or "nothing shows one event",), kin=False)
    return Likeness("related_not_same", score, (apart or "no shared core",), kin=bool(figures))


def _days_between(left: Proposition, right: Proposition) -> int:
    """Days between two reports; 0 when either is undated, since nothing shows that they are apart."""
    if left.published is None or right.published is None:
        return 0
    return abs((left.published - right.published).days)


def _rivals(found: _Evidence) -> bool:
    return found.cosine >= RIVAL_COSINE and found.held >= RIVAL_HELD


def _evidence(left: Proposition, right: Proposition, cosine: float, rarity: Rarity) -> _Evidence:
    shared = rarity.telling(left.stems & right.stems)
    common = rarity.weight(shared)
    weights = (rarity.weight_of(left), rarity.weight_of(right))
    whole = sum(weights) - common
    phrased = (left.phrases or right.phrases) and min(len(left.stems), len(right.stems)) >= PHRASE_LEAST
    phrase = _shared_phrase(left, right) if phrased else ()
    return _Evidence(
        cosine=cosine,
        shared=shared,
        share=common / whole if whole else 0.0,
        held=common / min(weights) if min(weights) else 0.0,
        phrase=phrase if phrase and rarity.distinctive(phrase) else (),
    )


def _shared_phrase(left: Proposition, right: Proposition) -> tuple[str, ...]:
    """A short quotation of one side whose stems stand close together in the other."""
    for one, other in ((left, right), (right, left)):
        for phrase in sorted(one.phrases):
            if other.stems.issuperset(phrase) and _stand_close(phrase, other.terms):
                return phrase
    return ()


def _stand_close(phrase: tuple[str, ...], terms: tuple[str, ...]) -> bool:
    """Whether the terms hold the phrase's stems in its order, with at most one other stem between two of them."""
    for start, term in enumerate(terms):
        if term != phrase[0]:
            continue
        place = start
        for wanted in phrase[1:]:
            near = terms[place + 1 : place + 3]
            if wanted not in near:
                break
            place += 1 + near.index(wanted)
        else:
            return True
    return False


def _same_core(found: _Evidence, figures: list[Comparison]) -> str:
    """Why both put the same thing forward; empty when they do not."""
    agreed = next((one for one in figures if one.kind == "agree"), None)
    if agreed and found.cosine >= FIGURE_COSINE and len(found.shared) >= 3:
        return f"{agreed.reason}, and both say {_words(found)}"
    if found.phrase and found.cosine >= PHRASE_COSINE:
        return f"both use the phrase “{' '.join(found.phrase)}” of the same matter"
    if len(found.shared) >= WORDS_LEAST and found.share >= WORDS_SHARE:
        return f"nearly the same words: {_words(found)}"
    if found.cosine >= EQUAL_COSINE and found.share >= EQUAL_SHARE and len(found.shared) >= 3:
        return f"all but the same meaning, and both say {_words(found)}"
    if found.cosine >= CLOSE_COSINE and found.share >= CLOSE_SHARE and len(found.shared) >= 3:
        return f"nearly the same meaning, and both say {_words(found)}"
    if found.cosine >= SAME_COSINE and found.share >= SAME_SHARE and len(found.shared) >= 3:
        return f"close in meaning, and both say {_words(found)}"
    return ""


def _partly(found: _Evidence, kinds: set[PairKind]) -> bool:
    if kinds & {"compatible", "agree"} and found.cosine >= COUNT_COSINE and found.held >= COUNT_HELD:
        return True
    return found.cosine >= CORE_COSINE and found.held >= CORE_HELD and len(found.shared) >= 3


def _told_apart(left: Proposition, right: Proposition, found: _Evidence, agreed: bool) -> str:
    """What shows that the two speak of different happenings, or that only one reports a fact."""
    if left.days and right.days and not any(_meet(one, other) for one in left.days for other in right.days):
        return OTHER_DAY
    if left.prospect != right.prospect and not found.phrase:
        return "one expects what the other reports"
    if found.phrase or agreed or found.cosine >= CLOSE_COSINE or found.share >= WORDS_SHARE:
        return ""
    if left.places and right.places and not left.places & right.places:
        return OTHER_PLACES
    if left.actors and right.actors and not left.actors & right.actors and found.share < ACTORS_SHARE:
        return "other actors"
    return ""


def _meet(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two spans of ISO dates share a day."""
    return left[0][:10] <= right[1][:10] and right[0][:10] <= left[1][:10]


def _words(found: _Evidence) -> str:
    return ", ".join(found.shared[:4])
