"""Walking the dependency tree of a sentence: what the rooms that work with syntax share.

Relations are Universal Dependencies; ``rel("nsubj")`` also matches subtypes (``nsubj:pass``) unless a subtype is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.record.sentence import Sentence

NOMINAL_STOP = ("punct", "cc", "case", "mark")


class Tree:
    """A sentence with the children of each word at hand."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.children: list[list[int]] = [[] for _ in sentence.words]
        for word, head in enumerate(sentence.heads):
            if head >= 0:
                self.children[head].append(word)

    def __len__(self) -> int:
        return len(self.sentence.words)

    def rel(self, word: int, *relations: str) -> bool:
        """Whether a word bears one of the relations to its head."""
        label = self.sentence.deprels[word]
        return any(label == wanted or label.startswith(f"{wanted}:") for wanted in relations)

    def kids(self, word: int, *relations: str) -> list[int]:
        """The children of a word with one of the relations, in order; all children if none is named."""
        found = self.children[word]
        return [child for child in found if self.rel(child, *relations)] if relations else list(found)

    def kid(self, word: int, *relations: str) -> int | None:
        """The first child with one of the relations."""
        return next(iter(self.kids(word, *relations)), None)

    def lemma(self, word: int) -> str:
        """The lemma in lower case."""
        return self.sentence.lemmas[word].lower()

    def subtree(self, word: int) -> set[int]:
        """All words under a word, itself included."""
        found = {word}
        stack = [word]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in found:
                    found.add(child)
                    stack.append(child)
        return found

    def ancestors(self, word: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        seen = {word}
        above = self.sentence.heads[word]
        while above >= 0 and above not in seen:
            yield above
            seen.add(above)
            above = self.sentence.heads[above]

    def extent(self, words: set[int]) -> tuple[int, int]:
        """The half-open range from the first to the last of some words, without punctuation at its ends."""
        inside = sorted(words)
        first, last = inside[0], inside[-1]
        while first < last and self.sentence.upos[first] == "PUNCT":
            first += 1
        while last > first and self.sentence.upos[last] == "PUNCT":
            last -= 1
        return first, last + 1

    def negated(self, word: int) -> bool:
        """Whether a negation hangs on the word: not, n't, never, no."""
        return any(
            "Polarity=Neg" in self.sentence.feats[child]
            for child in self.children[word]
            if child < len(self.sentence.feats)
        )

    def subject(self, word: int) -> int | None:
        """The subject of a predicate, also the one that a conjunct or an open complement shares."""
        seen: set[int] = set()
        at = word
        while at >= 0 and at not in seen:
            seen.add(at)
            found = self.kid(at, "nsubj", "csubj")
            if found is not None:
                return found
            if not self.rel(at, "conj", "xcomp", "advcl"):
                return None
            at = self.sentence.heads[at]
        return None

    def passive(self, word: int) -> bool:
        """Whether a predicate is in the passive voice."""
        return any(self.sentence.deprels[child] in {"nsubj:pass", "aux:pass"} for child in self.children[word])

    def agent(self, word: int) -> int | None:
        """The "by" phrase of a passive predicate (head word)."""
        for child in self.kids(word, "obl"):
            if any(self.lemma(mark) == "by" for mark in self.kids(child, "case")):
                return child
        return None

    def preposition(self, word: int) -> str:
        """The preposition of a nominal, lower case; empty if there is none."""
        marks = self.kids(word, "case")
        return " ".join(self.sentence.words[mark].lower() for mark in marks)
