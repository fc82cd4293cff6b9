"""How a tie stands on a day, by what was known on another: a pure fold of its dated changes and its renewal rule.

1. Changes that were not known by ``known`` are left out.
2. What is left is laid out by day: an opening, a renewal, a suspension, an end. A claim that the tie *exists* keeps it.
3. Claims that cannot both hold are told apart. If it matters on the day which of them is believed, the tie is
   *disputed*, until one of them is left out by whoever judges them.
4. The state on the day is read against the expiry: after it, automatic renewal is presumed; anything else is
   *lapsed or unreported*, unless a later claim shows that the tie went on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from dragoman.ties.calendar import anniversary, first_day, is_day, last_day, roll
from dragoman.ties.changes import Dated, Renewal, Status, known_by
from dragoman.ties.conflicts import conflicts
from dragoman.ties.fold import STANDING, Fold, Moment, fold, moments

_WENT_ON = frozenset({"keep", "extend", "renew", "suspend", "ease", "end", "supersede"})
_RENEWS = frozenset({"automatic", "annual", "by_act"})
_RUNNING = frozenset({"in force", "presumed renewed", "eased", "suspended"})
_OVER = frozenset({"terminated", "superseded", "unknown", "proposed"})


class Standing(msgspec.Struct, frozen=True):
    """The status of a tie on the day ``on`` by what was ``known`` by another, and the claims behind it.

    ``expiry`` is the end of the current term, presumed terms included. ``projected``: ``on`` lies after ``known``.
    ``against`` are the claims that contradict others, wherever the status is disputed.
    """

    status: Status
    on: str
    known: str | None
    since: str | None
    signed: str | None
    expiry: str | None
    next_anniversary: str | None
    anniversary_years: int | None
    next_renewal: str | None
    projected: bool
    claims: tuple[str, ...]
    against: tuple[str, ...]
    why: str


def status(
    changes: Iterable[Dated], renewal: Renewal | None = None, on: str | None = None, known: str | None = None
) -> Standing:
    """How a tie with these changes stands on a day. ``on`` defaults to today, ``known`` to all that is given."""
    day = first_day(on) or date.today()
    rule = renewal or Renewal()
    told = known_by(tuple(changes), known)
    clashes = conflicts(told)
    contested = {one.ends.claim for one in clashes}, {one.stands.claim for one in clashes}
    stands, ends = (_judge([one for one in told if one.claim not in out], rule, day) for out in contested)
    chosen = stands
    against: tuple[str, ...] = ()
    if stands.status != ends.status:
        why = f"{stands.status} by some claims, {ends.status} by others"
        against = tuple(dict.fromkeys(claim.claim for one in clashes for claim in (one.stands, one.ends)))
        chosen = _Verdict("disputed", stands.fold, stands.expiry, why)
    return _standing(chosen, rule, day, known, against)


class _Verdict(NamedTuple):
    """What one set of claims amounts to."""

    status: Status
    fold: Fold
    expiry: date | None
    why: str


def _judge(told: list[Dated], rule: Renewal, day: date) -> _Verdict:
    """The status by claims that are all believed."""
    steps = moments(told)
    made = fold(steps, rule, day)
    if made.state == "unknown":
        ahead = "before the first change that is known" if steps else "no claim is known"
        return _Verdict("unknown", made, None, ahead)
    if made.state not in STANDING:
        return _Verdict(made.state, made, made.expiry, f"{made.state} by the last change")
    if made.expiry is None or made.expiry >= day:
        why = "no end is known" if made.expiry is None else f"its term ends {made.expiry}"
        return _Verdict(made.state, made, made.expiry, why)
    return _expired(made, made.expiry, rule, day, steps)


def _expired(made: Fold, expiry: date, rule: Renewal, day: date, steps: list[Moment]) -> _Verdict:
    """The status of a tie whose term has run out."""
    after = next((step for step in steps if step.day > day), None)
    if after is not None and after.effect in _WENT_ON:
        return _Verdict(made.state, made, None, f"its term ended {expiry}, but a later change shows that it went on")
    if rule.rule == "automatic" and rule.step:
        end = roll(expiry, rule.step, day)
        return _Verdict("presumed renewed", made, end, f"its term ended {expiry}; it renews itself")
    if made.stood is not None and made.stood > expiry:
        return _Verdict("presumed renewed", made, None, f"its term ended {expiry}, but it stood on {made.stood}")
    return _Verdict("lapsed or unreported", made, expiry, f"its term ended {expiry}; no renewal is known")


def _standing(verdict: _Verdict, rule: Renewal, day: date, known: str | None, against: tuple[str, ...]) -> Standing:
    made = verdict.fold
    limit = last_day(known)
    start = made.signed if is_day(made.signed) else made.since
    first = first_day(start)
    runs = verdict.status not in _OVER and is_day(start) and first is not None and first <= day
    returns = anniversary(first, day) if runs and first else None
    expiry = verdict.expiry.isoformat() if verdict.expiry else None
    return Standing(
        status=verdict.status,
        on=day.isoformat(),
        known=known,
        since=made.since,
        signed=made.signed,
        expiry=expiry,
        next_anniversary=returns.isoformat() if returns else None,
        anniversary_years=returns.year - first.year if returns and first else None,
        next_renewal=expiry if rule.rule in _RENEWS and verdict.status in _RUNNING else None,
        projected=limit is not None and day > limit,
        claims=tuple(dict.fromkeys((*made.claims(), *against))),
        against=against,
        why=verdict.why,
    )
