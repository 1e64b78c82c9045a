"""Inputs to captures: every kind of input, and every kind of bad input with the remedy it must name."""

import gzip
import io
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import gather_factories as make
from wireroom.errors import FetchError, InputNotFound
from wireroom.gather import fetch, gather, items, limits, lines
from wireroom.gather.kinds import sniff
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.dates import find_date, read_date
from wireroom.records.reports import Capture
from wireroom.records.runs import Failure

WORDS = "\n".join(make.PARAGRAPHS)


def parted(inputs: list[str], **options: Any) -> tuple[list[Capture], list[Failure]]:
    outcomes = list(gather(inputs, **options))
    good = [outcome for outcome in outcomes if isinstance(outcome, Capture)]
    return good, [outcome for outcome in outcomes if isinstance(outcome, Failure)]


def one(path: Path) -> Capture:
    good, bad = parted([str(path)])
    assert not bad, bad
    assert len(good) == 1
    return good[0]


def failed(path: Path) -> Failure:
    good, bad = parted([str(path)])
    assert not good
    assert len(bad) == 1, bad
    return bad[0]


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", WORDS.encode(), "text"),
        ("a.md", b"# Bells\n\nrang", "text"),
        ("a.txt", make.page().encode(), "html"),
        ("a", make.page().encode(), "html"),
        ("a.dat", b"<!-- saved --><!DOCTYPE html><html>", "html"),
        ("a", WORDS.encode(), "text"),
        ("a", WORDS.encode("utf-16"), "text"),
        ("a", WORDS.encode("utf-16-le"), "text"),
        ("a", WORDS.encode("cp1252"), "text"),
        ("a", make.RSS.encode(), "feed"),
        ("a.html", make.RSS.encode(), "feed"),
        ("a.xml", make.ATOM.encode(), "feed"),
        ("a.xml", b"\xef\xbb\xbf" + make.ATOM.encode(), "feed"),
        ("a", b'{"text": "words"}\n{"text": "more"}', "lines"),
        ("a.json", make.JSON_FEED.encode(), "json"),
        ("a.jsonl", b'[{"text": "words"}]', "json"),
        ("a", make.mail(), "mail"),
        ("a.mbox", b"From desk Tue May  6 07:10:00 2031\n" + make.mail(), "mailbox"),
        ("a", b"From desk Tue May  6 07:10:00 2031\n" + make.mail(), "mailbox"),
        ("a", make.warc_record(1, b"x"), "archive"),
        ("a.warc.gz", gzip.compress(make.warc_record(1, b"x")), "gzip"),
        ("a.txt", b"%PDF-1.4 and so on", "pdf"),
        ("a.txt", b"PK\x03\x04 and so on", "binary"),
        ("a", bytes(range(256)) * 20, "binary"),
        ("a", b"Subject matter: the river\nFrom: nobody\n\nwords", "text"),
        ("a", b"Words with \x00\x01 a few controls in them, as pasted from a terminal, stay words.", "text"),
    ],
)
def test_what_a_file_is(name: str, content: bytes, kind: str) -> None:
    assert sniff(content, name).kind == kind


@given(
    st.binary(max_size=400), st.sampled_from(["a", "a.txt", "a.html", "a.xml", "a.jsonl", "a.mbox", "a.eml", "a.json"])
)
@settings(max_examples=200)
def test_any_bytes_are_captured_or_reported(content: bytes, name: str) -> None:
    outcomes = list(items.read_stream(io.BytesIO(content), name))
    assert outcomes
    assert all(isinstance(outcome, Capture | Failure) for outcome in outcomes)


# ---------------------------------------------------------------- folders


