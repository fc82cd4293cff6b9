"""Everything that one report says: the object that ``dragoman read --format json`` prints."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from dragoman.record.actor import Actor
from dragoman.record.event import Event
from dragoman.record.report import Report
from dragoman.record.statement import Statement, chain
from dragoman.record.tie import Tie

SCHEMA: Final = "dragoman/1"


class Reading(msgspec.Struct, frozen=True):
    """One report with its actors, statements, events and ties (schema ``dragoman/1``)."""

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    warnings: tuple[str, ...] = ()
    schema: str = SCHEMA

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists, as JSON has them."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text; the same reading always gives the same bytes."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def statement(self, statement_id: str | None) -> Statement | None:
        """The statement with this id, or None."""
        return next((one for one in self.statements if one.id == statement_id), None)

    def name(self, actor_id: str | None) -> str:
        """The actor's name for people to read; "an unnamed source" where there is none."""
        found = self.actor(actor_id)
        return found.name if found else (actor_id or "an unnamed source")

    def chain(self, statement: Statement) -> tuple[str, ...]:
        """The path by which a statement is known, in names: speaker, medium, relays; the outlet left out."""
        path = chain(statement, {one.id: one for one in self.statements})
        return tuple(step[1:-1] if step and step.startswith("<") else self.name(step) for step in path)
