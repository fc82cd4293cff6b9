"""The dossier of an actor or a pair: ties on a day, months, events with filters, promises, who says what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from dragoman.codebook import load_codebook
from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.flatten import QUADS, Row, is_local
from dragoman.workbench.asked import LONGEST, PAGE, STATUSES, filters, full_day, number, texts
from dragoman.workbench.charts import by_month, speakers
from dragoman.workbench.security import Refusal
from dragoman.workbench.stores import opened
from dragoman.workbench.view import page

SHOWN: Final = ("type", "status", "quad", "since", "until", "text")  # what the filter form of a dossier holds
STATEMENTS: Final = 30


def dossier(request: Request) -> Response:
    """The page."""
    params = request.query_params
    actor, other = _named(params, "actor"), _named(params, "other")
    if actor is None:
        raise Refusal(400, "Name an actor: an ISO code (CHN), an actor's id, or its name.")
    on = full_day(params.get("on"))
    wanted = sided(params)
    number_of_page = number(params, "page", 1)
    with opened(request) as store:
        try:
            file = store.dossier(actor, other, on=on)
        except UsageError as error:
            raise Refusal(404, str(error)) from None
        rows = store.events(**wanted)
        events = rows.page(PAGE, (number_of_page - 1) * PAGE).to_dicts()
        total = rows.count()
        first = _first_day(store, wanted)
    values = {
        "file": file, "actor": actor, "other": other, "on": file.on[:10], "events": events, "total": total,
        "page": number_of_page, "pages": max(1, -(-total // PAGE)), "chart": by_month(file.months),
        "speakers": speakers(file.statements[:STATEMENTS]), "state": _state(params, actor, other),
        "slider": _slider(first, file.on), "types": list(load_codebook().types), "statuses": STATUSES, "quads": QUADS,
        "steps": _steps(file.on), "title": " – ".join(_called(file.who, one) for one in (actor, other) if one),
        "people": _people(file.who),
    }  # fmt: skip
    return page(request, "dossier.html", values)


def _called(who: list[Row], asked: str) -> str:
    """The name of the actor that was asked for, with its code where that is another."""
    found = next((row["name"] for row in who if row["id"] == asked), None)
    return asked if found in {None, asked} else f"{found} ({asked})" if len(asked) == 3 else str(found)


def _people(who: list[Row]) -> list[Row]:
    """The actors of a dossier that the tables know, each name once."""
    named = {row["name"]: row for row in reversed(who) if not is_local(row["id"])}
    return list(reversed(named.values()))


def _named(params: Mapping[str, str], name: str) -> str | None:
    value = params.get(name, "").strip()
    if len(value) > LONGEST:
        raise UsageError(f"{name} is too long")
    return value.upper() if len(value) == 3 and value.isascii() and value.isalpha() else value or None


def sided(params: Mapping[str, str]) -> dict[str, Any]:
    """The store's filters for the events of a dossier: its sides, and what the form narrows them to."""
    wanted = {name: value for name, value in filters(params).items() if name in SHOWN}
    actor, other = _named(params, "actor"), _named(params, "other")
    if actor and other:
        return wanted | {"between": (actor, other)}
    return wanted | ({"involving": actor} if actor else {})


def _state(params: Mapping[str, str], actor: str, other: str | None) -> dict[str, str | None]:
    """What the address of this page holds, for links that change one thing of it."""
    given = texts(params)
    return {
        "actor": actor,
        "other": other,
        "on": params.get("on", "")[:10] or None,
        **{one: given.get(one) for one in SHOWN},
    }


def _first_day(store: Store, wanted: Mapping[str, Any]) -> str | None:
    rows = store.events(**wanted)
    total = rows.count()
    row = rows.page(1, total - 1).first() if total else None
    return row["day"] if row else None


def _slider(first: str | None, on: str) -> dict[str, str] | None:
    """The span of the slider over days: from the first event to a year after the day shown."""
    try:
        start = date.fromisoformat((first or on)[:10])
        end = date.fromisoformat(on[:10])
    except ValueError:
        return None
    start = min(start, end)
    return {
        "first": date(max(1, start.year - 1), 1, 1).isoformat(),
        "last": date(min(9999, end.year + 1), 12, 31).isoformat(),
    }


def _steps(on: str) -> list[tuple[str, str]]:
    """Links that move the day without a script."""
    year, rest = int(on[:4]), on[4:10].replace("-02-29", "-02-28")
    moves = (("−10 y", -10), ("−1 y", -1), ("+1 y", 1), ("+10 y", 10))
    return [(label, f"{year + by:04d}{rest}") for label, by in moves if 1 <= year + by <= 9999]