def test_a_folder_is_read_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.txt", "c.txt", "a.html", ".hidden.txt", "picture.jpg", "style.css", "noending"):
        (tmp_path / name).write_text(make.page() if name.endswith("html") else WORDS, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(WORDS)
    good, bad = parted([str(tmp_path)])
    assert [capture.name for capture in good] == ["a.html", "b/two.txt", "c.txt", "noending"]
    assert not bad


def test_what_lies_beside_pages_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    for name in ("one.jpg", "two.jpg", "x.css"):
        (tmp_path / name).write_bytes(b"\xff\xd8\xff")
    with caplog.at_level(logging.INFO, logger="wireroom"):
        parted([str(tmp_path)])
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path}: passed over by their ending: 1 .css, 2 .jpg"
    ]


def test_a_name_does_not_depend_on_where_the_input_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "orncourier.example"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS)
    names = [parted([str(path)])[0][0].name for path in (tmp_path, folder, folder / "a.txt")]
    monkeypatch.chdir(folder)
    names += [parted([path])[0][0].name for path in (".", "a.txt", "../orncourier.example/a.txt")]
    assert set(names) == {"orncourier.example/a.txt"}


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "self").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    good, bad = parted([str(tmp_path)])
    assert [capture.name for capture in good] == ["a.txt"]
    assert [failure.input for failure in bad] == ["dangling.txt"]
    assert "link to a file that is not there" in bad[0].message


def test_a_pipe_in_a_folder_is_reported_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    os.mkfifo(tmp_path / "b.txt")
    good, bad = parted([str(tmp_path)])
    assert len(good) == 1
    assert "no regular file" in bad[0].message


def test_a_file_without_permission_is_reported_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(WORDS)
    if os.geteuid() == 0:  # root may read everything, so the system's answer is put in its mouth
        real = Path.open

        def refuse(self: Path, *args: Any, **options: Any) -> Any:
            if self.name == "b.txt":
                raise PermissionError(13, "Permission denied")
            return real(self, *args, **options)

        monkeypatch.setattr(Path, "open", refuse)
    else:
        (tmp_path / "b.txt").chmod(0)
    good, bad = parted([str(tmp_path)])
    assert [capture.name for capture in good] == ["a.txt", "c.txt"]
    assert bad[0].input == "b.txt"
    assert "no permission" in bad[0].message
    assert "chmod" in bad[0].message


def test_a_folder_with_nothing_in_it_is_reported(tmp_path: Path) -> None:
    assert "no file that can be read" in failed(tmp_path).message


def test_a_missing_path_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with pytest.raises(InputNotFound, match="no such file"):
        gather([str(tmp_path / "a.txt"), str(tmp_path / "missing.txt")])
    with pytest.raises(InputNotFound):
        gather(["bad\x00name"])


# ---------------------------------------------------------------- bad files


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", ("empty", "saved to its end")),
        ("blank.txt", b" \n\n\t ", ("empty",)),
        ("empty.jsonl", b"", ("empty",)),
        ("empty.warc.gz", b"", ("empty",)),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(500), ("a picture, not text", "text, HTML or PDF")),
        ("report.docx", b"PK\x03\x04" + bytes(500), ("zip or office file", "unpack")),
        ("noise.txt", bytes(range(256)) * 10, ("binary data, not text",)),
        ("cut.txt.gz", gzip.compress(WORDS.encode())[:-20], ("damaged or ends too soon",)),
        ("other.xml", b"<?xml version='1.0'?><inventory><goose/></inventory>", ("no feed", "RSS or Atom")),
        ("data.json", b"[]", ("no report", "one report")),
    ],
)
def test_a_bad_file_is_named_with_a_remedy(tmp_path: Path, name: str, content: bytes, words: tuple[str, ...]) -> None:
    (tmp_path / name).write_bytes(content)
    failure = failed(tmp_path / name)
    assert failure.input == name
    assert failure.error == "UnreadableInput"
    for word in words:
        assert word in failure.message


