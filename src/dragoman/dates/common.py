"""What several groups of handlers share: nearest days, counting in units, the precision of a unit."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.dates import calendar as cal
from dragoman.dates.match import Match
from dragoman.dates.value import Value
from dragoman.record.event import Precision

#: Taken out of the text, and no time: ages, light years.
SKIP = Value("vague", precision="vague", unit="skip")

#: The lean of "was to meet on Friday": the text was written before or after it, so the nearer day is meant.
NEAREST = 2

WORD_PRECISION: dict[str, Precision] = {
    "day": "day", "night": "day", "weekend": "day", "hour": "day", "minute": "day", "week": "week",
    "fortnight": "week", "month": "month", "quarter": "quarter", "half": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip

BACK = frozenset({"last", "past", "thispast"})

FORTH = frozenset({"next", "coming"})

SHORT = frozenset({"hour", "minute", "half"})


def precision_of(unit: str) -> Precision:
    """The precision that a unit gives."""
    return WORD_PRECISION[unit]


def on_day(found: date) -> Value:
    """A single day."""
    return Value("date", found, found)


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(today: date, month: int, day: int, lean: int) -> date | None:
    """The day of the year that a text without a year means: past, future, or whichever is nearer."""
    found = [safe_day(today.year + step, month, day) for step in (-4, -1, 0, 1, 4)]
    days = [one for one in found if one is not None]
    if lean < 0:
        days = [one for one in days if one <= today] or days
    elif lean == 1:
        days = [one for one in days if one >= today] or days
    return min(days, key=lambda one: (abs((one - today).days), one > today), default=None)


def year_of_month(today: date, number: int, lean: int) -> int:
    """The year of a month named without one: the last such month, or with ``lean`` 1 the next; this one counts."""
    if lean > 0:
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def counted_from(m: Match, origin: date, sign: int, *, exact: bool = False) -> Value | None:
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


def is_first(m: Match) -> bool:
    """Whether a superlative stands before it: "the first visit in ten years", "the coldest winter in decades"."""
    return any(word == "first" or (word.endswith("est") and len(word) > 4) for word in m.words_before(8))
