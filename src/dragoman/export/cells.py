"""Cells and lines of delimited files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defused(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that starts like one gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_line(cells: Iterable[object]) -> str:
    """One line of CSV; None is an empty cell."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([defused(cell) for cell in cells])
    return buffer.getvalue()


def tab_line(cells: Iterable[object]) -> str:
    """One line of a tab-separated file without quoting: blanks take the place of tabs and line ends within a cell."""
    return "\t".join("" if cell is None else " ".join(str(cell).split()) for cell in cells) + "\n"
