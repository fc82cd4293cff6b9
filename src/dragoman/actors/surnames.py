"""Whom a bare surname means: somebody named in full in the report, else an office-holder whom nobody else rivals.

A wrong person is worse than an unnamed one: where two could be meant and the report does not part them, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.knowledge import Candidate, Knowledge
from dragoman.knowledge.surface import form_key

_MARGIN = 0.25  # of two bearers of a surname, one in office beats one who left (1.0 against 0.4 and less)
_KNOWN = 0.4  # who left office up to eight years ago is still meant by surname
_NAMED = 0.5  # what the report's naming the bearer's state adds
_BODY = 0.25  # heads of organisations are meant less often than heads of state
_PUBLIC = frozenset({"GOV", "LEG", "MIL", "ELI", "IGO", "UNO", "EUR", "OPP", "REB", "PRM", "PTY", "SPY"})


class Surnames:
    """Bearers of surnames for one report."""

    def __init__(self, knowledge: Knowledge, on: date | None) -> None:
        self.knowledge = knowledge
        self.on = on
        self.states: frozenset[str] = frozenset()
        self.named: list[str] = []

    def survey(self, states: Iterable[str], persons: Iterable[str]) -> None:
        """Note the states that the report names and the persons it names in full."""
        self.states = frozenset(states)
        self.named = list(dict.fromkeys(persons))

    def among_named(self, surname: str) -> str | None:
        """The one person named in full in the report who bears this surname."""
        bearers = {one.entry.id for one in self._bearers(surname, None)}
        found = [person for person in self.named if person in bearers]
        return found[0] if len(found) == 1 else None

    def public(self, surname: str) -> str | None:
        """The public figure whom a bare surname means in news of the day."""
        if not surname[:1].isupper() and "-" not in surname and " " not in surname:
            return None
        if self.on is None:
            return self._undated(surname)
        scored = sorted(
            ((self._score(one), one) for one in self._bearers(surname, None) if self._is_public(one)),
            key=lambda pair: -pair[0],
        )
        if not scored:
            return None
        best, found = scored[0]
        if len(scored) > 1 and best - scored[1][0] < _MARGIN:
            return None
        local = found.entry.state in self.states or (found.entry.state is None and found.active)
        return found.entry.id if best >= (_KNOWN if local or len(scored) == 1 else 1.0) else None

    def _undated(self, surname: str) -> str | None:
        """Without a day: of a state that the report names, who held office last."""
        local = [one for one in self._bearers(surname, None) if self._is_public(one) and one.entry.state in self.states]
        last = max(
            local, key=lambda one: max(term.start or "" for term in self.knowledge.terms(one.entry.id)), default=None
        )
        return last.entry.id if last else None

    def titled(self, surname: str, office: str | None, state: str | None) -> str | None:
        """Who bears a surname and holds an office ("President Obama"); without a date, who ever held it."""
        bearers = self._bearers(surname, state)
        if office:
            fits = [one for one in bearers if self._held(one, office)]
            if self.on is None:
                return fits[0].entry.id if len(fits) == 1 else None
            active = [one for one in fits if one.active]
            if len(active) > 1:
                local = [one for one in active if one.entry.state in self.states]
                active = local if len(local) == 1 else active
            if len(active) == 1:
                return active[0].entry.id
        if state is not None:
            active = [one for one in bearers if one.active]
            return active[0].entry.id if len(active) == 1 else None
        return None

    def _held(self, one: Candidate, office: str) -> bool:
        return any(term.office == office for term in self.knowledge.terms(one.entry.id))

    def _bearers(self, surname: str, state: str | None) -> list[Candidate]:
        found = self.knowledge.leader_by_surname(surname, self.on, state)
        if not found and " " in surname:
            found = self.knowledge.leader_by_surname(surname.rsplit(maxsplit=1)[-1], self.on, state)
            whole = set(form_key(surname).split())
            found = [one for one in found if whole <= set(form_key(one.entry.name).split())]
        return found

    def _is_public(self, one: Candidate) -> bool:
        return bool(one.entry.sectors) and one.entry.sectors[0] in _PUBLIC

    def _score(self, one: Candidate) -> float:
        if one.entry.state is None:
            return one.prior - _BODY
        return one.prior + (_NAMED if one.entry.state in self.states else 0.0)
