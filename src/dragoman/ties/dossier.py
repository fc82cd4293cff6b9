"""The ties of an actor or a pair on a day, with their status, terms and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.ties.bonds import Bond, bonds
from dragoman.ties.changes import known_by
from dragoman.ties.claims import Claim, Side
from dragoman.ties.status import Standing, status

OVER = frozenset({"terminated", "superseded", "unknown"})
_RULES = frozenset({"rule", "months", "renewal"})
_ORDER = (
    "in force",
    "presumed renewed",
    "eased",
    "suspended",
    "disputed",
    "signed",
    "proposed",
    "lapsed or unreported",
)


class Told(msgspec.Struct, frozen=True):
    """One claim behind a tie, for people to read."""

    claim: str
    report: str
    change: str
    effective: str | None
    until: str | None
    known: str | None
    source: str
    evidence: str
    denied: bool


class Stand(msgspec.Struct, frozen=True):
    """A tie and how it stands. ``sources`` are those behind the status, ``told`` all claims that were known."""

    kind: str
    name: str | None
    sides: tuple[Side, ...]
    terms: tuple[str, ...]
    issue: tuple[str, ...]
    rule: str
    standing: Standing
    sources: tuple[str, ...]
    told: tuple[Told, ...]


def stands(
    claims: Iterable[Claim], one: str, other: str | None = None, on: str | None = None, known: str | None = None
) -> list[Stand]:
    """How the ties of an actor or between two stand on a day, running ones first."""
    heard = [claim for claim in claims if known_by((claim.change,), known)]
    found = [_stand(bond, one, other, on, known) for bond in bonds(heard, one, other)]
    return sorted(found, key=lambda stand: (_rank(stand), stand.standing.since or "", stand.kind, stand.name or ""))


def _rank(stand: Stand) -> int:
    return _ORDER.index(stand.standing.status) if stand.standing.status in _ORDER else len(_ORDER)


def _stand(bond: Bond, one: str, other: str | None, on: str | None, known: str | None) -> Stand:
    standing = status(bond.changes(), bond.renewal, on, known)
    behind = {claim.change.claim: claim for claim in bond.claims}
    sources = dict.fromkeys(behind[key].change.source for key in standing.claims if key in behind)
    first = sorted(bond.sides, key=lambda side: side.key not in {one, other})
    terms = dict.fromkeys(_terms(bond))
    issue = dict.fromkeys(word for claim in bond.claims for word in claim.issue)
    return Stand(
        kind=bond.kind,
        name=bond.name,
        sides=tuple(first),
        terms=tuple(terms),
        issue=tuple(issue),
        rule=bond.renewal.rule,
        standing=standing,
        sources=tuple(sources),
        told=tuple(_told(claim) for claim in bond.claims),
    )


def _terms(bond: Bond) -> Iterator[str]:
    for claim in bond.claims:
        yield from (f"{term.vocabulary}:{term.code}" for term in claim.terms if term.vocabulary not in _RULES)


def _told(claim: Claim) -> Told:
    change = claim.change
    return Told(
        claim=change.claim,
        report=claim.report,
        change=change.kind,
        effective=change.effective or change.since,
        until=change.until,
        known=change.known,
        source=change.source,
        evidence=claim.evidence,
        denied=change.denied,
    )
