"""``dragoman ties``: how the ties of an actor or a pair stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.stores import DEFAULT

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.record import Reading
    from dragoman.ties import Stand

_FILE = click.Path(path_type=Path, exists=True, allow_dash=True)
_COLUMNS = (
    "kind", "name", "parties", "status", "since", "expiry", "next_anniversary", "next_renewal", "terms", "rule",
    "sources", "why",
)  # fmt: skip


@click.command()
@click.argument("actor")
@click.argument("other", required=False)
@click.option("--on", metavar="DATE", help="The day to look at (default: today).")
@click.option("--known", metavar="DATE", help="Count only what was known by this day.")
@click.option(
    "--from", "files", type=_FILE, multiple=True, help="Readings or imported ties, JSON Lines; may be repeated."
)
@click.option(
    "--store", "folder", type=click.Path(path_type=Path), envvar="DRAGOMAN_STORE", help="The folder of a store."
)
@click.option("--all", "everything", is_flag=True, help="Also ties that are over, and the history of each.")
@click.option("--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
def ties(
    actor: str,
    other: str | None,
    on: str | None,
    known: str | None,
    files: tuple[Path, ...],
    folder: Path | None,
    everything: bool,
    form: str,
) -> int:
    """Print the ties of ACTOR, or between ACTOR and OTHER (ISO codes such as CHN PRK, or names), and their status.

    Claims come from --from files and from a store. The status is computed for the day --on by what was known on
    --known: proposed, signed, in force, presumed renewed, suspended, eased, lapsed or unreported, terminated,
    superseded, disputed or unknown, and on whose word.
    """
    from dragoman.knowledge import Knowledge
    from dragoman.ties import OVER, claims, stands

    knowledge = Knowledge.load()
    one, two = key_of(actor, knowledge), key_of(other, knowledge) if other else None
    day, limit = _date(on), _date(known)
    told = claims(_readings(files, folder, [one, two] if two else [one]), carried_on(knowledge))
    found = stands(told, one, two, day, limit)
    shown = [stand for stand in found if everything or stand.standing.status not in OVER]
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
    elif form == "csv":
        _csv(shown)
    else:
        _text(shown, len(found) - len(shown), history=everything)
    return 0 if found else 1


def key_of(name: str, knowledge: Knowledge) -> str:
    """The key by which an actor is compared: a state's code (of the state that carries it on), or an id."""
    same = carried_on(knowledge)
    if knowledge.entry(name) is None:
        code = knowledge.state_of(name)
        found = knowledge.actor(name)
        name = code or (found[0].state or found[0].id if found else name)
    return same.get(name, name)


def carried_on(knowledge: Knowledge) -> Mapping[str, str]:
    """Former states and those that carry them on: they share a number of the Correlates of War."""
    states = knowledge.table("states")
    code, cow, until = (states.at(name) for name in ("code", "cow", "to"))
    heirs = {row[cow]: row[code] for row in states.rows if row[cow] and not row[until]}
    return {
        row[code]: heirs[row[cow]]
        for row in states.rows
        if row[cow] in heirs and row[until] and heirs[row[cow]] != row[code]
    }


def _date(written: str | None) -> str | None:
    from dragoman.errors import UsageError
    from dragoman.ties.calendar import first_day, last_day

    found = last_day(written) if written and len(written) < 10 else first_day(written)
    if written and found is None:
        raise UsageError(f"{written!r} is no date; write 2021-07-12, 2021-07 or 2021")
    return found.isoformat() if found else None


def _readings(files: Iterable[Path], folder: Path | None, keys: list[str]) -> Iterator[Reading]:
    from dragoman.errors import UsageError

    paths = tuple(files)
    for path in paths:
        yield from _from_file(path)
    place = folder or (DEFAULT if not paths and DEFAULT.is_dir() else None)
    if place is not None:
        yield from _from_store(place, keys)
    elif not paths:
        raise UsageError("no claims to go by: give --from FILE, or --store DIR")


def _from_file(path: Path) -> Iterator[Reading]:
    import msgspec

    from dragoman.errors import InputError
    from dragoman.record import Reading

    decoder = msgspec.json.Decoder(Reading)
    with click.open_file(str(path), "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                raise InputError(
                    f"{path}:{number}", f"no reading ({error})", "give JSON Lines of schema dragoman/1"
                ) from None


def _from_store(folder: Path, keys: list[str]) -> Iterator[Reading]:
    """The readings that tell of ties of an actor: of the first one, or of its tie's other changes."""
    from dragoman.cli.stores import opened

    with opened(folder) as store:
        reports = dict.fromkeys(row["report"] for key in keys for row in store.ties(involving=key))
        for report in reports:
            reading = store.reading(report)
            if reading is not None:
                yield reading


def _row(stand: Stand) -> dict[str, str]:
    standing = stand.standing
    return {
        "kind": stand.kind,
        "name": stand.name or "",
        "parties": parties_of(stand),
        "status": standing.status + (" (projected)" if standing.projected else ""),
        "since": standing.since or standing.signed or "",
        "expiry": standing.expiry or "",
        "next_anniversary": f"{standing.next_anniversary} ({standing.anniversary_years})"
        if standing.next_anniversary
        else "",
        "next_renewal": standing.next_renewal or "",
        "terms": "; ".join(stand.terms),
        "rule": stand.rule if stand.rule != "unknown" else "",
        "sources": "; ".join(stand.sources),
        "why": standing.why,
    }


def parties_of(stand: Stand) -> str:
    """The parties for people to read: "A → B" where roles differ, at most four names a side."""
    roles = list(dict.fromkeys(side.role for side in stand.sides))
    sides = [[side.name for side in stand.sides if side.role == role] for role in roles]
    shown = [", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "") for names in sides]
    return (" → " if set(roles) - {"party", "guarantor"} else " – " if len(shown) > 1 else "").join(shown)


def _csv(shown: Iterable[Stand]) -> None:
    import csv
    import sys

    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for stand in shown:
        writer.writerow(_row(stand))


def _text(shown: list[Stand], hidden: int, *, history: bool) -> None:
    for stand in shown:
        row = _row(stand)
        named = f"{row['kind'].replace('_', ' ')} {row['name']}".strip()
        click.echo(f"{named}: {row['parties']}")
        click.echo(f"  {row['status']}, {row['why']}" if row["why"] else f"  {row['status']}")
        for key in ("since", "expiry", "next_anniversary", "next_renewal", "terms", "rule"):
            if row[key]:
                click.echo(f"  {key.replace('_', ' '):<17} {row[key]}")
        click.echo(f"  {'by':<17} {row['sources']}")
        for told in stand.told if history else ():
            until = f" until {told.until}" if told.until else ""
            denied = " (denied)" if told.denied else ""
            change = f"{told.change.replace('_', ' ')}{until}{denied}"
            click.echo(f"    {told.effective or told.known or '':<11}{change} · {told.source}")
            click.echo(f"               {told.evidence[:100]}")
    if hidden:
        click.echo(f"{hidden} more that are over or not begun: --all")
    if not shown and not hidden:
        click.echo("no ties are known", err=True)
