"""Names of people, bodies and places found in a text, against CoNLL-2003 or re3d."""
