"""Corpora in their own formats to passages with labelled spans, all in one shape. Nothing of a file named test is read.

A passage keeps the marks of its corpus: spans per head, and only for the heads that its corpus labels. Labels that no
corpus has are added by our own rules and say so in MODEL_CARD.md: `group` and `event` inside CoNLL's ORG and MISC, and quantities.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.reader.renaming import renamed
from training.reader.teams import with_teams
from wireroom.read.heads import HEADS
from wireroom.read.quantities import find_quantities
from wireroom.read.sentences import layout
from wireroom.read.words import word_list
from wireroom.records.readings import Sentence
from wireroom.records.reports import Report

Labels = list[tuple[int, int, str]]  # begin, end, label

_ROLES = {"speaker": "source", "cue": "cue", "content": "content"}
_EVENTS = re.compile(
    r"\b(?:War|Wars|Cup|Games|Open|Championships?|Olympics?|Festival|Prix|Elections?|Revolution|Uprising|Summit|"
    r"Conference|Tour|League|Series|Masters|Classic|Rally|Marathon|Trophy|Stakes|Derby|Congress|Convention|Holocaust|"
    r"Accords?|Treaty|Day|Easter|Christmas|Ramadan|Super Bowl|Intifada)\b"
)
_TIGHT_LEFT = re.compile(r" (?=[,.;:?!%)\]}]|'s\b|n't\b|'\w{1,2}\b)")
_TIGHT_RIGHT = re.compile(r"(?<=[(\[{$]) ")
# Frames of FrameNet 1.5 in which a verb reports what someone says; its elements are the roles.
_FRAMES = frozenset(
    "Statement Telling Communication_response Communication_manner Communication_noise Complaining Predicting "
    "Reveal_secret Affirm_or_deny Reporting Claim_ownership Bragging Reasoning Questioning".split()
)
_ELEMENTS = {"Speaker": "speaker", "Medium": "speaker", "Message": "content"}


@dataclass(slots=True)
class Passage:
    """A text with its sentences and, for each head that is labelled here, the spans."""

    text: str
    sentences: tuple[Sentence, ...]
    labels: dict[str, Labels] = field(default_factory=dict)


def polnear(path: Path, annotators: int) -> Iterator[Passage]:
    """Who said what (Newell, Margolin and Ruths 2018); a text that several people annotated comes once for each."""
    for row in _rows(path):
        for name in sorted(row["annotations"])[:annotators]:
            marked = [
                (start, end, role)
                for one in row["annotations"][name]
                for role, key in _ROLES.items()
                for part in one.get(key, [])
                for start, end in part
            ]
            yield _passage(row["text"], attribution=marked)


def framenet(path: Path) -> Iterator[Passage]:
    """Sentences of FrameNet 1.5 with one reporting verb marked; contents and speakers are its elements."""
    for row in _rows(path):
        if row["frame"] not in _FRAMES or not row["lu"].endswith(".v"):
            continue
        marked = [(start, end, "cue") for start, end in row["target"]]
        marked += [(start, end, _ELEMENTS[name]) for name, start, end, _ in row["fe"] if name in _ELEMENTS]
        if {label for _, _, label in marked} >= {"cue", "content"}:
            yield _passage(row["text"], attribution=_apart(marked))


def times(path: Path) -> Iterator[Passage]:
    """TimeBank and AQUAINT (TempEval-3 training): time expressions with their type."""
    for row in _rows(path):
        yield _passage(row["text"], times=[(start, end, kind.lower()) for start, end, kind, *_ in row["timex"]])


def conll(path: Path, seed: int, *, other_names: bool = False) -> Iterator[Passage]:
    """CoNLL-2003: a sentence a line. Half of the documents keep spaces before punctuation, the others lose them.

    `other_names` gives every document other names (`renaming`).
    """
    chance = random.Random(seed)
    for number, document in enumerate(_documents(path)):
        lines = with_teams(renamed(document, f"{seed} {number}") if other_names else document)
        text, marked = _joined(lines, tight=chance.random() < 0.5)
        yield _passage(text, mentions=[(start, end, _kind(kind, text[start:end])) for start, end, kind in marked])


def plain(path: Path, key: str, most: int, seed: int) -> Iterator[Passage]:
    """Texts without labels, for the sentence vectors: `most` of them, drawn with the seed."""
    rows = [text for row in _rows(path) if isinstance(text := row.get(key), str) and text]
    random.Random(seed).shuffle(rows)
    for text in rows[:most]:
        yield _passage(text[:6_000])


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]  # rows of foreign files
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _passage(text: str, **labels: Labels) -> Passage:
    sentences = layout(Report("training", text, "training", lang="en")).sentences
    counted = [
        (sentence.start + found.start, sentence.start + found.end, found.kind)
        for sentence in sentences
        for found in find_quantities(sentence.words(text))
    ]
    known = {name: sorted(spans) for name, spans in labels.items()}
    known["quantities"] = [span for span in counted if span[2] in HEADS["quantities"]]
    return Passage(text, sentences, known)


def _apart(marked: Labels) -> Labels:
    """Overlaps removed: one piece has one role; the shorter span wins."""
    kept: Labels = []
    for start, end, label in sorted(marked, key=lambda one: one[1] - one[0]):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, label))
    return kept


def _documents(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Documents of a CoNLL file: lines of (token, tag)."""
    lines: list[list[tuple[str, str]]] = [[]]
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("-DOCSTART-"):
            if any(lines):
                yield [line for line in lines if line]
            lines = [[]]
        elif not row.strip():
            lines.append([])
        else:
            columns = row.split()
            lines[-1].append((columns[0], columns[-1]))
    if any(lines):
        yield [line for line in lines if line]


