"""Count the directed dyads with a defence obligation on two days: by the computed status, and by the file's own rows.

``path`` is ATOP's member-level file. The file's own count takes two members of one alliance and phase who are both in
on the day, the first owing defence; the other goes through import, grouping and ``status``.
"""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.ingest.registers import import_register
from dragoman.knowledge import Knowledge
from dragoman.record import Reading
from dragoman.ties import OVER, Claim, claims, stands

DAYS = ("2000-07-01", "2010-07-01")
Dyad = tuple[str, str]


def run(path: Path) -> dict[str, Any]:
    """Compare both counts. Returns ``{name, n, metrics, model, seconds}``."""
    begin = time.perf_counter()
    knowledge = Knowledge.load()
    made = [one for one in import_register("atop", path, knowledge) if isinstance(one, Reading)]
    told = list(claims(made, _heirs(knowledge)))
    metrics: dict[str, Any] = {}
    total = 0
    for day in DAYS:
        own, computed = len(own_dyads(path, day)), len(computed_dyads(told, day))
        total += own
        metrics[day] = {"file": own, "computed": computed, "equal": own == computed}
    seconds = round(time.perf_counter() - begin, 2)
    return {"name": "alliances", "n": total, "metrics": metrics, "model": None, "seconds": seconds}


def _heirs(knowledge: Knowledge) -> dict[str, str]:
    """Former states to those that carry their number on."""
    states = knowledge.table("states")
    code, cow, until = (states.at(name) for name in ("code", "cow", "to"))
    now = {row[cow]: row[code] for row in states.rows if row[cow] and not row[until]}
    return {row[code]: now[row[cow]] for row in states.rows if row[cow] in now and row[until]}


def own_dyads(path: Path, day: str) -> set[Dyad]:
    """The dyads by the rows of the file."""
    groups: defaultdict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if _in(row, day):
                groups[row["atopid"], row["phase"]].append(row)
    return {
        (one["member"], other["member"])
        for rows in groups.values()
        for one in rows
        for other in rows
        if one["defense"] == "1" and one["member"] != other["member"]
    }


def _in(row: Mapping[str, str], day: str) -> bool:
    enter = _day(row["yrent"], row["moent"], row["dayent"])
    return enter <= day and (row["yrexit"] in {"", "0"} or day < _day(row["yrexit"], row["moexit"], row["dayexit"]))


def _day(year: str, month: str, day: str) -> str:
    return f"{int(year):04d}-{int(month or 1) or 1:02d}-{int(day or 1) or 1:02d}"


def computed_dyads(told: list[Claim], day: str) -> set[Dyad]:
    """The dyads by the computed status of each alliance between each two of its members."""
    by_name: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        by_name[claim.name or ""].append(claim)
    return {
        dyad
        for group in by_name.values()
        if any(term.code == "defense" for claim in group for term in claim.terms)
        for dyad in _standing(group, day)
    }


def _standing(group: list[Claim], day: str) -> Iterator[Dyad]:
    roles = {side.key: side.role for claim in group for side in claim.sides}
    asymmetric = "guarantor" in roles.values()
    for one, role in roles.items():
        for other in roles:
            owes = role == "guarantor" if asymmetric else True
            if one == other or not owes:
                continue
            if any(stand.standing.status not in OVER for stand in stands(group, one, other, day)):
                yield one, other
