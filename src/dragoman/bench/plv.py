"""Score event types with source and target given, on the PLV set (tab-separated, one coded sentence a row)."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.language.model import LanguageModel

# The set joins two types of PLOVER 0.8 under an older name.
JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "YIELD": 2, "COOPERATE": 2, "AID": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_TAG = re.compile(r"</?([st])>")
Range = tuple[int, int]


def run(path: Path, model: LanguageModel) -> dict[str, Any]:
    """Score a file with the columns ``marked_sentence``, ``gold_root`` and ``gold_penta``.

    Returns ``{name, n, metrics, model, seconds}``: macro-F1 over the 15 roots and the 4 quads, cooperation or
    conflict as ``binary``, and F1 of every root, in percent. Never train or tune on this set.
    """
    begin = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    if not rows or "marked_sentence" not in rows[0] or "gold_root" not in rows[0]:
        raise ValueError(f"{path}: no columns marked_sentence and gold_root")
    want = [row["gold_root"] for row in rows]
    have = [predict(row["marked_sentence"], model) for row in rows]
    quads = [int(row.get("gold_penta") or QUAD[root]) for row, root in zip(rows, want, strict=True)]
    guessed = [QUAD[root] for root in have]
    roots = per_class(want, have)
    metrics = {
        "macro_f1": _mean(roots.values()),
        "accuracy": round(100 * sum(a == b for a, b in zip(want, have, strict=True)) / len(rows), 2),
        "quad_f1": _mean(per_class(quads, guessed).values()),
        "binary_f1": _mean(per_class([q > 2 for q in quads], [q > 2 for q in guessed]).values()),
        **{f"f1_{root}": round(value, 2) for root, value in roots.items()},
    }
    seconds = round(time.perf_counter() - begin, 2)
    return {
        "name": "plv",
        "n": len(rows),
        "metrics": metrics,
        "model": model.card["sha256"]["model.onnx"][:12],
        "seconds": seconds,
    }


def predict(marked: str, model: LanguageModel) -> str:
    """Return the likeliest root of what ``<s>source</s>`` does to ``<t>target</t>``."""
    text, marks = unmark(marked)
    spans = model.words(text)
    sentence = next(model.analyse_words([[text[a:b] for a, b in spans]]))
    totals: defaultdict[str, float] = defaultdict(float)
    for name, share in model.pair_types(sentence, _words(spans, marks["s"]), _words(spans, marks["t"])):
        totals[JOINED.get(name, name)] += share
    return max(totals, key=lambda root: (totals[root], root))


def unmark(marked: str) -> tuple[str, dict[str, Range]]:
    """Return the text without tags and the character ranges they marked."""
    out: list[str] = []
    length = at = 0
    opened: dict[str, int] = {}
    found: dict[str, Range] = {}
    for match in _TAG.finditer(marked):
        out.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match.group().startswith("</"):
            found[match[1]] = (opened.get(match[1], 0), length)
        else:
            opened[match[1]] = length
    out.append(marked[at:])
    return "".join(out), {"s": (0, 1), "t": (0, 1)} | found


def _words(spans: list[Range], where: Range) -> Range:
    inside = [i for i, (a, b) in enumerate(spans) if a < where[1] and where[0] < b] or [0]
    return inside[0], inside[-1] + 1


def per_class(want: list[Any], have: list[Any]) -> dict[Any, float]:
    """Return F1 in percent of every class that occurs in ``want``."""
    hit = Counter(a for a, b in zip(want, have, strict=True) if a == b)
    gold, found = Counter(want), Counter(have)
    return {k: 200.0 * hit[k] / (gold[k] + found[k]) for k in sorted(gold)}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(sum(listed) / len(listed), 2)
