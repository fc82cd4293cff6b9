"""Free-standing quotations: a sentence in quotes with no cue goes to the speaker before it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.attribution.chains import Placed
from dragoman.attribution.quotes import CharRange, within_quotes
from dragoman.record import Sentence

# How much of a sentence must stand in quotes to be speech that goes on: its closing mark may lie in the next one.
MOSTLY = 0.8
LIKELY = 0.6


def standing_quotation(sentence: Sentence, quoted: tuple[CharRange, ...], before: Sequence[Placed]) -> Placed | None:
    """The sentence as a statement of the last speaker of this or the paragraph before; None if it is no quotation."""
    if not before or not sentence.words:
        return None
    last = before[-1]
    parts = within_quotes(quoted, sentence.start, sentence.end)
    inside = sum(end - start for start, end in parts)
    if inside < MOSTLY * (sentence.end - sentence.start) or sentence.index - last.found.sentence > 2:
        return None
    found = msgspec.structs.replace(
        last.found,
        sentence=sentence.index,
        source=None,
        cue=None,
        cue_head=None,
        contents=((0, len(sentence.words)),),
        origin="quotation",
        confidence=LIKELY,
        relay_head=None,
    )
    start, end = parts[0][0], parts[-1][1]
    return msgspec.structs.replace(last, found=found, source_range=None, cue_range=None, pieces=((start, end),))
