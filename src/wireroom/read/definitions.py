"""Sentences that only say what a name means: "X is another name for Y", "X stands for Y", "X, also known as Y, is a …".

Such a line reports nothing: it is set aside, and used as evidence that two names are one. A sentence counts only when
the whole of it is definitional; the patterns are general copular ones over the naming nouns of
`registries/cues/definitions.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache

from wireroom.read.words import registry, word_list

LONGEST = 320
_TERM = r"[\"“‘']?(?P<{0}>(?:the\s)?[^\"“”,;:()]{{1,70}}?)[\"”’']?"
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|reported|killed|wounded|injured|announced|attack(?:ed|s)?\s(?:on|in))\b"
)
_CLAUSE = re.compile(
    r"^(?:what|it|this|that|he|she|i|we|they|you|who|which|there|if|when|how|why)\b|\b(?:can't|can|will|would|that|which|was|were|has|have)\b",
    re.IGNORECASE,
)
# One of these stands in every definition: a cheap look before the patterns.
_MARKS = (
    "acronym", "goes by", "abbreviat", "initial", "name", "term", "alias", "moniker", "label", "spell", "spelt", "transl", "pseudonym",
    "shorthand", " word", "phrase", "synonym", "stands for", "stand for", "stood for", " means ", "refer", "known as", "called", "short for",
    "denotes", "designat", "written as", "sobriquet", "epithet", "appellation", "contraction", "Arabic for", "Spanish for", "French for", "Turkish for",
    "Hebrew for", "Russian for", "Kurdish for", "Latin for", "German for", "Persian for", "Somali for", "Hausa for", "Urdu for", "Chinese for",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """What a definition says: `name` is one with `other` (words of the text; a name or a phrase as "the group")."""

    name: str
    other: str
    reason: str


def definition_of(sentence: str) -> Definition | None:
    """What a sentence defines, None when it does anything else as well."""
    if len(sentence) > LONGEST or not any(mark in sentence for mark in _MARKS):
        return None
    bare = " ".join(sentence.split()).rstrip(" .!\"”'’").lstrip("\"“'‘* •-")
    if _REPORTED.search(bare):
        return None
    for pattern, reason in _patterns():
        match = pattern.fullmatch(bare)
        if match and _names_something(match["name"], match["other"] or ""):
            other = match["other"] or match.groupdict().get("quoted") or "the group"
            return Definition(_clean(match["name"]), _clean(other), reason)
    return None


def _names_something(name: str, other: str) -> bool:
    """Whether both sides can be names: no pronouns, no clauses."""
    return (
        not _CLAUSE.search(name)
        and not _CLAUSE.match(other)
        and (name[:1].isupper() or name[:1].isdigit() or "-" in name)
    )


def _clean(term: str) -> str:
    term = re.sub(
        r"^(?:the\s)?(?:acronym|abbreviation|name|term|word|phrase|initials|initialism)\s+",
        "",
        term.strip(),
        flags=re.IGNORECASE,
    )
    return term.strip("\"“”‘’' ").removeprefix("The ").removeprefix("the ")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    nouns = "|".join(sorted(word_list("definitions", "nouns"), key=lambda word: (-len(word), word)))
    adjectives = "|".join(sorted(word_list("definitions", "adjectives"), key=lambda word: (-len(word), word)))
    verbs = registry("definitions")["verbs"]
    assert isinstance(verbs, list), "bug: verbs of definitions.toml is not a list"
    means = "|".join(re.escape(str(verb)) for verb in verbs)
    name, other = _TERM.format("name"), _TERM.format("other")
    # What something is called is a name: a capital, or quotation marks.
    capital = r"(?:the\s)?(?:[\"“‘'](?P<quoted>[^\"“”]{1,70})[\"”’']|(?P<other>[A-Z0-9][^\"“”,;:()]{0,70}?))"
    often = r"(?:\s(?:also|sometimes|often|commonly|usually|widely|better|formerly|previously|otherwise|variously|officially|simply|now|generally|still|frequently))*"
    adjective = rf"(?:(?:{adjectives}|[A-Za-z]+-language|[A-Z][a-z]+)\s){{0,3}}"
    tail = r"(?:\s(?:in|of|used in|used by|among)\s[^,;]{1,60}|,\s(?:which|who|that)\s[^;]{1,120}|,\s(?:a|an|the)\s[^;]{1,120})?"
    shapes = (
        (
            rf"{name}\s(?:is|are|was|were){often}\s(?:an?|the|its|their|his|her|one|another|just|two|three|simply)?\s?(?:of\sthe\s)?{adjective}(?:{nouns})(?:\s(?:that\sis\s)?(?:used|given|applied|adopted|preferred))?\s(?:for|of|to|by|as)\s{other}{tail}",
            "says that one name is another name of something",
        ),
        (rf"{name}(?:,?\swhich)?\s(?:{means}){often}\s{other}{tail}", "says what a name stands for"),
        (
            rf"{name},?\s(?:which\s)?(?:is|are|was|were){often}\s(?:(?:known|referred\sto|written|spelled|spelt|rendered|transliterated|styled|abbreviated){often}\s(?:as|by(?:\sits?|\sthe)?(?:\s\w+){{0,2}}|in\s\w+\sas)|abbreviated\sto|shortened\sto|called(?!\sto\b|\sin\b|\soff\b|\sfor\b|\sout\b|\sby\b|\sback\b|\son\b|\sa\b|\san\b|\sabout\b))\s{capital}{tail}",
            "says by what name something is known",
        ),
        (
            rf"{name}(?:,\s|\s\()(?:is\s)?(?:(?:also|sometimes|often|commonly|better|formerly|previously|otherwise|variously|officially|widely)\s)*(?:known|called|referred\sto|abbreviated|styled|dubbed){often}\s(?:as\s|by\s)?{capital}(?:,|\)),?\s(?:is|are|was|were)\s(?:an?|the|one|another)\s[^;]{{1,140}}",
            "says by what other name something is known, and what it is",
        ),
        (
            rf"{name}\s(?:is|are|was)\s(?:an?\s)?(?:Arabic|Spanish|French|Turkish|Hebrew|Russian|Kurdish|Latin|German|Persian|Somali|Hausa|Urdu|Pashto|Chinese)\s(?:word\s|term\s|name\s|acronym\s)?for\s{other}{tail}",
            "translates a name",
        ),
        (
            rf"(?:In\s[A-Z]\w+,\s)?{name}\s(?:means|translates\s(?:as|to)|is\s(?:translated|rendered)\sas)\s{other}(?:\sin\s[A-Z]\w+)?",
            "translates a name",
        ),
        (
            rf"{name}\s(?:and|or)\s{_TERM.format('other')}\s(?:is|are)\s(?:the\s)?(?:two|three|different|alternative|other|both|interchangeable|same|variant|{adjectives})\s(?:{adjectives}|\s)*(?:{nouns})(?:\s(?:for|of)\s[^;]{{1,90}})?",
            "says that two names are one",
        ),
        (
            rf"{name}\s?[:=–—-]\s?(?:an?\s|the\s)?(?:{adjective})?(?:acronym|abbreviation|initialism|short|shorthand|{nouns})\s(?:for|of)\s{other}{tail}",
            "gives a name's meaning as a glossary does",
        ),
        (
            rf"(?:(?:Its|Their|His|Her)|(?P<other>(?:The\s)?[^\"“”,;:()]{{1,60}}?)['’]s?)\s{adjective}(?:{nouns})\s(?:is|are|was)\s(?P<name>(?:the\s)?[\"“‘']?[A-Z][^\"“”,;:()]{{0,70}}?[\"”’']?)",
            "says the name of something",
        ),
        (
            rf"{name}\s(?:goes|went|go)\sby\s(?:the\s)?{adjective}(?:{nouns})?\s?(?:of\s)?{capital}{tail}",
            "says by what name something is known",
        ),
        (
            rf"(?:The|Its|Their|His|Her|Another|An?|One)\s(?:{adjective})(?:{nouns})\s(?:of|for)\s{other}\s(?:is|are|was)\s(?P<name>[\"“‘']?[A-Z][^\"“”,;:()]{{0,70}}[\"”’']?)",
            "says the name of something",
        ),
    )
    return tuple((re.compile(shape), reason) for shape, reason in shapes)
