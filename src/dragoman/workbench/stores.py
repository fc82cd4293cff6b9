"""The store in a request: opened for it alone, read-only unless the request writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request

from dragoman.store import Store, open_store


@contextmanager
def opened(request: Request, *, write: bool = False) -> Iterator[Store]:
    """The workbench's store. One connection a request: SQLite opens in a millisecond, and nothing is shared."""
    folder = request.app.state.settings.folder
    with open_store(folder, readonly=not write, wait=5.0) as store:
        yield store
