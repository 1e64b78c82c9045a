"""What the passages of a story put forward: the content of each statement, and each sentence nobody is quoted for.

A proposition keeps what telling two of them apart needs: its stems, the actors, places, days and figures in its span,
whether it denies, expects or is in doubt, and which phrases it puts in quotation marks. Passages with the same words
(copies) are one proposition with several places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wireroom.records.readings import Material, Modality, Sentence
from wireroom.records.spans import Span
from wireroom.weigh.actors import Cast
from wireroom.weigh.places import place_key
from wireroom.weigh.scope import Scope
from wireroom.weigh.statements import SpanKey, Spoken
from wireroom.weigh.wording import placed_terms, quoted_phrases, tokens, word_list, words_of

Value = TypeVar("Value")

_COVERED_SHARE = 0.5
"""A sentence that statements cover by this share of its length is theirs and not the outlet's own."""

_LEAST_STEMS = 3
"""Stems from which equal words are an equal claim: "responsibility for the attack" may be anybody's."""
_TOWN = 3
"""Widest precision class (UCDP where_prec) that tells two happenings apart: provinces and countries hold many."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """One passage that says something; `statement` is None when no speaker is given for it."""

    report: int
    row: int
    spans: tuple[Span, ...]
    statement: SpanKey | None
    headline: bool
    words: tuple[str, ...]
    terms: tuple[str, ...]
    stems: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    negative: bool
    prospect: bool
    hedges: int
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: tuple[tuple[str, str], ...] = ()
    figures: tuple[int, ...] = ()
    published: date | None = None

    @property
    def text_key(self) -> tuple[str, ...]:
        """Equal for passages with the same words; passages too short to say anything equal nothing but themselves."""
        own = () if len(self.stems) >= _LEAST_STEMS else (str(self.report), str(self.spans[0].start))
        return (*self.words, str(self.negative), *own)


def propositions_of(scope: Scope, cast: Cast, spoken: dict[SpanKey, Spoken]) -> list[Proposition]:
    """Every proposition of the story, in the order of reports and text."""
    by_report: list[list[Spoken]] = [[] for _ in scope.materials]
    for item in spoken.values():
        by_report[item.key.report].append(item)
    found = []
    for report in range(len(scope.materials)):
        page = _Page(scope, cast, report)
        own = [page.said(item) for item in _speaking_for_themselves(by_report[report])]
        own.extend(page.bare(row) for row in _bare_rows(scope, report, by_report[report]))
        found.extend(sorted(own, key=lambda one: (one.spans[0], one.statement is None)))
    return found


def passage(scope: Scope, cast: Cast, report: int, spans: Sequence[Span]) -> Proposition:
    """The proposition of any span of a report, for comparing passages that were chosen by hand."""
    page = _Page(scope, cast, report)
    rows = sorted({row for span in spans for row in scope.rows(report, span)})
    return page.proposition(tuple(spans), rows, None)


class _Page:
    """One report with its spans sorted for look-up by sentence."""

    def __init__(self, scope: Scope, cast: Cast, report: int) -> None:
        self.report = report
        self.material: Material = scope.materials[report]
        self.text = self.material.report.text
        published = self.material.report.published
        self._published = published.date() if published else None
        reading = self.material.reading
        self._actors = _by_row(
            (mention.sentence, mention, cast.of.get((report, mention.actor), ""))
            for mention in reading.mentions
            if mention.kind != "place"
        )
        self._places = _by_row(
            (place.sentence, place, place_key(place, place.words(self.text)))
            for place in reading.places
            if place.gazetteer_id and place.precision is not None and place.precision <= _TOWN
        )
        self._days = _by_row(
            (time.sentence, time, (time.earliest, time.latest))
            for time in reading.times
            if time.role == "event" and time.earliest and time.latest and time.kind in ("date", "time")
        )
        self._figures = _by_row((figure.sentence, figure, index) for index, figure in enumerate(reading.figures))

    def said(self, item: Spoken) -> Proposition:
        """The proposition of a statement."""
        spans = item.span.content or (Span(item.span.start, item.span.end),)
        if item.span.speaker is None:
            # "People have reportedly left": the adverb splits nothing, the sentence reads on around it.
            spans = (Span(min(span.start for span in spans), max(span.end for span in spans)),)
        return self.proposition(spans, item.rows, item.key, modality=item.span.modality)

    def bare(self, row: int) -> Proposition:
        """The proposition of a sentence without a speaker."""
        sentence = self.material.reading.sentences[row]
        return self.proposition((Span(sentence.start, sentence.end),), (row,), None)

    def proposition(
        self,
        spans: tuple[Span, ...],
        rows: Sequence[int],
        key: SpanKey | None,
        modality: Modality = "asserts",
    ) -> Proposition:
        """The proposition of spans that stand in these sentences; `modality` is that of the statement around them."""
        words: list[str] = []
        terms: list[str] = []
        phrases: set[tuple[str, ...]] = set()
        for row in rows:
            sentence = self.material.reading.sentences[row]
            inside, placed, quoted = self._words(sentence, spans)
            words.extend(inside)
            terms.extend(placed)
            phrases.update(quoted)
        known = set(words)
        negations = len(known & word_list("denial")) + len(known & word_list("negation")) + (modality == "denies")
        said = [self.text[span.start : span.end] for span in spans]
        if any("n't" in part or "n’t" in part for part in said):
            negations += 1
        return Proposition(
            report=self.report,
            row=rows[0],
            spans=spans,
            statement=key,
            headline=self.material.reading.sentences[rows[0]].kind == "headline",
            words=tuple(words),
            terms=tuple(terms),
            stems=frozenset(terms),
            phrases=frozenset(phrases),
            negative=negations % 2 == 1,
            prospect=modality == "expects" or not known.isdisjoint(word_list("prospect")),
            hedges=len(known & word_list("hedge")) + ("?" in self._tail(spans)),
            actors=frozenset(filter(None, _inside(self._actors, rows, spans))),
            places=frozenset(_inside(self._places, rows, spans)),
            days=tuple(sorted(set(_inside(self._days, rows, spans)))),
            figures=tuple(_inside(self._figures, rows, spans)),
            published=self._published,
        )

    def _words(
        self, sentence: Sentence, spans: tuple[Span, ...]
    ) -> tuple[Sequence[str], Sequence[str], Sequence[tuple[str, ...]]]:
        """Words and stems of the sentence that stand in the spans, and stems of its short quotations."""
        text = self.text[sentence.start : sentence.end]
        within = [(span.start - sentence.start, span.end - sentence.start) for span in spans]
        quotations = list(self._phrases(sentence, within))
        whole = spans[0].start <= sentence.start and sentence.end <= spans[0].end
        if whole and not quotations:
            return words_of(text), sentence.terms, ()
        found = tokens(text)
        placed = placed_terms(found, sentence.terms)
        inside, terms = [], []
        for start, end in within:
            inside += [word for word, place, _ in found if start <= place < end]
            terms += [term for term, place in placed if start <= place < end]
        quoted = [tuple(term for term, at in placed if start <= at < end) for start, end in quotations]
        return inside, terms, [phrase for phrase in quoted if len(phrase) >= 2]

    def _phrases(self, sentence: Sentence, within: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Short quotations inside the spans; one in capitals is a name, except in a headline, where all words are."""
        text = self.text[sentence.start : sentence.end]
        for start, end in quoted_phrases(text):
            named = sentence.kind != "headline" and all(word[0].isupper() for word in text[start:end].split())
            if not named and any(first <= start < last for first, last in within):
                yield start, end

    def _tail(self, spans: tuple[Span, ...]) -> str:
        return self.text[max(spans[-1].end - 1, 0) : spans[-1].end + 2]


