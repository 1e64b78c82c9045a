"""Texts of a benchmark file or folder, whatever its format, and the exact overlap of any two of them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LEAST_WORDS = 120
RUN = 8  # words in a row that two writers do not choose by chance
COMMON = 200  # texts; a run in more of them would make the exact count quadratic
_WORD = re.compile(r"\w+")
_TEXT_KEYS = ("content", "article_content", "text")
_TITLE_KEYS = ("title", "article_title")
_DAY_KEYS = ("dct", "time", "date", "published")


@dataclass(frozen=True, slots=True)
class Original:
    """A text of the data: its paragraphs, title, outlet, the moment made from its day, and its event (an incident, a day)."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    outlet: str
    published: datetime
    event: str

    @property
    def words(self) -> int:
        """Words of the body."""
        return sum(len(_WORD.findall(paragraph)) for paragraph in self.paragraphs)


def load(path: Path) -> list[Original]:
    """Every text of LEAST_WORDS words or more, in a fixed order, equal bodies once."""
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    found: dict[str, Original] = {}
    for row in (row for file in files for row in _rows(file)):
        original = _original(row)
        if original.words >= LEAST_WORDS:
            found.setdefault(" ".join(_tokens(original)), original)
    return sorted(found.values(), key=lambda original: original.id)


def overlaps(originals: Sequence[Original]) -> dict[tuple[str, str], float]:
    """For each pair of ids (sorted) that share a run of eight words the larger share of either's words in shared runs.

    Exact and slow on purpose: it is the gold of what truly shares text. Runs in more than COMMON texts count for no pair.
    """
    tokens = {original.id: _tokens(original) for original in originals}
    holders: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for name, words in tokens.items():
        for at in range(len(words) - RUN + 1):
            holders[tuple(words[at : at + RUN])][name].append(at)
    covered: dict[tuple[str, str], set[int]] = defaultdict(set)
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            for left, right in combinations(sorted(held), 2):
                covered[left, right].update(at + step for at in held[left] for step in range(RUN))
                covered[right, left].update(at + step for at in held[right] for step in range(RUN))
    pairs = {(min(pair), max(pair)) for pair in covered}
    return {
        (left, right): max(
            len(covered[left, right]) / len(tokens[left]),
            len(covered[right, left]) / len(tokens[right]),
        )
        for left, right in sorted(pairs)
    }


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        for number, article in enumerate(row.get("articles", ())):
            yield {**article, "event": row.get("title", ""), "id": f"{row.get('title')}/{number}"}
        if any(key in row for key in _TEXT_KEYS):
            yield row


def _original(row: dict[str, Any]) -> Original:
    text, title, day = (
        next((row[key] for key in keys if row.get(key)), "") for keys in (_TEXT_KEYS, _TITLE_KEYS, _DAY_KEYS)
    )
    paragraphs = tuple(" ".join(line.split()) for line in str(text).split("\n") if line.strip())
    if len(paragraphs) < 3:
        paragraphs = _grouped(" ".join(paragraphs))
    name = sha256(f"{row.get('doc_id') or row.get('unit_id') or row.get('id')}{text}".encode()).hexdigest()[:16]
    address = str(row.get("uri") or row.get("ext_url") or row.get("url") or "")
    outlet = str(row.get("outlet") or row.get("source") or urlsplit(address).hostname or f"outlet-{name[:4]}")
    event = str(row.get("event") or row.get("incident_id") or f"{day}{row.get('location', '')}")
    # The hour is made up, from the text itself: the data give days.
    hours = int(name[:4], 16) % 24
    return Original(
        name, " ".join(str(title).split()), paragraphs, outlet, _day(str(day)) + timedelta(hours=hours), event
    )


def _grouped(text: str) -> tuple[str, ...]:
    """Paragraphs of three sentences for a text without lines."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text)
    return tuple(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3) if sentences[at])


def _day(words: str) -> datetime:
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        for length in (10, len(words)):
            try:
                return datetime.strptime(words[:length], form).replace(tzinfo=UTC)
            except ValueError:
                continue
    return datetime(2000, 1, 1, tzinfo=UTC)


def _tokens(original: Original) -> list[str]:
    return [word.casefold() for word in _WORD.findall(" ".join(original.paragraphs))]
