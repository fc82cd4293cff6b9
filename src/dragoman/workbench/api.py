"""The JSON API under ``/api/v1``: the same records as the program prints, lists in pages with a cursor."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.store.results import Rows
from dragoman.workbench.asked import claim_id, filters, full_day, number
from dragoman.workbench.pages.claim import find_event
from dragoman.workbench.pages.dossier import sided
from dragoman.workbench.security import Refusal
from dragoman.workbench.stores import opened

MOST: Final = 500


def as_json(value: Any, status: int = 200) -> Response:  # noqa: ANN401 - any record
    """A record as a JSON answer."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


def cursor_of(offset: int) -> str:
    """An offset as callers see it: opaque, so that what it holds can change."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    """The offset of a cursor. Raises UsageError for what is none."""
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor[:60] + "=" * (-len(cursor[:60]) % 4)).decode("ascii")
    except ValueError:
        text = ""
    if not (text[:1] == "o" and text[1:].isdigit() and len(text) < 12):
        raise UsageError("that is no cursor of this list; take `next` of the page before")
    return int(text[1:])


def _between(wanted: dict[str, Any], other: str) -> dict[str, Any]:
    """With ``other``, what involves one of a pair becomes what is between the two."""
    if not other:
        return wanted
    if "involving" not in wanted:
        raise UsageError("`other` needs `involving`: involving=CHN&other=PRK")
    return {name: value for name, value in wanted.items() if name != "involving"} | {
        "between": (wanted["involving"], other)
    }


def _listed(ask: Callable[[Store, dict[str, Any]], Rows]) -> Callable[[Request], Response]:
    """An endpoint that gives the pages of a list."""

    def endpoint(request: Request) -> Response:
        wanted = _between(filters(request.query_params), request.query_params.get("other", "").strip()[:300])
        limit = number(request.query_params, "limit", 50, most=MOST)
        offset = offset_of(request.query_params.get("cursor"))
        with opened(request) as store:
            rows = ask(store, wanted).page(limit + 1, offset).to_dicts()
        more = len(rows) > limit
        return as_json({"items": rows[:limit], "next": cursor_of(offset + limit) if more else None})

    return endpoint


def report(request: Request) -> Response:
    """One reading: the very object that ``dragoman read --format json`` prints, as people corrected it."""
    with opened(request) as store:
        reading = store.reading(claim_id(request.path_params["id"]))
    if reading is None:
        raise Refusal(404, "The store holds no report with this id.")
    return as_json(reading)


def event(request: Request) -> Response:
    """One event with its mentions."""
    with opened(request) as store:
        found = find_event(store, claim_id(request.path_params["id"]))
    if found is None:
        raise Refusal(404, "The store holds no event with this id.")
    return as_json(found)


def standings(request: Request) -> Response:
    """How ties stand on a day."""
    params = request.query_params
    on = full_day(params.get("on"))
    if on is None:
        raise UsageError("name a day: on=2021-07-12")
    wanted = {name: value for name, value in sided(params).items() if name in {"between", "involving"}}
    with opened(request) as store:
        found = store.standings(on, full_day(params.get("known_by")), **wanted)
    return as_json({"on": on, "items": found})


def dossier(request: Request) -> Response:
    """The file on an actor or a pair."""
    params = request.query_params
    actor = params.get("actor", "").strip()[:300]
    if not actor:
        raise UsageError("name an actor: actor=CHN")
    with opened(request) as store:
        try:
            made = store.dossier(
                actor, params.get("other", "").strip()[:300] or None, on=full_day(params.get("on")),
                since=full_day(params.get("since")), until=full_day(params.get("until")),
            )  # fmt: skip
        except UsageError as error:
            raise Refusal(404, str(error)) from None
    return as_json(made)


def search(request: Request) -> Response:
    """Reports with some words."""
    params = request.query_params
    limit = number(params, "limit", 20, most=100)
    offset = offset_of(params.get("cursor"))
    with opened(request) as store:
        hits = store.search(params.get("q", "")[:300], limit=limit + 1, offset=offset, **filters(params))
    return as_json({"items": hits[:limit], "next": cursor_of(offset + limit) if len(hits) > limit else None})


def totals(request: Request) -> Response:
    """How much the store holds."""
    with opened(request) as store:
        return as_json(store.totals() | {"last_day": store.last_day()})


def document(_: Request) -> Response:
    """The OpenAPI document."""
    from dragoman.workbench.openapi import openapi

    return as_json(openapi())


ROUTES: Final = (
    Route("/api/v1", totals),
    Route("/api/v1/openapi.json", document),
    Route("/api/v1/reports", _listed(lambda store, _: store.reports())),
    Route("/api/v1/reports/{id}", report),
    Route("/api/v1/events", _listed(lambda store, wanted: store.events(**wanted))),
    Route("/api/v1/events/{id}", event),
    Route("/api/v1/statements", _listed(lambda store, wanted: store.statements(**wanted))),
    Route("/api/v1/ties", _listed(lambda store, wanted: store.ties(**wanted))),
    Route("/api/v1/actors", _listed(lambda store, _: store.actors())),
    Route("/api/v1/standings", standings),
    Route("/api/v1/dossier", dossier),
    Route("/api/v1/search", search),
)
