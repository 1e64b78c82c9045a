"""What post a person holds, and in which body, as the words beside the name say it.

"Firstname Lastname, spokesman for the Body", "Body spokesman Firstname Lastname", "the Body's head, Firstname
Lastname", "spokesperson for the X-led Body (BB) Firstname Lastname".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wireroom.read.namings import Naming
from wireroom.read.words import word_list
from wireroom.records.readings import ActorKind, Sentence

_REACH = 90
_APPOSITION = re.compile(r"(?:\s?,\s(?:who\s(?:is|was)\s)?|\s\()(?P<words>[^,.;:()\"“”]{2,90})")
# "Name, who heads the Body": the verb tells the post.
_HEADS = re.compile(
    r"\s?,\swho\s(?:now\s)?(?P<verb>heads|leads|chairs|runs|commands|directs)\s(?:the\s)?(?:[\w-]+\s){0,3}"
)
_HEAD_ROLES = {
    "heads": "head",
    "leads": "leader",
    "chairs": "chairman",
    "runs": "head",
    "commands": "commander",
    "directs": "director",
}
_SECOND_WORD = re.compile(r"\s(?:executive(?:\sofficer)?|officer|general|minister|secretary)\b")
_WORD = re.compile(r"[\w-]+")
_LINK_TO_BODY = re.compile(r"\s(?:for|of|at|with|in|from|to)\s(?:the\s)?(?:[\w-]+\s){0,3}")
_ROLE_BEFORE = re.compile(
    r"(?:^|[\s,(\"“])(?P<role>[A-Za-z][a-z-]+(?:\s(?:general|officer|executive|minister|secretary|attorney))?)\s?,?\s?$"
)
_ROLE_FOR_BODY = re.compile(r"(?P<role>[A-Za-z][a-z-]+)\s(?:for|of|at|with|in)\s(?:the\s)?(?:[\w’'-]+\s){0,3}?$")
_ROLE_OF_PLACE = re.compile(r"\b(?P<role>[A-Za-z][a-z-]+)\s(?:of|for|in|at)\s(?:the\s)?[^,.;:()\"“”]{2,50},\s$")
_BODY_KINDS = ("organisation", "group")
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>[a-z][a-z-]+)(?:['’]s|s['’])?\s(?:[a-z]+\s)?(?:spokes[a-z]+|mouthpiece),?\s$", re.IGNORECASE
)
# The possessive opens the sentence or follows a quotation: there it can only mean a body named before.
_ITS_ROLE = re.compile(r"(?:^|[\"”’'],?\s)(?:its|their)\s(?:[\w-]+\s){0,3}[\w-]+,?\s$", re.IGNORECASE)
_ANY_GROUP = frozenset("group movement militia rebels fighters insurgents faction organisation organization".split())


@dataclass(frozen=True, slots=True)
class Post:
    """A role in plain lower-case words, and the index of the body's actor when the words name one."""

    role: str
    organisation: int | None = None


def posts(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Naming],
    owners: Sequence[int],
    kinds: Sequence[ActorKind],
) -> dict[int, Post]:
    """The post of every person who has one, by actor index; the first mention that names a body wins."""
    found: dict[int, Post] = {}
    for place, (naming, owner) in enumerate(zip(named, owners, strict=True)):
        if kinds[owner] != "person" or (owner in found and found[owner].organisation is not None):
            continue
        post = _post_at(text, sentences[naming.sentence], named, owners, kinds, place)
        if post and post.organisation is None:
            body = _body_by_noun(text, naming, named, owners, kinds)
            if body is None:
                body = _body_by_possessive(text, sentences, named, owners, kinds, place)
            post = replace(post, organisation=body)
        if post and (owner not in found or post.organisation is not None):
            found[owner] = post
    return found


def _post_at(
    text: str,
    sentence: Sentence,
    named: Sequence[Naming],
    owners: Sequence[int],
    kinds: Sequence[ActorKind],
    place: int,
) -> Post | None:
    naming = named[place]
    before = _body_before(named, owners, kinds, place)
    if naming.title and _is_role(naming.title.lower()):
        ranked = _role_before(text, sentence, named, owners, place, before)
        if ranked is not None:
            return ranked
        role = naming.title.lower()
        adjacent = before is not None and naming.start - named[before].end <= len(naming.title) + 6
        return Post(role, owners[before] if adjacent and before is not None else None)
    return _role_after(text, sentence, named, owners, kinds, place) or _role_before(
        text, sentence, named, owners, place, before
    )


