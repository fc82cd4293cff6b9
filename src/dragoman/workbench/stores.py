"""The store in a request: opened for it alone, read-only unless the request writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from starlette.requests import Request

from dragoman.store import Store, open_store
from dragoman.store.flatten import Row
from dragoman.workbench.asked import claim_id
from dragoman.workbench.view import heading


@contextmanager
def opened(request: Request, *, write: bool = False) -> Iterator[Store]:
    """The workbench's store. One connection a request: SQLite opens in a millisecond, and nothing is shared."""
    folder = request.app.state.settings.folder
    with open_store(folder, readonly=not write, wait=5.0) as store:
        yield store


def with_headings(store: Store, reports: Iterable[Row]) -> list[Row]:
    """Some reports, each with what it is called: those without a title by how their text begins."""
    rows = list(reports)
    ids = ", ".join(f"'{claim_id(row['id'])}'" for row in rows)
    begun = store.query(f"SELECT id, substr(text, 1, 200) AS text FROM reports WHERE id IN ({ids})")  # noqa: S608 - checked ids
    texts = {row["id"]: row["text"] for row in begun}
    return [row | {"heading": heading(row["title"], texts.get(row["id"], ""))} for row in rows]
