"""``dragoman add``: read reports and keep what they say."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.stores import store_option

if TYPE_CHECKING:
    from dragoman.errors import InputError
    from dragoman.reading import Reader
    from dragoman.record import Reading, Report
    from dragoman.store import Store

BATCH = 50  # reports a transaction: commits cost 6 ms each, and a kill loses at most these
SECONDS = 2.0  # … or as many as come in this time, so that pages on the store see them soon


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH|URL|-…")
@store_option
@click.option("--published", metavar="DATE", help="The day of the reports, where they do not tell it.")
@click.option("--outlet", metavar="NAME", help="Who published them, where they do not tell it.")
@click.option("--encoding", metavar="NAME", help="The encoding of text files, if it is not UTF-8.")
@click.option(
    "--readings", is_flag=True, help="The inputs are readings (JSON Lines of `dragoman read --format jsonl`)."
)
@click.option("--threads", default=1, show_default=True, help="Threads of the encoder.")
@click.option("--wait", default=30.0, show_default=True, help="Seconds to wait for another process that writes.")
@click.option(
    "--knowledge", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of your own tables."
)
def add(
    inputs: tuple[str, ...],
    folder: Path,
    published: str | None,
    outlet: str | None,
    encoding: str | None,
    readings: bool,
    threads: int,
    wait: float,
    knowledge: Path | None,
) -> int:
    """Read reports and keep them in a store: files, folders, saved pages, JSON Lines, addresses, or - (standard input).

    What is in the store already is left as it is, so that the same command can be run again after any interruption.
    One broken input costs only itself: it is named on standard error, and the exit code is 1.
    """
    from dragoman.cli.read import _reports
    from dragoman.ingest import Source, parse_published
    from dragoman.store import open_store

    failures: list[InputError] = []
    with open_store(folder, create=True, wait=wait) as store:
        if readings:
            found = _ready_made(inputs, failures)
            counts = _kept(store, ((one.report, one) for one in found), "given")
        else:
            source = Source(parse_published(published) if published else None, outlet, encoding=encoding)
            work = _Reading(store, knowledge, threads)
            counts = _kept(store, work.readings(_reports(inputs, source, failures)), work.name)
    told = ", ".join(f"{counts[name]:,} {name}" for name in ("new", "copy", "known", "reread") if counts.get(name))
    click.echo(f"{folder}: {told or 'nothing added'}" + (f", {len(failures)} failed" if failures else ""))
    return 1 if failures else 0


class _Reading:
    """Reads what the store has not read yet. The reader is loaded when the first report is there."""

    def __init__(self, store: Store, knowledge: Path | None, threads: int) -> None:
        self.store = store
        self.knowledge = knowledge
        self.threads = threads
        self.name = reader_name()
        self._reader: Reader | None = None

    def readings(self, reports: Iterable[Report]) -> Iterator[tuple[Report, Reading | None]]:
        """Each report with its reading; without, if this reader has read this body already."""
        from dragoman.reading import Reader

        for report in reports:
            if self.store.has_read(report, self.name):
                yield report, None
                continue
            self._reader = self._reader or Reader.load(knowledge=self.knowledge, threads=self.threads)
            yield report, self._reader.read(report)


def reader_name() -> str:
    """Which program and weights read: another name means that known reports are read again."""
    import hashlib
    from importlib.resources import files

    from dragoman import __version__

    card = files("dragoman") / "data" / "weights" / "model.json"
    digest = hashlib.sha256(card.read_bytes()).hexdigest()[:12] if card.is_file() else "none"
    return f"dragoman {__version__} {digest}"


def _kept(store: Store, work: Iterable[tuple[Report, Reading | None]], reader: str) -> dict[str, int]:
    """Write in batches; how many reports came out as what."""
    counts: dict[str, int] = {}
    pending: list[tuple[Report, Reading | None]] = []
    since = started = time.monotonic()
    for one in work:
        pending.append(one)
        if len(pending) >= BATCH or time.monotonic() - since > SECONDS:
            _write(store, pending, reader, counts)
            since = time.monotonic()
            _progress(counts, since - started)
    _write(store, pending, reader, counts)
    return counts


def _write(store: Store, pending: list[tuple[Report, Reading | None]], reader: str, counts: dict[str, int]) -> None:
    with store.writing() as writer:
        done = [writer.add(reading, reader) if reading else store.note(report) for report, reading in pending]
    for outcome in done:
        counts[outcome] = counts.get(outcome, 0) + 1
    pending.clear()


def _progress(counts: dict[str, int], spent: float) -> None:
    if sys.stderr.isatty():
        total = sum(counts.values())
        click.echo(f"\r{total:,} reports kept, {total / max(spent, 0.001):.1f} a second", err=True, nl=False)


def _ready_made(inputs: Iterable[str], failures: list[InputError]) -> Iterator[Reading]:
    """Readings from JSON Lines; what is none is named at once on standard error."""
    for name in inputs:
        try:
            with click.open_file(name, "rb") as stream:
                for number, line in enumerate(stream, 1):
                    yield from _one(line, f"{name}:{number}", failures)
        except OSError as error:
            _failed(name, error.strerror or "it cannot be read", "check the path", failures)


def _one(line: bytes, where: str, failures: list[InputError]) -> Iterator[Reading]:
    import msgspec

    from dragoman.record import Reading

    try:
        if line.strip():
            yield msgspec.json.decode(line, type=Reading)
    except msgspec.DecodeError as error:
        _failed(where, f"no reading ({error})", "give lines of `dragoman read --format jsonl`", failures)


def _failed(where: str, wrong: str, remedy: str, failures: list[InputError]) -> None:
    from dragoman.errors import InputError

    failures.append(InputError(where, wrong, remedy))
    click.echo(f"dragoman: {failures[-1]}", err=True)
