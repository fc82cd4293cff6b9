"""Which claims are about one and the same tie.

1. Claims that name an instrument belong together by kind and name ("Executive Order 13466", "UNFICYP", "ATOP 3445").
2. A claim without such a name joins a named tie of its kind between the same parties in the same roles, if its dates
   fit that one, or if there is only one. A treaty may be the alliance that another source files it under.
3. What is left is one tie for each kind, parties and roles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.ties.calendar import agree
from dragoman.ties.changes import Dated, Renewal, Rule
from dragoman.ties.claims import Claim, Side

_OPENS = frozenset({"open", "sign"})
_CROSSING = frozenset({"joined", "left", "suspended", "denounced", "ratified", "signed", "resumed"})
_FAMILY = {"alliance": "treaty"}
_NUMBERED = re.compile(r"\d|^[A-Z]{3,}")


class Bond(msgspec.Struct, frozen=True):
    """One tie: all claims about it. ``sides`` are its parties as the first claim that has most of them gives them."""

    kind: str
    name: str | None
    sides: tuple[Side, ...]
    claims: tuple[Claim, ...]

    @property
    def renewal(self) -> Renewal:
        """The rule of renewal that some claim gives; every American emergency needs an act a year."""
        for claim in self.claims:
            found = _rule(claim)
            if found.rule != "unknown":
                return found
        return Renewal("annual", 12, 12) if self.kind == "emergency" else Renewal()

    def changes(self) -> tuple[Dated, ...]:
        """The dated changes."""
        return tuple(claim.change for claim in self.claims)


def bonds(claims: Iterable[Claim], one: str, other: str | None = None) -> list[Bond]:
    """The ties of an actor, or between two, from claims about any."""
    named: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    bare: list[Claim] = []
    for claim in claims:
        if claim.name and _NUMBERED.search(claim.name):
            named[_FAMILY.get(claim.kind, claim.kind), claim.name.casefold()].append(claim)
        elif one in claim.keys and (other is None or other in claim.keys):
            bare.append(claim)
    groups = [kept for group in named.values() if (kept := _between(group, one, other))]
    rest: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in bare:
        home = _home(claim, groups)
        if home is not None:
            home.append(claim)
        else:
            rest[_shape(claim)].append(claim)
    return [_bond(group) for group in [*groups, *rest.values()]]


def _between(group: Sequence[Claim], one: str, other: str | None) -> list[Claim]:
    """The claims of a named tie that bear on an actor or a pair; empty if they are not both in it.

    Of claims that name only one of the two, those count by which a party comes or goes. Who joins is tied to the other
    from the day on which both are in.
    """
    if other is None:
        return list(group) if any(one in claim.keys for claim in group) else []
    both = [claim for claim in group if {one, other} <= claim.keys]
    kept = list(both)
    for claim in group:
        inside = {one, other} & claim.keys
        if len(inside) != 1:
            continue
        partner = other if one in inside else one
        last = _last_move(partner, group, claim.change.effective or "")
        opens = claim.change.effect in _OPENS
        # Who joins is tied to a partner that is in; who leaves unties what a partner's own leaving has not untied.
        if last is True if opens else claim.change.kind in _CROSSING and last is not False:
            kept.append(claim)
    return kept if any(claim.change.effect in _OPENS for claim in kept) or both else []


def _last_move(key: str, group: Sequence[Claim], day: str) -> bool | None:
    """Whether a party had last come into a tie (True) or gone (False) by a day; None if no such move is known."""
    moves = [
        (claim.change.effective or "", claim.change.effect in _OPENS)
        for claim in group
        if key in claim.keys and claim.change.effect in _OPENS | {"end", "supersede"}
    ]
    past = [move for move in moves if move[0] <= day]
    return max(past)[1] if past else None


def _home(claim: Claim, groups: Sequence[list[Claim]]) -> list[Claim] | None:
    """The named tie that a claim without a name is about."""
    family = _FAMILY.get(claim.kind, claim.kind)
    roles = _roles(claim)
    fitting = [
        group for group in groups if _FAMILY.get(group[0].kind, group[0].kind) == family and _alike(group, roles)
    ]
    begun = claim.change.since or (claim.change.effective if claim.change.effect in _OPENS else None)
    if begun is not None:
        fitting = [group for group in fitting if any(agree(begun, day) for day in _beginnings(group))]
    elif claim.kind == "treaty":
        fitting = [group for group in fitting if not _over(group)]
    else:
        fitting = [group for group in fitting if not _over(group)] or fitting
    if len(fitting) > 1:  # "their treaty" is the one of just these parties before one that has many more
        fitting = [group for group in fitting if frozenset().union(*(other.keys for other in group)) == claim.keys]
    return fitting[0] if len(fitting) == 1 else None


def _beginnings(group: Sequence[Claim]) -> list[str]:
    found = [claim.change.since or claim.change.effective for claim in group if claim.change.effect in _OPENS]
    return [day for day in found if day]


def _over(group: Sequence[Claim]) -> bool:
    """Whether the last change of a tie ends it."""
    last = max(group, key=lambda claim: claim.change.effective or claim.change.known or "")
    return last.change.effect in {"end", "supersede"}


def _roles(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset((side.key, "party" if side.role == "guarantor" else side.role) for side in claim.sides)


def _alike(group: Sequence[Claim], roles: frozenset[tuple[str, str]]) -> bool:
    """Whether the parties of a claim stand in the same roles in a tie, which may have more parties."""
    held = {role for claim in group for role in _roles(claim)}
    return roles <= held


def _shape(claim: Claim) -> tuple[object, ...]:
    """What makes claims without a name one tie: kind, and who stands in which role."""
    return (claim.kind, (claim.name or "").casefold(), tuple(sorted(_roles(claim))))


def _bond(group: Sequence[Claim]) -> Bond:
    begun = [claim for claim in group if claim.change.effect in _OPENS and len(claim.keys) > 1]
    directed = any(side.role not in {"party", "guarantor"} for claim in group for side in claim.sides)
    # Who is aimed at is said by the act itself; later texts name others besides. Members of an alliance grow.
    wide = begun if directed and begun else group
    most = max(wide, key=lambda claim: (len(claim.sides), claim.register))
    told = sorted(group, key=lambda claim: (claim.change.effective or claim.change.known or "", claim.change.claim))
    name = next((claim.name for claim in group if claim.name), None)
    return Bond(most.kind, name, most.sides, tuple(told))


def _rule(claim: Claim) -> Renewal:
    values = {term.vocabulary: term.code for term in claim.terms if term.vocabulary in {"rule", "months", "renewal"}}
    if "rule" not in values:
        return Renewal()
    months, renewal = values.get("months"), values.get("renewal")
    rule = msgspec.convert(values["rule"], Rule)  # type: ignore[arg-type,unused-ignore]
    return Renewal(rule, int(months) if months else None, int(renewal) if renewal else None)
