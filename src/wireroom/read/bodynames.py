"""Which names of bodies and groups mean one: acronyms, short forms, spellings."""

import re
from collections.abc import Iterable, Sequence

from wireroom.names import acronyms_of, body_key, is_acronym, normal
from wireroom.nations import demonyms
from wireroom.read.gazetteer import entries
from wireroom.read.namejoins import MOST_COMPARED, Joins, Name
from wireroom.read.namings import Naming
from wireroom.read.words import word_list

ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,7}|(?:[A-Z]\.){2,6}")
BODY_KINDS = ("organisation", "group")
COUNTRY = 6
# What stands between a name and its acronym: a bracket, a dash, "or the", "known by its initials".
_BESIDE = re.compile(
    r"(?:['’]s?)?(?:"
    r",?\s(?:or|also|(?:also\s|better\s|commonly\s|widely\s)?(?:known|called|referred\sto|abbreviated)(?:\s(?:as|to|by))?(?:\s(?:its|the))?"
    r"(?:\s(?:\w+\s)?(?:initials|acronym|abbreviation))?)\s(?:the\s)?[\"“'‘]?"
    r"|\s?[(\[]\s?(?:or\s|also\s|(?:better\s)?known\s(?:as\s)?|formerly\s)?(?:the\s)?[\"“']?"
    r"|\s[—–-]{1,2}\s(?:or\s)?(?:the\s)?)$"
)
_CLOSED = re.compile(r"(?:['’]s?)?[\"”'’]?\s?(?:[)\],;]|[—–-])")
_FARTHEST_BESIDE = 45
# The kind score of two plain capitalised words: a body whose kind nobody gave away looks like a person so far.
_HARDLY_A_PERSON = 2.0


def join_acronyms(text: str, named: Sequence[Naming], names: list[Name], owner_of: list[int], joins: Joins) -> None:
    """An acronym beside its long form, then acronyms that are the initials of one long name of the text."""
    for short, longs in _beside(text, named, names, owner_of).items():
        if not any(_rivals(names[short].best, names[a].best, names[b].best) for a in longs for b in longs):
            for long in longs:
                joins.join(long, short, f"the text writes “{names[long].best} ({names[short].best})”")
    by_letters: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if " " in name.key and name.kind != "person":
            for letters in acronyms_of(name.best):
                by_letters.setdefault(letters, []).append(index)
    for index, name in enumerate(names):
        if ACRONYM.fullmatch(name.best) and len(name.key) > 1:
            joins.join_the_only(
                index, by_letters.get(name.key, []), lambda a, b: f"“{a.best}” are the initials of “{b.best}”"
            )


def _beside(text: str, named: Sequence[Naming], names: list[Name], owner_of: list[int]) -> dict[int, list[int]]:
    """Acronym -> the long names that it stands beside as such, by index of the name."""
    found: dict[int, list[int]] = {}
    for place in range(len(named) - 1):
        left, right = named[place], named[place + 1]
        between = text[left.end : right.start]
        if len(between) >= _FARTHEST_BESIDE or not _BESIDE.fullmatch(between):
            continue
        (short, short_of), (long, long_of) = sorted(
            ((left.name, owner_of[place]), (right.name, owner_of[place + 1])), key=lambda pair: len(pair[0])
        )
        fits = (ACRONYM.fullmatch(short) and is_acronym(short, long)) or _loose_acronym(short, long)
        known = _CLOSED.match(text, right.end) and _foreign_acronym(
            names[short_of], names[long_of], right.name == short
        )
        if (fits or known) and long_of not in found.setdefault(short_of, []):
            found[short_of].append(long_of)
    return {short: longs for short, longs in found.items() if longs}


def _loose_acronym(short: str, long: str) -> bool:
    """Right beside a long name, an acronym need only begin alike and take its letters in order."""
    if not ACRONYM.fullmatch(short) or len(long.split()) < 2 or short[0] != long[0].upper():
        return False
    rest = iter(long.casefold())
    return all(letter in rest for letter in short.casefold() if letter.isalnum())


