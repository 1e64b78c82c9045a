"""`python -m benchmarks.layout PATH`: how lines are told apart, on a violent_corpus file.

`title_recall`: titles called headlines when they stand alone. `prose_kept`: lines that end with a full stop and have
eight words or more, left as body (an upper bound on false alarms: some of these lines are furniture indeed).
`heaps_found`: texts stitched from reports of one incident (headlines, single sentences, a stray, furniture) called
mixed. `articles_kept`: reports pasted with their title not called mixed. Stitching is seeded.
"""

import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

from wireroom.read.sentences import layout, sentence_bounds
from wireroom.records.readings import Sentence
from wireroom.records.reports import Report

SEED = 3
MOST_HEAPS = 400
# Outlets put their name behind a title.
_OUTLET = re.compile(r" (?:::|\||-|–|>>|«) [^|]{3,60}$")
_FURNITURE = ("Latest News", "Read more", "Share this article", "Advertisement", "Most Popular", "Related stories")


def main(arguments: list[str]) -> int:
    """Score the file named in the arguments."""
    if len(arguments) != 1:
        print("usage: python -m benchmarks.layout PATH", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    titles = sorted({_OUTLET.sub("", row["title"]).strip() for row in rows} - {""})
    prose = sorted({line.strip() for row in rows for line in row["content"].split("\n") if is_prose(line)})
    heaps = stitched(rows)
    articles = [f"{row['title']}\n\n{row['content']}" for row in rows if len(row["content"]) > 600][:MOST_HEAPS]
    scores = {
        "title_recall": share([sentences_of(title)[0].kind == "headline" for title in titles]),
        "prose_kept": share([sentences_of(line)[0].kind == "body" for line in prose]),
        "heaps_found": share([mixed(heap) for heap in heaps]),
        "articles_kept": share([not mixed(article) for article in articles]),
    }
    print(
        json.dumps(
            {**scores, "titles": len(titles), "prose": len(prose), "heaps": len(heaps), "articles": len(articles)}
        )
    )
    return 0


def is_prose(line: str) -> bool:
    """Whether a line looks like a sentence of an article."""
    return line.strip().endswith(".") and len(line.split()) >= 8


def stitched(rows: list[dict[str, str]]) -> list[str]:
    """Heaps of one incident each, as a person pastes them together."""
    chance = random.Random(SEED)
    incidents: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        incidents[row["incident_id"]].append(row)
    several = sorted(incident for incident, members in incidents.items() if len(members) >= 3)
    chance.shuffle(several)
    return [_heap(incidents[incident], rows, chance) for incident in several[:MOST_HEAPS]]


def _heap(members: list[dict[str, str]], rows: list[dict[str, str]], chance: random.Random) -> str:
    heads = [row["title"] for row in chance.sample(members, chance.choice([2, 3]))]
    lines = [line for row in members for line in _some_sentences(row, 4, chance)]
    chance.shuffle(lines)
    lines = lines[: chance.randint(8, 14)]
    lines += _some_sentences(chance.choice(rows), 1, chance) + chance.sample(_FURNITURE, chance.choice([0, 1, 1, 2]))
    chance.shuffle(lines)
    return "\n\n".join([*heads, *lines])


def _some_sentences(row: dict[str, str], count: int, chance: random.Random) -> list[str]:
    found = [
        line[start:end]
        for line in row["content"].split("\n")
        for start, end in sentence_bounds(line, 0, len(line))
        if 40 < end - start < 400
    ]
    return chance.sample(found, min(count, len(found)))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that nothing is known of."""
    return layout(Report("benchmark", text, "benchmark", pasted=True)).sentences


def mixed(text: str) -> bool:
    """Whether a pasted text is called a heap."""
    return layout(Report("benchmark", text, "benchmark", pasted=True)).mixed


def share(outcomes: list[bool]) -> float:
    """The share of true outcomes."""
    return round(sum(outcomes) / len(outcomes), 4) if outcomes else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
