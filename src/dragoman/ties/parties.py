"""Who is party to a tie: read off the tree round the word that names it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.record import ActorMention, PlaceMention, Tree

_TOWARDS = frozenset({"on", "against", "over", "with", "to", "from", "of", "between", "for", "in", "with respect to"})
_TOGETHER = frozenset({"with", "between", "of", "to", "in"})
_AIMED = frozenset({"on", "against", "over", "to", "for", "from", "in", "with", "at", "with respect to"})
_INNER = ("amod", "compound", "nmod:poss", "nmod:desc")


class Sides(msgspec.Struct, frozen=True):
    """Actor ids on the one side (subject, sender, donor) and on the other."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    def swapped(self) -> Sides:
        """The sides the other way round."""
        return Sides(self.second, self.first)


class PartyFinder:
    """Looks up the actors at words of one sentence: mentions, else countries named as places, else their adjectives."""

    def __init__(
        self,
        tree: Tree,
        mentions: tuple[ActorMention, ...],
        places: tuple[PlaceMention, ...] = (),
        adjectives: Mapping[str, str] | None = None,
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.countries = {
            word: place.place.country
            for place in places
            if place.place.country
            for word in range(place.first, place.last)
        }
        self.adjectives = adjectives or {}

    def at(self, word: int | None) -> tuple[str, ...]:
        """The actors mentioned at a word and at what is coordinated with it."""
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
        country = self.countries.get(word)
        return (country,) if country else ()

    def below(self, word: int, prepositions: frozenset[str] = _TOWARDS) -> tuple[str, ...]:
        """The actors in the prepositional phrases under a word; "of" phrases are followed down ("crackdown on X")."""
        found: list[str] = []
        for child in self.tree.kids(word, "nmod", "obl"):
            if self.tree.preposition(child) in prepositions:
                found.extend(self.at(child) or self.holder(child))
        return tuple(dict.fromkeys(found))

    def between(self, noun: int) -> tuple[str, ...]:
        """The parties of "a treaty between A and B", also where the parser hangs B on the treaty."""
        tree = self.tree
        for child in tree.kids(noun, "nmod"):
            if tree.preposition(child) == "between":
                late = [one for other in tree.kids(noun, "conj") if other > child for one in self.at(other)]
                return tuple(dict.fromkeys((*self.at(child), *late)))
        return ()

    def holder(self, word: int) -> tuple[str, ...]:
        """Whose a noun is that is no actor itself: "over Pyongyang's weapons programmes", "Chinese batteries"."""
        owner = self.tree.kid(word, "nmod:poss")
        found = self.at(owner) or self.adjective(word)
        if found:
            return found
        return self.below(word, frozenset({"of"}))

    def adjective(self, word: int) -> tuple[str, ...]:
        """The actors named inside a phrase: by a mention, else by the adjective of a state."""
        inside = self.tree.kids(word, *_INNER)
        found = [actor for mention in self.mentions if mention.head in inside for actor in mention.actors]
        words = self.tree.sentence.words
        found += [self.adjectives[words[one].lower()] for one in inside if words[one].lower() in self.adjectives]
        return tuple(dict.fromkeys(found))

    def owner(self, noun: int) -> tuple[str, ...]:
        """Whose a tie is: its possessor, or that of a conjunct ("North Korea's ally and benefactor")."""
        tree = self.tree
        linked = [noun, *tree.kids(noun, "conj")]
        if tree.rel(noun, "conj") and tree.sentence.heads[noun] >= 0:
            linked.append(tree.sentence.heads[noun])
        for one in linked:
            found = self.at(tree.kid(one, "nmod:poss"))
            if found:
                return found
        return ()

    def sides(self, noun: int, verb: int | None, *, mutual: bool = False) -> Sides:
        """The two sides of a tie named by a noun, changed by a verb or standing alone."""
        subject = self._subject(noun, verb)
        aimed = list(self.below(noun, _TOGETHER if mutual else _TOWARDS))
        if verb is not None and verb != noun:
            towards = _TOGETHER if mutual else _AIMED
            aimed += [one for one in self.below(verb, towards) if one not in aimed]
            for nominal in self.tree.kids(verb, "obl", "obj"):
                if nominal != noun:
                    aimed += [one for one in self.below(nominal, towards) if one not in aimed]
            if self.tree.rel(noun, "obl"):
                aimed += [one for one in self.at(self.tree.kid(verb, "obj")) if one not in aimed]
        owner = self.owner(noun) or self.adjective(noun)
        if not subject:
            subject, owner = owner, ()
        second = tuple(one for one in dict.fromkeys((*aimed, *owner)) if one not in subject)
        if not second and verb is not None:
            second = self._above(verb, subject)
        return Sides(subject, second)

    def _subject(self, noun: int, verb: int | None) -> tuple[str, ...]:
        tree = self.tree
        if verb is None:
            at = tree.sentence.heads[noun] if tree.rel(noun, "conj") else noun
            if tree.kid(at, "cop") is not None:
                return self.at(tree.kid(at, "nsubj"))
            return ()
        subject = tree.subject(self.clause(verb))
        if tree.passive(verb) or subject == noun:
            return self.at(tree.agent(verb))
        return self.at(subject) or (self.holder(subject) if subject is not None else ())

    def clause(self, verb: int) -> int:
        """The verb whose clause a gerund belongs to, where the parser hung it on the reporting verb after it."""
        tree = self.tree
        above = tree.sentence.heads[verb]
        if tree.rel(verb, "advcl") and above > verb and tree.kid(verb, "nsubj") is None:
            told = [one for one in tree.kids(above, "ccomp") if one < verb]
            return told[0] if told else verb
        return verb

    def _above(self, verb: int, subject: tuple[str, ...]) -> tuple[str, ...]:
        """Those named in the clause above: "continued their crackdown on China by handing out sanctions"."""
        clause = self.clause(verb)
        for above in (clause, *self.tree.ancestors(clause)):
            found = [one for child in self.tree.kids(above, "obj", "obl") for one in self.below(child, _AIMED)]
            left = tuple(dict.fromkeys(one for one in found if one not in subject))
            if left:
                return left
        return ()
