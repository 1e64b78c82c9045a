"""The whole read stage on any text: it never raises, its spans are exact, it gives the same twice, and it is linear."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wireroom.read import read
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.readings import Reading, StatementSpan
from wireroom.records.reports import Report
from wireroom.records.spans import Span

PUBLISHED = datetime(2019, 3, 5, 9, 30, tzinfo=UTC)
# Prose with everything the reader looks for: names, roles, times, counts, places, quotations. All of it is invented.
PROSE = (
    "BELMARE (Orda Wire) - At least 12 people were killed and 1,300 displaced near Tolva on Monday, said Lena Orst, "
    "mayor of Belmare. “We have never seen such water,” she told reporters. According to the River Front (RF), two dozen "
    "fighters surrendered overnight; the group’s spokesman, Aron Vell, denied that 15 civilians, including seven "
    "children, were held in the village of Qzarv in Helmand province. The dam cost $3.5 million in 2016. “It is over,” "
    "he said, citing officials who “could not say” how many had left."
)
SPOKEN = (
    "“We lost 12 people,” said Mustafa Vell of the River Front. He added: “It is over.” “Nobody came,” a guard said, “and "
    'nobody called.” Orst, citing the army, told reporters the “last gate” had failed. "Who opened it?" she asked. “We do '
    "not know,” the mayor’s office said in a statement. “They should.”\n“The water,” Orst said, “came at night.\n“It took "
    "the school,” she added. 'Enough,' wrote the Belmare Post, which quoted Vell as saying: ‘We are tired.’"
)
MARKS = "\"'“”‘’«»‹›„‚‟‛「」『』〝〞`´″′＂＇❝❞"
NUMBERS = (
    "12 000 people were killed.", "12\u00a0000 people were killed.", "12\u202f000 people were killed.",
    "12,000 people were killed.", "12.000 people were killed.", "1,2,3,4,5 people were killed.",
    "1.2.3.4 people were killed.", "1 2 3 4 people were killed.", "3,000-4,000 people were killed.",
    "3 000–4 000 people were killed.", ".5 people were killed.", ",000 people were killed.", "5. people were killed.",
    "١٢ people were killed.", "１２ people were killed.", "², ½ and ⅞ people were killed.", "0 people were killed.",
    "9" * 400 + " people were killed.", "1,000" * 200 + " people were killed.", "1e400 people were killed.",
    "$1.2m, €1,2 Mio. and £1 200 were paid to 2.5 people.", "00012 people were killed.", "-12 people were killed.",
    "12%, 12 %, 12 percent of 12 people were killed.", "three hundred and and twelve hundred thousand million people died.",
)  # fmt: skip
ODD = (
    "", " ", "\n", "\t", "\x00", "\x00" * 300, "\ufeff", "\u2028", "\u2029", "\x85", "\x0b\x0c", "\r", "\r\n\r\n",
    "\ud800", "\udfff", "\ud83d Orst said 12 people died. \ude00", "12\ud800 people died in \udc00Tolva on Monday.",
    "\u202eOrst said 12 people died.\u202c", "e\u0301" * 400, "\u0301" * 400, "a" + "\u0301" * 4_000,
    "👩‍👩‍👧‍👦 said 12 people died in 🇸🇾 on Monday 🎉.", "مدينة حلب: قُتل ١٢ شخصًا يوم الاثنين، قال متحدث.", "北京报道，周一有十二人死亡。",
    "İstanbul’da 12 kişi öldü, dedi vali.", "ﬁve people died, said Straße ẞ.", "ǅ ǈ ǋ people died.", "Ω" * 100, "ß" * 100,
    "I" * 10_000, "A " * 5_000, "a" * 10_000, "A" * 10_000, "Aa" * 5_000, "9" * 10_000, "." * 10_000, "," * 10_000,
    "“" * 5_000, "”" * 5_000, '"' * 5_000, "'" * 5_000, "’" * 5_000, "(" * 5_000, ")" * 5_000, "-" * 5_000, "—" * 5_000,
    "\n" * 10_000, " " * 10_000, "\u2028" * 5_000, "Orst\n" * 3_000, "$" * 3_000, "%" * 3_000, "12 " * 3_000,
    "12,000," * 1_500, "said " * 2_000, "he said, " * 1_200, "according to " * 900, "Mr. " * 2_500, "St. " * 2_500,
    "U.S. " * 2_000, "Monday, " * 1_300, "of the " * 1_500, "al-" * 3_000, "Orst, Vell and " * 700, "A.B." * 2_500,
    "Tolva, Ohio, " * 800, "in Ohio " * 1_200, "more than " * 1_000, "two hundred " * 900, "killed " * 1_400,
    "2016-03-04 " * 900, "12:30 " * 1_600, "1/2/2016 " * 1_100, "http://a.b/c?d=e&" * 600, "a@b.c " * 1_600, "<b>" * 3_000,
)  # fmt: skip

any_text = st.text(st.characters(codec=None), max_size=400)
words = st.sampled_from(
    "Orst Vell Belmare Tolva Syria Ohio Monday 12 1,300 dozens people killed said told according to the mayor of U.S. "
    "he she group spokesman denied “ ” \" ' ’ . , ; : ( ) — - $ % million 2016 March near village province \n \n\n and "
    "including children no not ‘ « » … ! ? \u2028 \u00a0 e\u0301 👩‍👧 \ud800 ١٢ SAID MAYOR".split(" ")
)
wordy = st.lists(words, max_size=120).map(" ".join) | st.lists(words, max_size=120).map("".join)
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def reading_of(text: str, *, pasted: bool = False) -> Reading:
    """What ships: rules and encoder together."""
    (reading,) = read([Report("r1", text, "one.txt", published=PUBLISHED, pasted=pasted)])
    assert isinstance(reading, Reading)
    return reading


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    for field in ("sentences", "mentions", "times", "figures", "places", "statements"):
        for span in getattr(reading, field):
            yield field, span
            if isinstance(span, StatementSpan):
                for part in (*span.content, span.speaker, span.cue):
                    if part is not None:
                        yield "part of a statement", part


def check(text: str, *, pasted: bool = False) -> Reading:
    """Everything that must hold of the reading of any text."""
    reading = reading_of(text, pasted=pasted)
    for field, span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text), (field, span)
        assert span.words(text).strip(), (field, span)
    for earlier, later in zip(reading.sentences, reading.sentences[1:], strict=False):
        assert earlier.end <= later.start
    assert_indexes(reading)
    assert_names_are_words(text, reading)
    assert_contents(text, reading)
    assert reading == reading_of(text, pasted=pasted)
    return reading


def assert_indexes(reading: Reading) -> None:
    sentences = range(len(reading.sentences))
    for field in ("mentions", "times", "figures", "places", "statements"):
        spans = getattr(reading, field)
        assert all(span.sentence in sentences for span in spans), field
        starts = [span.start for span in spans]
        assert starts == sorted(starts), field
    assert all(mention.actor in range(len(reading.actors)) for mention in reading.mentions)
    for statement in reading.statements:
        assert statement.said is None or statement.said in range(len(reading.times))
        assert statement.nested_in is None or statement.nested_in in range(len(reading.statements))
        assert statement.speaker_actor is None or statement.speaker_actor in range(len(reading.actors))
    for figure in reading.figures:
        assert figure.window is None or figure.window in range(len(reading.times))
        assert figure.statement is None or figure.statement in range(len(reading.statements))
        assert figure.part_of is None or figure.part_of in range(len(reading.figures))
        bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        assert bounds == sorted(bounds), figure


def assert_contents(text: str, reading: Reading) -> None:
    """What is said: parts that ascend, share nothing, lie in the text, and hold neither cue nor speaker."""
    for statement in reading.statements:
        parts, attribution = statement.content, [one for one in (statement.cue, statement.speaker) if one is not None]
        assert parts, statement
        assert all(0 <= part.start < part.end <= len(text) for part in parts), statement
        assert all(one.end <= other.start for one, other in pairwise(parts)), statement
        assert not any(part.overlaps(one) for part in parts for one in attribution), statement


def assert_names_are_words(text: str, reading: Reading) -> None:
    for place in reading.places:
        assert place.name == " ".join(place.words(text).split())
        assert (place.lat is None) == (place.lon is None) == (place.precision is None)
    for sentence in reading.sentences:
        assert sentence.words(text) == sentence.words(text).strip(), sentence


@relaxed
@given(any_text, st.booleans())
def test_any_text_reads(text: str, pasted: bool) -> None:
    check(text, pasted=pasted)


@relaxed
@given(wordy, st.booleans())
def test_any_row_of_news_words_reads(text: str, pasted: bool) -> None:
    check(text, pasted=pasted)


@relaxed
@given(st.integers(0, len(PROSE)), any_text)
def test_prose_with_anything_inside_reads(at: int, inserted: str) -> None:
    check(PROSE[:at] + inserted + PROSE[at:])


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
def test_odd_texts_read(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: ascii(text[:30]))
def test_numbers_in_every_style_read(text: str) -> None:
    check(text)


@settings(relaxed, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(PROSE)), st.sampled_from(MARKS)), max_size=12))
@example([*[(0, '"')] * 10, (280, "＇")])  # a mark that was taken for a name
def test_quotation_marks_of_every_kind_unbalanced_and_nested(inserted: list[tuple[int, str]]) -> None:
    text = PROSE
    for at, mark in sorted(inserted, reverse=True):
        text = text[:at] + mark + text[at:]
    check(text)


@settings(relaxed, max_examples=100)
@given(st.sets(st.sampled_from([at for at, letter in enumerate(SPOKEN) if letter in "“”\"‘’':,."]), max_size=12))
def test_quotations_with_marks_left_out(gone: set[int]) -> None:
    check("".join(letter for at, letter in enumerate(SPOKEN) if at not in gone))


@pytest.mark.parametrize("mark", MARKS)
def test_each_quotation_mark_in_place_of_ours(mark: str) -> None:
    check(PROSE.replace("“", mark).replace("”", mark))
    check(PROSE.replace("“", mark).replace("”", ""))
    check(f"{mark}{mark}{PROSE}{mark}")


@pytest.mark.parametrize(
    "changed",
    [
        PROSE.upper(),
        PROSE.lower(),
        PROSE.title(),
        PROSE.swapcase(),
        "".join(letter for letter in PROSE if letter.isalnum() or letter == " "),
        PROSE.replace(" ", "\n"),
        PROSE.replace(" ", "\u00a0"),
        PROSE.replace(" ", "\u2028"),
        PROSE.replace(" ", ""),
        PROSE.replace(". ", ".\n\n"),
        PROSE[::-1],
    ],
    ids=[
        "upper",
        "lower",
        "title",
        "swapped",
        "bare",
        "lines",
        "nbsp",
        "separators",
        "joined",
        "paragraphs",
        "reversed",
    ],
)
def test_prose_in_every_dress_reads(changed: str) -> None:
    check(changed)


@pytest.mark.parametrize("length", [1, 2, 3, 10, 100, 1_000, 10_000])
@pytest.mark.parametrize("tail", ["", "."])
def test_one_sentence_of_any_length_reads(length: int, tail: str) -> None:
    endless = (PROSE.replace(".", ",").replace("\n", " ") + ", and ") * (length // len(PROSE) + 1)
    reading = check(endless[:length] + tail)
    assert reading.sentences


def test_names_and_counts_are_still_found_in_an_all_capitals_report() -> None:
    reading = check("MAYOR SAYS 12 PEOPLE KILLED IN DAMASCUS\n\nTWELVE PEOPLE WERE KILLED IN DAMASCUS ON MONDAY.")
    assert [place.words("") or place.name for place in reading.places][:1] == ["DAMASCUS"]
    assert {figure.best for figure in reading.figures} == {12}


def test_the_offsets_do_not_move_with_what_stands_before() -> None:
    before = "👩‍👧 e\u0301 \ud800\x00 \u202e\n\n"
    plain, moved = check(PROSE), check(before + PROSE)
    found = {(span.start, span.end) for field, span in spans_of(plain) if field == "times"}
    shifted = {(s.start - len(before), s.end - len(before)) for field, s in spans_of(moved) if field == "times"}
    assert found <= shifted


def seconds(text: str) -> float:
    """The shortest of three readings, in seconds of this process."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        reading_of(text)
        taken.append(time.process_time() - start)
    return min(taken)


