"""Records to bytes and back: MessagePack between stages, JSON at the rim. Decoding validates; pickle nowhere."""

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from wireroom.records.readings import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Record = TypeVar("Record")


def to_bytes(record: object) -> bytes:
    """The record in MessagePack; equal records give equal bytes."""
    return msgspec.msgpack.encode(record)


def from_bytes(data: bytes, kind: type[Record]) -> Record:
    """A record of `kind` from MessagePack; msgspec.ValidationError when the bytes do not fit."""
    decoder: msgspec.msgpack.Decoder[Record] = _decoder(kind)  # type: ignore[arg-type]
    return decoder.decode(data)


def to_json(record: object, *, indent: int = 2) -> str:
    """The record as JSON text, keys in the order of the record's fields."""
    return msgspec.json.format(msgspec.json.encode(record), indent=indent).decode()


def from_json(data: str | bytes, kind: type[Record]) -> Record:
    """A record of `kind` from JSON; msgspec.ValidationError when the text does not fit."""
    return msgspec.json.decode(data, type=kind)


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a record kind."""
    return msgspec.json.schema(kind)


def vectors_of(reading: Reading) -> "NDArray[np.float32]":
    """The sentence vectors of a reading: (sentences, dims) float32, rows of unit length (zeros where there is none)."""
    import numpy as np

    rows = np.frombuffer(reading.vectors, dtype="<f2").astype(np.float32)
    return rows.reshape(-1, reading.dims) if reading.dims else np.zeros((len(reading.sentences), 0), np.float32)


@cache
def _decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
