"""Who is in a report: mentions found, resolved against the tables for the report's day, references linked."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.casting import Casting
from dragoman.actors.lexicon import Lexicon
from dragoman.knowledge import Knowledge
from dragoman.record import Cast, Report, Sentence

__all__ = ["Lexicon", "find_actors"]


def find_actors(report: Report, sentences: Sequence[Sentence], knowledge: Knowledge, lexicon: Lexicon) -> Cast:
    """All actors of a report with their mentions. Offices are those of the report's day, if it is known."""
    return Casting(report, knowledge, lexicon, report.day).cast(sentences)