def _by_row(items: Iterable[tuple[int, Span, Value]]) -> dict[int, list[tuple[Span, Value]]]:
    rows: dict[int, list[tuple[Span, Value]]] = {}
    for row, span, value in items:
        rows.setdefault(row, []).append((span, value))
    return rows


def _inside(
    found: Mapping[int, Sequence[tuple[Span, Value]]], rows: Sequence[int], spans: Sequence[Span]
) -> list[Value]:
    """Values of the rows whose span touches one of the spans."""
    values: list[Value] = []
    for row in rows:
        for span, value in found.get(row, ()):
            if any(one.start < span.end and span.start < one.end for one in spans):
                values.append(value)
    return values


def _speaking_for_themselves(spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Statements with content of their own: not only that of a statement inside, which is nearer the origin."""
    held: dict[str, int] = {}
    for item in spoken:
        if item.record.nested_in:
            held[item.record.nested_in] = held.get(item.record.nested_in, 0) + sum(map(len, item.span.content))
    for item in spoken:
        length = sum(map(len, item.span.content))
        if length and held.get(item.record.id, 0) < _COVERED_SHARE * length:
            yield item


def _bare_rows(scope: Scope, report: int, spoken: Sequence[Spoken]) -> Iterator[int]:
    """Sentences of the story that the outlet itself puts forward: headlines and body outside statements."""
    covered: dict[int, int] = {}
    sentences = scope.materials[report].reading.sentences
    for item in spoken:
        for row in scope.rows(report, item.span):
            sentence = sentences[row]
            shared = min(sentence.end, item.span.end) - max(sentence.start, item.span.start)
            covered[row] = covered.get(row, 0) + max(shared, 0)
    for row in sorted(scope.passages[report]):
        sentence = sentences[row]
        if sentence.kind in ("headline", "body") and covered.get(row, 0) < _COVERED_SHARE * len(sentence):
            yield row
