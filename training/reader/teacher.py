"""What the sentence vectors must stay close to: those of the original model, computed once for every part."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file

from training.encoder.graph import original
from training.reader.device import DEVICE
from training.reader.model import Batch, Reader
from training.reader.weights import from_bert
from wireroom.read.windows import CLS, SEP

_OWN_LIMIT = 126  # pieces beyond were cut when the original was trained
_States = Callable[[NDArray[np.int64]], NDArray[np.float32]]  # ids (1, s) to states (1, s, dims)


class Teacher:
    """The original model in fp32, on the device of this run."""

    def __init__(self, weights: Path) -> None:
        read = load_file(weights)
        self._states = _on_processor(read) if DEVICE.type == "cpu" else in_torch(read, DEVICE)
        self._known: dict[tuple[int, ...], NDArray[np.float16]] = {}

    def vectors(self, parts: Sequence[tuple[int, ...]]) -> NDArray[np.float16]:
        """One vector (dims,) of unit length a part."""
        for part in parts:
            if part not in self._known:
                states = self._states(np.array([[CLS, *part[:_OWN_LIMIT], SEP]], dtype=np.int64))
                mean = states[0].mean(axis=0)
                self._known[part] = (mean / np.linalg.norm(mean)).astype(np.float16)
        return np.stack([self._known[part] for part in parts])


def _on_processor(weights: Mapping[str, NDArray[np.float32]]) -> _States:
    """The model on onnxruntime: what the examples of the shipped weights were made with."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    graph = original(weights).SerializeToString()
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def states(ids: NDArray[np.int64]) -> NDArray[np.float32]:
        (found,) = session.run(None, {"ids": ids})
        return np.asarray(found, dtype=np.float32)

    return states


def in_torch(weights: Mapping[str, NDArray[np.float32]], device: torch.device) -> _States:
    """The same model in PyTorch: a `Reader` whose own tables are still zero, over one part."""
    model = Reader(len(weights["embeddings.word_embeddings.weight"]), dropout=0.0)
    from_bert(model, weights)
    model.to(device).eval()

    def states(ids: NDArray[np.int64]) -> NDArray[np.float32]:
        zeros, places = np.zeros_like(ids), np.arange(ids.shape[1])[None]
        batch = Batch(*map(torch.from_numpy, (ids, zeros, zeros, places, zeros, places, np.array([ids.size]))))
        with torch.no_grad():
            found: NDArray[np.float32] = model.states(batch.to(device))[2].cpu().numpy()
        return found

    return states
