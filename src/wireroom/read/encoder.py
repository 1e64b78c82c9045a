"""Sentences to vectors: a small transformer (all-MiniLM-L6-v2, int8) that ships with the package and runs offline.

A vector is the mean of the last hidden states of a sentence's tokens, brought to unit length, as the model was trained
(Reimers and Gurevych 2019). Only sentences with equally many tokens share a batch, so nothing is padded, and the model
scales its numbers token by token: one sentence gives the same bytes in any company, order and number of threads. See
docs/decisions/0002-encoder-runtime.md.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wireroom.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).resolve().parents[1] / "encoder"
MODEL, TOKENIZER, MANIFEST = "model.onnx", "tokenizer.json", "manifest.json"

MAX_CHARACTERS = 2_000  # a sentence is cut here before tokenising; 128 tokens of English end near 700
BATCH_TOKENS = 256  # tokens a batch: 8 sentences of 32. Larger batches were no faster (0002-encoder-runtime.md)

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class EncoderRecipe:
    """What travels between processes instead of a model. `folder` None is the shipped encoder; `threads` is 1 or more."""

    folder: str | None = None
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says. `files` maps a file's name to its SHA-256 in hexadecimal."""

    name: str
    version: str
    dims: int
    max_tokens: int
    files: dict[str, str]


class Encoder:
    """A loaded model; safe to share between threads."""

    def __init__(self, manifest: Manifest, session: "InferenceSession", tokenizer: "Tokenizer", threads: int) -> None:
        self.name, self.version, self.dims = manifest.name, manifest.version, manifest.dims
        self._session, self._tokenizer, self._threads = session, tokenizer, threads

    def encode(self, sentences: Sequence[str]) -> "NDArray[np.float32]":
        """Give one vector a sentence: `(n, dims)` float32, rows of unit length, in the order of the input.

        What lies beyond 128 tokens or 2,000 characters is not read. Equal sentences are encoded once. A text without
        words has a vector too, which means nothing. About 2.3 ms of one core for a sentence of 33 tokens.
        """
        import numpy as np

        texts = [_readable(sentence) for sentence in sentences]
        row_of = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        ids = [self._tokenizer.encode(text).ids for text in row_of]
        vectors = np.empty((len(ids), self.dims), dtype=np.float32)
        for rows, batch in self._run(ids):
            vectors[rows] = batch
        return vectors[[row_of[text] for text in texts]]

    def _run(self, ids: list[list[int]]) -> Iterator[tuple[list[int], "NDArray[np.float32]"]]:
        batches = list(_equal_lengths(ids))
        todo = [[ids[row] for row in rows] for rows in batches]
        if self._threads == 1 or len(todo) < 2:
            yield from zip(batches, map(self._vectors, todo), strict=True)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from zip(batches, pool.map(self._vectors, todo), strict=True)

    def _vectors(self, ids: list[list[int]]) -> "NDArray[np.float32]":
        """Vectors (b, dims) of a batch. Each mean is taken alone: over a whole batch its last bit would vary."""
        import numpy as np

        (tokens,) = self._session.run(["tokens"], {"ids": np.array(ids, dtype=np.int64)})
        means = [sentence.mean(axis=0) for sentence in tokens]
        return np.stack([mean / np.linalg.norm(mean) for mean in means])


def load_encoder(recipe: EncoderRecipe | None = None) -> Encoder:
    """Return the encoder of a recipe (None: the shipped one, one thread), loaded and checked once a process.

    A missing, altered or unusable file raises `EncoderError`; nothing else is used in its place.
    """
    return _loaded(recipe or EncoderRecipe())


@cache
def _loaded(recipe: EncoderRecipe) -> Encoder:
    folder = Path(recipe.folder) if recipe.folder is not None else SHIPPED
    manifest = _manifest(folder / MANIFEST)
    session = _session(folder / MODEL, _checked(folder / MODEL, manifest))
    tokenizer = _tokenizer(folder / TOKENIZER, _checked(folder / TOKENIZER, manifest), manifest.max_tokens)
    return Encoder(manifest, session, tokenizer, recipe.threads)


def _manifest(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(_bytes(path), type=Manifest)
    except msgspec.DecodeError as error:
        raise EncoderError(str(path), f"it cannot be read ({error})") from error


def _checked(path: Path, manifest: Manifest) -> bytes:
    content = _bytes(path)
    if hashlib.sha256(content).hexdigest() != manifest.files.get(path.name):
        raise EncoderError(str(path), f"its SHA-256 is not the one in {MANIFEST}")
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EncoderError(str(path), f"it cannot be opened ({error.strerror})") from error


def _session(path: Path, content: bytes) -> "InferenceSession":
    """One thread inside a run: threads share out whole batches, which keeps each batch's arithmetic the same."""
    # The runtime would queue events for its maker and keep a device id in the user's home; it must be told before it loads.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own exceptions share no public base
        raise EncoderError(str(path), f"onnxruntime cannot load it ({error})") from error


def _tokenizer(path: Path, content: bytes, max_tokens: int) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # tokenizers raises bare Exception
        raise EncoderError(str(path), f"tokenizers cannot load it ({error})") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _readable(sentence: str) -> str:
    """Cut to what will be read; half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", sentence[:MAX_CHARACTERS])


def _equal_lengths(ids: list[list[int]]) -> Iterator[list[int]]:
    """Rows with equally many tokens, about 256 tokens at a time, short ones first."""
    by_length = sorted(range(len(ids)), key=lambda row: (len(ids[row]), row))
    for length, group in groupby(by_length, key=lambda row: len(ids[row])):
        rows, size = list(group), max(1, BATCH_TOKENS // length)
        yield from (rows[start : start + size] for start in range(0, len(rows), size))
