"""How a relationship stands: ties read from text with their parties, changes and dates."""

from __future__ import annotations

from dragoman.record import Scene, Tie
from dragoman.ties.finding import TieFinder
from dragoman.ties.lexicon import Lexicon

__all__ = ["Lexicon", "find_ties"]


def find_ties(scene: Scene, lexicon: Lexicon) -> tuple[Tie, ...]:
    """The ties of a report, in the order of the text."""
    return tuple(TieFinder(scene, lexicon).ties())
