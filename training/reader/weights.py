"""Weights between the model here, the safetensors of all-MiniLM-L6-v2, and the names that the export reads."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.reader.model import LAYERS, Reader

_PARTS = {
    "context": "attention.output.dense",
    "context_norm": "attention.output.LayerNorm",
    "middle": "intermediate.dense",
    "wide": "output.dense",
    "wide_norm": "output.LayerNorm",
}
_PROJECTIONS = ("query", "key", "value")


def from_bert(model: Reader, weights: Mapping[str, NDArray[np.float32]]) -> None:
    """Copy BERT's weights into the model; the only segment's vector is added to the positions."""
    state = model.state_dict()
    state["words.weight"] = torch.from_numpy(weights["embeddings.word_embeddings.weight"])
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = torch.from_numpy(weights["embeddings.position_embeddings.weight"] + segment)
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = torch.from_numpy(weights[f"embeddings.LayerNorm.{kind}"])
        for layer in range(LAYERS):
            prefix = f"encoder.layer.{layer}"
            joint = [weights[f"{prefix}.attention.self.{part}.{kind}"] for part in _PROJECTIONS]
            state[f"layers.{layer}.block.{kind}"] = torch.from_numpy(np.concatenate(joint))
            for ours, theirs in _PARTS.items():
                state[f"layers.{layer}.{ours}.{kind}"] = torch.from_numpy(weights[f"{prefix}.{theirs}.{kind}"])
    model.load_state_dict(state)


def to_bert(state: Mapping[str, torch.Tensor], heads: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The model's weights under BERT's names, and the other tables, `pooled`, the named heads and chains under ours."""
    arrays = {name: tensor.detach().float().cpu().numpy() for name, tensor in state.items()}
    found = {
        "embeddings.word_embeddings.weight": arrays["words.weight"],
        "embeddings.position_embeddings.weight": arrays["positions.weight"],
        "embeddings.token_type_embeddings.weight": np.zeros((1, arrays["words.weight"].shape[1]), dtype=np.float32),
        "cases": arrays["cases.weight"],
        "surroundings": arrays["surroundings.weight"],
        "order": arrays["order.weight"],
        "pooled": arrays["pooled.weight"],
    }
    found |= {
        name: values
        for name, values in arrays.items()
        if name.startswith(("heads.", "chains.")) and name.split(".")[1] in heads
    }
    for kind in ("weight", "bias"):
        found[f"embeddings.LayerNorm.{kind}"] = arrays[f"norm.{kind}"]
        for layer in range(LAYERS):
            prefix = f"encoder.layer.{layer}"
            joint = np.split(arrays[f"layers.{layer}.block.{kind}"], 3)
            for part, values in zip(_PROJECTIONS, joint, strict=True):
                found[f"{prefix}.attention.self.{part}.{kind}"] = values
            for ours, theirs in _PARTS.items():
                found[f"{prefix}.{theirs}.{kind}"] = arrays[f"layers.{layer}.{ours}.{kind}"]
    return found
