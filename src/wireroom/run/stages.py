"""The map stages by name, bytes in and bytes out, so that the same function runs here, in a worker and on a cluster.

A stage that raises on a batch is run again item by item, so that only the item at fault becomes a `Failure`.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from wireroom.errors import EncoderError
from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.readings import Reading
from wireroom.records.reports import Capture, Report
from wireroom.records.runs import Failure

logger = logging.getLogger("wireroom")
Item = TypeVar("Item", Capture, Report)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What every stage needs besides its items; it travels with them."""

    published: datetime | None = None
    outlet: str | None = None
    encoder: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The outcome of `extract` on a batch, as it travels."""

    reports: tuple[Report, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """The outcome of `read` on a batch, as it travels."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]


def run_stage(name: str, batch: bytes, recipe: bytes) -> bytes:
    """The outcome of the stage `name` on a batch, all as MessagePack."""
    settings = from_bytes(recipe, Recipe)
    return _STAGES[name](batch, settings)


def map_safely(
    stage: Callable[[Sequence[Item]], Sequence[Result | Failure]], items: Sequence[Item]
) -> list[Result | Failure]:
    """One outcome an item, in order. An item that makes the stage raise is a Failure that names it."""
    try:
        return list(stage(items))
    except EncoderError:
        raise
    except Exception:
        logger.debug("a batch of %d failed, taking its items one by one", len(items), exc_info=True)
    return [outcome for item in items for outcome in _alone(stage, item)]


def _alone(stage: Callable[[Sequence[Item]], Sequence[Result | Failure]], item: Item) -> Sequence[Result | Failure]:
    try:
        return stage([item])
    except EncoderError:
        raise
    except Exception as error:
        logger.debug("%s failed", item.name, exc_info=True)
        return [Failure(item.name, type(error).__name__, f"{error}. This is a defect of Wireroom; please report it.")]


def _extract(batch: bytes, recipe: Recipe) -> bytes:
    from wireroom.extract import extract

    captures = from_bytes(batch, tuple[Capture, ...])
    outcomes = map_safely(lambda some: extract(some, published=recipe.published, outlet=recipe.outlet), captures)
    return to_bytes(Extracted(*_parted(outcomes, Report)))


def _read(batch: bytes, recipe: Recipe) -> bytes:
    from wireroom.read import read
    from wireroom.read.encoder import EncoderRecipe

    reports = from_bytes(batch, tuple[Report, ...])
    outcomes = map_safely(lambda some: read(some, recipe=EncoderRecipe(recipe.encoder)), reports)
    return to_bytes(ReadOutcome(*_parted(outcomes, Reading)))


def _parted(outcomes: Sequence[Result | Failure], kind: type[Result]) -> tuple[tuple[Result, ...], tuple[Failure, ...]]:
    good = tuple(outcome for outcome in outcomes if isinstance(outcome, kind))
    return good, tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))


_STAGES: dict[str, Callable[[bytes, Recipe], bytes]] = {"extract": _extract, "read": _read}
