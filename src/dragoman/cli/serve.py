"""``dragoman serve``: the workbench in a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.stores import DEFAULT, store_option

if TYPE_CHECKING:
    from dragoman.record import Reading


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind to.")
@click.option("--port", default=8600, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name it is called by, beside loopback.")
@click.option("--token", envvar="DRAGOMAN_TOKEN", help="Asked of every visitor; required beyond loopback.")
@click.option("--demo", is_flag=True, help="Show the sample reports, in a store that is thrown away afterwards.")
def serve(folder: Path, host: str, port: int, names: tuple[str, ...], token: str | None, demo: bool) -> None:
    """Open the workbench: overview, report reader, dossiers, claims, search, review and a JSON API.

    It listens on this machine only. With --host on another address a --token is required; put TLS in front of it.
    """
    from dragoman.errors import UsageError
    from dragoman.store import open_store

    try:
        import uvicorn

        from dragoman.workbench import Settings, create_app
        from dragoman.workbench.settings import SHORTEST, is_loopback
    except ImportError:
        raise UsageError("the workbench needs its extra: pip install 'dragoman[workbench]'") from None
    if not is_loopback(host) and len(token or "") < SHORTEST:
        raise UsageError(f"--host {host} is open to others: give a --token of at least {SHORTEST} characters")
    if demo and folder != DEFAULT:
        raise UsageError("--demo makes a store of its own; leave --store out")
    with _sample_store() if demo else _given(folder) as path:
        open_store(path).close()  # says what to do if there is none, and brings an older one up to date
        allowed = frozenset(one.lower() for one in (*names, host) if one not in {"0.0.0.0", "::"})  # noqa: S104 - no bind
        app = create_app(Settings(folder=path, token=token, hosts=allowed))
        click.echo(f"The workbench is at http://{'127.0.0.1' if is_loopback(host) else host}:{port}/  (Ctrl-C ends it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, limit_concurrency=64)


@contextmanager
def _given(folder: Path) -> Iterator[Path]:
    yield folder


@contextmanager
def _sample_store() -> Iterator[Path]:
    """A store of the sample reports, in a folder that goes away."""
    from dragoman.cli.add import reader_name
    from dragoman.store import open_store

    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as folder:
        with open_store(folder, create=True) as store:
            counts = store.add_many(_samples(), reader=reader_name())
        click.echo(f"{sum(counts.values())} sample reports read.")
        yield Path(folder)


def _samples() -> Iterator[Reading]:
    from dragoman.cli.demo import samples
    from dragoman.ingest import Source, read_path
    from dragoman.reading import Reader
    from dragoman.record import Report

    reader = Reader.load()
    for path in sorted(samples().glob("*.jsonl")):
        for report in read_path(path, Source()):
            if not isinstance(report, Report):
                raise report
            yield reader.read(report)
