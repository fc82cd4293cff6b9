"""Handlers of days, weekdays and months. Each takes a match and gives a value, or None: no time after all."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.common import BACK, FORTH, NEAREST, nearest_day, on_day, safe_day, year_of_month
from dragoman.dates.match import Match
from dragoman.dates.value import Value


def iso(m: Match) -> Value | None:
    """2021-07-09, 9.7.2021."""
    text = m.parts["d"].text
    digits = [int(part) for part in re.findall(r"\d+", text[:10])]
    if "-" in text and digits[0] <= 12 and digits[1] <= 31 and digits[2] > 31:  # 3-7-2017, month first
        digits = [digits[2], digits[0], digits[1]]
    day = safe_day(*digits[:3]) if digits[0] > 31 else safe_day(digits[2], digits[1], digits[0])
    return Value("date", day, day) if day else None


def slash(m: Match) -> Value | None:
    """7/9/2021 (month first, day first where the month cannot be), 2019/20; 9/11 is the day in 2001."""
    text = m.parts["d"].text
    numbers = [int(part) for part in text.split("/")]
    if text == "9/11":
        return Value("date", date(2001, 9, 11), date(2001, 9, 11))
    if len(numbers) == 3:
        month, day, year = numbers if numbers[0] <= 12 else (numbers[1], numbers[0], numbers[2])
        found = safe_day(year + (2000 if year < 70 else 1900) if year < 100 else year, month, day)
        return Value("date", found, found) if found else None
    if 1900 <= numbers[0] <= 2100 and numbers[1] == (numbers[0] + 1) % 100:
        return Value("date", date(numbers[0], 1, 1), date(numbers[0] + 1, 12, 31), "year")
    return None


def _dated(m: Match, month: int, day: int, year: int | None) -> Value | None:
    if year is not None:
        found = safe_day(year, month, day)
        return Value("date", found, found) if found else None

    def again(given: int | None, lean: int) -> Value:
        one = safe_day(given, month, day) if given else nearest_day(m.day, month, day, lean)
        return Value("date", one, one, again=again)

    return again(None, m.lean) if nearest_day(m.day, month, day, 0) else None


def day(m: Match) -> Value | None:
    """July 11, 1961; 11 July; Friday, 9 July."""
    number = m.number("d")
    if not 1 <= number <= 31:
        return None
    if "y" not in m.parts and m.after is not None and m.after.kind == "low" and m.parts["d"].kind == "day":
        counted = m.after.text.lower() in m.lexicon.roles["counted"] and m.parts["d"].start > m.parts["m"].start
        if counted:
            return None
    return _dated(m, m.number("m"), number, m.optional("y"))


def days(m: Match) -> Value | None:
    """July 5-7, 2021; from 20 to 22 July."""
    month, first, last, year = m.number("m"), m.number("d"), m.number("d2"), m.optional("y")
    if not 1 <= first < last <= 31:
        return None

    def again(given: int | None, lean: int) -> Value:
        end = safe_day(given, month, last) if given else nearest_day(m.day, month, last, lean)
        start = safe_day(end.year, month, first) if end else None
        return Value("date", start, end, again=None if year else again)

    found = again(year, 0 if year else m.lean)
    return found if found.start and found.end else None


def month(m: Match) -> Value | None:
    """July 1961, last July, in March."""
    number, year, direction = m.number("m"), m.optional("y"), m.direction()
    if year is not None:
        return Value("date", *cal.month_of(year, number), precision="month")

    def again(given: int | None, lean: int) -> Value:
        if given:
            return Value("date", *cal.month_of(given, number), precision="month", again=again)
        return Value("date", *cal.month_of(year_of_month(m.day, number, lean), number), precision="month", again=again)

    if direction in BACK:
        return Value("date", *cal.month_of(m.day.year - (number >= m.day.month), number), precision="month")
    if direction in FORTH:
        return Value("date", *cal.month_of(m.day.year + (number <= m.day.month), number), precision="month")
    if direction == "this":
        return Value("date", *cal.month_of(m.day.year, number), precision="month")
    return again(None, m.lean)


def monthabbr(m: Match) -> Value | None:
    """Feb., only where a month can stand: "Jan" and "Mar" are also names."""
    led = m.direction() is not None or (m.before is not None and m.before.kind in MONTH_LEAD) or m.follows("dash", "to")
    return month(m) if led else None


MONTH_LEAD = frozenset(
    [
        "in",
        "since",
        "until",
        "by",
        "from",
        "to",
        "through",
        "between",
        "and",
        "of",
        "after",
        "before",
        "the",
        "early",
        "late",
        "mid",
        "dash",
    ]
)


def months(m: Match) -> Value | None:
    """March-April 2020, Nov-Feb 2017."""
    first, last, year_ = m.number("m"), m.number("m2"), m.optional("y")

    def again(given: int | None, lean: int) -> Value:
        if given:
            end = cal.month_of(given, last)[1]
            start = cal.month_of(given - (first > last), first)[0]
        else:
            begins = lean <= 0
            year_first = year_of_month(m.day, first if begins else last, lean) - (not begins and first > last)
            start, end = cal.month_of(year_first, first)[0], cal.month_of(year_first + (first > last), last)[1]
        return Value("date", start, end, "month", again=None if year_ else again)

    return again(year_, m.lean)


def holiday(m: Match) -> Value | None:
    """Christmas Day, next New Year's Day."""
    number, on = m.lexicon.holidays[m.parts["h"].data]
    direction = m.direction()
    if "y" in m.parts or direction is None:
        return _dated(m, number, on, m.optional("y"))
    found = nearest_day(m.day, number, on, 1 if direction in FORTH else -1)
    return Value("date", found, found) if found else None