def _foreign_acronym(short: Name, long: Name, after: bool) -> bool:
    """An acronym of the name in another language, closed in behind a body's long name."""
    return (
        after
        and bool(ACRONYM.fullmatch(short.best))
        and len(short.key) > 2
        and len(long.best.split()) > 2
        and long.kind in BODY_KINDS
        and short.kind != "place"
        and sum(short.wordings.values()) > 1
    )


def _rivals(short: str, left: str, right: str) -> bool:
    """Whether an acronym has two long names that are two bodies: both have its letters, and few of their words agree."""
    if not (is_acronym(short, left) and is_acronym(short, right)):
        return False
    a, b = set(body_key(left)), set(body_key(right))
    return 2 * len(a & b) < min(len(a), len(b))


def join_spellings_of_bodies(names: list[Name], joins: Joins) -> None:
    """Names that differ only as `names.body_key` allows: spelling, romanisation, article, "X of Y" for "Y X"."""
    seen: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        if name.kind in BODY_KINDS or (name.kind == "other" and " " in name.key):
            other = seen.setdefault(body_key(name.best), index)
            joins.join(other, index, f"“{name.best}” and “{names[other].best}” are two wordings of one name")


def join_short_forms(names: list[Name], joins: Joins) -> None:
    """A body's name without its head, or its head alone ("the Observatory"), with the one longer name that has it."""
    longer: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if " " in name.key and name.kind in BODY_KINDS and not entries(name.best):
            for words in short_forms(name.best):
                longer.setdefault(words, []).append(index)
    for index, name in enumerate(names):
        if name.kind == "place" or ACRONYM.fullmatch(name.best) or not _may_be_short(name):
            continue
        fitting = [
            one
            for one in longer.get(name.key, ())[:MOST_COMPARED]
            if " " in name.key or names[one].places[0] < name.places[0] or name.kind == "other"
        ]
        joins.join_the_only(index, fitting, lambda a, b: f"“{a.best}” is short for “{b.best}”")


def _may_be_short(name: Name) -> bool:
    """Whether a name may be a body's: no person, unless two plain capitalised words are all that says so."""
    if name.kind != "person":
        return True
    own = name.key.split()[0].title() in word_list("names", "given") or bool(name.titles)
    return " " in name.key and not own and name.scores.get("person", 0.0) <= _HARDLY_A_PERSON


def short_forms(name: str) -> Iterable[str]:
    """Normal forms a body's long name may be cut to: its first or its head word, all but the last word or the country,
    what follows "Directorate of"."""
    words = normal(name).split()
    cuts = [words[0], " ".join(words[:-1])]
    if words[-2] not in ("of", "for", "in"):
        cuts.append(words[-1])  # "the Observatory"; what follows "of" is where it is
    if words[0] in demonyms() or any(entry.precision == COUNTRY for entry in entries(words[0])):
        cuts.append(" ".join(words[1:]))
    for link in ("of", "for"):
        if link in words[1:-1]:
            place = words.index(link, 1)
            cuts.append(words[place - 1])
            if len(words) - place > 2:
                cuts.append(" ".join(words[place + 1 :]))
            break
    return dict.fromkeys(cuts)


def join_longer_acronyms(
    text: str, named: Sequence[Naming], names: list[Name], owner_of: list[int], joins: Joins
) -> None:
    """Acronyms of which one begins the other, when both name a group and the same plain word follows both."""
    following: dict[int, set[str]] = {}
    for naming, owner in zip(named, owner_of, strict=True):
        if names[owner].kind == "group":
            after = text[naming.end : naming.end + 20].split()
            if after and after[0].strip(".,") in word_list("groups", "after"):
                following.setdefault(owner, set()).add(after[0].strip(".,").rstrip("s"))
    short_names = [i for i in sorted(following) if ACRONYM.fullmatch(names[i].best)][:MOST_COMPARED]
    for position, left in enumerate(short_names):
        for right in short_names[position + 1 :]:
            a, b = sorted((names[left].key, names[right].key), key=lambda key: (len(key), key))
            if a != b and b.startswith(a) and following[left] & following[right]:
                shared = min(following[left] & following[right])
                reason = f"“{b.upper()}” goes on from “{a.upper()}”, and both are followed by “{shared}”"
                joins.join(left, right, reason)
