"""Ties read from text: a noun that names one, the verb that changes it, its parties and dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dragoman.record import (
    Actor,
    Change,
    Party,
    Role,
    Scene,
    Sentence,
    Tie,
    Tree,
    claim_id,
    span_of,
)
from dragoman.ties.lexicon import Lexicon, TieNoun, TiePredicate
from dragoman.ties.parties import PartyFinder, Sides
from dragoman.ties.terms import instrument, instrument_at, terms
from dragoman.ties.verbs import Verb, Verbs
from dragoman.ties.when import PROLONGS, when

_ROLES: dict[str, tuple[Role, Role]] = {
    "sanctions": ("sender", "target"),
    "aid": ("donor", "recipient"),
    "emergency": ("declarer", "subject"),
    "arms": ("donor", "recipient"),
    "presence": ("sender", "recipient"),
}
# A tie with one known side is kept where the other may go unsaid; the rest would be half a relation.
_ONE_SIDED = frozenset({"sanctions", "emergency"})
_BETWEEN_STATES = frozenset(
    {"alliance", "treaty", "trade", "diplomatic_relations", "dependence", "dispute", "aid", "presence", "recognition"}
    | {"membership", "arms", "emergency"}
)
CONFIDENCE = 0.7
_PAIR = 2
_LOCAL = 17  # the length of the id of an actor that only this report knows


class Spot(NamedTuple):
    """A sentence with its tree, its verbs and the actors in it."""

    sentence: Sentence
    tree: Tree
    finder: PartyFinder
    verbs: Verbs


class Found(NamedTuple):
    """What was found of a tie: its verb stands at ``at``, the word that names it at ``word``."""

    kind: str
    parties: tuple[Party, ...]
    change: str
    at: int
    word: int
    name: str | None = None


class TieFinder:
    """Finds the ties of one report."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self.scene = scene
        self.lexicon = lexicon
        self.known = {actor.id: actor for actor in scene.cast.actors}

    def ties(self) -> Iterator[Tie]:
        """All ties, in the order of the text. In a sentence, a change goes before mere existence."""
        yield from _completed(list(self._all()))

    def _all(self) -> Iterator[Tie]:
        for sentence in self.scene.sentences:
            if not sentence.heads:
                continue
            best: dict[tuple[object, ...], Tie] = {}
            for tie in self._in(sentence):
                key = (tie.kind, frozenset(party.actor for party in tie.parties))
                if key not in best or (best[key].change.kind == "exists" and tie.change.kind != "exists"):
                    best[key] = tie
            yield from best.values()

    def _in(self, sentence: Sentence) -> Iterator[Tie]:
        tree = Tree(sentence)
        mentions, places = self.scene.mentions_in(sentence.index), self.scene.places_in(sentence.index)
        finder = PartyFinder(tree, mentions, places, self.lexicon.adjectives)
        spot = Spot(sentence, tree, finder, Verbs(tree, self.lexicon))
        for word in range(len(tree)):
            pos = sentence.upos[word]
            noun = self.lexicon.noun_ending_at(sentence.lemmas, word) if pos not in {"VERB", "AUX"} else None
            if noun is not None:
                yield from self._noun(spot, word, noun)
            lemma = spot.verbs.lemma(word) if pos == "VERB" else tree.lemma(word)
            for predicate in self.lexicon.predicates.get((lemma, pos), ()):
                made = self._predicate(spot, word, predicate)
                if made is not None:
                    yield made
                    break

    def _noun(self, spot: Spot, word: int, noun: TieNoun) -> Iterator[Tie]:
        head = _head(spot.tree, word, len(noun.words))
        verb = spot.verbs.on(head, noun.kind)
        change = self._change(spot, verb, noun)
        if change is None:
            return
        sides = self._states(noun.kind, self._sides(spot, head, noun, verb))
        if noun.kind == "membership" and not self._fits(sides.second, "body"):
            return
        if noun.mutual and not sides.second and len(sides.first) == 1:
            return
        parties = _parties(noun.kind, sides, mutual=noun.mutual)
        if len(parties) < 2 and not (noun.kind in _ONE_SIDED and parties):
            return
        at = verb.word if verb is not None else word
        yield self._tie(spot, Found(noun.kind, parties, change, at, word))

    def _change(self, spot: Spot, verb: Verb | None, noun: TieNoun) -> str | None:
        """The change that a verb makes to a tie; None if it makes none and its bare mention says nothing."""
        if verb is None or verb.change is None:
            if verb is not None and spot.verbs.mood(verb.word) == "dropped":
                return None
            return "exists" if noun.exists else None
        mood = spot.verbs.mood(verb.word)
        if mood == "dropped":
            return None
        return "proposed" if mood == "ahead" else verb.change

    def _sides(self, spot: Spot, word: int, noun: TieNoun, verb: Verb | None) -> Sides:
        within = spot.finder.between(word) if noun.mutual else ()
        if len(within) > 1:
            return Sides(within, ())
        sides = spot.finder.sides(word, verb.word if verb is not None else None, mutual=noun.mutual)
        if noun.kind == "membership":
            return self._membership(spot, word, sides)
        if verb is not None and self.lexicon.words.get(("swap", spot.verbs.lemma(verb.word))) == noun.kind:
            return sides.swapped()
        if noun.kind in _ROLES and not sides.second and len(sides.first) == 1 and not spot.tree.kids(word, "nmod:poss"):
            # "the embargo on Cuba", "emergency over Iran": who is aimed at is no sender
            aimed = spot.finder.below(word)
            if aimed == sides.first:
                return Sides((), aimed)
        return sides

    def _membership(self, spot: Spot, word: int, sides: Sides) -> Sides:
        """Who is the member ("the accession of Sweden", "its suspension of Mali") and of what."""
        named = [*sides.first, *sides.second]
        bodies = tuple(one for one in named if self._fits((one,), "body"))
        whose = tuple(one for one in spot.finder.below(word, frozenset({"of"})) if one not in bodies)
        return Sides(whose or tuple(one for one in named if one not in bodies), bodies)

    def _states(self, kind: str, sides: Sides) -> Sides:
        """Ties hold between states: a leader or government in them gives way to its state."""
        if kind not in _BETWEEN_STATES:
            return sides
        first = self._as_states(sides.first)
        return Sides(first, tuple(one for one in self._as_states(sides.second) if one not in first))

    def _as_states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        found = []
        for one in ids:
            actor = self.known.get(one)
            if actor is not None and _nobody(actor):
                continue
            leads = actor is not None and actor.state is not None and bool({"GOV", "MIL", "LEG"} & set(actor.sectors))
            found.append(actor.state if actor is not None and leads and actor.state else one)
        return tuple(dict.fromkeys(found))

    def _predicate(self, spot: Spot, word: int, predicate: TiePredicate) -> Tie | None:
        mood = spot.verbs.mood(word)
        if mood == "dropped":
            return None
        head, second = self._second(spot, word, predicate)
        first = self._first(spot, word)
        if not second and head is not None:
            second = self._other(spot, head, first)
        if predicate.second == "subject":
            first, second = spot.finder.at(spot.tree.kid(word, "obj")), spot.finder.at(spot.tree.subject(word))
        named = self._instrument(spot, head) if predicate.filter == "instrument" else None
        if named is not None and first:
            second = ()
        elif predicate.filter == "instrument" or not first or not self._fits(second, predicate.filter):
            return None
        sides = self._states(predicate.kind, Sides(first, tuple(one for one in second if one not in first)))
        parties = _parties(predicate.kind, sides, mutual=False)
        change = "proposed" if mood == "ahead" else predicate.change
        if len(parties) < 2 and named is None:
            return None
        return self._tie(spot, Found(predicate.kind, parties, change, word, word, named))

    def _first(self, spot: Spot, word: int) -> tuple[str, ...]:
        """Who is subject of a predicate, also of "is a member of", "dependent on"."""
        tree, finder = spot.tree, spot.finder
        subject = tree.subject(word)
        return finder.at(subject) or (finder.holder(subject) if subject is not None else ())

    def _other(self, spot: Spot, head: int, first: tuple[str, ...]) -> tuple[str, ...]:
        """Whose "the former's" is where the parser saw an adjective: the other of the two that were named last."""
        tree = spot.tree
        if len(first) != 1 or not any(
            ("contrast", tree.lemma(one)) in self.lexicon.words for one in tree.kids(head, "amod")
        ):
            return ()
        for index in range(spot.sentence.index - 1, -1, -1):
            named = dict.fromkeys(one for mention in self.scene.mentions_in(index) for one in mention.actors)
            states = [one for one in named if one in self.known and self.known[one].kind == "state"]
            if first[0] in states:
                return tuple(one for one in states if one != first[0]) if len(states) == _PAIR else ()
        return ()

    def _second(self, spot: Spot, word: int, predicate: TiePredicate) -> tuple[int | None, tuple[str, ...]]:
        """The word and the actors in the other party's place."""
        tree, finder = spot.tree, spot.finder
        if predicate.second == "obj":
            at = tree.kid(word, "obj")
            found = finder.at(at)
            if not found and at is not None and predicate.filter != "body":
                found = finder.holder(at)
            return at, found
        if predicate.second == "subject":
            return None, ()
        for child in tree.kids(word, "obl", "nmod", "obj"):
            if tree.preposition(child) == predicate.second:
                return child, finder.at(child) or finder.holder(child)
            if tree.lemma(child) == predicate.second:
                below = [one for one in tree.kids(child, "nmod") if tree.preposition(one) in {"in", "of", "to"}]
                return (below[0] if below else None), finder.below(child, frozenset({"in", "of", "to"}))
        return None, ()

    def _instrument(self, spot: Spot, head: int | None) -> str | None:
        if head is None:
            return None
        text = self.scene.report.text[spot.sentence.start : spot.sentence.end]
        return instrument_at(spot.sentence, text, spot.sentence.starts[head])

    def _fits(self, ids: tuple[str, ...], wanted: str) -> bool:
        """Whether actors are what a predicate wants: states, or organisations."""
        if not ids or wanted == "any":
            return bool(ids)
        kinds = [self.known[one].kind if one in self.known else "state" for one in ids]
        bodies = [kind in {"igo", "organisation", "coalition"} for kind in kinds]
        return all(bodies) if wanted == "body" else not any(bodies) and not any(kind == "person" for kind in kinds)

    def _tie(self, spot: Spot, found: Found) -> Tie:
        sentence = spot.sentence
        text = self.scene.report.text
        evidence = span_of(text, sentence.start, sentence.end)
        word = (sentence.starts[found.word], sentence.ends[found.word])
        statement = self.scene.said(sentence, *word)
        dates = when(self.scene, sentence, found.change, found.at, self.lexicon)
        until = dates.until if found.change in PROLONGS else None
        predicate = f"tie:{found.kind}:{found.change}"
        return Tie(
            id=claim_id("t", self.scene.report.id, word, predicate, _places(self.scene, sentence, found.parties)),
            kind=found.kind,
            name=found.name or instrument(evidence.text, found.kind),
            parties=found.parties,
            terms=terms(found.kind, sentence, found.word, self.lexicon),
            change=Change(found.change, dates.effective, until, dates.precision),
            since=dates.since,
            until=dates.until,
            issue=self._issues(sentence, spot.tree, found.word, found.at),
            statement=statement.id if statement else None,
            evidence=evidence,
            confidence=CONFIDENCE,
        )

    def _issues(self, sentence: Sentence, tree: Tree, noun: int, at: int) -> tuple[str, ...]:
        """What the tie is about: issue words under the tie's noun or verb."""
        near = tree.subtree(noun) | tree.subtree(at)
        found = [
            self.lexicon.issues[tree.lemma(word)] for word in sorted(near) if tree.lemma(word) in self.lexicon.issues
        ]
        return tuple(dict.fromkeys(found))


