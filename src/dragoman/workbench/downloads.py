"""Tables as CSV: the same rows and columns as on the page, in the same order, formula cells defused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.export.cells import csv_line
from dragoman.store import open_store
from dragoman.workbench.pages.dossier import sided

COLUMNS: Final = (
    "day", "actors", "type", "recipients", "status", "trigger", "place", "said_by", "reports", "sources", "confidence",
    "id", "report", "url",
)  # fmt: skip


def events(request: Request) -> Response:
    """The events of a dossier, all pages of it."""
    wanted = sided(request.query_params)
    folder = request.app.state.settings.folder

    def lines() -> Iterator[str]:
        yield csv_line(COLUMNS)
        with open_store(folder, readonly=True) as store:
            for row in store.events(**wanted):
                yield csv_line(row[name] for name in COLUMNS)

    headers = {"content-disposition": 'attachment; filename="events.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


def gold(request: Request) -> Response:
    """All corrections that stand, as JSON Lines: what training and scoring read."""
    import msgspec

    folder = request.app.state.settings.folder

    def lines() -> Iterator[bytes]:
        with open_store(folder, readonly=True) as store:
            for row in store.reviews.gold():
                yield msgspec.json.encode(row) + b"\n"

    headers = {"content-disposition": 'attachment; filename="gold.jsonl"'}
    return StreamingResponse(lines(), media_type="application/jsonl", headers=headers)
