"""Score the places room on LGL or GeoVirus: finding toponyms in running text and telling which place they are.

Only the text is given. A toponym counts as found where a mention overlaps it and begins or ends with it. LGL also
counts demonyms and adjectives ("Georgian") as toponyms, GeoVirus does not; the bench follows each. GeoVirus counts
characters from one. Distances are taken on those found that have coordinates in the gold.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from dragoman.errors import InputError
from dragoman.places import Gazetteer, Spot, km_between, read_spots
from dragoman.record.sentence import Sentence

#: 100 miles, the radius of the field's "accuracy at 161 km".
_RADIUS_KM = 161.0
Analyse = Callable[[str], Sequence[Sentence]]


class Toponym(NamedTuple):
    """A toponym of the gold: code points, degrees (None: not located), country in English or empty."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str


class Article(NamedTuple):
    """One text with its toponyms."""

    text: str
    toponyms: tuple[Toponym, ...]


def run(path: Path, *, analyse: Analyse | None = None) -> dict[str, Any]:
    """Score one XML file. ``analyse`` gives the sentences of a text, by default the reader model's.

    Gives {name, n, metrics, model, seconds}: n is the number of toponyms, seconds are the room's own, without the
    model's. The baseline takes the same mentions and gives each the most populous place of its name. Raises InputError
    for another format.
    """
    articles, adjectives = read_articles(path)
    gazetteer = Gazetteer.load()
    reader, model = (analyse, None) if analyse else _model()
    parsed = [reader(article.text) for article in articles]
    begin = time.perf_counter()
    found = [read_spots(sentences, gazetteer) for sentences in parsed]
    seconds = time.perf_counter() - begin
    kept = [[spot for spot in spots if adjectives or not spot.adjective] for spots in found]
    metrics = score(articles, kept, gazetteer)
    for spot in (spot for spots in kept for spot in spots):
        spot.chosen = max(spot.entries, key=lambda entry: entry.weight, default=None)
    metrics["baseline_population_only"] = score(articles, kept, gazetteer)
    n = sum(len(article.toponyms) for article in articles)
    return {"name": f"places:{path.stem}", "n": n, "metrics": metrics, "model": model, "seconds": round(seconds, 2)}


def _model() -> tuple[Analyse, str]:
    from dragoman.language.model import LanguageModel

    model = LanguageModel.load()
    return model.analyse, model.card["sha256"]["model.onnx"][:12]


def read_articles(path: Path) -> tuple[list[Article], bool]:
    """The articles of an LGL or GeoVirus file, and whether the file counts adjectives as toponyms."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - a data set that the user names
    except ElementTree.ParseError as error:
        raise InputError(str(path), f"no XML ({error})", "give lgl.xml or GeoVirus.xml") from error
    lgl = root.find("article/toponyms") is not None
    return [_article(element, lgl=lgl) for element in root.iter("article")], lgl


def _article(element: ElementTree.Element, *, lgl: bool) -> Article:
    text = element.findtext("text") or ""
    marks = element.iter("toponym") if lgl else element.iter("location")
    return Article(text, tuple(_lgl(mark) if lgl else _geovirus(mark) for mark in marks))


def _lgl(mark: ElementTree.Element) -> Toponym:
    lat, lon = mark.findtext("gaztag/lat"), mark.findtext("gaztag/lon")
    country = mark.findtext("gaztag/country") or ""
    start, end = int(mark.findtext("start") or 0), int(mark.findtext("end") or 0)
    return Toponym(start, end, float(lat) if lat else None, float(lon) if lon else None, country)


def _geovirus(mark: ElementTree.Element) -> Toponym:
    start, end = int(mark.findtext("start") or 1) - 1, int(mark.findtext("end") or 1) - 1
    return Toponym(start, end, float(mark.findtext("lat") or 0), float(mark.findtext("lon") or 0), "")


def score(articles: list[Article], found: list[list[Spot]], gazetteer: Gazetteer) -> dict[str, Any]:
    """Precision, recall and F1 of finding; of those found: share within 161 km, right country, median error in km."""
    mentions = sum(len(spots) for spots in found)
    wanted = sum(len(article.toponyms) for article in articles)
    pairs = [pair for article, spots in zip(articles, found, strict=True) for pair in _pairs(article, spots)]
    located = [(gold, spot) for gold, spot in pairs if gold.lat is not None]
    errors = [_error(gold, spot) for gold, spot in located]
    countries = [
        spot.chosen is not None and _country(spot, gazetteer) == _alike(gold.country)
        for gold, spot in located
        if gold.country
    ]
    precision, recall = len(pairs) / max(mentions, 1), len(pairs) / max(wanted, 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "found_with_gold_coordinates": len(located),
        "within_161_km": round(sum(e <= _RADIUS_KM for e in errors) / max(len(errors), 1), 4),
        "country": round(sum(countries) / len(countries), 4) if countries else None,
        "median_error_km": round(statistics.median(errors), 1) if errors else None,
    }


def _country(spot: Spot, gazetteer: Gazetteer) -> str:
    iso2 = spot.chosen.iso2 if spot.chosen else ""
    return _alike(gazetteer.countries[iso2].name) if iso2 in gazetteer.countries else ""


def _alike(name: str) -> str:
    return name.lower().removeprefix("the ").replace("palestinian territory", "palestine")


def _error(gold: Toponym, spot: Spot) -> float:
    if spot.chosen is None or gold.lat is None or gold.lon is None:
        return 20_037.5
    return km_between((gold.lat, gold.lon), (spot.chosen.lat, spot.chosen.lon))


def _pairs(article: Article, spots: list[Spot]) -> Iterator[tuple[Toponym, Spot]]:
    free = list(spots)
    for gold in article.toponyms:
        hit = next((spot for spot in free if _same(gold, spot)), None)
        if hit is not None:
            free.remove(hit)
            yield gold, hit


def _same(gold: Toponym, spot: Spot) -> bool:
    start, end = spot.sentence.starts[spot.first], spot.sentence.ends[spot.last - 1]
    return start < gold.end and gold.start < end and (start == gold.start or end == gold.end)
