"""Sentences, line kinds and heaps: hard cases as tables, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.read.definitions import definition_of
from wireroom.read.headlines import furniture_reason
from wireroom.read.sentences import layout, logical_lines, sentence_bounds, wrap_width
from wireroom.read.words import terms
from wireroom.records.reports import Report
from wireroom.records.spans import Span


def report(text: str, *, title: Span | None = None, pasted: bool = False) -> Report:
    return Report("r1", text, "one.txt", title=title, pasted=pasted)


def split(text: str) -> list[str]:
    return [text[start:end] for line in logical_lines(text) for start, end in sentence_bounds(text, *line)]


def kinds(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.words(text)) for sentence in layout(report(text, **options)).sentences]


# A bar marks where a sentence ends.
SPLITS = [
    "The dam broke.¦ Nobody was hurt.",
    "He lives in the U.S. Army housing near the dam.",
    "She left the U.S.¦ The river rose again.",
    "Gen. Amel Torra and Lt. Col. J. B. Varn met Mr. Osk on Monday.",
    "It began at 5 p.m. Monday and ended at 7 a.m.¦ The river fell.",
    "The vote starts at 5 p.m. EST on Friday.",
    "The gate failed at 3:40 a.m. (0140 GMT) on Monday.¦ The river rose.",
    "It opens at 9 a.m. | ET on the coast.",
    'He said: "We are safe."¦ The crowd left.',
    '"Where is the boat?" Mira Osk asked the crew.',
    '"Stop!" he shouted.¦ Nobody moved.',
    "(The road is closed.)¦ Drivers turned back.",
    "They waited... and nothing came.",
    "They waited…¦ Nothing came.",
    "The firm, Harl & Sons Inc., closed.¦ Workers left.",
    "About 3.5 metres of water stood in the street.¦ It fell by 2 p.m.¦ Police opened the road.",
    "In Jan. 2019 the river rose.¦ In Feb. 2020 it rose again.",
    "See No. 5 on the list.¦ Then call.",
    "1. Close the gate.",
    "He spoke to al-Safra.¦ al-Safra did not reply.",
    "The rain fell , he said .¦ It stopped .",
    "`` We are safe . ''¦ The crowd left .",
    '" They are safe . "¦ The crowd left .',
    "水が来た。¦ 人々は逃げた。",
    "هل وصل الماء؟¦ نعم.",
    "पानी आया।¦ लोग भागे।",
    "Is it over?¦ Yes!¦ Good.",
    "The road to St. Omer is shut.",
    "At the end he said it was over.¦ The next day it was not.",
    "They spoke of Mayor W. Torra.¦ He was absent.",
    "She was born in Harl, Calif.¦ She moved east.",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_splits_sentences_where_they_end(marked: str) -> None:
    assert split(marked.replace("¦", "")) == [part.strip() for part in marked.split("¦")]


def test_joins_hard_wrapped_lines_and_ends_at_blank_lines() -> None:
    words = "The river rose again on Monday and the people of the lower town left their homes for the hills. " * 6
    lines, line = [], ""
    for word in words.split():
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line]) + "\n\nA new paragraph stands alone here.\n"
    assert wrap_width(wrapped) > 0
    assert [" ".join(sentence.split()) for sentence in split(wrapped)] == [
        *["The river rose again on Monday and the people of the lower town left their homes for the hills."] * 6,
        "A new paragraph stands alone here.",
    ]


def test_lines_of_their_own_end_sentences_without_full_stops() -> None:
    text = "River rises again in lower town\nMayor calls for calm\nThe river rose on Monday.\n"
    assert wrap_width(text) == 0
    assert len(split(text)) == 3


def test_paragraphs_count_lines_that_are_not_empty() -> None:
    sentences = layout(report("One is here. Two is here.\n\n\nThree is here.\n")).sentences
    assert [sentence.paragraph for sentence in sentences] == [0, 0, 1]


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("aB1 .!?\n\"'”()…。 \u200f\U0001f600Éالو-:“")) | st.characters(), max_size=300
    )
)
def test_every_visible_character_stands_in_exactly_one_sentence(text: str) -> None:
    sentences = layout(report(text, pasted=True)).sentences
    position = 0
    for sentence in sentences:
        assert sentence.start >= position
        assert not text[position : sentence.start].strip()
        words = sentence.words(text)
        assert words
        assert words == words.strip()
        position = sentence.end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", ["a", ".", ". ", '"', "A. ", "... ", "(", "A B ", "\n", "' ", "1.", "is known as "])
def test_long_monotonous_lines_are_safe(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    assert layout(report(text, pasted=True)).sentences is not None


def test_the_title_is_a_headline() -> None:
    text = "The river is calm again.\n\nThe river fell on Monday."
    sentences = layout(report(text, title=Span(0, 24))).sentences
    assert [sentence.kind for sentence in sentences] == ["headline", "body"]
    assert sentences[0].reason == "the title of the report"


HEADLINES = [
    "River rises again in lower town",
    "Two Dead As Dam Breaks Above Harl",
    "Mayor of Harl quits over flood response",
    "‘We lost everything’: Harl counts its dead",
    "UPDATED: Five missing after ferry sinks off Osk island",
    "Harl dam: what we know so far",
    "5 hurt, 2 missing in Osk ferry blast",
]
PROSE = [
    "The river rose again in the lower town on Monday night.",
    "He said the dam would hold.",
    '"We lost everything," said Mira Osk, who fled with her children.',
    "More than 200 people were moved to the hills.",
    "The mayor has asked readers to share their rooms with the displaced.",
    "Police said the suspect signed up for the course in May.",
    "Watch towers were built along the border in 2011.",
    "Read, a town of 900, was cut off.",
    "Follow-up talks were held in Osk on Friday.",
    "More people left the town on Sunday.",
    "Updated figures show that nine people died.",
    "This story has been corrected to show that nine people died, not ten.",
    "Share prices fell after the dam broke.",
    "Related clashes in the north killed two.",
    "Click beetles ate the harvest, farmers said.",
    "Advertisers left the channel after the report.",
    "Subscribers lost their signal for two hours, the firm said.",
    "Video from the scene showed boats in the street.",
    "Photos taken on Monday show the broken gate.",
]


@pytest.mark.parametrize("line", HEADLINES)
def test_knows_headlines_by_their_form(line: str) -> None:
    text = f"{line}\n\nThe river rose on Monday. People left.\n\nIt fell on Friday."
    assert kinds(text, pasted=True)[0][0] == "headline"


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_body(line: str) -> None:
    assert kinds(f"{line}\n\nThe river fell on Friday.")[0][0] == "body"


FURNITURE = [
    "Latest News", "Most Read", "Related Articles", "Read more: What happened at the dam", "Sign up to our newsletter",
    "Sign up for our daily briefing and never miss a story.", "Already a subscriber? Log in", "Follow us on Twitter and Facebook",
    "Share this article", "Click here to view the gallery", "Advertisement", "Story continues below advertisement",
    "Copyright 2019 Harl Media Ltd. All rights reserved.", "© 2020 Harl News", "We use cookies to improve your experience on our site.",
    "Leave a comment", "Comments (12)", "Be the first to comment", "Your email address will not be published.",
    "Watch live: Press conference on the flood", "Photo: Jane Doe / Harl News", "Image caption Residents leave the town",
    "Please enable JavaScript to view the comments.", "Skip to main content", "Home | World | Politics | Sport", "Tags: flood, rescue, dam",
    "Published 12 March 2019", "Updated 3 hours ago", "3 min read", "By Jane Doe", "Contact us: news@harl.example",
    "Got a tip? Email us at tips@harl.example", "Download our app", "You may also like", "Editor's picks", "In case you missed it",
    "Support our journalism", "This is a developing story. Check back for updates.", "More to follow", "Load more", "Sort by: newest",
    "Terms of Use | Privacy Policy | Cookies", "Unlock this article", "Try 1 month for £1", "Have a story? Call our newsroom",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_knows_page_furniture(line: str) -> None:
    assert furniture_reason(line)


DEFINITIONS = [
    ("HRF is another name for the Harl River Front.", "HRF", "Harl River Front"),
    ("LKM is an alternative acronym for the armed group.", "LKM", "armed group"),
    ("The acronym OKL stands for Open Kettle League.", "OKL", "Open Kettle League"),
    ("The Free Lake Movement, also known as FLM, is a militant group based in the north.", "Free Lake Movement", "FLM"),
    ("The group is also known as Ansar al-Bahr.", "group", "Ansar al-Bahr"),
    ("Dakish is an Arabic acronym for the group.", "Dakish", "group"),
    ("FLM is short for Free Lake Movement.", "FLM", "Free Lake Movement"),
    ("Operation Dawn is the code name for the offensive.", "Operation Dawn", "offensive"),
    ("Its Arabic acronym is KSM.", "KSM", "group"),
    ("The militia goes by the name of Black Falcons.", "militia", "Black Falcons"),
    ("QRZ is the abbreviation used for the Quarry Zone Authority.", "QRZ", "Quarry Zone Authority"),
]
NO_DEFINITIONS = [
    "Officers were called to the scene in the 2300 block of Magnolia Place.",
    "The suspect, known as Big Joe, was arrested on Monday.",
    "The name of the victim was not released.",
    "The village is also known as a base of the rebels, who attacked on Monday.",
    "The ruling means that 200 people will lose their homes.",
    "The rebels, also called the Lanterns, seized two villages on Tuesday.",
    "HRF is another name for chaos, the minister said.",
    "He was named as 34-year-old John Doe.",
]


@pytest.mark.parametrize(("line", "name", "other"), DEFINITIONS)
def test_knows_definitions(line: str, name: str, other: str) -> None:
    definition = definition_of(line)
    assert definition is not None
    assert (definition.name, definition.other) == (name, other)


@pytest.mark.parametrize("line", NO_DEFINITIONS)
def test_a_sentence_that_reports_is_no_definition(line: str) -> None:
    assert definition_of(line) is None


HEAP = """Harl dam breaks after week of rain

