"""Rebuilds `registries/cues/lowercase.txt`: words that news writes in lower case unless they open a sentence.

Counted over the training parts of the shared data (word counts only, no text is kept). A capital on one of these says
nothing at the start of a sentence and little in a headline. Run: `.venv/bin/python training/build_lowercase.py`.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

DATA = Path(os.environ.get("WIREROOM_DATA", Path(__file__).parents[2] / "shared/data"))
OUT = Path(__file__).parents[1] / "src/wireroom/registries/cues/lowercase.txt"
PARTS = {
    "attribution/polnear.train.jsonl": "text",
    "attribution/framenet.train.jsonl": "text",
    "times/timebank_aquaint.train.jsonl": "text",
    "threading/violent_corpus.dev.jsonl": "content",
}
LEAST, SHARE, SOMETIMES = 4, 0.85, 0.25
# A word after one of these may be capitalised only by its place.
_OPENING = frozenset(".!?:\"“”'‘’`*-–—(|\n")
_WORD = re.compile(r"(?P<before>\S?)(?P<space>\s*)\b(?P<word>[A-Za-z]{2,})\b")


def main() -> None:
    """Write the list and say how long it is."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for name, key in PARTS.items():
        with (DATA / name).open(encoding="utf-8") as file:
            seen: set[str] = set()
            for line in file:
                text = json.loads(line)[key]
                if text not in seen:
                    count(text, lower, upper)
                seen.add(text)
    often = {word: n / (n + upper[word]) for word, n in sorted(lower.items()) if n >= LEAST}
    words = [word if share >= SHARE else f"~{word}" for word, share in often.items() if share >= SOMETIMES]
    OUT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {OUT.stat().st_size:,} bytes")


def count(text: str, lower: Counter[str], upper: Counter[str]) -> None:
    """Add the words of a text that do not open a sentence or stand in a Title Case line."""
    for line in text.split("\n"):
        words = line.split()
        if (
            not words
            or line.rstrip()[-1:] not in '.!?"”'
            or sum(word[:1].isupper() for word in words) > 0.5 * len(words)
        ):
            continue
        for match in _WORD.finditer(line):
            if match["before"] in _OPENING or match.start() == 0:
                continue
            word = match["word"]
            (lower if word.islower() else upper)[word.lower()] += 1


if __name__ == "__main__":
    main()
