"""`python -m benchmarks.quantities PATH [--errors]`: scores on a newsquant file; one JSON object last."""

import json
import sys
from pathlib import Path

from benchmarks.quantities.metric import Item, score, value_of
from wireroom.read.numerals import VAGUE_FLOOR
from wireroom.read.quantities import Quantity, find_quantities

# What the corpus does not annotate: dates, references, "no", and lengths of time as modifiers ("a five-year plan").
LEFT_OUT = ("date", "reference")


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print("usage: python -m benchmarks.quantities PATH [--errors]", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in Path(paths[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [(gold_of(row), found_in(row["text"])) for row in rows]
    if "--errors" in arguments:
        for row, (gold, found) in zip(rows, pairs, strict=True):
            show(row["text"], gold, found)
    result: dict[str, float | int] = {name: round(value, 4) for name, value in score(pairs).items()}
    result["sentences"] = len(rows)
    print(json.dumps(result))
    return 0


def gold_of(row: dict[str, list[dict[str, str]]]) -> list[Item]:
    """The gold quantities of one line of the file."""
    return [Item(value_of(q["value"].replace(" ", "")), q["normalized_unit"], q["change"]) for q in row["quantities"]]


def found_in(text: str) -> list[Item]:
    """What the reader finds in a sentence, in the corpus's terms."""
    return [
        Item(quantity.values or vague_values(text, quantity), quantity.normal_unit, quantity.change)
        for quantity in find_quantities(text)
        if annotated(text, quantity)
    ]


def vague_values(text: str, quantity: Quantity) -> tuple[float, ...]:
    """The corpus reads "hundreds" as 100 to 1,000; Wireroom gives vague counts no number."""
    floor = VAGUE_FLOOR.get(text[quantity.start : quantity.end].lower(), 0.0)
    return (floor, floor * 10)


def annotated(text: str, quantity: Quantity) -> bool:
    """Whether the corpus annotates quantities of this kind."""
    if quantity.kind in LEFT_OUT or quantity.negated:
        return False
    if (
        quantity.kind == "duration"
        and quantity.numerals[0].kind == "words"
        and text[quantity.end : quantity.end + 1] == "-"
    ):
        return False
    return bool(quantity.values) or text[quantity.start : quantity.end].lower() in VAGUE_FLOOR


def show(text: str, gold: list[Item], found: list[Item]) -> None:
    """Print a sentence whose gold and found quantities differ."""
    missed = [item for item in gold if item not in found]
    surplus = [item for item in found if item not in gold]
    if missed or surplus:
        print(text)
        for mark, items in (("  missed ", missed), ("  surplus", surplus)):
            for item in items:
                print(mark, item.change, item.value, item.unit)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
