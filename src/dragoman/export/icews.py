"""The columns of ICEWS: tab-separated with a header, one source and one target a row.

An event of several actors becomes a row for each ordered pair, with a number behind the event's id, so that (unlike in
ICEWS) no id occurs twice. Lost: as for POLECAT, and PLOVER's types (CAMEO codes take their place), contexts and modes.
``Event Text`` is our type and mode, not CAMEO's wording. City, district and province are not told apart: the place's
name stands under City. Intensity is the Goldstein score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dragoman.export.cells import tab_line
from dragoman.export.coded import Row, Side, pairs

COLUMNS: Final = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def to_icews(rows: Iterable[Row], names: Mapping[str, str] | None = None) -> Iterator[str]:
    """The lines of an ICEWS file. ``names`` maps ISO codes to the countries' names, which ICEWS has."""
    yield tab_line(COLUMNS)
    yield from map(tab_line, (line for row in rows for line in _lines(row, names or {})))


def _lines(row: Row, names: Mapping[str, str]) -> Iterator[list[object]]:
    text = row["type"].capitalize() + (f" ({row['mode']})" if row["mode"] else "")
    found = pairs(row)
    for number, (source, target) in enumerate(found, 1):
        yield [
            row["id"] if len(found) == 1 else f"{row['id']}-{number}", row["day"], *_party(source, names), text,
            row["cameo"], row["goldstein"], *_party(target, names), row["report"], None, row["outlet"], row["place"],
            None, None, names.get(row["country"] or "", row["country"]), row["lat"], row["lon"],
        ]  # fmt: skip


def _party(who: Side | None, names: Mapping[str, str]) -> tuple[object, ...]:
    return (who.name, ",".join(who.sectors), names.get(who.state, who.state)) if who else (None, None, None)
