"""Flat rows, one per event, statement, tie or actor: for CSV files, data frames and Arrow tables.

Lists are joined by ``;``. Unknown is empty in CSV and None in rows. What is lost against the JSON record: the several
pieces of a statement's content, the mentions of the actors, and the spans' offsets apart from the trigger's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any, Final

from dragoman.errors import UsageError
from dragoman.export.cells import defused
from dragoman.record import Actor, Event, Reading, Statement, Tie


def _joined(values: Iterable[str]) -> str | None:
    return ";".join(values) or None


def _base(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {
        "report": report.id,
        "published": report.published,
        "outlet": report.outlet.name if report.outlet else None,
        "url": report.url,
    }


def _said(reading: Reading, statement_id: str | None) -> str | None:
    """The chain of a statement in one cell; None where the outlet itself speaks."""
    found = reading.statement(statement_id)
    return " > ".join(reading.chain(found)) if found else None


def _event(reading: Reading, event: Event) -> dict[str, Any]:
    time, place = event.time, event.place
    actors = [reading.actor(one) for one in event.actors]
    recipients = [reading.actor(one) for one in event.recipients]
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": _joined(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "goldstein": event.goldstein,
        "status": event.status,
        "actors": _joined(reading.name(one) for one in event.actors),
        "actor_states": _joined(one.state or "" for one in actors if one),
        "actor_sectors": _joined("/".join(one.sectors) for one in actors if one),
        "recipients": _joined(reading.name(one) for one in event.recipients),
        "recipient_states": _joined(one.state or "" for one in recipients if one),
        "recipient_sectors": _joined("/".join(one.sectors) for one in recipients if one),
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "precision": time.precision if time else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "killed": event.counts.killed,
        "injured": event.counts.injured,
        "said_by": _said(reading, event.statement),
        "confidence": event.confidence,
        "evidence": event.evidence.text,
        "why": event.why,
    }


def _statement(reading: Reading, statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": reading.name(statement.source) if statement.source else None,
        "cue": statement.cue.text if statement.cue else None,
        "content": " … ".join(piece.text for piece in statement.content) or None,
        "form": statement.form,
        "stance": statement.stance,
        "medium": statement.medium,
        "addressee": _joined(reading.name(one) for one in statement.addressee),
        "relay": _joined(reading.name(one) for one in statement.relay),
        "within": statement.within,
        "chain": " > ".join(reading.chain(statement)),
        "confidence": statement.confidence,
    }


def _tie(reading: Reading, tie: Tie) -> dict[str, Any]:
    return {
        "id": tie.id,
        "kind": tie.kind,
        "name": tie.name,
        "parties": _joined(f"{reading.name(party.actor)} ({party.role})" for party in tie.parties),
        "change": tie.change.kind,
        "effective": tie.change.effective,
        "since": tie.since,
        "until": tie.until,
        "issue": _joined(tie.issue),
        "said_by": _said(reading, tie.statement),
        "confidence": tie.confidence,
        "evidence": tie.evidence.text,
    }


def _actor(_: Reading, actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state,
        "sectors": _joined(actor.sectors),
        "role": actor.role,
        "wikidata": actor.wikidata,
        "mentions": len(actor.mentions),
    }


TABLES: Final[dict[str, Callable[[Reading, Any], dict[str, Any]]]] = {
    "events": _event,
    "statements": _statement,
    "ties": _tie,
    "actors": _actor,
}


def rows(reading: Reading, table: str = "events") -> list[dict[str, Any]]:
    """One flat dict per event, statement, tie or actor. Raises UsageError for another name."""
    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    base = _base(reading)
    return [base | TABLES[table](reading, one) for one in getattr(reading, table)]


def to_csv(readings: Iterable[Reading], table: str = "events") -> Iterable[str]:
    """The lines of a CSV file, header first; nothing at all if no reading has a row."""
    header: list[str] = []
    for reading in readings:
        for row in rows(reading, table):
            buffer = io.StringIO()
            writer = csv.writer(buffer, lineterminator="\n")
            if not header:
                header = list(row)
                writer.writerow(header)
            writer.writerow([defused(row[name]) for name in header])
            yield buffer.getvalue()
