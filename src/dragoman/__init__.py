"""Dragoman reads the news of international relations: who did what to whom, who says so, through whom we know.

    from dragoman import read
    reading = read(text, published="2021-07-12", outlet="The Example")
    reading.events, reading.statements, reading.ties

    from dragoman import open_store
    store = open_store("dragoman-store")
    store.events(actor="CHN", recipient="PRK").to_pandas()

``read`` loads a reader at each call; build one ``Reader`` to read many reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.reading import Reader, Reading
    from dragoman.record import Actor, Event, Report, Span, Statement, Tie
    from dragoman.store import Store, open_store

__all__ = [
    "Actor",
    "Event",
    "Reader",
    "Reading",
    "Report",
    "Span",
    "Statement",
    "Store",
    "Tie",
    "__version__",
    "open_store",
    "read",
]


def read(text: str, *, published: str | None = None, outlet: str | None = None, url: str | None = None) -> Reading:
    """Read one report.

    ``published`` is an ISO date or date-time; relative dates of the text are reckoned from it. Raises InputError for
    an empty or oversized text, UsageError for a date that is none.
    """
    from dragoman.ingest import Source, make_report, parse_published
    from dragoman.reading import Reader

    day = parse_published(published) if published else None
    report = make_report(text, "text", Source(published=day, outlet=outlet, url=url))
    return Reader.load().read(report)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the public classes
    """Import the public classes when they are asked for, so that ``import dragoman`` costs nothing."""
    if name in {"Reader", "Reading"}:
        from dragoman import reading

        return getattr(reading, name)
    if name in {"Store", "open_store"}:
        from dragoman import store

        return getattr(store, name)
    if name in __all__:
        from dragoman import record

        return getattr(record, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
