"""The vocabulary: frozen records that every stage takes and gives. Imports nothing of ours but errors."""
