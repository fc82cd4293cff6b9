"""Handlers of years, decades, centuries, quarters, seasons, fiscal years, other calendars and anniversaries."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.common import BACK, FORTH, precision_of
from dragoman.dates.days import MONTH_LEAD
from dragoman.dates.match import Match
from dragoman.dates.value import Value


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
    led = m.before is not None and m.before.kind in MONTH_LEAD | {"for", "during"}
    if not led or m.follows("of", "in", "E", *BACK, *FORTH, "this"):
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
    lean = -1 if direction in BACK else 1 if direction in FORTH else 0
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
    if m.after is not None and (m.after.kind == "of" or (m.after.text.islower() and m.after.kind == "low")):
        return None
    return _season(m, m.parts["s"].data, m.lean or -1)


def fiscal(m: Match) -> Value | None:
    """Fiscal year 2022: by the calendar of the country named; where none is, the widest span that any gives."""
    first = m.setting.fiscal
    if "y" in m.parts:
        number = m.number("y")
    else:
        step = -1 if m.direction() in BACK else 1 if m.direction() in FORTH else 0
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


def anniversary(m: Match) -> Value | None:
    """The 60th anniversary: of something in the year sixty years back."""
    number = m.number("o")
    return Value("date", *cal.year_of(m.day.year - number), precision="year") if 1 <= number < m.day.year else None


def centenary(m: Match) -> Value | None:
    """The centenary: of something a hundred years back."""
    return Value("date", *cal.year_of(m.day.year - m.number("a")), precision="year")
