"""What people decided about the machine's claims, and how it is laid over a reading.

A correction is never written into a reading. It holds the claim as it was judged, so that it survives a new model: it
is laid on the claim with the same id; else on a claim of the same kind at the same place of the text; else, if a person
accepted or changed the claim, the claim itself is put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

import msgspec

from dragoman.errors import UsageError
from dragoman.record import Actor, Event, Reading, Statement, Tie

Kind = Literal["statement", "event", "tie"]
Verdict = Literal["accept", "reject", "change"]
Claim = Statement | Event | Tie

KINDS: Final[Mapping[str, type[Claim]]] = {"statement": Statement, "event": Event, "tie": Tie}
FIELDS: Final = {"statement": "statements", "event": "events", "tie": "ties"}
REVIEWS: Final = {"accept": "accepted", "reject": "rejected", "change": "changed"}
FIXED: Final = frozenset({"id", "trigger", "evidence"})  # what a claim is about cannot be changed, only what it says


class Correction(NamedTuple):
    """One decision that stands."""

    claim: str
    kind: str
    verdict: str
    changes: Mapping[str, Any]
    snapshot: Mapping[str, Any]


def changed(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """The claim with some fields changed. Raises UsageError for a field or value that the record does not allow."""
    known = set(type(claim).__struct_fields__) - FIXED
    if unknown := set(changes) - known:
        raise UsageError(f"{', '.join(sorted(unknown))} cannot be changed; {', '.join(sorted(known))} can")
    try:
        return msgspec.convert(msgspec.to_builtins(claim) | dict(changes), type(claim))
    except msgspec.ValidationError as error:
        raise UsageError(f"the change does not fit the record: {error}") from None


def find(reading: Reading, claim_id: str) -> tuple[str, Claim] | None:
    """A claim of a reading with its kind; None if the reading holds none with this id."""
    for kind, field in FIELDS.items():
        for claim in getattr(reading, field):
            if claim.id == claim_id:
                return kind, claim
    return None


def snapshot_of(reading: Reading, claim: Claim) -> dict[str, Any]:
    """The claim and the actors it names, as plain data."""
    named = set(_named(claim))
    actors = [actor for actor in reading.actors if actor.id in named]
    made: dict[str, Any] = msgspec.to_builtins({"claim": claim, "actors": actors})
    return made


def _named(claim: Claim) -> Iterable[str]:
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients)
    if isinstance(claim, Tie):
        return tuple(party.actor for party in claim.parties)
    return tuple(filter(None, (claim.source, *claim.addressee, *claim.relay)))


def overlay(reading: Reading, corrections: Iterable[Correction]) -> tuple[Reading, dict[str, str]]:
    """The reading as people left it, and claim id → accepted, changed or rejected."""
    reviews: dict[str, str] = {}
    for correction in corrections:
        claim = _target(reading, correction, reviews)
        if claim is None:
            if correction.verdict == "reject":
                continue  # the new model no longer claims it: nothing is left to reject
            reading, claim = _put_back(reading, correction)
        reviews[claim.id] = REVIEWS[correction.verdict]
        if correction.verdict == "change":
            reading = _replaced(reading, correction.kind, claim, changed(claim, correction.changes))
    return reading, reviews


def _target(reading: Reading, correction: Correction, taken: Mapping[str, str]) -> Claim | None:
    claims: tuple[Claim, ...] = getattr(reading, FIELDS[correction.kind])
    exact = next((one for one in claims if one.id == correction.claim), None)
    if exact is not None:
        return exact
    was = msgspec.convert(correction.snapshot["claim"], KINDS[correction.kind])
    start, end = _place(was)
    near = [one for one in claims if one.id not in taken and _place(one)[0] < end and start < _place(one)[1]]
    # Two ties may be told by one sentence: the one that says the same is meant, if there is one.
    return next(
        (one for one in near if _what(one) == _what(was)), near[0] if near and correction.kind == "event" else None
    )


def _what(claim: Claim) -> tuple[object, ...]:
    if isinstance(claim, Event):
        return claim.type, claim.actors, claim.recipients
    if isinstance(claim, Tie):
        return claim.kind, claim.parties
    return (claim.source,)


def _place(claim: Claim) -> tuple[int, int]:
    if isinstance(claim, Event):
        return claim.trigger.start, claim.trigger.end
    if isinstance(claim, Tie):
        return claim.evidence.start, claim.evidence.end
    spans = claim.content or tuple(filter(None, (claim.cue, claim.source_span)))
    return (spans[0].start, spans[-1].end) if spans else (-1, -1)


def _put_back(reading: Reading, correction: Correction) -> tuple[Reading, Claim]:
    claim = msgspec.convert(correction.snapshot["claim"], KINDS[correction.kind])
    there = {one.id for one in reading.actors}
    lost = [one for one in msgspec.convert(correction.snapshot["actors"], list[Actor]) if one.id not in there]
    field = FIELDS[correction.kind]
    changes = {"actors": (*reading.actors, *lost), field: (*getattr(reading, field), claim)}
    return msgspec.structs.replace(reading, **changes), claim


def _replaced(reading: Reading, kind: str, old: Claim, new: Claim) -> Reading:
    field = FIELDS[kind]
    return msgspec.structs.replace(
        reading, **{field: tuple(new if one.id == old.id else one for one in getattr(reading, field))}
    )
