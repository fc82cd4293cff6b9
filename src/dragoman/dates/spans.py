"""Handlers of levels 2-4: lengths of time, points counted from points, ranges, open ends, sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.match import Match
from dragoman.dates.points import SKIP, precision_of
from dragoman.dates.value import Value

_SHORT = frozenset({"hour", "minute", "half"})


def duration(m: Match) -> Value | None:
    """Three years, a decade: a length; what it is counted from, the later levels tell."""
    return _length(m, m.amount("n"))


def durationhalf(m: Match) -> Value | None:
    """Two and a half years."""
    return _length(m, m.amount("n") + 0.5)


def _length(m: Match, count: float) -> Value | None:
    unit = m.unit()
    if m.parts.get("n") is not None and m.parts["n"].kind == "year" or unit == "half":
        return None
    per = "n" in m.parts and m.parts["n"].kind == "art" and m.before is not None
    if per and m.before is not None and m.before.text.lower() in m.lexicon.roles["counted"]:
        return SKIP  # "400,000 barrels a day"
    if unit == "quarter" and m.follows("of"):
        return SKIP  # a fraction: "a quarter of the budget"
    if m.follows("old") or (m.follows("dash") and m.after is not None and _old_follows(m)):
        return SKIP
    return Value("duration", precision=precision_of(unit), count=count, unit=unit)


def _old_follows(m: Match) -> bool:
    at = m.nodes.index(m.after) if m.after in m.nodes else -1
    return 0 <= at < len(m.nodes) - 1 and m.nodes[at + 1].kind == "old"


def fewunits(m: Match) -> Value | None:
    """Several days: a length without a number."""
    if m.unit() in _SHORT or (m.before is not None and m.before.text.lower() == "as"):
        return None
    return Value("vague", precision="vague", unit=m.unit())


def longunits(m: Match) -> Value | None:
    """Decades-long, centuries-old."""
    return None if m.unit() in _SHORT else Value("duration", precision=precision_of(m.unit()))


def _counted(m: Match, origin: date, sign: int, *, exact: bool = False) -> Value | None:
    """``sign`` times the length in ``d`` from ``origin``: the unit that the day falls in, with the day as nominal."""
    length = m.value("d")
    unit, count = length.unit or "day", length.count or 0
    if unit in {"hour", "minute"}:
        days = round(count / (24 if unit == "hour" else 1440))
        found = origin + timedelta(days=sign * days)
        return Value("date", found, found)
    if unit == "half":
        return None
    nominal = cal.shift(origin, sign * count, unit)
    coarse = unit not in {"day", "night"} and not exact
    first, last = (
        cal.unit_of(nominal, "week" if unit in {"fortnight", "weekend"} else unit) if coarse else (nominal, nominal)
    )
    return Value("date", first, last, precision_of(unit), nominal=nominal)


def ago(m: Match) -> Value | None:
    """Two weeks ago: the week that the day two weeks back falls in."""
    return _counted(m, m.day, -1)


def fewago(m: Match) -> Value | None:
    """A few days ago, years ago."""
    return Value("vague", None, m.day, "vague")


def fromnow(m: Match) -> Value | None:
    """Three months from now."""
    return _counted(m, m.day, 1)


def countbefore(m: Match) -> Value | None:
    """Two days before July 9."""
    start = m.value("e").start
    return _counted(m, start, -1, exact=True) if start else None


def countafter(m: Match) -> Value | None:
    """Two days after July 9."""
    end = m.value("e").end
    return _counted(m, end, 1, exact=True) if end else None


def countlater(m: Match) -> Value | None:
    """Two days later: after the last date before it in the text; no time can be told where there is none."""
    anchor = m.setting.anchor
    return _counted(m, anchor.end, 1) if anchor and anchor.end else Value("vague", precision="vague")


def countearlier(m: Match) -> Value | None:
    """Two days earlier."""
    anchor = m.setting.anchor
    return _counted(m, anchor.start, -1) if anchor and anchor.start else Value("vague", precision="vague")


def incount(m: Match) -> Value | None:
    """In two weeks: a day to come where the clause speaks of the future, else how long something took."""
    if m.value("d").unit in _SHORT:
        return SKIP
    if m.lean < 0 or (m.before is not None and m.before.kind == "time"):
        return None
    return _counted(m, m.day, 1)


def within(m: Match) -> Value | None:
    """Within 30 days: from the report's day, where that is to come."""
    if m.lean < 0:
        return None
    found = _counted(m, m.day, 1, exact=True)
    return replace(found, start=m.day, nominal=None) if found else None


