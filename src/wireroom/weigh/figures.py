"""Figures as observations: each count of a story's sentences with who says it, of whom, where, over which time.

Nothing is worked out here but what the words and the report's date give: bounds are the reader's, the place and the
window are those of the text. Missing is never zero.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from wireroom import names
from wireroom.records.ids import content_id
from wireroom.records.readings import FigureSpan, Material
from wireroom.records.spans import Anchor, Span
from wireroom.records.stories import Figure, Window
from wireroom.weigh.firstprints import FirstPrints
from wireroom.weigh.measures import family_of
from wireroom.weigh.moments import Moment, moment_of
from wireroom.weigh.naming import key_of
from wireroom.weigh.places import place_key
from wireroom.weigh.scope import Scope
from wireroom.weigh.statements import SpanKey, Spoken
from wireroom.weigh.tallies import counted_at, handled_as, is_former, is_running
from wireroom.weigh.telling import told
from wireroom.weigh.voices import Voice, Voices
from wireroom.weigh.wording import population_groups, word_list, words_of

ADDITION = re.compile(r"\s(?:more|others?|additional|extra|further|fewer|less)\b", re.IGNORECASE)

_TIME_ZONES = timedelta(hours=14)
"""A day begins up to this long before it does in UTC."""

_HEAD_BEFORE = re.compile(
    r",|\b(?:mostly|mainly|most|many|some|under|aged|of|in|from|who|which|that|with|including|among|at|on|by)\b"
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place a figure names: what makes it one with others, and how wide it is."""

    key: str
    words: str
    folded: str
    country: str | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure with what comparing it needs.

    `group` and `whole` say who is counted; `said` when it was said; `replaces` that its sentence calls it a new count;
    `additional` that it is one on top of another ("six more"); `running` that it is a count as it stands (a toll);
    `former` that its sentence gives it as the count that was replaced; `at_least` that its report gives it as a lower
    bound, here or elsewhere.
    """

    key: SpanKey
    row: int
    figure: Figure
    span: FigureSpan
    voice: Voice
    family: str
    group: str
    whole: bool
    place: Whereabouts | None
    window: Moment | None
    said: Moment | None
    report_id: str
    said_words: str | None = None
    outlet: str | None = None
    additional: bool = False
    replaces: bool = False
    running: bool = False
    former: bool = False
    at_least: bool = False
    headline: bool = False

    @property
    def value(self) -> float | None:
        """The number once hedges are set aside; None for a qualitative count or a true range."""
        if self.span.best is not None:
            return self.span.best
        bounds = {bound for bound in (self.span.low, self.span.high) if bound is not None}
        return bounds.pop() if len(bounds) == 1 else None


def observations_of(scope: Scope, spoken: Mapping[SpanKey, Spoken], voices: Voices) -> list[Observation]:
    """Every count of the story's sentences, in the order of reports and text."""
    found: list[Observation] = []
    first_prints = FirstPrints(scope)
    for report, material in enumerate(scope.materials):
        ids = [figure_id(material, span) for span in material.reading.figures]
        found += told_alike([
            _observation(scope, SpanKey(report, index), ids, spoken, voices, first_prints)
            for index, span in enumerate(material.reading.figures)
            if span.start < span.end and scope.includes(report, span.sentence)
        ])  # fmt: skip
    return found


def told_alike(observations: Sequence[Observation]) -> list[Observation]:
    """The counts of one report, each with what the report says of the same number elsewhere.

    A headline drops the hedge ("four dead") and the lead the perfect ("killing at least four"): one count, told twice,
    in the place of the body. A part runs on with its whole.
    """
    numbers: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in observations:
        numbers[one.span.measure, one.group, one.value if one.value is not None else one.key].append(one)
    by_index = {one.key.at: one for one in observations}
    kept = []
    for one in observations:
        alike = numbers[one.span.measure, one.group, one.value if one.value is not None else one.key]
        whole = by_index.get(one.span.part_of) if one.span.part_of is not None else None
        running = any(other.running for other in alike) or (whole is not None and whole.running)
        body = next((other for other in alike if not other.headline), None)
        count = _as_in_body(one, body) if one.headline and body else one
        kept.append(replace(count, running=running, at_least=any(other.at_least for other in alike)))
    return kept


def figure_id(material: Material, span: FigureSpan) -> str:
    """The id of a figure: report, words, place in the text and measure."""
    return content_id("fg", material.report.id, span.words(material.report.text), str(span.start), span.measure)


def group_of(population: str) -> tuple[str, bool]:
    """(Group of the counted, whether it can stand for everyone counted), read off the head word of the population."""
    words = [word.lower() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", population)]
    if not words:
        return "people", True
    head = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _HEAD_BEFORE.split(population.lower(), maxsplit=1)[0])
    for word in (*reversed(head), *words):
        if word in population_groups():
            return population_groups()[word]
    return f"“{' '.join(words)}”", False


