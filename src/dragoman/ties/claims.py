"""Ties of readings as claims: who tells of the change, since when that could be known, and between whom it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.record import Reading, Statement, Term, Tie
from dragoman.tables import rows
from dragoman.ties.changes import Dated

# What is only promised, threatened, wished or foretold has not changed the tie yet.
_AHEAD = frozenset({"promises", "threatens", "predicts", "wishes", "asks"})
_DENIED = frozenset({"denies"})
_STATES = frozenset({"exists", "proposed"})


class Side(msgspec.Struct, frozen=True):
    """A party of a claim: the key by which it is compared (state, else actor), its name, its role."""

    key: str
    name: str
    role: str


class Claim(msgspec.Struct, frozen=True):
    """A tie as one report gives it, ready to be compared with other claims."""

    kind: str
    name: str | None
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    issue: tuple[str, ...]
    change: Dated
    evidence: str
    report: str
    register: bool

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all parties."""
        return frozenset(side.key for side in self.sides)


def registers_known() -> dict[str, str]:
    """Registers by name, with the rule by which their facts were known: from their own day, or from the edition's."""
    return {row["name"]: row["known"] for row in rows("ties", "registers.tsv")}


def claims(readings: Iterable[Reading], same: Mapping[str, str] | None = None) -> Iterator[Claim]:
    """The claims of readings. ``same`` maps keys of states to those that carry them on (Soviet Union to Russia)."""
    known = registers_known()
    for reading in readings:
        statements = {one.id: one for one in reading.statements}
        for tie in reading.ties:
            yield _claim(reading, tie, statements.get(tie.statement or ""), known, same or {})


def _claim(
    reading: Reading, tie: Tie, said: Statement | None, known: Mapping[str, str], same: Mapping[str, str]
) -> Claim:
    outlet = reading.report.outlet.name if reading.report.outlet else ""
    published = (reading.report.published or "")[:10] or None
    public = known.get(outlet) == "effective"
    stance = said.stance if said else "asserts"
    ahead = stance in _AHEAD and tie.change.kind not in _STATES
    change = Dated(
        claim=tie.id,
        kind="proposed" if ahead else tie.change.kind,
        effective=None if ahead else tie.change.effective,
        until=None if ahead else (tie.change.until or tie.until),
        known=(tie.change.effective or tie.since or published) if public else published,
        since=tie.since,
        source=_source(reading, said, outlet),
        denied=stance in _DENIED,
    )
    return Claim(
        kind=tie.kind,
        name=tie.name,
        sides=tuple(_sides(reading, tie, same)),
        terms=tie.terms,
        issue=tie.issue,
        change=change,
        evidence=tie.evidence.text,
        report=reading.report.id,
        register=outlet in known,
    )


def _sides(reading: Reading, tie: Tie, same: Mapping[str, str]) -> Iterator[Side]:
    seen: set[tuple[str, str]] = set()
    for party in tie.parties:
        actor = reading.actor(party.actor)
        key = (actor.state if actor and actor.state else party.actor) or party.actor
        key = same.get(key, key)
        if (key, party.role) not in seen:
            seen.add((key, party.role))
            yield Side(key, reading.name(party.actor), party.role)


def _source(reading: Reading, said: Statement | None, outlet: str) -> str:
    """On whose word: the chain of the statement, nearest to the fact first, then the outlet."""
    path = list(reading.chain(said)) if said else []
    if outlet and outlet not in path:
        path.append(outlet)
    if path:
        return " → ".join(path)
    report = reading.report
    dated = f"a report of {report.published}" if report.published else report.id
    return report.title or report.url or dated
