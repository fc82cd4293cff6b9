"""Score references (pronouns, descriptions, "the latter"): on own gold, and pronouns on a folder of GUM documents.

Own gold: ``{id, published, text, references: [{start, end, actors: [[id, ..], ..]}]}``; ``actors`` lists the answers
that count as right, none if the expression must stay without a link; ``antecedent: [start, end]`` asks for whoever is
meant there. A government counts as its state. What is described but linked to nothing else is no link.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.bench.actors import Caster, rows
from dragoman.bench.third_party import Entity, Word, entities, gum
from dragoman.language.model import LanguageModel
from dragoman.record import ActorMention, Cast

_TYPES = frozenset({"person", "organization", "place"})


def run(
    path: Path, model: LanguageModel | None = None, *, only: Iterable[str] = (), part: str | None = None
) -> dict[str, Any]:
    """Score a gold file, or the GUM documents of a folder whose names are in ``only`` (all if empty).

    ``precision`` is over the links made, ``recall`` over the links wanted. Gives {name, n, metrics, model, seconds}.
    """
    begin = time.perf_counter()
    caster = Caster(model or LanguageModel.load())
    counts: Counter[str] = Counter()
    missed: list[str] = []
    if path.is_dir():
        names = frozenset(only)
        for file in sorted(path.glob("*.conllu")):
            if not names or file.stem in names:
                _score_document(file, caster, counts)
    else:
        for row in rows(path, part):
            _score_row(row, caster, counts, missed)
    metrics: dict[str, Any] = {
        "precision": round(100 * counts["right"] / max(1, counts["linked"]), 2),
        "recall": round(100 * counts["right"] / max(1, counts["wanted"]), 2),
        "linked": counts["linked"],
        "wanted": counts["wanted"],
        "wrong": counts["linked"] - counts["right"],
    }
    if missed:
        metrics["missed"] = missed
    return {
        "name": f"references:{path.stem}",
        "n": counts["all"],
        "metrics": metrics,
        "model": caster.model.card["sha256"]["model.onnx"][:12],
        "seconds": round(time.perf_counter() - begin, 2),
    }


def _score_row(row: Mapping[str, Any], caster: Caster, counts: Counter[str], missed: list[str]) -> None:
    cast = caster.cast(row["text"], row["published"])
    times = Counter(actor for mention in cast.mentions for actor in mention.actors)
    for wanted in row["references"]:
        mention = _mention_on(cast, wanted["start"], wanted["end"])
        found = mention.actors if mention else ()
        if not any(times[one] > 1 or _in_tables(one) for one in found):
            found = ()
        answers = [{_plain(one) for one in answer} for answer in wanted["actors"]]
        if "antecedent" in wanted:
            there = _mention_on(cast, *wanted["antecedent"])
            answers = [set(map(_plain, there.actors))] if there else [{"nobody"}]
        right = bool(found) and {_plain(one) for one in found} in answers
        counts["all"] += 1
        counts["linked"] += bool(found)
        counts["wanted"] += bool(answers)
        counts["right"] += right
        if right != bool(answers) or (found and not right):
            shown = row["text"][wanted["start"] : wanted["end"]]
            why = mention.why if mention else "no mention"
            missed.append(f"{row['id']}: {shown}: {wanted['actors']}, not {'/'.join(found) or 'none'} ({why})")


def _in_tables(key: str) -> bool:
    return not (len(key) == 17 and key[0] == "a" and all(c in "0123456789abcdef" for c in key[1:]))


def _plain(key: str) -> str:
    return key.removesuffix("-GOV")


def _mention_on(cast: Cast, start: int, end: int) -> ActorMention | None:
    """The mention that covers a range best; one that only touches it does not count."""
    best, share = None, 0.49
    for mention in cast.mentions:
        common = min(end, mention.end) - max(start, mention.start)
        whole = max(end, mention.end) - min(start, mention.start)
        if common > 0 and common / whole > share:
            best, share = mention, common / whole
    return best


def _score_document(file: Path, caster: Caster, counts: Counter[str]) -> None:
    """Pronouns of the third person that GUM links to a person, organisation or place with another mention."""
    text, words = gum(file)
    found = list(entities(words))
    cast = caster.cast(text, None)
    groups = _groups(found, words)
    for one in found:
        word = words[one.first]
        if one.first != one.last or word.upos != "PRON" or one.etype not in _TYPES:
            continue
        if "Person=3" not in word.entity and word.form.lower() not in _third(caster):
            continue
        mention = _mention_on(cast, word.start, word.end)
        counts["all"] += 1
        counts["wanted"] += len(groups.get(one.group, ())) > 0
        if mention is None or not mention.actors:
            continue
        counts["linked"] += 1
        counts["right"] += any(
            _same(other, groups.get(one.group, ())) for actor in mention.actors for other in _named(cast, actor)
        )


def _third(caster: Caster) -> frozenset[str]:
    return frozenset(caster.lexicon.pronouns)


def _groups(found: Iterable[Entity], words: list[Word]) -> dict[str, list[tuple[int, int]]]:
    """The character ranges of the mentions of each group that are no pronouns."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        if not (one.first == one.last and words[one.first].upos == "PRON"):
            groups.setdefault(one.group, []).append((words[one.first].start, words[one.last].end))
    return groups


def _named(cast: Cast, actor: str) -> list[ActorMention]:
    return [one for one in cast.mentions if actor in one.actors and one.form != "pronoun"]


def _same(mention: ActorMention, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention stands for one of the ranges: same end, or nearly the same words."""
    for start, end in ranges:
        common = min(end, mention.end) - max(start, mention.start)
        if common > 0 and common / (max(end, mention.end) - min(start, mention.start)) > 0.5:
            return True
        if start <= mention.start and mention.end <= end and mention.start - start <= 4:
            return True
    return False
