"""``dragoman actor`` and ``dragoman knowledge``: what the tables know, and whether they are sound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.knowledge import Entry, Knowledge

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_PAD = "    "


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
    known = Knowledge.load(knowledge)
    found = known.actor(" ".join(name), on)
    if not found:
        click.echo(f"nothing is known of {' '.join(name)!r}", err=True)
        return 1
    for entry in found:
        for line in _about(known, entry, on):
            click.echo(line)
    return 0


def _about(known: Knowledge, entry: Entry, on: date) -> Iterator[str]:
    """What the tables say of an entry, line by line."""
    facts = [entry.kind, entry.state, "/".join(entry.sectors), entry.role, entry.wikidata]
    yield f"{entry.id}  {entry.name}  ({', '.join(fact for fact in facts if fact)}) on {on}"
    forms = list(dict.fromkeys(known.forms(entry.id)))
    if forms:
        yield f"{_PAD}forms: {'; '.join(forms)}"
    if entry.stands_for:
        yield f"{_PAD}may stand for: {entry.stands_for}"
    for term in known.terms(entry.id):
        place = term.body or term.state or ""
        yield f"{_PAD}{term.start or '?'} to {term.end or 'now'}: {term.office}, {place}  (from: {term.source})"
    for held in known.holders(entry.id, on):
        yield f"{_PAD}{held.office}: {held.name} since {held.start or '?'}  (from: {held.source})"
    members = [member.state for member in known.members(entry.id, on)]
    if members:
        yield f"{_PAD}members: {' '.join(members)}"
    joined = [one.organisation.removeprefix("org:") for one in known.memberships(entry.id, on)]
    if joined:
        yield f"{_PAD}member of: {' '.join(joined)}"
    yield from _outlet(known, entry)
    yield from _judged(known, entry)
    yield f"{_PAD}from: {entry.source}"


def _outlet(known: Knowledge, entry: Entry) -> Iterator[str]:
    outlet = known.outlet(entry.id)
    if outlet is not None:
        facts = [outlet.kind, outlet.owner, f"control: {outlet.control} ({outlet.control_year})"]
        yield f"{_PAD}{', '.join(fact for fact in facts if fact)}; {' '.join(outlet.domains)}"


def _judged(known: Knowledge, entry: Entry) -> Iterator[str]:
    from dragoman.knowledge import Identities

    for one in Identities.load(known.folder).history:
        if entry.id in one.pair:
            other = one.right if one.left == entry.id else one.left
            yield f"{_PAD}{one.judgement} as {other}, by {one.who} on {one.when}: {one.why}"


@click.group()
def knowledge() -> None:
    """Look after the tables of actors, offices, outlets and places."""


@knowledge.command()
@click.option("--knowledge", "folder", type=_FOLDER, help="A folder of your own tables.")
def check(folder: Path | None) -> int:
    """Validate all tables: codes, dates, duplicates, sources, judgements on identity."""
    from dragoman.knowledge import COLUMNS, Knowledge
    from dragoman.knowledge import check as check_tables

    known = Knowledge.load(folder)
    problems = check_tables(known)
    for problem in problems:
        click.echo(problem, err=True)
    if not problems:
        click.echo(f"{len(COLUMNS)} tables, {sum(len(known.table(name).rows) for name in COLUMNS)} rows")
    click.echo(f"{len(problems)} problems")
    return 1 if problems else 0
