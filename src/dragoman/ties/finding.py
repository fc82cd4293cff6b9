"""Ties read from text: a noun that names one, the verb that changes it, its parties and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.record import (
    Change,
    Party,
    Role,
    Scene,
    Sentence,
    Term,
    Tie,
    TimeMention,
    Tree,
    claim_id,
    innermost,
    span_of,
)
from dragoman.ties.lexicon import Lexicon, TieNoun
from dragoman.ties.parties import PartyFinder, Sides

_INSTRUMENT = re.compile(
    r"Executive Order (?:No\. ?)?\d{4,5}|Resolution \d{3,4}(?: \(\d{4}\))?|New START|"
    r"(?:[A-Z][\w-]+ )+(?:Treaty|Pact|Convention|Accords?|Agreement|Protocol)(?: of \d{4})?"
)
_ROLES: dict[str, tuple[Role, Role]] = {
    "sanctions": ("sender", "target"),
    "aid": ("donor", "recipient"),
    "emergency": ("declarer", "subject"),
    "arms": ("donor", "recipient"),
}
# A tie with one known side is kept where the other may go unsaid; the rest would be half a relation.
_ONE_SIDED = frozenset({"sanctions", "emergency", "membership"})
_BETWEEN_STATES = frozenset({"alliance", "treaty", "trade", "diplomatic_relations", "dependence", "dispute", "aid"})
CONFIDENCE = 0.7
OPEN_CHANGES = frozenset({"signed", "imposed", "joined", "in_force", "ratified"})


class Spot(NamedTuple):
    """A sentence with its tree and the actors in it."""

    sentence: Sentence
    tree: Tree
    finder: PartyFinder


class TieFinder:
    """Finds the ties of one report."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self.scene = scene
        self.lexicon = lexicon

    def ties(self) -> Iterator[Tie]:
        """All ties, in the order of the text, one per kind, parties and change."""
        seen: set[tuple[object, ...]] = set()
        for sentence in self.scene.sentences:
            if not sentence.heads:
                continue
            for tie in self._sentence(sentence):
                key = (tie.kind, tie.parties, tie.change, tie.since, tie.until)
                if key not in seen:
                    seen.add(key)
                    yield tie

    def _sentence(self, sentence: Sentence) -> Iterator[Tie]:
        tree = Tree(sentence)
        spot = Spot(sentence, tree, PartyFinder(tree, self.scene.mentions_in(sentence.index)))
        for word in range(len(tree)):
            noun = self.lexicon.noun_ending_at(sentence.lemmas, word) if sentence.upos[word] != "VERB" else None
            if noun is not None:
                yield from self._noun(spot, word, noun)
            predicate = self.lexicon.predicates.get((tree.lemma(word), sentence.upos[word]))
            if predicate is not None and not tree.negated(word):
                yield from self._predicate(spot, word)

    def _noun(self, spot: Spot, word: int, noun: TieNoun) -> Iterator[Tie]:
        tree = spot.tree
        verb = self._verb(tree, word)
        change = self.lexicon.changes.get(tree.lemma(verb)) if verb is not None else None
        if change is None and not noun.exists:
            return
        sides = self._states(noun.kind, spot.finder.sides(word, verb))
        if noun.mutual and not sides.second and len(sides.first) == 1:
            return
        parties = _parties(noun.kind, sides, mutual=noun.mutual)
        if len(parties) < 2 and not (noun.kind in _ONE_SIDED and parties):
            return
        yield self._tie(spot, noun.kind, parties, change or "exists", verb if verb is not None else word, word)

    def _states(self, kind: str, sides: Sides) -> Sides:
        """Ties hold between states: a leader or government in them gives way to its state, if the report names it."""
        if kind not in _BETWEEN_STATES:
            return sides
        return Sides(self._as_states(sides.first), self._as_states(sides.second))

    def _as_states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        known = {actor.id: actor for actor in self.scene.cast.actors}
        found = []
        for one in ids:
            actor = known.get(one)
            leads = actor is not None and "GOV" in actor.sectors and actor.state in known
            found.append(actor.state if actor is not None and leads and actor.state else one)
        return tuple(dict.fromkeys(found))

    def _verb(self, tree: Tree, noun: int) -> int | None:
        """The verb on a tie: the participle that changes it, else its governor as object, subject or oblique."""
        for child in tree.kids(noun, "acl"):
            if tree.sentence.upos[child] == "VERB" and tree.lemma(child) in self.lexicon.changes:
                return child
        above = tree.sentence.heads[noun]
        is_verb = above >= 0 and tree.sentence.upos[above] == "VERB"
        if is_verb and tree.rel(noun, "obj", "nsubj"):
            return above
        changes = is_verb and tree.lemma(above) in self.lexicon.changes
        return above if changes and tree.rel(noun, "obl", "xcomp") else None

    def _predicate(self, spot: Spot, word: int) -> Iterator[Tie]:
        sentence, tree, finder = spot
        predicate = self.lexicon.predicates[tree.lemma(word), sentence.upos[word]]
        first = finder.at(tree.subject(word))
        if predicate.preposition:
            second = finder.below(word, frozenset({predicate.preposition}))
            if not second:
                second = tuple(
                    actor
                    for child in tree.kids(word, "obl")
                    if tree.preposition(child) == predicate.preposition
                    for actor in finder.at(tree.kid(child, "nmod:poss"))
                )
        else:
            second = finder.at(tree.kid(word, "obj"))
        if first and second:
            parties = _parties(predicate.kind, self._states(predicate.kind, Sides(first, second)), mutual=False)
            yield self._tie(spot, predicate.kind, parties, predicate.change, word, word)

    def _tie(self, spot: Spot, kind: str, parties: tuple[Party, ...], change: str, at: int, noun: int) -> Tie:
        sentence, tree, _ = spot
        text = self.scene.report.text
        evidence = span_of(text, sentence.start, sentence.end)
        word = (sentence.starts[noun], sentence.ends[noun])
        statement = innermost(self.scene.statements, *word)
        since, until, effective, precision = self._dates(sentence, tree, change, at)
        name = _INSTRUMENT.search(evidence.text)
        return Tie(
            id=claim_id(
                "t", self.scene.report.id, word, f"tie:{kind}:{change}", _places(self.scene, sentence, parties)
            ),
            kind=kind,
            name=name.group() if name and kind in {"treaty", "alliance", "emergency", "trade", "sanctions"} else None,
            parties=parties,
            terms=_terms(kind, sentence, noun),
            change=Change(change, effective, until if change in {"extended", "renewed"} else None, precision),
            since=since,
            until=until,
            issue=self._issues(sentence, tree, noun, at),
            statement=statement.id if statement else None,
            evidence=evidence,
            confidence=CONFIDENCE,
        )

    def _dates(
        self, sentence: Sentence, tree: Tree, change: str, at: int
    ) -> tuple[str | None, str | None, str | None, str | None]:
        """Since, until, effective and its precision, from the sentence's time expressions."""
        since = until = effective = precision = None
        for one in self.scene.times_in(sentence.index):
            start = _prefix(one.time.start, one.time.precision)
            end = _prefix(one.time.end, one.time.precision)
            if one.kind == "vague" or (start is None and end is None):
                continue
            if one.closes or (one.kind == "duration" and change in {"extended", "renewed"} and end):
                until = until or end or start
            elif _governs(tree, at, one) and change in OPEN_CHANGES:
                since, effective, precision = start, start, one.time.precision
            elif one.opens:
                since = since or start
            elif _governs(tree, at, one) and change not in {"exists"}:
                effective, precision = start, one.time.precision
        return since, until, effective, precision

    def _issues(self, sentence: Sentence, tree: Tree, noun: int, at: int) -> tuple[str, ...]:
        """What the tie is about: issue words under the tie's noun or verb."""
        near = tree.subtree(noun) | tree.subtree(at)
        found = [
            self.lexicon.issues[tree.lemma(word)] for word in sorted(near) if tree.lemma(word) in self.lexicon.issues
        ]
        return tuple(dict.fromkeys(found))


