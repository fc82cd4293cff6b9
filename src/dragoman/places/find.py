"""Places of a report: find, tell which, and leave out those that act."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.places.gazetteer import Gazetteer
from dragoman.places.resolve import resolve
from dragoman.places.spot import Spot, spots
from dragoman.record.actor import Cast
from dragoman.record.event import Place, PlaceMention
from dragoman.record.report import Report
from dragoman.record.sentence import Sentence
from dragoman.record.span import Span


def find_places(
    report: Report, sentences: Sequence[Sentence], cast: Cast, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The places that a report names, in order; a name that stands for an actor ("Beijing said") is none.

    Adjectives ("Georgian") are no places, but tell the country of other names. A toponym that no table knows has its
    name and no coordinates.
    """
    acting = {(m.sentence, word) for m in cast.mentions if m.form == "metonym" for word in range(m.first, m.last)}
    return tuple(
        _mention(report, spot, gazetteer)
        for spot in read_spots(sentences, gazetteer)
        if not spot.adjective and (spot.sentence.index, spot.first) not in acting
    )


def read_spots(sentences: Sequence[Sentence], gazetteer: Gazetteer, *, outlet: str | None = None) -> list[Spot]:
    """Find and resolve all mentions, adjectives included. ``outlet`` is the outlet's country, ISO alpha-2."""
    labelled = any(sentence.upos for sentence in sentences)
    found = spots(sentences, gazetteer, labelled=labelled)
    resolve(found, outlet=outlet)
    return found


def _mention(report: Report, spot: Spot, gazetteer: Gazetteer) -> PlaceMention:
    start, end = spot.sentence.starts[spot.first], spot.sentence.ends[spot.last - 1]
    span = Span(start, end, report.text[start:end])
    place = gazetteer.place(spot.chosen, span) if spot.chosen else Place(spot.text, None, None, None, None, span)
    return PlaceMention(spot.sentence.index, spot.first, spot.last, place, spot.confidence)
