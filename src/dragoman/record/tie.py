"""How a relationship stands: durable relations and their dated changes."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.record.span import Span

Role = Literal["party", "sender", "target", "donor", "recipient", "declarer", "subject", "guarantor", "depositary"]


class Party(msgspec.Struct, frozen=True):
    """An actor and its part in a tie."""

    actor: str
    role: Role


class Term(msgspec.Struct, frozen=True):
    """What a tie obliges to, in a named vocabulary (``atop``, ``gsdb``, ``dragoman``)."""

    vocabulary: str
    code: str


class Change(msgspec.Struct, frozen=True):
    """A dated change of a tie: signed, ratified, in_force, extended, … ``effective`` and ``until`` are ISO prefixes."""

    kind: str
    effective: str | None
    until: str | None
    precision: str | None


class Tie(msgspec.Struct, frozen=True):
    """A durable relation as one passage of a report gives it. ``since`` and ``until`` are ISO prefixes or null."""

    id: str
    kind: str
    name: str | None
    parties: tuple[Party, ...]
    terms: tuple[Term, ...]
    change: Change
    since: str | None
    until: str | None
    issue: tuple[str, ...]
    statement: str | None
    evidence: Span
    confidence: float
