"""The overview: what is new, who has most to do with whom, which ties end soon or have an anniversary, disputes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from dragoman.store import Standing, Store
from dragoman.workbench.stores import opened, with_headings
from dragoman.workbench.view import page

NEWEST: Final = 12
PAIRS: Final = 10
COMING: Final = 8
AHEAD: Final = 90  # days in which an end or an anniversary counts as coming
BACK: Final = 92  # days that the most active pairs are counted over


class Coming(NamedTuple):
    """A tie with a day that is coming, and what day it is."""

    day: str
    what: str
    tie: Standing


def overview(request: Request) -> Response:
    """The first page."""
    with opened(request) as store:
        last = store.last_day()
        on = _day(last)
        values = {
            "totals": store.totals(),
            "reports": with_headings(store, store.reports().page(NEWEST)),
            "pairs": active_pairs(store, on),
            "coming": coming(store.standings(on.isoformat()), on)[:COMING],
            "disputed": store.disputed().page(COMING).to_dicts(),
            "feeds": _feeds(store),
            "on": on.isoformat(),
        }
    return page(request, "overview.html", values)


def _day(text: str | None) -> date:
    """The last day known, so that an archive's overview shows its own time and not an empty present."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return date.today()


def active_pairs(store: Store, on: date) -> list[dict[str, Any]]:
    """Pairs with most events in the last three months, both directions together."""
    counts: Counter[tuple[str, str]] = Counter()
    conflict: Counter[tuple[str, str]] = Counter()
    for row in store.dyad_months(since=(on - timedelta(days=BACK)).isoformat(), until=on.isoformat()):
        pair = (min(row["actor"], row["recipient"]), max(row["actor"], row["recipient"]))
        counts[pair] += row["events"]
        conflict[pair] += row["verbal_conflict"] + row["material_conflict"]
    return [{"actor": one, "other": other, "events": number, "conflict": conflict[one, other]}
            for (one, other), number in counts.most_common(PAIRS)]  # fmt: skip


def coming(ties: Iterable[Standing], on: date) -> list[Coming]:
    """Ties that end, or have a round anniversary, within the next weeks."""
    last = on + timedelta(days=AHEAD)
    found: list[Coming] = []
    for tie in ties:
        if tie.status != "in force":
            continue
        if tie.until and len(tie.until) >= 10 and on.isoformat() <= tie.until[:10] <= last.isoformat():
            found.append(Coming(tie.until[:10], "ends unless renewed", tie))
        found += _anniversaries(tie, on, last)
    return sorted(found, key=lambda one: one.day)


def _anniversaries(tie: Standing, on: date, last: date) -> list[Coming]:
    if not tie.since or len(tie.since) < 10:
        return []
    made = []
    for year in {on.year, last.year}:
        day = f"{year}{tie.since[4:10]}"
        years = year - int(tie.since[:4])
        if years > 0 and years % 5 == 0 and on.isoformat() <= day <= last.isoformat():
            made.append(Coming(day, f"{years} years since {tie.since[:10]}", tie))
    return made


def _feeds(store: Store) -> list[dict[str, Any]]:
    sql = (
        "SELECT title, url, checked, failures, last_error FROM feeds WHERE active ORDER BY failures DESC, url LIMIT 10"
    )
    return list(store.query(sql))
