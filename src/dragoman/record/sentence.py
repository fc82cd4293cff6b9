"""One sentence as the rooms see it: words, tree, and what the reader model scored.

These records never leave the program (they are no part of the ``dragoman/1`` schema). They are parallel tuples, not an
object a word, because words are the one hot place of a reading.

Word indices are 0-based within the sentence; word ranges are half-open; character offsets are Unicode code points into
``report.text``, half-open. Scores are probabilities in [0, 1].
"""

from __future__ import annotations

import msgspec


class WordSpan(msgspec.Struct, frozen=True):
    """A labelled range of words: an entity, an actor mention, a piece of a statement.

    ``start``/``end`` are word indices (half-open), ``head`` the index of the syntactic head within the range.
    """

    start: int
    end: int
    label: str
    score: float
    head: int


class Quotation(msgspec.Struct, frozen=True):
    """What the attribution heads found round one cue. Indices point into ``Sentence.attribution``.

    ``source`` is None where nobody is named; ``layer`` is 0 for the outer statement and 1 for one inside its content.
    """

    cue: int
    source: int | None
    contents: tuple[int, ...]
    layer: int
    score: float


class Trigger(msgspec.Struct, frozen=True):
    """One event trigger with the scores of the event heads.

    ``types`` and ``statuses`` are (label, probability), best first, at most three each; ``modes`` and ``contexts`` hold
    those above the model's own thresholds. ``actors`` and ``recipients`` are (mention index into ``Sentence.mentions``,
    probability).
    """

    start: int
    end: int
    head: int
    score: float
    types: tuple[tuple[str, float], ...]
    modes: tuple[tuple[str, float], ...]
    contexts: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    actors: tuple[tuple[int, float], ...]
    recipients: tuple[tuple[int, float], ...]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its words, its Universal Dependencies tree and the model's findings.

    ``heads[i]`` is the index of word i's head, -1 for the root. ``paragraph`` counts blocks of the report from 0.
    ``words[i] == report.text[starts[i]:ends[i]]`` always. ``entities`` are named entities (PER, ORG, GPE, LOC, EVENT,
    WEAPON, MISC); ``mentions`` are noun phrases that denote actors, named or not ("two senior officials").
    ``cue_sentences`` goes with ``attribution``: the ``index`` of the sentence with the piece's cue, -1 if none was
    found (a continuation of the quotation before it, as a rule).
    """

    index: int
    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deprels: tuple[str, ...] = ()
    entities: tuple[WordSpan, ...] = ()
    mentions: tuple[WordSpan, ...] = ()
    attribution: tuple[WordSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cue_sentences: tuple[int, ...] = ()
