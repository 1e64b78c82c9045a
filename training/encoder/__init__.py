"""The shipped encoder: `graph` builds it in ONNX, `reference` computes it in NumPy, `sentences` fit and try it."""
