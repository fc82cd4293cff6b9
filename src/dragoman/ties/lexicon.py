"""Nouns that name ties, verbs that change them, words of issue and of what is not done yet: from ``data/ties``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.tables import rows

_VOWELS = frozenset("aeiou")


class TieNoun(msgspec.Struct, frozen=True):
    """A noun phrase (lemmas) that names a tie. ``exists``: a bare mention says that it stands."""

    words: tuple[str, ...]
    kind: str
    mutual: bool
    exists: bool


class TiePredicate(msgspec.Struct, frozen=True):
    """A verb, noun or adjective that itself states a tie ("depends on", "joined", "member of").

    ``second`` is where the other party stands: ``obj``, ``subject`` (which then is the body), a preposition, or a noun
    that is the object and has it below ("its participation in"). ``filter`` says what it must be: any, state, body
    (an organisation) or instrument (a named treaty).
    """

    lemma: str
    pos: str
    kind: str
    change: str
    second: str
    filter: str


class Lexicon(msgspec.Struct, frozen=True):
    """All words by which ties are found. ``nouns`` are keyed by their last lemma, longest phrase first."""

    nouns: Mapping[str, tuple[TieNoun, ...]]
    predicates: Mapping[tuple[str, str], tuple[TiePredicate, ...]]
    changes: Mapping[tuple[str, str], str]
    issues: Mapping[str, str]
    modals: Mapping[str, str]
    adjectives: Mapping[str, str]
    forms: Mapping[str, str]
    words: Mapping[tuple[str, str], str]

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged tables."""
        nouns: dict[str, list[TieNoun]] = {}
        for row in rows("ties", "nouns.tsv"):
            words = tuple(row["phrase"].split())
            made = TieNoun(words, row["kind"], row["direction"] == "mutual", row["exists"] == "yes")
            nouns.setdefault(words[-1], []).append(made)
        predicates: dict[tuple[str, str], list[TiePredicate]] = {}
        for row in rows("ties", "predicates.tsv"):
            row.pop("source")
            predicates.setdefault((row["lemma"], row["pos"]), []).append(TiePredicate(**row))
        changes = {(row["lemma"], row["kind"]): row["change"] for row in rows("ties", "changes.tsv")}
        verbs = {lemma.split()[0] for lemma, _ in changes} | {lemma for lemma, pos in predicates if pos == "VERB"}
        return cls(
            nouns={last: tuple(sorted(made, key=lambda noun: -len(noun.words))) for last, made in nouns.items()},
            predicates={key: tuple(made) for key, made in predicates.items()},
            changes=changes,
            issues={row["word"]: row["issue"] for row in rows("ties", "issues.tsv")},
            modals={row["lemma"]: row["effect"] for row in rows("ties", "modals.tsv")},
            adjectives=_adjectives(),
            words={(row["use"], row["word"]): row["value"] for row in rows("ties", "words.tsv")},
            forms={form: lemma for lemma in sorted(verbs) for form in _inflected(lemma)},
        )

    def noun_ending_at(self, lemmas: Sequence[str], last: int) -> TieNoun | None:
        """The longest tie noun whose last word stands at ``last``."""
        for noun in self.nouns.get(lemmas[last].lower(), ()):
            first = last - len(noun.words) + 1
            if first >= 0 and tuple(lemma.lower() for lemma in lemmas[first : last + 1]) == noun.words:
                return noun
        return None

    def verb(self, word: str, lemma: str) -> str:
        """The lemma of a verb: the table's, where the tagger's own is one that no table has."""
        return self.forms.get(word.lower(), lemma.lower())

    def change(self, lemma: str, kind: str) -> str | None:
        """What a verb does to a tie of a kind."""
        return self.changes.get((lemma, kind)) or self.changes.get((lemma, ""))


def _inflected(lemma: str) -> Iterable[str]:
    """The regular forms of a verb."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield from (f"{lemma[:-1]}ied", f"{lemma[:-1]}ies", f"{lemma}ing")
    else:
        yield from (f"{stem}ed", f"{stem}ing", f"{lemma}s", f"{lemma}es")
    if len(lemma) > 2 and lemma[-1] not in _VOWELS | {"y", "w"} and lemma[-2] in _VOWELS:
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")


def _adjectives() -> dict[str, str]:
    """Adjectives of states ("Sudanese") and their codes, those that mean one state only."""
    table = Knowledge.load().table("state_names")
    code, form, kind, until = (table.at(name) for name in ("code", "form", "kind", "to"))
    found: dict[str, set[str]] = {}
    for row in table.rows:
        if row[kind] == "adjective" and not row[until]:
            found.setdefault(row[form].lower(), set()).add(row[code])
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1 and " " not in word}
