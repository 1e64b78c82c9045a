"""How much of one item is taken. What streams (.jsonl, .mbox, .warc) has no limit as a file, only item by item."""

MEGABYTE = 1_000_000

TEXT_BYTES = 20 * MEGABYTE
"""A text file: four times the characters that a report may have, for the widest encoding."""
PAGE_BYTES = 30 * MEGABYTE
"""A web page: a saved page with its pictures inside can be large; its text is far smaller."""
DOCUMENT_BYTES = 150 * MEGABYTE
"""A PDF."""
MESSAGE_BYTES = 60 * MEGABYTE
"""One mail message, attachments included."""
FEED_BYTES = 60 * MEGABYTE
"""A feed, or a .json file that is one document: read whole, because neither can be cut."""
LINE_BYTES = 25 * MEGABYTE
"""One line of a .jsonl file."""
RECORD_BYTES = 30 * MEGABYTE
"""One record of a web archive."""
HEAD_BYTES = 65_536
"""How much of a file is looked at to tell what it is."""
