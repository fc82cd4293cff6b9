"""From examples to tensors: word pieces, noise, batches of about equal cost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer as Pieces

from dragoman.language.features import MARKERS, QUOTES, SPECIAL, case_class, quote_states

from .example import Example
from .net import Batch

CLS, SEP, UNK, MASK = 101, 102, 100, 103
MOST_PIECES = 12


class Encoding:
    """Word -> piece ids (cached) and casing class."""

    def __init__(self, tokenizer: Path) -> None:
        self.pieces = Pieces.from_file(str(tokenizer))
        self.pieces.no_padding()
        self.pieces.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """Return the pieces of one word: at least one, at most MOST_PIECES."""
        ids = self.cache.get(word)
        if ids is None:
            ids = self.pieces.encode(word[:200], add_special_tokens=False).ids[:MOST_PIECES] or [UNK]
            self.cache[word] = ids
        return ids

    def fill(self, examples: list[Example]) -> list[Example]:
        """Add pieces and casing; drop windows too long for the encoder's 512 positions."""
        for e in examples:
            e.pieces = [[MARKERS[w]] if e.kind == "pair" and w in MARKERS else self.word(w) for w in e.words]
            e.case = [case_class(w) for w in e.words]
            e.quote = quote_states(e.words)
        return [e for e in examples if 0 < e.size <= 500]


def noisy(e: Example, rng: random.Random, mask: float, recase: float, forget_bank: float) -> Example:
    """Return a copy with masked pieces, changed casing or an unknown treebank."""
    e = copy(e)
    if mask:
        e.pieces = [[MASK] if rng.random() < mask else p for p in e.pieces]
    roll = rng.random()
    if roll < recase:
        lower = rng.random() < 0.5
        table = {1: 0, 2: 0, 3: 0, 6: 0} if lower else {0: 2, 1: 2, 3: 2}
        e.case = [table.get(c, c) for c in e.case]
    elif roll < 1.5 * recase:
        e.case = [1 if c == 0 else c for c in e.case]
    if rng.random() < forget_bank:
        e.bank = 0
    return e


def collate(items: list[Example]) -> Batch:
    """Pad a list of examples."""
    words = max(len(e) for e in items)
    pieces = max(e.size for e in items) + 2
    n = len(items)
    ids, mask = np.zeros((n, pieces), np.int64), np.zeros((n, pieces), np.int64)
    first, last = np.zeros((n, words), np.int64), np.zeros((n, words), np.int64)
    marks, real = np.full((n, pieces), SPECIAL, np.int64), np.zeros((n, words), np.int64)
    for i, e in enumerate(items):
        counts = np.array([len(p) for p in e.pieces])
        stop = np.cumsum(counts) + 1
        flat = [CLS, *(x for p in e.pieces for x in p), SEP]
        ids[i, : len(flat)] = flat
        mask[i, : len(flat)] = 1
        first[i, : len(e)] = stop - counts
        last[i, : len(e)] = stop - 1
        marks[i, 1 : len(flat) - 1] = np.repeat(np.array(e.case) * QUOTES + e.quote, counts)
        real[i, : len(e)] = 1
    bank = torch.tensor([e.bank for e in items])
    t = torch.from_numpy
    return Batch(t(ids), t(mask), t(marks), t(first), t(last), bank, t(real))


def batched(examples: list[Example], rng: random.Random, budget: int) -> Iterator[list[Example]]:
    """Yield batches of one kind with at most ``budget`` padded pieces, near in length, in random order."""
    order = sorted(examples, key=lambda e: e.size * rng.uniform(0.9, 1.1))
    groups: list[list[Example]] = [[]]
    longest = 0
    for e in order:
        longest = max(longest, e.size + 2)
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = e.size + 2
        groups[-1].append(e)
    rng.shuffle(groups)
    yield from (g for g in groups if g)
