"""Words of counts and money, and what a statement's stance does to a status: from ``data/events``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from importlib.resources import files

import msgspec


class Lexicon(msgspec.Struct, frozen=True):
    """Look-ups by lower-case word."""

    counts: Mapping[str, str]
    numbers: Mapping[str, int]
    currencies: Mapping[str, str]
    scope: Mapping[str, str]

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged tables."""
        return cls(
            {row["lemma"]: row["field"] for row in _rows("counts.tsv")},
            {row["word"]: int(row["value"]) for row in _rows("numbers.tsv")},
            {row["mark"]: row["currency"] for row in _rows("currencies.tsv")},
            {row["stance"]: row["status"] for row in _rows("scope.tsv")},
        )


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = (files("dragoman") / "data" / "events" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
