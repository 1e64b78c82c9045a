"""Train the reader's encoder: `python -m training.reader.train RECIPE --work FOLDER [--minutes N]`.

Reads `$WIREROOM_DATA`, keeps a checkpoint in the folder every few minutes and goes on from it; with the recipe's seed
two runs on one machine see the same windows in the same order. On a processor it computes in bfloat16 where that is
safe, with the words' vectors frozen, and so on a GPU when there is one (`device`). Ends with the weights as the recipe's
`name` with the ending `.safetensors` in the folder.
"""

import argparse
import json
import math
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from training.encoder.original import plain_tokenizer, weights_folder
from training.reader.batches import order_of, padded
from training.reader.device import DEVICE, half
from training.reader.evaluate import span_scores, vector_score
from training.reader.examples import Example
from training.reader.model import Batch, Reader
from training.reader.recipes import Recipe, Shelf, load_recipe
from training.reader.teacher import Teacher
from training.reader.weights import from_bert, to_bert

DATA = Path(os.environ.get("WIREROOM_DATA", "../shared/data"))
SAVE_EVERY = 240.0  # seconds
FILLED = 0.96  # how full batches are on average, to know beforehand how many there will be
# What the original does not have learns at a rate of its own.
_FRESH = ("heads.", "chains.", "cases.", "surroundings.", "order.")


