"""The reader model: text in, sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.language.ends import sentence_ends
from dragoman.language.features import mark_pair
from dragoman.language.network import BANKS, Network, Rows
from dragoman.language.paragraphs import paragraphs
from dragoman.language.sentences import Builder, Window
from dragoman.language.tokens import Tokenizer
from dragoman.record.sentence import Sentence

# Windows the network sees at once, (words, pieces). The first is what it was trained on; the second is for a sentence
# that does not end within the first. The encoder has 512 positions.
_SIZES = ((170, 360), (330, 480))

Range = tuple[int, int]


class LanguageModel:
    """Splits, tags, parses and reads English text. Thread-safe; its results depend on the text alone."""

    def __init__(self, network: Network, tokenizer: Tokenizer, builder: Builder, bank: int) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._builder = builder
        self._bank = bank

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1, style: str = "any") -> LanguageModel:
        """Load the weights from a folder, by default the packaged ones.

        ``threads`` is the number of cores one call may use. ``style`` picks the guidelines the trees follow where
        treebanks differ: "any", "ewt" or "gum". Raises FileNotFoundError or ValueError when a part is
        missing or broken.
        """
        if style not in BANKS:
            raise ValueError(f"unknown style {style!r}: choose one of {', '.join(BANKS)}")
        if path is not None:
            return cls._load(path, threads, BANKS[style])
        with resources.as_file(resources.files("dragoman.data").joinpath("weights")) as folder:
            return cls._load(folder, threads, BANKS[style])

    @classmethod
    def _load(cls, folder: Path, threads: int, bank: int) -> LanguageModel:
        network = Network(folder, threads)
        lines = (folder / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
        table = {key: lemma for key, _, lemma in (line.rpartition("\t") for line in lines)}
        return cls(network, Tokenizer(), Builder(network, table), bank)

    @property
    def card(self) -> dict[str, Any]:
        """Name, date, licence, hashes, labels and scores of the weights (model.json)."""
        return self._network.card

    def analyse(self, text: str) -> tuple[Sentence, ...]:
        """Return the sentences of a text in order. Any string will do; nothing is raised for odd input."""
        out: list[Sentence] = []
        for number, (start, end) in enumerate(paragraphs(text)):
            spans = self._tokenizer.spans(text[start:end], start)
            for window, rows, cuts in self._windows(Window(text, number, spans)):
                out.extend(self._builder.build(window, rows, cuts, len(out)))
        return tuple(out)

    def words(self, text: str) -> list[Range]:
        """Return (start, end) of every word of a text, in code points."""
        return self._tokenizer.spans(text)

    def analyse_many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Yield ``analyse`` of each text, lazily and in order."""
        for text in texts:
            yield self.analyse(text)

    def analyse_words(self, sentences: Iterable[Sequence[str]]) -> Iterator[Sentence]:
        """Yield one sentence for each list of words, as they are; offsets count words joined by a space."""
        for index, words in enumerate(sentences):
            window = _given(words)
            rows = self._network.run([w or "\N{REPLACEMENT CHARACTER}" for w in words], self._bank)
            yield from self._builder.build(window, rows, [(0, len(words))], index)

    def pair_types(self, sentence: Sentence, a: Range, b: Range) -> tuple[tuple[str, float], ...]:
        """Return (PLOVER type, probability), best first, of what span ``a`` does to span ``b`` (word ranges).

        What is missing to 1 is the probability that nothing passes between them. Costs one more pass of the network, in
        which the spans are marked. Raises ValueError for an empty span.
        """
        if not (a[0] < a[1] and b[0] < b[1]):
            raise ValueError(f"empty span: {a}, {b}")
        words, first, second = mark_pair(sentence.words, a, b)
        rows = self._network.run(words, self._bank, marked=True)
        return self._builder.events.pair(rows, (0, len(words)), first, second)

    def trigger_vectors(self, sentence: Sentence, spans: Sequence[Range]) -> NDArray[np.float32]:
        """Return what the event heads see of each word range of a sentence, (spans, size). Costs one more pass."""
        rows = self._network.run(sentence.words, self._bank)
        return np.stack([rows.event[start:end].mean(axis=0) for start, end in spans])

    def _windows(self, whole: Window) -> Iterator[tuple[Window, Rows, list[Range]]]:
        """Yield windows of a paragraph and the sentences that end in them; the rest begins the next window."""
        at = 0
        while at < len(whole.spans):
            for size in _SIZES:
                stop = self._stop(whole, at, size)
                window = whole.part(at, stop)
                rows = self._network.run(window.words, self._bank)
                last = [end for end in sentence_ends(window, rows.ends) if end < stop - at]
                if stop == len(whole.spans) or last:
                    break
            if stop == len(whole.spans) or not last:
                last.append(stop - at)
            yield window, rows, list(zip([0, *last[:-1]], last, strict=True))
            at += last[-1]

    def _stop(self, whole: Window, at: int, size: Range) -> int:
        """Return the end of the longest window from ``at`` within (words, pieces), at least one word."""
        pieces = 0
        stop = at
        while stop < min(len(whole.spans), at + size[0]):
            pieces += len(self._network.pieces(whole.words[stop]))
            if pieces > size[1] and stop > at:
                break
            stop += 1
        return stop


def _given(words: Sequence[str]) -> Window:
    spans = []
    at = 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return Window(" ".join(words), 0, spans)