def unitbefore(m: Match) -> Value | None:
    """The year before: of the last date before it."""
    anchor = m.setting.anchor
    if anchor is None or anchor.start is None or m.unit() in _SHORT or m.follows("E"):
        return None
    found = cal.unit_of(cal.shift(anchor.start, -1, m.unit()), m.unit())
    return Value("date", *found, precision=precision_of(m.unit()))


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
    if whole.start is None or whole.end is None or unit in _SHORT:
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
    if day.start is None or day.start != day.end or whole.start is None or whole.end is None or " " in m.parts["e"].text:
        return None
    if whole.precision not in {"month", "year", "quarter"} or not 1 <= number <= 53:
        return None
    ahead = (day.start.weekday() - whole.start.weekday()) % 7
    found = whole.start + timedelta(days=ahead + 7 * (number - 1))
    return Value("date", found, found) if found <= whole.end else None


def _weekday_of(value: Value, week: Value) -> date | None:
    """The day of ``week`` that has the weekday of ``value``; None where they are no weekday and no week."""
    one_day = value.start is not None and value.start == value.end and value.again is not None
    if not one_day or value.start is None or week.start is None or week.precision != "week" or week.opens or week.closes:
        return None
    return cal.unit_of(week.start, "week")[0] + timedelta(days=value.start.weekday())


def weekdayin(m: Match) -> Value | None:
    """Monday two weeks from now, next week on Friday."""
    first, last = m.value("a"), m.value("b")
    found = _weekday_of(first, last) or _weekday_of(last, first)
    return Value("date", found, found) if found else None


def weekbetween(m: Match) -> Value | None:
    """Next week between Wednesday and Friday."""
    week = m.value("a")
    first, last = _weekday_of(m.value("b"), week), _weekday_of(m.value("c"), week)
    return Value("date", first, last) if first and last and first <= last else None


def fromnowto(m: Match) -> Value | None:
    """Between now and October."""
    if m.value("v").start != m.day or m.value("v").end != m.day:
        return None
    last = m.value("b").leaning(1)
    return Value("date", m.day, last.end, last.precision) if last.end and last.end >= m.day else None


def quarterof(m: Match) -> Value | None:
    """Q3 of last year."""
    whole = m.value("e")
    if whole.precision != "year" or whole.start is None or whole.end is None:
        return None
    unit = "quarter" if m.parts["q"].kind == "quarterno" else "half"
    found = cal.nth(whole.start, whole.end, m.number("q"), unit)
    return Value("date", *found, precision="quarter") if found else None


def tonow(m: Match) -> Value | None:
    """Between January 2019 and now."""
    start, now = m.value("a").start, m.value("v")
    if now.start != m.day or now.end != m.day:
        return None
    return Value("date", start, m.day, m.value("a").precision) if start and start <= m.day else None


def unitof(m: Match) -> Value | None:
    """The week of July 5, the weekend of July 10."""
    day = m.value("e")
    if day.start is None or day.precision != "day" or m.unit() not in {"week", "weekend"}:
        return None
    return Value("date", *cal.unit_of(day.start, m.unit()), precision=precision_of(m.unit()))


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
    if first.precision != "year" or first.start is None or len(short) != 2 or not short.isdigit():
        return None
    last = first.start.year // 100 * 100 + int(short)
    if not first.start.year < last <= first.start.year + 15:
        return None
    return Value("date", first.start, cal.year_of(last)[1], "year")


def durationfrom(m: Match) -> Value | None:
    """Two weeks from May 20: "for two weeks starting May 20"."""
    start = m.value("e").start
    if start is None or m.value("d").unit in _SHORT:
        return None
    length = m.value("d")
    return Value(
        "date", start, cal.shift(start, length.count or 0, length.unit or "day"), precision_of(length.unit or "day")
    )


