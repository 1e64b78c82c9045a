"""The encoder alone on the sentences of reports: what the whole path cannot be faster than."""

import json
import time
from pathlib import Path

from wireroom.read.encoder import EncoderRecipe, load_encoder
from wireroom.read.sentences import layout
from wireroom.records.reports import Report


def encode(path: str, part: int, parts: int) -> None:
    """Encode every `parts`-th report of a .jsonl file from `part` on and print the seconds, loading apart."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()[part::parts]
    texts = [json.loads(line)["text"] for line in lines]
    sentences = [
        [sentence.words(text) for sentence in layout(Report(str(number), text, "")).sentences]
        for number, text in enumerate(texts)
    ]
    encoder = load_encoder(EncoderRecipe())
    began = time.monotonic()
    for start in range(0, len(sentences), 16):
        encoder.encode([sentence for report in sentences[start : start + 16] for sentence in report])
    print(time.monotonic() - began)
