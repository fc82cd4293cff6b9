"""Parquet shards beside the store, for analysis at size: immutable files, and a manifest that is replaced in one step.

A shard holds one table's rows of ten thousand reports. Its name holds the hash of its content, so a reader that opened
the manifest keeps reading the files it names while another process publishes. Shards are made anew only where something
changed. DuckDB reads them in-process, without the network and without touching the SQLite file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dragoman.errors import UsageError
from dragoman.store.database import StoreError, now

if TYPE_CHECKING:
    from dragoman.store.store import Store

SIZE: Final = 10_000  # reports a shard: some ten megabytes, and a hundred files for a million reports
FOLDER: Final = "parquet"
MANIFEST: Final = "MANIFEST.json"
# Each by the number of its report, so that a change in one report makes one shard of each table anew.
TABLES: Final = {
    "reports": "SELECT v.*, r.n FROM reports v JOIN report r ON r.id = v.id",
    "codings": "SELECT v.*, r.n FROM codings v JOIN report r ON r.id = v.report",
    "statements": "SELECT v.*, r.n FROM statements v JOIN report r ON r.id = v.report",
    "ties": "SELECT v.*, r.n FROM ties v JOIN report r ON r.id = v.report",
    "events": "SELECT v.*, r.n FROM events v JOIN report r ON r.id = v.report",
}
_WHOLE: Final = frozenset(
    {"start", "end", "geonames", "killed", "injured", "detained", "displaced", "codings", "reports", "sources",
     "disputed", "current"}
)  # fmt: skip
_REAL: Final = frozenset({"goldstein", "lat", "lon", "amount", "confidence"})


class Published(NamedTuple):
    """What ``publish`` did."""

    written: int
    kept: int
    rows: int


def publish(store: Store) -> Published:
    """Bring the shards up to date with the store. Raises UsageError if pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'dragoman[analysis]'") from None
    folder = store.path / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        return _publish(store, folder)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}; check permissions and free space") from None


def _publish(store: Store, folder: Path) -> Published:
    old = {(one["table"], one["range"]): one for one in manifest(store.path)["shards"]}
    shards: list[dict[str, Any]] = []
    written = 0
    with store.database.reading() as connection:
        connection.execute("BEGIN")  # one picture of the store for all shards, whoever writes meanwhile
        try:
            for part, stamp in _ranges(connection):
                for table in TABLES:
                    known = old.get((table, part))
                    if known is None or known["stamp"] != stamp or not (folder / known["file"]).exists():
                        known = _shard(connection, folder, table, part, stamp)
                        written += 1
                    shards.append(known)
        finally:
            connection.execute("ROLLBACK")
    made = {"schema": 1, "made": now(), "shards": shards}
    _replace(folder / MANIFEST, json.dumps(made, indent=1).encode())
    _sweep(folder, {one["file"] for one in shards} | {one["file"] for one in old.values()})
    return Published(written, len(shards) - written, sum(one["rows"] for one in shards))


def _ranges(connection: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - sqlite3.Connection
    """The ranges of reports, each with a stamp that changes with any of its rows."""
    counted = "max(r.changed), count(*), coalesce(sum(e.codings * e.n), 0), coalesce(sum(e.lead), 0)"
    joined = "report r LEFT JOIN coding c ON c.report = r.n LEFT JOIN event e ON e.n = c.event"
    sql = f"SELECT r.n / {SIZE} AS part, {counted} FROM {joined} GROUP BY part"  # noqa: S608 - the store's own SQL
    for row in connection.execute(sql).fetchall():
        yield row[0], "-".join(str(one) for one in row[1:])


def _shard(connection: Any, folder: Path, table: str, part: int, stamp: str) -> dict[str, Any]:  # noqa: ANN401
    import pyarrow as pa
    import pyarrow.parquet as pq

    cursor = connection.execute(f"{TABLES[table]} WHERE r.n / {SIZE} = ? ORDER BY r.n, v.id", (part,))
    names = [one[0] for one in cursor.description][:-1]
    rows = cursor.fetchall()
    columns = {name: pa.array([row[at] for row in rows], _type(pa, name)) for at, name in enumerate(names)}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    digest = hashlib.sha256(content).hexdigest()
    name = f"{table}-{part:05d}-{digest[:16]}.parquet"
    _replace(folder / name, content)
    return {"table": table, "range": part, "file": name, "rows": len(rows), "sha256": digest, "stamp": stamp}


def _type(pa: Any, name: str) -> Any:  # noqa: ANN401 - pyarrow is optional
    return pa.int64() if name in _WHOLE else pa.float64() if name in _REAL else pa.string()


def _replace(path: Path, content: bytes) -> None:
    """Write aside, force to disk, rename: the file is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with aside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)


def _sweep(folder: Path, wanted: set[str]) -> None:
    """Remove shards that neither this manifest nor the one before names: somebody may still be reading the last one."""
    for path in folder.glob("*.parquet"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def manifest(store: Path) -> dict[str, Any]:
    """What shards there are; an empty list before the first ``publish``."""
    path = store / FOLDER / MANIFEST
    if not path.exists():
        return {"schema": 1, "made": None, "shards": []}
    try:
        made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise StoreError(f"{path}: the manifest is damaged; remove the folder and export the shards again") from None
    return made


def duck(store: Path) -> Any:  # noqa: ANN401 - duckdb is optional
    """A DuckDB connection in memory with a view for each table. Raises UsageError without duckdb or shards."""
    try:
        import duckdb
    except ImportError:
        raise UsageError("analysis at size needs DuckDB: pip install 'dragoman[analysis]'") from None
    shards = manifest(store)["shards"]
    if not shards:
        raise UsageError(f"{store}: there are no shards yet; make them with `dragoman export --format shards`")
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    for table in TABLES:
        files = [str(store / FOLDER / one["file"]) for one in shards if one["table"] == table]
        listed = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{listed}])")  # noqa: S608 - file names
    return connection
