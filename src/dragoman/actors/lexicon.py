"""The small words of reference: generic nouns, pronouns, locative prepositions; from ``data/actors``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dragoman.errors import DataError
from dragoman.tables import rows

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
        pairs = list(rows("actors", "pairs.tsv"))
        return cls(
            generics=_generics(),
            pronouns={row["form"]: row["means"] for row in rows("actors", "pronouns.tsv")},
            locatives={row["preposition"]: row["scope"] for row in rows("actors", "locatives.tsv")},
            pairs={row["word"]: row["means"] for row in pairs},
            definite=frozenset(row["word"] for row in pairs if row["definite"]),
            participles={row["word"]: bool(row["keeps"]) for row in rows("actors", "participles.tsv")},
            prefixes=frozenset(row["prefix"] for row in rows("actors", "prefixes.tsv")),
            origins={row["preposition"]: row["scope"] for row in rows("actors", "origins.tsv")},
            classes={row["word"].lower(): frozenset(row["states"].split(";")) for row in rows("actors", "classes.tsv")},
            numbers={row["word"]: int(row["value"]) for row in rows("actors", "numbers.tsv")},
            groups={row["noun"]: tuple(row["states"].split(";")) for row in rows("actors", "groups.tsv")},
            motion=frozenset(row["verb"] for row in rows("actors", "motion.tsv")),
            impersonal=frozenset(row["verb"] for row in rows("actors", "impersonal.tsv")),
            genders={
                **{row["name"]: row["gender"] for row in rows("actors", "given_names.tsv")},
                **{row["title"]: row["gender"] for row in rows("actors", "titles.tsv")},
            },
            pronoun_genders={row["form"]: row["gender"] for row in rows("actors", "pronouns.tsv") if row["gender"]},
            foreign=frozenset(row["word"] for row in rows("actors", "foreign.tsv")),
        )


def _generics() -> dict[str, Generic]:
    made: dict[str, Generic] = {}
    for row in rows("actors", "generics.tsv"):
        if row["means"] not in MEANINGS:
            raise DataError(f"generics.tsv: {row['noun']}: unknown meaning {row['means']!r}")
        kinds = frozenset(row["kinds"].split(";")) - {""}
        made[row["noun"]] = Generic(row["means"], plural=False, kinds=kinds)
        made[row["plural"]] = Generic(row["means"], plural=True, kinds=kinds)
    return made
