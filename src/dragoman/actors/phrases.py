"""Noun phrases: the candidates for actor mentions, each the smallest full phrase round its head."""

from __future__ import annotations

import msgspec

from dragoman.record import Sentence, Tree

_INNER = ("amod", "compound", "nummod", "det", "flat", "nmod:poss", "advmod")
_OWNING = frozenset({"'s", "’s", "'"})  # marks, no words
_LONGEST = 12  # words; a longer "phrase" is a tree gone wrong


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase: words ``[first, last)``, its head, and the head words of who or what it belongs to.

    ``holder`` is the possessor or the "of" complement, ``origin`` the head of a complement with another preposition
    ("soldiers from Nepal"), ``preposition`` what stands before the phrase, ``relation`` the head's relation in the
    tree, ``verb`` lemma and form of the verb that it hangs on; of a conjunct, those of the first of its coordination.
    """

    first: int
    last: int
    head: int
    holder: int | None
    preposition: str
    relation: str
    origin: int | None = None
    verb: frozenset[str] = frozenset()


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
        return not tree.rel(word, "compound", "flat", "amod") or above < 0
    if upos == "DET":
        return tree.rel(word, "nsubj", "obj")
    owns = any(tree.lemma(child) in _OWNING for child in tree.kids(word, "case"))
    return upos == "ADJ" and (owns or tree.rel(word, "nsubj", "obj", "obl", "nmod", "appos"))


def _phrase(tree: Tree, head: int) -> Phrase:
    own = head
    words = {head}
    for child in tree.kids(head):
        if tree.rel(child, *_INNER) and tree.sentence.upos[child] != "PUNCT" and not _heavy(tree, child):
            words |= {word for word in tree.subtree(child) if not _clause(tree, word)}
    name = _name_behind(tree, head)
    if name is not None:
        words |= tree.subtree(name) & set(range(name, len(tree)))
    first, last = _bounds(tree, words, head)
    holder = tree.kid(head, "nmod:poss")
    if holder is None:
        holder = next((child for child in tree.kids(head, "nmod") if tree.preposition(child) == "of"), None)
    origin = next((child for child in tree.kids(head, "nmod") if child != holder and tree.preposition(child)), None)
    above = tree.sentence.heads[head]
    while above >= 0 and tree.rel(head, "conj"):
        head, above = above, tree.sentence.heads[above]
    if above >= 0 and tree.rel(head, "nmod") and tree.rel(above, "obj", "nsubj:pass"):
        above = tree.sentence.heads[above]
    is_verb = above >= 0 and tree.sentence.upos[above] == "VERB"
    verb = frozenset({tree.lemma(above), tree.sentence.words[above].lower()}) if is_verb else frozenset()
    preposition = tree.preposition(own) or tree.preposition(head)
    return Phrase(first, last, own, holder, preposition, tree.sentence.deprels[head], origin, verb)


def _bounds(tree: Tree, words: set[int], head: int) -> tuple[int, int]:
    """First and last word, without an article or a conjunction before; of a broken tree only what adjoins the head."""
    first, last = tree.extent(words)
    if last - first > _LONGEST:
        first, last = max(first, head - 3), min(last, head + 2)
        while first < head and first not in words:
            first += 1
        last = max(word for word in words if head <= word < last) + 1
    while first < head and (tree.sentence.deprels[first] == "cc" or _is_article(tree, first)):
        first += 1
    return first, last


def _is_article(tree: Tree, word: int) -> bool:
    return tree.sentence.upos[word] == "DET" and "PronType=Art" in tree.sentence.feats[word]


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