REPEATED = {
    "prose": PROSE + " ",
    "one sentence": PROSE.replace(".", ",") + " ",
    "paragraphs": PROSE + "\n\n",
    "capitals": PROSE.upper() + " ",
    "title case": PROSE.title() + " ",
    "open quotations": PROSE.replace("”", "") + " ",
    "no punctuation": "".join(letter for letter in PROSE if letter.isalnum() or letter == " ") + " ",
    "headlines": "Mayor Of Belmare Says 12 People Killed In Ohio\n",
    "quotations": "“It is over,” said Lena Orst. ",
    "places": "Crews left Tolva, Ohio, and Dover in Ohio near Toledo. ",
    "numbers": "12,000 to 13,000, 14 000 and 1.5 million people were killed, including 15 children, ",
    "names": "Lena Orst, Aron Vell and Mira Tass of the River Front, ",
    "times": "on Monday at 12:30, the 4th of March, 2016, and overnight, ",
    "newlines": "\n",
    "spaces": " ",
    "letters": "a",
    "capital letters": "A",
    "digits": "1",
    "combining": "e\u0301",
    "full stops": "Mr. ",
    "marks": "“",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_reading_is_linear_in_length(piece: str) -> None:
    half, whole = ((piece * (length // len(piece) + 1))[:length] for length in (10_000, 20_000))
    reading_of(whole)
    # Twice the text, twice the time; a quadratic reader takes four times. The machine may be busy with other things.
    assert seconds(whole) < 3.4 * seconds(half) + 0.1


def test_vectors_and_their_order_hold_on_odd_texts() -> None:
    texts = [text for text in (*ODD, *NUMBERS, PROSE) if len(text) < 1_000]
    reports = [Report(f"r{number}", text, "one.txt", published=PUBLISHED) for number, text in enumerate(texts)]
    readings = read(reports)
    assert readings == read(reports)
    for report, reading in zip(reports, readings, strict=True):
        assert isinstance(reading, Reading)
        assert reading.report_id == report.id
        rows = np.frombuffer(reading.vectors, "<f2").reshape(len(reading.sentences), reading.dims)
        assert np.isfinite(rows).all()


@relaxed
@given(wordy)
def test_readings_travel_between_processes(text: str) -> None:
    reading = reading_of(text.encode("utf-8", "replace").decode())
    assert from_bytes(to_bytes(reading), Reading) == reading