def _point_of(m: Match) -> Value | None:
    """The expression of an open end, unless it only qualifies a noun: "after Monday's talks", "since the 1961 treaty"."""
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
        found = _counted(m, m.day, -1)
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
    """Until 31 July, through 2025."""
    value = _point_of(m)
    if value is None:
        return None
    lean = m.lean
    if lean < 0 and value.again and not _infinitive(m):
        return value.closed(value.leaning(-1).end)
    value = value.leaning(1)
    return value.closed(value.end) if value.end else None


def _infinitive(m: Match) -> bool:
    """Whether "to" and a verb stand before it ("voted to keep it open until 10 January"): the end lies ahead."""
    at = m.parts["e"].start
    words = [node for node in m.nodes if node.end <= at][-9:]
    return any(left.kind == "to" and right.kind == "low" for left, right in zip(words, words[1:], strict=False))


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
    """By 11 September; "by" before a person's or an agent's year is no end, and a past day stays a day."""
    return until(m)


def before(m: Match) -> Value | None:
    """Before 1990: ended at the latest the day before."""
    value = _point_of(m)
    return value.closed(value.start - cal.ONE_DAY) if value and value.start else None


def after(m: Match) -> Value | None:
    """After 2014: began at the earliest the day after."""
    value = _point_of(m)
    return value.opened(value.end + cal.ONE_DAY) if value and value.end else None


def durationfor(m: Match) -> Value | None:
    """For two years, for another year; "has been … for more than a decade" runs up to the report's day."""
    if "d" in m.parts:
        length = m.value("d")
    else:
        unit = m.unit()
        length = Value(
            "duration", precision=precision_of(unit), count=m.amount("n") if "n" in m.parts else 1, unit=unit
        )
        return None if unit in _SHORT else length
    if length.unit in _SHORT:
        return SKIP
    return _up_to_now(m, length) if _perfect(m) else length


def _perfect(m: Match) -> bool:
    """Whether "has", "have" or "'s been" stands before the expression: what has lasted, lasts to the day of writing."""
    at = m.parts["d"].start
    words = [node.text.lower() for node in m.nodes if node.end <= at][-14:]
    return ("has" in words or "have" in words) and "had" not in words


def _up_to_now(m: Match, length: Value) -> Value:
    start = cal.shift(m.day, -(length.count or 0), length.unit or "day")
    return replace(length, start=start, end=m.day)


def durationtime(m: Match) -> Value | None:
    """The first visit in ten years: the years up to the report's day; else how long something took."""
    if m.value("d").unit in _SHORT:
        return SKIP
    at = m.parts["d"].start
    words = [node.text.lower() for node in m.nodes if node.end <= at][-8:]
    first = any(word == "first" or (word.endswith("est") and len(word) > 4) for word in words)
    return _up_to_now(m, m.value("d")) if first or "time" in words or _perfect(m) else m.value("d")


def durationplain(m: Match) -> Value | None:
    """A length with nothing to count it from; hours and minutes are too short for a record of days."""
    if m.value("d").unit in _SHORT:
        return SKIP
    lasted = m.before is not None and m.before.text.lower() in m.lexicon.roles["lasting"]
    return _up_to_now(m, m.value("d")) if lasted and _perfect(m) else m.value("d")


def forunits(m: Match) -> Value | None:
    """For decades, for several days."""
    unit = m.parts["s"].data or m.value("s").unit or "hour"
    return None if unit in _SHORT else Value("duration", precision=precision_of(unit), unit=unit)


def fewplain(m: Match) -> Value | None:
    """Several weeks."""
    unit = m.value("s").unit or "day"
    return Value("duration", precision=precision_of(unit), unit=unit)


def recurring(m: Match) -> Value | None:
    """Every year, every other Friday, once a week."""
    node = m.parts["u"]
    if node.kind == "weekday":
        return Value("set", precision="day")
    return None if node.data in _SHORT else Value("set", precision=precision_of(node.data))


def setexpr(m: Match) -> Value | None:
    """Every Friday, every summer, each July."""
    return Value("set", precision=m.value("e").precision)


def setadj(m: Match) -> Value | None:
    """Annual, weekly; not "the daily Kommersant", "a weekly magazine"."""
    if (m.parts["a"].text[0].isupper() and m.before is not None) or m.follows("cap") or m.parts["a"].text.lower() == "hourly":
        return None
    if m.after is not None and m.after.text.lower() in m.lexicon.roles["setname"]:
        return None
    return Value("set", precision=precision_of(m.parts["a"].data))