def _as_in_body(headline: Observation, body: Observation) -> Observation:
    """A headline's count as the body below tells it: as old, and in its place."""
    figure = replace(headline.figure, as_of=body.figure.as_of)
    return replace(headline, figure=figure, said=body.said, place=body.place or headline.place)


def _observation(
    scope: Scope,
    key: SpanKey,
    ids: list[str],
    spoken: Mapping[SpanKey, Spoken],
    voices: Voices,
    first_prints: FirstPrints,
) -> Observation:
    material = scope.materials[key.report]
    span = material.reading.figures[key.at]
    speech = _speech(key.report, span, spoken)
    voice = voices.of_statement(speech.key) if speech else voices.of_report(key.report)
    as_of, said = told(material, span, speech, first_prints.printed(key.report, span))
    group, whole = _group(material, span)
    if span.part_of is not None and 0 <= span.part_of < len(ids):
        whole = False
    return Observation(
        key=key,
        row=span.sentence,
        figure=_figure(scope, key, ids, speech, voice, as_of),
        span=span,
        voice=voice,
        family=family_of(span.measure),
        group=group,
        whole=whole,
        place=_place(material, span),
        window=_window_moment(material, span, as_of),
        said=said,
        report_id=material.report.id,
        said_words=speech.record.said_words if speech else None,
        outlet=material.report.outlet,
        replaces=_replaces(material, span),
        additional=ADDITION.match(material.report.text, span.end) is not None,
        headline=material.reading.sentences[span.sentence].kind == "headline",
        running=is_running(material, span),
        former=is_former(material, span),
        at_least=span.low is not None and span.best is None and span.high is None,
    )


def _group(material: Material, span: FigureSpan) -> tuple[str, bool]:
    """The group counted; what was done with them ("34 have been identified") makes them a part of it."""
    group, whole = group_of(span.population)
    handled = handled_as(material, span) if whole else ""
    return (f"{group} {handled}", False) if handled else (group, whole)


def _speech(report: int, span: FigureSpan, spoken: Mapping[SpanKey, Spoken]) -> Spoken | None:
    return None if span.statement is None else spoken.get(SpanKey(report, span.statement))


def _figure(
    scope: Scope, key: SpanKey, ids: list[str], speech: Spoken | None, voice: Voice, as_of: str | None
) -> Figure:
    material = scope.materials[key.report]
    span = material.reading.figures[key.at]
    part_of = ids[span.part_of] if span.part_of is not None and 0 <= span.part_of < len(ids) else None
    return Figure(
        id=ids[key.at],
        measure=span.measure,
        population=span.population,
        low=span.low,
        best=span.best,
        high=span.high,
        low_exclusive=span.low_exclusive,
        approximate=span.approximate,
        qualitative=span.qualitative,
        cue=span.cue,
        aggregation=span.aggregation,
        window=_window(material, span),
        as_of=as_of,
        place=span.place,
        speaker=speech.record.speaker if speech else None,
        standing="single_origin",
        anchor=scope.anchor(key.report, span),
        origin=voice.name,
        unit=span.unit,
        negated=span.negated,
        part_of=part_of,
        statement_id=speech.record.id if speech else None,
        sentence_anchor=_sentence_anchor(scope, key.report, span),
    )


def _sentence_anchor(scope: Scope, report: int, span: FigureSpan) -> Anchor | None:
    sentence = scope.materials[report].reading.sentences[span.sentence]
    return scope.anchor(report, Span(sentence.start, sentence.end)) if sentence.start < sentence.end else None


def _window(material: Material, span: FigureSpan) -> Window | None:
    if span.window is None or not 0 <= span.window < len(material.reading.times) or counted_at(material, span):
        return None
    time = material.reading.times[span.window]
    return Window(time.words(material.report.text), time.earliest, time.latest)


def _window_moment(material: Material, span: FigureSpan, as_of: str | None) -> Moment | None:
    """The window's bounds; none when it would open after the day of the report, for nothing is counted ahead."""
    window = _window(material, span)
    first = moment_of(window.earliest) if window else None
    last = moment_of(window.latest) if window else None
    report = moment_of(as_of)
    if first is None or last is None or (report and report.before(first, apart=_TIME_ZONES)):
        return None
    return Moment(first.earliest, last.latest)


def _replaces(material: Material, span: FigureSpan) -> bool:
    """Whether the sentence says that a count rose, was raised or corrected."""
    sentence = material.reading.sentences[span.sentence]
    words = set(words_of(material.report.text[sentence.start : sentence.end]))
    return bool(words & word_list("tally")) and bool(words & word_list("replacing"))


def _place(material: Material, span: FigureSpan) -> Whereabouts | None:
    """The place a figure names; the gazetteer's where it knows the words."""
    if not span.place:
        return None
    wanted = key_of(span.place)
    folded = names.folded(names.place_key(span.place))
    for place in material.reading.places:
        words = place.words(material.report.text)
        if wanted in (key_of(words), key_of(place.name)):
            return Whereabouts(place_key(place, words), span.place, folded, place.country, place.precision)
    return Whereabouts(f"name {wanted}", span.place, folded)
