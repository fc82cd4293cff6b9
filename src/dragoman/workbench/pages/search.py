"""Search in the text of reports, with operators, dates and actors; the whole search stands in the address."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dragoman.workbench.asked import filters, number, texts
from dragoman.workbench.stores import opened, with_headings
from dragoman.workbench.view import page

HITS: Final = 20
SHOWN: Final = ("involving", "since", "until", "type")


def search(request: Request) -> Response:
    """The page; without words it shows the form and how to write a search."""
    params = request.query_params
    words = params.get("q", "").strip()[:300]
    at = number(params, "page", 1, most=100)
    wanted = {name: value for name, value in filters(params).items() if name in SHOWN}
    hits = []
    if words:
        with opened(request) as store:
            hits = with_headings(store, store.search(words, limit=HITS + 1, offset=(at - 1) * HITS, **wanted))
    given = texts(params)
    state = {"q": words, **{name: given.get(name) for name in SHOWN}}
    values = {"q": words, "hits": hits[:HITS], "page": at, "more": len(hits) > HITS, "state": state}
    return page(request, "search.html", values)
