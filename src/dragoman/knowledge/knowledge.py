"""The look-ups. See the package's docstring for what they promise."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from dragoman.knowledge.entries import RANKS, TERM_TABLES, Entries, postings, split, term
from dragoman.knowledge.index import PhraseIndex, Posting, SurfaceIndex
from dragoman.knowledge.periods import holds
from dragoman.knowledge.records import (
    Candidate,
    Entry,
    Match,
    Membership,
    Modifier,
    Outlet,
    Role,
    RoleMatch,
    Term,
)
from dragoman.knowledge.surface import Pieces, case_fits, form_key
from dragoman.knowledge.tables import Table, read_table

_STATE_KINDS = frozenset({"state", "territory"})


class Knowledge:
    """What is known of actors, offices, outlets and places. Build it with ``Knowledge.load``; share it freely."""

    def __init__(self, extra: Path | None = None) -> None:
        self._extra = extra
        self._tables: dict[str, Table] = {}
        self._lock = threading.Lock()
        self._entries = Entries(self.table)

    @classmethod
    def load(cls, extra: Path | None = None) -> Knowledge:
        """Knowledge over the packaged tables; those in the folder ``extra`` win. Tables are read when first needed."""
        return cls(extra)

    @property
    def folder(self) -> Path | None:
        """The user's own folder, if there is one."""
        return self._extra

    def table(self, name: str) -> Table:
        """One table, read on first need. Raises KnowledgeError if it is broken."""
        found = self._tables.get(name)
        if found is None:
            with self._lock:
                found = self._tables.get(name) or read_table(name, self._extra)
                self._tables[name] = found
        return found

    # forms in text

    @cached_property
    def _surfaces(self) -> SurfaceIndex:
        index = SurfaceIndex()
        for posting in postings(self.table):
            index.add(posting)
        return index

    def lookup(self, words: Sequence[str], start: int, on: date | None = None) -> Match | None:
        """The longest form that begins with the word at ``start``, with everything that it may mean on the day."""
        pieces = Pieces(words)
        for at, word in enumerate(pieces.word):
            if word == start:
                return self._match(pieces, at, words, on)
        return None

    def find_all(self, words: Sequence[str], on: date | None = None) -> list[Match]:
        """All forms of a sentence, longest first from the left, none overlapping another."""
        pieces = Pieces(words)
        found: list[Match] = []
        at = 0
        while at < len(pieces.keys):
            match = self._match(pieces, at, words, on)
            if match is None:
                at += 1
                continue
            found.append(match)
            at = self._after(pieces, at, match)
        return found

    def _after(self, pieces: Pieces, at: int, match: Match) -> int:
        """The first piece after a match that began at ``at``."""
        if match.partial and match.end == pieces.word[at] + 1:
            return at + len(form_key(match.text).split())
        while at < len(pieces.keys) and pieces.word[at] < match.end:
            at += 1
        return at

    def _match(self, pieces: Pieces, at: int, words: Sequence[str], on: date | None) -> Match | None:
        for end, found in self._surfaces.spans_at(pieces, at):
            shown = pieces.shown[at:end]
            fitting = [
                posting for posting in found if case_fits(posting.surface, shown, strict="word" in posting.flags)
            ]
            candidates = self._candidates(fitting, on)
            if candidates and not self._inside_longer(pieces, at, end):
                return _located(pieces, (at, end), words, candidates)
        return None

    def _inside_longer(self, pieces: Pieces, at: int, end: int) -> bool:
        """Whether "the North" is only the beginning of "the North Koreans"."""
        if pieces.keys[at] != "the":
            return False
        return any(longer > end for longer, _ in self._surfaces.spans_at(pieces, at + 1))

    def _candidates(self, found: Sequence[Posting], on: date | None) -> tuple[Candidate, ...]:
        """The candidates, best first. Those that did not exist on the day count only if none did."""
        living = [posting for posting in found if on is None or holds(posting.start, posting.end, on)]
        made: dict[str, Candidate] = {}
        for posting in living or found:
            entry = self._entries.build(posting.target, on)
            if entry is None:
                continue
            active = holds(posting.start, posting.end, on)
            prior = float(posting.prior) * (1.0 if active else 0.5) * _presence(entry)
            candidate = Candidate(entry, posting.form, prior, split(posting.flags), posting.reading or None, active)
            if entry.id not in made or made[entry.id].prior < prior:
                made[entry.id] = candidate
        return tuple(sorted(made.values(), key=lambda candidate: -candidate.prior))

    # by id and by name

    def entry(self, key: str, on: date | None = None) -> Entry | None:
        """The entry of an id as it is on the day, or None."""
        return self._entries.build(key, on)

    def actor(self, name: str, on: date | None = None) -> list[Entry]:
        """Everything that a name may mean: an id, a form, or a surname; best first."""
        direct = self.entry(name, on)
        if direct is not None:
            return [direct]
        found = self._candidates(self._surfaces.get(form_key(name)), on)
        if not found:
            found = tuple(self.leader_by_surname(name, on))
        return [candidate.entry for candidate in found]

    def forms(self, key: str) -> list[str]:
        """Every form of an entry, in the order of the tables."""
        return [posting.surface for posting in postings(self.table) if posting.target == key]

    def state_of(self, form: str, on: date | None = None) -> str | None:
        """The code of the state that a name, adjective or demonym means; None if it means none."""
        for candidate in self._candidates(self._surfaces.get(form_key(form)), on):
            if candidate.entry.kind in _STATE_KINDS:
                return candidate.entry.id
        return None

    def sovereign(self, code: str) -> str:
        """The state that a territory belongs to, itself for a state (``GRL`` → ``DNK``)."""
        row = self.table("states").by_first.get(code)
        return row[7] or code if row else code

    def adjective(self, code: str) -> str | None:
        """The main adjective of a state ("Chinese")."""
        rows = (row for row in self.table("state_names").rows if row[0] == code and row[2] == "adjective")
        return next((row[1] for row in rows), None)

    # persons and offices

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        known = self.table("people").by_first
        for person, rows in self._entries.terms_by_person.items():
            about = known.get(person)
            surname = about[2] if about and about[2] else rows[0][1].split()[-1]
            for form in split(surname):
                index.setdefault(form_key(form), []).append(person)
        return index

    def leader_by_surname(self, surname: str, on: date | None = None, state: str | None = None) -> list[Candidate]:
        """Office-holders with this surname, best first: those in office on the day before those of other times."""
        found = []
        for person in self._surnames.get(form_key(surname), ()):
            terms = self.terms(person)
            if state is not None and all(term.state != state for term in terms):
                continue
            entry = self.entry(person, on)
            if entry is not None:
                weight = max(_weight(term, on) for term in terms)
                found.append(Candidate(entry, "surname", weight, (), None, entry.role is not None))
        return sorted(found, key=lambda candidate: -candidate.prior)

    def terms(self, person: str) -> list[Term]:
        """The terms of office of a person."""
        return self._entries.terms(person)

    @cached_property
    def _terms_by_place(self) -> dict[str, list[Sequence[str]]]:
        found: dict[str, list[Sequence[str]]] = {}
        for name in TERM_TABLES:
            for row in self.table(name).rows:
                found.setdefault(row[3] or row[2], []).append(row)
        return found

    def holders(self, place: str, on: date | None = None) -> list[Term]:
        """All known terms that hold on the day in a state (by code) or an organisation (by id)."""
        return [term(row) for row in self._terms_by_place.get(place, ()) if holds(row[7], row[8], on)]

    def held(self, place: str) -> list[Term]:
        """All known terms of a state (by code) or an organisation (by id), of all times, in the order of the tables."""
        return [term(row) for row in self._terms_by_place.get(place, ())]

    def holder(self, office: str, place: str, on: date | None = None) -> Entry | None:
        """Who holds an office of a state or organisation on the day.

        ``office`` is a normalised office ("prime-minister"), or "leader" (who holds the power), "head-of-state",
        "head-of-government".
        """
        held = sorted(self.holders(place, on), key=lambda held: held.start or "", reverse=True)
        held.sort(key=lambda held: RANKS.get(held.rank, len(RANKS)))
        found = next((term for term in held if term.office == office and office not in _RANKS_OF), None)
        for rank in _RANKS_OF.get(office, ()):
            found = found or next((term for term in held if term.rank == rank), None)
        return self.entry(found.person, on) if found else None

    # roles

    @cached_property
    def _roles(self) -> tuple[PhraseIndex, list[Role]]:
        index, roles = PhraseIndex(), list[Role]()
        for noun, plural, office, level, kind, sectors, source in self.table("offices").rows:
            made = (noun, kind, split(sectors), office, level, source)
            _add_role(index, roles, plural, made)
        for noun, plural, kind, sectors, source in self.table("role_nouns").rows:
            _add_role(index, roles, plural, (noun, kind, split(sectors), "", "", source))
        return index, roles

    def role(self, noun: str) -> Role | None:
        """What a noun (singular or plural, any case) says of its bearers, or None."""
        index, roles = self._roles
        number = index.get(noun)
        return None if number is None else roles[number]

    def office(self, noun: str) -> Role | None:
        """Like ``role``, only for nouns that name an office."""
        found = self.role(noun)
        return found if found is not None and found.office else None

    def role_at(self, words: Sequence[str], start: int) -> RoleMatch | None:
        """The longest role or office noun that begins with the word at ``start``; modifiers are not part of it."""
        index, roles = self._roles
        pieces = Pieces(words[start : start + 8])
        found = index.longest_at(pieces, 0) if pieces.keys else None
        if found is None:
            return None
        end, number = found
        return RoleMatch(start, start + pieces.word[end - 1] + 1, roles[number])

    @cached_property
    def _modifiers(self) -> dict[str, Modifier]:
        return {
            form_key(form): Modifier(form, effect, split(sectors))
            for form, effect, sectors, _ in self.table("modifiers").rows
        }

    def modifier(self, word: str) -> Modifier | None:
        """What a word before a role noun does to it ("former", "ex", "opposition", "acting"), or None."""
        return self._modifiers.get(form_key(word))

    # organisations

    @cached_property
    def _memberships(self) -> list[Membership]:
        rows = self.table("igo_members").rows
        return [
            Membership(organisation, state, status, start or None, end or None)
            for organisation, state, status, start, end, _ in rows
        ]

    def members(self, organisation: str, on: date | None = None) -> list[Membership]:
        """The states that are members of an organisation on the day."""
        return [
            member
            for member in self._memberships
            if member.organisation == organisation and holds(member.start or "", member.end or "", on)
        ]

    def memberships(self, state: str, on: date | None = None) -> list[Membership]:
        """The organisations that a state is a member of on the day."""
        return [
            member
            for member in self._memberships
            if member.state == state and holds(member.start or "", member.end or "", on)
        ]

    # outlets

    @cached_property
    def _outlets(self) -> dict[str, Outlet]:
        return {row[0]: _outlet(row) for row in self.table("outlets").rows}

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {domain: outlet.id for outlet in self._outlets.values() for domain in outlet.domains}

    def outlet(self, key: str) -> Outlet | None:
        """What is known of an outlet by its id."""
        return self._outlets.get(key)

    def outlets(self) -> Iterator[Outlet]:
        """All outlets, in the order of the table."""
        return iter(self._outlets.values())

    def outlet_by_domain(self, domain: str) -> Outlet | None:
        """The outlet of a domain or of a parent of it ("www.news.example.org" finds "example.org")."""
        labels = domain.lower().strip(".").split(".")
        for start in range(len(labels) - 1):
            found = self._domains.get(".".join(labels[start:]))
            if found is not None:
                return self._outlets[found]
        return None

    def agency_of(self, state: str) -> Outlet | None:
        """The official news agency of a state ("the North's official news agency"), or None."""
        for outlet in self._outlets.values():
            if outlet.state == state and outlet.kind == "state agency":
                return outlet
        return None


