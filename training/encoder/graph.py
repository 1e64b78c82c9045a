"""The network (BERT, Devlin et al. 2019) with Wireroom's heads as an ONNX graph, in fp32 and in int8.

The int8 form is ours (docs/decisions/0002-encoder-runtime.md has the measurements). Activations are scaled token by
token, so a window's result cannot depend on the windows beside it. Input channels with large values are made smaller
and their weights larger before rounding (SmoothQuant, Xiao et al. 2023, strength 0.5). The small tables and the heads stay
in fp32.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

DIMS, LAYERS, HEADS, EPSILON = 384, 6, 12, 1e-12
MIDDLE, LOWER = 2, 4  # states after so many layers are pooled too; so many layers read a sentence by itself
MAX_TOKENS = 128  # the longest part with its two marks
MICROSOFT = "com.microsoft"  # onnxruntime's own operators; all of those used here run on its CPU provider

SMOOTHING = 0.5  # share of a channel's peak that moves into the weights
# x86 without VNNI adds two uint8 x int8 products in int16, which overflows past 255 x 128: a weight and its neighbour
# share 127 steps (and at most one for rounding), so that every machine computes the same integers.
PAIR_PEAK = 127
ROW_PEAK, ROW_ZERO = 127.0, 128  # a token's values fill 1..255 around 128
# GELU never goes below -0.17, so its uint8 zero sits low and the positive side gets nearly all steps.
GELU_LOW, GELU_PEAK, GELU_ZERO = 0.17, 239.0, 16

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
Peaks = dict[str, Floats]  # place in the network -> (channels,) largest absolute value seen there


def original(weights: Weights) -> ModelProto:
    """The model that training starts from, in fp32: `ids` (b, s) to `states` (b, s, 384)."""
    graph = _Graph(weights, None)
    states = graph.through(graph.embeddings(), range(LAYERS))
    graph.op("Identity", states, out="states")
    return graph.model([_value("ids", "batch", "length", kind=TensorProto.INT64)], [_states("states")])


def lower(weights: Weights, peaks: Peaks | None) -> ModelProto:
    """The layers that read a sentence by itself: `ids` and `cases` (b, s) to `middle` and `states` (b, s, 384).

    Int8 weights (a scale per output channel) and uint8 activations (a scale per token) when peaks are given, else fp32.
    """
    graph = _graph(weights, peaks)
    middle = graph.through(graph.embeddings("cases"), range(MIDDLE))
    states = graph.through(middle, range(MIDDLE, LOWER))
    graph.op("Identity", middle, out="middle")
    graph.op("Identity", states, out="states")
    inputs = [_value(name, "batch", "length", kind=TensorProto.INT64) for name in ("ids", "cases")]
    return graph.model(inputs, [_states("middle"), _states("states")])


def upper(weights: Weights, peaks: Peaks | None) -> ModelProto:
    """The layers that read a window: `states` (b, n, 384) and `surroundings` (b, n) to `scores` (b, n, tags) of all heads."""
    graph = _graph(weights, peaks)
    around = graph.op("Gather", graph.constant(weights["surroundings"]), "surroundings")
    table = graph.constant(weights["order"])
    order = graph.op("Slice", table, graph.constant(np.array([0])), graph.op("Shape", "surroundings", start=1, end=2))
    states = graph.op("Add", graph.op("Add", "states", around), order)
    graph.scores(graph.through(states, range(LOWER, LAYERS)))
    tags = sum(len(weights[f"heads.{name}.bias"]) for name in head_names(weights))
    inputs = [_states("states"), _value("surroundings", "batch", "length", kind=TensorProto.INT64)]
    return graph.model(inputs, [_value("scores", "batch", "length", tags)])


def _graph(weights: Weights, peaks: Peaks | None) -> "_Graph":
    if peaks is None:
        return _Graph(weights, None)
    factors = {place: _smoothing(peaks[place], _columns(weights, place)) for place in peaks}
    return _Graph(_folded(weights, factors), factors)


def _states(name: str) -> Any:
    return _value(name, "batch", "length", DIMS)


def head_names(weights: Weights) -> list[str]:
    """The heads of trained weights, in the order of their scores."""
    return sorted(name.split(".")[1] for name in weights if name.startswith("heads.") and name.endswith(".bias"))


class _Graph:
    """Collects nodes and constants. `factors` None means fp32; else the smoothing of each quantised product."""

    def __init__(self, weights: Weights, factors: Mapping[str, Floats] | None) -> None:
        self.weights, self.factors = weights, factors
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def model(self, inputs: list[Any], outputs: list[Any]) -> ModelProto:
        """The collected nodes as a model."""
        return helper.make_model(
            helper.make_graph(self.nodes, "reader", inputs, outputs, self.constants),
            opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)],
            ir_version=9,
            producer_name="wireroom",
        )

    def through(self, tokens: str, layers: range) -> str:
        """The states after the given layers."""
        for layer in layers:
            tokens = self.feed_forward(layer, self.attention(layer, tokens))
        return tokens

    def scores(self, tokens: str) -> None:
        """The scores of all heads in the order of `head_names`."""
        names = head_names(self.weights)
        weight = np.concatenate([self.weights[f"heads.{name}.weight"] for name in names])
        bias = np.concatenate([self.weights[f"heads.{name}.bias"] for name in names])
        self.op("Add", self.op("MatMul", tokens, self.constant(weight.T)), self.constant(bias), out="scores")

    def embeddings(self, cases: str = "") -> str:
        """Word plus position plus (the only) segment plus, when an input is named, how the word is written."""
        fixed = self.weights["embeddings.token_type_embeddings.weight"][0]
        table = self.constant(self.weights["embeddings.position_embeddings.weight"][:MAX_TOKENS] + fixed)
        length = self.op("Shape", "ids", start=1, end=2)
        positions = self.op("Slice", table, self.constant(np.array([0])), length)
        words = self.op("Add", self.words(), positions)
        if cases:
            words = self.op("Add", words, self.op("Gather", self.constant(self.weights["cases"]), cases))
        return self.norm(words, "embeddings.LayerNorm")

    def words(self) -> str:
        """Look words up; the int8 table has a scale per word."""
        table = self.weights["embeddings.word_embeddings.weight"]
        if self.factors is None:
            return self.op("Gather", self.constant(table), "ids")
        rounded, scale = _rounded(table)
        steps = self.op("Cast", self.op("Gather", self.constant(rounded), "ids"), to=TensorProto.FLOAT)
        return self.op("Mul", steps, self.op("Gather", self.constant(scale), "ids"))

    def attention(self, layer: int, tokens: str) -> str:
        """Self-attention without a mask: sentences of one batch are equally long."""
        prefix = f"encoder.layer.{layer}.attention"
        parts = [f"{prefix}.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{part}.weight"] for part in parts])
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        joint = self.product(tokens, weight, f"{layer}.block")
        names = [f"{joint}_{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [joint], names, axis=-1, num_outputs=3))
        mixed = self.op("MultiHeadAttention", *names, self.constant(bias), domain=MICROSOFT, num_heads=HEADS)
        return self.add_and_norm(mixed, tokens, f"{prefix}.output", f"{layer}.context")

    def feed_forward(self, layer: int, tokens: str) -> str:
        """Widen to four times the channels, GELU, narrow again."""
        prefix = f"encoder.layer.{layer}"
        wide = self.product(tokens, self.weights[f"{prefix}.intermediate.dense.weight"], f"{layer}.middle")
        bias = self.constant(self.weights[f"{prefix}.intermediate.dense.bias"])
        wide = self.op("BiasGelu", wide, bias, domain=MICROSOFT)
        return self.add_and_norm(wide, tokens, f"{prefix}.output", f"{layer}.wide")

    def add_and_norm(self, tokens: str, before: str, prefix: str, place: str) -> str:
        """A dense layer, the residual, and LayerNorm. Apart, they ran faster than SkipLayerNormalization."""
        dense = self.product(tokens, self.weights[f"{prefix}.dense.weight"], place)
        dense = self.op("Add", dense, self.constant(self.weights[f"{prefix}.dense.bias"]))
        return self.norm(self.op("Add", dense, before), f"{prefix}.LayerNorm")

    def norm(self, tokens: str, prefix: str) -> str:
        """LayerNorm over the channels."""
        gain, bias = (self.constant(self.weights[f"{prefix}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", tokens, gain, bias, axis=-1, epsilon=EPSILON)

    def product(self, tokens: str, weight: Floats, place: str) -> str:
        """Tokens (…, k) times weight (n, k) transposed, without bias."""
        if self.factors is None:
            return self.op("MatMul", tokens, self.constant(weight.T))
        if place in self.factors and not place.endswith(".context"):
            tokens = self.op("Mul", tokens, self.constant(1 / self.factors[place]))
            weight = weight * self.factors[place]
        return self.int8_product(tokens, weight, after_gelu=place.endswith(".wide"))

    def int8_product(self, tokens: str, weight: Floats, *, after_gelu: bool) -> str:
        """Divide each token by its peak, round, multiply integers exactly, and scale back."""
        rounded, scale = _rounded(weight)
        steps, zero = (GELU_PEAK, GELU_ZERO) if after_gelu else (ROW_PEAK, ROW_ZERO)
        step, origin = self.constant(np.float32(1 / steps)), self.constant(np.uint8(zero))
        peak = self.op("ReduceMax", tokens if after_gelu else self.op("Abs", tokens), self.constant(np.array([-1])))
        if after_gelu:
            peak = self.op("Max", peak, self.constant(np.float32(GELU_LOW * steps / zero)))
        levels = self.op("QuantizeLinear", self.op("Div", tokens, peak), step, origin)
        matrix, scales = self.constant(rounded.T), self.constant(scale[:, 0])
        whole = self.op("MatMulIntegerToFloat", levels, matrix, step, scales, origin, domain=MICROSOFT)
        return self.op("Mul", whole, peak)

    def op(self, kind: str, *inputs: str, out: str = "", domain: str = "", **attributes: Any) -> str:
        """Append a node with one output; its name is returned."""
        out = out or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, domain=domain, **attributes))
        return out

    def constant(self, values: NDArray[Any] | np.generic) -> str:
        """Append a constant; its name is returned."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values).reshape(np.shape(values)), name))
        return name


