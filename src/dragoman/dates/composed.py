"""Handlers of level 2 and 3 that cut or join: late August, the first Friday of May, Monday two weeks from now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.common import SHORT, precision_of
from dragoman.dates.match import Match
from dragoman.dates.value import Value
from dragoman.dates.words import Node


def part(m: Match) -> Value | None:
    """Late August, the end of 2021, mid-July, the early 1990s."""
    whole = m.value("e")
    if whole.start is None or whole.end is None or whole.opens or whole.closes:
        return None
    third = m.third()
    if (whole.end - whole.start).days < 6:
        return replace(whole, again=None)

    def again(given: int | None, lean: int) -> Value:
        inner = whole.again(given, lean) if whole.again else whole
        if inner.start is None or inner.end is None:
            return inner
        return replace(inner, start=cut(inner)[0], end=cut(inner)[1], again=again if whole.again else None)

    def cut(value: Value) -> tuple[date, date]:
        return cal.part_of(value.start or m.day, value.end or m.day, third)

    first, last = cut(whole)
    return replace(whole, start=first, end=last, again=again if whole.again else None, nominal=None)


def nthof(m: Match) -> Value | None:
    """The last week of June, the second quarter of last year."""
    whole, unit = m.value("e"), m.unit()
    if whole.start is None or whole.end is None or unit in {"hour", "minute"}:
        return None
    number = -1 if m.parts["o"].kind == "last" else m.number("o")
    found = cal.nth(whole.start, whole.end, number, unit)
    return Value("date", *found, precision=precision_of(unit)) if found else None


def nunitsof(m: Match) -> Value | None:
    """The first six months of 2021, the last three days of June."""
    whole, unit, count = m.value("e"), m.value("d").unit or "day", m.value("d").count or 1
    if whole.start is None or whole.end is None or unit in SHORT:
        return None
    if m.parts["o"].kind == "last" or m.number("o") < 0:
        start = cal.shift(whole.end + cal.ONE_DAY, -count, unit)
        return Value("date", start, whole.end, precision_of(unit))
    if m.number("o") != 1:
        return None
    return Value("date", whole.start, cal.shift(whole.start, count, unit) - cal.ONE_DAY, precision_of(unit))


def yearof(m: Match) -> Value | None:
    """26 to 28 June in 2020, December of last year: the year comes after."""
    inner, outer = m.value("e"), m.value("y")
    if outer.precision != "year" or outer.start is None or outer.end is None or inner.again is None:
        return None
    if outer.start.year != outer.end.year or outer.opens or outer.closes:
        return None
    found = replace(inner.with_year(outer.start.year), again=None)
    return found if found.start is not None and found.start.year == outer.start.year else None


def dayof(m: Match) -> Value | None:
    """The 20th of next month, the 15th day of June."""
    whole = m.value("e")
    if whole.precision != "month" or whole.start is None or not 1 <= m.number("d") <= 31:
        return None
    found = whole.start + timedelta(days=m.number("d") - 1)
    return Value("date", found, found) if whole.end and found <= whole.end else None


def daysof(m: Match) -> Value | None:
    """From 4 to 22 next month."""
    whole, first, last = m.value("e"), m.number("d"), m.number("d2")
    if whole.precision != "month" or whole.start is None or not 1 <= first < last <= 31:
        return None
    return Value("date", whole.start.replace(day=first), whole.start.replace(day=last))


def nthweekday(m: Match) -> Value | None:
    """The first Friday of next month, the last Sunday in March."""
    day, whole, number = m.value("e"), m.value("y"), m.number("o")
    if (
        day.start is None
        or day.start != day.end
        or whole.start is None
        or whole.end is None
        or " " in m.parts["e"].text
    ):
        return None
    if whole.precision not in {"month", "year", "quarter"} or not 1 <= number <= 53:
        return None
    ahead = (day.start.weekday() - whole.start.weekday()) % 7
    found = whole.start + timedelta(days=ahead + 7 * (number - 1))
    return Value("date", found, found) if found <= whole.end else None


def _weekday_of(node: Node, week: Value) -> date | None:
    """The day of ``week`` that has the weekday of ``node``; None where they are no weekday and no week."""
    value = node.value
    if value is None or any(char.isdecimal() for char in node.text):
        return None
    one_day = value.start is not None and value.start == value.end and value.again is not None
    if (
        not one_day
        or value.start is None
        or week.start is None
        or week.precision != "week"
        or week.opens
        or week.closes
    ):
        return None
    return cal.unit_of(week.start, "week")[0] + timedelta(days=value.start.weekday())


def weekdayin(m: Match) -> Value | None:
    """Monday two weeks from now, next week on Friday."""
    first, last = m.parts["a"], m.parts["b"]
    found = _weekday_of(first, m.value("b")) or _weekday_of(last, m.value("a"))
    return Value("date", found, found) if found else None


def weekbetween(m: Match) -> Value | None:
    """Next week between Wednesday and Friday."""
    week = m.value("a")
    first, last = _weekday_of(m.parts["b"], week), _weekday_of(m.parts["c"], week)
    return Value("date", first, last) if first and last and first <= last else None


def quarterof(m: Match) -> Value | None:
    """Q3 of last year."""
    whole = m.value("e")
    if whole.precision != "year" or whole.start is None or whole.end is None:
        return None
    unit = "quarter" if m.parts["q"].kind == "quarterno" else "half"
    found = cal.nth(whole.start, whole.end, m.number("q"), unit)
    return Value("date", *found, precision="quarter") if found else None


def unitof(m: Match) -> Value | None:
    """The week of July 5, the weekend of July 10."""
    day = m.value("e")
    if day.start is None or day.precision != "day" or m.unit() not in {"week", "weekend"}:
        return None
    return Value("date", *cal.unit_of(day.start, m.unit()), precision=precision_of(m.unit()))
