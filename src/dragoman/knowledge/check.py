"""Validation of all tables: every fault found, each with file, line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dragoman.knowledge.entries import RANKS, split
from dragoman.knowledge.identities import Identities
from dragoman.knowledge.knowledge import Knowledge
from dragoman.knowledge.periods import is_date, overlap
from dragoman.knowledge.records import KINDS
from dragoman.knowledge.surface import form_key
from dragoman.knowledge.tables import COLUMNS, KEYS, KnowledgeError, Table

_STATE_COLUMNS = ("state", "parent", "successors", "claimants", "states")
_CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("states", "kind"): frozenset({"state", "territory", "former", "partial"}),
    ("state_names", "kind"): frozenset(
        {"name", "official", "short", "abbreviation", "adjective", "demonym", "demonym_plural", "poss"}
    ),
    ("seats", "reading"): frozenset({"government", "ambiguous"}),
    ("offices", "kind"): frozenset({"person", "body", "group"}),
    ("offices", "level"): frozenset({"head-of-state", "head-of-government", "minister", "deputy", "senior", "other"}),
    ("role_nouns", "kind"): frozenset({"person", "group", "body", "thing"}),
    ("organisations", "kind"): KINDS,
    ("peoples", "kind"): frozenset({"people", "faith"}),
    ("regions", "kind"): frozenset({"region", "world region", "coalition"}),
    ("igo_members", "status"): frozenset({"member", "permanent", "observer", "suspended", "associate", "partner"}),
    ("outlets", "kind"): frozenset({"wire", "state agency", "broadcaster", "newspaper", "magazine", "site"}),
    ("outlets", "control"): frozenset({"", "state", "public", "captured", "independent"}),
    **{(table, "rank"): frozenset(RANKS) for table in ("leaders", "ministers", "figures")},
}


def check(knowledge: Knowledge) -> list[str]:
    """Every fault of every table as one line each; empty if all is well."""
    faults: list[str] = []
    for name in COLUMNS:
        try:
            table = knowledge.table(name)
        except KnowledgeError as error:
            faults.append(str(error))
            continue
        for rule in _RULES:
            faults.extend(rule(knowledge, table))
    try:
        faults.extend(Identities.load(knowledge.folder).conflicts())
    except KnowledgeError as error:
        faults.append(str(error))
    return faults


def _cells(table: Table) -> Iterator[tuple[int, str, str]]:
    """Row number, column and cell of every cell."""
    for number, row in enumerate(table.rows):
        for column, cell in zip(table.columns, row, strict=True):
            yield number, column, cell


def _at(table: Table, number: int, wrong: str, remedy: str) -> str:
    return str(KnowledgeError(table.where(number), wrong, remedy))


def _sources(_: Knowledge, table: Table) -> Iterator[str]:
    for number, column, cell in _cells(table):
        if column == "source" and not cell:
            yield _at(table, number, "no source", "say where the fact is from")
        if cell != cell.strip():
            yield _at(table, number, f"blanks round {cell!r}", "remove them")


def _dates(_: Knowledge, table: Table) -> Iterator[str]:
    if "from" not in table.columns:
        return
    start, end = table.at("from"), table.at("to")
    for number, row in enumerate(table.rows):
        for cell in (row[start], row[end]):
            if cell and not is_date(cell):
                yield _at(table, number, f"{cell!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
        if row[start] and row[end] and row[end] < row[start][: len(row[end])]:
            yield _at(table, number, f"ends {row[end]} before it begins {row[start]}", "mend the dates")


def _states(knowledge: Knowledge, table: Table) -> Iterator[str]:
    known = knowledge.table("states").by_first
    first = {"state_names": "code"}.get(table.name)
    for number, column, cell in _cells(table):
        if column in _STATE_COLUMNS or column == first:
            for code in split(cell):
                if code not in known:
                    yield _at(table, number, f"no state {code!r}", "use a code of states.tsv")


def _sectors(knowledge: Knowledge, table: Table) -> Iterator[str]:
    known = knowledge.table("sectors").by_first
    for number, column, cell in _cells(table):
        if column == "sectors":
            for code in split(cell):
                if code not in known:
                    yield _at(table, number, f"no sector {code!r}", "use a code of sectors.tsv")


def _choices(_: Knowledge, table: Table) -> Iterator[str]:
    for number, column, cell in _cells(table):
        allowed = _CHOICES.get((table.name, column))
        if allowed is not None and cell not in allowed:
            yield _at(table, number, f"{column} is {cell!r}", f"use one of {', '.join(sorted(allowed))}")


def _numbers(_: Knowledge, table: Table) -> Iterator[str]:
    for number, column, cell in _cells(table):
        if column == "prior" and not _is_chance(cell):
            yield _at(table, number, f"prior is {cell!r}", "write a number from 0 to 1")


def _is_chance(cell: str) -> bool:
    try:
        return 0.0 < float(cell) <= 1.0
    except ValueError:
        return False


def _keys(_: Knowledge, table: Table) -> Iterator[str]:
    positions = [table.at(column) for column in KEYS[table.name]]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(table.rows):
        key = tuple(row[at] for at in positions)
        if key in seen:
            yield _at(
                table, number, f"the key {' / '.join(key)} stands at {table.where(seen[key])} too", "remove one row"
            )
        seen.setdefault(key, number)


def _double_forms(_: Knowledge, table: Table) -> Iterator[str]:
    """No form twice for one state and kind in overlapping time."""
    if table.name != "state_names":
        return
    seen: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for number, (code, form, kind, *_rest, start, end, _source) in enumerate(table.rows):
        periods = seen.setdefault((code, form_key(form), kind), [])
        if any(overlap((start, end), period) for period in periods):
            yield _at(table, number, f"{form!r} stands twice for {code} in one time", "remove one row")
        periods.append((start, end))


def _targets(knowledge: Knowledge, table: Table) -> Iterator[str]:
    """Ids that point to other tables exist there."""
    columns = {"seats": "stands_for", "standing": "id", "igo_members": "organisation"}
    wanted = columns.get(table.name) or ("body" if "body" in table.columns else None)
    for number, column, cell in _cells(table):
        if column == wanted and cell and knowledge.entry(cell) is None:
            yield _at(table, number, f"no actor {cell!r}", "add it to its table or mend the id")


_RULES: tuple[Callable[[Knowledge, Table], Iterator[str]], ...] = (
    _sources,
    _dates,
    _states,
    _sectors,
    _choices,
    _numbers,
    _keys,
    _double_forms,
    _targets,
)
