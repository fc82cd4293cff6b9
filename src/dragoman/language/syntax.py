"""From scores to trees and labels."""

from collections.abc import Sequence

import numpy as np

from dragoman.language.decode import Ints, tree
from dragoman.language.network import Array, Network, Rows


def heads(network: Network, rows: Rows, start: int, end: int) -> Ints:
    """Return the head of each word of the sentence ``start:end`` of a window, relative to it, -1 for the root."""
    query = rows.arc_query[start:end]
    scores = np.concatenate([query @ rows.arc_head[start:end].T, (query @ network.weights["root"])[:, None]], axis=1)
    return tree(scores)


def relations(network: Network, rows: Rows, start: int, end: int, found: Ints) -> list[str]:
    """Return the label of each word's arc; "root" for the root and for no other word."""
    names = network.labels["deprel"]
    table = np.concatenate([rows.rel_head[start:end], network.weights["rel_root"][None]])
    scores = _bilinear(network.weights["rel"], rows.rel_dep[start:end], table[found])
    root = names.index("root")
    scores[found >= 0, root] = -np.inf
    scores[found < 0, root] = np.inf
    return [names[i] for i in scores.argmax(axis=1)]


def _bilinear(weight: Array, dep: Array, head: Array) -> Array:
    """Score every label of every arc: dep, head (arcs, size), weight (size + 1, labels, size + 1)."""
    size, labels, _ = weight.shape
    one = np.ones((dep.shape[0], 1), dtype=np.float32)
    middle = (np.concatenate([dep, one], axis=1) @ weight.reshape(size, -1)).reshape(-1, labels, size)
    scores: Array = np.einsum("als,as->al", middle, np.concatenate([head, one], axis=1))
    return scores


def span_head(found: Sequence[int], start: int, end: int) -> int:
    """Return the word of ``start:end`` whose head lies outside it (the first one), the span's syntactic head."""
    for word in range(start, end):
        if not start <= found[word] < end:
            return word
    return start
