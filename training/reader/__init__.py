"""Training of the reader's encoder: `corpora` to labelled passages, `examples` to windows, `model`, `train`, `evaluate`."""
