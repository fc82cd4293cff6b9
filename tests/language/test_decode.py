"""Decoding is exact: checked against enumeration."""

import itertools

import numpy as np
import pytest

from dragoman.language.decode import marginals, tree, viterbi


def path_score(path, emissions, transition, start):
    total = start[path[0]] + emissions[0, path[0]]
    for i in range(1, len(path)):
        total += transition[path[i - 1], path[i]] + emissions[i, path[i]]
    return total


@pytest.mark.parametrize("seed", range(6))
def test_viterbi_finds_the_best_path_of_rows_of_unequal_length(seed):
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(3, 5, 3)).astype(np.float32)
    transition, start = rng.normal(size=(3, 3)).astype(np.float32), rng.normal(size=3).astype(np.float32)
    lengths = np.array([5, 1, 3])
    found = viterbi(emissions, lengths, transition, start)
    for row, length in enumerate(lengths):
        paths = itertools.product(range(3), repeat=int(length))
        best = max(paths, key=lambda p, row=row: path_score(p, emissions[row], transition, start))
        assert tuple(found[row, :length]) == best
        assert not found[row, length:].any()


def test_marginals_are_the_shares_of_all_paths():
    rng = np.random.default_rng(3)
    emissions = rng.normal(size=(2, 4, 3)).astype(np.float32)
    transition = rng.normal(size=(2, 3, 3)).astype(np.float32)
    start = rng.normal(size=(2, 3)).astype(np.float32)
    found = marginals(emissions, transition, start)
    for row in range(2):
        want = np.zeros((4, 3))
        for path in itertools.product(range(3), repeat=4):
            share = np.exp(path_score(path, emissions[row], transition[row], start[row]))
            for i, tag in enumerate(path):
                want[i, tag] += share
        np.testing.assert_allclose(found[row], want / want.sum(axis=1, keepdims=True), rtol=1e-4)


def is_tree(heads):
    for word in range(len(heads)):
        seen, at = set(), word
        while at >= 0:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return sum(h < 0 for h in heads) == 1


@pytest.mark.parametrize("seed", range(40))
def test_tree_is_the_best_tree_with_one_root(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    scores = rng.normal(scale=3, size=(n, n + 1)).astype(np.float32)

    def total(heads):
        return sum(scores[i, n if h < 0 else h] for i, h in enumerate(heads))

    found = [int(h) for h in tree(scores)]
    assert is_tree(found)
    trees = [h for h in itertools.product(range(-1, n), repeat=n) if is_tree(h)]
    assert total(found) == pytest.approx(max(map(total, trees)), abs=1e-4)


def test_tree_of_long_nonsense_is_valid():
    scores = np.random.default_rng(0).normal(size=(200, 201)).astype(np.float32)
    assert is_tree([int(h) for h in tree(scores)])