def test_a_huge_text_is_refused_within_a_second_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"words and words\n")
        stream.truncate(200 * limits.MEGABYTE)
        stream.seek(0)
        for _ in range(25):
            stream.write(b"words and words\n" * 62_500)
    started = time.process_time()
    failure = failed(path)
    assert time.process_time() - started < 4
    assert "20 MB" in failure.message
    assert "Split it" in failure.message


# ---------------------------------------------------------------- JSON lines


def test_a_line_states_what_it_knows(tmp_path: Path) -> None:
    row = {
        "id": 17, "url": "https://orncourier.example/a", "outlet": "Orn Courier", "title": "Bells", "byline": "Mara Fenn",
        "published": "2031-05-06T07:00:00+02:00", "text": "Bells rang.",
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    capture = one(tmp_path / "a.jsonl")
    assert (capture.name, capture.media_type, capture.content) == ("a.jsonl:1", "json-report", b"Bells rang.")
    assert (capture.id, capture.outlet, capture.title, capture.byline) == ("17", "Orn Courier", "Bells", "Mara Fenn")
    assert capture.published is not None
    assert capture.published.isoformat() == "2031-05-06T05:00:00+00:00"
    assert capture.published_grain == "instant"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": "cut off', "not JSON"),
        ('{"text": "a" "title": "b"}', "not JSON"),
        ("[1, 2]", "a list, where one report is an object"),
        ("null", "a null"),
        ("17", "a number"),
        ('{"text": 17}', '"text" is a number'),
        ('{"text": "a", "title": ["b"]}', '"title" is a list'),
        ('{"text": "a", "id": true}', '"id" is a true or false'),
        ('{"text": "a", "published": 1900000000}', '"published" is a number'),
        ('{"title": "no words"}', 'neither "text" nor "html"'),
        ('{"text": ""}', 'neither "text" nor "html"'),
        ('{"body": "x"}', "'body'"),
        ("[" * 100_000, "JSON"),
        ('{"text": ' + "9" * 10_000 + "}", "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_go_on(tmp_path: Path, line: str, words: str) -> None:
    good = '{"text": "Bells rang."}'
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n\n{good}\n")
    captures, failures = parted([str(tmp_path / "a.jsonl")])
    assert [capture.name for capture in captures] == ["a.jsonl:1", "a.jsonl:4"]
    assert [failure.input for failure in failures] == ["a.jsonl:2"]
    assert words in failures[0].message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(tmp_path: Path, end: str) -> None:
    rows = end.join(['{"text": "one"}', '{"text": "two"}', "broken", '{"text": "four"}'])
    (tmp_path / "a.jsonl").write_bytes(rows.encode("utf-8-sig"))
    good, bad = parted([str(tmp_path / "a.jsonl")])
    assert [capture.content for capture in good] == [b"one", b"two", b"four"]
    assert [failure.input for failure in bad] == ["a.jsonl:3"]


def test_lines_in_utf16_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "über"}\n{"text": "unter"}\n'.encode("utf-16"))
    assert [c.content.decode() for c in parted([str(tmp_path / "a.jsonl")])[0]] == ["über", "unter"]


def test_unknown_keys_are_reported_once_a_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a", "mood": 1}\n' * 50 + '{"text": "a", "colour": 1}\n')
    with caplog.at_level(logging.WARNING, logger="wireroom"):
        good, bad = parted([str(tmp_path / "a.jsonl")])
    assert (len(good), len(bad)) == (51, 0)
    assert len(caplog.records) == 1
    assert "'colour', 'mood'" in caplog.records[0].getMessage()


def test_a_date_that_cannot_be_read_is_noted_and_the_report_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a", "published": "last Tuesday"}')
    capture = one(tmp_path / "a.jsonl")
    assert capture.published is None
    assert "last Tuesday" in capture.notes[0]


def test_stray_bytes_and_lone_surrogates_in_a_line_survive(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "caf\xe9 \\ud83d"}\n{"text": "lone \\udc00 here"}')
    good, bad = parted([str(tmp_path / "a.jsonl")])
    assert not bad
    assert good[0].content == b"caf\xe9 \xef\xbf\xbd"
    assert good[1].content == b"lone \xed\xb0\x80 here"


def test_half_a_surrogate_pair_in_a_field_can_be_written_by_every_codec(tmp_path: Path) -> None:
    row = dict.fromkeys(("id", "url", "outlet", "title", "byline", "published", "text", "odd �"), "half �")
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    feed = json.loads(make.JSON_FEED)
    feed["items"] = [{"title": "half \ud83d", "content_text": "half \ud83d", "url": "https://orn.example/\ud83d"}]
    (tmp_path / "b.json").write_text(json.dumps(feed))
    good, bad = parted([str(tmp_path)])
    assert not bad
    assert [from_bytes(to_bytes(capture), Capture) for capture in good] == good
    assert [capture.title for capture in good] == ["half \ufffd", "half \ufffd"]


def test_a_line_that_is_too_long_is_named_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_BYTES", 100)
    rows = b'{"text": "a"}\n{"text": "' + b"x" * 1000 + b'"}\n{"text": "c"}\n'
    outcomes = list(lines.read_lines(io.BytesIO(rows), "a.jsonl"))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Capture", "Failure", "Capture"]
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].input == "a.jsonl:2"
    assert "longer than" in outcomes[1].message


