"""Score named entities against an IOB2 file: exact spans, on the file's own words."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.language.model import LanguageModel

Span = tuple[int, int, str]

# What a data set's types are called here; the model's GPE counts as LOC, as in the data sets.
SAME = {
    "PER": "PER", "PERSON": "PER", "POLITICIAN": "PER", "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG",
    "POLITICALPARTY": "ORG", "LOC": "LOC", "GPE": "LOC", "LOCATION": "LOC", "COUNTRY": "LOC",
}  # fmt: skip


def run(path: Path, model: LanguageModel) -> dict[str, Any]:
    """Score an IOB2 file: persons, organisations and places; other types are left out on both sides.

    Columns: word and tag, or index, word and tag. Returns ``{name, n, metrics, model, seconds}``, metrics in percent,
    n in gold entities. Raises ValueError when the file holds no tagged word.
    """
    begin = time.perf_counter()
    sentences = read(path)
    hit: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (_, want), sentence in zip(sentences, model.analyse_words(w for w, _ in sentences), strict=True):
        have = {(e.start, e.end, SAME[e.label]) for e in sentence.entities if e.label in SAME}
        gold.update(label for *_, label in want)
        found.update(label for *_, label in have)
        hit.update(label for *_, label in want & have)
    metrics = {f"{k.lower()}_f1": _f1(hit[k], gold[k], found[k]) for k in sorted(gold)}
    total = (hit.total(), gold.total(), found.total())
    metrics |= {
        "precision": round(100 * total[0] / max(1, total[2]), 2),
        "recall": round(100 * total[0] / max(1, total[1]), 2),
        "f1": _f1(*total),
    }
    seconds = round(time.perf_counter() - begin, 2)
    return {
        "name": "ner",
        "n": total[1],
        "metrics": metrics,
        "model": model.card["sha256"]["model.onnx"][:12],
        "seconds": seconds,
    }


def _f1(hit: int, gold: int, found: int) -> float:
    return round(200.0 * hit / max(1, gold + found), 2)


def read(path: Path) -> list[tuple[list[str], set[Span]]]:
    """Return the words and entities of every sentence."""
    rows: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cols = line.split("\t") if "\t" in line else line.split()
        if not line.strip():
            rows.append([])
        elif not line.startswith("# ") and len(cols) >= 2:
            indexed = len(cols) > 2 and cols[0].isdigit()
            rows[-1].append((cols[1], cols[2]) if indexed else (cols[0], cols[1]))
    out = [([w for w, _ in row], _spans([t for _, t in row])) for row in rows if row]
    if not out:
        raise ValueError(f"{path}: no tagged words")
    return out


def _spans(tags: list[str]) -> set[Span]:
    out: list[Span] = []
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        label = SAME.get(kind.upper())
        if label is None:
            continue
        if prefix == "I" and out and out[-1][1] == i and out[-1][2] == label:
            out[-1] = (out[-1][0], i + 1, label)
        else:
            out.append((i, i + 1, label))
    return set(out)
