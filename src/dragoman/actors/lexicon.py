"""The small words of reference: generic nouns, pronouns, locative prepositions; from ``data/actors``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from importlib.resources import files

import msgspec

from dragoman.errors import DataError

MEANINGS = frozenset({"state", "government", "party", "counterpart", "person"})


class Generic(msgspec.Struct, frozen=True):
    """A noun that refers without naming: "country", "side", "counterpart"."""

    means: str
    plural: bool


class Lexicon(msgspec.Struct, frozen=True):
    """Look-ups by lower-case word."""

    generics: Mapping[str, Generic]
    pronouns: Mapping[str, str]
    locatives: frozenset[str]
    pairs: Mapping[str, str]

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged tables. Raises DataError if a row is broken."""
        generics: dict[str, Generic] = {}
        for row in _rows("generics.tsv"):
            if row["means"] not in MEANINGS:
                raise DataError(f"generics.tsv: {row['noun']}: unknown meaning {row['means']!r}")
            generics[row["noun"]] = Generic(row["means"], plural=False)
            generics[row["plural"]] = Generic(row["means"], plural=True)
        return cls(
            generics,
            {row["form"]: row["means"] for row in _rows("pronouns.tsv")},
            frozenset(row["preposition"] for row in _rows("locatives.tsv")),
            {row["word"]: row["means"] for row in _rows("pairs.tsv")},
        )


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = (files("dragoman") / "data" / "actors" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
