"""Scripts that make what Wireroom ships: the encoder, the gazetteer, word lists and fitted weights."""
