"""A reading, with what people corrected in it, as the rows of the store's tables. Pure: records in, rows out.

The rows are an index and nothing else: they can be made again at any time from the record and the corrections.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from dragoman.record import Actor, Event, Reading, Report, Statement, Tie

Row = dict[str, Any]

OUTLETS: Final = frozenset({"outlet", "agency"})
QUADS: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
# Claims about one happening: that it happened, that it is alleged or denied. A promise is a happening of its own.
GROUPS: Final = {
    "actual": "done", "ongoing": "done", "alleged": "done", "denied": "done", "negated": "done",
    "promised": "ahead", "threatened": "ahead", "requested": "ahead", "expected": "ahead",
    "hypothetical": "if",
}  # fmt: skip


class Flat(NamedTuple):
    """The rows of one reading. Actors are told by id; the writer turns ids into row numbers."""

    actors: tuple[Actor, ...]
    statements: list[Row]
    codings: list[Row]
    ties: list[Row]


def key_of(actor: Actor | None) -> str:
    """How an actor is counted: by its state, else by its id; '' where it is nobody the tables know."""
    if actor is None:
        return ""
    return actor.state or ("" if is_local(actor.id) else actor.id)


def is_local(actor_id: str) -> bool:
    """Whether the id stands for an actor of one report only."""
    return len(actor_id) == 17 and actor_id[0] == "a" and all(one in "0123456789abcdef" for one in actor_id[1:])


def origin_of(report: Report) -> str:
    """Who had the report first, as far as it tells: the agency of its dateline or credit, else its outlet."""
    if report.dateline and report.dateline.agency:
        return report.dateline.agency
    if report.credit:
        return report.credit[0]
    if report.outlet:
        return report.outlet.actor or report.outlet.name
    return (urlsplit(report.url).hostname if report.url else None) or report.id


def flatten(reading: Reading, reviews: Mapping[str, str], origin: str) -> Flat:
    """The rows of a reading. ``reviews`` maps claim ids to accepted, changed, rejected; ``origin`` is the report's."""
    by_id = {one.id: one for one in reading.statements}
    origins = {one.id: _origin(reading, one, origin) for one in reading.statements}
    statements = [_statement(reading, one, origins[one.id]) for one in reading.statements]
    codings = [_coding(reading, one, by_id, origins.get(one.statement or "", origin)) for one in reading.events]
    ties = [_tie(reading, one, by_id, origins.get(one.statement or "", origin)) for one in reading.ties]
    for row in (*statements, *codings, *ties):
        row["review"] = reviews.get(row["id"])
    return Flat(reading.actors, statements, codings, ties)


def _origin(reading: Reading, statement: Statement, origin: str) -> str:
    """The first outlet that carried a statement: the relay nearest the speaker, or the speaker if it is one."""
    source = reading.actor(statement.source)
    if source is not None and source.kind in OUTLETS:
        return source.id
    return statement.relay[0] if statement.relay else origin


def _joined(values: Iterable[str | None]) -> str | None:
    return ";".join(one or "" for one in values) or None


def _json(values: Iterable[Any]) -> str | None:
    made = list(values)
    return json.dumps(made, ensure_ascii=False) if made else None


def _chain(reading: Reading, statement: Statement | None) -> str | None:
    return " > ".join(reading.chain(statement)) if statement else None


def _statement(reading: Reading, one: Statement, origin: str) -> Row:
    spans = [*one.content, *filter(None, [one.source_span, one.cue])]
    source = reading.actor(one.source)
    return {
        "id": one.id,
        "source": one.source if source else None,
        "source_key": key_of(source) or None,
        "source_name": reading.name(one.source) if one.source else None,
        "cue": one.cue.text if one.cue else None,
        "content": " … ".join(piece.text for piece in one.content) or None,
        "quoted": _json(piece.text for piece in one.quoted),
        "start": min((span.start for span in spans), default=None),
        "end": max((span.end for span in spans), default=None),
        "form": one.form,
        "medium": one.medium,
        "addressee": _joined(reading.name(who) for who in one.addressee),
        "stance": one.stance,
        "within": one.within,
        "relay": _joined(reading.name(who) for who in one.relay),
        "chain": _chain(reading, one),
        "origin": origin,
        "confidence": one.confidence,
    }


