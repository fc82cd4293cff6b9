"""Score ties read from single sentences: kind, parties, change, since, until.

The gold, ``benchmarks/gold/ties.jsonl``, holds one sentence a line with its day, and for each tie the kind, the two
sides (``directed``: who acts, towards whom; ``mutual``: all in the first), the change and its days. A tie counts as
found if kind and parties are right, as right if the change is too; the days are scored on those that are right.
Part ``a`` was at hand when the rules were written, part ``b`` was not.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.reading import Reader, Reading
from dragoman.record import Report, Tie, report_id

_FIRST = frozenset({"party", "sender", "donor", "declarer", "guarantor"})


class Flat(NamedTuple):
    """A tie as it is compared."""

    kind: str
    first: frozenset[str]
    second: frozenset[str]
    change: str
    since: str | None
    until: str | None


def run(path: Path, reader: Reader | None = None) -> dict[str, Any]:
    """Score a file. Returns ``{name, n, metrics, model, seconds}``; the misses are listed in ``metrics``."""
    begin = time.perf_counter()
    reader = reader or Reader.load()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {part: Counter() for part in ("a", "b", "all")}
    misses: list[str] = []
    for row in rows:
        reading = reader.read(Report(report_id(row["text"]), row["text"], published=row["published"]))
        gold = [_gold(one) for one in row["ties"]]
        made = [_made(reading, tie, directed=_directed(tie)) for tie in reading.ties]
        score = _score(gold, made)
        for part in (row["part"], "all"):
            counts[part].update(score)
        if score["right"] < len(gold) or score["right"] < len(made):
            misses.append(f"{row['part']}: {row['text']} WANT {_shown(gold)} HAVE {_shown(made)}")
    metrics: dict[str, Any] = {part: _figures(found) for part, found in counts.items()}
    metrics["misses"] = misses
    seconds = round(time.perf_counter() - begin, 2)
    return {"name": "ties", "n": counts["all"]["gold"], "metrics": metrics, "model": None, "seconds": seconds}


def _directed(tie: Tie) -> bool:
    return any(party.role not in {"party", "guarantor"} for party in tie.parties)


def _gold(one: Mapping[str, Any]) -> Flat:
    first, second = one["parties"]
    return Flat(one["kind"], frozenset(first), frozenset(second), one["change"], one["since"], one["until"])


def _made(reading: Reading, tie: Tie, *, directed: bool) -> Flat:
    sides: tuple[set[str], set[str]] = (set(), set())
    for at, party in enumerate(tie.parties):
        actor = reading.actor(party.actor)
        key = actor.state if actor and actor.state and not party.actor.startswith("org:") else party.actor
        second = party.role not in _FIRST if directed else tie.kind in _ORDERED and at > 0
        sides[second].add(key or party.actor)
    since = tie.since or tie.change.effective
    return Flat(tie.kind, frozenset(sides[0]), frozenset(sides[1]), tie.change.kind, since, tie.until)


_ORDERED = frozenset({"dependence", "membership", "recognition", "presence"})


def _score(gold: Iterable[Flat], made: Iterable[Flat]) -> Counter[str]:
    wanted, left = list(gold), list(made)
    found: Counter[str] = Counter(gold=len(wanted), made=len(left))
    for one in wanted:
        same = [other for other in left if other.kind == one.kind and _same_sides(one, other)]
        best = max(same, key=lambda other: (other.change == one.change, other.since == one.since), default=None)
        if best is None:
            continue
        left.remove(best)
        found["found"] += 1
        if best.change == one.change:
            found["right"] += 1
            found["since"] += best.since == one.since
            found["until"] += best.until == one.until
    return found


def _same_sides(one: Flat, other: Flat) -> bool:
    if one.kind in {"membership", "recognition", "presence", "dependence", "sanctions", "emergency", "aid"}:
        return one.first == other.first and one.second == other.second
    return one.first | one.second == other.first | other.second


def _figures(found: Counter[str]) -> dict[str, float | int]:
    right = max(found["right"], 1)
    return {
        "gold": found["gold"],
        "made": found["made"],
        "f1_kind_parties": _f1(found["found"], found["gold"], found["made"]),
        "f1_with_change": _f1(found["right"], found["gold"], found["made"]),
        "precision": round(100 * found["right"] / max(found["made"], 1), 1),
        "recall": round(100 * found["right"] / max(found["gold"], 1), 1),
        "since": round(100 * found["since"] / right, 1),
        "until": round(100 * found["until"] / right, 1),
    }


def _f1(hits: int, gold: int, made: int) -> float:
    return round(200 * hits / max(gold + made, 1), 1)


def _shown(ties: Iterable[Flat]) -> str:
    return "; ".join(
        f"{one.kind} {'+'.join(sorted(one.first))}>{'+'.join(sorted(one.second))} {one.change} {one.since} {one.until}"
        for one in ties
    )
