"""Telling which place a name means: by what the text says outright, by the company it keeps, by size.

Each reading of a name has a score, in powers of ten of people (``Entry.weight``). To it are added: the container that
the text names ("Paris, Texas"), the countries and regions that the report names elsewhere, and the nearness of other
places of the report, which are settled together: readings that lie near one another support one another. One name has
one reading in a report, unless a container says otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.index import key_of
from dragoman.places.spot import Spot, inside

_READINGS = 12
_NAMES = 24
_CONTAINED = 6.0
_COUNTRY_BONUS, _REGION_BONUS, _OUTLET_BONUS = 1.2, 1.6, 0.8
_NEAR_KM, _NEAR_BONUS = 150.0, 2.2
_ROUNDS = 3


def resolve(found: list[Spot], gazetteer: Gazetteer, *, outlet: str | None = None) -> None:
    """Choose an entry for every spot, and a confidence in [0, 1]. ``outlet`` is the outlet's country, ISO alpha-2."""
    for spot in found:
        if spot.container is not None:
            _narrow(spot)
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in found:
        if spot.entries:
            groups[key_of(spot.text)].append(spot)
    readings = {name: _readings(spots) for name, spots in groups.items()}
    support = _evidence(groups, gazetteer, outlet)
    scores = {name: [entry.weight + support(entry) + _given(entry, groups[name]) for entry in readings[name]] for name in groups}
    scores = _together(readings, scores, groups)
    for name, spots in groups.items():
        for spot in spots:
            _choose(spot, readings[name], scores[name])


def _narrow(spot: Spot) -> None:
    outer = spot.container.entries if spot.container else ()
    kept = tuple(e for e in spot.entries if any(inside(e, one) for one in outer))
    if kept:
        spot.entries = kept


def _readings(spots: list[Spot]) -> list[Entry]:
    """The readings of a name: those of its most explicit mention first, at most a dozen."""
    explicit = [spot for spot in spots if spot.container is not None]
    pool: dict[Entry, None] = {}
    for spot in [*explicit, *spots]:
        pool.update(dict.fromkeys(spot.entries))
    first = set(explicit[0].entries) if explicit else set()
    return sorted(pool, key=lambda e: (e not in first, -e.weight))[:_READINGS]


def _given(entry: Entry, spots: list[Spot]) -> float:
    """What containers say: the reading that a mention of the name was narrowed to."""
    return _CONTAINED if any(s.container is not None and entry in s.entries for s in spots) else 0.0


def _evidence(groups: dict[str, list[Spot]], gazetteer: Gazetteer, outlet: str | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """How much the countries and regions named in the report speak for a reading."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for spots in groups.values():
        head = spots[0].entries[0]
        ambiguous = len(spots[0].entries) > 1 and spots[0].entries[1].weight > head.weight - 1.5
        size = len(spots) * (0.4 if ambiguous else 1.0)
        if head.kind == "country":
            countries[head.iso2] += size
        elif head.kind == "region1":
            regions[head.iso2, head.admin1] += size
            countries[head.iso2] += size / 2
        elif head.weight >= 6.5:
            countries[head.iso2] += size / 2
            regions[head.iso2, head.admin1] += size / 2
        for spot in spots:
            if spot.container is not None and spot.entries:
                regions[spot.entries[0].iso2, spot.entries[0].admin1] += 1
    total = sum(countries.values()) or 1.0
    total_regions = sum(regions.values()) or 1.0

    def support(entry: Entry) -> float:
        bonus = _COUNTRY_BONUS * math.sqrt(countries[entry.iso2] / total) if entry.iso2 else 0.0
        if entry.kind not in {"country", "region1"} and entry.admin1:
            bonus += _REGION_BONUS * math.sqrt(regions[entry.iso2, entry.admin1] / total_regions)
        return bonus + (_OUTLET_BONUS if outlet and entry.iso2 == outlet else 0.0)

    return support


def _together(
    readings: dict[str, list[Entry]], scores: dict[str, list[float]], groups: dict[str, list[Spot]]
) -> dict[str, list[float]]:
    """Let readings that lie near one another support one another, in a few rounds."""
    names = sorted((n for n in readings if readings[n]), key=lambda n: -len(groups[n]))[:_NAMES]
    entries = [(at, entry) for at, name in enumerate(names) for entry in readings[name]]
    if len(names) < 2:
        return scores
    owner = np.array([at for at, _ in entries])
    near = _kernel([entry for _, entry in entries])
    near[owner[:, None] == owner[None, :]] = 0.0
    base = np.array([score for name in names for score in scores[name]])
    total = base
    for _ in range(_ROUNDS):
        belief = _softmax(total, owner, len(names))
        pull = np.zeros((len(entries), len(names)))
        np.maximum.at(pull.T, owner, (near * belief[None, :]).T)
        total = base + _NEAR_BONUS * np.sort(pull, axis=1)[:, -3:].sum(axis=1) / 2
    out = dict(scores)
    for at, name in enumerate(names):
        out[name] = total[owner == at].tolist()
    return out


def _kernel(entries: list[Entry]) -> np.ndarray:
    """Nearness of each pair: 1 at the same spot, 1/e at 150 km; countries and large areas lend none."""
    lat = np.radians([e.lat for e in entries])
    lon = np.radians([e.lon for e in entries])
    step = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(step, 0, 1)))
    small = np.array([e.kind in {"town", "region2", "city", "base", "border", "seat"} for e in entries])
    return np.exp(-km / _NEAR_KM) * small[:, None] * small[None, :]


def _softmax(total: np.ndarray, owner: np.ndarray, count: int) -> np.ndarray:
    top = np.full(count, -np.inf)
    np.maximum.at(top, owner, total)
    grown = np.exp(1.5 * (total - top[owner]))
    mass = np.zeros(count)
    np.add.at(mass, owner, grown)
    return grown / mass[owner]


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


__all__ = ["Gazetteer", "km_between", "resolve"]
