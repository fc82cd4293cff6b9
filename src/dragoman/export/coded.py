"""What the formats of other event data sets share: parties, pairs, dates, codes of a stored event's row.

A row is a mapping as the store gives it for events (``day``, ``actors``, ``actor_keys``, ``actor_sectors`` …); lists in
a cell are joined by ``;``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

Row = Mapping[str, Any]

# PLOVER's sectors that CAMEO writes otherwise; the rest are the same letters.
_CAMEO_ROLE: Final = {"JRN": "MED", "MED": "HLH", "SOC": "CVL", "PTY": "PTY"}


class Side(NamedTuple):
    """One actor of an event: name, key (state or id; '' unknown), sectors."""

    name: str
    key: str
    sectors: tuple[str, ...]

    @property
    def state(self) -> str:
        """The ISO code; '' where there is none."""
        return self.key if len(self.key) == 3 and self.key.isupper() else ""

    @property
    def role(self) -> str:
        """The first sector as CAMEO writes it."""
        return _CAMEO_ROLE.get(self.sectors[0], self.sectors[0]) if self.sectors else ""

    @property
    def code(self) -> str:
        """The CAMEO actor code: state, then role."""
        return self.state + self.role


def sides(row: Row, side: str) -> list[Side]:
    """The actors on one side (``actor`` or ``recipient``)."""
    if not row[f"{side}s"]:
        return []
    names = row[f"{side}s"].split(";")
    keys = (row[f"{side}_keys"] or "").split(";")
    sectors = (row[f"{side}_sectors"] or "").split(";")
    padded = [*keys, *[""] * len(names)], [*sectors, *[""] * len(names)]
    return [
        Side(name, padded[0][at], tuple(one for one in padded[1][at].split("/") if one))
        for at, name in enumerate(names)
    ]


def is_mutual(row: Row) -> bool:
    """Whether all parties are on both sides."""
    return bool(row["actors"]) and row["actors"] == row["recipients"] and ";" in row["actors"]


def pairs(row: Row) -> list[tuple[Side | None, Side | None]]:
    """Every ordered pair of an event: data sets with one source and one target get a row for each."""
    actors, recipients = sides(row, "actor"), sides(row, "recipient")
    if is_mutual(row):
        return [(one, other) for one in actors for other in recipients if one != other]
    nobody: list[Side | None] = [None]
    return [(one, other) for one in actors or nobody for other in recipients or nobody]


def day_of(row: Row) -> date | None:
    """The event's day; the first one of a longer time; None if it is not known."""
    text = (row["day"] or row["published"] or "")[:10]
    try:
        return date.fromisoformat(text + "0000-01-01"[len(text) :] if len(text) in {4, 7} else text)
    except ValueError:
        return None


def cameo_quad(cameo: str | None) -> int | None:
    """The quad class of a CAMEO code's root, 1 to 4: not PLOVER's, which puts requests among verbal conflict."""
    if not cameo:
        return None
    root = int(cameo[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def number_of(*parts: str) -> int:
    """A positive 63-bit number for formats whose ids are numbers; the same parts always give the same one."""
    import hashlib

    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8]) >> 1
