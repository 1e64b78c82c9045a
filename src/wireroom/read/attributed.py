"""Attributions as the encoder marks them: its spans joined into who, cue and what, and the statements they add.

The rules of `attributions` and `voices` know the verbs of the registry and their patterns. The encoder also sees speech
that no pattern fits: verbs the registry lacks before a quotation, subjects far from their verb, contents in odd places. It
was taught by PolNeAR (Newell et al. 2018), which marks attitudes too, so a mark becomes a statement only when its cue holds
a word of saying, or stands beside a direct quotation.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wireroom.read import cues
from wireroom.read.clauses import Page, has_verb
from wireroom.read.drafts import Draft
from wireroom.read.subjects import is_nobody
from wireroom.read.tagging import Mark
from wireroom.records.spans import Span

# What a sentence's end costs when a content looks for its cue, in characters of distance.
SENTENCE_COST = 40
# The farthest that a speaker may stand from its cue, and a content from both, in characters.
SPEAKER_REACH, CONTENT_REACH = 120, 160
REASON = "the encoder marks speaker, cue and content"
_NO_CLAUSE = frozenset("to including such for with about of".split())
_UNREAL = frozenset("would could should might may must will shall if whether to let".split())


@dataclass(slots=True)
class Attribution:
    """Marks that belong together: one cue, who says it, and what."""

    cue: Mark
    speaker: Mark | None = None
    contents: list[Mark] = field(default_factory=list)

    @property
    def hull(self) -> Span:
        """From the beginning of cue or speaker to the end of the other."""
        spans = [self.cue] if self.speaker is None else [self.cue, self.speaker]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def attributions_in(marks: Sequence[Mark]) -> list[Attribution]:
    """The attributions among marks in the order of their cues; each mark belongs to one at most."""
    found = [Attribution(mark) for mark in marks if mark.label == "cue"]
    _give_speakers(found, [mark for mark in marks if mark.label == "speaker"])
    _give_contents(found, [mark for mark in marks if mark.label == "content"])
    return found


def _give_speakers(found: Sequence[Attribution], speakers: Sequence[Mark]) -> None:
    """The nearest pairs first, inside one sentence."""
    pairs = sorted(
        (_gap(one.cue, speaker), number, index)
        for number, one in enumerate(found)
        for index, speaker in enumerate(speakers)
        if one.cue.sentence == speaker.sentence and _gap(one.cue, speaker) <= SPEAKER_REACH
    )
    taken: set[int] = set()
    for _, number, index in pairs:
        if found[number].speaker is None and index not in taken:
            found[number].speaker = speakers[index]
            taken.add(index)


def _give_contents(found: Sequence[Attribution], contents: Sequence[Mark]) -> None:
    """Each content goes to the nearer of the attributions before and behind it."""
    hulls = sorted((one.hull.start, number) for number, one in enumerate(found))
    starts = [start for start, _ in hulls]
    for content in contents:
        at = bisect_right(starts, content.start)
        near = [found[number] for _, number in hulls[max(0, at - 2) : at + 1]]
        costs = [(_cost(one, content), place) for place, one in enumerate(near)]
        if costs and min(costs)[0] <= CONTENT_REACH:
            near[min(costs)[1]].contents.append(content)


def _gap(left: Span, right: Span) -> int:
    return max(0, right.start - left.end, left.start - right.end)


def _cost(one: Attribution, content: Mark) -> int:
    return _gap(one.hull, content) + SENTENCE_COST * abs(one.cue.sentence - content.sentence)


def marked_drafts(page: Page, marks: Sequence[Mark], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts of the marked attributions that no draft stands for yet."""
    covered = sorted((draft.cue.start, draft.cue.end) for draft in drafts)
    spoken = sorted((part.start, part.end) for draft in drafts for part in draft.content)
    for one in attributions_in(marks):
        if not one.contents or _meets(covered, one.cue) or any(_shares(spoken, part) for part in one.contents):
            continue
        draft = _draft(page, one)
        if draft is not None:
            yield draft


def _meets(spans: Sequence[tuple[int, int]], span: Span) -> bool:
    return any(start < span.end and span.start < end for start, end in spans)


def _shares(spans: Sequence[tuple[int, int]], part: Span) -> bool:
    """Whether more than half of a content is in a draft already."""
    shared = sum(max(0, min(end, part.end) - max(start, part.start)) for start, end in spans)
    return 2 * shared > len(part)


def _draft(page: Page, one: Attribution) -> Draft | None:
    first, last = page.ends_at(one.cue.start), page.ends_at(one.cue.end)
    if first >= last:
        return None
    says = [at for at in range(first, last) if page.tags[at] & cues.SAY]
    hull = one.hull
    draft = Draft(
        one.cue.sentence,
        page.span(first, last),
        says[0] if says else first,
        page.ends_at(hull.start),
        page.ends_at(hull.end),
        _speaker(page, one.speaker),
        reasons=[REASON],
    )
    for content in one.contents:
        _add_content(page, draft, content)
    words = page.words[max(0, first - 2) : last]
    said = says or draft.direct or "according" in words
    if not said or draft.speaker is None or not _UNREAL.isdisjoint(words):
        return None
    return draft if draft.direct or any(_is_clause(page, part) for part in draft.content) else None


def _is_clause(page: Page, part: Span) -> bool:
    """Whether a content says something: a thing that is reported, denied or demanded is no statement."""
    first, last = page.ends_at(part.start), page.ends_at(part.end)
    return first < last and page.words[first] not in _NO_CLAUSE and has_verb(page, first, last)


def _speaker(page: Page, speaker: Mark | None) -> tuple[int, int] | None:
    """The speaker's tokens without what follows its first comma: appositions are left out."""
    if speaker is None:
        return None
    first, last = page.ends_at(speaker.start), page.ends_at(speaker.end)
    commas = [at for at in range(first + 1, last) if page.words[at] in {",", "(", "who", "which"}]
    last = commas[0] if commas else last
    return (first, last) if first < last and not is_nobody(page, first) else None


def _add_content(page: Page, draft: Draft, content: Mark) -> None:
    """A content as our rules draw it: without "that", and without the marks when it is one quotation."""
    first = page.ends_at(content.start)
    start = content.start
    if first + 1 < len(page.words) and page.words[first] == "that" and page.ends[first] < content.end:
        start = page.starts[first + 1]
    for held, quotation in enumerate(page.quotations):
        if quotation.start <= start + 1 and content.end <= quotation.end + 1 and quotation.overlaps(content):
            draft.content.append(quotation.inner)
            draft.quotes.append(held)
            draft.direct = True
            return
    draft.content.append(Span(start, content.end))
