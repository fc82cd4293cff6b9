"""Who with whom, month by month: counts by quad class, Goldstein sums and shares, NA outside what the store covers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from dragoman.store.flatten import Row
from dragoman.store.select import Where, day

HAPPENED: Final = ("actual", "ongoing")
_COUNTED: Final = (
    "count(*) AS events, sum(quad = 1) AS verbal_cooperation, sum(quad = 2) AS material_cooperation,"
    " sum(quad = 3) AS verbal_conflict, sum(quad = 4) AS material_conflict,"
    " round(sum(goldstein), 3) AS goldstein_sum, round(avg(goldstein), 4) AS goldstein_mean"
)
COUNTS: Final = (
    "events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "goldstein_sum",
)  # fmt: skip


class Covering(NamedTuple):
    """What a store covers: the counted pairs of each month, and the months it has reports of. Costly: keep it."""

    totals: dict[str, int]
    months: set[str]
    statuses: Sequence[str]
    domestic: bool

    @classmethod
    def of(
        cls, connection: sqlite3.Connection, statuses: Sequence[str] = HAPPENED, *, domestic: bool = False
    ) -> Covering:
        """Count events of these statuses, those within one state too if ``domestic``."""
        where = _counted(statuses, domestic=domestic)
        sql = f"SELECT month, count(*) FROM pair{where.sql()} GROUP BY month"  # noqa: S608 - the store's own SQL
        return cls(dict(connection.execute(sql, where.values).fetchall()), coverage(connection), statuses, domestic)


def _counted(statuses: Sequence[str], *, domestic: bool) -> Where:
    where = Where()
    where.add("lead = 1 AND month IS NOT NULL AND actor <> '' AND recipient <> ''")
    where.one_of("status", statuses)
    if not domestic:
        where.add("actor <> recipient")
    return where


def dyad_months(
    connection: sqlite3.Connection,
    covering: Covering,
    *,
    dyads: Sequence[tuple[str | None, str | None]] = (),
    since: str | None = None,
    until: str | None = None,
) -> list[Row]:
    """One row per month, actor and recipient with at least one event; of some dyads (None: anybody), or of all."""
    where = _counted(covering.statuses, domestic=covering.domestic)
    if since:
        where.add("month >= ?", day(since)[:7])
    if until:
        where.add("month <= ?", day(until)[:7] + "~")
    if dyads:
        _dyads(where, dyads)
    rows = connection.execute(
        f"SELECT month, actor, recipient, {_COUNTED} FROM pair{where.sql()} GROUP BY actor, recipient, month",  # noqa: S608
        where.values,
    )
    names = [one[0] for one in rows.description]
    made = [dict(zip(names, row, strict=True)) for row in rows]
    for row in made:
        row["share"] = round(row["events"] / covering.totals[row["month"]], 6)
        row["covered"] = row["month"] in covering.months
    return sorted(made, key=lambda row: (row["month"], row["actor"], row["recipient"]))


def _dyads(where: Where, dyads: Sequence[tuple[str | None, str | None]]) -> None:
    ways: list[str] = []
    values: list[Any] = []
    for actor, recipient in dyads:
        told = [(f"{name} = ?", who) for name, who in (("actor", actor), ("recipient", recipient)) if who]
        ways.append(f"({' AND '.join(one for one, _ in told) or '1'})")
        values.extend(who for _, who in told)
    where.add(f"({' OR '.join(ways)})", *values)


def coverage(connection: sqlite3.Connection) -> set[str]:
    """The months that the store has reports of."""
    return {row[0] for row in connection.execute("SELECT DISTINCT substr(day, 1, 7) FROM report WHERE day IS NOT NULL")}


def filled(rows: list[Row], covered: set[str], dyads: Sequence[tuple[str, str]], since: str, until: str) -> list[Row]:
    """A row for every dyad and month: zeros where the store has reports, None (NA) where it has none.

    No events in a month without reports is no peace: it is not known.
    """
    there = {(row["month"], row["actor"], row["recipient"]): row for row in rows}
    made = []
    for month in _months(since[:7], until[:7]):
        for actor, recipient in dyads:
            empty: Row = {"month": month, "actor": actor, "recipient": recipient}
            empty |= dict.fromkeys(COUNTS, 0 if month in covered else None)
            empty |= {"goldstein_mean": None, "share": 0.0 if month in covered else None}
            made.append({**empty, **there.get((month, actor, recipient), {}), "covered": month in covered})
    return made


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7] or 1)
    end = last if len(last) == 7 else f"{last}-12"
    while (now := f"{year:04d}-{month:02d}") <= end:
        yield now
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
