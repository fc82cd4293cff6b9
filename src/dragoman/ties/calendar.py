"""Days and ISO prefixes: ``1961``, ``1961-07`` and ``1961-07-11`` are dates of different precision."""

from __future__ import annotations

import calendar
from datetime import date


def first_day(prefix: str | None) -> date | None:
    """The first day that a prefix can mean; None where there is none or it is no date."""
    parts = _parts(prefix)
    return date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def last_day(prefix: str | None) -> date | None:
    """The last day that a prefix can mean."""
    parts = _parts(prefix)
    if not parts:
        return None
    year, month, day = parts
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def is_day(prefix: str | None) -> bool:
    """Whether a prefix names one day."""
    return bool(prefix) and len(prefix or "") >= 10 and first_day(prefix) is not None


def agree(one: str | None, other: str | None) -> bool:
    """Whether two prefixes can mean the same day: one begins the other."""
    if one is None or other is None:
        return True
    short, long = sorted((one[:10], other[:10]), key=len)
    return long.startswith(short)


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def anniversary(start: date, on: date) -> date | None:
    """The first yearly return of ``start`` on or after ``on``; None beyond the calendar."""
    years = max(on.year - start.year, 1)
    found = add_months(start, 12 * years)
    if found < on:
        found = add_months(start, 12 * (years + 1))
    return found if found >= on else None


def roll(expiry: date, months: int, on: date) -> date:
    """The end of the renewal term of so many months that holds on a day."""
    behind = (on.year - expiry.year) * 12 + on.month - expiry.month
    terms = max(behind // months, 0)
    while (found := add_months(expiry, months * terms)) < on:
        terms += 1
    return found


def _parts(prefix: str | None) -> tuple[int, int | None, int | None] | None:
    if not prefix:
        return None
    pieces = prefix[:10].split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        year, month, day = numbers[0], *[*numbers[1:], 0, 0][:2]
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return year, month or None, day or None
