"""The best path under a chain: equal to trying every path, never a span that cannot be."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.read.tagging import ALONE, BEGINS, ENDS, GOES_ON, Chain, ChainWeights, allowed, spans_in, tag_of, tags_of

LABELS = 2


def chain(seed):
    random = np.random.default_rng(seed)
    follows, first, last = allowed(LABELS)
    size = tags_of(LABELS)

    def drawn(mask):
        return np.where(mask, random.normal(size=mask.shape), -1e4).astype(np.float32)

    return Chain(drawn(follows), drawn(first), drawn(last)), random.normal(size=(4, size)).astype(np.float32)


def worth(model, scores, path):
    inner = sum(model.transitions[left, right] for left, right in itertools.pairwise(path))
    return model.starts[path[0]] + model.ends[path[-1]] + inner + sum(scores[at, tag] for at, tag in enumerate(path))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_path_found_is_the_best_of_all(seed):
    model, scores = chain(seed)
    size = tags_of(LABELS)
    best = max(itertools.product(range(size), repeat=len(scores)), key=lambda path: worth(model, scores, path))
    scores[0, 1] += 0  # the quick way out for windows that are outside all along must not change the result
    (found,) = model.best_paths([scores])
    if (scores.argmax(axis=1) != 0).any():
        assert worth(model, scores, tuple(found)) == pytest.approx(worth(model, scores, best), abs=1e-4)


def test_windows_of_all_lengths_are_searched_together_as_alone():
    model, _ = chain(3)
    random = np.random.default_rng(5)
    scores = [random.normal(size=(length, tags_of(LABELS))).astype(np.float32) for length in (7, 1, 12, 3, 12)]
    together = model.best_paths(scores)
    alone = [model.best_paths([one])[0] for one in scores]
    assert [path.tolist() for path in together] == [path.tolist() for path in alone]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_only_whole_spans_come_out(seed, length):
    model, _ = chain(seed)
    scores = np.random.default_rng(seed).normal(size=(length, tags_of(LABELS))).astype(np.float32) * 3
    (path,) = model.best_paths([scores])
    tagged = sum(span.last - span.first for span in spans_in(path))
    assert tagged == int((path != 0).sum())


def test_tags_become_spans_with_their_labels():
    path = np.array([0, tag_of(1, BEGINS), tag_of(1, GOES_ON), tag_of(1, ENDS), tag_of(0, ALONE), 0])
    assert [(span.first, span.last, span.label) for span in spans_in(path)] == [(1, 4, 1), (4, 5, 0)]


def test_a_chain_whose_shapes_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="shapes"):
        Chain.of(ChainWeights([[0.0]], [0.0, 0.0], [0.0]))


def test_nothing_in_nothing_out():
    model, _ = chain(1)
    assert model.best_paths([]) == []
    assert model.best_paths([np.zeros((0, tags_of(LABELS)), dtype=np.float32)])[0].tolist() == []
