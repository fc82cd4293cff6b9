"""Which codings are about one event. Pure: two codings in, a score and its reason out.

Codings are compared only within a *block* (same parties, same type, same group of status) and near each other in time.
What they disagree on (the number of dead, whether it happened at all) does not part them: it is what a reader wants to
see side by side. A different place does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

DAYS: Final = 2  # reports of one event follow within two days; a day told as a weekday may be off by one
SAME: Final = 0.6
_WORD: Final = re.compile(r"\w{4,}")
_FINE: Final = frozenset({"day", "reported"})


class Facts(NamedTuple):
    """What of a coding tells which event it is about."""

    coding: int
    event: int
    report: int
    story: int
    day: str | None
    precision: str | None
    place: str | None
    country: str | None
    trigger: str
    words: frozenset[str]
    known: bool


class Likeness(NamedTuple):
    """How much two codings are alike, and why."""

    score: float
    why: str


def facts(row: Mapping[str, Any]) -> Facts:
    """The facts of a stored coding (with its report's ``story``)."""
    keys = f"{row['actor_keys'] or ''};{row['recipient_keys'] or ''}"
    return Facts(
        coding=row["n"],
        event=row["event"],
        report=row["report"],
        story=row["story"],
        day=row["day"],
        precision=row["precision"],
        place=(row["place"] or "").casefold() or None,
        country=row["country"],
        trigger=row["trigger"].casefold(),
        words=frozenset(_WORD.findall(row["evidence"].casefold())),
        known=any(keys.split(";")),
    )


def alike(left: Facts, right: Facts) -> Likeness:
    """How far two codings of one block tell of one event; ``SAME`` or more: they do."""
    apart = _days_apart(left, right)
    if apart is None or apart > DAYS:
        return Likeness(0.0, "too far apart in time")
    if left.place and right.place and left.country and right.country and left.country != right.country:
        return Likeness(0.0, "in different countries")
    if not (left.known and right.known) and left.story != right.story:
        return Likeness(0.0, "nobody known to compare")
    return _scored(left, right, apart)


def _scored(left: Facts, right: Facts, apart: int) -> Likeness:
    shared = len(left.words & right.words) / (min(len(left.words), len(right.words)) or 1)
    same_place = bool(left.place and left.place == right.place)
    other_place = bool(left.place and right.place and not same_place)
    both_told = left.precision == right.precision == "day"
    parts = (
        (shared, f"{shared:.0%} of the words"),
        (0.3 if same_place else -0.4 if other_place else 0.0, "same place" if same_place else "another place"),
        (0.25 if both_told and apart == 0 else -0.15 * apart, "same day" if apart == 0 else f"{apart} days apart"),
        (0.15 if left.trigger == right.trigger else 0.0, f"both say {right.trigger!r}"),
        (0.2 if left.story == right.story and left.report != right.report else 0.0, "copies of one story"),
    )
    return Likeness(sum(part for part, _ in parts), ", ".join(why for part, why in parts if part))


def _days_apart(left: Facts, right: Facts) -> int | None:
    if not left.day or not right.day:
        return 0 if left.story == right.story else None
    if left.precision not in _FINE or right.precision not in _FINE:
        return 0 if (left.day, left.precision) == (right.day, right.precision) else None
    try:
        return abs((date.fromisoformat(left.day[:10]) - date.fromisoformat(right.day[:10])).days)
    except ValueError:
        return None


def best(new: Facts, others: list[Facts], barred: frozenset[int]) -> tuple[int, Likeness] | None:
    """The event that a coding belongs to, of those its neighbours have; None: it is a new one.

    ``barred`` are events that a person has told it does not belong to.
    """
    found = [(alike(new, other), other) for other in others if other.event not in barred]
    likely = [(like, other) for like, other in found if like.score >= SAME]
    if not likely:
        return None
    like, other = max(likely, key=lambda one: (one[0].score, -one[1].coding))
    return other.event, like
