"""Site furniture learnt from the pages themselves: a line that stands on several pages of one outlet is not news.

Nearly equal lines (another date, another count: "12 comments") are one line. Copies of one article do not count as pages of
their own. A long sentence is never furniture, nor one inside a paragraph that goes on: an outlet may well tell the same
background twice, and "No one was in custody." is news each time. Nor is a line that is
tied to the page it stands on: an outlet repeats the key facts of a story under each of its articles, and there the rest of
the page (what stands on no other) tells of the same things; the same line on a page of another story is furniture there. What is
counted is small and adds up, so that pages may come one by one (`Counts`) or all at once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wireroom.records.readings import Material, Sentence
from wireroom.records.spans import anchor_at
from wireroom.records.stories import SetAside
from wireroom.thread.rarity import rarity

LEAST_PAGES = 3
LONGEST_LINE = 160  # characters
FEWEST_WORDS = 3  # of a sentence that is news inside a paragraph that goes on
TELLING_BITS = 6.0  # a stem below it stands on any page
TIED_STEMS = 2  # telling stems that a line and the rest of its page must share to be of one story
HOUSE_SHARE = 0.3  # of an outlet's pages; a stem on more of them (its own town) ties nothing
HOUSE_PAGES = 8  # pages of an outlet from which that can be said
_CHANGING = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?\b"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b|yesterday|today)"
)


@dataclass(slots=True)
class Counts:
    """What an outlet's pages add up to: on how many each telling stem stands, and the pages of each short line."""

    pages: set[str] = field(default_factory=set)
    stems: Counter[str] = field(default_factory=Counter)
    lines: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def recurring_lines(materials: Sequence[Material]) -> tuple[SetAside, ...]:
    """Lines that stand on LEAST_PAGES pages or more of one outlet and belong to none, each set aside as boilerplate."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for material in materials:
        if material.report.outlet is not None:
            count_page(counts[material.report.outlet], material)
    found = (
        aside
        for material in materials
        if material.report.outlet is not None
        for aside in furniture_of(material, counts[material.report.outlet])
    )
    return tuple(sorted(found, key=lambda aside: (aside.anchor.report_id, aside.anchor.start)))


def count_page(counts: Counts, material: Material) -> None:
    """Add one page to what is known of its outlet; a copy or an edit adds nothing to the page that it comes from."""
    page = _page_of(material)
    if page not in counts.pages:
        counts.pages.add(page)
        counts.stems.update({stem for sentence in material.reading.sentences for stem in _telling(sentence)})
    for sentence in material.reading.sentences:
        if _is_short(material, sentence):
            counts.lines[_key(material, sentence)].add(page)


def furniture_of(material: Material, counts: Counts) -> Iterator[SetAside]:
    """The lines of one page that are furniture by what is known of its outlet so far."""
    report = material.report
    pages = [
        len(counts.lines.get(_key(material, sentence), ())) if _is_short(material, sentence) else 1
        for sentence in material.reading.sentences
    ]
    rows = list(zip(material.reading.sentences, pages, strict=True))
    own = {stem for sentence, on in rows if on < LEAST_PAGES for stem in _telling(sentence)}
    told = {stem for stem in own if not _is_of_the_house(stem, counts)}
    flowing = {sentence.paragraph for sentence, on in rows if on < LEAST_PAGES and sentence.kind != "boilerplate"}
    for sentence, on in rows:
        in_prose = sentence.paragraph in flowing and _is_clause(sentence.words(report.text))
        if on >= LEAST_PAGES and not in_prose and len(told & _telling(sentence)) < TIED_STEMS:
            anchor = anchor_at(report.id, report.text, sentence)
            yield SetAside("boilerplate", f"it stands on {on} pages of {report.outlet}", anchor)


def _is_clause(words: str) -> bool:
    """Whether words may say something: a credit or a dateline inside a paragraph is too short to."""
    return len(words.split()) >= FEWEST_WORDS


def _telling(sentence: Sentence) -> frozenset[str]:
    return frozenset(stem for stem in sentence.terms if rarity(stem) >= TELLING_BITS)


def _is_of_the_house(stem: str, counts: Counts) -> bool:
    """Whether a stem stands on so many pages of the outlet that it ties nothing."""
    return len(counts.pages) >= HOUSE_PAGES and counts.stems[stem] > HOUSE_SHARE * len(counts.pages)


def _page_of(material: Material) -> str:
    """Copies and edits count as the page they come from."""
    lineage = material.lineage
    same = lineage is not None and lineage.of is not None and lineage.kind in ("copy", "edit")
    return lineage.of if same and lineage and lineage.of else material.report.id


def _is_short(material: Material, sentence: Sentence) -> bool:
    """Whether a sentence may be furniture: short, and not the title of its report."""
    title = material.report.title
    if sentence.kind == "headline" and sentence.start == (
        title.start if title else material.reading.sentences[0].start
    ):
        return False
    return sentence.kind in ("body", "headline") and len(sentence) <= LONGEST_LINE


def _key(material: Material, sentence: Sentence) -> str:
    """The words of a line as they are counted: case ignored, dates and numbers as one mark."""
    return _CHANGING.sub("#", " ".join(sentence.words(material.report.text).casefold().split()))
