"""Which places a text names: every place mention with what the gazetteer knows of it.

A name may stand for several places: `placeclues` reads what stands beside it ("Name, Region"), `placechoice` weighs
that with the number of people and with where the text's other places lie. A choice that hangs on nothing at all is not
made. A name that the gazetteer lacks gets the point and the precision of the region that the text puts it in ("the
village of Name in Region province"), under its own name and without an id; otherwise no point: never a made-up one.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from wireroom.nations import demonyms
from wireroom.read import cues
from wireroom.read.gazetteer import Entry, entries, finer_entries
from wireroom.read.placechoice import Name, best_clue, choose, distance_km, is_surely_an_area, lies_in
from wireroom.read.placeclues import Clue, clue_at
from wireroom.read.words import word_list
from wireroom.records.readings import Mention, NamedActor, PlaceSpan

__all__ = ["distance_km", "find_places", "options_of"]

# Below this a town without any tie to the text is not preferred to "unknown": of 1,000, 5,000, 15,000 and 50,000 the one
# that loses no right place of GeoVirus and most of the far ones (mean distance 107 km at 1,000, 87 km here).
LEAST_PEOPLE = 15_000
ALTERNATIVES = 5
# A town of so many people may be a landscape by name, "the Gold Coast"; below, an article says that no town is meant.
NAMED_WITH_ARTICLE = 200_000
# Neighbours of a name that are looked at: the first tell as much as all.
SURROUNDING = 12
_ROW = re.compile(r"\s?,\s(?:and\s|or\s)?(?:the\s)?|\s(?:and|or)\s(?:the\s)?")
_SHORTENED = (("St. ", "Saint "), ("Ste. ", "Sainte "), ("Ft. ", "Fort "), ("Mt. ", "Mount "))
_COUNTY = re.compile(r"\s([Cc]ount(?:y|ies))\b")
_HEADS = re.compile(
    r"(?:Greater|Downtown|Central|Inner|Metro|(?:North|South|East|West)(?:ern)?|(?:North|South)(?:east|west)(?:ern)?|Upper|Lower)\s"
)
_ARTICLE = re.compile(r"\b[Tt]he[ ]\Z")
_NEXT_WORD = re.compile(r"[ -]([^\W\d_]+)")
_NO_NOUN = cues.PREP | cues.SUB | cues.REL | cues.AUX | cues.MODAL
_CAPITALISED = re.compile(r"[A-Z][a-z]+")
_TAILS = (
    " City", " city", " Province", " province", " Governorate", " District", " district", " State", " Region", " region",
    " Township", " Town", " Prefecture", " Oblast", " Department", " Regency", " Municipality", " Metropolitan Area",
)  # fmt: skip


def find_places(text: str, mentions: Sequence[Mention], actors: Sequence[NamedActor]) -> tuple[PlaceSpan, ...]:
    """The places among the mentions, in order, resolved together: the choice for one helps the others."""
    named = [mention for mention in mentions if mention.kind == "place" or _acts(text, mention, actors)]
    words = [" ".join(text[mention.start : mention.end].split()) for mention in named]
    rows = _rows(text, named)
    full = _with_county(text, named, words, rows)
    clues = _clues(text, named, full, rows)
    names = _names(named, full, clues)
    _surround(named, names, rows)
    choose(list({id(name): name for name in names}.values()), _adjectives(text))
    settled = {
        mention.start: None if _is_no_town(text, mention, word, name) else _settled(name)
        for mention, word, name in zip(named, words, names, strict=True)
    }
    return tuple(
        _span(mention, word, name, settled[mention.start] or _region(name, clue, settled), clue)
        for mention, word, name, clue in zip(named, words, names, clues, strict=True)
    )


def _acts(text: str, mention: Mention, actors: Sequence[NamedActor]) -> bool:
    """Whether a country or a state is named as one who acts: "Queensland has lifted its ban"."""
    if mention.kind != "organisation":
        return False
    (first, *_) = entries(" ".join(text[mention.start : mention.end].split())) or (None,)
    if first is None:
        return False
    return first.precision == 6 or (first.precision == 4 and actors[mention.actor].kind == "place")


def _rows(text: str, named: Sequence[Mention]) -> list[tuple[int | None, int | None]]:
    """For every mention the numbers of its neighbours in a row ("A, B and C"): before it, after it."""
    joined = [_ROW.fullmatch(text, left.end, right.start) is not None for left, right in itertools.pairwise(named)]
    last = len(named) - 1
    return [
        (
            number - 1 if number and joined[number - 1] else None,
            number + 1 if number < last and joined[number] else None,
        )
        for number in range(len(named))
    ]


def _with_county(
    text: str, named: Sequence[Mention], words: Sequence[str], rows: Sequence[tuple[int | None, int | None]]
) -> list[str]:
    """The words to look up: "Scott and Polk counties" names "Scott County" and "Polk County"."""
    full = list(words)
    for number in reversed(range(len(named))):
        found = _COUNTY.match(text, named[number].end)
        if not found:
            continue
        mate: int | None = number
        while mate is not None and finer_entries(f"{words[mate]} County"):
            full[mate] = f"{words[mate]} County"
            mate = rows[mate][0] if found[1].endswith("s") and full[mate] != words[mate] else None
    return full


def _clues(
    text: str, named: Sequence[Mention], words: Sequence[str], rows: Sequence[tuple[int | None, int | None]]
) -> list[Clue]:
    """What stands beside every mention. The next name of a row is nothing that the name lies in."""
    at = {mention.start: number for number, mention in enumerate(named)}
    clues = []
    for number, mention in enumerate(named):
        clue, options = clue_at(text, mention.start, mention.end), options_of(words[number])
        before = rows[number][0]
        holder = at.get(clue.start)
        after = rows[holder][1] if holder is not None else None
        mates = [options_of(words[mate]) for mate in (before, after) if mate is not None]
        if clue.wider and not _believed(clue, options, mates, text[clue.end - 1] == "."):
            clue = Clue(kind=clue.kind, nearby=clue.nearby)
        clues.append(clue)
    return clues


def _believed(clue: Clue, options: Sequence[Entry], mates: Sequence[Sequence[Entry]], abbreviated: bool) -> bool:
    """Whether a name lies in what stands beside it, and is not followed by the next name of a row ("Georgia, Texas")."""
    if not options:
        return not (mates and clue.after_comma)
    if not any(lies_in(entry, wider) for entry in options for wider in clue.wider):
        return False
    rank = clue.wider[0].precision
    if not clue.after_comma or abbreviated or all(entry.precision != rank for entry in options):
        return True
    return rank != 6 and not any(entry.precision == rank for mate in mates for entry in mate)


def _surround(named: Sequence[Mention], names: Sequence[Name], rows: Sequence[tuple[int | None, int | None]]) -> None:
    """Tell every name its neighbours in rows, and the states and provinces of its sentences."""
    areas: dict[int, list[Entry]] = defaultdict(list)
    for mention, name in zip(named, names, strict=True):
        if is_surely_an_area(name) and len(areas[mention.sentence]) < SURROUNDING:
            areas[mention.sentence].append(name.options[0])
    for mention, name, mates in zip(named, names, rows, strict=True):
        name.row += [names[mate].options for mate in mates if mate is not None][: SURROUNDING - len(name.row)]
        name.beside += areas[mention.sentence][: SURROUNDING - len(name.beside)]


def _names(named: Sequence[Mention], words: Sequence[str], clues: Sequence[Clue]) -> list[Name]:
    """The name of every mention. One name of one actor means one place, unless a comma says otherwise.

    "Name, Region" and a later "Name" are one; "Name, Region" and "Name, Other Region" are two. What holds another
    name ("Buffalo, New York") is apart from the same name by itself.
    """
    held = {clue.start for clue, word in zip(clues, words, strict=True) if _in_area(clue, options_of(word))}
    latest: dict[tuple[int, str, bool], Name] = {}
    said: dict[tuple[int, str, bool, str], Name] = {}
    names: list[Name] = []
    for mention, word, clue in zip(named, words, clues, strict=True):
        plain = (mention.actor, word, mention.start in held)
        hint = clue.state or (clue.wider[0].id if clue.wider and clue.after_comma else "")
        if hint and (*plain, hint) not in said:
            unsaid = latest.get(plain)
            fresh = unsaid is None or any(key[:3] == plain for key in said)
            said[(*plain, hint)] = Name(options_of(word), word, holds=plain[2]) if fresh or unsaid is None else unsaid
        elif not hint and plain not in latest:
            latest[plain] = Name(options_of(word), word, holds=plain[2])
        name = said[(*plain, hint)] if hint else latest[plain]
        latest[plain] = name
        name.clues.append(clue)
        names.append(name)
    return names


def _in_area(clue: Clue, options: Sequence[Entry]) -> bool:
    """Whether the wider place must be an area: no town of its name lies near the one that it is said to hold."""
    towns = [wider for wider in clue.wider if wider.precision <= 2]
    return bool(clue.wider) and not any(lies_in(entry, town) for entry in options for town in towns)


@lru_cache(maxsize=20_000)
def options_of(words: str) -> tuple[Entry, ...]:
    """Every place that the gazetteer knows by a name, or by the name without the word for its kind."""
    found = finer_entries(words) or finer_entries(_spelled_out(words))
    if found:
        return found
    for tail in _TAILS:
        if words.endswith(tail):
            return finer_entries(words.removesuffix(tail))
    if words.endswith("s") and len(words) > 4:
        found = finer_entries(words[:-1])
    head = _HEADS.match(words)
    return found or (finer_entries(words[head.end() :]) if head else ())


def _spelled_out(words: str) -> str:
    """ "St. Marc" for "Saint Marc" and the other way round."""
    for short, long in _SHORTENED:
        if words.startswith(short):
            return long + words[len(short) :]
        if words.startswith(long):
            return short + words[len(long) :]
    return words


def _adjectives(text: str) -> Counter[str]:
    """How often the text calls something by a country's adjective."""
    known = demonyms()
    words = (known.get(word.lower()) for word in _CAPITALISED.findall(text))
    return Counter(iso for iso in words if iso)


