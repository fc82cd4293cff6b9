"""Handlers of level 1: expressions that stand alone. Each takes a match and gives a value, or None: no time after all."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.match import Match
from dragoman.dates.value import Value
from dragoman.record.event import Precision

#: Taken out of the text, and no time: ages, light years.
SKIP = Value("vague", precision="vague", unit="skip")
#: The lean of "was to meet on Friday": the text was written before or after it, so the nearer day is meant.
NEAREST = 2
_WORD_PRECISION: dict[str, Precision] = {
    "day": "day", "night": "day", "weekend": "day", "hour": "day", "minute": "day", "week": "week",
    "fortnight": "week", "month": "month", "quarter": "quarter", "half": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip
_BACK = frozenset({"last", "past", "thispast"})
_FORTH = frozenset({"next", "coming"})


def precision_of(unit: str) -> Precision:
    """The precision that a unit gives."""
    return _WORD_PRECISION[unit]


def skip(_m: Match) -> Value:
    """An expression that only looks like time."""
    return SKIP


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(today: date, month: int, day: int, lean: int) -> date | None:
    """The day of the year that a text without a year means: past, future, or whichever is nearer."""
    found = [_safe(today.year + step, month, day) for step in (-4, -1, 0, 1, 4)]
    days = [one for one in found if one is not None]
    if lean < 0:
        days = [one for one in days if one <= today] or days
    elif lean == 1:
        days = [one for one in days if one >= today] or days
    return min(days, key=lambda one: (abs((one - today).days), one > today), default=None)


def iso(m: Match) -> Value | None:
    """2021-07-09, 9.7.2021."""
    text = m.parts["d"].text
    digits = [int(part) for part in re.findall(r"\d+", text[:10])]
    if "-" in text and digits[0] <= 12 and digits[1] <= 31 and digits[2] > 31:  # 3-7-2017, month first
        digits = [digits[2], digits[0], digits[1]]
    day = _safe(*digits[:3]) if digits[0] > 31 else _safe(digits[2], digits[1], digits[0])
    return Value("date", day, day) if day else None


def slash(m: Match) -> Value | None:
    """7/9/2021 (month first, day first where the month cannot be), 2019/20; 9/11 is the day in 2001."""
    text = m.parts["d"].text
    numbers = [int(part) for part in text.split("/")]
    if text == "9/11":
        return Value("date", date(2001, 9, 11), date(2001, 9, 11))
    if len(numbers) == 3:
        month, day, year = numbers if numbers[0] <= 12 else (numbers[1], numbers[0], numbers[2])
        found = _safe(year + (2000 if year < 70 else 1900) if year < 100 else year, month, day)
        return Value("date", found, found) if found else None
    if 1900 <= numbers[0] <= 2100 and numbers[1] == (numbers[0] + 1) % 100:
        return Value("date", date(numbers[0], 1, 1), date(numbers[0] + 1, 12, 31), "year")
    return None


def _dated(m: Match, month: int, day: int, year: int | None) -> Value | None:
    if year is not None:
        found = _safe(year, month, day)
        return Value("date", found, found) if found else None

    def again(given: int | None, lean: int) -> Value:
        one = _safe(given, month, day) if given else _nearest(m.day, month, day, lean)
        return Value("date", one, one, again=again)

    return again(None, m.lean) if _nearest(m.day, month, day, 0) else None


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
        end = _safe(given, month, last) if given else _nearest(m.day, month, last, lean)
        start = _safe(end.year, month, first) if end else None
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
        return Value("date", *cal.month_of(_year_of_month(m.day, number, lean), number), precision="month", again=again)

    if direction in _BACK:
        return Value("date", *cal.month_of(m.day.year - (number >= m.day.month), number), precision="month")
    if direction in _FORTH:
        return Value("date", *cal.month_of(m.day.year + (number <= m.day.month), number), precision="month")
    if direction == "this":
        return Value("date", *cal.month_of(m.day.year, number), precision="month")
    return again(None, m.lean)


def monthabbr(m: Match) -> Value | None:
    """Feb., only where a month can stand: "Jan" and "Mar" are also names."""
    led = m.direction() is not None or (m.before is not None and m.before.kind in _MONTH_LEAD) or m.follows("dash", "to")
    return month(m) if led else None


_MONTH_LEAD = frozenset("in since until by from to through between and of after before the early late mid dash".split())


def _year_of_month(today: date, number: int, lean: int) -> int:
    if lean > 0:
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def year(m: Match) -> Value | None:
    """A bare year."""
    number = m.number("y")
    return Value("date", *cal.year_of(number), precision="year") if 1 <= number <= 9998 else None


def unityear(m: Match) -> Value | None:
    """The year 1961."""
    return year(m) if m.unit() == "year" else None


def decade(m: Match) -> Value | None:
    """The 1990s, the '90s, the nineties."""
    if m.parts["d"].data:
        first = 1900 + int(m.parts["d"].data)
        return Value("date", date(first, 1, 1), date(first + 9, 12, 31), "decade")
    digits = re.sub(r"\D", "", m.parts["d"].text)
    first = int(digits) if len(digits) == 4 else 1900 + int(digits) if digits >= "20" else 2000 + int(digits)
    return Value("date", date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(m: Match) -> Value | None:
    """The 19th century is 1800-1899, as TIMEX3 counts it."""
    if m.unit() != "century" or not 1 <= m.number("o") <= 30:
        return None
    first = (m.number("o") - 1) * 100
    return Value("date", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "century")


def nthyear(m: Match) -> Value | None:
    """The third quarter of 2020."""
    found = cal.nth(*cal.year_of(m.number("y")), m.number("o"), m.unit())
    return Value("date", *found, precision=precision_of(m.unit())) if found else None


def nththis(m: Match) -> Value | None:
    """The first quarter of the year, the last day of the month: of the current one."""
    outer = m.parts["y"].data
    if outer in {"hour", "minute", "day", "night"} or m.unit() in {"hour", "minute"}:
        return None
    found = cal.nth(*cal.unit_of(m.day, outer), m.number("o"), m.unit())
    return Value("date", *found, precision=precision_of(m.unit())) if found else None


def quarter(m: Match) -> Value | None:
    """Q3 2020, H1 2021."""
    unit = "quarter" if m.parts["q"].kind == "quarterno" else "half"
    found = cal.nth(*cal.year_of(m.number("y")), m.number("q"), unit)
    return Value("date", *found, precision="quarter") if found else None


def quarterbare(m: Match) -> Value | None:
    """In Q3: of the report's year, or of the last one that holds it where the clause speaks of the past."""
    if m.before is None or m.before.kind not in _MONTH_LEAD | {"for", "during"}:
        return None
    found = cal.nth(*cal.year_of(m.day.year), m.number("q"), "quarter")
    if found and found[0] > m.day and m.lean < 0:
        found = cal.nth(*cal.year_of(m.day.year - 1), m.number("q"), "quarter")
    return Value("date", *found, precision="quarter") if found else None


def season(m: Match) -> Value | None:
    """Spring 2014, last autumn."""
    name, direction = m.parts["s"].data, m.direction()
    if "y" in m.parts:
        return Value("date", *cal.season_of(m.number("y"), name), precision="season")
    lean = -1 if direction in _BACK else 1 if direction in _FORTH else 0
    return _season(m, name, lean, this=direction == "this")


def _season(m: Match, name: str, lean: int, *, this: bool = False) -> Value:
    def again(given: int | None, towards: int) -> Value:
        if given or this:
            return Value("date", *cal.season_of(given or m.day.year, name), precision="season", again=again)
        spans = [cal.season_of(m.day.year + step, name) for step in (-1, 0, 1)]
        if towards < 0:
            spans = [span for span in spans if span[0] <= m.day]
        elif towards > 0:
            spans = [span for span in spans if span[1] >= m.day][:1]
        best = min(spans, key=lambda span: abs((span[0] - m.day).days))
        return Value("date", *best, precision="season", again=again)

    found = again(None, lean)
    if lean < 0 and found.end is not None and found.end >= m.day and m.direction():
        return again((found.start or m.day).year - 1, 0)
    return found


def seasonlead(m: Match) -> Value | None:
    """In the spring; but not "in the fall of Saigon", "in spring water"."""
    if m.after is not None and (m.after.kind == "of" or m.after.text.islower() and m.after.kind == "low"):
        return None
    return _season(m, m.parts["s"].data, m.lean or -1)


def holiday(m: Match) -> Value | None:
    """Christmas Day, next New Year's Day."""
    number, on = m.lexicon.holidays[m.parts["h"].data]
    direction = m.direction()
    if "y" in m.parts or direction is None:
        return _dated(m, number, on, m.optional("y"))
    found = _nearest(m.day, number, on, 1 if direction in _FORTH else -1)
    return Value("date", found, found) if found else None


def fiscal(m: Match) -> Value | None:
    """Fiscal year 2022: by the calendar of the country named; where none is, the widest span that any gives."""
    first = m.setting.fiscal
    if "y" in m.parts:
        number = m.number("y")
    else:
        step = -1 if m.direction() in _BACK else 1 if m.direction() in _FORTH else 0
        number = m.day.year + step + (first is not None and first > 1 and m.day.month >= first)
    if first is None:
        return Value("date", date(number - 1, 4, 1), date(number + 1, 3, 31), "year")
    # Japan, India and Britain name the year by its beginning, the United States and Australia by its end.
    start = date(number if first in {1, 3, 4} else number - 1, first, 1)
    return Value("date", start, cal.shift(start, 1, "year") - cal.ONE_DAY, "year")


def era(m: Match) -> Value | None:
    """Juche 110, 2564 B.E."""
    number = m.number("n") + m.lexicon.eras[m.parts["e"].data]
    return Value("date", *cal.year_of(number), precision="year") if 1 <= number <= 2200 else None


def moon(m: Match) -> Value | None:
    """22 Bahman 1357, Ramadan 1442."""
    kind, number = m.lexicon.moons[m.parts["m"].data]
    in_year, on = m.number("y"), m.optional("d")
    if not 1 <= in_year <= 1700:
        return None
    if kind == "islamic":
        first, last = cal.islamic_month(in_year, number)
        if on is not None:
            first = last = first + timedelta(days=on - 1)
    else:
        first = cal.persian(in_year, number, on or 1)
        following = (in_year, number + 1) if number < 12 else (in_year + 1, 1)
        last = first if on else cal.persian(*following, 1) - cal.ONE_DAY
    return Value("date", first, last, "day" if on else "month")


def moonbare(m: Match) -> Value | None:
    """Ramadan: the one nearest to the report's day. Persian months without a year are too often names."""
    kind, number = m.lexicon.moons[m.parts["m"].data]
    if kind != "islamic" or number != 9:
        return None
    about = round((m.day.year - 622) * 33 / 32)
    spans = [cal.islamic_month(about + step, number) for step in range(-2, 3)]
    best = min(spans, key=lambda span: abs((span[0] - m.day).days))
    return Value("date", *best, precision="month")


def weekday(m: Match) -> Value | None:
    """Friday: the last one, or the next one in a clause that speaks of the future; last, next Friday: of that week."""
    number, direction = m.number("w"), m.direction()
    monday = m.day - timedelta(days=m.day.weekday())
    if direction == "last":
        return _on(monday + timedelta(days=number - 7))
    if direction == "next":
        return _on(monday + timedelta(days=number + 7))
    if direction == "this":
        return _on(monday + timedelta(days=number))
    back = (m.day.weekday() - number) % 7
    if direction in {"past", "thispast"}:
        return _on(m.day - timedelta(days=back or 7))
    if direction == "coming":
        return _on(m.day + timedelta(days=7 - back))

    def again(_given: int | None, lean: int) -> Value:
        ahead = lean == 1 or (lean == NEAREST and back > 3)
        found = m.day + timedelta(days=7 - back) if ahead else m.day - timedelta(days=back)
        return Value("date", found, found, again=again)

    return again(None, m.lean)


def _on(found: date) -> Value:
    return Value("date", found, found)


def weekdayweek(m: Match) -> Value | None:
    """Tuesday of last week."""
    if m.unit() != "week":
        return None
    step = -7 if m.direction() in _BACK else 7 if m.direction() in _FORTH else 0
    return _on(m.day - timedelta(days=m.day.weekday()) + timedelta(days=m.number("w") + step))


def weekdaynumber(m: Match) -> Value | None:
    """Monday the 21st: the nearest 21st that is a Monday, before or after as the clause says."""
    number, weekday_number = m.number("d"), m.number("w")
    found = [_safe(*divmod_month(m.day, step), number) for step in range(-12, 13)]
    fitting = [one for one in found if one and one.weekday() == weekday_number]
    towards = [one for one in fitting if (one <= m.day if m.lean < 0 else one >= m.day)] or fitting
    best = min(towards, key=lambda one: abs((one - m.day).days), default=None)
    return _on(best) if best else None


def months(m: Match) -> Value | None:
    """March-April 2020, Nov-Feb 2017."""
    first, last, year_ = m.number("m"), m.number("m2"), m.optional("y")

    def again(given: int | None, lean: int) -> Value:
        if given:
            end = cal.month_of(given, last)[1]
            start = cal.month_of(given - (first > last), first)[0]
        else:
            begins = lean <= 0
            year_first = _year_of_month(m.day, first if begins else last, lean) - (not begins and first > last)
            start, end = cal.month_of(year_first, first)[0], cal.month_of(year_first + (first > last), last)[1]
        return Value("date", start, end, "month", again=None if year_ else again)

    return again(year_, m.lean)


def dayonly(m: Match) -> Value | None:
    """On the 9th, with no noun behind it."""
    number = m.number("d")
    if m.follows("cap", "low", "unit", "units", "anniv", "other", "dash", "day") or not 1 <= number <= 31:
        return None
    found = [_safe(*divmod_month(m.day, step), number) for step in (-1, 0, 1)]
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
    return _on(m.day + timedelta(days=int(m.parts["d"].data)))


def relative(m: Match) -> Value | None:
    """Last week, this year, next month; "the past year" is the twelve months up to the report."""
    unit, direction = m.unit(), m.direction()
    if unit in {"hour", "minute", "half"} or (m.follows("of", "in") and direction in {"last", "next"}):
        return None
    if direction == "past" and unit not in {"night", "weekend", "quarter"}:
        start = cal.shift(m.day, -1, unit)
        return Value("date", start, m.day, precision_of(unit))
    if direction == "last" and unit == "decade":
        return Value("date", cal.shift(m.day, -10, "year"), m.day, "decade")
    if direction == "next" and unit == "day" and m.setting.anchor is not None and m.setting.anchor.end:
        return _on(m.setting.anchor.end + cal.ONE_DAY)
    step = -1 if direction in _BACK else 1 if direction in _FORTH else 0
    if unit == "weekend" and step == -1 and m.day.weekday() < 5:
        step = -1
    return Value("date", *cal.unit_of(cal.shift(m.day, step, unit), unit), precision=precision_of(unit))


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
    back = m.direction() in _BACK
    if m.follows("of"):
        return None
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
    if m.direction() in _FORTH:
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
    step = -1 if direction in _BACK else 1 if direction in _FORTH else 0
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


def partday(m: Match) -> Value | None:
    """Late Friday: the Friday."""
    return weekday(m)


def vague(m: Match) -> Value | None:
    """Now, recently, soon: no end that could be told but the report's day."""
    lean = int(m.parts["v"].data)
    if m.follows("dash") and m.after and m.after.text == "-":
        return None
    if lean == 0:
        return Value("vague", m.day, m.day, "vague")
    return Value("vague", None, m.day, "vague") if lean < 0 else Value("vague", m.day, None, "vague")


def barepast(m: Match) -> Value | None:
    """In the past, with no length behind it."""
    counted_on = m.follows("numword", "day", "num", "unit", "units", "few", "approx")
    return None if counted_on else Value("vague", None, m.day, "vague")


def anniversary(m: Match) -> Value | None:
    """The 60th anniversary: of something in the year sixty years back."""
    number = m.number("o")
    return Value("date", *cal.year_of(m.day.year - number), precision="year") if 1 <= number < m.day.year else None


def centenary(m: Match) -> Value | None:
    """The centenary: of something a hundred years back."""
    return Value("date", *cal.year_of(m.day.year - m.number("a")), precision="year")
