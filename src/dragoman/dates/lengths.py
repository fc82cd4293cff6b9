"""Handlers of lengths of time and of what recurs: for another year, a five-year plan, every Friday, annual."""

from __future__ import annotations

from dataclasses import replace

from dragoman.dates import calendar as cal
from dragoman.dates.common import SHORT, SKIP, is_first, precision_of
from dragoman.dates.match import Match
from dragoman.dates.value import Value


def duration(m: Match) -> Value | None:
    """Three years, a decade: a length; what it is counted from, the later levels tell."""
    return _length(m, m.amount("n"))


def durationhalf(m: Match) -> Value | None:
    """Two and a half years."""
    return _length(m, m.amount("n") + 0.5)


def _length(m: Match, count: float) -> Value | None:
    unit = m.unit()
    if (m.parts.get("n") is not None and m.parts["n"].kind == "year") or unit == "half":
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
    if m.unit() in SHORT or (m.before is not None and m.before.text.lower() == "as"):
        return None
    return Value("vague", precision="vague", unit=m.unit())


def longunits(m: Match) -> Value | None:
    """Decades-long, centuries-old."""
    return None if m.unit() in SHORT else Value("duration", precision=precision_of(m.unit()))


def durationfor(m: Match) -> Value | None:
    """For two years, for another year; "has been … for more than a decade" runs up to the report's day."""
    if "d" in m.parts:
        length = m.value("d")
    else:
        unit = m.unit()
        length = Value(
            "duration", precision=precision_of(unit), count=m.amount("n") if "n" in m.parts else 1, unit=unit
        )
        return None if unit in SHORT else length
    if length.unit in SHORT:
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
    if m.value("d").unit in SHORT:
        return SKIP
    first = is_first(m)
    words = m.words_before(8)
    return _up_to_now(m, m.value("d")) if first or "time" in words or _perfect(m) else m.value("d")


def durationplain(m: Match) -> Value | None:
    """A length with nothing to count it from; hours and minutes are too short for a record of days."""
    if m.value("d").unit in SHORT:
        return SKIP
    lasted = m.before is not None and m.before.text.lower() in m.lexicon.roles["lasting"]
    return _up_to_now(m, m.value("d")) if lasted and _perfect(m) else m.value("d")


def forunits(m: Match) -> Value | None:
    """For decades, for several days."""
    unit = m.parts["s"].data or m.value("s").unit or "hour"
    return None if unit in SHORT else Value("duration", precision=precision_of(unit), unit=unit)


def fewplain(m: Match) -> Value | None:
    """Several weeks."""
    unit = m.value("s").unit or "day"
    return Value("duration", precision=precision_of(unit), unit=unit)


def recurring(m: Match) -> Value | None:
    """Every year, every other Friday, once a week."""
    node = m.parts["u"]
    if node.kind == "weekday":
        return Value("set", precision="day")
    return None if node.data in SHORT else Value("set", precision=precision_of(node.data))


def setexpr(m: Match) -> Value | None:
    """Every Friday, every summer, each July."""
    return Value("set", precision=m.value("e").precision)


def setadj(m: Match) -> Value | None:
    """Annual, weekly; not "the daily Kommersant", "a weekly magazine"."""
    if (
        (m.parts["a"].text[0].isupper() and m.before is not None)
        or m.follows("cap")
        or m.parts["a"].text.lower() == "hourly"
    ):
        return None
    if m.after is not None and m.after.text.lower() in m.lexicon.roles["setname"]:
        return None
    return Value("set", precision=precision_of(m.parts["a"].data))
