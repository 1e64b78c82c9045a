"""Gaps: what a reader would ask of an event of this kind and no report gives, by the questions of the measures."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from wireroom.measures import measures
from wireroom.records.stories import Gap
from wireroom.weigh.figures import Observation
from wireroom.weigh.measures import family_of, questions_of


def gaps_of(observations: Sequence[Observation]) -> tuple[Gap, ...]:
    """Questions without an answer, by measure. A story without figures asks nothing.

    A count in words ("dozens") answers; a negated one does not. Measures of one family answer for each other.
    """
    given = Counter(one.span.measure for one in observations if not one.span.negated)
    answered = {family_of(measure) for measure in given}
    kinds = event_kinds(given)
    found: dict[str, Gap] = {}
    for measure in measures():
        questions = questions_of(measure)
        if kinds and family_of(measure) not in answered and all(kind in questions for kind in kinds):
            question = questions[kinds[0]]
            found.setdefault(question, Gap(measure, question))
    return tuple(sorted(found.values(), key=lambda gap: (gap.measure, gap.question)))


def event_kinds(given: Counter[str]) -> tuple[str, ...]:
    """The kinds of event that the measures speak for most; several when they tie, none without measures.

    A measure that many kinds ask for speaks little for each: deaths fit an attack and a flood alike.
    """
    weights: dict[str, Fraction] = {}
    for measure in given:
        kinds = questions_of(measure)
        for kind in kinds:
            weights[kind] = weights.get(kind, Fraction(0)) + Fraction(1, len(kinds))
    most = max(weights.values(), default=Fraction(0))
    return tuple(sorted(kind for kind, weight in weights.items() if weight == most))
