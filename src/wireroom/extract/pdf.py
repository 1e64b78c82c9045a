"""A PDF to its text, by pypdfium2 (PDFium). Line ends of the page are joined to paragraphs; a scan is a Failure."""

from typing import Any

from wireroom.errors import UnreadableInput
from wireroom.extract.text import normalised
from wireroom.extract.unwrap import unwrapped

PAGE_LIMIT = 2_000
"""Pages; a longer document is a book or an archive, not a report."""


def read_pdf(content: bytes, *, name: str) -> str:
    """The paragraphs of the document; UnreadableInput when it is damaged, locked, too long, or has no text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, str(error)) from error
    try:
        if len(document) > PAGE_LIMIT:
            raise UnreadableInput(
                name, f"the PDF has {len(document):,} pages, more than {PAGE_LIMIT:,}", "Split it and give the parts."
            )
        pages = [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise UnreadableInput(
            name,
            "the PDF has no text, only pictures of pages",
            "Run text recognition (OCR) over it, for example `ocrmypdf in.pdf out.pdf`, and give the result.",
        )
    return text


def _page_text(document: Any, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        words = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""
    # PDFium writes U+FFFE (older versions U+0002) where a word is broken at a line's end.
    lines = normalised(words.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02", ""))
    return unwrapped(lines).strip()


def _unreadable(name: str, problem: str) -> UnreadableInput:
    if "password" in problem.lower():
        return UnreadableInput(
            name, "the PDF is locked with a password", "Save a copy without a password and give that."
        )
    return UnreadableInput(name, "the PDF is damaged and cannot be opened", "Download or export it again.")