def _side(reading: Reading, ids: tuple[str, ...], name: str) -> Row:
    who = [reading.actor(one) for one in ids]
    return {
        f"{name}s": _joined(reading.name(one).replace(";", ",") for one in ids),  # ";" parts the names in the cell
        f"{name}_keys": _joined(key_of(one) for one in who),
        f"{name}_sectors": _joined("/".join(one.sectors) if one else "" for one in who),
    }


def _coding(reading: Reading, one: Event, by_id: Mapping[str, Statement], origin: str) -> Row:
    said = by_id.get(one.statement or "")
    time, place, counts = one.time, one.place, one.counts
    day = (time.start or time.end) if time else None
    published = (reading.report.published or "")[:10] or None
    return {
        "id": one.id, "type": one.type, "mode": one.mode, "contexts": _joined(one.contexts), "cameo": one.cameo,
        "quad": one.quad, "goldstein": one.goldstein, "status": one.status,
        "day": day or published, "day_end": (time.end if time and day else None) or day or published,
        "precision": time.precision if time and day else "reported",
        **_side(reading, one.actors, "actor"), **_side(reading, one.recipients, "recipient"),
        "place": place.name if place else None, "geonames": place.geonames if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "country": place.country if place else None,
        "killed": counts.killed, "injured": counts.injured, "detained": counts.detained,
        "displaced": counts.displaced, "amount": counts.amount, "currency": counts.currency,
        "issue": _joined(one.issue), "trigger": one.trigger.text, "start": one.trigger.start, "end": one.trigger.end,
        "evidence": one.evidence.text, "statement": one.statement, "said_by": _chain(reading, said),
        "speaker": said.source if said else None, "origin": origin, "confidence": one.confidence, "why": one.why,
        "block": block_of(reading, one), "_actors": one.actors, "_recipients": one.recipients,
    }  # fmt: skip


def block_of(reading: Reading, event: Event) -> int:
    """A number that all codings of one event share: the kind of claim, the type, who and whom."""
    sides = [",".join(sorted({key_of(reading.actor(one)) for one in ids})) for ids in (event.actors, event.recipients)]
    text = "|".join((GROUPS[event.status], event.type, *sides))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 1


def _tie(reading: Reading, one: Tie, by_id: Mapping[str, Statement], origin: str) -> Row:
    return {
        "id": one.id, "kind": one.kind, "name": one.name,
        "parties": _joined(reading.name(party.actor) for party in one.parties),
        "party_keys": _joined(key_of(reading.actor(party.actor)) for party in one.parties),
        "terms": _joined(f"{term.vocabulary}:{term.code}" for term in one.terms),
        "change": one.change.kind, "effective": one.change.effective, "change_until": one.change.until,
        "precision": one.change.precision, "since": one.since, "until": one.until, "issue": _joined(one.issue),
        "statement": one.statement, "said_by": _chain(reading, by_id.get(one.statement or "")),
        "evidence": one.evidence.text, "start": one.evidence.start, "end": one.evidence.end, "origin": origin,
        "confidence": one.confidence, "_parties": one.parties,
    }  # fmt: skip


def pairs_of(row: Row) -> list[tuple[str, str]]:
    """The ordered pairs of an event row, by key; '' for a side nobody is known on. A mutual event gives both ways."""
    actors = list(dict.fromkeys((row["actor_keys"] or "").split(";")))
    recipients = list(dict.fromkeys((row["recipient_keys"] or "").split(";")))
    mutual = row["_actors"] == row["_recipients"] and len(row["_actors"]) > 1
    made = [(one, other) for one in actors for other in recipients if not (mutual and one == other)]
    return made or [(actors[0], actors[0])]
