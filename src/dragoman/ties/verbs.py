"""The verb on a tie: which one it is, what it does, and whether that is done, ahead, or not the case."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman.record import Tree
from dragoman.ties.lexicon import Lexicon

Mood = Literal["done", "ahead", "dropped"]
_DEPTH = 4


class Verb(NamedTuple):
    """A verb, and the change of a kind of tie that it states; None where it changes nothing."""

    word: int
    change: str | None


class Verbs:
    """Looks for verbs in one tree."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon

    def lemma(self, word: int) -> str:
        """The lemma of a verb, by the table first."""
        sentence = self.tree.sentence
        return self.lexicon.verb(sentence.words[word], sentence.lemmas[word])

    def on(self, noun: int, kind: str) -> Verb | None:
        """The verb on a tie's noun: a participle that changes it, else its governor."""
        tree = self.tree
        for child in tree.kids(noun, "acl"):
            if tree.sentence.upos[child] == "VERB" and (change := self._change(child, kind)):
                return Verb(child, change)
        top = noun
        while tree.rel(top, "conj") and tree.sentence.upos[tree.sentence.heads[top]] in {"NOUN", "PROPN"}:
            top = tree.sentence.heads[top]
        above = tree.sentence.heads[top]
        if above < 0:
            return None
        if tree.sentence.upos[above] in {"VERB", "AUX"}:
            change = self._change(above, kind)
            if tree.rel(top, "obj", "nsubj") or (change and tree.rel(top, "obl", "xcomp", "nmod")):
                return Verb(above, change)
        if tree.rel(top, "nsubj") and tree.sentence.upos[above] == "NOUN" and tree.kid(above, "cop") is not None:
            return Verb(above, "exists")  # "has been in place since 1979"
        return None

    def _change(self, verb: int, kind: str) -> str | None:
        """What a verb does to a tie of a kind, by itself or with its particle or object ("took effect")."""
        lemma = self.lemma(verb)
        tree = self.tree
        for child in tree.kids(verb, "compound", "obj", "obl", "advmod"):
            found = self.lexicon.change(f"{lemma} {tree.lemma(child)}", kind)
            if found:
                return found
        return self.lexicon.change(lemma, kind)

    def mood(self, word: int) -> Mood:
        """Whether a verb tells what is done, what is ahead ("will", "threatened to"), or what is not the case."""
        found: Mood = "done"
        at, depth = word, 0
        while at >= 0 and depth < _DEPTH:
            for other in (*self.tree.kids(at, "aux", "advmod", "mark", "det"), *([at] if at != word else [])):
                mood = self._effect(other)
                if mood == "dropped":
                    return "dropped"
                found = mood or found
            if self.tree.negated(at):
                return "dropped"
            if not self.tree.rel(at, "xcomp", "ccomp", "advcl", "acl"):
                break
            at, depth = self.tree.sentence.heads[at], depth + 1
        return found

    def _effect(self, word: int) -> Mood | None:
        effect = self.lexicon.modals.get(self.tree.lemma(word)) or self.lexicon.modals.get(self.lemma(word))
        return {"proposed": "ahead", "drop": "dropped"}.get(effect or "")  # type: ignore[return-value]