Thousands Flee Harl As River Rises

Harl flood: what we know

More than 3,000 people left the lower town on Monday.

Latest News

The dam gave way at dawn, Mayor Amel Torra said.

A charity said on Tuesday that 400 children were missing school.

HRF is another name for the Harl River Front.

The river is expected to fall by Friday.

"We had no warning," said Mira Osk.

Boats took 90 people to the hills, the fire service said.
"""
ARTICLE = """Harl dam breaks after week of rain

More than 3,000 people left the lower town of Harl on Monday after the dam above it gave way. The mayor, Amel Torra, said the gate failed at dawn.

"We had no warning," said Mira Osk, who fled with her two children. Her house was under water by noon.

Torra said boats had taken 90 people to the hills. He asked for tents and blankets.

The river is expected to fall by Friday.
"""


def test_a_heap_is_mixed_and_an_article_is_not() -> None:
    assert layout(report(HEAP, pasted=True)).mixed
    assert not layout(report(ARTICLE, pasted=True)).mixed
    assert not layout(report(HEAP, pasted=False)).mixed


def test_terms_are_stems_of_content_words_in_order() -> None:
    assert terms("The rebels' attacks killed 10,000 people, he said.") == ("rebel", "attack", "kill", "10000", "peopl")
    assert terms("東京で火事") == ("東京", "京で", "で火", "火事")
