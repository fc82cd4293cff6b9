"""``dragoman demo``: read the shipped sample reports and say what to type next."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from dragoman.cli.screen import wants_colour, width

SHOWN = "exchange-of-messages"


def samples() -> Path:
    """The folder of the sample reports: in the installed package, or beside the source tree."""
    packaged = Path(str(files("dragoman"))) / "data" / "samples"
    return packaged if packaged.is_dir() else Path(str(files("dragoman"))).parents[1] / "examples"


@click.command()
def demo() -> None:
    """Read the sample reports that come with Dragoman, and say what to type next."""
    from dragoman.ingest import Source, read_path
    from dragoman.reading import Reader
    from dragoman.record import Report

    reader = Reader.load()
    paths = sorted(samples().glob("*.jsonl"), key=lambda path: (path.stem != SHOWN, path.stem))
    totals = {"reports": 0, "statements": 0, "events": 0, "ties": 0}
    for path in paths:
        for report in read_path(path, Source()):
            if not isinstance(report, Report):
                raise report
            reading = reader.read(report)
            if totals["reports"] == 0:
                click.echo(reading.to_text(colour=wants_colour(), width=width(60), explain=True))
            totals["reports"] += 1
            for name in ("statements", "events", "ties"):
                totals[name] += len(getattr(reading, name))
    click.echo(
        f"That was the first of {totals['reports']} sample reports. In all of them Dragoman found "
        f"{totals['statements']} statements, {totals['events']} events and {totals['ties']} ties.\n"
    )
    click.echo("Type next:")
    click.echo("  .venv/bin/dragoman read examples/ --format csv    # all of them as a table")
    click.echo("  .venv/bin/dragoman read YOUR_REPORT.txt --published 2024-05-01 --explain")
    click.echo("  .venv/bin/dragoman --help")
