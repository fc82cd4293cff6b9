"""GDELT 2.0: the 61 columns of the events file and the 16 of the mentions file, tab-separated, without a header.

One row for each ordered pair; GLOBALEVENTID is a 63-bit hash of event and pair, so mentions join. QuadClass follows the
CAMEO root, as GDELT's does. Lost: as for POLECAT; statuses other than what is filtered for; places of the actors. Not
filled: tone, ethnic, religious and known-group codes, FIPS and ADM codes (an ISO code in their place would be read as a
FIPS code: CH is China there, Switzerland here).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from dragoman.export.cells import tab_line
from dragoman.export.coded import Row, Side, cameo_quad, day_of, number_of, pairs

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS: Final = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip


def to_gdelt_events(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of an events file, from events. Events whose day is not known are left out: GDELT has no such rows."""
    yield from map(tab_line, (line for row in rows for line in _events(row)))


def to_gdelt_mentions(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a mentions file, from codings (each knows its ``event``)."""
    yield from map(tab_line, (line for row in rows for line in _mentions(row)))


def _events(row: Row) -> Iterator[list[object]]:
    day = day_of(row)
    if day is None or not row["cameo"]:
        return
    cameo = row["cameo"]
    for one, other in pairs(row):
        yield [
            _global(row["id"], one, other), f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, _fraction(day),
            *_party(one), *_party(other), 1, cameo, cameo[:3], cameo[:2], cameo_quad(cameo), row["goldstein"],
            row["codings"], row["sources"], row["reports"], None,
            *[None] * 16, *_place(row), _stamp(row["published"]) or f"{day:%Y%m%d}000000", row["url"],
        ]  # fmt: skip


def _mentions(row: Row) -> Iterator[list[object]]:
    day = day_of(row)
    if day is None or not row["cameo"]:
        return
    seen = _stamp(row["published"])
    for one, other in pairs(row):
        yield [
            _global(row["event"], one, other), f"{day:%Y%m%d}000000", seen, 1, row["outlet"],
            row["url"] or row["report"], None, None, None, row["start"], 1, round(row["confidence"] * 100), None,
            None, None, None,
        ]  # fmt: skip


def _global(event: str, one: Side | None, other: Side | None) -> int:
    return number_of(event, one.key or one.name if one else "", other.key or other.name if other else "")


def _party(who: Side | None) -> list[object]:
    if who is None:
        return [None] * 10
    return [who.code, who.name.upper(), who.state, None, None, None, None, who.role, None, None]


def _place(row: Row) -> list[object]:
    kind = 4 if row["lat"] is not None else 1 if row["country"] else 0
    return [kind, row["place"], None, None, None, row["lat"], row["lon"], row["geonames"]]


def _fraction(day: date) -> float:
    return round(day.year + day.timetuple().tm_yday / 365, 4)


def _stamp(published: str | None) -> str | None:
    """``2021-07-12T08:30:00`` as ``20210712083000``."""
    if not published:
        return None
    digits = "".join(one for one in published[:19] if one.isdigit())
    return (digits + "0" * 14)[:14]
