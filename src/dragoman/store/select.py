"""Questions to the store as SQL: filters in, a statement and its values out. Values are never put into the text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from dragoman.errors import UsageError

CODING: Final = (
    "c.type, c.mode, c.contexts, c.cameo, c.quad, c.goldstein, c.status, c.day, c.day_end, c.precision, c.actors,"
    " c.actor_keys, c.actor_sectors, c.recipients, c.recipient_keys, c.recipient_sectors, c.place, c.geonames, c.lat,"
    " c.lon, c.country, c.killed, c.injured, c.detained, c.displaced, c.amount, c.currency, c.issue, c.trigger,"
    ' c.start, c."end", c.evidence, c.statement, c.said_by, c.speaker, c.origin, c.confidence, c.why, c.review'
)
EVENTS: Final = (
    f"SELECT e.id, c.id AS coding, r.id AS report, {CODING}, e.codings, e.reports, e.sources, e.statuses, e.disputed,"  # noqa: S608
    " r.published, r.outlet, r.url, r.title FROM event e JOIN coding c ON c.n = e.lead JOIN report r ON r.n = c.report"
)
CODINGS: Final = (
    f"SELECT c.id, e.id AS event, r.id AS report, {CODING}, r.published, r.outlet, r.url, r.title, r.current"  # noqa: S608
    " FROM coding c JOIN event e ON e.n = c.event JOIN report r ON r.n = c.report"
)
STATEMENTS: Final = (
    "SELECT s.id, r.id AS report, a.id AS source, s.source_key, s.source_name, s.cue, s.content, s.quoted, s.start,"
    ' s."end", s.form, s.medium, s.addressee, s.stance, s.within, s.relay, s.chain, s.origin, s.confidence, s.review,'
    " r.published, r.outlet, r.url, r.title FROM statement s JOIN report r ON r.n = s.report"
    " LEFT JOIN actor a ON a.n = s.source"
)
TIES: Final = (
    "SELECT t.id, r.id AS report, t.kind, t.name, t.parties, t.party_keys, t.terms, t.change, t.effective,"
    " t.change_until, t.precision, t.since, t.until, t.issue, t.statement, t.said_by, t.evidence, t.start,"
    ' t."end", t.origin, t.confidence, t.review, r.published, r.outlet, r.url, r.title'
    " FROM tie t JOIN report r ON r.n = t.report"
)
MANY: Final = 3000
# Before a condition on the row number: do not go by it. Rows of an actor with many codings are found faster by going
# back from the latest day until a page is full than by fetching and sorting them all.
BY_DAY: Final = "+"
_STATE: Final = re.compile(r"[A-Z]{3}")
_DAY: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``actor`` and ``recipient`` are ISO codes, actor ids or names; days are ISO, both included.

    ``involving`` is on either side, ``between`` names two that are on opposite sides. ``text`` are words of the report.
    """

    actor: str | None = None
    recipient: str | None = None
    involving: str | None = None
    between: tuple[str, str] | None = None
    type: str | Sequence[str] | None = None
    status: str | Sequence[str] | None = None
    quad: str | Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    report: str | None = None
    review: str | None = None
    confidence: float | None = None
    disputed: bool = False
    rejected: bool = False
    superseded: bool = False


