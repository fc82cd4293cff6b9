"""``dragoman check``: is the store sound?"""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import opened, store_option


@click.command()
@store_option
def check(folder: Path) -> int:
    """Check the store: its file, its references, its search index, and that the tables say what the records say."""
    with opened(folder) as store:
        problems = store.check()
        totals = store.totals() if not problems else {}
    for problem in problems:
        click.echo(problem, err=True)
    told = ", ".join(f"{number:,} {name}" for name, number in totals.items())
    click.echo(f"{folder}: {f'{len(problems)} problems' if problems else f'sound ({told})'}")
    return 1 if problems else 0
