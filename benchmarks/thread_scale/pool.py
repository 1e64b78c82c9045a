"""The pool of real texts: read once with the real reader, kept as words, names and vectors in a file of one's own.

Texts come from the dev files threading/violent_corpus (whole incidents), timeline/t17 and reports/fakes_syria, chosen by a
hash of their ids. Nothing of it is part of the repository: the file lies where `--cache` says. Two statistics are taken
from the incidents of the violent corpus and kept with the texts: how many reports an incident has, and how many days
after its first report another one came.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from wireroom.read import read
from wireroom.read.words import tokens
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.readings import Material, Reading
from wireroom.records.reports import Report
from wireroom.records.spans import Span
from wireroom.thread.facets import keys_of
from wireroom.thread.units import unit_of

SHARES = {"violent": 1800, "t17": 500, "fakes": 300}  # texts of each file
MOST_LETTERS = 12_000  # of one text, whole lines: liveblogs and pasted archives are cut
BATCH = 32
WORD, NUMBER, NAME = 0, 1, 2


class Token(msgspec.Struct, array_like=True, gc=False):
    """One word with the letters before it; `kind` says whether an event renames it."""

    gap: str
    word: str
    kind: int


class PoolSentence(msgspec.Struct, array_like=True, gc=False):
    """A sentence as tokens, the letters after its last one, and what else than words threading counts in it (names, days, …)."""

    tokens: list[Token]
    end: str
    ties: list[str]


class PoolText(msgspec.Struct, array_like=True, gc=False):
    """One text of the pool. `story` is the gold incident (empty where there is none), `day` an ordinal day or 0.

    `vector` is the float16 vector of the report as threading makes it.
    """

    id: str
    story: str
    day: int
    title: int
    sentences: list[PoolSentence]
    vector: bytes


class Pool(msgspec.Struct):
    """All texts, the sizes of incidents, and the days between an incident's first report and another one."""

    texts: list[PoolText]
    sizes: list[int]
    lags: list[int]


@dataclass(frozen=True, slots=True)
class Row:
    """A text as its file has it."""

    id: str
    story: str
    title: str
    text: str
    day: str | None


def load_pool(data: Path, cache: Path) -> Pool:
    """The pool from the cache, or read from the data and kept there; reading takes minutes."""
    file = cache / "pool.msgpack"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        file.write_bytes(to_bytes(build_pool(data)))
    return from_bytes(file.read_bytes(), Pool)


def build_pool(data: Path) -> Pool:
    """Read the chosen texts with the shipped reader."""
    violent = list(_violent(data))
    rows = [*_whole_stories(violent, SHARES["violent"]), *_chosen(_t17(data), SHARES["t17"])]
    rows += _chosen(_fakes(data), SHARES["fakes"])
    texts: list[PoolText] = []
    for start in range(0, len(rows), BATCH):
        texts += read_rows(rows[start : start + BATCH])
        print(f"pool: {len(texts)} of {len(rows)} texts read", flush=True)
    days: dict[str, list[int]] = defaultdict(list)
    for row in violent:
        days[row.story].append(datetime.fromisoformat(row.day or "").toordinal())
    lags = [day - min(group) for group in days.values() for day in sorted(group)[1:]]
    return Pool(texts, sorted(len(group) for group in days.values()), sorted(lags))


def read_rows(rows: Sequence[Row]) -> Iterator[PoolText]:
    """The texts of rows as the pool keeps them; a text that cannot be read is left out."""
    reports = [_report(row) for row in rows]
    for row, report, reading in zip(rows, reports, read(reports), strict=True):
        if isinstance(reading, Reading) and reading.sentences:
            yield _pooled(row, Material(report, reading))


def _report(row: Row) -> Report:
    lines, letters = [], 0
    for line in (" ".join(line.split()) for line in row.text.split("\n")):
        if line and letters < MOST_LETTERS:
            lines.append(line)
            letters += len(line)
    text = "\n\n".join([row.title, *lines] if row.title else lines) or "-"
    published = datetime.fromisoformat(row.day).replace(tzinfo=UTC) if row.day else None
    title = Span(0, len(row.title)) if row.title else None
    return Report(row.id, text, row.id, title, "pool", published=published, published_grain="day" if row.day else None)


def _pooled(row: Row, material: Material) -> PoolText:
    passages = tuple(range(len(material.reading.sentences)))
    vector = unit_of(material, passages).vector
    named = _name_letters(material)
    text = material.report.text
    sentences = []
    for index, sentence in enumerate(material.reading.sentences):
        words = list(_tokens(text, sentence, named))
        end = text[words[-1][1] : sentence.end] if words else sentence.words(text)
        ties = sorted(key for key in keys_of(material, (index,)) if not key[0].isalnum())
        sentences.append(PoolSentence([token for token, _ in words], end, ties))
    day = material.report.published.toordinal() if material.report.published else 0
    return PoolText(row.id, row.story, day, int(bool(row.title)), sentences, vector.astype("<f2").tobytes())


def _name_letters(material: Material) -> set[int]:
    """Places of letters that lie in a mention of an actor or a place."""
    spans: Iterable[Span] = (*material.reading.mentions, *material.reading.places)
    return {place for span in spans for place in range(span.start, span.end)}


def _tokens(text: str, sentence: Span, named: set[int]) -> Iterator[tuple[Token, int]]:
    """Each word of a sentence with the place where it ends."""
    at = sentence.start
    for word in tokens(sentence.words(text)):
        start = text.index(word, at)
        kind = NUMBER if word[0].isdigit() else NAME if start in named and word[0].isupper() else WORD
        yield Token(text[at:start], word, kind), start + len(word)
        at = start + len(word)


def _violent(data: Path) -> Iterator[Row]:
    for row in _lines(data / "threading/violent_corpus.dev.jsonl"):
        yield Row(row["doc_id"], row["incident_id"], " ".join(row["title"].split()), row["content"], row["dct"][:10])


def _t17(data: Path) -> Iterator[Row]:
    for file in sorted((data / "timeline/t17").glob("*/articles.jsonl")):
        for row in _lines(file):
            yield Row(f"{file.parent.name}/{row['id']}", "", "", row["text"], row["time"][:10])


def _fakes(data: Path) -> Iterator[Row]:
    for row in _lines(data / "reports/fakes_syria.dev.jsonl"):
        yield Row(row["unit_id"], "", " ".join(row["article_title"].split()), row["article_content"], None)


def _lines(file: Path) -> Iterator[dict[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _chosen(rows: Iterable[Row], most: int) -> list[Row]:
    return sorted(rows, key=lambda row: sha256(row.id.encode()).digest())[:most]


def _whole_stories(rows: Sequence[Row], most: int) -> list[Row]:
    ordered = sorted(rows, key=lambda row: (sha256(row.story.encode()).digest(), row.id))
    return ordered[:most]
