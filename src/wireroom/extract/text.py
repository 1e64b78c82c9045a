"""The one place that defines `Report.text`: NFC, `\\n`, no NUL, no lone surrogate; everything else as it came.

A clean text stays byte-identical, white space at both ends included, so that a user's offsets in a clean text are the
report's offsets. What is not clean is mended one code point for one code point wherever possible, so that offsets move
only at `\\r\\n`, at a byte order mark, at a surrogate pair, and where NFC composes:

* `\\r\\n`, `\\r`, vertical tab, form feed, U+2028 and U+2029 become `\\n`; a tab stays.
* A byte order mark at the beginning goes. Bidi marks, joiners, emoji and combining marks stay.
* A lone surrogate becomes U+FFFD; two that make a pair become their character.
* A C1 control (U+0080 to U+009F) becomes the character that Windows-1252 has there, as browsers do; it is never meant.
* Any other control becomes a space.

Where the title stands: before the body and a blank line for pages, mail and feeds (which have no offsets of their own);
for a text that was given as such, at its place in the text's beginning, or else appended as a last paragraph, so that
offsets into the given text stay true. The function is idempotent.
"""

import re
import unicodedata

from wireroom.records.spans import Span

HEAD_CHARACTERS = 300
"""How far into a given text its title is looked for, beyond the title's own length (a dateline may come first)."""
TEXT_LIMIT = 5_000_000
"""Characters of one report: about a thousand reports' worth, and longer than any book."""

_C1 = {
    code: character if (character := bytes([code]).decode("cp1252", "replace")) != "\ufffd" else " "
    for code in range(0x80, 0xA0)
}
_ONE_FOR_ONE = (
    dict.fromkeys((*range(0x20), 0x7F), " ")
    | _C1
    | {0x09: "\t", 0x0A: "\n"}
    | dict.fromkeys((0x0B, 0x0C, 0x0D, 0x2028, 0x2029), "\n")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def normalised(raw: str) -> str:
    """`raw` as it may stand in a report; a clean text comes back unchanged."""
    text = raw.lstrip("\ufeff")
    if _UNCLEAN.search(text):
        text = _PAIR.sub(_joined, text.replace("\r\n", "\n")).translate(_ONE_FOR_ONE)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(words: str | None) -> str:
    """`words` normalised, with every run of white space a single space; empty for None."""
    return " ".join(normalised(words or "").split())


def title_first(title: str, body: str) -> tuple[str, Span | None]:
    """The text of a page, mail or feed entry and the title's span: title, blank line, body without outer blanks.

    Nothing is added when the body already begins with the title as a line of its own.
    """
    title, body = one_line(title), normalised(body).strip()
    if not title:
        return body, None
    if not body or body == title:
        return title, Span(0, len(title))
    if not body.startswith(title + "\n"):
        body = f"{title}\n\n{body}"
    return body, Span(0, len(title))


def title_within(title: str, given: str) -> tuple[str, Span | None]:
    """The text of a given text and the title's span: the words as given, the title at its place or appended at the end."""
    text, title = normalised(given), one_line(title)
    if not title:
        return text, None
    found = _in_head(title, text)
    if found:
        return text, found
    gap = "\n" * max(0, 2 - (len(text) - len(text.rstrip("\n")))) if text else ""
    start = len(text) + len(gap)
    return f"{text}{gap}{title}", Span(start, start + len(title))


def _in_head(title: str, text: str) -> Span | None:
    """Where the title stands in the beginning: at the very start, or later when it is long enough not to be a phrase."""
    words = r"\s+".join(re.escape(word) for word in title.split(" "))
    head = text[: 2 * len(title) + HEAD_CHARACTERS]
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", head):
        alone = head[: match.start()].strip() == "" or _own_line(text, match.start(), match.end())
        if alone or len(title.split(" ")) >= 4:
            return Span(match.start(), match.end())
    return None


def _own_line(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
    return not before.strip() and not after.strip()


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
