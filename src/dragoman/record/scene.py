"""All that the rooms which code claims are given: the report and what the earlier rooms found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeVar

import msgspec

from dragoman.record.actor import ActorMention, Cast
from dragoman.record.event import Event, PlaceMention, TimeMention
from dragoman.record.report import Report
from dragoman.record.sentence import Sentence
from dragoman.record.statement import Statement, innermost


class Scene(msgspec.Struct, frozen=True, dict=True):
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
        return self._mentions.get(sentence, ())

    def times_in(self, sentence: int) -> tuple[TimeMention, ...]:
        """The time expressions of one sentence."""
        return self._times.get(sentence, ())

    def places_in(self, sentence: int) -> tuple[PlaceMention, ...]:
        """The toponyms of one sentence."""
        return self._places.get(sentence, ())

    def said(self, sentence: Sentence, start: int, end: int) -> Statement | None:
        """The innermost statement whose content holds the characters ``[start, end)`` of a sentence, or None."""
        return innermost(self._statements.get(sentence.index, ()), start, end)

    # Made once a report: looked up anew for each sentence they grow with the square of its length.

    @cached_property
    def _mentions(self) -> dict[int, tuple[ActorMention, ...]]:
        return _by_sentence(self.cast.mentions)

    @cached_property
    def _times(self) -> dict[int, tuple[TimeMention, ...]]:
        return _by_sentence(self.times)

    @cached_property
    def _places(self) -> dict[int, tuple[PlaceMention, ...]]:
        return _by_sentence(self.places)

    @cached_property
    def _statements(self) -> dict[int, tuple[Statement, ...]]:
        """The statements with content in each sentence, in their order."""
        starts = [sentence.start for sentence in self.sentences]
        found: dict[int, dict[str, Statement]] = {}
        for statement in self.statements:
            for piece in statement.content:
                first = max(0, bisect_right(starts, piece.start) - 1)
                for sentence in self.sentences[first : bisect_left(starts, piece.end)]:
                    found.setdefault(sentence.index, {})[statement.id] = statement
        return {index: tuple(statements.values()) for index, statements in found.items()}


class _Placed(Protocol):
    @property
    def sentence(self) -> int: ...


Located = TypeVar("Located", bound=_Placed)


def _by_sentence(all_of_them: Iterable[Located]) -> dict[int, tuple[Located, ...]]:
    found: dict[int, list[Located]] = {}
    for one in all_of_them:
        found.setdefault(one.sentence, []).append(one)
    return {sentence: tuple(ones) for sentence, ones in found.items()}
