"""Who holds the same office elsewhere, or held it before or after."""

from __future__ import annotations

from datetime import date

from dragoman.knowledge import Knowledge, Term
from dragoman.knowledge.periods import holds

_EVER = "9999"
_HEADS = frozenset({"both", "leader", "government", "state"})
_LEADING = frozenset({"leader", "head-of-state", "head-of-government"})


class Offices:
    """Terms of office as references need them."""

    def __init__(self, knowledge: Knowledge, on: date | None) -> None:
        self.knowledge = knowledge
        self.on = on

    def known(self, person: str) -> bool:
        """Whether the tables know any office of a person."""
        return bool(self.knowledge.terms(person))

    def fits(self, person: str, office: str, *, former: bool) -> bool:
        """Whether a person holds an office on the day, or has left it."""
        terms = [one for one in self.knowledge.terms(person) if _is(one, office)]
        if self.on is None:
            return bool(terms)
        now = any(holds(one.start or "", one.end or "", self.on) for one in terms)
        past = any((one.end or "9999") < self.on.isoformat() for one in terms)
        return past and not now if former else now

    def counterpart(self, person: str, state: str) -> str | None:
        """Who holds in a state the office that a person holds at home."""
        if self.on is None:
            return None
        for term in self.knowledge.terms(person):
            if holds(term.start or "", term.end or "", self.on):
                found = self.knowledge.holder(term.office, state, self.on)
                if found is None and term.rank in _HEADS:
                    found = self.knowledge.holder("leader", state, self.on)
                if found is not None:
                    return found.id
        return None

    def neighbour(self, person: str, *, before: bool) -> str | None:
        """Who held the person's highest office before, or holds it after."""
        today = self.on.isoformat() if self.on else _EVER
        own = [
            one
            for one in self.knowledge.terms(person)
            if one.rank in _HEADS and one.state and (one.start or "") <= today
        ]
        if not own:
            return None
        term = own[-1]
        day = term.start if before else term.end
        if not day or (not before and self.on is not None and day > self.on.isoformat()):
            return None
        row = sorted(
            (one for one in self._terms(term) if one.person != person),
            key=lambda one: one.start or "",
            reverse=before,
        )
        fits = [one for one in row if ((one.start or "") < day if before else (one.start or "") >= day)]
        return fits[0].person if fits else None

    def _terms(self, like: Term) -> list[Term]:
        return [one for one in self.knowledge.held(like.body or like.state or "") if one.office == like.office]


def _is(term: Term, office: str) -> bool:
    return term.office == office or (office in _LEADING and term.rank in _HEADS)
