"""One training example: a window of words with whatever labels its corpus has. Absent labels cost nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

IGNORE = -100
ALL = 0x7FFFFFFF


@dataclass
class Event:
    """One event of the corpus: word ranges and label ids."""

    start: int
    end: int
    type: int
    status: int
    mode: int
    contexts: list[int]
    roles: list[tuple[int, int, int, int]]  # start, end, is actor, is recipient


@dataclass
class Example:
    """A window: words, and a label array or None for each task (see net.py for shapes)."""

    words: list[str]
    kind: str  # ud, ner, attr, corpus
    bank: int = 0  # 0 unknown, 1 EWT, 2 GUM
    sentence: np.ndarray | None = None  # sentence number of each word
    upos: np.ndarray | None = None
    xpos: np.ndarray | None = None
    feats: np.ndarray | None = None
    lemma: np.ndarray | None = None
    heads: np.ndarray | None = None  # index in the window, -1 root, IGNORE unknown
    rels: np.ndarray | None = None
    entity: np.ndarray | None = None  # bit mask of allowed tags
    attr: list[np.ndarray] | None = None  # two layers of tags (bit masks)
    link: list[np.ndarray] | None = None  # first word of the cue, IGNORE
    mention: np.ndarray | None = None  # bit masks
    trigger: np.ndarray | None = None  # bit masks
    events: list[Event] = field(default_factory=list)
    pairs: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # a, a end, b, b end, type (16 = none)
    spans: list[tuple[int, int]] = field(default_factory=list)  # actor mentions
    pieces: list[list[int]] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def size(self) -> int:
        """Number of word pieces."""
        return sum(map(len, self.pieces))
