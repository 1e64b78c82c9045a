"""What a run learns from and how; one file a recipe in this folder (`full.toml`, `licensed.toml`)."""

import pickle
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec
from tokenizers import Tokenizer

from training.reader import corpora
from training.reader.examples import Example, examples_of
from training.reader.teacher import Teacher

HERE = Path(__file__).parent


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """One corpus of a recipe: its file below WIREROOM_DATA, its reader, and the share of it seen each epoch."""

    path: str
    reader: str
    share: float = 1.0
    key: str = "text"
    most: int = 0
    annotators: int = 1
    other_names: bool = False


class Recipe(msgspec.Struct, forbid_unknown_fields=True):
    """A whole run. `heads` are those that are trained, `ships` those whose weights are kept for the export."""

    name: str
    heads: list[str]
    ships: list[str]
    epochs: int
    parts: list[Part]
    dev: dict[str, Part]
    seed: int = 7
    batch_pieces: int = 2_400
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    decay: float = 0.01
    average: float = 0.998
    dropout: float = 0.1
    vector_weight: float = 4.0
    temperature: dict[str, float] = {}


def load_recipe(name: str) -> Recipe:
    """The recipe of a name, or of a path to a TOML file."""
    path = HERE / f"{name}.toml"
    return msgspec.toml.decode((path if path.exists() else Path(name)).read_bytes(), type=Recipe)


@dataclass(slots=True)
class Shelf:
    """Examples of every part, kept in a folder between runs."""

    data: Path
    folder: Path
    tokenizer: Tokenizer
    teacher: Teacher

    def examples(self, part: Part, seed: int) -> list[Example]:
        """The examples of a part, from the folder when they were made before."""
        key = sha256(msgspec.json.encode(part) + str(seed).encode()).hexdigest()[:12]
        path = self.folder / f"examples-{Path(part.path).stem}-{key}.pickle"
        if path.exists():
            kept: list[Example] = pickle.loads(path.read_bytes())
            return kept  # our own file
        made = list(examples_of(_passages(self.data, part, seed), self.tokenizer, self.teacher))
        path.write_bytes(pickle.dumps(made))
        return made


def _passages(data: Path, part: Part, seed: int) -> list[corpora.Passage]:
    path = data / part.path
    if part.reader == "polnear":
        return list(corpora.polnear(path, part.annotators))
    if part.reader == "framenet":
        return list(corpora.framenet(path))
    if part.reader == "times":
        return list(corpora.times(path))
    if part.reader == "conll":
        return list(corpora.conll(path, seed, other_names=part.other_names))
    return list(corpora.plain(path, part.key, part.most, seed))
