"""All that the rooms which code claims are given: the report and what the earlier rooms found in it."""

from __future__ import annotations

import msgspec

from dragoman.record.actor import ActorMention, Cast
from dragoman.record.event import Event, PlaceMention, TimeMention
from dragoman.record.report import Report
from dragoman.record.sentence import Sentence
from dragoman.record.statement import Statement


class Scene(msgspec.Struct, frozen=True):
    """The input of the rooms ``events`` and ``ties``. ``events`` is empty until they are coded."""

    report: Report
    sentences: tuple[Sentence, ...]
    cast: Cast
    statements: tuple[Statement, ...]
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    events: tuple[Event, ...] = ()

    def mentions_in(self, sentence: int) -> tuple[ActorMention, ...]:
        """The actor mentions of one sentence, in the order of the text."""
        return tuple(mention for mention in self.cast.mentions if mention.sentence == sentence)

    def times_in(self, sentence: int) -> tuple[TimeMention, ...]:
        """The time expressions of one sentence."""
        return tuple(time for time in self.times if time.sentence == sentence)

    def places_in(self, sentence: int) -> tuple[PlaceMention, ...]:
        """The toponyms of one sentence."""
        return tuple(place for place in self.places if place.sentence == sentence)
