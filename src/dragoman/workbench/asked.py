"""Query strings to the store's filters, checked: all that a page is asked for stands in its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, get_args

from dragoman.errors import UsageError
from dragoman.record import Status
from dragoman.store import Filter
from dragoman.store.flatten import QUADS
from dragoman.store.select import day as iso_day

LONGEST: Final = 300
PAGE: Final = 50
DEEPEST: Final = 100_000
STATUSES: Final = get_args(Status)
TEXTS: Final = ("actor", "recipient", "involving", "type", "status", "quad", "since", "until", "text", "review")
ID: Final = re.compile(r"[a-z][0-9a-f]{16}")


def texts(params: Mapping[str, str]) -> dict[str, str]:
    """The filters of a query string that are set, as they are: what links to the same page hold."""
    made = {name: params[name].strip() for name in TEXTS if params.get(name, "").strip()}
    for name, value in made.items():
        if len(value) > LONGEST:
            raise UsageError(f"{name} has {len(value):,} characters; {LONGEST} are the limit")
    return made


def filters(params: Mapping[str, str]) -> dict[str, Any]:
    """The store's filters. Raises UsageError for a value that is none, rather than showing an unfiltered page."""
    made: dict[str, Any] = dict(texts(params))
    if "type" in made:
        made["type"] = made["type"].upper()
    for name, allowed in (("status", STATUSES), ("quad", QUADS)):
        if name in made and made[name] not in allowed:
            raise UsageError(f"there is no {name} {made[name]!r}; there are {', '.join(allowed)}")
    for name in ("since", "until"):
        if name in made:
            iso_day(made[name])
    if params.get("confidence"):
        made["confidence"] = _fraction(params["confidence"])
    Filter(**made)
    return made


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(f"{text[:20]!r} is no confidence; give a number from 0 to 1")
    return value


def full_day(text: str | None) -> str | None:
    """A whole ISO day, or None where none is given."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:30]).isoformat()
    except ValueError:
        raise UsageError(f"{text[:30]!r} is no day; write it like 2021-07-12") from None


def number(params: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = DEEPEST) -> int:
    """A whole number of a query string within its bounds."""
    text = params.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise UsageError(f"{name} must be a whole number from {least} to {most:,}")
    return int(text)


def claim_id(text: str) -> str:
    """A claim's or report's id as the record makes them. Raises UsageError for anything else."""
    if not ID.fullmatch(text):
        raise UsageError("that is no id of this store")
    return text
