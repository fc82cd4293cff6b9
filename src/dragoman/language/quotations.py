"""Join sources and contents to their cues."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dragoman.language.decode import Array
from dragoman.language.network import Rows
from dragoman.language.spans import Found


class Piece(NamedTuple):
    """A piece of a statement; ``cue`` is the number of its cue among the pieces of the window, None if it has none."""

    span: Found
    layer: int
    cue: int | None
    score: float


def pieces(rows: Rows, found: dict[str, list[Found]]) -> list[Piece]:
    """Return the pieces of both layers, each source and content with its likeliest cue.

    Inner pieces without a cue are dropped: nothing tells what they belong to.
    """
    out: list[Piece] = []
    for layer in range(2):
        spans = found[f"attr{layer}"]
        cues = [s for s in spans if s.label == "cue"]
        base = len(out)
        out.extend(Piece(s, layer, None, s.score) for s in cues)
        others = [s for s in spans if s.label != "cue"]
        if not cues:
            if layer == 0:
                out.extend(Piece(s, layer, None, s.score) for s in others)
            continue
        for span, (cue, score) in zip(others, _links(rows, layer, others, cues), strict=True):
            out.append(Piece(span, layer, base + cue, score))
    return out


def _links(rows: Rows, layer: int, spans: Sequence[Found], cues: Sequence[Found]) -> list[tuple[int, float]]:
    """Return (cue, probability) of each span: the words of the span vote for the first word of a cue."""
    out = []
    for span in spans:
        scores = rows.link_query[layer][span.start : span.end] @ rows.link_head.T
        share = _softmax(scores).mean(axis=0)
        votes = [float(share[c.start : c.end].sum()) for c in cues]
        best = int(np.argmax(votes))
        out.append((best, round(votes[best], 4)))
    return out


def _softmax(scores: Array) -> Array:
    shifted: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    shifted /= shifted.sum(axis=1, keepdims=True)
    return shifted
