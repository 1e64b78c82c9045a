"""Marks joined into attributions, and which of them become statements."""

import pytest

from wireroom.read.attributed import attributions_in, marked_drafts
from wireroom.read.clauses import page_of
from wireroom.read.marked import with_marks
from wireroom.read.namings import capitals_say_nothing, namings
from wireroom.read.quotations import find_quotations
from wireroom.read.sentences import layout
from wireroom.read.tagging import Mark
from wireroom.records.reports import Report


def marks_of(text, *parts):
    """Marks of words of a text: ("speaker", "She"), in the sentence where they stand, each searched behind the last."""
    sentences = layout(Report("r", text, "r", lang="en")).sentences
    found, at = [], 0
    for label, words in parts:
        start = text.index(words, at)
        sentence = next(number for number, one in enumerate(sentences) if one.start <= start < one.end)
        found.append(Mark(start, start + len(words), label, sentence))
        at = start + 1
    return sentences, found


CASES = {
    "speaker, cue, content": (
        "Police said the road was shut.",
        [("speaker", "Police"), ("cue", "said"), ("content", "the road was shut")],
        [("Police", "said", ["the road was shut"])],
    ),
    "content before": (
        "The road was shut, Ona Brel said.",
        [("content", "The road was shut"), ("speaker", "Ona Brel"), ("cue", "said")],
        [("Ona Brel", "said", ["The road was shut"])],
    ),
    "content on both sides": (
        "“We left,” he said, “before the wall fell.”",
        [("content", "“We left,”"), ("speaker", "he"), ("cue", "said"), ("content", "“before the wall fell.”")],
        [("he", "said", ["“We left,”", "“before the wall fell.”"])],
    ),
    "two in one sentence": (
        "Ona said it rained but Tal said it snowed.",
        [
            ("speaker", "Ona"),
            ("cue", "said"),
            ("content", "it rained"),
            ("speaker", "Tal"),
            ("cue", "said"),
            ("content", "it snowed"),
        ],
        [("Ona", "said", ["it rained"]), ("Tal", "said", ["it snowed"])],
    ),
    "content that goes on in the next sentence": (
        "“We left,” he said. “The wall fell.”",
        [("content", "“We left,”"), ("speaker", "he"), ("cue", "said"), ("content", "“The wall fell.”")],
        [("he", "said", ["“We left,”", "“The wall fell.”"])],
    ),
    "a speaker of another sentence is nobody's": (
        "Ona left. It rained, it was said.",
        [("speaker", "Ona"), ("content", "It rained"), ("cue", "said")],
        [(None, "said", ["It rained"])],
    ),
}


@pytest.mark.parametrize(("text", "parts", "wanted"), CASES.values(), ids=CASES.keys())
def test_marks_that_belong_together_are_joined(text, parts, wanted):
    _, marks = marks_of(text, *parts)
    found = [
        (one.speaker and one.speaker.words(text), one.cue.words(text), [part.words(text) for part in one.contents])
        for one in attributions_in(marks)
    ]
    assert found == wanted


STATEMENTS = {
    "a verb that the registry lacks before a quotation": (
        "“We are ready,” quipped Ona Brel.",
        [("content", "“We are ready,”"), ("cue", "quipped"), ("speaker", "Ona Brel")],
        ["We are ready,"],
    ),
    "that is left out": (
        "Residents across the valley told how that the bridge was shut.",
        [("speaker", "Residents"), ("cue", "told"), ("content", "that the bridge was shut")],
        ["the bridge was shut"],
    ),
    "an attitude is no statement": (
        "Ona Brel hopes the bridge will hold.",
        [("speaker", "Ona Brel"), ("cue", "hopes"), ("content", "the bridge will hold")],
        [],
    ),
    "a thing is no statement": (
        "Ona Brel reported a broken bridge.",
        [("speaker", "Ona Brel"), ("cue", "reported"), ("content", "a broken bridge")],
        [],
    ),
    "what may be said was not said": (
        "Ona Brel would say the bridge was shut.",
        [("speaker", "Ona Brel"), ("cue", "would say"), ("content", "the bridge was shut")],
        [],
    ),
    "nobody says it": (
        "It was said the bridge was shut.",
        [("cue", "was said"), ("content", "the bridge was shut")],
        [],
    ),
}


@pytest.mark.parametrize(("text", "parts", "wanted"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_marked_attributions_become_statements(text, parts, wanted):
    sentences, marks = marks_of(text, *parts)
    page = page_of(text, sentences, find_quotations(text), (), ())
    drafts = list(marked_drafts(page, marks, []))
    assert [part.words(text) for draft in drafts for part in draft.content] == wanted


def test_what_a_draft_says_already_is_not_said_twice():
    text = "Police said the road was shut."
    sentences, marks = marks_of(text, ("speaker", "Police"), ("cue", "said"), ("content", "the road was shut"))
    page = page_of(text, sentences, find_quotations(text), (), ())
    (draft,) = marked_drafts(page, marks, [])
    assert list(marked_drafts(page, marks, [draft])) == []


def named(text, *parts):
    sentences, marks = marks_of(text, *parts)
    plain = [capitals_say_nothing(text, one.start, one.end) for one in sentences]
    found = with_marks(text, sentences, namings(text, sentences, plain), marks)
    return [(one.name, one.marked, one.title) for one in found]


NAMES = {
    "a mark decides the ends": (
        "The Corran Valley Water Board met.",
        [("organisation", "Corran Valley Water Board")],
        [("Corran Valley Water Board", "organisation", None)],
    ),
    "a title is kept": (
        "On Monday President Brel spoke.",
        [("person", "Brel")],
        [("Brel", "person", "President")],
    ),
    "a registry knows a group better than a mark": (
        "Fighters of Hezbollah withdrew.",
        [("place", "Hezbollah")],
        [("Hezbollah", "group", None)],
    ),
    "an adjective belongs to the body behind it": (
        "They called the Syrian Rescue Council on Monday.",
        [("other", "Syrian"), ("organisation", "Rescue Council")],
        [("Syrian Rescue Council", "organisation", None)],
    ),
    "a name that ends as groups do": (
        "They left the Velsk Liberation Front.",
        [("place", "Velsk Liberation Front")],
        [("Velsk Liberation Front", "group", None)],
    ),
    "the people of a body are no part of its name": (
        "They met Brightwater Union fighters.",
        [("group", "Brightwater Union fighters")],
        [("Brightwater Union", "group", None)],
    ),
    "an event is no actor": ("They met after the Corran Games ended.", [("event", "Corran Games")], []),
    "a name that only the rules see is not believed": ("They called it Brightwater then.", [], []),
    "a name in a line of capitals is shown as elsewhere": (
        "FLOOD SHUTS ROAD TO ALDMERE",
        [("place", "ALDMERE")],
        [("Aldmere", "place", None)],
    ),
}


@pytest.mark.parametrize(("text", "parts", "wanted"), NAMES.values(), ids=NAMES.keys())
def test_marked_names_and_the_rules_together(text, parts, wanted):
    assert named(text, *parts) == wanted
