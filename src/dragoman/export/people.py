"""A reading as a person reads it in a terminal: the marked text, who says what, who did what, the ties."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.record import Event, Reading, Statement, Tie

ACTOR = "bold cyan"
_STATUS = {
    "actual": "green",
    "ongoing": "green",
    "promised": "blue",
    "expected": "blue",
    "requested": "blue",
    "threatened": "red",
    "alleged": "yellow",
    "denied": "yellow",
    "hypothetical": "yellow",
    "negated": "dim",
}


def to_text(reading: Reading, *, colour: bool = False, explain: bool = False, width: int = 100) -> str:
    """The reading in sections, ``width`` columns wide; no colour codes unless ``colour``."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="256" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in _parts(reading, explain=explain):
        console.print(part)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _parts(reading: Reading, *, explain: bool) -> Iterator[RenderableType]:
    yield _heading(reading)
    yield Padding(_marked(reading), (0, 0, 1, 2))
    sections = (
        ("WHO SAYS WHAT", [_statement(reading, one) for one in reading.statements]),
        ("WHO DID WHAT TO WHOM", [_event(reading, one, explain=explain) for one in reading.events]),
        ("TIES", [_tie(reading, one) for one in reading.ties]),
    )
    for title, entries in sections:
        yield Text(title, style="bold")
        yield _grid(entries) if entries else Text("  none found", style="dim")
        yield Text("")
    for warning in reading.warnings:
        yield Text(f"! {warning}", style="yellow")


def _heading(reading: Reading) -> Text:
    report = reading.report
    title = report.title or f"{report.text.splitlines()[0][:70].rstrip()}…"
    facts = [report.outlet.name if report.outlet else None, report.published, report.id]
    return Text.assemble((title, "bold"), "\n", (" · ".join(fact for fact in facts if fact), "dim"))


def _marked(reading: Reading) -> Text:
    """The text with every actor mention in colour."""
    text = Text(reading.report.text)
    for actor in reading.actors:
        for mention in actor.mentions:
            text.stylize(ACTOR, mention.start, mention.end)
    return text


def _grid(entries: list[list[Text]]) -> Table:
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(width=3, justify="right")
    grid.add_column(ratio=1)
    for number, lines in enumerate(entries, 1):
        grid.add_row(Text(str(number), style="dim"), Text("\n").join(lines))
    return grid


def _arrowed(reading: Reading, statement: Statement) -> Text:
    """``Xi Jinping → message → KCNA → this report``."""
    steps = [*reading.chain(statement), "this report"]
    return Text(" → ").join(Text(step, style=ACTOR if at == 0 else "") for at, step in enumerate(steps))


def _statement(reading: Reading, statement: Statement) -> list[Text]:
    content = " … ".join(piece.text.replace("\n", " ") for piece in statement.content) or "(nothing quoted)"
    addressee = ", ".join(reading.name(one) for one in statement.addressee)
    notes = [statement.stance, statement.form, f"to {addressee}" if addressee else ""]
    head = Text.assemble(_arrowed(reading, statement), ("  " + ", ".join(filter(None, notes)), "dim"))
    return [head, Text(f"“{content}”")]


def _who(reading: Reading, ids: tuple[str, ...]) -> Text:
    return Text(", ").join(Text(reading.name(one), style=ACTOR) for one in ids) if ids else Text("—", style="dim")


def _by(reading: Reading, statement_id: str | None) -> Text:
    found = reading.statement(statement_id)
    return Text.assemble(("by the word of ", "dim"), _arrowed(reading, found)) if found else Text("this report", "dim")


def _event(reading: Reading, event: Event, *, explain: bool) -> list[Text]:
    mutual = event.recipients == event.actors and bool(event.actors)
    label = event.type + (f"/{event.mode}" if event.mode else "")
    parts = [_who(reading, event.actors), Text.assemble((f"  {label} ", "bold"), (f"“{event.trigger.text}”", "italic"))]
    if mutual:
        parts.append(Text("  (mutual)", style="dim"))
    elif event.recipients:
        parts.append(Text.assemble("  → ", _who(reading, event.recipients)))
    when = (event.time.start or event.time.end) if event.time and event.time.precision != "reported" else None
    where = event.place.name if event.place else None
    counts = [
        f"{getattr(event.counts, field):,} {field}"
        for field in ("killed", "injured", "detained", "displaced")
        if getattr(event.counts, field) is not None
    ]
    facts = " · ".join(filter(None, [when, where, *counts, ", ".join(event.contexts)]))
    status = Text.assemble((event.status, _STATUS[event.status]), (f" · {facts}" if facts else "", "dim"), " · ")
    lines = [Text.assemble(*parts), Text.assemble(status, _by(reading, event.statement))]
    if explain:
        lines.append(Text(f"why: {event.why}", style="dim"))
    return lines


def _tie(reading: Reading, tie: Tie) -> list[Text]:
    parties = Text(" — ").join(
        Text.assemble((reading.name(party.actor), ACTOR), "" if party.role == "party" else f" ({party.role})")
        for party in tie.parties
    )
    dates = [f"since {tie.since}" if tie.since else "", f"until {tie.until}" if tie.until else ""]
    head = Text.assemble((tie.kind.replace("_", " "), "bold"), f" {tie.name}" if tie.name else "", "  ", parties)
    facts = ", ".join(filter(None, [tie.change.kind.replace("_", " "), *dates, *tie.issue]))
    return [head, Text.assemble(facts, " · ", _by(reading, tie.statement))]
