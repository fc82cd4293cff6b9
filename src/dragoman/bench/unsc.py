"""Score the reading of resolution titles with "until <day>": mandate, kind of change, day, and the chain of renewals.

``path`` is a file or folder of the Council's records. The gold, ``benchmarks/gold/unsc_until.tsv``, gives the acts of
each title (symbol, mandate, change, until). A renewal counts as linked if an act before it on the mandate still ran, or
had ended no longer than two months ago, or gives no day of its own. Names of one mandate that titles vary are in
``unsc_same.tsv``: a renewal cut off from its chain by such a name is a miss.
"""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.ingest.registers import import_register
from dragoman.knowledge import Knowledge
from dragoman.record import Reading, Tie

GOLD = Path("benchmarks/gold/unsc_until.tsv")
SAME = Path("benchmarks/gold/unsc_same.tsv")
NEAR_DAYS = 62
Row = tuple[str, str, str, str]


def run(path: Path, gold: Path = GOLD) -> dict[str, Any]:
    """Score the records in ``path``. Returns ``{name, n, metrics, model, seconds}`` with the misses."""
    begin = time.perf_counter()
    wanted = _gold(gold)
    readings = [one for one in import_register("unsc", path, Knowledge.load()) if isinstance(one, Reading)]
    dated = [(symbol_of(one), tie) for one in readings for tie in one.ties]
    found = Counter((symbol, tie.name or "", tie.change.kind, tie.change.until or "") for symbol, tie in dated)
    misses = [row for row in wanted if not found[row]]
    told = {(symbol, until) for symbol, _, _, until in wanted}
    spare = [row for row in found if row[3] and row not in set(wanted) and (row[0], row[3]) in told]
    linked, first, broken = links([tie for _, tie in dated], _same(SAME))
    return {
        "name": "unsc",
        "n": len(wanted),
        "metrics": {
            "right": round(100 * (len(wanted) - len(misses)) / len(wanted), 2),
            "renewals": linked + len(broken),
            "linked": round(100 * linked / max(linked + len(broken), 1), 2),
            "first_of_chain": first,
            "misses": ["; ".join(row) for row in misses],
            "wrong": ["; ".join(row) for row in spare],
            "unlinked": broken,
        },
        "model": None,
        "seconds": round(time.perf_counter() - begin, 2),
    }


def symbol_of(reading: Reading) -> str:
    """The number of the resolution, as the gold writes it."""
    return (reading.report.url or "").rsplit("/", 1)[-1][:4]


def links(ties: Sequence[Tie], same: Mapping[str, set[str]]) -> tuple[int, int, list[str]]:
    """Renewals with a day: how many follow on an act of their mandate, how many are its first act here, the rest.

    ``same`` maps a mandate's name to other names of it: a first act that follows on one of those is a broken chain.
    """
    chains: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in sorted(ties, key=lambda one: one.change.effective or ""):
        chains[tie.name or ""].append(tie)
    linked, first, broken = 0, 0, []
    for name, chain in chains.items():
        others = [tie for other in same.get(name, ()) for tie in chains.get(other, ())]
        for at, tie in enumerate(chain):
            if tie.change.until is None or tie.change.kind not in {"extended", "renewed"}:
                continue
            if any(_follows(before, tie) for before in chain[:at]):
                linked += 1
            elif at == 0 and not any(_follows(before, tie) for before in others):
                first += 1
            else:
                broken.append(f"{name} {tie.change.effective} until {tie.change.until}")
    return linked, first, broken


def _follows(before: Tie, tie: Tie) -> bool:
    """Whether an act still ran, or had just ended, when another took effect."""
    began = tie.change.effective or "0001-01-01"
    if (before.change.effective or "") >= began:
        return False
    if before.change.until is None:
        return True
    return (date.fromisoformat(began) - date.fromisoformat(before.change.until)).days <= NEAR_DAYS


def _same(path: Path) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["same"]].add(row["name"])
            found[row["name"]].add(row["same"])
    return found


def _gold(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(row["symbol"], row["mandate"], row["change"], row["until"]) for row in rows]
