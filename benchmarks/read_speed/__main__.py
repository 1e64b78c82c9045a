"""How fast the read stage is: `python -m benchmarks.read_speed PATH [--reports N] [--rounds N] [--peers] [--weights X]`.

PATH is a .jsonl file of reports with `text` and, if known, `id`, `outlet` and `time`. Side by side, on two cores, each
form in processes that stay: the whole stage (`stage`), the encoder alone (`int8`), and with `--peers` the same network in
fp32 under onnxruntime (`fp32`) and a BERT of its shape in torch under a transformers pipeline (`torch`). Rounds run every
form once, so that a busy machine is busy for all; scores are medians over rounds.

`X_per_s` sentences a second by the clock on two cores; `X_one_core_per_s` sentences a second of processor time, one
thread; `encoder_share` the encoder's part of the stage's processor time (one core); `X_over_Y` how many times faster;
`peak_mb` of the stage on two cores, all its processes; `pieces_per_sentence` word pieces, marks left out; `padding`
and `torch_padding` the part of the batches that is padding. Sentences of reports that are equal are read once.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.read_speed import peer, plain
from benchmarks.read_speed.figures import Pass, in_lots, padding_share, ratios, speeds
from benchmarks.read_speed.forms import laid_out
from benchmarks.read_speed.processes import Child
from wireroom.read.modelfiles import SHIPPED, TOKENIZER
from wireroom.records.codec import to_bytes
from wireroom.records.reports import Report

CORES = 2


def main() -> None:
    """Print progress, then one line of JSON."""
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        reports = folder / "reports"
        reports.write_bytes(to_bytes(reports_in(options.path, options.reports)))
        forms = {"stage": str(options.encoder), "int8": str(options.encoder)}
        if options.peers:
            forms |= peers(options.weights, folder / "plain")
        print(json.dumps(measure(reports, forms, options.rounds)))


def measure(reports: Path, forms: dict[str, str], rounds: int) -> dict[str, float]:
    """All scores; `forms` maps a form's name to the folder of its encoder."""
    stage = Child(["stage", str(CORES), str(reports), forms["stage"]])
    peak_mb = stage.peak_mb()  # before any other form shares its libraries
    team = {(form, cores): Child([form, str(cores), str(reports), folder]) for form, cores, folder in _others(forms)}
    team["stage", CORES] = stage
    passes: dict[int, dict[str, list[Pass]]] = {cores: {form: [] for form in forms} for cores in (1, CORES)}
    for number in range(rounds):
        for cores in (1, CORES):
            for form in forms:
                one = team[form, cores].run()
                passes[cores][form].append(one)
                print(
                    f"round {number} {form} {cores}: {one.seconds:.2f} s, {one.processor_s:.2f} of processors",
                    flush=True,
                )
    for child in team.values():
        child.close()
    sizes = sizes_of(reports)
    found = speeds(passes[CORES], passes[1], int(sizes["sentences"])) | ratios(passes[CORES], passes[1])
    return {**found, "peak_mb": round(peak_mb), **sizes}


def sizes_of(reports: Path) -> dict[str, float]:
    """What was read, and how much of the batches is padding, in ours and in batches as they come."""
    from tokenizers import Tokenizer

    from wireroom.read.encoder import equal_lengths  # the very batches that the encoder runs
    from wireroom.read.windows import windows_of

    tokenizer = Tokenizer.from_file(str(SHIPPED / TOKENIZER))
    lots = laid_out(reports)
    windows = [[window for text, own in lot for window in windows_of(text, own, tokenizer)] for lot in lots]
    batches: list[list[int]] = []
    for lot in windows:
        for lengths in ([len(part) for window in lot for part in window.parts], [len(window) for window in lot]):
            batches += [[lengths[row] for row in rows] for rows in equal_lengths(lengths)]
    sentences = [sentence.words(text) for lot in lots for text, own in lot for sentence in own]
    pieces = [len(tokenizer.encode(words, add_special_tokens=False)) for words in sentences]
    as_they_come = in_lots([min(count + 2, peer.LONGEST) for count in pieces], peer.BATCH)
    return {
        "reports": sum(map(len, lots)),
        "sentences": len(sentences),
        "pieces_per_sentence": round(sum(pieces) / len(pieces), 1),
        "padding": padding_share(batches),
        "torch_padding": padding_share(as_they_come),
    }


def peers(weights: Path | None, folder: Path) -> dict[str, str]:
    """The peers that can run here, with their folders; what is not installed is said and left out."""
    found: dict[str, str] = {}
    for form, lacking in (("fp32", plain.missing()), ("torch", peer.missing())):
        if lacking:
            print(f"{form}: skipped, not installed: {', '.join(lacking)}", flush=True)
        else:
            found[form] = str(folder)
    if "fp32" in found:
        plain.write_plain(weights, folder)
    return found


def reports_in(path: Path, most: int) -> tuple[Report, ...]:
    """The first reports of a file, equal texts once."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(most), strict=False)]
    different = {row["text"]: row for row in rows}
    return tuple(_report(number, row) for number, row in enumerate(different.values()))


def _report(number: int, row: dict[str, str]) -> Report:
    published = datetime.fromisoformat(row["time"]).replace(tzinfo=UTC) if row.get("time") else None
    name = row.get("id", str(number))
    return Report(name, row["text"], name, outlet=row.get("outlet"), published=published, lang="en")


def _others(forms: dict[str, str]) -> Iterable[tuple[str, int, str]]:
    for form, folder in forms.items():
        for cores in (1, CORES):
            if (form, cores) != ("stage", CORES):
                yield form, cores, folder


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=96, help="how many are read (default: 96)")
    parser.add_argument("--rounds", type=int, default=3, help="passes of each form (default: 3)")
    parser.add_argument("--peers", action="store_true", help="fp32 and torch too")
    parser.add_argument("--encoder", type=Path, default=SHIPPED, help="folder of the int8 encoder (default: shipped)")
    parser.add_argument("--weights", type=Path, help="trained safetensors for fp32 (default: untrained ones)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
