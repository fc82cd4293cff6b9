"""The store: one folder that holds reports, what they say, and what people decided about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

import msgspec

from dragoman.errors import UsageError
from dragoman.record import Dateline, Outlet, Reading, Report
from dragoman.store.database import WAIT_SECONDS, Database
from dragoman.store.results import Rows
from dragoman.store.review import Reviews
from dragoman.store.select import BY_DAY, Filter, event_sql, match_of, statement_sql, tie_sql
from dragoman.store.writer import Outcome, Writer, load

if TYPE_CHECKING:
    from dragoman.store.check import Problem
    from dragoman.store.dossier import Dossier
    from dragoman.store.filters import Asked
    from dragoman.store.flatten import Row
    from dragoman.store.guard import Answer
    from dragoman.store.months import Covering
    from dragoman.store.standing import Standing

RANKED = (
    2000  # of the newest reports with the words are ranked by relevance; ranking all takes seconds for common words
)


class Store:
    """A store that is open. Use it in a ``with`` statement, or call ``close``."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.path = database.folder
        self.reviews = Reviews(database)
        self._covered: tuple[tuple[object, ...], Covering] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Rows that were asked for can no longer be read."""
        self.database.close()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction: all that is added within it is kept, or nothing. Waits for another writer, then says so."""
        with self.database.writing() as connection:
            yield Writer(connection)

    def add(self, reading: Reading, *, reader: str = "unknown") -> Outcome:
        """Add one reading: ``new``, ``copy`` (new address of a known report), ``known`` (nothing new) or ``reread``."""
        with self.writing() as writer:
            return writer.add(reading, reader)

    def add_many(self, readings: Iterable[Reading], *, reader: str = "unknown", batch: int = 100) -> dict[str, int]:
        """Add readings, a transaction for each ``batch``; how many came out as what."""
        outcomes: dict[str, int] = {}
        pending: list[Reading] = []
        for reading in readings:
            pending.append(reading)
            if len(pending) >= batch:
                self._flush(pending, reader, outcomes)
        self._flush(pending, reader, outcomes)
        return outcomes

    def _flush(self, pending: list[Reading], reader: str, outcomes: dict[str, int]) -> None:
        with self.writing() as writer:
            done = [writer.add(reading, reader) for reading in pending]
        for outcome in done:
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        pending.clear()

    def has_read(self, report: Report, reader: str) -> bool:
        """Whether this body has been read by this reader: then only its address may be new, and ``note`` is enough."""
        with self.database.reading() as connection:
            sql = "SELECT 1 FROM reading g JOIN report r ON r.n = g.report WHERE r.id = ? AND g.reader = ?"
            return connection.execute(sql, (report.id, reader)).fetchone() is not None

    def note(self, report: Report) -> Outcome:
        """Note where a known report was published, without reading it. Raises UsageError for a report not in it."""
        with self.writing() as writer:
            number = self._number(report.id)
            return "copy" if writer.publish(number, report) else "known"

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────

    def events(self, **wanted: Unpack[Asked]) -> Rows:
        """Events, each once whatever the number of reports; ``Filter`` lists what can be asked for."""
        return self._rows(event_sql, wanted)

    def codings(self, **wanted: Unpack[Asked]) -> Rows:
        """Every coding of every event: one row for each time a report tells it."""
        with self.database.reading() as connection:
            return Rows(self.database, *event_sql(connection, Filter(**wanted), codings=True))

    def disputed(self, **wanted: Unpack[Asked]) -> Rows:
        """Events that reports disagree about: somebody denies them, or the number of dead or injured differs."""
        asked: Asked = {**wanted, "disputed": True}
        return self.events(**asked)

    def statements(self, *, stance: str | None = None, **wanted: Unpack[Asked]) -> Rows:
        """Who says what; ``actor`` is the speaker, ``involving`` an actor that the report names."""
        with self.database.reading() as connection:
            return Rows(self.database, *statement_sql(connection, Filter(**wanted), stance))

    def ties(self, *, kind: str | None = None, **wanted: Unpack[Asked]) -> Rows:
        """Ties as reports tell them; ``standings`` computes how they stand."""
        with self.database.reading() as connection:
            return Rows(self.database, *tie_sql(connection, Filter(**wanted), kind))

    def standings(self, on: str, known_by: str | None = None, **wanted: Unpack[Asked]) -> list[Standing]:
        """How ties stand on the day ``on``, by reports published up to ``known_by``."""
        from dragoman.store.standing import standings

        return standings(self.ties(**wanted), on, known_by)

    def _rows(self, make: Any, wanted: Mapping[str, Any]) -> Rows:  # noqa: ANN401 - one of select's functions
        with self.database.reading() as connection:
            return Rows(self.database, *make(connection, Filter(**wanted)))

    def event(self, event_id: str) -> Row | None:
        """One event with all its ``mentions`` (codings), whatever they disagree on; None if there is no such event."""
        mentions = self._table("SELECT * FROM codings WHERE event = ? ORDER BY published, id", event_id)
        found = self._table("SELECT * FROM events WHERE id = ?", event_id)
        return found[0] | {"mentions": mentions} if found else None

    def actors(self) -> Rows:
        """All actors."""
        return Rows(self.database, "SELECT * FROM actors ORDER BY id", ())

    def reports(self) -> Rows:
        """All reports, the last added first, without their text."""
        sql = (
            "SELECT r.id, r.title, r.outlet, r.url, r.published, r.day, r.origin, r.current, r.added, s.id AS story"
            " FROM report r JOIN report s ON s.n = r.story ORDER BY r.n DESC"
        )
        return Rows(self.database, sql, ())

    def publications(self, report_id: str) -> list[Row]:
        """Where a report and its near copies were published, and which versions its addresses carried."""
        return self._table(
            "SELECT p.id, r.id AS report, p.url, p.title, p.outlet, p.published, p.version, p.current, p.added"
            " FROM publication p JOIN report r ON r.n = p.report"
            " WHERE r.story = (SELECT story FROM report WHERE id = ?) ORDER BY coalesce(p.published, '9999'), p.n",
            report_id,
        )

    def report(self, report_id: str) -> Report | None:
        """One report as it was added; None if there is none with this id."""
        rows = self._table("SELECT * FROM report WHERE id = ?", report_id)
        return _report(rows[0]) if rows else None

    def reading(self, report_id: str, *, corrected: bool = True) -> Reading | None:
        """What a report says: as people left it, or (``corrected=False``) as the machine read it."""
        from dragoman.store.corrections import overlay

        with self.database.reading() as connection:
            row = connection.execute(f"{_READINGS} WHERE r.id = ?", (report_id,)).fetchone()
            if row is None:
                return None
            reading = load(row["record"], _report(row))
            return overlay(reading, Writer(connection).corrections(report_id))[0] if corrected else reading

    def readings(self, *, corrected: bool = True) -> Iterator[Reading]:
        """All readings, in the order of adding."""
        last = 0
        while True:
            with self.database.reading() as connection:
                rows = connection.execute(f"{_READINGS} WHERE r.n > ? ORDER BY r.n LIMIT 100", (last,)).fetchall()
            if not rows:
                return
            for row in rows:
                reading = self.reading(row["id"]) if corrected else load(row["record"], _report(row))
                if reading is not None:
                    yield reading
            last = rows[-1]["n"]

    def search(self, words: str, *, limit: int = 20, offset: int = 0, **wanted: Unpack[Asked]) -> list[Row]:
        """Reports with the words, best first, with a ``snippet`` ([marks] round the words); filters as for events."""
        asked = Filter(**wanted)
        values: list[Any] = [match_of(words)]
        condition = "r.current" if not asked.superseded else "1"
        with self.database.reading() as connection:
            if asked != Filter(superseded=asked.superseded):
                sql, more = event_sql(connection, asked, codings=True)
                sql = sql.replace(f"{BY_DAY}c.n IN", "c.n IN")  # their order does not matter here
                condition += f" AND r.id IN (SELECT report FROM ({sql}))"  # noqa: S608 - the store's own SQL
                values.extend(more)
            found = connection.execute(
                "SELECT r.n, r.id, r.title, r.outlet, r.url, r.published, r.origin, x.score FROM (SELECT rowid,"  # noqa: S608
                " bm25(search, 3.0, 1.0) AS score FROM search WHERE search MATCH ? ORDER BY rowid DESC"
                f" LIMIT {RANKED}) x JOIN report r ON r.n = x.rowid WHERE {condition}"
                " ORDER BY x.score, r.n DESC LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
            return [_shown(connection, row, values[0]) for row in found]

    def dossier(
        self,
        actor: str,
        other: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
    ) -> Dossier:
        """The file on an actor or a pair; ties as they stand on ``on`` (default: the last day asked for or known)."""
        from dragoman.store.dossier import make

        return make(self, actor, other, since=since, until=until, on=on)

    def dyad_months(
        self,
        dyads: Sequence[tuple[str | None, str | None]] = (),
        *,
        since: str | None = None,
        until: str | None = None,
        statuses: Sequence[str] | None = None,
        domestic: bool = False,
    ) -> list[Row]:
        """Months of directed dyads. With ``dyads``, ``since`` and ``until`` each month has a row, NA if not covered."""
        from dragoman.store import months

        with self.database.reading() as connection:
            covering = self._covering(connection, tuple(statuses or months.HAPPENED), domestic=domestic)
            rows = months.dyad_months(connection, covering, dyads=dyads, since=since, until=until)
        whole = [(actor, recipient) for actor, recipient in dyads if actor and recipient]
        if since and until and len(whole) == len(dyads) > 0:
            return months.filled(rows, covering.months, whole, since, until)
        return rows

    def _covering(self, connection: sqlite3.Connection, statuses: tuple[str, ...], *, domestic: bool) -> Covering:
        """What the store covers, counted once for each change of the store: it is a look at every pair there is."""
        from dragoman.store.months import Covering

        changed = int(connection.execute("SELECT value FROM counter WHERE name = 'changed'").fetchone()[0])
        key = (changed, statuses, domestic)
        if self._covered is None or self._covered[0] != key:
            self._covered = (key, Covering.of(connection, statuses, domestic=domestic))
        return self._covered[1]

    def query(self, sql: str, *, seconds: float | None = None, limit: int | None = None) -> Answer:
        """One SELECT on the views (``reports``, ``events``, ``codings``, …): read-only, limited in time and rows."""
        from dragoman.store.guard import ROWS, SECONDS, ask

        return ask(self.path, sql, seconds=seconds or SECONDS, limit=ROWS if limit is None else limit)

    def check(self) -> list[Problem]:
        """Every fault found in the store; an empty list if it is sound."""
        from dragoman.store.check import check

        return check(self)

    def last_day(self) -> str | None:
        """The latest day that a report was published on."""
        day = self._table("SELECT max(day) AS day FROM report")[0]["day"]
        return str(day) if day else None

    def totals(self) -> dict[str, int]:
        """How many rows the store holds of each thing."""
        names = ("report", "publication", "statement", "event", "coding", "tie", "actor", "correction")
        with self.database.reading() as connection:
            return {name + "s": connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608

    def _table(self, sql: str, *values: Any) -> list[Row]:  # noqa: ANN401 - whatever SQLite takes
        with self.database.reading() as connection:
            return [dict(row) for row in connection.execute(sql, values)]

    def _number(self, report_id: str) -> int:
        rows = self._table("SELECT n FROM report WHERE id = ?", report_id)
        if not rows:
            raise UsageError(f"the store holds no report {report_id!r}")
        return int(rows[0]["n"])


_READINGS = "SELECT r.*, g.record FROM report r JOIN reading g ON g.report = r.n"


def _report(row: Any) -> Report:  # noqa: ANN401 - sqlite3.Row or dict
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        outlet=Outlet(row["outlet"], row["outlet_actor"]) if row["outlet"] else None,
        url=row["url"],
        published=row["published"],
        language=row["language"],
        dateline=msgspec.json.decode(row["dateline"], type=Dateline) if row["dateline"] else None,
        credit=tuple(msgspec.json.decode(row["credit"])) if row["credit"] else (),
    )


def _shown(connection: sqlite3.Connection, row: sqlite3.Row, match: str) -> Row:
    """A hit with its snippet: made for the hits that are shown only, because it reads the text again."""
    snippet = connection.execute(
        "SELECT snippet(search, 1, '[', ']', '…', 24) FROM search WHERE search MATCH ? AND rowid = ?", (match, row["n"])
    ).fetchone()[0]
    made = {name: row[name] for name in row.keys() if name != "n"}  # noqa: SIM118 - sqlite3.Row
    return made | {"snippet": snippet}


def open_store(path: str | Path, *, create: bool = False, readonly: bool = False, wait: float = WAIT_SECONDS) -> Store:
    """Open the store in a folder; ``create`` makes an empty one where there is none.

    ``wait`` is how many seconds to wait for another process that is writing. Raises StoreError if there is no store, if
    it belongs to a newer version, or if it cannot be read.
    """
    return Store(Database.open(Path(path), create=create, readonly=readonly, wait=wait))
