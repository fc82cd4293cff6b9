"""Writing readings: every report once, every address once, claims tied to events; within the caller's transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal

import msgspec

from dragoman.record import Actor, Reading, Report, publication_id
from dragoman.store.copies import bands, is_copy, shingles
from dragoman.store.corrections import Correction, overlay
from dragoman.store.database import now
from dragoman.store.flatten import QUADS, Row, flatten, is_local, key_of, origin_of, pairs_of
from dragoman.store.linking import Linker

Outcome = Literal["new", "copy", "known", "reread"]

STORY_DAYS: Final = 7  # copies of a wire story appear within a week; the same words a month later are a form letter
CANDIDATES: Final = 20
_BODILESS: Final = Report(id="", text="")


class Writer:
    """Writes into one connection. Made for each transaction: the row numbers it knows must not outlive a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links = Linker(connection)
        self._actors: dict[str, tuple[int, Actor]] = {}
        self._change: int | None = None

    def add(self, reading: Reading, reader: str) -> Outcome:
        """Add what one report says. Anything that is there already is left as it is."""
        known = self._report(reading.report.id)
        if known is None:
            number, origin = self._new_report(reading.report)
            self.publish(number, reading.report)
            self._write(number, reading, reader, origin, fresh=True)
            return "new"
        carried = self.publish(known["n"], reading.report)
        row = self.connection.execute("SELECT reader FROM reading WHERE report = ?", (known["n"],)).fetchone()
        # The stored body is the one that spans must point into; a copy may differ in blanks and capitals.
        if (row is None or row["reader"] != reader) and self._body(known["n"]) == reading.report.text:
            self._write(known["n"], reading, reader, known["origin"])
            return "reread"
        return "copy" if carried else "known"

    def _report(self, report_id: str) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.connection.execute(
            "SELECT n, origin FROM report WHERE id = ?", (report_id,)
        ).fetchone()
        return found

    def _body(self, number: int) -> str:
        return str(self.connection.execute("SELECT text FROM report WHERE n = ?", (number,)).fetchone()[0])

    def change(self) -> int:
        """The number of this transaction's change."""
        if self._change is None:
            self.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'changed'")
            self._change = int(
                self.connection.execute("SELECT value FROM counter WHERE name = 'changed'").fetchone()[0]
            )
        return self._change

    def _new_report(self, report: Report) -> tuple[int, str]:
        found = shingles(report.text)
        hashes = bands(found)
        origin = origin_of(report)
        first = self._story(report, found, hashes)
        if first is not None and not (report.dateline and report.dateline.agency) and not report.credit:
            origin = first["origin"]  # a copy that names no agency comes from where the first copy came from
        outlet = report.outlet
        cursor = self.connection.execute(
            "INSERT INTO report (id, title, outlet, outlet_actor, url, published, day, language, dateline, credit,"
            " text, story, origin, added, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report.id, report.title, outlet.name if outlet else None, outlet.actor if outlet else None, report.url,
                report.published, (report.published or "")[:10] or None, report.language,
                msgspec.json.encode(report.dateline).decode() if report.dateline else None,
                msgspec.json.encode(report.credit).decode() if report.credit else None, report.text,
                first["n"] if first else 0, origin, now(), self.change(),
            ),
        )  # fmt: skip
        number = int(cursor.lastrowid or 0)
        if first is None:
            self.connection.execute("UPDATE report SET story = n WHERE n = ?", (number,))
        self.connection.execute(
            "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", (number, report.title, report.text)
        )
        self.connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(one, number) for one in hashes])
        return number, origin

    def _story(self, report: Report, found: frozenset[int], hashes: Sequence[int]) -> sqlite3.Row | None:
        """The first report of the story that this body is a near copy of."""
        if not hashes:
            return None
        marks = ", ".join("?" * len(hashes))
        near = self.connection.execute(
            f"SELECT report, count(*) AS met FROM band WHERE hash IN ({marks}) GROUP BY report"  # noqa: S608 - marks only
            " ORDER BY met DESC, report LIMIT ?",
            (*hashes, CANDIDATES),
        ).fetchall()
        for one in near:
            row = self.connection.execute(
                "SELECT n, story, day, text FROM report WHERE n = ?", (one["report"],)
            ).fetchone()
            if _within(row["day"], report.published) and is_copy(found, shingles(row["text"])):
                first: sqlite3.Row = self.connection.execute(
                    "SELECT n, origin FROM report WHERE n = ?", (row["story"],)
                ).fetchone()
                return first
        return None

    def publish(self, number: int, report: Report) -> bool:
        """Note where a report was published; False if that is known. A changed article is a version of its address."""
        outlet = report.outlet.name if report.outlet else None
        place = report.url or "\x1f".join(("no address", outlet or "", report.published or "", report.title or ""))
        made = self.connection.execute(
            "INSERT OR IGNORE INTO publication (id, report, url, title, outlet, published, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (publication_id(report.id, place), number, report.url, report.title, outlet, report.published, now()),
        )
        if made.rowcount != 1:
            return False
        if report.url:
            self._versions(report.url)
        self._touch([number])
        return True

    def _versions(self, url: str) -> None:
        """Number the bodies that an address has carried; only the last one is current."""
        rows = self.connection.execute(
            "SELECT n, report FROM publication WHERE url = ? ORDER BY coalesce(published, ''), n", (url,)
        ).fetchall()
        if len(rows) < 2:
            return
        for version, row in enumerate(rows, 1):
            self.connection.execute(
                "UPDATE publication SET version = ?, current = ? WHERE n = ?", (version, version == len(rows), row["n"])
            )
        for report in {row["report"] for row in rows}:
            self.connection.execute(
                "UPDATE report SET current = EXISTS (SELECT 1 FROM publication WHERE report = :n AND current)"
                " WHERE n = :n",
                {"n": report},
            )
            self.links.refresh(self.links.events_of(report))
        self._touch(row["report"] for row in rows)

    def _touch(self, reports: Iterable[int]) -> None:
        self.connection.executemany(
            "UPDATE report SET changed = ? WHERE n = ?", [(self.change(), one) for one in reports]
        )

    def _write(self, number: int, reading: Reading, reader: str, origin: str, *, fresh: bool = False) -> None:
        record = zlib.compress(msgspec.json.encode(msgspec.structs.replace(reading, report=_BODILESS)), 6)
        self.connection.execute(
            "INSERT INTO reading VALUES (?, ?, ?, ?) ON CONFLICT (report) DO UPDATE SET reader = excluded.reader,"
            " read_at = excluded.read_at, record = excluded.record",
            (number, reader, now(), record),
        )
        self.lay_flat(number, reading, origin, fresh=fresh)

    def lay_flat(self, number: int, reading: Reading, origin: str, *, fresh: bool = False) -> None:
        """Make a report's flat rows anew, from its record and the corrections that stand; ``fresh``: it has none."""
        corrected, reviews = overlay(reading, self.corrections(reading.report.id))
        flat = flatten(corrected, reviews, origin)
        placed = {} if fresh else self._clear(number)
        day = (reading.report.published or "")[:10] or None
        for actor in flat.actors:
            self._actor(actor, day)
        mentions = {(number, one.start, one.end, self._actors[actor.id][0], one.form)
                    for actor in flat.actors for one in actor.mentions}  # fmt: skip
        self.connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?)", sorted(mentions))
        for row in flat.statements:
            row["source"] = self._number(row["source"])
            self._insert("statement", row | {"report": number})
        for row in flat.ties:
            self._tie(number, row)
        for row in flat.codings:
            self._coding(number, row, placed)
        self.links.refresh(set(placed.values()) | self.links.events_of(number))
        self._touch([number])

    def corrections(self, report_id: str) -> list[Correction]:
        """The corrections of a report that stand: for each claim the last one that was not undone."""
        rows = self.connection.execute(
            "SELECT claim, kind, verdict, changes, snapshot FROM correction"
            " WHERE report = ? AND undone IS NULL ORDER BY n",
            (report_id,),
        ).fetchall()
        decode = msgspec.json.decode
        last = {row["claim"]: Correction(row["claim"], row["kind"], row["verdict"], decode(row["changes"]),
                                         decode(row["snapshot"])) for row in rows}  # fmt: skip
        return list(last.values())

    def _clear(self, number: int) -> dict[str, int]:
        """Take a report's flat rows out; coding id → event it belonged to, so that reading again moves nothing."""
        placed = {row["id"]: row["event"] for row in self.connection.execute(
            "SELECT id, event FROM coding WHERE report = ?", (number,))}  # fmt: skip
        if placed:
            # A lead points at a coding that goes away; it is chosen again when the new rows are in.
            self.connection.execute(
                "UPDATE event SET lead = NULL WHERE lead IN (SELECT n FROM coding WHERE report = ?)", (number,)
            )
            for table in ("party", "pair"):
                inside = "coding IN (SELECT n FROM coding WHERE report = ?)"
                self.connection.execute(f"DELETE FROM {table} WHERE {inside}", (number,))  # noqa: S608 - our own names
        self.connection.execute("DELETE FROM tie_party WHERE tie IN (SELECT n FROM tie WHERE report = ?)", (number,))
        for table in ("coding", "tie", "statement", "mention"):
            self.connection.execute(f"DELETE FROM {table} WHERE report = ?", (number,))  # noqa: S608 - our own names
        return placed

    def _actor(self, actor: Actor, day: str | None) -> None:
        known = self._actors.get(actor.id)
        if known is None or known[1].name != actor.name:
            number = self.connection.execute(
                "INSERT INTO actor (id, name, kind, state, sectors, wikidata, key) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, state = excluded.state,"
                " sectors = excluded.sectors, wikidata = excluded.wikidata, key = excluded.key RETURNING n",
                (
                    actor.id,
                    actor.name,
                    actor.kind,
                    actor.state,
                    ";".join(actor.sectors) or None,
                    actor.wikidata,
                    key_of(actor),
                ),
            ).fetchone()[0]
            self._actors[actor.id] = (number, actor)
        if actor.role and not is_local(actor.id):
            self.connection.execute(
                "INSERT INTO actor_role VALUES (:actor, :role, :day, :day) ON CONFLICT (actor, role) DO UPDATE SET"
                " first_day = min(coalesce(first_day, :day), coalesce(:day, first_day)),"
                " last_day = max(coalesce(last_day, :day), coalesce(:day, last_day))",
                {"actor": self._actors[actor.id][0], "role": actor.role, "day": day},
            )

    def _number(self, actor_id: str | None) -> int | None:
        return self._actors[actor_id][0] if actor_id in self._actors else None

    def _insert(self, table: str, row: Row) -> int:
        names = [name for name in row if not name.startswith("_")]
        columns = ", ".join(f'"{name}"' for name in names)
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608 - names of our own rows
            [row[name] for name in names],
        )
        return int(cursor.lastrowid or 0)

    def _tie(self, number: int, row: Row) -> None:
        tie = self._insert("tie", row | {"report": number})
        for one in row["_parties"]:
            if one.actor in self._actors:
                who, key = self._keyed(one.actor)
                self.connection.execute(
                    "INSERT OR IGNORE INTO tie_party VALUES (?, ?, ?, ?)", (tie, who, one.role, key)
                )

    def _coding(self, number: int, row: Row, placed: dict[str, int]) -> None:
        event = placed.get(row["id"])
        if event is None:
            event = self.links.place(row, number)
        coding = self._insert("coding", row | {"report": number, "event": event})
        for side, ids in enumerate((row["_actors"], row["_recipients"])):
            self.connection.executemany(
                "INSERT OR IGNORE INTO party VALUES (?, ?, ?, ?)",
                [(coding, side, *self._keyed(one)) for one in ids if one in self._actors],
            )
        month = (row["day"] or "")[:7] or None
        quad = QUADS.index(row["quad"]) + 1
        self.connection.executemany(
            "INSERT INTO pair (coding, actor, recipient, month, quad, goldstein, status, event)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(coding, *pair, month, quad, row["goldstein"], row["status"], event) for pair in pairs_of(row)],
        )

    def _keyed(self, actor_id: str) -> tuple[int, str]:
        number, actor = self._actors[actor_id]
        return number, key_of(actor)


def _within(left: str | None, right: str | None) -> bool:
    """Whether two days lie within a story's days of each other; unknown days do."""
    try:
        first, second = date.fromisoformat((left or "")[:10]), date.fromisoformat((right or "")[:10])
    except ValueError:
        return True
    return abs(first - second) <= timedelta(days=STORY_DAYS)


def load(record: bytes, report: Report) -> Reading:
    """A stored record and its report, together again."""
    reading: Any = msgspec.json.decode(zlib.decompress(record), type=Reading)
    made: Reading = msgspec.structs.replace(reading, report=report)
    return made
