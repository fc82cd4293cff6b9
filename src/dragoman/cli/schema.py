"""``dragoman schema``: the JSON Schema of the record."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of what `dragoman read --format json` prints."""
    from dragoman.record import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
