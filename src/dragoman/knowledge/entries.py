"""From rows to entries: one maker for each kind of id, and the forms that each table gives to the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from dragoman.knowledge.index import Posting
from dragoman.knowledge.periods import holds
from dragoman.knowledge.records import Entry, Term
from dragoman.knowledge.surface import fold
from dragoman.knowledge.tables import KnowledgeError, Table

TERM_TABLES = ("leaders", "ministers", "figures")
_SHORT_NAME = 3
_SLUG = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The id of a person or place by name: lower case, ASCII, hyphens."""
    return _SLUG.sub("-", fold(name).lower().replace("'", "")).strip("-")


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by semicolons."""
    return tuple(part.strip() for part in cell.split(";")) if cell else ()


def aliases(cell: str) -> Iterator[tuple[str, str]]:
    """Forms and flags of an aliases cell: ``form!flag,flag;form``."""
    for part in cell.split(";") if cell else ():
        form, _, flags = part.strip().partition("!")
        yield form, flags.replace(",", ";")


class Entries:
    """Builds entries from the tables, each by its id. It owns no cache but the look-up maps over the rows."""

    def __init__(self, table: Callable[[str], Table]) -> None:
        self._table = table

    def build(self, key: str, on: date | None) -> Entry | None:
        """The entry of an id on a day, or None if no table has it."""
        prefix, _, _ = key.partition(":")
        if prefix == key:
            return self._state(key) or self._government(key) or self._person(key, on)
        makers: Mapping[str, Callable[[str, date | None], Entry | None]] = {
            "org": self._organisation,
            "outlet": self._outlet,
            "people": self._people,
            "region": self._region,
            "capital": self._capital,
            "seat": self._seat,
        }
        maker = makers.get(prefix)
        return maker(key, on) if maker else None

    # states and their governments

    def _state(self, key: str) -> Entry | None:
        row = self._table("states").by_first.get(key)
        if row is None:
            return None
        code, _, _, wikidata, name, _, kind, parent, *_, source = row
        known = "territory" if kind == "territory" else "state"
        partial = code.startswith("X-")
        sectors = ("PRE",) if partial else ()
        return Entry(code, name, known, parent if partial else code, sectors, None, wikidata or None, source)

    def _government(self, key: str) -> Entry | None:
        code, _, suffix = key.rpartition("-")
        state = self._state(code) if suffix == "GOV" else None
        if state is None:
            return None
        name = f"government of {state.name}"
        return Entry(key, name, "government", state.state, ("GOV", *state.sectors), None, None, state.source)

    # persons

    @cached_property
    def terms_by_person(self) -> dict[str, list[Sequence[str]]]:
        """All rows of the term tables by person, in the order of the tables."""
        found: dict[str, list[Sequence[str]]] = {}
        for name in TERM_TABLES:
            for row in self._table(name).rows:
                found.setdefault(row[0], []).append(row)
        return found

    def terms(self, person: str) -> list[Term]:
        """All terms of office of a person."""
        return [term(row) for row in self.terms_by_person.get(person, ())]

    def _person(self, key: str, on: date | None) -> Entry | None:
        rows = self.terms_by_person.get(key)
        about = self._table("people").by_first.get(key)
        if rows is None and about is None:
            return None
        name = about[1] if about else (rows or [[key, key]])[0][1]
        wikidata = (about[4] or None) if about else None
        current = [row for row in rows or () if holds(row[7], row[8], on)]
        if current:
            return _in_office(key, name, current, wikidata)
        past = [row for row in rows or () if on is None or row[7] <= on.isoformat()]
        last = (past or rows or [[""] * 10])[-1]
        sectors = _after_office(split(last[6])) if past else ()
        return Entry(key, name, "person", last[2] or None, sectors, None, wikidata, last[9], last[3] or None)

    # organisations, outlets, peoples

    @cached_property
    def _standing(self) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = {}
        for row in self._table("standing").rows:
            found.setdefault(row[0], []).append(row)
        return found

    def _organisation(self, key: str, on: date | None) -> Entry | None:
        row = self._table("organisations").by_first.get(key)
        if row is None:
            return None
        _, name, kind, state, sectors, _, wikidata, _, _, source = row
        for _, then, start, end, _ in self._standing.get(key, ()):
            if holds(start, end, on):
                sectors = then
        return Entry(key, name, kind, state or None, split(sectors), None, wikidata or None, source)

    def _outlet(self, key: str, _: date | None) -> Entry | None:
        row = self._table("outlets").by_first.get(key)
        if row is None:
            return None
        return Entry(key, row[1], "outlet", row[3] or None, ("JRN",), None, row[9] or None, row[10])

    def _people(self, key: str, _: date | None) -> Entry | None:
        row = self._table("peoples").by_first.get(key)
        if row is None:
            return None
        states = split(row[5])
        return Entry(key, row[1], row[4], states[0] if len(states) == 1 else None, split(row[6]), None, None, row[8])

    # places that stand for powers

    def _region(self, key: str, _: date | None) -> Entry | None:
        row = self._table("regions").by_first.get(key)
        if row is None:
            return None
        sectors = ("GOV",) if row[2] == "coalition" else ()
        return Entry(key, row[1], row[2], row[3] or None, sectors, None, None, row[10])

    @cached_property
    def _capitals(self) -> dict[str, list[str]]:
        return {capital_id(row): row for row in self._table("capitals").rows}

    def _capital(self, key: str, _: date | None) -> Entry | None:
        row = self._capitals.get(key)
        if row is None:
            return None
        code = row[0]
        state = self._state(code)
        holder = state.state if state else code
        return Entry(key, row[1], "capital", holder, ("GOV",), None, None, row[6], None, f"{code}-GOV")

    def _seat(self, key: str, _: date | None) -> Entry | None:
        row = self._table("seats").by_first.get(key)
        if row is None:
            return None
        return Entry(key, row[1], "seat", row[2] or None, split(row[4]), None, None, row[8], None, row[3] or None)


def term(row: Sequence[str]) -> Term:
    """A row of a term table as a record."""
    person, name, state, body, office, rank, sectors, start, end, source = row
    return Term(
        person, name, state or None, body or None, office, rank, split(sectors), start or None, end or None, source
    )


def _in_office(key: str, name: str, rows: Sequence[Sequence[str]], wikidata: str | None) -> Entry:
    first = min(rows, key=lambda row: RANKS.get(row[5], len(RANKS)))
    sectors = tuple(dict.fromkeys(sector for row in (first, *rows) for sector in split(row[6])))
    titled = next((row[4] for row in (first, *rows) if row[4] != "leader"), first[4])
    role = titled.replace("-", " ")
    return Entry(key, name, "person", first[2] or None, sectors, role, wikidata, first[9], first[3] or None)


def _after_office(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Who has left the state's service is elite; a rebel, cleric or activist without a post stays what he was."""
    stay = tuple(sector for sector in sectors if sector in STAYING)
    return stay or ("ELI",)


