"""Who did what to whom: type, mode, contexts, status, time, place and counts of each event."""

from __future__ import annotations

from dragoman.codebook import Codebook
from dragoman.events.coding import Coder
from dragoman.events.head import Score, cross_validate, fit
from dragoman.events.lexicon import Lexicon
from dragoman.events.own import Own, head_path, sample
from dragoman.record import Event, Scene

__all__ = ["Lexicon", "Own", "Score", "code_events", "cross_validate", "fit", "head_path", "sample"]


def code_events(scene: Scene, codebook: Codebook, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of a report, in the order of their triggers."""
    return tuple(Coder(scene, codebook, lexicon).events())
