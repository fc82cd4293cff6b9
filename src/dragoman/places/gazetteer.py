"""Places and their names: countries, regions, named areas from our tables, towns from the index.

Every entry has a *weight*: how likely the name alone means it, on a scale of powers of ten of people. A country counts
a thousand times its people, a capital ten times, an area of water what ``areas.tsv`` says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DataError
from dragoman.places.index import TownIndex, key_of, open_index
from dragoman.record.event import Place
from dragoman.record.span import Span


class Entry(NamedTuple):
    """One place. ``kind`` is country, region1, region2, town, or a kind of ``areas.tsv`` (sea, base, disputed …)."""

    kind: str
    name: str
    lat: float
    lon: float
    iso2: str
    admin1: str
    geonames: int | None
    weight: float
    claimants: tuple[str, ...] = ()


_COUNTRY, _CAPITAL, _REGION, _SUBREGION = 2.0, 1.0, 0.7, -0.3


class Gazetteer:
    """All names of places. Shared between threads: it only reads."""

    def __init__(self, towns: TownIndex | None) -> None:
        """Read the tables of the package; ``towns`` None leaves towns out. Raises DataError for a broken table."""
        self._towns = towns
        self._own: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, Entry] = {}
        self.countries: dict[str, Entry] = {}
        self.iso3: dict[str, str] = {}
        self.regions: dict[tuple[str, str], Entry] = {}
        self.capitals: dict[tuple[str, str], str] = {}
        self.neighbours: dict[str, frozenset[str]] = {}
        self.words = _sets("words.tsv")
        self._load_countries()
        self._load_regions()
        self._load_areas()
        self.abbreviations = {form: (iso2, admin1) for form, iso2, admin1, _ in _rows("abbreviations.tsv", 4)}
        self.common = frozenset(word for word, _ in _rows("common.tsv", 2))
        self._found: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def load(cls, folder: Path | None = None, *, towns: bool = True) -> Gazetteer:
        """Load tables and the index of towns; the first call on a machine builds it (4 s), see ``open_index``."""
        return cls(open_index(folder) if towns else None)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, likeliest first. State abbreviations count ("Ky.", "NSW")."""
        found = self._found.get(name)
        if found is None:
            if len(self._found) > 20_000:
                self._found.clear()
            found = self._found[name] = self._find(name)
        return found

    def _find(self, name: str) -> tuple[Entry, ...]:
        if name in self.abbreviations:
            return (self.regions[self.abbreviations[name]],)
        key = key_of(name)
        if not key:
            return ()
        entries = list(self._own.get(key, ()))
        if len(key) > 3 or name.isupper() is False:
            entries.extend(self._towns_of(key))
        return tuple(sorted(entries, key=lambda entry: -entry.weight))

    def _towns_of(self, key: str) -> Iterator[Entry]:
        for town in self._towns.find(key) if self._towns else ():
            capital = self.capitals.get((town.iso2, key))
            weight = math.log10(town.population + 100) + (_CAPITAL if capital else 0)
            if key_of(town.name) != key:
                weight -= 0.7  # known there by another name: 3 in 4 such matches in LGL mean another place
            yield Entry("town", town.name, town.lat, town.lon, town.iso2, town.admin1, town.geonames, weight)

    def place(self, entry: Entry, span: Span | None) -> Place:
        """The record of an entry. A place claimed by several states is given none of them as its country."""
        country = None if len(entry.claimants) > 1 else self.iso3.get(entry.iso2)
        if len(entry.claimants) == 1:
            country = entry.claimants[0]
        return Place(entry.name, entry.geonames, entry.lat, entry.lon, country, span)

    def _add(self, name: str, entry: Entry) -> None:
        kept = self._own.setdefault(key_of(name), [])
        if entry not in kept:
            kept.append(entry)

    def _load_countries(self) -> None:
        for row in _rows("countries.tsv", 13):
            iso3, iso2, geonames, name, lat, lon, people, names, adjectives, capital, _, near, _ = row
            weight = math.log10(int(people) + 1000) + _COUNTRY
            entry = Entry("country", name, float(lat), float(lon), iso2, "", int(geonames), weight)
            self.countries[iso2], self.iso3[iso2] = entry, iso3
            self.capitals[iso2, key_of(capital)] = capital
            self.neighbours[iso2] = frozenset(near.split(","))
            for form in filter(None, names.split("|")):
                self._add(form, entry)
            for form in filter(None, adjectives.split("|")):
                self.adjectives.setdefault(form, entry)

    def _load_regions(self) -> None:
        before, behind = ("|".join(sorted(self.words[name])) for name in ("wrap_before", "wrap_after"))
        wrapping = re.compile(rf"^(?:{before}) of (?:the )?| (?:{behind})$")
        for iso2, admin1, level, name, lat, lon, people, _ in _rows("regions.tsv", 8):
            first = level == "1"
            federal = first and iso2 in self.words["federal"]
            weight = math.log10(int(people) + 100) + (_REGION if federal else 0.0 if first else _SUBREGION)
            entry = Entry(f"region{level}", name, float(lat), float(lon), iso2, admin1, None, weight)
            if first:
                self.regions[iso2, admin1] = entry
            self._add(name, entry)
            bare = wrapping.sub("", name)
            if bare != name:
                # "Madison" alone hardly ever means Madison County.
                lighter = (
                    entry._replace(weight=weight - 2.5) if name.rsplit(" ", 1)[-1] in self.words["division"] else entry
                )
                self._add(bare, lighter)

    def _load_areas(self) -> None:
        for kind, name, names, lat, lon, iso2, claimants, importance, _ in _rows("areas.tsv", 9):
            claims = tuple(filter(None, claimants.split("|")))
            weight = float(importance)
            if kind == "disputed":  # before the entry of the ISO list, which names no claimants (Western Sahara)
                weight = max([weight, *(entry.weight + 0.1 for entry in self._own.get(key_of(name), ()))])
            entry = Entry(kind, name, float(lat), float(lon), iso2, "", None, weight, claims)
            for form in names.split("|"):
                self._add(form, entry)


def _rows(name: str, width: int) -> Iterator[tuple[str, ...]]:
    text = resources.files("dragoman.data").joinpath("places").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()[1:], start=2):
        row = tuple(line.split("\t"))
        if len(row) != width or not row[-1]:
            raise DataError(f"data/places/{name}:{number}: {len(row)} columns or no source; {width} are needed")
        yield row


def _sets(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, form, _ in _rows(name, 3):
        found.setdefault(kind, set()).add(form)
    return {kind: frozenset(forms) for kind, forms in found.items()}