RANKS: Mapping[str, int] = {
    "both": 0, "leader": 1, "government": 2, "state": 3, "minister": 4, "deputy": 5, "other": 6,
}  # fmt: skip
STAYING = frozenset({"REB", "REL", "CVL", "BUS", "CRM", "NGO", "SOC", "OPP"})


def capital_id(row: Sequence[str]) -> str:
    """The id of a row of capitals."""
    return f"capital:{row[0]}:{slug(row[1])}"


def postings(table: Callable[[str], Table]) -> Iterator[Posting]:
    """Every form of every table, for the index."""
    yield from _state_forms(table("states"), table("state_names"))
    yield from _seat_forms(table("capitals"), table("seats"))
    yield from _person_forms(table)
    yield from _organisation_forms(table("organisations"))
    yield from _people_forms(table("peoples"))
    yield from _outlet_forms(table("outlets"))
    yield from _region_forms(table("regions"))


def _state_forms(states: Table, names: Table) -> Iterator[Posting]:
    known = states.by_first
    for number, (code, surface, kind, prior, flags, start, end, _) in enumerate(names.rows):
        state = known.get(code)
        if state is None:
            raise KnowledgeError(names.where(number), f"no state {code!r}", "add it to states.tsv")
        yield Posting(code, surface, kind, prior, flags, start or state[10], end or state[11])


