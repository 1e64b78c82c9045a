"""Bytes to words: byte order mark, then what was declared, then UTF-8, then the likeliest legacy encoding.

Nothing fails here: a text in mixed encodings is read as well as it can be, and a note says so. Labels follow the WHATWG
Encoding Standard where it knows better than the label ("iso-8859-1" means Windows-1252). Valid UTF-8 with characters
beyond ASCII is UTF-8 whatever was declared: other encodings do not produce it by chance.
"""

import codecs
import re
from dataclasses import dataclass

SAMPLE_BYTES = 32_768
"""What the statistical detector is shown; more makes it slower, not surer (charset_normalizer's own advice)."""
META_BYTES = 4_096
"""How far into a page its own declaration is looked for (WHATWG: 1,024; pages that open with comments need more)."""
SHORT_BYTES = 100
"""Fewer bytes say too little for the detector, which then prefers rare encodings."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REAL = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874",
}  # fmt: skip
_ESCAPING = ("iso2022", "hz", "utf-16", "utf-32")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_STRAY = re.compile("[\udc80-\udcff]")
_ENCODED_SURROGATE = re.compile("\udced[\udca0-\udcbf][\udc80-\udcbf]")
_WESTERN = {0xDC00 + code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0x100)}
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_SYMBOL_IN_WORD = re.compile("[a-z][\xa1-\xbf][a-z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The words, and a note when something had to be guessed or mended."""

    text: str
    note: str | None = None


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The words of `content`; `declared` is what the channel says, an unknown label counts as none."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(name, "replace"))
    codec = _codec(declared)
    if codec and codec.startswith(_ESCAPING):
        return Decoded(content.decode(codec, "replace"))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(content, codec)


def declared_in(page: bytes) -> str | None:
    """The encoding that a page or feed declares in its own head."""
    match = _DECLARED.search(page, 0, META_BYTES)
    if match is None:
        return None
    label = match.group(1).decode("ascii", "replace").lower()
    # The declaration was readable as ASCII, so it cannot be true of these (WHATWG: treat as UTF-8).
    return "utf-8" if label.startswith(("utf-16", "utf-32")) else label


def _not_utf8(content: bytes, codec: str | None) -> Decoded:
    mixed = _ENCODED_SURROGATE.sub("\ufffd", content.decode("utf-8", "surrogateescape"))
    stray = len(_STRAY.findall(mixed))
    beyond_ascii = len(mixed) - stray - len(mixed.encode("ascii", "ignore"))
    if beyond_ascii >= stray:
        note = f"mixed encodings: {stray} bytes that are not UTF-8 were read as Windows-1252" if stray else None
        return Decoded(mixed.translate(_WESTERN), note)
    if codec and codec != "utf-8":
        try:
            return Decoded(mixed.translate(_WESTERN) if codec == "cp1252" else content.decode(codec))
        except (UnicodeDecodeError, LookupError):
            pass
    return _legacy(content, mixed, stray)


def _legacy(content: bytes, mixed: str, stray: int) -> Decoded:
    western = mixed.translate(_WESTERN)
    if stray <= _western_most(content) and not _SYMBOL_IN_WORD.search(western):
        return Decoded(western, "no valid encoding stated; read as Windows-1252")
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    if best is None:
        return Decoded(western, "the encoding could not be told; read as Windows-1252")
    return Decoded(content.decode(best.encoding, "replace"), f"no valid encoding stated; read as {best.encoding}")


def _western_most(content: bytes) -> float:
    """How many bytes beyond ASCII a Western text of this many letters may have; short ones have quotation marks at least."""
    letters = len(_ASCII_LETTER.findall(content[:SAMPLE_BYTES])) * max(len(content) / SAMPLE_BYTES, 1)
    return letters if len(content) < SHORT_BYTES else letters / 4


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _REAL.get(name, name)
