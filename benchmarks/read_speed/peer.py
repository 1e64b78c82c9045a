"""The usual way to run such a network: torch and a `transformers` pipeline. Neither belongs to the project.

A BERT of the encoder's shape with one layer of scores over all tags, in fp32, with the pipeline's own tokenising,
batching (32 sentences as they come, padded to the longest) and decoding. All tags come out as "O", which costs the
pipeline least; the weights do not matter for its speed.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

BATCH = 32
LONGEST = 512  # BERT's own limit; the pipeline cuts what is longer
NEEDED = ("torch", "transformers")


def missing() -> list[str]:
    """What is not installed of what the peer needs."""
    return [name for name in NEEDED if find_spec(name) is None]


def token_classifier(threads: int) -> Callable[[Sequence[str]], None]:
    """A function that runs sentences through the pipeline on so many threads."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch: Any = import_module("torch")
    transformers: Any = import_module("transformers")
    torch.set_num_threads(threads)
    network = _network(transformers)
    classify = transformers.pipeline(
        "token-classification", model=network, tokenizer=_tokenizer(transformers), batch_size=BATCH, device="cpu"
    )
    return lambda sentences: _used(classify(list(sentences)))


def _network(transformers: Any) -> Any:
    from wireroom.read.heads import HEADS
    from wireroom.read.tagging import tags_of

    tags = ["O", *(f"tag{number}" for number in range(1, sum(tags_of(len(labels)) for labels in HEADS.values())))]
    shape = transformers.BertConfig(
        vocab_size=30_522,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        id2label=dict(enumerate(tags)),
        label2id={tag: number for number, tag in enumerate(tags)},
    )
    network = transformers.BertForTokenClassification(shape).eval()
    network.classifier.bias.data[0] = 1e3
    return network


def _tokenizer(transformers: Any) -> Any:
    from wireroom.read.modelfiles import SHIPPED, TOKENIZER

    marks = {"unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]"}
    return transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(SHIPPED / TOKENIZER), model_max_length=LONGEST, mask_token="[MASK]", **marks
    )


def _used(found: list[Any]) -> None:
    if any(found):
        raise AssertionError("bug: the peer is to find nothing")
