"""Noun phrases: the candidates for actor mentions, each the smallest full phrase round its head."""

from __future__ import annotations

import msgspec

from dragoman.record import Sentence, Tree

_INNER = ("amod", "compound", "nummod", "det", "flat", "nmod:poss", "advmod")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase: words ``[first, last)``, its head, and the head words of who or what it belongs to.

    ``holder`` is the possessor or the "of" complement, ``preposition`` what stands before the phrase, ``relation`` the
    head's relation in the tree.
    """

    first: int
    last: int
    head: int
    holder: int | None
    preposition: str
    relation: str


def phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """All noun phrases of a sentence that could denote an actor, in the order of their first words."""
    if not sentence.heads:
        return ()
    tree = Tree(sentence)
    found = [_phrase(tree, word) for word in range(len(tree)) if _is_head(tree, word)]
    return tuple(sorted(found, key=lambda phrase: (phrase.first, -phrase.last)))


def _is_head(tree: Tree, word: int) -> bool:
    upos = tree.sentence.upos[word]
    if upos in {"NOUN", "PROPN", "PRON"}:
        above = tree.sentence.heads[word]
        if above >= 0 and tree.rel(word, "appos") and _name_behind(tree, above) == word:
            return False
        return not tree.rel(word, "compound", "flat") or above < 0
    if upos == "DET":
        return tree.rel(word, "nsubj", "obj")
    return upos == "ADJ" and tree.rel(word, "nsubj", "obj", "obl", "nmod", "appos")


def _phrase(tree: Tree, head: int) -> Phrase:
    words = {head}
    for child in tree.kids(head):
        if tree.rel(child, *_INNER) and tree.sentence.upos[child] != "PUNCT" and not _heavy(tree, child):
            words |= {word for word in tree.subtree(child) if not _clause(tree, word)}
    name = _name_behind(tree, head)
    if name is not None:
        words |= tree.subtree(name) & set(range(name, len(tree)))
    first, last = tree.extent(words)
    while first < head and tree.sentence.upos[first] in {"DET", "CCONJ"} and tree.lemma(first) in {"the", "a", "an"}:
        first += 1
    holder = tree.kid(head, "nmod:poss")
    if holder is None:
        holder = next((child for child in tree.kids(head, "nmod") if tree.preposition(child) == "of"), None)
    return Phrase(first, last, head, holder, tree.preposition(head), tree.sentence.deprels[head])


def _name_behind(tree: Tree, head: int) -> int | None:
    """A name in apposition right behind its noun, without a comma: "state agency BelTA", "Prime Minister Babis"."""
    if tree.sentence.upos[head] not in {"NOUN", "PROPN"}:
        return None
    names = [child for child in tree.kids(head, "appos") if tree.sentence.upos[child] == "PROPN"]
    return next((name for name in names if min(tree.subtree(name)) == head + 1), None)


def _heavy(tree: Tree, child: int) -> bool:
    """A possessor that is a noun of its own is a phrase of its own; a pronoun ("his government") stays inside."""
    return tree.rel(child, "nmod:poss") and tree.sentence.upos[child] != "PRON"


def _clause(tree: Tree, word: int) -> bool:
    return tree.rel(word, "acl", "advcl", "appos", "nmod", "parataxis") and not tree.rel(word, "nmod:poss")
