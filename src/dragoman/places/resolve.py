"""Telling which place a name means: by what the text says outright, by the company it keeps, by size.

Each reading of a name has a score, in powers of ten of people (``Entry.weight``). To it are added: the container that
the text names ("Paris, Texas"), the countries and regions that the report names elsewhere, and the nearness of other
places of the report, which are settled together: readings that lie near one another support one another. One name has
one reading in a report, unless a container says otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dragoman.places.gazetteer import Entry
from dragoman.places.index import key_of
from dragoman.places.spot import Spot, inside

Matrix = NDArray[np.float64]
_READINGS = 40
_NAMES = 24
_CONTAINED, _LISTED = 6.0, 1.0
#: Set on LGL and GeoVirus together by a coarse search (45 settings): shares within 161 km of 85.4 and 91.8 % at half of
#: these, 89.5 and 92.0 % here, 89.6 and 91.6 % above. A dozen readings a name instead of 40 cost LGL half a point.
_COUNTRY_BONUS, _REGION_BONUS, _OUTLET_BONUS = 5.0, 4.0, 1.5
_NEAR_KM, _NEAR_BONUS = 100.0, 4.0
_SMOOTH = 0.3
_ROUNDS = 3


def resolve(found: list[Spot], *, outlet: str | None = None) -> None:
    """Choose an entry for every spot, and a confidence in [0, 1]. ``outlet`` is the outlet's country, ISO alpha-2."""
    for spot in found:
        if spot.container is not None:
            _narrow(spot)
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in found:
        if spot.entries:
            groups[key_of(spot.text)].append(spot)
    names = sorted(groups, key=lambda name: -len(groups[name]))
    for at in range(0, len(names), _NAMES):  # the commonest names first; long reports are settled in parts
        part = {name: groups[name] for name in names[at : at + _NAMES]}
        readings = {name: _readings(spots) for name, spots in part.items()}
        scores = _together(readings, part, outlet)
        for name, spots in part.items():
            for spot in spots:
                _choose(spot, readings[name], scores[name])


def _narrow(spot: Spot) -> None:
    outer = spot.container.entries if spot.container else ()
    kept = tuple(e for e in spot.entries if any(inside(e, one) for one in outer))
    if kept:
        spot.entries = kept


def _readings(spots: list[Spot]) -> list[Entry]:
    """The readings of a name: those of its most explicit mention first, at most ``_READINGS``."""
    explicit = [spot for spot in spots if spot.container is not None]
    pool: dict[Entry, None] = {}
    for spot in [*explicit, *spots]:
        pool.update(dict.fromkeys(spot.entries))
    first = set(explicit[0].entries) if explicit else set()
    return sorted(pool, key=lambda e: (e not in first, -e.weight))[:_READINGS]


def _given(entry: Entry, spots: list[Spot]) -> float:
    """What containers say: the reading that a mention of the name was narrowed to; and lists, of the same kind."""
    listed = any(peer.entries[0].kind == entry.kind for spot in spots for peer in spot.peers)
    return _LISTED * listed + _container_says(entry, spots)


def _container_says(entry: Entry, spots: list[Spot]) -> float:
    return _CONTAINED if any(s.container is not None and entry in s.entries for s in spots) else 0.0


def _together(
    readings: dict[str, list[Entry]], groups: dict[str, list[Spot]], outlet: str | None
) -> dict[str, list[float]]:
    """Score all readings of all names, letting names support one another in a few rounds.

    What one name lends to another: the share of the report that lies in a country, in a region, and how near by.
    """
    names = list(readings)
    flat = [(at, entry) for at, name in enumerate(names) for entry in readings[name]]
    if not flat:
        return {}
    owner = np.array([at for at, _ in flat])
    entries = [entry for _, entry in flat]
    base = np.array([e.weight + _given(e, groups[names[at]]) + _at_home(e, outlet) for at, e in flat])
    if len(names) == 1:
        return {names[0]: base.tolist()}
    mentions = np.sqrt([len(groups[name]) for name in names])
    lends = np.array([_COUNTRY_BONUS if e.iso2 and e.kind != "continent" else 0.0 for e in entries])
    lends_region = np.array([_REGION_BONUS if e.admin1 and e.kind != "region1" else 0.0 for e in entries])
    same_country = _same([e.iso2 for e in entries])
    same_region = _same([f"{e.iso2}.{e.admin1}" if e.admin1 else "" for e in entries])
    near = _kernel(entries)
    other = owner[:, None] != owner[None, :]
    total = base
    for _ in range(_ROUNDS):
        belief = _softmax(total, owner, len(names)) * mentions[owner]
        shared = other * belief[None, :]
        whole = shared.sum(axis=1) + _SMOOTH
        pull = np.minimum((near * shared).sum(axis=1), 1.5)
        total = (
            base
            + lends * (same_country * shared).sum(axis=1) / whole
            + lends_region * (same_region * shared).sum(axis=1) / whole
            + _NEAR_BONUS * pull / 1.5
        )
    return {name: total[owner == at].tolist() for at, name in enumerate(names)}


def _at_home(entry: Entry, outlet: str | None) -> float:
    return _OUTLET_BONUS if outlet and entry.iso2 == outlet else 0.0


def _same(keys: list[str]) -> Matrix:
    codes = np.array(keys)
    alike: Matrix = ((codes[:, None] == codes[None, :]) & (codes != "")[:, None]).astype(np.float64)
    return alike


def _kernel(entries: list[Entry]) -> Matrix:
    """Nearness of each pair: 1 at the same spot, 1/e at 150 km; countries and large areas lend none."""
    lat = np.radians([e.lat for e in entries])
    lon = np.radians([e.lon for e in entries])
    step = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(step, 0, 1)))
    small = np.array([e.kind in {"town", "region2", "city", "base", "border", "seat"} for e in entries])
    kernel: Matrix = np.exp(-km / _NEAR_KM) * small[:, None] * small[None, :]
    return kernel


def _softmax(total: Matrix, owner: NDArray[np.int64], count: int) -> Matrix:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owner, total)
    grown = np.exp(1.5 * (total - top[owner]))
    mass = np.zeros(count)
    np.add.at(mass, owner, grown)
    share: Matrix = grown / mass[owner]
    return share


def _choose(spot: Spot, readings: list[Entry], scores: Iterable[float]) -> None:
    ranked = sorted(zip(scores, readings, strict=True), key=lambda pair: -pair[0])
    own = [pair for pair in ranked if pair[1] in spot.entries] or ranked
    spot.chosen = own[0][1]
    mass = sum(math.exp(score - own[0][0]) for score, _ in own)
    spot.confidence = round(min(spot.score, 1 / mass), 3)


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two points in degrees."""
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*a, *b))
    step = math.sin((lat1 - lat2) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon1 - lon2) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, step)))
