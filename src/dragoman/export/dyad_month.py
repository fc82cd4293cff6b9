"""Dyad-month tables as CSV: one row a month and directed pair. ``NA`` where the store has no reports of the month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dragoman.export.cells import csv_line
from dragoman.export.coded import Row

COLUMNS: Final = (
    "month", "actor", "recipient", "events", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "goldstein_sum", "goldstein_mean", "share", "covered",
)  # fmt: skip


def to_dyad_months(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of the table, header first. R and pandas read ``NA`` as missing, not as zero."""
    yield csv_line(COLUMNS)
    for row in rows:
        cells = [row[name] for name in COLUMNS[:-1]]
        yield csv_line(["NA" if cell is None else cell for cell in cells] + ["yes" if row["covered"] else "no"])
