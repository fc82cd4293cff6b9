"""From the model's triggers to coded events."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook import Codebook
from dragoman.events.count import counts_of
from dragoman.events.lexicon import Lexicon
from dragoman.events.where_when import place_of, time_of
from dragoman.record import (
    ActorMention,
    Event,
    Scene,
    Sentence,
    Statement,
    Status,
    Tree,
    Trigger,
    claim_id,
    innermost,
    span_of,
)

# Below this joint score (trigger × type) more events are wrong than right on our own readings.
FLOOR = 0.35
ROLE_FLOOR = 0.5
# The model's "actual" yields to the scope of a statement unless the model is surer than this.
SURE = 0.9


class Coder:
    """Codes the events of one report."""

    def __init__(self, scene: Scene, codebook: Codebook, lexicon: Lexicon) -> None:
        self.scene = scene
        self.codebook = codebook
        self.lexicon = lexicon

    def events(self) -> Iterator[Event]:
        """All events, in the order of their triggers, none twice."""
        seen: set[str] = set()
        for sentence in self.scene.sentences:
            tree = Tree(sentence)
            mentions = self.scene.mentions_in(sentence.index)
            for trigger in sentence.triggers:
                event = self._event(sentence, tree, trigger, mentions)
                if event is not None and event.id not in seen:
                    seen.add(event.id)
                    yield event

    def _event(
        self, sentence: Sentence, tree: Tree, trigger: Trigger, mentions: tuple[ActorMention, ...]
    ) -> Event | None:
        (kind, kind_score), *others = trigger.types
        score = trigger.score * kind_score
        if kind not in self.codebook.types or score < FLOOR:
            return None
        actors = self._parties(sentence, trigger.actors, mentions)
        recipients = self._parties(sentence, trigger.recipients, mentions)
        if not actors and not recipients:
            return None
        span = span_of(self.scene.report.text, sentence.starts[trigger.start], sentence.ends[trigger.end - 1])
        statement = innermost(self.scene.statements, span.start, span.end)
        mode = next((name for name, _ in trigger.modes if name in self.codebook.types[kind].modes), None)
        cameo = self.codebook.to_cameo(kind, mode)
        taken = {mention.head for mention in (*actors, *recipients)}
        actor_ids, recipient_ids = _ids(actors), _ids(recipients)
        return Event(
            id=self._id(span.start, span.end, kind, (*actors, *recipients)),
            type=kind,
            mode=mode,
            contexts=tuple(name for name, _ in trigger.contexts if name in self.codebook.contexts)[:3],
            cameo=cameo,
            quad=self.codebook.quad(kind),
            goldstein=self.codebook.goldstein(cameo),
            actors=actor_ids,
            recipients=recipient_ids,
            trigger=span,
            evidence=span_of(self.scene.report.text, sentence.start, sentence.end),
            status=self._status(trigger, statement, span.start),
            statement=statement.id if statement else None,
            time=time_of(self.scene, sentence, tree, trigger.head),
            place=place_of(self.scene, sentence, tree, trigger.head, taken),
            counts=counts_of(tree, trigger.head, self.lexicon),
            issue=(),
            confidence=round(min(score, 0.99), 2),
            why=_why(span.text, kind, kind_score, others, trigger),
        )

    def _id(self, start: int, end: int, kind: str, parties: tuple[ActorMention, ...]) -> str:
        places = [(mention.start, mention.end) for mention in parties]
        return claim_id("e", self.scene.report.id, (start, end), f"event:{kind}", places)

    def _parties(
        self, sentence: Sentence, scored: tuple[tuple[int, float], ...], mentions: tuple[ActorMention, ...]
    ) -> tuple[ActorMention, ...]:
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

    def _status(self, trigger: Trigger, statement: Statement | None, start: int) -> Status:
        """The model's status, unless it says "actual" without certainty inside a denial, threat, hope …"""
        status, score = trigger.statuses[0] if trigger.statuses else ("actual", 0.0)
        if status == "actual" and score < SURE and statement is not None and statement.cue is not None:
            scoped = self.lexicon.scope.get(statement.stance)
            if scoped is not None and not statement.cue.start <= start < statement.cue.end:
                status = scoped
        return status  # type: ignore[return-value]  # labels of model and table are checked against Status in tests


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


def _ids(parties: tuple[ActorMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for mention in parties for actor in mention.actors))


def _why(text: str, kind: str, score: float, others: list[tuple[str, float]], trigger: Trigger) -> str:
    """Trigger, type and score, runner-up and status: what a person needs to judge the coding."""
    runner = f"; next {others[0][0]} {others[0][1]:.2f}" if others else ""
    status = f"; status {trigger.statuses[0][0]} {trigger.statuses[0][1]:.2f}" if trigger.statuses else ""
    return f"model: trigger “{text}” ({trigger.score:.2f}) → {kind} {score:.2f}{runner}{status}"
