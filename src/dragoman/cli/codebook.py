"""``dragoman codebook``: what the codes mean."""

from __future__ import annotations

import click


@click.command()
@click.argument("name", required=False)
def codebook(name: str | None) -> None:
    """Print the event types, or all about one (NAME), with examples."""
    from dragoman.codebook import load_codebook
    from dragoman.errors import UsageError

    book = load_codebook()
    if name is None:
        for entry in book.types.values():
            click.echo(f"{entry.name:<10} {entry.quad:<21} {entry.score:>5}  {entry.definition}")
        return
    entry_or_none = book.types.get(name.upper())
    if entry_or_none is None:
        raise UsageError(f"there is no event type {name!r}; there are {', '.join(book.types)}")
    entry = entry_or_none
    click.echo(f"{entry.name} ({entry.quad}, score {entry.score}, CAMEO {book.to_cameo(entry.name, None)})")
    click.echo(f"  {entry.definition}")
    for heading, lines in (("Mind", entry.distinctions), ("Is", entry.positive), ("Is not", entry.negative)):
        for line in lines:
            click.echo(f"  {heading}: {line}")
    for mode in entry.modes.values():
        cameo = book.to_cameo(entry.name, mode.name)
        click.echo(f"  {mode.name:<15} {mode.score:>5}  CAMEO {cameo:<5} {mode.definition}")
