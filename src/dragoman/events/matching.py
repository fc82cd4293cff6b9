"""Codebook patterns on a dependency tree: where they fire, and who plays which role there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dragoman.codebook import ANY, Pattern
from dragoman.record import Tree


class Match(NamedTuple):
    """A pattern that fires at a word; ``actors`` and ``recipients`` are head words of their noun phrases."""

    pattern: Pattern
    word: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


class Patterns:
    """Patterns by the lemma or form of their trigger word."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in pattern.word:
                self._by_word.setdefault(word, []).append(pattern)

    def at(self, tree: Tree, word: int) -> Match | None:
        """The surest pattern that fires at a word."""
        names = {tree.lemma(word), tree.sentence.words[word].lower()}
        fitting = [one for name in sorted(names) for one in self._by_word.get(name, ()) if fires(tree, word, one)]
        best = max(fitting, key=lambda one: one.sure, default=None)
        return None if best is None else Match(best, word, *roles(tree, word, best))

    def all(self, tree: Tree) -> list[Match]:
        """All words where a pattern fires, in order."""
        found = (self.at(tree, word) for word in range(len(tree)))
        return [match for match in found if match is not None]


def fires(tree: Tree, word: int, pattern: Pattern) -> bool:
    """Whether a pattern's frame holds at a word whose lemma it names."""
    return (
        tree.sentence.upos[word] == pattern.pos
        and all(_hangs(tree, word, relation, lemmas) for relation, lemmas in pattern.having.items())
        and not _any(tree, word, pattern.lacking)
    )


def _any(tree: Tree, word: int, frame: Mapping[str, tuple[str, ...]]) -> bool:
    return any(_hangs(tree, word, relation, lemmas) for relation, lemmas in frame.items())


def _hangs(tree: Tree, word: int, relation: str, lemmas: tuple[str, ...]) -> bool:
    return any(ANY in lemmas or tree.lemma(child) in lemmas for child in hanging(tree, word, relation))


def hanging(tree: Tree, word: int, relation: str) -> list[int]:
    """The words that bear a relation: ``obl:to`` asks for the preposition, ``obj`` includes subjects of a passive."""
    name, _, preposition = relation.partition(":")
    if name == "obj" and tree.passive(word):
        subject = tree.subject(word)
        return _with_conjuncts(tree, [subject] if subject is not None else [])
    if preposition and name in {"obl", "nmod"}:
        found = [child for child in tree.kids(word, name) if tree.preposition(child) == preposition]
    else:
        found = tree.kids(word, relation)
    return _with_conjuncts(tree, found)


def roles(tree: Tree, word: int, pattern: Pattern) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(actors, recipients): head words of the noun phrases that fill the roles, also in the passive."""
    if pattern.pos == "NOUN":
        doer = next(iter(tree.kids(word, "nmod:poss")), None)
    else:
        doer = tree.agent(word) if tree.passive(word) else tree.subject(word)
    actors = tuple(_with_conjuncts(tree, [doer] if doer is not None else []))
    if pattern.mutual:
        return actors, actors
    name, _, preposition = pattern.recipient.partition(":")
    found = hanging(tree, word, pattern.recipient)
    if not found and name == "obl":  # "imposed an embargo on them": the phrase may hang on the object
        found = [below for held in hanging(tree, word, "obj") for below in hanging(tree, held, f"nmod:{preposition}")]
    return actors, tuple(found)


def roles_of(tree: Tree, word: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(doers, others) of a verb or noun that no pattern describes: subject or agent, and object."""
    if tree.sentence.upos[word] == "NOUN":
        return tuple(tree.kids(word, "nmod:poss")), tuple(tree.kids(word, "nmod"))
    doer = tree.agent(word) if tree.passive(word) else tree.subject(word)
    doers = tuple(_with_conjuncts(tree, [doer] if doer is not None else []))
    return doers, tuple(hanging(tree, word, "obj") + tree.kids(word, "iobj"))


def _with_conjuncts(tree: Tree, words: list[int]) -> list[int]:
    return [member for word in words for member in (word, *tree.kids(word, "conj"))]
