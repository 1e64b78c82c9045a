"""Which propositions are worth comparing: pairs that share two rare stems, or lie close as vectors in a small story.

Never all pairs of a large story: each proposition is filed under every pair of its rarest stems, and meets only its
nearest neighbours in each file (blocking by key, sorted neighbourhood: Hernández and Stolfo 1995). Cost is linear in
the number of propositions.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.records.codec import vectors_of
from wireroom.weigh.propositions import Proposition
from wireroom.weigh.scope import Scope

if TYPE_CHECKING:
    from numpy.typing import NDArray

RARE_TERMS = 6
"""Rarest shared stems by which a proposition is filed: 6 give 15 files; more cost time and find little."""
NEIGHBOURS = 3
"""Propositions that each one meets in a file."""
SMALL_STORY = 1_200
"""Up to this many propositions all vectors are compared as one matrix (1,200 x 384: a few milliseconds)."""
NEAR_COSINE = 0.5
"""Cosine from which two vectors of a small story are worth a look."""


def rows_of(scope: Scope, propositions: Sequence[Proposition]) -> "NDArray[np.float32]":
    """The sentence vector of each proposition: (propositions, dims) float32; zeros where a report has none."""
    matrices = [vectors_of(material.reading) for material in scope.materials]
    dims = max((matrix.shape[1] for matrix in matrices), default=0)
    rows = np.zeros((len(propositions), dims), np.float32)
    for place, proposition in enumerate(propositions):
        matrix = matrices[proposition.report]
        if matrix.shape[1] == dims and proposition.row < matrix.shape[0]:
            rows[place] = matrix[proposition.row]
    return rows


def candidate_pairs(propositions: Sequence[Proposition], vectors: "NDArray[np.float32]") -> list[tuple[int, int]]:
    """Pairs (smaller index first, sorted) worth comparing."""
    pairs = _pairs_by_terms(propositions)
    if 1 < len(propositions) <= SMALL_STORY and vectors.shape[1]:
        left, right = np.nonzero(np.triu(vectors @ vectors.T, 1) >= NEAR_COSINE)
        pairs = np.unique(np.concatenate([pairs, left.astype(np.int64) * len(propositions) + right]))
    size = max(len(propositions), 1)
    return [(int(pair) // size, int(pair) % size) for pair in pairs]


def _pairs_by_terms(propositions: Sequence[Proposition]) -> "NDArray[np.int64]":
    """Neighbours in the files of rare stem pairs, as `left * size + right`, sorted and unique."""
    keys, owners = _files(propositions)
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    found = [np.zeros(0, np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        same = keys[:-step] == keys[step:]
        found.append(owners[:-step][same] * len(propositions) + owners[step:][same])
    return np.unique(np.concatenate(found))


def _files(propositions: Sequence[Proposition]) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Each proposition under each pair of its rarest stems that some other proposition has too."""
    counts = Counter(term for one in propositions for term in one.stems)
    shared = sorted((term for term, count in counts.items() if count > 1), key=lambda term: (counts[term], term))
    rank = {term: place for place, term in enumerate(shared)}
    keys: list[int] = []
    owners: list[int] = []
    for owner, one in enumerate(propositions):
        rarest = sorted(rank[term] for term in one.stems if term in rank)[:RARE_TERMS]
        for place, first in enumerate(rarest):
            keys.extend(first * len(shared) + second for second in rarest[place + 1 :])
            owners.extend([owner] * (len(rarest) - place - 1))
    return np.array(keys, np.int64), np.array(owners, np.int64)
