"""Score words, sentences, tags, lemmas and trees against a treebank, from raw text or from the treebank's own words."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.bench.conllu import GoldSentence, files, raw_text, read
from dragoman.language.model import LanguageModel
from dragoman.record.sentence import Sentence

# Features that the CoNLL 2018 scorer compares.
UNIVERSAL = frozenset(
    [
        "PronType",
        "NumType",
        "Poss",
        "Reflex",
        "Foreign",
        "Abbr",
        "Gender",
        "Animacy",
        "Number",
        "Case",
        "Definite",
        "Degree",
        "VerbForm",
        "Mood",
        "Tense",
        "Aspect",
        "Voice",
        "Evident",
        "Polarity",
        "Person",
        "Polite",
    ]
)
METRICS = ("words", "sentences", "upos", "ufeats", "lemmas", "uas", "las")
Place = tuple[int, int]


class _Word(msgspec.Struct, frozen=True):
    """A word at its place among the characters that are no white space; ``head`` is the place of its head."""

    upos: str
    feats: frozenset[str]
    lemma: str
    head: Place | None
    deprel: str


def run(path: Path, model: LanguageModel, *, gold_words: bool = False, only: Sequence[str] = ()) -> dict[str, Any]:
    """Score a CoNLL-U file, or the files of a folder whose names begin with one of ``only``.

    Follows the CoNLL 2018 scorer: F1 over words aligned by characters, universal parts of labels and features. Returns
    ``{name, n, metrics, model, seconds}``, metrics in percent, n in gold words.
    """
    begin = time.perf_counter()
    counts = dict.fromkeys((*METRICS, "gold", "system", "gold_sentences", "system_sentences"), 0)
    for file in files(path, only):
        gold = read(file)
        for key, value in _score(gold, _analyse(gold, model, gold_words=gold_words)).items():
            counts[key] += value
    metrics = {k: _f1(counts[k], counts["gold"], counts["system"]) for k in METRICS if k != "sentences"}
    metrics["sentences"] = _f1(counts["sentences"], counts["gold_sentences"], counts["system_sentences"])
    return {
        "name": "parse-gold-words" if gold_words else "parse",
        "n": counts["gold"],
        "metrics": metrics,
        "model": model.card["sha256"]["model.onnx"][:12],
        "seconds": round(time.perf_counter() - begin, 2),
    }


def _f1(hit: int, gold: int, system: int) -> float:
    return round(200.0 * hit / max(1, gold + system), 2)


def _analyse(gold: Sequence[GoldSentence], model: LanguageModel, *, gold_words: bool) -> Iterable[Sentence]:
    if gold_words:
        return model.analyse_words([w.form for w in s.words] for s in gold)
    return model.analyse(raw_text(gold))


def _score(gold: Sequence[GoldSentence], system: Iterable[Sentence]) -> dict[str, int]:
    gold_words, gold_sentences = _places_of_gold(gold)
    words, sentences = _places_of_system(system)
    counts = dict.fromkeys(METRICS, 0)
    for place, want in gold_words.items():
        have = words.get(place)
        if have is None:
            continue
        right = have.head == want.head
        counts["words"] += 1
        counts["upos"] += have.upos == want.upos
        counts["ufeats"] += have.feats == want.feats
        counts["lemmas"] += have.lemma == want.lemma
        counts["uas"] += right
        counts["las"] += right and have.deprel == want.deprel
    counts["sentences"] = len(gold_sentences & sentences)
    return counts | {
        "gold": len(gold_words),
        "system": len(words),
        "gold_sentences": len(gold_sentences),
        "system_sentences": len(sentences),
    }


def _length(form: str) -> int:
    return len("".join(form.split()))


def _places(lengths: Iterable[int], at: int) -> Iterator[Place]:
    for length in lengths:
        yield at, at + length
        at += length


def _places_of_gold(gold: Sequence[GoldSentence]) -> tuple[dict[Place, _Word], set[Place]]:
    words: dict[Place, _Word] = {}
    sentences: set[Place] = set()
    at = 0
    for s in gold:
        places = list(_places((_length(w.form) for w in s.words), at))
        for w, place in zip(s.words, places, strict=True):
            head = places[w.head] if w.head >= 0 else None
            words[place] = _Word(w.upos, _features(w.feats), w.lemma, head, w.deprel.partition(":")[0])
        sentences.add((at, places[-1][1]))
        at = places[-1][1]
    return words, sentences


def _places_of_system(system: Iterable[Sentence]) -> tuple[dict[Place, _Word], set[Place]]:
    words: dict[Place, _Word] = {}
    sentences: set[Place] = set()
    at = 0
    for s in system:
        places = list(_places(map(_length, s.words), at))
        for i, place in enumerate(places):
            head = places[s.heads[i]] if s.heads[i] >= 0 else None
            words[place] = _Word(s.upos[i], _features(s.feats[i]), s.lemmas[i], head, s.deprels[i].partition(":")[0])
        sentences.add((at, places[-1][1]))
        at = places[-1][1]
    return words, sentences


def _features(feats: str) -> frozenset[str]:
    return frozenset(f for f in feats.split("|") if f.partition("=")[0] in UNIVERSAL)
