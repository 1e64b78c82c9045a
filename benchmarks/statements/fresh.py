"""`python -m benchmarks.statements.fresh OUT`: the labelled folder of the fresh part, from gold/fresh.jsonl and dev data.

The gold holds no words of the texts: a line is a list of parts, each a place in the dev data ([corpus, row, start, end] of
the body, or [corpus, row, "title"]) or words of the stitcher's own (furniture, a respelled name). The texts are put
together from those places and not stitched anew, so they stay the same when sentences come to be split in another way.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.stitched.make import data_folder

GOLD = Path(__file__).parent / "gold" / "fresh.jsonl"
T17 = ("bpoil", "egypt", "h1n1", "mj")
# Timeline17 is tokenised. A copy of the stitcher's table: offsets of the gold count in text that was made plain by it.
_TOKENISED = (("-LRB- ", "("), (" -RRB-", ")"), ("`` ", "“"), (" ''", "”"), (" ,", ","), (" .", "."), (" 's", "'s"), (" n't", "n't"),
              (" ;", ";"), (" :", ":"), ("$ ", "$"), (" %", "%"), ("` ", "‘"), (" '", "’"), (" ?", "?"), ("\\/", "/"))  # fmt: skip
Row = dict[str, Any]
Article = tuple[str, str]


def main(arguments: list[str]) -> int:
    """Write stitched.jsonl and statements.jsonl into the folder named in the arguments."""
    if len(arguments) != 1:
        print("usage: python -m benchmarks.statements.fresh OUT", file=sys.stderr)
        return 2
    build(Path(arguments[0]))
    return 0


def build(out: Path) -> None:
    """Put the texts together, check each against its checksum, and say on standard error how many are as labelled."""
    out.mkdir(parents=True, exist_ok=True)
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    articles = {name: list(_articles(data_folder(), name)) for name in ("wikinews", "violent", "fakes", *T17)}
    texts = [text_of(row, articles) for row in gold]
    good = [place for place, row in enumerate(gold) if _check(texts[place]["text"]) == row["check"]]
    _write(out / "stitched.jsonl", [texts[place] for place in good])
    _write(out / "statements.jsonl", [one for place in good for one in rows_of(gold[place])])
    print(f"{len(good)} of {len(gold)} fresh texts are as they were labelled", file=sys.stderr)


def text_of(row: Row, articles: dict[str, list[Article]]) -> Row:
    """One text in the form of the stitcher: {id, text, lines}; a part that the data do not have is left empty."""
    text, spans = "", []
    for parts in row["lines"]:
        line = "".join(part if isinstance(part, str) else _words(part, articles) for part in parts)
        text += "\n\n" if text else ""
        spans.append({"start": len(text), "end": len(text) + len(line)})
        text += line
    return {"id": row["id"], "text": text, "lines": spans}


def rows_of(row: Row) -> list[Row]:
    """The rows of statements.jsonl of one text; offsets count in the whole text."""
    empty = [{"id": row["id"], "line": line, "none": True} for line in row["none"]]
    return [{"id": row["id"], **one} for one in row["statements"]] + empty


def _words(part: list[Any], articles: dict[str, list[Article]]) -> str:
    corpus, number, *where = part
    if number >= len(articles[corpus]):
        return ""
    article: Article = articles[corpus][number]
    return article[0] if where == ["title"] else article[1][where[0] : where[1]]


def _articles(folder: Path, corpus: str) -> Iterator[Article]:
    """Title and body of every article of a corpus, in the order of its file."""
    if corpus == "wikinews":
        for story in _rows(folder / "threading/wikinews_stories.dev.jsonl"):
            yield from (_article(row["title"], row["text"]) for row in story["articles"])
    elif corpus == "violent":
        for row in _rows(folder / "threading/violent_corpus.dev.jsonl"):
            yield _article(row["title"], row["content"])
    elif corpus == "fakes":
        for row in _rows(folder / "reports/fakes_syria.dev.jsonl"):
            yield _article(row["article_title"], row["article_content"])
    else:
        yield from (
            _article("", _plain(row["text"])) for row in _rows(folder / f"timeline/t17/{corpus}/articles.jsonl")
        )


def _article(title: object, body: object) -> Article:
    return " ".join(str(title).split()), str(body).replace("\n", " ")


def _plain(text: str) -> str:
    for tokenised, plain in _TOKENISED:
        text = text.replace(tokenised, plain)
    return text


def _check(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _rows(path: Path) -> Iterator[Row]:
    if not path.exists():
        print(f"skipped: {path} is not there (set WIREROOM_DATA)", file=sys.stderr)
        return
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def _write(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
