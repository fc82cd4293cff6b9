"""The keyword arguments that questions to the store take: ``select.Filter`` as a typed dict, for editors and mypy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict


class Asked(TypedDict, total=False):
    """See ``dragoman.store.select.Filter``."""

    actor: str | None
    recipient: str | None
    involving: str | None
    between: tuple[str, str] | None
    type: str | Sequence[str] | None
    status: str | Sequence[str] | None
    quad: str | Sequence[str] | None
    since: str | None
    until: str | None
    text: str | None
    report: str | None
    review: str | None
    confidence: float | None
    disputed: bool
    rejected: bool
    superseded: bool