def _settled(name: Name) -> Entry | None:
    """What a name stands for, unless nothing but its being on the list speaks for it."""
    entry = name.chosen
    if entry is None or entry.population >= LEAST_PEOPLE or entry.precision >= 3 or name.tied:
        return entry
    clue = best_clue(name)
    said = clue.state == entry.admin or any(lies_in(entry, wider) for wider in clue.wider)
    return entry if said else None


def _is_no_town(text: str, mention: Mention, words: str, name: Name) -> bool:
    """Whether a name that only towns bear cannot be one: an article stands before it, and no noun behind it owns that
    ("the Orda,", not "the Orda suburbs"), or it is known to be something else ("White House")."""
    if words in word_list("landmarks", "not_towns"):
        return True
    if name.chosen is None or name.chosen.precision > 2 or name.chosen.population >= NAMED_WITH_ARTICLE:
        return False
    if not _ARTICLE.search(text[max(0, mention.start - 5) : mention.start]):
        return False
    after = _NEXT_WORD.match(text, mention.end)
    return after is None or bool(cues.tags_of(after[1]) & _NO_NOUN)


def _region(name: Name, clue: Clue, settled: Mapping[int, Entry | None]) -> Entry | None:
    """The province, district or landscape that the text puts a name in which the gazetteer lacks."""
    if name.options or not clue.wider:
        return None
    # Not a continent: its middle says nothing of a village.
    areas = [entry for entry in clue.wider if 3 <= entry.precision <= 5 and entry.country]
    resolved = settled.get(clue.start)
    if resolved is not None:
        return resolved if resolved in areas else None
    return areas[0] if len(areas) == 1 else None


def _span(mention: Mention, words: str, name: Name, entry: Entry | None, clue: Clue) -> PlaceSpan:
    if entry is None:
        return PlaceSpan(mention.start, mention.end, words, sentence=mention.sentence)
    precision = 2 if entry.precision == 1 and clue.nearby else entry.precision
    others = tuple(_described(other) for other in name.options if other.id != entry.id)[:ALTERNATIVES]
    return PlaceSpan(
        mention.start,
        mention.end,
        words,
        entry.id if name.options else None,
        entry.lat,
        entry.lon,
        precision,
        entry.country or None,
        others if name.options else (f"in {_described(entry)}",),
        mention.sentence,
    )


def _described(entry: Entry) -> str:
    where = ", ".join(
        part for part in (entry.name, entry.admin if entry.country == "US" else "", entry.country) if part
    )
    return f"{where} ({entry.id})"
