"""All about an actor or a pair: who they are, ties on a day, what happened, what was promised, who claims what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

from dragoman.errors import UsageError
from dragoman.store.flatten import Row
from dragoman.store.select import actor_keys
from dragoman.store.standing import Standing, standings

if TYPE_CHECKING:
    from dragoman.store.store import Store

AHEAD: Final = ("promised", "threatened", "requested", "expected")
DONE: Final = ("actual", "ongoing", "alleged", "denied", "negated")
LISTED: Final = 50
LASTING: Final = 365  # days in which an act counts as what was promised or threatened


class Dossier(msgspec.Struct, frozen=True):
    """The file on an actor or a pair. Lists hold rows as ``Store.events`` and its sisters give them, latest first."""

    actor: str
    other: str | None
    since: str | None
    until: str | None
    on: str
    who: list[Row]
    ties: list[Standing]
    events: list[Row]
    ahead: list[Row]
    disputed: list[Row]
    statements: list[Row]
    months: list[Row]
    totals: Row


def make(
    store: Store, actor: str, other: str | None, *, since: str | None, until: str | None, on: str | None
) -> Dossier:
    """Put the dossier together. Raises UsageError if the store holds nothing about the actor."""
    with store.database.reading() as connection:
        for one in filter(None, (actor, other)):
            key, numbers = actor_keys(connection, one)
            known = (
                connection.execute("SELECT 1 FROM actor WHERE key = ? LIMIT 1", (key,)).fetchone() if key else numbers
            )
            if not known:
                raise UsageError(
                    f"the store holds nothing about {one!r}; give an ISO code (CHN), an actor's id or its name"
                )
    span: dict[str, Any] = {"since": since, "until": until}
    sides: dict[str, Any] = {"between": (actor, other)} if other else {"involving": actor}
    on = on or until or store.last_day() or date.today().isoformat()
    done = store.events(**sides, **span, status=DONE)
    ahead = store.events(**sides, **span, status=AHEAD).page(LISTED).to_dicts()
    events = done.page(LISTED).to_dicts()
    return Dossier(
        actor=actor,
        other=other,
        since=since,
        until=until,
        on=on,
        who=[row for one in filter(None, (actor, other)) for row in _who(store, one)],
        ties=standings(store.ties(**sides), on),
        events=events,
        ahead=[row | {"seen": _seen(store, row)} for row in ahead],
        disputed=store.disputed(**sides, **span).page(LISTED).to_dicts(),
        statements=_statements(store, actor, other, span),
        months=_months(store, actor, other, span),
        totals={"events": done.count(), "ahead": len(ahead)},
    )


def _who(store: Store, name: str) -> list[Row]:
    """The actors meant, those with most mentions first, with the roles they held and when reports gave them those."""
    with store.database.reading() as connection:
        key, numbers = actor_keys(connection, name)
        marks = ", ".join("?" * len(numbers))
        rows = connection.execute(
            "SELECT a.n, a.id, a.name, a.kind, a.state, a.sectors, a.wikidata, count(*) AS mentions FROM actor a"  # noqa: S608
            f" JOIN mention m ON m.actor = a.n WHERE {'a.key = ?' if key else f'a.n IN ({marks})'}"
            " GROUP BY a.n ORDER BY (a.id = ?) DESC, mentions DESC LIMIT 12",
            (*((key,) if key else numbers), name),
        ).fetchall()
        made = []
        for row in rows:
            roles = connection.execute(
                "SELECT role, first_day, last_day FROM actor_role WHERE actor = ? ORDER BY last_day DESC", (row["n"],)
            )
            made.append({"asked": name, **{one: row[one] for one in row.keys() if one != "n"},  # noqa: SIM118 - sqlite3.Row
                         "roles": [dict(role) for role in roles]})  # fmt: skip
        return made


def _seen(store: Store, row: Row) -> Row | None:
    """The first act of the promised type, by the same on the same, since the promise; None: not seen done yet."""
    if not row["day"] or len(row["day"]) < 10:
        return None
    last = (date.fromisoformat(row["day"][:10]) + timedelta(days=LASTING)).isoformat()
    with store.database.reading() as connection:
        found = connection.execute(
            "SELECT e.id, c.day, c.trigger, c.status, c.type FROM event e JOIN coding c ON c.n = e.lead"
            " WHERE c.actor_keys IS ? AND c.recipient_keys IS ? AND c.type = ? AND c.status IN ('actual', 'ongoing')"
            " AND e.current AND c.day > ? AND c.day <= ?"
            " AND e.n IN (SELECT event FROM pair WHERE actor = ? AND recipient = ?)"
            " ORDER BY c.day LIMIT 1",
            (
                row["actor_keys"], row["recipient_keys"], row["type"], row["day"], last,
                (row["actor_keys"] or "").split(";")[0], (row["recipient_keys"] or "").split(";")[0],
            ),
        ).fetchone()  # fmt: skip
    return dict(found) if found else None


def _statements(store: Store, actor: str, other: str | None, span: dict[str, Any]) -> list[Row]:
    """What they say; of a pair: what each says in reports that name the other."""
    if other is None:
        return store.statements(actor=actor, **span).page(LISTED).to_dicts()
    found = [
        row
        for one, another in ((actor, other), (other, actor))
        for row in store.statements(actor=one, involving=another, **span).page(LISTED)
    ]
    return sorted(found, key=lambda row: row["published"] or "", reverse=True)[:LISTED]


def _months(store: Store, actor: str, other: str | None, span: dict[str, Any]) -> list[Row]:
    with store.database.reading() as connection:
        keys = [actor_keys(connection, one)[0] for one in filter(None, (actor, other))]
        if not all(keys):
            return []  # leaders and other single actors are counted with their state
        first, second = keys[0], keys[1] if other else None
    rows = store.dyad_months([(first, second), (second, first)], **span)
    return [row for row in rows if row["events"]]
