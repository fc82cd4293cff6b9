"""Days, units and intervals: the arithmetic under the time expressions. All days are proleptic Gregorian.

Intervals are pairs of days, both inclusive. Units are the singular English words of ``data/dates/words.tsv``.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

Interval = tuple[date, date]
ONE_DAY = timedelta(days=1)
DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PERSIAN_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
_PART_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PART_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def month_of(year: int, month: int) -> Interval:
    """All days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Interval:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def season_of(year: int, season: str) -> Interval:
    """Three months; the winter of a year begins in its December, as news in English counts it."""
    first = date(year, SEASON_MONTH[season], 1)
    return first, shift(first, 3, "month") - ONE_DAY


def shift(day: date, count: float, unit: str) -> date:
    """The day ``count`` units after ``day`` (before it, if negative); the 31st becomes a month's last day.

    Raises ValueError or OverflowError outside the years 1-9999.
    """
    if unit in DAYS:
        return day + timedelta(days=round(count * DAYS[unit]))
    months = day.year * 12 + day.month - 1 + round(count * MONTHS[unit])
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _week(day: date) -> Interval:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _weekend(day: date) -> Interval:
    first = _week(day)[0] + timedelta(days=5)
    return first, first + ONE_DAY


def _quarter(day: date) -> Interval:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, shift(first, 1, "quarter") - ONE_DAY


def _half(day: date) -> Interval:
    first = date(day.year, 1 if day.month <= 6 else 7, 1)
    return first, shift(first, 1, "half") - ONE_DAY


def _span_of_years(day: date, size: int) -> Interval:
    first = day.year // size * size
    return date(max(first, 1), 1, 1), date(first + size - 1, 12, 31)


_UNIT: dict[str, Callable[[date], Interval]] = {
    "day": lambda day: (day, day),
    "night": lambda day: (day, day),
    "week": _week,
    "fortnight": lambda day: (_week(day)[0], _week(day)[1] + timedelta(days=7)),
    "weekend": _weekend,
    "month": lambda day: month_of(day.year, day.month),
    "quarter": _quarter,
    "half": _half,
    "year": lambda day: year_of(day.year),
    "decade": lambda day: _span_of_years(day, 10),
    "century": lambda day: _span_of_years(day, 100),
}


def unit_of(day: date, unit: str) -> Interval:
    """The calendar unit that holds ``day``: its ISO week, its month … its century (1900-1999 is the 20th)."""
    return _UNIT[unit](day)


def part_of(first: date, last: date, part: str) -> Interval:
    """The early, mid or late third of a month, season, quarter, year, decade or century; of a week, its days."""
    if first.year == last.year and first.month == last.month and first.day == 1:
        low, high = _PART_OF_MONTH[part]
        return first.replace(day=low), first.replace(day=min(high, last.day))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        low, high = _PART_OF_YEAR[part]
        return date(first.year, low, 1), month_of(first.year, high)[1]
    if (last - first).days > 3000:
        years = last.year - first.year + 1
        share = {"early": (0.0, 0.4), "mid": (0.4, 0.7), "late": (0.7, 1.0)}[part]
        return date(first.year + round(years * share[0]), 1, 1), date(first.year + round(years * share[1]) - 1, 12, 31)
    days = (last - first).days + 1
    if days == 7:
        begin, end = {"early": (0, 2), "mid": (2, 4), "late": (3, 6)}[part]
        return first + timedelta(days=begin), first + timedelta(days=end)
    third = days / 3
    cuts = {"early": (0.0, third), "mid": (third, 2 * third), "late": (2 * third, float(days))}[part]
    return first + timedelta(days=round(cuts[0])), first + timedelta(days=max(round(cuts[1]) - 1, round(cuts[0])))


def nth(first: date, last: date, number: int, unit: str) -> Interval | None:
    """The ``number``-th unit within [first, last] (-1 is the last); None where there is no such unit.

    The first week is the one that holds the first Thursday (ISO 8601), so that weeks are whole.
    """
    if number < 0:
        return unit_of(last - timedelta(days=3), unit) if unit == "week" else unit_of(last, unit)
    if unit == "week":
        begin = _week(first + timedelta(days=3))[0]
        start = begin + timedelta(days=7 * (number - 1))
        found: Interval = (start, start + timedelta(days=6))
    else:
        start = shift(first, number - 1, unit)
        found = unit_of(start, unit)
    return found if found[0] <= last else None


def _leaps_before(year: int) -> int:
    """Leap years of the 33-year Solar Hijri cycle before ``year``."""
    return 8 * (year // 33) + sum(1 for leap in _PERSIAN_LEAPS if leap < year % 33)


def persian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Solar Hijri date, by the 33-year cycle (right for 1300-1500 SH, one day off at worst)."""
    in_year = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    # 1 Farvardin 1400 fell on 21 March 2021.
    days = 365 * (year - 1400) + _leaps_before(year) - _leaps_before(1400) + in_year + day - 1
    return date(2021, 3, 21) + timedelta(days=days)


def islamic_month(year: int, month: int) -> Interval:
    """First and last day of a month of the tabular Islamic calendar; sightings may differ by two days."""
    start = _islamic_day(year, month)
    following = _islamic_day(year + month // 12, month % 12 + 1)
    return start, following - ONE_DAY


def _islamic_day(year: int, month: int) -> date:
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return date(622, 7, 19) + timedelta(days=days)
