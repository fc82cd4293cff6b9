"""Who did what to whom: type, mode, contexts, status, time, place and counts of each event."""

from __future__ import annotations

from dragoman.codebook import Codebook
from dragoman.events.coding import Coder
from dragoman.events.lexicon import Lexicon
from dragoman.record import Event, Scene

__all__ = ["Lexicon", "code_events"]


def code_events(scene: Scene, codebook: Codebook, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of a report, in the order of their triggers."""
    return tuple(Coder(scene, codebook, lexicon).events())
