"""Copies made from real texts in known ways, found again: which pairs, how much is shared, and who came first."""
