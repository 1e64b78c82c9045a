"""Who says what in texts like the seed, by hand-made gold (LABELS.md, "Match for scoring")."""
