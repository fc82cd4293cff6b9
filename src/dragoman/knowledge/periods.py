"""Dates of tables: ISO prefixes of year, month or day precision, compared without guessing a precision they lack."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


def is_date(text: str) -> bool:
    """Whether the text is a date of a table: YYYY, YYYY-MM or YYYY-MM-DD."""
    return _DATE.match(text) is not None


def holds(start: str, end: str, on: date | None) -> bool:
    """Whether a period covers a day. An empty bound is open; both bounds are inclusive at their own precision.

    Without a day, a period that is still open holds.
    """
    if on is None:
        return not end
    day = on.isoformat()
    return (not start or day[: len(start)] >= start) and (not end or day[: len(end)] <= end)


def overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two periods share more than a boundary."""
    latest = max(first[0], second[0])
    ends = [end for end in (first[1], second[1]) if end]
    return not ends or latest < min(ends)
