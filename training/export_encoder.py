"""Turn trained weights into the model that Wireroom ships: `python -m training.export_encoder WEIGHTS [--out FOLDER]`.

Writes the network as an ONNX graph in fp32 and in int8, without torch. Holds the first against a plain NumPy forward
pass, the second against the first on invented sentences (vectors) and on every development corpus of `$WIREROOM_DATA`
(exact spans), and writes the int8 one with its tokenizer, chains and manifest only when it keeps within half a point.

    python -m training.export_encoder FOLDER/reader.safetensors            # writes src/wireroom/encoder/
    python -m training.export_encoder FOLDER/reader.safetensors --check    # the comparisons only
"""

import argparse
import hashlib
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before onnxruntime is loaded
from numpy.typing import NDArray
from safetensors.numpy import load_file

from training.encoder.graph import Peaks, Weights, head_names, lower, upper
from training.encoder.original import plain_tokenizer, tokenizer_settings
from training.encoder.reference import measured_peaks, reference
from training.encoder.sentences import CALIBRATION, HELD_OUT
from training.spans import span_scores
from wireroom.read.encoder import EncoderRecipe, load_encoder
from wireroom.read.heads import HEADS
from wireroom.read.modelfiles import CHAINS, LOWER, MANIFEST, POOLED, SHIPPED, TOKENIZER, UPPER
from wireroom.read.tagging import FORBIDDEN, allowed
from wireroom.read.windows import Window, parts_of
from wireroom.records.readings import Sentence

DATA = Path(os.environ.get("WIREROOM_DATA", "../shared/data"))
VERSION = "2"
MAX_BYTES = 25_000_000
FP32_FLOOR = 0.9999  # cosine of the fp32 graph to NumPy, worst sentence
INT8_FLOOR = 0.98  # cosine of the int8 graph to the fp32 graph, worst sentence
SPAN_LOSS = 0.005  # what int8 may cost in F1


def main() -> None:
    """Build, compare, and unless `--check` is given write the folder."""
    options = _options()
    weights: Weights = load_file(options.weights)
    peaks = measured_peaks(weights, [_window(text) for text in CALIBRATION])
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch, "fp32"), Path(scratch, "int8")
        write(weights, None, options.name, plain)
        write(weights, peaks, options.name, small)
        compare_vectors(weights, plain, small)
        compare_spans(plain, small)
    if not options.check:
        write(weights, peaks, options.name, options.out)
        print(f"written to {options.out}")


def compare_vectors(weights: Weights, plain: Path, small: Path) -> None:
    """Print the cosines of fp32 to NumPy and of int8 to fp32; stop below the floors."""
    wanted = np.concatenate([reference(weights, _window(text))[0] for text in HELD_OUT])
    fp32, int8 = (load_encoder(EncoderRecipe(str(folder))).encode(HELD_OUT) for folder in (plain, small))
    for name, left, right, floor in (
        ("fp32 to NumPy", fp32, wanted, FP32_FLOOR),
        ("int8 to fp32", int8, fp32, INT8_FLOOR),
    ):
        cosines = np.sum(left * right, axis=1)
        print(f"cosine {name}: mean {cosines.mean():.6f}, min {cosines.min():.6f} ({len(cosines)} sentences)")
        if cosines.min() < floor:
            raise SystemExit(f"cosine {name} is below {floor}: the graph is wrong, nothing was written")


def compare_spans(plain: Path, small: Path) -> None:
    """Print exact span F1 of both forms on the development corpora; stop when int8 loses more than half a point."""
    scores = [span_scores(load_encoder(EncoderRecipe(str(folder))), DATA) for folder in (plain, small)]
    if not scores[0]:
        print(f"no development corpus in {DATA}: spans were not compared")
    for label, exact_score in scores[0].items():
        print(f"{label}: fp32 {exact_score:.4f}, int8 {scores[1][label]:.4f}")
        if scores[1][label] < exact_score - SPAN_LOSS:
            raise SystemExit(f"int8 loses more than {SPAN_LOSS} on {label}: nothing was written")


def write(weights: Weights, peaks: Peaks | None, name: str, out: Path) -> None:
    """Write both models, the projection of the vectors, tokenizer, chains and the manifest with their checksums."""
    pooled = io.BytesIO()
    np.save(pooled, weights["pooled"].astype(np.float32))
    files = {
        LOWER: lower(weights, peaks).SerializeToString(deterministic=True),
        UPPER: upper(weights, peaks).SerializeToString(deterministic=True),
        POOLED: pooled.getvalue(),
        TOKENIZER: json.dumps(tokenizer_settings(), ensure_ascii=False, separators=(",", ":")).encode(),
        CHAINS: (json.dumps(chains_of(weights), separators=(",", ":")) + "\n").encode(),
    }
    if peaks is not None and len(files[LOWER]) + len(files[UPPER]) >= MAX_BYTES:
        raise SystemExit(f"the models have {len(files[LOWER]) + len(files[UPPER])} bytes; the limit is {MAX_BYTES}")
    out.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (out / file).write_bytes(content)
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    manifest = {"name": name, "version": VERSION, "dims": int(weights["pooled"].shape[0]), "files": sums}
    (out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def chains_of(weights: Weights) -> dict[str, dict[str, Any]]:
    """For each head, in the order of its scores, the transitions with what is not allowed far below zero."""
    found = {}
    for head in head_names(weights):
        follows, first, last = allowed(len(HEADS[head]))
        found[head] = {
            "transitions": _rounded(weights[f"chains.{head}.transitions"], follows),
            "starts": _rounded(weights[f"chains.{head}.starts"], first),
            "ends": _rounded(weights[f"chains.{head}.ends"], last),
        }
    return found


def _rounded(values: NDArray[np.float32], mask: NDArray[np.bool_]) -> Any:
    return np.where(mask, np.round(values.astype(np.float64), 5), FORBIDDEN).tolist()


def _window(text: str) -> Window:
    """One sentence by itself as a window."""
    return Window(list(parts_of(text, (Sentence(0, len(text)),), plain_tokenizer())))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the encoder that Wireroom ships.")
    parser.add_argument("weights", type=Path, help="the safetensors that training.reader.train wrote")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where to write (default: src/wireroom/encoder)")
    parser.add_argument("--name", default="wireroom-reader-int8", help="the model's name in its manifest")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
