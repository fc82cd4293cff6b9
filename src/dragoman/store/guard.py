"""SQL from outside: one statement that reads, on a connection of its own, for a limited time and number of rows."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dragoman.errors import UsageError
from dragoman.store.database import Database

ROWS: Final = 1000
SECONDS: Final = 5.0
LONGEST: Final = 20_000  # characters of SQL
_STEPS: Final = 2000  # virtual machine steps between looks at the clock: well under a millisecond
_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_DENIED_FUNCTIONS: Final = frozenset(
    {"load_extension", "writefile", "readfile", "edit", "fts3_tokenizer", "randomblob", "zeroblob"}
)


class Answer:
    """The rows of a question in SQL. ``truncated`` tells after reading whether there were more rows than the limit."""

    def __init__(self, columns: list[str], rows: list[tuple[Any, ...]], *, truncated: bool) -> None:
        self.columns = columns
        self.rows = rows
        self.truncated = truncated

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def ask(folder: Path, sql: str, *, seconds: float = SECONDS, limit: int | None = ROWS) -> Answer:
    """The answer to one SELECT. Raises UsageError for SQL that is wrong, that writes, or that takes too long."""
    if len(sql) > LONGEST:
        raise UsageError(f"the query has {len(sql):,} characters; {LONGEST:,} are the limit")
    database = Database.open(folder, create=False, readonly=True)
    connection = database.connection
    connection.row_factory = None
    # Opens the search index, which SQLite does by statements of its own that the authoriser would refuse.
    connection.execute("SELECT rowid FROM search LIMIT 0")
    stop = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > stop, _STEPS)
    connection.set_authorizer(_authorise)
    # A string of a gigabyte would be made within one step, unseen by the clock.
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 20_000_000)
    try:
        cursor = connection.execute(sql)
        if cursor.description is None:
            raise UsageError("the query gives no rows; write one SELECT")
        rows = cursor.fetchmany(limit + 1) if limit is not None else cursor.fetchall()
        columns = _distinct([one[0] for one in cursor.description])
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _told(error, seconds) from None
    finally:
        database.close()
    truncated = limit is not None and len(rows) > limit
    return Answer(columns, rows[:limit] if truncated else rows, truncated=truncated)


def _authorise(action: int, first: str | None, second: str | None, _: str | None, __: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK  # the search index asks whether it has changed
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _told(error: sqlite3.Error | sqlite3.Warning, seconds: float) -> UsageError:
    text = str(error)
    if text == "interrupted":
        return UsageError(f"the query took longer than {seconds:g} s and was stopped; narrow it, e.g. by day or actor")
    if "not authorized" in text or "prohibited" in text:
        return UsageError("the query may only read: one SELECT, no PRAGMA, no ATTACH")
    if "one statement at a time" in text:
        return UsageError("one statement at a time, please")
    return UsageError(f"the query is wrong: {text}")


def _distinct(names: list[str]) -> list[str]:
    """Column names with a number behind those that repeat, so that no cell is lost in a dict."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return made
