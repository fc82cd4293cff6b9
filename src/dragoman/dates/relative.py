"""Handlers of what is counted from the report's day or from the last date before: last week, two weeks ago, soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.common import BACK, FORTH, SHORT, SKIP, counted_from, is_first, precision_of
from dragoman.dates.match import Match
from dragoman.dates.value import Value


def skip(_m: Match) -> Value:
    """An expression that only looks like time."""
    return SKIP


def relative(m: Match) -> Value | None:
    """Last week, this year, next month; "the past year" is the twelve months up to the report."""
    unit, direction = m.unit(), m.direction()
    if unit in {"hour", "minute", "half"} or (m.follows("of") and direction in {"last", "next"}):
        return None
    if direction == "past" and unit not in {"night", "weekend", "quarter"}:
        start = cal.shift(m.day, -1, unit)
        return Value("date", start, m.day, precision_of(unit))
    if direction == "last" and unit == "decade":
        return Value("date", cal.shift(m.day, -10, "year"), m.day, "decade")
    if m.follows("dash"):
        return None  # "the past quarter-century"
    if m.parts["dir"].text.lower() in m.lexicon.roles["telling"] or (direction == "next" and _tells(m)):
        return _of_anchor(m, unit, -1 if direction in BACK else 1)
    if unit == "weekend" and direction == "this" and m.lean == -1 and m.day.weekday() < 5:
        return Value("date", *cal.unit_of(cal.shift(m.day, -1, "week"), unit))
    step = -1 if direction in BACK else 1 if direction in FORTH else 0
    if unit == "weekend" and step == -1 and m.day.weekday() < 5:
        step = -1
    return Value("date", *cal.unit_of(cal.shift(m.day, step, unit), unit), precision=precision_of(unit))


def _tells(m: Match) -> bool:
    """Whether "the next day" stands in a story of the past, and not "next day"."""
    return m.lean == -1 and m.setting.anchor is not None and m.text.lower().startswith("the ")


def _of_anchor(m: Match, unit: str, step: int) -> Value | None:
    """The unit before or after the last date of the text; unknown where there is none or where it is open."""
    anchor = m.setting.anchor
    edge = None if anchor is None else anchor.start if step < 0 else anchor.end
    if edge is None:
        return Value("vague", precision="vague")
    if unit in {"hour", "minute", "half"}:
        return None
    return Value("date", *cal.unit_of(cal.shift(edge, step, unit), unit), precision=precision_of(unit))


def afternext(m: Match) -> Value | None:
    """The year after next."""
    unit = m.unit()
    if unit in {"hour", "minute"}:
        return None
    return Value("date", *cal.unit_of(cal.shift(m.day, 2, unit), unit), precision=precision_of(unit))


def counted(m: Match) -> Value | None:
    """The past three years, the next 30 days: counted from the report's day; "previous three quarters" are whole."""
    unit, count = m.unit(), m.amount("n")
    if unit in {"hour", "minute"}:
        unit, count = "day", max(1, round(count / (24 if unit == "hour" else 1440)))
    back = m.direction() in BACK
    if m.follows("of") or (m.parts["u"].kind == "unit" and count > 1):
        return None  # "by 3 next week" counts no weeks
    if unit == "quarter":
        edge = cal.unit_of(m.day, unit)
        first = cal.shift(edge[0], -count, unit) if back else edge[1] + cal.ONE_DAY
        return Value("date", first, cal.shift(first, count, unit) - cal.ONE_DAY, "quarter")
    # "The next five days" begin tomorrow: today is none of them.
    tomorrow = m.day if "x" in m.parts and m.parts["x"].kind == "within" else m.day + cal.ONE_DAY
    start, end = (cal.shift(m.day, -count, unit), m.day) if back else (tomorrow, cal.shift(m.day, count, unit))
    return Value("date", start, end, precision_of(unit))


def vaguedir(m: Match) -> Value | None:
    """In recent weeks, in the coming days."""
    if m.unit() in {"hour", "minute"} and m.direction() == "recent":
        return Value("vague", None, m.day, "vague")
    if m.direction() in FORTH:
        return Value("vague", m.day, None, "vague")
    return Value("vague", None, m.day, "vague")


def same(m: Match) -> Value | None:
    """That year, the same day: the unit of the last date before it; unknown where there is none."""
    anchor = m.setting.anchor
    if m.unit() in {"hour", "minute", "half"}:
        return None
    if anchor is None or anchor.start is None:
        return Value("vague", precision="vague")
    return Value("date", *cal.unit_of(anchor.start, m.unit()), precision=precision_of(m.unit()))