def _seat_forms(capitals: Table, seats: Table) -> Iterator[Posting]:
    for row in capitals.rows:
        _, surface, prior, flags, start, end, _ = row
        yield Posting(capital_id(row), surface, "name", prior, flags, start, end, "ambiguous")
    for key, surface, _, _, _, reading, start, end, _ in seats.rows:
        yield Posting(key, surface, "name", "1.0" if reading == "government" else "0.6", "", start, end, reading)


def _person_forms(table: Callable[[str], Table]) -> Iterator[Posting]:
    seen: set[str] = set()
    for name in TERM_TABLES:
        for row in table(name).rows:
            if row[0] not in seen:
                seen.add(row[0])
                yield _person_name(row[0], row[1])
    for key, name, _, variants, _, _ in table("people").rows:
        if key not in seen:
            yield _person_name(key, name)
        for surface, flags in aliases(variants):
            yield Posting(key, surface, "alias", "0.9" if flags else "1.0", flags, "", "")


def _person_name(key: str, name: str) -> Posting:
    """A full name; a name of one word ("Faisal") is as a rule somebody else's."""
    single = " " not in name
    return Posting(key, name, "name", "0.3" if single else "1.0", "person" if single else "", "", "")


def _organisation_forms(organisations: Table) -> Iterator[Posting]:
    for key, name, _, _, _, others, _, start, end, _ in organisations.rows:
        yield Posting(key, name, "name", "1.0", "", start, end)
        for surface, flags in aliases(others):
            yield Posting(key, surface, "alias", "0.7" if flags else "1.0", flags, start, end)


def _people_forms(peoples: Table) -> Iterator[Posting]:
    for key, name, plural, adjective, _, _, _, others, _ in peoples.rows:
        yield Posting(key, name, "demonym", "0.9", "", "", "")
        if plural != name:
            yield Posting(key, plural, "demonym_plural", "0.9", "", "", "")
        if adjective not in {name, plural}:
            yield Posting(key, adjective, "adjective", "0.8", "", "", "")
        for surface, flags in aliases(others):
            yield Posting(key, surface, "alias", "0.8", flags, "", "")


def _outlet_forms(outlets: Table) -> Iterator[Posting]:
    for key, name, kind, _, _, control, _, _, others, _, _ in outlets.rows:
        official = kind == "state agency" or control in {"state", "captured"}
        for surface, marks in (name, ""), *aliases(others):
            flags = marks or _outlet_flags(surface, official=official)
            form = "name" if surface == name else "alias"
            yield Posting(key, surface, form, "0.6" if flags else "1.0", flags, "", "")


def _outlet_flags(surface: str, *, official: bool) -> str:
    """What else an outlet's name may be: "The Sun" a thing, "ENA" of an agency little known any abbreviation."""
    if surface.startswith("The ") and surface.count(" ") == 1:
        return "word"
    return "ambiguous" if official and surface.isupper() and len(surface) <= _SHORT_NAME else ""


def _region_forms(regions: Table) -> Iterator[Posting]:
    for key, name, _, _, adjective, people, others, flags, start, end, _ in regions.rows:
        prior = "0.6" if flags else "1.0"
        yield Posting(key, name, "name", prior, flags, start, end)
        if adjective:
            yield Posting(key, adjective, "adjective", prior, "", start, end)
        for surface in split(people):
            yield Posting(key, surface, "demonym_plural", prior, "", start, end)
        for surface, marks in aliases(others):
            yield Posting(key, surface, "alias", prior, marks, start, end)
