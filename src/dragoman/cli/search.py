"""``dragoman search``: reports with these words, and filters on what they say."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import opened, span_options, store_option


@click.command()
@click.argument("words", nargs=-1, required=True)
@store_option
@click.option("--actor", metavar="WHO", help="Reports in which this actor does something: CHN, an actor's id or name.")
@click.option("--recipient", metavar="WHO", help="… to this one.")
@click.option("--type", "kind", metavar="TYPE", help="… of this event type (ASSAULT, AID …).")
@click.option("--status", metavar="STATUS", help="… with this status (actual, promised, alleged …).")
@span_options
@click.option("--limit", default=20, show_default=True, help="How many reports.")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
def search(
    words: tuple[str, ...],
    folder: Path,
    actor: str | None,
    recipient: str | None,
    kind: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    form: str,
) -> int:
    """Find reports: all WORDS must occur; "a phrase", one OR other, -without, begin*. Put "--" before -without."""
    import json

    with opened(folder) as store:
        found = store.search(
            " ".join(f'"{word}"' if " " in word else word for word in words),
            limit=limit,
            actor=actor,
            recipient=recipient,
            type=kind.upper() if kind else None,
            status=status,
            since=since,
            until=until,
        )
    for row in found:
        if form == "jsonl":
            click.echo(json.dumps(row, ensure_ascii=False))
            continue
        facts = [row["published"], row["outlet"], row["url"], row["id"]]
        click.echo(f"{row['title'] or row['id']}\n  {' · '.join(one for one in facts if one)}")
        click.echo(f"  {' '.join(row['snippet'].split())}\n")
    if not found:
        click.echo("no report in the store has all of this", err=True)
    return 0 if found else 1
