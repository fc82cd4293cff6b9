"""A report cut into marked pieces. Pure: a reading in, pieces and cards out, so that overlapping marks are no trouble.

Marks overlap freely (an actor within a statement within a tie's evidence), which no tree of elements can hold. So the
text is cut wherever a mark begins or ends, and each piece tells all the marks that cover it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from dragoman.record import Event, Reading, Statement, Tie

PART: Final = 8_000  # characters of text a page shows: with all marks and cards it stays below 200 kB
CARDS: Final = 60


class Mark(NamedTuple):
    """A marked range. ``kind`` is actor, content, cue, event or tie; ``claim`` the claim's id, '' for actors."""

    start: int
    end: int
    kind: str
    claim: str
    title: str


class Piece(NamedTuple):
    """A stretch of text under the same marks. ``link`` is the claim it leads to; ``first``: that claim begins here."""

    text: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    title: str
    link: str | None
    first: bool


class Step(NamedTuple):
    """One station of a chain: who or what, and its part in it."""

    name: str
    part: str


class Card(NamedTuple):
    """A claim as the side panel shows it."""

    id: str
    kind: str
    heading: str
    status: str
    detail: tuple[tuple[str, str], ...]
    quote: str
    chain: tuple[Step, ...]
    why: str
    confidence: float
    start: int


def marks(reading: Reading) -> list[Mark]:
    """Every mark of a reading."""
    made = [Mark(one.start, one.end, "actor", "", actor.name) for actor in reading.actors for one in actor.mentions]
    for said in reading.statements:
        name = reading.name(said.source)
        made += [Mark(one.start, one.end, "content", said.id, f"said by {name}") for one in said.content]
        if said.cue:
            made.append(Mark(said.cue.start, said.cue.end, "cue", said.id, f"{name} {said.stance}"))
    for event in reading.events:
        span = event.trigger
        made.append(Mark(span.start, span.end, "event", event.id, f"{event.type}, {event.status}"))
    for tie in reading.ties:
        made.append(Mark(tie.evidence.start, tie.evidence.end, "tie", tie.id, f"{tie.kind}, {tie.change.kind}"))
    return made


def pieces(text: str, found: list[Mark], start: int, end: int) -> Iterator[Piece]:
    """The text from ``start`` to ``end`` in pieces."""
    inside = [one for one in found if one.start < end and start < one.end]
    edges = sorted({start, end, *(max(start, min(end, edge)) for one in inside for edge in (one.start, one.end))})
    begun: set[str] = set()
    for left, right in pairwise(edges):
        over = sorted(
            (one for one in inside if one.start <= left and right <= one.end), key=lambda one: one.end - one.start
        )
        target = _target(over)
        first = bool(target) and target not in begun
        if target:
            begun.add(target)
        yield Piece(
            text[left:right],
            tuple(dict.fromkeys(one.kind for one in over)),
            tuple(dict.fromkeys(one.claim for one in over if one.claim)),
            "; ".join(dict.fromkeys(one.title for one in over)),
            target,
            first,
        )


def _target(over: list[Mark]) -> str | None:
    """The claim that a piece leads to: its event's, else its cue's, else that of the shortest tie round it."""
    for kind in ("event", "cue", "tie"):
        found = next((one.claim for one in over if one.kind == kind), None)
        if found:
            return found
    return None


def cards(reading: Reading) -> list[Card]:
    """All claims of a reading in the order of the text."""
    made = [
        *(_said(reading, one) for one in reading.statements),
        *(_event(reading, one) for one in reading.events),
        *(_tie(reading, one) for one in reading.ties),
    ]
    return sorted(made, key=lambda one: one.start)


def chain(reading: Reading, statement: Statement | None) -> tuple[Step, ...]:
    """How we know, from the first speaker to the outlet."""
    made: list[Step] = []
    if statement:
        names = reading.chain(statement)
        made.append(Step(names[0], f"speaker, {statement.stance}"))
        at = 1
        if statement.medium:
            made.append(Step(statement.medium, "medium"))
            at = 2
        made += [Step(name, "relay") for name in names[at:]]
    outlet = reading.report.outlet
    made.append(Step(outlet.name if outlet else "this report", "outlet" if made else "outlet, in its own words"))
    return tuple(made)


def _names(reading: Reading, ids: tuple[str, ...]) -> str:
    return ", ".join(reading.name(one) for one in ids)


def _said(reading: Reading, one: Statement) -> Card:
    spans = [*one.content, *filter(None, (one.source_span, one.cue))]
    detail = (("To", _names(reading, one.addressee)), ("Medium", one.medium or ""))
    return Card(
        one.id, "statement", f"{reading.name(one.source)} {one.stance}", one.form,
        tuple(pair for pair in detail if pair[1]), " … ".join(piece.text for piece in one.content),
        chain(reading, one), f"cue: {one.cue.text}" if one.cue else "", one.confidence,
        min((span.start for span in spans), default=0),
    )  # fmt: skip


def _event(reading: Reading, one: Event) -> Card:
    said = reading.statement(one.statement)
    when = f"{one.time.start or '?'} to {one.time.end or '?'}" if one.time and one.time.start != one.time.end else (
        one.time.start if one.time else ""
    )  # fmt: skip
    counts = ", ".join(f"{value} {name}" for name in ("killed", "injured", "detained", "displaced")
                       if (value := getattr(one.counts, name)) is not None)  # fmt: skip
    detail = (
        ("Type", one.type + (f" / {one.mode}" if one.mode else "")), ("CAMEO", one.cameo or ""),
        ("Class", one.quad), ("When", when or ""), ("Where", one.place.name if one.place else ""), ("Counts", counts),
    )  # fmt: skip
    heading = f"{_names(reading, one.actors) or 'Somebody'} → {one.type} → {_names(reading, one.recipients) or '–'}"
    return Card(
        one.id, "event", heading, one.status, tuple(pair for pair in detail if pair[1]), one.evidence.text,
        chain(reading, said), one.why, one.confidence, one.trigger.start,
    )  # fmt: skip


def _tie(reading: Reading, one: Tie) -> Card:
    said = reading.statement(one.statement)
    parties = ", ".join(f"{reading.name(party.actor)} ({party.role})" for party in one.parties)
    detail = (
        ("Parties", parties), ("Since", one.since or ""), ("Until", one.until or one.change.until or ""),
        ("Effective", one.change.effective or ""), ("Terms", ", ".join(term.code for term in one.terms)),
    )  # fmt: skip
    return Card(
        one.id, "tie", f"{one.name or one.kind}: {one.change.kind.replace('_', ' ')}", one.kind,
        tuple(pair for pair in detail if pair[1]), one.evidence.text, chain(reading, said), "", one.confidence,
        one.evidence.start,
    )  # fmt: skip


def part_bounds(text: str) -> list[tuple[int, int]]:
    """Where the pages of a long text begin and end: at line ends where there are some."""
    bounds: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > PART:
        cut = text.rfind("\n", start + PART // 2, start + PART)
        end = cut + 1 if cut > 0 else start + PART
        bounds.append((start, end))
        start = end
    return [*bounds, (start, len(text))]
