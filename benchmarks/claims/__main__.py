"""`python -m benchmarks.claims FOLDER`: scores against the gold files of the folder (DESIGN section 5, LABELS.md).

figure_f1: found figures that overlap a gold figure, in the fully labelled articles. figure_bounds_accuracy: of those,
the share with the gold's low, best, high and whether low is exclusive. comparability_accuracy: pairs of figures with
the right label; a figure the reader missed makes its pair not_comparable. claim_macro_f1: mean F1 of the labels of
pairs of passages. origins_exact: clusters with the right number of independent origins; origins_multi_exact: of those
that have two or more. A gold file that is not there leaves its keys out. `--errors FILE` writes every miss.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from benchmarks.claims.desk import Desk, Row, desk_of, rows_of
from benchmarks.claims.metric import f1, macro_f1, matched, share
from wireroom.records.spans import Span
from wireroom.weigh.comparability import compare
from wireroom.weigh.likeness import likeness
from wireroom.weigh.origins import origins_of, voiced
from wireroom.weigh.standings import origin_count

BOUNDS = ("low", "best", "high", "low_exclusive")


def main(arguments: Sequence[str]) -> int:
    """Print the scores as one JSON object on the last line; 2 when the folder is missing."""
    folder = Path(arguments[0]) if arguments else Path()
    if not arguments or not (folder / "articles.jsonl").exists():
        print(
            "usage: python -m benchmarks.claims FOLDER [--errors FILE] (FOLDER holds articles.jsonl)", file=sys.stderr
        )
        return 2
    errors = StringIO()
    print(json.dumps(scores_of(folder, errors)))
    if arguments[1:2] == ["--errors"]:
        Path(arguments[2]).write_text(errors.getvalue(), encoding="utf-8")
    return 0


def scores_of(folder: Path, errors: TextIO | None = None) -> dict[str, float]:
    """Every score the folder has gold for."""
    gold = {
        name: rows_of(folder, f"{name}.gold.jsonl") for name in ("figures", "figure_pairs", "claim_pairs", "origins")
    }
    labelled = folder / "figures.articles.json"
    whole = {str(name) for name in json.loads(labelled.read_text(encoding="utf-8"))} if labelled.exists() else set()
    wanted = whole | set(_articles(list(gold.values())))
    desk = desk_of([row for row in rows_of(folder, "articles.jsonl") if str(row["unit_id"]) in wanted])
    scores: dict[str, float] = {}
    if whole:
        scores |= _figures(desk, [row for row in gold["figures"] if str(row["unit_id"]) in whole], whole, errors)
    if gold["figure_pairs"]:
        scores |= _figure_pairs(desk, gold["figure_pairs"], errors)
    if gold["claim_pairs"]:
        scores |= _claim_pairs(desk, gold["claim_pairs"], errors)
    if gold["origins"]:
        scores |= _origins(desk, gold["origins"], errors)
    return {key: round(score, 4) for key, score in scores.items()}


def _articles(value: Any) -> set[str]:
    """Every unit_id anywhere in the gold rows."""
    if isinstance(value, Mapping):
        own = {str(value["unit_id"])} if "unit_id" in value else set()
        return own.union(*(_articles(part) for part in value.values()))
    return set().union(*(_articles(part) for part in value)) if isinstance(value, list) else set()


def _figures(desk: Desk, gold: Sequence[Row], whole: set[str], errors: TextIO | None) -> dict[str, float]:
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in gold:
        by_article[str(row["unit_id"])].append(row)
    hits = found_count = 0
    bounds: list[bool] = []
    for article in sorted(whole & set(desk.places)):
        rows = by_article[article]
        found = [one for one in desk.observations if one.report_id == article]
        pairs = matched([Span(int(row["start"]), int(row["end"])) for row in rows], [one.span for one in found])
        hits, found_count = hits + len(pairs), found_count + len(found)
        for left, right in pairs:
            same = all(_equal(rows[left].get(key), getattr(found[right].span, key)) for key in BOUNDS)
            bounds.append(same)
            if not same:
                _note(errors, "bounds", rows[left], found[right].figure.anchor.quote)
        for left in sorted(set(range(len(rows))) - {pair[0] for pair in pairs}):
            _note(errors, "missed figure", rows[left], "")
        for right in sorted(set(range(len(found))) - {pair[1] for pair in pairs}):
            _note(errors, "extra figure", {"unit_id": article}, found[right].figure.anchor.quote)
    return {"figure_f1": f1(hits, len(gold), found_count), "figure_bounds_accuracy": share(bounds)}


def _equal(left: Any, right: Any) -> bool:
    return (left or None) == (right or None) or left == right


def _figure_pairs(desk: Desk, gold: Sequence[Row], errors: TextIO | None) -> dict[str, float]:
    right: list[bool] = []
    for row in gold:
        lefts, rights = desk.figures_at(row["a"]), desk.figures_at(row["b"])
        label, reason = "not_comparable", "not found"
        if lefts and rights:
            one, other = lefts[0], rights[0]
            found = compare(one, other, nearness=desk.nearness(row["a"], row["b"]))
            label, reason = ("updates" if found.kind == "corrects" else found.kind), found.reason
        right.append(label == row["label"])
        if not right[-1]:
            _note(errors, "figure pair", row, f"{label}: {reason}")
    return {"comparability_accuracy": share(right)}


def _claim_pairs(desk: Desk, gold: Sequence[Row], errors: TextIO | None) -> dict[str, float]:
    labels: list[str] = []
    for row in gold:
        left, right = desk.proposition_at(row["a"]), desk.proposition_at(row["b"])
        found = likeness(
            left, right, cosine=desk.cosine(left, right), rarity=desk.rarity, compare_figures=desk.compare_figures
        )
        labels.append(found.label)
        if found.label != row["label"]:
            _note(errors, "claim pair", row, f"{found.label}: {found.reasons}")
    print(sorted(Counter((str(row["label"]), label) for row, label in zip(gold, labels, strict=True)).items()))
    return {"claim_macro_f1": macro_f1([row["label"] for row in gold], labels)}


def _origins(desk: Desk, gold: Sequence[Row], errors: TextIO | None) -> dict[str, float]:
    exact: list[tuple[int, bool]] = []
    for row in gold:
        members = [desk.proposition_at(member) for member in row["members"]]
        origins = origins_of(members, voiced(members, desk.voices), desk.spoken)
        wanted = int(row["independent_origins"])
        exact.append((wanted, origin_count(origins) == wanted))
        if not exact[-1][1]:
            _note(errors, "origins", row, str([(origin.name, origin.kind) for origin in origins]))
    several = [right for wanted, right in exact if wanted > 1]
    return {"origins_exact": share([right for _, right in exact]), "origins_multi_exact": share(several)}


def _note(errors: TextIO | None, kind: str, gold: Row, found: str) -> None:
    if errors:
        errors.write(json.dumps({"kind": kind, "found": found, "gold": gold}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
