"""Is the store sound? The file, its references, its search index, and that the flat tables say what the records say."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final, NamedTuple

from dragoman.store.corrections import overlay
from dragoman.store.flatten import flatten
from dragoman.store.writer import Writer

if TYPE_CHECKING:
    from dragoman.store.store import Store


class Problem(NamedTuple):
    """One fault: what kind, where, what is wrong."""

    kind: str
    where: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.wrong}"


# Each question must give no row; the row it gives names the culprit.
_QUESTIONS: Final = (
    ("report without a publication",
     "SELECT id FROM report WHERE n NOT IN (SELECT report FROM publication)"),
    ("report without a reading", "SELECT id FROM report WHERE n NOT IN (SELECT report FROM reading)"),
    ("report whose story is none", "SELECT r.id FROM report r JOIN report s ON s.n = r.story WHERE s.story <> s.n"),
    ("event without a coding", "SELECT id FROM event WHERE n NOT IN (SELECT event FROM coding)"),
    ("event led by a coding of another",
     "SELECT e.id FROM event e LEFT JOIN coding c ON c.n = e.lead WHERE c.event IS NOT e.n"),
    ("event with a wrong count",
     "SELECT id FROM event e WHERE codings <> (SELECT count(*) FROM coding WHERE event = e.n)"),
    ("event counted twice or never",
     "SELECT e.id FROM event e LEFT JOIN (SELECT event, count(DISTINCT coding) AS counted FROM pair WHERE lead"
     " GROUP BY event) p ON p.event = e.n WHERE e.current AND p.counted IS NOT 1"),
    ("address with two current versions",
     "SELECT url FROM publication WHERE url IS NOT NULL AND current GROUP BY url HAVING count(*) > 1"),
    ("correction of a report that is not there",
     "SELECT claim FROM correction WHERE report NOT IN (SELECT id FROM report)"),
)  # fmt: skip
LISTED: Final = 5


def check(store: Store) -> list[Problem]:
    """Every fault, at most five of a kind; an empty list if the store is sound."""
    connection = store.database.connection
    problems = _file(connection)
    if problems:
        return problems  # what a damaged file says about itself is not worth asking
    for kind, sql in _QUESTIONS:
        problems += [
            Problem(kind, str(row[0]), "see docs/store.md") for row in connection.execute(f"{sql} LIMIT {LISTED}")
        ]
    problems += _records(store)
    return problems


def _file(connection: sqlite3.Connection) -> list[Problem]:
    try:
        found = [
            Problem("file", "dragoman.sqlite", row[0])
            for row in connection.execute("PRAGMA integrity_check")
            if row[0] != "ok"
        ]
        found += [Problem("reference", row[0], f"row {row[1]} points at no {row[2]}")
                  for row in connection.execute("PRAGMA foreign_key_check")]  # fmt: skip
        if not found and connection.execute("PRAGMA query_only").fetchone()[0] == 0:
            found += _index(connection)
    except sqlite3.DatabaseError as error:
        return [Problem("file", "dragoman.sqlite", str(error))]
    return found


def _index(connection: sqlite3.Connection) -> list[Problem]:
    """Whether the search index agrees with the texts. FTS5 wants it asked as an INSERT, which writes nothing."""
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        return [] if "readonly" in str(error) else [Problem("search index", "search", str(error))]
    except sqlite3.DatabaseError as error:
        return [Problem("search index", "search", str(error))]
    return []


def _records(store: Store) -> list[Problem]:
    """Whether the flat tables hold exactly the claims of the records and corrections."""
    problems: list[Problem] = []
    writer = Writer(store.database.connection)
    for machine in store.readings(corrected=False):
        reading, reviews = overlay(machine, writer.corrections(machine.report.id))
        flat = flatten(reading, reviews, "")
        for table, rows in (("coding", flat.codings), ("statement", flat.statements), ("tie", flat.ties)):
            there = {row[0] for row in store.database.connection.execute(
                f"SELECT t.id FROM {table} t JOIN report r ON r.n = t.report WHERE r.id = ?", (reading.report.id,)  # noqa: S608
            )}  # fmt: skip
            if there != {row["id"] for row in rows}:
                problems.append(Problem(f"{table}s differ from the record", reading.report.id, "add the report again"))
        if len(problems) >= LISTED:
            break
    return problems
