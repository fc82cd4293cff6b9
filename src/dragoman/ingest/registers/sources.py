"""Where the registers come from, and the states of the Correlates of War numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.tables import rows


class Register(msgspec.Struct, frozen=True):
    """A register: the name under which it is quoted, its edition, and the day up to which it covers the world."""

    kind: str
    name: str
    edition: str | None
    covers: str | None


class State(msgspec.Struct, frozen=True):
    """A state of a register: an actor id, a name, and ISO 3166-1 alpha-3 if it has one."""

    id: str
    name: str
    code: str | None
    kind: str = "state"


def registers() -> dict[str, Register]:
    """The registers of ``data/ties/registers.tsv`` by kind."""
    return {
        row["kind"]: Register(row["kind"], row["name"], row["edition"] or None, row["covers"] or None)
        for row in table("registers.tsv")
    }


class Numbers:
    """Correlates of War numbers: which state one stands for on a day."""

    def __init__(self, knowledge: Knowledge) -> None:
        states = knowledge.table("states")
        at = [states.at(name) for name in ("code", "cow", "name", "from", "to", "iso")]
        self.periods: dict[str, list[tuple[str, str, str, str, str]]] = {}
        for row in states.rows:
            code, cow, name, start, end, iso = (row[i] for i in at)
            if cow:
                self.periods.setdefault(cow, []).append((code, name, start, end, iso))
        self.others = {row["cow"]: row for row in table("cow.tsv")}

    def state(self, number: str, on: str) -> State:
        """The state with a number on a day; where the number is not known, an actor of that number."""
        held = self.periods.get(number, [])
        fitting = [one for one in held if one[2] <= on and (not one[3] or on < one[3])] or held[:1]
        if fitting:
            code, name, _, _, iso = fitting[0]
            return State(code, name, iso or code)
        other = self.others.get(number)
        if other is None:
            return State(f"cow:{number}", f"COW {number}", None, "actor")
        return State(other["state"] or f"cow:{number}", other["name"], other["state"] or None)


class Names:
    """Names of states and bodies as registers write them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def actor(self, written: str, on: str | None = None) -> State:
        """Whom a name means; a name that no table has stands for itself."""
        name = " ".join(written.split())
        day = _day(on)
        code = self.knowledge.state_of(name, day) or self.knowledge.state_of(name.title(), day)
        if code:
            entry = self.knowledge.entry(code, day)
            return State(code, entry.name if entry else name, code)
        found = self.knowledge.actor(name, day)
        if found and found[0].kind in {"igo", "state", "territory", "organisation", "coalition"}:
            return State(found[0].id, found[0].name, found[0].state, found[0].kind)
        return State(f"name:{name.casefold()}", name, None, "actor")

    def known(self, written: str) -> bool:
        """Whether a name means a state that the tables have."""
        return self.knowledge.state_of(written) is not None

    def coded(self, alpha2: str, country: Mapping[str, str] | None) -> State:
        """A country by its ISO 3166-1 record; a code without one stands for itself."""
        if country is None:
            return State(f"name:{alpha2}", alpha2.upper(), None, "actor")
        entry = self.knowledge.entry(country["iso3"])
        return State(country["iso3"], entry.name if entry else country["name"], country["iso3"])


def _day(on: str | None) -> date | None:
    try:
        return date.fromisoformat(((on or "") + "-07-01")[:10]) if on else None
    except ValueError:
        return None


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of ``data/ties``."""
    return list(rows("ties", name))
