"""The encoder: vectors of unit length that depend on the sentence alone, and damage that is never passed over."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.errors import EncoderError
from wireroom.read.encoder import EncoderRecipe, load_encoder
from wireroom.read.heads import HEADS
from wireroom.read.modelfiles import SHIPPED
from wireroom.read.sentences import layout
from wireroom.read.windows import MAX_CHARACTERS
from wireroom.records.reports import Report

SENTENCES = (
    "At least 14 people were hurt when a tram left the rails near the Corran bridge.",
    "Fourteen people were injured as a tram derailed close to the bridge at Corran.",
    "The goalkeeper saved two penalties as Harn United reached their first cup final.",
    "Strike enters third week",
    "The river rose two metres overnight and cut the road to Aldmere, the district office said.",
    "The river fell two metres overnight and freed the road to Aldmere, the district office said.",
    "Police said so.",
)
ODD = {
    "empty": "",
    "blank": " \n\t ",
    "emoji": "🚨 Breaking 🧨 👩‍👩‍👧",
    "lone surrogate": "a \ud83d b \udc00",
    "null": "a\x00b",
    "noncharacter": "\uffff\U0010ffff",
    "arabic": "قالت الوزارة إن الطريق مغلق",
    "one long word": "x" * 10_000,
    "huge": "The convoy moved on. " * 500,
    "combining marks": "e" + "\u0301" * 5_000,
}
ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.fixture
def copied(tmp_path):
    return Path(shutil.copytree(SHIPPED, tmp_path / "encoder"))


def test_gives_float32_rows_of_unit_length():
    vectors = load_encoder().encode(SENTENCES)
    assert (vectors.shape, vectors.dtype) == ((len(SENTENCES), load_encoder().dims), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_puts_sentences_of_one_meaning_closer_than_others():
    vectors = load_encoder().encode(SENTENCES)
    assert vectors[0] @ vectors[1] > 0.7
    assert vectors[0] @ vectors[2] < 0.3


def test_gives_the_same_bytes_twice():
    assert load_encoder().encode(SENTENCES).tobytes() == load_encoder().encode(SENTENCES).tobytes()


def test_gives_the_same_bytes_alone_and_in_company():
    together = load_encoder().encode(SENTENCES)
    alone = np.concatenate([load_encoder().encode([sentence]) for sentence in SENTENCES])
    assert together.tobytes() == alone.tobytes()


def test_gives_the_same_bytes_in_batches_of_equal_length():
    numbers = [f"Officials in Velsk said {number} houses had lost their roofs." for number in range(10, 60)]
    together = load_encoder().encode(numbers)
    alone = np.concatenate([load_encoder().encode([sentence]) for sentence in numbers])
    assert len(np.unique(together, axis=0)) == len(numbers)
    assert together.tobytes() == alone.tobytes()


def test_gives_the_same_bytes_on_one_thread_and_on_three():
    three = load_encoder(EncoderRecipe(threads=3))
    assert three.encode(SENTENCES).tobytes() == load_encoder().encode(SENTENCES).tobytes()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), ANY_TEXT), min_size=1, max_size=8), st.randoms())
def test_ignores_order_and_company(sentences, random):
    order = random.sample(range(len(sentences)), len(sentences))
    vectors = load_encoder().encode(sentences)
    shuffled = load_encoder().encode([sentences[place] for place in order])
    assert vectors[order].tobytes() == shuffled.tobytes()


def test_gives_equal_sentences_equal_rows_at_their_places():
    first, second, again = load_encoder().encode([SENTENCES[0], SENTENCES[2], SENTENCES[0]])
    assert first.tobytes() == again.tobytes() != second.tobytes()


def test_gives_no_rows_for_no_sentences():
    vectors = load_encoder().encode([])
    assert (vectors.shape, vectors.dtype) == ((0, load_encoder().dims), np.float32)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_takes_any_text(text):
    (vector,) = load_encoder().encode([text])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_does_not_read_past_the_limit():
    head = "word " * (MAX_CHARACTERS // 5)
    first, second = load_encoder().encode([head + "bread", head + "war"])
    assert first.tobytes() == second.tobytes()


def test_reads_a_hundred_tokens():
    head = "word " * 100
    first, second = load_encoder().encode([head + "bread", head + "war"])
    assert first.tobytes() != second.tobytes()


def test_loads_once_a_recipe():
    assert load_encoder() is load_encoder(EncoderRecipe())
    assert load_encoder() is not load_encoder(EncoderRecipe(threads=2))


def test_takes_a_folder(copied):
    vectors = load_encoder(EncoderRecipe(str(copied))).encode(SENTENCES)
    assert vectors.tobytes() == load_encoder().encode(SENTENCES).tobytes()


def put(folder, name, content):
    """Write a file and its checksum into the manifest, as one does who exports it anew."""
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("name", ["sentences.onnx", "windows.onnx", "pooled.npy", "tokenizer.json", "chains.json"])
def test_refuses_an_altered_file(copied, name):
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (copied / name).write_bytes(content)
    with pytest.raises(EncoderError, match=rf"{name}.*SHA-256.*training\.export_encoder") as caught:
        load_encoder(EncoderRecipe(str(copied)))
    assert caught.value.path == str(copied / name)


@pytest.mark.parametrize("name", ["sentences.onnx", "windows.onnx", "tokenizer.json", "chains.json", "manifest.json"])
def test_refuses_a_folder_without_a_file(copied, name):
    (copied / name).unlink()
    with pytest.raises(EncoderError, match=rf"{name}.*No such file.*Install the package again"):
        load_encoder(EncoderRecipe(str(copied)))


@pytest.mark.parametrize("content", ["", "{}", '{"name": 1}', "\xff"])
def test_refuses_a_broken_manifest(copied, content):
    (copied / "manifest.json").write_text(content, encoding="latin-1")
    with pytest.raises(EncoderError, match=r"manifest\.json: it cannot be read"):
        load_encoder(EncoderRecipe(str(copied)))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("sentences.onnx", "onnxruntime cannot load it"),
        ("windows.onnx", "onnxruntime cannot load it"),
        ("tokenizer.json", "tokenizers cannot load it"),
        ("pooled.npy", "it cannot be read"),
        ("chains.json", "it cannot be read"),
    ],
)
def test_refuses_a_file_that_its_reader_cannot_load(copied, name, problem):
    put(copied, name, b"no model")
    with pytest.raises(EncoderError, match=f"{name}: {problem}"):
        load_encoder(EncoderRecipe(str(copied)))


def array(*shape):
    kept = io.BytesIO()
    np.save(kept, np.ones(shape, dtype=np.float32))
    return kept.getvalue()


def chains(change):
    kept = json.loads((SHIPPED / "chains.json").read_text())
    return json.dumps(change(kept)).encode()


def vocabulary(change):
    kept = json.loads((SHIPPED / "tokenizer.json").read_text(encoding="utf-8"))
    change(kept["model"]["vocab"])
    return json.dumps(kept).encode()


def without_its_last_tag(kept):
    head = kept["mentions"]
    rows = [row[:-1] for row in head["transitions"][:-1]]
    return kept | {"mentions": {"transitions": rows, "starts": head["starts"][:-1], "ends": head["ends"][:-1]}}


MISFITS = {
    "pooled of half the width": ("pooled.npy", lambda: array(384, 384), r"pooled\.npy.*\(384, 384\).*\(384, 768\)"),
    "pooled of other dims": ("pooled.npy", lambda: array(256, 512), r"pooled\.npy.*256, 512"),
    "pooled of one axis": ("pooled.npy", lambda: array(384), r"pooled\.npy.*\(384,\)"),
    "the graphs changed round": ("windows.onnx", (SHIPPED / "sentences.onnx").read_bytes, r"windows\.onnx: its inputs"),
    "the other graph below": ("sentences.onnx", (SHIPPED / "windows.onnx").read_bytes, r"sentences\.onnx: its inputs"),
    "an unknown head": (
        "chains.json",
        lambda: chains(lambda kept: {"attribution": kept["attribution"], "moods": kept["mentions"]}),
        r"chains\.json: it has a head 'moods'",
    ),
    "a head dropped": (
        "chains.json",
        lambda: chains(lambda kept: {"attribution": kept["attribution"]}),
        r"windows\.onnx: scores is 38 wide.*13",
    ),
    "no head": ("chains.json", lambda: b"{}", r"windows\.onnx: scores is 38 wide.*0"),
    "a head with other tags": ("chains.json", lambda: chains(without_its_last_tag), "mentions has 24 tags, not 25"),
    "heads changed round": (
        "chains.json",
        lambda: chains(lambda kept: {head: kept[head] for head in ("mentions", "attribution")}),
        "order mentions, attribution",
    ),
    "one name for the other head": (
        "chains.json",
        lambda: chains(lambda kept: {"attribution": kept["mentions"], "mentions": kept["attribution"]}),
        "attribution has 25 tags, not 13",
    ),
    "words that the model lacks": (
        "tokenizer.json",
        lambda: vocabulary(lambda words: words.update(qzarvad=len(words))),
        r"tokenizer\.json: sentences\.onnx does not take its last word",
    ),
    "other numbers of the marks": (
        "tokenizer.json",
        lambda: vocabulary(lambda words: words.update({"[CLS]": words["[SEP]"], "[SEP]": words["[CLS]"]})),
        r"tokenizer\.json: \[CLS\] and \[SEP\]",
    ),
}


@pytest.mark.parametrize(("name", "content", "problem"), MISFITS.values(), ids=MISFITS.keys())
def test_refuses_files_that_do_not_fit_each_other(copied, name, content, problem):
    put(copied, name, content())
    with pytest.raises(EncoderError, match=rf"{problem}.*training\.export_encoder") as caught:
        load_encoder(EncoderRecipe(str(copied)))
    assert str(copied) in caught.value.path


def test_refuses_a_manifest_with_other_dims(copied):
    manifest = json.loads((copied / "manifest.json").read_text())
    (copied / "manifest.json").write_text(json.dumps(manifest | {"dims": 256}))
    with pytest.raises(EncoderError, match=r"sentences\.onnx: middle is 384 wide; the other files want 256"):
        load_encoder(EncoderRecipe(str(copied)))


def test_ships_the_files_of_its_manifest():
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    sums = {name: hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() for name in manifest["files"]}
    assert manifest["files"] == sums
    assert manifest["dims"] == load_encoder().dims
    assert sum((SHIPPED / name).stat().st_size for name in ("sentences.onnx", "windows.onnx")) < 25_000_000


def test_card_names_the_version_and_licence():
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert f"{manifest['name']}, version {manifest['version']}" in card
    assert "Apache-2.0" in card


def test_import_loads_no_engine():
    engines = "{'numpy', 'onnxruntime', 'tokenizers'}"
    code = f"import sys, wireroom.read.encoder; print(sorted({engines} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_loading_leaves_nothing_in_the_home_of_the_user(tmp_path: Path) -> None:
    code = "from wireroom.read.encoder import load_encoder; load_encoder().encode(['Rain fell on Tolva.'])"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.rglob("*")) == []


STORY = (
    "A tram left the rails near the Corran bridge on Monday. Nobody was hurt, said Ona Brel, who runs the line.\n\n"
    "“We were lucky,” she said. “It could have been far worse.”\n\nThe town of Velsk will pay for the repair.\n"
)
OTHER = "Harn United reached their first cup final on Friday, the league said.\n"


def laid_out(text):
    return text, layout(Report("r", text, "r", lang="en")).sentences


def test_marks_are_spans_of_the_text_with_labels_of_their_head():
    (encoding,) = load_encoder().read([laid_out(STORY)])
    assert set(encoding.marks) >= {"attribution", "mentions"}
    for head, marks in encoding.marks.items():
        labels = HEADS["attribution" if head == "nested" else head]
        assert all(mark.label in labels and mark.words(STORY).strip() for mark in marks)
        assert list(marks) == sorted(marks)


def test_marks_who_said_what():
    (encoding,) = load_encoder().read([laid_out(STORY)])
    marked = {(mark.label, mark.words(STORY)) for mark in encoding.marks["attribution"]}
    assert {("speaker", "she"), ("cue", "said")} <= marked
    assert {"person", "place"} <= {mark.label for mark in encoding.marks["mentions"]}


def test_a_text_gives_the_same_alone_and_in_company_and_on_three_threads():
    alone = [load_encoder().read([laid_out(text)])[0] for text in (STORY, OTHER)]
    three = load_encoder(EncoderRecipe(threads=3))
    for together in (
        load_encoder().read([laid_out(STORY), laid_out(OTHER)]),
        three.read([laid_out(STORY), laid_out(OTHER)]),
    ):
        for left, right in zip(alone, together, strict=True):
            assert left.vectors.tobytes() == right.vectors.tobytes()
            assert left.marks == right.marks


def test_a_sentence_has_one_vector_whatever_stands_around_it():
    sentence = "Nobody was hurt, said Ona Brel, who runs the line."
    (encoding,) = load_encoder().read([laid_out(STORY)])
    assert encoding.vectors[1].tobytes() == load_encoder().encode([sentence])[0].tobytes()


def test_equal_texts_give_equal_marks_at_their_own_places():
    first, second = load_encoder().read([laid_out(OTHER), laid_out("\n" + OTHER)])
    shifted = [(mark.start + 1, mark.end + 1, mark.label) for mark in first.marks["attribution"]]
    assert shifted == [(mark.start, mark.end, mark.label) for mark in second.marks["attribution"]]


def test_an_empty_text_has_neither_vectors_nor_marks():
    (encoding,) = load_encoder().read([("", ())])
    assert encoding.vectors.shape == (0, load_encoder().dims)
    assert not any(encoding.marks.values())
