"""``dragoman query``: SQL on the store's views."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import store_option


@click.command()
@click.argument("sql")
@store_option
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
@click.option("--seconds", default=5.0, show_default=True, help="Stop after this time.")
@click.option("--limit", default=1000, show_default=True, help="At most this many rows.")
def query(sql: str, folder: Path, form: str, seconds: float, limit: int) -> int:
    """Answer one SELECT on the views reports, publications, statements, events, codings, ties, actors, mentions, pairs.

    Reads only, for a limited time. Exit code 1 if there were more rows than the limit.
    """
    import csv
    import json
    import sys

    from dragoman.store.guard import ask

    answer = ask(folder, sql, seconds=seconds, limit=limit)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(answer.rows)
    else:
        for row in answer:
            click.echo(json.dumps(row, ensure_ascii=False, default=repr))
    if answer.truncated:
        click.echo(f"dragoman: there are more rows than {limit}; raise --limit to see them", err=True)
    return 1 if answer.truncated else 0
