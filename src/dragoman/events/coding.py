"""From the model's triggers, the codebook's patterns and a user's own types to coded events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.codebook import Codebook
from dragoman.events.count import counts_of
from dragoman.events.lexicon import Lexicon
from dragoman.events.matching import Match, roles_of
from dragoman.events.roles import ids, parted, settle
from dragoman.events.scope import status_of
from dragoman.events.where_when import place_of, time_of
from dragoman.record import (
    ActorMention,
    Event,
    Scene,
    Sentence,
    Status,
    Tree,
    Trigger,
    claim_id,
    span_of,
)

# Below this joint score (trigger × type) more events are wrong than right on our own readings.
FLOOR = 0.35
ROLE_FLOOR = 0.5

Mentions = tuple[ActorMention, ...]


class Coding(NamedTuple):
    """What is to become an event: a stretch of words, its type, parties and the reason."""

    start: int
    end: int
    head: int
    kind: str
    score: float
    why: str
    actors: Mentions
    recipients: Mentions
    trigger: Trigger | None


# Several who agree, meet or work together, with nobody else named, do it with one another.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Coder:
    """Codes the events of one report."""

    def __init__(self, scene: Scene, codebook: Codebook, lexicon: Lexicon) -> None:
        self.scene = scene
        self.codebook = codebook
        self.lexicon = lexicon
        self.outlets = {actor.id for actor in scene.cast.actors if actor.kind == "outlet"}

    def events(self) -> Iterator[Event]:
        """All events, in the order of their triggers, none twice."""
        seen: set[str] = set()
        for sentence in self.scene.sentences:
            tree = Tree(sentence)
            mentions = self.scene.mentions_in(sentence.index)
            codings = [*self._model(sentence, tree, mentions), *self._beside(sentence, tree, mentions)]
            for coding in sorted(codings, key=lambda one: (one.start, one.end)):
                event = self._event(sentence, tree, coding)
                if event.id not in seen:
                    seen.add(event.id)
                    yield event

    def _model(self, sentence: Sentence, tree: Tree, mentions: Mentions) -> Iterator[Coding]:
        """The model's triggers, each retyped by a pattern that is surer; then patterns where the model saw nothing."""
        matches = {match.word: match for match in self.lexicon.patterns.all(tree)}
        covered: set[int] = set()
        for trigger in sentence.triggers:
            covered.update(range(trigger.start, trigger.end))
            coding = self._of_trigger(tree, trigger, mentions, matches.get(trigger.head))
            if coding is not None:
                yield coding
        for word, match in matches.items():
            if word not in covered:
                coding = self._of_match(tree, match, mentions)
                if coding.actors and (coding.recipients or not match.pattern.mutual):
                    yield coding

    def _of_trigger(self, tree: Tree, trigger: Trigger, mentions: Mentions, match: Match | None) -> Coding | None:
        sentence = tree.sentence
        kind, kind_score = trigger.types[0]
        why = _why(" ".join(sentence.words[trigger.start : trigger.end]), trigger)
        score = trigger.score * kind_score
        if match is not None and match.pattern.sure > kind_score:
            kind, score = match.pattern.type, max(trigger.score, 0.5) * match.pattern.sure
            why = f"pattern {match.pattern.id} ({match.pattern.sure:.2f}) → {kind}; {why}"
        actors = self._parties(sentence, trigger.actors, mentions)
        recipients = self._parties(sentence, trigger.recipients, mentions)
        acting = tuple(one for one in mentions if not self._only_tells(one))
        actors = tuple(one for one in actors if one in acting)
        recipients = tuple(one for one in recipients if one in acting)
        actors, recipients = settle(tree, trigger.head, actors, recipients, acting)
        if kind not in self.codebook.types or score < FLOOR or not (actors or recipients):
            return None
        return Coding(trigger.start, trigger.end, trigger.head, kind, score, why, actors, recipients, trigger)

    @staticmethod
    def _of_match(tree: Tree, match: Match, mentions: Mentions) -> Coding:
        word, pattern = match.word, match.pattern
        actors, recipients = _covering(mentions, match.actors), _covering(mentions, match.recipients)
        text = tree.sentence.words[word]
        why = f"pattern {pattern.id}: “{text}” → {pattern.type} {pattern.sure:.2f}; no trigger of the model"
        return Coding(word, word + 1, word, pattern.type, pattern.sure, why, actors, recipients, None)

    def _beside(self, sentence: Sentence, tree: Tree, mentions: Mentions) -> Iterator[Coding]:
        """Events of a user's own types; PLOVER's stay as they are."""
        if self.lexicon.own is None:
            return
        for found in self.lexicon.own.find(sentence, tree):
            trigger = next((one for one in sentence.triggers if one.head == found.head), None)
            if trigger is not None:
                actors = self._parties(sentence, trigger.actors, mentions)
                recipients = self._parties(sentence, trigger.recipients, mentions)
            else:
                doers, others = roles_of(tree, found.head)
                actors, recipients = _covering(mentions, doers), _covering(mentions, others)
            if actors or recipients:
                why = f"own codebook, {found.reason}: {found.type} {found.score:.2f}"
                yield Coding(
                    found.start, found.end, found.head, found.type, found.score, why, actors, recipients, trigger
                )

    def _event(self, sentence: Sentence, tree: Tree, coding: Coding) -> Event:
        text = self.scene.report.text
        span = span_of(text, sentence.starts[coding.start], sentence.ends[coding.end - 1])
        statement = self.scene.said(sentence, span.start, span.end)
        mode = self._mode(tree, coding)
        act = self._act(tree, coding)
        cameo = self.codebook.to_cameo(coding.kind, mode, act)
        parties = (*coding.actors, *coding.recipients)
        actors, recipients = parted(ids(coding.actors), ids(coding.recipients))
        if not recipients and len(actors) > 1 and (coding.kind in _TOGETHER or act == "signed"):
            recipients = actors
        status: Status = status_of(tree, coding.head, coding.trigger, statement, span.start, self.lexicon)
        return Event(
            id=self._id(span.start, span.end, coding.kind, parties),
            type=coding.kind,
            mode=mode,
            contexts=self._contexts(coding),
            cameo=cameo,
            quad=self.codebook.quad(coding.kind),
            goldstein=self.codebook.goldstein(cameo),
            actors=actors,
            recipients=recipients,
            trigger=span,
            evidence=span_of(text, sentence.start, sentence.end),
            status=status,
            statement=statement.id if statement else None,
            time=time_of(self.scene, sentence, tree, coding.head, self.lexicon.commemorations),
            place=place_of(self.scene, sentence, tree, coding.head, {one.head for one in parties}),
            counts=counts_of(tree, coding.head, self.lexicon),
            issue=(),
            confidence=round(min(coding.score, 0.99), 2),
            why=coding.why,
        )

    def _mode(self, tree: Tree, coding: Coding) -> str | None:
        """The model's mode if the type has it, else that of a pattern of the same type."""
        modes = self.codebook.types[coding.kind].modes
        given = coding.trigger.modes if coding.trigger is not None else ()
        for name, _ in given:
            if name in modes:
                return name
        match = self.lexicon.patterns.at(tree, coding.head)
        return match.pattern.mode if match is not None and match.pattern.type == coding.kind else None

    def _contexts(self, coding: Coding) -> tuple[str, ...]:
        given = coding.trigger.contexts if coding.trigger is not None else ()
        return tuple(name for name, _ in given if name in self.codebook.contexts)[:3]

    def _act(self, tree: Tree, coding: Coding) -> str | None:
        """What the act does to a relation ("signed", "recalled"), from the trigger and what hangs on it."""
        words = [tree.lemma(at) for at in range(coding.start, coding.end)]
        near = {tree.lemma(at) for at in _hanging_on(tree, coding.head)}
        return self.codebook.act(coding.kind, words, near)

    def _id(self, start: int, end: int, kind: str, parties: Mentions) -> str:
        places = [(mention.start, mention.end) for mention in parties]
        return claim_id("e", self.scene.report.id, (start, end), f"event:{kind}", places)

    def _only_tells(self, mention: ActorMention) -> bool:
        """Whether a mention is an outlet that is the source of a statement: it tells, it does not act."""
        if not self.outlets & set(mention.actors):
            return False
        sources = (one.source_span for one in self.scene.statements if one.source in mention.actors)
        return any(one is not None and one.start < mention.end and mention.start < one.end for one in sources)

    def _parties(self, sentence: Sentence, scored: tuple[tuple[int, float], ...], mentions: Mentions) -> Mentions:
        """The cast's mentions of the model's role fillers, in the order of the text."""
        found: dict[int, ActorMention] = {}
        for index, score in scored:
            if score < ROLE_FLOOR:
                continue
            span = sentence.mentions[index]
            mention = _mention_at(mentions, span.start, span.end, span.head)
            if mention is not None and mention.actors:
                found[mention.first] = mention
        return tuple(found[first] for first in sorted(found))


