"""Characters that a terminal, a page or a reader could be misled by, made visible.

Reports may hold escape sequences, bidirectional overrides and invisible letters, by accident or to deceive; none of them
reaches a screen as such. Joiners stay, since Persian, Indic scripts and emoji need them.
"""

import re

from rich.cells import cell_len, chop_cells

# C0, DEL, C1; lone surrogates; bidirectional marks, embeddings and isolates; other invisible format characters; tags.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
SURROGATES = re.compile("[\ud800-\udfff]")
SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def visible(words: str) -> str:
    """The words on one line with every unsafe character shown as itself: ␛ for ESC, ‹U+202E› for an override."""
    return UNSAFE.sub(_name, SPACES.sub(" ", words))


def _name(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def cells(words: str) -> int:
    """Columns that the words take on a terminal (East Asian wide letters take two)."""
    return cell_len(words, unicode_version="latest")


def chopped(words: str, width: int) -> list[str]:
    """The words in pieces of at most `width` columns, no grapheme cut."""
    return chop_cells(words, max(2, width), unicode_version="latest")


def encodable(words: str) -> str:
    """The words without lone surrogates, which no encoding of Unicode can carry."""
    return SURROGATES.sub("\ufffd", words)