@dataclass(slots=True)
class Run:
    """All that a checkpoint keeps."""

    model: Reader
    average: Reader
    optimiser: torch.optim.Optimizer
    recipe: Recipe
    step: int = 0

    def save(self, path: Path) -> None:
        """Write to a file beside, then move: a run cut off leaves the old checkpoint or the new one."""
        kept = {"model": self.model.state_dict(), "average": self.average.state_dict(), "step": self.step}
        beside = path.with_suffix(".new")
        torch.save(kept | {"optimiser": self.optimiser.state_dict()}, beside)
        beside.replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        kept = torch.load(path, weights_only=True, map_location=DEVICE)
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["average"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step = kept["step"]


@dataclass(slots=True)
class Lessons:
    """The windows of a recipe and in which order they are seen: `plan` has one list of indexes an epoch."""

    windows: list[Example]
    plan: list[list[int]]
    recipe: Recipe

    def batches(self, epoch: int) -> Iterator[list[Example]]:
        """The batches of an epoch; the recipe's seed fixes their order."""
        own = [self.windows[row] for row in self.plan[epoch]]
        for rows in order_of(own, random.Random(self.recipe.seed * 1000 + epoch), self.recipe.batch_pieces):
            yield [own[row] for row in rows]

    def steps(self) -> int:
        """About how many batches all epochs have."""
        pieces = [sum(len(self.windows[row]) for row in rows) for rows in self.plan]
        return max(1, round(sum(pieces) / (FILLED * self.recipe.batch_pieces)))


def main() -> None:
    """Train to the end, or for so many minutes."""
    options = _options()
    recipe = load_recipe(options.recipe)
    options.work.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(DATA, options.work, plain_tokenizer(), Teacher(weights_folder() / "model.safetensors"))
    parts = [(shelf.examples(part, recipe.seed), part.share) for part in recipe.parts]
    dev = {head: shelf.examples(part, recipe.seed) for head, part in recipe.dev.items()}
    plan = _plan(recipe, [(len(examples), share) for examples, share in parts])
    lessons = Lessons([example for examples, _ in parts for example in examples], plan, recipe)
    run = _begin(recipe, shelf.tokenizer.get_vocab_size())
    checkpoint = options.work / f"{recipe.name}.checkpoint"
    if checkpoint.exists():
        run.load(checkpoint)
        print(f"going on from step {run.step} of about {lessons.steps()}", flush=True)
    if teach(run, lessons, dev, checkpoint, 60 * options.minutes or math.inf):
        soften(run.average, recipe.temperature)
        save_file(to_bert(run.average.state_dict(), recipe.ships), options.work / f"{recipe.name}.safetensors")


def teach(run: Run, lessons: Lessons, dev: dict[str, list[Example]], checkpoint: Path, seconds: float) -> bool:
    """Go through the lessons from where the run stands; False when the time was up before their end."""
    started = saved = time.monotonic()
    steps, number, seen = lessons.steps(), 0, 0
    for epoch in range(len(lessons.plan)):
        for examples in lessons.batches(epoch):
            number += 1
            if number <= run.step:
                continue
            losses = train_step(run, examples, min(number / steps, 1.0))
            seen += sum(len(example) for example in examples)
            now = time.monotonic()
            if number % 100 == 0:
                speed = seen / (now - started)
                print(f"epoch {epoch} step {number}/{steps} {speed:.0f} pieces/s {json.dumps(losses)}", flush=True)
            if now - saved > SAVE_EVERY or now - started > seconds:
                run.save(checkpoint)
                saved = now
            if now - started > seconds:
                return False
        if epoch % 2 == 1 or epoch == len(lessons.plan) - 1:
            print(json.dumps({"epoch": epoch, **measured(run.average, dev)}), flush=True)
    run.save(checkpoint)
    return True


def train_step(run: Run, examples: Sequence[Example], progress: float) -> dict[str, float]:
    """One step of the optimiser; `progress` 0 to 1 sets the rate. Returns each part of the loss."""
    recipe = run.recipe
    scale = progress / recipe.warm_up if progress < recipe.warm_up else (1 - progress) / (1 - recipe.warm_up)
    for group in run.optimiser.param_groups:
        group["lr"] = group["base"] * max(scale, 1e-3)
    run.model.train()
    torch.manual_seed(recipe.seed * 1_000_003 + run.step)
    batch = padded(examples, np.random.default_rng([recipe.seed, run.step])).to(DEVICE)
    losses = losses_of(run.model, batch, examples, recipe)
    run.optimiser.zero_grad(set_to_none=True)
    sum(losses.values(), torch.zeros((), device=DEVICE)).backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    run.optimiser.step()
    run.step += 1
    _average(run, min(recipe.average, (1 + run.step) / (10 + run.step)))
    return {name: round(float(loss.detach()), 4) for name, loss in losses.items()}


def losses_of(model: Reader, batch: Batch, examples: Sequence[Example], recipe: Recipe) -> dict[str, Tensor]:
    """Each head's negative log likelihood a piece, over the windows that it is labelled in, and the vectors' distance."""
    with half():
        middle, lower, upper = model.states(batch)
        scores = model.scores(upper, batch)
    losses: dict[str, Tensor] = {}
    for head in recipe.heads:
        rows = [row for row, example in enumerate(examples) if head in example.tags]
        if not rows:
            continue
        lengths = batch.lengths[rows]
        tags = _stacked([examples[row].tags[head] for row in rows]).to(DEVICE)
        loss = model.chains[head].loss(scores[head][rows, : tags.shape[1]], tags, lengths)
        losses[head] = 4 * loss / batch.lengths.sum()
    found = model.vectors(middle, lower, batch)
    wanted = torch.from_numpy(np.concatenate([example.vectors for example in examples if example.vectors is not None]))
    losses["vectors"] = recipe.vector_weight * (1 - (found * wanted.to(DEVICE).float()).sum(dim=1)).mean()
    return losses


def _stacked(tags: Sequence[NDArray[np.int8]]) -> Tensor:
    """Tags of windows (b, s), zero behind the shorter ones."""
    return pad_sequence([torch.from_numpy(own.astype(np.int64)) for own in tags], batch_first=True)


def soften(model: Reader, temperature: dict[str, float]) -> None:
    """Divide the scores of heads by a temperature (Guo et al. 2017): heads that are too sure of single pieces then listen
    more to their chain."""
    with torch.no_grad():
        for head, degree in temperature.items():
            model.heads[head].weight /= degree
            model.heads[head].bias /= degree


def measured(model: Reader, dev: dict[str, list[Example]]) -> dict[str, float]:
    """Span F1 of every head that has dev windows, and the mean cosine of the sentence vectors to the teacher's."""
    model.eval()
    found: dict[str, float] = {}
    with torch.no_grad():
        for head, examples in dev.items():
            found |= span_scores(model, head, examples)
            found[f"{head}_vectors"] = vector_score(model, examples)
    return found


def _average(run: Run, keep: float) -> None:
    """The running mean of the weights (Polyak and Juditsky 1992) is what is measured and kept."""
    ours = [parameter for parameter in run.average.parameters() if parameter.requires_grad]
    theirs = [parameter for parameter in run.model.parameters() if parameter.requires_grad]
    with torch.no_grad():
        torch._foreach_lerp_(ours, theirs, 1 - keep)


def _begin(recipe: Recipe, words: int) -> Run:
    torch.manual_seed(recipe.seed)
    model, average = (Reader(words, recipe.dropout).to(DEVICE) for _ in range(2))
    from_bert(model, load_file(weights_folder() / "model.safetensors"))
    average.load_state_dict(model.state_dict())
    named = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    fresh = [parameter for name, parameter in named if name.startswith(_FRESH)]
    groups = [
        {"params": [p for n, p in named if not n.startswith(_FRESH)], "base": recipe.rate},
        {"params": fresh, "base": recipe.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=recipe.decay, fused=True)
    return Run(model, average, optimiser, recipe)


def _plan(recipe: Recipe, sizes: list[tuple[int, float]]) -> list[list[int]]:
    """The windows of each epoch, as indexes over all parts one after another."""
    plan: list[list[int]] = []
    for epoch in range(recipe.epochs):
        rows, begin = [], 0
        for number, (size, share) in enumerate(sizes):
            own = list(range(begin, begin + size))
            if share < 1:
                own = random.Random(f"{recipe.seed} {epoch} {number}").sample(own, round(share * size))
            rows += own * max(1, round(share))
            begin += size
        plan.append(rows)
    return plan


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the reader's encoder.")
    parser.add_argument("recipe", help="full, licensed, or the path of a recipe")
    parser.add_argument("--work", type=Path, required=True, help="folder for examples, checkpoints and the weights")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes with a checkpoint")
    return parser.parse_args()


if __name__ == "__main__":
    main()
