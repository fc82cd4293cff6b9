"""Nouns that name ties, verbs that change them, words of issue: from ``data/ties``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

import msgspec


class TieNoun(msgspec.Struct, frozen=True):
    """A noun phrase (lemmas) that names a tie. ``exists``: a bare mention says that it stands."""

    words: tuple[str, ...]
    kind: str
    mutual: bool
    exists: bool


class TiePredicate(msgspec.Struct, frozen=True):
    """A verb or adjective that itself states a tie ("depends on", "recognised")."""

    lemma: str
    pos: str
    kind: str
    mutual: bool
    change: str
    preposition: str


class Lexicon(msgspec.Struct, frozen=True):
    """All words by which ties are found. ``nouns`` are keyed by their last lemma, longest phrase first."""

    nouns: Mapping[str, tuple[TieNoun, ...]]
    predicates: Mapping[tuple[str, str], TiePredicate]
    changes: Mapping[str, str]
    issues: Mapping[str, str]

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged tables."""
        nouns: dict[str, list[TieNoun]] = {}
        for row in _rows("nouns.tsv"):
            words = tuple(row["phrase"].split())
            made = TieNoun(words, row["kind"], row["direction"] == "mutual", row["exists"] == "yes")
            nouns.setdefault(words[-1], []).append(made)
        return cls(
            {last: tuple(sorted(made, key=lambda noun: -len(noun.words))) for last, made in nouns.items()},
            {(row["lemma"], row["pos"]): _predicate(row) for row in _rows("predicates.tsv")},
            {row["lemma"]: row["change"] for row in _rows("changes.tsv")},
            {row["word"]: row["issue"] for row in _rows("issues.tsv")},
        )

    def noun_ending_at(self, lemmas: Sequence[str], last: int) -> TieNoun | None:
        """The longest tie noun whose last word stands at ``last``."""
        for noun in self.nouns.get(lemmas[last].lower(), ()):
            first = last - len(noun.words) + 1
            if first >= 0 and tuple(lemma.lower() for lemma in lemmas[first : last + 1]) == noun.words:
                return noun
        return None


def _predicate(row: Mapping[str, str]) -> TiePredicate:
    return TiePredicate(
        row["lemma"], row["pos"], row["kind"], row["direction"] == "mutual", row["change"], row["preposition"]
    )


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = (files("dragoman") / "data" / "ties" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
