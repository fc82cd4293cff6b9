"""A user's own types at work: which words of a sentence are of which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dragoman.codebook import Codebook, OwnCodebook, read_own
from dragoman.errors import DataError
from dragoman.events.head import NONE, Array, Head, Vectors
from dragoman.events.matching import Patterns
from dragoman.record import Sentence, Tree

Analyse = Callable[[str], tuple[Sentence, ...]]

AT_LEAST = 20  # examples of a type from which a head is fitted
LIKELY = 0.5


class Found(NamedTuple):
    """A stretch of words of an own type."""

    start: int
    end: int
    head: int
    type: str
    score: float
    reason: str


class Own:
    """A user's codebook with its head, if there is one, and the encoder's vectors."""

    def __init__(self, codebook: OwnCodebook, head: Head | None, vectors: Vectors) -> None:
        self.codebook = codebook
        self.head = head
        self._vectors = vectors
        self._patterns = Patterns(one for one in codebook.patterns if one.type in codebook.types)

    @classmethod
    def load(cls, path: Path, book: Codebook, vectors: Vectors, model: str) -> Own:
        """Read the file and the head beside it. Raises DataError if one is broken or they do not belong together."""
        codebook = read_own(path, book)
        at = head_path(path)
        head = Head.load(at, model) if at.exists() else None
        if head is not None and not set(head.labels) <= {NONE, *codebook.types}:
            raise DataError(f"{at}: holds types that {path.name} does not; run `dragoman codebook train` again")
        return cls(codebook, head, vectors)

    def find(self, sentence: Sentence, tree: Tree) -> list[Found]:
        """What the patterns and the head find, patterns first; one type per trigger word."""
        found = [
            Found(one.word, one.word + 1, one.word, one.pattern.type, one.pattern.sure, f"pattern {one.pattern.id}")
            for one in self._patterns.all(tree)
        ]
        taken = {(one.head, one.type) for one in found}
        return found + [one for one in self._by_head(sentence) if (one.head, one.type) not in taken]

    def _by_head(self, sentence: Sentence) -> list[Found]:
        if self.head is None:
            return []
        spans = _candidates(sentence, self.head.words)
        if not spans:
            return []
        shares = self.head.shares(self._vectors(sentence, [(start, end) for start, end, _ in spans]))
        found = []
        for (start, end, head), row in zip(spans, shares, strict=True):
            label = self.head.labels[int(row.argmax())]
            score = float(row.max())
            if label != NONE and score >= LIKELY:
                found.append(Found(start, end, head, label, score, "head"))
        return found


def head_path(path: Path) -> Path:
    """Where the head of a codebook file lies: ``my.yaml`` has ``my.head.npz`` beside it."""
    return path.with_suffix(".head.npz")


def _candidates(sentence: Sentence, words: Iterable[str]) -> list[tuple[int, int, int]]:
    """(start, end, head) of the model's triggers and of words whose lemma named an event in the examples."""
    spans = [(one.start, one.end, one.head) for one in sentence.triggers]
    covered = {word for start, end, _ in spans for word in range(start, end)}
    wanted = set(words)
    lone = [at for at, lemma in enumerate(sentence.lemmas) if lemma.lower() in wanted and at not in covered]
    return spans + [(at, at + 1, at) for at in lone]


class Sample(NamedTuple):
    """What a head is fitted on."""

    vectors: Array
    labels: list[str]
    words: list[str]


def sample(codebook: OwnCodebook, analyse: Analyse, vectors: Vectors) -> Sample:
    """Vectors and labels of all examples. Raises DataError if a type has fewer than ``AT_LEAST``."""
    rows: list[Array] = []
    labels: list[str] = []
    words: list[str] = []
    for name, one in codebook.types.items():
        if len(one.examples) < AT_LEAST:
            raise DataError(f"type {name!r} has {len(one.examples)} examples; a head needs {AT_LEAST}")
        marked = [(name, example) for example in one.marked()] + [(NONE, example) for example in one.unmarked()]
        for label, example in marked:
            for sentence in analyse(example.text):
                span = _words_in(sentence, example.start, example.end)
                if span is not None:
                    rows.append(vectors(sentence, [span])[0].astype(np.float64))
                    labels.append(label)
                    words.extend(_content(sentence, span) if label != NONE else ())
    if NONE not in labels:
        raise DataError("the codebook has no negative example: give each type some sentences that look like it")
    return Sample(np.array(rows), labels, words)


def _content(sentence: Sentence, span: tuple[int, int]) -> list[str]:
    """The lemmas of the verbs and nouns of a stretch of words."""
    return [sentence.lemmas[at].lower() for at in range(*span) if sentence.upos[at] in {"VERB", "NOUN"}]


def _words_in(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i, (a, b) in enumerate(zip(sentence.starts, sentence.ends, strict=True)) if a < end and start < b]
    return (inside[0], inside[-1] + 1) if inside else None
