"""One entry of a register as a reading: its facts in plain lines, and the ties that point into them.

A register's row is no text, so the facts are written out, one change a line, and each tie's evidence is its line. That
makes an imported tie the same record as one that is read from the news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.ingest.registers.sources import Register, State
from dragoman.record import (
    Actor,
    Change,
    Event,
    Mention,
    Outlet,
    Party,
    Reading,
    Report,
    Role,
    Statement,
    Term,
    Tie,
    claim_id,
    report_id,
    span_of,
)

Side = tuple[State, Role]
COUNCIL = State("org:unsc", "United Nations Security Council", None, "igo")
REGISTERED = 1.0  # what a register says is certain to be what it says; whether it is right is for whoever compares


class Facts(msgspec.Struct, frozen=True):
    """What one line says about a tie."""

    kind: str
    name: str | None
    change: str
    sides: tuple[Side, ...]
    effective: str | None = None
    until: str | None = None
    since: str | None = None
    terms: tuple[Term, ...] = ()
    issue: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A line of the report and, unless it is a heading, the facts it states."""

    text: str
    facts: Facts | None = None


class Sheet(msgspec.Struct, frozen=True):
    """What is common to the ties of one entry."""

    register: Register
    title: str
    published: str | None = None
    url: str | None = None
    author: str | None = None


def reading_of(sheet: Sheet, lines: Sequence[Line], events: Sequence[Event] = ()) -> Reading:
    """The reading of an entry: a report of its lines, its actors, its ties."""
    text = "\n".join(line.text for line in lines)
    report = Report(
        id=report_id(text),
        text=text,
        title=sheet.title,
        outlet=Outlet(sheet.register.name, sheet.author),
        url=sheet.url,
        published=sheet.published or sheet.register.edition,
        language="en",
    )
    return reading_on(report, lines, events)


def reading_on(
    report: Report, lines: Sequence[Line], events: Sequence[Event] = (), statements: Sequence[Statement] = ()
) -> Reading:
    """The reading of lines that stand, in this order, in a report's text."""
    ties: list[Tie] = []
    mentions: dict[State, list[Mention]] = {}
    at = 0
    for line in lines:
        start = report.text.index(line.text, at)
        at = start + len(line.text)
        if line.facts is not None:
            places = _mentions(report.text, start, at, line.facts.sides, mentions)
            ties.append(_tie(report, start, at, line.facts, places))
    actors = {state.id: _actor(state, found) for state, found in mentions.items()}
    return Reading(report, tuple(actors.values()), tuple(statements), tuple(events), tuple(_unique(ties)))


def _tie(report: Report, start: int, end: int, facts: Facts, places: list[tuple[int, int]]) -> Tie:
    effective = facts.effective
    predicate = f"tie:{facts.kind}:{facts.change}:{facts.name or ''}:{effective or ''}:{facts.until or ''}"
    precision = {4: "year", 7: "month", 10: "day"}.get(len(effective or ""))
    return Tie(
        id=claim_id("t", report.id, (start, end), predicate, places),
        kind=facts.kind,
        name=facts.name,
        parties=tuple(Party(state.id, role) for state, role in facts.sides),
        terms=facts.terms,
        change=Change(facts.change, effective, facts.until, precision),
        since=facts.since,
        until=facts.until,
        issue=facts.issue,
        statement=None,
        evidence=span_of(report.text, start, end),
        confidence=REGISTERED,
    )


def _mentions(
    text: str, start: int, end: int, sides: Iterable[Side], mentions: dict[State, list[Mention]]
) -> list[tuple[int, int]]:
    """Where the parties are named in a line; a party that is not named there has no mention."""
    places: list[tuple[int, int]] = []
    for state, _ in sides:
        found = mentions.setdefault(state, [])
        at = text.find(state.name, start, end)
        if at >= 0:
            places.append((at, at + len(state.name)))
            found.append(Mention(at, at + len(state.name), state.name, "name"))
    return places


def _actor(state: State, mentions: Iterable[Mention]) -> Actor:
    return Actor(state.id, state.name, state.kind, state.code, (), None, None, tuple(dict.fromkeys(mentions)))


def _unique(ties: Iterable[Tie]) -> Iterable[Tie]:
    return {tie.id: tie for tie in ties}.values()
