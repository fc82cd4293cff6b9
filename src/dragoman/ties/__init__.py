"""How a relationship stands: ties read from text with their parties, changes and dates, and their status on a day.

find_ties(scene, Lexicon.load())                    # (Tie, ..): the ties that a report tells of
status(changes, renewal, on, known)                   # Standing: how a tie stands, and the claims behind it
"""

from __future__ import annotations

from dragoman.record import Scene, Tie
from dragoman.ties.changes import Dated, Renewal
from dragoman.ties.claims import Claim, claims
from dragoman.ties.dossier import OVER, Stand, stands
from dragoman.ties.finding import TieFinder
from dragoman.ties.lexicon import Lexicon
from dragoman.ties.status import Standing, status

__all__ = [
    "OVER",
    "Claim",
    "Dated",
    "Lexicon",
    "Renewal",
    "Stand",
    "Standing",
    "claims",
    "find_ties",
    "stands",
    "status",
]


def find_ties(scene: Scene, lexicon: Lexicon) -> tuple[Tie, ...]:
    """The ties of a report, in the order of the text."""
    return tuple(TieFinder(scene, lexicon).ties())
