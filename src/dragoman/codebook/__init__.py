"""PLOVER, CAMEO and the vocabularies of ties: typed, read from ``data/codebook``."""

from dragoman.codebook.plover import QUADS, CameoCode, Codebook, EventType, Mode, load_codebook

__all__ = ["QUADS", "CameoCode", "Codebook", "EventType", "Mode", "load_codebook"]