def _places(scene: Scene, sentence: Sentence, parties: tuple[Party, ...]) -> list[tuple[int, int]]:
    """Where the parties are mentioned in the sentence."""
    wanted = {party.actor for party in parties}
    return [(one.start, one.end) for one in scene.mentions_in(sentence.index) if wanted & set(one.actors)]


def _governs(tree: Tree, at: int, time: TimeMention) -> bool:
    """Whether a time expression hangs under a word."""
    return bool(tree.subtree(at) & set(range(time.first, time.last)))


def _prefix(day: str | None, precision: str) -> str | None:
    """An ISO day cut to its precision: 1961-01-01 of precision year is 1961."""
    if day is None:
        return None
    return day[: {"year": 4, "decade": 4, "month": 7}.get(precision, 10)]


def _parties(kind: str, sides: Sides, *, mutual: bool) -> tuple[Party, ...]:
    if mutual and kind not in _ROLES:
        return tuple(Party(actor, "party") for actor in dict.fromkeys((*sides.first, *sides.second)))
    one, other = _ROLES.get(kind, ("party", "party"))
    return (*(Party(actor, one) for actor in sides.first), *(Party(actor, other) for actor in sides.second))


def _terms(kind: str, sentence: Sentence, noun: int) -> tuple[Term, ...]:
    """Obligations that the name of the tie itself tells."""
    before = [lemma.lower() for lemma in sentence.lemmas[max(0, noun - 2) : noun + 1]]
    if kind == "alliance" and ({"defence", "defense"} & set(before)):
        return (Term("atop", "defense"),)
    if kind == "alliance" and "non-aggression" in before:
        return (Term("atop", "nonaggression"),)
    if kind == "sanctions":
        if "arms" in before:
            return (Term("gsdb", "arms"),)
        if "travel" in before:
            return (Term("gsdb", "travel"),)
    return ()
