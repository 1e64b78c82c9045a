"""Stitches texts like the seed from dev data: headlines, lines of one story from several outlets, strays, furniture.

    python -m benchmarks.stitched.make OUT [--count 300] [--seed 7] [--part fit|test|all]

OUT is a file outside the repository (texts belong to their publishers). A line is {id, text, lines: [{start, end,
label}], name_variants}; labels as in DESIGN section 5. Stories are split by a hash of their name, so that no story of
the part `test` was ever seen in `fit`. A stray must show by its own words that it belongs elsewhere (LABELS.md): it has
a name that stands nowhere in the articles of the main story.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from wireroom.read.sentences import layout
from wireroom.records.reports import Report

TEST_SHARE = 0.4
# How often a text's story comes from each kind of corpus.
THEMES = {"wikinews": 30, "violent": 30, "fakes": 25, "t17 bpoil": 4, "t17 egypt": 4, "t17 h1n1": 4, "t17 mj": 3}
# A hard stray comes from the stories of the theme that are most alike, so many of them.
MOST_ALIKE = 12
# Lines of the story that share no name, number or long word with the other lines are mostly left out.
LOOSE_LINES_KEPT = 0.25
LINE_LETTERS = (45, 380)
LEAD_SENTENCES = 14
DRAWS_A_STRAY = 80
_JUNK = re.compile(
    r"copyright|all rights reserved|click|subscribe|newsletter|@|https?:|www\.|follow (?:us|him|her)|posted|updated|photo|"
    r"cookie|comment|sign up|advert|e-?mail|video|read more|tweets?\b|browser|javascript|download|share this|\|",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_PERSON = re.compile(
    r"\b([A-Z][a-z]{3,} [A-Z][a-z]{4,})\b(?= (?:said|says|told|added)\b)"
    r"|(?:said|told) ([A-Z][a-z]{3,} [A-Z][a-z]{4,})\b(?=[.,])"
    r"|(?:Dr|Mr|Sgt|Gen|Lt|Capt|Sheriff|Chief|Minister|President|spokesman|spokeswoman|director|activist|officer)\.? "
    r"([A-Z][a-z]{3,} [A-Z][a-z]{4,})\b"
)
_CONTENT = re.compile(r"\b(?:[A-Z][\w-]{3,}|[a-z]{7,}|\d+)\b")
_ACRONYM = re.compile(r"((?:[A-Z][\w'’-]+ )(?:(?:of|and|for|the|[A-Z][\w'’-]+) ){0,4}[A-Z][\w'’-]+) \(([A-Z]{2,6})\)")
TOKENISED = (("-LRB- ", "("), (" -RRB-", ")"), ("`` ", "“"), (" ''", "”"), (" ,", ","), (" .", "."), (" 's", "'s"), (" n't", "n't"),
              (" ;", ";"), (" :", ":"), ("$ ", "$"), (" %", "%"), ("` ", "‘"), (" '", "’"), (" ?", "?"), ("\\/", "/"))  # fmt: skip
_DEFINITIONS = (
    "{short} stands for {long}.",
    "{short} is short for {long}.",
    "{short} is an acronym of {long}.",
    "{short} is another name for {long}.",
    "{long} is also known as {short}.",
)
_FURNITURE = (
    "Latest News", "Advertisement", "Read more", "Related stories", "Share this story", "Most Popular", "Trending now",
    "Sign up for our newsletter", "Subscribe to our daily briefing", "Follow us on Twitter and Facebook", "Breaking News",
    "Click here to read the full story", "All rights reserved.", "Story continues below advertisement", "Top Stories",
    "Download our app for breaking news alerts", "Watch live", "More from this section", "Editor's picks", "Comments",
    "You may also like", "Print this page", "Skip to main content", "Recommended for you", "Back to top",
)  # fmt: skip


@dataclass(frozen=True)
class Article:
    """A title (empty when there is none) and the sentences of the opening."""

    title: str
    sentences: tuple[str, ...]
    text: str


@dataclass
class Group:
    """The articles of one story; `theme` names the corpus, whose other stories are of the same kind."""

    name: str
    theme: str
    articles: list[Article] = field(default_factory=list)

    @cached_property
    def content(self) -> Counter[str]:
        """How often the long words and names stand in the story."""
        return Counter(word.lower() for article in self.articles for word in _CONTENT.findall(article.text))

    @property
    def words(self) -> str:
        """Everything that the story's articles say, for checking that a name is foreign to it."""
        return " ".join(f"{article.title} {article.text}" for article in self.articles)


