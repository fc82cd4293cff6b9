"""A dossier as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.store import Dossier

SHOWN = 15  # lines of a section; the JSON has all


def lines(made: Dossier) -> Iterator[str]:
    """The dossier in sections."""
    span = f"{made.since or 'the beginning'} to {made.until or 'the last report'}"
    yield f"{made.actor}{f' – {made.other}' if made.other else ''}   {span}"
    sections = (
        ("WHO", [_who(row) for row in made.who]),
        (f"TIES ON {made.on}", [_tie(row) for row in made.ties]),
        (f"WHAT HAPPENED ({made.totals['events']:,})", [_event(row) for row in made.events]),
        ("PROMISED, THREATENED, ASKED, EXPECTED", [f"{_event(row)}\n      {_seen(row)}" for row in made.ahead]),
        ("DISPUTED", [f"{_event(row)}\n      told as: {row['statuses']}" for row in made.disputed]),
        ("WHO SAYS WHAT", [_statement(row) for row in made.statements]),
        ("BY MONTH", _months(made.months)),
    )
    for title, entries in sections:
        yield f"\n{title}"
        yield from (f"  {entry}" for entry in entries[:SHOWN])
        if len(entries) > SHOWN:
            yield f"  … {len(entries) - SHOWN} more (--format json has them)"
        if not entries:
            yield "  none known"


def _who(row: dict[str, Any]) -> str:
    roles = "; ".join(
        f"{one['role']} ({one['first_day'] or '?'} – {one['last_day'] or '?'})" for one in row["roles"][:3]
    )
    facts = ", ".join(str(one) for one in (row["kind"], row["state"], row["sectors"], row["wikidata"]) if one)
    return f"{row['name']} [{row['id']}]  {facts}  {_number(row['mentions'], 'mention')}{f'  {roles}' if roles else ''}"


def _tie(row: Any) -> str:  # noqa: ANN401 - Standing
    head = f"{row.kind.replace('_', ' ')}{f' ({row.name})' if row.name else ''}: {row.parties.replace(';', ' – ')}"
    since = f" since {row.since}" if row.since else ""
    known = f"{_number(len(row.basis), 'claim')}, {_number(row.sources, 'independent source')}"
    return f"{head}: {row.status}{since}\n      {row.why}; {known}"


def _number(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _event(row: dict[str, Any]) -> str:
    what = row["type"] + (f"/{row['mode']}" if row["mode"] else "")
    whom = "" if row["recipients"] == row["actors"] else f" → {(row['recipients'] or '—').replace(';', ', ')}"
    said = f" · by the word of {row['said_by']}" if row["said_by"] else ""
    deaths = f" · {row['killed']} killed" if row["killed"] is not None else ""
    known = f"{_number(row['reports'], 'report')}, {_number(row['sources'], 'independent source')}"
    return (
        f"{row['day'] or '????'}  {(row['actors'] or '—').replace(';', ', ')}  {what} “{row['trigger']}”{whom}\n"
        f"      {row['status']}{deaths}{said} · {known} · {row['id']}"
    )


def _seen(row: dict[str, Any]) -> str:
    seen = row["seen"]
    return f"seen done {seen['day']} (“{seen['trigger']}”, {seen['id']})" if seen else "not yet seen done"


def _statement(row: dict[str, Any]) -> str:
    content = (row["content"] or "").replace("\n", " ")
    return f"{(row['published'] or '????')[:10]}  {row['chain']}  {row['stance']}: “{content[:160]}”"


def _months(rows: list[dict[str, Any]]) -> list[str]:
    return [
        f"{row['month']}  {row['actor']} → {row['recipient']}  {_number(row['events'], 'event'):>11}   cooperation"
        f" {row['verbal_cooperation']}+{row['material_cooperation']}  conflict {row['verbal_conflict']}"
        f"+{row['material_conflict']}   Goldstein {row['goldstein_sum'] or 0:+.1f}"
        for row in rows
    ]
