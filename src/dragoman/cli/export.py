"""``dragoman export``: what is in a store, in the columns that others' scripts read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.stores import opened, span_options, store_option

if TYPE_CHECKING:
    from dragoman.store import Rows, Store

PLAIN = ("csv", "jsonl", "parquet")
CODED = ("polecat", "icews", "gdelt", "gdelt-mentions", "phoenix")
OTHERS = ("dyad-month", "graphml", "ftm", "readings", "gold", "shards")
TABLES = ("events", "codings", "statements", "ties", "actors")
HAPPENED = ("actual", "ongoing")


@click.command()
@click.option(
    "--format", "form", type=click.Choice((*PLAIN, *CODED, *OTHERS)), required=True, help="See docs/exports.md."
)
@click.option(
    "--table", type=click.Choice(TABLES), default="events", show_default=True, help="For csv, jsonl, parquet."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write (default: standard output)."
)
@store_option
@click.option("--actor", metavar="WHO", help="Who acts: CHN, an actor's id or name.")
@click.option("--recipient", metavar="WHO", help="On whom.")
@click.option("--type", "kind", metavar="TYPE", help="Event type.")
@click.option(
    "--status", "statuses", multiple=True, metavar="STATUS", help="Repeat for several; all: whatever the status."
)
@span_options
def export(
    form: str,
    table: str,
    out: Path | None,
    folder: Path,
    actor: str | None,
    recipient: str | None,
    kind: str | None,
    statuses: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> None:
    """Write what is in the store in another format.

    The columns of POLECAT, ICEWS, GDELT and Phoenix have no place for a status: unless --status says otherwise, only
    what is reported as done or going on is written. `shards` writes Parquet into the store's folder, for DuckDB.
    """
    wanted: dict[str, Any] = {"actor": actor, "recipient": recipient, "since": since, "until": until}
    wanted["type"] = kind.upper() if kind else None
    wanted["status"] = _statuses(form, statuses)
    with opened(folder) as store:
        if form == "shards":
            _shards(store)
        elif form == "parquet":
            _parquet(_table(store, table, wanted), out)
        else:
            _write(_lines(store, form, table, wanted), out)


def _statuses(form: str, statuses: tuple[str, ...]) -> tuple[str, ...] | None:
    if "all" in statuses:
        return None
    return statuses or (HAPPENED if form in CODED or form in {"dyad-month", "graphml"} else None)


def _table(store: Store, table: str, wanted: dict[str, Any]) -> Rows:
    from dragoman.errors import UsageError

    if table in {"events", "codings"}:
        found: Rows = getattr(store, table)(**wanted)
        return found
    if table == "actors":
        return store.actors()
    if any(wanted[one] for one in ("recipient", "type", "status")):
        raise UsageError(f"--recipient, --type and --status do not go with --table {table}")
    if table == "ties":
        return store.ties(involving=wanted["actor"], since=wanted["since"], until=wanted["until"])
    return store.statements(actor=wanted["actor"], since=wanted["since"], until=wanted["until"])


def _lines(store: Store, form: str, table: str, wanted: dict[str, Any]) -> Iterable[str]:
    from dragoman import export as formats

    if form in CODED:
        return _coded(store, form, wanted)
    if form in {"dyad-month", "graphml"}:
        return _months(store, form, wanted)
    if form == "csv":
        rows = _table(store, table, wanted)
        return formats.to_rows_csv(rows, rows.columns)
    if form == "jsonl":
        return formats.to_rows_jsonl(_table(store, table, wanted))
    if form == "gold":
        return formats.to_rows_jsonl(store.reviews.gold())
    if form == "readings":
        return (reading.to_json() + "\n" for reading in store.readings())
    return formats.to_ftm(store.actors(), store.events(**wanted), store.ties())


def _coded(store: Store, form: str, wanted: dict[str, Any]) -> Iterable[str]:
    from dragoman import export as formats

    if form == "gdelt-mentions":
        return formats.to_gdelt_mentions(store.codings(**wanted))
    rows = store.events(**wanted)
    if form == "polecat":
        return formats.to_polecat(rows, _states("cow"))
    if form == "icews":
        return formats.to_icews(rows, _states("name"))
    return formats.to_gdelt_events(rows) if form == "gdelt" else formats.to_phoenix(rows)


def _states(column: str) -> dict[str, str]:
    from dragoman.knowledge import Knowledge

    table = Knowledge.load().table("states")
    return {row[table.at("code")]: row[table.at(column)] for row in table.rows}


def _months(store: Store, form: str, wanted: dict[str, Any]) -> Iterable[str]:
    from dragoman import export as formats

    pair = (wanted["actor"], wanted["recipient"])
    rows = store.dyad_months(
        [pair] if any(pair) else (), since=wanted["since"], until=wanted["until"], statuses=wanted["status"]
    )
    return formats.to_dyad_months(rows) if form == "dyad-month" else formats.to_graphml(rows, _states("name"))


def _write(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    # Aside and renamed, so that nobody reads half a file and a failed run leaves the old one.
    with _aside(out) as aside, aside.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(lines)


def _parquet(rows: Rows, out: Path | None) -> None:
    from dragoman.errors import UsageError
    from dragoman.export import write_parquet

    if out is None:
        raise UsageError("Parquet needs --out FILE")
    with _aside(out) as aside:
        count = write_parquet(rows, rows.columns, aside)
    click.echo(f"{out}: {count:,} rows")


class _aside:  # noqa: N801 - reads as a word in a with statement
    """A file beside the wanted one that takes its place when all went well."""

    def __init__(self, wanted: Path) -> None:
        self.wanted = wanted
        self.path = wanted.with_name(f".{wanted.name}.{os.getpid()}.part")

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        from dragoman.errors import DragomanError

        if kind is None:
            self.path.replace(self.wanted)
            return
        self.path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise DragomanError(f"{self.wanted}: {error.strerror}; check the folder and free space") from None


def _shards(store: Store) -> None:
    from dragoman.store.shards import publish

    made = publish(store)
    click.echo(f"{store.path / 'parquet'}: {made.written} shards written, {made.kept} kept, {made.rows:,} rows")
