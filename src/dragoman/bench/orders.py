"""Score national emergencies read from executive orders: order, subject state, day.

``path`` is a folder of orders. The gold, ``benchmarks/gold/us_emergencies.tsv``, gives a row for each emergency that an
order declares or ends: the order, the day, the change, the order that declared it, the subject states.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

from dragoman.ingest.registers import import_register
from dragoman.knowledge import Knowledge
from dragoman.record import Reading

GOLD = Path("benchmarks/gold/us_emergencies.tsv")
CHANGES = frozenset({"declared", "ended"})
Row = tuple[str, str, str, str, str]


def run(path: Path, gold: Path = GOLD) -> dict[str, Any]:
    """Score the orders in ``path``. Returns ``{name, n, metrics, model, seconds}`` with the misses."""
    begin = time.perf_counter()
    with gold.open(encoding="utf-8", newline="") as lines:
        wanted = [_row(row) for row in csv.DictReader(lines, delimiter="\t")]
    found = set[Row]()
    for one in import_register("us-executive-orders", path, Knowledge.load()):
        if isinstance(one, Reading):
            found |= _found(one)
    hits = [row for row in wanted if row in found]
    declared = [row for row in wanted if row[2] == "declared"]
    metrics = {
        "recall": round(100 * len(hits) / len(wanted), 2),
        "precision": round(100 * len(hits) / max(len(found), 1), 2),
        "declared": len(declared),
        "declared_right": round(100 * sum(row in found for row in declared) / max(len(declared), 1), 2),
        "misses": ["; ".join(row) for row in wanted if row not in found],
        "wrong": ["; ".join(row) for row in sorted(found - set(wanted))],
    }
    seconds = round(time.perf_counter() - begin, 2)
    return {"name": "orders", "n": len(wanted), "metrics": metrics, "model": None, "seconds": seconds}


def _row(row: dict[str, str]) -> Row:
    return row["order"], row["day"], row["change"], row["emergency"], row["subjects"]


def _found(reading: Reading) -> set[Row]:
    order = (reading.report.title or "").split(":")[0].removeprefix("Executive Order ")
    return {
        (
            order,
            tie.change.effective or "",
            tie.change.kind,
            tie.name or "",
            " ".join(sorted(party.actor for party in tie.parties if party.role == "subject")),
        )
        for tie in reading.ties
        if tie.change.kind in CHANGES
    }
