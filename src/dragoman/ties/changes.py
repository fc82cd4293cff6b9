"""What status is computed from: dated changes, each as one claim gives it, and the rule by which a tie is renewed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

import msgspec

from dragoman.ties.calendar import first_day

Rule = Literal["unknown", "indefinite", "fixed", "by_act", "automatic", "annual"]
Effect = Literal["propose", "sign", "open", "keep", "extend", "renew", "ease", "suspend", "end", "supersede"]
Status = Literal[
    "proposed",
    "signed",
    "in force",
    "presumed renewed",
    "suspended",
    "eased",
    "lapsed or unreported",
    "terminated",
    "superseded",
    "disputed",
    "unknown",
]

# The kinds of change of the schema, and what each does to a tie. "keep" says that the tie stands on the day.
EFFECTS: Final = MappingProxyType[str, Effect](
    {
        "proposed": "propose", "threatened": "propose", "requested": "propose",
        "signed": "sign", "ratified": "sign",
        "in_force": "open", "imposed": "open", "joined": "open", "declared": "open", "established": "open",
        "resumed": "open", "expanded": "open",
        "exists": "keep", "reaffirmed": "keep", "amended": "keep",
        "extended": "extend", "renewed": "renew",
        "eased": "ease", "reduced": "ease",
        "suspended": "suspend",
        "lifted": "end", "broken": "end", "denounced": "end", "ended": "end", "terminated": "end", "left": "end",
        "expired": "end",
        "superseded": "supersede",
    }
)  # fmt: skip


class Renewal(msgspec.Struct, frozen=True):
    """How long a tie runs and how it goes on.

    ``months`` is its first term, ``renewal`` each later one. ``annual`` needs an act every year; ``by_act`` one at the
    end of each term; ``automatic`` none.
    """

    rule: Rule = "unknown"
    months: int | None = None
    renewal: int | None = None

    @property
    def step(self) -> int | None:
        """The months that one renewal adds."""
        return self.renewal or self.months or (12 if self.rule == "annual" else None)


class Dated(msgspec.Struct, frozen=True):
    """A change of a tie as one claim gives it.

    ``effective``, ``until`` and ``since`` are ISO prefixes; ``known`` is the day from which the claim was to be known,
    ``source`` on whose word it is. ``denied``: the claim says that the change did not happen.
    """

    claim: str
    kind: str
    effective: str | None = None
    until: str | None = None
    known: str | None = None
    since: str | None = None
    source: str = ""
    denied: bool = False

    @property
    def effect(self) -> Effect:
        """What the change does to the tie."""
        return EFFECTS.get(self.kind, "keep")

    @property
    def told(self) -> str | None:
        """The day the change is told of: its own, else the day it was known."""
        return self.effective or (None if self.since and self.effect in {"open", "sign"} else self.known)

    def rank(self) -> tuple[str, str]:
        """Earlier known first."""
        return self.known or "", self.claim


def known_by(changes: tuple[Dated, ...], known: str | None) -> tuple[Dated, ...]:
    """The changes that could be known by a day. A claim without a day of its own counts as always known."""
    limit = first_day(known)
    if limit is None:
        return changes
    return tuple(one for one in changes if (first_day(one.known) or limit) <= limit)
