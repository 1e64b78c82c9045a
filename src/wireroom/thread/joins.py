"""From sorted reports to `Threads`: passages, stories with ids that stay, and the log of joins."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from wireroom.records.ids import content_id
from wireroom.records.readings import Material
from wireroom.records.spans import Anchor, Span, anchor_at
from wireroom.records.stories import DispositionKind, Join, Passage, SetAside, Story, Threads
from wireroom.thread.developments import developments_of
from wireroom.thread.furniture import recurring_lines
from wireroom.thread.heaps import sort_heap
from wireroom.thread.stories import Star, gather_stories
from wireroom.thread.units import Unit, unit_of

MADE_BY = "wireroom.thread/2"
TOUCHED = ("it touches several stories by other names each, and none stands out: a digest",)
SORTED_BY_KIND: dict[str, DispositionKind] = {"boilerplate": "boilerplate", "definition": "definition"}


def counted_units(materials: Sequence[Material]) -> list[Unit]:
    """What is threaded of materials, in order of report id, after their lines were sorted."""
    ordered = sorted(materials, key=lambda material: material.report.id)
    kept, _ = _kept(ordered)
    return list(_units(ordered, kept))


def gather(materials: Sequence[Material]) -> Threads:
    """Threads of materials in order of report id."""
    kept, asides = _kept(materials)
    by_id = {material.report.id: material for material in materials}
    stars = gather_stories(_units(materials, kept))
    stories = [_story(star, by_id) for star in stars]
    known = {story.id for story in stories}
    joins = [join for star, story in zip(stars, stories, strict=True) for join in _joins(star, story, known)]
    stories.sort(key=lambda story: (-len(story.report_ids), -len(story.passages), story.id))
    return Threads(tuple(stories), tuple(sorted(asides, key=_place)), tuple(sorted(joins)))


def _kept(materials: Sequence[Material]) -> tuple[dict[str, tuple[int, ...]], list[SetAside]]:
    """For each report the sentences that count, by index, and everything that is set aside."""
    asides = list(recurring_lines(materials))
    recurring: dict[str, set[int]] = defaultdict(set)
    for aside in asides:
        recurring[aside.anchor.report_id].add(aside.anchor.start)
    kept: dict[str, tuple[int, ...]] = {}
    for material in materials:
        kept[material.report.id], more = _sorted(material, recurring[material.report.id])
        asides += more
    return kept, asides


def _sorted(material: Material, recurring: set[int]) -> tuple[tuple[int, ...], list[SetAside]]:
    """The sentences that count, and those set aside; together they are all of them."""
    report_id, sentences = material.report.id, material.reading.sentences
    if not material.reading.readable:
        return (), [_unread(material)] if sentences else []
    asides = [
        SetAside(
            SORTED_BY_KIND[sentence.kind],
            sentence.reason or sentence.kind,
            anchor_at(report_id, material.report.text, sentence),
        )
        for sentence in sentences
        if sentence.kind in SORTED_BY_KIND
    ]
    gone = {aside.anchor.start for aside in asides} | recurring
    asides = [aside for aside in asides if aside.anchor.start not in recurring]
    if material.reading.mixed:
        heap = sort_heap(material)
        asides += [aside for aside in heap.set_aside if aside.anchor.start not in gone]
        gone |= {aside.anchor.start for aside in heap.set_aside}
    return tuple(index for index, sentence in enumerate(sentences) if sentence.start not in gone), asides


def _unread(material: Material) -> SetAside:
    """The whole text of a report in a language that no reader knows: kept, threaded, and said to be unread."""
    sentences = material.reading.sentences
    whole = Span(sentences[0].start, sentences[-1].end)
    reason = f"unread: {' '.join(material.reading.notes)}" if material.reading.notes else "unread: no reader knows it"
    return SetAside("unreadable", reason, anchor_at(material.report.id, material.report.text, whole))


def _units(materials: Sequence[Material], kept: Mapping[str, tuple[int, ...]]) -> Iterator[Unit]:
    """Units of the reports that have a sentence left; an unread report is threaded by all of its sentences."""
    for material in materials:
        unread = not material.reading.readable
        passages = kept[material.report.id] or (tuple(range(len(material.reading.sentences))) if unread else ())
        if passages:
            yield unit_of(material, passages)


def _story(star: Star, materials: Mapping[str, Material]) -> Story:
    members = [unit for unit, _, _ in star.members]
    dates = sorted(
        published.isoformat() for unit in members if (published := materials[unit.report_id].report.published)
    )
    passages = [
        Passage(unit.report_id, index)
        for unit in members
        if materials[unit.report_id].reading.readable
        for index in unit.passages
    ]
    return Story(
        content_id("s", star.seed.report_id),
        _title(star, materials),
        tuple(sorted(unit.report_id for unit in members)),
        tuple(sorted(passages)),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        developments_of(passages, materials),
    )


def _title(star: Star, materials: Mapping[str, Material]) -> Anchor:
    """The headline of the report nearest to the centre; the first sentence where there is no headline."""
    centre = star.vector
    nearest = sorted(
        (unit for unit, *_ in star.members), key=lambda unit: (-float(centre @ unit.vector), unit.report_id)
    )
    for unit in nearest:
        material = materials[unit.report_id]
        heads = [index for index in unit.passages if _is_title(material, index)]
        if heads:
            return _anchor(material, heads[0])
    return _anchor(materials[nearest[0].report_id], nearest[0].passages[0])


def _is_title(material: Material, index: int) -> bool:
    """Whether a sentence is a headline of the report, not one that stands somewhere in a body."""
    sentence, title = material.reading.sentences[index], material.report.title
    if title:
        return sentence.start == title.start
    return sentence.kind == "headline" and (material.reading.mixed or index == 0)


def _anchor(material: Material, index: int) -> Anchor:
    return anchor_at(material.report.id, material.report.text, material.reading.sentences[index])


def _joins(star: Star, story: Story, known: set[str]) -> Iterator[Join]:
    """Members are joined to the story; a digest, alone in its own, is unsurely joined to each story that it touches."""
    for unit, score, reasons in star.members:
        yield Join(story.id, unit.report_id, "story", "same", score, reasons, MADE_BY)
    for touched, score in star.touches:
        if touched in known:
            yield Join(touched, star.seed.report_id, "story", "unsure", score, TOUCHED, MADE_BY)


def _place(aside: SetAside) -> tuple[str, int]:
    return aside.anchor.report_id, aside.anchor.start
