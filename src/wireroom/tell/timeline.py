"""The timeline: what happened when, by the time of the event. Publication times are never taken for event times.

A sentence stands at the time its own words resolve to. Times that stay relative ("Monday night" with no publication date)
are listed last, under their own words, and nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wireroom.records.accounts import Line, Moment
from wireroom.records.readings import Material, TimeExpression
from wireroom.records.stories import Weighed
from wireroom.tell.lines import Shelf, sentence_line

LINES_A_MOMENT = 3
MOST_MOMENTS = 40
TELLING_GRAINS = frozenset({"time", "part_of_day", "day", "week", "month"})
Key = tuple[str | None, str | None, str, str | None, bool]


def timeline(weighed: Weighed, shelf: Shelf) -> tuple[Moment, ...]:
    """Moments in order of time, at most MOST_MOMENTS, each with its most salient lines; relative ones last."""
    salience = {claim.id: claim.salience for claim in weighed.claims}
    lines: dict[Key, dict[str, tuple[float, Line]]] = defaultdict(dict)
    for key, line in _dated_lines(weighed, shelf):
        worth = max((salience.get(ref, 0.0) for ref in line.refs), default=0.0)
        # One line a claim: the same thing said twice of one day is one line, with the first wording by id.
        name = line.refs[0] if line.refs else line.text
        lines[key].setdefault(name, (worth, line))
    moments = [(_weight(found), _moment(key, found)) for key, found in lines.items()]
    kept = sorted(moments, key=lambda pair: (-pair[0], _order(pair[1])))[:MOST_MOMENTS]
    return tuple(sorted((moment for _, moment in kept), key=_order))


def _dated_lines(weighed: Weighed, shelf: Shelf) -> Iterator[tuple[Key, Line]]:
    for report_id, indexes in _passages(weighed).items():
        material = shelf.materials[report_id]
        for time in material.reading.times:
            if time.sentence in indexes and time.role == "event" and time.kind in ("date", "time"):
                key = _key(time, material)
                if key:
                    sentence = material.reading.sentences[time.sentence]
                    refs = shelf.claims_in(report_id, sentence)
                    yield key, sentence_line(shelf, report_id, sentence, kind="timeline", refs=refs)


def _passages(weighed: Weighed) -> Mapping[str, set[int]]:
    places: dict[str, set[int]] = defaultdict(set)
    for passage in weighed.story.passages:
        places[passage.report_id].add(passage.sentence)
    return dict(sorted(places.items()))


def _key(time: TimeExpression, material: Material) -> Key | None:
    if time.grain not in TELLING_GRAINS:
        return None
    if time.relative:
        return None, None, time.grain, time.words(material.report.text), False
    if time.earliest is None:
        return None
    return time.earliest, time.latest, time.grain, None, time.approximate


def _weight(found: Mapping[str, tuple[float, Line]]) -> float:
    return sum(worth for worth, _ in found.values()) + len(found)


def _moment(key: Key, found: Mapping[str, tuple[float, Line]]) -> Moment:
    earliest, latest, grain, words, approximate = key
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))[:LINES_A_MOMENT]
    return Moment(earliest, latest, grain, tuple(line for _, line in best), words, approximate)


def _order(moment: Moment) -> tuple[bool, str, str, str]:
    return moment.earliest is None, moment.earliest or "", moment.latest or "", moment.words or ""
