"""Wireroom: one account of what many outlets report, every line checkable down to the character."""

__version__ = "0.1.0"