class Where:
    """Conditions joined by AND, with their values in order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, part: str, *values: Any) -> None:  # noqa: ANN401 - whatever SQLite takes
        """One more condition."""
        self.parts.append(part)
        self.values.extend(values)

    def one_of(self, column: str, wanted: str | Sequence[str] | None) -> None:
        """The column has one of the values; no condition if none is wanted."""
        if wanted is None:
            return
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def sql(self) -> str:
        """The WHERE clause; empty if there is no condition."""
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def actor_keys(connection: sqlite3.Connection, who: str) -> tuple[str | None, tuple[int, ...]]:
    """A key, or else the row numbers of the actors with that id or name."""
    if _STATE.fullmatch(who):
        return who, ()
    rows = connection.execute(
        "SELECT n, key, id FROM actor WHERE id = :who OR name = :who COLLATE NOCASE", {"who": who}
    ).fetchall()
    for row in rows:
        if row["key"] == row["id"] == who:
            return who, ()
    return None, tuple(row["n"] for row in rows)


def _sided(connection: sqlite3.Connection, who: str, sides: Iterable[int]) -> tuple[str, list[Any]]:
    """A condition on the coding: the actor is on one of the sides."""
    key, numbers = actor_keys(connection, who)
    wanted = list(sides)
    marks = ", ".join("?" * len(wanted))
    if key is not None:
        inside = f"SELECT coding FROM party WHERE key = ? AND side IN ({marks})"  # noqa: S608 - marks only
        met = connection.execute(f"SELECT count(*) FROM ({inside} LIMIT {MANY})", [key, *wanted]).fetchone()[0]  # noqa: S608
        return f"{BY_DAY if met == MANY else ''}c.n IN ({inside})", [key, *wanted]
    several = ", ".join("?" * len(numbers)) or "NULL"
    return f"c.n IN (SELECT coding FROM party WHERE actor IN ({several}) AND side IN ({marks}))", [*numbers, *wanted]  # noqa: S608


def _parties(connection: sqlite3.Connection, wanted: Filter, where: Where) -> None:
    for who, sides in ((wanted.actor, (0,)), (wanted.recipient, (1,)), (wanted.involving, (0, 1))):
        if who is not None:
            sql, values = _sided(connection, who, sides)
            where.add(sql, *values)
    if wanted.between is not None:
        one, other = wanted.between
        keys = [actor_keys(connection, who)[0] for who in (one, other)]
        if all(keys):
            # Not (actor, recipient) IN (VALUES …): for that SQLite looks at every pair there is.
            one_way = "SELECT coding FROM pair WHERE actor = ? AND recipient = ?"
            where.add(f"c.n IN ({one_way} UNION ALL {one_way})", *keys, *reversed(keys))
            return
        ways = []
        for first, second in ((one, other), (other, one)):
            left, some = _sided(connection, first, (0,))
            right, more = _sided(connection, second, (1,))
            ways.append((f"({left} AND {right})", [*some, *more]))
        where.add(f"({ways[0][0]} OR {ways[1][0]})", *ways[0][1], *ways[1][1])


def event_sql(connection: sqlite3.Connection, wanted: Filter, *, codings: bool = False) -> tuple[str, tuple[Any, ...]]:
    """Events (by the coding that stands for each), or all codings; latest day first."""
    where = Where()
    if not codings and not wanted.superseded and not wanted.rejected:
        where.add("e.current")
    if codings and not wanted.superseded:
        where.add("r.current")
    if not wanted.rejected:
        where.add("coalesce(c.review, '') <> 'rejected'")
    _parties(connection, wanted, where)
    if wanted.disputed:
        where.add("e.disputed")  # few, and indexed: a walk back by day would have to go all the way
        where.parts = [part.removeprefix(BY_DAY) for part in where.parts]
    for column, values in (("c.type", wanted.type), ("c.status", wanted.status), ("c.quad", wanted.quad)):
        where.one_of(column, values)
    if wanted.since:
        where.add("c.day_end >= ?", day(wanted.since))
    if wanted.until:
        where.add("c.day <= ?", day(wanted.until) + "~")  # "2021-07" holds all its days: "~" sorts after "-"
    _common(wanted, where, "c")
    if wanted.confidence is not None:
        where.add("c.confidence <= ?", wanted.confidence)
    return f"{CODINGS if codings else EVENTS}{where.sql()} ORDER BY c.day DESC, c.n DESC", tuple(where.values)


def statement_sql(connection: sqlite3.Connection, wanted: Filter, stance: str | None) -> tuple[str, tuple[Any, ...]]:
    """Statements, latest report first. ``actor`` is the source; ``involving`` is named in the report."""
    where = Where()
    if wanted.actor is not None:
        key, numbers = actor_keys(connection, wanted.actor)
        where.add("s.source_key = ?", key) if key else where.add(
            f"s.source IN ({', '.join(map(str, numbers)) or 'NULL'})"
        )
    if wanted.involving is not None:
        key, numbers = actor_keys(connection, wanted.involving)
        inside = "key = ?" if key else f"n IN ({', '.join(map(str, numbers)) or 'NULL'})"
        values = [key] if key else []
        sql = f"s.report IN (SELECT report FROM mention WHERE actor IN (SELECT n FROM actor WHERE {inside}))"  # noqa: S608
        where.add(sql, *values)
    where.one_of("s.stance", stance)
    _reports(wanted, where)
    _common(wanted, where, "s")
    return f"{STATEMENTS}{where.sql()} ORDER BY r.day DESC, s.n DESC", tuple(where.values)


def tie_sql(connection: sqlite3.Connection, wanted: Filter, kind: str | None) -> tuple[str, tuple[Any, ...]]:
    """Ties as reports tell them, latest report first. ``involving`` and ``between`` name parties."""
    where = Where()
    for who in (wanted.involving, *(wanted.between or ())):
        if who is not None:
            key, numbers = actor_keys(connection, who)
            inside = "key = ?" if key else f"actor IN ({', '.join(map(str, numbers)) or 'NULL'})"
            where.add(f"t.n IN (SELECT tie FROM tie_party WHERE {inside})", *([key] if key else []))  # noqa: S608
    where.one_of("t.kind", kind)
    _reports(wanted, where)
    _common(wanted, where, "t")
    return f"{TIES}{where.sql()} ORDER BY r.day DESC, t.n DESC", tuple(where.values)


def _reports(wanted: Filter, where: Where) -> None:
    if not wanted.superseded:
        where.add("r.current")
    if wanted.since:
        where.add("r.day >= ?", day(wanted.since))
    if wanted.until:
        where.add("r.day <= ?", day(wanted.until) + "~")


def _common(wanted: Filter, where: Where, table: str) -> None:
    if wanted.report:
        where.add("r.id = ?", wanted.report)
    if wanted.text:
        where.add("r.n IN (SELECT rowid FROM search WHERE search MATCH ?)", match_of(wanted.text))
    if wanted.review:
        where.add(f"{table}.review IS ?", None if wanted.review == "none" else wanted.review)


def day(value: str) -> str:
    """An ISO day, month or year as it is. Raises UsageError for anything else."""
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise UsageError(f"{value!r} is no day; write 2021-07-12, 2021-07 or 2021") from None
    return value


def match_of(words: str) -> str:
    """Words as an FTS5 query: all must occur; ``"a phrase"``, ``OR``, ``-without``, ``begin*``; all else is plain."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words):
        if word == "OR" and wanted and not minus:
            wanted.append("OR")
            continue
        text = (phrase or word).strip()
        if not any(one.isalnum() for one in text):
            continue
        star = "*" if word.endswith("*") else ""
        quoted = '"' + text.rstrip("*").replace('"', " ") + '"' + star
        (unwanted if minus else wanted).append(quoted)
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        raise UsageError(f"{words!r} holds no word to search for")
    # FTS5 binds NOT tighter than the blanks between words, so the wanted part stands in brackets.
    return f"({' '.join(_with_and(wanted))}){''.join(f' NOT {one}' for one in unwanted)}"


def _with_and(wanted: list[str]) -> list[str]:
    joined: list[str] = []
    for one in wanted:
        if joined and joined[-1] != "OR" and one != "OR":
            joined.append("AND")
        joined.append(one)
    return joined
