"""The encoder with its heads in PyTorch: BERT's layers (Devlin et al. 2019), four that see one sentence and two that see
a window; a learnt vector for how a word is written and for what surrounds it; linear-chain tagging heads (Lafferty et
al. 2001; Lample et al. 2016); sentence vectors pooled from two depths below the window."""

from dataclasses import dataclass, fields

import torch
from torch import Tensor, nn
from torch.nn import functional

from wireroom.read.heads import HEADS
from wireroom.read.tagging import FORBIDDEN, allowed, tags_of
from wireroom.read.windows import CASES, SURROUNDINGS

DIMS, LAYERS, HEADS_OF_ATTENTION, EPSILON = 384, 6, 12, 1e-12
LOWER, MIDDLE = 4, 2  # layers that see one sentence alone; after how many of them the states are pooled too
POSITIONS, WINDOW_POSITIONS = 512, 256


@dataclass(slots=True)
class Batch:
    """Padded windows (b, s): ids, cases, surroundings, place in the part, number of the part (-1 in the padding);
    `real` (b, n) are the places of the pieces that are no marks, `lengths` (b,) how many they are."""

    ids: Tensor
    cases: Tensor
    surroundings: Tensor
    places: Tensor
    parts: Tensor
    real: Tensor
    lengths: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The batch on a device."""
        return Batch(*(getattr(self, part.name).to(device) for part in fields(self)))


class Layer(nn.Module):
    """One layer of BERT with its three projections joined."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.block = nn.Linear(DIMS, 3 * DIMS)
        self.context = nn.Linear(DIMS, DIMS)
        self.context_norm = nn.LayerNorm(DIMS, eps=EPSILON)
        self.middle = nn.Linear(DIMS, 4 * DIMS)
        self.wide = nn.Linear(4 * DIMS, DIMS)
        self.wide_norm = nn.LayerNorm(DIMS, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (b, s, 384) to states; mask (b, 1, s or 1, s) is true where a piece may be looked at."""
        size, length, _ = states.shape
        joint = self.block(states).view(size, length, 3, HEADS_OF_ATTENTION, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(joint[0], joint[1], joint[2], attn_mask=mask)
        mixed = self.context(mixed.transpose(1, 2).reshape(size, length, DIMS))
        states = self.context_norm(states + self.dropout(mixed))
        wide = self.wide(functional.gelu(self.middle(states)))
        return self.wide_norm(states + self.dropout(wide))


class Chain(nn.Module):
    """A linear chain over the tags of one head: what follows what, what comes first and last."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        size = tags_of(labels)
        self.transitions = nn.Parameter(torch.zeros(size, size))
        self.starts = nn.Parameter(torch.zeros(size))
        self.ends = nn.Parameter(torch.zeros(size))
        follows, first, last = (torch.from_numpy(part) for part in allowed(labels))
        self.register_buffer("follows", torch.where(follows, 0.0, FORBIDDEN), persistent=False)
        self.register_buffer("first", torch.where(first, 0.0, FORBIDDEN), persistent=False)
        self.register_buffer("last", torch.where(last, 0.0, FORBIDDEN), persistent=False)

    def weights(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transitions (tags, tags), starts and ends (tags,) with what is not allowed far below zero."""
        return self.transitions + self.follows, self.starts + self.first, self.ends + self.last

    def loss(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log likelihood of the tags (b, s) under scores (b, s, tags), summed over the windows."""
        transitions, starts, ends = self.weights()
        inside = torch.arange(tags.shape[1], device=tags.device)[None] < lengths[:, None]
        right = scores.gather(2, tags[..., None])[..., 0]
        steps = transitions[tags[:, :-1], tags[:, 1:]]
        last = tags.gather(1, (lengths - 1)[:, None])[:, 0]
        path = (right * inside).sum() + (steps * inside[:, 1:]).sum() + starts[tags[:, 0]].sum() + ends[last].sum()
        reach = starts + scores[:, 0]
        for step in range(1, tags.shape[1]):
            onward = torch.logsumexp(reach[:, :, None] + transitions, dim=1) + scores[:, step]
            reach = torch.where(inside[:, step, None], onward, reach)
        return torch.logsumexp(reach + ends, dim=1).sum() - path


class Reader(nn.Module):
    """The whole model: `states`, and from them `scores` a tag for each head and `vectors` a part."""

    def __init__(self, words: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(words, DIMS)
        self.positions = nn.Embedding(POSITIONS, DIMS)
        self.cases = nn.Embedding(CASES, DIMS)
        self.surroundings = nn.Embedding(SURROUNDINGS, DIMS)
        self.order = nn.Embedding(WINDOW_POSITIONS, DIMS)
        self.norm = nn.LayerNorm(DIMS, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(DIMS, tags_of(len(labels))) for name, labels in HEADS.items()})
        self.chains = nn.ModuleDict({name: Chain(len(labels)) for name, labels in HEADS.items()})
        self.pooled = nn.Linear(2 * DIMS, DIMS, bias=False)
        for table in (self.cases, self.surroundings, self.order):
            nn.init.zeros_(table.weight)
        with torch.no_grad():
            self.pooled.weight.copy_(torch.cat([torch.zeros(DIMS, DIMS), torch.eye(DIMS)], dim=1))
        self.words.weight.requires_grad_(False)

    def lower_states(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """States (b, s, 384) after the middle of the lower layers and after all of them."""
        lower = self.words(batch.ids) + self.positions(batch.places) + self.cases(batch.cases)
        lower = middle = self.dropout(self.norm(lower))
        own = batch.parts[:, None, :, None] == batch.parts[:, None, None, :]
        for number, layer in enumerate(self.layers[:LOWER], start=1):
            lower = layer(lower, own)
            middle = lower if number == MIDDLE else middle
        return middle, lower

    def states(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """States (b, s, 384) after the middle of the lower layers, after the lower layers, and after all."""
        middle, lower = self.lower_states(batch)
        order = self.order(torch.arange(batch.ids.shape[1], device=batch.ids.device))
        upper = lower + self.surroundings(batch.surroundings) + order
        filled = (batch.parts >= 0)[:, None, None]
        for layer in self.layers[LOWER:]:
            upper = layer(upper, filled)
        return middle, lower, upper

    def scores(self, upper: Tensor, batch: Batch) -> dict[str, Tensor]:
        """For each head (b, n, tags), the marks left out."""
        pieces = upper.gather(1, batch.real[..., None].expand(-1, -1, DIMS))
        pieces = self.dropout(pieces)
        return {name: head(pieces).float() for name, head in self.heads.items()}

    def vectors(self, middle: Tensor, lower: Tensor, batch: Batch) -> Tensor:
        """Unit vectors (parts, 384) of all parts of a batch, window by window."""
        return functional.normalize(self.pooled(self.means(middle, lower, batch)), dim=1)

    def means(self, middle: Tensor, lower: Tensor, batch: Batch) -> Tensor:
        """The mean states of two depths (parts, 768) of all parts of a batch, window by window."""
        windows = torch.arange(len(batch.parts), device=batch.parts.device)[:, None]
        keys = torch.where(batch.parts >= 0, windows * 1000 + batch.parts, -1).flatten()
        kept = keys >= 0
        names, groups = keys[kept].unique(return_inverse=True)
        both = torch.cat([middle, lower], dim=2).flatten(0, 1)[kept].float()
        sums = both.new_zeros(len(names), 2 * DIMS).index_add_(0, groups, both)
        counts = both.new_zeros(len(names)).index_add_(0, groups, both.new_ones(len(groups)))
        return sums / counts[:, None]