def partunit(m: Match) -> Value | None:
    """Earlier this month, late last year, early next week, later in the week."""
    unit, direction, part = m.unit(), m.direction(), m.parts["p"].kind
    if unit in {"hour", "minute"}:
        return None
    step = -1 if direction in BACK else 1 if direction in FORTH else 0
    first, last = cal.unit_of(cal.shift(m.day, step, unit), unit)
    if step == 0 and part == "earlier":
        return Value("date", first, m.day, precision_of(unit))
    if step == 0 and part == "later":
        return Value("date", m.day, last, precision_of(unit))
    return Value("date", *cal.part_of(first, last, m.third()), precision=precision_of(unit))


def partthis(m: Match) -> Value | None:
    """The end of the year, later in the week: of the current one."""
    return None if m.unit() in {"half", "night", "day"} else partunit(m)


def weekend(m: Match) -> Value | None:
    """Over the weekend: the last one, or the next where the clause speaks of the future."""
    if m.unit() != "weekend":
        return None
    saturday = cal.unit_of(m.day, "weekend")[0]
    step = 0 if m.lean > 0 or m.day.weekday() >= 5 else -7
    first = saturday + timedelta(days=step)
    return Value("date", first, first + cal.ONE_DAY)


def vague(m: Match) -> Value | None:
    """Now, recently, soon: no end that could be told but the report's day."""
    lean = int(m.parts["v"].data)
    if m.follows("after", "before", "later", "earlier") or (
        m.after and m.after.text.lower() in m.lexicon.roles["aftermath"]
    ):
        return Value("vague", precision="vague")  # "shortly after the talks": counted from the talks
    if m.follows("dash") and m.after and m.after.text == "-":
        return None
    if lean == 0:
        return Value("vague", m.day, m.day, "vague")
    return Value("vague", None, m.day, "vague") if lean < 0 else Value("vague", m.day, None, "vague")


def barepast(m: Match) -> Value | None:
    """In the past, with no length behind it."""
    counted_on = m.follows("numword", "day", "num", "unit", "units", "few", "approx")
    return None if counted_on else Value("vague", None, m.day, "vague")


def ago(m: Match) -> Value | None:
    """Two weeks ago: the week that the day two weeks back falls in."""
    return counted_from(m, m.day, -1)


def fewago(m: Match) -> Value | None:
    """A few days ago, years ago."""
    return Value("vague", None, m.day, "vague")


def fromnow(m: Match) -> Value | None:
    """Three months from now."""
    return counted_from(m, m.day, 1)


def countbefore(m: Match) -> Value | None:
    """Two days before July 9."""
    start = m.value("e").start
    return counted_from(m, start, -1, exact=True) if start else None


def countafter(m: Match) -> Value | None:
    """Two days after July 9."""
    end = m.value("e").end
    return counted_from(m, end, 1, exact=True) if end else None


def countlater(m: Match) -> Value | None:
    """Two days later: after the last date before it in the text; no time can be told where there is none."""
    anchor = m.setting.anchor
    return counted_from(m, anchor.end, 1) if anchor and anchor.end else Value("vague", precision="vague")


def countearlier(m: Match) -> Value | None:
    """Two days earlier."""
    anchor = m.setting.anchor
    return counted_from(m, anchor.start, -1) if anchor and anchor.start else Value("vague", precision="vague")


def incount(m: Match) -> Value | None:
    """In two weeks: a day to come where the clause speaks of the future, else how long something took."""
    if m.value("d").unit in SHORT:
        return SKIP
    if m.lean < 0 or (m.before is not None and m.before.kind == "time") or is_first(m):
        return None
    return counted_from(m, m.day, 1)


def within(m: Match) -> Value | None:
    """Within 30 days: from the report's day, where that is to come."""
    if m.lean < 0:
        return None
    found = counted_from(m, m.day, 1, exact=True)
    return replace(found, start=m.day, nominal=None) if found else None


def unitbefore(m: Match) -> Value | None:
    """The year before: of the last date before it."""
    anchor = m.setting.anchor
    if anchor is None or anchor.start is None or m.unit() in SHORT or m.follows("E"):
        return None
    found = cal.unit_of(cal.shift(anchor.start, -1, m.unit()), m.unit())
    return Value("date", *found, precision=precision_of(m.unit()))
