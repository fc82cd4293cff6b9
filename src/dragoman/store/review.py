"""What people decide: corrections of claims and judgements on which codings are one event. Kept, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import UsageError
from dragoman.record import Event, Reading
from dragoman.store.corrections import KINDS, Claim, changed, find, snapshot_of
from dragoman.store.database import Database, now
from dragoman.store.linking import Linker
from dragoman.store.writer import Writer, load

if TYPE_CHECKING:
    from dragoman.store.flatten import Row


class Reviews:
    """Corrections and judgements of one store."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def correct(
        self, claim: str, verdict: str, *, by: str, changes: Mapping[str, Any] | None = None, note: str | None = None
    ) -> int:
        """Accept, reject or change one claim (coding, statement, tie); gives the correction's number for ``undo``.

        Raises UsageError if there is no such claim, or if the change does not fit the record or the codebook.
        """
        if verdict not in {"accept", "reject", "change"}:
            raise UsageError(f"{verdict!r} is no verdict; write accept, reject or change")
        if (verdict == "change") != bool(changes):
            raise UsageError("a change needs fields to change, and only a change has them")
        with self.database.writing() as connection:
            reading, number, origin = self._machine_reading(claim)
            found = find(reading, claim) or self._earlier(claim)
            if found is None:
                raise UsageError(f"the store holds no claim {claim!r}")
            kind, machine = found
            wanted = _whole(machine, changes or {})
            changed(machine, wanted)
            snapshot = self._snapshot(reading, machine, claim)
            cursor = connection.execute(
                "INSERT INTO correction (claim, kind, report, verdict, changes, snapshot, by, at, note)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (claim, kind, reading.report.id, verdict, _dump(wanted), _dump(snapshot), by, now(), note),
            )
            Writer(connection).lay_flat(number, reading, origin)
            return int(cursor.lastrowid or 0)

    def undo(self, correction: int) -> None:
        """Take a correction back. It stays in the history; the claim is again what it was before."""
        with self.database.writing() as connection:
            row = connection.execute(
                "SELECT * FROM correction WHERE n = ? AND undone IS NULL", (correction,)
            ).fetchone()
            if row is None:
                raise UsageError(f"there is no correction {correction} to undo")
            connection.execute("UPDATE correction SET undone = ? WHERE n = ?", (now(), correction))
            reading, number, origin = self._by_report(row["report"])
            Writer(connection).lay_flat(number, reading, origin)

    def same(self, left: str, right: str, *, by: str, note: str | None = None) -> None:
        """Two codings are of one event: their events become one."""
        with self.database.writing() as connection:
            one, other = self._event_of(left), self._event_of(right)
            self._judge(left, right, "same", by, note)
            if one != other:
                Linker(connection).merge(one, other)
                Writer(connection).change()

    def different(self, left: str, right: str, *, by: str, note: str | None = None) -> None:
        """Two codings are of two events: the second one leaves the first one's event, and will not be put back."""
        with self.database.writing() as connection:
            one, other = self._event_of(left), self._event_of(right)
            self._judge(left, right, "different", by, note)
            if one == other:
                Linker(connection).move(right, None)
                Writer(connection).change()

    def _judge(self, left: str, right: str, verdict: str, by: str, note: str | None) -> None:
        connection = self.database.connection
        # The latest judgement on a pair stands; the earlier ones are history.
        connection.execute(
            "UPDATE judgement SET undone = :now WHERE kind = 'event' AND undone IS NULL"
            ' AND (("left" = :a AND "right" = :b) OR ("left" = :b AND "right" = :a))',
            {"now": now(), "a": left, "b": right},
        )
        connection.execute(
            'INSERT INTO judgement (kind, "left", "right", verdict, by, at, note) VALUES (\'event\', ?, ?, ?, ?, ?, ?)',
            (left, right, verdict, by, now(), note),
        )

    def _event_of(self, coding: str) -> int:
        row = self.database.connection.execute("SELECT event FROM coding WHERE id = ?", (coding,)).fetchone()
        if row is None:
            raise UsageError(f"the store holds no coding {coding!r}")
        return int(row[0])

    def gold(self) -> Iterator[Row]:
        """Every decision that stands: the machine's claim, the verdict, and the claim as it should be."""
        rows = self.database.connection.execute(
            "SELECT c.*, r.text FROM correction c LEFT JOIN report r ON r.id = c.report"
            " WHERE c.undone IS NULL ORDER BY c.n"
        ).fetchall()
        for row in rows:
            snapshot = json.loads(row["snapshot"])
            claim = msgspec.convert(snapshot["claim"], KINDS[row["kind"]])
            right = changed(claim, json.loads(row["changes"])) if row["verdict"] != "reject" else None
            yield {
                "claim": row["claim"], "kind": row["kind"], "report": row["report"], "verdict": row["verdict"],
                "by": row["by"], "at": row["at"], "note": row["note"], "machine": snapshot["claim"],
                "gold": msgspec.to_builtins(right), "actors": snapshot["actors"], "text": row["text"],
            }  # fmt: skip

    def _machine_reading(self, claim: str) -> tuple[Reading, int, str]:
        row = self.database.connection.execute(
            "SELECT r.id FROM report r WHERE r.n = coalesce((SELECT report FROM coding WHERE id = :claim),"
            " (SELECT report FROM statement WHERE id = :claim), (SELECT report FROM tie WHERE id = :claim))"
            " OR r.id = (SELECT report FROM correction WHERE claim = :claim)",
            {"claim": claim},
        ).fetchone()
        if row is None:
            raise UsageError(f"the store holds no claim {claim!r}")
        return self._by_report(row["id"])

    def _by_report(self, report_id: str) -> tuple[Reading, int, str]:
        from dragoman.store.store import _READINGS, _report

        row = self.database.connection.execute(f"{_READINGS} WHERE r.id = ?", (report_id,)).fetchone()
        return load(row["record"], _report(row)), row["n"], row["origin"]

    def _earlier(self, claim: str) -> tuple[str, Claim] | None:
        """A claim that only an earlier reading held, from the correction that kept it."""
        row = self.database.connection.execute(
            "SELECT kind, snapshot FROM correction WHERE claim = ? ORDER BY n DESC LIMIT 1", (claim,)
        ).fetchone()
        return (row["kind"], msgspec.convert(json.loads(row["snapshot"])["claim"], KINDS[row["kind"]])) if row else None

    def _snapshot(self, reading: Reading, machine: Claim, claim: str) -> dict[str, Any]:
        if find(reading, claim) is not None:
            return snapshot_of(reading, machine)
        row = self.database.connection.execute(
            "SELECT snapshot FROM correction WHERE claim = ? ORDER BY n DESC LIMIT 1", (claim,)
        ).fetchone()
        kept: dict[str, Any] = json.loads(row["snapshot"])
        return kept


def _dump(value: Any) -> str:  # noqa: ANN401 - plain data
    return msgspec.json.encode(value).decode()


def _whole(claim: Claim, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, with what follows from them: another type has another quad class, CAMEO code and score."""
    made = dict(changes)
    if not isinstance(claim, Event) or not ({"type", "mode"} & set(made)):
        return made
    from dragoman.codebook import load_codebook

    book = load_codebook()
    kind = str(made.get("type", claim.type)).upper()
    if kind not in book.types:
        raise UsageError(f"there is no event type {kind!r}; there are {', '.join(book.types)}")
    mode = made.get("mode", claim.mode if kind == claim.type else None)
    if mode is not None and mode not in book.types[kind].modes:
        raise UsageError(f"{kind} has no mode {mode!r}; it has {', '.join(book.types[kind].modes) or 'none'}")
    cameo = made.get("cameo", book.to_cameo(kind, mode))
    follows = {"quad": book.quad(kind), "cameo": cameo, "goldstein": book.goldstein(cameo)}
    return {**follows, **made, "type": kind, "mode": mode}