_RANKS_OF = {
    "leader": ("both", "leader", "government", "state"),
    "head-of-state": ("state", "both", "leader"),
    "head-of-government": ("government", "both"),
}


def _presence(entry: Entry) -> float:
    """Of two persons of one name, the one in office is meant more often."""
    return 0.6 if entry.kind == "person" and entry.role is None else 1.0


def _weight(held: Term, on: date | None) -> float:
    """How likely news of the day means this office-holder."""
    high = 1.0 if RANKS.get(held.rank, len(RANKS)) <= RANKS["state"] else 0.6
    if holds(held.start or "", held.end or "", on):
        return high
    if on is None or (held.start or "") > on.isoformat():
        return 0.1 * high
    year = int((held.end or held.start or "0")[:4])
    return high * (0.4 if on.year - year <= 8 else 0.2)


def _located(pieces: Pieces, span: tuple[int, int], words: Sequence[str], found: tuple[Candidate, ...]) -> Match:
    """The match of a range of pieces, a leading article left out."""
    at, end = span
    if pieces.keys[at] == "the" and end - at > 1:
        at += 1
    first, last = pieces.word[at], pieces.word[end - 1] + 1
    partial = not (pieces.starts_word(at) and pieces.ends_word(end - 1))
    text = " ".join(pieces.shown[at:end]) if partial else " ".join(words[first:last])
    return Match(first, last, text, found, partial)


def _add_role(
    index: PhraseIndex, roles: list[Role], plural: str, made: tuple[str, str, tuple[str, ...], str, str, str]
) -> None:
    noun, kind, sectors, office, level, source = made
    for form, number in (("" if noun == plural else noun, "singular"), (plural, "plural")):
        if form:
            index.add(form, len(roles))
            roles.append(Role(noun, kind, number, sectors, office or None, level or None, source))


def _outlet(row: Sequence[str]) -> Outlet:
    key, name, kind, state, owner, control, year, domains, _, _, source = row
    return Outlet(key, name, kind, state or None, owner or None, control or None, year or None, split(domains), source)
