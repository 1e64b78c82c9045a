"""The files of an encoder: read, held to the checksums of their manifest, and held to each other.

Each file alone can be sound and the folder still not one model: an older `pooled.npy`, the graphs changed round, a head that
`chains.json` does not have. Nothing of that may reach the reader, where it would be an error without a remedy or, worse,
marks of the wrong head.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wireroom.errors import EncoderError
from wireroom.read.heads import HEADS
from wireroom.read.tagging import Chain, ChainWeights, tags_of
from wireroom.read.windows import CLS, SEP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).resolve().parents[1] / "encoder"
LOWER, UPPER, POOLED = "sentences.onnx", "windows.onnx", "pooled.npy"
TOKENIZER, CHAINS, MANIFEST = "tokenizer.json", "chains.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says. `files` maps a file's name to its SHA-256 in hexadecimal."""

    name: str
    version: str
    dims: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model that was read and checked. `pooled` is (dims, 2 * dims); `chains` are in the order of the scores."""

    manifest: Manifest
    lower: "InferenceSession"
    upper: "InferenceSession"
    pooled: "NDArray[np.float32]"
    tokenizer: "Tokenizer"
    chains: dict[str, Chain]


def read_model(folder: Path) -> ModelFiles:
    """The model of a folder; `EncoderError` names the file that is missing, altered, unusable or of another model."""
    manifest = _manifest(folder / MANIFEST)
    lower, upper = (_session(folder / name, _checked(folder / name, manifest)) for name in (LOWER, UPPER))
    tokenizer = _tokenizer(folder / TOKENIZER, _checked(folder / TOKENIZER, manifest))
    chains = _chains(folder / CHAINS, _checked(folder / CHAINS, manifest))
    pooled = _array(folder / POOLED, _checked(folder / POOLED, manifest))
    files = ModelFiles(manifest, lower, upper, pooled, tokenizer, chains)
    for name, problem in _misfits(files):
        raise EncoderError(str(folder / name), problem)
    return files


def _misfits(files: ModelFiles) -> Iterator[tuple[str, str]]:
    """What does not fit together: the name of a file and what is wrong with it."""
    dims, tags = files.manifest.dims, sum(chain.size for chain in files.chains.values())
    yield from _other_ports(LOWER, files.lower, {"ids": None, "cases": None}, {"middle": dims, "states": dims})
    yield from ((CHAINS, problem) for problem in _other_heads(files.chains))
    yield from _other_ports(UPPER, files.upper, {"states": dims, "surroundings": None}, {"scores": tags})
    if files.pooled.shape != (dims, 2 * dims):
        yield POOLED, f"its shape is {files.pooled.shape}; {MANIFEST} with {dims} dims wants {(dims, 2 * dims)}"
    yield from ((TOKENIZER, problem) for problem in _other_words(files.tokenizer, files.lower))


def _other_ports(
    file: str, session: "InferenceSession", inputs: Mapping[str, int | None], outputs: Mapping[str, int | None]
) -> Iterator[tuple[str, str]]:
    """Inputs and outputs that are not those wanted; a number is the width of the last axis, None any."""
    for side, ports, wanted in (("inputs", session.get_inputs(), inputs), ("outputs", session.get_outputs(), outputs)):
        if [port.name for port in ports] != list(wanted):
            yield file, f"its {side} are {', '.join(port.name for port in ports)}, not {', '.join(wanted)}"
            return
        for port in ports:
            if wanted[port.name] not in (None, port.shape[-1]):
                yield file, f"{port.name} is {port.shape[-1]} wide; the other files want {wanted[port.name]}"


def _other_heads(chains: dict[str, Chain]) -> Iterator[str]:
    """Heads that are not known, have other tags, or stand in another order than the scores, which is that of the alphabet."""
    for head, chain in chains.items():
        if head not in HEADS:
            yield f"it has a head {head!r}; known are {', '.join(HEADS)}"
        elif chain.size != tags_of(len(HEADS[head])):
            yield f"its head {head} has {chain.size} tags, not {tags_of(len(HEADS[head]))}"
    if list(chains) != sorted(chains):
        yield f"its heads are in the order {', '.join(chains)}, not that of the alphabet"


def _other_words(tokenizer: "Tokenizer", lower: "InferenceSession") -> Iterator[str]:
    """Whether the tokenizer's marks have the numbers they are read by, and its last word a place in the model's table."""
    import numpy as np

    if (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")) != (CLS, SEP):
        yield f"[CLS] and [SEP] are not {CLS} and {SEP}"
    try:
        ids = np.array([[CLS, tokenizer.get_vocab_size() - 1, SEP]], dtype=np.int64)
        lower.run(None, {"ids": ids, "cases": np.zeros_like(ids)})
    except Exception as error:  # onnxruntime's own exceptions share no public base
        yield f"{LOWER} does not take its last word ({error})"


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


def _tokenizer(path: Path, content: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # tokenizers raises bare Exception
        raise EncoderError(str(path), f"tokenizers cannot load it ({error})") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _array(path: Path, content: bytes) -> "NDArray[np.float32]":
    import numpy as np

    try:
        return np.asarray(np.load(io.BytesIO(content), allow_pickle=False), dtype=np.float32)
    except (OSError, ValueError) as error:
        raise EncoderError(str(path), f"it cannot be read ({error})") from error


def _chains(path: Path, content: bytes) -> dict[str, Chain]:
    try:
        return {
            head: Chain.of(weights)
            for head, weights in msgspec.json.decode(content, type=dict[str, ChainWeights]).items()
        }
    except (msgspec.DecodeError, ValueError) as error:
        raise EncoderError(str(path), f"it cannot be read ({error})") from error