def _role_after(
    text: str,
    sentence: Sentence,
    named: Sequence[Naming],
    owners: Sequence[int],
    kinds: Sequence[ActorKind],
    place: int,
) -> Post | None:
    """The post in an apposition: "Name, [the Body] spokesman [for the Body]"."""
    heads = _HEADS.match(text, named[place].end, sentence.end)
    if heads:
        led = next(
            (index for index in range(place + 1, min(place + 3, len(named))) if kinds[owners[index]] in _BODY_KINDS),
            None,
        )
        near = led is not None and named[led].start <= heads.end() + 25
        return Post(_HEAD_ROLES[heads["verb"]], owners[led]) if near and led is not None else None
    opening = _APPOSITION.match(text, named[place].end, min(sentence.end, named[place].end + _REACH))
    if not opening:
        return None
    role = next(
        (word for word in list(_WORD.finditer(opening["words"]))[:7] if word[0] in word_list("titles", "roles")), None
    )
    if role is None:
        return None
    start, end = opening.start("words") + role.start(), opening.start("words") + role.end()
    second = _SECOND_WORD.match(text, end, sentence.end)
    end = second.end() if second else end
    words = text[start:end].lower()
    link = _LINK_TO_BODY.match(text, end, sentence.end)
    for index in range(place + 1, min(place + 3, len(named))):
        if kinds[owners[index]] not in _BODY_KINDS or named[index].sentence != named[place].sentence:
            continue
        if named[index].end <= start or (link and end < named[index].start <= link.end() + 25):
            return Post(words, owners[index])
    return Post(words)


def _role_before(
    text: str, sentence: Sentence, named: Sequence[Naming], owners: Sequence[int], place: int, before: int | None
) -> Post | None:
    """The post in the words before a name and its title: "[the Body] spokesman Colonel Name", "spokesperson for the Body Name"."""
    start = _before_title(text, named[place])
    opened = max(sentence.start, start - 60)
    match = _ROLE_BEFORE.search(text[opened:start])
    if match and _is_role(match["role"].lower()):
        role = match["role"].lower()
        near = before is not None and start - named[before].end <= len(match.group()) + 25
        return Post(role, owners[before] if near and before is not None else None)
    if before is None or start - named[before].end > 12:
        placed = _ROLE_OF_PLACE.search(text[opened:start])
        return Post(placed["role"].lower()) if placed and _is_role(placed["role"].lower()) else None
    # "spokesperson for the Body (BB) Firstname Lastname": step over the acronym to the long name.
    body = before
    while body > 0 and named[body].start - named[body - 1].end <= 2 and owners[body - 1] == owners[body]:
        body -= 1
    reach = max(sentence.start, named[body].start - 60)
    match = _ROLE_FOR_BODY.search(text[reach : named[body].start])
    if match and _is_role(match["role"].lower()):
        return Post(match["role"].lower(), owners[before])
    return None


def _before_title(text: str, naming: Naming) -> int:
    """Where a name begins, its title included."""
    start = naming.start - len(naming.title or "") - 1
    return start if naming.title and text[max(0, start) : naming.start - 1] == naming.title else naming.start


def _body_by_noun(
    text: str, naming: Naming, named: Sequence[Naming], owners: Sequence[int], kinds: Sequence[ActorKind]
) -> int | None:
    """The body of "the group's spokesman Name" or "directorate spokeswoman Name": the only one of the report it can mean."""
    match = _NOUN_BEFORE.search(text[max(0, naming.start - _REACH) : naming.start])
    if not match:
        return None
    noun = match["noun"].lower()
    wanted = {
        owner
        for one, owner in zip(named, owners, strict=True)
        if (noun in _ANY_GROUP and kinds[owner] == "group")
        or (kinds[owner] in _BODY_KINDS and one.words[-1].lower() == noun)
    }
    return min(wanted) if len(wanted) == 1 else None


def _body_by_possessive(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Naming],
    owners: Sequence[int],
    kinds: Sequence[ActorKind],
    place: int,
) -> int | None:
    """The body of "Its commander, General Name": the only one that the sentence before names."""
    number, end = named[place].sentence, _before_title(text, named[place])
    if not _ITS_ROLE.search(text[sentences[number].start : end]):
        return None
    bodies = {
        owner
        for one, owner in zip(named[:place], owners, strict=False)
        if one.sentence == number - 1 and kinds[owner] in _BODY_KINDS
    }
    return min(bodies) if len(bodies) == 1 else None


def _body_before(named: Sequence[Naming], owners: Sequence[int], kinds: Sequence[ActorKind], place: int) -> int | None:
    """The nearest naming of a body just before a person in the same sentence."""
    index = place - 1
    if index >= 0 and named[index].sentence == named[place].sentence and kinds[owners[index]] in _BODY_KINDS:
        return index
    return None


def _is_role(words: str) -> bool:
    last = words.rsplit(" ", 1)[-1]
    return (
        last in word_list("titles", "roles")
        or last in word_list("titles", "speaking_roles")
        or words in _lower_titles()
    )


def _lower_titles() -> frozenset[str]:
    return _LOWER


_LOWER = frozenset("sheikh gen lt col maj capt gov sen rep".split())
