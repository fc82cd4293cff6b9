"""Who is party to a tie: read off the tree round the word that names it."""

from __future__ import annotations

import msgspec

from dragoman.record import ActorMention, Tree

_TOWARDS = frozenset({"on", "against", "over", "with", "to", "from", "of", "between", "for", "in"})
_AIMED = frozenset({"on", "against", "over", "to", "for", "from"})


class Sides(msgspec.Struct, frozen=True):
    """Actor ids on the one side (subject, sender, donor) and on the other."""

    first: tuple[str, ...]
    second: tuple[str, ...]


class PartyFinder:
    """Looks up the actors at words of one sentence."""

    def __init__(self, tree: Tree, mentions: tuple[ActorMention, ...]) -> None:
        self.tree = tree
        self.mentions = mentions

    def at(self, word: int | None) -> tuple[str, ...]:
        """The actors mentioned at a word and at what is coordinated with it, places left out."""
        if word is None:
            return ()
        found: list[str] = []
        for head in (word, *self.tree.kids(word, "conj")):
            found.extend(self._exactly(head))
        return tuple(dict.fromkeys(found))

    def _exactly(self, word: int) -> tuple[str, ...]:
        for mention in self.mentions:
            if mention.head == word and mention.actors:
                return mention.actors
        return ()

    def below(self, word: int, prepositions: frozenset[str] = _TOWARDS) -> tuple[str, ...]:
        """The actors in the prepositional phrases under a word; "of" phrases are followed down ("crackdown on X")."""
        found: list[str] = []
        for child in self.tree.kids(word, "nmod", "obl"):
            if self.tree.preposition(child) in prepositions:
                found.extend(self.at(child) or self._holder(child))
        return tuple(dict.fromkeys(found))

    def _holder(self, word: int) -> tuple[str, ...]:
        """The possessor of a noun that is no actor itself: "over Pyongyang's weapons programmes"."""
        holder = self.tree.kid(word, "nmod:poss")
        return self.at(holder) or self._adjective(word)

    def _adjective(self, word: int) -> tuple[str, ...]:
        """The actors mentioned inside a phrase, by name."""
        inside = set(self.tree.kids(word, "amod", "compound", "nmod:poss"))
        return tuple(actor for mention in self.mentions if mention.head in inside for actor in mention.actors)

    def sides(self, noun: int, verb: int | None) -> Sides:
        """The two sides of a tie named by a noun, changed by a verb or standing alone."""
        subject = self._subject(noun, verb)
        aimed = list(self.below(noun))
        if verb is not None:
            aimed += [one for one in self.below(verb, _AIMED) if one not in aimed]
            for nominal in self.tree.kids(verb, "obl"):
                aimed += [one for one in self.below(nominal, _AIMED) if one not in aimed]
        owner = self.at(self.tree.kid(noun, "nmod:poss"))
        if not subject:
            subject, owner = owner, ()
        second = tuple(one for one in dict.fromkeys((*aimed, *owner)) if one not in subject)
        if not second and verb is not None:
            second = self._above(verb, subject)
        return Sides(subject, second)

    def _subject(self, noun: int, verb: int | None) -> tuple[str, ...]:
        tree = self.tree
        if verb is None:
            if tree.kid(noun, "cop") is not None:
                return self.at(tree.kid(noun, "nsubj"))
            return ()
        if tree.passive(verb) or tree.subject(verb) == noun:
            return self.at(tree.agent(verb))
        subject = tree.subject(verb)
        return self.at(subject) or (self._holder(subject) if subject is not None else ())

    def _above(self, verb: int, subject: tuple[str, ...]) -> tuple[str, ...]:
        """Those named in the clause above: "continued their crackdown on China by handing out sanctions"."""
        for above in self.tree.ancestors(verb):
            found = [one for child in self.tree.kids(above, "obj", "obl") for one in self.below(child, _AIMED)]
            left = tuple(dict.fromkeys(one for one in found if one not in subject))
            if left:
                return left
        return ()
