"""Handlers of ranges and open ends: from … to, between … and, since, until, by, before, after."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.common import SHORT, counted_from, precision_of
from dragoman.dates.match import Match
from dragoman.dates.value import Value


def span(m: Match) -> Value | None:
    """From 1990 to 1995, between March and May, 3 May - 5 June 2020: a year given once holds for both ends."""
    first, last = m.value("a"), m.value("b")
    if first.opens or last.closes or first.closes or last.opens:
        return None
    if first.again and last.again and last.start and m.lean <= 0 < (last.start - m.day).days:
        last = last.leaning(-1)
    if first.again and last.end:
        first = first.with_year(last.end.year)
        if first.start and first.start > last.end:
            first = first.with_year(last.end.year - 1)
            if first.start and first.start > last.end:
                first = replace(first, start=first.start - timedelta(days=7))
    elif last.again and first.start:
        last = last.with_year(first.start.year)
        if last.end and last.end < first.start:
            last = last.with_year(first.start.year + 1)
        if last.end and last.end < first.start and last.precision == "day":  # a weekday: the next one after the first
            days = (last.end - first.start).days % 7
            last = replace(last, start=first.start + timedelta(days=days), end=first.start + timedelta(days=days))
    if not (first.start and last.end and first.start <= last.end):
        return None
    both = first.again is not None and last.again is not None
    return Value("date", first.start, last.end, last.precision, again=_both(first, last) if both else None)


def _both(first: Value, last: Value) -> Callable[[int | None, int], Value]:
    def again(given: int | None, lean: int) -> Value:
        left, right = (one.again(given, lean) if one.again else one for one in (first, last))
        return Value("date", left.start, right.end, last.precision, again=again)

    return again


def rangeshort(m: Match) -> Value | None:
    """2014-15."""
    first, short = m.value("a"), m.parts["b"].text
    if first.precision != "year" or first.start is None or len(short) != 2 or not short.isdecimal():
        return None
    last = first.start.year // 100 * 100 + int(short)
    if not first.start.year < last <= first.start.year + 15:
        return None
    return Value("date", first.start, cal.year_of(last)[1], "year")


def durationfrom(m: Match) -> Value | None:
    """Two weeks from May 20: "for two weeks starting May 20"."""
    start = m.value("e").start
    if start is None or m.value("d").unit in SHORT:
        return None
    length, unit = m.value("d"), m.value("d").unit or "day"
    return Value("date", start, cal.shift(start, length.count or 0, unit) - cal.ONE_DAY, precision_of(unit))


def fromnowto(m: Match) -> Value | None:
    """Between now and October."""
    if m.value("v").start != m.day or m.value("v").end != m.day:
        return None
    last = m.value("b").leaning(1)
    return Value("date", m.day, last.end, last.precision) if last.end and last.end >= m.day else None


def tonow(m: Match) -> Value | None:
    """Between January 2019 and now."""
    start, now = m.value("a").start, m.value("v")
    if now.start != m.day or now.end != m.day:
        return None
    return Value("date", start, m.day, m.value("a").precision) if start and start <= m.day else None


def _point_of(m: Match) -> Value | None:
    """The expression of an open end, unless it qualifies a noun: "after Monday's talks", "since the 1961 treaty"."""
    value = m.value("e")
    if (
        value.opens
        or value.closes
        or m.follows("possessive")
        or (m.after is not None and m.after.text in {"'s", "’s", "'", "’"})
    ):
        return None
    named = value.precision in {"year", "month", "season", "day"} and m.parts["e"].kind == "E"
    if named and m.follows("low") and _after_article(m):
        return None
    return value


def _after_article(m: Match) -> bool:
    at = m.nodes.index(m.parts["e"])
    return at > 0 and m.nodes[at - 1].kind in {"the", "art"} and not m.parts["e"].text.lower().startswith("the ")


def since(m: Match) -> Value | None:
    """Since 1961, from 2014 onwards, since two years ago."""
    if "d" in m.parts:
        found = counted_from(m, m.day, -1)
        return found.opened(found.start) if found else None
    value = _point_of(m)
    if value is None:
        return None
    value = value.leaning(-1) if m.lean <= 0 else value
    return value.opened(value.start) if value.start else None


def fromon(m: Match) -> Value | None:
    """From July 1 on."""
    return None if m.follows("the", "weekday", "E", "cap", "low") else since(m)


def until(m: Match) -> Value | None:
    """Until 31 July, through 2025: an end to come, unless the next such day is further off than half a year.

    "Ruled until June" in a report of July means the last June; "delayed until March 4" in February the next.
    """
    value = _point_of(m)
    if value is None:
        return None
    ahead = value.leaning(1)
    far = ahead.end is not None and (ahead.end - m.day).days > HALF_A_YEAR
    if far and m.lean < 0 and not _infinitive(m):
        ahead = value.leaning(-1)
    return ahead.closed(ahead.end) if ahead.end else None


#: Days beyond which an end without a year lies behind a clause of the past.
HALF_A_YEAR = 183


def _infinitive(m: Match) -> bool:
    """Whether "to" and a verb stand before it ("voted to keep it open until 10 January"): the end lies ahead."""
    at = m.parts["e"].start
    words = [node for node in m.nodes if node.end <= at][-9:]
    return any(left.kind == "to" and right.kind == "low" for left, right in itertools.pairwise(words))


def fromopen(m: Match) -> Value | None:
    """From April 22: opens an interval in the future, and after a verb of the past with a year; else it is a day."""
    value = _point_of(m)
    if value is None or value.start is None or m.follows("to", "until", "through", "on"):
        return None
    if m.lean > 0:
        value = value.leaning(1)
        return value.opened(value.start)
    ruled = m.before is not None and m.before.kind == "low" and m.before.text.endswith("ed")
    return value.opened(value.start) if ruled and value.precision == "year" else None


def by(m: Match) -> Value | None:
    """By 11 September: an end to come; in a clause of the past, one that has passed ("by Saturday they had left")."""
    value = _point_of(m)
    if value is None:
        return None
    value = value.leaning(-1 if m.lean == -1 and not _infinitive(m) else 1)
    return value.closed(value.end) if value.end else None


def before(m: Match) -> Value | None:
    """Before 1990: ended at the latest the day before."""
    value = _point_of(m)
    return value.closed(value.start - cal.ONE_DAY) if value and value.start else None


def after(m: Match) -> Value | None:
    """After 2014: began at the earliest the day after."""
    value = _point_of(m)
    return value.opened(value.end + cal.ONE_DAY) if value and value.end else None
