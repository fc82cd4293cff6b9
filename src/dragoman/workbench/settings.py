"""What a workbench is started with."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import msgspec

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SHORTEST: Final = 16  # characters of a token


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """``token`` is asked of every visitor if there is one; ``hosts`` are names it may be called by beside loopback.

    ``secret`` signs cookies and form tokens; it is made anew at each start. ``per_second`` and ``burst`` limit the
    requests of one address.
    """

    folder: Path
    token: str | None = None
    hosts: frozenset[str] = frozenset()
    secret: bytes = msgspec.field(default_factory=lambda: secrets.token_bytes(32))
    per_second: float = 40.0
    burst: int = 400


def is_loopback(host: str) -> bool:
    """Whether an address to bind to, or a name to be called by, is this machine's own."""
    return host.strip("[]").lower() in LOOPBACK
