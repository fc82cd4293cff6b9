"""Events in the store: where a new coding belongs, which coding stands for an event, and what people judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from dragoman.store.flatten import Row
from dragoman.store.identity import DAYS, Facts, best, facts

NEIGHBOURS: Final = 100  # of a block and its days; more than that is a war, and the nearest in the file are enough

_NEAR: Final = (
    "SELECT c.n, c.event, c.report, r.story, c.day, c.precision, c.place, c.country, c.trigger, c.evidence,"
    " c.actor_keys, c.recipient_keys FROM coding c JOIN report r ON r.n = c.report"
)
_JUDGED: Final = """
SELECT c.event FROM judgement j
JOIN coding c ON c.id = CASE j."left" WHEN :coding THEN j."right" ELSE j."left" END
WHERE j.kind = 'event' AND j.verdict = :verdict AND j.undone IS NULL AND :coding IN (j."left", j."right")"""
_COUNT: Final = """
SELECT count(*), count(DISTINCT c.report), count(DISTINCT c.origin), group_concat(DISTINCT c.status),
    (sum(c.status IN ('denied', 'negated')) BETWEEN 1 AND count(*) - 1
        OR count(DISTINCT c.killed) > 1 OR count(DISTINCT c.injured) > 1),
    max(r.current AND coalesce(c.review, '') <> 'rejected')
FROM coding c JOIN report r ON r.n = c.report WHERE c.event = ?"""
# What a person checked stands before what none has; what happened before what is said to have; the first to report it.
_LEAD: Final = """
SELECT c.n FROM coding c JOIN report r ON r.n = c.report WHERE c.event = ?
ORDER BY r.current AND coalesce(c.review, '') <> 'rejected' DESC, c.review IS NOT NULL DESC,
    CASE c.status WHEN 'actual' THEN 0 WHEN 'ongoing' THEN 1 WHEN 'alleged' THEN 3 WHEN 'denied' THEN 4
        WHEN 'negated' THEN 5 ELSE 2 END, coalesce(r.published, '9999'), c.confidence DESC, c.id LIMIT 1"""


class Linker:
    """Keeps the table of events in step with the codings. Works within the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def place(self, row: Row, report: int) -> int:
        """The event that a coding not yet stored belongs to; a new event if none fits."""
        judged = self._judged_same(row["id"])
        if judged is not None:
            return judged
        story = self.connection.execute("SELECT story FROM report WHERE n = ?", (report,)).fetchone()[0]
        new = facts({**row, "n": 0, "event": 0, "report": report, "story": story})
        found = best(new, self._neighbours(row), self._barred(row["id"]))
        return found[0] if found else self._new_event(row["id"])

    def _new_event(self, coding: str) -> int:
        """A new event, named after its first coding; if that name is taken (it was split off), after the split."""
        for attempt in range(100):
            name = f"v{coding[1:]}" if attempt == 0 else f"v{coding[1:]}-{attempt + 1}"
            made = self.connection.execute(
                "INSERT OR IGNORE INTO event (id) VALUES (?) RETURNING n", (name,)
            ).fetchone()
            if made is not None:
                return int(made[0])
        raise sqlite3.IntegrityError(f"no free name for an event of {coding}")

    def _neighbours(self, row: Row) -> list[Facts]:
        try:
            day = date.fromisoformat((row["day"] or "")[:10])
        except ValueError:
            return self._facts("WHERE c.block = ? AND c.day IS ? LIMIT ?", (row["block"], row["day"], NEIGHBOURS))
        first, last = (day - timedelta(days=DAYS)).isoformat(), (day + timedelta(days=DAYS)).isoformat()
        return self._facts(
            "WHERE c.block = ? AND c.day BETWEEN ? AND ? LIMIT ?", (row["block"], first, last, NEIGHBOURS)
        )

    def _facts(self, where: str, values: tuple[object, ...]) -> list[Facts]:
        return [facts(one) for one in self.connection.execute(f"{_NEAR} {where}", values)]

    def _judged_same(self, coding: str) -> int | None:
        row = self.connection.execute(
            f"{_JUDGED} ORDER BY j.n DESC LIMIT 1",
            {"coding": coding, "verdict": "same"},
        ).fetchone()
        return int(row[0]) if row else None

    def _barred(self, coding: str) -> frozenset[int]:
        rows = self.connection.execute(
            _JUDGED,
            {"coding": coding, "verdict": "different"},
        )
        return frozenset(row[0] for row in rows)

    def events_of(self, report: int) -> set[int]:
        """The events that a report has codings of."""
        return {
            row[0] for row in self.connection.execute("SELECT DISTINCT event FROM coding WHERE report = ?", (report,))
        }

    def refresh(self, events: Iterable[int]) -> None:
        """Count anew what is known of events, choose the coding that stands for each; drop those without any."""
        for event in sorted(events):
            lead = self.connection.execute(_LEAD, (event,)).fetchone()
            if lead is None:
                self.connection.execute("DELETE FROM event WHERE n = ?", (event,))
                continue
            # Two plain statements: SQLite plans an UPDATE from an aggregate as a scan of the whole table.
            counts = tuple(self.connection.execute(_COUNT, (event,)).fetchone())
            self.connection.execute(
                "UPDATE event SET codings = ?, reports = ?, sources = ?, statuses = ?, disputed = ?, current = ?,"
                " lead = ? WHERE n = ?",
                (*counts, lead[0], event),
            )
            self.connection.execute(
                "UPDATE pair SET lead = (coding = :lead AND :current), event = :event"
                " WHERE coding IN (SELECT n FROM coding WHERE event = :event)",
                {"lead": lead[0], "event": event, "current": counts[5]},
            )

    def move(self, coding: str, event: int | None) -> set[int]:
        """Move a coding into an event (None: a new one of its own); gives the events that changed."""
        row = self.connection.execute("SELECT event FROM coding WHERE id = ?", (coding,)).fetchone()
        target = event if event is not None else self._new_event(coding)
        self.connection.execute("UPDATE coding SET event = ? WHERE id = ?", (target, coding))
        changed = {row[0], target}
        self.refresh(changed)
        return changed

    def merge(self, left: int, right: int) -> int:
        """Put all codings of two events into the older one; gives that one."""
        kept, gone = min(left, right), max(left, right)
        self.connection.execute("UPDATE coding SET event = ? WHERE event = ?", (kept, gone))
        self.refresh({kept, gone})
        return kept
