"""What the sentence vectors must stay close to: those of the original model, computed once for every part."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import load_file

from training.encoder.graph import original
from wireroom.read.windows import CLS, SEP

_OWN_LIMIT = 126  # pieces beyond were cut when the original was trained


class Teacher:
    """The original model in fp32 on onnxruntime."""

    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        graph = original(load_file(weights)).SerializeToString()
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._known: dict[tuple[int, ...], NDArray[np.float16]] = {}

    def vectors(self, parts: Sequence[tuple[int, ...]]) -> NDArray[np.float16]:
        """One vector (dims,) of unit length a part."""
        for part in parts:
            if part not in self._known:
                ids = np.array([[CLS, *part[:_OWN_LIMIT], SEP]], dtype=np.int64)
                (states,) = self._session.run(None, {"ids": ids})
                mean = states[0].mean(axis=0)
                self._known[part] = (mean / np.linalg.norm(mean)).astype(np.float16)
        return np.stack([self._known[part] for part in parts])
