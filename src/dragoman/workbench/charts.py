"""Cooperation and conflict by month as the numbers of a drawing; the template writes the SVG."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from dragoman.store.flatten import Row

WIDTH: Final = 720
HALF: Final = 80
MONTHS: Final = 72  # the last six years fit a page; earlier ones are reached by the dates of the filter
LEFT: Final = 30


class Bar(NamedTuple):
    """One month: its two bars (x, width, tops and heights) and its numbers."""

    month: str
    x: float
    width: float
    up: float
    down: float
    cooperation: int
    conflict: int
    label: str


class Chart(NamedTuple):
    """All months of a chart, and the scale."""

    bars: list[Bar]
    most: int
    width: int
    half: int


def by_month(rows: Iterable[Row]) -> Chart | None:
    """Months from the first to the last with events, both directions together; None where there are none."""
    sums: dict[str, list[int]] = {}
    for row in rows:
        cell = sums.setdefault(row["month"], [0, 0])
        cell[0] += row["verbal_cooperation"] + row["material_cooperation"]
        cell[1] += row["verbal_conflict"] + row["material_conflict"]
    if not sums:
        return None
    months = _between(min(sums), max(sums))[-MONTHS:]
    most = max(max(sums.get(month, [0, 0])) for month in months) or 1
    step = min(40.0, (WIDTH - LEFT) / len(months))
    return Chart([_bar(month, at, step, most, sums.get(month, [0, 0])) for at, month in enumerate(months)],
                 most, WIDTH, HALF)  # fmt: skip


def _bar(month: str, at: int, step: float, most: int, cell: list[int]) -> Bar:
    label = month[:4] if month.endswith("-01") or at == 0 else ""
    up, down = (round(value / most * (HALF - 6), 1) for value in cell)
    return Bar(month, round(LEFT + at * step, 1), round(step * 0.8, 1), up, down, cell[0], cell[1], label)


def _between(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:7])
    made: list[str] = []
    while (now := f"{year:04d}-{month:02d}") <= last and len(made) < 2400:
        made.append(now)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return made


def speakers(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Statements by speaker, those with most first."""
    made: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        made.setdefault(row["source_name"] or "Nobody named", []).append(row)
    return dict(sorted(made.items(), key=lambda one: -len(one[1])))