def _head(tree: Tree, last: int, length: int) -> int:
    """The head of a phrase of so many words: the one that hangs on a word outside it ("state" of emergency)."""
    inside = range(last - length + 1, last + 1)
    return next((word for word in inside if tree.sentence.heads[word] not in inside), last)


def _nobody(actor: Actor) -> bool:
    """Whether an actor is known to no table and belongs to no state: no party to a tie between states."""
    local = len(actor.id) == _LOCAL and actor.id.startswith("a") and ":" not in actor.id and "-" not in actor.id
    return local and actor.state is None


def _completed(ties: list[Tie]) -> Iterator[Tie]:
    """The ties, with the two halves of an emergency told in a row made whole: who declared it, and over whom."""
    for at, tie in enumerate(ties):
        if tie.kind != "emergency" or len(tie.parties) != 1:
            yield tie
            continue
        near = [one for one in ties[max(0, at - 1) : at + 2] if one.kind == "emergency" and len(one.parties) == 1]
        other = next((one for one in near if one.parties[0].role != tie.parties[0].role), None)
        parties = (*tie.parties, *other.parties) if other is not None else tie.parties
        whole = tuple(sorted(parties, key=lambda party: party.role))
        yield msgspec.structs.replace(tie, parties=whole, name=tie.name or (other.name if other else None))


def _places(scene: Scene, sentence: Sentence, parties: tuple[Party, ...]) -> list[tuple[int, int]]:
    """Where the parties are mentioned in the sentence."""
    wanted = {party.actor for party in parties}
    return [(one.start, one.end) for one in scene.mentions_in(sentence.index) if wanted & set(one.actors)]


def _parties(kind: str, sides: Sides, *, mutual: bool) -> tuple[Party, ...]:
    if mutual and kind not in _ROLES:
        return tuple(Party(actor, "party") for actor in dict.fromkeys((*sides.first, *sides.second)))
    one, other = _ROLES.get(kind, ("party", "party"))
    return (*(Party(actor, one) for actor in sides.first), *(Party(actor, other) for actor in sides.second))
