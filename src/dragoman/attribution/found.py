"""A statement in the making: word positions in one sentence, before actors and chains are put to it."""

from __future__ import annotations

import msgspec

WordRange = tuple[int, int]


class Found(msgspec.Struct, frozen=True):
    """Word ranges are half-open; ``source_head`` is the word by which the source's mention is looked up.

    ``origin`` tells which way found it (``model``, ``tree``, ``quotation``), ``relay_head`` a word naming who passed it
    on in the same clause ("was quoted by Y as saying"), ``addressees`` head words of those spoken to, ``sure_source``
    that the source is the cue's own subject in the tree.
    """

    sentence: int
    source: WordRange | None
    source_head: int | None
    cue: WordRange | None
    cue_head: int | None
    contents: tuple[WordRange, ...]
    kind: str
    stance: str
    medium: str | None
    addressees: tuple[int, ...]
    origin: str
    confidence: float
    relay_head: int | None = None
    sure_source: bool = False
