"""Who says so: statements and the chains they form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from dragoman.record.span import Span

StatementForm = Literal["direct", "mixed", "indirect"]
Stance = Literal["asserts", "denies", "promises", "threatens", "alleges", "predicts", "wishes", "asks", "declines"]


class Statement(msgspec.Struct, frozen=True):
    """Somebody says, writes, reports, believes, denies or promises something.

    ``source`` is the original speaker's actor id (null where nobody is named), ``content`` the pieces of what is said,
    ``quoted`` the words in quotation marks within it, ``medium`` how it was said (message, interview …), ``within`` the
    statement that reports this one, ``relay`` those who pass it on, nearest to the speaker first, the outlet left out.
    """

    id: str
    source: str | None
    source_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    form: StatementForm
    medium: str | None
    addressee: tuple[str, ...]
    stance: Stance
    within: str | None
    relay: tuple[str, ...]
    confidence: float


def innermost(statements: tuple[Statement, ...], start: int, end: int) -> Statement | None:
    """The innermost statement whose content holds the characters ``[start, end)``; None if the outlet itself speaks.

    The innermost is the one with the shortest piece round the place, because contents nest.
    """
    best: tuple[int, Statement] | None = None
    for statement in statements:
        for piece in statement.content:
            size = piece.end - piece.start
            if piece.start <= start and end <= piece.end and (best is None or size < best[0]):
                best = (size, statement)
    return best[1] if best else None


def chain(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[str | None, ...]:
    """The path by which a statement is known: its source, then media and relays, nearest to the speaker first.

    Media stand in angle brackets (``<message>``); the sources are actor ids, None where nobody is named. The outlet is
    left out.
    """
    path: list[str | None] = [statement.source]
    if statement.medium:
        path.append(f"<{statement.medium}>")
    path.extend(statement.relay)
    seen = {statement.id}
    outer = by_id.get(statement.within) if statement.within else None
    while outer is not None and outer.id not in seen:
        seen.add(outer.id)
        if outer.source not in path:
            path.append(outer.source)
        if outer.medium:
            path.append(f"<{outer.medium}>")
        path.extend(relay for relay in outer.relay if relay not in path)
        outer = by_id.get(outer.within) if outer.within else None
    return tuple(path)
