"""Words of counts and money, and what a statement's stance does to a status: from ``data/events``."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.codebook import load_patterns
from dragoman.events.matching import Patterns
from dragoman.events.own import Own
from dragoman.tables import rows


class Lexicon(msgspec.Struct, frozen=True):
    """Look-ups by lower-case word, the codebook's patterns, and a user's own types.

    ``scales`` are number words that multiply what stands before them; ``scope_words`` map (lemma, relation to the
    trigger) to a status, the relation "above" being the verb that governs the trigger.
    """

    counts: Mapping[str, str]
    numbers: Mapping[str, int]
    currencies: Mapping[str, str]
    scope: Mapping[str, str]
    scales: frozenset[str]
    scope_words: Mapping[tuple[str, str], str]
    patterns: Patterns
    own: Own | None = None
    commemorations: frozenset[str] = frozenset()

    @classmethod
    def load(cls, own: Own | None = None) -> Lexicon:
        """The packaged tables, and a user's own codebook if there is one."""
        patterns = load_patterns()
        if own is not None:
            patterns += tuple(one for one in own.codebook.patterns if one.type not in own.codebook.types)
        return cls(
            {row["lemma"]: row["field"] for row in rows("events", "counts.tsv")},
            {row["word"]: int(row["value"]) for row in rows("events", "numbers.tsv")},
            {row["mark"]: row["currency"] for row in rows("events", "currencies.tsv")},
            {row["stance"]: row["status"] for row in rows("events", "scope.tsv")},
            frozenset(row["word"] for row in rows("events", "numbers.tsv") if row["scale"]),
            {(row["lemma"], row["relation"]): row["status"] for row in rows("events", "words.tsv")},
            Patterns(patterns),
            own,
            frozenset(row["lemma"] for row in rows("events", "commemorations.tsv")),
        )
