"""Score sources, cues and contents, and the statements they form, against a folder of stand-off files."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.bench.brat import Attribution, Range, articles, read
from dragoman.language.model import LanguageModel
from dragoman.record.sentence import Sentence

ROLES = ("source", "cue", "content")
_MARKS = "\"“”''‘’"
_QUOTED = re.compile(r"[\"“”].")


def run(path: Path, model: LanguageModel) -> dict[str, Any]:
    """Score a folder with ``text/`` and ``attributions/``; one annotator an article.

    Exact and overlap F1 of contiguous pieces within a paragraph; ``linked`` is the F1 of whole statements whose cue,
    source (or its absence) and content overlap; recall apart for direct, mixed and indirect ones. Returns ``{name, n,
    metrics, model, seconds}``, metrics in percent, n in gold statements.
    """
    begin = time.perf_counter()
    counts: Counter[str] = Counter()
    for text_path, ann in articles(path):
        text = text_path.read_bytes().decode("utf-8")
        sentences = model.analyse(text)
        gold = read(ann)
        _score_pieces(text, gold, pieces(sentences), counts)
        _score_statements(text, gold, statements(sentences), counts)
    metrics = {f"{role}_exact": _f1(counts, role, "exact", "exact") for role in ROLES}
    metrics |= {f"{role}_overlap": _f1(counts, role, "met_found", "met_gold") for role in ROLES}
    metrics["linked"] = _f1(counts, "linked", "exact", "exact")
    for form in ("direct", "mixed", "indirect"):
        metrics[f"linked_recall_{form}"] = round(100 * counts[f"{form} hit"] / max(1, counts[f"{form} gold"]), 2)
    return {
        "name": "polnear",
        "n": counts["linked gold"],
        "metrics": metrics,
        "model": model.card["sha256"]["model.onnx"][:12],
        "seconds": round(time.perf_counter() - begin, 2),
    }


def _f1(counts: Counter[str], what: str, of_found: str, of_gold: str) -> float:
    precision = counts[f"{what} {of_found}"] / max(1, counts[f"{what} found"])
    recall = counts[f"{what} {of_gold}"] / max(1, counts[f"{what} gold"])
    return round(200 * precision * recall / max(1e-9, precision + recall), 2)


def outer(sentence: Sentence) -> list[int]:
    """Numbers of the attribution spans that are not of an inner statement only."""
    inner = {i for q in sentence.quotations if q.layer for i in (q.cue, q.source, *q.contents) if i is not None}
    return [i for i in range(len(sentence.attribution)) if i not in inner]


def pieces(sentences: Sequence[Sentence]) -> dict[str, list[Range]]:
    """Character ranges of the outer layer's pieces; a piece cut by a sentence end is joined again."""
    out: dict[str, list[Range]] = {role: [] for role in ROLES}
    open_until: dict[tuple[str, int, int], int] = {}
    for s in sentences:
        for i in outer(s):
            span = s.attribution[i]
            place = (s.starts[span.start], s.ends[span.end - 1])
            key = (span.label, s.paragraph, s.cue_sentences[i])
            if span.start == 0 and open_until.get(key) == s.index - 1 and out[span.label]:
                out[span.label][-1] = (out[span.label][-1][0], place[1])
            else:
                out[span.label].append(place)
            if span.end == len(s.words):
                open_until[key] = s.index
    return out


def statements(sentences: Sequence[Sentence]) -> list[Attribution]:
    """Outer statements with all their pieces, those in neighbouring sentences too."""
    out: list[Attribution] = []
    by_sentence: dict[int, list[tuple[int, Attribution]]] = {}
    for s in sentences:
        for q in s.quotations:
            if q.layer == 0:
                item = Attribution([], [_place(s, q.cue)], [_place(s, i) for i in q.contents])
                if q.source is not None:
                    item.source.append(_place(s, q.source))
                out.append(item)
                by_sentence.setdefault(s.index, []).append((item.cue[0][0], item))
    for s in sentences:
        for i in outer(s):
            span, home = s.attribution[i], s.cue_sentences[i]
            if span.label != "cue" and home not in {-1, s.index} and home in by_sentence:
                place = _place(s, i)
                _, item = min(by_sentence[home], key=lambda pair: abs(pair[0] - place[0]))
                getattr(item, span.label).append(place)
    return out


def _place(s: Sentence, number: int) -> Range:
    span = s.attribution[number]
    return s.starts[span.start], s.ends[span.end - 1]


def _in_paragraphs(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Cut ranges at line breaks and trim white space."""
    return [
        (start + match.start(), start + match.end())
        for start, end in ranges
        for match in re.finditer(r"\S(?:[^\n]*\S)?", text[start:end])
    ]


def _score_pieces(text: str, gold: list[Attribution], found: dict[str, list[Range]], counts: Counter[str]) -> None:
    for role in ROLES:
        want = sorted({r for item in gold for r in _in_paragraphs(text, getattr(item, role))})
        have = found[role]
        counts[f"{role} gold"] += len(want)
        counts[f"{role} found"] += len(have)
        counts[f"{role} exact"] += len(set(want) & set(have))
        counts[f"{role} met_found"] += sum(_meets(h, want) for h in have)
        counts[f"{role} met_gold"] += sum(_meets(w, have) for w in want)


def _meets(one: Range, others: Iterable[Range]) -> bool:
    return any(one[0] < b and a < one[1] for a, b in others)


def _score_statements(text: str, gold: list[Attribution], found: list[Attribution], counts: Counter[str]) -> None:
    free = list(found)
    for item in gold:
        form = _form(text, item)
        counts[f"{form} gold"] += 1
        match = next((f for f in free if _same(item, f)), None)
        if match is not None:
            free.remove(match)
            counts[f"{form} hit"] += 1
            counts["linked exact"] += 1
    counts["linked gold"] += len(gold)
    counts["linked found"] += len(found)


def _same(want: Attribution, have: Attribution) -> bool:
    """Whether cue and content overlap and the sources overlap or are both missing."""
    if not any(_meets(c, want.cue) for c in have.cue) or not any(_meets(c, want.content) for c in have.content):
        return False
    return any(_meets(s, want.source) for s in have.source) if want.source else not have.source


def _form(text: str, item: Attribution) -> str:
    """Direct if every piece of content lies in marks, mixed if it holds some, else indirect."""
    contents = [text[a:b].strip() for a, b in item.content]
    if contents and all(c[:1] in _MARKS and c.rstrip(".,")[-1:] in _MARKS for c in contents):
        return "direct"
    return "mixed" if any(_QUOTED.search(c) for c in contents) else "indirect"
