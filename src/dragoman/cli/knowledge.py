"""``dragoman actor`` and ``dragoman knowledge``: what the tables know, and whether they are sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--on", "day", metavar="DATE", help="The day to look at (default: today).")
@click.option("--knowledge", type=_FOLDER, help="A folder of your own tables.")
def actor(name: tuple[str, ...], day: str | None, knowledge: Path | None) -> int:
    """Print what is known of an actor on a day, and from where."""
    from dragoman.errors import UsageError
    from dragoman.knowledge import Knowledge

    try:
        on = date.fromisoformat(day) if day else date.today()
    except ValueError:
        raise UsageError(f"{day!r} is no date; write it as 2021-07-12") from None
    found = Knowledge.load(knowledge).actor(" ".join(name), on)
    if not found:
        click.echo(f"nothing is known of {' '.join(name)!r}", err=True)
        return 1
    for entry in found:
        facts = [entry.kind, entry.state, "/".join(entry.sectors), entry.role, entry.wikidata]
        click.echo(f"{entry.id:<28} {entry.name}  ({', '.join(fact for fact in facts if fact)})")
        click.echo(f"{'':<28} from: {entry.source}")
    return 0


@click.group()
def knowledge() -> None:
    """Look after the tables of actors, offices, outlets and places."""


@knowledge.command()
@click.option("--knowledge", "folder", type=_FOLDER, help="A folder of your own tables.")
def check(folder: Path | None) -> int:
    """Validate all tables: codes, dates, duplicates, sources."""
    from dragoman.knowledge import Knowledge
    from dragoman.knowledge import check as check_tables

    problems = check_tables(Knowledge.load(folder))
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{len(problems)} problems")
    return 1 if problems else 0
