"""Words of counts and money, and what a statement's stance does to a status: from ``data/events``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from importlib.resources import files

import msgspec

from dragoman.codebook import load_patterns
from dragoman.events.matching import Patterns
from dragoman.events.own import Own


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
            {row["lemma"]: row["field"] for row in _rows("counts.tsv")},
            {row["word"]: int(row["value"]) for row in _rows("numbers.tsv")},
            {row["mark"]: row["currency"] for row in _rows("currencies.tsv")},
            {row["stance"]: row["status"] for row in _rows("scope.tsv")},
            frozenset(row["word"] for row in _rows("numbers.tsv") if row["scale"]),
            {(row["lemma"], row["relation"]): row["status"] for row in _rows("words.tsv")},
            Patterns(patterns),
            own,
            frozenset(row["lemma"] for row in _rows("commemorations.tsv")),
        )


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = (files("dragoman") / "data" / "events" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
