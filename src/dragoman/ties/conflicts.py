"""Claims about one tie that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import msgspec

from dragoman.ties.calendar import agree, first_day, last_day
from dragoman.ties.changes import Dated

_STANDS = frozenset({"keep", "extend"})
_OPENS = frozenset({"open", "renew", "sign"})
_ENDS = frozenset({"end", "supersede"})


class Conflict(msgspec.Struct, frozen=True):
    """Two claims that contradict each other: ``stands`` has the tie go on (longer), ``ends`` has it end (sooner)."""

    stands: Dated
    ends: Dated


def conflicts(changes: tuple[Dated, ...]) -> tuple[Conflict, ...]:
    """All pairs of claims that cannot both hold, in the order in which they were known."""
    told = sorted(changes, key=Dated.rank)
    return tuple(found for one, other in combinations(told, 2) for found in _between(one, other, told))


def _between(one: Dated, other: Dated, told: list[Dated]) -> Iterator[Conflict]:
    if one.denied != other.denied:
        yield from _denial(one, other)
    elif one.denied:
        return
    elif one.effect in _ENDS and other.effect in _ENDS:
        yield from _two_ends(one, other, told)
    elif one.effect in _ENDS or other.effect in _ENDS:
        yield from _end_and_after(one, other, told)
    elif one.kind == other.kind:
        yield from _two_terms(one, other)


def _denial(one: Dated, other: Dated) -> Iterator[Conflict]:
    """What one claims and the other denies."""
    denier, teller = (one, other) if one.denied else (other, one)
    if denier.kind == teller.kind and agree(denier.effective, teller.effective):
        yield Conflict(denier, teller) if teller.effect in _ENDS else Conflict(teller, denier)


def _two_ends(one: Dated, other: Dated, told: list[Dated]) -> Iterator[Conflict]:
    """Two ends on different days with no beginning between them."""
    if one.effective is None or other.effective is None or agree(one.effective, other.effective):
        return
    sooner, later = sorted((one, other), key=lambda claim: first_day(claim.effective) or date.min)
    if not _reopened(sooner, later, told):
        yield Conflict(later, sooner)


def _end_and_after(one: Dated, other: Dated, told: list[Dated]) -> Iterator[Conflict]:
    """An end, and a claim that the tie stood or was extended after it."""
    end, stand = (one, other) if one.effect in _ENDS else (other, one)
    ended, stood = last_day(end.told), first_day(stand.told)
    if stand.effect in _STANDS and ended and stood and stood > ended and not _reopened(end, stand, told):
        yield Conflict(stand, end)


def _two_terms(one: Dated, other: Dated) -> Iterator[Conflict]:
    """The same change of the same day with two terms."""
    same = one.effective is not None and other.effective is not None and agree(one.effective, other.effective)
    if same and one.until and other.until and not agree(one.until, other.until):
        sooner, later = sorted((one, other), key=lambda claim: last_day(claim.until) or date.min)
        yield Conflict(later, sooner)


def _reopened(first: Dated, last: Dated, told: list[Dated]) -> bool:
    """Whether the tie began anew after one claim's day and up to another's."""
    after, until = first_day(first.told), last_day(last.told)
    for one in told:
        day = first_day(one.since if one.since and one.effect in _STANDS else one.told)
        opens = one.effect in _OPENS or one.since is not None
        if opens and not one.denied and day and after and until and after < day <= until:
            return True
    return False
