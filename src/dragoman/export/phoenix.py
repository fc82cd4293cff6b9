"""The 26 columns of OEDA's Phoenix: tab-separated, without a header, one source and one target a row.

QuadClass is Phoenix's own: 0 for roots 01 and 02, then as GDELT. Lost: as for GDELT; issue codes are ours, joined by
``;``; attributes and the state or province of the place are not filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dragoman.export.cells import tab_line
from dragoman.export.coded import Row, Side, cameo_quad, day_of, pairs

COLUMNS: Final = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "ActionLat", "ActionLong", "LocationName",
    "GeoCountryName", "GeoStateName", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def to_phoenix(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a Phoenix file. Events whose day is not known are left out."""
    yield from map(tab_line, (line for row in rows for line in _lines(row)))


def _lines(row: Row) -> Iterator[list[object]]:
    day = day_of(row)
    if day is None or not row["cameo"]:
        return
    found = pairs(row)
    quad = 0 if row["cameo"][:2] in {"01", "02"} else cameo_quad(row["cameo"])
    for number, (source, target) in enumerate(found, 1):
        yield [
            row["id"] if len(found) == 1 else f"{row['id']}-{number}", f"{day:%Y%m%d}", day.year, day.month, day.day,
            *_party(source), *_party(target), row["cameo"], row["cameo"][:2], quad, row["goldstein"], row["issue"],
            row["lat"], row["lon"], row["place"], row["country"], None, f"{row['report']}_{row['start']}", row["url"],
            row["outlet"],
        ]  # fmt: skip


def _party(who: Side | None) -> list[object]:
    return [who.code, who.state or who.name, who.role, None] if who else [None] * 4
