"""The file under a store: opening it, bringing its schema up to date, transactions, and errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from dragoman.errors import DragomanError

FILE: Final = "dragoman.sqlite"
APPLICATION: Final = 0x44524147  # "DRAG", so that another program's SQLite file is not taken for a store
OLDEST_SQLITE: Final = (3, 35, 0)  # RETURNING
WAIT_SECONDS: Final = 30.0
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class StoreError(DragomanError):
    """The store cannot be opened, read or written. One line: what is wrong, where, what to do."""


def migrations() -> list[str]:
    """The SQL of every schema version, oldest first; the last one's place in the list is this program's version."""
    folder = files("dragoman.store") / "migrations"
    return [one.read_text(encoding="utf-8") for one in sorted(folder.iterdir(), key=lambda one: one.name)
            if one.name.endswith(".sql")]  # fmt: skip


def statements_of(script: str) -> Iterator[str]:
    """The single statements of a script. ``executescript`` would commit, and half a migration must not stay."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line.strip() and not line.strip().startswith("--") for line in pending.splitlines()):
        raise StoreError("a migration ends in the middle of a statement; mend the SQL file")


def say(error: sqlite3.Error, folder: Path, wait: float = WAIT_SECONDS) -> StoreError:
    """What an SQLite error means to a user."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return StoreError(
            f"{folder}: another process has been writing to the store for {wait:g} s; try again when it is done"
        )
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"{folder}: the disk is full; free some space and run it again, nothing half-written is kept")
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(f"{folder}: the store cannot be written to (read-only); change its permissions or copy it")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"{folder}: the store cannot be opened; check that the folder is there and can be written to")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreError(f"{folder}: {FILE} is damaged or no store; restore a copy, or add the reports to a new store")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"{folder}: the disk could not be read or written ({error}); check disk and free space")
    return StoreError(f"{folder}: {error}; run `dragoman check --store {folder}`")


class Database:
    """One connection to one store's file."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, *, readonly: bool, wait: float) -> None:
        self.folder = folder
        self.connection = connection
        self.readonly = readonly
        self.wait = wait

    @classmethod
    def open(cls, folder: Path, *, create: bool, readonly: bool = False, wait: float = WAIT_SECONDS) -> Database:
        """Open a folder's store. Raises StoreError if there is none, if it is newer, locked or damaged."""
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; a Python built with 3.35 or later is needed")
        if not (folder / FILE).exists():
            _prepare(folder, create=create and not readonly)
        readonly = readonly or not _writable(folder)
        try:
            database = cls(folder, _connect(folder / FILE, readonly=readonly, wait=wait), readonly=readonly, wait=wait)
        except sqlite3.Error as error:
            raise say(error, folder, wait) from None
        try:
            database._bring_up_to_date()
        except sqlite3.Error as error:
            database.connection.close()
            raise say(error, folder, wait) from None
        except StoreError:
            database.connection.close()
            raise
        return database

    def _bring_up_to_date(self) -> None:
        if not self.readonly:
            self._switch_to_wal()
            self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA cache_size = -65536")
        steps = migrations()
        version = self._version()
        if version > len(steps):
            raise StoreError(
                f"{self.folder}: the store has schema {version}, this program knows {len(steps)}; update Dragoman"
            )
        if version == len(steps):
            return
        if self.readonly:
            raise StoreError(
                f"{self.folder}: the store has the older schema {version} and is read-only; make it writable once"
            )
        with self.writing():
            # Another process may have done it while this one waited for the lock.
            for number, script in enumerate(steps[self._version() :], self._version() + 1):
                for statement in statements_of(script):
                    self.connection.execute(statement)
                self.connection.execute(f"PRAGMA user_version = {number}")
            self.connection.execute(f"PRAGMA application_id = {APPLICATION}")

    def _switch_to_wal(self) -> None:
        """Wait here ourselves: SQLite does not, and two processes that make one store at once would clash."""
        stop = time.monotonic() + self.wait
        while self.connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BUSY or time.monotonic() > stop:
                    raise
                time.sleep(0.02)

    def _version(self) -> int:
        version = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        application = self.connection.execute("PRAGMA application_id").fetchone()[0]
        tables = self.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application != APPLICATION and (version or tables):
            raise StoreError(f"{self.folder}: {FILE} was not made by Dragoman; give another folder with --store")
        return version

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing. Waits for another writer, then says so. May be nested."""
        if self.connection.in_transaction:
            yield self.connection
            return
        if self.readonly:
            raise StoreError(
                f"{self.folder}: the store cannot be written to (read-only); change its permissions or copy it"
            )
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._undo()
            raise say(error, self.folder, self.wait) from None
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Errors of reading, in plain words."""
        try:
            yield self.connection
        except sqlite3.Error as error:
            raise say(error, self.folder, self.wait) from None

    def close(self) -> None:
        """Give the file back. Nothing may be asked of the store afterwards."""
        self.connection.close()


def _prepare(folder: Path, *, create: bool) -> None:
    """Make the folder for a new store. Raises StoreError if that is not wanted or cannot be done."""
    if not create:
        raise StoreError(f"{folder}: there is no store; make one with `dragoman add PATH --store {folder}`")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(not one.name.startswith((FILE, "README")) for one in folder.iterdir()):
            raise StoreError(f"{folder}: the folder holds other files and no store; give an empty or a new folder")
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be made ({error.strerror}); give another folder") from None


def _writable(folder: Path) -> bool:
    path = folder / FILE
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK | os.R_OK))


def _connect(path: Path, *, readonly: bool, wait: float) -> sqlite3.Connection:
    # A read-only folder has no place for the files that WAL shares between processes; without pending changes the
    # file can be read as it is.
    options = "mode=ro" if readonly else "mode=rwc"
    if readonly and not _writable(path.parent) and not _pending(path):
        options = "immutable=1"
    address = f"{path.absolute().as_uri()}?{options}"
    # Stores are shared between the threads of a web server, one connection a thread at a time.
    connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _pending(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def now() -> str:
    """The present moment as the store writes it: UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