def main() -> None:
    """Write the stitched texts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--count", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--part", choices=("fit", "test", "all"), default="test")
    given = arguments.parse_args()
    groups = [group for group in load_groups() if given.part in ("all", part_of(group.name))]
    furniture = recurring_lines()
    with given.out.open("w", encoding="utf-8") as file:
        for text in stitch(groups, furniture, count=given.count, seed=given.seed):
            file.write(json.dumps(text, ensure_ascii=False) + "\n")


def data_folder() -> Path:
    """The folder of the shared data (WIREROOM_DATA)."""
    return Path(os.environ.get("WIREROOM_DATA", "../shared/data"))


def part_of(name: str) -> str:
    """Whether a story is for fitting or for testing: a hash of its name decides, the same on every machine."""
    return "test" if int(sha256(name.encode()).hexdigest()[:6], 16) / 0xFFFFFF < TEST_SHARE else "fit"


def load_groups(folder: Path | None = None) -> list[Group]:
    """Stories with at least two articles that have usable sentences, sorted by name."""
    folder = folder or data_folder()
    groups: dict[str, Group] = {}
    for name, theme, title, text in [*_wikinews(folder), *_violent(folder), *_fakes(folder), *_timelines(folder)]:
        article = article_of(title, text)
        if len(article.sentences) >= 3:
            groups.setdefault(name, Group(name, theme)).articles.append(article)
    for group in groups.values():
        group.articles = _alike(group.articles) if group.theme == "fakes" else group.articles
    return [groups[name] for name in sorted(groups) if len(groups[name].articles) >= 2]


def _alike(articles: list[Article]) -> list[Article]:
    """The articles that share names with the longest one: the same date and place does not make the same event."""
    names = [set(_NAME.findall(article.text)) for article in articles]
    most = max(names, key=len)
    return [article for article, own in zip(articles, names, strict=True) if len(own & most) >= 0.3 * len(own)]


def recurring_lines(folder: Path | None = None) -> list[str]:
    """Page furniture as it really is: short lines that stand in many reports of the violent corpus."""
    folder = folder or data_folder()
    seen: Counter[str] = Counter()
    for row in _rows(folder / "threading/violent_corpus.dev.jsonl"):
        seen.update({line.strip() for line in str(row["content"]).split("\n")})
    real = [line for line, count in seen.items() if count >= 8 and 8 <= len(line) <= 160]
    return [*_FURNITURE, *sorted(real)]


def stitch(
    groups: list[Group], furniture: list[str], *, count: int, seed: int, themes_drawn: Mapping[str, int] = THEMES
) -> Iterator[dict[str, object]]:
    """`count` stitched texts, the same for the same seed; `themes_drawn` says how often each theme gives the story."""
    by_theme: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_theme[group.theme].append(group)
    themes = sorted(by_theme)
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")
        theme = draw.choices(themes, [themes_drawn[theme] for theme in themes])[0]
        group = draw.choice(by_theme[theme])
        lines = _draw_lines(group, by_theme, draw)
        if lines is None:
            continue
        lines += [(draw.choice(furniture), "boilerplate") for _ in range(draw.choice((0, 1, 1, 2)))]
        ordered = _shuffled(lines, draw)
        variants = _vary_names(ordered, draw) if draw.random() < 0.4 else []
        yield _record(f"stitched-{seed}-{number:04d}", ordered, variants)


Lines = list[tuple[str, str]]


def _draw_lines(group: Group, by_theme: dict[str, list[Group]], draw: random.Random) -> Lines | None:
    on_topic = _on_topic(group, draw)
    if len(on_topic) < 8:
        return None
    titles = [article.title for article in group.articles if 20 <= len(article.title) <= 140]
    titles = list(dict.fromkeys(titles))
    lines: Lines = [(title, "headline") for title in draw.sample(titles, min(len(titles), draw.choice((2, 3))))]
    lines += [(line, "on_topic") for line in on_topic]
    words = group.words
    for _ in range(draw.choice((1, 2, 2, 3, 4))):
        hard = draw.random() < 0.5
        stray = _stray(group, words, by_theme, draw, hard=hard)
        if stray:
            lines.append((stray, "off_topic_hard" if hard else "off_topic_easy"))
    short_long = next((found for found in _ACRONYM.finditer(words) if found[1][0] == found[2][0]), None)
    if short_long and draw.random() < 0.6:
        filled = draw.choice(_DEFINITIONS).format(short=short_long[2], long=short_long[1])
        lines.append((filled, "definition"))
    return lines


def _on_topic(group: Group, draw: random.Random) -> list[str]:
    """Eight to fourteen lines of the story from two to five outlets; one in six has two sentences."""
    articles = draw.sample(group.articles, min(len(group.articles), 5))
    wanted = draw.randint(8, 14)
    pool = [(number, place) for number, article in enumerate(articles) for place in range(len(article.sentences))]
    draw.shuffle(pool)
    taken: dict[str, None] = {}
    shared = Counter(word for article in articles for line in article.sentences for word in set(_CONTENT.findall(line)))
    used: set[tuple[int, int]] = set()
    for number, place in pool:
        if len(taken) == wanted:
            break
        if (number, place) in used:
            continue
        sentences = articles[number].sentences
        line = sentences[place]
        used.add((number, place))
        ties = [word for word in set(_CONTENT.findall(line)) if shared[word] > 1]
        if len(ties) < 2 and draw.random() > LOOSE_LINES_KEPT:
            continue
        if draw.random() < 1 / 6 and place + 1 < len(sentences) and (number, place + 1) not in used:
            line = f"{line} {sentences[place + 1]}"
            used.add((number, place + 1))
        taken.setdefault(line)
    return list(taken)


def _stray(
    group: Group, words: str, by_theme: dict[str, list[Group]], draw: random.Random, *, hard: bool
) -> str | None:
    """A sentence of another story with a name that the main story never says; None after too many draws."""
    if hard:
        others = _most_alike(group, by_theme)
    else:
        others = [other for theme in sorted(by_theme) if theme != group.theme for other in by_theme[theme]]
    for _ in range(DRAWS_A_STRAY if others else 0):
        other = draw.choice(others)
        line = draw.choice(draw.choice(other.articles).sentences)
        names = _NAME.findall(line)
        foreign = [name for name in names if name not in words]
        if foreign and 2 * len(foreign) >= len(names) and line not in words:
            return line
    return None


def _most_alike(group: Group, by_theme: dict[str, list[Group]]) -> list[Group]:
    """Other stories of the theme by the cosine of their long words; the day-by-day stories of one topic have none."""
    if group.theme.startswith("t17"):
        return []
    own = group.content
    others = [other for other in by_theme[group.theme] if other.name != group.name]
    return sorted(others, key=lambda other: (-_cosine(own, other.content), other.name))[:MOST_ALIKE]


def _cosine(left: Counter[str], right: Counter[str]) -> float:
    dot = sum(count * right[word] for word, count in left.items())
    size = sum(count**2 for count in left.values()) * sum(count**2 for count in right.values())
    return float(dot / size**0.5) if size else 0.0


def _shuffled(lines: Lines, draw: random.Random) -> Lines:
    """Headlines first in most texts, furniture last in half of them, the rest in any order."""
    front = [line for line in lines if line[1] == "headline"] if draw.random() < 0.7 else []
    back = [line for line in lines if line[1] == "boilerplate"] if draw.random() < 0.5 else []
    middle = [line for line in lines if line not in front and line not in back]
    draw.shuffle(middle)
    return [*front, *middle, *back]


def _vary_names(lines: Lines, draw: random.Random) -> list[tuple[str, str]]:
    """One person's name spelled another way in one of the lines that have it: a vowel changed or a letter doubled."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, (line, label) in enumerate(lines):
        if label in ("on_topic", "headline"):
            for match in _PERSON.finditer(line):
                holders[next(group for group in match.groups() if group)].append(place)
    for name in holders:
        holders[name] = [place for place, (line, _) in enumerate(lines) if name in line]
    bodies = ("Rights", "Police", "States", "City", "County", "Department", "Office", "Front", "Army", "News", "Times")
    shared = sorted(name for name, places in holders.items() if len(places) >= 2 and not name.endswith(bodies))
    if not shared:
        return []
    name = draw.choice(shared)
    varied = _respelled(name, draw)
    place = draw.choice(sorted(set(holders[name])))
    lines[place] = (lines[place][0].replace(name, varied), lines[place][1])
    return [(name, varied)]


