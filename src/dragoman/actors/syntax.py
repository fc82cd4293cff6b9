"""Questions that references put to the tree."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from dragoman.actors.phrases import Phrase
from dragoman.record import Sentence, Tree


def is_subject(tree: Tree, head: int) -> bool:
    """Whether a word is, or is coordinated with, a subject."""
    at = head
    for _ in range(len(tree)):
        if tree.rel(at, "nsubj"):
            return True
        if not tree.rel(at, "conj") or tree.sentence.heads[at] < 0:
            return False
        at = tree.sentence.heads[at]
    return False


def root(tree: Tree) -> int | None:
    """The root of the sentence."""
    return next((word for word, head in enumerate(tree.sentence.heads) if head < 0), None)


def main_subject(tree: Tree) -> int | None:
    """The subject of the root; of a speech that is quoted first, the speaker's."""
    top = root(tree)
    if top is None:
        return None
    own = tree.kid(top, "nsubj")
    said = tree.kid(top, "parataxis")
    return own if own is not None or said is None else tree.kid(said, "nsubj")


def is_main(tree: Tree, head: int) -> bool:
    """Whether a word is the main subject or coordinated with it."""
    main = main_subject(tree)
    return head == main or (tree.rel(head, "conj") and tree.sentence.heads[head] == main)


def is_second(tree: Tree, head: int) -> bool:
    """Whether a word is the subject of a clause joined to the root."""
    verb = tree.sentence.heads[head]
    return tree.rel(head, "nsubj") and verb >= 0 and tree.rel(verb, "conj") and tree.sentence.heads[verb] == root(tree)


def coordination(tree: Tree, head: int) -> int | None:
    """The first word of the coordination that a word stands in, None if it stands alone."""
    top = head
    for _ in range(len(tree)):
        if not tree.rel(top, "conj") or tree.sentence.heads[top] < 0:
            break
        top = tree.sentence.heads[top]
    return top if top != head or tree.kids(head, "conj") else None


def is_definite(sentence: Sentence, phrase: Phrase, words: AbstractSet[str]) -> bool:
    """Whether "the", "this" or "both" stands before or opens the phrase."""
    first = phrase.first
    if sentence.words[first].lower() in words:
        return True
    around = range(max(0, first - 1), first + 1)
    feats = [sentence.feats[at] for at in around if sentence.words[at].isalpha() and at < len(sentence.feats)]
    return any("Definite=Def" in feat or "PronType=Dem" in feat for feat in feats)


def is_dummy(tree: Tree, word: int, impersonal: AbstractSet[str]) -> bool:
    """Whether "it" means nothing: "it is clear that", "it rained", "it was his stand to go on"."""
    if tree.rel(word, "expl"):
        return True
    above = tree.sentence.heads[word]
    if above < 0 or not tree.rel(word, "nsubj"):
        return False
    copula = bool(tree.kids(above, "cop"))
    return tree.lemma(above) in impersonal or (copula and bool(tree.kids(above, "csubj", "ccomp", "xcomp", "advcl")))
