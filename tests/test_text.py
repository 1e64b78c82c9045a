"""Report.text: what stays, what is mended one for one, and where a title stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.extract.charsets import declared_in, decode
from wireroom.extract.text import normalised, one_line, title_first, title_within
from wireroom.extract.unwrap import unwrapped

ANY_TEXT = st.text(st.characters(), max_size=200)
CLEAN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("\n\t"), max_size=200
).filter(lambda text: unicodedata.is_normalized("NFC", text) and not text.startswith("\ufeff"))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo\rthree\x0bfour\x0cfive\u2028six\u2029", "one\ntwo\nthree\nfour\nfive\nsix\n"),
        ("\ufeffwords", "words"),
        ("wo\ufeffrds", "wo\ufeffrds"),
        ("a\x00b\x07c\x7fd", "a b c d"),
        ("a\tb", "a\tb"),
        ("\x93quoted\x94 \x96 it\x92s\x85", "“quoted” – it’s…"),
        ("undefined \x81 in Windows", "undefined   in Windows"),
        ("lone \ud83d here \ude00", "lone \ufffd here \ufffd"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("cafe\u0301", "café"),
        ("\u202eright to left\u202c \u200dzwj", "\u202eright to left\u202c \u200dzwj"),
        ("👩\u200d🚒 stays", "👩\u200d🚒 stays"),
        ("  blanks at both ends stay \n\n", "  blanks at both ends stay \n\n"),
        ("", ""),
    ],
)
def test_text_is_mended_one_for_one(raw: str, text: str) -> None:
    assert normalised(raw) == text


@given(ANY_TEXT)
def test_normalising_twice_is_normalising_once(raw: str) -> None:
    assert normalised(normalised(raw)) == normalised(raw)


@given(CLEAN)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert normalised(text) is text or normalised(text) == text


@given(ANY_TEXT)
def test_every_codec_can_write_a_normalised_text(raw: str) -> None:
    text = normalised(raw)
    assert "\r" not in text
    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@given(ANY_TEXT, ANY_TEXT)
def test_a_title_span_holds_the_title(title: str, body: str) -> None:
    for text, span in (title_first(title, body), title_within(title, body)):
        if one_line(title):
            assert span is not None
            assert one_line(span.words(text)) == one_line(title)
        else:
            assert span is None
        assert normalised(text) == text or text.startswith("\ufeff")


@given(ANY_TEXT, CLEAN)
def test_a_given_clean_text_begins_the_report(title: str, text: str) -> None:
    assert title_within(title, text)[0].startswith(text)


@pytest.mark.parametrize(
    ("title", "given_text", "start"),
    [
        ("Bells ring", "Bells ring\nThe river rose.", 0),
        ("Bells ring", "  Bells ring\nThe river rose.", 2),
        ("Bells ring", "Orn Courier\nBells ring\nThe river rose.", 12),
        ("The bells ring all night", "Tue 6 May The bells ring all night. The river rose.", 10),
        ("The bells\nring all night", "The bells ring all night", 0),
        ("Bells ring", "Whenever Bells ring, geese leave.", 35),
        ("Bells ring", "Bells ringing all night.", 26),
        ("Bells ring", "The river rose.\n", 17),
        ("Bells ring", "", 0),
    ],
)
def test_a_title_is_found_in_a_given_text_or_appended(title: str, given_text: str, start: int) -> None:
    text, span = title_within(title, given_text)
    assert span is not None
    assert span.start == start
    assert text.startswith(given_text)


def test_a_page_title_is_not_written_twice() -> None:
    assert title_first("Bells ring", "Bells ring\nThe river rose.")[0] == "Bells ring\nThe river rose."
    assert title_first("Bells ring", "The river rose.")[0] == "Bells ring\n\nThe river rose."
    assert title_first("Bells ring", "Bells ringing.")[0] == "Bells ring\n\nBells ringing."


UMLAUTS = "Die Bürger der Stadt verließen nachts ihre Häuser, während über die Brücke Züge rollten, früh wie spät. "


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Häuser".encode(), None, "Häuser"),
        ("Häuser".encode("utf-8-sig"), "latin-1", "Häuser"),
        ("Häuser".encode("utf-16"), None, "Häuser"),
        ("Häuser".encode("utf-16-le"), "utf-16-le", "Häuser"),
        ("Häuser".encode("cp1252"), "iso-8859-1", "Häuser"),
        ("“Häuser”".encode("cp1252"), None, "“Häuser”"),
        ("“Häuser”".encode("cp1252"), "utf-8", "“Häuser”"),
        ("Häuser".encode(), "iso-8859-1", "Häuser"),
        ("Häuser".encode(), "no-such-charset", "Häuser"),
        (UMLAUTS.encode() + b"\x93so\x94", None, UMLAUTS + "“so”"),
        ("日本語の新聞".encode("shift_jis"), "Shift_JIS", "日本語の新聞"),
        ("日本語の新聞".encode("iso2022_jp"), "ISO-2022-JP", "日本語の新聞"),
        (b"a\xed\xa0\x80b", "utf-8", "a\ufffdb"),
        (b"", None, ""),
    ],
)
def test_bytes_become_words(content: bytes, declared: str | None, text: str) -> None:
    assert decode(content, declared).text == text


def test_mixed_encodings_are_noted() -> None:
    note = decode(UMLAUTS.encode() + b"\x93so\x94").note
    assert note is not None
    assert "2 bytes" in note
    assert decode(UMLAUTS.encode()).note is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мэр города сообщил в понедельник, что жители покинули свои дома. " * 4, "cp1251"),
        ("市长星期一说，大约三百名居民离开了他们的家园，前往附近的山上。" * 4, "gb18030"),
        ("Burmistrz powiedział, że około trzystu mieszkańców opuściło swoje domy, a most się zawalił. " * 4, "cp1250"),
    ],
)
def test_a_legacy_encoding_without_a_label_is_recognised(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.note


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1252", "shift_jis", "utf-16", "utf-7", "hex", "x"]))
def test_any_bytes_become_words(content: bytes, declared: str | None) -> None:
    assert isinstance(decode(content, declared).text, str)


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b'<!-- first --><meta charset="windows-1252">', "windows-1252"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-2">', "iso-8859-2"),
        (b"<?xml version='1.0' encoding='koi8-r'?>", "koi8-r"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<p>charset=nothing</p>", None),
    ],
)
def test_a_page_declares_its_encoding(page: bytes, label: str | None) -> None:
    assert declared_in(page) == label


def test_hard_wrapped_lines_become_paragraphs() -> None:
    wrapped = (
        "The river Orn rose again on Tuesday night and about 300 people left\n"
        "the lower streets of Belmare, the mayor said. A footbridge was car-\n"
        "ried away.\n"
        "\n"
        "Roads:\n"
        "- Tolva road: shut\n"
        "- Hill road: open\n"
    )
    assert unwrapped(wrapped) == (
        "The river Orn rose again on Tuesday night and about 300 people left the lower streets of Belmare, the mayor "
        "said. A footbridge was carried away.\n\nRoads:\n- Tolva road: shut\n- Hill road: open\n"
    )
    assert unwrapped("A short line\nand another") == "A short line\nand another"
