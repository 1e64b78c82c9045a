"""The dated steps of a story: for each day what its passages bring that no earlier day had.

A passage happens on the day or span its text names, where that could be resolved, else on the day its report was published; a
passage without either is part of no step. Days are taken in order of time. A passage is kept when it brings a figure, an actor, a
place or enough rare words that no earlier day has; a day without such a passage is no step. Novelty against what was told
before, as in the new-event detection of TDT (Allan, Lavrenko and Jin, CIKM 2000), asked of passages. Linear in the passages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wireroom.records.readings import FigureSpan, Material, TimeExpression
from wireroom.records.stories import Development, Passage
from wireroom.thread.names import names_by_sentence, shown_names, speakers_by_sentence
from wireroom.thread.rarity import rarity

LEAST_NEW_STEMS = 3  # new rare stems that make a passage new without a new name or figure
RARE_BITS = 8.0
TELLING_NAME_BITS = 6.0
LONGEST_SPAN_DAYS = 7  # an expression of a longer time ("this year") does not date a passage
MOST_NAMED = 3  # of a kind, in the words that say what is new

Day = tuple[str, str, Literal["event", "published"]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one passage tells: keys of figures, names and rare stems, each with the words to show it."""

    passage: Passage
    figures: Mapping[str, str]
    names: Mapping[str, str]
    stems: frozenset[str]


def developments_of(passages: Iterable[Passage], materials: Mapping[str, Material]) -> tuple[Development, ...]:
    """The steps of a story's passages in order of time; the order of passages does not matter."""
    by_report: dict[str, list[Passage]] = defaultdict(list)
    for passage in sorted(passages):
        by_report[passage.report_id].append(passage)
    days: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    dated_by: dict[tuple[str, str], set[Literal["event", "published"]]] = defaultdict(set)
    for report_id, members in by_report.items():
        for told, (earliest, latest, how) in _dated(materials[report_id], members):
            days[earliest, latest].append(told)
            dated_by[earliest, latest].add(how)
    return tuple(_steps(days, dated_by))


def _steps(
    days: Mapping[tuple[str, str], Sequence[_Told]],
    dated_by: Mapping[tuple[str, str], set[Literal["event", "published"]]],
) -> Iterator[Development]:
    known: set[str] = set()
    for span in sorted(days):
        fresh = [told for told in days[span] if _is_new(told, known)]
        if fresh:
            passages = tuple(told.passage for told in fresh)
            yield Development(*span, min(dated_by[span]), passages, _new_words(fresh, known))
        for told in days[span]:
            known |= {*told.figures, *_words_of(told.names), *told.stems}


def _is_new(told: _Told, known: set[str]) -> bool:
    if any(key not in known for key in told.figures) or any(_is_new_name(name, known) for name in told.names):
        return True
    return len(told.stems - known) >= LEAST_NEW_STEMS


def _is_new_name(name: str, known: set[str]) -> bool:
    """Whether a name has a telling word that was never said: "Bali" is not new after "Mustafa Bali"."""
    return any(
        known.isdisjoint((word, word[1:])) and rarity(word[1:]) >= TELLING_NAME_BITS for word in _words_of([name])
    )


def _words_of(names: Iterable[str]) -> set[str]:
    return {f"@{word}" for name in names for word in name.casefold().split()}


def _new_words(fresh: Sequence[_Told], known: set[str]) -> tuple[str, ...]:
    figures = {key: words for told in fresh for key, words in told.figures.items() if key not in known}
    names = {key: words for told in fresh for key, words in told.names.items() if _is_new_name(key, known)}
    stems = sorted({stem for told in fresh for stem in told.stems - known}, key=lambda stem: (-rarity(stem), stem))
    parts = [
        f"the figures {_listed(figures)}" if figures else "",
        f"the names {_listed(names)}" if names else "",
        f"the words {', '.join(stems[:MOST_NAMED])}" if len(stems) >= LEAST_NEW_STEMS else "",
    ]
    return tuple(part for part in parts if part)


def _listed(words: Mapping[str, str]) -> str:
    shown = list(dict.fromkeys(words[key] for key in sorted(words)))
    return ", ".join(shown[:MOST_NAMED]) + (" and others" if len(shown) > MOST_NAMED else "")


def _dated(material: Material, passages: Sequence[Passage]) -> Iterator[tuple[_Told, Day]]:
    published = material.report.published
    names, shown, speakers = names_by_sentence(material), shown_names(material), speakers_by_sentence(material)
    figures: dict[int, list[FigureSpan]] = defaultdict(list)
    for figure in material.reading.figures:
        figures[figure.sentence].append(figure)
    times: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in material.reading.times:
        times[time.sentence].append(time)
    for passage in passages:
        index = passage.sentence
        day = _day_of(times[index]) or (published and (_iso(published), _iso(published), "published"))
        if day:
            telling = {
                name: shown.get(name, name)
                for name, bits in names.get(index, {}).items()
                if bits >= TELLING_NAME_BITS and name not in speakers.get(index, frozenset())
            }
            stems = frozenset(
                stem for stem in material.reading.sentences[index].terms if rarity(stem) >= RARE_BITS and stem.isalpha()
            )
            yield _Told(passage, _figures(material, figures[index]), telling, stems), day


def _figures(material: Material, figures: Sequence[FigureSpan]) -> dict[str, str]:
    """Figures with a number by measure, population and value, and their words with the measure."""
    return {
        f"{figure.measure} {figure.unit} {figure.low} {figure.best} {figure.high}": (
            f"{figure.words(material.report.text)} {figure.measure.replace('_', ' ')}"
        )
        for figure in figures
        if not figure.qualitative and figure.measure != "other"
    }


def _day_of(times: Sequence[TimeExpression]) -> Day | None:
    """The first event time that is resolved to a week or less."""
    for time in sorted(times):
        if time.role == "event" and time.kind in ("date", "time") and time.earliest and time.latest:
            earliest, latest = time.earliest[:10], time.latest[:10]
            if _days(earliest, latest) < LONGEST_SPAN_DAYS:
                return earliest, latest, "event"
    return None


def _days(earliest: str, latest: str) -> int:
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days


def _iso(moment: datetime) -> str:
    return moment.date().isoformat()
