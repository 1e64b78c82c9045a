"""Peers on vectors alone: DBSCAN (Ester et al. 1996) and Leiden communities (Traag et al. 2019) over title and lead.

The vectors are those of the shipped encoder, a fine-tuned MiniLM: the mean direction of the title's and the first four
sentences. The radius of DBSCAN and the least cosine of an edge of Leiden's graph are chosen on the fit half. Days are not
used; a window of seven days on top was no better for either.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories.metric import scores
from wireroom.records.codec import vectors_of
from wireroom.records.readings import Material

LEAD_SENTENCES = 4
COSINES = tuple(np.arange(0.5, 0.96, 0.03).round(2).tolist())

Floats = NDArray[np.float32]
Clustering = Callable[[Floats, float], list[str]]


def lead_vector(material: Material) -> Floats:
    """The mean direction of title and lead."""
    mean = vectors_of(material.reading)[: LEAD_SENTENCES + 1].sum(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


def best_cosine(clustering: Clustering, vectors: Floats, gold: Sequence[str]) -> float:
    """The threshold with the best sum of the three F1 on the fit half."""
    chosen = max(COSINES, key=lambda cosine: sum(one.f1 for one in scores(gold, clustering(vectors, cosine)).values()))
    return float(chosen)


def dbscan(vectors: Floats, cosine: float) -> list[str]:
    """Clusters of reports that are `cosine` alike, by chains; a report without a neighbour stands alone."""
    from sklearn.cluster import DBSCAN

    return [str(label) for label in DBSCAN(eps=1 - cosine, min_samples=1, metric="cosine").fit_predict(vectors)]


def leiden(vectors: Floats, cosine: float) -> list[str]:
    """Communities of the graph whose edges are pairs `cosine` alike or more, by modularity; one seed."""
    import igraph
    import leidenalg

    alike = vectors @ vectors.T
    left, right = np.nonzero(np.triu(alike >= cosine, 1))
    graph = igraph.Graph(n=len(vectors), edges=list(zip(left.tolist(), right.tolist(), strict=True)))
    parts = leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, weights=alike[left, right].tolist() or None, seed=1
    )
    return [str(number) for number in parts.membership]
