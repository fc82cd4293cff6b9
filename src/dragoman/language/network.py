"""The reader network at run time: words of one window in, one row of numbers a word out.

Windows run one at a time, without padding: the int8 products scale by the largest activation of their input, so a
window's numbers would otherwise depend on its neighbours in the batch. One paragraph already fills a core.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language.features import MARKERS, SPECIAL, marks

Array = NDArray[np.float32]
Ints = NDArray[np.int64]

CLS, SEP, UNK = 101, 102, 100
MOST_PIECES = 12  # of a word; longer ones are noise (links, base64) and would crowd the window
_CACHED = 100_000
_EVENT, _ROLE, _PAIR = 256, 96, 128
BANKS = {"any": 0, "ewt": 1, "gum": 2}


class Rows(NamedTuple):
    """What the network says of one window; the first axis of every array is the word."""

    upos: Ints
    feats: Ints
    lemma: Ints
    ends: Array
    arc_query: Array
    arc_head: Array
    rel_dep: Array
    rel_head: Array
    tags: dict[str, Array]
    link_query: tuple[Array, Array]
    link_head: Array
    event: Array
    actor: Array
    actor_bias: Array
    recipient: Array
    recipient_bias: Array
    mention: Array
    pair: Array


TAG_SETS = ("entity", "attr0", "attr1", "mention", "trigger")


class Network:
    """The graph, the word pieces and the weights that are applied outside the graph. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load from a folder with model.onnx, heads.npz, tokenizer.json and model.json.

        Raises FileNotFoundError or ValueError when a part is missing or broken.
        """
        import onnxruntime
        import tokenizers

        self.card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = self.card["labels"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._pieces.no_padding()
        self._pieces.no_truncation()
        self._cache: dict[str, tuple[int, ...]] = {}
        self._markers = {name: (number,) for name, number in MARKERS.items()}
        self.known = frozenset(w for w in self._pieces.get_vocab() if len(w) > 1 and w.isalpha())
        with np.load(folder / "heads.npz") as stored:
            self.weights: dict[str, Array] = {k: stored[k].astype(np.float32) for k in stored.files}
        sizes = [self.weights[f"start_{name}"].shape[0] for name in TAG_SETS]
        self._tag_edges = np.concatenate([[0], np.cumsum(sizes)])

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the piece ids of one word, at least one."""
        known = self._cache.get(word)
        if known is None:
            clean = word[:200].encode("utf-8", "replace").decode("utf-8")
            known = tuple(self._pieces.encode(clean, add_special_tokens=False).ids[:MOST_PIECES]) or (UNK,)
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[word] = known
        return known

    def run(self, words: Sequence[str], bank: int = 0, *, marked: bool = False) -> Rows:
        """Run the network on one window of at most about 480 pieces and at least one word.

        ``marked`` says that the words hold the markers of a pair; elsewhere these characters mean nothing.
        """
        pieces = [self.pieces(w) for w in words]
        if marked:
            pieces = [self._markers.get(w, p) for w, p in zip(words, pieces, strict=True)]
        counts = np.array([len(p) for p in pieces])
        stops = np.cumsum(counts) + 1
        ids = np.array([[CLS, *(x for p in pieces for x in p), SEP]], dtype=np.int64)
        shown = np.full_like(ids, SPECIAL)
        shown[0, 1:-1] = np.repeat(marks(words), counts)
        feed = {
            "ids": ids,
            "marks": shown,
            "first": (stops - counts)[None].astype(np.int64),
            "last": (stops - 1)[None].astype(np.int64),
            "bank": np.array([bank], dtype=np.int64),
        }
        return self._rows(self._session.run(None, feed))

    def _rows(self, outputs: Sequence[Any]) -> Rows:
        """Name the graph's outputs and cut them apart."""
        syntax, ends, arcs, rels, tags, links, events = outputs
        half, third = arcs.shape[1] // 2, links.shape[1] // 3
        rel = rels.shape[1] // 2
        edges = self._tag_edges
        cuts = np.cumsum([_EVENT, _ROLE, 1, _ROLE, 1, _ROLE])
        event, actor, actor_bias, recipient, recipient_bias, mention, pair = np.split(events, cuts, axis=1)
        return Rows(
            upos=syntax[:, 0],
            feats=syntax[:, 1],
            lemma=syntax[:, 2:],
            ends=ends,
            arc_query=arcs[:, :half],
            arc_head=arcs[:, half:],
            rel_dep=rels[:, :rel],
            rel_head=rels[:, rel:],
            tags={name: tags[:, edges[i] : edges[i + 1]] for i, name in enumerate(TAG_SETS)},
            link_query=(links[:, :third], links[:, third : 2 * third]),
            link_head=links[:, 2 * third :],
            event=event,
            actor=actor,
            actor_bias=actor_bias[:, 0],
            recipient=recipient,
            recipient_bias=recipient_bias[:, 0],
            mention=mention,
            pair=pair,
        )
