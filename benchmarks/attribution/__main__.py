"""`python -m benchmarks.attribution PATH [--statements] [--errors]`: span scores on a polnear file; one JSON object last.

Scored are the marks of the encoder, which was taught this annotation; with `--statements` the statements that the reader
makes of them, drawn as PolNeAR draws spans (they leave attitudes out, so their recall is bound to be lower). Each annotator's copy of a document counts as one document, as CofeNet does (Wang et al. 2022). A span is right only when
both ends equal a gold span of its role; fragments count one by one. F1 is over all documents together.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from benchmarks.attribution.conventions import roles_of
from benchmarks.attribution.marks import marked_roles
from wireroom.read import read
from wireroom.records.readings import Reading
from wireroom.records.reports import Report
from wireroom.records.spans import Span

ROLES = {"speaker": "source", "cue": "cue", "content": "content"}
Attribution = dict[str, list[list[list[int]]]]


class Document(TypedDict):
    """One line of a polnear file: the text, and per annotator the spans of each role with their fragments."""

    text: str
    annotations: dict[str, list[Attribution]]


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if not paths:
        print("usage: python -m benchmarks.attribution PATH [--statements] [--errors]", file=sys.stderr)
        return 2
    counts: Counter[tuple[str, str]] = Counter()
    documents = 0
    rows: list[Document] = [json.loads(line) for line in Path(paths[0]).read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    found_in = stated_roles if "--statements" in arguments else marked_roles
    for document, found in zip(rows, found_in(texts), strict=True):
        for annotator in sorted(document["annotations"]):
            documents += 1
            _count(counts, gold_of(document["annotations"][annotator]), found)
            if "--errors" in arguments:
                _show(document["text"], gold_of(document["annotations"][annotator]), found)
    print(json.dumps({**_scores(counts), "documents": documents}))
    return 0


def stated_roles(texts: Sequence[str]) -> list[dict[str, set[Span]]]:
    """For each text the spans of the statements that the reader finds, drawn as PolNeAR would."""
    readings = read([Report(id="benchmark", text=text, name="benchmark", lang="en") for text in texts])
    return [
        roles_of(text, reading.statements)
        for text, reading in zip(texts, readings, strict=True)
        if isinstance(reading, Reading)
    ]


def gold_of(attributions: list[Attribution]) -> dict[str, set[Span]]:
    """The gold fragments of each role."""
    return {
        role: {Span(start, end) for one in attributions for span in one.get(key, []) for start, end in span}
        for role, key in ROLES.items()
    }


def _count(counts: Counter[tuple[str, str]], gold: dict[str, set[Span]], found: dict[str, set[Span]]) -> None:
    for role in ROLES:
        counts[role, "right"] += len(gold[role] & found[role])
        counts[role, "gold"] += len(gold[role])
        counts[role, "found"] += len(found[role])


def _scores(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for role in ROLES:
        right, gold, found = (counts[role, key] for key in ("right", "gold", "found"))
        scores[f"{role}_f1"] = round(2 * right / (gold + found), 4) if gold + found else 0.0
        scores[f"{role}_precision"] = round(right / found, 4) if found else 0.0
        scores[f"{role}_recall"] = round(right / gold, 4) if gold else 0.0
    return scores


def _show(text: str, gold: dict[str, set[Span]], found: dict[str, set[Span]]) -> None:
    for role in ROLES:
        for mark, spans in (("missed ", gold[role] - found[role]), ("surplus", found[role] - gold[role])):
            for span in sorted(spans):
                print(f"{role} {mark} {span.words(text)!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
