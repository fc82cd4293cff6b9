"""PLOVER, CAMEO, patterns and users' own types: typed, read from ``data/codebook`` and from users' files."""

from dragoman.codebook.own import Example, OwnCodebook, OwnType, read_own
from dragoman.codebook.patterns import ANY, Pattern, load_patterns, read_patterns
from dragoman.codebook.plover import QUADS, Act, CameoCode, Codebook, EventType, Mode, load_codebook

__all__ = [
    "ANY",
    "QUADS",
    "Act",
    "CameoCode",
    "Codebook",
    "EventType",
    "Example",
    "Mode",
    "OwnCodebook",
    "OwnType",
    "Pattern",
    "load_codebook",
    "load_patterns",
    "read_own",
    "read_patterns",
]