def _respelled(name: str, draw: random.Random) -> str:
    first, last = name.split(" ")
    places = [place for place in range(1, len(first)) if first[place] in "aeiou"]
    if places and draw.random() < 0.6:
        place = draw.choice(places)
        swap = {"a": "e", "e": "a", "i": "e", "o": "u", "u": "o"}[first[place]]
        return f"{first[:place]}{swap}{first[place + 1 :]} {last}"
    place = draw.randrange(1, len(last))
    return f"{first} {last[:place]}{last[place]}{last[place:]}"


def _record(name: str, lines: Lines, variants: list[tuple[str, str]]) -> dict[str, object]:
    text, spans = "", []
    for line, label in lines:
        text += "\n\n" if text else ""
        spans.append({"start": len(text), "end": len(text) + len(line), "label": label})
        text += line
    return {"id": name, "text": text, "lines": spans, "name_variants": variants}


def article_of(title: str, text: str) -> Article:
    """The title and the usable sentences of the opening."""
    report = Report("x", text, "x")
    found = [sentence.words(text).replace("\n", " ") for sentence in layout(report).sentences]
    good = [line for line in found if LINE_LETTERS[0] <= len(line) <= LINE_LETTERS[1] and _is_prose(line)]
    return Article(" ".join(title.split()), tuple(good[:LEAD_SENTENCES]), text)


