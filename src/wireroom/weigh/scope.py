"""What of a story is weighed: the materials published by the time asked for, and the sentences that belong."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom.records.readings import Material
from wireroom.records.spans import Anchor, Span, anchor_at
from wireroom.records.stories import Story


@dataclass(frozen=True, slots=True)
class Scope:
    """A story's materials in the order of their report ids, with the sentence indexes that belong to the story."""

    story: Story
    materials: tuple[Material, ...]
    passages: tuple[frozenset[int], ...]
    starts: tuple[tuple[int, ...], ...]
    notes: tuple[str, ...]

    def includes(self, report: int, sentence: int) -> bool:
        """Whether this sentence of the report at this position belongs to the story."""
        return sentence in self.passages[report]

    def anchor(self, report: int, span: Span) -> Anchor:
        """The anchor of a span in the report at this position."""
        item = self.materials[report].report
        return anchor_at(item.id, item.text, span)

    def rows(self, report: int, span: Span) -> range:
        """Indexes of the sentences that the span touches."""
        first = max(bisect_right(self.starts[report], span.start) - 1, 0)
        return range(first, max(bisect_left(self.starts[report], span.end), first + 1))


def scope_of(story: Story, materials: Sequence[Material], as_of: datetime | None) -> Scope:
    """The scope of a story; `materials` in any order, those of other reports ignored."""
    wanted = set(story.report_ids)
    chosen = {item.report.id: item for item in materials if item.report.id in wanted}
    kept = tuple(chosen[report_id] for report_id in sorted(chosen) if _in_time(chosen[report_id], as_of))
    sentences: dict[str, set[int]] = defaultdict(set)
    for passage in story.passages:
        sentences[passage.report_id].add(passage.sentence)
    return Scope(
        story=story,
        materials=kept,
        passages=tuple(_known(sentences[item.report.id], item) for item in kept),
        starts=tuple(tuple(sentence.start for sentence in item.reading.sentences) for item in kept),
        notes=tuple(_notes(chosen.values(), kept, as_of)),
    )


def _known(indexes: set[int], item: Material) -> frozenset[int]:
    return frozenset(index for index in indexes if 0 <= index < len(item.reading.sentences))


def _in_time(item: Material, as_of: datetime | None) -> bool:
    published = item.report.published
    return as_of is None or published is None or published <= as_of


def _notes(chosen: Iterable[Material], kept: Sequence[Material], as_of: datetime | None) -> list[str]:
    if as_of is None:
        return []
    left_out = len(list(chosen)) - len(kept)
    undated = sum(item.report.published is None for item in kept)
    notes = []
    if left_out:
        notes.append(f"as of {as_of.isoformat()}: {left_out} later {_reports(left_out)} left out")
    if undated:
        notes.append(f"as of {as_of.isoformat()}: {undated} undated {_reports(undated)} kept, since nothing says when")
    return notes


def _reports(count: int) -> str:
    return "report" if count == 1 else "reports"
