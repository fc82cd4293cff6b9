"""Score the dates room: on JSON specs of time expressions, on gold lines of our own, and on sentences that hold none.

A case of the specs counts as right where every expression in it is found with the value asked for and nothing else is
found. Where the conventions differ, both readings of an end count: the specs end a range of units where its last unit
begins ("April to June" ends on 1 June) and other ranges on the day after; here all ends are last days. "Two weeks ago"
is a single day there; here it is the week, and the day is kept beside it as ``nominal``.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.dates import Cascade, Expression
from dragoman.dates.lexicon import read_rows
from dragoman.errors import InputError

#: Day on which a spec that names none is read; such specs hold absolute dates or nothing.
_NO_REFERENCE = date(2016, 11, 7)
Ends = tuple[date | None, date | None]
Finder = Callable[[str, date], list[Expression]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expression of a case: its code points and the intervals that count as right."""

    start: int
    end: int
    ends: tuple[tuple[frozenset[date | None], frozenset[date | None]], ...]
    kind: str = "date"


@dataclass(frozen=True, slots=True)
class Case:
    """One input with what should come out; ``excluded`` says why our scheme does not cover it, or is empty."""

    text: str
    reference: date
    wanted: tuple[Wanted, ...]
    excluded: str = ""


def run(path: Path, *, peer: bool = True) -> dict[str, Any]:
    """Score a file or a folder of specs (``*.json``), or gold (``*.jsonl``), or traps (``*.txt``, a sentence a line).

    Gives {name, n, metrics, model, seconds}; ``peer`` adds the figures of dateparser.search where it is installed.
    Raises InputError for a file of another kind.
    """
    if path.is_dir():
        cases = [case for file in sorted(path.glob("*.json")) for case in read_specs(file)]
    elif path.suffix == ".json":
        cases = list(read_specs(path))
    elif path.suffix == ".jsonl":
        cases = list(read_gold(path))
    elif path.suffix == ".txt":
        lines = path.read_text(encoding="utf-8").splitlines()
        cases = [Case(line, date(2021, 7, 12), ()) for line in lines if line.strip()]
    else:
        raise InputError(str(path), "neither specs, gold nor traps", "give a .json, .jsonl or .txt file")
    covered = [case for case in cases if not case.excluded]
    cascade = Cascade()
    begin = time.perf_counter()
    metrics = score(covered, cascade.read)
    seconds = time.perf_counter() - begin
    metrics["cases_not_covered"] = dict(Counter(case.excluded for case in cases if case.excluded).most_common())
    if peer:
        metrics["peer_dateparser"] = _peer(covered)
    name = f"dates:{path.name}"
    return {"name": name, "n": len(covered), "metrics": metrics, "model": "rules", "seconds": round(seconds, 3)}


def score(cases: Iterable[Case], finder: Finder) -> dict[str, Any]:
    """Share of cases that are right as a whole, and precision, recall and F1 of single values, of finding alone."""
    right = total = wanted = found = hits = values = 0
    for case in cases:
        expressions = finder(case.text, case.reference)
        pairs = _pair(case.wanted, expressions)
        good = sum(1 for one, expression in pairs if _is_right(one, expression))
        total += 1
        right += good == len(case.wanted) == len(expressions)
        wanted += len(case.wanted)
        found += len(expressions)
        hits += len(pairs)
        values += good
    return {
        "cases_right": round(right / total, 4) if total else None,
        "wanted": wanted,
        "found": found,
        "finding_f1": _f1(hits, found, wanted),
        "value_precision": round(values / found, 4) if found else None,
        "value_recall": round(values / wanted, 4) if wanted else None,
        "value_f1": _f1(values, found, wanted),
    }


def _f1(hits: int, found: int, wanted: int) -> float | None:
    return round(2 * hits / (found + wanted), 4) if found + wanted else None


