"""A light head on the frozen encoder for a user's own types: logistic regression, fitted and applied in numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DataError
from dragoman.record import Sentence

NONE = "-"  # the label of what is of no own type
# Chosen on three trial codebooks of 20 to 60 examples a type: five-fold F1 was flat from a third to three times these.
PENALTY = 0.01
STEPS = 600
RATE = 1.0
FOLDS = 5

Array = NDArray[np.float64]
Vectors = Callable[[Sentence, Sequence[tuple[int, int]]], NDArray[np.float32]]


class Score(NamedTuple):
    """Cross-validated figures of one type."""

    type: str
    n: int
    precision: float
    recall: float
    f1: float


class Head(NamedTuple):
    """The weights; ``words`` are lemmas of the triggers it was fitted on, ``model`` names the encoder."""

    labels: tuple[str, ...]
    weight: Array
    bias: Array
    mean: Array
    scale: Array
    words: tuple[str, ...]
    model: str

    def shares(self, vectors: NDArray[np.float32]) -> Array:
        """The probability of each label (columns as in ``labels``) for each vector."""
        scaled = (vectors - self.mean) / self.scale
        return _softmax(scaled @ self.weight + self.bias)

    def save(self, path: Path) -> None:
        """Write the head to an ``.npz`` file."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            weight=self.weight,
            bias=self.bias,
            mean=self.mean,
            scale=self.scale,
            words=np.array(self.words),
            model=np.array(self.model),
        )

    @classmethod
    def load(cls, path: Path, model: str) -> Head:
        """Read a head. Raises DataError if it was fitted on another model or is broken."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                held = {name: stored[name] for name in cls._fields}
        except (OSError, ValueError, KeyError) as error:
            raise DataError(f"{path}: no head can be read from it ({error}); run `dragoman codebook train`") from error
        if str(held["model"]) != model:
            raise DataError(f"{path}: fitted on another model; run `dragoman codebook train` again")
        return cls(
            tuple(map(str, held["labels"])),
            held["weight"],
            held["bias"],
            held["mean"],
            held["scale"],
            tuple(map(str, held["words"])),
            model,
        )


def fit(vectors: Array, labels: Sequence[str], words: Sequence[str], model: str) -> Head:
    """Fit a head on trigger vectors and their labels (``NONE`` for what is of no own type)."""
    names = tuple(sorted(set(labels)))
    mean, scale = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    scale = scale * np.sqrt(vectors.shape[1])
    x = (vectors - mean) / scale
    y = np.eye(len(names))[[names.index(label) for label in labels]]
    share = y.sum(axis=0)
    cost = (len(labels) / (len(names) * share))[y.argmax(axis=1)][:, None]  # each class counts the same
    weight, bias = np.zeros((x.shape[1], len(names))), np.zeros(len(names))
    speed, drift = np.zeros_like(weight), np.zeros_like(bias)
    for _ in range(STEPS):
        slope = cost * (_softmax(x @ weight + bias) - y) / len(labels)
        speed = 0.9 * speed - RATE * (x.T @ slope + PENALTY / len(labels) * weight)
        drift = 0.9 * drift - RATE * slope.sum(axis=0)
        weight, bias = weight + speed, bias + drift
    return Head(names, weight, bias, mean, scale, tuple(sorted(set(words))), model)


def cross_validate(vectors: Array, labels: Sequence[str]) -> list[Score]:
    """Scores of each type from heads that have not seen the example: folds deal out each label in turn."""
    seen: dict[str, int] = {}
    folds = np.empty(len(labels), dtype=int)
    for at, label in enumerate(labels):
        folds[at] = seen.get(label, 0) % FOLDS
        seen[label] = seen.get(label, 0) + 1
    guessed = np.empty(len(labels), dtype=object)
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        head = fit(vectors[inside], [labels[int(i)] for i in inside], (), "")
        best = head.shares(vectors[outside].astype(np.float32)).argmax(axis=1)
        guessed[outside] = [head.labels[i] for i in best]
    return [_score(name, labels, guessed.tolist(), seen) for name in sorted(seen) if name != NONE]


def _score(name: str, gold: Sequence[str], guessed: Sequence[str], sizes: Mapping[str, int]) -> Score:
    hits = sum(a == b == name for a, b in zip(gold, guessed, strict=True))
    given = sum(one == name for one in guessed)
    precision, recall = hits / given if given else 0.0, hits / sizes[name]
    return Score(name, sizes[name], precision, recall, 2 * hits / (given + sizes[name]))


def _softmax(scores: Array) -> Array:
    shifted: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    shifted /= shifted.sum(axis=1, keepdims=True)
    return shifted
