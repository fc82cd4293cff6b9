"""How a tie stands on a day, by what was known on another: computed from its changes, never read off one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from dragoman.store.flatten import Row

OPENING: Final = frozenset(
    {
        "exists",
        "signed",
        "ratified",
        "in_force",
        "extended",
        "renewed",
        "imposed",
        "joined",
        "eased",
        "declared",
        "resumed",
    }
)
CLOSING: Final = frozenset({"lifted", "denounced", "expired", "ended", "left", "broken", "terminated"})
PAUSING: Final = frozenset({"suspended"})
# Changes of a standing tie; a text that only names the tie ("their treaty") says that it exists when it is written.
_UNDATED: Final = "exists"


class Standing(msgspec.Struct, frozen=True):
    """One tie on one day. ``status``: in force, suspended, ended, expired or unclear; ``basis``: the claims' ids."""

    kind: str
    name: str | None
    parties: str
    party_keys: str
    status: str
    since: str | None
    until: str | None
    last_change: str
    last_changed: str | None
    why: str
    basis: tuple[str, ...]
    sources: int


def standings(ties: Iterable[Row], on: str, known_by: str | None = None) -> list[Standing]:
    """How the ties stand on the day ``on`` by reports published up to ``known_by`` (None: all). Latest change first."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for tie in ties:
        if known_by is None or (tie["published"] or "")[:10] <= known_by:
            groups[_identity(tie)].append(tie)
    found = [standing for rows in groups.values() if (standing := _standing(rows, on))]
    return sorted(found, key=lambda one: (one.last_changed or "", one.kind), reverse=True)


def _identity(tie: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two claims about one tie: its kind and parties; roles of a directed one tell who is who."""
    keys = (tie["party_keys"] or "").split(";")
    directed = tie["kind"] in {"sanctions", "aid", "arms", "emergency", "dependence"}
    return (tie["kind"], *(keys if directed else sorted(keys)))


def _dated(tie: Mapping[str, Any]) -> str | None:
    """When a change took effect, as far as the text tells; else the day of the report."""
    told: str | None = tie["effective"] or (tie["since"] if tie["change"] != _UNDATED else None)
    return told or (tie["published"] or "")[:10] or None


def _standing(rows: list[Row], on: str) -> Standing | None:
    dated = sorted(((_dated(row) or "", row) for row in rows), key=lambda one: (one[0], one[1]["id"]))
    past = [(when, row) for when, row in dated if when <= on + "~"]
    if not past:
        return None
    when, last = past[-1]
    ends = [row["until"] or row["change_until"] for _, row in past if row["change"] not in CLOSING]
    until = max((one for one in ends if one), default=None)
    starts = [row["since"] or (row["effective"] if row["change"] in OPENING else None) for _, row in past]
    since = min((one for one in starts if one), default=None)
    status, why = _status(last["change"], when, until, on)
    return Standing(
        kind=last["kind"],
        name=next((row["name"] for _, row in reversed(past) if row["name"]), None),
        parties=last["parties"] or "",
        party_keys=last["party_keys"] or "",
        status=status,
        since=since,
        until=until,
        last_change=last["change"],
        last_changed=when or None,
        why=why,
        basis=tuple(row["id"] for _, row in past),
        sources=len({row["origin"] for _, row in past}),
    )


def _status(change: str, when: str, until: str | None, on: str) -> tuple[str, str]:
    told = f"{change.replace('_', ' ')} ({when or 'day unknown'})"
    if change in CLOSING:
        return "ended", f"last change known: {told}"
    if change in PAUSING:
        return "suspended", f"last change known: {told}"
    if until and until + "~" < on:
        return "expired", f"its term ended {until}; no renewal is known"
    if change in OPENING:
        return "in force", f"last change known: {told}" + (f"; its term ends {until}" if until else "; no end is known")
    return "unclear", f"last change known: {told}"
