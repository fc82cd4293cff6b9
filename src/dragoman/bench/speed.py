"""Measure how fast text becomes sentences with trees, and what it costs in memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.language.model import LanguageModel


def read_texts(path: Path) -> list[str]:
    """Return the texts of a file or of the ``.txt`` files of a folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*.txt"))
    if not files:
        raise FileNotFoundError(f"no .txt files in {path}")
    return [p.read_bytes().decode("utf-8", "replace") for p in files]


def run(path: Path, weights: Path | None = None, *, threads: Sequence[int] = (1, 2), limit: int = 60) -> dict[str, Any]:
    """Read up to ``limit`` texts, once for each number of threads.

    Returns ``{name, n, metrics, model, seconds}``: articles, sentences and words a second, the start-up time (loading
    to the first sentence) in seconds and the peak memory of the process in MB; n in articles.
    """
    begin = time.perf_counter()
    texts = read_texts(path)[:limit]
    metrics: dict[str, float] = {}
    digest = ""
    for count in threads:
        started = time.perf_counter()
        model = LanguageModel.load(weights, threads=count)
        model.analyse("The two leaders met on Tuesday.")
        metrics[f"startup_seconds_{count}"] = round(time.perf_counter() - started, 3)
        digest = model.card["sha256"]["model.onnx"][:12]
        metrics |= {f"{name}_{count}": value for name, value in _measure(model, texts).items()}
    metrics["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return {
        "name": "speed",
        "n": len(texts),
        "metrics": metrics,
        "model": digest,
        "seconds": round(time.perf_counter() - begin, 2),
    }


def _measure(model: LanguageModel, texts: Sequence[str]) -> dict[str, float]:
    started = time.perf_counter()
    sentences = words = 0
    for found in model.analyse_many(texts):
        sentences += len(found)
        words += sum(len(s.words) for s in found)
    seconds = time.perf_counter() - started
    return {
        "articles_per_second": round(len(texts) / seconds, 2),
        "sentences_per_second": round(sentences / seconds, 1),
        "words_per_second": round(words / seconds, 1),
    }
