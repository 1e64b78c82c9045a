"""The measured forms, each in a process of its own: `python -m benchmarks.read_speed.forms FORM CORES REPORTS ENCODER`.

Prepares, runs two lots to warm up and prints 0; then for each line on its input it runs once over all reports and prints
the seconds. The stage and the encoder use CORES worker processes as `wireroom.run` does (one core: one process with
one thread); the pipeline uses CORES threads, as torch does by itself. REPORTS is a file of MessagePack.
"""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from wireroom.records.codec import from_bytes, to_bytes
from wireroom.records.readings import Sentence
from wireroom.records.reports import Report
from wireroom.run.local import BATCH

Once = Callable[[int], None]  # runs over so many lots of reports
Lot = list[tuple[str, Sequence[Sentence]]]

_ready: dict[str, list[Lot]] = {}  # in a worker: what it encodes


def main() -> None:
    """Warm up, then a pass a line."""
    form, cores, reports, encoder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    once = FORMS[form](reports, cores, encoder)
    once(2)
    print(0, flush=True)
    for _ in sys.stdin:
        began = time.monotonic()
        once(sys.maxsize)
        print(time.monotonic() - began, flush=True)
    raise SystemExit(0)


def stage(reports: Path, cores: int, encoder: str) -> Once:
    """The whole read stage with reports and readings as MessagePack, as a run hands them to its workers."""
    from wireroom.run.stages import ReadOutcome, Recipe
    from wireroom.run.workers import Workers

    recipe = to_bytes(Recipe(encoder=encoder))
    jobs = [("read", to_bytes(tuple(lot)), recipe) for lot in lots_of(reports)]
    team = Workers(cores)

    def once(most: int) -> None:
        for outcome in team.map(jobs[:most]):
            if outcome is None or from_bytes(outcome, ReadOutcome).failures:
                raise SystemExit("a report could not be read")

    return once


def encoder_alone(reports: Path, cores: int, encoder: str) -> Once:
    """`Encoder.read` on texts whose sentences are known: pieces, network, marks."""
    count = len(lots_of(reports))
    arguments = (str(reports), encoder)
    pool = ProcessPoolExecutor(cores, get_context("spawn"), initializer=_prepare, initargs=arguments)

    def once(most: int) -> None:
        for _ in pool.map(_encode, range(min(most, count)), [encoder] * min(most, count)):
            pass

    return once


def pipeline(reports: Path, cores: int, encoder: str) -> Once:
    """torch and transformers on the sentences as they come."""
    from benchmarks.read_speed.peer import token_classifier

    del encoder
    sentences = [sentence.words(text) for lot in laid_out(reports) for text, own in lot for sentence in own]
    classify = token_classifier(cores)
    return lambda most: classify(sentences[: min(most * BATCH, len(sentences))])


def lots_of(reports: Path) -> list[tuple[Report, ...]]:
    """The reports in lots as a run makes them."""
    read = from_bytes(reports.read_bytes(), tuple[Report, ...])
    return [read[start : start + BATCH] for start in range(0, len(read), BATCH)]


def laid_out(reports: Path) -> list[Lot]:
    """The lots with the sentences of each report."""
    from wireroom.read.sentences import layout

    return [[(report.text, layout(report).sentences) for report in lot] for lot in lots_of(reports)]


def _prepare(reports: str, encoder: str) -> None:
    from wireroom.read.encoder import EncoderRecipe, load_encoder

    _ready["lots"] = laid_out(Path(reports))
    load_encoder(EncoderRecipe(encoder))


def _encode(number: int, encoder: str) -> None:
    from wireroom.read.encoder import EncoderRecipe, load_encoder

    load_encoder(EncoderRecipe(encoder)).read(_ready["lots"][number])


FORMS: dict[str, Callable[[Path, int, str], Once]] = {
    "stage": stage,
    "int8": encoder_alone,
    "fp32": encoder_alone,
    "torch": pipeline,
}

if __name__ == "__main__":
    main()
