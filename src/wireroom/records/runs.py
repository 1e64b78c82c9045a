"""What a run leaves besides its result: failures, each with the item it names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """One item that could not be processed: which (`input`), the kind of error, and what to do about it."""

    input: str
    error: str
    message: str
