"""Alerts as an Atom feed: the newest events under any filter, so that a feed reader watches a search."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dragoman.workbench.asked import filters, texts
from dragoman.workbench.stores import opened
from dragoman.workbench.view import environment, plain, query

ENTRIES: Final = 50


def alerts(request: Request) -> Response:
    """The feed."""
    wanted = filters(request.query_params)
    with opened(request) as store:
        events = store.events(**wanted).page(ENTRIES).to_dicts()
    base = f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"
    rows = [{name: plain(value) if isinstance(value, str) else value for name, value in row.items()} for row in events]
    newest = max((_moment(row["published"]) for row in rows), default="1970-01-01T00:00:00Z")
    values = {"events": [row | {"moment": _moment(row["published"])} for row in rows], "base": base,
              "updated": newest, "about": query(texts(request.query_params))}  # fmt: skip
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + environment().get_template("alerts.xml").render(**values)
    return Response(body, media_type="application/atom+xml")


def _moment(published: str | None) -> str:
    """A date as Atom wants it: to the second, with a zone."""
    text = published or "1970-01-01"
    return f"{text[:10]}T00:00:00Z" if len(text) < 19 else text[:19] + "Z"