def _pair(wanted: tuple[Wanted, ...], found: list[Expression]) -> list[tuple[Wanted, Expression]]:
    free = list(found)
    pairs: list[tuple[Wanted, Expression]] = []
    for one in wanted:
        hit = next((e for e in free if e.start < one.end and one.start < e.end), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((one, hit))
    return pairs


def _is_right(wanted: Wanted, expression: Expression) -> bool:
    value = expression.value
    if value.kind != wanted.kind:
        return False
    for starts, ends in wanted.ends:
        if value.nominal is not None and value.nominal in starts and value.nominal in ends:
            return True
        last_unit = {value.end} if value.end and _begins_unit(ends, value.end) else set()
        if value.start in starts and value.end in ends | last_unit:
            return True
    return False


def _begins_unit(ends: frozenset[date | None], last: date) -> bool:
    """Whether one of ``ends`` is the first day of the month or year that ``last`` ends."""
    following = last + timedelta(days=1)
    return any(
        end is not None
        and end.day == following.day == 1
        and 0 < (following - end).days <= 366
        and end.year == last.year
        for end in ends
    )


def read_gold(path: Path) -> Iterator[Case]:
    """Our gold: {text, published, times: [{start, end, kind, earliest, latest, …}]}, one object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        wanted = tuple(
            Wanted(t["start"], t["end"], ((_only(t["earliest"]), _only(t["latest"])),), t["kind"])
            for t in entry["times"]
        )
        yield Case(entry["text"], date.fromisoformat(entry["published"]), wanted)


def _only(day: str | None) -> frozenset[date | None]:
    return frozenset({date.fromisoformat(day) if day else None})


def read_specs(path: Path) -> Iterator[Case]:
    """Cases of one spec file of Microsoft's Recognizers-Text (MIT)."""
    patterns = _patterns()
    for entry in json.loads(path.read_text(encoding="utf-8-sig")):
        reference = (entry.get("Context") or {}).get("ReferenceDateTime")
        day = date.fromisoformat(reference[:10]) if reference else _NO_REFERENCE
        results = entry["Results"]
        reason = next((why for why in (_excluded(result, patterns) for result in results) if why), "")
        if not results and path.stem != "DateTimeModel":
            reason = "taken by another of the specs' own parsers"
        wanted = () if reason else tuple(_wanted(result) for result in results)
        yield Case(entry["Input"], day, wanted, reason)


_TIMED = {"time", "timerange", "datetime", "datetimerange", "timezone", "datetimealt"}


def _kind(result: dict[str, Any]) -> str:
    return str(result.get("TypeName") or result.get("Type") or "").rsplit(".", 1)[-1]


def _values(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The candidate values of a result, of either layout of the files, as {timex, value|start|end, Mod}."""
    if "Resolution" in result:
        return list((result["Resolution"] or {}).get("values", []))
    value = result.get("Value") or {}
    out = []
    for name in ("FutureResolution", "PastResolution"):
        given = value.get(name) or {}
        if given:
            entry = {"timex": value.get("Timex", "")}
            entry |= {"value": given["date"]} if "date" in given else {}
            entry |= {"start": given["startDate"]} if "startDate" in given else {}
            entry |= {"end": given["endDate"]} if "endDate" in given else {}
            out.append(entry)
    return out


def _excluded(result: dict[str, Any], patterns: Patterns) -> str:
    """Why our scheme does not cover a result; empty where it does."""
    kind, values = _kind(result), _values(result)
    text, timex = str(result["Text"]).lower(), str(values[0].get("timex", "")) if values else ""
    unresolved = any(v.get("value") == "not resolved" or "0001-01-01" in str(v) for v in values)
    reasons = {
        "time of day: the record counts days": kind in _TIMED,
        "length of a duration: the record keeps ends, not lengths": kind == "duration",
        "recurring: the record says that it recurs, not how": kind == "set",
        "span only, no value": kind in {"date", "daterange"} and not values,
        "no value in the spec": unresolved or not _dated(values),
        "points at a time the text does not give": any(v.get("Mod") == "ref_undef" for v in values),
        "approximate bounds of the spec's own": any(v.get("Mod") in _APPROXIMATE for v in values),
    }
    found = next((reason for reason, holds in reasons.items() if holds), "")
    whole = text if "XXXX" not in timex else ""
    fields = {"text": text, "timex": timex, "full_text": whole}
    return found or next((reason for reason, where, shape in patterns if shape.fullmatch(fields[where])), "")


Patterns = list[tuple[str, str, re.Pattern[str]]]


def _patterns() -> Patterns:
    """What the scheme leaves out, by the look of an expression: ``data/dates/uncovered.tsv``."""
    return [(reason, where, re.compile(shape)) for reason, where, shape, _ in read_rows("uncovered.tsv", 4)]


_APPROXIMATE = {
    "start",
    "mid",
    "end",
    "less",
    "more",
    "approx",
    "before-start",
    "after-start",
    "since-end",
    "before-end",
}


def _dated(values: list[dict[str, Any]]) -> bool:
    return any(re.match(r"\d{4}-\d\d-\d\d", str(v.get(key, ""))) for v in values for key in ("value", "start", "end"))


def _wanted(result: dict[str, Any]) -> Wanted:
    start = int(result["Start"])
    length = result.get("Length") or int(result["End"]) - start + 1
    return Wanted(start, start + int(length), tuple(_ends(value) for value in _values(result)))


def _ends(value: dict[str, Any]) -> tuple[frozenset[date | None], frozenset[date | None]]:
    if "value" in value:
        day = _day(value["value"])
        return frozenset({day}), frozenset({day})
    first, last = _day(value.get("start")), _day(value.get("end"))
    starts = {first}
    if value.get("Mod") == "after" and first:
        starts.add(first + timedelta(days=1))
    ends: set[date | None] = {last}
    if last:
        ends.add(last - timedelta(days=1))
    return frozenset(starts), frozenset(ends)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def _peer(cases: list[Case]) -> dict[str, Any] | str:
    """dateparser.search on the same cases; it gives days only, so its day counts for an interval's first day too."""
    try:
        from dateparser.search import search_dates  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return "dateparser is not installed"
    from dragoman.dates import Value

    def find(text: str, reference: date) -> list[Expression]:
        from datetime import datetime

        base = datetime.combine(reference, datetime.min.time())
        out: list[Expression] = []
        at = 0
        for phrase, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []:
            start = text.find(phrase, at)
            at = max(start, 0) + len(phrase)
            out.append(Expression(start, at, Value("date", moment.date(), moment.date())))
        return out

    begin = time.perf_counter()
    lenient = [Case(c.text, c.reference, tuple(_as_day(w) for w in c.wanted)) for c in cases]
    return {**score(lenient, find), "seconds": round(time.perf_counter() - begin, 2)}


def _as_day(wanted: Wanted) -> Wanted:
    """A single day counts as right for a date-only peer if it is any end of the interval asked for."""
    days = frozenset(day for pair in wanted.ends for side in pair for day in side if day)
    return Wanted(wanted.start, wanted.end, tuple((frozenset({day}), frozenset({day})) for day in days))