def _smoothing(peaks: Floats, columns: Floats) -> Floats:
    """Factors (k,) to divide the activations by, on steps of a quarter of an octave so that every machine agrees."""
    balance = np.maximum(peaks, 1e-3) ** SMOOTHING / columns ** (1 - SMOOTHING)
    octaves = np.log2(balance) - np.log2(balance).mean()
    return np.asarray(np.exp2(np.round(octaves * 4) / 4), dtype=np.float32)


def _columns(weights: Weights, place: str) -> Floats:
    """The largest absolute weight of each input channel at a place."""
    layer, part = place.split(".")
    names = {
        "block": ("attention.self.query", "attention.self.key", "attention.self.value"),
        "context": ("attention.output.dense",),
        "middle": ("intermediate.dense",),
    }
    stacked = np.concatenate([weights[f"encoder.layer.{layer}.{name}.weight"] for name in names[part]])
    return np.asarray(np.abs(stacked).max(axis=0), dtype=np.float32)


def _folded(weights: Weights, factors: Mapping[str, Floats]) -> Weights:
    """The same network with the smoothing of each attention output moved into its value and output weights."""
    folded = dict(weights)
    for layer in range(LAYERS):
        prefix, factor = f"encoder.layer.{layer}.attention", factors[f"{layer}.context"]
        for part, change in (("weight", factor[:, None]), ("bias", factor)):
            folded[f"{prefix}.self.value.{part}"] = weights[f"{prefix}.self.value.{part}"] / change
        folded[f"{prefix}.output.dense.weight"] = weights[f"{prefix}.output.dense.weight"] * factor
    return folded


def _rounded(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Int8 rows and their scales (rows, 1). Neighbours of one sign add up to 128 at most, so int16 sums never overflow."""
    pairs = matrix.reshape(len(matrix), -1, 2)
    same_sign = np.maximum(pairs.clip(min=0).sum(axis=2), -pairs.clip(max=0).sum(axis=2))
    scale = same_sign.max(axis=1, keepdims=True) / np.float32(PAIR_PEAK)
    return np.round(matrix / scale).astype(np.int8), scale


def _value(name: str, *shape: str | int, kind: int = TensorProto.FLOAT) -> Any:
    return helper.make_tensor_value_info(name, kind, list(shape))
