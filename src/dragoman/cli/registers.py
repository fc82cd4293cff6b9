"""``dragoman import``: registers of alliances, sanctions, resolutions and orders as readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.record import Reading

KINDS = ("atop", "cow-alliances", "gsdb", "opensanctions-programs", "unsc", "us-executive-orders")


@click.command(name="import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Put the readings into a store.")
@click.option(
    "--edition", metavar="DATE", help="The day up to which the file covers the world, if it is not the known one."
)
def import_(kind: str, file: Path, folder: Path | None, edition: str | None) -> int:
    """Read FILE (or a folder) of a register into the same records as the news.

    Prints JSON Lines, one reading an entry, or fills a store. The source is named in each reading; nothing is fetched.
    """
    from dragoman.errors import InputError
    from dragoman.ingest.registers import import_register
    from dragoman.knowledge import Knowledge

    failed = 0

    def good() -> Iterator[Reading]:
        nonlocal failed
        for made in import_register(kind, file, Knowledge.load(), edition):
            if isinstance(made, InputError):
                failed += 1
                click.echo(f"dragoman: {made}", err=True)
            else:
                yield made

    if folder is None:
        for reading in good():
            click.echo(reading.to_json())
    else:
        from dragoman.store import open_store

        with open_store(folder, create=True) as store:
            outcomes = store.add_many(good(), reader=f"import {kind}")
        click.echo(", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
    return 1 if failed else 0
