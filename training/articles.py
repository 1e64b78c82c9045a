"""Articles of other corpora as stories of their own: the stitched benchmark has few themes, the world has many.

Training parts of PolNeAR, TimeBank and CoNLL-2003 and the dev part of LGL with GeoVirus: politics, business, sport, local news.
"""

import json
import random
from collections.abc import Iterator

from benchmarks.stitched.make import TOKENISED, Article, Group, article_of, data_folder

MOST_ARTICLES = 900  # of each corpus
FEWEST_SENTENCES = 5


def other_groups(most: int = MOST_ARTICLES) -> list[Group]:
    """Stories of one article each, up to `most` of each corpus, sorted by name; the corpus is the theme."""
    groups = []
    for theme, texts in (
        ("polnear", _texts("attribution/polnear.train.jsonl")),
        ("timebank", _texts("times/timebank_aquaint.train.jsonl")),
        ("local", _texts("places/lgl_geovirus.dev.jsonl")),
        ("wire", _tokens("entities/conllpp.train.txt")),
    ):
        articles = [article_of("", text) for text in texts]
        kept = [article for article in articles if len(article.sentences) >= FEWEST_SENTENCES]
        random.Random(theme).shuffle(kept)
        groups += [_group(theme, number, article) for number, article in enumerate(kept[:most])]
    return groups


def _group(theme: str, number: int, article: Article) -> Group:
    return Group(f"{theme} {number:04d}", theme, [article])


def _texts(name: str) -> Iterator[str]:
    path = data_folder() / name
    for line in path.read_text(encoding="utf-8").splitlines():
        text = str(json.loads(line)["text"])
        for tokenised, plain in TOKENISED if " ." in text else ():
            text = text.replace(tokenised, plain)
        yield text


def _tokens(name: str) -> Iterator[str]:
    """The documents of a CoNLL file, a sentence a line."""
    documents = (data_folder() / name).read_text(encoding="utf-8").split("-DOCSTART- ")
    for document in documents[1:]:
        sentences = [[line.split(" ")[0] for line in block.splitlines()] for block in document.split("\n\n")[1:]]
        text = "\n\n".join(" ".join(sentence) for sentence in sentences)
        for tokenised, plain in TOKENISED:
            text = text.replace(tokenised, plain)
        yield text
