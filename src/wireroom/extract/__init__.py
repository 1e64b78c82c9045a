"""Captures in, reports out: each item's text, title, date and outlet, or a Failure that names it.

A map: one outcome a capture, in the same order, and a bad item never stops the others. The parts in order: `charsets`
(bytes to words), `page`, `mail`, `pdf` (words to a body, with `metadata`, `furniture`, `unwrap`), `text` (the one place
that defines `Report.text`), `language`, `naming` (outlet and id).
"""

from wireroom.extract.naming import distinct
from wireroom.extract.reports import extract, extract_one

__all__ = ["distinct", "extract", "extract_one"]