def test_lines_are_streamed() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            words = (b'{"text": "Bells rang."}\n' * (len(buffer) // 24 + 1))[: len(buffer) // 24 * 24]
            buffer[: len(words)] = words
            return len(words)

    outcomes = gather(["-"], stdin=io.BufferedReader(Endless(), 24 * 1000))
    first = [next(outcomes) for _ in range(5000)]
    assert isinstance(first[-1], Capture)
    assert first[-1].name == "standard input:5000"


def test_a_json_document_is_a_list_of_reports(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "one"},\n {"text": 2},\n {"html": "<p>three</p>"}]')
    good, bad = parted([str(tmp_path / "a.json")])
    assert [(c.name, c.media_type) for c in good] == [("a.json:1", "json-report"), ("a.json:3", "html")]
    assert bad[0].input == "a.json:2"


# ---------------------------------------------------------------- standard input


@pytest.mark.parametrize(
    ("content", "media_type", "count"),
    [
        (WORDS.encode(), "text", 1),
        (make.page().encode(), "html", 1),
        (make.RSS.encode(), "feed-entry", 2),
        (b'{"text": "one"}\n{"text": "two"}\n', "json-report", 2),
        (make.mail(), "mail", 1),
        (b"".join(make.warc_members(3)), "html", 3),
        (make.pdf((make.PARAGRAPHS,)), "pdf", 1),
        (gzip.compress(WORDS.encode()), "text", 1),
    ],
)
def test_standard_input_is_recognised(content: bytes, media_type: str, count: int) -> None:
    good, bad = parted(["-"], stdin=io.BytesIO(content))
    assert not bad
    assert [capture.media_type for capture in good] == [media_type] * count


def test_empty_standard_input_is_reported() -> None:
    good, bad = parted(["-"], stdin=io.BytesIO())
    assert not good
    assert (bad[0].input, "empty" in bad[0].message) == ("standard input", True)


# ---------------------------------------------------------------- web archives


def archive(tmp_path: Path, content: bytes, name: str = "a.warc.gz") -> tuple[list[Capture], list[Failure]]:
    (tmp_path / name).write_bytes(content)
    return parted([str(tmp_path / name)])


def test_an_archive_gives_its_pages(tmp_path: Path) -> None:
    other = [
        make.warc_info(),
        make.warc_record(90, b"{}", kind="application/json"),
        make.warc_record(91, b"<p>gone</p>", status="404 Not Found"),
    ]
    content = b"".join([*map(gzip.compress, other), *make.warc_members(2)])
    good, bad = archive(tmp_path, content)
    assert not bad
    assert [capture.url for capture in good] == ["https://orncourier.example/0", "https://orncourier.example/1"]
    first = good[0]
    assert first.captured is not None
    assert (first.captured.isoformat(), first.charset) == ("2031-05-06T07:08:09+00:00", "utf-8")
    assert first.content == make.page("Bulletin number 0 from the valley").encode()


def test_an_archive_may_be_plain_or_one_gzip_member(tmp_path: Path) -> None:
    plain = b"".join(make.warc_record(number, make.page().encode()) for number in range(3))
    for content, name in ((plain, "a.warc"), (gzip.compress(plain), "a.warc.gz")):
        good, bad = archive(tmp_path, content, name)
        assert (len(good), bad) == (3, [])


def test_a_packed_page_in_an_archive_is_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(make.page().encode())
    kind = "text/html\r\nContent-Encoding: gzip"
    good, bad = archive(tmp_path, gzip.compress(make.warc_record(1, body, kind=kind)))
    assert not bad
    assert good[0].content == make.page().encode()


@pytest.mark.parametrize("cut", [1, 30, 200, 399])
def test_a_truncated_archive_gives_what_comes_before(tmp_path: Path, cut: int) -> None:
    members = make.warc_members(4)
    good, bad = archive(tmp_path, b"".join(members[:3]) + members[3][:cut])
    assert len(good) == 3
    assert len(bad) == 1
    assert f"near byte {sum(map(len, members[:3])):,}" in bad[0].message
    assert "3 pages were read" in bad[0].message


@pytest.mark.parametrize("place", [0, 2, 9, 150])
def test_an_archive_damaged_in_the_middle_gives_what_comes_after(tmp_path: Path, place: int) -> None:
    members = make.warc_members(6)
    broken = bytearray(b"".join(members))
    offset = sum(map(len, members[:2]))
    broken[offset + place : offset + place + 20] = b"\xaa" * 20
    good, bad = archive(tmp_path, bytes(broken))
    assert [capture.url for capture in good] == [f"https://orncourier.example/{number}" for number in (0, 1, 3, 4, 5)]
    assert len(bad) == 1
    assert bad[0].input == "a.warc.gz"
    assert f"near byte {offset:,}" in bad[0].message


def test_two_damaged_places_are_one_failure(tmp_path: Path) -> None:
    members = make.warc_members(6)
    members[1] = members[1][:100]
    members[4] = members[4][:100]
    good, bad = archive(tmp_path, b"".join(members))
    assert len(good) == 4
    assert len(bad) == 1
    assert "2 damaged places" in bad[0].message


@pytest.mark.parametrize("harm", ["header", "short"])
def test_a_plain_archive_goes_on_after_damage(tmp_path: Path, harm: str) -> None:
    records = [make.warc_record(number, make.page().encode()) for number in range(4)]
    if harm == "header":
        records[1] = b"ZZZZ/1.0" + records[1][8:]
    else:
        records[1] = records[1][: len(records[1]) // 2] + b"\n"
    good, bad = archive(tmp_path, b"".join(records), "a.warc")
    urls = [capture.url for capture in good]
    assert len(urls) == len(set(urls))
    assert set(urls) == {f"https://orncourier.example/{number}" for number in (0, 2, 3)}
    assert all(capture.content == make.page().encode() for capture in good)
    assert len(bad) == 1
    assert "damaged" in bad[0].message


def test_a_plain_archive_cut_off_gives_what_comes_before(tmp_path: Path) -> None:
    records = [make.warc_record(number, make.page().encode()) for number in range(3)]
    good, bad = archive(tmp_path, b"".join(records)[:-300], "a.warc")
    assert len(good) == 2
    assert "in the middle of a record" in bad[0].message


def test_an_archive_whose_damage_looks_like_a_mark_of_utf16_is_no_text(tmp_path: Path) -> None:
    content = b"".join(make.warc_members(4))
    good, bad = archive(tmp_path, b"\xfe\xff" + content[2:])
    assert all(capture.media_type == "html" for capture in good)
    assert bad


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_to_an_archive_is_silent_or_fatal(data: st.DataObject) -> None:
    content = bytearray(b"".join(make.warc_members(4)))
    place = data.draw(st.integers(0, len(content) - 1))
    harm = data.draw(st.binary(min_size=1, max_size=40))
    changed = bytes(content[:place]) + harm + bytes(content[place + len(harm) :])
    outcomes = list(items.read_stream(io.BytesIO(changed), "a.warc.gz"))
    pages = [outcome for outcome in outcomes if isinstance(outcome, Capture)]
    whole = {make.page(f"Bulletin number {number} from the valley").encode() for number in range(4)}
    assert all(page.content in whole for page in pages if page.media_type == "html")
    assert len(pages) == 4 or any(isinstance(outcome, Failure) for outcome in outcomes)


# ---------------------------------------------------------------- feeds and mail


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(make.RSS)
    good, bad = parted([str(tmp_path / "a.xml")])
    assert not bad
    assert [(c.name, c.title, c.url) for c in good] == [
        ("a.xml#1", "Footbridge gives way & 12 are hurt", "https://orncourier.example/bridge"),
        ("a.xml#2", "Geese return", "https://orncourier.example/geese"),
    ]
    assert good[0].content == b"<p>Twelve people were hurt in Belmare.</p><p>Read on for the list.</p>"
    assert [str(c.published) for c in good] == ["2031-05-06 06:00:00+00:00", "2031-05-07 10:30:00+00:00"]


def test_atom_and_json_feeds_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(make.ATOM)
    (tmp_path / "b.json").write_text(make.JSON_FEED)
    good, bad = parted([str(tmp_path)])
    assert [(c.title, c.byline, str(c.published)) for c in good] == [
        ("Road to Tolva shut", "Ivo Brant", "2031-05-06 07:00:00+00:00"),
        ("Bells rung", "Mara Fenn", "2031-05-06 00:10:00+00:00"),
    ]
    assert [failure.input for failure in bad] == ["b.json#2"]


def test_a_feed_cut_off_gives_what_comes_before(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(make.RSS[: make.RSS.index("<title>Geese return") + 40])
    good, bad = parted([str(tmp_path / "a.xml")])
    assert good[0].title == "Footbridge gives way & 12 are hurt"
    assert "damaged" in bad[0].message


def test_a_feed_of_exploding_entities_is_survived(tmp_path: Path) -> None:
    bomb = (
        "<!DOCTYPE rss ["
        + '<!ENTITY a0 "geese">'
        + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    )
    (tmp_path / "a.xml").write_text(
        f'<?xml version="1.0"?>{bomb}]><rss><channel><item><title>&a12;</title></item></channel></rss>'
    )
    started = time.process_time()
    good, bad = parted([str(tmp_path / "a.xml")])
    assert time.process_time() - started < 4
    assert all(len(capture.content) < 1000 for capture in good)
    assert good or bad


def test_a_mailbox_is_one_message_a_capture(tmp_path: Path) -> None:
    mails = [make.mail(text=f"Bulletin {number}\n\n>From here on the road is shut.\n") for number in range(3)]
    box = b"".join(b"From desk Tue May  6 07:10:00 2031\n" + mail + b"\n" for mail in mails)
    (tmp_path / "a.mbox").write_bytes(box)
    good, bad = parted([str(tmp_path / "a.mbox")])
    assert not bad
    assert [capture.name for capture in good] == ["a.mbox#1", "a.mbox#2", "a.mbox#3"]
    assert b"Bulletin 2" in good[2].content
    assert b"\nFrom here on" in good[2].content


# ---------------------------------------------------------------- addresses


class Desk(BaseHTTPRequestHandler):
    """A small web server on loopback."""

    seen: list[tuple[str, str]]
    robots = "User-agent: *\nDisallow: /private\n"
    robots_status = 200
    tries = 0

    def do_GET(self) -> None:
        type(self).seen.append((self.path, self.headers["User-Agent"]))
        answer = getattr(self, "at_" + self.path.strip("/").replace(".", "_").replace("/", "_"), None)
        if answer is None:
            self.reply(404, b"", "text/plain")
        else:
            answer()

    def reply(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def at_robots_txt(self) -> None:
        self.reply(self.robots_status, self.robots.encode(), "text/plain")

    def at_page(self) -> None:
        self.reply(200, "<html><body><p>Häuser</p>".encode("cp1252"), "text/html; charset=windows-1252")

    def at_feed(self) -> None:
        self.reply(200, make.RSS.encode(), "application/rss+xml")

    def at_moved(self) -> None:
        self.reply(301, b"", Location="/page")

    def at_circle(self) -> None:
        self.reply(302, b"", Location="/circle")

    def at_slipped(self) -> None:
        self.reply(302, b"", Location="/private")

    def at_elsewhere(self) -> None:
        self.reply(302, b"", Location="file:///etc/passwd")

    def at_private(self) -> None:
        self.reply(200, b"<p>secret</p>")

    def at_locked(self) -> None:
        self.reply(403, b"")

    def at_busy(self) -> None:
        type(self).tries += 1
        if self.tries == 1:
            self.reply(503, b"", Retry_After="3")
        else:
            self.reply(200, b"<p>words</p>")

    def at_overrun(self) -> None:
        type(self).tries += 1
        self.reply(429, b"", Retry_After="3600")

    def at_large(self) -> None:
        self.reply(200, b"<p>" + b"x" * 5000)

    def at_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "500")
        self.end_headers()
        self.wfile.write(b"<p>")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def desk() -> Iterator[type[Desk]]:
    handler = type("OneDesk", (Desk,), {"seen": [], "tries": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    handler.root = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    yield handler
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_politely(desk: Any) -> None:
    good, bad = parted([f"{desk.root}/moved"])
    assert not bad
    assert [path for path, _ in desk.seen] == ["/robots.txt", "/moved", "/page"]
    assert all("Wireroom" in agent for _, agent in desk.seen)
    assert (good[0].url, good[0].charset) == (f"{desk.root}/page", "windows-1252")
    assert good[0].captured is not None


def test_a_feed_address_gives_entries(desk: Any) -> None:
    good, _ = parted([f"{desk.root}/feed"])
    assert [capture.media_type for capture in good] == ["feed-entry", "feed-entry"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("private", "robots.txt"),
        ("slipped", "robots.txt"),
        ("circle", "redirects"),
        ("elsewhere", "no web address"),
        ("missing", "no such page"),
        ("locked", "refuses it (403)"),
        ("overrun", "Try again in 3600 seconds"),
        ("short", "could not be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_named_with_a_remedy(desk: Any, path: str, words: str) -> None:
    good, bad = parted([f"{desk.root}/{path}"])
    assert not good
    assert (bad[0].input, bad[0].error) == (f"{desk.root}/{path}", "FetchError")
    assert words in bad[0].message


def test_a_busy_server_is_asked_once_more_after_its_pause(desk: Any) -> None:
    pauses: list[float] = []
    answer = fetch.Fetcher(wait=pauses.append).fetch(f"{desk.root}/busy")
    assert (answer.content, pauses) == (b"<p>words</p>", [3.0])
    desk.tries = 0
    with pytest.raises(FetchError):
        fetch.Fetcher(wait=pauses.append).fetch(f"{desk.root}/overrun")
    assert desk.tries == 1


def test_a_server_that_cannot_give_its_robots_file_is_left_alone(desk: Any) -> None:
    desk.robots_status = 500
    _, bad = parted([f"{desk.root}/page"])
    assert "robots.txt" in bad[0].message
    assert [path for path, _ in desk.seen] == ["/robots.txt"]


def test_a_large_answer_is_cut_short(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "DOCUMENT_BYTES", 1000)
    _, bad = parted([f"{desk.root}/large"])
    assert "larger than" in bad[0].message


def test_no_server_is_a_failure() -> None:
    _, bad = parted(["http://127.0.0.1:9/"])
    assert "could not be fetched" in bad[0].message
    assert parted(["http://[bad"])[1][0].error == "FetchError"


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("words", "moment", "grain"),
    [
        ("2031-05-06", "2031-05-06 00:00", "day"),
        ("2031-05-06T07:08:09Z", "2031-05-06 07:08", "instant"),
        ("2031-05-06T07:08:09.123456+02:00", "2031-05-06 05:08", "instant"),
        ("2031-05-06 07:08 +0200", "2031-05-06 05:08", "instant"),
        ("2031-05-06 07:08:09", "2031-05-06 07:08", "instant"),
        ("20310506", "2031-05-06 00:00", "day"),
        ("20310506T070809Z", "2031-05-06 07:08", "instant"),
        ("2031/05/06", "2031-05-06 00:00", "day"),
        ("2031-05-06T00:00:00+02:00", "2031-05-06 00:00", "day"),
        ("Tue, 06 May 2031 09:10:00 +0200", "2031-05-06 07:10", "instant"),
        ("Tue, 6 May 2031 09:10 GMT", "2031-05-06 09:10", "instant"),
        ("6 May 2031, 16:32", "2031-05-06 16:32", "instant"),
        ("Tuesday, 6 May 2031", "2031-05-06 00:00", "day"),
        ("May 6, 2031 11:52 a.m. EDT", "2031-05-06 15:52", "instant"),
        ("May 6th, 2031 at 12:05 am", "2031-05-06 00:05", "instant"),
        ("Published: 6 May 2031", "2031-05-06 00:00", "day"),
        ("06.05.2031 18:40", "2031-05-06 18:40", "instant"),
        ("23/05/2031", "2031-05-23 00:00", "day"),
        ("05/23/2031", "2031-05-23 00:00", "day"),
        ("05/05/2031", "2031-05-05 00:00", "day"),
        ("6 May 2031 10:00 XYZ", "2031-05-06 00:00", "day"),
    ],
)
def test_written_dates_are_read(words: str, moment: str, grain: str) -> None:
    dated = read_date(words)
    assert dated is not None
    assert (f"{dated.moment:%Y-%m-%d %H:%M}", dated.grain) == (moment, grain)


@pytest.mark.parametrize(
    "words",
    ["", "Tuesday", "06/05/2031", "2031-13-06", "2031-02-30", "2031-05", "May 2031", "31 May", "1931", "x" * 500,
     "the dam of 6 May 2031 broke", "12345678901", "2031-05-061"],
)  # fmt: skip
def test_what_is_no_full_date_is_not_guessed(words: str) -> None:
    assert read_date(words) is None


def test_a_date_is_found_in_a_line() -> None:
    dated = find_date("By Mara Fenn · Tuesday, 6 May 2031, 17.00")
    assert dated is not None
    assert f"{dated.moment:%Y-%m-%d %H:%M}" == "2031-05-06 17:00"


@given(st.text(st.sampled_from("0123456789-/:.,T Zz+ApmMayjun6"), max_size=130))
def test_reading_a_date_never_fails(words: str) -> None:
    read_date(words)
    find_date(words)


def test_gathering_loads_no_engine_it_does_not_need(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "a.txt").write_text(WORDS)
    code = (
        "import sys; from wireroom.gather import gather; import wireroom.extract; list(gather([sys.argv[1]]));"
        "print([m for m in ('numpy', 'lxml', 'trafilatura', 'feedparser', 'httpx', 'fastwarc', 'py3langid') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
