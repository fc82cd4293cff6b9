"""``dragoman correct``: accept, reject or change a coding. Kept apart from the machine's, and exportable as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from dragoman.cli.stores import opened, store_option


@click.command()
@click.argument("claim", required=False)
@click.argument("verdict", required=False, type=click.Choice(("accept", "reject", "change", "same", "different")))
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE…]")
@store_option
@click.option("--by", metavar="NAME", envvar="USER", default="unknown", help="Who decides.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--undo", metavar="NUMBER", type=int, help="Take back the correction with this number.")
@click.option("--gold", is_flag=True, help="Print all corrections as JSON Lines, to train and score on.")
def correct(
    claim: str | None,
    verdict: str | None,
    fields: tuple[str, ...],
    folder: Path,
    by: str,
    note: str | None,
    undo: int | None,
    gold: bool,
) -> int:
    """Correct one CLAIM (the id of a coding, statement or tie).

    \b
    dragoman correct e12ab… accept
    dragoman correct e12ab… reject --note "it was an exercise"
    dragoman correct e12ab… change type=THREATEN status=threatened
    dragoman correct e12ab… same e34cd…          # two codings are of one event
    dragoman correct e12ab… different e34cd…     # … of two
    """  # noqa: D301 - click takes the backspace for "keep these lines"
    from dragoman.errors import UsageError

    with opened(folder) as store:
        if gold:
            for row in store.reviews.gold():
                click.echo(json.dumps(row, ensure_ascii=False))
        elif undo is not None:
            store.reviews.undo(undo)
            click.echo(f"correction {undo} is undone")
        elif claim is None or verdict is None:
            raise UsageError("give a claim's id and accept, reject, change, same or different (see --help)")
        elif verdict in {"same", "different"}:
            if len(fields) != 1:
                raise UsageError(f"{verdict} needs the id of one other coding")
            judge = store.reviews.same if verdict == "same" else store.reviews.different
            judge(claim, fields[0], by=by, note=note)
            click.echo(f"{claim} and {fields[0]}: {verdict} event")
        else:
            number = store.reviews.correct(claim, verdict, by=by, changes=_changes(fields), note=note)
            click.echo(f"correction {number}: {claim} {verdict}; take it back with `dragoman correct --undo {number}`")
    return 0


def _changes(fields: tuple[str, ...]) -> dict[str, Any]:
    """``type=AID`` and the like; a value that is JSON is taken as JSON (lists, numbers, null), else as text."""
    from dragoman.errors import UsageError

    made: dict[str, Any] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise UsageError(f"{field!r} is no FIELD=VALUE")
        try:
            made[name] = json.loads(value)
        except json.JSONDecodeError:
            made[name] = value
    return made
