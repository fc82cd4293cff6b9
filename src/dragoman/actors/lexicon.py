"""The small words of reference: generic nouns, pronouns, locative prepositions; from ``data/actors``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import msgspec

from dragoman.errors import DataError

MEANINGS = frozenset({"state", "government", "party", "counterpart", "person", "predecessor", "successor", "body"})


class Generic(msgspec.Struct, frozen=True):
    """A noun that refers without naming: "country", "side", "counterpart"; ``kinds``: of actors, for a "group"."""

    means: str
    plural: bool
    kinds: frozenset[str] = frozenset()


class Lexicon(msgspec.Struct, frozen=True):
    """Look-ups by lower-case word.

    ``participles`` says whether "X-led" keeps X as the state of what follows; ``prefixes`` ("pro") never do;
    ``origins`` are the prepositions before a home ("soldiers from Nepal"), ``all`` or only for bodies of a ``state``;
    ``classes`` the states that an adjective fits ("Andean"); ``groups`` plurals of a name ("the two Koreas");
    ``foreign`` words that rule out the state that a passage is about ("hostile forces").
    """

    generics: Mapping[str, Generic]
    pronouns: Mapping[str, str]
    locatives: Mapping[str, str]
    pairs: Mapping[str, str]
    definite: frozenset[str]
    participles: Mapping[str, bool]
    prefixes: frozenset[str]
    origins: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]]
    motion: frozenset[str]
    impersonal: frozenset[str]
    foreign: frozenset[str]
    genders: Mapping[str, str]
    pronoun_genders: Mapping[str, str]

    def gender(self, words: Iterable[str]) -> str | None:
        """``f`` or ``m`` by the first title or given name among some words that tells; None if none does."""
        return next((self.genders[word] for word in words if word in self.genders), None)

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged tables. Raises DataError if a row is broken."""
        pairs = list(_rows("pairs"))
        return cls(
            generics=_generics(),
            pronouns={row["form"]: row["means"] for row in _rows("pronouns")},
            locatives={row["preposition"]: row["scope"] for row in _rows("locatives")},
            pairs={row["word"]: row["means"] for row in pairs},
            definite=frozenset(row["word"] for row in pairs if row["definite"]),
            participles={row["word"]: bool(row["keeps"]) for row in _rows("participles")},
            prefixes=frozenset(row["prefix"] for row in _rows("prefixes")),
            origins={row["preposition"]: row["scope"] for row in _rows("origins")},
            classes={row["word"].lower(): frozenset(row["states"].split(";")) for row in _rows("classes")},
            numbers={row["word"]: int(row["value"]) for row in _rows("numbers")},
            groups={row["noun"]: tuple(row["states"].split(";")) for row in _rows("groups")},
            motion=frozenset(row["verb"] for row in _rows("motion")),
            impersonal=frozenset(row["verb"] for row in _rows("impersonal")),
            genders={
                **{row["name"]: row["gender"] for row in _rows("given_names")},
                **{row["title"]: row["gender"] for row in _rows("titles")},
            },
            pronoun_genders={row["form"]: row["gender"] for row in _rows("pronouns") if row["gender"]},
            foreign=frozenset(row["word"] for row in _rows("foreign")),
        )


def _generics() -> dict[str, Generic]:
    made: dict[str, Generic] = {}
    for row in _rows("generics"):
        if row["means"] not in MEANINGS:
            raise DataError(f"generics.tsv: {row['noun']}: unknown meaning {row['means']!r}")
        kinds = frozenset(row["kinds"].split(";")) - {""}
        made[row["noun"]] = Generic(row["means"], plural=False, kinds=kinds)
        made[row["plural"]] = Generic(row["means"], plural=True, kinds=kinds)
    return made


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("dragoman") / "data" / "actors" / f"{name}.tsv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