def _hanging_on(tree: Tree, word: int) -> list[int]:
    """Objects, passive subjects, phrases and compounds of a word, with the objects of those two steps down."""
    near = tree.kids(word, "obj", "nsubj:pass", "obl", "nmod", "compound", "amod")
    return near + [below for child in near for below in tree.kids(child, "compound", "nmod", "conj", "amod")]


def _covering(mentions: Mentions, words: tuple[int, ...]) -> Mentions:
    """The cast's mentions that hold the words, in the order of the text."""
    found = {one.first: one for word in words for one in mentions if one.actors and one.first <= word < one.last}
    return tuple(found[first] for first in sorted(found))


def _mention_at(mentions: tuple[ActorMention, ...], start: int, end: int, head: int) -> ActorMention | None:
    """The cast's mention at a span of words: the one with the same head, else the one that overlaps most."""
    same = [one for one in mentions if one.head == head and one.actors]
    if same:
        return max(same, key=lambda one: one.last - one.first)
    overlaps = [
        (min(end, one.last) - max(start, one.first), one)
        for one in mentions
        if one.actors and one.first < end and start < one.last
    ]
    return max(overlaps, key=lambda pair: pair[0])[1] if overlaps else None


def _why(text: str, trigger: Trigger) -> str:
    """Trigger, type and score, runner-up and status: what a person needs to judge the coding."""
    (kind, score), *others = trigger.types
    runner = f"; next {others[0][0]} {others[0][1]:.2f}" if others else ""
    status = f"; status {trigger.statuses[0][0]} {trigger.statuses[0][1]:.2f}" if trigger.statuses else ""
    return f"model: trigger “{text}” ({trigger.score:.2f}) → {kind} {score:.2f}{runner}{status}"
