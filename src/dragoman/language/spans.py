"""From tag scores to labelled word ranges."""

from typing import NamedTuple

import numpy as np

from dragoman.language.decode import NEVER, Array, Ints, marginals, viterbi
from dragoman.language.network import TAG_SETS, Network, Rows


class Found(NamedTuple):
    """A labelled range of words of a window with the mean probability of its tags."""

    start: int
    end: int
    label: str
    score: float


class SpanFinder:
    """Best tag sequences of all tag sets at once: padded to one table, so that one pass over the words does."""

    def __init__(self, network: Network) -> None:
        self._names = {name: network.labels["attribution" if name.startswith("attr") else name] for name in TAG_SETS}
        self._width = max(len(tags) for tags in self._names.values())
        shape = (len(TAG_SETS), self._width)
        self._transition: Array = np.full((*shape, self._width), NEVER, dtype=np.float32)
        self._start: Array = np.full(shape, NEVER, dtype=np.float32)
        for i, name in enumerate(TAG_SETS):
            n = len(self._names[name])
            self._transition[i, :n, :n] = network.weights[f"crf_{name}"]
            self._start[i, :n] = network.weights[f"start_{name}"]

    def find(self, rows: Rows) -> dict[str, list[Found]]:
        """Return the spans of every tag set of a window."""
        words = len(rows.ends)
        emissions = np.full((len(TAG_SETS), words, self._width), NEVER, dtype=np.float32)
        for i, name in enumerate(TAG_SETS):
            emissions[i, :, : rows.tags[name].shape[1]] = rows.tags[name]
        lengths = np.full(len(TAG_SETS), words)
        tags = viterbi(emissions, lengths, self._transition, self._start)
        if not tags.any():
            return {name: [] for name in TAG_SETS}
        shares = marginals(emissions, self._transition, self._start)
        return {name: self._spans(tags[i], shares[i], self._names[name]) for i, name in enumerate(TAG_SETS)}

    @staticmethod
    def _spans(tags: Ints, shares: Array, names: list[str]) -> list[Found]:
        out: list[Found] = []
        inside = np.flatnonzero(tags)
        if not len(inside):
            return out
        at = 0
        while at < len(inside):
            start = end = int(inside[at])
            label = names[tags[start]][2:]
            at += 1
            while at < len(inside) and inside[at] == end + 1 and names[tags[inside[at]]] == f"I-{label}":
                end += 1
                at += 1
            chosen = shares[np.arange(start, end + 1), tags[start : end + 1]]
            out.append(Found(start, end + 1, label, round(float(chosen.mean()), 4)))
        return out
