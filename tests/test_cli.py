"""The command line's promises: exit codes, what goes to which stream, bad input named while the rest is done."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from wireroom import cli

GOOD = (
    "BELMARE - At least 12 people were killed when the dam above Belmare broke on Monday, the mayor Lena Orst said.\n"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wireroom", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            cli.main()
        caught = capsys.readouterr()
        return int(left.value.code or 0), caught.out, caught.err

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = tmp_path / "heap"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def account_of(out: str) -> dict:
    account = json.loads(out)
    assert account["schema"] == "wireroom.account/1"
    return account


@pytest.mark.parametrize("format_", ["text", "md", "html", "json", "jsonld", "csv", "geojson"])
def test_every_format_goes_to_standard_output(run: Run, good: Path, format_: str) -> None:
    code, out, err = run("brief", good, "--format", format_)
    assert code == 0, err
    assert out.strip()
    assert not err


def test_standard_input_is_an_input(run: Run) -> None:
    code, out, _ = run("brief", "-", "--format", "json", stdin=GOOD.encode())
    assert code == 0
    assert len(account_of(out)["reports"]) == 1


def test_the_ending_of_out_names_the_format(run: Run, good: Path, tmp_path: Path) -> None:
    code, out, _ = run("brief", good, "--out", tmp_path / "a.json")
    assert (code, out) == (0, "")
    account_of((tmp_path / "a.json").read_text(encoding="utf-8"))


def test_anchors_of_the_account_stand_in_the_text(run: Run, good: Path) -> None:
    story = account_of(run("brief", good, "--format", "json")[1])["stories"][0]
    anchors = [anchor for line in story["digest"] for anchor in line["anchors"]]
    assert anchors
    for anchor in anchors:
        assert GOOD[anchor["start"] : anchor["end"]] == anchor["quote"]


def test_explain_walks_from_a_saved_account_to_the_words(run: Run, good: Path, tmp_path: Path) -> None:
    run("brief", good, "--out", tmp_path / "a.json")
    figure = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["stories"][0]["figures"][0]
    code, out, _ = run("explain", figure["id"], tmp_path / "a.json")
    assert code == 0
    assert "At least 12" in out
    assert "good.txt" in out


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_threads_lists_stories_with_their_reports(run: Run, good: Path, format_: str) -> None:
    code, out, err = run("threads", good, "--format", format_)
    assert (code, err) == (0, "")
    assert "good.txt" in out or format_ == "csv"
    assert "the first report of the story" in out or format_ == "text"


def test_threads_reads_a_saved_account_and_a_room(run: Run, good: Path, tmp_path: Path) -> None:
    fresh = run("threads", good, "--room", tmp_path / "room")
    run("brief", good, "--out", tmp_path / "a.json")
    assert run("threads", tmp_path / "a.json") == run("threads", "--room", tmp_path / "room") == fresh


def test_threads_counts_the_origins_of_the_account(run: Run, good: Path) -> None:
    story = account_of(run("brief", good, "--format", "json")[1])["stories"][0]
    listed = json.loads(run("threads", good, "--format", "json")[1])["threads"][0]
    assert (listed["id"], listed["origin_count"]) == (story["id"], story["origin_count"])


def test_threads_names_bad_input_and_does_the_rest(run: Run, good: Path) -> None:
    (good / "empty.txt").write_bytes(b"")
    code, out, err = run("threads", good, "--out", good.parent / "list.csv")
    assert (code, out) == (1, "")
    assert "empty.txt" in err
    assert "s-" in (good.parent / "list.csv").read_text(encoding="utf-8")


def test_threads_of_settings_for_another_format_are_text(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_FORMAT", "html")
    assert run("threads", good)[1].startswith("Wireroom")


def test_a_room_keeps_the_account(run: Run, good: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    story = account_of(run("brief", good, "--format", "json", "--room", room)[1])["stories"][0]
    assert run("explain", story["id"], "--room", room)[0] == 0


def test_nothing_is_left_behind_without_a_room(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good)
    run("brief", "good.txt")
    assert os.listdir(good) == ["good.txt"]


WRONG_USE = [
    (["brief", "nowhere.txt"], "nowhere.txt"),
    (["brief"], "INPUT"),
    (["brief", "{good}", "--policy", "rnge"], "'range'"),
    (["brief", "{good}", "--format", "jsn"], "'json'"),
    (["brief", "{good}", "--published", "Tuesday"], "2019-03-05"),
    (["brief", "{good}", "--out", "no/such/folder/a.txt"], "folder does not exist"),
    (["brief", "{good}", "--config", "{good}/missing.toml"], "missing.toml"),
    (["brief", "{good}", "--out", "{good}"], "is a folder"),
    (["threads"], "--room"),
    (["threads", "nowhere.txt"], "nowhere.txt"),
    (["threads", "{good}", "--format", "geojson"], "'geojson'"),
    (["threads", "{good}", "--out", "{good}/list.html"], "'html'"),
    (["explain", "c-1"], "--room"),
    (["explain", "c-1", "{good}"], "c-1"),
    (["brif", "{good}"], "brif"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG_USE)
def test_wrong_use_ends_with_two_and_says_what_to_do(run: Run, good: Path, arguments: list[str], named: str) -> None:
    code, out, err = run(*[argument.format(good=good) for argument in arguments])
    assert code == 2
    assert not out
    assert named in err


def test_an_unknown_setting_names_the_nearest(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "w.toml").write_text('polcy = "range"\n', encoding="utf-8")
    code, _, err = run("brief", good, "--config", tmp_path / "w.toml")
    assert code == 2
    assert "'policy'" in err


def _pdf_without_text(path: Path) -> None:
    page = canvas.Canvas(str(path))
    page.rect(10, 10, 100, 100, fill=1)
    page.save()


def _truncated_warc(path: Path) -> None:
    page = f"<html><body><h1>Dam breaks</h1><p>{GOOD * 8}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: 2024-03-04T10:00:00Z\r\n"
    head += "WARC-Target-URI: https://ledger.example/{}\r\nContent-Type: application/http; msgtype=response\r\n"
    records = [
        (head.format(n, n) + f"Content-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n" for n in (1, 2)
    ]
    path.write_bytes(records[0] + records[1][:200])


def _jsonl_with_a_bad_line(path: Path) -> None:
    path.write_text(json.dumps({"text": GOOD}) + '\n{"text": \n' + json.dumps({"text": GOOD + "Rain."}) + "\n")


BAD_INPUT: list[tuple[str, Callable[[Path], object], int]] = [
    ("empty.txt", lambda path: path.write_bytes(b""), 0),
    ("blank.txt", lambda path: path.write_text(" \n\n"), 0),
    ("picture.txt", lambda path: path.write_bytes(bytes(range(256)) * 50), 0),
    ("lines.jsonl", _jsonl_with_a_bad_line, 2),
    ("cut.warc", _truncated_warc, 1),
    ("scan.pdf", _pdf_without_text, 0),
    ("broken.pdf", lambda path: path.write_bytes(b"%PDF-1.4 nothing follows"), 0),
]


@pytest.mark.parametrize(("name", "write", "reports"), BAD_INPUT)
def test_bad_input_is_named_and_the_rest_is_done(
    run: Run, good: Path, name: str, write: Callable[[Path], object], reports: int
) -> None:
    write(good / name)
    code, out, err = run("brief", good, "--format", "json")
    account = account_of(out)
    assert code == 1
    assert name in err
    assert len(account["reports"]) == 1 + reports
    assert any(name in failure["input"] for failure in account["failures"])
    assert all(failure["message"].count(". ") or failure["message"].endswith(".") for failure in account["failures"])


ODD_BUT_GOOD = [
    ("word.txt", b"Rain"),
    ("cp1252.txt", "The mayor said “twelve people” died in Belmare’s flood on Monday.".encode("cp1252")),
    ("utf16.txt", GOOD.encode("utf-16")),
    ("mixed.txt", GOOD.encode() + b"The mayor\x92s office agreed.\n"),
    ("controls.txt", b"Twelve\x07 people\x1b[31m died\x00 in Belmare on Monday, the mayor said.\n"),
    ("bidi.txt", "\u202eTwelve people died\u202c in Belmare \U0001f62d e\u0301t\u00e9, the mayor said.\n".encode()),
    ("surrogate.txt", b"Twelve people died \xed\xa0\x80 in Belmare, the mayor said.\n"),
    ("greek.txt", "Τουλάχιστον δώδεκα άνθρωποι σκοτώθηκαν όταν έσπασε το φράγμα τη Δευτέρα, είπε ο δήμαρχος.".encode()),
]


@pytest.mark.parametrize(("name", "content"), ODD_BUT_GOOD)
def test_odd_input_is_read_and_kept(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = run("brief", tmp_path / name, "--format", "json")
    assert code == 0, err
    account = account_of(out)
    assert len(account["reports"]) == 1
    assert account["stories"] or account["set_aside"]


def test_an_unread_language_is_said_to_be_unread(run: Run, tmp_path: Path) -> None:
    (tmp_path / "greek.txt").write_text(ODD_BUT_GOOD[-1][1].decode(), encoding="utf-8")
    account = account_of(run("brief", tmp_path / "greek.txt", "--format", "json")[1])
    assert account["reports"][0]["lang"] == "el"
    assert not account["reports"][0]["readable"]
    assert "unread" in json.dumps(account["set_aside"])


def test_terminal_text_carries_no_escape_sequence_of_the_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "controls.txt").write_bytes(ODD_BUT_GOOD[4][1])
    assert "\x1b" not in run("brief", tmp_path / "controls.txt")[1]


def test_a_future_date_is_kept_as_stated(run: Run, tmp_path: Path) -> None:
    line = {"text": GOOD, "published": "2091-01-05"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    code, out, _ = run("brief", tmp_path / "a.jsonl", "--format", "json")
    assert code == 0
    assert account_of(out)["reports"][0]["published"] == "2091-01-05"


def test_identical_reports_are_many_reports_and_one_origin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text((json.dumps({"text": GOOD}) + "\n") * 300, encoding="utf-8")
    account = account_of(run("brief", tmp_path / "a.jsonl", "--format", "json")[1])
    assert len(account["reports"]) == 300
    assert len({report["id"] for report in account["reports"]}) == 300
    assert len(account["stories"]) == 1
    assert max(len(claim["origins"]) for claim in account["stories"][0]["claims"]) == 1


def test_help_and_import_stay_light() -> None:
    code = (
        "import sys, wireroom\nfrom wireroom import cli\nsys.argv = ['wireroom', '--help']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = [name for name in ('numpy', 'onnxruntime', 'lxml', 'trafilatura') if name in sys.modules]\n"
        "sys.exit(','.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage: wireroom" in done.stdout
