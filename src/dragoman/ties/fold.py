"""Folding dated changes into the state of a tie on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from dragoman.ties.calendar import add_months, agree, first_day, last_day
from dragoman.ties.changes import Dated, Effect, Renewal

State = Literal["unknown", "proposed", "signed", "in force", "suspended", "eased", "terminated", "superseded"]
STANDING = frozenset({"in force", "eased"})
_OVER = frozenset({"unknown", "terminated", "superseded"})
# On one day, an end comes before a beginning: "replaced the treaty of 1961 by a new one".
_ORDER: dict[Effect, int] = {
    "propose": 0, "end": 1, "supersede": 1, "sign": 2, "open": 3, "renew": 4, "extend": 5, "keep": 6, "suspend": 7,
    "ease": 8,
}  # fmt: skip


class Moment(msgspec.Struct, frozen=True):
    """One step on the line of time."""

    day: date
    effect: Effect
    claim: str
    until: date | None = None
    prefix: str | None = None


class Fold(msgspec.Struct):
    """The state so far. ``stood`` is the last day for which a claim says that the tie stands."""

    state: State = "unknown"
    since: str | None = None
    signed: str | None = None
    expiry: date | None = None
    resumes: date | None = None
    stood: date | None = None
    opened_by: str | None = None
    decided_by: str | None = None
    termed_by: str | None = None

    def claims(self) -> tuple[str, ...]:
        """The claims behind the state: what opened the tie, what set its term, what decided it last."""
        found = (self.opened_by, self.termed_by, self.decided_by)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def moments(changes: Iterable[Dated]) -> list[Moment]:
    """The steps that some claims tell of, by day. A claim that gives a beginning tells of that as well."""
    found: list[Moment] = []
    for one in changes:
        if one.denied:
            continue
        begun = first_day(one.since)
        if begun is not None and one.effect not in {"propose", "sign"}:
            found.append(Moment(begun, "open", one.claim, None, one.since))
        day = first_day(one.told)
        if day is None and begun is not None:
            day = begun
        prefix = one.effective or (one.since if one.effect == "sign" else None)
        found.append(Moment(day or date.min, one.effect, one.claim, last_day(one.until), prefix))
    return sorted(found, key=lambda step: (step.day, _ORDER[step.effect], step.claim, step.until or date.max))


def fold(steps: Iterable[Moment], renewal: Renewal, on: date) -> Fold:
    """The state after all steps up to a day."""
    made = Fold()
    for step in steps:
        if step.day <= on:
            _take(made, step, renewal)
    if made.state == "suspended" and made.resumes is not None and made.resumes < on:
        made.state = "in force"
    return made


def _take(made: Fold, step: Moment, renewal: Renewal) -> None:
    if step.effect in {"propose", "sign"}:
        _announce(made, step)
    elif step.effect in {"open", "renew", "extend", "keep"}:
        _carry(made, step, renewal)
    elif step.effect in {"ease", "suspend"}:
        if made.state not in {"terminated", "superseded"}:
            made.state = "eased" if step.effect == "ease" else "suspended"
            made.resumes = step.until if step.effect == "suspend" else None
            made.decided_by = step.claim
    else:
        made.state = "terminated" if step.effect == "end" else "superseded"
        made.decided_by = step.claim
        made.expiry = made.resumes = None


def _announce(made: Fold, step: Moment) -> None:
    """A proposal or a signature: they begin a tie that does not stand yet."""
    if step.effect == "sign" and (made.signed is None or made.state in _OVER):
        made.signed = step.prefix
    if made.state in _OVER or (made.state == "proposed" and step.effect == "sign"):
        made.state = "proposed" if step.effect == "propose" else "signed"
        made.since = None
        made.decided_by = made.opened_by = step.claim
        made.expiry = step.until if step.effect == "sign" else None
        made.termed_by = step.claim if made.expiry else None


def _carry(made: Fold, step: Moment, renewal: Renewal) -> None:
    """A beginning, a renewal, or a claim that the tie stands."""
    ended = made.state in {"terminated", "superseded"}
    if ended and step.effect in {"keep", "extend"}:
        return  # the claims contradict each other: whoever compares both sides sees it
    fresh = made.state not in STANDING | {"suspended"}
    if fresh:
        made.since = step.prefix if step.effect == "open" or ended else (made.since or made.signed)
        made.opened_by = step.claim
        made.signed = None if ended else made.signed
        made.state = "in force"
    elif step.effect == "open" and _sharper(step.prefix, made.since):
        made.since, made.opened_by = step.prefix, step.claim
    elif step.effect in {"open", "renew"} and step.day != date.min and step.prefix != made.since:
        made.state = "in force" if made.state == "suspended" or step.effect == "open" else made.state
    made.stood = max(made.stood or step.day, step.day)
    _term(made, step, renewal, fresh=fresh)
    if fresh or step.effect != "keep":
        made.decided_by = step.claim


def _sharper(prefix: str | None, known: str | None) -> bool:
    """Whether a date is another's, told more exactly."""
    return prefix is not None and known is not None and len(prefix) > len(known) and agree(prefix, known)


def _term(made: Fold, step: Moment, renewal: Renewal, *, fresh: bool) -> None:
    """The expiry that a step sets: the day it names, else by the rule."""
    if step.until is not None:
        made.expiry, made.termed_by = step.until, step.claim
    elif step.effect in {"extend", "renew"} and not fresh and renewal.step:
        base = made.expiry if renewal.rule != "annual" and made.expiry else step.day
        made.expiry, made.termed_by = add_months(base, renewal.step), step.claim
    elif fresh and step.effect != "keep" and step.day != date.min:
        months = renewal.months or (12 if renewal.rule == "annual" else None)
        made.expiry = add_months(step.day, months) if months else made.expiry
        made.termed_by = step.claim if months else made.termed_by