def _joined(lines: list[list[tuple[str, str]]], *, tight: bool) -> tuple[str, Labels]:
    text, marked = "", []
    for line in lines:
        words, spans = _line(line)
        if tight:
            words, spans = _tightened(words, spans)
        marked += [(len(text) + start, len(text) + end, kind) for start, end, kind in spans]
        text += words + "\n"
    return text, marked


def _line(line: list[tuple[str, str]]) -> tuple[str, Labels]:
    """One sentence joined by spaces. An I- of another kind, or after O, begins a span."""
    words, before = "", "O"
    spans: Labels = []
    for token, tag in line:
        mark, _, kind = tag.partition("-")
        start, end = len(words), len(words) + len(token)
        if mark == "I" and before.endswith(kind) and spans:
            spans[-1] = (spans[-1][0], end, kind)
        elif mark in ("B", "I"):
            spans.append((start, end, kind))
        words, before = words + token + " ", tag
    return words.rstrip(), spans


def _tightened(words: str, spans: Labels) -> tuple[str, Labels]:
    """The sentence as it would be printed, without spaces before commas, full stops and clitics."""
    drop = {match.start() for pattern in (_TIGHT_LEFT, _TIGHT_RIGHT) for match in pattern.finditer(words)}
    moved, shift = [], 0
    for index in range(len(words) + 1):
        moved.append(index - shift)
        shift += index in drop
    shorter = "".join(character for index, character in enumerate(words) if index not in drop)
    return shorter, [(moved[start], moved[end], kind) for start, end, kind in spans]


def _kind(kind: str, words: str) -> str:
    """CoNLL's four kinds in ours. Groups among organisations and events among the rest are told by our registries."""
    if kind == "ORG":
        last = words.rsplit(maxsplit=1)[-1]
        is_group = last in word_list("groups", "heads") or words in word_list("groups", "known")
        return "group" if is_group else "organisation"
    if kind == "MISC":
        return "event" if _EVENTS.search(words) else "other"
    return {"PER": "person", "LOC": "place", "GRP": "group"}[kind]
