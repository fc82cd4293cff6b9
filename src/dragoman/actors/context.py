"""Which reading of an ambiguous name is meant: "Georgia" beside Tbilisi or beside Arizona, "Washington" as a man."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import msgspec

from dragoman.actors.lexicon import Lexicon
from dragoman.knowledge import Match
from dragoman.record import Sentence

_SUPPORT = 2.0  # a reading whose state the report names otherwise


def preferred(match: Match, sentence: Sentence, states: AbstractSet[str], lexicon: Lexicon) -> Match:
    """The match with its readings in the order that the report suggests; marked partial if it is no such name here."""
    if "person" in match.best.flags and _is_in_person(match, sentence):
        return msgspec.structs.replace(match, partial=True)
    if _is_hyphenated(match, sentence, lexicon):
        return msgspec.structs.replace(match, partial=True)
    if len(match.candidates) == 1:
        return match
    ranked = sorted(match.candidates, key=lambda one: -one.prior * (_SUPPORT if one.entry.state in states else 1.0))
    return msgspec.structs.replace(match, candidates=tuple(ranked))


def _is_in_person(match: Match, sentence: Sentence) -> bool:
    """Whether the model reads the name as part of a person's ("Jordan Ellis"), or a passive capital as a person."""
    for one in sentence.entities:
        if one.label == "PER" and one.start <= match.start and match.end <= one.end:
            longer = one.end - one.start > match.end - match.start
            undergoes = sentence.deprels[match.start : match.start + 1] == ("nsubj:pass",)
            return longer or (match.best.entry.kind == "capital" and undergoes)
    return False


def _is_hyphenated(match: Match, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a name is only half of a compound ("counter-ISIL" counts, "pro-Beijing" does not)."""
    return (
        match.start > 1
        and sentence.words[match.start - 1] == "-"
        and sentence.words[match.start - 2].lower() in lexicon.prefixes
    )
