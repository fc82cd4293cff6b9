"""A reading for notebooks: one self-contained piece of HTML, everything from outside escaped, no script."""

from __future__ import annotations

from html import escape

from dragoman.record import Reading

_ACTOR = "background:#dbeafe;color:#0b2a5b;border-radius:3px;padding:0 2px"
_CELL = "text-align:left;vertical-align:top;padding:2px 8px"


def to_html(reading: Reading) -> str:
    """The marked text and three tables."""
    title = escape(reading.report.title or reading.report.id)
    parts = [f"<h4>{title}</h4>", f"<p style='white-space:pre-line'>{_marked(reading)}</p>"]
    says = [
        [" → ".join([*reading.chain(one), "this report"]), one.stance, " … ".join(piece.text for piece in one.content)]
        for one in reading.statements
    ]
    did = [
        [
            ", ".join(reading.name(who) for who in one.actors),
            one.type + (f"/{one.mode}" if one.mode else ""),
            ", ".join(reading.name(who) for who in one.recipients),
            one.status,
            one.trigger.text,
        ]
        for one in reading.events
    ]
    ties = [
        [one.kind, ", ".join(reading.name(party.actor) for party in one.parties), one.change.kind, one.since or ""]
        for one in reading.ties
    ]
    parts.append(_table("Who says what", ["chain", "stance", "content"], says))
    parts.append(_table("Who did what to whom", ["actor", "event", "recipient", "status", "trigger"], did))
    parts.append(_table("Ties", ["kind", "parties", "change", "since"], ties))
    return f"<div class='dragoman-reading'>{''.join(parts)}</div>"


def _marked(reading: Reading) -> str:
    """The text with the outermost actor mentions marked."""
    text, done, pieces = reading.report.text, 0, []
    mentions = sorted((one.start, -one.end, actor.name) for actor in reading.actors for one in actor.mentions)
    for start, negative_end, name in mentions:
        if start < done:
            continue
        end = -negative_end
        pieces.append(escape(text[done:start]))
        pieces.append(f"<span style='{_ACTOR}' title='{escape(name)}'>{escape(text[start:end])}</span>")
        done = end
    return "".join([*pieces, escape(text[done:])])


def _table(caption: str, header: list[str], body: list[list[str]]) -> str:
    if not body:
        return ""
    head = "".join(f"<th style='{_CELL}'>{name}</th>" for name in header)
    lines = "".join(
        "<tr>" + "".join(f"<td style='{_CELL}'>{escape(cell)}</td>" for cell in line) + "</tr>" for line in body
    )
    return f"<table><caption style='{_CELL};font-weight:600'>{caption}</caption><tr>{head}</tr>{lines}</table>"