def weekday(m: Match) -> Value | None:
    """Friday: the last one, or the next one in a clause that speaks of the future; last, next Friday: of that week."""
    number, direction = m.number("w"), m.direction()
    monday = m.day - timedelta(days=m.day.weekday())
    if direction == "last":
        return on_day(monday + timedelta(days=number - 7))
    if direction == "next":
        return on_day(monday + timedelta(days=number + 7))
    if direction == "this":
        return on_day(monday + timedelta(days=number))
    back = (m.day.weekday() - number) % 7
    if direction in {"past", "thispast"}:
        return on_day(m.day - timedelta(days=back or 7))
    if direction == "coming":
        return on_day(m.day + timedelta(days=7 - back))

    def again(_given: int | None, lean: int) -> Value:
        ahead = lean == 1 or (lean == NEAREST and back > 3)
        found = m.day + timedelta(days=7 - back) if ahead else m.day - timedelta(days=back)
        return Value("date", found, found, again=again)

    return again(None, m.lean)


def weekdayweek(m: Match) -> Value | None:
    """Tuesday of last week."""
    if m.unit() != "week":
        return None
    step = -7 if m.direction() in BACK else 7 if m.direction() in FORTH else 0
    return on_day(m.day - timedelta(days=m.day.weekday()) + timedelta(days=m.number("w") + step))


def weekdaynumber(m: Match) -> Value | None:
    """Monday the 21st: the nearest 21st that is a Monday, before or after as the clause says."""
    number, weekday_number = m.number("d"), m.number("w")
    found = [safe_day(*divmod_month(m.day, step), number) for step in range(-12, 13)]
    fitting = [one for one in found if one and one.weekday() == weekday_number]
    towards = [one for one in fitting if (one <= m.day if m.lean < 0 else one >= m.day)] or fitting
    best = min(towards, key=lambda one: abs((one - m.day).days), default=None)
    return on_day(best) if best else None


def dayonly(m: Match) -> Value | None:
    """On the 9th, with no noun behind it."""
    number = m.number("d")
    if m.follows("of", "cap", "low", "unit", "units", "anniv", "other", "dash", "day") or not 1 <= number <= 31:
        return None
    found = [safe_day(*divmod_month(m.day, step), number) for step in (-1, 0, 1)]
    days_near = [one for one in found if one]
    if m.lean < 0:
        days_near = [one for one in days_near if one <= m.day]
    elif m.lean > 0:
        days_near = [one for one in days_near if one >= m.day]
    best = min(days_near, key=lambda one: abs((one - m.day).days), default=None)
    return Value("date", best, best) if best else None


def divmod_month(today: date, step: int) -> tuple[int, int]:
    """Year and month ``step`` months away."""
    moved = cal.shift(today.replace(day=1), step, "month")
    return moved.year, moved.month


def deictic(m: Match) -> Value | None:
    """Today, yesterday, the day after tomorrow."""
    return on_day(m.day + timedelta(days=int(m.parts["d"].data)))


def partday(m: Match) -> Value | None:
    """Late Friday: the Friday."""
    return weekday(m)
