"""``dragoman read``: reports in, readings out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.screen import wants_colour, width
from dragoman.errors import InputError, UsageError

if TYPE_CHECKING:
    from dragoman.ingest import Source
    from dragoman.reading import Reading
    from dragoman.record import Report

FORMATS = ("text", "json", "jsonl", "csv")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-…")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--table", default="events", show_default=True, help="For csv: events, statements, ties or actors.")
@click.option("--published", metavar="DATE", help="The day of the reports, where they do not tell it.")
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not tell it.")
@click.option("--encoding", metavar="NAME", help="The encoding of text files, if it is not UTF-8.")
@click.option("--explain", is_flag=True, help="With text: say why each event was coded.")
@click.option("--threads", default=1, show_default=True, help="Threads of the encoder.")
@click.option(
    "--knowledge", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of your own tables."
)
@click.option(
    "--codebook", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A file of your own event types."
)
def read(
    inputs: tuple[str, ...],
    form: str,
    table: str,
    published: str | None,
    outlet: str | None,
    encoding: str | None,
    explain: bool,
    threads: int,
    knowledge: Path | None,
    codebook: Path | None,
) -> int:
    """Read reports: files, folders, saved pages, JSON Lines, addresses, or - for standard input.

    Prints who says what through whom, who did what to whom, and the ties. One broken input costs only itself: it is
    named on standard error, and the exit code is 1.
    """
    from dragoman.ingest import Source, parse_published

    source = Source(published=parse_published(published) if published else None, outlet=outlet, encoding=encoding)
    if form == "csv":
        _check_table(table)
    failures: list[InputError] = []
    reports = _reports(inputs, source, failures)
    readings = _with_progress(_read_all(reports, knowledge, codebook, threads))
    for line in _printed(readings, form, table, explain=explain, single=_is_single(inputs)):
        click.echo(line, nl=False)
    return 1 if failures else 0


def _check_table(table: str) -> None:
    from dragoman.export import TABLES

    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}; there are {', '.join(TABLES)}")


def _read_all(
    reports: Iterable[Report], knowledge: Path | None, codebook: Path | None, threads: int
) -> Iterator[Reading]:
    """Load the reader when the first report is there: a run of broken inputs loads nothing."""
    from dragoman.reading import Reader

    reader: Reader | None = None
    for report in reports:
        reader = reader or Reader.load(knowledge=knowledge, codebook=codebook, threads=threads)
        yield reader.read(report)


def _is_single(inputs: tuple[str, ...]) -> bool:
    """Whether the inputs can hold one report only, so that ``json`` prints one object."""
    return len(inputs) == 1 and not inputs[0].endswith(".jsonl") and not Path(inputs[0]).is_dir()


def _reports(inputs: Iterable[str], source: Source, failures: list[InputError]) -> Iterator[Report]:
    """All reports of the inputs in order; what fails is named at once on standard error and kept in ``failures``."""
    from dragoman.ingest import read_path, read_stream

    for name in inputs:
        if name == "-":
            found = read_stream(sys.stdin.buffer, "standard input", source)
        elif "://" in name:
            found = _from_address(name, source)
        else:
            found = read_path(Path(name), source)
        for one in found:
            if isinstance(one, InputError):
                failures.append(one)
                click.echo(f"dragoman: {one}", err=True)
            else:
                yield one


def _from_address(url: str, source: Source) -> Iterator[Report | InputError]:
    import io

    import msgspec

    from dragoman.ingest import fetch, read_stream

    try:
        body, final = fetch(url)
    except InputError as error:
        yield error
        return
    yield from read_stream(io.BytesIO(body), url, msgspec.structs.replace(source, url=source.url or final))


def _with_progress(readings: Iterator[Reading]) -> Iterator[Reading]:
    """Count on standard error, on a terminal, once it has taken longer than a second."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from readings
        return
    started, shown = time.monotonic(), False
    for count, reading in enumerate(readings, 1):
        yield reading
        spent = time.monotonic() - started
        if spent > 1:
            shown = True
            click.echo(f"\r{count:,} reports read, {count / spent:.1f} a second", err=True, nl=False)
    if shown:
        click.echo("", err=True)


def _printed(readings: Iterator[Reading], form: str, table: str, *, explain: bool, single: bool) -> Iterator[str]:
    if form == "csv":
        from dragoman.export import to_csv

        yield from to_csv(readings, table)
        return
    for count, reading in enumerate(readings):
        if form == "text":
            rule = "" if count == 0 else "\n" + "─" * width() + "\n\n"
            yield rule + reading.to_text(colour=wants_colour(), explain=explain, width=width())
        else:
            yield reading.to_json(indent=2 if form == "json" and single else None) + "\n"
