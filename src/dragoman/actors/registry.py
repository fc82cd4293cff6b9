"""The actors of one report: ids, names and facts, each made once."""

from __future__ import annotations

from datetime import date

from dragoman.actors.denoted import Denoted
from dragoman.knowledge import Knowledge, Role
from dragoman.knowledge.surface import form_key
from dragoman.record import Actor, Mention, Report, actor_id

_HEADS = frozenset({"head-of-state", "head-of-government", "minister"})


class Registry:
    """Makes actors and finds them again."""

    def __init__(self, report: Report, knowledge: Knowledge, on: date | None) -> None:
        self.report = report
        self.knowledge = knowledge
        self.on = on
        self.actors: dict[str, Actor] = {}
        self._by_text: dict[str, str] = {}
        self._persons: dict[str, str] = {}

    def known(self, key: str) -> str | None:
        """Register what the tables know by this id; the id, or None if they know nothing."""
        if key in self.actors:
            return key
        entry = self.knowledge.entry(key, self.on)
        if entry is None:
            return None
        actor = Actor(key, entry.name, entry.kind, entry.state, entry.sectors, entry.role, entry.wikidata, ())
        self.actors[key] = actor
        if entry.kind == "person":
            self._persons.setdefault(form_key(entry.name.split()[-1]), key)
            self._persons.setdefault(form_key(entry.name.split()[0]), key)
        return key

    def sure(self, key: str) -> str:
        """The id, registered if the tables know it."""
        return self.known(key) or key

    def states(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The different states of registered actors, in order."""
        return tuple(dict.fromkeys(state for key in keys if (state := self.actors[key].state)))

    def name(self, keys: tuple[str, ...]) -> str:
        """The name of a single registered actor, else nothing."""
        return self.actors[keys[0]].name if len(keys) == 1 else ""

    def kind(self, key: str) -> str:
        """The kind of a registered actor."""
        return self.actors[key].kind

    def state(self, key: str) -> str | None:
        """The state of a registered actor."""
        return self.actors[key].state

    def person(self, denoted: Denoted, span: tuple[int, int]) -> str:
        """A person by name: one of this report, one of the tables by title and full name, or a new one."""
        name = denoted.person or ""
        parts = name.split()
        surname = form_key(parts[-1])
        if len(parts) == 1 and surname in self._persons:
            return self._persons[surname]
        state = denoted.states[0] if len(denoted.states) == 1 else None
        if name.casefold() in self._by_text:
            return self._by_text[name.casefold()]
        if len(parts) > 1 and (denoted.office or state):
            found = self._by_full_name(name, state)
            if found is not None:
                return found
        key = actor_id(self.report.id, *span)
        role = denoted.role.noun if denoted.role else None
        self.actors[key] = Actor(key, name, "person", state, denoted.sectors, role, None, ())
        self._by_text[name.casefold()] = key
        self._persons.setdefault(surname, key)
        return key

    def _by_full_name(self, name: str, state: str | None) -> str | None:
        """Somebody in office whose name holds all parts of this one."""
        whole = set(form_key(name).split())
        for found in self.knowledge.leader_by_surname(name.rsplit(maxsplit=1)[-1], self.on, state):
            if found.active and self.on is not None and whole <= set(form_key(found.entry.name).split()):
                return self.known(found.entry.id)
        return None

    def organisation(self, denoted: Denoted, span: tuple[int, int]) -> str:
        """An organisation that no table knows, by its name in this report."""
        name = denoted.organisation or ""
        state = denoted.states[0] if len(denoted.states) == 1 else None
        return self._by_name(name, span, "organisation", state, ())

    def _by_name(self, name: str, span: tuple[int, int], kind: str, state: str | None, sectors: tuple[str, ...]) -> str:
        text = f"{name.casefold()}|{state}"
        if text not in self._by_text:
            key = actor_id(self.report.id, *span)
            self.actors[key] = Actor(key, name, kind, state, sectors, None, None, ())
            self._by_text[text] = key
        return self._by_text[text]

    def described(
        self, denoted: Denoted, name: str, span: tuple[int, int], states: tuple[str, ...], *, holders: bool = True
    ) -> tuple[str, ...]:
        """Who a description means: office-holders of the day, a state's body, or a typed but unnamed actor.

        ``holders`` is False where the state is only inferred: too little to name a person on.
        """
        role = denoted.role
        if holders and role is not None and not denoted.former:
            held = self._holders(denoted, role, name, states)
            if held:
                return held
        if role is not None and role.kind == "body" and len(states) == 1 and denoted.sectors and not denoted.body:
            body = self.known(f"{states[0]}-{denoted.sectors[0]}")
            if body:
                return (body,)
        kind = "person" if role is not None and role.kind == "person" and role.number == "singular" else "group"
        if role is not None and role.kind == "body":
            kind = "organisation"
        body_entry = self.knowledge.entry(denoted.body, self.on) if denoted.body else None
        state = states[0] if len(states) == 1 else body_entry.state if body_entry and not states else None
        sectors = denoted.sectors or (body_entry.sectors if body_entry and denoted.unnamed else ())
        if len(states) > 1 and role is not None and role.number == "plural" and kind == "group":
            noun = name.rsplit(maxsplit=1)[-1]
            shown = [f"{self.knowledge.adjective(one) or one} {noun}" for one in states]
            return tuple(
                self._by_name(each, (span[0] + number, span[1]), kind, one, sectors)
                for number, (each, one) in enumerate(zip(shown, states, strict=True))
            )
        return (self._by_name(name, span, kind, state, sectors),)

    def _holders(self, denoted: Denoted, role: Role, name: str, states: tuple[str, ...]) -> tuple[str, ...]:
        """The holders of an office of some states on the day, if all are known."""
        whole = role.number == "singular" or len(states) > 1
        if self.on is None or not denoted.office or role.level not in _HEADS or not states or not whole:
            return ()
        if denoted.sectors != role.sectors or self._partly(name):
            return ()
        found = [self.knowledge.holder(denoted.office, state, self.on) for state in states]
        ids = [self.known(holder.id) for holder in found if holder is not None]
        return tuple(one for one in ids if one) if len(ids) == len(states) else ()

    def _partly(self, name: str) -> bool:
        """Whether the description is of some of them only ("a president", "a Chinese minister")."""
        return name.split(maxsplit=1)[0].casefold() in {"a", "an", "one", "another", "some"}

    def finished(self, mentions: dict[str, list[Mention]], unmentioned: set[str]) -> tuple[Actor, ...]:
        """The actors that are mentioned, in the order of their first mention, then those only of dateline or credit."""
        made = [
            Actor(
                actor.id,
                actor.name,
                actor.kind,
                actor.state,
                actor.sectors,
                actor.role,
                actor.wikidata,
                tuple(sorted(mentions.get(actor.id, []), key=lambda mention: (mention.start, mention.end))),
            )
            for actor in self.actors.values()
            if mentions.get(actor.id) or actor.id in unmentioned
        ]
        return tuple(sorted(made, key=_place))


def _place(actor: Actor) -> tuple[bool, int, str]:
    return not actor.mentions, actor.mentions[0].start if actor.mentions else 0, actor.id
