"""What a time expression means, before it becomes a record; and against what it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.record.event import Precision

Kind = Literal["date", "duration", "set", "vague"]


@dataclass(frozen=True, slots=True)
class Value:
    """Earliest and latest day, both inclusive, None where unknown.

    ``opens``: runs on from ``start``, ``closes``: ran or runs until ``end``. ``nominal`` is the very day that counting
    gives ("three years ago" means some day of that year; nominal is the day exactly three years back). ``count`` and
    ``unit`` are a duration's length. ``years`` re-reads an expression that named no year: it takes a year, or None and
    a lean, and gives the value; ``parts`` are its month and day for ranges that share a month.
    """

    kind: Kind
    start: date | None = None
    end: date | None = None
    precision: Precision = "day"
    opens: bool = False
    closes: bool = False
    nominal: date | None = None
    count: float | None = None
    unit: str | None = None
    again: Callable[[int | None, int], Value] | None = None

    def with_year(self, year: int) -> Value:
        """The same expression in the year given elsewhere; itself if it names its own."""
        return self.again(year, 0) if self.again else self

    def leaning(self, lean: int) -> Value:
        """The same expression read towards the past (-1) or the future (1); itself if it names its own year."""
        return self.again(None, lean) if self.again else self

    def closed(self, end: date | None) -> Value:
        """Until ``end``, start unknown."""
        return replace(self, kind="date", start=None, end=end, closes=True, opens=False, again=None, nominal=None)

    def opened(self, start: date | None) -> Value:
        """From ``start`` on, end open."""
        return replace(self, kind="date", start=start, end=None, opens=True, closes=False, again=None, nominal=None)


@dataclass(slots=True)
class Setting:
    """Against what expressions are read.

    ``day`` is the report's day; ``anchor`` the last dated expression before the one being read ("two days later");
    ``fiscal`` the month in which the fiscal year of the country named begins, None where none is.
    """

    day: date
    anchor: Value | None = None
    fiscal: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression found in a text: code-point offsets (half-open) and its value."""

    start: int
    end: int
    value: Value
