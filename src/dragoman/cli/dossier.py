"""``dragoman dossier``: the file on an actor or a pair."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.stores import opened, span_options, store_option


@click.command()
@click.argument("actor")
@click.argument("other", required=False)
@store_option
@span_options
@click.option(
    "--on", metavar="DATE", help="The day that ties are shown for (default: the last day asked for or known)."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def dossier(
    actor: str, other: str | None, folder: Path, since: str | None, until: str | None, on: str | None, form: str
) -> None:
    """Print all that is known of ACTOR, or of ACTOR and OTHER (ISO codes such as CHN PRK, actor ids or names).

    Who they are, how their ties stand on a day, what happened, what was promised and whether it was seen done, what is
    disputed, who says what, and cooperation and conflict by month.
    """
    import msgspec

    with opened(folder) as store:
        made = store.dossier(actor, other, since=since, until=until, on=on)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(made), indent=2).decode())
        return
    from dragoman.cli.dossier_text import lines

    for line in lines(made):
        click.echo(line)