def _is_prose(line: str) -> bool:
    words = line.split()
    lower = sum(word[0].islower() for word in words)
    return line[-1] in ".”\"'" and 2 * lower > len(words) and not _JUNK.search(line)


def _wikinews(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in _rows(folder / "threading/wikinews_stories.dev.jsonl"):
        for article in row["articles"]:  # type: ignore[attr-defined]
            yield f"wikinews {row['title']}", "wikinews", article["title"], article["text"]


def _violent(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in _rows(folder / "threading/violent_corpus.dev.jsonl"):
        yield f"violent {row['incident_id']}", "violent", str(row["title"]), str(row["content"])


def _fakes(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in _rows(folder / "reports/fakes_syria.dev.jsonl"):
        text = str(row["article_content"])
        name = f"fakes {row['date']} {row['location']}"
        yield name, "fakes", str(row["article_title"]), text


def _timelines(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for topic in ("bpoil", "egypt", "h1n1", "mj"):
        for row in _rows(folder / f"timeline/t17/{topic}/articles.jsonl"):
            day = date.fromisoformat(str(row["time"]))
            text = str(row["text"])
            for tokenised, plain in TOKENISED:
                text = text.replace(tokenised, plain)
            yield f"t17 {topic} {day.toordinal() // 2}", f"t17 {topic}", "", text


def _rows(path: Path) -> Iterator[dict[str, object]]:
    if not path.exists():
        sys.stderr.write(f"skipped: {path} is not there (set WIREROOM_DATA)\n")
        return
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


if __name__ == "__main__":
    main()
