"""The columns of POLECAT, as NGEC writes them: tab-separated with a header, several values in a cell joined by ``; ``.

Lost: who says so and through whom, status (a promise looks like a deed: filter by status first), offsets, evidence,
confidence, counts, how many sources. Not filled: COW numbers unless given, titles, Wikipedia pages, places above the
place's own name and country, the story's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dragoman.codebook import Codebook, load_codebook
from dragoman.export.cells import tab_line
from dragoman.export.coded import Row, Side, sides

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
VERSION: Final = "dragoman/1"


def to_polecat(rows: Iterable[Row], cow: Mapping[str, str] | None = None) -> Iterator[str]:
    """The lines of a POLECAT file. ``cow`` maps ISO codes to Correlates of War numbers."""
    book = load_codebook()
    yield tab_line(COLUMNS)
    yield from (tab_line(_line(row, book, cow or {})) for row in rows)


def intensity(book: Codebook, kind: str, mode: str | None) -> float:
    """PLOVER's score of a type and mode."""
    entry = book.types[kind]
    return entry.modes[mode].score if mode is not None and mode in entry.modes else entry.score


def _line(row: Row, book: Codebook, cow: Mapping[str, str]) -> list[object]:
    quad = row["quad"].upper()
    return [
        row["id"], row["day"], row["type"], row["mode"], intensity(book, row["type"], row["mode"]), quad,
        (row["contexts"] or "").replace(";", "; "), *_party(sides(row, "actor"), cow),
        *_party(sides(row, "recipient"), cow),
        row["place"], None, None, None, row["country"], row["lat"], row["lon"], row["geonames"], row["place"], None,
        row["outlet"], (row["published"] or "")[:10], None, None, None, "eng", VERSION,
    ]  # fmt: skip


def _party(who: list[Side], cow: Mapping[str, str]) -> list[object]:
    names = "; ".join(one.name for one in who)
    primary = "; ".join(one.sectors[0] if one.sectors else "" for one in who)
    return [
        names,
        "; ".join(one.state for one in who),
        "; ".join(cow.get(one.state, "") for one in who),
        primary,
        "; ".join(",".join(one.sectors) for one in who),
        None,
        names,
        None,
    ]
