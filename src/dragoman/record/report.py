"""The input: one text with its outlet, date and address."""

from __future__ import annotations

from datetime import date

import msgspec


class Outlet(msgspec.Struct, frozen=True):
    """Who published the report. ``actor`` is the outlet's actor id, if it is known."""

    name: str
    actor: str | None = None


class Dateline(msgspec.Struct, frozen=True):
    """Where, when and by which agency a report was filed: ``agency`` is an actor id, ``date`` an ISO date."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


class Report(msgspec.Struct, frozen=True):
    """One text to read.

    ``published`` is an ISO date or date-time, ``credit`` the actor ids of agencies named in credit lines ("With files
    from Reuters"), ``language`` an ISO 639-1 code. ``text`` is the body that every span points into.
    """

    id: str
    text: str
    title: str | None = None
    outlet: Outlet | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    credit: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, if it is known. Raises ValueError for one that is no ISO date."""
        return date.fromisoformat(self.published[:10]) if self.published else None
